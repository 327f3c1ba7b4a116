"""The steps of the project, to go back to and forward again."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStackedWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz.document import Project
from quizdesigner.views import tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Card, EmptyState, column

Index = QModelIndex | QPersistentModelIndex


class Steps(QWidget):
    """The latest step on top; a click or Enter makes the project what it was after that step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model = _Steps()
        self._model.setParent(self)
        self.view = QListView()
        self.view.setAccessibleName("Steps")
        self.view.setModel(self._model)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self._row = _Step()
        self.view.setItemDelegate(self._row)
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        card = Card(margins=(1, 6, 1, 6))
        card.body.addWidget(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("Every change you make will be listed here, to go back to.", icon="history"))
        self._stack.addWidget(card)
        self.setLayout(column(self._stack))
        self.setFocusProxy(self.view)
        desk.editor.changed.connect(self._follow)
        desk.place_changed.connect(lambda _: self._show())
        self._show()

    def _follow(self, before: Project, after: Project) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        editor = self._desk.editor
        self._model.show_steps(editor.redo_labels, editor.undo_labels)
        self._stack.setCurrentIndex(1 if editor.redo_labels or editor.undo_labels else 0)
        self.view.setCurrentIndex(self._model.index(len(editor.redo_labels), 0))

    def _go(self, index: QModelIndex) -> None:
        steps = self._model.ahead - index.row()
        if steps:
            self._desk.editor.go_to(steps)


class _Steps(QAbstractListModel):
    """Steps undone, then where the project is now, then older steps; the last row is the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0
        self._labels: list[str] = []

    def show_steps(self, undone: tuple[str, ...], done: tuple[str, ...]) -> None:
        """Show these: the next to be redone and the last done stand beside each other."""
        self.beginResetModel()
        self.ahead = len(undone)
        self._labels = [*reversed(undone), *done, "opened"]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            words = self._labels[index.row()]
            return words[:1].upper() + words[1:] if words != "opened" else "Before all steps kept here"
        return index.row() - self.ahead if role == Qt.ItemDataRole.UserRole else None


class _Step(QStyledItemDelegate):
    """A dot on a line, and the words; what was undone is faint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: int = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens.current()
        spot: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = spot.adjusted(6, 1, -6, -1)
        if place == 0 or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if place == 0 else colours.hover))
            painter.drawRoundedRect(ground, 7, 7)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(ground).adjusted(1, 1, -1, -1), 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if place == 0 else colours.line_strong))
        painter.drawEllipse(QRectF(ground.left() + 13, spot.center().y() - 2.5, 7, 7))
        painter.setFont(font(13, 600 if place == 0 else 400))
        painter.setPen(QColor(colours.text3 if place < 0 else colours.text))
        words = QRect(ground.left() + 34, spot.top(), ground.width() - 130, spot.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, index.data())
        if place <= 0:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text2))
            side = QRect(ground.right() - 110, spot.top(), 98, spot.height())
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(side, right, "now" if place == 0 else "undone")
            if place < 0:
                paint_icon(painter, QRect(ground.right() - 74, spot.center().y() - 6, 14, 14), "redo-2", "text3")
        painter.restore()
