"""Problems by hand: the status line's list, the way to each, the next one by a key, and the side bar's badges."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits, play
from quizdesigner.quiz.coverage import TooMany
from quizdesigner.quiz.document import (
    Choice,
    Chose,
    Connection,
    HasTag,
    Jump,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Segment,
    Service,
    Slot,
    Tag,
    TagGroup,
    Target,
)
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Files
from quizdesigner.views.kit import Field
from quizdesigner.views.places import PLACES
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.problem_list import ProblemList
from quizdesigner.views.problems import where
from quizdesigner.views.segments import SegmentsPane
from quizdesigner.views.shell import MainWindow, Panes

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

TWO_GOALS = "50 % of answer paths end with more than one goal: tag: question 1 and question 2 both give one."
NEVER = "Rule 2 of question 1 “First?” is never used: a rule before it has the same condition."
NOBODY = "Nobody is in “Club”: vip:launch is on no choice."
BEATEN = "Mask is never shown, though 50 % of answer paths vote for it: Tea beats it."


@pytest.fixture
def project() -> Project:
    """A rule that is never used, a product that always loses, two values of one group, a segment nobody is in."""
    first = (
        Choice("a1", "Yes", tags=("calm",), links=(Link("tea", weight=2), Link("mask"))),
        Choice("a2", "No", tags=("calm",), links=(Link("tea"),)),
    )
    second = (Choice("b1", "Yes", tags=("firm",)), Choice("b2", "No", tags=("dry",)))
    rules = (Jump("k", "b", Chose("a", "a1")), Jump("l", "c", Chose("a", "a1")))
    questions = (
        Question("a", Kind.SINGLE, "First?", choices=first, jumps=rules),
        Question("b", Kind.SINGLE, "Second?", choices=second),
        Question("c", Kind.SINGLE, "Third?", choices=(Choice("c1", "Yes", tags=("dry",)),)),
    )
    pages = (ResultsPage("end", "Done", sections=(Slot("s", "Best", count=1),)),)
    return Project(
        "p",
        "Client",
        (Quiz("q", "Quiz", questions, pages),),
        tags=(Tag("calm", "goal:calm"), Tag("firm", "goal:firm"), Tag("dry", "skin:dry"), Tag("vip", "vip:launch")),
        tag_groups=(TagGroup("goal", single=True),),
        segments=(Segment("club", "Club", HasTag("vip")),),
        products=(Product("tea", "Tea"), Product("mask", "Mask")),
    )


class Place(QWidget):
    """Stands for another place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.field = Field("Name")
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)


@pytest.fixture
def window(
    connected: None, desk: Desk, preferences: Preferences, show: Callable[..., None], qtbot: QtBot
) -> MainWindow:
    panes: dict[str, Callable[[Desk], QWidget]] = {place.name: Place for place in PLACES}
    panes |= {"builder": BuilderPane, "segments": SegmentsPane, "publish": Place}
    made: Panes = panes
    opened = MainWindow(desk, made, Files(preferences, desk.editor.new_id))
    show(opened, 1440, 870)
    qtbot.waitUntil(lambda: bool(desk.problems.found))
    return opened


@pytest.fixture
def listed(window: MainWindow) -> ProblemList:
    """The list, opened by a click."""
    QTest.mouseClick(window.statusbar.problems, LEFT)
    return window.statusbar.list


def builder(window: MainWindow) -> BuilderPane:
    made = window.panes["builder"]
    assert isinstance(made, BuilderPane)
    return made


def test_the_status_line_opens_the_list_and_esc_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot) -> None:
    field = builder(window).questions.list
    field.setFocus()
    assert window.statusbar.problems.text() == "4 problems"
    QTest.mouseClick(window.statusbar.problems, LEFT)
    shown = window.statusbar.list
    assert shown.isVisible()
    assert shown.texts() == (NEVER, TWO_GOALS, BEATEN, NOBODY)
    assert (shown.heading.text(), shown.sentence.text()) == ("4 problems", "nothing stops a publication")
    assert shown.view.hasFocus()
    qtbot.keyClick(shown.view, KEY.Key_Escape)
    assert not shown.isVisible()
    assert field.hasFocus()


def test_enter_goes_to_the_rule_a_problem_is_about(window: MainWindow, listed: ProblemList, desk: Desk) -> None:
    desk.open_question("c")
    QTest.keyClick(listed.view, KEY.Key_Return)
    assert (desk.place, desk.question_id) == ("builder", "a")
    then = builder(window).inspector.then
    assert then.rules[1].jump_id == "l"
    assert then.rules[1].hasFocus()
    assert then.notices == (NEVER,)
    assert not listed.isVisible()


def test_arrows_lead_to_what_stands_in_other_places(window: MainWindow, listed: ProblemList, desk: Desk) -> None:
    asked: list[tuple[str, str]] = []
    desk.segment_asked.connect(lambda one: asked.append((desk.place, one)))
    desk.product_asked.connect(lambda one: asked.append((desk.place, one)))
    for steps in (3, 2):
        if not listed.isVisible():
            listed.open()
        for _ in range(steps):
            QTest.keyClick(listed.view, KEY.Key_Down)
        QTest.keyClick(listed.view, KEY.Key_Return)
    assert asked == [("segments", "club"), ("products", "mask")]


