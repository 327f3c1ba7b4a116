"""HubSpot: what arrives there, what a retake changes, and what is said of consent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.document import Connection, FieldName, Kind, Retake
from quizdesigner.quiz.fields import Asked
from quizdesigner.quiz.lead import Lead, LeadAnswer, LeadConsent
from quizdesigner.quiz.play import Contact
from quizdesigner.quiz.retake import After
from quizdesigner.quiz.tags import same
from quizdesigner.sync.connectors import hubspot as connector
from quizdesigner.sync.connectors.base import Connector, Delivered, Progress
from quizdesigner.sync.connectors.hubspot_contact import merged
from quizdesigner.sync.connectors.told import tags
from quizdesigner.sync.secrets import Secret
from tests.standins.hubspot import CONNECTION, SECRET, HubSpot
from tests.standins.hubspot_properties import Property
from tests.sync.leads import LEAD, Kept, lead
from tests.sync.leads import deliver as deliver_once

ADA = "ada@example.com"


@pytest.fixture
def hubspot(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubSpot]:
    with HubSpot() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_HUBSPOT", service.url)
        yield service
        assert service.violations == []


def deliver(sent: Lead = LEAD, to: Connection = CONNECTION, kept: Kept | None = None) -> Delivered:
    return deliver_once(connector, to, sent, Secret(SECRET), kept)


def to(**changes: Any) -> Connection:
    return msgspec.structs.replace(CONNECTION, **changes)


def properties(connection: Connection, sent: Lead) -> dict[str, str]:
    found: dict[str, str] = connector.requests(connection, sent)[0].body["inputs"][0]["properties"]
    return found


def test_it_is_a_connector() -> None:
    one: Connector = connector
    assert [credential.label for credential in one.credentials] == ["Service key or private app token"]


def test_a_lead_arrives_as_contact_on_the_list_and_subscribed(hubspot: HubSpot) -> None:
    kept = Kept()
    assert deliver(kept=kept) == Delivered("")

    person = hubspot.person(ADA)
    assert person is not None
    assert (person.first_name, person.tags) == ("Ada", ["goal:sleep", "age:30s"])
    assert person.fields == {
        "quiz_answers": "Bedtime? after midnight\nWhat wakes you? Noise, Light",
        "quiz_products": "SKU-1",
        "quiz_result": "Deep sleep",
        "quiz_link": "https://quiz.example/q/sleep/results/0190f6b2",
    }
    assert (person.email_consent, person.lists) == (True, {"7"})
    assert kept.last == Progress(("contact", "list"), unknown=("consent",), tags="given")
    upserted = next(one for one in hubspot.came if one.path.endswith("/upsert"))
    assert upserted.path == "/crm/objects/2026-03/contacts/batch/upsert"
    assert upserted.headers["content-type"] == "application/json"
    assert upserted.body["inputs"][0]["objectWriteTraceId"] == LEAD.event_id


def test_the_dry_run_is_what_is_sent(hubspot: HubSpot) -> None:
    shown = connector.requests(CONNECTION, LEAD)
    deliver()
    sent = [one for one in hubspot.came if one.method != "GET"]
    assert [one.key for one in shown] == ["contact", "list", "consent"]
    assert [(one.method, one.url) for one in shown] == [(one.method, one.path) for one in sent]
    known = [one.content.replace("‹contact id›".encode(), b"101") for one in shown]
    assert known == [one.raw for one in sent]
    assert SECRET not in repr(shown)
    assert shown[0].tags
    assert "read first and kept" in shown[0].when


def test_a_connection_without_list_and_subscription_gets_the_contact_alone() -> None:
    bare = to(list_id="", subscription_id="")
    assert [one.key for one in connector.requests(bare, LEAD)] == ["contact"]
    assert connector.notes(bare, LEAD) == (
        "The shopper agreed to email, but is subscribed to none: no kind of email is picked.",
    )


@pytest.mark.parametrize("consent", [None, LeadConsent(False, "Send me tips", "2026-11-21T10:00:00Z")])
def test_nothing_is_said_of_consent_that_was_not_given(hubspot: HubSpot, consent: LeadConsent | None) -> None:
    deliver(lead(consent=consent))
    assert [one.path for one in hubspot.came if one.method != "GET"] == ["/crm/objects/2026-03/contacts/batch/upsert"]
    person = hubspot.person(ADA)
    assert person is not None
    assert (person.email_consent, person.lists) == (False, set())


def test_consent_goes_with_its_proof(hubspot: HubSpot) -> None:
    deliver()
    assert hubspot.agreed[ADA, "7001"] == {
        "subscriptionId": 7001,
        "statusState": "SUBSCRIBED",
        "channel": "EMAIL",
        "legalBasis": "CONSENT_WITH_NOTICE",
        "legalBasisExplanation": "Ticked “Send me tips” in the quiz “Sleep quiz” at 2026-11-21T10:00:00Z",
    }


def test_consent_to_text_messages_is_a_gap_and_a_note() -> None:
    texted = lead(sms_consent=LEAD.consent)
    assert connector.notes(CONNECTION, texted) == (
        "The shopper agreed to text messages; HubSpot has no place for that.",
    )
    assert connector.requests(CONNECTION, texted) == connector.requests(CONNECTION, LEAD)
    assert any("text messages" in gap for gap in connector.gaps)


def test_without_an_email_nothing_is_sent_and_it_is_said(hubspot: HubSpot) -> None:
    nobody = lead(contact=Contact(phone="+4915112345678"))
    assert connector.requests(CONNECTION, nobody) == ()
    assert connector.notes(CONNECTION, nobody) == ("Not sent to HubSpot: the shopper gave no email address.",)
    assert deliver(nobody).note == "Not sent to HubSpot: the shopper gave no email address."
    assert hubspot.came == []


@pytest.mark.parametrize("text", [False, True])
@pytest.mark.parametrize(
    ("retake", "kept"),
    [
        ("replace", ["vip", "Goal:Energy ", "goal:rest"]),
        ("accumulate", ["goal:sleep", "vip", "age:30s", "Goal:Energy ", "goal:rest"]),
        ("by_group", ["vip", "age:30s", "Goal:Energy ", "goal:rest"]),
    ],
)
def test_what_a_retake_leaves_on_the_contact(hubspot: HubSpot, retake: Retake, kept: list[str], text: bool) -> None:
    again = to(retake=retake, tags_as_text=text)
    deliver(to=again)
    hubspot.put_person("ADA@example.com", "goal:sleep", "vip", "age:30s", "Goal:Energy ")
    deliver(lead(event_id="2", tags=("goal:rest", "goal:energy"), tags_before=LEAD.tags), again)
    person = hubspot.person(ADA)
    assert person is not None
    assert person.tags == kept


def test_a_take_that_changes_no_tags_leaves_them_alone(hubspot: HubSpot) -> None:
    hubspot.put_person(ADA, "vip")
    deliver(lead(tags_before=LEAD.tags))
    person = hubspot.person(ADA)
    assert person is not None
    assert person.tags == ["vip"]
    assert not any(one.method == "GET" and "quiz_tags" in one.query["properties"] for one in hubspot.came)


def test_tags_that_end_leave_an_empty_property(hubspot: HubSpot) -> None:
    deliver()
    deliver(lead(event_id="2", tags=(), tags_before=LEAD.tags))
    person = hubspot.person(ADA)
    assert person is not None
    assert person.tags == []


def test_what_was_answered_before_and_not_now_is_cleared(hubspot: HubSpot) -> None:
    asked = to(fields=(FieldName("trouble", "quiz_wakes"),))
    deliver(to=asked)
    assert hubspot.contacts[ADA].properties["quiz_wakes"] == "Noise, Light"
    deliver(lead(event_id="2", answers=LEAD.answers[:1]), asked)
    assert "quiz_wakes" not in hubspot.contacts[ADA].properties


def test_every_value_is_a_text() -> None:
    sent = lead(
        questions=(Asked("age", "age", "Age?", "number"), Asked("born", "born", "Born?", "date")),
        answers=(
            LeadAnswer("age", "Age?", "age", Kind.SINGLE, ("31",), False),
            LeadAnswer("born", "Born?", "born", Kind.DATE, ("1995-02-01",), False),
        ),
        contact=Contact(ADA, "Ada", "+4915112345678"),
    )
    named = to(fields=(FieldName("age"), FieldName("born"), FieldName("@score")))
    found = properties(named, sent)
    assert (found["quiz_age"], found["quiz_born"], found["quiz_score"]) == ("31", "1995-02-01", "3")
    assert found["phone"] == "+4915112345678"
    assert all(isinstance(value, str) for value in found.values())


def test_a_text_longer_than_a_property_is_cut_and_it_is_said() -> None:
    long = lead(result="x" * 70_000)
    assert len(properties(CONNECTION, long)["quiz_result"]) == 65_536
    assert connector.notes(CONNECTION, long) == ("“quiz_result” was cut to 65536 characters.",)


def test_tags_never_take_the_place_of_a_property_of_hubspots_own() -> None:
    clashing = to(tag_field="email")
    assert properties(clashing, LEAD)["email"] == ADA
    assert tags(clashing, LEAD) == After((), (), ())
    assert "“email” is wanted twice" in connector.notes(clashing, LEAD)[0]


def test_a_tag_with_a_semicolon_is_carried_as_one() -> None:
    split = lead(tags=("goal:sleep;rest",))
    assert properties(CONNECTION, split)["quiz_tags"] == "goal:sleep rest"
    assert connector.notes(CONNECTION, split) == (
        "The tag “goal:sleep;rest” is sent as “goal:sleep rest”, as the service takes it.",
    )


def test_an_address_is_one_however_it_is_written(hubspot: HubSpot) -> None:
    hubspot.put_person(ADA, "vip")
    odd = "Ada@Example.com"
    assert deliver(lead(contact=Contact(odd, "Ada"))) == Delivered("")
    assert list(hubspot.contacts) == [ADA]
    assert hubspot.contacts[ADA].properties["quiz_tags"] == "vip;goal:sleep;age:30s"
    slashed = lead(contact=Contact("o/r'd+x&y=?#@example.com", "Ada"))
    assert deliver(slashed) == Delivered("")
    assert hubspot.person("o/r'd+x&y=?#@example.com") is not None


def test_where_properties_must_exist_those_that_do_are_filled(hubspot: HubSpot) -> None:
    hubspot.knows_all_fields = False
    for name in ("quiz_answers", "quiz_products", "quiz_result", "quiz_link"):
        hubspot.properties.all[name] = Property(name)
    hubspot.properties.put("quiz_tags", "enumeration", "checkbox", "goal:sleep", "age:30s")
    assert deliver() == Delivered("")


@given(
    st.lists(st.sampled_from(["a", "B", "vip", " ", "x y"])),
    st.lists(st.sampled_from(["a", "b", "new"]), unique=True),
    st.lists(st.sampled_from(["vip", "VIP", "gone"]), unique=True),
)
def test_merging_twice_is_merging_once_and_keeps_what_others_gave(
    there: list[str], added: list[str], removed: list[str]
) -> None:
    changes = After((), tuple(added), tuple(removed))
    once = merged(there, changes)
    assert merged(once, changes) == once
    gone = {same(one) for one in removed}
    others = [one for one in there if one.strip() and same(one) not in gone]
    assert list(once[: len(others)]) == others
    assert {same(one) for one in added} <= {same(one) for one in once}
