"""A question as the shopper sees it, edited in place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quizdesigner.page.script import WORDS
from quizdesigner.page.theme import palette
from quizdesigner.quiz import check
from quizdesigner.quiz.document import Kind, Question, Quiz, Theme
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.choice_cards import ChoiceCards
from quizdesigner.views.builder.writing import INSET, Writing, focus_end
from quizdesigner.views.kit import Field, row

_TYPED = (Kind.TEXT, Kind.NAME, Kind.EMAIL)


class QuestionPage(QWidget):
    """Shows one question at a time and reuses its fields for the next. `looked` gives the choice with the keyboard."""

    looked = Signal(str)

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author
        self.progress = Progress()
        self.title = Writing("Title", "title", hint="Ask something")
        self.about = Writing("Description", "about", hint="Add a description", running=True)
        self.choices = ChoiceCards()
        self.placeholder = _PageField("Example in the field", "input", hint="Example in the field")
        self.box = TickBox()
        self.wording = Writing("Wording of the consent", "wording", hint="What people agree to")
        self.button = _PageField("Button text", "button")
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
            (self.title, 22),
            (self._consent, 0),
            (self.about, 2),
            (self.choices, 20),
            (self.placeholder, 18),
            (self.button, 22),
        ):
            box.addSpacing(above)
            # The letters of title and description stand in line with the edges of what has a ground of its own.
            inset = 0 if part in (self.title, self.about) else INSET
            box.addLayout(row(part, margins=(inset, 0, inset, 0)))
        box.addStretch(1)
        self._connect()

    def show_question(self, quiz: Quiz, question: Question, *, wide: bool) -> None:
        """Show the question; centred with three columns of pictures when `wide`."""
        kind = question.kind
        self.progress.show_share(_share(quiz, question), quiz.theme)
        self.title.setVisible(kind is not Kind.CONSENT)
        self._consent.setVisible(kind is Kind.CONSENT)
        self.choices.setVisible(question.traits.has_choices)
        self.placeholder.setVisible(kind in _TYPED)
        goes_on_by_itself = question.traits.has_choices and question.advance and not question.takes_several
        self.button.setVisible(not goes_on_by_itself)
        self.title.centre(wide)
        self.about.centre(wide and kind is not Kind.CONSENT)
        self.title.show_hint("Say something" if not question.traits.takes_answer else "Ask something")
        (self.wording if kind is Kind.CONSENT else self.title).show_text(question.title, question.id)
        self.about.show_text(question.description, question.id)
        self.placeholder.show_text(question.placeholder)
        self.button.show_text(question.button)
        self.button.setPlaceholderText(usual_button(quiz, question))
        self.box.show_theme(quiz.theme)
        if question.traits.has_choices:
            self.choices.show_question(question, quiz.theme, 3 if wide else 2)

    def focus_title(self) -> None:
        """Put the keyboard into the title; usual words are selected, so that typing replaces them."""
        field = self.wording if self.title.isHidden() else self.title
        focus_end(field)
        field.selectAll()

    def _connect(self) -> None:
        author = self._author
        for field, name in ((self.title, "title"), (self.wording, "title"), (self.about, "description")):
            field.edited.connect(lambda text, field=field, name=name: author.write(name, text) or field.refuse())
            field.left.connect(author.seal)
            field.too_long.connect(lambda text: author.desk.notify(text, "warn"))
        for line, name in ((self.placeholder, "placeholder"), (self.button, "button")):
            line.textEdited.connect(lambda text, name=name: author.write(name, text))
            line.left.connect(author.seal)
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
        if self.choices.isHidden():
            focus_end(self.about)
        elif self.choices.shown:
            self.choices.focus_choice(0)
        else:
            self._add_choice(0)

    def _on_from_about(self) -> None:
        if not self.choices.isHidden():
            self.choices.focus_choice(0)
        else:
            focus_end(self.button if self.placeholder.isHidden() else self.placeholder)

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


class _PageField(Field):
    """A line on the page in the page's own looks."""

    def __init__(self, name: str, role: str, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self.setProperty("page", role)


class Progress(QWidget):
    """How much of the quiz lies behind, as the page shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._theme = Theme()
        self.setFixedHeight(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, theme: Theme) -> None:
        """From 0 to 1; 0 shows nothing."""
        if (share, theme) != (self._share, self._theme):
            self._share, self._theme = share, theme
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._share:
            return
        look = palette(self._theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.line))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(QColor(look.brand))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, 4), 2, 2)


class TickBox(QWidget):
    """The empty consent box: never ticked beforehand, so nothing here ticks it."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self.setFixedSize(QSize(24, 32))

    def show_theme(self, theme: Theme) -> None:
        """Show it in the colours of this theme."""
        if theme is not self._theme:
            self._theme = theme
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = palette(self._theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.edge))
        painter.setBrush(QColor(look.surface))
        corners = min(self._theme.corners, 6)
        painter.drawRoundedRect(QRectF(0.5, 5.5, 22, 22), corners, corners)


def usual_button(quiz: Quiz, question: Question) -> str:
    """What the page writes on the button where the author wrote nothing."""
    if question is quiz.questions[-1]:
        return WORDS["finish"]
    return WORDS["start" if question.kind is Kind.WELCOME else "continue"]


def _share(quiz: Quiz, question: Question) -> float:
    """How much of the way lies behind once this question is answered; 0 for a welcome."""
    if question.kind is Kind.WELCOME:
        return 0.0
    asked = len(check.numbers(quiz)) or 1
    before = quiz.questions[: quiz.questions.index(question) + 1]
    return sum(one.traits.takes_answer for one in before) / asked
