"""The panel while several products are selected: what can be done with all of them in one step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import check, edits
from quizdesigner.quiz.document import Effect, Product, Target
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import SectionLabel, button, column, label, row, rule, tab_through
from quizdesigner.views.products.collections_part import CollectionsPart
from quizdesigner.views.products.linker import Linker

_SIDE = (16, 16, 16, 16)


class Several(QWidget):
    """Links choices to the selected products, puts them into collections; `deleted` asks to take them away, by ids."""

    deleted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._products: tuple[Product, ...] = ()
        self._title = label("", "section", wrap=True)
        self._names = label("", "secondary", wrap=True)
        self.linker = Linker()
        self.linker.set_asked.connect(self._link)
        self.collections = CollectionsPart(desk)
        self.delete = button("", "danger", small=True)
        self.delete.clicked.connect(self._delete)
        add = button("Link", icon="plus", small=True)
        add.setAccessibleName("Link a choice to all of them")
        add.clicked.connect(self.linker.open)
        self.setLayout(
            column(
                column(self._title, self._names, gap=4, margins=_SIDE),
                rule(),
                column(row(SectionLabel("Linked choices"), None, add), self.linker, margins=_SIDE),
                rule(),
                column(SectionLabel("Collections"), self.collections, margins=_SIDE),
                rule(),
                column(row(self.delete, None), margins=_SIDE),
                gap=0,
            )
        )

    def show_products(self, products: tuple[Product, ...]) -> None:
        """Show these products, of which there are at least two."""
        quiz = self._desk.quiz
        if [product.id for product in products] != [product.id for product in self._products]:
            self.linker.hide()
        self._products = products
        self._title.setText(counted(len(products), "product"))
        more = f" and {len(products) - 3:,} more" if len(products) > 3 else ""
        self._names.setText(", ".join(product.title for product in products[:3]) + more)
        self.linker.show_choices(quiz, check.numbers(quiz), set())
        self.collections.show_products(products)
        self.delete.setText(f"Delete {counted(len(products), 'product')}")
        self.delete.setAccessibleName(self.delete.text())
        tab_through(self)

    def _delete(self) -> None:
        self.deleted.emit(tuple(product.id for product in self._products))

    def _link(self, question: str, choice: str, effect: Effect, weight: int) -> None:
        targets = [Target(product.id) for product in self._products]
        self._desk.editor.do(edits.set_links, self._desk.quiz_id, question, choice, targets, effect, weight)
