"""The Products place, put together: header, what an import did, the list, and the panel for one product."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import Product, Project, Variant
from quizdesigner.quiz.linked import counts
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import (
    EmptyState,
    Header,
    Panel,
    SearchField,
    Select,
    button,
    column,
    icon_button,
    label,
    row,
    rule,
    scrolled,
)
from quizdesigner.views.kit.product_tile import files
from quizdesigner.views.products.bringing import Bringing
from quizdesigner.views.products.detail import ProductDetail
from quizdesigner.views.products.facts import choices
from quizdesigner.views.products.index import Facet, Index, facets
from quizdesigner.views.products.narrowed import Narrowed
from quizdesigner.views.products.reached import never, sight
from quizdesigner.views.products.several import Several
from quizdesigner.views.products.shop_part import ShopPart
from quizdesigner.views.products.table import COLUMNS, EDGE, SPARED, ProductModel, product_list

_NEVER = "never"
"""What the list is narrowed by where only products are seen that nobody is shown."""

_PANEL = 340
_ROOMY = 1000
"""Pixels of width from which the list leaves room for the panel."""
_COLUMNS = 780
"""Pixels of width beside the panel from which the list has room for every column."""
_WIDE = 1160
"""Pixels of width from which the search has room for its hint."""

_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class ProductsPane(QWidget):
    """The catalogue of the project, with the votes of the quiz that is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = ""
        self._seen: Project | None = None
        self._quiz_seen = ""
        self._index = Index(desk.project)
        self._catalogue = Catalogue(desk.project)
        self._offered: tuple[tuple[Facet, str], ...] = ()
        self._facets: dict[str, Facet] = {}
        self._heads: dict[str, QLabel] = {}
        self.setAcceptDrops(True)
        self.bringing = Bringing(desk)
        self.bringing.changed.connect(self._show_under_way)
        self.notice = self.bringing.report.notice
        self.model = ProductModel()
        self.list = product_list(self.model)
        self.list.selectionModel().currentChanged.connect(self._picked)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_detail())
        self.detail = ProductDetail(desk)
        self.detail.deleted.connect(self._delete)
        self.several = Several(desk)
        self.several.deleted.connect(self._delete_several)
        self.narrowed = Narrowed(desk)
        self.narrowed.left.connect(self._show_all)
        self._make_header()
        self._panel = self._make_panel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_list())
        middle = QWidget()
        parts = (self.header, *self.bringing.parts, self.narrowed, self._stack)
        lines = column(*parts, gap=12, margins=(28, 22, 28, 22))
        # What is said over the list takes the room of its words and no more.
        lines.setStretchFactor(self._stack, 1)
        middle.setLayout(lines)
        self._edge = rule(upright=True)
        box = row(middle, self._edge, self._panel, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.setFocusProxy(self.list)
        desk.editor.changed.connect(self._changed)
        desk.quiz_changed.connect(self._changed)
        desk.forecast.changed.connect(self._changed)
        desk.product_asked.connect(self.show_product)
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What this place adds to menu and palette."""
        return (
            Command("products.import", "Update products from a file", self.bringing.ask_file, icon="file-down"),
            Command("products.shop", "Update products from a Shopify shop", self.bringing.open_shop, icon="store"),
            Command("products.add", "Add a product by hand", self._add, icon="plus"),
            Command("products.find", "Find a product", self.search.setFocus, "Ctrl+F", "search"),
        )

    def show_product(self, product_id: str) -> None:
        """Look at this product, whatever the list is narrowed to."""
        self.search.clear()
        self.facet.show_value("all")
        self._show()
        self._shown = product_id
        self._show_found()
        self.list.scrollTo(self.list.currentIndex())

    def import_file(self, path: Path) -> None:
        """Begin to bring in the products of a file; what it did will stand under the header."""
        self.bringing.read_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.import_file(Path(local[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.setFixedWidth(210 if self.width() >= _WIDE else 130)
        self._show_panel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _make_header(self) -> None:
        self.header = Header("Products")
        self.facet = Select("Show", ())
        self.facet.setProperty("small", True)
        self.facet.setFixedWidth(220)
        self.facet.changed.connect(lambda _: self._show_found())
        self.search = SearchField("Find a product", hint="Name, SKU, collection")
        self.search.textEdited.connect(lambda _: self._show_found())
        self.add = icon_button("plus", "Add a product by hand", kind="plain")
        self.add.clicked.connect(self._add)
        self.update_button = button("Update from file or shop", icon="refresh-cw")
        self.update_button.clicked.connect(lambda: self.bringing.offer(self.update_button))
        for part in (self.search, self.add, self.update_button):
            self.header.aside.addWidget(part)

    def _make_list(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "card")
        titles = row(EDGE, self.facet, None, gap=0)
        for name, width in COLUMNS:
            head = label(name, "secondary")
            head.setFixedWidth(width)
            head.setAlignment(Qt.AlignmentFlag.AlignRight)
            titles.addWidget(head)
            self._heads[name] = head
        bar = self.list.verticalScrollBar()

        def fit(_least: int, most: int) -> None:
            # The titles stand over their columns, which a scroll bar pushes to the left.
            titles.setContentsMargins(0, 6, EDGE + 1 + (bar.sizeHint().width() if most else 0), 6)

        bar.rangeChanged.connect(fit)
        fit(0, bar.maximum())
        self.nothing = label("No product has these words.", "secondary")
        self.nothing.setContentsMargins(16, 12, 16, 16)
        frame.setLayout(column(titles, rule(), self.nothing, self.list, gap=0, margins=(1, 1, 1, 1)))
        return frame

    def _make_empty(self) -> QWidget:
        bring = button("Bring in products", "primary", "file-down")
        bring.clicked.connect(lambda: self.bringing.offer(bring))
        return EmptyState(
            "The products a quiz can recommend come here: from an export of Shopify or WooCommerce, a Google Merchant"
            " feed, JSON, or the shop itself. You can also drop the file here.",
            bring,
            "package",
        )

    def _make_panel(self) -> QWidget:
        panel = Panel((0, 0, 0, 0))
        panel.setFixedWidth(_PANEL)
        inner = QWidget()
        inner.setLayout(column(self.detail, self.several, rule(), ShopPart(self._desk), None, gap=0))
        panel.body.addWidget(scrolled(inner))
        return panel

    def _changed(self, *_: object) -> None:
        # A place that is not seen follows when it is.
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """Follow the project. What is the same object as before is not looked at again."""
        project, before = self._desk.project, self._seen
        if project is before and self._desk.quiz_id == self._quiz_seen:
            self._show_sight()
            self._show_detail()
            return
        self._seen, self._quiz_seen = project, self._desk.quiz_id
        other = before is None or before.products is not project.products
        if other or (before is not None and before.collections is not project.collections):
            self._index = Index(project, self._index)
            self._catalogue = Catalogue(project)
            self._offered = facets(project.products, project.collections)
            variants = sum(len(product.variants) for product in project.products)
            parts = [counted(len(project.products), "product"), counted(variants, "variant")]
            parts += [counted(len(project.collections), "collection")] if project.collections else []
            self.header.sentence.setText(", ".join(parts))
        for part in (self.header.sentence, self.search, self.add, self.update_button):
            part.setVisible(bool(project.products))
        self._stack.setCurrentIndex(1 if project.products else 0)
        titles = {one.id: one.title for one in project.collections}
        counted_choices = counts(project, self._desk.quiz_id, self._catalogue)
        self.model.show_facts(counted_choices, titles, files(project), project.currency)
        self._show_sight()
        self._show_facets()
        self._show_found()

    def _show_sight(self) -> None:
        """Follow the forecast."""
        forecast = self._desk.forecast
        before = self.model.sight
        if forecast.coverage is not before.coverage or before.counting is not forecast.counting:
            self.model.show_sight(sight(forecast.coverage, counting=forecast.counting))
            narrowed = self.facet.value == _key(Facet(_NEVER))
            self._show_facets()
            if narrowed:
                self._show_found()

    def _show_facets(self) -> None:
        products = self._desk.project.products
        lost = ((Facet(_NEVER), "Never shown"),) if any(never(self.model.sight, one) for one in products) else ()
        offered = (*lost, *self._offered)
        self._facets = {_key(facet): facet for facet, _ in offered}
        now = self.facet.value if self.facet.value in self._facets else "all"
        self.facet.show_options([("all", "All products"), *((_key(facet), text) for facet, text in offered)], now)

    def _show_found(self) -> None:
        facet = self._facets.get(self.facet.value, Facet())
        if facet.by == _NEVER:
            every = self._index.found(self.search.text(), Facet())
            found = tuple(one for one in every if never(self.model.sight, one))
        else:
            found = self._index.found(self.search.text(), facet)
        self.model.show_products(found)
        self.nothing.setVisible(not found)
        self.narrowed.show_facet(facet, len(found))
        at = max(self.model.row_of(self._shown), 0)
        if found and self.list.currentIndex().row() != at:
            # Not the view's own setCurrentIndex: that asks which keys are held, as if it were a click.
            self.list.selectionModel().setCurrentIndex(self.model.index(at), _ALONE)
        else:
            self._show_detail()

    def _show_under_way(self) -> None:
        self.update_button.setEnabled(not self.bringing.under_way)

    def _show_all(self) -> None:
        self.facet.show_value("all")
        self._show_found()

    def _picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self._shown = self.model.products[index.row()].id

    def _show_detail(self) -> None:
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        several = len(rows) > 1
        at = self.list.currentIndex().row()
        product = self.model.products[at] if not several and 0 <= at < len(self.model.products) else None
        self.detail.show_product(product, self._catalogue, self.model.sight)
        if several:
            self.several.show_products(tuple(self.model.products[row] for row in rows))
        self.several.setVisible(several)
        self._show_panel()

    def _show_panel(self) -> None:
        shown = bool(self._desk.project.products) and self.width() >= _ROOMY
        self._edge.setVisible(shown)
        self._panel.setVisible(shown)
        self.model.roomy = self.width() - (_PANEL if shown else 0) >= _COLUMNS
        self._heads[SPARED].setVisible(self.model.roomy)

    def _add(self) -> None:
        editor = self._desk.editor
        product = Product(editor.new_id(), "New product", variants=(Variant(editor.new_id()),))
        if editor.do(edits.add_product, product):
            self.show_product(product.id)
            self.detail.edit_title()

    def _delete(self, product_id: str) -> None:
        product = next(one for one in self._desk.project.products if one.id == product_id)
        spoken = counts(self._desk.project, catalogue=self._catalogue).get(product_id)
        if self._desk.editor.do(edits.delete_product, product_id):
            linked = f" It was linked to {choices(spoken.choices)}." if spoken else ""
            self._desk.notify(f"{product.title} and its links are gone.{linked} Undo brings them back.")

    def _delete_several(self, product_ids: tuple[str, ...]) -> None:
        if self._desk.editor.do(edits.delete_products, product_ids):
            gone = counted(len(product_ids), "product")
            self._desk.notify(f"{gone} and all links to them are gone. Undo brings them back.")


def _key(facet: Facet) -> str:
    return f"{facet.by}:{facet.to}"
