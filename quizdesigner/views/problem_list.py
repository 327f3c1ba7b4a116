"""The list of problems: floats over the status line, leads to each, and goes when one looks elsewhere."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.phrases import counted
from quizdesigner.views import tokens
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import KeyHint, PopupList, label, row, rule
from quizdesigner.views.kit.labels import show_when
from quizdesigner.views.kit.rows import Index, RowsModel
from quizdesigner.views.problems import where

_WIDE, _HIGH = 520, 460
_LEFT, _RIGHT, _PAD, _LINE = 40, 14, 10, 17
_PREVIEW = "Preview one"


class ProblemList(PopupList):
    """`open` shows it over its button; Enter goes to the problem, Ctrl+Enter previews one, Esc gives the keys back."""

    def __init__(self, desk: Desk, button: QWidget) -> None:
        # The row itself is its key: while all are the same, the list stays where it is.
        self._model: RowsModel[Row] = RowsModel(_spoken, key=lambda row: row)
        self._rows = _RowDelegate()
        super().__init__("Problems", self._model, self._rows)
        self._desk = desk
        self._errand = Errand(desk)
        self._button = button
        self._had: QWidget | None = None
        self.setAccessibleName("Problems")
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.chosen.connect(self._visit)
        self.heading, self.sentence = label("", "strong"), label("", "secondary")
        self._example = QWidget()
        self._example.setLayout(row(KeyHint("Ctrl"), KeyHint("Enter"), label("preview one", "hint"), gap=4))
        self._go = QWidget()
        self._go.setLayout(row(KeyHint("Enter"), label("go there", "hint"), gap=4))
        leave = row(KeyHint("Esc"), label("close", "hint"), gap=4)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        self._head = QWidget()
        self._head.setLayout(row(self.heading, self.sentence, None, gap=8, margins=(14, 10, 14, 8)))
        box.insertWidget(0, self._head)
        box.insertWidget(1, rule())
        self._keys = QWidget()
        self._keys.setLayout(row(self._go, self._example, None, leave, gap=14, margins=(13, 7, 13, 7)))
        self._rule = rule()
        box.addWidget(self._rule)
        box.addWidget(self._keys)
        desk.problems.changed.connect(self._show)
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What the list adds to menu and palette."""
        return (
            Command("problems", "Show problems", self.open, "Shift+F7", "triangle-alert"),
            Command("next_problem", "Go to the next problem", self._desk.problems.visit_next, "F7"),
        )

    def open(self) -> None:
        """Show the list over its button, or put it away; the keyboard goes into it and comes back."""
        if self.isVisible():
            self._leave()
            return
        window = self._button.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._had = QApplication.focusWidget()
        self._show()
        self._place()
        self.shade()
        self.view.clearSelection()
        self.go(0)
        self.show()
        self.raise_()
        # Without rows the list is hidden, and what is hidden cannot have the keyboard.
        (self.view if self._model.rows else self).setFocus(Qt.FocusReason.PopupFocusReason)
        self.view.scrollToTop()

    def texts(self) -> tuple[str, ...]:
        """The words of what is listed."""
        return tuple(one.finding.text for one in self._model.rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.currentIndex().isValid():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._preview(self.view.currentIndex())
            else:
                self._visit(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._model.rows:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() is QEvent.Type.FocusOut:
            # Whoever looks elsewhere has done with it.
            self.hide()
        elif event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            spot = event.position().toPoint()
            index = self.view.indexAt(spot)
            if index.isValid() and self._rows.preview_room(self.view.visualRect(index), index).contains(spot):
                self._preview(index)
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        desk = self._desk
        found = desk.problems.found
        here = self.view.currentIndex().row()
        self._model.show_rows(tuple(Row(one, where(desk.project, desk.quiz, one)) for one in found))
        errors = sum(one.level == "error" for one in found)
        self.heading.setText(counted(len(found), "problem") if found else "No problems")
        stop = f"{counted(errors, 'stops', 'stop')} a publication" if errors else "nothing stops a publication"
        nothing = "Every answer path was looked at." if desk.problems.known else "Still counting the answer paths."
        self.sentence.setText(stop if found else nothing)
        for part in (self.view, self._rule, self._go):
            show_when(part, bool(found))
        if found and self.hasFocus():
            self.view.setFocus(Qt.FocusReason.PopupFocusReason)
        show_when(self._example, any(one.wanted for one in found))
        if self.isVisible():
            self._place()
            self.go(min(max(here, 0), len(found) - 1))

    def _place(self) -> None:
        """Over the button, its right edge on the button's."""
        window = self._button.window()
        wide = min(_WIDE, window.width() - 16)
        self._rows.wide = wide - 12
        corner = self._button.mapTo(window, QPoint(self._button.width(), 0))
        rows = sum(self._rows.height(one) for one in self._model.rows)
        around = sum(part.sizeHint().height() for part in (self._head, self._keys)) + 4
        high = min(around + rows + 4, _HIGH, corner.y() - 16)
        self.setGeometry(QRect(max(8, corner.x() - wide), corner.y() - 6 - high, wide, high))

    def _visit(self, index: QModelIndex) -> None:
        finding = self._model.rows[index.row()].finding
        self._leave()
        self._desk.problems.visit(finding)

    def _preview(self, index: QModelIndex) -> None:
        finding = self._model.rows[index.row()].finding
        if finding.wanted is not None:
            self._leave()
            self._errand.run(self._desk.problems.preview(finding))

    def _leave(self) -> None:
        """Close, and give the keyboard back to where it was."""
        had, self._had = self._had, None
        if had is not None and had.isVisible():
            had.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()


class Row(Struct, frozen=True):
    """A finding and where it is, in words."""

    finding: Finding
    place: str


def _spoken(one: Row) -> str:
    level = "Error" if one.finding.level == "error" else "Warning"
    return f"{level}: {one.finding.text} {one.place}."


class _RowDelegate(QStyledItemDelegate):
    """A sign, the words over as many lines as they need, the place, and the way to a shopper who shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.wide = _WIDE

    def height(self, one: Row) -> int:
        """How high a row is."""
        return _text_height(one.finding.text, self.wide - _LEFT - _RIGHT) + _LINE + 2 * _PAD + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height(index.data(Qt.ItemDataRole.UserRole)))

    def preview_room(self, rect: QRect, index: Index) -> QRect:
        """Where *Preview one* is pressed; nowhere in a row without an example."""
        if index.data(Qt.ItemDataRole.UserRole).finding.wanted is None:
            return QRect()
        wide = QFontMetrics(font(12, 500)).horizontalAdvance(_PREVIEW) + 26
        return QRect(rect.right() - _RIGHT - wide, rect.bottom() - _PAD - _LINE - 5, wide + 6, 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Row = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(rect.adjusted(5, 1, -5, -1), 7, 7)
        error = one.finding.level == "error"
        sign = QRect(rect.left() + 15, rect.top() + _PAD + 1, 16, 16)
        paint_icon(painter, sign, "circle-x" if error else "triangle-alert", "bad" if error else "warn")
        room = rect.adjusted(_LEFT, _PAD, -_RIGHT, -_PAD - _LINE)
        painter.setFont(font(13))
        painter.setPen(QColor(colours.text))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, one.finding.text)
        preview = self.preview_room(rect, index)
        below = QRect(room.left(), rect.bottom() - _PAD - _LINE + 1, room.width() - preview.width(), _LINE)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text3))
        words = painter.fontMetrics().elidedText(one.place, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        if not preview.isEmpty():
            middle = below.center().y()
            paint_icon(painter, QRect(preview.left() + 4, middle - 6, 13, 13), "play", "accent_text")
            painter.setFont(font(12, 500))
            painter.setPen(QColor(colours.accent_text))
            spot = QRect(preview.left() + 22, below.top(), preview.width(), _LINE)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, _PREVIEW)
        painter.restore()


@lru_cache(maxsize=2048)
def _text_height(text: str, wide: int) -> int:
    room = QRect(0, 0, wide, 1000)
    return QFontMetrics(font(13)).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
