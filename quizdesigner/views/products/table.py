"""The list of products: a model over the project's tuple, and one delegate that paints a row."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.page.results import price
from quizdesigner.quiz.document import Effect, Product, Quiz
from quizdesigner.quiz.lead import lowest_price
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.labels import paint_square

Index = QModelIndex | QPersistentModelIndex

ROW = 52
COLUMNS = (("Price", 100), ("Stock", 110), ("Upvoted by", 110), ("Excluded", 84))
"""The columns at the right, from left to right, with their widths in pixels."""

_EDGE = 16
_SQUARE = 34


class Votes(Struct, frozen=True):
    """How many choices of the quiz vote for a product and how many exclude it."""

    up: int = 0
    out: int = 0


def votes(quiz: Quiz) -> dict[str, Votes]:
    """The votes of every product some choice of the quiz speaks of, by product id."""
    found: dict[str, Votes] = {}
    for question in quiz.questions:
        for choice in question.choices:
            for link in choice.links:
                known = found.get(link.product, Votes())
                out = link.effect is Effect.EXCLUDE
                found[link.product] = Votes(known.up + (not out), known.out + out)
    return found


def matches(product: Product, words: str) -> bool:
    """Whether every word typed is in the title, type, vendor, handle, a SKU or a product tag."""
    skus = " ".join(variant.sku for variant in product.variants)
    text = " ".join((product.title, product.type, product.vendor, product.handle, skus, *product.product_tags))
    text = text.casefold()
    return all(word in text for word in words.casefold().split())


def money(product: Product, currency: str) -> str:
    """The lowest price with its currency: `from €12.90` where variants differ; empty without one."""
    lowest = lowest_price(product)
    if lowest is None:
        return ""
    differ = len({variant.price for variant in product.variants if variant.price is not None}) > 1
    return f"{'from ' if differ else ''}{price(lowest, currency)}"


def stock(product: Product) -> tuple[str, bool]:
    """The stock in words and whether it wants attention; empty where the shop does not count it."""
    if not product.published:
        return "not for sale", True
    counted = [variant.stock for variant in product.variants if variant.stock is not None]
    if not counted:
        return "", False
    total = sum(counted)
    if total <= 0:
        return "sold out", True
    return (f"{total:,} left", True) if total < 10 else (f"{total:,} in stock", False)


class ProductModel(QAbstractListModel):
    """The products that match what was typed, in catalogue order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.products: tuple[Product, ...] = ()
        self.votes: dict[str, Votes] = {}
        self.currency = ""

    def show_products(self, products: tuple[Product, ...], counted: dict[str, Votes], currency: str) -> None:
        """Show these products. Rows are only begun anew when others are to be shown."""
        same = [one.id for one in products] == [one.id for one in self.products]
        if not same:
            self.beginResetModel()
        self.products, self.votes, self.currency = products, counted, currency
        if not same:
            self.endResetModel()
        elif products:
            self.dataChanged.emit(self.index(0), self.index(len(products) - 1))

    def row_of(self, product_id: str) -> int:
        """The row of a product, or -1."""
        return next((row for row, product in enumerate(self.products) if product.id == product_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.products)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        product = self.products[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return product.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counted = self.votes.get(product.id, Votes())
            cost, left = money(product, self.currency), stock(product)[0]
            return f"{product.title}, {cost}, {left}, upvoted by {counted.up} choices, excluded by {counted.out}"
        return None


class ProductDelegate(QStyledItemDelegate):
    """Paints a product: square, title over SKU, type and variants, then the columns."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ProductModel)
        product = model.products[index.row()]
        counted = model.votes.get(product.id, Votes())
        colours = tokens.current()
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        square = QRect(rect.left() + _EDGE, rect.center().y() - _SQUARE // 2 + 1, _SQUARE, _SQUARE)
        paint_square(painter, square, product.title)
        right = rect.right() - _EDGE
        left, warns = stock(product)
        cells = (
            (money(product, model.currency), colours.text, ""),
            (left, colours.warn if warns else colours.text2, ""),
            (_choices(counted.up), colours.text2 if counted.up else colours.text3, "thumbs-up"),
            (str(counted.out), colours.text2 if counted.out else colours.text3, "ban"),
        )
        for (_, width), (text, colour, icon) in reversed(list(zip(COLUMNS, cells, strict=True))):
            _cell(painter, QRect(right - width, rect.top(), width, rect.height()), text, colour, icon)
            right -= width
        self._words(painter, QRect(square.right() + 14, rect.top(), right - square.right() - 14, ROW), product)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, product: Product) -> None:
        colours = tokens.current()
        sku = next((variant.sku for variant in product.variants if variant.sku), "")
        named = [variant.title for variant in product.variants if variant.title]
        parts = [sku, product.type or product.vendor, ", ".join(named[:4])]
        for text, size, weight, colour, top in (
            (product.title, 13, 600, colours.text, 8),
            (" · ".join(part for part in parts if part), 11.5, 400, colours.text2, 27),
        ):
            painter.setFont(font(size, weight))
            painter.setPen(QColor(colour))
            short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(QRect(rect.left(), rect.top() + top, rect.width(), 18), _LEFT, short)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _choices(count: int) -> str:
    return "no choice" if count == 0 else "1 choice" if count == 1 else f"{count} choices"


def _cell(painter: QPainter, rect: QRect, text: str, colour: str, icon: str) -> None:
    painter.setFont(font(12, 400))
    painter.setPen(QColor(colour))
    painter.drawText(rect, _RIGHT, text)
    if icon:
        left = rect.right() - painter.fontMetrics().horizontalAdvance(text) - 20
        paint_icon(painter, QRect(left, rect.center().y() - 7, 14, 14), icon, colour)
