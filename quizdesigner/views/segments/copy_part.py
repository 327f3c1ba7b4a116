"""A segment as another service's segment builder takes it: copied, and shown where one asked for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from quizdesigner.quiz.document import Project, Segment, Service
from quizdesigner.sync import definitions
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import SectionLabel, button, column, icon_button, row
from quizdesigner.views.kit.plain import plain_entry
from quizdesigner.views.segments.words import wrapped


class CopyPart(QWidget):
    """The button with its menu, and below it what was copied, for as long as the segment is the same."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._segment: Segment | None = None
        self.open = button("Copy as", "plain", "clipboard-copy", small=True, hint="Copy the rule in a service’s words")
        self.menu = QMenu(self.open)
        for service in definitions.services():
            action = self.menu.addAction(plain_entry(service.label))
            action.triggered.connect(lambda _=False, service=service: self.copy(service))
        self.open.setMenu(self.menu)
        self.title = SectionLabel("")
        self.close_button = icon_button("x", "Put away", small=True)
        self.close_button.clicked.connect(self.put_away)
        self.lines = wrapped("", "mono")
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notes = wrapped()
        self.shown = QFrame()
        self.shown.setProperty("kind", "sunken")
        head = row(self.title, None, self.close_button)
        self.shown.setLayout(column(head, self.lines, self.notes, gap=6, margins=(12, 4, 6, 10)))
        self.shown.hide()
        self.setLayout(column(row(self.open, None), self.shown, gap=8))

    def show_segment(self, segment: Segment | None) -> None:
        """Be about another segment; what was copied of one is put away with it."""
        if segment is None or self._segment is None or segment.rule is not self._segment.rule:
            self.put_away()
        self._segment = segment
        self.setVisible(segment is not None)

    def copy(self, service: str) -> None:
        """Copy the segment in the words of a service, and show them with what a person should know."""
        if self._segment is None:
            return
        project = self._desk.project
        found = definitions.defined(project, self._segment, service, _field(project, service))
        name = Service(service).label
        text = "\n".join(found.lines)
        if text:
            QGuiApplication.clipboard().setText(text)
        self.title.setText(f"For {name}, copied" if text else f"Not in {name}")
        self.lines.setText(text)
        self.lines.setVisible(bool(text))
        self.notes.setText("\n".join(found.notes))
        self.notes.setVisible(bool(found.notes))
        self.shown.show()

    def open_menu(self) -> None:
        """Offer the services."""
        self.menu.popup(self.open.mapToGlobal(self.open.rect().bottomLeft()))

    def put_away(self) -> None:
        """Hide what was copied."""
        self.shown.hide()


def _field(project: Project, service: str) -> str:
    """The property the project's connection to the service sends tags to, else the usual one."""
    return next((one.tag_field for one in project.connections if one.service == service), "quiz_tags")
