"""Every kind of question in the preview: the real page, answered by keys, and what the panel says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Link, Project, Role
from quizdesigner.views.desk import Desk
from quizdesigner.views.preview import PreviewPane
from tests.page.every_kind import QUESTIONS, every_kind
from tests.views.playing import NO_GRAPHICS_CARD, Player

pytestmark = NO_GRAPHICS_CARD


@pytest.fixture
def project() -> Project:
    """A quiz of every kind; long sleepers get a tag and a vote, and so does whoever types a word."""
    made = every_kind()
    long = Choice("long", role=Role.RANGE, least=8, tags=("t",), links=(Link("mask", weight=3),))
    made = edits.add_choice(made, "quiz", "hours", long)
    made = edits.create_tag(made, "sleep:long", lambda: "t")
    return edits.add_choice(made, "quiz", "word", Choice("said", role=Role.ANSWER, links=(Link("tea"),)))


@pytest.fixture
def player(desk: Desk, show: Callable[..., None], qtbot: QtBot) -> Iterator[Player]:
    """The preview at its first screen."""
    pane = PreviewPane(desk)
    show(pane)
    made = Player(pane, qtbot)
    made.at(desk.quiz.questions[0].id)
    pane.setFocus()
    yield made
    # The window is closed by now; the engine has to go before the application does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_question_can_be_gone_to_and_is_the_one_on_the_page(player: Player) -> None:
    for question in QUESTIONS.values():
        player.pane.show_question(question.id)
        player.at(question.id)
        player.reads(question.title.partition("{")[0].strip())


def test_a_number_tags_and_votes_by_its_range_and_a_text_by_being_there(player: Player) -> None:
    pane, key = player.pane, Qt.Key
    pane.show_question("hours")
    player.reads("How long do you sleep?")
    player.press(key.Key_Tab, key.Key_End)
    player.sees(lambda: pane.shopper.answers.get("hours") == "10")
    player.tagged("sleep:long")
    player.shows("+3 How long do you sleep?: 8 or more")
    pane.show_question("word")
    player.reads("Your sleep in a word?")
    player.press(key.Key_Tab)
    player.type("Deep")
    player.sees(lambda: pane.shopper.answers.get("word") == "Deep")
    player.shows("+1 Your sleep in a word?")


def test_a_translation_and_a_new_picture_are_on_the_page_at_once(player: Player, desk: Desk) -> None:
    pane = player.pane
    desk.editor.do(edits.add_language, "quiz", "de")
    snore = {"de": {"title": "Schnarchst du?"}}
    desk.editor.do(edits.change_question, "quiz", "snore", translations=snore)
    pane.show_question("snore")
    player.reads("Do you snore?")
    pane.show_language("de")
    player.reads("Schnarchst du?")
    desk.editor.do(edits.change_question, "quiz", "snore", translations={"de": {"title": "Schnarchen Sie?"}})
    player.reads("Schnarchen Sie?")
    before = pane.shopper
    desk.editor.do(lambda project: replace(project, media=project.media[:1]), label="Drop a picture")
    player.reads("Schnarchen Sie?")
    assert pane.shopper.place == before.place
