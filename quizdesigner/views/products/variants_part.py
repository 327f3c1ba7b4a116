"""The variants a product is sold in: name, SKU and stock, and the price in a field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Product, Variant
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.kit import Field, column, emptied, label, row
from quizdesigner.views.products.facts import variant_stock
from quizdesigner.views.style import set_kind

_SEEN = 12


class VariantsPart(QWidget):
    """`priced` gives a variant's id and the price that was typed."""

    priced = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=6)
        self._lines: list[_Line] = []
        self._ids: tuple[str, ...] = ()
        self.setLayout(self._box)

    def show_product(self, product: Product) -> None:
        """Show the variants of this product; the fields stay while they are the same ones."""
        ids = (product.id, *(form.id for form in product.variants))
        if ids != self._ids:
            self._ids = ids
            emptied(self._box)
            self._lines = [_Line() for _ in product.variants[:_SEEN]]
            for line, form in zip(self._lines, product.variants, strict=False):
                line.price.editingFinished.connect(partial(self._tell, form.id, line.price))
                self._box.addWidget(line)
            if len(product.variants) > _SEEN:
                self._box.addWidget(label(f"and {counted(len(product.variants) - _SEEN, 'more variant')}", "hint"))
        for line, form in zip(self._lines, product.variants, strict=False):
            line.show_variant(form, product.title)

    def _tell(self, variant_id: str, field: Field) -> None:
        if field.isModified():
            field.setModified(False)
            self.priced.emit(variant_id, field.text())


class _Line(QWidget):
    """One variant."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("")
        self.facts = label("", "secondary")
        self.price = Field("Price", hint="no price", small=True)
        self.price.setFixedWidth(84)
        words = column(self.title, self.facts, gap=0)
        line = row(words, self.price)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_variant(self, form: Variant, product: str) -> None:
        """Show this variant."""
        left, warns = variant_stock(form)
        self.title.setText(form.title or "One variant")
        self.facts.setText(" · ".join(part for part in (form.sku, left) if part))
        set_kind(self.facts, "warn" if warns else "secondary")
        self.price.setAccessibleName(f"Price of {form.title or product}")
        self.price.show_text("" if form.price is None else f"{form.price:f}")
