"""Omnisend in trouble: what each refusal means, what is sent without, and that nothing takes effect twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import omnisend as connector
from quizdesigner.sync.connectors.base import Connector, Delivered, KeyRefused
from quizdesigner.sync.secrets import Secret
from tests.standins.omnisend import CONNECTION, SECRET, Omnisend
from tests.standins.service import Answer, Came, Fault
from tests.sync import leads
from tests.sync.leads import LEAD, Kept, lead, run

OMNISEND: Connector = connector
TICKED = LeadConsent(True, "Text me", "2026-11-21T10:00:00Z")
CALLED = lead(contact=Contact("ada@example.com", "Ada", "+4915112345678"), sms_consent=TICKED)
UNKNOWN = (
    "Whether the event “completed quiz” arrived is not known; it was not sent a second time, so that no automation"
    " starts twice."
)


class Scripted(Omnisend):
    """A stand-in that answers calls to some places with what a test says, once each, and does nothing then."""

    def __init__(self) -> None:
        super().__init__()
        self.script: list[tuple[str, Answer]] = []

    def answer(self, came: Came) -> Answer:
        for at, (place, answer) in enumerate(self.script):
            if f"{came.method} {came.path}" == place:
                del self.script[at]
                return answer
        return super().answer(came)


@pytest.fixture
def omnisend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    """A running stand-in the connector calls in place of the service; nothing it got is out of form."""
    with Scripted() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_OMNISEND", service.url)
        yield service
        assert service.violations == []


def deliver(sent: Lead = LEAD, kept: Kept | None = None, deadline: float = 30.0) -> Delivered:
    return leads.deliver(OMNISEND, CONNECTION, sent, Secret(SECRET), kept, deadline=deadline)


def problem(status: int, *errors: Any, detail: str = "Request contains invalid or missing fields") -> Answer:
    body = {"title": "Validation failed", "status": status, "detail": detail}
    return Answer(status, {**body, "errors": list(errors)} if errors else body)


def once(place: str, fault: Fault) -> Callable[[Came], Fault | None]:
    """A fault at the first call to a place."""
    left = [fault]
    return lambda came: left.pop() if left and f"{came.method} {came.path}" == place else None


@pytest.mark.parametrize("status", [401, 402, 403, 410])
def test_a_refused_key_stops_the_connection(omnisend: Scripted, status: int) -> None:
    omnisend.script.append(("POST /api/contacts", Answer(status)))
    with pytest.raises(KeyRefused):
        deliver()


def test_a_revoked_key_stops_and_its_text_is_in_no_error(omnisend: Scripted) -> None:
    omnisend.key = "another"
    with pytest.raises(KeyRefused, match="does not know this key") as caught:
        deliver()
    assert SECRET not in repr(caught.value)


def test_a_key_that_may_not_send_events_stops_and_goes_on_there(omnisend: Scripted) -> None:
    omnisend.scopes.remove("events.write")
    kept = Kept()
    with pytest.raises(KeyRefused, match="lacks a permission"):
        deliver(kept=kept)
    omnisend.scopes.add("events.write")
    omnisend.came.clear()
    assert deliver(kept=kept) == Delivered("")
    assert [one.path for one in omnisend.came] == ["/api/events"]
    assert len(omnisend.events) == 1


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Answer(429, {"retryAfter": 7}), 7),
        (Answer(429, {"retryAfter": 7}, {"Retry-After": "9"}), 9),
        (Answer(429, {"retryAfter": 99_999_999}), 86_400),
        (Answer(429, {"retryAfter": "soon"}, {"X-Rate-Limit-Reset": "12"}), 12),
        (Answer(429, None, {"X-Rate-Limit-Reset": "12"}), 12),
        (Answer(429, [1]), None),
        (Answer(503, {"retryAfter": 7}, {"Retry-After": "3"}), 3),
    ],
)
def test_a_throttled_call_did_nothing_and_says_when(omnisend: Scripted, answer: Answer, wait: float | None) -> None:
    omnisend.script.append(("POST /api/events", answer))
    kept = Kept()
    with pytest.raises(NotDone) as caught:
        deliver(kept=kept)
    assert caught.value.retry_after == wait
    assert kept.last.unknown == ()
    assert deliver(kept=kept) == Delivered("")
    assert len(omnisend.events) == 1


@pytest.mark.parametrize("name", ["quiz_bedtime", "firstName"])
def test_a_refused_field_is_left_out_and_the_rest_arrives(omnisend: Scripted, name: str) -> None:
    omnisend.refused[name] = "must be a number"
    note = deliver().note
    assert f"“{name}” was left out, since Omnisend refused it (must be a number)." in note
    found = omnisend.person("ada@example.com")
    assert found is not None
    assert name not in found.fields
    assert found.fields["quiz_result"] == "Deep sleep"
    assert found.tags == ["goal:sleep", "age:30s"]
    assert len(omnisend.events) == 1


def test_all_that_is_refused_at_once_is_left_out(omnisend: Scripted) -> None:
    omnisend.refused = dict.fromkeys(("quiz_bedtime", "quiz_wakes", "quiz_more", "+4915112345678"), "No.")
    note = deliver(CALLED).note
    assert all(f"“{name}” was left out" in note for name in ("quiz_bedtime", "quiz_wakes", "quiz_more", "phone number"))
    assert omnisend.contacts["ada@example.com"].phone == ""


@pytest.mark.parametrize(
    "errors",
    [
        ({"field": "customProperties.quiz_wakes.0", "code": "invalid"},),
        ({"message": "The property 'quiz_wakes' must be text."},),
        ({"field": "customProperties", "message": "“quiz_wakes” is a list."},),
    ],
)
def test_a_field_is_found_by_place_and_by_words(omnisend: Scripted, errors: tuple[Any, ...]) -> None:
    omnisend.script.append(("POST /api/contacts", problem(400, *errors)))
    assert "“quiz_wakes” was left out, since Omnisend refused it" in deliver().note
    assert set(omnisend.contacts["ada@example.com"].properties) >= {"quiz_bedtime", "quiz_result"}
    assert "quiz_wakes" not in omnisend.contacts["ada@example.com"].properties


def test_all_fields_are_spared_before_the_lead_is(omnisend: Scripted) -> None:
    many = {"field": "customProperties", "message": "must have at most 200 entries"}
    omnisend.script.append(("POST /api/contacts", problem(400, many)))
    assert "“customProperties” was left out" in deliver().note
    assert omnisend.contacts["ada@example.com"].properties == {}
    assert len(omnisend.events) == 1


@pytest.mark.parametrize(
    "answer",
    [
        problem(400, {"field": "identifiers.1.id", "message": "must be a valid phone"}),
        problem(400, detail="The phone is not valid."),
        problem(409, detail="Contact identifier already exists"),
        Answer(409),
        Answer(400, {"title": "Invalid phone"}),
    ],
)
def test_a_refused_phone_never_costs_the_lead(omnisend: Scripted, answer: Answer) -> None:
    omnisend.script.append(("POST /api/contacts", answer))
    assert "“phone number” was left out" in deliver(CALLED).note
    contact = omnisend.contacts["ada@example.com"]
    assert (contact.phone, contact.first_name, set(contact.statuses)) == ("", "Ada", {"email"})


def test_a_phone_of_somebody_else_is_passed_over_and_it_is_said(omnisend: Scripted) -> None:
    omnisend.put_person("bea@example.com")
    omnisend.contacts["bea@example.com"].phone = "+4915112345678"
    assert deliver(CALLED).note == "The phone number was left out: another contact in Omnisend has it."
    assert omnisend.contacts["bea@example.com"].statuses == {}


@pytest.mark.parametrize("part", ["channels", "consent"])
def test_a_refused_consent_does_not_lose_the_rest(omnisend: Scripted, part: str) -> None:
    omnisend.refused[part] = "This address has opted out."
    note = deliver(CALLED).note
    assert "“consent to email” was left out, since Omnisend refused it (This address has opted out.)." in note
    assert "“consent to text messages” was left out" in note
    contact = omnisend.contacts["ada@example.com"]
    assert (contact.phone, contact.statuses, contact.consents) == ("+4915112345678", {}, [])
    assert omnisend.welcomed == []


def test_a_refused_tag_is_left_out_and_the_others_are_given(omnisend: Scripted) -> None:
    omnisend.refused["goal:sleep"] = "is reserved"
    assert deliver().note == "“goal:sleep” was left out, since Omnisend refused it (is reserved)."
    found = omnisend.person("ada@example.com")
    assert found is not None
    assert found.tags == ["age:30s"]


def test_the_last_tag_may_be_refused(omnisend: Scripted) -> None:
    omnisend.refused = {"goal:sleep": "is reserved", "age:30s": "is reserved"}
    assert "“age:30s” was left out" in deliver().note
    assert len(omnisend.events) == 1


@pytest.mark.parametrize("field", ["identifiers.0.id", "identifiers", "x", ""])
def test_what_cannot_be_spared_is_refused_in_the_words_of_the_service(omnisend: Scripted, field: str) -> None:
    answer = problem(400, {"field": field, "message": "No."})
    omnisend.script.append(("POST /api/contacts", answer))
    with pytest.raises(Refused, match=r"It said: .*No\."):
        deliver(CALLED)
    assert omnisend.contacts == {}


def test_a_refused_event_comes_after_everything_else(omnisend: Scripted) -> None:
    omnisend.refused["eventName"] = "is reserved"
    kept = Kept()
    with pytest.raises(Refused, match="eventName is reserved"):
        deliver(kept=kept)
    assert (kept.last.done, kept.last.tags) == (("contact", "tag"), "given")


@pytest.mark.parametrize(
    "body", ["garbage", {"errors": "?"}, {"errors": [1, {"field": 2, "message": 3}]}, {"detail": 5}, [], 7]
)
def test_a_refusal_in_garbage_is_still_a_refusal(omnisend: Scripted, body: Any) -> None:
    omnisend.script.append(("POST /api/contacts", Answer(400, body)))
    with pytest.raises(Refused, match="status 400"):
        deliver()


@pytest.mark.parametrize(
    "body",
    [None, "x", {"identifiers": 3}, {"identifiers": [3, {"id": 4}, {"id": "x", "channels": 5}]}, {"identifiers": []}],
)
def test_garbage_in_a_success_is_no_trouble(omnisend: Scripted, body: Any) -> None:
    omnisend.script.append(("POST /api/contacts", Answer(200, body)))
    assert deliver().note == ""


@pytest.mark.parametrize("body", [None, "x", [1], {"name": 3}, {"name": ""}])
def test_garbage_instead_of_a_store_is_refused(omnisend: Scripted, body: Any) -> None:
    omnisend.script.append(("GET /api/brands/current", Answer(200, body)))
    with pytest.raises(Refused, match="not a store"):
        run(lambda http: connector.test(Secret(SECRET), http))


@pytest.mark.parametrize("body", [None, {"contacts": 3}, []])
def test_garbage_instead_of_contacts_is_refused(omnisend: Scripted, body: Any) -> None:
    omnisend.script.append(("GET /api/contacts", Answer(200, body)))
    with pytest.raises(Refused, match="not a list of contacts"):
        deliver()


@pytest.mark.parametrize("fault", ["busy", "broken", "broken_after", "lost", "hang", "hang_after"])
@pytest.mark.parametrize(
    "place",
    [
        "GET /api/contacts",
        "POST /api/contacts",
        "DELETE /api/contacts/tags",
        "POST /api/contacts/tags",
        "POST /api/events",
    ],
)
def test_no_fault_at_any_step_doubles_anything(omnisend: Scripted, place: str, fault: Fault) -> None:
    omnisend.put_person("ada@example.com", "vip", "old")
    omnisend.plan = once(place, fault)
    sent = lead(tags_before=("old",))
    # Long enough for what does answer; only what hangs has to be given up.
    deadline = 0.4 if fault.startswith("hang") else 30.0
    note = leads.deliver_all(OMNISEND, CONNECTION, sent, Secret(SECRET), deadline=deadline).note
    found = omnisend.person("ada@example.com")
    assert found is not None
    assert found.tags == ["vip", "goal:sleep", "age:30s"]
    assert found.email_consent
    assert omnisend.welcomed == ["ada@example.com"]
    unknown = place == "POST /api/events" and fault != "busy"
    assert note == (UNKNOWN if unknown else "")
    assert found.events == ([] if fault in ("broken", "hang") and unknown else ["0190f6b2"])


def test_a_later_failure_does_not_repeat_what_is_done(omnisend: Scripted) -> None:
    omnisend.refused["quiz_bedtime"] = "must be a number"
    omnisend.plan = once("POST /api/contacts/tags", "broken")
    kept = Kept()
    with pytest.raises(Unavailable):
        deliver(kept=kept)
    assert (kept.last.unknown, kept.last.tags) == (("tag",), "maybe")
    omnisend.came.clear()
    assert "“quiz_bedtime” was left out" in deliver(kept=kept).note
    assert [one.path for one in omnisend.came if one.path != "/api/events"] == ["/api/contacts/tags"]
