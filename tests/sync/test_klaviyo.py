"""Klaviyo: what arrives there, what a retake changes, and what each trouble means."""

from __future__ import annotations

import json

import jsonschema
import pytest

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz.document import Connection, FieldName, Retake
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import klaviyo as connector
from quizdesigner.sync.connectors.base import Delivered, Progress
from quizdesigner.tour.klaviyo import REVISION, MailingList, Profile
from tests.standins.klaviyo import OFFICIAL, official_form, validate
from tests.standins.klaviyo_troubles import Fault, Klaviyo
from tests.sync.leads import KEY, LEAD, Kept, connection, lead, run, secret
from tests.sync.leads import deliver as deliver_once


def deliver(
    sent: Lead = LEAD, to: Connection | None = None, kept: Kept | None = None, deadline: float = 30.0
) -> Delivered:
    return deliver_once(connector, to or connection(), sent, secret(), kept, deadline=deadline)


def posted(service: Klaviyo) -> list[str]:
    return [one.path for one in service.requests if one.method == "POST"]


def test_a_lead_arrives_as_profile_subscription_and_event(klaviyo: Klaviyo) -> None:
    klaviyo.lists["Y6nRLr"] = MailingList("Newsletter")

    assert deliver(to=connection(list_id="Y6nRLr")) == Delivered("")

    profile = klaviyo.profiles["ada@example.com"]
    assert profile.first_name == "Ada"
    assert profile.properties == {
        "quiz_bedtime": "after midnight",
        "quiz_wakes": ["Noise", "Light"],
        "quiz_products": ["SKU-1"],
        "quiz_result": "Deep sleep",
        "quiz_link": "https://quiz.example/q/sleep/results/0190f6b2",
        "quiz_tags": ["goal:sleep", "age:30s"],
    }
    assert klaviyo.lists["Y6nRLr"].members == {"ada@example.com"}
    assert klaviyo.subscribed == {"ada@example.com": "Sleep quiz"}
    (event,) = klaviyo.events
    assert (event.metric, event.unique_id, event.time) == ("Completed quiz", "0190f6b2", "2026-11-21T10:00:00Z")
    assert event.properties["products"] == ["SKU-1"]
    assert event.properties["answers"] == {"quiz_bedtime": "after midnight", "quiz_wakes": ["Noise", "Light"]}
    assert validate(klaviyo.requests) == 3
    assert all(one.headers["revision"] == REVISION for one in klaviyo.requests)
    assert all(one.headers["user-agent"].startswith("QuizDesigner/") for one in klaviyo.requests)


def test_the_dry_run_is_what_is_sent(klaviyo: Klaviyo) -> None:
    shown = connector.requests(connection(), LEAD)
    deliver()
    sent = [one for one in klaviyo.requests if one.method == "POST"]
    assert [(one.url, json.loads(one.content)) for one in shown] == [(one.path, one.body) for one in sent]
    assert KEY not in repr(shown)


@pytest.mark.parametrize("consent", [None, LeadConsent(False, "Send me tips", "2026-11-21T10:00:00Z")])
def test_nobody_is_subscribed_who_did_not_tick(klaviyo: Klaviyo, consent: LeadConsent | None) -> None:
    klaviyo.lists["L1"] = MailingList("Newsletter")
    deliver(lead(consent=consent), connection(list_id="L1"))
    assert posted(klaviyo) == ["/api/profile-import", "/api/events"]
    assert not klaviyo.subscribed


def test_without_an_email_nothing_is_sent_and_it_is_said(klaviyo: Klaviyo) -> None:
    nobody = lead(contact=Contact())
    assert deliver(nobody).note == "Not sent to Klaviyo: the shopper gave no email address."
    assert connector.notes(connection(), nobody) == (deliver(nobody).note,)
    assert klaviyo.requests == []


def test_a_repeated_delivery_shows_once(klaviyo: Klaviyo) -> None:
    deliver()
    before = dict(klaviyo.profiles["ada@example.com"].properties)
    deliver()
    assert klaviyo.profiles["ada@example.com"].properties == before
    assert len(klaviyo.events) == 1


def test_answers_of_an_earlier_run_do_not_stay(klaviyo: Klaviyo) -> None:
    deliver()
    deliver(lead(event_id="2", answers=LEAD.answers[:1]))
    assert "quiz_wakes" not in klaviyo.profiles["ada@example.com"].properties


