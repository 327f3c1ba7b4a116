"""The builder's right column by hand: kinds, votes, rules, slots and what is to be mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits, play
from quizdesigner.quiz.document import (
    All,
    Any,
    Choice,
    Chose,
    Effect,
    HasTag,
    Jump,
    Kind,
    Link,
    Not,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
    Tag,
    Variant,
)
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.commands import bind
from quizdesigner.views.desk import Desk
from tests.views.building import press, write

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def project() -> Project:
    """Three questions, a tag, two products, a slot."""
    questions = (
        Question("a", Kind.SINGLE, "First?", choices=(Choice("a1", "Yes", tags=("t",)), Choice("a2", "No"))),
        Question("b", Kind.PICTURE, "Second?", choices=(Choice("b1", "Tea"), Choice("b2", "Milk"))),
        Question("c", Kind.TEXT, "Third?", required=False),
    )
    return Project(
        "p",
        "Client",
        (Quiz("q", "Quiz", questions, (ResultsPage("end", "Done", slots=(Slot("s", "Night"),)),)),),
        tags=(Tag("t", "goal:sleep"),),
        products=(
            Product("tea", "Night tea", type="Tea", variants=(Variant("v", sku="HAL-7"),)),
            Product("mask", "Sleep mask"),
        ),
    )


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> BuilderPane:
    made = BuilderPane(desk)
    bind(made, made.commands())
    show(made)
    return made


def at(desk: Desk, place: int) -> Question:
    """The question at a place, as the project has it now."""
    return desk.quiz.questions[place]


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, LEFT)


def pick(select: QComboBox, step: int) -> None:
    """Choose with the arrow keys of a closed list."""
    select.setFocus()
    for _ in range(abs(step)):
        QTest.keyClick(select, KEY.Key_Down if step > 0 else KEY.Key_Up)


def test_several_changes_the_kind_or_the_picture_choice(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    part = pane.inspector.question
    several = part.answers.findChildren(QWidget)[1]
    click(qtbot, several)
    assert at(desk, 0).kind is Kind.MULTIPLE
    assert part.least.isVisible()
    assert not part.advance.isVisible()
    part.most.setFocus()
    QTest.keyClick(part.most, KEY.Key_Up)
    QTest.keyClick(part.most, KEY.Key_Up)
    assert at(desk, 0).most == 2
    assert desk.editor.undo_labels[0] == "edit number of picks"
    desk.editor.undo()
    assert at(desk, 0).most == 0
    assert part.most.value() == 0

    desk.open_question("b")
    click(qtbot, several)
    question = at(desk, 1)
    assert question.several
    assert question.kind is Kind.PICTURE


def test_required_and_type_are_changed(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    part = pane.inspector.question
    click(qtbot, part.required)
    assert not at(desk, 0).required
    pick(part.kind, 3)
    assert at(desk, 0).kind is Kind.TEXT
    assert not pane.inspector.choices.isVisible()
    assert pane.canvas.question.placeholder.isVisible()
    assert len(at(desk, 0).choices) == 2, "going back loses nothing"


def test_the_field_name_follows_the_title_until_it_is_given(desk: Desk, pane: BuilderPane) -> None:
    key = pane.inspector.question.key
    assert key.placeholderText() == "first"
    key.setFocus()
    write("goal 1")
    assert at(desk, 0).key == "goal"
    assert key.text() == "goal 1"
    assert "Small letters a to z" in pane.inspector.question.key_hint.text()
    press(KEY.Key_Backspace)
    press(KEY.Key_Backspace)
    assert "Fixed" in pane.inspector.question.key_hint.text()
    desk.open_question("b")
    key.setFocus()
    write("goal")
    assert at(desk, 1).key == "goa"
    assert "Another question" in pane.inspector.question.key_hint.text()


def test_a_choice_votes_for_a_product(desk: Desk, pane: BuilderPane, file: ProjectFile, qtbot: QtBot) -> None:
    choices = pane.inspector.choices
    choices.list.setFocus()
    press(KEY.Key_Home)
    details = choices.details
    assert details.isVisible()
    click(qtbot, details.add.opener)
    write("hal-7")
    press(KEY.Key_Return)
    click(qtbot, details.add.opener)
    write("mask")
    press(KEY.Key_Return)
    assert at(desk, 0).choices[0].links == (Link("tea"), Link("mask"))

    details.links[0].weight.setFocus()
    press(KEY.Key_Up)
    press(KEY.Key_Up)
    click(qtbot, details.links[1].exclude)
    assert at(desk, 0).choices[0].links == (Link("tea", weight=3), Link("mask", Effect.EXCLUDE))
    outcome = play.outcome(desk.project, desk.quiz, {"a": ("a1",), "b": ("b1",)})
    assert [(one.product, one.votes) for one in outcome.products] == [("tea", 3), ("mask", 0)]
    click(qtbot, details.links[1].remove)
    assert at(desk, 0).choices[0].links == (Link("tea", weight=3),)
    with project_file.open(file.path, read_only=True) as other:
        assert other.project == desk.project


def test_a_picture_is_kept_once_it_is_an_address(desk: Desk, pane: BuilderPane) -> None:
    pane.inspector.choices.pick("a1")
    details = pane.inspector.choices.details
    details.picture.setFocus()
    write("nonsense")
    press(KEY.Key_Tab)
    assert details.picture_trouble.isVisible()
    assert not at(desk, 0).choices[0].picture
    details.picture.setFocus()
    details.picture.selectAll()
    write("https://shop.example/a.jpg")
    assert at(desk, 0).choices[0].picture == "https://shop.example/a.jpg"
    assert not details.picture_trouble.isVisible()


def test_choices_are_put_in_order_and_deleted_in_their_list(desk: Desk, pane: BuilderPane) -> None:
    rows = pane.inspector.choices.list
    rows.setFocus()
    press(KEY.Key_Home)
    press(KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in at(desk, 0).choices] == ["a2", "a1"]
    assert rows.current == "a1"
    press(KEY.Key_Delete)
    assert [one.id for one in at(desk, 0).choices] == ["a2"]
    assert len(desk.quiz.questions) == 3


def test_the_way_to_the_tags(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    pane.inspector.choices.pick("a1")
    click(qtbot, pane.inspector.choices.details.tags)
    assert (desk.place, desk.question_id) == ("customer_tags", "a")


def test_a_rule_made_with_keys_leads_the_shopper(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    then = pane.inspector.then
    then.add.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Space)
    (rule,) = then.rules
    row = rule.condition.rows[0]
    assert QApplication.focusWidget() is row.subject
    pick(row.value, 1)
    pick(rule.target, 1)
    assert at(desk, 0).jumps == (Jump("new1", "end", Chose("a", "a2")),)
    assert play.walk(desk.quiz, {"a": ("a2",)}).waiting is None
    assert [one.id for one in play.walk(desk.quiz, {"a": ("a2",)}).route] == ["a"]
    assert [one.id for one in play.walk(desk.quiz, {"a": ("a1",)}).route] == ["a", "b"]

    press(KEY.Key_Escape)
    assert then.open_rule == ""
    assert QApplication.focusWidget() is rule
    assert "If the answer is “No”, go to the results page" in rule.accessibleName()
    press(KEY.Key_Return)
    assert then.open_rule == "new1"
    click(qtbot, rule.delete)
    assert at(desk, 0).jumps == ()
    assert not rule.isVisible()


def test_rules_are_put_in_order(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.editor.do(edits.add_jump, "q", "a", Jump("j1", "c", Chose("a", "a1")))
    desk.editor.do(edits.add_jump, "q", "a", Jump("j2", "end", HasTag("t")))
    then = pane.inspector.then
    click(qtbot, then.rules[1])
    click(qtbot, then.rules[1].up)
    assert [jump.id for jump in at(desk, 0).jumps] == ["j2", "j1"]
    assert then.open_rule == "j2"


def test_only_what_comes_earlier_can_be_a_condition_and_only_later_a_target(desk: Desk, pane: BuilderPane) -> None:
    desk.open_question("b")
    pane.inspector.show_when.edit.click()
    row = pane.inspector.show_when.editor.rows[0]
    assert [row.subject.itemText(at) for at in range(row.subject.count())] == ["1  First?", "The shopper"]
    pane.inspector.then.add.click()
    rule = pane.inspector.then.rules[0]
    subjects = rule.condition.rows[0].subject
    assert [subjects.itemData(at) for at in range(2)] == ["b", "a"]
    assert [rule.target.itemData(at) for at in range(rule.target.count())] == ["c", "end"]


def test_a_question_is_shown_when_several_things_hold(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.open_question("c")
    part = pane.inspector.show_when
    part.edit.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Space)
    pick(part.editor.rows[0].verb, 1)
    assert at(desk, 2).show_when == Not(Chose("b", "b1"))
    click(qtbot, part.editor.add)
    pick(part.editor.rows[1].subject, 2)
    assert at(desk, 2).show_when == All((Not(Chose("b", "b1")), HasTag("t")))
    click(qtbot, part.editor.join.findChildren(QWidget)[1])
    assert at(desk, 2).show_when == Any((Not(Chose("b", "b1")), HasTag("t")))
    assert "or the shopper has goal:sleep" in part.sentence.text()
    click(qtbot, part.editor.rows[0].remove)
    assert at(desk, 2).show_when == HasTag("t")
    click(qtbot, part.editor.rows[0].remove)
    assert at(desk, 2).show_when is None
    assert part.sentence.text() == "Always shown."
    desk.editor.undo()
    assert "goal:sleep" in part.sentence.text()


def test_a_finding_stands_under_its_part(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.editor.do(edits.add_jump, "q", "c", Jump("j", "a", Chose("a", "a1")))
    desk.editor.do(edits.change_choice, "q", "b", "b1", title="")
    desk.open_question("c")
    qtbot.waitUntil(lambda: any("backwards" in text for text in pane.inspector.then.notices))
    desk.open_question("b")
    qtbot.waitUntil(lambda: any("no text" in text for text in pane.inspector.choices.notices))
    desk.editor.do(edits.change_choice, "q", "b", "b1", title="Tea")
    qtbot.waitUntil(lambda: pane.inspector.choices.notices == ())


def test_slots_of_the_results_page(desk: Desk, pane: BuilderPane, file: ProjectFile, qtbot: QtBot) -> None:
    desk.open_question("end")
    slots = pane.inspector.slots
    slots.slots[0].count.setFocus()
    press(KEY.Key_Down)
    click(qtbot, slots.add)
    write("Day")
    assert desk.quiz.results[0].slots == (Slot("s", "Night", 2), Slot("new1", "Day"))
    assert pane.canvas.results.slots[1].heading.text() == "Day"
    heading = pane.canvas.results.slots[0].heading
    heading.setFocus()
    heading.selectAll()
    write("Evening")
    assert slots.slots[0].heading.text() == "Evening"
    assert pane.canvas.results.slots[0].rule.text() == "2 best products with at least 1 vote"
    click(qtbot, slots.slots[1].delete)
    assert [slot.heading for slot in desk.quiz.results[0].slots] == ["Evening"]
    pane.canvas.results.title.setFocus()
    write("!")
    click(qtbot, pane.inspector.results.retake)
    assert not desk.quiz.results[0].retake
    assert "!" in desk.quiz.results[0].title
    with project_file.open(file.path, read_only=True) as other:
        assert other.project == desk.project


def test_every_control_has_a_name(desk: Desk, pane: BuilderPane) -> None:
    pane.inspector.choices.pick("a1")
    for part in ("a", "b", "c", "end"):
        desk.open_question(part)
        for widget in pane.findChildren(QWidget):
            takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            inner = widget.objectName().startswith("qt_") or not widget.isVisible()
            if takes_keys and not inner:
                assert widget.accessibleName(), f"{widget} of {widget.parent()} in {part}"
