"""What the tests of Customer Tags share: a project, the place on screen, and hands on the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz, Tag, TagGroup
from quizdesigner.views.commands import bind
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.customer_tags.tag_field import TagField
from quizdesigner.views.desk import Desk

Key = Qt.Key
Held = Qt.KeyboardModifier


def skin_project() -> Project:
    """Two questions with choices, tags of two groups and a plain one, a question without choices between."""
    return Project(
        "p",
        "Halden",
        (
            Quiz(
                "quiz",
                "Skin",
                (
                    Question("hi", Kind.WELCOME, "Welcome"),
                    Question(
                        "feel",
                        Kind.SINGLE,
                        "How does it feel?",
                        choices=(
                            Choice("dry", "Tight", tags=("dry",)),
                            Choice("oily", "Shiny", tags=("oily", "often")),
                            Choice("fine", "Comfortable"),
                        ),
                        default_group="skin",
                    ),
                    Question("name", Kind.NAME, "Your name"),
                    Question(
                        "bother",
                        Kind.MULTIPLE,
                        "What bothers you?",
                        choices=(
                            Choice("red", "Redness", tags=("often",)),
                            Choice("spots", "<b>Spots</b>"),
                            Choice("none", "Nothing"),
                        ),
                        most=2,
                    ),
                ),
            ),
        ),
        tags=(
            Tag("reactive", "skin:reactive"),
            Tag("dry", "skin:dry"),
            Tag("oily", "skin:oily"),
            Tag("often", "concern:redness"),
            Tag("plain", "newsletter"),
        ),
        tag_groups=(TagGroup("skin", 1), TagGroup("concern", 2)),
    )


def on_screen(desk: Desk, show: Callable[..., None]) -> CustomerTagsPane:
    """The place, with the focus in its list, and its commands bound as the window binds them."""
    made = CustomerTagsPane(desk)
    bind(made, made.commands())
    show(made)
    made.list.setFocus()
    return made


def tags_of(desk: Desk, question: str, choice: str) -> list[str]:
    """The names of a choice's tags, as the project has them now."""
    names = {tag.id: tag.name for tag in desk.project.tags}
    found = next(one for one in desk.quiz.questions if one.id == question)
    return [names[tag] for tag in next(one for one in found.choices if one.id == choice).tags]


def press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(_focus(), key, held)


def type_in(text: str) -> None:
    """Type where the focus is, letter by letter: the first may open a field that takes the others."""
    for letter in text:
        QTest.keyClicks(_focus(), letter)


def _focus() -> QWidget:
    found = QGuiApplication.focusObject()
    assert isinstance(found, QWidget)
    return found


def lines(field: TagField) -> list[str]:
    """The completer's lines as they are read aloud; none when it is closed."""
    model = field.completer.offers
    return [model.data(model.index(at)) for at in range(model.rowCount())] if field.completer.popup.isVisible() else []


def open_choice(pane: CustomerTagsPane, question: str, choice: str) -> TagField:
    """Put the field into the row of a choice."""
    pane.list.open((question, choice))
    return pane.list.field
