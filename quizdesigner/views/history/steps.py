"""The steps of the project, to go back to and forward again."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStackedWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz.document import Project
from quizdesigner.views import tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Card, EmptyState, column
from quizdesigner.views.kit.rows import Index, RowsModel, set_up_list


class Steps(QWidget):
    """The latest step on top; a click or Enter makes the project what it was after that step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model: RowsModel[Step] = RowsModel(lambda step: step.words)
        self.view = QListView()
        set_up_list(self.view, "Steps", self._model, _StepDelegate(), even=True)
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
        self._model.show_rows(steps(editor.redo_labels, editor.undo_labels))
        self._stack.setCurrentIndex(1 if editor.redo_labels or editor.undo_labels else 0)
        self.view.setCurrentIndex(self._model.index(len(editor.redo_labels), 0))

    def _go(self, index: QModelIndex) -> None:
        self._desk.editor.go_to(-self._model.rows[index.row()].back)


class Step(Struct, frozen=True):
    """A row: how many steps `back` it is, below 0 for what was undone, and what was done."""

    back: int
    words: str


def steps(undone: tuple[str, ...], done: tuple[str, ...]) -> tuple[Step, ...]:
    """The next to be redone and the last done stand beside each other; the last row is the beginning."""
    labels = [label[:1].upper() + label[1:] for label in (*reversed(undone), *done)]
    named = (*labels, "Before all steps kept here")
    return tuple(Step(row - len(undone), words) for row, words in enumerate(named))


class _StepDelegate(QStyledItemDelegate):
    """A dot on a line, and the words; what was undone is faint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: Step = index.data(Qt.ItemDataRole.UserRole)
        place = step.back
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
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, step.words)
        if place <= 0:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text2))
            side = QRect(ground.right() - 110, spot.top(), 98, spot.height())
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(side, right, "now" if place == 0 else "undone")
            if place < 0:
                paint_icon(painter, QRect(ground.right() - 74, spot.center().y() - 6, 14, 14), "redo-2", "text3")
        painter.restore()
