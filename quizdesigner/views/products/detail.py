"""The panel beside the list: one product, the choices that speak of it, and what can be changed by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import check, edits
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import Effect, Product, Target
from quizdesigner.quiz.lead import web_address
from quizdesigner.quiz.linked import linked_choices
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import (
    Chip,
    Field,
    SectionLabel,
    Switch,
    button,
    column,
    emptied,
    label,
    row,
    rule,
    tab_through,
)
from quizdesigner.views.kit.product_tile import Tile, files
from quizdesigner.views.products.chip_lines import ChipLines
from quizdesigner.views.products.collections_part import CollectionsPart
from quizdesigner.views.products.facts import choices, money
from quizdesigner.views.products.linked_list import LinkedList
from quizdesigner.views.products.linker import Linker
from quizdesigner.views.products.reached import Sight
from quizdesigner.views.products.variants_part import VariantsPart
from quizdesigner.views.products.who_sees import WhoSees
from quizdesigner.views.products.why_part import WhyPart

_SIDE = (16, 16, 16, 16)
_TAGS = 24
"""Tags of the shop that are shown; some products have hundreds."""


class ProductDetail(QWidget):
    """Shows one product and lets it and its links be edited; `deleted` asks to take it away, by its id."""

    deleted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._product: Product | None = None
        self._seen: tuple[object, ...] = ()
        self._tags_shown: tuple[str, ...] = ()
        self._make_parts()
        add = button("Link", icon="plus", small=True)
        add.setAccessibleName("Link a choice")
        add.clicked.connect(self.linker.open)
        delete = button("Delete product", "danger", small=True)
        delete.clicked.connect(self._delete)
        words = column(self._title, self._facts, gap=2)
        top = row(column(self._tile, None), column(words, self._tags, None, gap=8), gap=14, margins=_SIDE)
        top.setStretch(1, 1)
        self.setLayout(
            column(
                top,
                rule(),
                column(self.who_sees, margins=_SIDE),
                rule(),
                column(self.why, margins=_SIDE),
                rule(),
                column(
                    row(SectionLabel("Linked choices"), None, add),
                    self.linker,
                    self.links,
                    self._elsewhere,
                    margins=_SIDE,
                ),
                rule(),
                column(SectionLabel("Variants"), self.variants, margins=_SIDE),
                rule(),
                column(SectionLabel("Collections"), self.collections, margins=_SIDE),
                rule(),
                column(
                    SectionLabel("Details"),
                    column(label("Title", "secondary"), self.title, gap=4),
                    column(label("Web address", "secondary"), self.address, gap=4),
                    row(label("For sale"), None, self.published),
                    row(delete, None),
                    margins=_SIDE,
                ),
                gap=0,
            )
        )

    def _make_parts(self) -> None:
        self._tile = Tile(64)
        self._title = label("", "section", wrap=True)
        self._facts = label("", "secondary", wrap=True)
        self._tags = ChipLines()
        self._elsewhere = label("", "hint", wrap=True)
        self.who_sees = WhoSees(self._desk)
        self.why = WhyPart(self._desk)
        self.links = LinkedList()
        self.links.opened.connect(self._open)
        self.links.set_asked.connect(self._set)
        self.linker = Linker()
        self.linker.set_asked.connect(self._set)
        self.variants = VariantsPart()
        self.variants.priced.connect(self._price)
        self.collections = CollectionsPart(self._desk)
        self.title = Field("Title")
        self.title.textEdited.connect(self._set_title)
        self.title.left.connect(self._desk.editor.seal)
        self.address = Field("Web address")
        self.address.editingFinished.connect(self._set_address)
        self.published = Switch("For sale")
        self.published.clicked.connect(self._publish)

    def show_product(self, product: Product | None, catalogue: Catalogue, sight: Sight) -> None:
        """Show this product with what the present quiz says of it; `catalogue` is that of the project.

        `sight` is what coverage says of all products.
        """
        project, quiz = self._desk.project, self._desk.quiz_id
        if product is not None:
            self.who_sees.show_product(sight, product, catalogue)
        self.why.show_product(product)
        if product is self._product and self._seen and project is self._seen[0] and quiz == self._seen[1]:
            return
        if product is None or self._product is None or product.id != self._product.id:
            self.linker.hide()
        self._product, self._seen = product, (project, quiz)
        self.setVisible(product is not None)
        if product is None:
            return
        several = counted(len(product.variants), "variant") if len(product.variants) > 1 else ""
        facts = (money(product, project.currency), several, "" if product.published else "not for sale")
        self._tile.show_product(product, files(project))
        self._title.setText(product.title)
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        self._show_tags(product.product_tags)
        self._show_links(product, catalogue)
        self.variants.show_product(product)
        self.collections.show_products((product,))
        self.title.show_text(product.title)
        self.address.show_text(product.url)
        self.address.setPlaceholderText(web_address(project, product) or "https://")
        self.published.show_on(product.published)
        tab_through(self)

    def edit_title(self) -> None:
        """Put the keyboard into the title, to be typed over."""
        self.title.setFocus()
        self.title.selectAll()

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        if tags != self._tags_shown:
            self._tags_shown = tags
            emptied(self._tags)
            for tag in tags[:_TAGS]:
                chip = Chip(tag, None, dot=False)
                # There is nothing to do with it here.
                chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                chip.setToolTip("A tag of the shop")
                self._tags.addWidget(chip)

    def _show_links(self, product: Product, catalogue: Catalogue) -> None:
        quiz = self._desk.quiz
        numbers = check.numbers(quiz)
        linked = linked_choices(self._desk.project, product.id, catalogue)
        here = tuple(one for one in linked if one.quiz.id == quiz.id)
        self.links.show_linked(self._desk.project, product.id, here, numbers)
        self.linker.show_choices(quiz, numbers, {(one.question.id, one.choice.id) for one in here})
        others = len(linked) - len(here)
        self._elsewhere.setText(f"{choices(others)} in other quizzes" if others else "")
        self._elsewhere.setVisible(bool(others))

    def _open(self, question: str, choice: str) -> None:
        self._desk.open_question(question)
        self._desk.go("builder")

    def _set(self, question: str, choice: str, effect: Effect | None, weight: int) -> None:
        if self._product is not None:
            target = Target(self._product.id)
            self._desk.editor.do(edits.set_link, self._desk.quiz_id, question, choice, target, effect, weight)

    def _set_title(self, title: str) -> None:
        if self._product is not None:
            merge = f"product title:{self._product.id}"
            self._desk.editor.do(edits.change_product, self._product.id, merge=merge, title=title)

    def _set_address(self) -> None:
        typed = self.address.text().strip()
        if self._product is not None and typed != self._product.url:
            self._desk.editor.do(edits.change_product, self._product.id, url=typed)

    def _publish(self, on: bool) -> None:
        if self._product is not None:
            self._desk.editor.do(edits.change_product, self._product.id, published=on)

    def _price(self, variant: str, typed: str) -> None:
        if self._product is not None:
            self._desk.editor.do(edits.set_price, self._product.id, variant, typed)
            self.variants.show_product(next(one for one in self._desk.project.products if one.id == self._product.id))

    def _delete(self) -> None:
        if self._product is not None:
            self.deleted.emit(self._product.id)
