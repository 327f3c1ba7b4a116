"""Quizzes small enough to play every answer sheet of, with everything in them that coverage has to reckon with."""

from __future__ import annotations

from math import prod

from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.document import (
    TRAITS,
    By,
    Choice,
    Effect,
    Jump,
    Kind,
    Link,
    Options,
    Project,
    Question,
    ResultsPage,
    Role,
)
from tests.quiz.projects import amounts, choices, conditions, links, projects, slots, some_tags
from tests.quiz.sheets import possible

bounds = st.sampled_from([(0, 0)] * 6 + [(0, 1), (0, 2), (2, 0), (1, 1), (2, 3), (2, 1), (4, 0)])
more = st.sampled_from(
    [
        *[()] * 6,
        *[(Link("p0"), Link("p1"), Link("p2"))] * 3,
        (Link("p1"), Link("p2", weight=2)),
        (Link("p1", weight=2), Link("p2", weight=2), Link("p0", effect=Effect.INCLUDE)),
        (Link("c0", By.COLLECTION), Link("p2", effect=Effect.DOWNVOTE)),
        (Link("p0-a", By.VARIANT, effect=Effect.EXCLUDE),),
        (Link("p0-a", By.VARIANT, effect=Effect.EXCLUDE), Link("p0-b", By.VARIANT, effect=Effect.EXCLUDE)),
        (Link("p0-b", By.VARIANT, effect=Effect.EXCLUDE), Link("p0", effect=Effect.UPVOTE, weight=3)),
    ]
)
"""What choices say besides, so that votes are equal and variants run out more often than by chance."""

days = st.sampled_from(["", "", "2020-02-30", "2030-06-15", "2031-01-01"])


@st.composite
def pages(draw: st.DrawFn, name: str, count: int) -> ResultsPage:
    """A results page with up to three slots."""
    sections = [draw(slots(f"s{number}", count)) for number in range(draw(st.sampled_from([2, 1, 3, 1, 0])))]
    if draw(st.booleans()):
        sections = [replace(slot, source=(), show_when=None) for slot in sections]
    show_when = draw(st.none() | conditions(count))
    return ResultsPage(name, show_when=show_when, sections=tuple(sections), tags=draw(some_tags))


@st.composite
def several(draw: st.DrawFn) -> tuple[Choice, ...]:
    """Up to four choices to pick several from: more than one may be *none*, *all* or *other*."""
    some = draw(choices(Options.CHOICES))
    roles = st.sampled_from([Role.ORDINARY, Role.ORDINARY, Role.ORDINARY, Role.NONE, Role.ALL, Role.OTHER])
    last = (Choice("c3", role=draw(roles), links=draw(links())),) if draw(st.booleans()) else ()
    return tuple(replace(choice, role=draw(roles)) for choice in (*some, *last))


@st.composite
def asking(draw: st.DrawFn, question: Question, place: int) -> Question:
    """The question with bounds, dead ends, optional answers, more to pick from and jumps straight to results pages."""
    kind = draw(st.sampled_from([question.kind, question.kind, question.kind, Kind.MULTIPLE, Kind.NUMBER]))
    if kind is not question.kind:
        question = replace(question, kind=kind, choices=draw(choices(TRAITS[kind].options)))
    options = question.traits.options
    some = draw(several()) if question.takes_several else question.choices
    if options is Options.ANSWER and not some and draw(st.booleans()):
        some = (Choice("c0", role=Role.ANSWER, tags=("t0",), links=draw(links())),)
    if options is Options.RANGES and draw(st.booleans()):
        last = Choice("c3", role=Role.RANGE, least=draw(st.none() | amounts), most=draw(st.none() | amounts))
        some = (*some, replace(last, links=draw(links()), tags=("t1",)))
    some = tuple(replace(choice, links=(*choice.links, *draw(more))) for choice in some)
    if draw(st.integers(0, 30)) == 0:
        some = ()
    jumps = question.jumps[: draw(st.integers(0, 1))]
    if draw(st.integers(0, 5)) == 0:
        far = Jump("far", draw(st.sampled_from(["end", "other", "q0"])), draw(conditions(place + 1)))
        jumps = (far, *jumps)
    least, most = draw(bounds)
    return replace(
        question,
        required=draw(st.booleans()),
        choices=some,
        jumps=jumps,
        least=least,
        most=most,
        earliest=draw(days),
        latest=draw(days),
        lowest=draw(st.none() | amounts),
        highest=draw(st.none() | amounts),
        step=draw(st.sampled_from([1.0, 1.0, 0.5, 2.0, 1.5])),
    )


@st.composite
def covered(draw: st.DrawFn, most: int = 250) -> Project:
    """A project whose quiz has at most so many answer sheets, with questions of any kind, bounds on picks, dead ends,
    results pages by rule and jumps to them, slots by rule, and every effect on products by any target.
    """
    project = draw(projects())
    quiz = project.quizzes[0]
    questions = [draw(asking(question, place)) for place, question in enumerate(quiz.questions)]
    names = ("end", "other")[: draw(st.sampled_from([2, 2, 2, 2, 2, 1, 0]))]
    results = tuple(draw(pages(name, len(questions))) for name in names)
    quiz = replace(quiz, results=results)
    while prod(max(1, len(possible(quiz, question))) for question in questions) > most:
        questions.pop()
    return replace(project, quizzes=(replace(quiz, questions=tuple(questions)),))
