"""The inspector's first part: what kind of question it is and how it is answered."""

from __future__ import annotations

import re

from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizdesigner.page.script import advances
from quizdesigner.quiz import keys, references
from quizdesigner.quiz.document import TRAITS, Agreement, Kind, Question, Quiz
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.kinds import GROUPS, ICONS
from quizdesigner.views.builder.question_page import usual_button
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.builder.would_break import WouldBreak
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Field, Number, Segmented, Select, Switch, column, label
from quizdesigner.views.kit.fields import mark_bad

_WIDE = 188
_PICKS = 100
_KEY = re.compile("[a-z0-9_]{0,40}")
_AGREEMENTS: dict[Agreement, str] = {"email": "Email", "sms": "Text messages", "both": "Both"}


class QuestionPart(Section):
    """Type, answers, required, going on, button, field name. Rows a kind has no use for are hidden."""

    def __init__(self, author: Author) -> None:
        super().__init__("Question")
        self._author = author
        self._others: set[str] = set()
        self._shown = ""
        self._question: Question | None = None
        kinds = [kind for group in GROUPS.values() for kind in group]
        self.kind = Select("Type", [(kind.value, TRAITS[kind].label) for kind in kinds])
        for at, kind in enumerate(kinds):
            self.kind.setItemIcon(at, icon(ICONS[kind], "text2"))
        self.kind.setMaxVisibleItems(len(kinds))
        self.would_break = WouldBreak("Change anyway")
        self._wanted = Kind.SINGLE
        self.answers = Segmented("Answers", (("one", "One"), ("several", "Several")), "one")
        self.least = Number("At least", 0, _PICKS, zero="any")
        self.most = Number("At most", 0, _PICKS, zero="any")
        self.agrees_to = Segmented("They agree to", list(_AGREEMENTS.items()), "email")
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
            "agrees_to": _under("They agree to", self.agrees_to),
            "required": line("Required", self.required),
            "advance": line("Go on after a tap", self.advance),
            "button": line("Button", self.button),
            "key": line("CRM field", self.key),
        }
        rows = list(self._lines.values())
        self.body.addLayout(column(rows[0], self.would_break, *rows[1:], self.key_hint, gap=4))
        self._connect()

    def show_question(self, quiz: Quiz, question: Question) -> None:
        """Show these properties of the question."""
        traits, several = question.traits, question.takes_several
        goes_on = advances(structs.replace(question, advance=True))
        named = traits.takes_answer and not traits.contact
        shown = {
            "kind": True,
            "answers": question.kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.PICTURE),
            "least": several,
            "most": several,
            "agrees_to": question.kind is Kind.CONSENT,
            # A slider always stands somewhere.
            "required": traits.takes_answer and question.kind is not Kind.SLIDER,
            "advance": goes_on,
            "button": not (goes_on and question.advance),
            "key": named,
        }
        for name, part in self._lines.items():
            part.setVisible(shown[name])
        if question is not self._question:
            # Asked of another question, or answered meanwhile.
            self.would_break.hide()
        self._question = question
        self.kind.show_value(question.kind.value)
        self.answers.show_value("several" if several else "one")
        if several:
            for number, picks in ((self.least, question.least), (self.most, question.most)):
                # More than a field takes would come back as another number.
                number.setMaximum(max(_PICKS, picks))
                number.show_number(picks)
        self.agrees_to.show_value(question.agrees_to)
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
        self.kind.changed.connect(lambda kind: self._set_kind(Kind(kind)))
        self.would_break.agreed.connect(lambda: author.set_kind(self._wanted))
        self.would_break.kept.connect(self._keep_kind)
        self.would_break.looked.connect(author.desk.open_question)
        self.answers.changed.connect(self._set_several)
        self.agrees_to.changed.connect(lambda what: author.change(agrees_to=what))
        self.required.clicked.connect(lambda on: author.change(required=on))
        self.advance.clicked.connect(lambda on: author.change(advance=on))
        self.least.edited.connect(lambda number: author.write("least", number))
        self.most.edited.connect(lambda number: author.write("most", number))
        self.button.textEdited.connect(lambda text: author.write("button", text))
        self.key.textEdited.connect(self._write_key)
        for field in (self.least, self.most, self.button, self.key):
            field.left.connect(author.seal)

    def _set_kind(self, kind: Kind) -> None:
        """Change the kind; where rules would lose their meaning, say which first."""
        question = self._author.question
        if question is None:
            return
        self._wanted = kind
        broken = references.to_kind(self._author.quiz, question, kind)
        if broken:
            what = "ranges" if question.traits.is_number else "choices"
            name = TRAITS[kind].label
            self.would_break.ask(f"{name} has no such {what}, so these would never hold:", broken)
        else:
            self._author.set_kind(kind)

    def _keep_kind(self) -> None:
        self.would_break.hide()
        if self._question is not None:
            self.kind.show_value(self._question.kind.value)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_several(self, value: str) -> None:
        question = self._author.question
        if question is None:
            return
        if question.kind is Kind.PICTURE:
            self._author.change(several=value == "several")
        else:
            self._set_kind(Kind.MULTIPLE if value == "several" else Kind.SINGLE)

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


def _under(name: str, part: QWidget) -> QWidget:
    """A name with a control below it that is too wide to stand beside."""
    made = QWidget()
    made.setLayout(column(label(name), part, gap=4, margins=(0, 5, 0, 0)))
    return made
