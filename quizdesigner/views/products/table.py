"""The list of products: a model over the products found, and one delegate that paints a row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.quiz.document import Product
from quizdesigner.quiz.linked import Count
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.product_tile import Files, paint_tile
from quizdesigner.views.kit.rows import Index, set_up_list
from quizdesigner.views.products.facts import choices, money, stock
from quizdesigner.views.products.reached import NEVER, Sight, cell, never

ROW = 52
EDGE = 17
"""Pixels left free at both sides of a row."""
COLUMNS = (("Price", 92), ("Stock", 96), ("Upvoted by", 98), ("Excluded", 74), ("Shown on", 80))
"""The columns at the right, from left to right, with their widths in pixels."""
SPARED = "Excluded"
"""The column that gives way to the names of products where the list is narrow."""

_TILE = 36
_NONE = Count()


class ProductModel(QStringListModel):
    """The products that are to be seen, in catalogue order, and what the quiz says of them.

    The rows are Qt's own list of titles: the view asks for each of many thousands, which Python would take long over.
    """

    def __init__(self) -> None:
        super().__init__()
        self.products: tuple[Product, ...] = ()
        self.counts: Mapping[str, Count] = {}
        self.sight = Sight()
        self.titles: Mapping[str, str] = {}
        self.media: Files = {}
        self.currency = ""
        self.roomy = True
        """Whether there is room for every column."""

    def show_products(self, products: tuple[Product, ...]) -> None:
        """Show these products. Rows are only begun anew when others are to be shown."""
        if products is self.products:
            return
        before, self.products = self.products, products
        if [one.id for one in before] != [one.id for one in products]:
            self.setStringList([one.title for one in products])
        else:
            self.repaint()

    def show_facts(self, counts: Mapping[str, Count], titles: Mapping[str, str], media: Files, currency: str) -> None:
        """Show what else a row says: the choices that speak of it, titles of collections, pictures, the currency."""
        self.counts, self.titles, self.media, self.currency = counts, titles, media, currency
        self.repaint()

    def show_sight(self, sight: Sight) -> None:
        """Show on how many answer paths products are shown."""
        self.sight = sight
        self.repaint()

    def repaint(self) -> None:
        """Every row may look another way."""
        if self.products:
            self.dataChanged.emit(self.index(0), self.index(len(self.products) - 1))

    def row_of(self, product_id: str) -> int:
        """The row of a product, or -1."""
        return next((row for row, product in enumerate(self.products) if product.id == product_id), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        product = self.products[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return product.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.counts.get(product.id, _NONE)
            shown = cell(self.sight, product)
            said = (
                product.title,
                money(product, self.currency),
                stock(product)[0],
                f"upvoted by {choices(count.upvoted)}",
                f"excluded by {count.excluded}",
                "never shown" if shown == NEVER else f"shown on {shown} of paths" if shown else "",
            )
            return ", ".join(filter(None, said))
        return None


class ProductDelegate(QStyledItemDelegate):
    """Paints a product: picture, title over SKU, collection and variants, then the columns; faint when not for sale."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ProductModel)
        product = model.products[index.row()]
        count = model.counts.get(product.id, _NONE)
        colours = tokens.current()
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), QColor(colours.accent))
        tile = QRect(rect.left() + EDGE, rect.center().y() - _TILE // 2, _TILE, _TILE)
        painter.setOpacity(1.0 if product.published else 0.45)
        paint_tile(painter, tile, product, model.media)
        painter.setOpacity(1.0)
        right = rect.right() - EDGE
        left, warns = stock(product)
        ink = colours.text if product.published else colours.text3
        cells = (
            (money(product, model.currency), ink, ""),
            (left, colours.warn if warns else colours.text2 if product.published else colours.text3, ""),
            (choices(count.upvoted), colours.text2 if count.upvoted else colours.text3, "thumbs-up"),
            (str(count.excluded), colours.text2 if count.excluded else colours.text3, "ban"),
            _shown(model.sight, product),
        )
        for (name, width), (text, colour, icon) in reversed(list(zip(COLUMNS, cells, strict=True))):
            if model.roomy or name != SPARED:
                _cell(painter, QRect(right - width, rect.top(), width, rect.height()), text, colour, icon)
                right -= width
        words = QRect(tile.right() + 14, rect.top(), right - tile.right() - 14, ROW)
        _words(painter, words, product, model.titles, ink)
        painter.restore()


def product_list(model: ProductModel) -> QListView:
    """A list of the model's rows."""
    made = QListView()
    set_up_list(made, "Products", model, ProductDelegate(), even=True)
    made.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    return made


def _words(painter: QPainter, rect: QRect, product: Product, titles: Mapping[str, str], ink: str) -> None:
    colours = tokens.current()
    sku = next((variant.sku for variant in product.variants if variant.sku), "")
    inside = next((titles[one] for one in product.collections if one in titles), "")
    named = [variant.title for variant in product.variants[:5] if variant.title]
    forms = ", ".join(named[:4]) + (" …" if len(named) > 4 else "")
    parts = (sku, inside or product.type or product.vendor, forms)
    faint = colours.text2 if product.published else colours.text3
    for text, size, weight, colour, top in (
        (product.title, 13, 600, ink, 8),
        (" · ".join(part for part in parts if part), 11.5, 400, faint, 27),
    ):
        painter.setFont(font(size, weight))
        painter.setPen(QColor(colour))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRect(rect.left(), rect.top() + top, rect.width(), 18), _LEFT, short)


def _shown(sight: Sight, product: Product) -> tuple[str, str, str]:
    """On how many paths it is shown; a sign where the quiz speaks of a product that nobody gets."""
    colours, text = tokens.current(), cell(sight, product)
    if never(sight, product):
        return text, colours.warn, "triangle-alert"
    return text, colours.text3 if text == NEVER else colours.text, ""


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _cell(painter: QPainter, rect: QRect, text: str, colour: str, icon: str) -> None:
    painter.setFont(font(12.5 if not icon else 12, 400))
    painter.setPen(QColor(colour))
    painter.drawText(rect, _RIGHT, text)
    if icon:
        left = rect.right() - painter.fontMetrics().horizontalAdvance(text) - 20
        paint_icon(painter, QRect(left, rect.center().y() - 7, 14, 14), icon, colour)
