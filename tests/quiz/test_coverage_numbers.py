"""Coverage of quizzes whose numbers one can work out by hand, small and beyond counting."""

from __future__ import annotations

from math import comb

import msgspec
import pytest
from msgspec.structs import replace

from quizdesigner.quiz import edits
from quizdesigner.quiz.answers import problem
from quizdesigner.quiz.coverage import (
    BUDGET,
    Alone,
    Count,
    Coverage,
    GroupReach,
    Placing,
    Sheet,
    TagReach,
    TooMany,
    coverage,
    paths,
)
from quizdesigner.quiz.coverage.numbers import pieces
from quizdesigner.quiz.document import (
    All,
    Any,
    By,
    Choice,
    Chose,
    Compare,
    Effect,
    HasTag,
    Jump,
    Kind,
    Link,
    Not,
    Note,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Role,
    Slot,
    Tag,
)
from quizdesigner.starters import load_starter, starters
from tests.quiz.projects import sleep_project


def test_a_quiz_told_number_by_number() -> None:
    project = sleep_project()
    found = coverage(
        project, project.quizzes[0], rules={"deep, not herbs": All((HasTag("t-deep"), Not(HasTag("t-noherb"))))}
    )
    assert isinstance(found, Coverage)
    # Fall or stay asleep: 7 ways to avoid up to two of three things, 3 of them with herbs and then a text or not;
    # no goal jumps to the email. Each with the box ticked or not.
    assert found.sheets == (2 * (4 + 3 * 2) + 1) * 2 == paths(project.quizzes[0])
    assert found.routes == 3
    assert [one.sheets for one in found.questions] == [42, 42, 40, 24, 42, 42]
    assert [one.sheets for one in found.questions[1].choices] == [20, 20, 2]
    assert [one.sheets for one in found.questions[1].jumps] == [2]
    shopper: Sheet = {"goal": ("fall",), "mail": "ana@example.com"}
    assert found.tags[0] == TagReach("t-sleep", 2, Count(28, shopper))
    assert found.rules == {"deep, not herbs": Count(8, {**shopper, "goal": ("stay",)})}
    assert found.empty == Count(2 + 12, {"goal": ("none",), "mail": "ana@example.com"})


def test_what_nobody_can_reach_counts_nought() -> None:
    project = edits.create_tag(sleep_project(), "goal:new", lambda: "t-new")
    quiz = project.quizzes[0]
    never = replace(quiz.questions[3], show_when=HasTag("t-new"))
    quiz = replace(quiz, questions=(*quiz.questions[:3], never, *quiz.questions[4:]))
    found = coverage(project, quiz)
    assert isinstance(found, Coverage)
    assert found.questions[3].sheets == 0
    assert found.tags[-1] == TagReach("t-new", 0, Count(0))


def test_a_dead_end_is_told_with_the_sheets_that_run_into_it() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    dead = replace(quiz.questions[2], required=True, least=3, most=2)
    found = coverage(project, replace(quiz, questions=(*quiz.questions[:2], dead, *quiz.questions[3:])))
    assert isinstance(found, Coverage)
    assert (found.sheets, found.stuck) == (2, 2)
    assert [one.stuck for one in found.questions] == [0, 0, 2, 0, 0, 0]
    assert [one.sheets for one in found.questions] == [4, 4, 2, 0, 2, 2]


def large(questions: int, choices: int, kind: Kind = Kind.SINGLE, most: int = 0) -> tuple[Project, Quiz]:
    """A quiz without rules, each choice giving the tag of its number."""
    some = tuple(Choice(f"c{number}", tags=(f"t{number}",)) for number in range(choices))
    asked = tuple(Question(f"q{place}", kind, choices=some, most=most) for place in range(questions))
    quiz = Quiz("quiz", "Quiz", asked, (ResultsPage("end"),))
    return Project("p", "P", (quiz,), tags=tuple(Tag(f"t{number}", f"tag{number}") for number in range(choices))), quiz


def test_numbers_beyond_counting_are_exact() -> None:
    project, quiz = large(60, 6)
    found = coverage(project, quiz, rules={"both": All((HasTag("t0"), HasTag("t1")))}, groups={"two": ("t0", "t1")})
    assert isinstance(found, Coverage)
    assert found.sheets == 6**60
    assert found.routes == 1
    assert [tag.reached.sheets for tag in found.tags] == [6**60 - 5**60] * 6
    assert found.rules["both"] == Count(6**60 - 2 * 5**60 + 4**60, example(found.rules["both"]))
    two = found.groups["two"]
    assert isinstance(two, GroupReach)
    assert (two.none.sheets, two.one.sheets) == (4**60, 2 * (5**60 - 4**60))


def test_picks_are_counted_not_listed() -> None:
    project, quiz = large(1, 60, Kind.MULTIPLE, most=30)
    found = coverage(project, quiz)
    assert isinstance(found, Coverage)
    assert found.sheets == sum(comb(60, picks) for picks in range(1, 31))
    assert found.tags[0].reached.sheets == sum(comb(59, picks) for picks in range(30))