@pytest.mark.parametrize(
    ("retake", "kept"),
    [
        ("replace", ["foreign", "goal:energy"]),
        ("accumulate", ["goal:sleep", "age:30s", "foreign", "goal:energy"]),
        ("by_group", ["age:30s", "foreign", "goal:energy"]),
    ],
)
def test_what_a_retake_leaves_on_the_profile(klaviyo: Klaviyo, retake: Retake, kept: list[str]) -> None:
    to = connection(retake=retake)
    deliver(to=to)
    properties = klaviyo.profiles["ada@example.com"].properties
    properties["quiz_tags"].append("foreign")
    deliver(lead(event_id="2", tags=("goal:energy",), tags_before=LEAD.tags), to)
    assert properties["quiz_tags"] == kept


def test_field_names_of_the_author_and_clashes() -> None:
    named = connection(
        fields=(
            FieldName("bedtime", "Bedtime"),
            FieldName("trouble", "Bedtime"),
            FieldName("more", off=True),
        )
    )
    properties = connector.requests(named, LEAD)[0].body["data"]["attributes"]["properties"]
    assert set(properties) == {"Bedtime", "quiz_products", "quiz_result", "quiz_link"}
    assert properties["Bedtime"] == "after midnight"
    notes = connector.notes(named, LEAD)
    assert notes[0] == (
        "The field “Bedtime” is wanted twice. Only the first is sent; give the other question its own field name."
    )
    taken = connection(tag_field="quiz_bedtime")
    body = connector.requests(taken, LEAD)[0].body["data"]
    assert "quiz_bedtime" not in body["attributes"]["properties"]
    assert "quiz_bedtime" in body["meta"]["patch_properties"]["append"]


def test_the_account_and_every_page_of_lists(klaviyo: Klaviyo) -> None:
    for number in range(23):
        klaviyo.lists[f"L{number}"] = MailingList(f"List {number}", number == 22)
    assert run(lambda http: connector.test(secret(), http)).name == "Halden Skin"
    found = run(lambda http: connector.choices("list", secret(), http))
    assert [one.name for one in found] == [f"List {number}" for number in range(23)]
    assert (found[0].note, found[22].note) == ("single opt-in", "double opt-in")


def test_a_page_elsewhere_is_not_followed(klaviyo: Klaviyo) -> None:
    body = b'{"data": [], "links": {"next": "http://127.0.0.1:9/api/lists"}}'
    klaviyo.faults.append(Fault("answer", status=200, body=body))
    with pytest.raises(Refused, match="not followed"):
        run(lambda http: connector.choices("list", secret(), http))


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"data": 3}', b'{"data": [[]]}', b"[" * 100_000])
def test_garbage_instead_of_an_account_is_refused(klaviyo: Klaviyo, body: bytes) -> None:
    klaviyo.faults.append(Fault("answer", status=200, body=body))
    with pytest.raises(Refused, match="not an account"):
        run(lambda http: connector.test(secret(), http))


def test_a_retry_goes_on_where_it_stopped(klaviyo: Klaviyo) -> None:
    klaviyo.faults.append(Fault("answer", on="/api/events", status=500))
    kept = Kept()
    with pytest.raises(Unavailable):
        deliver(kept=kept)
    assert kept.last == Progress(("profile", "consent"), ("event",), "given")
    klaviyo.requests.clear()
    deliver(kept=kept)
    assert posted(klaviyo) == ["/api/events"]
    assert len(klaviyo.events) == 1


@pytest.mark.parametrize("kind", ["hang", "lose"])
@pytest.mark.parametrize("on", ["/api/profile-import", "/api/profile-subscription", "/api/events"])
def test_no_answer_is_tried_later_and_takes_effect_once(klaviyo: Klaviyo, kind: str, on: str) -> None:
    klaviyo.faults.append(Fault(kind, on=on))
    kept = Kept()
    # Long enough for what does answer; the hanging request is what has to be given up.
    with pytest.raises(Unavailable):
        deliver(kept=kept, deadline=1.0)
    deliver(kept=kept)
    assert len(klaviyo.events) == 1
    assert klaviyo.profiles["ada@example.com"].properties["quiz_tags"] == ["goal:sleep", "age:30s"]


def test_a_tag_the_profile_has_from_elsewhere_is_not_doubled(klaviyo: Klaviyo) -> None:
    klaviyo.profiles["ada@example.com"] = Profile("Ada@example.com", properties={"quiz_tags": "goal:sleep"})
    deliver()
    assert klaviyo.profiles["ada@example.com"].properties["quiz_tags"] == ["goal:sleep", "age:30s"]
    sent = next(one for one in klaviyo.requests if one.path == "/api/profile-import")
    assert sent.body["data"]["meta"]["patch_properties"] == {"append": {"quiz_tags": ["age:30s"]}}


