"""The list under a rule that is typed: tags as chips with their share, and words with what they mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font, mono
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import PopupList, chip_size, paint_chip
from quizdesigner.views.kit.rows import Index, RowsModel
from quizdesigner.views.segments.rule_offers import Offer

WIDTH = 360

_ROW = 34
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def offer_model() -> RowsModel[Offer]:
    """What the list shows, without any offer yet."""
    return RowsModel(lambda offer: f"{offer.name}, {offer.detail}" if offer.detail else offer.name)


class _OfferDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = rect.right() - 10
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(rect, 6, 6)
            paint_icon(painter, QRect(right - 13, rect.top() + 10, 14, 14), "corner-down-left", "text2")
            right -= 24
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        painter.drawText(QRect(rect.left(), rect.top(), right - rect.left() + 1, _ROW), _END, offer.detail)
        room = right - painter.fontMetrics().horizontalAdvance(offer.detail) - 12 - rect.left() - 10
        place = QRect(rect.left() + 10, rect.top() + 5, room, 24)
        if offer.tag:
            place.setWidth(min(chip_size(offer.name).width(), room))
            paint_chip(painter, place, offer.name, colours.chip(offer.colour))
        else:
            painter.setFont(mono())
            painter.setPen(QColor(colours.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, offer.name)
        painter.restore()


def offer_popup(model: RowsModel[Offer]) -> PopupList:
    """The floating list of a field that takes a rule."""
    return PopupList("Tags and words that fit", model, _OfferDelegate(), most=300)
