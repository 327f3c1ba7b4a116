"""Edits to results pages and their sections, seen as an author sees them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import (
    By,
    Choice,
    Chose,
    Discount,
    Effect,
    Jump,
    Kind,
    Link,
    Note,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
    Target,
)

YES = Chose("q", "yes")


def project() -> Project:
    """One question with a jump to the second of two results pages."""
    question = Question(
        "q",
        Kind.SINGLE,
        "Sure?",
        choices=(Choice("yes", "Yes", links=(Link("tea"),)), Choice("no", "No")),
        jumps=(Jump("j", "rest", YES),),
    )
    pages = (
        ResultsPage("sure", "For the sure", show_when=YES, sections=(Slot("s1"), Note("n1", text="Hello"))),
        ResultsPage("rest", "For the rest", sections=(Slot("s2", show_when=YES),)),
    )
    return Project("p", "Client", (Quiz("quiz", "Quiz", (question,), pages),))


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def pages(project: Project) -> list[str]:
    return [page.id for page in project.quizzes[0].results]


def sections(project: Project, page: int = 0) -> list[str]:
    return [section.id for section in project.quizzes[0].results[page].sections]


def test_results_pages_come_move_and_go() -> None:
    before = project()
    assert pages(edits.add_results(before, "quiz", ResultsPage("new"), 1)) == ["sure", "new", "rest"]
    assert pages(edits.add_results(before, "quiz", ResultsPage("new"))) == ["sure", "rest", "new"]
    assert pages(edits.move_results(before, "quiz", "rest", 0)) == ["rest", "sure"]
    assert edits.move_results(before, "quiz", "rest", 1) is before
    fewer = edits.delete_results(before, "quiz", "rest")
    assert pages(fewer) == ["sure"]
    assert fewer.quizzes[0].questions[0].jumps == ()
    with pytest.raises(Refused, match="needs a results page"):
        edits.delete_results(fewer, "quiz", "sure")


def test_a_copy_of_a_results_page_has_ids_of_its_own() -> None:
    after = edits.duplicate_results(project(), "quiz", "sure", ids())
    copy = after.quizzes[0].results[1]
    assert pages(after) == ["sure", copy.id, "rest"]
    assert len({*pages(after), *sections(after), *sections(after, 1)}) == 7
    assert (copy.title, copy.show_when, [type(one) for one in copy.sections]) == ("For the sure", YES, [Slot, Note])


def test_sections_come_change_move_and_go() -> None:
    before = project()
    added = edits.add_section(before, "quiz", "sure", Discount("d1", code="TEN"), 1)
    assert sections(added) == ["s1", "d1", "n1"]
    assert sections(edits.move_section(added, "quiz", "sure", "d1", 2)) == ["s1", "n1", "d1"]
    assert sections(edits.delete_section(added, "quiz", "sure", "d1")) == ["s1", "n1"]
    changed = edits.change_section(added, "quiz", "sure", "s1", count=2, source=(Target("Tea", By.TYPE),))
    assert changed.quizzes[0].results[0].slots == (Slot("s1", count=2, source=(Target("Tea", By.TYPE),)),)
    assert changed.quizzes[0].results[1] is before.quizzes[0].results[1]
    assert edits.change_section(before, "quiz", "sure", "s1", count=3) is before


@pytest.mark.parametrize(
    ("section", "field", "value", "words"),
    [
        ("s1", "count", 0, "at least 1"),
        ("s1", "minimum_votes", 1001, "at most 1000"),
        ("n1", "link", "no address", "begins with https://"),
        ("n1", "picture", "no address", "begins with https://"),
        ("n1", "heading", "x" * 1001, "1,000 characters"),
        ("d1", "code", "T<>N", "spaces"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(section: str, field: str, value: object, words: str) -> None:
    before = edits.add_section(project(), "quiz", "sure", Discount("d1"))
    with pytest.raises(Refused, match=words):
        edits.change_section(before, "quiz", "sure", section, **{field: value})


def test_a_rule_that_loses_its_choice_is_gone_from_pages_and_sections() -> None:
    after = edits.delete_choice(project(), "quiz", "q", "yes")
    sure, rest = after.quizzes[0].results
    assert (sure.show_when, rest.sections[0].show_when) == (None, None)


def test_what_a_choice_says_of_products_is_kept_by_target() -> None:
    def linked(after: Project) -> tuple[Link, ...]:
        return after.quizzes[0].questions[0].choices[0].links

    def say(before: Project, target: Target, effect: Effect | None, weight: int = 1) -> Project:
        return edits.set_link(before, "quiz", "q", "yes", target, effect, weight)

    one = say(project(), Target("Tea", By.TYPE), Effect.UPVOTE, 3)
    assert linked(one) == (Link("tea"), Link("Tea", By.TYPE, weight=3))
    two = say(one, Target("tea"), Effect.DOWNVOTE, 2)
    assert linked(two) == (Link("tea", effect=Effect.DOWNVOTE, weight=2), Link("Tea", By.TYPE, weight=3))
    assert linked(say(two, Target("tea", By.VARIANT), Effect.EXCLUDE))[2].by is By.VARIANT
    assert linked(say(two, Target("tea"), None)) == (Link("Tea", By.TYPE, weight=3),)
    assert say(two, Target("gone"), None) is two
    with pytest.raises(Refused, match="at most 100"):
        say(two, Target("tea"), Effect.UPVOTE, 101)
