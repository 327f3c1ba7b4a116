"""A host on this computer, beside the window: to try a quiz as shoppers will meet it, without any server."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from quizdesigner.errors import Refused
from quizdesigner.host import serve
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Host, Project
from quizdesigner.sync.secrets import Secret

NAME = "This computer"


class EmbeddedHost:
    """Runs in a thread from `start` to `close`. Everything it keeps is in the folder `data`."""

    def __init__(self, data: Path, port: int = serve.PORT) -> None:
        self._data = data
        self._port = port
        self._stack = ExitStack()
        self._address = ""

    def start(self) -> str:
        """Serve, if it does not yet; gives where: `http://127.0.0.1:8750`, or another port where that one is taken."""
        if not self._address:
            try:
                self._address = self._stack.enter_context(serve.running(self._data, self._port))
            except Refused:
                self._address = self._stack.enter_context(serve.running(self._data, 0))
        return self._address

    def token(self, client: str) -> Secret:
        """A new token for the client of this name."""
        return Secret(serve.create_token(self._data, client))

    def close(self) -> None:
        """Stop serving; what was published and answered stays in the folder."""
        self._stack.close()
        self._address = ""


def with_host(project: Project, address: str) -> Project:
    """An edit: the project with this computer among its hosts, at the address it has now."""
    host = Host(host_id(project), NAME, address, project.name)
    if any(one.id == host.id for one in project.hosts):
        return edits.change_host(project, host.id, address=address)
    return edits.add_host(project, host)


def host_id(project: Project) -> str:
    """The id under which a project knows this computer; its own, since every client has a token of their own."""
    return f"here-{project.id}"[:64]
