"""Cards, panels and the rows and columns in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from quizdesigner.views.kit.labels import label

Margins = tuple[int, int, int, int]


def row(*parts: Widget | QLayout | int | None, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets and layouts side by side; a number is that much space, None takes what is left."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def column(*parts: Widget | QLayout | int | None, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets and layouts below each other; a number is that much space, None takes what is left."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def rule(*, upright: bool = False) -> QFrame:
    """A line of one pixel between parts."""
    made = QFrame()
    made.setProperty("kind", "rule")
    if upright:
        made.setFixedWidth(1)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    else:
        made.setFixedHeight(1)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def scrolled(inner: Widget) -> QScrollArea:
    """`inner` in an area that scrolls up and down and never sideways."""
    inner.setProperty("kind", inner.property("kind") or "scrolled")
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inner)
    return made


def emptied(box: QLayout) -> None:
    """Take every widget out of a layout."""
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Hidden at once: until Qt deletes it, it would be seen where it was.
            widget.hide()
            widget.deleteLater()


def card(*parts: Widget | QLayout | int | None, gap: int = 8) -> Card:
    """A card with `parts` below each other."""
    made = Card()
    for part in parts:
        _add(made.body, part)
    made.body.setSpacing(gap)
    return made


class Card(QFrame):
    """A white box with a thin edge; put parts into `body`."""

    def __init__(self, margins: Margins = (16, 14, 16, 14)) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = column(gap=8, margins=margins)
        self.setLayout(self.body)


class Panel(QFrame):
    """A white column beside the middle; put parts into `body`."""

    def __init__(self, margins: Margins = (16, 16, 16, 16)) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.body = column(gap=8, margins=margins)
        self.setLayout(self.body)


class Header(Widget):
    """The top of a pane: a title, a sentence under it, and room at the right (`aside`) for what acts on all of it."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.title: QLabel = label(title, "title")
        self.sentence: QLabel = label(sentence, "secondary")
        self.sentence.setVisible(bool(sentence))
        self.aside = row(gap=12)
        self.setLayout(row(column(self.title, self.sentence, gap=2), None, self.aside))


def _fill(box: QBoxLayout, parts: tuple[Widget | QLayout | int | None, ...], gap: int, margins: Margins) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for part in parts:
        _add(box, part)


def _add(box: QBoxLayout, part: Widget | QLayout | int | None) -> None:
    if part is None:
        box.addStretch(1)
    elif isinstance(part, int):
        box.addSpacing(part)
    elif isinstance(part, Widget):
        box.addWidget(part)
    else:
        box.addLayout(part)
