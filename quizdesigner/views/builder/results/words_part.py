"""The inspectors of a note and of a discount code."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits, recall
from quizdesigner.quiz.document import Discount, Note, Project, Quiz
from quizdesigner.views.builder.media_tile import media_file
from quizdesigner.views.builder.results.author import ResultsAuthor
from quizdesigner.views.builder.results.picture import picture_field
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.kit import Field, TextArea, column, label
from quizdesigner.views.kit.fields import mark_bad

_WIDE = 168
_ADDRESS = re.compile(r"(https?://[^\s<>\"']+)?")
_CODE = re.compile(r"[^\s<>\"'&]{0,100}")


class NotePart(QWidget):
    """Heading, text, picture, and a button that leads somewhere."""

    def __init__(self, author: ResultsAuthor) -> None:
        super().__init__()
        self._author = author
        self._note = Note("none")
        part = Section("Note")
        self.heading = _heading(author, self)
        self.text = _text(author, self)
        self.picture = picture_field(author.desk, "Picture", lambda: self._note.id, self._put)
        self.label = Field("Button", hint="Words on the button")
        self.label.setFixedWidth(_WIDE)
        self.label.textEdited.connect(lambda text: author.write_section(self.section_id, "label", text))
        self.label.left.connect(author.seal)
        self.link = Checked("Link", "https://", _ADDRESS, "A link begins with https:// and has no spaces.")
        self.link.field.setFixedWidth(_WIDE)
        self.link.field.textEdited.connect(lambda _: self.link.write(author, self.section_id, "link"))
        self.link.field.left.connect(author.seal)
        part.body.addWidget(line("Heading", self.heading))
        part.body.addWidget(label("Text"))
        part.body.addWidget(self.text)
        part.body.addWidget(label("Picture"))
        part.body.addWidget(self.picture)
        part.body.addWidget(line("Button", self.label))
        part.body.addWidget(line("Link", self.link.field))
        part.body.addWidget(self.link.trouble)
        self.setLayout(column(part, gap=0))

    @property
    def section_id(self) -> str:
        """The note on show."""
        return self._note.id

    def show_note(self, project: Project, quiz: Quiz, note: Note) -> None:
        """Show this note."""
        another = note.id != self._note.id
        self._note = note
        self.heading.show_text(recall.shown(quiz, note.heading))
        self.text.show_text(recall.shown(quiz, note.text))
        self.picture.show_value(note.picture, media_file(project, note.picture))
        self.label.show_text(note.label)
        self.link.show_text(note.link, another=another)

    def _put(self, value: str, **step: Any) -> bool:
        desk = self._author.desk
        place = (desk.quiz_id, desk.question_id, self._note.id)
        return desk.editor.do(edits.change_section, *place, picture=value, **step)


class DiscountPart(QWidget):
    """Heading, code and text."""

    def __init__(self, author: ResultsAuthor) -> None:
        super().__init__()
        self._discount = Discount("none")
        part = Section("Discount code")
        self.heading = _heading(author, self)
        words = "A code has no spaces, quotes or signs such as < and &."
        self.code = Checked("Code", "WELCOME10", _CODE, words)
        self.code.field.setFixedWidth(_WIDE)
        self.code.field.textEdited.connect(lambda _: self.code.write(author, self.section_id, "code"))
        self.code.field.left.connect(author.seal)
        self.text = _text(author, self)
        self.hint = label("", "hint", wrap=True)
        part.body.addWidget(line("Heading", self.heading))
        part.body.addWidget(line("Code", self.code.field))
        part.body.addWidget(self.code.trouble)
        part.body.addWidget(label("Text"))
        part.body.addWidget(self.text)
        part.body.addWidget(self.hint)
        self.setLayout(column(part, gap=0))

    @property
    def section_id(self) -> str:
        """The discount on show."""
        return self._discount.id

    def show_discount(self, project: Project, quiz: Quiz, discount: Discount) -> None:
        """Show this code."""
        another = discount.id != self._discount.id
        self._discount = discount
        self.heading.show_text(recall.shown(quiz, discount.heading))
        self.code.show_text(discount.code, another=another)
        self.text.show_text(recall.shown(quiz, discount.text))
        takes = project.platform == "shopify"
        self.hint.setText(
            "What is put into the cart from this page carries the code."
            if takes
            else "Shoppers type it in at the checkout. In Shopify shops the cart gets it by itself."
        )


class Checked:
    """A `field` whose words are kept only while they are sound; what is unfinished waits in it, with `trouble` under it
    once it is left.
    """

    def __init__(self, name: str, hint: str, sound: re.Pattern[str], words: str) -> None:
        self._sound, self._words = sound, words
        self._shown = ""
        self.field = Field(name, hint=hint)
        self.field.left.connect(self._leave)
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()

    def show_text(self, text: str, *, another: bool) -> None:
        """Show what the project says; `another` where it is of something else than before."""
        if another or text != self._shown:
            self._shown = text
            self._say("")
            if another:
                self.field.setText(text)
            else:
                self.field.show_text(text)

    def write(self, author: ResultsAuthor, section_id: str, name: str) -> None:
        """Keep what was typed, if it is sound."""
        text = self.field.text().strip()
        if self._sound.fullmatch(text):
            self._say("")
            self._shown = text
            author.write_section(section_id, name, text)

    def _leave(self) -> None:
        self._say("" if self._sound.fullmatch(self.field.text().strip()) else self._words)

    def _say(self, words: str) -> None:
        mark_bad(self.field, bool(words))
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))


def _heading(author: ResultsAuthor, part: NotePart | DiscountPart) -> Field:
    made = Field("Heading")
    made.setFixedWidth(_WIDE)
    made.textEdited.connect(
        lambda text: author.write_section(part.section_id, "heading", recall.stored(author.quiz, text))
    )
    made.left.connect(author.seal)
    return made


def _text(author: ResultsAuthor, part: NotePart | DiscountPart) -> TextArea:
    made = TextArea("Text", lines=3)
    made.edited.connect(lambda text: author.write_section(part.section_id, "text", recall.stored(author.quiz, text)))
    made.left.connect(author.seal)
    made.too_long.connect(author.say)
    return made
