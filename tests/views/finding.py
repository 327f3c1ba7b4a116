"""What the tests of finding share: a quiz in two languages, a quick window, the bar by its keys, what it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Choice, Kind, Note, Project, Question, Quiz, ResultsPage
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Files
from quizdesigner.views.find import FindBar
from quizdesigner.views.kit import Field, TextArea
from quizdesigner.views.places import PLACES
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.shell import MainWindow
from tests.views.building import CTRL, KEY
from tests.views.keyboard import focused, press, write

QUIZ = Quiz(
    "z",
    "Skin finder",
    (
        Question("name", Kind.NAME, "Your name"),
        Question(
            "feel",
            Kind.SINGLE,
            "{name|You}, how is your skin?",
            choices=(Choice("a", "Tight skin"), Choice("b", "Shiny skin", translations={"de": {"title": "Glanz"}})),
            translations={"de": {"title": "Wie ist deine Haut, {name|du}?"}},
        ),
        Question("age", Kind.NUMBER, "How old is your skin, your skinny dog?"),
    ),
    (ResultsPage("end", "Your routine", sections=(Note("n", text="Skin is skin."),)),),
    languages=("de",),
)

PROJECT = Project("p", "Client", (QUIZ, Quiz("other", "Other", (Question("o", Kind.TEXT, "Skin, too"),))))


class WritingPane(QWidget):
    """Stands for the Builder: a field to write in, and a key that cuts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.cuts = 0
        self.field = TextArea("Title", "Your name")
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("cut", "Cut question", self._cut, "Ctrl+X"),
            Command("add", "Add question", self._cut, "N"),
        )

    def _cut(self) -> None:
        self.cuts += 1


class TextsPane(QWidget):
    """Stands for Theme: shows one language, one tab."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.language = ""
        self.tab = ""

    def show_language(self, language: str) -> None:
        self.language = language

    def show_tab(self, name: str) -> None:
        self.tab = name


class SearchingPane(QWidget):
    """Stands for Products: a field of its own under Ctrl+F."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.field = Field("Find a product")
        self.field.setParent(self)

    def commands(self) -> tuple[Command, ...]:
        return (Command("products.find", "Find a product", self.field.setFocus, "Ctrl+F"),)


def stand_in_window(desk: Desk, preferences: Preferences) -> MainWindow:
    """A window with stand-ins for its places, so that it is there at once."""
    panes: dict[str, Callable[[Desk], QWidget]] = {place.name: lambda _: QWidget() for place in PLACES}
    panes |= {"builder": WritingPane, "theme": TextsPane, "products": SearchingPane, "publish": lambda _: QWidget()}
    return MainWindow(desk, panes, Files(preferences, desk.editor.new_id))


def writing(window: MainWindow) -> WritingPane:
    pane = window.panes["builder"]
    assert isinstance(pane, WritingPane)
    return pane


def texts_place(window: MainWindow) -> TextsPane:
    pane = window.panes["theme"]
    assert isinstance(pane, TextsPane)
    return pane


def find_by_key(bar: FindBar, needle: str, qtbot: QtBot) -> list[str]:
    """Open the bar, type, and give what is listed."""
    press(KEY.Key_F, CTRL)
    assert focused() is bar.field
    press(KEY.Key_Delete)
    write(needle)
    settle(bar, qtbot)
    return listed(bar)


def settle(bar: FindBar, qtbot: QtBot) -> None:
    """Wait until all texts are looked through."""
    qtbot.waitUntil(lambda: not bar.search.runs)


def listed(bar: FindBar) -> list[str]:
    model = bar.list.model()
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def marked(bar: FindBar) -> str:
    """The row one is at."""
    return str(bar.list.currentIndex().data())


@pytest.fixture
def window(desk: Desk, preferences: Preferences, show: Callable[..., None]) -> Iterator[MainWindow]:
    made = stand_in_window(desk, preferences)
    show(made, 1440, 870)
    yield made
    made.finder.put_away()


@pytest.fixture
def bar(window: MainWindow) -> FindBar:
    """The bar, closed; the keyboard is in the place that stands for the Builder."""
    return window.finder


@pytest.fixture
def find(bar: FindBar, qtbot: QtBot) -> Callable[[str], list[str]]:
    """Opens the bar by its key, types, and gives what is listed."""
    return lambda needle: find_by_key(bar, needle, qtbot)
