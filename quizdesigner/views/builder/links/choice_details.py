"""The details of one choice: its picture, and what it says about products."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Project, Role
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.links.field import LinksField
from quizdesigner.views.builder.media_tile import media_file
from quizdesigner.views.builder.results.picture import picture_field
from quizdesigner.views.kit import button, column, label, row

_PICTURE = 800
"""Pixels of a choice's picture: twice what the widest screen gives one of two columns."""


class ChoiceDetails(QWidget):
    """Picture, products, and the ways to its tags and out of the quiz. Ranges and *any answer* have no picture."""

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author
        self._choice = Choice("none")
        self.picture = picture_field(author.desk, "Picture", lambda: self._choice.id, self._put, longest=_PICTURE)
        self._pictured = QWidget()
        self._pictured.setLayout(column(label("Picture", "label"), self.picture, 4, gap=6))
        self.links = LinksField(author.results)
        self.tags = button("Tags", "link", "tag", small=True, hint="Open this question in Customer Tags")
        self.tags.clicked.connect(lambda: author.desk.go("customer_tags"))
        self.delete = button("Delete choice", "ghost", "trash-2", small=True)
        self.delete.clicked.connect(lambda: author.delete_choice(self._choice.id))
        self.setLayout(
            column(
                self._pictured,
                label("Products", "label"),
                self.links,
                row(self.tags, None, self.delete),
                gap=6,
                margins=(0, 8, 0, 0),
            )
        )

    def show_choice(self, project: Project, choice: Choice) -> None:
        """Show what belongs to this choice."""
        self._choice = choice
        self._pictured.setVisible(choice.role not in (Role.RANGE, Role.ANSWER))
        self.picture.show_value(choice.picture, media_file(project, choice.picture))
        self.links.show_choice(project, choice)

    def _put(self, value: str, **step: Any) -> bool:
        desk = self._author.desk
        return desk.editor.do(
            edits.change_choice, desk.quiz_id, desk.question_id, self._choice.id, picture=value, **step
        )
