"""What the tests of the flow map share: a quiz with a jump, a condition and a question nobody reaches."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from quizdesigner.quiz.document import (
    Choice,
    Chose,
    HasTag,
    Jump,
    Kind,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Tag,
)
from quizdesigner.views.flow import FlowPane


def asking(name: str, title: str, *jumps: Jump, tag: str = "", when: HasTag | None = None) -> Question:
    """A question with two choices, `<name>1`, which gives a tag, and `<name>2`."""
    choices = (Choice(f"{name}1", "Yes, often", tags=(tag,) if tag else ()), Choice(f"{name}2", "No"))
    return Question(name, Kind.SINGLE, title, choices=choices, jumps=jumps, show_when=when)


def mapped() -> Project:
    """1 jumps to 4 or goes on; 3 is shown to some; 4 always jumps to 6, so nobody reaches 5; two results pages."""
    questions = (
        Question("hello", Kind.WELCOME, "Hello"),
        asking("goal", "What is your goal?", Jump("j1", "age", Chose("goal", "goal2")), tag="t1"),
        asking("feel", "How does it feel?"),
        asking("more", "Tell us more", when=HasTag("t1")),
        asking(
            "age",
            "How old are you?",
            Jump("j2", "mail", Chose("age", "age1")),
            Jump("j3", "mail", Chose("age", "age2")),
        ),
        asking("lost", "Sunscreen habits"),
        Question("mail", Kind.EMAIL, "Your email"),
    )
    pages = (ResultsPage("calm", "Keep calm", show_when=HasTag("t1")), ResultsPage("rest", "Your routine"))
    return Project("p", "Client", (Quiz("quiz", "Skin finder", questions, pages),), tags=(Tag("t1", "goal:calm"),))


def long() -> Project:
    """Forty questions in a row: too long to be read as a whole."""
    questions = tuple(asking(f"q{place}", f"Question {place}?") for place in range(40))
    return Project("p", "Client", (Quiz("long", "Long", questions, (ResultsPage("end", "Done"),)),))


def middle(pane: FlowPane, part: str) -> QPoint:
    """The middle of a box, in the viewport."""
    room = pane.scene.room(part)
    assert not room.isEmpty()
    return pane.view.mapFromScene(room.center())


def click(pane: FlowPane, part: str) -> None:
    QTest.mouseClick(
        pane.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(pane, part)
    )


def press(pane: FlowPane, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(pane.view, key, held)


def said(widget: QWidget) -> list[str]:
    """The words of the labels on show, from top to bottom."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def push(widget: QWidget, name: str) -> None:
    button = next(one for one in widget.findChildren(QPushButton) if one.text() == name and one.isVisibleTo(widget))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def under(pane: FlowPane, part: str) -> str:
    """The second line of a box."""
    shown = pane.scene.picture
    assert shown is not None
    box = shown.boxes[shown.places[part]]
    assert box is not None
    return box.under
