"""The card of a group of tags: its name, its colour, and whether a shopper has one value of it only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits, tags
from quizdesigner.quiz.document import Project, TagGroup
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.said import why_not
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import touched
from quizdesigner.views.kit import Card, Field, PaintedButton, Switch, icon_button, label, row

COLOURS = ("Violet", "Teal", "Rose", "Amber", "Blue", "Green", "Orange", "Slate")
"""What the colours of groups are called, in the order of the palette."""

_SINGLE = "A shopper is to end with one value of it. Where counting shows two or none, the library says so."


class GroupCard(Card):
    """What is changed here is so at once; Esc, or Enter in the name, puts the card away. `left` follows, with whether
    the keyboard was in the card.
    """

    left = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__((12, 8, 12, 12))
        self._desk = desk
        self.group = ""
        self.title = label("", "strong", wrap=True)
        self.leave = icon_button("x", "Put the card away", small=True)
        self.leave.clicked.connect(self.close_card)
        self.name = Field("Name of the group", small=True)
        self.name.textEdited.connect(lambda text: self._say(_trouble(text)))
        self.said = label("", "bad", wrap=True)
        self.colours = Swatches()
        self.colours.chosen.connect(self._colour)
        self.single = Switch("One value only")
        self.single.clicked.connect(self._single)
        about = label(_SINGLE, "hint", wrap=True)
        self.body.setSpacing(8)
        self.body.addLayout(row(self.title, self.leave, gap=4))
        self.body.addWidget(self.name)
        self.body.addWidget(self.said)
        self.body.addWidget(self.colours)
        self.body.addLayout(row(label("One value only"), None, self.single, gap=8))
        self.body.addWidget(about)
        desk.editor.changed.connect(self._follow)
        self.hide()

    def ask(self, group: str, *, rename: bool = False) -> None:
        """Open for a group by its name; `rename` begins with the name."""
        self.group = group
        self.name.setText(group)
        self.setAccessibleName(f"Group {group}")
        self._say("")
        self._show()
        self.show()
        (self.name if rename else self.colours.current).setFocus(Qt.FocusReason.OtherFocusReason)
        if rename:
            self.name.selectAll()

    def close_card(self) -> None:
        """Put the card away; a name that was not kept stays as it was."""
        if self.group:
            inside = has_focus(self)
            self.group = ""
            self.hide()
            self.left.emit(inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.name.hasFocus():
            self._rename()
        else:
            super().keyPressEvent(event)

    def _kept(self) -> TagGroup:
        key = self.group.casefold()
        there = (one for one in self._desk.project.tag_groups if one.name.casefold() == key)
        return next(there, TagGroup(self.group))

    def _follow(self, before: Project, after: Project) -> None:
        if not self.group or not touched(before, after, "tags", "tag_groups"):
            return
        key = self.group.casefold()
        if any(tags.group_of(tag.name).casefold() == key for tag in after.tags):
            self._show()
        else:
            self.close_card()

    def _show(self) -> None:
        kept = self._kept()
        self.title.setText(f"Group {self.group}")
        self.colours.show_colour(kept.colour % tags.COLOURS)
        self.single.show_on(kept.single)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _colour(self, colour: int) -> None:
        self._desk.editor.do(edits.colour_group, self.group, colour)

    def _single(self, on: bool) -> None:
        words = "allow one value only" if on else "allow several values"
        if not self._desk.editor.do(edits.set_single, self.group, on, label=words):
            self._show()

    def _rename(self) -> None:
        name = tags.clean(self.name.text()).rstrip(":")
        if trouble := _trouble(name) or ("" if name else "A group needs a name."):
            self._say(trouble)
            return
        if self._desk.editor.do(edits.rename_group, self.group, name):
            self.close_card()


def has_focus(card: QWidget) -> bool:
    """Whether the keyboard is in a card."""
    now = card.window().focusWidget()
    return now is not None and card.isAncestorOf(now)


def _trouble(text: str) -> str:
    name = tags.clean(text).rstrip(":")
    if ":" in name:
        return "A group has no colon inside it."
    return why_not(f"{name}:x") if name else ""


class Swatches(QWidget):
    """The colours a group can have, side by side; arrows go from one to the next. `chosen` gives the place picked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.parts = tuple(_Swatch(place, name) for place, name in enumerate(COLOURS))
        for part in self.parts:
            part.clicked.connect(partial(self._pick, part.place))
        self.setAccessibleName("Colour of the group")
        self.setLayout(row(*self.parts, None, gap=0))
        self.show_colour(0)

    @property
    def current(self) -> QWidget:
        """The swatch of the colour the group has."""
        return next(part for part in self.parts if part.isChecked())

    def show_colour(self, colour: int) -> None:
        """Show the colour the group has."""
        for part in self.parts:
            part.setChecked(part.place == colour)
            # One stop for Tab: arrows move within.
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if part.place == colour else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((part.place for part in self.parts if part.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        to = self.parts[(at + step) % len(self.parts)]
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        to.click()

    def _pick(self, place: int, _on: bool = True) -> None:
        self.show_colour(place)
        self.chosen.emit(place)


class _Swatch(PaintedButton):
    def __init__(self, place: int, name: str) -> None:
        super().__init__()
        self.place = place
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(QSize(28, 28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # Qt would move the focus by where buttons lie; the row knows what comes next.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.chip(self.place).dot))
        painter.drawRoundedRect(QRectF(6, 6, 16, 16), 4, 4)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.text2), 2))
            painter.drawRoundedRect(QRectF(3, 3, 22, 22), 7, 7)
