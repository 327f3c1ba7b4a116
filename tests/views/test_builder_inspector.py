"""The builder's right column by hand: kinds, votes, rules, slots and what is to be mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits, play
from quizdesigner.quiz.document import (
    All,
    Any,
    Choice,
    Chose,
    HasTag,
    Jump,
    Kind,
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
from tests.views.building import walked
from tests.views.keyboard import press, write

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
        (Quiz("q", "Quiz", questions, (ResultsPage("end", "Done", sections=(Slot("s", "Night"),)),)),),
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
    pick(part.kind, 8)
    assert at(desk, 0).kind is Kind.TEXT
    assert not pane.inspector.choices.isVisible()
    assert pane.canvas.question.typed.example.isVisible()
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
    qtbot.waitUntil(lambda: not row.subject.visibleRegion().isEmpty())
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
    pane.inspector.show_when.line.edit.click()
    row = pane.inspector.show_when.line.editor.rows[0]
    assert [row.subject.itemText(at) for at in range(row.subject.count())] == ["1  First?", "The shopper"]
    pane.inspector.then.add.click()
    rule = pane.inspector.then.rules[0]
    subjects = rule.condition.rows[0].subject
    assert [subjects.itemData(at) for at in range(2)] == ["b", "a"]
    assert [rule.target.itemData(at) for at in range(rule.target.count())] == ["c", "end"]


def test_a_question_is_shown_when_several_things_hold(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.open_question("c")
    part = pane.inspector.show_when.line
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


def test_conditions_stand_in_groups_one_level_deep(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.open_question("c")
    line = pane.inspector.show_when.line
    line.edit.click()
    assert at(desk, 2).show_when == Chose("b", "b1")
    click(qtbot, line.editor.add_group)
    (group,) = line.editor.groups
    assert QApplication.focusWidget() is group.rows[0].subject
    pick(group.rows[0].value, 1)
    pick(group.rows[1].subject, 1)
    assert at(desk, 2).show_when == All((Chose("b", "b1"), Any((Chose("b", "b2"), Chose("a", "a1")))))
    assert "and (the answer to question 2 “Second?” is “Milk” or" in line.sentence.text()
    click(qtbot, group.join.findChildren(QWidget)[0])
    assert at(desk, 2).show_when == All((Chose("b", "b1"), All((Chose("b", "b2"), Chose("a", "a1")))))
    click(qtbot, group.rows[0].remove)
    assert at(desk, 2).show_when == All((Chose("b", "b1"), Chose("a", "a1")))
    assert line.editor.groups == []


def test_what_is_nested_deeper_is_said_and_can_be_taken_away(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    deep = Not(Any((Chose("a", "a1"), All((HasTag("t"), Chose("b", "b1"))))))
    desk.editor.do(edits.set_show_when, "q", "c", All((Chose("b", "b2"), deep)))
    desk.open_question("c")
    line = pane.inspector.show_when.line
    line.edit.click()
    part = line.editor.parts[1]
    assert part.remove.isVisible()
    assert not part.row.isVisible()
    click(qtbot, part.remove)
    assert at(desk, 2).show_when == Chose("b", "b2")
    line.clear.click()
    assert at(desk, 2).show_when is None


def test_a_finding_stands_under_its_part(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.editor.do(edits.add_jump, "q", "c", Jump("j", "a", Chose("a", "a1")))
    desk.editor.do(edits.change_choice, "q", "b", "b1", title="")
    desk.open_question("c")
    qtbot.waitUntil(lambda: any("backwards" in text for text in pane.inspector.then.notices))
    desk.open_question("b")
    qtbot.waitUntil(lambda: any("no text" in text for text in pane.inspector.choices.notices))
    desk.editor.do(edits.change_choice, "q", "b", "b1", title="Tea")
    qtbot.waitUntil(lambda: pane.inspector.choices.notices == ())


def test_every_control_has_a_name(desk: Desk, pane: BuilderPane) -> None:
    pane.inspector.choices.pick("a1")
    for part in ("a", "b", "c", "end"):
        desk.open_question(part)
        for widget in pane.findChildren(QWidget):
            takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            inner = widget.objectName().startswith("qt_") or not widget.isVisible()
            if takes_keys and not inner:
                assert widget.accessibleName(), f"{widget} of {widget.parent()} in {part}"


def test_tab_goes_through_page_and_rules_as_one_reads(desk: Desk, pane: BuilderPane) -> None:
    pane.canvas.question.about.setFocus(Qt.FocusReason.TabFocusReason)
    assert walked(3) == ["Choice 1", "Choice 2", "Add choice"]
    pane.canvas.question.choices.add.click()
    pane.canvas.question.choices.shown[1].title.setFocus()
    assert walked(2) == ["Choice 3", "Add choice"]
    then = pane.inspector.then
    for _ in range(2):
        then.add.click()
    # The first rule is a sentence by now; Enter opens it where it stands.
    assert then.rules[1].condition.rows[0].subject.hasFocus()
    press(KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert then.rules[0].hasFocus()
    press(KEY.Key_Return)
    assert walked(8) == [
        "Take condition 1 away",
        "Condition 1: what holds",
        "Condition 1: choice or tag",
        "Add condition",
        "Add group of conditions",
        "Go to",
        "Done",
        "Move rule down",
    ]


def test_what_is_wrong_twice_in_the_same_words_is_said_once(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    for _ in range(2):
        pane.canvas.question.choices.add.click()
    qtbot.waitUntil(lambda: bool(pane.inspector.choices.notices))
    assert pane.inspector.choices.notices == ("A choice of question 1 “First?” has no text.",)


def test_a_list_of_questions_says_recalls_in_words(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.change_question, "q", "b", title="{a|Hello}, second?")
    desk.open_question("c")
    pane.inspector.show_when.line.edit.click()
    subject = pane.inspector.show_when.line.editor.rows[0].subject
    assert [subject.itemText(at) for at in range(subject.count())][:2] == ["2  Hello, second?", "1  First?"]
