"""What refers to a part of a quiz: what would break, or lose a piece, if that part went away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from quizdesigner.quiz.check import label
from quizdesigner.quiz.document import (
    TRAITS,
    Answered,
    AnyCondition,
    Chose,
    Compare,
    HasTag,
    Kind,
    Question,
    Quiz,
    ResultsPage,
)
from quizdesigner.quiz.recall import recalled, unanswered
from quizdesigner.quiz.rules import Atom, atoms, conditions


class Reference(Struct, frozen=True):
    """One place that speaks of something: in words for the author, and the question or results page it is in (id)."""

    text: str
    part: str


def to_question(quiz: Quiz, question_id: str) -> tuple[Reference, ...]:
    """What speaks of this question from elsewhere: rules, jumps to it, texts that recall its answer."""

    def about(atom: Atom) -> bool:
        return not isinstance(atom, HasTag) and atom.question == question_id

    found = [*_rules(quiz, about), *_jumps(quiz, question_id), *_recalls(quiz, question_id)]
    return tuple(one for one in dict.fromkeys(found) if one.part != question_id)


def to_choice(quiz: Quiz, question_id: str, choice_id: str) -> tuple[Reference, ...]:
    """The rules that speak of this choice."""
    return tuple(dict.fromkeys(_rules(quiz, lambda atom: atom == Chose(question_id, choice_id))))


def to_results(quiz: Quiz, page_id: str) -> tuple[Reference, ...]:
    """The jumps that lead to this results page."""
    return tuple(dict.fromkeys(_jumps(quiz, page_id)))


def to_kind(quiz: Quiz, question: Question, kind: Kind) -> tuple[Reference, ...]:
    """The rules that mean nothing once the question is of this kind: they speak of choices, numbers or answers."""
    if TRAITS[kind].options is question.traits.options:
        return ()
    options = {choice.id for choice in question.options}

    def about(atom: Atom) -> bool:
        match atom:
            case Chose(question.id, choice):
                return choice in options
            case Compare(question.id):
                return not TRAITS[kind].is_number
            case Answered(question.id):
                return not TRAITS[kind].takes_answer
        return False

    return tuple(dict.fromkeys(_rules(quiz, about)))


def _rules(quiz: Quiz, about: Callable[[Atom], bool]) -> Iterator[Reference]:
    def speaks(condition: AnyCondition | None) -> bool:
        return condition is not None and any(about(atom) for atom in atoms(condition))

    for question in quiz.questions:
        if any(speaks(condition) for condition in conditions(question)):
            yield Reference(f"A rule of {label(quiz, question)}", question.id)
    for page in quiz.results:
        if speaks(page.show_when):
            yield Reference(f"The rule of {_page(page)}", page.id)
        if any(speaks(section.show_when) for section in page.sections):
            yield Reference(f"A section of {_page(page)}", page.id)


def _jumps(quiz: Quiz, to: str) -> Iterator[Reference]:
    for question in quiz.questions:
        if any(jump.to == to for jump in question.jumps):
            yield Reference(f"A jump of {label(quiz, question)}", question.id)


def _recalls(quiz: Quiz, question_id: str) -> Iterator[Reference]:
    for question in quiz.questions:
        if question_id in recalled(f"{question.title} {question.description}"):
            yield Reference(f"The text of {label(quiz, question)}", question.id)
    for page in quiz.results:
        texts = [page.title, page.description]
        texts += [getattr(one, name, "") for one in page.sections for name in ("heading", "text", "empty")]
        if question_id in recalled(" ".join(texts)):
            yield Reference(f"The text of {_page(page)}", page.id)


def _page(page: ResultsPage) -> str:
    return f"the results page “{unanswered(page.title)[:40]}”" if page.title else "a results page"
