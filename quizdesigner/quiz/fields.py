"""The fields a connection sends: which they are, and their names, stable, as the service takes them, none twice.

A name belongs to the key of a question, which stands once the quiz is live, never to its title.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from quizdesigner.quiz.document import Connection, Kind, Question, Quiz, Service
from quizdesigner.quiz.keys import keys
from quizdesigner.quiz.recall import unanswered

FieldKind = Literal["text", "long", "list", "number", "date", "link", "json", "event"]
"""What a field holds: a line, a text of many lines, several values, a number, `2026-11-22`, a web address, the answers
as one JSON object; `event` is no field but the name of what is recorded when a quiz is finished."""

TAGS = "@tags"
ANSWERS = "@answers"
PRODUCTS = "@products"
RESULT = "@result"
SCORE = "@score"
LINK = "@link"
EVENT = "@event"
"""What is sent beside the answer to each question: the customer tags, all answers as one, the recommended products, the
title of the results page, the votes of the first product, the address of the shopper's own results page, an event."""


class Asked(Struct, frozen=True):
    """A question as fields know it: its id, its stable key, its title as a label, and what its answer is."""

    question: str
    key: str
    title: str
    kind: FieldKind


class Part(Struct, frozen=True):
    """Something sent beside the answers, under the name `usual` unless the author gives another.

    `on` is whether it is sent unless the author says otherwise; one that is `fixed` always is, under that name.
    """

    subject: str
    what: str
    usual: str
    kind: FieldKind
    on: bool = True
    fixed: bool = False


class Style(Struct, frozen=True):
    """How a service names fields: the name for a question's key, and a typed name as the service takes it.

    `event` does so for the name of an event; `taken` are names of its own, `questions` says whether the answer to each
    question has a field unless the author says otherwise, `kinds` what a kind becomes where the service lacks it.
    """

    usual: Callable[[str], str]
    legal: Callable[[str], str]
    event: Callable[[str], str] = lambda name: " ".join(name.split())
    questions: bool = True
    taken: frozenset[str] = frozenset()
    kinds: Mapping[FieldKind, FieldKind] = msgspec.field(default_factory=dict)


class Field(Struct, frozen=True):
    """One thing sent under a name. `subject` is a question's id or one of the names above.

    `usual` is its name unless the author gives another; `off` says that it is left out, `clash` that another field has
    the name already, so that this one is not sent.
    """

    subject: str
    name: str
    label: str
    kind: FieldKind
    usual: str
    off: bool = False
    clash: bool = False
    fixed: bool = False

    @property
    def sent(self) -> bool:
        """Whether it goes out."""
        return not self.off and not self.clash


def asked(quiz: Quiz) -> tuple[Asked, ...]:
    """Every question of a quiz whose answer can be a field: all that take one but those for contact and consent."""
    named = keys(quiz)
    return tuple(
        Asked(one.id, named[one.id], unanswered(one.title).strip() or one.traits.label, _kind(one))
        for one in quiz.questions
        if one.id in named and not one.traits.contact
    )


def fields(connection: Connection, questions: Iterable[Asked]) -> tuple[Field, ...]:
    """Everything the connection could send beside contact and consent, in reading order; see `Field.sent`."""
    style = STYLES[connection.service]
    decided = {one.question: one for one in connection.fields}
    taken = {one.casefold() for one in style.taken}

    def field(part: Part) -> Field:
        own = None if part.fixed else decided.get(part.subject)
        typed = own.name if own else ""
        if part.subject == TAGS and not part.fixed:
            typed = connection.tag_field
        name = (style.event if part.kind == "event" else style.legal)(typed) or part.usual
        off = own.off if own else not part.on
        # An event is recorded beside the fields, under a name of another sort; what is fixed has a place of its own.
        shares = not off and not part.fixed and part.kind != "event"
        clash = shares and name.casefold() in taken
        if shares:
            taken.add(name.casefold())
        kind = style.kinds.get(part.kind, part.kind)
        return Field(part.subject, name, part.what, kind, part.usual, off, clash, part.fixed)

    # The service's own come first in keeping their names.
    own = [field(part) for part in PARTS[connection.service]]
    answers = [
        field(Part(one.question, one.title, _usual(connection.service, one.key), one.kind, style.questions))
        for one in questions
    ]
    before = sum(one.subject in (TAGS, ANSWERS) for one in own)
    return (*own[:before], *answers, *own[before:])


