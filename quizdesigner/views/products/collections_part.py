"""The collections a product is in: chips that can be taken away, and a field that puts it into another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from quizdesigner.quiz.document import Product, Project
from quizdesigner.views.kit import Chip, Field, column, emptied
from quizdesigner.views.products.chip_lines import ChipLines


class CollectionsPart(QWidget):
    """`put` gives the title that was typed, `taken_out` the id of a collection."""

    put = Signal(str)
    taken_out = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chips = ChipLines()
        self._shown: tuple[object, ...] = ()
        self._inside: set[str] = set()
        self.field = Field("Put into a collection", hint="Put into a collection", small=True)
        self.field.returnPressed.connect(self._ask)
        self._titles = QStringListModel(self)
        completer = QCompleter(self._titles, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: Qt puts what was picked into the field only after Enter has been told.
        completer.activated.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.setLayout(column(self._chips, self.field, gap=6))

    def show_product(self, project: Project, product: Product) -> None:
        """Show the collections of this product."""
        shown = (product.id, product.collections, project.collections)
        if shown == self._shown:
            return
        self._shown = shown
        titles = {one.id: one.title for one in project.collections}
        self._titles.setStringList([one.title for one in project.collections])
        self._inside = {titles[one].casefold() for one in product.collections if one in titles}
        emptied(self._chips)
        for one in product.collections:
            if one in titles:
                chip = Chip(titles[one], None, dot=False, closable=True)
                chip.setAccessibleName(f"In {titles[one]}; Delete takes it out")
                chip.removed.connect(partial(self.taken_out.emit, one))
                self._chips.addWidget(chip)

    def _ask(self) -> None:
        title = self.field.text().strip()
        if title and title.casefold() not in self._inside:
            self.put.emit(title)
        self.field.clear()
