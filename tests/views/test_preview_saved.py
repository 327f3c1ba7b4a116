"""Saved shoppers at the preview, with the real page: kept, replayed, renamed, forgotten; and why not another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import HasTag, Project, Question, Segment, Shopper
from quizdesigner.settings import new_id
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.preview import PreviewPane
from tests.quiz.projects import sleep_project
from tests.views.keyboard import press, write
from tests.views.playing import NO_GRAPHICS_CARD, Player

# The platform that has no screen says this of every list that opens.
pytestmark = pytest.mark.qt_log_ignore(*NO_GRAPHICS_CARD.args, "^This plugin does not support", extend=True)

KEY = Qt.Key
ANA: Answers = {"goal": ("fall",), "avoid": ("herbs",), "why": "Hay fever", "mail": "ana@example.com"}
STAY: Answers = {"goal": ("stay",), "mail": "bea@example.com"}


@pytest.fixture
def project() -> Project:
    """The sleep quiz with a tag for every taker and one for the results page, two segments, and a saved shopper."""
    made = sleep_project()
    made = edits.create_tag(made, "quiz:sleep", lambda: "t-all")
    made = edits.create_tag(made, "result:sleep", lambda: "t-end")
    quiz = made.quizzes[0]
    quiz = replace(quiz, tags=("t-all",), results=(replace(quiz.results[0], tags=("t-end",)),))
    segments = (Segment("s", "Light sleepers", HasTag("t-deep")), Segment("e", "Everybody", HasTag("t-end")))
    made = replace(made, quizzes=(quiz,), segments=segments)
    return edits.save_shopper(made, "sleep", Shopper("ana", "Ana", dict(ANA)))


@pytest.fixture
def player(desk: Desk, show: Callable[..., None], qtbot: QtBot) -> Iterator[Player]:
    """The preview at its first screen."""
    pane = PreviewPane(desk)
    show(pane)
    made = Player(pane, qtbot)
    made.at("hello")
    pane.setFocus()
    yield made
    # The window is closed by now; the engine has to go before the application does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def saved(desk: Desk) -> list[tuple[str, Answers]]:
    return [(one.name, one.answers) for one in desk.quiz.shoppers]


def test_a_shopper_is_saved_by_keys_and_replayed(player: Player, desk: Desk, qtbot: QtBot, file: ProjectFile) -> None:
    pane = player.pane
    player.press(KEY.Key_Return)
    player.at("goal")
    player.press(KEY.Key_Tab, KEY.Key_Down, KEY.Key_Space)
    player.sees(lambda: pane.shopper.answers.get("goal") == ("stay",))
    loaded = pane._loaded
    pane.panel.save.setFocus()
    press(KEY.Key_Return)
    assert pane.panel.saved.name.hasFocus()
    write("Bea")
    press(KEY.Key_Return)
    assert saved(desk)[1] == ("Bea", {"goal": ("stay",)})
    with project_file.open(file.path, read_only=True) as again:
        assert again.project.quizzes[0].shoppers[1].name == "Bea"
    assert desk.editor.undo_label == "save shopper"
    assert (pane.panel.saved.select.currentText(), pane.panel.saved.name.isVisible()) == ("Bea", False)
    assert pane._loaded is loaded, "the page is the same, so it is not loaded again"
    pane.restart()
    player.at("hello")
    assert pane.panel.saved.select.currentText() == ""
    pane.panel.saved.select.setFocus()
    write("Be")
    # The question about what to avoid may be left out.
    player.at("mail")
    player.tagged("quiz:sleep", "goal:deep")
    desk.editor.undo()
    assert [name for name, _ in saved(desk)] == ["Ana"]
    assert pane.panel.saved.select.currentText() == ""


def test_a_saved_shopper_stands_at_the_results_and_goes_back_from_any_question(
    player: Player, desk: Desk, qtbot: QtBot
) -> None:
    pane = player.pane
    pane.panel.saved.select.setFocus()
    press(KEY.Key_Down)
    player.sees(lambda: pane.progress.text() == "Results page")
    player.reads("Your sleep")
    player.tagged("quiz:sleep", "goal:sleep", "avoid:herbs", "result:sleep")
    player.shows("excluded by: Herbs")
    pane.show_question("mail")
    player.at("mail")
    player.reads("Your email")
    assert pane.panel.saved.select.currentText() == "Ana"
    page = pane.browser
    assert page is not None
    page.page().runJavaScript("document.getElementById('back').click()")
    player.at("why")
    player.sees(lambda: pane.shopper.answers.get("why") == "Hay fever")
    # The same one again plays them from where they end.
    pane.panel.saved.select.activated.emit(0)
    player.sees(lambda: pane.progress.text() == "Results page")


def test_another_place_can_ask_for_a_shopper(player: Player, desk: Desk) -> None:
    pane = player.pane
    desk.preview_shopper(STAY)
    player.sees(lambda: pane.progress.text() == "Results page")
    player.reads("Your sleep")
    assert desk.answers == STAY
    assert pane.panel.saved.select.currentText() == ""
    desk.preview_shopper({"goal": ("fall",)})
    player.at("mail")
    desk.preview_shopper(ANA)
    player.sees(lambda: pane.shopper.finished)
    assert pane.panel.saved.select.currentText() == "Ana"
    pane.hide()
    desk.preview_shopper({**ANA, "avoid": ("wool",)})
    pane.show()
    player.tagged("quiz:sleep", "goal:sleep", "result:sleep")
    player.reads("Night tea")


def test_a_shopper_is_renamed_given_other_answers_and_forgotten(player: Player, desk: Desk, qtbot: QtBot) -> None:
    pane, part = player.pane, player.pane.panel.saved
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    desk.preview_shopper(ANA)
    player.shows("excluded by: Herbs")
    part.rename.setFocus()
    press(KEY.Key_Return)
    assert (part.name.text(), part.name.selectedText()) == ("Ana", "Ana")
    press(KEY.Key_Escape)
    assert not part.name.isVisible()
    part.rename.setFocus()
    press(KEY.Key_Return)
    write(" ")
    press(KEY.Key_Return)
    assert said == ["A shopper needs a name, so that you find them again."]
    assert part.name.isVisible()
    write("Herb hater")
    press(KEY.Key_Return)
    assert saved(desk) == [("Herb hater", ANA)]
    assert part.select.currentText() == "Herb hater"
    desk.preview_shopper(STAY)
    player.shows("In 2 segments")
    pane.panel.save.setFocus()
    press(KEY.Key_Return)
    write("herb HATER")
    press(KEY.Key_Return)
    assert saved(desk) == [("herb HATER", STAY)]
    assert said[-1] == "herb HATER has these answers now. Undo brings the earlier ones back."
    part.delete.setFocus()
    press(KEY.Key_Return)
    assert saved(desk) == []
    assert not part.isVisible()
    desk.editor.undo()
    assert saved(desk) == [("herb HATER", STAY)]
    assert part.isVisible()


def test_what_no_longer_fits_is_said_and_the_rest_is_played(player: Player, desk: Desk) -> None:
    pane, notice = player.pane, player.pane.panel.saved.notice
    desk.preview_shopper(ANA)
    player.sees(lambda: pane.shopper.finished)
    assert notice.text() == ""
    desk.editor.do(edits.delete_question, "sleep", "why")
    desk.editor.do(edits.delete_choice, "sleep", "avoid", "herbs")
    assert notice.text() == "2 answers no longer fit this quiz and are left out."
    player.sees(lambda: pane.progress.text() == "Results page")
    player.tagged("quiz:sleep", "goal:sleep", "result:sleep")
    desk.editor.do(edits.delete_choice, "sleep", "goal", "fall")
    assert notice.text() == (
        "3 answers no longer fit this quiz and are left out. Ana goes as far as question 1 “What is your goal?”."
    )
    player.at("goal")
    player.reads("Stay asleep")
    for question in [one.id for one in desk.quiz.questions]:
        desk.editor.do(edits.delete_question, "sleep", question)
    assert pane.no_question.isVisible()
    assert "4 answers no longer fit" in notice.text()
    for _ in range(9):
        desk.editor.undo()
    player.sees(lambda: notice.text() == "")


def test_a_question_added_at_the_results_is_the_next_to_answer(player: Player, desk: Desk) -> None:
    pane = player.pane
    desk.preview_shopper(STAY)
    player.reads("Your sleep")
    email = next(one for one in desk.quiz.questions if one.id == "mail")
    desk.editor.do(edits.add_question, "sleep", Question("more", email.kind, "And another address?"), 2)
    player.at("more")
    player.reads("And another address?")
    assert not pane.shopper.finished


def test_tags_and_segments_say_where_they_come_from(player: Player, desk: Desk, qtbot: QtBot) -> None:
    desk.preview_shopper(STAY)
    player.shows("Every shopper")
    player.shows("Results page “Your sleep”")
    player.shows("In 2 segments")
    profile = player.pane.panel.profile
    assert profile.segments.names == ("Light sleepers", "Everybody")
    player.pane.restart()
    player.shows("In no segment")
    player.tagged("quiz:sleep")
    assert "Results page “" not in player.shown()


def test_any_product_can_be_asked_about(player: Player, desk: Desk, qtbot: QtBot) -> None:
    profile = player.pane.panel.profile
    desk.preview_shopper(STAY)
    player.shows("Recommended")
    profile.ask.setFocus()
    press(KEY.Key_Return)
    qtbot.waitUntil(profile.another.field.hasFocus)
    write("pil")
    press(KEY.Key_Return)
    assert profile.another.field.text() == "Pillow"
    assert profile.another.answer.text() == "It has 0 votes, and “For the night” asks for 1."
    desk.editor.do(edits.change_product, "pillow", published=False)
    assert profile.another.answer.text() == "It is not for sale."
    press(KEY.Key_Escape)
    assert not profile.another.isVisible()
    assert profile.ask.hasFocus()


def test_nothing_is_saved_in_a_file_open_for_reading(
    file: ProjectFile, preferences: Preferences, secrets: Secrets, show: Callable[..., None], qtbot: QtBot
) -> None:
    with project_file.open(file.path, read_only=True) as other:
        desk = Desk(Editor(other, new_id), preferences, secrets)
        said: list[str] = []
        desk.noticed.connect(lambda text, _: said.append(text))
        pane = PreviewPane(desk)
        show(pane)
        desk.preview_shopper(STAY)
        pane.panel.saved.begin()
        write("Bea")
        press(KEY.Key_Return)
        assert "Nothing was changed." in said[-1]
        assert len(desk.quiz.shoppers) == 1
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_control_has_a_name(player: Player, desk: Desk) -> None:
    desk.preview_shopper(ANA)
    player.pane.panel.saved.begin()
    player.pane.panel.profile.another.open()
    for widget in player.pane.panel.findChildren(QWidget):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if takes_keys and not widget.objectName().startswith("qt_"):
            assert widget.accessibleName(), widget
