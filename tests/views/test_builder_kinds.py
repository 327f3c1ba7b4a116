"""Each kind of question by hand: added from the menu, written on the page, bounded in the inspector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Chose, Compare, Kind, Project, Question, Role
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.builder.kinds import GROUPS
from quizdesigner.views.desk import Desk
from tests.views.building import KEY, builder, pick, reopened, titles, two_quizzes
from tests.views.keyboard import focused, press, write


@pytest.fixture
def project() -> Project:
    return two_quizzes()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> BuilderPane:
    made = builder(desk)
    show(made)
    desk.open_quiz("three")
    return made


def here(desk: Desk) -> Question:
    """The question looked at."""
    return next(one for one in desk.quiz.questions if one.id == desk.question_id)


def add(pane: BuilderPane, typed: str) -> None:
    """Add a question by keys, from the list; the keyboard is then in its title."""
    pane.questions.list.setFocus()
    press(KEY.Key_A)
    write(typed)
    press(KEY.Key_Return)


def fill(field: QWidget, text: str) -> None:
    """Write over what stands in a field."""
    field.setFocus()
    press(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(text)


def test_the_menu_offers_every_kind_in_its_group(desk: Desk, pane: BuilderPane) -> None:
    pane.questions.list.setFocus()
    press(KEY.Key_A)
    offered = [option.value for option in pane.questions.add.offered]
    assert offered == [kind.value for kinds in GROUPS.values() for kind in kinds]
    assert all(option.detail and option.icon for option in pane.questions.add.offered)
    for _ in range(5):  # past the heading between the groups
        press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert here(desk).kind is Kind.RATING


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("drop", Kind.DROPDOWN),
        ("yes", Kind.YES_NO),
        ("stars", Kind.RATING),
        ("slid", Kind.SLIDER),
        ("age", Kind.NUMBER),
        ("text", Kind.TEXT),
        ("long", Kind.LONG_TEXT),
        ("birth", Kind.DATE),
        ("phone", Kind.PHONE),
        ("state", Kind.STATEMENT),
    ],
)
def test_typing_finds_a_kind_by_its_name_or_what_it_is_for(
    desk: Desk, pane: BuilderPane, typed: str, kind: Kind
) -> None:
    add(pane, typed)
    assert here(desk).kind is kind
    write("Written at once")
    assert here(desk).title == "Written at once"


def test_yes_and_no_stand_side_by_side(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    add(pane, "yes")
    cards = pane.canvas.question.choices
    yes, no = cards.shown
    assert [card.title.toPlainText() for card in cards.shown] == ["Yes", "No"]
    qtbot.waitUntil(lambda: yes.y() == no.y())
    assert yes.x() < no.x()
    assert not cards.add.isVisible()
    fill(no.title, "Not at all")
    assert here(desk).options[1].title == "Not at all"


def test_a_dropdown_is_a_closed_list_over_its_rows(desk: Desk, pane: BuilderPane) -> None:
    add(pane, "drop")
    write("Country?")
    page = pane.canvas.question
    assert page.typed.example.placeholderText() == "Please choose"
    fill(page.typed.example, "Pick one")
    page.choices.focus_choice(0)
    write("Germany")
    press(KEY.Key_Return)
    write("France")
    assert here(desk).placeholder == "Pick one"
    assert [choice.title for choice in here(desk).options] == ["Germany", "France"]
    assert page.button.isVisible(), "picking from a list does not go on by itself"
    assert not pane.inspector.question.advance.isVisible()


def test_stars_and_their_ends(desk: Desk, pane: BuilderPane) -> None:
    add(pane, "rating")
    stars = pane.inspector.answer.stars
    stars.setFocus()
    for _ in range(2):
        press(KEY.Key_Up)
    fill(pane.canvas.question.number.low, "never")
    fill(pane.inspector.answer.high, "always")
    question = here(desk)
    assert (question.highest, question.low_label, question.high_label) == (7, "never", "always")
    assert pane.canvas.question.number.high.text() == "always"
    assert len(desk.editor.undo_labels) == 4, "the question, its stars, and each end"


def test_a_slider_has_bounds_steps_and_a_unit(desk: Desk, pane: BuilderPane, file: ProjectFile) -> None:
    add(pane, "slider")
    answer = pane.inspector.answer
    for field, text in ((answer.lowest, "-5"), (answer.highest, "12,5"), (answer.step, "0.5"), (answer.unit, "kg")):
        fill(field, text)
    assert here(desk).numbers == (-5, 12.5, 0.5)
    assert here(desk).unit == "kg"
    answer.highest.setFocus()
    press(KEY.Key_Up)
    assert here(desk).highest == 13
    assert not pane.inspector.question.required.isVisible(), "a slider always stands somewhere"
    assert reopened(file) == desk.project


def test_a_number_without_bounds_takes_any(desk: Desk, pane: BuilderPane) -> None:
    add(pane, "number")
    answer = pane.inspector.answer
    fill(answer.lowest, "18")
    fill(answer.lowest, "-")
    assert answer.lowest.property("bad"), "a lone sign is no number"
    assert here(desk).lowest == 18
    press(KEY.Key_Tab)
    assert answer.lowest.text() == "18"
    answer.lowest.setFocus()
    answer.lowest.selectAll()
    press(KEY.Key_Delete)
    assert here(desk).lowest is None
    fill(pane.canvas.question.typed.unit, "years")
    assert here(desk).unit == "years"


def test_texts_have_a_length(desk: Desk, pane: BuilderPane) -> None:
    add(pane, "long")
    fill(pane.inspector.answer.fewest, "20")
    fill(pane.inspector.answer.longest, "900")
    fill(pane.canvas.question.typed.example, "My skin is")
    question = here(desk)
    assert (question.shortest, question.longest, question.placeholder) == (20, 900, "My skin is")
    assert desk.editor.undo_labels[1] == "edit number of characters"


def test_days_are_taken_once_they_are_whole(desk: Desk, pane: BuilderPane) -> None:
    add(pane, "date")
    earliest = pane.inspector.answer.earliest
    fill(earliest, "2026-02-3")
    assert here(desk).earliest == ""
    assert earliest.property("bad")
    press(KEY.Key_Backspace)
    write("28")
    assert here(desk).earliest == "2026-02-28"
    assert not earliest.property("bad")


def test_a_phone_number_has_a_country(desk: Desk, pane: BuilderPane) -> None:
    add(pane, "phone")
    pick(pane.inspector.answer.country, "Germany")
    assert here(desk).country == "DE"
    assert pane.canvas.question.typed.country.text() == "DE +49"
    assert pane.canvas.question.typed.example.placeholderText().startswith("01")


def test_a_choice_has_a_role_where_its_kind_has_roles(desk: Desk, pane: BuilderPane) -> None:
    desk.open_question("b")
    choices = pane.inspector.choices
    choices.pick("b2")
    pick(choices.role, "None")
    assert here(desk).options[1].role is Role.NONE
    assert pane.canvas.question.choices.shown[1].mark == "clears the others"
    pick(choices.role, "Other")
    assert here(desk).options[1].role is Role.OTHER
    assert pane.canvas.question.choices.shown[1].mark == "asks for a text"
    desk.editor.do(edits.set_kind, "three", "b", Kind.DROPDOWN)
    assert not choices.role.isVisible()
    assert pane.canvas.question.choices.shown[1].mark == ""


def test_any_answer_can_give_tags(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.open_question("c")
    part = pane.inspector.any_answer
    part.switch.setFocus()
    press(KEY.Key_Space)
    assert here(desk).options == (Choice("new1", role=Role.ANSWER),)
    assert part.details.isVisible()
    desk.editor.do(edits.link_tags, "three", "c", "new1", ["lead"], lambda: "t")
    assert part.tags.accessibleName() == "Tags: lead"
    press(KEY.Key_Space)
    assert here(desk).options == ()
    assert not part.details.isVisible()


def test_a_kind_whose_rules_would_end_is_asked_about_in_place(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.set_show_when, "three", "b", Chose("a", "a1"))
    desk.open_question("a")
    part = pane.inspector.question
    pick(part.kind, "Long")
    assert part.would_break.isVisible()
    assert "A rule of question 2 “Second?”" in part.would_break.words
    assert here(desk).kind is Kind.SINGLE
    press(KEY.Key_Escape)
    assert part.kind.value == Kind.SINGLE.value
    assert not part.would_break.isVisible()
    pick(part.kind, "Long")
    assert focused() is part.would_break.agree
    press(KEY.Key_Return)
    assert here(desk).kind is Kind.LONG_TEXT
    assert not part.would_break.isVisible()
    assert titles(desk) == ["First?", "Second?", "Third?"]


def test_a_kind_with_the_same_choices_changes_at_once(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.set_show_when, "three", "b", Chose("a", "a1"))
    desk.open_question("a")
    pick(pane.inspector.question.kind, "Dropdown")
    assert here(desk).kind is Kind.DROPDOWN
    desk.open_question("c")
    pick(pane.inspector.question.kind, "Yes")
    assert [choice.title for choice in here(desk).options] == ["Yes", "No"]


def test_a_picture_and_a_video_are_shown_over_the_question(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    media = pane.inspector.media
    qtbot.mouseClick(media.video.link, Qt.MouseButton.LeftButton)
    write("https://videos.example/one.mp4")
    press(KEY.Key_Return)
    assert here(desk).video == "https://videos.example/one.mp4"
    tile = pane.canvas.question.media
    assert tile.isVisible()
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert focused() is media.picture.tile


def test_a_condition_compares_a_number(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.set_kind, "three", "b", Kind.NUMBER)
    desk.open_question("c")
    line = pane.inspector.show_when.line
    line.edit.setFocus()
    press(KEY.Key_Space)
    (row,) = line.editor.rows
    assert here(desk).show_when == Compare("b", ">=", 0)
    fill(row.amount, "21,5")
    row.verb.setFocus()
    press(KEY.Key_Home)
    assert here(desk).show_when == Compare("b", "<", 21.5)
    assert "is less than 21.5" in line.sentence.text()


def test_what_a_consent_box_is_about(desk: Desk, pane: BuilderPane, file: ProjectFile, qtbot: QtBot) -> None:
    part = pane.inspector.question
    assert not part.agrees_to.isVisible()
    add(pane, "consent")
    assert (part.agrees_to.isVisible(), part.agrees_to.value) == (True, "email")
    segment = part.agrees_to.findChildren(QPushButton)[0]
    segment.setFocus()
    press(KEY.Key_Right)
    assert here(desk).agrees_to == "sms"
    qtbot.waitUntil(lambda: any("no question asks for a phone number" in one for one in part.notices))
    press(KEY.Key_Right)
    assert here(desk).agrees_to == "both"
    assert [one.agrees_to for one in reopened(file).quizzes[1].questions if one.kind is Kind.CONSENT] == ["both"]
    assert pane.inspector.minimumSizeHint().width() <= pane.inspector.width()
    box = desk.question_id
    add(pane, "phone")
    desk.open_question(box)
    qtbot.waitUntil(lambda: not any("phone number" in one for one in part.notices))
    desk.editor.undo()
    desk.editor.undo()
    assert here(desk).agrees_to == "sms"
