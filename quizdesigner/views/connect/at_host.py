"""How the project's connections stand at the host: which are paused there and why, and how one goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from quizdesigner.errors import QuizDesignerError
from quizdesigner.quiz.document import Connection, Host
from quizdesigner.sync.host import ConnectionState, HostClient
from quizdesigner.sync.secrets import Secret, host_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.hosts import usual_host


class AtHost(QObject):
    """The connections at the host the quiz is on. `changed` when one is paused there, or is no longer."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._paused: dict[str, str] = {}
        self._errand = Errand(desk)

    @property
    def host(self) -> Host | None:
        """The host the quiz is on, or would go to; None while the project has none."""
        return usual_host(self._desk.editor.file, self._desk.project, self._desk.quiz_id)

    async def client(self, host: Host) -> HostClient | None:
        """The calls to a host; None where this computer has no token for it. Raises Refused for a wrong address."""
        token = await self._desk.secrets.get(host_name(host.id))
        return HostClient(host.address, token, self._desk.http) if token else None

    def paused(self, connection: Connection) -> str:
        """Why nothing passes through a connection, as the host said when it was asked last; empty where all is well."""
        return self._paused.get(connection.id, "")

    def learn(self, connection_id: str, state: ConnectionState | None) -> None:
        """The host said how a connection stands."""
        reason = (state and state.paused) or ""
        if reason != self._paused.get(connection_id, ""):
            self._paused[connection_id] = reason
            self.changed.emit()

    def look(self) -> None:
        """Ask the host about all connections. A host that does not answer is left alone: deliveries say so."""
        if self.host is not None and self._desk.project.connections:
            self._errand.run(self._look(self.host))

    def stop(self) -> None:
        """Give up asking."""
        self._errand.cancel()

    async def go_on(self, connection: Connection, secret: Secret) -> None:
        """Let the host go on with this key where it paused the connection, and say what came of it.

        Only a publication changes what works: there the new key waits for it. So does the key of another account, since
        what is live was set up for the one before.
        """
        host = self.host
        if host is None:
            return
        try:
            client = await self.client(host)
            state = await client.connection_state(connection.id) if client else None
            if client is None or state is None:
                return
            if state.paused is None:
                self._desk.notify(f"{host.name} goes on with the key it has until you publish.")
            elif connection.account != self._live_account(host, connection):
                said = "What is live was set up for another account. Publish, and what waits is sent."
                self._desk.notify(said, "warn")
            else:
                await client.put_secret(connection.id, secret)
                state = await client.connection_state(connection.id)
                self._desk.notify(f"{host.name} goes on with this key; what waited is sent now.", "ok")
        except QuizDesignerError as error:
            self._desk.notify(f"{host.name} did not get this key. {error}", "warn")
        else:
            self.learn(connection.id, state)

    async def _look(self, host: Host) -> None:
        try:
            if (client := await self.client(host)) is not None:
                for connection in self._desk.project.connections:
                    self.learn(connection.id, await client.connection_state(connection.id))
        except QuizDesignerError:
            return

    def _live_account(self, host: Host, connection: Connection) -> str | None:
        """The account of the connection as it was published last, with whichever quiz; None where it never was."""
        file = self._desk.editor.file
        sent = [one for quiz in self._desk.project.quizzes for one in file.publications(quiz.id) if one.host == host.id]
        last = max(sent, key=lambda one: one.at, default=None)
        found = file.publication(last.quiz, host.id, last.revision) if last else None
        listed = found.bundle.connections if found else ()
        return next((one.account for one in listed if one.id == connection.id), None)
