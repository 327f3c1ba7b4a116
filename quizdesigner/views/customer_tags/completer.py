"""The completer of a choice's line: what is offered for the words typed, and which of it Enter would add."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.views.customer_tags.offer_popup import WIDTH, offer_model, offer_popup
from quizdesigner.views.customer_tags.offers import Index, Offer, offers


class Completer(QObject):
    """`chosen` gives the name a click chose; `turned` says that Enter would now add another one."""

    chosen = Signal(str)
    turned = Signal()

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self._known: Index = ()
        self._shown_at: tuple[object, ...] = ()
        self.offers = offer_model()
        self.popup = offer_popup("Tags that fit", self.offers)
        self.popup.chosen.connect(lambda index: self.chosen.emit(self.offers.rows[index.row()].name))
        self.popup.view.selectionModel().currentChanged.connect(self.turned)

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return self.popup.isVisible()

    @property
    def current(self) -> Offer | None:
        """The offer that Enter would add; None while the list is closed."""
        at = self.popup.view.currentIndex().row()
        return self.offers.rows[at] if self.is_open and 0 <= at < len(self.offers.rows) else None

    def know(self, index: Index) -> None:
        """Offer these tags from now on."""
        self._known = index

    def show_for(self, typed: str, group: str, taken: Collection[str]) -> None:
        """Offer what fits the words typed; nothing fits, and the list closes."""
        found = offers(self._known, typed, group, taken)
        self.offers.show_rows(found)
        if not found:
            self.popup.hide()
            return
        # Only what goes on from the words typed may be added by Enter unasked; else the words themselves are meant.
        self.popup.go(0 if found[0].tail is not None or found[-1].tag else len(found) - 1)
        # Opening it anew costs more than all the rest of a key; so only where its size or place is another.
        corner = self._line.mapTo(self._line.window(), QPoint(0, 0))
        where = (len(found), not found[-1].tag, corner)
        if not self.is_open or where != self._shown_at:
            self._shown_at = where
            self.popup.open_under(self._line, width=WIDTH, gap=12)

    def close(self) -> None:
        """Put the list away."""
        self.popup.hide()

    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key for the list, if it is open: arrows and Esc."""
        return self.popup.take_key(event)
