"""The tab Texts: what the page says on its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.texts import BUTTONS, Spot
from quizdesigner.quiz.words import WORDS, built_in
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field, column, label, row, rule

_NAMES = {"again": "Send again", "failed": "Sending failed", "progress": "Progress bar", "stars": "Stars"}


class WordsTab(QWidget):
    """Every word of the page can be the author's own; an empty field is the built-in one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.fields = {name: self._field(name) for name in WORDS}
        buttons = [self._line(name) for name in WORDS if name in BUTTONS]
        messages = [self._line(name) for name in WORDS if name not in BUTTONS]
        self.setLayout(
            column(
                label("Buttons", "strong"),
                *buttons,
                8,
                rule(),
                8,
                label("Messages", "strong"),
                label("What stands in braces is filled in on the page.", "hint", wrap=True),
                *messages,
                None,
                gap=6,
                margins=(18, 4, 18, 18),
            )
        )

    def show_words(self) -> None:
        """Show the words of the desk's quiz."""
        quiz = self._desk.quiz
        known = built_in(quiz.language)
        for name, field in self.fields.items():
            field.setPlaceholderText(known[name])
            field.show_text(quiz.words.get(name, ""))

    def _field(self, name: str) -> Field:
        made = Field(_called(name), small=True)
        made.textEdited.connect(lambda text: self._set(name, text))
        made.left.connect(self._desk.editor.seal)
        return made

    def _line(self, name: str) -> QWidget:
        holder = QWidget()
        title = label(_called(name), "secondary")
        title.setFixedWidth(104)
        holder.setLayout(row(title, self.fields[name], gap=8))
        return holder

    def _set(self, name: str, text: str) -> None:
        quiz_id = self._desk.quiz_id
        spot = Spot("word", (), name, _called(name), "")
        merge = f"word:{quiz_id}:{name}"
        self._desk.editor.do(edits.set_text, quiz_id, spot, text, merge=merge, label="change a text of the page")


def _called(name: str) -> str:
    return _NAMES.get(name) or name.replace("_", " ").capitalize()
