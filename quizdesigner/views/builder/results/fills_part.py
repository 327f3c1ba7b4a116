"""Over all answer paths: how a slot is filled, which products are tied, and shoppers who show it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from quizdesigner.quiz.coverage import Wanted
from quizdesigner.quiz.coverage.wanted import What
from quizdesigner.quiz.document import Product, Slot
from quizdesigner.views.builder.results.fills import Fills, Line, fills
from quizdesigner.views.builder.sections import Section
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import button, column, emptied, label, row
from quizdesigner.views.preview.examples import Examples

_SEEN = 12
"""Tied products that are listed."""


class FillsPart(Section):
    """The figures of one slot, as the forecast has them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Over all answer paths")
        self._desk = desk
        self._examples = Examples(desk)
        self._page_id = ""
        self._slot: Slot | None = None
        self._shown: tuple[str, str, Fills, list[str]] | None = None
        self.lines = column(gap=7)
        self.text = label("", "hint", wrap=True)
        self.show_ties = button("Show the ties", small=True)
        self.show_ties.clicked.connect(self._toggle)
        self.ties = column(gap=2)
        self.preview = button("Preview one", icon="play", small=True, hint="A shopper for whom the tie rule decides")
        self.preview.clicked.connect(partial(self._open, "slot_tied"))
        self._tied = QWidget()
        self._tied.setLayout(column(self.ties, row(self.preview, None), gap=6))
        self._tied.hide()
        self.body.addWidget(self.text)
        self.body.addLayout(self.lines)
        self.body.addLayout(row(self.show_ties, None))
        self.body.addWidget(self._tied)
        desk.forecast.changed.connect(self._show)

    def show_slot(self, page_id: str, slot: Slot) -> None:
        """Show this slot of a results page."""
        if self._slot is None or (page_id, slot.id) != (self._page_id, self._slot.id):
            self._tied.hide()
        self._page_id, self._slot = page_id, slot
        self._show()

    def _show(self) -> None:
        slot, forecast = self._slot, self._desk.forecast
        if slot is None:
            return
        found = fills(forecast.coverage, self._page_id, slot, counting=forecast.counting)
        ties = frozenset(found.ties)
        tied = [one for one in self._desk.project.products if one.id in ties]
        self.setVisible(bool(found.lines or found.text))
        shown = (self._page_id, slot.id, found, [one.title for one in tied])
        if shown == self._shown:
            return
        self._shown = shown
        emptied(self.lines)
        for line in found.lines:
            self.lines.addWidget(self._line(line))
        self.text.setText(found.text)
        self.text.setVisible(bool(found.text))
        self.show_ties.setVisible(bool(tied))
        self._tied.setVisible(bool(tied) and not self._tied.isHidden())
        self._name_ties()
        emptied(self.ties)
        for one in tied[:_SEEN]:
            self.ties.addWidget(self._product(one))
        if len(tied) > _SEEN:
            self.ties.addWidget(label(f"and {len(tied) - _SEEN:,} more", "hint"))

    def _line(self, one: Line) -> QWidget:
        made = QWidget()
        line = row(label(one.name, "secondary"), None)
        if one.what is not None:
            preview = button("Preview one", "link", small=True)
            preview.setAccessibleName(f"Preview one: {one.name}")
            preview.clicked.connect(partial(self._open, one.what))
            line.addWidget(preview)
        number = label(one.share, "warn" if one.warns else "strong")
        number.setStyleSheet("font-size: 12px; font-weight: 600;")
        line.addWidget(number)
        made.setLayout(line)
        made.setAccessibleName(f"{one.name}: {one.share}")
        return made

    def _product(self, product: Product) -> QPushButton:
        made = button(product.title, "link", small=True, hint="Look at it in Products")
        made.clicked.connect(partial(self._look, product.id))
        return made

    def _look(self, product: str, _checked: bool = False) -> None:
        self._desk.product_asked.emit(product)
        self._desk.go("products")

    def _toggle(self) -> None:
        self._tied.setVisible(self._tied.isHidden())
        self._name_ties()
        if not self._tied.isHidden():
            self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_ties(self) -> None:
        words = "Show the ties" if self._tied.isHidden() else "Hide the ties"
        self.show_ties.setText(words)
        self.show_ties.setAccessibleName(words)

    def _open(self, what: What, _checked: bool = False) -> None:
        if self._slot is not None:
            self._examples.open(Wanted(what, f"{self._page_id}/{self._slot.id}"))
