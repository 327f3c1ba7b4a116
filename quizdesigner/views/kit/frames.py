"""Cards, panels and the rows and columns in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
)
from PySide6.QtWidgets import QWidget as Widget

from quizdesigner.views.kit.labels import label, show_when

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
    """`inner` in an area that scrolls up and down, never sideways, and to what gets the keyboard."""
    inner.setProperty("kind", inner.property("kind") or "scrolled")
    made = _Scrolled()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inner)
    return made


def tab_through(part: Widget) -> None:
    """Let Tab go through `part` as it is laid out, from the first of its controls on.

    For a part whose controls come one by one: Tab would come to the later ones after all else in the window.
    """
    stops = [one for one in _laid_out(part) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for one, other in pairwise(stops):
        Widget.setTabOrder(one, other)


def emptied(box: QLayout) -> None:
    """Take every widget out of a layout."""
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Hidden at once: until Qt deletes it, it would be seen where it was.
            widget.hide()
            widget.deleteLater()


def card(*parts: Widget | QLayout | int | None) -> Card:
    """A card with `parts` below each other."""
    made = Card()
    for part in parts:
        _add(made.body, part)
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

    def __init__(self, margins: Margins) -> None:
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
        show_when(self.sentence, bool(sentence))
        self.aside = row(gap=12)
        self.setLayout(row(column(self.title, self.sentence, gap=2), None, self.aside))


class _Scrolled(QScrollArea):
    """Qt scrolls to what Tab comes to, and not to what gets the keyboard otherwise: a part that has just been made."""

    def __init__(self) -> None:
        super().__init__()
        # A part that has just been made has its place once the layout is done.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._scroll)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: Widget | None, now: Widget | None) -> None:
        if now is not None and not QApplication.mouseButtons() and self._holds(now):
            self._soon.start(0)

    def _scroll(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self._holds(now):
            self.ensureWidgetVisible(now, 0, 12)

    def _holds(self, one: Widget) -> bool:
        inner = self.widget()
        return self.isVisible() and inner is not None and inner.isAncestorOf(one)


def _laid_out(part: Widget) -> Iterator[Widget]:
    """The widgets within a part, in the order of its layouts."""
    inner = part.widget() if isinstance(part, QScrollArea) else None
    if inner is not None:
        yield from _laid_out(inner)
    elif (box := part.layout()) is not None:
        yield from _in(box)


def _in(box: QLayout) -> Iterator[Widget]:
    # Its items are not asked for (`itemAt`): PySide remembers those of widgets that are deleted later, takes what Qt
    # puts in their place for them, and the program crashes.
    owner = box.parentWidget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    widgets = owner.findChildren(Widget, options=direct) if owner is not None else []
    inner = [one for one in box.children() if isinstance(one, QLayout)]
    places = [(box.indexOf(one), one) for one in widgets] + [(box.indexOf(one), one) for one in inner]
    for _, one in sorted((place for place in places if place[0] >= 0), key=itemgetter(0)):
        if isinstance(one, QLayout):
            yield from _in(one)
        elif isinstance(one, Widget):
            yield one
            yield from _laid_out(one)


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
