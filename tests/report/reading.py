"""Reading a report as a browser would: its elements, and the words that stand in them."""

from __future__ import annotations

from html.parser import HTMLParser

_EMPTY = frozenset({"meta", "link", "img", "br", "rect"})


class Read(HTMLParser):
    """`elements` are the names of all elements, `attributes` all their attributes, `words` the text of the body."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.style = ""
        self._open: list[str] = []
        self._pieces: list[str] = []
        self.feed(html.decode())
        self.close()
        assert not self._open, f"never closed: {self._open}"

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return " ".join("".join(self._pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in _EMPTY:
            self._open.append(tag)
        if tag not in ("bdi", "b", "i", "em", "span", "small", "code"):
            self._pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self._open.pop() == tag, f"</{tag}> closes something else"
        if tag in ("td", "th", "p", "li", "dt", "dd", "h3", "small"):
            self._pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["style"]:
            self.style += data
        elif self._open[-1:] != ["title"]:
            self._pieces.append(data)
