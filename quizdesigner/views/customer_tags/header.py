"""The top of the place: how much is tagged, which choices are shown, and what the keys do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.views import tokens
from quizdesigner.views.customer_tags import geometry
from quizdesigner.views.customer_tags.rows import Count
from quizdesigner.views.kit import KeyHint, SearchField, Segmented, column, label, row

_SENTENCES = {
    "list": "Each choice adds its tags to the shopper. Tags are sent to every service you connect.",
    "grid": "Space sets and clears, arrows move, drag fills, paste a block from a spreadsheet.",
}
_NARROW = 860
"""Pixels below which the list's controls leave no room for the sentence beside them."""

_KEYS = (
    (("Enter",), "add"),
    (("Tab",), "next choice"),
    (("Backspace",), "remove last"),
    (("Ctrl", "Enter"), "add to whole question"),
)


class TagsHeader(QWidget):
    """`filtered` says that another filter was set; see `words` and `untagged`. `viewed` says that a person wants to see
    the `list` or the `grid`.
    """

    filtered = Signal()
    viewed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view = Segmented("View", (("list", "List", "list"), ("grid", "Grid", "grid-3x3")), "list")
        self.view.changed.connect(self.viewed)
        self.which = Segmented("Choices shown", (("all", "All"), ("untagged", "Untagged")), "all")
        self.which.changed.connect(self.filtered)
        self.search = SearchField("Find a choice")
        self.search.setFixedWidth(160)
        self.search.textEdited.connect(self.filtered)
        self._sentence = label(_SENTENCES["list"], "secondary", wrap=True)
        top = row(gap=12)
        top.addLayout(column(label("Customer Tags", "title"), self._sentence, gap=2), 1)
        top.addWidget(self.view)
        top.addWidget(self.which)
        top.addWidget(self.search)
        self._bar = _Bar()
        self.tagged = label("", "secondary")
        self.hints = _Hints()
        line = row(self._bar, self.tagged, gap=10)
        line.addWidget(self.hints, 1)
        self._line = QWidget()
        self._line.setLayout(line)
        self._box = column(top, self._line, gap=12)
        self.setLayout(self._box)
        self.end_with(0)

    @property
    def words(self) -> str:
        """What the choices are searched for."""
        return self.search.text()

    @property
    def untagged(self) -> bool:
        """Whether only choices without a tag are asked for."""
        return self.which.value == "untagged"

    def show_view(self, view: str) -> None:
        """Be the top of the `list` or of the `grid`, where choices are not found by words."""
        self.view.show_value(view)
        self._sentence.setText(_SENTENCES[view])
        self._fit()
        for part in (self.search, self._line):
            part.setVisible(view == "list")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the sentence out where it would be a column of few words."""
        self._sentence.setVisible(self.width() >= _NARROW or self.view.value == "grid")

    def show_untagged(self, on: bool) -> None:
        """Ask for the choices without a tag, or for all."""
        self.which.show_value("untagged" if on else "all")
        self.filtered.emit()

    def end_with(self, scroll_bar: int) -> None:
        """End where the rows below end, which leave this many pixels to their scroll bar."""
        self._box.setContentsMargins(geometry.MARGIN, 20, geometry.MARGIN + scroll_bar, 12)

    def show_count(self, count: Count) -> None:
        """Show how much is tagged."""
        self.which.set_text("all", f"All {count.total:,}")
        self.which.set_text("untagged", f"Untagged {count.total - count.tagged:,}")
        self.tagged.setText(f"{count.tagged:,} of {count.total:,} choices tagged")
        self._bar.show_share(count)


class _Bar(QWidget):
    """A bar of which the share that is tagged is drawn in colour."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(82, 6)

    def show_share(self, count: Count) -> None:
        self._share = count.tagged / max(1, count.total)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.active))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setBrush(QColor(colours.ok))
        painter.setClipRect(QRectF(0, 0, self.width() * self._share, self.height()))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)


class _Hints(QWidget):
    """What the keys do, at the right; those there is no room for are left out, the last first."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        for keys, words in _KEYS:
            part = QWidget(self)
            part.setLayout(row(*(KeyHint(key) for key in keys), label(words, "hint"), gap=5))
            self._parts.append(part)

    def sizeHint(self) -> QSize:
        return QSize(0, 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 22)

    def resizeEvent(self, event: QResizeEvent) -> None:
        sizes = [part.sizeHint() for part in self._parts]
        fit = len(sizes)
        while fit and sum(size.width() + 14 for size in sizes[:fit]) > self.width():
            fit -= 1
        left = self.width() - sum(size.width() + 14 for size in sizes[:fit]) + 14
        for place, (part, size) in enumerate(zip(self._parts, sizes, strict=True)):
            part.setVisible(place < fit)
            part.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
            left += size.width() + 14
