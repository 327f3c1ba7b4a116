"""What a customer tag reaches: all that is another thing once the tag is renamed, merged, split or deleted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.carried import carried
from quizdesigner.quiz.check import label
from quizdesigner.quiz.document import (
    AnyCondition,
    Connection,
    HasTag,
    Project,
    Quiz,
    ResultsPage,
    Service,
)
from quizdesigner.quiz.fields import tag_field
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.rules import atoms
from quizdesigner.quiz.sentences import of_condition, of_jump, of_range
from quizdesigner.quiz.tags import Giver


class Spot(Struct, frozen=True):
    """A place in a quiz: `what` it is, in words for the author, `where` (empty for a quiz as a whole), and its ids."""

    what: str
    where: str
    at: Giver


class Entry(Struct, frozen=True):
    """Something beside the quizzes: a segment, or a connection with what its service goes on showing."""

    name: str
    text: str
    id: str


class Touched(Struct, frozen=True):
    """All a tag reaches. `quizzes` give it to every taker, `pages` to whoever ends there, `rules` look for it."""

    choices: tuple[Spot, ...]
    quizzes: tuple[Spot, ...]
    pages: tuple[Spot, ...]
    rules: tuple[Spot, ...]
    segments: tuple[Entry, ...]
    connections: tuple[Entry, ...]

    @property
    def givers(self) -> tuple[Spot, ...]:
        """All that gives the tag."""
        return (*self.quizzes, *self.choices, *self.pages)


def of_tag(project: Project, tag_id: str) -> Touched:
    """What the tag with this id reaches in a project; KeyError where there is none.

    A choice that its question does not use at present is not told of.
    """
    names = {tag.id: tag.name for tag in project.tags}
    name = names[tag_id]
    return Touched(
        choices=tuple(spot for quiz in project.quizzes for spot in _choices(project, quiz, tag_id)),
        quizzes=tuple(
            Spot(f"Every taker of {quiz.name}", "", Giver(quiz.id)) for quiz in project.quizzes if tag_id in quiz.tags
        ),
        pages=tuple(
            Spot(f"Whoever ends on {_title(page)}", _in(project, quiz, ""), Giver(quiz.id, page.id))
            for quiz in project.quizzes
            for page in quiz.results
            if tag_id in page.tags
        ),
        rules=tuple(spot for quiz in project.quizzes for spot in _rules(project, quiz, tag_id)),
        segments=tuple(
            Entry(segment.name, "", segment.id) for segment in project.segments if _asks(segment.rule, tag_id)
        ),
        connections=tuple(Entry(called(project, one), _kept(one, name), one.id) for one in project.connections),
    )


def _choices(project: Project, quiz: Quiz, tag_id: str) -> Iterator[Spot]:
    for question in quiz.questions:
        for choice in question.options:
            if tag_id in choice.tags:
                what = choice.title or of_range(choice) or "A choice without text"
                yield Spot(what, _in(project, quiz, label(quiz, question)), Giver(quiz.id, question.id, choice.id))


def _rules(project: Project, quiz: Quiz, tag_id: str) -> Iterator[Spot]:
    """Every rule that looks for the tag, as a sentence."""

    def shown(when: AnyCondition | None, where: str, part: str) -> Iterator[Spot]:
        if when is not None and _asks(when, tag_id):
            what = f"Shown when {of_condition(project, quiz, when)}"
            yield Spot(what, _in(project, quiz, where), Giver(quiz.id, part))

    for question in quiz.questions:
        where = label(quiz, question)
        yield from shown(question.show_when, where, question.id)
        for jump in question.jumps:
            if _asks(jump.when, tag_id):
                what = of_jump(project, quiz, question, jump)
                yield Spot(what, _in(project, quiz, where), Giver(quiz.id, question.id))
    for page in quiz.results:
        yield from shown(page.show_when, _title(page), page.id)
        for section in page.sections:
            name = f"section “{section.heading}”" if section.heading else "a section"
            yield from shown(section.show_when, f"{name} of {_title(page)}", page.id)


def _asks(condition: AnyCondition, tag_id: str) -> bool:
    return HasTag(tag_id) in atoms(condition)


def _in(project: Project, quiz: Quiz, where: str) -> str:
    """The place with its quiz, where there are several."""
    several = len(project.quizzes) > 1
    words = ", ".join(word for word in (where, quiz.name if several else "") if word)
    return words[:1].upper() + words[1:]


def _title(page: ResultsPage) -> str:
    return unanswered(page.title).strip() or "a results page without a title"


def called(project: Project, connection: Connection) -> str:
    """The service of a connection, with its account where there are several of it."""
    service = connection.service.label
    alone = sum(one.service is connection.service for one in project.connections) == 1
    return service if alone or not connection.account else f"{service}, {connection.account}"


def _kept(connection: Connection, name: str) -> str:
    """What a service shows of shoppers who have the tag: nothing is called back, a retake alone changes anything.

    The retake settings are in `retake.after`; what each connector then sends, in `sync.connectors`.
    """
    group, sent = tags.group_of(name), carried(connection.service, name)
    match connection.retake:
        case "replace":
            until = "until they take the quiz again"
        case "by_group" if group:
            until = f"until they take the quiz again and get another {group}: tag"
        case _:
            until = "for good, as this connection takes no such tag away at a retake"
    match connection.service:
        case Service.KLAVIYO | Service.HUBSPOT:
            kept = "Profiles" if connection.service is Service.KLAVIYO else "Contacts"
            return f"{kept} that carry {sent} in {tag_field(connection)} keep it {until}."
        case Service.MAILCHIMP | Service.OMNISEND | Service.SHOPIFY:
            kept = "Customers" if connection.service is Service.SHOPIFY else "Contacts"
            return f"{kept} tagged {sent} stay so {until}."
        case Service.ZAPIER | Service.WEBHOOK:
            return f"Nothing that was sent is called back: who got {sent} has it there {until}."
