"""Findings an author can act on before publishing, each with the id of what it is about.

Errors stop a publication, because shoppers would meet something broken; warnings do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.answers import longest, millionths, plain
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import (
    SLIDES,
    Answered,
    AnyCondition,
    Chose,
    Compare,
    Effect,
    HasTag,
    Kind,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Role,
)
from quizdesigner.quiz.recall import recalled, unanswered
from quizdesigner.quiz.recommend import twice
from quizdesigner.quiz.rules import atoms, conditions

Level = Literal["error", "warning"]

Part = Literal["", "title", "choices", "rules"]
"""What of a question a finding is about; empty for its settings, for results pages, and for the quiz as a whole."""


class Finding(Struct, frozen=True):
    """One thing to mend: how bad, in words, and where (`question`, `choice` and `page` are ids, or empty)."""

    level: Level
    text: str
    question: str = ""
    part: Part = ""
    choice: str = ""
    page: str = ""


def findings(project: Project, quiz: Quiz) -> tuple[Finding, ...]:
    """Everything there is to say about a quiz: errors first, each kind in the order of the questions."""
    found = [*_whole(project, quiz)]
    known = _known(project, quiz)
    numbered = numbers(quiz)
    given: set[str] = set()
    for question in quiz.questions:
        name = _label(question, numbered.get(question.id))
        earlier = frozenset(given)
        given.update(tag for choice in question.options for tag in choice.tags)
        found += _question(known, name, question)
        found += _rules(known, name, question, earlier, given)
        found += _recalls(known, name, question)
    for number, page in enumerate(quiz.results):
        found += _page(known, page, given, last=number == len(quiz.results) - 1)
    return tuple(sorted(found, key=lambda one: one.level != "error"))


def untagged(quiz: Quiz) -> int:
    """How many choices (and ranges) carry no customer tag."""
    return sum(not choice.tags for question in quiz.questions for choice in question.options)


def _whole(project: Project, quiz: Quiz) -> Iterator[Finding]:
    if not any(question.traits.takes_answer for question in quiz.questions):
        yield Finding("error", "The quiz asks nothing yet. Add a question.")
    if not quiz.results:
        yield Finding("error", "The quiz has no results page.")
    links = [link for question in quiz.questions for choice in question.options for link in choice.links]
    spare = any(slot.fallback for page in quiz.results for slot in page.slots)
    if quiz.results and not spare and not any(link.effect in (Effect.UPVOTE, Effect.INCLUDE) for link in links):
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
    yield from _bounds(name, question)
    if question.traits.has_choices and not question.options:
        yield Finding("error", f"{name} has no choices.", question.id, "choices")
    for choice in question.options:
        if not choice.title.strip() and question.traits.has_choices:
            yield Finding("error", f"A choice of {name} has no text.", question.id, "choices", choice.id)
        if choice.role is Role.RANGE and choice.least is None and choice.most is None:
            yield Finding("warning", f"A range of {name} has no ends: every number lies in it.", question.id, "choices")
        if choice.least is not None and choice.most is not None and choice.least > choice.most:
            ends = f"from {plain(millionths(choice.least))} to {plain(millionths(choice.most))}"
            text = f"A range of {name} goes {ends}: no number lies in it."
            yield Finding("warning", text, question.id, "choices", choice.id)
        # No edit leaves such a choice behind; a project written by hand may have it.
        if not known.tags.keys() >= set(choice.tags):
            text = f"A choice of {name} gives a customer tag that is not there."
            yield Finding("warning", text, question.id, "choices", choice.id)
        if not all(known.catalogue.matched(link) for link in choice.links):
            text = f"A choice of {name} speaks of products that are not there."
            yield Finding("warning", text, question.id, "choices", choice.id)
        if again := twice(known.catalogue, choice):
            first = known.catalogue.product(next(iter(again)))
            more = f" and {len(again) - 1:,} more" if len(again) > 1 else ""
            text = f"“{choice.title}” of {name} votes more than once for {first.title if first else ''}{more}."
            yield Finding("warning", text, question.id, "choices", choice.id)
    titles = [choice.title.strip().casefold() for choice in question.options if choice.title.strip()]
    if len(set(titles)) < len(titles):
        yield Finding("warning", f"{name} has two choices with the same text.", question.id, "choices")
    pickable = sum(choice.role in (Role.ORDINARY, Role.OTHER) for choice in question.options)
    if question.takes_several and question.least > pickable:
        yield Finding("error", f"{name} asks for {question.least} choices and has {pickable}.", question.id)


def _bounds(name: str, question: Question) -> Iterator[Finding]:
    """Bounds no answer can keep to."""
    lowest, highest, _ = question.numbers
    if question.traits.is_number and lowest is not None and highest is not None and lowest > highest:
        ends = f"from {plain(millionths(lowest))} to {plain(millionths(highest))}"
        yield Finding("error", f"{name} asks for numbers {ends}: there are none.", question.id)
    if question.kind is Kind.DATE and question.earliest and question.latest and question.earliest > question.latest:
        yield Finding("error", f"{name} asks for days from {question.earliest} to {question.latest}.", question.id)
    if question.takes_several and 0 < question.most < question.least:
        yield Finding("error", f"{name} asks for at least {question.least} but at most {question.most}.", question.id)
    if question.kind in (Kind.TEXT, Kind.LONG_TEXT) and question.shortest > longest(question):
        text = (
            f"{name} asks for {question.shortest} characters at least; nobody can type more than {longest(question)}."
        )
        yield Finding("error", text, question.id)


class _Known(Struct, frozen=True):
    """What choices and rules may speak of: places of questions, picks and answers there can be, names of tags ..."""

    places: dict[str, int]
    pages: frozenset[str]
    picks: frozenset[tuple[str, str]]
    answers: frozenset[str]
    numbers: frozenset[str]
    tags: dict[str, str]
    catalogue: Catalogue


def _known(project: Project, quiz: Quiz) -> _Known:
    asked = [question for question in quiz.questions if question.traits.takes_answer]
    return _Known(
        places={question.id: place for place, question in enumerate(quiz.questions)},
        pages=frozenset(page.id for page in quiz.results),
        picks=frozenset((one.id, choice.id) for one in asked for choice in one.options),
        answers=frozenset(question.id for question in asked),
        numbers=frozenset(question.id for question in asked if question.traits.is_number),
        tags={tag.id: tag.name for tag in project.tags},
        catalogue=Catalogue(project),
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
        for level, text in _atoms(known, condition, f"A rule of {name}", reach, tags):
            yield Finding(level, text, question.id, "rules")


def _atoms(
    known: _Known, condition: AnyCondition, whose: str, reach: int, tags: Set[str]
) -> Iterator[tuple[Level, str]]:
    """What is wrong with what a rule speaks of; it can know the answers before place `reach`, and `tags`."""
    for atom in atoms(condition):
        match atom:
            case HasTag(tag):
                broken = tag not in known.tags
            case Chose(where, choice):
                broken = (where, choice) not in known.picks
            case Answered(where):
                broken = where not in known.answers
            case Compare(where):
                broken = where not in known.numbers
        if broken:
            yield "error", f"{whose} speaks of something that is not there."
        elif not isinstance(atom, HasTag):
            if known.places[atom.question] >= reach:
                yield "error", f"{whose} looks at an answer that comes later."
        elif atom.customer_tag not in tags:
            yield "warning", f"{whose} looks for {known.tags[atom.customer_tag]}, which no choice before it gives."


def _recalls(known: _Known, name: str, question: Question) -> Iterator[Finding]:
    place = known.places[question.id]
    for asked in recalled(f"{question.title} {question.description}"):
        if known.places.get(asked, place) >= place or asked not in known.answers:
            text = f"{name} recalls an answer that nobody has given by then, so everybody reads the words for that."
            yield Finding("warning", text, question.id, "title")


def _page(known: _Known, page: ResultsPage, given: Set[str], *, last: bool) -> Iterator[Finding]:
    name = f"results page “{unanswered(page.title)[:40]}”" if page.title else "results page"
    rules = [(page.show_when, f"The {name}"), *((one.show_when, f"A section of the {name}") for one in page.sections)]
    for condition, whose in rules:
        for level, text in _atoms(known, condition, whose, len(known.places), given) if condition else ():
            yield Finding(level, text, page=page.id)
    if page.show_when is not None and last:
        yield Finding("warning", f"The {name} is the last, so shoppers who fit no page see it too.", page=page.id)
    if page.show_when is None and not last:
        text = f"The {name} is for everybody, so the pages after it are reached by jumps alone."
        yield Finding("warning", text, page=page.id)
    texts = [page.title, page.description]
    texts += [getattr(one, field, "") for one in page.sections for field in ("heading", "text", "empty")]
    if not recalled(" ".join(texts)) <= known.answers:
        text = f"The {name} recalls an answer to a question that is not there, so everybody reads the words for that."
        yield Finding("warning", text, page=page.id)
    for slot in page.slots:
        if slot.source and not any(known.catalogue.matched(target) for target in slot.source):
            yield Finding("warning", f"A slot of the {name} takes products from where there are none.", page=page.id)


def label(quiz: Quiz, question: Question) -> str:
    """How a question is called in sentences: its number and title, or its kind for message slides."""
    return _label(question, numbers(quiz).get(question.id))


def numbers(quiz: Quiz) -> dict[str, int]:
    """The number each question is shown with, by id; message slides have none."""
    asked = [question.id for question in quiz.questions if question.kind not in SLIDES]
    return {question_id: place + 1 for place, question_id in enumerate(asked)}


def _label(question: Question, number: int | None) -> str:
    title = unanswered(question.title).strip()
    short = f"{title[:40].rstrip()}…" if len(title) > 41 else title
    if number is None:
        return f"{question.traits.label} “{short}”" if short else f"the {question.traits.label.lower()} screen"
    return f"question {number} “{short}”" if short else f"question {number}"
