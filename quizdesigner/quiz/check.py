"""Findings an author can act on before publishing, each with the id of what it is about.

Errors stop a publication, because shoppers would meet something broken; warnings do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.document import Answered, Chose, Effect, HasTag, Kind, Project, Question, Quiz
from quizdesigner.quiz.rules import atoms, conditions

Level = Literal["error", "warning"]

Part = Literal["", "title", "choices", "rules"]
"""What of a question a finding is about; empty for its settings, and for the quiz as a whole."""


class Finding(Struct, frozen=True):
    """One thing to mend: how bad, in words, and where (`question` and `choice` are ids, or empty)."""

    level: Level
    text: str
    question: str = ""
    part: Part = ""
    choice: str = ""


def findings(project: Project, quiz: Quiz) -> tuple[Finding, ...]:
    """Everything there is to say about a quiz: errors first, each kind in the order of the questions."""
    found = [*_whole(project, quiz)]
    known = _known(project, quiz)
    numbered = numbers(quiz)
    given: set[str] = set()
    for question in quiz.questions:
        name = _label(question, numbered.get(question.id))
        earlier = frozenset(given)
        if question.traits.has_choices:
            given.update(tag for choice in question.choices for tag in choice.tags)
        found += _question(known, name, question)
        found += _rules(known, name, question, earlier, given)
    return tuple(sorted(found, key=lambda one: one.level != "error"))


def untagged(quiz: Quiz) -> int:
    """How many choices carry no customer tag."""
    return sum(
        not choice.tags for question in quiz.questions if question.traits.has_choices for choice in question.choices
    )


def _whole(project: Project, quiz: Quiz) -> Iterator[Finding]:
    if not any(question.traits.takes_answer for question in quiz.questions):
        yield Finding("error", "The quiz asks nothing yet. Add a question.")
    if not quiz.results:
        yield Finding("error", "The quiz has no results page.")
    links = [
        link
        for question in quiz.questions
        if question.traits.has_choices
        for choice in question.choices
        for link in choice.links
    ]
    if quiz.results and not any(link.effect is Effect.UPVOTE for link in links):
        yield Finding("warning", "No choice votes for a product, so every shopper sees an empty results page.")
    if quiz.results and not any(page.slots for page in quiz.results):
        yield Finding("warning", "The results page has no slot, so no product is shown.")
    kinds = {question.kind for question in quiz.questions}
    if Kind.EMAIL not in kinds and any(connection.enabled for connection in project.connections):
        yield Finding("warning", "No question asks for an email address, so a CRM cannot tell who took the quiz.")
    if Kind.EMAIL in kinds and Kind.CONSENT not in kinds:
        yield Finding("warning", "No consent box: everybody's profile is updated, nobody is subscribed.")


def _question(known: _Known, name: str, question: Question) -> Iterator[Finding]:
    if not question.title.strip():
        level: Level = "error" if question.traits.takes_answer else "warning"
        yield Finding(level, f"{name} has no title.", question.id, "title")
    if not question.traits.has_choices:
        return
    if not question.choices:
        yield Finding("error", f"{name} has no choices.", question.id, "choices")
    for choice in question.choices:
        if not choice.title.strip():
            yield Finding("error", f"A choice of {name} has no text.", question.id, "choices", choice.id)
        # No edit leaves such a choice behind; a project written by hand may have it.
        if not known.tags.keys() >= set(choice.tags):
            text = f"A choice of {name} gives a customer tag that is not there."
            yield Finding("warning", text, question.id, "choices", choice.id)
        if not known.products.issuperset(link.product for link in choice.links):
            text = f"A choice of {name} speaks of a product that is not there."
            yield Finding("warning", text, question.id, "choices", choice.id)
    titles = [choice.title.strip().casefold() for choice in question.choices if choice.title.strip()]
    if len(set(titles)) < len(titles):
        yield Finding("warning", f"{name} has two choices with the same text.", question.id, "choices")
    if question.takes_several and question.least > len(question.choices):
        yield Finding(
            "error", f"{name} asks for {question.least} choices and has {len(question.choices)}.", question.id
        )
    if question.takes_several and 0 < question.most < question.least:
        yield Finding("error", f"{name} asks for at least {question.least} but at most {question.most}.", question.id)


class _Known(Struct, frozen=True):
    """What choices and rules may speak of: places of questions, picks and answers there can be, names of tags ..."""

    places: dict[str, int]
    pages: frozenset[str]
    picks: frozenset[tuple[str, str]]
    answers: frozenset[str]
    tags: dict[str, str]
    products: frozenset[str]


def _known(project: Project, quiz: Quiz) -> _Known:
    asked = [question for question in quiz.questions if question.traits.takes_answer]
    return _Known(
        places={question.id: place for place, question in enumerate(quiz.questions)},
        pages=frozenset(page.id for page in quiz.results),
        picks=frozenset((one.id, choice.id) for one in asked if one.traits.has_choices for choice in one.choices),
        answers=frozenset(question.id for question in asked),
        tags={tag.id: tag.name for tag in project.tags},
        products=frozenset(product.id for product in project.products),
    )


def _rules(known: _Known, name: str, question: Question, earlier: Set[str], given: Set[str]) -> Iterator[Finding]:
    """What is wrong with a question's rules. `earlier` and `given`: the tags choices give before it, and with it."""
    place = known.places[question.id]
    for jump in question.jumps:
        if jump.to not in known.places and jump.to not in known.pages:
            yield Finding("error", f"A rule of {name} goes to a question that is not there.", question.id, "rules")
        elif known.places.get(jump.to, place + 1) <= place:
            yield Finding("error", f"A rule of {name} goes backwards. Jumps only go forward.", question.id, "rules")
    for condition in conditions(question):
        shows = condition is question.show_when
        reach, tags = (place, earlier) if shows else (place + 1, given)
        for atom in atoms(condition):
            match atom:
                case HasTag(tag):
                    broken = tag not in known.tags
                case Chose(where, choice):
                    broken = (where, choice) not in known.picks
                case Answered(where):
                    broken = where not in known.answers
            if broken:
                yield Finding("error", f"A rule of {name} speaks of something that is not there.", question.id, "rules")
            elif not isinstance(atom, HasTag):
                if known.places[atom.question] >= reach:
                    yield Finding(
                        "error", f"A rule of {name} looks at an answer that comes later.", question.id, "rules"
                    )
            elif atom.customer_tag not in tags:
                text = f"A rule of {name} looks for {known.tags[atom.customer_tag]}, which no choice before it gives."
                yield Finding("warning", text, question.id, "rules")


def label(quiz: Quiz, question: Question) -> str:
    """How a question is called in sentences: its number and title, or its kind for message slides."""
    return _label(question, numbers(quiz).get(question.id))


def numbers(quiz: Quiz) -> dict[str, int]:
    """The number each question is shown with, by id; message slides have none."""
    asked = [question.id for question in quiz.questions if question.traits.takes_answer]
    return {question_id: place + 1 for place, question_id in enumerate(asked)}


def _label(question: Question, number: int | None) -> str:
    title = question.title.strip()
    short = f"{title[:40].rstrip()}…" if len(title) > 41 else title
    if number is None:
        return f"{question.traits.label} “{short}”" if short else f"the {question.traits.label.lower()} screen"
    return f"question {number} “{short}”" if short else f"question {number}"
