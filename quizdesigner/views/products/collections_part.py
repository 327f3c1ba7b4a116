"""The collections products are in: chips that can be taken away, and a field that puts them into another."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Collection, Product
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Chip, Field, column, emptied
from quizdesigner.views.products.chip_lines import ChipLines


class CollectionsPart(QWidget):
    """Shows the collections one or several products are in, and lets that be changed for all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._products: tuple[Product, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._chips = ChipLines()
        self.field = Field("Put into a collection", hint="Put into a collection", small=True)
        self.field.returnPressed.connect(self._put)
        self._titles = QStringListModel(self)
        completer = QCompleter(self._titles, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: Qt puts what was picked into the field only after Enter has been told.
        completer.activated.connect(self._put, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.setLayout(column(self._chips, self.field, gap=6))

    def show_products(self, products: tuple[Product, ...]) -> None:
        """Show the collections of these products; one not all of them are in says how many are."""
        self._products = products
        collections = self._desk.project.collections
        inside = Counter(one for product in products for one in product.collections)
        shown = (tuple(product.id for product in products), inside, collections)
        if shown == self._shown:
            return
        self._shown = shown
        self._titles.setStringList([one.title for one in collections])
        emptied(self._chips)
        for one in collections:
            if inside[one.id]:
                some = f" · {inside[one.id]}" if inside[one.id] < len(products) else ""
                chip = Chip(f"{one.title}{some}", None, dot=False, closable=True)
                out = "it" if len(products) == 1 else counted(inside[one.id], "product")
                chip.setAccessibleName(f"In {one.title}; Delete takes {out} out")
                chip.removed.connect(partial(self._take_out, one.id))
                self._chips.addWidget(chip)

    def _put(self) -> None:
        title = self.field.text().strip()
        self.field.clear()
        known = {one.title.casefold(): one.id for one in self._desk.project.collections}
        if not title:
            return
        ids, editor = [product.id for product in self._products], self._desk.editor
        if title.casefold() in known:
            editor.do(edits.put_in_collection, ids, known[title.casefold()], inside=True)
        else:
            editor.do(edits.put_in_new_collection, ids, Collection(editor.new_id(), title))

    def _take_out(self, collection: str) -> None:
        self._desk.editor.do(
            edits.put_in_collection, [product.id for product in self._products], collection, inside=False
        )
