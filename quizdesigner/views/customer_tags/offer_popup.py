"""The completer's list: each tag as a chip with how many choices carry it, and the line that makes a new one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.library_rows import placed
from quizdesigner.views.customer_tags.offers import Offer
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import PopupList, chip_size, paint_chip
from quizdesigner.views.kit.rows import Index, RowsModel

WIDTH = 420

_ROW = 34
_GAP = 9


def offer_model() -> RowsModel[Offer]:
    """What the list shows, without any offer yet."""
    return RowsModel(lambda offer: f"{offer.name}, {on_choices(offer)}" if offer.tag else f"Create {offer.name}")


def on_choices(offer: Offer) -> str:
    """How much a tag is in use, as the line says it."""
    return f"already {placed(offer.count, offer.others)}" if offer.count else "on no choice yet"


class OfferDelegate(QStyledItemDelegate):
    """Paints an offer; the one that makes a new tag stands below a line, unless it is the only one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW + (_GAP if _below_line(index) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if _below_line(index):
            painter.setPen(QColor(colours.line))
            painter.drawLine(rect.left() + 4, rect.top() + 4, rect.right() - 4, rect.top() + 4)
            rect = rect.adjusted(0, _GAP, 0, 0)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(rect, 6, 6)
        right = rect.right() - 10
        if chosen:
            paint_icon(painter, QRect(right - 13, rect.top() + 10, 14, 14), "corner-down-left", "text2")
            right -= 24
        words = on_choices(offer) if offer.tag else "new tag"
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        painter.drawText(QRect(rect.left(), rect.top(), right - rect.left() + 1, rect.height()), _END, words)
        room = right - QFontMetrics(font(12)).horizontalAdvance(words) - 12 - rect.left() - 10
        if offer.tag:
            size = chip_size(offer.name)
            chip = QRect(rect.left() + 10, rect.top() + 5, min(size.width(), room), 24)
            paint_chip(painter, chip, offer.name, colours.chip(offer.colour))
        else:
            paint_icon(painter, QRect(rect.left() + 10, rect.top() + 9, 16, 16), "plus", "text2")
            _paint_create(painter, QRect(rect.left() + 35, rect.top(), room - 25, rect.height()), offer.name)
        painter.restore()


def offer_popup(name: str, model: RowsModel[Offer]) -> PopupList:
    """The floating list of a field that offers tags."""
    return PopupList(name, model, OfferDelegate(), most=300)


def _paint_create(painter: QPainter, rect: QRect, name: str) -> None:
    painter.setPen(QColor(tokens.current().text))
    painter.setFont(font(13))
    word = painter.fontMetrics().horizontalAdvance("Create ")
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, "Create ")
    painter.setFont(font(13, 600))
    rest = rect.adjusted(word, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, shown)


def _below_line(index: Index) -> bool:
    return index.row() > 0 and not index.data(Qt.ItemDataRole.UserRole).tag


_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