def test_a_long_or_is_exact_and_a_very_long_and_is_too_many() -> None:
    project, quiz = large(20, 30)
    tags = [HasTag(f"t{number}") for number in range(30)]
    found = coverage(project, quiz, rules={"or": Any(tuple(tags[:29])), "and": All(tuple(tags[:13]))})
    assert isinstance(found, Coverage)
    assert found.rules["or"] == Count(30**20 - 1, example(found.rules["or"]))
    assert found.rules["and"] == TooMany(BUDGET)


def test_looking_back_at_too_much_is_said() -> None:
    project, quiz = large(40, 3)
    pairs = tuple(Any((Chose(f"q{one}", "c0"), Not(Chose(f"q{one + 20}", "c0")))) for one in range(19))
    quiz = replace(quiz, questions=(*quiz.questions[:39], replace(quiz.questions[39], show_when=All(pairs))))
    assert coverage(project, quiz, budget=20_000) == TooMany(20_000)
    assert paths(quiz, budget=20_000) is None
    # Only whether any of nineteen was picked is left to know, whatever their number.
    some = tuple(Chose(f"q{one}", "c0") for one in range(19))
    quiz = replace(quiz, questions=(*quiz.questions[:39], replace(quiz.questions[39], show_when=Any(some))))
    assert paths(quiz, budget=20_000) == 3**20 * ((3**19 - 2**19) * 3 + 2**19)


def test_where_the_contest_is_too_large_the_rest_is_exact() -> None:
    questions = tuple(
        Question(
            f"q{place}",
            Kind.SINGLE,
            choices=tuple(
                Choice(f"c{one}", links=(Link(f"p{(place + one) % 8}", weight=one + 1),)) for one in range(5)
            ),
        )
        for place in range(12)
    )
    quiz = Quiz(
        "quiz", "Quiz", tuple(questions), (ResultsPage("end", sections=(Slot("s", count=2, minimum_votes=3),)),)
    )
    project = Project("p", "P", (quiz,), products=tuple(Product(f"p{number}", "P") for number in range(8)))
    found = coverage(project, quiz, budget=20_000)
    assert isinstance(found, Coverage)
    assert found.sheets == 5**12
    assert all(isinstance(product.placing, Alone) for product in found.products)
    assert isinstance(found.empty, Count)
    assert all(product.voted.sheets > 0 for product in found.products)


@pytest.mark.parametrize("name", [starter.name for starter in starters()])
def test_the_starters_have_no_dead_ends_and_are_written_as_json(name: str) -> None:
    project = load_starter(name)
    quiz = project.quizzes[0]
    found = coverage(project, quiz, groups={"some": tuple(tag.id for tag in project.tags[:4])})
    assert isinstance(found, Coverage)
    assert found.stuck == 0
    assert all(question.sheets for question in found.questions)
    assert all(tag.reached.sheets for tag in found.tags)
    assert not any(isinstance(product.placing, TooMany) for product in found.products)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Coverage) == found


def example(told: Count | TooMany) -> Sheet | None:
    """The example of a number, where how it looks does not matter."""
    assert isinstance(told, Count)
    assert told.example is not None
    return told.example


def one(question: Question, results: tuple[ResultsPage, ...] = (), products: tuple[Product, ...] = ()) -> Coverage:
    """The coverage of a quiz of one question."""
    tags = tuple(Tag(f"t{number}", f"tag{number}") for number in range(4))
    project = Project("p", "P", (Quiz("quiz", "Quiz", (question,), results),), tags=tags, products=products)
    found = coverage(project, project.quizzes[0])
    assert isinstance(found, Coverage)
    return found


def test_numbers_count_by_the_pieces_that_ranges_and_rules_cut() -> None:
    adults = Choice("adults", role=Role.RANGE, least=18, most=64, tags=("t0",))
    older = Choice("older", role=Role.RANGE, least=60, tags=("t1",))
    age = Question("age", Kind.NUMBER, choices=(adults, older), lowest=0, highest=120)
    found = one(age)
    # Under 18, to 59, to 64, above.
    assert found.sheets == 4
    assert [choice.sheets for choice in found.questions[0].choices] == [2, 2]
    assert [tag.reached for tag in found.tags[:2]] == [Count(2, {"age": "18"}), Count(2, {"age": "60"})]
    # A rule cuts inside a range, on both sides of what it asks for; who skips is one more.
    asks = replace(age, required=False, jumps=(Jump("j", "end", Compare("age", "=", 30)),))
    found = one(asks, (ResultsPage("end"),))
    assert found.sheets == 4 + 2 + 1
    assert [jump.sheets for jump in found.questions[0].jumps] == [1]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (Question("q", Kind.NUMBER, step=5), ["-5", "0", "10"]),
        (Question("q", Kind.NUMBER, highest=-3), ["-3"]),
        (Question("q", Kind.NUMBER, lowest=0.5, highest=8, step=2.5), ["0.5", "8"]),
        (Question("q", Kind.NUMBER, lowest=4, highest=6, step=3), ["4"]),
        (Question("q", Kind.NUMBER, lowest=4, highest=3), []),
        (Question("q", Kind.RATING), ["1"]),
        (Question("q", Kind.RATING, highest=10), ["1", "8"]),
        (Question("q", Kind.SLIDER, lowest=-10, step=2), ["-10", "-4", "8"]),
    ],
)
def test_each_piece_is_shown_by_a_number_the_question_takes(question: Question, numbers: list[str]) -> None:
    middle = Choice("c", role=Role.RANGE, least=-5 if question.lowest == -10 else -2, most=7.5)
    assert list(pieces(replace(question, choices=(middle,)), ())) == numbers
    assert all(problem(question, number) is None for number in numbers)


