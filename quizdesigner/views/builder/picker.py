"""A button that turns into a field with a list under it: type, arrow keys, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import PopupList, SearchField
from quizdesigner.views.kit.rows import Index, RowsModel


class Option(Struct, frozen=True):
    """Something to pick: `value` is what is told, `detail` stands in grey at its right. One without a value is the
    heading of those after it.
    """

    value: str
    text: str
    detail: str = ""
    icon: str = ""


class OptionList(PopupList):
    """A list of options floating under a field, which keeps the keyboard. `picked` gives a value."""

    picked = Signal(str)

    def __init__(self, name: str, *, high: int) -> None:
        self._model = _Options()
        super().__init__(name, self._model, _OptionDelegate(), most=high)
        self.chosen.connect(lambda index: self.picked.emit(self._model.rows[index.row()].value))

    def offer(self, field: QWidget, options: Sequence[Option], width: int = 0) -> None:
        """Show these options under the field, at least `width` pixels wide; nothing where there are none."""
        self._model.show_rows(options)
        self.hide()
        if options:
            self.open_under(field, width=width)
            self.view.scrollToTop()
            self.go(next((at for at, one in enumerate(options) if one.value), 0))

    @property
    def offered(self) -> tuple[Option, ...]:
        """What can be picked; nothing while the list is closed."""
        return tuple(one for one in self._model.rows if one.value) if self.isVisible() else ()


class Picker(QWidget):
    """`picked` gives the value of the option chosen. `options` gives those that fit what is typed, best first.

    The list is as wide as the field, or `width` pixels where that is more, and at most `high` pixels high.
    """

    picked = Signal(str)

    def __init__(
        self,
        opener: QPushButton,
        name: str,
        hint: str,
        options: Callable[[str], Sequence[Option]],
        *,
        width: int = 0,
        high: int = 420,
    ) -> None:
        super().__init__()
        self._options = options
        self._width = width
        self._list = OptionList(name, high=high)
        self._list.setParent(self)
        self._list.picked.connect(self._choose)
        self.opener = opener
        self.field = _Field(name, hint, self._list)
        self.field.textEdited.connect(self._show_options)
        self.field.left.connect(self.close_list)
        self.field.escaped.connect(self._back)
        opener.clicked.connect(self.open)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(opener)
        self._stack.addWidget(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def open(self) -> None:
        """Show the list, with the keyboard in the field."""
        self.field.clear()
        self._stack.setCurrentWidget(self.field)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._show_options("")

    def close_list(self) -> None:
        """Put the list away and show the button again."""
        self._list.hide()
        self._stack.setCurrentWidget(self.opener)

    @property
    def offered(self) -> tuple[Option, ...]:
        """What can be picked from the list; nothing while it is closed."""
        return self._list.offered

    def _show_options(self, typed: str) -> None:
        self._list.offer(self.field, self._options(typed), self._width)

    def _choose(self, value: str) -> None:
        self._back()
        self.picked.emit(value)

    def _back(self) -> None:
        self.close_list()
        self.opener.setFocus(Qt.FocusReason.OtherFocusReason)


class _Field(SearchField):
    """Gives its keys to the list first."""

    escaped = Signal()

    def __init__(self, name: str, hint: str, popup: PopupList) -> None:
        super().__init__(name, hint=hint)
        self._popup = popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif not self._popup.take_key(event):
            super().keyPressEvent(event)


class _Options(RowsModel[Option]):
    def __init__(self) -> None:
        super().__init__(lambda option: option.text)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.rows[index.row()].value else Qt.ItemFlag.NoItemFlags


class _OptionDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        one: Option = index.data(Qt.ItemDataRole.UserRole)
        # A list in groups is long; it is to be seen whole.
        grouped = any(not other.value for other in _options(index))
        return QSize(120, (29 if grouped else 34) if one.value else 25)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Option = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens.current()
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        left = rect.left() + 9
        if not one.value:
            painter.setFont(font(11.5, 600))
            painter.setPen(QColor(colours.text3))
            painter.drawText(rect.adjusted(9, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, one.text)
            painter.restore()
            return
        if one.icon:
            paint_icon(painter, QRect(left, rect.center().y() - 7, 16, 16), one.icon, "text2")
            left += 26
        painter.setFont(font(11.5))
        wide = min(painter.fontMetrics().horizontalAdvance(one.detail) + 2, rect.width() // 2)
        painter.setPen(QColor(colours.text3))
        detail = painter.fontMetrics().elidedText(one.detail, Qt.TextElideMode.ElideRight, wide)
        right = QRect(rect.right() - wide - 9, rect.top(), wide + 2, rect.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, detail)
        painter.setFont(font(13, 500))
        painter.setPen(QColor(colours.text))
        room = right.left() - left - 8
        words = painter.fontMetrics().elidedText(one.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _options(index: Index) -> tuple[Option, ...]:
    model = index.model()
    return model.rows if isinstance(model, _Options) else ()
