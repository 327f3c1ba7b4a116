"""Quizzes small enough to play every answer sheet of, with everything in them that coverage has to reckon with."""

from __future__ import annotations

from math import prod

from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.document import Jump, Link, Project, ResultsPage, Slot
from tests.quiz.projects import conditions, projects
from tests.quiz.sheets import possible

slots = st.builds(Slot, st.just(""), count=st.integers(1, 2), minimum_votes=st.integers(0, 4))


@st.composite
def pages(draw: st.DrawFn, name: str) -> ResultsPage:
    """A results page with up to three slots."""
    some = draw(st.lists(slots, max_size=3))
    return ResultsPage(name, slots=tuple(replace(slot, id=f"s{number}") for number, slot in enumerate(some)))


@st.composite
def covered(draw: st.DrawFn, most: int = 250) -> Project:
    """A project whose quiz has at most so many answer sheets, with bounds on picks, dead ends, several results pages
    and jumps to them, exclusions, and products that are not published.
    """
    project = draw(projects())
    quiz = project.quizzes[0]
    questions = []
    for place, question in enumerate(quiz.questions):
        jumps = question.jumps
        if draw(st.integers(0, 3)) == 0:
            jumps = (Jump("far", draw(st.sampled_from(["end", "other", "q0"])), draw(conditions(place + 1))), *jumps)
        bounds = draw(st.sampled_from([(0, 0), (0, 0), (0, 2), (2, 0), (1, 1), (2, 3), (4, 0)]))
        choices = question.choices
        if draw(st.integers(0, 2)) == 0:
            choices = tuple(
                replace(choice, links=(*choice.links, Link(draw(st.sampled_from(["p0", "p1", "p3"])), weight=2)))
                for choice in choices
            )
        if draw(st.integers(0, 30)) == 0:
            choices = ()
        questions.append(replace(question, jumps=jumps, least=bounds[0], most=bounds[1], choices=choices))
    while prod(max(1, len(possible(question))) for question in questions) > most:
        questions.pop()
    results = (draw(pages("end")), draw(pages("other")))[: draw(st.sampled_from([2, 2, 2, 1, 0]))]
    products = tuple(replace(product, published=draw(st.integers(0, 6)) > 0) for product in project.products)
    quiz = replace(quiz, questions=tuple(questions), results=results)
    return replace(project, quizzes=(quiz,), products=products)
