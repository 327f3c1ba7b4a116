"""The list of projects on the welcome screen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Card
from quizdesigner.views.kit.labels import paint_square
from quizdesigner.views.kit.rows import Index, RowsModel, set_up_list

_HIGH = 62


class Row(Struct, frozen=True):
    """A project: its file, its client, its quizzes, when it was edited; empty when the file is not there any more."""

    path: str
    name: str
    quizzes: str
    edited: str
    colour: str = ""


class ProjectList(Card):
    """`picked` gives the path to open by click or Enter; `forgotten` that of a missing file to take off the list."""

    picked = Signal(str)
    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__(margins=(1, 1, 1, 1))
        self._model: RowsModel[Row] = RowsModel(lambda one: one.name, spoken=_spoken, tip=lambda one: one.path)
        self.view = _View()
        set_up_list(self.view, "Projects", self._model, _Painted(), even=True)
        self.view.clicked.connect(self._pick)
        self.view.entered_by_key.connect(self._pick)
        self.view.deleted.connect(lambda index: self.forgotten.emit(self._model.rows[index.row()].path))
        self.body.addWidget(self.view)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these projects."""
        self._model.show_rows(rows)

    def height_of_rows(self) -> int:
        """Pixels that all rows need, six at most before the list scrolls."""
        return min(6, len(self._model.rows)) * _HIGH + 4

    def _pick(self, index: QModelIndex) -> None:
        one = self._model.rows[index.row()]
        if one.edited:
            self.picked.emit(one.path)
        else:
            self.forgotten.emit(one.path)


class _View(QListView):
    entered_by_key = Signal(QModelIndex)
    deleted = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_by_key.emit(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(index)
        else:
            super().keyPressEvent(event)


def _spoken(one: Row) -> str:
    return f"{one.name}, {one.quizzes}, {one.edited or 'file is missing'}"


class _Painted(QStyledItemDelegate):
    """Square, client, quizzes; at the right when it was edited."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Row = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens.current()
        spot: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = spot.adjusted(3, 3, -3, -4)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(inner, 7, 7)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 7, 7)
        if index.row():
            painter.fillRect(QRect(spot.left(), spot.top(), spot.width(), 1), QColor(colours.line))
        square = QRect(spot.left() + 14, spot.center().y() - 17, 36, 36)
        paint_square(painter, square, one.name, one.colour if one.edited else colours.edge)
        left, wide = square.right() + 14, spot.width() - 330
        missing = not one.edited
        self._line(
            painter, QRect(left, square.top(), wide, 18), one.name, 13, 600, colours.text3 if missing else colours.text
        )
        self._line(
            painter, QRect(left, square.top() + 18, wide, 18), one.quizzes or "no quiz yet", 12, 400, colours.text2
        )
        words = "file is missing" if missing else one.edited
        painter.setFont(font(12))
        painter.setPen(QColor(colours.warn if missing else colours.text2))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        side = QRect(spot.right() - 240, square.top(), 226, 18 if missing else 36)
        painter.drawText(side, right, words)
        if missing:
            wide = painter.fontMetrics().horizontalAdvance(words)
            paint_icon(
                painter, QRect(side.right() - wide - 21, side.center().y() - 6, 14, 14), "triangle-alert", "warn"
            )
            painter.setPen(QColor(colours.text3))
            painter.drawText(side.translated(0, 18), right, "click to take it off the list")
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, text: str, size: int, weight: int, colour: str) -> None:
        painter.setFont(font(size, weight))
        painter.setPen(QColor(colour))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
