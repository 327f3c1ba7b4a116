"""A section of a results page on the canvas: its edge, its handle, its heading, and who gets to see it."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizdesigner.quiz import sentences
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import AnySection, Project, Question, Quiz, ResultsPage
from quizdesigner.views import tokens
from quizdesigner.views.builder.recall_writing import RecallWriting
from quizdesigner.views.builder.results.author import ResultsAuthor
from quizdesigner.views.builder.results.look import CORNER
from quizdesigner.views.builder.results.shopper import Seen
from quizdesigner.views.builder.writing import INSET, Writing
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import column, label, row
from quizdesigner.views.kit.plain import plain_tip

WritingT = TypeVar("WritingT", bound=Writing)


class Scene(Struct, frozen=True):
    """What a page is drawn from: the project, what its guest sees, and whether there is room for two columns."""

    project: Project
    quiz: Quiz
    page: ResultsPage
    catalogue: Catalogue
    seen: Seen
    wide: bool


class SectionFrame(QFrame):
    """`looked` when it is clicked or written in, `shifted` by Alt+Up (-1) and Alt+Down (1); `dragged` and `dropped`
    give where the mouse is (global) while its handle is held.
    """

    looked = Signal()
    shifted = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, author: ResultsAuthor, section: AnySection, name: str) -> None:
        super().__init__()
        self.section = section
        self._author = author
        self._here = False
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.heading = self.recalling(f"Heading of {name.lower()}", "heading", "heading", hint="Heading")
        self.when = label("", wrap=True)
        self.when.setProperty("page", "rule")
        self.grip = Grip()
        self.grip.pressed.connect(self.looked)
        self.grip.dragged.connect(self.dragged)
        self.grip.dropped.connect(self.dropped)
        self.body = column(gap=8, margins=(INSET, 0, INSET, 0))
        head = row(self.heading, self.grip, gap=4)
        head.setStretch(0, 1)
        self._box: QVBoxLayout = column(head, column(self.when, margins=(INSET, 0, INSET, 0)), self.body, gap=6)
        self._box.setContentsMargins(0, 5, 0, INSET + 2)
        self.setLayout(self._box)

    def show_section(self, scene: Scene, section: AnySection, *, here: bool) -> None:
        """Show the section, `here` where it is the one being looked at."""
        self.section = section
        self.show_recalled(scene, self.heading, section.heading)
        if here != self._here:
            self._here = here
            self.update()
        hidden = section.id not in scene.seen.sections
        when = section.show_when
        words = "" if when is None else sentences.of_condition(scene.project, scene.quiz, when)
        self.when.setText(f"Not for this shopper: only when {words}" if hidden else f"When {words}")
        self.when.setVisible(bool(words))
        role = "hidden" if hidden else "rule"
        if self.when.property("page") != role:
            self.when.setProperty("page", role)
            self.when.style().unpolish(self.when)
            self.when.style().polish(self.when)

    def recalling(self, name: str, field: str, role: str, *, hint: str = "", running: bool = False) -> RecallWriting:
        """A text of the section that is written where it stands, and may recall answers."""
        return self.wired(RecallWriting(name, role, hint=hint, running=running), field)

    def wired(self, made: WritingT, field: str) -> WritingT:
        """Let what is written go into this field of the section."""
        made.edited.connect(lambda text: self._author.write_section(self.section.id, field, text) or made.refuse())
        made.left.connect(self._author.seal)
        made.focused.connect(self.looked)
        made.too_long.connect(self._author.say)
        return made

    def show_recalled(self, scene: Scene, field: RecallWriting, text: str) -> None:
        """Show a text that may recall answers."""
        field.show_recalling(scene.quiz, text, self.section.id, asked(scene.quiz))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event):
            # The window has these keys for the whole page; in a section they mean the section.
            event.accept()
            return True
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.grip.show_shown(event.type() == QEvent.Type.HoverEnter or self._here)
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _step(event):
            self.shifted.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.looked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._here or self.underMouse()):
            return
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if self._here else colours.accent_line), 2 if self._here else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER, CORNER)


class Grip(QWidget):
    """The handle a section is dragged by."""

    pressed = Signal()
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self._held = False
        self.setFixedSize(QSize(22, 28))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName("Handle to drag the section by")
        self.setToolTip(plain_tip("Drag to move. Alt Up and Alt Down move it too."))

    def show_shown(self, shown: bool) -> None:
        """Show the handle, or only its place."""
        self._shown = shown
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._held = False
            self.dropped.emit(event.globalPosition().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown or self.underMouse():
            paint_icon(QPainter(self), self.rect().adjusted(3, 6, -3, -6), "grip-vertical", "text3")


def asked(quiz: Quiz) -> list[Question]:
    """What a results page can speak of: every question that takes an answer, the latest first."""
    return [one for one in reversed(quiz.questions) if one.traits.takes_answer]


def _step(event: QKeyEvent) -> int:
    """-1 for Alt+Up, 1 for Alt+Down, 0 for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
