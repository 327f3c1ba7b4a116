"""Products on the canvas as the results page shows them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel

from quizdesigner.page.locales import price
from quizdesigner.page.setting import is_web
from quizdesigner.quiz.document import Product, Project, Slot, Theme, Variant
from quizdesigner.quiz.lead import cart_address, price_of, web_address
from quizdesigner.quiz.words import words
from quizdesigner.views.builder.media_tile import media_file, paint_covering
from quizdesigner.views.builder.page_signs import Sign
from quizdesigner.views.builder.results.frame import Scene
from quizdesigner.views.builder.results.shopper import reason
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import column, label, row
from quizdesigner.views.pictures import thumbnail

_PICTURE = 192
"""Pixels of a thumbnail, for screens with up to three for one."""


class ProductCard(QFrame):
    """A product: picture, title, why, price, and the buttons it would have."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("page", "card")
        self.tile = Tile()
        self.title = _page_label("strong", wrap=True)
        self.because = _page_label("because", wrap=True)
        self.price = _page_label("price")
        self.main, self.second = _page_label("buy"), _page_label("details")
        for part in (self.main, self.second):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        facts = column(self.title, self.because, self.price, None, gap=3)
        top = row(column(self.tile, None, gap=0), facts, gap=12)
        top.setStretch(1, 1)
        buttons = row(self.main, self.second, gap=6)
        buttons.setStretch(0, 1)
        self.setLayout(column(top, None, buttons, gap=10, margins=(11, 11, 11, 11)))

    def show_product(self, scene: Scene, slot: Slot, product: Product) -> None:
        """Show a product as this slot does."""
        project, language = scene.project, scene.quiz.language
        self.tile.show_picture(scene.project, product.picture, scene.quiz.theme)
        self.tile.setFixedSize(QSize(64, 64) if scene.wide else QSize(56, 56))
        self.title.setText(product.title)
        because = reason(scene.seen, slot, product)
        self.because.setText(because)
        self.because.setVisible(bool(because))
        amount = cost(scene, product, in_cart=slot.button == "cart")
        said = [price(amount, project.currency, language)] if amount is not None else []
        said += [words(scene.quiz)["sold_out"]] if product.sold_out else []
        self.price.setText("  ".join(said))
        self.price.setVisible(bool(said))
        shown = buttons(scene, slot, product)
        for part, text in zip((self.main, self.second), (*shown, "", ""), strict=False):
            part.setText(text)
            part.setVisible(bool(text))


class Tile(Sign):
    """A picture cut to a tinted square with round corners; those from the web are not fetched here."""

    def __init__(self) -> None:
        super().__init__(64)
        self._image: QImage | None = None
        self._there = False

    def show_picture(self, project: Project, value: str, theme: Theme) -> None:
        """Show what this Media value means in the project."""
        self.show_theme(theme)
        file = media_file(project, value)
        self._image, self._there = thumbnail(file, _PICTURE) if file else None, bool(value)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.brush()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        corner = min(self.theme.corners, 20) * 0.7
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()), corner, corner)
        painter.fillPath(edge, QColor(self.look.tile))
        if self._image is not None:
            painter.setClipPath(edge)
            paint_covering(painter, self.rect(), self._image)
            return
        spot = QRect(0, 0, 20, 20)
        spot.moveCenter(self.rect().center())
        paint_icon(painter, spot, "image" if self._there else "package", self.look.quiet)


def buttons(scene: Scene, slot: Slot, product: Product) -> tuple[str, ...]:
    """The words on a product's buttons, the first of them in the brand's colour; none where nothing is known of it."""
    said = words(scene.quiz)
    view = (scene.page.link_label or said["view"],) if is_web(web_address(scene.project, product)) else ()
    in_cart = slot.button == "cart" and not product.sold_out
    cart = cart_address(scene.project, product, sold(scene, product)) if in_cart else ""
    return (said["cart"], *view) if is_web(cart) else view


def cost(scene: Scene, product: Product, *, in_cart: bool) -> Decimal | None:
    """What a product costs: in the cart the very form that is put there, else the cheapest; None when not known."""
    variant = sold(scene, product) if in_cart else None
    return price_of(product) if variant is None else variant.price


def sold(scene: Scene, product: Product) -> Variant | None:
    """The form that would go into the cart: the one the choices prefer, else the first in stock, else the first."""
    standing = scene.seen.standings.get(product.id)
    preferred = [one for one in product.variants if standing is not None and one.id == standing.variant]
    in_stock = [one for one in product.variants if one.stock is None or one.stock > 0]
    return next(iter((*preferred, *in_stock, *product.variants)), None)


def _page_label(role: str, *, wrap: bool = False) -> QLabel:
    made = label("", wrap=wrap)
    made.setProperty("page", role)
    return made
