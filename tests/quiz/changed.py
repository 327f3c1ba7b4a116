"""A quiz before and after some edits, small enough to play every answer sheet of both."""

from __future__ import annotations

from math import prod

from hypothesis import assume
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.document import Effect, Jump, Link, Project, Question, Quiz
from tests.quiz.covered import covered
from tests.quiz.projects import conditions, links, some_tags
from tests.quiz.sheets import possible


@st.composite
def changed(draw: st.DrawFn, most: int = 150) -> tuple[Project, Project]:
    """A project and what became of it: up to three edits of any part of its quiz, or a quiz with nothing in common but
    its ids.
    """
    before = draw(covered(most))
    if draw(st.integers(0, 5)) == 0:
        return before, replace(draw(covered(most)), tags=before.tags)
    quiz = before.quizzes[0]
    for _ in range(draw(st.integers(0, 3))):
        quiz = draw(edited(quiz))
    assume(prod(max(1, len(possible(quiz, question))) for question in quiz.questions) <= 3 * most)
    after = replace(before, quizzes=(quiz,))
    if draw(st.integers(0, 4)) == 0:
        after = replace(after, tags=(replace(before.tags[0], name="other:name"), *before.tags[1:]))
    if draw(st.integers(0, 4)) == 0:
        last = before.products[-1]
        after = replace(after, products=(*before.products[:-1], replace(last, published=not last.published)))
    return before, after


@st.composite
def edited(draw: st.DrawFn, quiz: Quiz) -> Quiz:
    """The quiz with one thing about it changed; some changes come to nothing."""
    questions = list(quiz.questions)
    pages = list(quiz.results)
    what = draw(st.sampled_from(["question", "question", "order", "gone", "tags", "page", "page gone"]))
    if what == "tags":
        return replace(quiz, tags=draw(some_tags))
    if what == "page" and pages:
        at = draw(st.integers(0, len(pages) - 1))
        show_when = draw(st.none() | conditions(len(questions)))
        pages[at] = replace(pages[at], show_when=show_when, tags=draw(some_tags), sections=pages[at].sections[:1])
    if what == "page gone" and len(pages) > 1:
        pages.pop(draw(st.integers(0, len(pages) - 1)))
    if questions:
        at = draw(st.integers(0, len(questions) - 1))
        if what == "question":
            questions[at] = draw(altered(questions[at], at, [one.id for one in questions[at + 1 :]]))
        elif what == "order":
            questions.insert(draw(st.integers(0, len(questions) - 1)), questions.pop(at))
        elif what == "gone":
            questions.pop(at)
    return replace(quiz, questions=tuple(questions), results=tuple(pages))


@st.composite
def altered(draw: st.DrawFn, question: Question, place: int, later: list[str]) -> Question:
    """The question with other rules, or a choice that gives and says something else or is gone."""
    match draw(st.sampled_from(["show", "jumps", "required", "choice", "choice", "less"])):
        case "show":
            return replace(question, show_when=draw(st.none() | conditions(place)))
        case "jumps":
            to = draw(st.sampled_from([*later, "end", "other"]))
            return replace(question, jumps=(Jump("new", to, draw(conditions(place + 1))), *question.jumps)[:2])
        case "required":
            return replace(question, required=not question.required)
        case "less":
            return replace(question, choices=question.choices[1:])
        case _:
            if not question.choices:
                return question
            tags = tuple(draw(st.lists(st.sampled_from(["t0", "t1", "t2", "t3"]), max_size=2, unique=True)))
            said = draw(links() | st.just((Link("p0", effect=Effect.EXCLUDE),)))
            first = replace(question.choices[0], tags=tags, links=said)
            return replace(question, choices=(first, *question.choices[1:]))
