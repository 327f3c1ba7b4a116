"""Saved shoppers beside the preview: one is replayed, kept under a name, renamed or forgotten, in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.check import label as called
from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.document import Shopper as Saved
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.play import walk
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field, Notice, Select, button, column, icon_button, row
from quizdesigner.views.kit.labels import Tone
from quizdesigner.views.preview.shopper import arrived


class SavedShoppers(QWidget):
    """The list of the quiz's saved shoppers, and a field for a name while one is given.

    `chosen` gives the id of one to replay; `kept` the id of one just saved, empty for one just forgotten.
    """

    chosen = Signal(str)
    kept = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._answers: Answers = {}
        self._named = ""
        self.select = Select("Saved shopper to replay", ())
        self.select.setProperty("small", True)
        self.select.setPlaceholderText("Replay a saved shopper")
        self.select.changed.connect(self.chosen)
        # Picking the one that is chosen plays them again.
        self.select.activated.connect(lambda _: self.chosen.emit(self.select.value))
        self.rename = icon_button("pencil", "Rename this shopper", small=True)
        self.rename.clicked.connect(self._begin_renaming)
        self.delete = icon_button("trash-2", "Delete this shopper", small=True)
        self.delete.clicked.connect(self._delete)
        self.name = Field("Name of the shopper", hint="Name of the shopper", small=True)
        self.name.returnPressed.connect(self._keep)
        self.keep = button("Save", "primary", small=True)
        self.keep.clicked.connect(self._keep)
        self.notice = Notice()
        line = row(self.select, self.rename, self.delete, gap=6)
        line.setStretch(0, 1)
        self._list = QWidget()
        self._list.setLayout(line)
        self._naming = QWidget()
        self._naming.setLayout(row(self.name, self.keep, gap=6))
        self._naming.hide()
        self.setLayout(column(self._list, self._naming, self.notice, gap=6, margins=(18, 0, 16, 8)))

    def show_shoppers(self, quiz: Quiz, chosen: str, answers: Answers) -> None:
        """Show the saved shoppers, the one that was `chosen` (an id, or empty), and what there is to save now."""
        self._answers = walk(quiz, answers).answers
        self.select.show_options([(one.id, one.name) for one in quiz.shoppers], chosen)
        saved = _found(quiz, chosen)
        for part in (self.rename, self.delete):
            part.setVisible(saved is not None)
        if saved is None and self._named:
            self._end()
        self.notice.say(*(_misfit(quiz, saved) if saved is not None else ("",)))
        self._list.setVisible(bool(quiz.shoppers))
        self.setVisible(bool(quiz.shoppers) or not self._naming.isHidden())

    def begin(self) -> None:
        """Ask for the name to save this shopper under; that of the one being replayed puts the answers in its place."""
        saved = _found(self._desk.quiz, self.select.value)
        self._ask("", saved.name if saved is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._naming.isHidden():
            self._end()
        else:
            super().keyPressEvent(event)

    def _begin_renaming(self) -> None:
        saved = _found(self._desk.quiz, self.select.value)
        if saved is not None:
            self._ask(saved.id, saved.name)

    def _ask(self, renamed: str, name: str) -> None:
        """Ask for a name: a new one of the saved shopper `renamed`, or (empty) that of another."""
        self._named = renamed
        self.keep.setText("Rename" if renamed else "Save")
        self.keep.setAccessibleName(f"{self.keep.text()} the shopper")
        self.name.show_text(name)
        self._naming.show()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _keep(self) -> None:
        desk, quiz, name = self._desk, self._desk.quiz, " ".join(self.name.text().split())
        if self._named:
            if desk.editor.do(edits.rename_shopper, quiz.id, self._named, name):
                self._end()
            return
        same = next((one for one in quiz.shoppers if one.name.casefold() == name.casefold()), None)
        saved = Saved(same.id if same is not None else desk.editor.new_id(), name, dict(self._answers))
        if desk.editor.do(edits.save_shopper, quiz.id, saved):
            self._end()
            self.kept.emit(saved.id)
            done = "has these answers now. Undo brings the earlier ones back." if same is not None else "is saved."
            desk.notify(f"{name} {done}", "ok")

    def _delete(self) -> None:
        saved = _found(self._desk.quiz, self.select.value)
        if saved is not None and self._desk.editor.do(edits.delete_shopper, self._desk.quiz_id, saved.id):
            self.kept.emit("")
            self._desk.notify(f"{saved.name} is forgotten. Undo brings them back.")

    def _end(self) -> None:
        """Put the field for a name away, and the keyboard where it is of use."""
        had = self.name.hasFocus() or self.keep.hasFocus()
        self._named = ""
        self._naming.hide()
        self.setVisible(not self._list.isHidden())
        if had and not self._list.isHidden():
            self.select.setFocus(Qt.FocusReason.OtherFocusReason)


def _found(quiz: Quiz, shopper_id: str) -> Saved | None:
    return next((one for one in quiz.shoppers if one.id == shopper_id), None)


def _misfit(quiz: Quiz, saved: Saved) -> tuple[str, Tone]:
    """What of a saved shopper no longer fits the quiz, and where it ends before the results; empty for neither."""
    now = arrived(quiz, saved.answers)
    # What is typed beside a choice goes with it and is no answer of its own.
    gone = sum(one not in now.answers and "/" not in one for one in saved.answers)
    waiting = next((one for one in quiz.questions if one.id == now.place), None)
    stops = f"{saved.name} goes as far as {called(quiz, waiting)}." if waiting is not None else ""
    if gone:
        many = counted(gone, "answer no longer fits", "answers no longer fit")
        return f"{many} this quiz and {'is' if gone == 1 else 'are'} left out. {stops}".strip(), "warn"
    return stops, "plain"
