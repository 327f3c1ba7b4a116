"""What an account lacks before everything can arrive in it; made when the author says so, and only then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.errors import QuizDesignerError, Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.phrases import counted
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import KeyRefused, Lacking, Misfit, Wanted
from quizdesigner.sync.connectors.told import wanted
from quizdesigner.sync.secrets import Secret
from quizdesigner.views.connect.keys import Keys
from quizdesigner.views.connect.picks import to_pick
from quizdesigner.views.connect.services import spoken
from quizdesigner.views.connect.waiting import Waiting
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Card, Figure, Notice, button, column, emptied, label, row


class SetupCard(Card):
    """Asks the account when it is shown, for another key or pick, and when told to look again."""

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__((15, 10, 15, 13))
        self._desk = desk
        self._keys = keys
        self._errand = Errand(desk)
        self._connection: Connection | None = None
        self._about: object = None
        self._wanted: Wanted | None = None
        self._stopped = ""
        self._lacking: tuple[Lacking | Misfit, ...] = ()
        self.lines: tuple[LackingLine, ...] = ()
        self.again = button("Look again", "link", small=True)
        self.again.clicked.connect(self.look)
        self.quiet = label("", "secondary", wrap=True)
        self.busy = Waiting("Asking the account")
        self.busy.cancel.clicked.connect(self._give_up)
        self.said = Notice()
        self.make = button("Create them", "primary")
        self.make.clicked.connect(self._create_all)
        self._rows = column(gap=6, margins=(0, 2, 0, 4))
        self.body.addLayout(row(label("Set up fields", "label"), None, self.again))
        self.body.addWidget(self.quiet)
        self.body.addWidget(self.said)
        self.body.addLayout(self._rows)
        self.body.addLayout(row(self.busy, self.busy.cancel))
        self.body.addWidget(self.make)
        self._show((), {})

    def show_connection(self, connection: Connection | None) -> None:
        """Show what this connection's account lacks; hidden where a service makes its fields by itself."""
        sets_up = connection is not None and CONNECTORS[connection.service].sets_up
        self._connection = connection
        self.setVisible(sets_up)
        if connection is None or not sets_up:
            self.stop()
            return
        ask, has = to_pick(connection), self._keys.has(connection)
        # Not the names of fields and tags: they change with every letter.
        about = (connection.id, connection.list_id, connection.tags_as_text, has)
        if about != self._about:
            self.stop()
            self._about = about
            self.again.setVisible(has and not ask)
            if has and not ask:
                self.look()
            else:
                self._say_quietly(f"{ask} first." if ask else "Looking needs the key on this computer.")
        elif self._wanted is not None:
            changed = self._wanted != wanted(connection, self._desk.project)
            name = spoken(connection.service)
            self._say_quietly(f"Fields or tags have changed since {name} was asked." if changed else "")

    def look(self) -> None:
        """Ask what the account lacks. Nothing is made."""
        connection = self._connection
        if connection is not None:
            self._begin("Stopped before the service answered.")
            self._errand.run(self._look(connection, {}))

    def stop(self) -> None:
        """Give up what is under way; the next time this is shown begins anew."""
        self._errand.cancel()
        self._about = self._wanted = None
        self._end()
        self._show((), {})
        self._say_quietly("")
        self.said.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.again.isEnabled():
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _give_up(self) -> None:
        self._errand.cancel()
        self._end()
        self.said.say(self._stopped)

    def _create_all(self) -> None:
        connection = self._connection
        if connection is not None:
            pairs = zip(self._lacking, self.lines, strict=True)
            made = [(one, line) for one, line in pairs if isinstance(one, Lacking)]
            self._begin("Stopped. What was created stays.", len(made))
            self._errand.run(self._create(connection, made))

    async def _create(self, connection: Connection, lacking: Sequence[tuple[Lacking, LackingLine]]) -> None:
        connector, failed = CONNECTORS[connection.service], dict[str, str]()
        try:
            secret = await self._secret(connection)
            for at, (one, line) in enumerate(lacking, 1):
                try:
                    await connector.create(connection, one, secret, self._desk.http)
                except KeyRefused:
                    raise
                except QuizDesignerError as error:
                    failed[one.name] = str(error)
                line.show_outcome(failed.get(one.name, ""))
                self.busy.step(at)
        except QuizDesignerError as error:
            # With this key nothing else can be made either.
            self.said.say(str(error), "bad")
            self._end()
        else:
            await self._look(connection, failed)

    async def _look(self, connection: Connection, failed: dict[str, str]) -> None:
        """Ask; `failed` says by name why something could not be made just now."""
        connector, wants = CONNECTORS[connection.service], wanted(connection, self._desk.project)
        try:
            secret = await self._secret(connection)
            found = await connector.lacking(connection, wants, secret, self._desk.http)
        except QuizDesignerError as error:
            self.said.say(f"{error} Nothing was changed by asking.", "warn")
        else:
            self._wanted = wants
            self._say_quietly("")
            self._show(found, failed)
            self._say_result(spoken(connection.service), found, bool(failed))
        self._end()

    async def _secret(self, connection: Connection) -> Secret:
        found = await self._keys.get(connection)
        if found is None:
            raise Refused("The key is no longer on this computer. Enter it again.")
        return found

    def _say_result(self, name: str, found: tuple[Lacking | Misfit, ...], failed: bool) -> None:
        count = sum(isinstance(one, Lacking) for one in found)
        things = counted(count, "thing")
        if count and failed:
            self.said.say(f"{things} could not be created in {name}.", "bad")
        elif count:
            self.said.say(f"{name} lacks {things}. Deliveries leave them out until they are there.", "warn")
        elif found:
            self.said.say(f"Nothing has to be created in {name}, but not everything fits.", "warn")
        else:
            self.said.say(f"Everything {name} needs is there.", "ok")

    def _say_quietly(self, text: str) -> None:
        self.quiet.setText(text)
        self.quiet.setVisible(bool(text))

    def _show(self, lacking: tuple[Lacking | Misfit, ...], failed: dict[str, str]) -> None:
        self._lacking = lacking
        self.lines = tuple(LackingLine(one.text) for one in lacking)
        emptied(self._rows)
        for one, line in zip(lacking, self.lines, strict=True):
            if one.name in failed:
                line.show_outcome(failed[one.name])
            self._rows.addWidget(line)
        count = sum(isinstance(one, Lacking) for one in lacking)
        self.make.setVisible(count > 0)
        name = "Create it" if count == 1 else "Create them"
        self.make.setText(name)
        self.make.setAccessibleName(name)

    def _begin(self, stopped: str, total: int = 0) -> None:
        """Work begins; `stopped` is said when it is given up."""
        self._stopped = stopped
        if self.again.hasFocus() or self.make.hasFocus():
            # Neither can be pressed meanwhile, and Qt would go on to the next card.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.again.setEnabled(False)
        self.make.setEnabled(False)
        self.busy.begin(total)

    def _end(self) -> None:
        self.again.setEnabled(True)
        self.make.setEnabled(True)
        self.busy.end()
        if self.hasFocus():
            (self.again if self.make.isHidden() else self.make).setFocus(Qt.FocusReason.TabFocusReason)


class LackingLine(QWidget):
    """Something that is lacking, and what became of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._sign = Figure("circle", "warn", 14)
        self._words = label(text, "secondary", wrap=True)
        self.outcome = label("", "bad", wrap=True)
        self.outcome.hide()
        self.setAccessibleName(text)
        sign = column(self._sign, None, margins=(0, 2, 0, 0))
        box = row(sign, column(self._words, self.outcome, gap=0), gap=8, margins=(10, 0, 10, 0))
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_outcome(self, trouble: str) -> None:
        """It was made, or could not be, for this reason."""
        self._sign.show_icon("circle-x" if trouble else "circle-check", "bad" if trouble else "ok")
        self.outcome.setText(trouble)
        self.outcome.setVisible(bool(trouble))
        self.setAccessibleName(f"{self._text} {trouble or 'Created.'}")
