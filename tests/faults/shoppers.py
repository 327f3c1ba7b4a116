"""The quiz that is taken thousands of times, who takes it, and what every service has to hold at the end."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz import retake
from quizdesigner.quiz.document import (
    Choice,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Retake,
    Service,
    Slot,
    Tag,
)
from tests.standins.seven import STANDINS

FOREIGN = ("vip", "goal:foreign")
"""Tags half of the shoppers have from elsewhere before any quiz."""

RETAKES: dict[Service, Retake] = {
    Service.KLAVIYO: "replace",
    Service.HUBSPOT: "by_group",
    Service.MAILCHIMP: "accumulate",
    Service.OMNISEND: "replace",
    Service.SHOPIFY: "by_group",
    Service.ZAPIER: "accumulate",
    Service.WEBHOOK: "replace",
}


class Take(Struct, frozen=True):
    """A finished quiz: who, what they answered, and which tags that gives, in order."""

    email: str
    fields: dict[str, list[str]]
    tags: tuple[str, ...]
    agreed: bool


_GOALS = ("sleep", "energy", "calm")
_TROUBLES = ("noise", "light", "heat")


def project() -> Project:
    """One quiz with contact and consent, connected to all seven services."""
    goals = tuple(Choice(one, one.title(), tags=(f"g-{one}",), links=(Link(f"p-{one}"),)) for one in _GOALS)
    troubles = tuple(Choice(one, one.title(), tags=(f"t-{one}",)) for one in _TROUBLES)
    quiz = Quiz(
        "sleep",
        "Sleep finder",
        (
            Question("goal", Kind.SINGLE, "What is your goal?", choices=goals),
            Question("trouble", Kind.MULTIPLE, "What troubles you?", choices=troubles, required=False),
            Question("hours", Kind.NUMBER, "How many hours do you sleep?", required=False),
            Question("name", Kind.NAME, "Your name?"),
            Question("mail", Kind.EMAIL, "Your email?"),
            Question("phone", Kind.PHONE, "Your phone?", required=False),
            Question("yes", Kind.CONSENT, "Send me tips", required=False, agrees_to="both"),
        ),
        (ResultsPage("end", "Your routine", sections=(Slot("slot", "For you", count=1),)),),
    )
    tags = (
        *(Tag(f"g-{one}", f"goal:{one}") for one in _GOALS),
        *(Tag(f"t-{one}", f"trouble:{one}" if one != "heat" else "warm nights") for one in _TROUBLES),
    )
    products = tuple(Product(f"p-{one}", one.title()) for one in _GOALS)
    connections = tuple(replace(one.connection, retake=RETAKES[kind]) for kind, one in STANDINS.items())
    return Project("p", "Halden", (quiz,), tags, products=products, connections=connections)


def takes(number: int, contacts: int, chance: random.Random) -> list[Take]:
    """This many takes by this many shoppers, in the order they are to be made by each."""
    return [_take(chance.randrange(contacts), chance) for _ in range(number)]


def _take(contact: int, chance: random.Random) -> Take:
    goal = chance.choice(_GOALS)
    troubles = sorted(chance.sample(_TROUBLES, chance.randrange(3)), key=_TROUBLES.index)
    agreed = chance.random() < 0.5
    email = f"shopper{contact}@example.com"
    fields = {
        "goal": [goal],
        "trouble": troubles,
        "name": [f"Shopper {contact}"],
        # Services compare addresses without regard to case.
        "mail": [email if chance.random() < 0.8 else email.title()],
        "phone": [f"+4915112{contact:06d}"],
    }
    if agreed:
        fields["yes"] = ["yes"]
    if chance.random() < 0.5:
        fields["hours"] = [str(chance.randrange(4, 10))]
    named = {"heat": "warm nights"}
    tags = (f"goal:{goal}", *(named.get(one, f"trouble:{one}") for one in troubles))
    return Take(email, fields, tags, agreed)


def known(contact: str) -> bool:
    """Whether the services knew this shopper before any quiz."""
    return int(contact.removeprefix("shopper").partition("@")[0]) % 2 == 0


class Expected(Struct, frozen=True):
    """What a service has to hold of one shopper."""

    tags: frozenset[str]
    agreed: bool


def expected(made: Sequence[Take], service: Service) -> dict[str, Expected]:
    """The end of all takes at a service, shopper by shopper: each take in turn, as the retake setting says."""
    found: dict[str, Expected] = {}
    for email, ours in _by_shopper(made):
        tags: tuple[str, ...] = ()
        for take in ours:
            tags = retake.after(tags, take.tags, RETAKES[service]).tags
        foreign = FOREIGN if known(email) else ()
        found[email] = Expected(frozenset((*tags, *foreign)), any(take.agreed for take in ours))
    return found


def _by_shopper(made: Sequence[Take]) -> Iterator[tuple[str, list[Take]]]:
    for email in dict.fromkeys(take.email for take in made):
        yield email, [take for take in made if take.email == email]