@pytest.mark.parametrize("body", [b"", b"[]", b'{"data": 3}', b'{"data": {}}'])
def test_garbage_instead_of_a_profile_is_refused_before_anything_is_sent(klaviyo: Klaviyo, body: bytes) -> None:
    klaviyo.faults.append(Fault("answer", on="/api/profiles", status=200, body=body))
    with pytest.raises(Refused, match="not a profile"):
        deliver()
    assert posted(klaviyo) == []


def test_text_messages_are_for_who_ticked_that_box_and_gave_a_phone(klaviyo: Klaviyo) -> None:
    agreed = LeadConsent(True, "Text me", "2026-11-21T10:00:00Z")
    phone = Contact("ada@example.com", "Ada", "+4915112345678")
    assert "gave no phone" in connector.notes(connection(), lead(consent=None, sms_consent=agreed))[0]
    deliver(lead(consent=None, sms_consent=agreed))
    assert klaviyo.texted == {}
    deliver(lead(consent=None, sms_consent=agreed, contact=phone, event_id="2"))
    assert (klaviyo.texted, klaviyo.subscribed) == ({"ada@example.com": "+4915112345678"}, {})
    assert validate(klaviyo.requests)


def test_an_event_can_be_renamed_or_left_out(klaviyo: Klaviyo) -> None:
    deliver(to=connection(fields=(FieldName("@event", "Did the quiz"),)))
    assert [one.metric for one in klaviyo.events] == ["Did the quiz"]
    klaviyo.requests.clear()
    deliver(to=connection(fields=(FieldName("@event", off=True),)))
    assert "/api/events" not in posted(klaviyo)


@pytest.mark.parametrize(
    ("consent", "at", "asked_again"),
    [
        ("UNSUBSCRIBED", "2026-11-21T10:00:05+00:00", False),
        ("UNSUBSCRIBED", "2026-11-21T10:00:05.123456", False),
        ("UNSUBSCRIBED", None, False),
        ("UNSUBSCRIBED", "2026-11-21T09:59:00+00:00", True),
        ("SUBSCRIBED", "2026-11-21T10:00:05+00:00", True),
        ("NEVER_SUBSCRIBED", None, True),
    ],
)
def test_a_second_try_does_not_undo_a_later_unsubscription(
    klaviyo: Klaviyo, consent: str, at: str | None, asked_again: bool
) -> None:
    klaviyo.faults.append(Fault("lose", on="/api/profile-subscription"))
    kept = Kept()
    with pytest.raises(Unavailable):
        deliver(kept=kept)
    klaviyo.requests.clear()
    marketing = {"can_receive_email_marketing": True, "consent": consent, "consent_timestamp": at}
    shown = {"data": [{"attributes": {"subscriptions": {"email": {"marketing": marketing}}}}]}
    klaviyo.faults.append(Fault("answer", on="/api/profiles", status=200, body=json.dumps(shown).encode()))
    note = deliver(kept=kept).note
    assert ("/api/profile-subscription-bulk-create-jobs" in posted(klaviyo)) is asked_again
    assert note == ("" if asked_again else "The shopper unsubscribed after the quiz, and was not subscribed again.")


def test_a_list_that_is_gone_is_said_and_all_else_arrives(klaviyo: Klaviyo) -> None:
    kept = Kept()
    with pytest.raises(Refused, match=r"Pick a list again.* Everything else arrived"):
        deliver(to=connection(list_id="gone"), kept=kept)
    assert kept.last == Progress(("profile", "event"), tags="given")
    assert (len(klaviyo.profiles), len(klaviyo.events)) == (1, 1)
    klaviyo.lists["new"] = MailingList("Newsletter")
    klaviyo.requests.clear()
    deliver(to=connection(list_id="new"), kept=kept)
    assert posted(klaviyo) == ["/api/profile-subscription-bulk-create-jobs"]


def test_bodies_hold_against_the_official_specification() -> None:
    if not OFFICIAL.exists():
        pytest.skip("Klaviyo's own OpenAPI file is not at hand; the forms written down here were checked above")
    sent = connector.requests(connection(list_id="L1"), lead(tags_before=("old",), contact=Contact("ada@example.com")))
    for request in (*sent, *connector.requests(connection(), LEAD)):
        form = official_form(request.url)
        jsonschema.validate(request.body, form, jsonschema.Draft202012Validator)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"data": {**request.body["data"], "type": "x"}}, form, jsonschema.Draft202012Validator)
