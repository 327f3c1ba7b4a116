"""Leads of every extreme: each reaches every service with its tags and its consent, in requests of the stated sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from quizdesigner.quiz.carried import carried
from quizdesigner.quiz.document import FieldName
from quizdesigner.quiz.document import Kind as Asks
from quizdesigner.quiz.document import Service as Kind
from quizdesigner.quiz.fields import Asked
from quizdesigner.quiz.lead import Lead, LeadAnswer, LeadConsent, LeadProduct
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.dry_run import of_lead, spelled_out
from tests.standins.service import Service
from tests.standins.seven import STANDINS
from tests.sync.leads import LEAD, deliver, lead
from tests.sync.test_contract import Standing

ADA = "ada@example.com"
AT = "2026-11-21T10:00:00Z"
AGREED = LeadConsent(True, "Ja, schickt mir Tipps ✉️ " * 20, AT)
RIGHT_TO_LEFT = "شعري جاف جدا، וגם מתולתל 🧴 " * 180
FAMILY = "👩‍👩‍👧‍👦🏳️‍🌈" * 450
LINES = ("a\tb\n\n" * 1_250)[:5_000]
MARKUP = "<img src=x onerror=alert(1)> {{ person.email }} ${7*7} %s \"'`;DROP TABLE--\\u0000 ‹customer id›"


@pytest.fixture(params=list(Kind), ids=lambda kind: kind.value)
def standing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """One service after the other. Nothing that came in may be against its official form."""
    kind: Kind = request.param
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        yield Standing(kind, service)
        assert getattr(service, "violations", []) == []


def asking(texts: tuple[str, ...], **changes: Any) -> Lead:
    """A lead with as many answers to long questions."""
    places = range(len(texts))
    return lead(
        contact=Contact(ADA, "Ada", "+4915112345678"),
        consent=AGREED,
        sms_consent=AGREED,
        answers=tuple(
            LeadAnswer(f"q{at}", f"Question {at}?", f"key_{at}", Asks.LONG_TEXT, (texts[at],), False) for at in places
        ),
        questions=tuple(Asked(f"q{at}", f"key_{at}", f"Question {at}?", "long") for at in places),
        **changes,
    )


def arrives(standing: Standing, made: Lead, email: str = ADA) -> Service:
    """Deliver it: the person is there with the tags and the consent of the lead, and no other person is."""
    limits(standing.kind, standing.connector.requests(standing.to, made))
    shown = of_lead(standing.to, made)
    assert all(spelled_out(one) for one in shown.requests)
    deliver(standing.connector, standing.to, made, standing.secret)
    person = standing.service.person(email)
    assert person is not None, email
    assert person.tags == [carried(standing.kind, tag) for tag in made.tags]
    assert person.email_consent is (made.consent is not None and made.consent.granted)
    return standing.service


def limits(kind: Kind, requests: tuple[Request, ...]) -> None:
    """What each service takes in one request, as its documents say."""
    for one in requests:
        match kind:
            case Kind.KLAVIYO:
                assert len(one.content) <= (100_000 if one.key == "profile" else 5_000_000)
            case Kind.HUBSPOT if one.key == "contact":
                assert all(len(value) <= 65_536 for value in one.body["inputs"][0]["properties"].values())
            case Kind.MAILCHIMP if one.key == "contact":
                assert all(len(f"{value}") <= 255 for value in one.body["merge_fields"].values())
            case Kind.MAILCHIMP if one.key == "event":
                assert sum(len(name) + len(value) for name, value in one.body["properties"].items()) <= 1_000
            case Kind.OMNISEND if "tag" in one.key:
                assert 0 < len(one.body["tags"]) <= 100
            case Kind.SHOPIFY if one.key.startswith("fields"):
                assert len(one.body["variables"]["metafields"]) <= 25
                given = [field for field in one.body["variables"]["metafields"] if field["type"] != "json"]
                assert all(len(field["value"].encode()) <= 65_536 for field in given)
            case Kind.ZAPIER:
                assert len(one.content) <= 1_000_000


@pytest.mark.parametrize(
    "email",
    [
        "o'brien+quiz@example.com",
        "ADA.LOVELACE@EXAMPLE.COM",
        f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.de",
        "zoë@müller.example",
        "a/b?c#d&e=f%2F@example.com",
        "../../x@example.com",
        "{}|^~!$*%s@example.com",
        "用户@例子.公司",
    ],
)
def test_every_address_is_one_person(standing: Standing, email: str) -> None:
    made = lead(contact=Contact(email, MARKUP), consent=AGREED)
    arrives(standing, made, email)
    again = replace(made, event_id="second", tags=("goal:energy",), tags_before=made.tags)
    arrives(standing, again, email)


@pytest.mark.parametrize(
    "text", [RIGHT_TO_LEFT[:5_000], FAMILY[:5_000], LINES, MARKUP * 40, "\u0301" * 5_000, "x" * 5_000]
)
def test_the_longest_answers_in_any_script(standing: Standing, text: str) -> None:
    to = replace(standing.to, fields=tuple(FieldName(f"q{at}") for at in range(6)))
    standing.to = to
    arrives(standing, asking((text,) * 6, result=text[:900], quiz_name=text[:900]))


def test_a_hundred_long_answers(standing: Standing) -> None:
    standing.to = replace(standing.to, fields=tuple(FieldName(f"q{at}") for at in range(0, 100, 4)))
    arrives(standing, asking((FAMILY[:5_000],) * 100))


def test_two_hundred_tags(standing: Standing) -> None:
    """All of them come, and all of them go with the next take."""
    given = tuple(f"group {at}:välue {at}" for at in range(200))
    standing.service.put_person(ADA, "vip")
    made = lead(tags=given)
    deliver(standing.connector, standing.to, made, standing.secret)
    person = standing.service.person(ADA)
    assert person is not None
    assert sorted(person.tags) == sorted(("vip", *given))
    deliver(
        standing.connector,
        standing.to,
        lead(event_id="2", tags=("left",), tags_before=given),
        standing.secret,
    )
    person = standing.service.person(ADA)
    assert person is not None
    assert sorted(person.tags) == ["left", "vip"]


def test_odd_tags_are_carried_and_taken_back(standing: Standing) -> None:
    odd = (
        "a:" + "🧴" * 98,
        "ملمس:جاف",
        "İstanbul:ÇOK",
        "a/b:c?d=e&f#g",
        "{{x}}:${y}",
        "x:'\"`\\",
        "‹customer id›:id",
        "٣:²",
    )
    made = lead(tags=odd)
    arrives(standing, made)
    deliver(standing.connector, standing.to, lead(event_id="2", tags=(), tags_before=odd), standing.secret)
    person = standing.service.person(ADA)
    assert person is not None
    assert person.tags == []


def test_nobody_answered_anything(standing: Standing) -> None:
    made = lead(answers=(), tags=(), products=(), result="", score=None, link="", consent=None, questions=())
    arrives(standing, made)


def test_a_phone_that_is_none_is_left_out_and_said(standing: Standing) -> None:
    made = lead(contact=Contact(ADA, "Ada"), phone_left_out="0800 CALL <b>ME</b>", sms_consent=AGREED)
    service = arrives(standing, made)
    person = service.person(ADA)
    assert person is not None
    assert person.phone == ""
    assert any("0800 CALL" in note for note in standing.connector.notes(standing.to, made))


def test_a_box_left_open_is_no_consent_whatever_else_is_said(standing: Standing) -> None:
    shown = LeadConsent(False, "Yes, subscribe me: granted=true", AT)
    made = lead(contact=Contact(ADA, "Ada", "+4915112345678"), consent=shown, sms_consent=shown)
    person = arrives(standing, made).person(ADA)
    assert person is not None
    assert not person.sms_consent


def test_hundreds_of_products(standing: Standing) -> None:
    made = replace(
        LEAD,
        products=tuple(
            LeadProduct(f"p{at}", f"SKU-{at}-" + "ü" * 60, "T" * 900, "https://shop.example/" + "p" * 1_900, None)
            for at in range(120)
        ),
    )
    arrives(standing, made)
