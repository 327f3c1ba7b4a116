"""HubSpot: what each trouble means, what is spared, and that nothing is done twice or lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec
import pytest

from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.lead import Lead
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import hubspot as connector
from quizdesigner.sync.connectors.base import Delivered, KeyRefused
from quizdesigner.sync.secrets import Secret
from tests.standins.hubspot import CONNECTION, SECRET, HubSpot
from tests.standins.hubspot_properties import error
from tests.standins.service import Answer, Came, Fault
from tests.sync.leads import LEAD, Kept, deliver_all, lead
from tests.sync.leads import deliver as deliver_once

ADA = "ada@example.com"
PHONED = lead(contact=Contact(ADA, "Ada", "+4915112345678"))
STEPS = ("upsert", "add", ADA.replace("@", "%40"))
"""How the paths of the three steps end."""


@pytest.fixture
def hubspot(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubSpot]:
    with HubSpot() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_HUBSPOT", service.url)
        yield service


def deliver(
    sent: Lead = LEAD, to: Connection = CONNECTION, kept: Kept | None = None, key: str = SECRET, deadline: float = 30.0
) -> Delivered:
    return deliver_once(connector, to, sent, Secret(key), kept, deadline=deadline)


def answers(hubspot: HubSpot, end: str, *given: Answer) -> None:
    """Give these, one after the other, to writes whose path ends so; then let the account answer."""
    waiting = list(given)

    def instead(came: Came) -> Answer | None:
        return waiting.pop(0) if waiting and came.method != "GET" and came.path.endswith(end) else None

    hubspot.instead = instead


def make_strict(hubspot: HubSpot, *tags: str) -> None:
    """Properties must exist now; those of a quiz do, and its tags may be these."""
    hubspot.knows_all_fields = False
    for name in ("quiz_answers", "quiz_products", "quiz_result", "quiz_link"):
        hubspot.properties.put(name)
    hubspot.properties.put("quiz_tags", "enumeration", "checkbox", *tags)


@pytest.mark.parametrize("form", ["json", "context", "text"])
@pytest.mark.parametrize("partial", [False, True])
def test_a_property_that_is_not_there_is_left_out_and_the_rest_arrives(
    hubspot: HubSpot, form: Literal["json", "context", "text"], partial: bool
) -> None:
    make_strict(hubspot, *LEAD.tags)
    del hubspot.properties.all["quiz_result"]
    hubspot.form, hubspot.partial = form, partial
    assert deliver().note == (
        "“quiz_result” was left out, since HubSpot has no such property. Connect > “Set up fields” creates it."
        " The rest arrived."
    )
    person = hubspot.person(ADA)
    assert person is not None
    assert set(person.fields) == {"quiz_answers", "quiz_products", "quiz_link"}
    assert (person.tags, person.email_consent, person.lists) == (list(LEAD.tags), True, {"7"})


def test_all_that_is_missing_is_left_out_at_once(hubspot: HubSpot) -> None:
    hubspot.knows_all_fields = False
    note = deliver().note
    assert note.startswith("“quiz_answers”, “quiz_products”, “quiz_result”, “quiz_link”, “quiz_tags” were left out")
    assert hubspot.contacts[ADA].properties == {"email": ADA, "firstname": "Ada"}
    assert sum(one.path.endswith("upsert") for one in hubspot.came) == 2


@pytest.mark.parametrize("form", ["json", "context", "text"])
def test_a_tag_the_property_does_not_know_is_left_out_alone(
    hubspot: HubSpot, form: Literal["json", "context", "text"]
) -> None:
    make_strict(hubspot, "vip", "age:30s")
    hubspot.put_person(ADA, "vip")
    hubspot.form = form
    assert deliver().note == (
        "The tags “goal:sleep” were left out, since the property “quiz_tags” does not know them."
        " Connect > “Set up fields” adds them. The rest arrived."
    )
    assert hubspot.contacts[ADA].properties["quiz_tags"] == "vip;age:30s"


def test_tags_are_left_out_whole_where_the_property_tells_no_options(hubspot: HubSpot) -> None:
    make_strict(hubspot)
    assert "“quiz_tags” was left out, since HubSpot refused it (goal:sleep was not one of" in deliver().note
    assert "quiz_tags" not in hubspot.contacts[ADA].properties
    assert hubspot.contacts[ADA].properties["quiz_result"] == "Deep sleep"


def test_a_property_that_takes_no_value_is_left_out(hubspot: HubSpot) -> None:
    hubspot.properties.put("quiz_result", "number", "number")
    hubspot.properties.put("quiz_link").read_only = True
    note = deliver().note
    assert "“quiz_result” was left out, since HubSpot refused it (Deep sleep was not a valid number.)." in note
    assert "“quiz_link” was left out, since HubSpot refused it (" in note
    assert hubspot.contacts[ADA].properties["quiz_products"] == "SKU-1"


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_phone_that_is_refused_is_left_out(hubspot: HubSpot, form: Literal["json", "text"]) -> None:
    hubspot.form = form
    assert "“phone” was left out" in deliver(lead(contact=Contact(ADA, "Ada", "+49x"))).note
    assert "phone" not in hubspot.contacts[ADA].properties
    assert deliver(PHONED) == Delivered("")
    assert hubspot.contacts[ADA].properties["phone"] == "+4915112345678"


@pytest.mark.parametrize("partial", [False, True])
def test_an_address_hubspot_does_not_take_is_refused_in_its_words(hubspot: HubSpot, partial: bool) -> None:
    hubspot.partial = partial
    with pytest.raises(Refused, match="Email address nobody is invalid") as refused:
        deliver(lead(contact=Contact("nobody", "Ada")))
    assert not isinstance(refused.value, KeyRefused)
    assert hubspot.contacts == {}


def test_a_conflict_with_a_contact_made_at_that_moment_is_tried_once_more(hubspot: HubSpot) -> None:
    conflict = error(409, "Contact already exists. Existing ID: 101", "CONFLICT")
    answers(hubspot, "upsert", conflict)
    assert deliver() == Delivered("")
    answers(hubspot, "upsert", conflict, conflict)
    with pytest.raises(Refused, match=r"another contact in the way\. It said: Contact already exists"):
        deliver()


def test_who_opted_out_stays_so_and_gets_the_rest(hubspot: HubSpot) -> None:
    hubspot.opted_out.add((ADA, "7001"))
    assert deliver().note == (
        "Subscribe to “Marketing information”: not done, since HubSpot refused it (You cannot subscribe an"
        " unsubscribed address.)."
    )
    person = hubspot.person(ADA)
    assert person is not None
    assert (person.email_consent, person.lists, person.tags) == (False, {"7"}, list(LEAD.tags))


@pytest.mark.parametrize("list_id", ["8", "99"])
def test_a_list_that_is_gone_or_dynamic_does_not_keep_the_consent(hubspot: HubSpot, list_id: str) -> None:
    note = deliver(to=msgspec.structs.replace(CONNECTION, list_id=list_id)).note
    assert "Put on the list “Newsletter”: not done, since HubSpot refused it (List" in note
    assert (ADA, "7001") in hubspot.agreed


def test_a_contact_that_vanished_does_not_keep_the_consent(hubspot: HubSpot) -> None:
    kept = Kept()
    hubspot.plan = lambda came: "busy" if came.path.endswith("add") else None
    with pytest.raises(NotDone):
        deliver(kept=kept)
    hubspot.plan = lambda came: None
    hubspot.contacts.clear()
    assert (
        deliver(kept=kept).note == "Put on the list “Newsletter”: not done, since HubSpot no longer shows the contact."
    )
    assert (ADA, "7001") in hubspot.agreed


def test_success_with_the_contact_missing_is_no_success(hubspot: HubSpot) -> None:
    answers(hubspot, "add", Answer(200, {"recordIdsAdded": [], "recordIdsMissing": ["101"]}))
    assert "HubSpot did not find the contact" in deliver().note


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Answer(429, {"policyName": "TEN_SECONDLY_ROLLING"}), 10.0),
        (
            Answer(
                429,
                {"policyName": "TEN_SECONDLY_ROLLING"},
                {"X-HubSpot-RateLimit-Interval-Milliseconds": "2500"},
            ),
            2.5,
        ),
        (
            Answer(429, {"policyName": "DAILY"}, {"X-HubSpot-RateLimit-Interval-Milliseconds": "10000"}),
            3600.0,
        ),
        (Answer(429, {"policyName": 5}, {"Retry-After": "7"}), 7.0),
        (Answer(423, {"category": "LOCKED"}), 3600.0),
        (Answer(477, None, {"Retry-After": "86400"}), 86400.0),
        (Answer(503, None), None),
    ],
)
def test_waits_are_as_long_as_hubspot_says(hubspot: HubSpot, answer: Answer, wait: float | None) -> None:
    answers(hubspot, "upsert", answer)
    kept = Kept()
    with pytest.raises(NotDone) as waiting:
        deliver(kept=kept)
    assert waiting.value.retry_after == wait
    assert kept.last.unknown == ()
    assert deliver(kept=kept) == Delivered("")


@pytest.mark.parametrize("status", [500, 502, 504])
def test_trouble_of_its_own_is_tried_later(hubspot: HubSpot, status: int) -> None:
    answers(hubspot, "upsert", Answer(status, None))
    kept = Kept()
    with pytest.raises(Unavailable):
        deliver(kept=kept)
    assert (kept.last.unknown, kept.last.tags) == (("contact",), "maybe")
    assert deliver(kept=kept) == Delivered("")


@pytest.mark.parametrize("status", [401, 402, 403, 410])
def test_what_no_delivery_passes_stops_the_connection(hubspot: HubSpot, status: int) -> None:
    answers(hubspot, "upsert", Answer(status, {"message": f"Bearer {SECRET} is no good"}))
    with pytest.raises(KeyRefused, match=r"(?i)nothing is lost") as stopped:
        deliver()
    assert SECRET not in str(stopped.value)


@pytest.mark.parametrize("status", [404, 414, 418])
def test_what_is_not_known_is_refused(hubspot: HubSpot, status: int) -> None:
    answers(hubspot, "upsert", error(status, f"The key {SECRET} may not"))
    with pytest.raises(Refused, match=r"It said: The key \.\.\. may not") as refused:
        deliver()
    assert SECRET not in str(refused.value)


def test_a_wrong_key_and_scopes_that_lack_stop_the_connection(hubspot: HubSpot) -> None:
    with pytest.raises(KeyRefused, match="does not know this key"):
        deliver(key="pat-eu1-00000000-0000-0000")
    hubspot.scopes.remove("crm.lists.write")
    kept = Kept()
    with pytest.raises(KeyRefused, match=r"needs these scopes: crm\.lists\.write\. Add them"):
        deliver(kept=kept)
    assert kept.last.done == ("contact",)
    hubspot.scopes.add("crm.lists.write")
    assert deliver(kept=kept) == Delivered("")
    assert sum(one.path.endswith("upsert") for one in hubspot.came) == 1


@pytest.mark.parametrize("fault", ["busy", "broken", "broken_after", "hang", "hang_after", "lost"])
@pytest.mark.parametrize("end", STEPS)
def test_whatever_happens_to_a_step_each_effect_is_there_once(hubspot: HubSpot, end: str, fault: Fault) -> None:
    hubspot.put_person(ADA, "vip", "old")
    waiting: list[Fault] = [fault]
    hubspot.plan = lambda came: waiting.pop() if waiting and came.path.endswith(end) and came.method != "GET" else None
    sent = lead(tags_before=("old",))
    assert deliver_all(connector, CONNECTION, sent, Secret(SECRET), deadline=0.5) == Delivered("")
    assert waiting == []
    person = hubspot.person(ADA)
    assert person is not None
    assert person.tags == ["vip", *LEAD.tags]
    assert (person.lists, person.email_consent, len(hubspot.contacts)) == ({"7"}, True, 1)
    for other in set(STEPS) - {end}:
        assert sum(one.method != "GET" and one.path.endswith(other) for one in hubspot.came) == 1
    assert hubspot.violations == []


def test_a_read_that_fails_changes_nothing(hubspot: HubSpot) -> None:
    hubspot.put_person(ADA, "vip")
    hubspot.instead = lambda came: Answer(200, "not a contact") if came.method == "GET" else None
    with pytest.raises(Refused, match="not a contact"):
        deliver()
    assert hubspot.contacts[ADA].properties["quiz_tags"] == "vip"


@pytest.mark.parametrize(
    "body",
    [
        None,
        "text",
        [],
        {"message": 5, "errors": [None, 5, {"message": None, "context": 7}], "validationResults": {}},
        {"message": "[{", "errors": [{"context": {"propertyName": [None, 3], "name": "phone"}}]},
        {"message": "broken: [{]", "errors": [{"errors": [{"errors": [{"errors": [{"message": "deep"}]}]}]}]},
    ],
)
def test_refusals_out_of_form_are_refusals(hubspot: HubSpot, body: Any) -> None:
    answers(hubspot, "upsert", *[Answer(400, body)] * 60)
    with pytest.raises(Refused, match=r"^HubSpot refused this"):
        deliver(PHONED)
    assert hubspot.contacts == {}


def test_secrets_are_in_no_text() -> None:
    with pytest.raises(Refused) as refused:
        deliver(key="pat eu1 with spaces and more")
    assert "pat eu1" not in str(refused.value)
    with pytest.raises(Refused, match="at least 20 characters"):
        connector.check_secret(Secret("short"))
    connector.check_secret(Secret("CiRldTEtMGExYi0yYzNkX3NlcnZpY2Uua2V5"))
