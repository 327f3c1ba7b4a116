"""Where the products are sold, in which currency, and whose cart they can be put into."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field, SectionLabel, Select, column, label, row

PLATFORMS = (("", "Another system"), ("shopify", "Shopify"), ("woocommerce", "WooCommerce"))
"""Where we know how to put a product into the cart."""


class ShopPart(QWidget):
    """What the project says of its shop, under the product."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shop = Field("Address of the shop", hint="https://shop.example")
        self.currency = Field("Currency", hint="USD")
        self.currency.setFixedWidth(72)
        for field in (self.shop, self.currency):
            field.editingFinished.connect(self._set)
        self.platform = Select("What the shop runs on", PLATFORMS)
        self.platform.changed.connect(lambda _: self._set())
        self.setLayout(
            column(
                SectionLabel("Shop"),
                row(self.shop, self.currency),
                row(label("Runs on"), self.platform),
                label("Product links lead to this address, prices are in this currency.", "hint", wrap=True),
                gap=6,
                margins=(16, 16, 16, 16),
            )
        )
        desk.editor.changed.connect(self._changed)
        self._show(desk.project)

    def _changed(self, before: Project, after: Project) -> None:
        if (before.shop, before.currency, before.platform) != (after.shop, after.currency, after.platform):
            self._show(after)

    def _show(self, project: Project) -> None:
        self.shop.show_text(project.shop)
        self.currency.show_text(project.currency)
        self.platform.show_value(project.platform)

    def _set(self) -> None:
        project = self._desk.project
        said = (self.shop.text().strip(), self.currency.text().strip(), self.platform.value)
        if said != (project.shop, project.currency, project.platform):
            self._desk.editor.do(edits.set_shop, *said)