def test_enter_gives_the_keyboard_to_what_is_wrong_with_a_group(
    window: MainWindow, listed: ProblemList, desk: Desk, qtbot: QtBot
) -> None:
    QTest.keyClick(listed.view, KEY.Key_Down)
    QTest.keyClick(listed.view, KEY.Key_Return)
    place = window.panes["segments"]
    assert isinstance(place, SegmentsPane)
    (part,) = place.side.contradictions.parts
    assert part.hasFocus()
    assert part.accessibleName().startswith("Two values in one group. goal: may hold one value.")
    qtbot.waitUntil(part.look.isVisible)
    QTest.keyClick(part, KEY.Key_Tab)
    assert part.look.hasFocus()


def test_an_example_opens_in_the_preview_by_key_and_by_mouse(
    window: MainWindow, listed: ProblemList, desk: Desk, qtbot: QtBot
) -> None:
    sheets: list[dict[str, tuple[str, ...]]] = []
    desk.shopper_asked.connect(sheets.append)
    QTest.keyClick(listed.view, KEY.Key_Down)
    QTest.keyClick(listed.view, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: desk.place == "preview")
    assert {tag.tag for tag in play.outcome(desk.project, desk.quiz, sheets[0]).tags} >= {"calm", "firm"}
    assert not listed.isVisible()

    QTest.mouseClick(window.statusbar.problems, LEFT)
    row = listed.view.visualRect(listed.view.model().index(2, 0))
    QTest.mouseClick(listed.view.viewport(), LEFT, pos=row.bottomRight() - QPoint(50, 18))
    qtbot.waitUntil(lambda: len(sheets) == 2)
    assert "mask" not in play.outcome(desk.project, desk.quiz, sheets[1]).recommended


