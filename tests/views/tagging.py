"""What the tests of Customer Tags share: projects, and the place on screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from quizdesigner.quiz.document import Choice, HasTag, Kind, Project, Question, Quiz, Tag, TagGroup
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


def library_project() -> Project:
    """Two questions, tags of two groups, a plain one on no choice, and a rule that asks for a tag."""
    return Project(
        "p",
        "Halden",
        (
            Quiz(
                "quiz",
                "Sleep",
                (
                    Question(
                        "goal",
                        Kind.SINGLE,
                        "What is your goal?",
                        choices=(
                            Choice("fall", "Fall asleep", tags=("sleep",)),
                            Choice("stay", "Stay asleep", tags=("deep", "sleep")),
                            Choice("none", "Nothing, thanks"),
                        ),
                        default_group="goal",
                    ),
                    Question(
                        "avoid",
                        Kind.SINGLE,
                        "What do you avoid?",
                        choices=(Choice("wool", "Wool", tags=("sleep",)), Choice("noise", "Noise")),
                        show_when=HasTag("sleep"),
                    ),
                ),
            ),
        ),
        tags=(
            Tag("sleep", "goal:sleep"),
            Tag("deep", "goal:deep"),
            Tag("herbs", "avoid:herbs"),
            Tag("script", "<b>bold</b>"),
        ),
        tag_groups=(TagGroup("goal", 0), TagGroup("avoid", 1)),
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


def lines(field: TagField) -> list[str]:
    """The completer's lines as they are read aloud; none when it is closed."""
    model = field.completer.offers
    return [model.data(model.index(at)) for at in range(model.rowCount())] if field.completer.popup.isVisible() else []


def open_choice(pane: CustomerTagsPane, question: str, choice: str) -> TagField:
    """Put the field into the row of a choice."""
    pane.list.open((question, choice))
    return pane.list.field
