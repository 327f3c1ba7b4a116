"""Ids for what comes in: like its name where they can be, and each one once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quizdesigner.quiz.document import Collection

_SLUG = 44
"""Characters of a name an id takes over, so that numbers put after it keep within the 64 an id may have."""


class Ids:
    """Gives ids that differ; the same names in the same order give the same ids."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def of(self, name: str, otherwise: str = "product") -> str:
        """An id like this name; like `otherwise` where nothing of the name can be in an id."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
        return self.free(re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")[:_SLUG] or otherwise)

    def free(self, wanted: str) -> str:
        """This id, or one like it, which is taken from now on."""
        found = wanted
        while found in self._taken:
            self._last[wanted] = self._last.get(wanted, 1) + 1
            found = f"{wanted[:50]}-{self._last[wanted]}"
        self._taken.add(found)
        return found


class Collections:
    """The collections of a source by title; each is made when it is first named."""

    def __init__(self) -> None:
        self._ids = Ids()
        self._made: dict[str, Collection] = {}

    def of(self, title: str) -> str:
        """The id of the collection with this title, in any case."""
        key = title.casefold()
        if key not in self._made:
            self._made[key] = Collection(self._ids.of(title, "collection"), title)
        return self._made[key].id

    @property
    def all(self) -> tuple[Collection, ...]:
        """Every collection that was named, in that order."""
        return tuple(self._made.values())
