"""If someone takes it twice: two takes, and the tags a service is left with."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import retake
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.views import tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Figure, Segmented, Select, column, label, row
from quizdesigner.views.segments.tag_flow import Shown, TagFlow
from quizdesigner.views.segments.take import Take
from quizdesigner.views.segments.takes import Side, left, sides
from quizdesigner.views.segments.words import wrapped

_ABREAST = 2
"""Connections shown side by side; more are in a list."""


class RetakePart(QWidget):
    """Shows what a second take does, by connection."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sides: tuple[Side, ...] = ()
        self._side = ""
        self._head = row(wrapped("If someone takes it twice", "label"))
        self._head.setStretch(0, 1)
        self.which: Segmented | Select | None = None
        self.first = Take(desk, "First take", "sample:0")
        self.second = Take(desk, "Second take", "sample:1")
        self.retake = Select("On a retake", [(way, said.label) for way, said in retake.RETAKES.items()], "replace")
        self.retake.setProperty("small", True)
        self.retake.setFixedWidth(206)
        self.retake.changed.connect(lambda _: self._show_after())
        self.after = TagFlow()
        self.meaning = wrapped("", "hint")
        after = _Chosen()
        head = row(label("Afterwards"), self.retake, None, Figure("arrow-right", "text"), gap=8)
        after.setLayout(column(head, self.after, gap=8, margins=(12, 7, 10, 10)))
        self.setLayout(column(self._head, self.first, self.second, after, self.meaning, gap=8))
        for take in (self.first, self.second):
            take.changed.connect(self._show_after)

    def show_project(self, project: Project, quiz: Quiz) -> None:
        """Follow the project."""
        found = sides(project)
        if found != self._sides:
            self._show_sides(found)
        for take in (self.first, self.second):
            take.show_quiz(project, quiz)
        self._show_after()

    def _show_sides(self, found: tuple[Side, ...]) -> None:
        """Offer these connections. A way the author was trying stays, unless its connection has another one now."""
        before = next((one for one in self._sides if one.id == self._side), None)
        side = next((one for one in found if one.id == self._side), found[0])
        self._sides, self._side = found, side.id
        if self.which is not None:
            self._head.removeWidget(self.which)
            self.which.hide()
            self.which.deleteLater()
        named = [(one.id, one.name) for one in found]
        self.which = (Segmented if len(found) <= _ABREAST else Select)("Service", named, side.id)
        self.which.setProperty("small", True)
        self.which.changed.connect(self._choose)
        self._head.addWidget(self.which)
        if before is None or before.retake != side.retake:
            self.retake.show_value(side.retake)

    def _choose(self, side: str) -> None:
        self._side = side
        self.retake.show_value(next(one.retake for one in self._sides if one.id == side))
        self._show_after()

    def _show_after(self) -> None:
        way = next(one for one in retake.RETAKES if one == self.retake.value)
        found = retake.after(self.first.names, self.second.names, way)
        self.after.show_tags(left(self._desk.project, found) or (Shown("no tags", word=True),))
        self.meaning.setText(retake.RETAKES[way].meaning)


class _Chosen(QFrame):
    """What comes of it all, in the accent's quiet colours."""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.accent_line))
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
