"""The panel at the right: the segment looked at, groups with a fault, and what a second take does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Segment
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Panel, column, rule, scrolled
from quizdesigner.views.segments.contradictions import Contradictions
from quizdesigner.views.segments.copy_part import CopyPart
from quizdesigner.views.segments.overlaps import Overlaps
from quizdesigner.views.segments.retake_part import RetakePart
from quizdesigner.views.segments.way_part import WayPart

_INSETS = (16, 14, 16, 14)


class SidePanel(Panel):
    """What stands beside the list of segments."""

    def __init__(self, desk: Desk, overlaps: Overlaps) -> None:
        super().__init__((0, 0, 0, 0))
        self._desk = desk
        self.way = WayPart(desk, overlaps)
        self.copy = CopyPart(desk)
        self.contradictions = Contradictions(desk)
        self.retake = RetakePart(desk)
        self._segment = QWidget()
        self._segment.setLayout(column(self.way, self.copy, gap=8, margins=_INSETS))
        self._edge = rule()
        takes = QWidget()
        takes.setLayout(column(self.retake, margins=_INSETS))
        inner = QWidget()
        inner.setLayout(column(self._segment, self.contradictions, self._edge, takes, None, gap=0))
        self.body.addWidget(scrolled(inner))

    def show_segment(self, segment: Segment | None) -> None:
        """Show another segment, or the same as it is now."""
        self._segment.setVisible(segment is not None)
        self._edge.setVisible(segment is not None or bool(self.contradictions.parts))
        self.way.show_segment(segment)
        self.copy.show_segment(segment)

    def show_project(self) -> None:
        """Follow the project and what was counted."""
        self.contradictions.show_counted()
        self.retake.show_project(self._desk.project, self._desk.quiz)

    def stop(self) -> None:
        """Nobody looks any more."""
        self.way.stop()
        self.contradictions.stop()
