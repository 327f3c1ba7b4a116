"""Secrets with keyrings that work, fail, hang, lie and are missing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from keyring.errors import KeyringLocked, NoKeyringError

from quizdesigner.errors import Unavailable
from quizdesigner.sync.secrets import Secret, Secrets, connection_name, host_name

NAME = connection_name("halden", "c1")
KEY = Secret("pk_0123456789abcdef4f2c")


class Memory:
    """A keyring that works."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class Failing(Memory):
    """A keyring whose every call raises."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Lying(Memory):
    """A keyring that takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Hanging(Memory):
    """A keyring that waits for somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0
        self.unlocked = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.calls += 1
        self.unlocked.wait()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.calls += 1
        self.unlocked.wait()


def test_a_secret_is_kept_and_forgotten() -> None:
    keyring = Memory()

    async def whole() -> None:
        secrets = Secrets(lambda: keyring)
        assert await secrets.get(NAME) is None
        assert await secrets.set(NAME, KEY) == "keyring"
        assert keyring.held == {("Quiz Designer", "halden/c1"): KEY.reveal()}
        assert await Secrets(lambda: keyring).get(NAME) == KEY
        await secrets.delete(NAME)
        await secrets.delete(NAME)
        assert await secrets.get(NAME) is None
        assert secrets.trouble is None

    asyncio.run(whole())
    assert keyring.held == {}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Failing(NoKeyringError("x")), "This computer has no keyring."),
        (lambda: Failing(KeyringLocked("x")), "The keyring of this computer is locked."),
        (lambda: Failing(OSError(1783, "stub received bad data")), "The keyring of this computer failed (OSError)."),
        (Lying, "The keyring of this computer did not keep the secret."),
    ],
)
def test_for_this_session_only(make: Callable[[], Memory], words: str) -> None:
    keyring = make()

    async def whole() -> None:
        secrets = Secrets(lambda: keyring)
        assert await secrets.set(NAME, KEY) == "session"
        assert secrets.trouble == words
        assert await secrets.get(NAME) == KEY
        assert secrets.kept(NAME) == "session"
        assert await Secrets(lambda: keyring).get(NAME) is None
        if isinstance(keyring, Failing) and not isinstance(keyring.error, NoKeyringError):
            with pytest.raises(Unavailable, match="may still hold"):
                await secrets.delete(NAME)
        else:
            await secrets.delete(NAME)
        assert await secrets.get(NAME) is None

    asyncio.run(whole())
    assert keyring.held == {}


def test_a_missing_keyring_package_is_a_missing_keyring() -> None:
    def missing() -> Memory:
        raise ModuleNotFoundError("No module named 'keyring'")

    async def whole() -> None:
        secrets = Secrets(missing)
        assert await secrets.set(NAME, KEY) == "session"
        assert secrets.trouble == "This computer has no keyring."

    asyncio.run(whole())


def test_a_hanging_keyring_is_given_up_and_not_asked_again_meanwhile() -> None:
    keyring = Hanging()

    async def whole() -> None:
        secrets = Secrets(lambda: keyring, timeout=0.5)
        assert await secrets.get(NAME) is None
        assert secrets.trouble == "The keyring of this computer did not answer."
        assert await secrets.set(NAME, KEY) == "session"
        assert await secrets.get(NAME) == KEY
        assert keyring.calls == 1

    asyncio.run(whole())
    keyring.unlocked.set()


def test_calls_at_the_same_time_take_turns() -> None:
    keyring = Memory()

    async def whole() -> None:
        secrets = Secrets(lambda: keyring)
        names = [host_name(f"h{number}") for number in range(5)]
        assert await asyncio.gather(*(secrets.set(name, Secret(name)) for name in names)) == ["keyring"] * 5
        assert await asyncio.gather(*(secrets.get(name) for name in names)) == [Secret(name) for name in names]

    asyncio.run(whole())


def test_what_a_keyring_cannot_hold_stays_in_the_session() -> None:
    keyring = Memory()

    async def whole() -> None:
        secrets = Secrets(lambda: keyring, longest=1_200)
        assert await secrets.set(NAME, Secret("x" * 1_200)) == "keyring"
        assert await secrets.set(NAME, Secret("y" * 1_201)) == "session"
        assert secrets.trouble == "This secret is too long for the keyring of this computer."
        assert await secrets.get(NAME) == Secret("y" * 1_201)

    asyncio.run(whole())


def test_a_secret_does_not_show_itself() -> None:
    assert repr(KEY) == "Secret(…4f2c)"
    assert f"{KEY}" == str([KEY])[1:-1] == "Secret(…4f2c)"
    assert Secret("short").hint == ""
    assert Secret("https://hooks.zapier.com/hooks/catch/1/wxyz/").hint == "wxyz"
