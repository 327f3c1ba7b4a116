"""Which keys this computer has, and where it keeps them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

from quizdesigner.errors import Unavailable
from quizdesigner.quiz.document import Connection
from quizdesigner.sync.secrets import Secret, connection_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand

KeyState = Literal["unknown", "keyring", "session", "missing"]


class Keys(QObject):
    """The keys of the project's connections. `changed` when more is known."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._states: dict[str, KeyState] = {}
        self._failed: set[str] = set()
        self._errand = Errand(desk)

    def state(self, connection: Connection | None) -> KeyState:
        """Where the key of a connection is."""
        return self._states.get(connection.id, "unknown") if connection else "missing"

    def has(self, connection: Connection) -> bool:
        """Whether the key is on this computer, so that the service can be asked."""
        return self.state(connection) in ("keyring", "session")

    def failed(self, connection: Connection) -> bool:
        """Whether the service did not answer well at the last test with this key."""
        return connection.id in self._failed

    def tell_tested(self, connection_id: str, *, fine: bool) -> None:
        """The key was tested."""
        (self._failed.discard if fine else self._failed.add)(connection_id)
        self.changed.emit()

    @property
    def trouble(self) -> str:
        """Why the keyring could not be used at the last call; empty when it could."""
        return self._desk.secrets.trouble or ""

    def look(self) -> None:
        """Find out about connections nobody asked about yet."""
        if any(one.id not in self._states for one in self._desk.project.connections):
            self._errand.run(self._look())

    async def get(self, connection: Connection) -> Secret | None:
        """The key; None when this computer has none."""
        return await self._desk.secrets.get(self._name(connection.id))

    async def keep(self, connection_id: str, secret: Secret) -> None:
        """Keep a key, in the keyring if that is possible."""
        self._states[connection_id] = await self._desk.secrets.set(self._name(connection_id), secret)
        self.changed.emit()

    async def forget(self, connection_id: str) -> None:
        """Forget a key; words for the author when the keyring may still hold it."""
        self._states[connection_id] = "missing"
        self._failed.discard(connection_id)
        self.changed.emit()
        try:
            await self._desk.secrets.delete(self._name(connection_id))
        except Unavailable as error:
            self._desk.notify(str(error), "warn")

    def _name(self, connection_id: str) -> str:
        return connection_name(self._desk.project.id, connection_id)

    async def _look(self) -> None:
        for connection in self._desk.project.connections:
            if connection.id not in self._states:
                found = await self.get(connection)
                where = self._desk.secrets.kept(self._name(connection.id))
                self._states.setdefault(connection.id, where if found else "missing")
        self.changed.emit()