def test_a_problem_without_an_example_has_nothing_to_preview(listed: ProblemList, desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(listed.view, KEY.Key_Return, CTRL)
    assert (desk.place, listed.isVisible()) == ("builder", True)


def test_a_click_goes_there_and_another_on_the_button_closes(
    window: MainWindow, listed: ProblemList, desk: Desk
) -> None:
    QTest.mouseClick(window.statusbar.problems, LEFT)
    assert not listed.isVisible()
    QTest.mouseClick(window.statusbar.problems, LEFT)
    row = listed.view.visualRect(listed.view.model().index(3, 0))
    QTest.mouseClick(listed.view.viewport(), LEFT, pos=row.center())
    assert desk.place == "segments"


def test_whoever_looks_elsewhere_has_closed_the_list(window: MainWindow, listed: ProblemList) -> None:
    builder(window).questions.list.setFocus()
    assert not listed.isVisible()


def test_a_key_goes_from_one_problem_to_the_next(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    for _ in range(5):
        qtbot.keyClick(window, KEY.Key_F7)
    assert said == [
        f"{number} of 4: {text}" for number, text in ((1, NEVER), (2, TWO_GOALS), (3, BEATEN), (4, NOBODY), (1, NEVER))
    ]
    assert desk.place == "builder"
    # What is mended is gone; the key goes on from there.
    desk.editor.do(edits.delete_jump, "q", "a", "l")
    qtbot.waitUntil(lambda: len(desk.problems.found) == 3)
    qtbot.keyClick(window, KEY.Key_F7)
    assert said[-1] == f"1 of 3: {TWO_GOALS}"
    qtbot.keyClick(window, KEY.Key_F7, SHIFT)
    assert window.statusbar.list.isVisible()


def test_the_list_follows_what_is_mended_and_what_breaks(
    window: MainWindow, listed: ProblemList, desk: Desk, qtbot: QtBot
) -> None:
    desk.editor.do(edits.change_question, "q", "b", title="")
    qtbot.waitUntil(lambda: window.statusbar.problems.text() == "5 problems")
    assert listed.texts()[0] == "Question 2 has no title."
    assert listed.sentence.text() == "1 stops a publication"
    assert listed.view.currentIndex().isValid()
    listed.view.setCurrentIndex(listed.view.model().index(0, 0))
    QTest.keyClick(listed.view, KEY.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert builder(window).canvas.isAncestorOf(focused)


def test_a_quiz_without_problems_says_so(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    slot = Slot("t", "Best", fallback=(Target("tea"),))
    asked = Question("x", Kind.SINGLE, "What?", choices=(Choice("x1", "Yes", tags=("vip",)), Choice("x2", "No")))
    sound = Quiz("sound", "Sound", (asked,), (ResultsPage("e", "Done", sections=(slot,)),))
    desk.editor.do(edits.add_quiz, sound)
    desk.open_quiz("sound")
    qtbot.waitUntil(lambda: window.statusbar.problems.text() == "No problems")
    QTest.mouseClick(window.statusbar.problems, LEFT)
    shown = window.statusbar.list
    assert (shown.heading.text(), shown.sentence.text()) == ("No problems", "Every answer path was looked at.")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    assert not shown.isVisible()
    shown.open()
    builder(window).questions.list.setFocus()
    assert not shown.isVisible()


def test_the_status_line_says_what_cannot_be_counted(window: MainWindow, desk: Desk) -> None:
    counts = window.statusbar.counts
    assert "4 answer paths" in counts.text()
    desk.forecast.coverage = TooMany(1)
    desk.forecast.changed.emit()
    assert "too many answer paths to count" in counts.text()
    desk.forecast.coverage = None
    desk.forecast.changed.emit()
    assert "path" not in counts.text()


def test_badges_count_each_problem_in_one_place(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    def badges() -> dict[str, int]:
        names = ("builder", "products", "customer_tags", "segments")
        return {name: window.sidebar.item(name).badge for name in names if window.sidebar.item(name).badge}

    assert badges() == {"products": 1, "segments": 2}
    assert window.sidebar.item("segments").accessibleName() == "Segments, 2 problems"
    desk.editor.do(edits.unlink_tag, "q", "b", "b2", "dry")
    assert badges() == {"products": 1, "customer_tags": 1, "segments": 2}
    assert window.sidebar.item("customer_tags").accessibleName() == "Customer Tags, 1 choice without a tag"
    # In the builder what stops a publication.
    desk.editor.do(edits.change_question, "q", "b", title="")
    qtbot.waitUntil(lambda: badges().get("builder") == 1)


def test_questions_choices_and_pages_with_something_to_mend_have_a_sign(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    pane = builder(window)

    def signs() -> dict[str, str]:
        rows = [pane.questions.list.model().index(at, 0).data(Qt.ItemDataRole.UserRole) for at in range(3)]
        return {row.id: row.sign for row in rows if row.sign}

    assert signs() == {"a": "warn"}
    said = pane.questions.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("something to mend")
    desk.editor.do(edits.change_choice, "q", "b", "b1", title="")
    qtbot.waitUntil(lambda: signs() == {"a": "warn", "b": "bad"})
    desk.open_question("b")
    assert pane.inspector.choices.list.model().index(0, 0).data(Qt.ItemDataRole.UserRole).sign == "bad"
    assert pane.inspector.choices.notices == ("A choice of question 2 “Second?” has no text.",)


def test_what_nobody_reaches_is_told_where_it_is_mended_and_where_it_suffers(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    rule = Jump("m", "c", Chose("a", "a2"))
    desk.editor.do(edits.change_jump, "q", "a", "k", to="c")
    desk.editor.do(edits.add_jump, "q", "a", rule)
    told = (
        "Nobody can reach question 2. Question 1 always goes on to question 3, for each of its answers."
        " So nobody can get goal:firm."
    )
    inspector = builder(window).inspector
    desk.open_question("a")
    qtbot.waitUntil(lambda: told in inspector.then.notices)
    desk.open_question("b")
    assert inspector.question.notices == (told,)
    assert inspector.then.notices == ()


def test_a_condition_that_never_holds_is_told_under_it(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.editor.do(edits.set_show_when, "q", "c", HasTag("vip"))
    desk.open_question("c")
    inspector = builder(window).inspector
    qtbot.waitUntil(lambda: bool(inspector.show_when.notices))
    assert inspector.show_when.notices[0].startswith("Nobody can reach question 3. Its condition never holds")
    finding = next(one for one in desk.problems.found if one.part == "show_when")
    desk.problems.visit(finding)
    assert inspector.show_when.line.edit.hasFocus()


def test_the_quiz_is_looked_through_once_the_hands_rest(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    looked: list[int] = []
    desk.problems.changed.connect(lambda: looked.append(1))
    for number in range(5):
        desk.editor.do(edits.rename_quiz, "q", f"Quiz {number}", merge="name")
    assert looked == []
    qtbot.waitUntil(lambda: looked == [1])


def test_nothing_is_wrong_where_there_is_no_quiz(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    desk.editor.do(edits.delete_quiz, "q")
    qtbot.waitUntil(lambda: window.statusbar.problems.text() == "No problems")
    qtbot.keyClick(window, KEY.Key_F7)
    assert said == ["There is nothing to mend."]


def test_what_a_connection_lacks_is_an_error_that_leads_to_connect(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.editor.do(edits.add_connection, Connection("m", Service.MAILCHIMP))
    qtbot.waitUntil(lambda: any(one.connection for one in desk.problems.found))
    finding = desk.problems.found[0]
    assert (finding.level, finding.connection) == ("error", "m")
    assert where(desk.project, desk.quiz, finding) == "Connect, Mailchimp"
    desk.problems.visit(finding)
    assert desk.place == "connect"
    desk.editor.do(edits.change_connection, "m", list_id="a1")
    qtbot.waitUntil(lambda: not any(one.connection for one in desk.problems.found))
