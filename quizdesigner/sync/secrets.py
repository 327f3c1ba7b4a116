"""Keys and tokens on this computer: in its keyring, or in memory for this session, never in plain text on disk."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from quizdesigner.errors import Unavailable

SERVICE = "Quiz Designer"
"""The name under which the keyring lists our entries."""

WINDOWS_LONGEST = 1_200
"""Windows keeps about 1,280 characters in one entry and fails with an obscure error beyond."""

Kept = Literal["keyring", "session"]
"""Where a secret is: in the computer's keyring, or for this session only."""

_T = TypeVar("_T")


class Secret:
    """A key, token or secret address that does not show itself in logs, errors and `repr`."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text.strip()

    def reveal(self) -> str:
        """The secret itself, for the one call that needs it."""
        return self._text

    @property
    def hint(self) -> str:
        """The last four characters, to tell one key from another; nothing of a very short one."""
        return self._text.rstrip("/")[-4:] if len(self._text) >= 12 else ""

    def __repr__(self) -> str:
        return f"Secret(…{self.hint})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


class Keyring(Protocol):
    """The part of a keyring backend that is used here."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def connection_name(project: str, connection: str) -> str:
    """The name a connection's secret is kept under (ids)."""
    return f"{project}/{connection}"


def host_name(host: str) -> str:
    """The name a host's token is kept under (its id)."""
    return host


class Secrets:
    """Reads and keeps secrets without ever blocking the window.

    `trouble` says in words why the keyring could not be used at the last call, or is None. Keyrings block (they may
    ask for a password or wait for a dead service), so every call runs in a thread of its own and is given `timeout`
    seconds. While one call hangs, no further one is begun.
    """

    def __init__(
        self,
        backend: Callable[[], Keyring] | None = None,
        *,
        timeout: float = 5.0,
        longest: int | None = WINDOWS_LONGEST if sys.platform == "win32" else None,
    ) -> None:
        self.trouble: str | None = None
        self._backend = backend or _system_keyring
        self._timeout = timeout
        self._longest = longest
        self._session: dict[str, Secret] = {}
        self._turn = asyncio.Lock()
        self._stuck: threading.Thread | None = None

    def kept(self, name: str) -> Kept:
        """Where a secret that `get` has found is."""
        return "session" if name in self._session else "keyring"

    async def get(self, name: str) -> Secret | None:
        """The secret, or None when this computer has none; then `trouble` tells whether the keyring was to blame."""
        if name in self._session:
            return self._session[name]
        found = await self._try(lambda keyring: keyring.get_password(SERVICE, name))
        return Secret(found) if found else None

    async def set(self, name: str, secret: Secret) -> Kept:
        """Keep the secret, and say where: "session" means it is gone when the program ends, and `trouble` why."""
        text = secret.reveal()
        if self._longest is not None and len(text) > self._longest:
            self.trouble = "This secret is too long for the keyring of this computer."
        elif await self._try(lambda keyring: _store(keyring, name, text)):
            self._session.pop(name, None)
            return "keyring"
        else:
            # A keyring that takes a secret and does not give it back raises nothing.
            self.trouble = self.trouble or "The keyring of this computer did not keep the secret."
        self._session[name] = secret
        return "session"

    async def delete(self, name: str) -> None:
        """Forget the secret. Raises Unavailable when the keyring may still hold it."""
        self._session.pop(name, None)
        removed = await self._try(lambda keyring: _remove(keyring, name))
        if removed is None and self.trouble != _NO_KEYRING:
            raise Unavailable(f"{self.trouble} It may still hold this secret; try again later.")

    async def _try(self, call: Callable[[Keyring], _T]) -> _T | None:
        async with self._turn:
            if self._stuck is not None and self._stuck.is_alive():
                self.trouble = _SILENT
                return None
            loop = asyncio.get_running_loop()
            answer: asyncio.Future[tuple[_T | None, str | None]] = loop.create_future()

            def deliver(result: tuple[_T | None, str | None]) -> None:
                if not answer.done():
                    answer.set_result(result)

            def work() -> None:
                result = _attempt(self._backend, call)
                # The window may have been closed while the keyring was thinking.
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(deliver, result)

            # A daemon: neither the loop nor the interpreter waits for it at the end, as they do for an executor's.
            worker = threading.Thread(target=work, name="keyring", daemon=True)
            worker.start()
            try:
                async with asyncio.timeout(self._timeout):
                    value, self.trouble = await answer
            except TimeoutError:
                self.trouble = _SILENT
                return None
            finally:
                self._stuck = None if answer.done() and not answer.cancelled() else worker
            return value


_NO_KEYRING = "This computer has no keyring."
_SILENT = "The keyring of this computer did not answer."


def _system_keyring() -> Keyring:
    import keyring
    from keyring.errors import NoKeyringError

    found = keyring.get_keyring()
    first = next(iter(getattr(found, "backends", ())), found)
    # This package's backends write files, some of them in plain text.
    if type(first).__module__.startswith("keyrings.alt"):
        raise NoKeyringError("only a keyring in plain files was found")
    return found


def _attempt(backend: Callable[[], Keyring], call: Callable[[Keyring], _T]) -> tuple[_T | None, str | None]:
    try:
        return call(backend()), None
    # Backends raise the errors of whatever bus or vault they use, so no narrower class would do.
    except Exception as error:
        name = type(error).__name__
        if isinstance(error, ImportError) or name == "NoKeyringError":
            return None, _NO_KEYRING
        if name == "KeyringLocked":
            return None, "The keyring of this computer is locked."
        return None, f"The keyring of this computer failed ({name})."


def _store(keyring: Keyring, name: str, text: str) -> bool:
    keyring.set_password(SERVICE, name, text)
    return keyring.get_password(SERVICE, name) == text


def _remove(keyring: Keyring, name: str) -> bool:
    if keyring.get_password(SERVICE, name) is not None:
        keyring.delete_password(SERVICE, name)
    return True
