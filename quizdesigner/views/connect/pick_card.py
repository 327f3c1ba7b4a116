"""Something an author picks from those the account has: a list, an audience, a kind of email."""

from __future__ import annotations

from typing import Literal

from quizdesigner.errors import QuizDesignerError
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Picker, PickList
from quizdesigner.views.connect.keys import Keys
from quizdesigner.views.connect.picks import asks, picked
from quizdesigner.views.connect.waiting import Waiting
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Card, Notice, Select, button, label, row
from quizdesigner.views.kit.plain import plain_tip

_NONE = {"list": "No list", "subscription": "No kind of email"}


class PickCard(Card):
    """Asks the account once for each connection, and again when told to; hidden where there is nothing to pick."""

    def __init__(self, desk: Desk, keys: Keys, key: Literal["list", "subscription"]) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        self._key = key
        self._errand = Errand(desk)
        self._found: dict[str, tuple[PickList, ...]] = {}
        self._asked: set[str] = set()
        self._connection: Connection | None = None
        self._picker: Picker | None = None
        self.title = label("", "label", wrap=True)
        self.pick = Select("", ())
        self.pick.changed.connect(self._pick)
        self.busy = Waiting("Asking the account")
        self.busy.cancel.clicked.connect(self._give_up)
        self.again = button("Try again", "link", small=True)
        self.again.clicked.connect(self.ask)
        self.trouble = Notice("", action=self.again)
        self.needed = label("Nothing is sent until one is picked.", "warn", wrap=True)
        self.means = label("", "secondary", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.pick)
        self.body.addLayout(row(self.busy, self.busy.cancel))
        for part in (self.trouble, self.needed, self.means):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_connection(self, connection: Connection | None) -> None:
        """Show what this connection has picked. The account is asked when its key is here and nobody asked before."""
        pickers = CONNECTORS[connection.service].pickers if connection else ()
        picker = next((one for one in pickers if one.key == self._key), None)
        if _id(connection) != _id(self._connection):
            self.stop()
            self.trouble.say("")
        self._connection, self._picker = connection, picker
        self.setVisible(picker is not None)
        if connection is None or picker is None:
            return
        self.title.setText(picker.label)
        self.pick.setAccessibleName(picker.label)
        self.pick.setPlaceholderText(asks(picker))
        self.means.setText(picker.means)
        self.needed.setVisible(picker.needed and not picked(connection, picker).id)
        self._show_options(connection, picker)
        if self._keys.has(connection) and connection.id not in self._asked:
            self.ask()

    def ask(self) -> None:
        """Ask the account what there is."""
        connection, picker = self._connection, self._picker
        if connection is not None and picker is not None:
            self._asked.add(connection.id)
            self.trouble.say("")
            self.busy.begin()
            self._errand.run(self._load(connection, picker))

    def forget(self) -> None:
        """The key is another: ask anew."""
        if self._connection is not None:
            self._asked.discard(self._connection.id)
            self._found.pop(self._connection.id, None)

    def stop(self) -> None:
        """Give up asking; the next time this is shown begins again."""
        self._errand.cancel()
        if self._connection is not None and self._connection.id not in self._found:
            self._asked.discard(self._connection.id)
        self.busy.end()

    def _give_up(self) -> None:
        self._errand.cancel()
        self.busy.end()
        self.trouble.say("Stopped before the service answered.")

    async def _load(self, connection: Connection, picker: Picker) -> None:
        try:
            secret = await self._keys.get(connection)
            if secret is not None:
                found = await CONNECTORS[connection.service].choices(picker.key, secret, self._desk.http)
                self._found[connection.id] = found
        except QuizDesignerError as error:
            self.trouble.say(f"What there is to pick could not be loaded. {error}", "warn")
        self.busy.end()
        if self._connection is not None and self._picker is not None:
            self._show_options(self._connection, self._picker)

    def _show_options(self, connection: Connection, picker: Picker) -> None:
        known, now = self._found.get(connection.id), picked(connection, picker)
        options = [] if picker.needed else [("", _NONE[picker.key])]
        options += [(one.id, f"{one.name}   {one.note}" if one.note else one.name) for one in known or ()]
        if now.id and now.id not in dict(options):
            # The name it was picked under also serves where nobody can be asked.
            options.append((now.id, f"{now.name}   no longer in the account" if known is not None else now.name))
        self.pick.show_options(options, now.id)
        self.pick.setToolTip(plain_tip(self.pick.currentText()))

    def _pick(self, chosen: str) -> None:
        connection, picker = self._connection, self._picker
        if connection is None or picker is None or chosen == picked(connection, picker).id:
            return
        name = next((one.name for one in self._found.get(connection.id, ()) if one.id == chosen), "")
        fields = {f"{picker.key}_id": chosen, f"{picker.key}_name": name}
        self._desk.editor.do(edits.change_connection, connection.id, label=f"pick {picker.key}", **fields)


def _id(connection: Connection | None) -> str:
    return connection.id if connection else ""