def on_by_default(service: Service, subject: str) -> bool:
    """Whether a field is sent while its author decided nothing."""
    return next((one.on for one in PARTS[service] if one.subject == subject), STYLES[service].questions)


def sends_tags(connection: Connection) -> bool:
    """Whether the customer tags are sent."""
    return any(one.subject == TAGS and one.sent for one in fields(connection, ()))


def tag_field(connection: Connection) -> str:
    """The property the customer tags go to; empty where the service has tags of its own."""
    return next((one.name for one in fields(connection, ()) if one.subject == TAGS and not one.fixed), "")


def _usual(service: Service, key: str) -> str:
    """The name of an answer's field. A question about a name or a result does not take that of our own fields."""
    style = STYLES[service]
    name = style.usual(key)
    ours = {one.casefold() for one in (*style.taken, *(part.usual for part in PARTS[service]))}
    return style.legal(f"{name}_answer") if name.casefold() in ours else name


def _kind(question: Question) -> FieldKind:
    match question.kind:
        case Kind.DATE:
            return "date"
        case Kind.LONG_TEXT:
            return "long"
        case _ if question.takes_several:
            return "list"
        case _:
            return "number" if question.traits.is_number else "text"


def _as_typed(name: str) -> str:
    return " ".join(name.split())


def _klaviyo(name: str) -> str:
    """As typed; what begins with a dollar is Klaviyo's own, consent among it."""
    return _as_typed(name).lstrip("$ ")


def _hubspot(name: str) -> str:
    """Lower case, digits and underscores, a letter first (its properties interface); `hs_` begins HubSpot's own."""
    found = re.sub(r"[^a-z0-9_]+", "_", _plain(name).casefold()).strip("_")
    found = f"quiz_{found}" if found.startswith("hs_") else found
    return (found if not found or found[0].isalpha() else f"q_{found}")[:100]


def _mailchimp(name: str) -> str:
    """A merge tag: capitals, digits and underscores, ten at most, a letter first."""
    found = re.sub(r"[^A-Z0-9_]+", "", _plain(name).upper())
    return (found if not found or found[0].isalpha() else f"Q{found}")[:10]


def _mailchimp_usual(key: str) -> str:
    """`QGOAL` for goal. A long key is cut, and told from others that begin alike by a sum of all its letters."""
    whole = f"Q{_mailchimp(key)}" if len(key) < 10 else ""
    digest = hashlib.sha256(key.encode()).hexdigest()[:3].upper()
    return whole or f"Q{re.sub('[^A-Z0-9]', '', key.upper())[:6]}{digest}"


def _mailchimp_event(name: str) -> str:
    """Letters, digits and underscores, 2 to 30 of them."""
    found = re.sub(r"[^a-z0-9_]+", "_", _plain(name).casefold()).strip("_")[:30]
    return found if len(found) > 1 else ""


def _omnisend(name: str) -> str:
    """Letters, digits and underscores (its contacts interface)."""
    return re.sub(r"[^A-Za-z0-9_]+", "_", _plain(name)).strip("_")[:128]


def _shopify(name: str) -> str:
    """A metafield: a namespace, a point, and a key; the namespace is `quiz` unless one is typed."""
    found = re.sub(r"[^A-Za-z0-9_.-]+", "_", _plain(name)).strip("_.")
    space, point, key = found.partition(".")
    whole = f"{space}.{key.replace('.', '_')}" if point else f"quiz.{found}"
    return whole if found and re.fullmatch(r"[A-Za-z0-9_-]{3,255}\.[A-Za-z0-9_-]{2,64}", whole) else ""


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _quiz(key: str) -> str:
    return f"quiz_{key}"


_NAMES = frozenset(
    "event event_id test at quiz_id quiz_name result_name result_url score email phone first_name email_consent"
    " sms_consent consent_text consent_at tags tags_added tags_removed products".split()
)


