"""The side bar: the places, what wants attention in them, and where one is."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout

from quizdesigner.quiz.check import untagged
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.phrases import counted
from quizdesigner.views import tokens
from quizdesigner.views.commands import shown
from quizdesigner.views.desk import Desk
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import PaintedButton, label
from quizdesigner.views.places import PLACES, Place
from quizdesigner.views.problems import place_of

WIDE = 204
NARROW = 56


class Sidebar(QFrame):
    """All places; `show_narrow` leaves their icons alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "side")
        self.setAccessibleName("Places")
        self._items: dict[str, PlaceItem] = {}
        self._sections: list[QLabel] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 12, 10, 10)
        box.setSpacing(2)
        section = PLACES[0].section
        self._head(box, section, 0)
        for place in PLACES:
            if place.section != section:
                section = place.section
                if section:
                    self._head(box, section, 10)
                else:
                    box.addStretch(1)
            item = PlaceItem(place)
            item.clicked.connect(lambda _=False, name=place.name: desk.go(name))
            self._items[place.name] = item
            box.addWidget(item)
        self.show_narrow(False)
        desk.place_changed.connect(self._show_place)
        desk.quiz_changed.connect(lambda _: self._show_badges())
        desk.problems.changed.connect(self._show_badges)
        desk.editor.changed.connect(self._follow)
        self._show_place(desk.place)
        self._show_badges()

    def show_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with names."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for head in self._sections:
            head.setText("" if narrow else head.accessibleName())
            head.setFixedHeight(4 if narrow else 20)
        for item in self._items.values():
            item.show_narrow(narrow)

    def item(self, place: str) -> PlaceItem:
        """The button of a place."""
        return self._items[place]

    def _head(self, box: QVBoxLayout, text: str, above: int) -> None:
        head = label(text, "hint")
        head.setAccessibleName(text)
        head.setContentsMargins(10, 0, 0, 0)
        head.setFixedHeight(20)
        box.addSpacing(above)
        box.addWidget(head)
        box.addSpacing(2)
        self._sections.append(head)

    def _follow(self, before: Project, after: Project) -> None:
        if before.quizzes is not after.quizzes:
            self._show_badges()

    def _show_place(self, place: str) -> None:
        for name, item in self._items.items():
            item.setChecked(name == place)

    def _show_badges(self) -> None:
        """What wants attention, each in one place. Warnings in the builder show at their questions alone: that one is
        looked at most, and a badge that is always there says nothing.
        """
        found = Counter(
            place for one in self._desk.problems.found if (place := place_of(one)) != "builder" or one.level == "error"
        )
        for name in ("builder", "products", "segments", "connect"):
            count = found[name]
            self._items[name].show_badge(count, counted(count, "problem"))
        bare, odd = untagged(self._desk.quiz), found["customer_tags"]
        said = [f"{counted(bare, 'choice')} without a tag"] if bare else []
        said += [counted(odd, "problem")] if odd else []
        self._items["customer_tags"].show_badge(bare + odd, ", ".join(said))


class PlaceItem(PaintedButton):
    """One place: icon, name, key or badge. Arrow keys move along the places."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._badge = 0
        self._narrow = False
        self.setCheckable(True)
        self.setText(place.title)
        self.setAccessibleName(place.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(36, 34)

    def show_narrow(self, narrow: bool) -> None:
        """The icon alone, with the name as a tool tip."""
        self._narrow = narrow
        self.setToolTip(f"{self._place.title}  {shown(self._place.shortcut)}" if narrow else "")
        self.update()

    def show_badge(self, count: int, about: str) -> None:
        """How many things want attention here, in amber; none for 0. `about` says it in words."""
        self._badge = count
        self.setAccessibleName(f"{self._place.title}, {about}" if count else self._place.title)
        self.update()

    @property
    def badge(self) -> int:
        """The count shown; 0 when none is."""
        return self._badge

    def nextCheckState(self) -> None:
        # Where one is shows here when the desk says so, not when the button is pressed.
        return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if here:
            painter.setPen(QColor(colours.line))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(ground, 7, 7)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.active))
            painter.drawRoundedRect(ground, 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        middle = self.height() // 2
        paint_icon(painter, QRect(10, middle - 8, 16, 16), self._place.icon, "accent_text" if here else "text2")
        if self._narrow:
            if self._badge:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.warn))
                painter.drawEllipse(QRectF(24, 6, 7, 7))
            return
        painter.setFont(font(13, 500))
        painter.setPen(QColor(colours.text if here else colours.text2))
        inner = self.rect().adjusted(36, 0, -10, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._place.title)
        if self._badge:
            self._paint_badge(painter, middle)
        elif self._place.shortcut:
            painter.setFont(font(11))
            painter.setPen(QColor(colours.text3))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(inner, right, shown(self._place.shortcut))

    def _paint_badge(self, painter: QPainter, middle: int) -> None:
        colours = tokens.current()
        text = str(self._badge) if self._badge < 1000 else "999+"
        face = font(11, 600)
        wide = max(20, QFontMetrics(face).horizontalAdvance(text) + 12)
        spot = QRect(self.width() - 8 - wide, middle - 9, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.warn_ground))
        painter.drawRoundedRect(spot, 9, 9)
        painter.setFont(face)
        painter.setPen(QColor(colours.warn))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
