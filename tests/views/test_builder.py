"""The builder by hand: questions made, written on the page and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import (
    Chose,
    Kind,
    Project,
    Question,
)
from quizdesigner.settings import new_id
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.builder.writing import Writing
from quizdesigner.views.commands import bind
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences
from tests.views.building import ALT, CTRL, KEY, builder, clipboard_given_back, reopened, titles, two_quizzes
from tests.views.keyboard import focused, press, write


@pytest.fixture
def project() -> Project:
    return two_quizzes()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> Iterator[BuilderPane]:
    made = builder(desk)
    show(made)
    with clipboard_given_back():
        yield made


def test_a_quiz_of_four_kinds_is_built_by_keys_alone(desk: Desk, pane: BuilderPane, file: ProjectFile) -> None:
    desk.open_quiz("empty")
    pane.questions.list.setFocus()

    press(KEY.Key_A)
    write("single")
    press(KEY.Key_Return)
    write("What is your goal?")
    press(KEY.Key_Return)
    write("Sleep")
    press(KEY.Key_Return)  # on to the second choice, which waits without a text
    write("Calm")
    press(KEY.Key_Return)  # a third one is made
    write("Focus")
    press(KEY.Key_Escape)  # back to the list, where a letter is a key
    for kind, title in (("text", "Why?"), ("email", "Your email"), ("consent", "Send me tips")):
        press(KEY.Key_A)
        write(kind)
        press(KEY.Key_Return)
        write(title)
        press(KEY.Key_Escape)

    quiz = desk.quiz
    assert [question.kind for question in quiz.questions] == [Kind.SINGLE, Kind.TEXT, Kind.EMAIL, Kind.CONSENT]
    assert titles(desk) == ["What is your goal?", "Why?", "Your email", "Send me tips"]
    assert [choice.title for choice in quiz.questions[0].choices] == ["Sleep", "Calm", "Focus"]
    assert not quiz.questions[3].required
    assert reopened(file) == desk.project


def test_esc_leads_back_to_the_list_that_holds_what_is_written(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.canvas.question.choices.focus_choice(0)
    press(KEY.Key_Escape)
    assert pane.questions.list.hasFocus()
    desk.open_question(desk.quiz.results[0].id)
    pane.canvas.focus_title()
    press(KEY.Key_Escape)
    assert pane.questions.pages.list.hasFocus()


def test_enter_goes_from_the_list_into_the_title(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.questions.list.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert pane.canvas.question.title.hasFocus()
    write("Which?")
    assert titles(desk)[1] == "Which?"
    desk.open_question("end")
    pane.questions.pages.list.setFocus()
    press(KEY.Key_Return)
    assert pane.canvas.results.title.hasFocus()


def test_f6_goes_from_list_to_page_to_details(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.questions.list.setFocus()
    press(KEY.Key_F6)
    assert pane.canvas.question.title.hasFocus()
    press(KEY.Key_F6)
    assert pane.inspector.question.kind.hasFocus()
    press(KEY.Key_F6)
    assert pane.questions.list.hasFocus()
    desk.open_question("end")
    pane.questions.pages.list.setFocus()
    press(KEY.Key_F6)
    assert pane.canvas.results.title.hasFocus()
    press(KEY.Key_F6)
    assert pane.inspector.results.page.rule.edit.hasFocus()
    press(KEY.Key_F6)
    assert pane.questions.pages.list.hasFocus()


def test_rules_and_conditions_are_a_key_away(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    desk.open_question("b")
    pane.canvas.focus_title()
    press(KEY.Key_J, CTRL)
    assert [(jump.to, jump.when) for jump in desk.quiz.questions[1].jumps] == [("end", Chose("b", "b1"))]
    assert focused().accessibleName() == "Condition 1: question"
    press(KEY.Key_Z, CTRL)
    assert focused() is pane.inspector.then.add
    press(KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_I, CTRL)
    assert desk.quiz.questions[1].show_when == Chose("a", "a1")
    assert focused() is pane.inspector.show_when.line.editor.rows[0].subject
    desk.open_question("end")
    press(KEY.Key_I, CTRL)
    assert desk.quiz.results[0].show_when is not None
    pane.inspector.results.page.sections.list.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    press(KEY.Key_I, CTRL)
    assert desk.quiz.results[0].slots[0].show_when is not None


def test_the_letter_a_is_a_letter_in_a_text(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.canvas.question.title.setFocus()
    write("a")
    assert len(desk.quiz.questions) == 3
    assert "a" in desk.quiz.questions[0].title


def test_a_typing_run_is_one_step(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    title = pane.canvas.question.title
    title.setFocus()
    title.selectAll()
    write("Anew")
    press(KEY.Key_Return)  # on to the first choice
    assert focused() is pane.canvas.question.choices.shown[0].title
    press(KEY.Key_End)
    write(", please")
    assert desk.quiz.questions[0].title == "Anew"
    assert desk.quiz.questions[0].choices[0].title == "Yes, please"
    assert len(desk.editor.undo_labels) == 2

    press(KEY.Key_Z, CTRL)
    assert pane.canvas.question.choices.shown[0].title.toPlainText() == "Yes"
    press(KEY.Key_Z, CTRL)
    assert title.toPlainText() == "First?"
    press(KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert title.toPlainText() == "Anew"


def test_undo_is_shown_where_it_happened(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.canvas.question.title.setFocus()
    write("!")
    desk.open_question("c")
    desk.editor.undo()
    assert desk.question_id == "a"
    assert pane.canvas.question.title.toPlainText() == "First?"


def test_choices_are_made_moved_and_taken_away_on_the_page(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    cards = pane.canvas.question.choices
    cards.focus_choice(1)
    press(KEY.Key_Return)
    write("Maybe")
    press(KEY.Key_Up, ALT)
    assert [choice.title for choice in desk.quiz.questions[0].choices] == ["Yes", "Maybe", "No"]
    assert titles(desk)[0] == "First?", "Alt+Up in a choice moves the choice, not the question"
    assert cards.focused() == 1
    for _ in "Maybe":
        press(KEY.Key_Backspace)
    press(KEY.Key_Backspace)
    assert [choice.title for choice in desk.quiz.questions[0].choices] == ["Yes", "No"]
    assert cards.focused() == 0

    desk.editor.undo()
    assert [card.choice.title for card in cards.shown] == ["Yes", "", "No"]


def test_typing_on_pages_of_one_id_in_two_quizzes_is_two_steps(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.add_question, "empty", Question("a", Kind.SINGLE, "First?"), None)
    for quiz in ("empty", "three"):
        desk.open_quiz(quiz)
        desk.open_question("end")
        pane.canvas.results.title.setFocus()
        write("!")
    assert [quiz.results[0].title for quiz in desk.project.quizzes] == ["!Done", "!Done"]
    desk.editor.undo()
    assert [quiz.results[0].title for quiz in desk.project.quizzes] == ["!Done", "Done"]


def test_a_new_choice_that_is_undone_leaves_the_keyboard_on_the_page(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    cards = pane.canvas.question.choices
    cards.focus_choice(1)
    press(KEY.Key_Return)
    assert cards.focused() == 2
    press(KEY.Key_Z, CTRL)
    assert cards.focused() == 1


def test_delete_in_a_text_deletes_letters_and_no_question(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.canvas.question.title.setFocus()
    press(KEY.Key_Home)
    press(KEY.Key_Delete)
    assert titles(desk) == ["irst?", "Second?", "Third?"]


def test_a_paste_that_is_too_long_is_refused_in_words(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    for field in (pane.canvas.question.title, pane.canvas.question.about):
        field.setFocus()
        press(KEY.Key_V, CTRL)
    assert ["1,000 characters" in said[0], "20,000 characters" in said[1]] == [True, True]
    assert titles(desk) == ["First?", "Second?", "Third?"]
    assert pane.canvas.question.title.toPlainText() == "First?"


def test_lines_pasted_into_a_title_become_one(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    QGuiApplication.clipboard().setText("one\r\n two\nthree")
    title = pane.canvas.question.title
    title.setFocus()
    title.selectAll()
    press(KEY.Key_V, CTRL)
    assert titles(desk)[0] == "one two three"


def test_words_that_are_refused_stay_in_the_field(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    title = pane.canvas.question.title
    title.setFocus()
    title.selectAll()
    QGuiApplication.clipboard().setText("x" * 1_000)
    press(KEY.Key_V, CTRL)
    write("y")
    assert title.toPlainText().endswith("xy")
    assert title.property("bad")
    assert desk.quiz.questions[0].title == "x" * 1_000
    press(KEY.Key_Backspace)
    assert not title.property("bad")


def test_markup_is_shown_as_it_was_typed(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    title = pane.canvas.question.title
    title.setFocus()
    title.selectAll()
    write("<b>Bold</b>")
    assert title.toPlainText() == "<b>Bold</b>" == desk.quiz.questions[0].title


def test_an_empty_quiz_says_where_to_begin(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.open_quiz("empty")
    assert pane.canvas.start.isVisible()
    qtbot.mouseClick(pane.canvas.start, Qt.MouseButton.LeftButton)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert desk.quiz.questions[0].kind is Kind.MULTIPLE
    assert not pane.canvas.start.isVisible()


def test_escape_leaves_the_kinds(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.questions.list.setFocus()
    press(KEY.Key_A)
    assert len(pane.questions.add.offered) == len(Kind)
    press(KEY.Key_Escape)
    assert pane.questions.add.offered == ()
    assert len(desk.quiz.questions) == 3


def test_in_a_narrow_window_the_details_fold_away(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.open_quiz("three")
    assert pane.inspector.isVisible()
    pane.resize(820, 600)
    assert not pane.inspector.isVisible()
    assert pane.questions.isVisible()
    qtbot.mouseClick(pane.canvas.details, Qt.MouseButton.LeftButton)
    assert pane.inspector.isVisible()
    assert not pane.questions.isVisible()
    pane.inspector.question.kind.setFocus()
    press(KEY.Key_Escape)
    assert pane.questions.list.hasFocus()
    assert not pane.inspector.isVisible()
    press(KEY.Key_J, CTRL)
    assert pane.inspector.isVisible()
    pane.resize(1240, 600)
    assert pane.inspector.isVisible()
    assert pane.questions.isVisible()


def test_every_command_can_be_given(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    # The flow map, which counts in the background and asks for files, has tests of its own.
    for command in pane.commands():
        if command.enabled() and "flow" not in command.id:
            command.run()
    assert {question.kind for question in desk.quiz.questions} == set(Kind)


def test_what_another_place_changes_is_shown(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    desk.editor.do(edits.change_question, "three", "a", title="Elsewhere")
    assert pane.canvas.question.title.toPlainText() == "Elsewhere"


def test_a_file_that_can_only_be_read_is_shown_and_refuses_in_words(
    file: ProjectFile, preferences: Preferences, show: Callable[..., None]
) -> None:
    with project_file.open(file.path, read_only=True) as other:
        desk = Desk(Editor(other, new_id), preferences, Secrets())
        pane = BuilderPane(desk)
        bind(pane, pane.commands())
        show(pane)
        desk.open_quiz("three")
        said: list[str] = []
        desk.noticed.connect(lambda text, tone: said.append(text))
        pane.canvas.question.title.setFocus()
        write("x")
        press(KEY.Key_D, CTRL)
        assert len(said) == 2
        assert all("Nothing was changed" in text for text in said)
        assert titles(desk) == ["First?", "Second?", "Third?"]


def test_any_walk_of_edits_and_undo_shows_what_the_file_holds(desk: Desk, pane: BuilderPane, file: ProjectFile) -> None:
    desk.open_quiz("three")
    random = Random(7)
    mine = [command for command in pane.commands() if command.id.startswith("builder.")]
    commands = [command for command in mine if command.id not in ("builder.add", "builder.flow")]
    for _ in range(60):
        ids = [part.id for part in desk.quiz.questions] + [page.id for page in desk.quiz.results]
        act = random.choice(("command", "type", "undo", "redo", "look", "choice"))
        if act == "command" and (command := random.choice(commands)).enabled():
            command.run()
        elif act == "type" and isinstance(QApplication.focusWidget(), Writing):
            write(random.choice("abc "))
        elif act in ("undo", "redo"):
            (desk.editor.undo if act == "undo" else desk.editor.redo)()
        elif act == "look":
            desk.open_question(random.choice(ids))
        elif act == "choice" and pane.canvas.question.choices.isVisible():
            pane.canvas.question.choices.add.click()
        shown = next((one for one in desk.quiz.questions if one.id == desk.question_id), None)
        if shown is not None:
            assert pane.questions.list.current == desk.question_id
        if shown is not None:
            page = pane.canvas.question
            field = page.wording if shown.kind is Kind.CONSENT else page.title
            assert field.toPlainText() == shown.title
            if shown.traits.has_choices:
                assert [card.title.toPlainText() for card in page.choices.shown] == [
                    choice.title for choice in shown.choices
                ]
    assert reopened(file) == desk.project