def _passed_on(result: str) -> tuple[Part, ...]:
    """All of it, for whoever makes of it what they like; `result` is the name of the results page."""
    return (
        Part(TAGS, "Customer tags", "tags, tags_added, tags_removed", "list", fixed=True),
        Part(PRODUCTS, "Recommended products", "products", "list", fixed=True),
        Part(RESULT, "Results page", result, "text", fixed=True),
        Part(LINK, "Link to the result", "result_url", "link", fixed=True),
        Part(SCORE, "Votes of the first product", "score", "number", fixed=True),
    )


STYLES: dict[Service, Style] = {
    Service.KLAVIYO: Style(_quiz, _klaviyo, kinds={"long": "text"}),
    Service.HUBSPOT: Style(
        _quiz,
        _hubspot,
        questions=False,
        taken=frozenset({"email", "firstname", "lastname", "phone"}),
        kinds={"list": "text", "link": "text"},
    ),
    Service.MAILCHIMP: Style(
        _mailchimp_usual,
        _mailchimp,
        _mailchimp_event,
        questions=False,
        taken=frozenset({"EMAIL", "FNAME", "LNAME", "PHONE", "ADDRESS", "BIRTHDAY"}),
        kinds={"list": "text", "long": "text"},
    ),
    Service.OMNISEND: Style(_quiz, _omnisend, kinds={"long": "text", "link": "text"}),
    # A key has two letters at least.
    Service.SHOPIFY: Style(lambda key: f"quiz.{key:_<2}", _shopify, questions=False),
    Service.ZAPIER: Style(_quiz, _as_typed, taken=_NAMES, kinds=dict.fromkeys(("list", "long", "date"), "text")),
    Service.WEBHOOK: Style(_quiz, _as_typed),
}
"""How each service names fields."""

PARTS: dict[Service, tuple[Part, ...]] = {
    Service.KLAVIYO: (
        Part(TAGS, "Customer tags", "quiz_tags", "list"),
        Part(PRODUCTS, "Recommended products", "quiz_products", "list"),
        Part(RESULT, "Results page", "quiz_result", "text"),
        Part(LINK, "Link to the result", "quiz_link", "link"),
        Part(SCORE, "Votes of the first product", "quiz_score", "number", on=False),
        Part(EVENT, "Finished the quiz", "Completed quiz", "event"),
    ),
    Service.HUBSPOT: (
        Part(TAGS, "Customer tags", "quiz_tags", "list"),
        Part(ANSWERS, "All answers", "quiz_answers", "long"),
        Part(PRODUCTS, "Recommended products", "quiz_products", "list"),
        Part(RESULT, "Results page", "quiz_result", "text"),
        Part(LINK, "Link to the result", "quiz_link", "link"),
        Part(SCORE, "Votes of the first product", "quiz_score", "number", on=False),
    ),
    Service.MAILCHIMP: (
        Part(TAGS, "Customer tags", "tags", "list", fixed=True),
        Part(PRODUCTS, "Recommended products", "QPRODUCTS", "list"),
        Part(RESULT, "Results page", "QRESULT", "text"),
        Part(LINK, "Link to the result", "QLINK", "link"),
        Part(SCORE, "Votes of the first product", "QSCORE", "number", on=False),
        Part(EVENT, "Finished the quiz", "completed_quiz", "event"),
    ),
    Service.OMNISEND: (
        Part(TAGS, "Customer tags", "tags", "list", fixed=True),
        Part(PRODUCTS, "Recommended products", "quiz_products", "list"),
        Part(RESULT, "Results page", "quiz_result", "text"),
        Part(LINK, "Link to the result", "quiz_link", "link"),
        Part(SCORE, "Votes of the first product", "quiz_score", "number", on=False),
        Part(EVENT, "Finished the quiz", "completed quiz", "event"),
    ),
    Service.SHOPIFY: (
        Part(TAGS, "Customer tags", "tags", "list", fixed=True),
        Part(ANSWERS, "All answers", "quiz.answers", "json"),
        Part(PRODUCTS, "Recommended products", "quiz.products", "list"),
        Part(RESULT, "Results page", "quiz.result", "text"),
        Part(LINK, "Link to the result", "quiz.link", "link"),
        Part(SCORE, "Votes of the first product", "quiz.score", "number", on=False),
    ),
    Service.ZAPIER: _passed_on("result_name"),
    Service.WEBHOOK: _passed_on("result"),
}
"""What each service gets beside contact, consent and the answers."""
