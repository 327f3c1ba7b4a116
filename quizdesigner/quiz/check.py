"""Findings an author can act on before publishing, each with the id of what it is about.

Errors stop a publication, because shoppers would meet something broken; warnings do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.document import Answered, Chose, Effect, HasTag, Kind, Project, Question, Quiz
from quizdesigner.quiz.rules import atoms, conditions

Level = Literal["error", "warning"]


class Finding(Struct, frozen=True):
    """One thing to mend: how bad, in words, and where (`question` and `choice` are ids, or empty)."""

    level: Level
    text: str
    question: str = ""
    choice: str = ""


def findings(project: Project, quiz: Quiz) -> tuple[Finding, ...]:
    """Everything there is to say about a quiz: errors first, each kind in the order of the questions."""
    found = [*_whole(project, quiz)]
    for place, question in enumerate(quiz.questions):
        found += _question(quiz, question)
        found += _rules(project, quiz, place)
    return tuple(sorted(found, key=lambda one: one.level != "error"))


def untagged(quiz: Quiz) -> int:
    """How many choices carry no customer tag."""
    return sum(
        not choice.tags
        for question in quiz.questions
        if question.traits.has_choices
        for choice in question.choices
    )


def _whole(project: Project, quiz: Quiz) -> Iterator[Finding]:
    if not any(question.traits.takes_answer for question in quiz.questions):
        yield Finding("error", "The quiz asks nothing yet. Add a question.")
    if not quiz.results:
        yield Finding("error", "The quiz has no results page.")
    links = [link for question in quiz.questions for choice in question.choices for link in choice.links]
    if quiz.results and not any(link.effect is Effect.UPVOTE for link in links):
        yield Finding(
            "warning", "No choice votes for a product, so every shopper sees an empty results page."
        )
    if quiz.results and not any(page.slots for page in quiz.results):
        yield Finding("warning", "The results page has no slot, so no product is shown.")
    kinds = {question.kind for question in quiz.questions}
    if Kind.EMAIL not in kinds and any(connection.enabled for connection in project.connections):
        yield Finding(
            "warning", "No question asks for an email address, so a CRM cannot tell who took the quiz."
        )
    if Kind.EMAIL in kinds and Kind.CONSENT not in kinds:
        yield Finding("warning", "No consent box: everybody's profile is updated, nobody is subscribed.")


def _question(quiz: Quiz, question: Question) -> Iterator[Finding]:
    name = label(quiz, question)
    if not question.title.strip():
        level: Level = "error" if question.traits.takes_answer else "warning"
        yield Finding(level, f"{name} has no title.", question.id)
    if not question.traits.has_choices:
        return
    if not question.choices:
        yield Finding("error", f"{name} has no choices.", question.id)
    for choice in question.choices:
        if not choice.title.strip():
            yield Finding("error", f"A choice of {name} has no text.", question.id, choice.id)
    titles = [choice.title.strip().casefold() for choice in question.choices if choice.title.strip()]
    if len(set(titles)) < len(titles):
        yield Finding("warning", f"{name} has two choices with the same text.", question.id)
    if question.takes_several and question.least > len(question.choices):
        yield Finding(
            "error", f"{name} asks for {question.least} choices and has {len(question.choices)}.", question.id
        )
    if question.takes_several and 0 < question.most < question.least:
        yield Finding(
            "error", f"{name} asks for at least {question.least} but at most {question.most}.", question.id
        )


def _rules(project: Project, quiz: Quiz, place: int) -> Iterator[Finding]:
    question = quiz.questions[place]
    name = label(quiz, question)
    places = {one.id: number for number, one in enumerate(quiz.questions)}
    pages = {page.id for page in quiz.results}
    for jump in question.jumps:
        if jump.to not in places and jump.to not in pages:
            yield Finding("error", f"A rule of {name} goes to a question that is not there.", question.id)
        elif jump.to in places and places[jump.to] <= place:
            yield Finding("error", f"A rule of {name} goes backwards. Jumps only go forward.", question.id)
    choices = {(one.id, choice.id) for one in quiz.questions for choice in one.choices}
    tags = {tag.id for tag in project.tags}
    for condition in conditions(question):
        reach = place if condition is question.show_when else place + 1
        for atom in atoms(condition):
            match atom:
                case HasTag(tag):
                    broken = tag not in tags
                case Chose(where, choice):
                    broken = (where, choice) not in choices
                case Answered(where):
                    broken = where not in places
            if broken:
                yield Finding(
                    "error", f"A rule of {name} speaks of something that is not there.", question.id
                )
            elif not isinstance(atom, HasTag) and places[atom.question] >= reach:
                yield Finding("error", f"A rule of {name} looks at an answer that comes later.", question.id)


def label(quiz: Quiz, question: Question) -> str:
    """How a question is called in sentences: its number and title, or its kind for message slides."""
    number = numbers(quiz).get(question.id)
    title = question.title.strip()
    short = f"{title[:40].rstrip()}…" if len(title) > 41 else title
    if number is None:
        return (
            f"{question.traits.label} “{short}”" if short else f"the {question.traits.label.lower()} screen"
        )
    return f"question {number} “{short}”" if short else f"question {number}"


def numbers(quiz: Quiz) -> dict[str, int]:
    """The number each question is shown with, by id; message slides have none."""
    asked = [question.id for question in quiz.questions if question.traits.takes_answer]
    return {question_id: place + 1 for place, question_id in enumerate(asked)}
