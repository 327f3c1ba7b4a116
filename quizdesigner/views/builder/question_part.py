"""The inspector's first part: what kind of question it is and how it is answered."""

from __future__ import annotations

import re

from quizdesigner.quiz import keys
from quizdesigner.quiz.document import TRAITS, Kind, Question, Quiz
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.kinds import ICONS
from quizdesigner.views.builder.question_page import usual_button
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Field, Number, Segmented, Select, Switch, column, label
from quizdesigner.views.kit.fields import mark_bad

_WIDE = 188
_KEY = re.compile("[a-z0-9_]{0,40}")


class QuestionPart(Section):
    """Type, answers, required, going on, button, field name. Rows a kind has no use for are hidden."""

    def __init__(self, author: Author) -> None:
        super().__init__("Question")
        self._author = author
        self._others: set[str] = set()
        self._shown = ""
        self.kind = Select("Type", [(kind.value, TRAITS[kind].label) for kind in Kind])
        for at, kind in enumerate(Kind):
            self.kind.setItemIcon(at, icon(ICONS[kind], "text2"))
        self.answers = Segmented("Answers", (("one", "One"), ("several", "Several")), "one")
        self.least = Number("At least", 0, 100, zero="any")
        self.most = Number("At most", 0, 100, zero="any")
        self.required = Switch("Required")
        self.advance = Switch("Go on after a tap")
        self.button = Field("Button text")
        self.key = Field("Field name for CRMs")
        self.key_hint = label("", "hint", wrap=True)
        for field in (self.kind, self.button, self.key):
            field.setFixedWidth(_WIDE)
        for number in (self.least, self.most):
            number.setFixedWidth(72)
        self._lines = {
            "kind": line("Type", self.kind),
            "answers": line("Answers", self.answers),
            "least": line("At least", self.least),
            "most": line("At most", self.most),
            "required": line("Required", self.required),
            "advance": line("Go on after a tap", self.advance),
            "button": line("Button", self.button),
            "key": line("CRM field", self.key),
        }
        self.body.addLayout(column(*self._lines.values(), self.key_hint, gap=4))
        self._connect()

    def show_question(self, quiz: Quiz, question: Question) -> None:
        """Show these properties of the question."""
        traits, several = question.traits, question.takes_several
        goes_on = traits.has_choices and not several
        named = traits.takes_answer and not traits.contact
        shown = {
            "kind": True,
            "answers": traits.has_choices,
            "least": several,
            "most": several,
            "required": traits.takes_answer,
            "advance": goes_on,
            "button": not (goes_on and question.advance),
            "key": named,
        }
        for name, part in self._lines.items():
            part.setVisible(shown[name])
        self.kind.show_value(question.kind.value)
        self.answers.show_value("several" if several else "one")
        self.least.show_number(question.least)
        self.most.show_number(question.most)
        self.required.show_on(question.required)
        self.advance.show_on(question.advance)
        self.button.show_text(question.button)
        self.button.setPlaceholderText(usual_button(quiz, question))
        self._show_key(quiz, question, named)

    def _show_key(self, quiz: Quiz, question: Question, named: bool) -> None:
        self.key_hint.setVisible(named)
        if not named:
            return
        known = keys.keys(quiz)
        self._others = {key for question_id, key in known.items() if question_id != question.id}
        refused = question.id == self._shown and self.key.hasFocus() and bool(self._trouble(self.key.text()))
        self._shown = question.id
        if not refused:
            self.key.show_text(question.key)
            self._accept_key(question)
        self.key.setPlaceholderText(known[question.id])

    def _connect(self) -> None:
        author = self._author
        self.kind.changed.connect(lambda kind: author.set_kind(Kind(kind)))
        self.answers.changed.connect(self._set_several)
        self.required.clicked.connect(lambda on: author.change(required=on))
        self.advance.clicked.connect(lambda on: author.change(advance=on))
        self.least.edited.connect(lambda number: author.write("least", number))
        self.most.edited.connect(lambda number: author.write("most", number))
        self.button.textEdited.connect(lambda text: author.write("button", text))
        self.key.textEdited.connect(self._write_key)
        for field in (self.least, self.most, self.button, self.key):
            field.left.connect(author.seal)

    def _set_several(self, value: str) -> None:
        question = self._author.question
        if question is None:
            return
        if question.kind is Kind.PICTURE:
            self._author.change(several=value == "several")
        else:
            self._author.set_kind(Kind.MULTIPLE if value == "several" else Kind.SINGLE)

    def _write_key(self, text: str) -> None:
        question = self._author.question
        if trouble := self._trouble(text):
            mark_bad(self.key, True)
            self.key_hint.setText(f"{trouble} The name was not changed.")
        elif question is not None:
            self._accept_key(question)
            self._author.write("key", text)

    def _trouble(self, key: str) -> str:
        """Why this cannot be the field's name, or nothing."""
        if key in self._others:
            return "Another question has this name."
        return "" if _KEY.fullmatch(key) else "Small letters a to z, figures and _ make a field name, 40 at most."

    def _accept_key(self, question: Question) -> None:
        mark_bad(self.key, False)
        self.key_hint.setText(
            "Fixed, so that a new title starts no second field in a CRM."
            if question.key
            else "Follows the title until the quiz goes live."
        )
