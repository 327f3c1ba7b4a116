"""The map of a quiz: every walk lies on it, what it calls unreached nobody reaches, and no line crosses a box."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizdesigner.quiz import play
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Choice,
    Chose,
    Compare,
    HasTag,
    Jump,
    Kind,
    Not,
    Question,
    Quiz,
    ResultsPage,
    Role,
)
from quizdesigner.quiz.flow import Flow, Way, flow
from quizdesigner.quiz.flow_layout import GATE, HEIGHT, LABEL, LABEL_HEIGHT, WIDTH, Layout, layout
from tests.quiz.mapped import asking, name, quiz_of


def drawn(quiz: Quiz) -> set[str]:
    """The edges as text: `a next b`, `?b` for the gate before b."""
    found = flow(quiz)
    return {f"{name(found, edge.start)} {edge.way} {name(found, edge.end)}" for edge in found.edges}


# -- the graph


def test_questions_follow_each_other_to_the_results() -> None:
    assert drawn(quiz_of(asking("a"), asking("b"))) == {"a next b", "b next end"}


def test_a_question_shown_sometimes_has_a_gate_with_a_way_past_it() -> None:
    found = drawn(quiz_of(asking("a"), asking("b", show_when=Chose("a", "a1")), asking("c")))
    assert found == {"a next ?b", "?b shown b", "?b past c", "b next c", "c next end"}


def test_gates_follow_each_other() -> None:
    found = drawn(quiz_of(asking("a"), *(asking(one, show_when=HasTag("ta1")) for one in "bc"), asking("d")))
    assert found >= {"a next ?b", "?b past ?c", "b next ?c", "?c past d", "c next d"}
    assert "a next d" not in found


def test_a_rule_leads_to_the_gate_of_what_is_shown_sometimes() -> None:
    jump = Jump("j", "c", Chose("a", "a1"))
    found = drawn(quiz_of(asking("a", jump), asking("b"), asking("c", show_when=HasTag("ta1"))))
    assert found >= {"a jump ?c", "a next b", "?c past end"}


def test_rules_to_the_same_place_are_one_way() -> None:
    jumps = (Jump("j", "c", Chose("a", "a1")), Jump("k", "c", Chose("a", "a2")))
    found = flow(quiz_of(asking("a", *jumps, required=False), asking("b"), asking("c")))
    leap = next(edge for edge in found.edges if edge.way is Way.JUMP)
    assert leap.jumps == jumps


def test_a_rule_to_where_the_order_leads_is_no_way_of_its_own() -> None:
    jump = Jump("j", "b", Chose("a", "a1"))
    assert drawn(quiz_of(asking("a", jump), asking("b"))) == {"a next b", "b next end"}


@pytest.mark.parametrize(
    "when",
    [
        Any((Chose("a", "a1"), Chose("a", "a2"))),
        Answered("a"),
        All(()),
        Not(Any(())),
        Any((HasTag("ta1"), HasTag("ta2"))),
        Not(Chose("a", "gone")),
        Not(Answered("later")),
    ],
)
def test_rules_that_take_up_every_answer_leave_no_way_on(when: AnyCondition) -> None:
    found = flow(quiz_of(asking("a", Jump("j", "c", when)), asking("b"), asking("c"), asking("later")))
    assert [stop.part for stop in found.stops if not stop.reached] == ["b"]


@pytest.mark.parametrize("when", [Chose("a", "a1"), HasTag("ta1"), Not(Answered("a")), Any(())])
def test_rules_that_leave_an_answer_leave_a_way_on(when: AnyCondition) -> None:
    assert "a next b" in drawn(quiz_of(asking("a", Jump("j", "c", when)), asking("b"), asking("c")))


def test_who_may_skip_the_question_goes_on() -> None:
    question = asking("a", Jump("j", "c", Answered("a")), required=False)
    assert drawn(quiz_of(question, asking("b"), asking("c"))) >= {"a jump c", "a next b"}


@pytest.mark.parametrize(
    "when",
    [Chose("c", "c1"), Chose("a", "gone"), HasTag("tc1"), HasTag("nobody"), Compare("a", ">", 3), Any(())],
)
def test_what_cannot_hold_yet_shows_nothing(when: AnyCondition) -> None:
    quiz = quiz_of(asking("a"), asking("b", show_when=when), asking("c"))
    assert drawn(quiz) == {"a next c", "b next c", "c next end"}
    assert [stop.reached for stop in flow(quiz).stops] == [True, False, True, True]


def test_rules_backwards_and_to_nowhere_are_no_ways() -> None:
    jumps = (Jump("j", "a", All(())), Jump("k", "gone", All(())), Jump("l", "b", All(())))
    assert drawn(quiz_of(asking("a"), asking("b", *jumps))) == {"a next b", "b next end"}


def test_the_last_results_page_is_for_whoever_is_left() -> None:
    pages = (ResultsPage("x", show_when=HasTag("ta1")), ResultsPage("y", show_when=HasTag("ta2")))
    found = drawn(quiz_of(asking("a", Jump("j", "y", Chose("a", "a2"))), pages=pages))
    assert found == {"a next ?x", "?x shown x", "?x past y", "a jump y"}


def test_a_page_after_one_for_everybody_is_not_reached() -> None:
    found = flow(quiz_of(asking("a"), pages=(ResultsPage("x"), ResultsPage("y"))))
    assert [stop.part for stop in found.stops if not stop.reached] == ["y"]


def test_a_range_and_the_answer_to_a_text_are_picks() -> None:
    age = Question("age", Kind.NUMBER, choices=(Choice("old", role=Role.RANGE, least=60),))
    mail = Question(
        "mail", Kind.EMAIL, choices=(Choice("any", role=Role.ANSWER),), jumps=(Jump("j", "end", Chose("mail", "any")),)
    )
    found = drawn(quiz_of(age, asking("b", show_when=Chose("age", "old")), mail, asking("c")))
    assert found >= {"?b shown b", "mail jump end"}
    assert "mail next c" not in found


def test_an_empty_quiz_is_an_empty_map() -> None:
    assert flow(Quiz("quiz", "Quiz")) == Flow((), ())
    assert layout(flow(Quiz("quiz", "Quiz"))) == Layout((), ())


# -- any quiz


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """A quiz with rules of every sort, some of which speak of what is not there or comes later."""
    count = draw(st.integers(1, 6))
    pages = draw(st.integers(0, 3))

    def condition(depth: int = 2) -> AnyCondition:
        question = f"q{draw(st.integers(0, count))}"
        sort = draw(st.integers(0, 3 + 3 * (depth > 0)))
        if sort < 4:
            return (
                Chose(question, draw(st.sampled_from(["c0", "c1", "r", "any"]))),
                Answered(question),
                Compare(question, draw(st.sampled_from(["<", ">="])), 3),
                HasTag(f"t{draw(st.integers(0, 3))}"),
            )[sort]
        if sort == 4:
            return Not(condition(depth - 1))
        parts = tuple(condition(depth - 1) for _ in range(draw(st.integers(0, 2))))
        return All(parts) if sort == 5 else Any(parts)

    def tags() -> tuple[str, ...]:
        return (f"t{draw(st.integers(0, 3))}",) if draw(st.booleans()) else ()

    questions = []
    for place in range(count):
        targets = [*(f"q{other}" for other in range(count + 1)), *(f"r{page}" for page in range(pages))]
        questions.append(
            Question(
                f"q{place}",
                draw(st.sampled_from([Kind.SINGLE, Kind.SINGLE, Kind.MULTIPLE, Kind.RATING, Kind.TEXT, Kind.WELCOME])),
                f"Title {place}",
                required=draw(st.booleans()),
                choices=(
                    Choice("c0", "No", tags=tags()),
                    Choice("c1", "Yes", tags=tags()),
                    Choice("r", "High", Role.RANGE, least=3, tags=tags()),
                    Choice("any", role=Role.ANSWER, tags=tags()),
                ),
                show_when=condition() if draw(st.booleans()) else None,
                jumps=tuple(
                    Jump(f"j{place}-{number}", draw(st.sampled_from(targets)), condition())
                    for number in range(draw(st.integers(0, 3)))
                ),
            )
        )
    return Quiz(
        "quiz",
        "Quiz",
        tuple(questions),
        tuple(
            ResultsPage(f"r{page}", "", show_when=condition() if draw(st.booleans()) else None) for page in range(pages)
        ),
    )


@st.composite
def walked(draw: st.DrawFn) -> tuple[Quiz, dict[str, Answer]]:
    quiz = draw(quizzes())
    given: dict[str, Answer] = {}
    for question in quiz.questions:
        if draw(st.integers(0, 4)) and question.traits.takes_answer:
            if question.traits.has_choices:
                most = 2 if question.takes_several else 1
                picks = draw(st.lists(st.sampled_from(["c0", "c1"]), min_size=1, max_size=most, unique=True))
                given[question.id] = tuple(sorted(picks))
            else:
                given[question.id] = str(draw(st.integers(1, 5))) if question.traits.is_number else "words"
    return quiz, given


@settings(max_examples=300)
@given(walked())
def test_every_walk_lies_on_the_map(case: tuple[Quiz, dict[str, Answer]]) -> None:
    quiz, answers = case
    found = flow(quiz)
    walk = play.walk(quiz, answers)
    route = [question.id for question in walk.route] + ([walk.end.id] if walk.end else [])
    assert {stop.part for stop in found.stops if stop.reached} >= set(route)
    ways = {(name(found, edge.start), name(found, edge.end)) for edge in found.edges}
    for one, other in pairwise(route):
        # From a screen through gates alone: past some, and into the last.
        open_ends, seen = {one}, set[str]()
        while open_ends - seen:
            here = (open_ends - seen).pop()
            seen.add(here)
            open_ends |= {end for start, end in ways if start == here and (end.startswith("?") or end == other)}
        assert other in open_ends


@settings(max_examples=200)
@given(quizzes())
def test_no_line_crosses_a_box_and_nothing_lies_on_another(quiz: Quiz) -> None:
    found = flow(quiz)
    plan = layout(found)
    assert plan == layout(found)
    boxes = plan.boxes
    for at, box in enumerate(boxes):
        for other in boxes[:at]:
            apart = abs(box.x - other.x) >= (box.width + other.width) / 2
            assert apart or abs(box.y - other.y) >= (box.height + other.height) / 2
    for edge, line in zip(found.edges, plan.lines, strict=True):
        assert boxes[edge.start].x < boxes[edge.end].x
        for (x, y), (x2, y2) in pairwise(line.spots):
            left, right = sorted((x, x2))
            top, bottom = sorted((y, y2))
            assert plan.left <= left <= right <= plan.right
            assert plan.top <= top <= bottom <= plan.bottom
            for box in boxes:
                beside = right <= box.x - box.width / 2 or left >= box.x + box.width / 2
                outside = bottom <= box.y - box.height / 2 or top >= box.y + box.height / 2
                assert beside or outside
        if line.label is not None:
            x, y = line.label
            for box in boxes:
                if box.width == WIDTH:
                    assert abs(x - box.x) >= (LABEL + WIDTH) / 2 or abs(y - box.y) >= (LABEL_HEIGHT + HEIGHT) / 2


def test_the_trunk_is_straight() -> None:
    questions = [asking("a"), asking("b", show_when=HasTag("ta1")), asking("c"), asking("d", show_when=HasTag("ta1"))]
    quiz = quiz_of(*questions, asking("e", Jump("j", "z", Chose("e", "e1"))), asking("f"), asking("g"), asking("z"))
    found = flow(quiz)
    at = {name(found, place): box for place, box in enumerate(layout(found).boxes)}
    assert {at[one].y for one in ("a", "?b", "c", "?d", "e", "f", "g", "z", "end")} == {0}
    assert at["b"].y == at["d"].y > HEIGHT
    assert at["?b"].width == GATE
