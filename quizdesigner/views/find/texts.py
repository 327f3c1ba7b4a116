"""What finding needs of the place where translations and the page's own words are written."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Texts(Protocol):
    """A place that shows texts in a `language`; empty is the source."""

    language: str

    def show_language(self, language: str) -> None:
        """Show the texts in this language."""

    def show_tab(self, name: str) -> None:
        """Show one of its tabs; `texts` has the page's own words."""
