"""Rows that are made again only from the first one that differs, so that typing does not rebuild the panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from quizdesigner.views.kit import column

Value = TypeVar("Value")


class Rows(QWidget, Generic[Value]):
    """One widget below the other, each made from a value."""

    def __init__(self, make: Callable[[Value], QWidget], gap: int = 14) -> None:
        super().__init__()
        self._make = make
        self._values: list[Value] = []
        self._made: list[QWidget] = []
        self._box = column(gap=gap)
        self.setLayout(self._box)

    def show_values(self, values: Sequence[Value]) -> None:
        """Show these; the rows before the first difference stay as they are."""
        same = next(
            (at for at, (old, new) in enumerate(zip(self._values, values, strict=False)) if old != new),
            min(len(self._values), len(values)),
        )
        for old in self._made[same:]:
            # Hidden at once: until Qt deletes it, it would be seen where it was.
            old.hide()
            old.deleteLater()
        del self._made[same:]
        for value in values[same:]:
            made = self._make(value)
            self._box.addWidget(made)
            self._made.append(made)
        self._values = list(values)
