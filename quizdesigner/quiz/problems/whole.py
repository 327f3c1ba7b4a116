"""Everything an author can mend in a quiz: what `check` finds, and what counting every answer path shows.

An error breaks the quiz for a shopper (nobody can answer, or nobody gets to the end) or for a service, which gets
nothing. All else is a warning. One mistake is one finding: what follows from it (tags nobody gets, products nobody
votes for) stands in its words and its `also`.
What an author clearly wants is none: questions under a condition, slots with a text for when they are empty, products
that lose among those of a collection.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.check import Finding, findings
from quizdesigner.quiz.coverage import Coverage, ProductReach, TooMany
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.phrases import shortened
from quizdesigner.quiz.problems.connections import arrivals
from quizdesigner.quiz.problems.products import shelves
from quizdesigner.quiz.problems.tags import groups, segments, skipped
from quizdesigner.quiz.problems.ways import ways


def problems(
    project: Project, quiz: Quiz, coverage: Coverage | TooMany | None, *, final: bool = True
) -> tuple[Finding, ...]:
    """All findings, errors first. `coverage` is the forecast of this quiz; None before it was counted.

    A coverage of an older state of the quiz, with other questions, choices or rules, is left out. What it could not
    count is said where it is `final`, with nothing better to come.
    """
    counted = coverage if isinstance(coverage, Coverage) and _is_of(coverage, quiz) else None
    found = [*findings(project, quiz, counted=counted is not None)]
    if counted is not None:
        on_the_way = tuple(ways(project, quiz, counted, found))
        # A condition that looks for what nobody has is better told by what it comes to.
        told = {(one.question, one.page) for one in on_the_way if one.part == "show_when"}
        found = [one for one in found if one.part != "show_when" or (one.question, one.page) not in told]
        found += on_the_way
        found += skipped(project, quiz, counted)
        found += groups(project, quiz, counted)
        found += shelves(project, quiz, counted, found)
    found += segments(project, quiz, counted)
    found += arrivals(project, quiz)
    found += _uncounted(project, coverage) if final else ()
    return tuple(sorted(found, key=lambda one: one.level != "error"))


def _is_of(coverage: Coverage, quiz: Quiz) -> bool:
    """Whether it counts the very questions, choices, rules and results pages of the quiz."""
    if [one.page for one in coverage.pages] != [page.id for page in quiz.results]:
        return False
    if len(coverage.questions) != len(quiz.questions):
        return False
    return all(
        told.question == question.id
        and [one.choice for one in told.choices] == [choice.id for choice in question.options]
        and [one.jump for one in told.jumps] == [jump.id for jump in question.jumps]
        for told, question in zip(coverage.questions, quiz.questions, strict=True)
    )


def _uncounted(project: Project, coverage: Coverage | TooMany | None) -> Iterator[Finding]:
    """One line for all that has too many combinations to be counted."""
    if isinstance(coverage, TooMany):
        text = "This quiz has too many combinations to count exactly: its rules look back at too many answers."
        yield Finding("warning", f"{text} What nobody reaches or gets is not checked.")
    if not isinstance(coverage, Coverage):
        return
    what = []
    if any(_unknown(one) for one in coverage.products) or isinstance(coverage.slots, TooMany):
        what.append("which products are shown")
    many = [one for one, told in coverage.rules.items() if isinstance(told, TooMany)]
    what += [f"segment “{one.name}”" for one in project.segments if one.id in many]
    what += [f"{name}:" for name, told in coverage.groups.items() if isinstance(told, TooMany)]
    if what:
        text = f"Too many combinations to count exactly: {shortened(what)}. That is not checked."
        yield Finding("warning", text)


def _unknown(product: ProductReach) -> bool:
    return isinstance(product.placing, TooMany)
