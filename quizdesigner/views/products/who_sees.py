"""Who sees a product: the share of answer paths it is shown on, as a bar and in words, and shoppers to preview."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage import Wanted
from quizdesigner.quiz.coverage.wanted import What
from quizdesigner.quiz.document import Product
from quizdesigner.views import tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import SectionLabel, button, column, label, row
from quizdesigner.views.preview.examples import Examples
from quizdesigner.views.products.reached import Sight, reached
from quizdesigner.views.style import set_kind

_SHOPPERS: dict[What, str] = {
    "shown": "Preview a shopper who is shown it",
    "beaten": "Preview a shopper for whom it is beaten",
    "tied": "Preview a shopper for whom the tie rule decides",
}


class WhoSees(QWidget):
    """Shows what coverage says of one product."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._product_id = ""
        self._examples = Examples(desk)
        self.share = label("", "strong")
        self.bar = ShareBar()
        self.text = label("", "secondary", wrap=True)
        self.again = label("Counting again …", "hint")
        self.shoppers: dict[What, QPushButton] = {}
        self._offer = QWidget()
        offer = row(label("Preview one", "secondary"), gap=6)
        for what, name in _SHOPPERS.items():
            made = self.shoppers[what] = button(what.capitalize(), small=True, hint=name)
            made.setAccessibleName(name)
            made.clicked.connect(partial(self._open, what))
            offer.addWidget(made)
        offer.addStretch(1)
        self._offer.setLayout(offer)
        head = row(SectionLabel("Who sees it"), None, self.share)
        self.setLayout(column(head, self.bar, self.text, self.again, self._offer, gap=8))

    def show_product(self, sight: Sight, product: Product, catalogue: Catalogue) -> None:
        """Show this product as coverage has it."""
        self._product_id = product.id
        found = reached(sight, product, catalogue)
        self.share.setText(found.share)
        set_kind(self.share, "warn" if found.warns else "strong")
        self.bar.show_share(found.thousandths)
        self.text.setText(found.text)
        set_kind(self.text, "warn" if found.warns else "secondary")
        self.again.setVisible(sight.counting and bool(found.share))
        for what, made in self.shoppers.items():
            made.setVisible(what in found.shoppers)
        self._offer.setVisible(bool(found.shoppers))

    def _open(self, what: What, _checked: bool = False) -> None:
        self._examples.open(Wanted(what, self._product_id))


class ShareBar(QWidget):
    """A share of all as a bar; only its ground where the share is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._thousandths = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, thousandths: int | None) -> None:
        """Show another share."""
        if (thousandths or 0) != self._thousandths:
            self._thousandths = thousandths or 0
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(colours.active))
        painter.drawRoundedRect(whole, 2, 2)
        if self._thousandths:
            painter.setBrush(QColor(colours.accent))
            # Whatever is there at all is seen.
            wide = max(3.0, whole.width() * self._thousandths / 1000)
            painter.drawRoundedRect(QRectF(0, 0, wide, whole.height()), 2, 2)
