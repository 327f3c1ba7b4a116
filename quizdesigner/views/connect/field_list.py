"""The table of what a service receives: a list whose field names are edited in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz.fields import TAGS
from quizdesigner.quiz.received import FieldRow
from quizdesigner.views import tokens
from quizdesigner.views.connect.field_rows import FieldModel
from quizdesigner.views.fonts import font, mono
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Field
from quizdesigner.views.kit.rows import Index, set_up_list

ROW = 36
PAD = 15
"""The height of a row, and the room at its sides."""

_TOGGLE = 28


class FieldList(QListView):
    """Enter or a click on a name edits it; Delete or the sign at the end leaves the field out, or sends it again."""

    named = Signal(str, str)
    toggled = Signal(str)
    left = Signal()

    def __init__(self, model: FieldModel) -> None:
        super().__init__()
        self.editable = True
        delegate = FieldDelegate(self)
        delegate.named.connect(self.named)
        delegate.left.connect(self.left)
        set_up_list(self, "Fields", model, delegate, even=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row: FieldRow | None = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        key = Qt.Key(event.key())
        if self.state() is QListView.State.EditingState:
            # The Enter that ends an edit comes here too, and would begin the next.
            return
        if row is None or not row.subject or not self.editable:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not row.off:
            self.edit(self.currentIndex())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space) and row.subject != TAGS:
            self.toggled.emit(row.subject)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at: QPoint = event.position().toPoint()
        index = self.indexAt(at)
        row: FieldRow | None = index.data(Qt.ItemDataRole.UserRole)
        if row is None or not row.subject or not self.editable:
            return
        box = self.visualRect(index)
        if toggle_rect(box).contains(at) and row.subject != TAGS:
            self.toggled.emit(row.subject)
        elif name_rect(box).contains(at) and not row.off:
            self.edit(index)


def name_rect(box: QRect) -> QRect:
    """Where a row's field name stands."""
    left = box.left() + max(190, box.width() * 40 // 100)
    return QRect(left + 26, box.top() + 4, box.right() - left - 26 - 118, box.height() - 8)


def toggle_rect(box: QRect) -> QRect:
    """Where a row's sign for leaving out stands."""
    return QRect(box.right() - _TOGGLE - 8, box.top() + (box.height() - _TOGGLE) // 2, _TOGGLE, _TOGGLE)


class FieldDelegate(QStyledItemDelegate):
    """Paints a row, and lends a field while its name is edited."""

    named = Signal(str, str)
    left = Signal()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row: FieldRow = index.data(Qt.ItemDataRole.UserRole)
        typed = str(index.data(Qt.ItemDataRole.EditRole))
        made = Field(f"Field of {row.what}", typed, hint=row.usual, small=True, mono=True)
        made.setParent(parent)
        made.textEdited.connect(lambda text: self.named.emit(row.subject, text))
        made.left.connect(self.left)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row: FieldRow = index.data(Qt.ItemDataRole.UserRole)
        typed = str(index.data(Qt.ItemDataRole.EditRole))
        # An emptied field means the usual name, which is not typed into it behind the author's back.
        if isinstance(editor, Field) and (editor.text().strip() or row.usual) != typed:
            editor.setText(typed)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        # Every letter was an edit already.
        return

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(name_rect(QRect(option.rect)).adjusted(-9, 0, 40, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FieldRow = index.data(Qt.ItemDataRole.UserRole)
        colours, box = tokens.current(), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        view = self.parent()
        editable = bool(row.subject) and isinstance(view, FieldList) and view.editable
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        touched = here or bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if editable and touched:
            painter.fillRect(box.adjusted(1, 0, -1, -1), QColor(colours.hover))
        if here:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -3), 6, 6)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(box.left() + 1, box.bottom(), box.width() - 2, 1), QColor(colours.line))
        name = name_rect(box)
        what = QRect(box.left() + PAD, box.top(), name.left() - 26 - box.left() - PAD - 8, box.height())
        _words(painter, what, row.what, font(13), colours.text3 if row.off else colours.text)
        paint_icon(painter, QRect(name.left() - 24, box.center().y() - 7, 14, 14), "arrow-right", "text3")
        toggle, toggles = toggle_rect(box), editable and row.subject != TAGS and (touched or row.off)
        kind = "" if row.off else "name taken" if row.clash else row.kind
        if row.off:
            _words(painter, name, "left out", font(12), colours.text3)
        else:
            # As far as its kind, which is seldom as wide as it may be.
            wide = max(QFontMetrics(font(12)).horizontalAdvance(kind), _TOGGLE)
            name.setRight((toggle.left() if toggles and row.clash else box.right() - PAD) - wide - 12)
            _words(painter, name, row.name, mono(), colours.warn if row.clash else colours.text)
        if toggles:
            paint_icon(painter, toggle.adjusted(7, 7, -7, -7), "plus" if row.off else "x", "text2")
        if not toggles or row.clash:
            end, ink = box.adjusted(0, 0, -PAD, 0), colours.warn if row.clash else colours.text2
            if toggles:
                end.setRight(toggle.left())
            _words(painter, end, kind, font(12), ink, Qt.AlignmentFlag.AlignRight)
        painter.restore()


def _words(
    painter: QPainter,
    rect: QRect,
    text: str,
    face: QFont,
    ink: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(face)
    painter.setPen(QColor(ink))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, short)
