"""What a service receives, as a table whose field names are edited in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Quiz
from quizdesigner.quiz.received import TAGS, FieldRow, field_rows
from quizdesigner.views import tokens
from quizdesigner.views.connect.field_rows import FieldModel
from quizdesigner.views.connect.services import spoken
from quizdesigner.views.desk import Desk
from quizdesigner.views.fonts import font, mono
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Card, Field, label, row, rule

_ROW = 36
_PAD = 15
_TOGGLE = 28
_AnyIndex = QModelIndex | QPersistentModelIndex


class FieldsCard(Card):
    """The table of one connection and the quiz looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((0, 0, 0, 6))
        self._desk = desk
        self._connection: Connection | None = None
        self.title = label("", "label")
        self.model = FieldModel(self)
        self.list = FieldList(self.model)
        self.list.named.connect(self._name)
        self.list.toggled.connect(self._toggle)
        self.list.left.connect(desk.editor.seal)
        hint = label("keys stay the same when a question is renamed", "hint")
        self.body.setSpacing(0)
        self.body.addLayout(row(self.title, None, hint, margins=(_PAD, 10, _PAD, 10)))
        self.body.addWidget(rule())
        self.body.addWidget(self.list)

    def show_connection(self, connection: Connection, quiz: Quiz, *, editable: bool) -> None:
        """Show what this connection sends of the quiz; `editable` once it is connected."""
        self._connection = connection
        self.title.setText(f"What {spoken(connection.service)} receives")
        self.model.show_rows(field_rows(connection, quiz))
        self.list.editable = editable
        self.list.setFixedHeight(len(self.model.rows) * _ROW + 2)

    def _name(self, subject: str, text: str) -> None:
        connection = self._connection
        found = next((one for one in self.model.rows if one.subject == subject), None)
        if connection is None or found is None:
            return
        name = "" if text.strip() == found.usual else text.strip()
        do, merge = self._desk.editor.do, f"field:{connection.id}:{subject}"
        if subject == TAGS:
            do(edits.change_connection, connection.id, tag_field=name or found.usual, merge=merge, label="name field")
        else:
            do(edits.name_field, connection.id, subject, name, off=False, merge=merge)

    def _toggle(self, subject: str) -> None:
        connection = self._connection
        found = next((one for one in self.model.rows if one.subject == subject), None)
        if connection is not None and found is not None:
            name = "" if found.name == found.usual else found.name
            step = "send field" if found.off else "leave out field"
            self._desk.editor.do(edits.name_field, connection.id, subject, name, off=not found.off, label=step)


class FieldList(QListView):
    """Enter or a click on a name edits it; Delete or the sign at the end leaves the field out, or sends it again."""

    named = Signal(str, str)
    toggled = Signal(str)
    left = Signal()

    def __init__(self, model: FieldModel) -> None:
        super().__init__()
        self.editable = True
        self.setAccessibleName("Fields")
        self.setModel(model)
        delegate = FieldDelegate(self)
        delegate.named.connect(self.named)
        delegate.left.connect(self.left)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        return QSize(300, _ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _AnyIndex) -> QWidget:
        row: FieldRow = index.data(Qt.ItemDataRole.UserRole)
        made = Field(f"Field of {row.what}", row.name, hint=row.usual, small=True, mono=True)
        made.setParent(parent)
        made.textEdited.connect(lambda text: self.named.emit(row.subject, text))
        made.left.connect(self.left)
        return made

    def setEditorData(self, editor: QWidget, index: _AnyIndex) -> None:
        row: FieldRow = index.data(Qt.ItemDataRole.UserRole)
        # An emptied field means the usual name, which is not typed into it behind the author's back.
        if isinstance(editor, Field) and (editor.text().strip() or row.usual) != row.name:
            editor.setText(row.name)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _AnyIndex) -> None:
        # Every letter was an edit already.
        return

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        editor.setGeometry(name_rect(QRect(option.rect)).adjusted(-9, 0, 40, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        row: FieldRow = index.data(Qt.ItemDataRole.UserRole)
        colours, box = tokens.current(), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        view = self.parent()
        editable = bool(row.subject) and isinstance(view, FieldList) and view.editable
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if editable and (over or here):
            painter.fillRect(box.adjusted(1, 0, -1, -1), QColor(colours.hover))
        if here:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -3), 6, 6)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(box.left() + 1, box.bottom(), box.width() - 2, 1), QColor(colours.line))
        name = name_rect(box)
        what = QRect(box.left() + _PAD, box.top(), name.left() - 26 - box.left() - _PAD - 8, box.height())
        painter.setFont(font(13))
        painter.setPen(QColor(colours.text3 if row.off else colours.text))
        self._words(painter, what, row.what)
        paint_icon(painter, QRect(name.left() - 24, box.center().y() - 7, 14, 14), "arrow-right", "text3")
        if row.off:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text3))
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, "left out")
        else:
            painter.setFont(mono())
            painter.setPen(QColor(colours.text))
            self._words(painter, name, row.name)
        if editable and row.subject != TAGS and (over or here or row.off):
            spot = toggle_rect(box)
            paint_icon(painter, spot.adjusted(7, 7, -7, -7), "plus" if row.off else "x", "text2")
        elif not row.off:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text2))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box.adjusted(0, 0, -_PAD, 0), right, row.kind)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, text: str) -> None:
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, short)
