"""Findings an author can act on before publishing, each with the id of what it is about.

Errors stop a publication, because shoppers would meet something broken; warnings do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.answers import longest, millionths, plain
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage import Wanted
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
    Slot,
)
from quizdesigner.quiz.recall import recalled, unanswered
from quizdesigner.quiz.recommend import twice
from quizdesigner.quiz.rules import atoms

Level = Literal["error", "warning"]

Part = Literal["", "title", "choices", "show_when", "rules"]
"""What of a question or results page a finding is about; empty for its settings, and for the quiz as a whole."""


class Finding(Struct, frozen=True):
    """One thing to mend: how bad, in words, and where. All of where are ids, or empty; `group` is a name.

    `jump` is the *then go to* rule to blame. `also` are more parts that suffer from it (questions, results pages, tags,
    products), so that one mistake is one finding. `wanted` names shoppers who show it, where there are some.
    """

    level: Level
    text: str
    question: str = ""
    part: Part = ""
    choice: str = ""
    page: str = ""
    slot: str = ""
    tag: str = ""
    group: str = ""
    segment: str = ""
    product: str = ""
    connection: str = ""
    jump: str = ""
    also: tuple[str, ...] = ()
    wanted: Wanted | None = None

    def concerns(self, part: str) -> bool:
        """Whether it is about this part of the project (an id), or a part that suffers from it."""
        own = (self.question, self.choice, self.page, self.slot, self.tag, self.segment, self.product)
        return bool(part) and part in (*own, self.connection, self.jump, *self.also)


def findings(project: Project, quiz: Quiz, *, counted: bool = False) -> tuple[Finding, ...]:
    """What a look at the quiz tells: errors first, each kind in the order of the questions.

    `counted` leaves out what counting its answer paths tells better (see `problems`).
    """
    found = [*_whole(quiz)]
    known = _known(project, quiz)
    numbered = numbers(quiz)
    given: set[str] = set(quiz.tags)
    for question in quiz.questions:
        name = titled(question, numbered.get(question.id))
        earlier = frozenset(given) if question.show_when is not None else frozenset()
        given.update(tag for choice in question.options for tag in choice.tags)
        found += _question(known, name, question)
        found += _rules(known, name, question, earlier, given)
        found += _recalls(known, name, question)
    for number, page in enumerate(quiz.results):
        found += _page(known, page, given, last=number == len(quiz.results) - 1, counted=counted)
    return tuple(sorted(found, key=lambda one: one.level != "error"))


def votes(quiz: Quiz) -> bool:
    """Whether products can be shown at all: a choice votes for one or includes it, or a slot falls back to one."""
    links = (link for question in quiz.questions for choice in question.options for link in choice.links)
    spare = any(slot.fallback for page in quiz.results for slot in page.slots)
    return spare or any(link.effect in (Effect.UPVOTE, Effect.INCLUDE) for link in links)


def untagged(quiz: Quiz) -> int:
    """How many choices (and ranges) carry no customer tag."""
    return sum(not choice.tags for question in quiz.questions for choice in question.options)


def _whole(quiz: Quiz) -> Iterator[Finding]:
    if not any(question.traits.takes_answer for question in quiz.questions):
        yield Finding("error", "The quiz asks nothing yet. Add a question.")
    if not quiz.results:
        yield Finding("error", "The quiz has no results page.")
    if quiz.results and not votes(quiz):
        yield Finding("warning", "No choice votes for a product, so every shopper sees an empty results page.")
    if quiz.results and not any(page.slots for page in quiz.results):
        yield Finding("warning", "The results page has no slot, so no product is shown.")
    kinds = {question.kind for question in quiz.questions}
    if Kind.EMAIL in kinds and Kind.CONSENT not in kinds:
        yield Finding("warning", "No consent box: everybody's profile is updated, nobody is subscribed.")


def _question(known: _Known, name: str, question: Question) -> Iterator[Finding]:
    if not question.title.strip():
        level: Level = "error" if question.traits.takes_answer else "warning"
        yield Finding(level, f"{capital(name)} has no title.", question.id, "title")
    yield from _bounds(name, question)
    options = question.options
    if question.traits.has_choices and not options:
        yield Finding("error", f"{capital(name)} has no choices.", question.id, "choices")
    for choice in options:
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
    titles = [choice.title.strip().casefold() for choice in options if choice.title.strip()]
    if len(set(titles)) < len(titles):
        yield Finding("warning", f"{capital(name)} has two choices with the same text.", question.id, "choices")
    pickable = sum(choice.role in (Role.ORDINARY, Role.OTHER) for choice in options)
    if question.takes_several and question.least > pickable:
        yield Finding("error", f"{capital(name)} asks for {question.least} choices and has {pickable}.", question.id)


def _bounds(name: str, question: Question) -> Iterator[Finding]:
    """Bounds no answer can keep to."""
    lowest, highest, _ = question.numbers
    if question.traits.is_number and lowest is not None and highest is not None and lowest > highest:
        ends = f"from {plain(millionths(lowest))} to {plain(millionths(highest))}"
        yield Finding("error", f"{capital(name)} asks for numbers {ends}: there are none.", question.id)
    if question.kind is Kind.DATE and question.earliest and question.latest and question.earliest > question.latest:
        yield Finding(
            "error", f"{capital(name)} asks for days from {question.earliest} to {question.latest}.", question.id
        )
    if question.takes_several and 0 < question.most < question.least:
        yield Finding(
            "error", f"{capital(name)} asks for at least {question.least} but at most {question.most}.", question.id
        )
    if question.kind in (Kind.TEXT, Kind.LONG_TEXT) and question.shortest > longest(question):
        least = f"{capital(name)} asks for {question.shortest} characters at least"
        yield Finding("error", f"{least}; nobody can type more than {longest(question)}.", question.id)


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
            text = f"A rule of {name} goes to a question that is not there."
            yield Finding("error", text, question.id, "rules", jump=jump.id)
        elif known.places.get(jump.to, place + 1) <= place:
            text = f"A rule of {name} goes backwards. Jumps only go forward."
            yield Finding("error", text, question.id, "rules", jump=jump.id)
    if question.show_when is not None:
        for level, text in _atoms(known, question.show_when, f"A rule of {name}", place, earlier):
            yield Finding(level, text, question.id, "show_when")
    for jump in question.jumps:
        for level, text in _atoms(known, jump.when, f"A rule of {name}", place + 1, given):
            yield Finding(level, text, question.id, "rules", jump=jump.id)


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
            early = f"{capital(name)} recalls an answer that nobody has given by then"
            yield Finding("warning", f"{early}, so everybody reads the words for that.", question.id, "title")


def _page(known: _Known, page: ResultsPage, given: Set[str], *, last: bool, counted: bool) -> Iterator[Finding]:
    name = f"results page “{unanswered(page.title)[:40]}”" if page.title else "results page"
    if page.show_when is not None:
        for level, text in _atoms(known, page.show_when, f"The {name}", len(known.places), given):
            yield Finding(level, text, part="show_when", page=page.id)
    for section in page.sections:
        here = section.id if isinstance(section, Slot) else ""
        rule = section.show_when
        for level, text in _atoms(known, rule, f"A section of the {name}", len(known.places), given) if rule else ():
            yield Finding(level, text, page=page.id, slot=here)
    if page.show_when is not None and last:
        yield Finding("warning", f"The {name} is the last, so shoppers who fit no page see it too.", page=page.id)
    if page.show_when is None and not last and not counted:
        text = f"The {name} is for everybody, so the pages after it are reached by jumps alone."
        yield Finding("warning", text, page=page.id)
    texts = [page.title, page.description]
    texts += [getattr(one, field, "") for one in page.sections for field in ("heading", "text", "empty")]
    if not recalled(" ".join(texts)) <= known.answers:
        text = f"The {name} recalls an answer to a question that is not there, so everybody reads the words for that."
        yield Finding("warning", text, page=page.id)
    for slot in page.slots:
        if slot.source and not any(known.catalogue.matched(target) for target in slot.source):
            text = f"A slot of the {name} takes products from where there are none."
            yield Finding("warning", text, page=page.id, slot=slot.id)


def label(quiz: Quiz, question: Question) -> str:
    """How a question is called in sentences: its number and title, or its kind for message slides."""
    return titled(question, numbers(quiz).get(question.id))


def numbers(quiz: Quiz) -> dict[str, int]:
    """The number each question is shown with, by id; message slides have none."""
    asked = [question.id for question in quiz.questions if question.kind not in SLIDES]
    return {question_id: place + 1 for place, question_id in enumerate(asked)}


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def titled(question: Question, number: int | None) -> str:
    """How a question with this number is called in sentences."""
    title = unanswered(question.title).strip()
    short = f"{title[:40].rstrip()}…" if len(title) > 41 else title
    if number is None:
        return f"{question.traits.label} “{short}”" if short else f"the {question.traits.label.lower()} screen"
    return f"question {number} “{short}”" if short else f"question {number}"