def test_none_all_and_other_count_as_shoppers_can_pick_them() -> None:
    roles = [Role.ORDINARY] * 5 + [Role.OTHER, Role.ALL, Role.NONE]
    choices = tuple(Choice(f"c{number}", role=role) for number, role in enumerate(roles))
    found = one(Question("q", Kind.MULTIPLE, choices=choices, least=2, most=3))
    # Two or three of six; none alone; all, with other and without.
    assert found.sheets == comb(6, 2) + comb(6, 3) + 1 + 2
    assert [choice.sheets for choice in found.questions[0].choices] == [5 + comb(5, 2) + 2] * 5 + [
        5 + comb(5, 2) + 1,
        2,
        1,
    ]


def test_what_is_typed_counts_once_and_gives_its_tags() -> None:
    for kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.DATE, Kind.NAME, Kind.EMAIL, Kind.PHONE, Kind.CONSENT):
        any_answer = Choice("any", role=Role.ANSWER, tags=("t0",))
        found = one(Question("q", kind, choices=(any_answer,), required=False))
        assert (found.sheets, found.tags[0].reached.sheets) == (2, 1)
    # A text between two bounds that leave one length; a day that only one calendar has.
    assert one(Question("q", Kind.TEXT, shortest=499, longest=499)).sheets == 1
    assert one(Question("q", Kind.TEXT, shortest=3, longest=2)).stuck == 1
    assert one(Question("q", Kind.DATE, earliest="2026-02-29", latest="2026-03-01")).sheets == 1
    assert one(Question("q", Kind.DATE, earliest="2026-02-29", latest="2026-02-30")).stuck == 1


def test_a_collection_of_thousands_is_one_stake() -> None:
    many = tuple(Product(f"p{number}", "P", vendor="acme") for number in range(3000))
    question = Question(
        "q",
        Kind.MULTIPLE,
        choices=(
            Choice("all", links=(Link("Acme", By.VENDOR, effect=Effect.UPVOTE),)),
            Choice("one", links=(Link("p2999", weight=3),)),
            Choice("not", links=(Link("acme", By.VENDOR, effect=Effect.EXCLUDE), Link("p0", effect=Effect.INCLUDE))),
        ),
    )
    found = one(question, (ResultsPage("end", sections=(Slot("s"),)),), many)
    placings = {product.product: product.placing for product in found.products}
    assert len(placings) == 3000
    # Shown after nobody's exclusion: all, one, both.
    nobody, first, last = placings["p5"], placings["p0"], placings["p2999"]
    assert isinstance(nobody, Placing)
    assert isinstance(first, Placing)
    assert isinstance(last, Placing)
    assert (nobody.shown.sheets, nobody.beaten.sheets, nobody.tied.sheets) == (0, 2, 2)
    assert nobody.beaten_by == "p0"
    assert (first.shown.sheets, first.first.sheets, last.shown.sheets, last.first.sheets) == (2, 1, 2, 2)
    assert found.empty == Count(4, {"q": ("not",)})


def test_sections_and_pages_by_rule() -> None:
    choices = tuple(Choice(f"c{number}", tags=(f"t{number}",), links=(Link("tea"),)) for number in range(4))
    pages = (
        ResultsPage("one", show_when=HasTag("t1"), sections=(Slot("a", show_when=HasTag("t0")),)),
        ResultsPage("two", show_when=HasTag("t2"), sections=(Slot("b", show_when=HasTag("t2")),)),
        ResultsPage("rest", show_when=HasTag("t3"), sections=(Note("n"), Slot("c", show_when=Not(HasTag("t0"))))),
    )
    found = one(Question("q", Kind.SINGLE, choices=choices), pages, (Product("tea", "Tea"),))
    assert [page.reached.sheets for page in found.pages] == [1, 1, 2]
    assert isinstance(found.products[0].placing, Placing)
    assert found.products[0].placing.shown.sheets == 2
    assert found.empty == Count(2, {"q": ("c1",)})


def test_a_number_too_long_to_write_is_too_many() -> None:
    project, quiz = large(1000, 14, Kind.MULTIPLE)
    assert coverage(project, quiz) == TooMany(BUDGET)
    assert paths(quiz) is None
