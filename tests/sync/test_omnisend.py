"""Omnisend: what arrives there, what a retake changes, what is left out, and what the test of a key shows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, FieldName, Retake, Service
from quizdesigner.quiz.fields import EVENT, SCORE
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.quiz.play import Contact
from quizdesigner.quiz.retake import after
from quizdesigner.sync.connectors import omnisend as connector
from quizdesigner.sync.connectors.base import Account, Connector, Delivered, KeyRefused
from quizdesigner.sync.connectors.omnisend_bodies import VERSION
from quizdesigner.sync.secrets import Secret
from tests.standins.omnisend import CONNECTION, SECRET, Omnisend
from tests.sync import leads
from tests.sync.leads import LEAD, Kept, connection, lead, run

OMNISEND: Connector = connector
TICKED = LeadConsent(True, "Text me", "2026-11-21T10:00:00Z")
UNTICKED = LeadConsent(False, "Send me tips", "2026-11-21T10:00:00Z")
CALLED = Contact("ada@example.com", "Ada", "+4915112345678")


@pytest.fixture
def omnisend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Omnisend]:
    """A running stand-in the connector calls in place of the service; nothing it got is out of form."""
    with Omnisend() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_OMNISEND", service.url)
        yield service
        assert service.violations == []


def deliver(sent: Lead = LEAD, to: Connection = CONNECTION, kept: Kept | None = None) -> Delivered:
    return leads.deliver(OMNISEND, to, sent, Secret(SECRET), kept)


def own(**changes: object) -> Connection:
    return connection(Service.OMNISEND, **changes)


def posted(service: Omnisend) -> list[str]:
    return [f"{one.method} {one.path}" for one in service.came if one.method != "GET"]


def test_a_lead_arrives_as_contact_tags_and_event(omnisend: Omnisend) -> None:
    assert deliver(lead(contact=Contact("Ada@Example.com", "Ada"))) == Delivered("")

    contact = omnisend.contacts["ada@example.com"]
    assert contact.first_name == "Ada"
    assert contact.properties == {
        "quiz_bedtime": "after midnight",
        "quiz_wakes": ["Noise", "Light"],
        "quiz_more": "",
        "quiz_products": ["SKU-1"],
        "quiz_result": "Deep sleep",
        "quiz_link": "https://quiz.example/q/sleep/results/0190f6b2",
    }
    found = omnisend.person("ada@example.com")
    assert found is not None
    assert (found.tags, found.email_consent, found.sms_consent) == (["goal:sleep", "age:30s"], True, False)
    (event,) = omnisend.events
    assert (event["eventName"], event["origin"], event["eventTime"]) == ("completed quiz", "api", LEAD.at)
    assert uuid.UUID(event["eventID"]).version == 5
    assert event["contact"] == {"email": "ada@example.com"}
    assert event["properties"] == {
        "quiz_bedtime": "after midnight",
        "quiz_wakes": ["Noise", "Light"],
        "quiz_products": ["SKU-1"],
        "quiz_result": "Deep sleep",
        "quiz_link": "https://quiz.example/q/sleep/results/0190f6b2",
        "quiz_id": "sleep",
        "quiz_name": "Sleep quiz",
        "submission_id": "0190f6b2",
        "tags": ["goal:sleep", "age:30s"],
        "product_titles": ["Pillow"],
        "consent_text": "Send me tips",
    }
    assert posted(omnisend) == ["POST /api/contacts", "POST /api/contacts/tags", "POST /api/events"]
    assert all(one.headers["omnisend-version"] == VERSION for one in omnisend.came)
    assert all(one.headers["user-agent"].startswith("QuizDesigner/") for one in omnisend.came)


def test_the_dry_run_is_what_is_sent(omnisend: Omnisend) -> None:
    sent = lead(contact=CALLED, sms_consent=TICKED, tags_before=("old",))
    shown = connector.requests(CONNECTION, sent)
    deliver(sent)
    calls = [one for one in omnisend.came if one.method != "GET"]
    assert [(one.method, one.url, one.content) for one in shown] == [(one.method, one.path, one.raw) for one in calls]
    for request, call in zip(shown, calls, strict=True):
        assert {name.lower(): value for name, value in request.headers.items()}.items() <= call.headers.items()
    assert [(one.key, one.tags) for one in shown] == [
        ("contact", False),
        ("untag", True),
        ("tag", True),
        ("event", False),
    ]
    assert SECRET not in repr(shown)


@pytest.mark.parametrize("consent", [None, UNTICKED])
def test_nothing_is_said_of_consent_without_a_tick(omnisend: Omnisend, consent: LeadConsent | None) -> None:
    deliver(lead(contact=CALLED, consent=consent, sms_consent=consent))
    assert omnisend.contacts["ada@example.com"].statuses == {}
    assert b"subscribed" not in b"".join(one.raw for one in omnisend.came)
    assert b"consent" not in b"".join(one.raw for one in omnisend.came)
    assert omnisend.welcomed == []
    assert {one.method for one in omnisend.came} == {"POST"}


def test_a_subscriber_stays_one_when_the_box_is_not_ticked(omnisend: Omnisend) -> None:
    deliver()
    deliver(lead(event_id="2", consent=UNTICKED, at="2026-11-22T10:00:00Z"))
    assert omnisend.contacts["ada@example.com"].statuses == {"email": ("subscribed", "2026-11-21T10:00:00Z")}


def test_consent_comes_with_its_proof(omnisend: Omnisend) -> None:
    deliver(lead(contact=CALLED, sms_consent=TICKED, quiz_name="Sleep " * 20))
    contact = omnisend.contacts["ada@example.com"]
    instant = "2026-11-21T10:00:00Z"
    assert contact.statuses == {"email": ("subscribed", instant), "sms": ("subscribed", instant)}
    source = ("Sleep " * 20)[:99] + "…"
    assert contact.consents == [
        {"channel": "email", "source": source, "createdAt": instant},
        {"channel": "sms", "source": source, "createdAt": instant},
    ]


def test_a_box_of_one_channel_is_none_for_the_other(omnisend: Omnisend) -> None:
    deliver(lead(contact=CALLED, consent=UNTICKED, sms_consent=TICKED))
    assert set(omnisend.contacts["ada@example.com"].statuses) == {"sms"}
    assert omnisend.welcomed == ["+4915112345678"]


def test_only_new_subscribers_are_welcomed(omnisend: Omnisend) -> None:
    deliver()
    assert omnisend.welcomed == ["ada@example.com"]
    deliver(lead(event_id="2", consent=replace(TICKED, at="2026-11-22T10:00:00Z")))
    deliver(lead(event_id="3", consent=UNTICKED))
    assert omnisend.welcomed == ["ada@example.com"]


def test_a_later_decision_counts_more_and_is_said(omnisend: Omnisend) -> None:
    omnisend.put_person("ada@example.com")
    omnisend.contacts["ada@example.com"].statuses["email"] = ("unsubscribed", "2026-11-22T08:00:00Z")
    assert deliver().note == (
        "Omnisend does not show them as subscribed to email: it has a later decision of theirs, or waits until they"
        " confirm."
    )
    assert omnisend.contacts["ada@example.com"].statuses["email"][0] == "unsubscribed"


def test_without_an_email_nothing_is_sent_and_it_is_said(omnisend: Omnisend) -> None:
    nobody = lead(contact=Contact("", "Ada", "+4915112345678"))
    assert deliver(nobody).note == "Not sent to Omnisend: the shopper gave no email address."
    assert connector.requests(CONNECTION, nobody) == ()
    assert connector.notes(CONNECTION, nobody) == ("Not sent to Omnisend: the shopper gave no email address.",)
    assert omnisend.came == []


def test_answers_of_an_earlier_take_do_not_stay(omnisend: Omnisend) -> None:
    deliver()
    deliver(lead(event_id="2", answers=(), products=(), result="", link=""))
    found = omnisend.person("ada@example.com")
    assert found is not None
    assert found.fields == {}
    assert omnisend.contacts["ada@example.com"].properties["quiz_wakes"] == []


@pytest.mark.parametrize(
    ("retake", "kept"),
    [
        ("replace", ["vip", "goal:energy"]),
        ("accumulate", ["vip", "goal:sleep", "age:30s", "goal:energy"]),
        ("by_group", ["vip", "age:30s", "goal:energy"]),
    ],
)
def test_what_a_retake_leaves_on_the_contact(omnisend: Omnisend, retake: Retake, kept: list[str]) -> None:
    omnisend.put_person("ada@example.com", "vip")
    deliver(to=own(retake=retake))
    deliver(lead(event_id="2", tags=("goal:energy",), tags_before=LEAD.tags), own(retake=retake))
    found = omnisend.person("ada@example.com")
    assert found is not None
    assert found.tags == kept


def test_many_tags_go_in_calls_of_a_hundred(omnisend: Omnisend) -> None:
    names = tuple(f"t{number}" for number in range(201))
    sent = lead(tags=names, tags_before=tuple(f"old{number}" for number in range(101)))
    kept = Kept()
    deliver(sent, kept=kept)
    found = omnisend.person("ada@example.com")
    assert found is not None
    assert found.tags == list(names)
    shown = connector.requests(CONNECTION, sent)
    assert [one.key for one in shown] == ["contact", "untag", "untag2", "tag", "tag2", "tag3", "event"]
    assert [one.key for one in shown if one.tags] == ["untag", "untag2", "tag", "tag2", "tag3"]
    assert kept.last.tags == "given"


def test_the_author_decides_on_fields_and_the_event(omnisend: Omnisend) -> None:
    deliver(
        to=own(
            fields=(
                FieldName("bedtime", "Bedtime"),
                FieldName("more", off=True),
                FieldName(SCORE, "score"),
                FieldName(EVENT, off=True),
            )
        )
    )
    properties = omnisend.contacts["ada@example.com"].properties
    assert (properties["Bedtime"], properties["score"]) == ("after midnight", 3)
    assert "quiz_more" not in properties
    assert omnisend.events == []


def test_long_texts_are_cut_and_it_is_said(omnisend: Omnisend) -> None:
    long = lead(
        contact=Contact("ada@example.com", "A" * 51),
        result="R" * 2049,
        quiz_name="Q" * 101,
        sms_consent=TICKED,
    )
    assert connector.notes(CONNECTION, long) == (
        "“first name” was cut to 50 characters.",
        "“source of the consent” was cut to 100 characters.",
        "“quiz_result” was cut to 2048 characters.",
        "The shopper agreed to text messages and gave no phone number: nobody is subscribed to them.",
    )
    assert deliver(long).note == ""
    assert len(omnisend.contacts["ada@example.com"].properties["quiz_result"]) == 2048


def test_the_store_of_a_key_is_named(omnisend: Omnisend) -> None:
    def test() -> Account:
        return run(lambda http: connector.test(Secret(SECRET), http))

    assert test() == Account("Halden Skin", "https://halden.example")
    omnisend.scopes.remove("brands.read")
    assert test() == Account("Omnisend", "This key may not read the store, so its name is not shown.")
    omnisend.scopes.clear()
    with pytest.raises(KeyRefused, match="lacks a permission"):
        test()


def test_there_is_nothing_to_pick_or_to_set_up(omnisend: Omnisend) -> None:
    assert connector.pickers == ()
    assert run(lambda http: OMNISEND.choices("list", Secret(SECRET), http)) == ()
    assert not connector.sets_up
    assert "tag them instead" in connector.gaps[0]


@pytest.mark.parametrize("text", ["", "key", "two words of a key", "60a6170920d9\r\nX: y", "ключключключключ"])
def test_what_is_no_key_is_refused_before_anything_is_sent(omnisend: Omnisend, text: str) -> None:
    with pytest.raises(Refused, match="not an API key") as caught:
        run(lambda http: connector.test(Secret(text), http))
    assert omnisend.came == []
    assert len(text) < 4 or text not in str(caught.value)


TAGS = st.lists(st.sampled_from(["goal:sleep", "goal:energy", "age:30s", "Ü:1", "x"]), unique=True).map(tuple)


@given(first=TAGS, second=TAGS, retake=st.sampled_from(get_args(Retake)))
@settings(max_examples=60)
def test_two_takes_leave_what_the_retake_says_and_foreign_tags(
    first: tuple[str, ...], second: tuple[str, ...], retake: Retake
) -> None:
    held = {"vip"}
    for sent in (lead(tags=first), lead(tags=second, tags_before=first)):
        for request in connector.requests(own(retake=retake), sent):
            if request.key == "untag":
                held -= set(request.body["tags"])
            if request.key == "tag":
                held |= set(request.body["tags"])
    assert held == {"vip", *after(first, second, retake).tags}
