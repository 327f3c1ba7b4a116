"""What a field offers to pick from, as a list that floats under it shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Offer = TypeVar("Offer")


class OfferModel(QAbstractListModel, Generic[Offer]):
    """The offers of the moment; `words` says each to a screen reader."""

    def __init__(self, words: Callable[[Offer], str]) -> None:
        super().__init__()
        self._words = words
        self.offers: tuple[Offer, ...] = ()

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.offers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(offer)
        return offer if role == Qt.ItemDataRole.UserRole else None
