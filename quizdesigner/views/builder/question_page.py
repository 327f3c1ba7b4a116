"""A question as the shopper sees it, edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizdesigner.page.script import advances
from quizdesigner.quiz import check
from quizdesigner.quiz.document import Kind, Project, Question, Quiz
from quizdesigner.quiz.words import words
from quizdesigner.views.builder.answer_looks import TYPED, NumberLook, PageField, TypedLook
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.choice_cards import ChoiceCards
from quizdesigner.views.builder.media_tile import MediaTile
from quizdesigner.views.builder.page_signs import Progress, TickBox
from quizdesigner.views.builder.recall_writing import RecallWriting
from quizdesigner.views.builder.writing import INSET, focus_end
from quizdesigner.views.kit import row


class QuestionPage(QWidget):
    """Shows one question at a time and reuses its fields for the next.

    `looked` gives the choice with the keyboard, `media_asked` wants the place where picture and video are chosen.
    """

    looked = Signal(str)
    media_asked = Signal()

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author
        self._held: dict[QWidget, QWidget] = {}
        self.progress = Progress()
        self.title = RecallWriting("Title", "title", hint="Ask something")
        self.about = RecallWriting("Description", "about", hint="Add a description", running=True)
        self.media = MediaTile("Picture or video of the question")
        self.choices = ChoiceCards()
        self.typed = TypedLook()
        self.number = NumberLook()
        self.box = TickBox()
        self.wording = RecallWriting("Wording of the consent", "wording", hint="What people agree to")
        self.button = PageField("Button text", "button")
        self.button.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._consent = QWidget()
        agreed = row(self.box, self.wording, gap=8)
        agreed.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        self._consent.setLayout(agreed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part, above in (
            (self.progress, 0),
            (self.media, 22),
            (self.title, 22),
            (self._consent, 20),
            (self.about, 2),
            (self.typed, 18),
            (self.choices, 20),
            (self.number, 16),
            (self.button, 22),
        ):
            # What is hidden takes the space above it along.
            holder = QWidget()
            # The letters of title and description stand in line with the edges of what has a ground of its own.
            inset = 0 if part in (self.title, self.about) else INSET
            holder.setLayout(row(part, margins=(inset, above, inset, 0)))
            self._held[part] = holder
            box.addWidget(holder)
        box.addStretch(1)
        self._connect()

    def show_question(self, project: Project, quiz: Quiz, question: Question, *, wide: bool) -> None:
        """Show the question; centred with three columns of pictures when `wide`."""
        kind = question.kind
        consent = kind is Kind.CONSENT
        self.progress.show_share(_share(quiz, question), quiz.theme)
        for part, shown in (
            (self.title, not consent),
            (self._consent, consent),
            (self.media, bool(question.video or question.picture)),
            (self.choices, question.traits.has_choices),
            (self.typed, kind in TYPED),
            (self.number, kind in (Kind.RATING, Kind.SLIDER)),
            (self.button, not advances(question)),
        ):
            self._held[part].setVisible(shown)
        self.title.centre(wide)
        self.about.centre(wide and not consent)
        self.title.show_hint("Say something" if not question.traits.takes_answer else "Ask something")
        earlier = [one for one in quiz.questions[: quiz.questions.index(question)] if one.traits.takes_answer]
        (self.wording if consent else self.title).show_recalling(quiz, question.title, question.id, earlier)
        self.about.show_recalling(quiz, question.description, question.id, earlier)
        self.media.show_media(project, question.video or question.picture, quiz.theme, video=bool(question.video))
        self.button.show_text(question.button)
        self.button.setPlaceholderText(usual_button(quiz, question))
        self.box.show_theme(quiz.theme)
        if kind in TYPED:
            self.typed.show_question(quiz, question)
        if kind in (Kind.RATING, Kind.SLIDER):
            self.number.show_question(question, quiz.theme)
        if question.traits.has_choices:
            self.choices.show_question(project, question, quiz.theme, 3 if wide else 2)

    def focus_title(self) -> None:
        """Put the keyboard into the title; usual words are selected, so that typing replaces them."""
        field = self.wording if self._shows(self._consent) else self.title
        focus_end(field)
        field.selectAll()

    def _shows(self, part: QWidget) -> bool:
        return not self._held[part].isHidden()

    def _connect(self) -> None:
        author = self._author
        for field, name in ((self.title, "title"), (self.wording, "title"), (self.about, "description")):
            field.edited.connect(lambda text, field=field, name=name: author.write(name, text) or field.refuse())
            field.left.connect(author.seal)
            field.too_long.connect(lambda text: author.desk.notify(text, "warn"))
        self.button.textEdited.connect(lambda text: author.write("button", text))
        for look in (self.typed, self.number):
            look.written.connect(author.write)
        for part in (self.typed, self.number, self.button):
            part.left.connect(author.seal)
        self.media.clicked.connect(self.media_asked)
        self.title.entered.connect(self._on_from_title)
        self.wording.entered.connect(lambda: focus_end(self.about))
        self.about.entered.connect(self._on_from_about)
        cards = self.choices
        cards.written.connect(self._write_choice)
        cards.added.connect(self._add_choice)
        cards.removed.connect(self._remove_choice)
        cards.shifted.connect(self._shift_choice)
        cards.looked.connect(self.looked)
        cards.left.connect(author.seal)
        cards.too_long.connect(lambda text: author.desk.notify(text, "warn"))

    def _on_from_title(self) -> None:
        """Enter in the title: to the first choice, or to the description where there are none."""
        if not self._shows(self.choices):
            focus_end(self.about)
        elif self.choices.shown:
            self.choices.focus_choice(0)
        else:
            self._add_choice(0)

    def _on_from_about(self) -> None:
        if self._shows(self.choices):
            self.choices.focus_choice(0)
        else:
            focus_end(self.typed.example if self._shows(self.typed) else self.button)

    def _write_choice(self, at: int, text: str) -> None:
        card = self.choices.shown[at]
        if not self._author.write_choice(card.choice.id, "title", text):
            card.title.refuse()

    def _add_choice(self, at: int) -> None:
        """Go on to place `at`: to the choice waiting there without a text, else to a new one."""
        shown = self.choices.shown
        waiting = at < len(shown) and not shown[at].choice.title
        if waiting or self._author.add_choice(at):
            self.choices.focus_choice(at)

    def _remove_choice(self, at: int) -> None:
        self._author.delete_choice(self.choices.shown[at].choice.id)
        if self.choices.shown:
            self.choices.focus_choice(at - 1)
        else:
            focus_end(self.title)

    def _shift_choice(self, at: int, step: int) -> None:
        if 0 <= at + step < len(self.choices.shown):
            self._author.move_choice(self.choices.shown[at].choice.id, at + step)
            self.choices.focus_choice(at + step)


def usual_button(quiz: Quiz, question: Question) -> str:
    """What the page writes on the button where the author wrote nothing."""
    if question is quiz.questions[-1]:
        return words(quiz)["finish"]
    return words(quiz)["start" if question.kind is Kind.WELCOME else "continue"]


def _share(quiz: Quiz, question: Question) -> float:
    """How much of the way lies behind once this question is answered; 0 for a welcome."""
    if question.kind is Kind.WELCOME:
        return 0.0
    asked = len(check.numbers(quiz)) or 1
    before = quiz.questions[: quiz.questions.index(question) + 1]
    return sum(one.traits.takes_answer for one in before) / asked
