"""What of a lead goes to a service, under which names, as which tags, and how it is made to fit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz import retake
from quizdesigner.quiz.carried import carried, collapsed
from quizdesigner.quiz.document import Connection, Project
from quizdesigner.quiz.fields import (
    ANSWERS,
    EVENT,
    LINK,
    PRODUCTS,
    RESULT,
    SCORE,
    TAGS,
    Field,
    asked,
    fields,
    sends_tags,
)
from quizdesigner.quiz.lead import Lead, LeadAnswer, LeadProduct
from quizdesigner.quiz.retake import After
from quizdesigner.quiz.tags import same
from quizdesigner.sync.connectors.base import Request, Wanted, WantedField

Value = str | int | float | tuple[str, ...] | dict[str, str] | None
"""What a field is given: None where the shopper said nothing, a dict for the answers as one object."""

_SHORT = 250
"""Characters a text is cut to where a whole lead is too large."""


class Told(Struct, frozen=True):
    """The fields that are sent with their values, in reading order. `clashes` are names that are wanted twice."""

    fields: tuple[tuple[Field, Value], ...]
    clashes: tuple[str, ...]

    @property
    def values(self) -> dict[str, Value]:
        """Value by name, of all fields that are no tags and no event."""
        return {one.name: value for one, value in self.fields}


def told(connection: Connection, lead: Lead) -> Told:
    """Every field but the tags and the event. Questions without an answer are there with None, so that a second take
    clears what the first one said.
    """
    found = fields(connection, lead.questions)
    answers = {answer.question: answer for answer in lead.answers}
    return Told(
        tuple((one, _value(one, lead, answers)) for one in found if one.sent and one.subject not in (TAGS, EVENT)),
        tuple(one.name for one in found if one.clash),
    )


def event_name(connection: Connection) -> str:
    """What the event of a finished quiz is called; empty where the author wants none or the service has none."""
    return next((one.name for one in fields(connection, ()) if one.subject == EVENT and one.sent), "")


def tags(connection: Connection, lead: Lead) -> After:
    """The contact's tags of this quiz as the connection's retake setting wants them, in the service's spelling.

    What is removed is never what stays under the same spelling. Nothing changes where the author sends no tags.
    """
    if not sends_tags(connection):
        return After((), (), ())
    after = retake.after(lead.tags_before, lead.tags, connection.retake, lead.tags_unsure)
    stays, adds, goes = (_spelled(connection, names) for names in (after.tags, after.added, after.removed))
    kept = {same(one) for one in stays}
    return After(stays, adds, tuple(one for one in goes if same(one) not in kept))


def wanted(connection: Connection, project: Project) -> Wanted:
    """All that deliveries of any quiz of the project through this connection could fill."""
    found: dict[str, WantedField] = {}
    for quiz in project.quizzes:
        for one in fields(connection, asked(quiz)):
            if one.sent and one.subject != EVENT and not (one.subject == TAGS and one.fixed):
                text = one.subject == TAGS and connection.tags_as_text
                kind = "long" if text else one.kind
                found.setdefault(one.name, WantedField(one.name, one.label, kind, tags=one.subject == TAGS))
    return Wanted(tuple(found.values()), _spelled(connection, (tag.name for tag in project.tags)))


def usual_notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """A sentence for each name wanted twice, each tag that is spelled otherwise, and a phone that was left out."""
    found = [
        f"The field “{name}” is wanted twice. Only the first is sent; give the other question its own field name."
        for name in told(connection, lead).clashes
    ]
    for name in dict.fromkeys((*lead.tags, *lead.tags_before)):
        spelled = carried(connection.service, name)
        if spelled != name:
            found.append(f"The tag “{name}” is sent as “{spelled}”, as the service takes it.")
    for group in collapsed(connection.service, lead.tags):
        found.append(f"The tags {' and '.join(f'“{name}”' for name in group)} are one tag for this service.")
    if lead.phone_left_out:
        found.append(f"The phone number {lead.phone_left_out} is none in international form and is left out.")
    return tuple(found)


def no_email(label: str) -> str:
    """Why a service that knows people by their addresses is sent nothing."""
    return f"Not sent to {label}: the shopper gave no email address."


def unreached(lead: Lead) -> tuple[str, ...]:
    """A sentence where the shopper agreed to text messages and gave no phone number."""
    if lead.agreed_to_texts is None or lead.contact.phone:
        return ()
    return ("The shopper agreed to text messages and gave no phone number: nobody is subscribed to them.",)


def size_notes(requests: tuple[Request, ...], most: int) -> tuple[str, ...]:
    """A sentence for each request whose body has more than `most` bytes."""
    return tuple(
        f"“{request.title}” has {len(request.content):,} bytes; more than {most:,} may be refused."
        for request in requests
        if len(request.content) > most
    )


def short(name: str, text: str, most: int) -> tuple[str, str]:
    """The text with `most` characters at most, and a note when it had more (else empty)."""
    if len(text) <= most:
        return text, ""
    return f"{text[: most - 1]}…", f"“{name}” was cut to {most} characters."


def fitted(found: Told, most: int) -> tuple[Told, tuple[str, ...]]:
    """The fields in at most `most` bytes of JSON, and what was cut.

    In this order, as little as is needed: long texts are cut to 250 characters; the answers as one text or object are
    left out; then answers to single questions, the last first; then products after the first three. What identifies the
    shopper, consent and tags are not among the fields and are never cut.
    """
    pairs, notes = list(found.fields), []

    def fits() -> bool:
        return len(msgspec.json.encode({one.name: value for one, value in pairs})) <= most

    def put(at: int, value: Value, note: str) -> None:
        pairs[at] = (pairs[at][0], value)
        notes.append(note)

    places = range(len(pairs))
    questions = [at for at in places if not pairs[at][0].subject.startswith("@")]
    for at in sorted(places, key=lambda at: -len(str(pairs[at][1]))):
        value = pairs[at][1]
        if fits():
            break
        if isinstance(value, str) and len(value) > _SHORT:
            put(at, *short(pairs[at][0].name, value, _SHORT))
    whole = [at for at in places if pairs[at][0].subject == ANSWERS]
    for at in (*whole, *reversed(questions)):
        if fits():
            break
        if pairs[at][1] is not None:
            put(at, None, f"“{pairs[at][0].name}” was left out: the whole is too large for the service.")
    for at in places:
        value = pairs[at][1]
        if not fits() and pairs[at][0].subject == PRODUCTS and isinstance(value, tuple) and len(value) > 3:
            put(at, value[:3], f"“{pairs[at][0].name}” has the first three products alone.")
    return replace(found, fields=tuple(pairs)), tuple(notes)


def products(found: Told, lead: Lead) -> tuple[LeadProduct, ...]:
    """The recommended products in full, as many as `fitted` left of them."""
    left = next((value for one, value in found.fields if one.subject == PRODUCTS), None)
    return lead.products[: len(left)] if isinstance(left, tuple) else lead.products


def as_text(value: Value, between: str = ", ") -> str:
    """A value as one text; empty where there is none."""
    match value:
        case None:
            return ""
        case str():
            return value
        case tuple():
            return between.join(value)
        case dict():
            return "\n".join(f"{name}: {text}" for name, text in value.items())
        case _:
            return f"{value}"


def _spelled(connection: Connection, names: Iterable[str]) -> tuple[str, ...]:
    """The names as the service takes them, each once."""
    found: dict[str, str] = {}
    for name in names:
        spelled = carried(connection.service, name)
        found.setdefault(same(spelled), spelled)
    return tuple(found.values())


def _value(field: Field, lead: Lead, answers: dict[str, LeadAnswer]) -> Value:
    if field.subject in answers:
        return _answer(field, answers[field.subject])
    skus = tuple(one.sku for one in lead.products)
    parts: dict[str, Value] = {
        ANSWERS: _all_answers(field, lead),
        PRODUCTS: skus if field.kind == "list" else ", ".join(skus),
        RESULT: lead.result or None,
        LINK: lead.link or None,
        SCORE: lead.score,
    }
    return parts.get(field.subject)


def _answer(field: Field, answer: LeadAnswer) -> Value:
    if field.kind == "list":
        return answer.values
    text = ", ".join(answer.values)
    return _number(text) if field.kind == "number" else text


def _number(text: str) -> int | float | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _all_answers(field: Field, lead: Lead) -> Value:
    keys = {one.question: one.key for one in lead.questions}
    if field.kind == "json":
        return {keys[one.question]: ", ".join(one.values) for one in lead.answers if one.question in keys} or None
    return "\n".join(f"{one.title} {', '.join(one.values)}" for one in lead.answers) or None
