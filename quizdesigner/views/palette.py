"""Ctrl+K: one field that finds any command, quiz, question or tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.recall import unanswered
from quizdesigner.views import tokens
from quizdesigner.views.commands import Command, shown
from quizdesigner.views.desk import Desk
from quizdesigner.views.fonts import font
from quizdesigner.views.fuzzy import score
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Field, PopupList, label, rule
from quizdesigner.views.kit.rows import Index, RowsModel

_MOST = 60
_WIDE = 560


class Entry(Struct, frozen=True):
    """One thing that can be found: what it is called, what it is, and what happens when it is picked."""

    title: str
    about: str
    icon: str
    run: Callable[[], object]
    keys: str = ""


def entries(desk: Desk, commands: Iterable[Command]) -> tuple[Entry, ...]:
    """Everything the palette finds now, in the order it is shown while nothing is typed."""
    found = [Entry(one.title, "", one.icon, one.run, shown(one.shortcut)) for one in commands if one.enabled()]
    for quiz in desk.project.quizzes:
        found.append(Entry(quiz.name, "quiz", "list-checks", _opener(desk, quiz.id)))
    for quiz in desk.project.quizzes:
        found.extend(_questions(desk, quiz))
    for tag in desk.project.tags:
        found.append(Entry(tag.name, "customer tag", "tag", _tag_opener(desk, tag.id)))
    return tuple(found)


def matching(typed: str, found: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that fit what was typed, best first."""
    rated = [(fit, entry) for entry in found if (fit := score(typed, entry.title)) is not None]
    rated.sort(key=lambda one: -one[0])
    return tuple(entry for _, entry in rated[:_MOST])


def _questions(desk: Desk, quiz: Quiz) -> Iterator[Entry]:
    numbered = numbers(quiz)
    several = len(desk.project.quizzes) > 1
    for question in quiz.questions:
        number = numbered.get(question.id)
        title = unanswered(question.title) or question.traits.label
        about = f"question in {quiz.name}" if several else "question"
        yield Entry(
            f"{number} {title}" if number else title, about, "message-square", _opener(desk, quiz.id, question.id)
        )


def _opener(desk: Desk, quiz_id: str, question_id: str = "") -> Callable[[], None]:
    def run() -> None:
        desk.open_quiz(quiz_id)
        if question_id:
            desk.open_question(question_id)
        desk.go("builder")

    return run


def _tag_opener(desk: Desk, tag_id: str) -> Callable[[], None]:
    def run() -> None:
        desk.go("customer_tags")
        desk.tag_asked.emit(tag_id)

    return run


class Palette(PopupList):
    """Floats over the window; Enter does what is chosen, Esc or a click elsewhere closes it."""

    closed = Signal()

    def __init__(self, gather: Callable[[], tuple[Entry, ...]]) -> None:
        self._model: RowsModel[Entry] = RowsModel(lambda entry: entry.title, spoken=_spoken)
        super().__init__("Found", self._model, _Row())
        self._gather = gather
        self._over: QWidget = self
        self._entries: tuple[Entry, ...] = ()
        self.setAccessibleName("Search or run a command")
        self.field = _PaletteField(self)
        self.field.textEdited.connect(self._find)
        self.field.gone.connect(self.hide)
        self.nothing = label("Nothing by this name. Try fewer letters.", "hint")
        self.nothing.setContentsMargins(16, 10, 16, 12)
        self.chosen.connect(self._run)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.setContentsMargins(1, 1, 1, 5)
        box.setSpacing(4)
        box.insertWidget(0, self.field)
        box.insertWidget(1, rule())
        box.addWidget(self.nothing)

    def open_over(self, window: QWidget) -> None:
        """Show the palette in the upper middle of the window, empty, ready to type."""
        self.setParent(window)
        self._over = window
        self._entries = self._gather()
        self.field.clear()
        self._find("")
        self.shade()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def titles(self) -> tuple[str, ...]:
        """What is listed now."""
        return tuple(entry.title for entry in self._model.rows)

    def _find(self, typed: str) -> None:
        self._model.show_rows(matching(typed, self._entries))
        some = bool(self._model.rows)
        self.view.setVisible(some)
        self.nothing.setVisible(not some)
        window = self._over
        wide = min(_WIDE, window.width() - 32)
        rows = len(self._model.rows)
        high = 46 + (min(rows * _Row.HIGH + 14, 11 * _Row.HIGH + 14) if some else 52)
        self.setGeometry((window.width() - wide) // 2, 58, wide, min(high, window.height() - 74))
        self.go(0)

    def _run(self, index: QModelIndex) -> None:
        entry = self._model.rows[index.row()]
        self.hide()
        self.closed.emit()
        entry.run()


class _PaletteField(Field):
    """Gives its arrows, Enter and Esc to the list."""

    gone = Signal()

    def __init__(self, palette: Palette) -> None:
        super().__init__("Search or run a command", hint="Type a command, quiz, question or tag")
        self._palette = palette
        self.setProperty("kind", "bare")
        self.setProperty("tall", True)
        self.setTextMargins(14, 0, 14, 0)
        self.left.connect(self.gone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._palette.hide()
            self._palette.closed.emit()
        elif not self._palette.take_key(event):
            super().keyPressEvent(event)


def _spoken(entry: Entry) -> str:
    return ", ".join(part for part in (entry.title, entry.about, entry.keys) if part)


class _Row(QStyledItemDelegate):
    """Icon, title, what it is, its key."""

    HIGH = 34

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens.current()
        spot: QRect = option.rect.adjusted(5, 1, -5, -1)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(spot, 7, 7)
        paint_icon(painter, QRect(spot.left() + 10, spot.center().y() - 7, 16, 16), entry.icon or "chevron-right")
        side = entry.keys or entry.about
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text3))
        wide = painter.fontMetrics().horizontalAdvance(side)
        right = QRect(spot.right() - 10 - wide, spot.top(), wide + 1, spot.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, side)
        painter.setFont(font(13, 500))
        painter.setPen(QColor(colours.text))
        left = QRect(spot.left() + 36, spot.top(), right.left() - spot.left() - 48, spot.height())
        words = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
