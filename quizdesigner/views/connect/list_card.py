"""The list people who tick the consent box are put on, picked from those the account has."""

from __future__ import annotations

from quizdesigner.errors import QuizDesignerError
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import PickList
from quizdesigner.views.connect.keys import Keys
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Busy, Card, Notice, Select, button, label


class ListCard(Card):
    """Asks the account for its lists once for each connection, and again when told to."""

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        self._errand = Errand(desk)
        self._lists: dict[str, tuple[PickList, ...]] = {}
        self._asked: set[str] = set()
        self._connection: Connection | None = None
        self.pick = Select("List for people who tick the consent box", ())
        self.pick.changed.connect(self._picked)
        self.busy = Busy("Asking for the lists")
        again = button("Try again", "link", small=True)
        again.clicked.connect(self.ask)
        self.trouble = Notice("", action=again)
        self.body.addWidget(label("List for people who tick the consent box", "label", wrap=True))
        self.body.addWidget(self.pick)
        self.body.addWidget(self.busy)
        self.body.addWidget(self.trouble)
        words = "Not ticked: the profile is updated, nobody is subscribed or unsubscribed."
        self.body.addWidget(label(words, "secondary", wrap=True))
        self.body.addStretch(1)

    def show_connection(self, connection: Connection | None) -> None:
        """Show this connection's list. The account is asked when its key is here and nobody asked before."""
        if connection is None or not CONNECTORS[connection.service].has_lists:
            self._connection = None
            self.hide()
            return
        if self._connection is None or self._connection.id != connection.id:
            self.trouble.say("")
        self._connection = connection
        self.show()
        self._show_options(connection)
        if self._keys.state(connection) in ("keyring", "session") and connection.id not in self._asked:
            self.ask()

    def ask(self) -> None:
        """Ask the account for its lists."""
        if self._connection is not None:
            self._asked.add(self._connection.id)
            self.trouble.say("")
            self.busy.begin()
            self._errand.run(self._load(self._connection))

    def forget(self) -> None:
        """The key is another: ask anew."""
        if self._connection is not None:
            self._asked.discard(self._connection.id)
            self._lists.pop(self._connection.id, None)

    def stop(self) -> None:
        """Give up asking; the next time this is shown begins again."""
        self._errand.cancel()
        if self._connection is not None and self._connection.id not in self._lists:
            self._asked.discard(self._connection.id)
        self.busy.end()

    async def _load(self, connection: Connection) -> None:
        try:
            secret = await self._keys.get(connection)
            if secret is not None:
                self._lists[connection.id] = await CONNECTORS[connection.service].lists(secret, self._desk.http)
        except QuizDesignerError as error:
            self.trouble.say(f"The lists could not be loaded. {error}", "warn")
        self.busy.end()
        if self._connection is not None:
            self._show_options(self._connection)

    def _show_options(self, connection: Connection) -> None:
        known = self._lists.get(connection.id)
        options = [("", "No list: subscribed to email only")]
        options += [(one.id, f"{one.name}   {one.note}" if one.note else one.name) for one in known or ()]
        if connection.list_id and connection.list_id not in dict(options):
            gone = "   no longer in the account" if known is not None else ""
            options.append((connection.list_id, f"{connection.list_name}{gone}"))
        self.pick.show_options(options, connection.list_id)

    def _picked(self, list_id: str) -> None:
        connection = self._connection
        if connection is None or list_id == connection.list_id:
            return
        name = next((one.name for one in self._lists.get(connection.id, ()) if one.id == list_id), "")
        fields = {"list_id": list_id, "list_name": name}
        self._desk.editor.do(edits.change_connection, connection.id, label="pick list", **fields)
