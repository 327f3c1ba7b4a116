"""What the tests of the builder share: a project, and the pane with undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import (
    Choice,
    Kind,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
)
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.commands import Command, bind
from quizdesigner.views.desk import Desk
from tests.views.keyboard import focused, press

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def two_quizzes() -> Project:
    """An empty quiz with a results page, and one with three questions."""
    questions = (
        Question("a", Kind.SINGLE, "First?", choices=(Choice("a1", "Yes"), Choice("a2", "No"))),
        Question("b", Kind.MULTIPLE, "Second?", choices=(Choice("b1", "Tea"), Choice("b2", "Milk"))),
        Question("c", Kind.EMAIL, "Third?"),
    )
    return Project(
        "p",
        "Client",
        (
            Quiz("empty", "Empty", (), (ResultsPage("end", "Done"),)),
            Quiz("three", "Three", questions, (ResultsPage("end", "Done", sections=(Slot("s"),)),)),
        ),
        products=(Product("tea", "Night tea"),),
    )


def builder(desk: Desk) -> BuilderPane:
    """The builder with the window's undo beside its own commands."""
    made = BuilderPane(desk)
    bind(made, made.commands())
    bind(
        made,
        (
            Command("undo", "Undo", desk.editor.undo, "Ctrl+Z"),
            Command("redo", "Redo", desk.editor.redo, "Ctrl+Shift+Z"),
        ),
    )
    return made


@contextmanager
def clipboard_given_back() -> Iterator[None]:
    """What is on the clipboard at the end goes: without a desktop it would outlive Python, which made it."""
    yield
    QGuiApplication.clipboard().clear()


def walked(steps: int) -> list[str]:
    """What the next presses of Tab come to."""
    found = []
    for _ in range(steps):
        press(KEY.Key_Tab)
        found.append(focused().accessibleName())
    return found


def pick(select: QComboBox, text: str) -> None:
    """Choose the option that begins so, by typing its letters into the closed list."""
    select.setFocus()
    # What was typed before belongs to another choice.
    select.view().keyboardSearch("")
    QTest.keyClicks(select, text)


def titles(desk: Desk) -> list[str]:
    return [question.title for question in desk.quiz.questions]


def reopened(file: ProjectFile) -> Project:
    with project_file.open(file.path, read_only=True) as other:
        return other.project
