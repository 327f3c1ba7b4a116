"""The Products place, put together: header with import and search, the list, and the panel for one product."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QListView, QStackedWidget, QWidget

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Product, Project
from quizdesigner.quiz.imports import shopify
from quizdesigner.quiz.imports.table import MAX_BYTES
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import (
    EmptyState,
    Field,
    Header,
    Notice,
    Panel,
    SearchField,
    SectionLabel,
    button,
    column,
    label,
    row,
    rule,
    scrolled,
)
from quizdesigner.views.products.detail import ProductDetail
from quizdesigner.views.products.table import COLUMNS, ProductDelegate, ProductModel, matches, votes

_PANEL = 330
_ROOMY = 1000
"""Pixels of width from which the list leaves room for the panel."""
_LISTED = 8
"""How many rows of a file that could not be read are named in the line under the header."""


class ProductsPane(QWidget):
    """The catalogue of the project, with the votes of the quiz that is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = ""
        self.setAcceptDrops(True)
        self.model = ProductModel(self)
        self.header = Header("Products", " ")
        self.search = SearchField("Find a product", hint="Name, SKU, type, tag")
        self.search.setFixedWidth(220)
        self.search.textEdited.connect(self._show_list)
        self.notice = Notice()
        self.detail = ProductDetail(desk)
        self.detail.deleted.connect(self._delete)
        self.list = _list(self.model)
        self.list.selectionModel().currentChanged.connect(self._picked)
        self._panel = self._make_panel()
        bring = button("Update from a file", icon="refresh-cw")
        bring.clicked.connect(self._ask_file)
        self.header.aside.addWidget(self.search)
        self.header.aside.addWidget(bring)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_list())
        middle = column(self.header, self.notice, self._stack, gap=12, margins=(28, 22, 28, 22))
        self.setLayout(row(gap=0))
        box = self.layout()
        assert box is not None
        middle_widget = QWidget()
        middle_widget.setLayout(middle)
        self._edge = rule(upright=True)
        box.addWidget(middle_widget)
        box.addWidget(self._edge)
        box.addWidget(self._panel)
        desk.editor.changed.connect(self._changed)
        desk.quiz_changed.connect(self._show_list)
        self._show_list()

    def commands(self) -> tuple[Command, ...]:
        """What this place adds to menu and palette."""
        return (
            Command("products.import", "Import products from a Shopify CSV", self._ask_file, icon="file-down"),
            Command("products.find", "Find a product", self.search.setFocus, "Ctrl+F", "search"),
        )

    def import_file(self, path: Path) -> None:
        """Bring in the products of a Shopify CSV; what happened stands under the header."""
        try:
            with path.open("rb") as file:
                # A film dropped by mistake must not fill the memory: one byte too many is enough to refuse it.
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            self.notice.say(f"{path.name} cannot be read: {error.strerror}. Nothing was changed.", "bad")
            return
        try:
            catalogue = shopify.read(data)
        except Refused as error:
            self.notice.say(f"{path.name}: {error} Nothing was changed.", "bad")
            return
        before = self._desk.project.products
        if self._desk.editor.do(edits.import_products, catalogue.products, label=f"import {path.name}"):
            words = _summary(before, self._desk.project.products, catalogue.products)
            rows = [f"row {one.row}: {one.text}" for one in catalogue.problems]
            if rows:
                more = f"; and {len(rows) - _LISTED} more" if len(rows) > _LISTED else ""
                words += f" {len(rows)} rows were left out: {'; '.join(rows[:_LISTED])}{more}."
            self.notice.say(f"{path.name}: {words}", "warn" if rows else "ok")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.import_file(Path(url.toLocalFile()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_panel()

    def _make_list(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "card")
        titles = row(64, label("Product", "hint"), None, gap=0)
        for name, width in COLUMNS:
            head = label(name, "hint")
            head.setFixedWidth(width)
            head.setAlignment(Qt.AlignmentFlag.AlignRight)
            titles.addWidget(head)
        bar = self.list.verticalScrollBar()

        def fit(_least: int, most: int) -> None:
            # The titles stand over their columns, which a scroll bar pushes to the left.
            titles.setContentsMargins(0, 6, 17 + (bar.sizeHint().width() if most else 0), 6)

        bar.rangeChanged.connect(fit)
        fit(0, bar.maximum())
        self.nothing = label("No product has these words.", "secondary")
        self.nothing.setContentsMargins(16, 12, 16, 16)
        frame.setLayout(column(titles, rule(), self.nothing, self.list, gap=0, margins=(1, 1, 1, 1)))
        return frame

    def _make_empty(self) -> QWidget:
        bring = button("Import a Shopify CSV", "primary", "file-down")
        bring.clicked.connect(self._ask_file)
        return EmptyState(
            "The products a quiz can recommend come here. In Shopify: Products, Export, CSV. "
            "You can also drop the file here.",
            bring,
            "package",
        )

    def _make_panel(self) -> QWidget:
        panel = Panel((0, 0, 0, 0))
        panel.setFixedWidth(_PANEL)
        self.shop = Field("Address of the shop", hint="https://shop.example")
        self.currency = Field("Currency", hint="USD")
        self.currency.setFixedWidth(72)
        self.shop.editingFinished.connect(self._set_shop)
        self.currency.editingFinished.connect(self._set_shop)
        inner = QWidget()
        inner.setLayout(column(self.detail, gap=0, margins=(16, 16, 16, 16)))
        below = QWidget()
        below.setLayout(
            column(
                SectionLabel("Shop"),
                row(self.shop, self.currency),
                label("Product links lead to this address, prices are in this currency.", "hint", wrap=True),
                gap=6,
                margins=(16, 12, 16, 16),
            )
        )
        panel.body.addWidget(scrolled(inner), 1)
        panel.body.addWidget(rule())
        panel.body.addWidget(below)
        panel.body.setSpacing(0)
        return panel

    def _changed(self, before: Project, after: Project) -> None:
        if (before.products, before.shop, before.currency) != (after.products, after.shop, after.currency) or (
            before.quizzes is not after.quizzes
        ):
            self._show_list()

    def _show_list(self, _unused: object = None) -> None:
        project = self._desk.project
        words = self.search.text()
        found = tuple(product for product in project.products if matches(product, words)) if words else project.products
        self.model.show_products(found, votes(self._desk.quiz), project.currency)
        self.nothing.setVisible(not found)
        variants = sum(len(product.variants) for product in project.products)
        types = len({product.type for product in project.products if product.type})
        self.header.sentence.setText(f"{len(project.products):,} products, {variants:,} variants, {types} types")
        self.header.sentence.setVisible(bool(project.products))
        self._stack.setCurrentIndex(1 if project.products else 0)
        self.search.setVisible(bool(project.products))
        self.shop.show_text(project.shop)
        self.currency.show_text(project.currency)
        row_shown = self.model.row_of(self._shown)
        self.list.setCurrentIndex(self.model.index(max(row_shown, 0)))
        self._show_detail()

    def _picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self._shown = self.model.products[index.row()].id
        self._show_detail()

    def _show_detail(self) -> None:
        at = self.model.row_of(self._shown)
        self.detail.show_product(self.model.products[at] if at >= 0 else None)
        self._show_panel()

    def _show_panel(self) -> None:
        shown = bool(self._desk.project.products) and self.width() >= _ROOMY
        self._edge.setVisible(shown)
        self._panel.setVisible(shown)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "Import products", "", "Shopify product CSV (*.csv);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.import_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set_shop(self) -> None:
        self._desk.editor.do(edits.set_shop, self.shop.text(), self.currency.text())

    def _delete(self, product_id: str) -> None:
        product = next(one for one in self._desk.project.products if one.id == product_id)
        if self._desk.editor.do(edits.delete_product, product_id):
            self._desk.notify(f"{product.title} and its links are gone. Undo brings them back.")


def _list(model: ProductModel) -> QListView:
    made = QListView()
    made.setAccessibleName("Products")
    made.setModel(model)
    made.setItemDelegate(ProductDelegate(made))
    made.setUniformItemSizes(True)
    made.setMouseTracking(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return made


def _summary(before: tuple[Product, ...], after: tuple[Product, ...], brought: tuple[Product, ...]) -> str:
    """What an import did: new, changed, no longer in the file."""
    olds = {product.id: product for product in before}
    new = sum(product.id not in olds for product in after)
    changed = sum(product.id in olds and olds[product.id] != product for product in after)
    handles = {product.handle for product in brought}
    gone = [product.title for product in before if product.handle not in handles]
    words = f"{new} new, {changed} changed"
    if gone:
        words += f", {len(gone)} not in this file and kept: {', '.join(gone[:3])}"
        words += f" and {len(gone) - 3} more" if len(gone) > 3 else ""
    return f"{words}."
