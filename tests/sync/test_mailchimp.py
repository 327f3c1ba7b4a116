"""Mailchimp: what arrives there, what a retake changes, who is subscribed, and what is left out."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz.document import Connection, FieldName, Retake
from quizdesigner.quiz.fields import Asked
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import mailchimp as connector
from quizdesigner.sync.connectors.base import Delivered, Progress
from quizdesigner.sync.secrets import Secret
from tests.standins.mailchimp import AUDIENCE, CONNECTION, SECRET, Mailchimp, hash_of
from tests.standins.service import Came, Fault
from tests.sync import leads
from tests.sync.leads import LEAD, Kept, lead

KEY = Secret(SECRET)
MEMBER = f"/3.0/lists/{AUDIENCE}/members/{hash_of('ada@example.com')}"
GRANTED = LeadConsent(True, "Send me tips", "2026-11-21T10:00:00Z")
NOT_TICKED = LeadConsent(False, "Send me tips", "2026-11-21T10:00:00Z")
NAMED = replace(CONNECTION, fields=(FieldName("bedtime"), FieldName("trouble"), FieldName("more")))
WHOLE = lead(contact=Contact("Ada@Example.com", "Ada", "+4915112345678"))


@pytest.fixture
def mailchimp(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailchimp]:
    with Mailchimp() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_MAILCHIMP", service.url)
        yield service
        assert service.violations == []


def deliver(sent: Lead = LEAD, to: Connection = CONNECTION, kept: Kept | None = None) -> Delivered:
    return leads.deliver(connector, to, sent, KEY, kept)


def calls(service: Mailchimp) -> list[str]:
    return [f"{one.method} {one.path.removeprefix(MEMBER) or 'member'}" for one in service.came]


def status(service: Mailchimp, email: str = "ada@example.com") -> str:
    return service.audiences[AUDIENCE].members[hash_of(email)].status


def test_a_lead_arrives_as_member_tags_and_event(mailchimp: Mailchimp) -> None:
    assert deliver(WHOLE, NAMED) == Delivered("")

    person = mailchimp.person("ada@example.com")
    assert person is not None
    assert (person.email, person.first_name, person.phone) == ("Ada@Example.com", "Ada", "+4915112345678")
    assert person.tags == ["goal:sleep", "age:30s"]
    assert person.fields == {
        "QBEDTIME": "after midnight",
        "QWAKES": "Noise, Light",
        "QPRODUCTS": "SKU-1",
        "QRESULT": "Deep sleep",
        "QLINK": "https://quiz.example/q/sleep/results/0190f6b2",
    }
    assert person.email_consent
    member = mailchimp.audiences[AUDIENCE].members[hash_of("ada@example.com")]
    assert member.signed_up == "2026-11-21T10:00:00Z"
    assert member.events == [
        {
            "name": "completed_quiz",
            "occurred_at": "2026-11-21T10:00:00Z",
            "properties": {
                "take": "0190f6b2",
                "quiz_id": "sleep",
                "result_url": "https://quiz.example/q/sleep/results/0190f6b2",
                "consent_at": "2026-11-21T10:00:00Z",
                "consent_text": "Send me tips",
                "quiz": "Sleep quiz",
                "result": "Deep sleep",
                "tags": "goal:sleep, age:30s",
                "products": "SKU-1",
            },
        }
    ]


@pytest.mark.parametrize("to", [CONNECTION, replace(NAMED, double_opt_in=True)])
def test_the_dry_run_is_what_is_sent(mailchimp: Mailchimp, to: Connection) -> None:
    mailchimp.put_person("ada@example.com")
    shown = connector.requests(to, WHOLE)
    deliver(WHOLE, to)
    written = [one for one in mailchimp.came if one.method != "GET"]
    assert [one.key for one in shown] == ["contact", "tags", "consent", "event"]
    assert [one.key for one in shown if one.tags] == ["tags"]
    assert [one.when for one in shown if one.when] == [shown[2].when]
    assert [(one.method, one.url.partition("?")[0], one.content) for one in shown] == [
        (one.method, one.path, one.raw) for one in written
    ]
    assert all(one.headers["content-type"] == "application/json" for one in written)
    assert SECRET not in repr(shown)


@pytest.mark.parametrize("consent", [None, NOT_TICKED])
@pytest.mark.parametrize("before", ["", "subscribed", "unsubscribed", "transactional"])
def test_without_a_tick_nothing_is_said_of_consent(
    mailchimp: Mailchimp, consent: LeadConsent | None, before: str
) -> None:
    if before:
        mailchimp.member("ada@example.com", before)
    deliver(lead(consent=consent))
    assert calls(mailchimp) == ["PUT member", "POST /tags", "POST /events"]
    assert status(mailchimp) == (before or "transactional")
    assert not any("consent" in one.raw.decode() or "timestamp" in one.raw.decode() for one in mailchimp.came)


@pytest.mark.parametrize(
    ("before", "double", "now", "note"),
    [
        ("", False, "subscribed", ""),
        ("", True, "pending", ""),
        ("subscribed", True, "subscribed", ""),
        ("pending", False, "pending", ""),
        ("transactional", False, "subscribed", ""),
        ("transactional", True, "pending", ""),
        ("archived", False, "subscribed", ""),
        ("unsubscribed", False, "pending", "Mailchimp itself asks the shopper"),
        ("unsubscribed", True, "pending", ""),
        ("cleaned", False, "cleaned", "was not subscribed: Mailchimp has given up this address"),
    ],
)
def test_who_ticked_is_subscribed_or_asked(
    mailchimp: Mailchimp, before: str, double: bool, now: str, note: str
) -> None:
    if before:
        mailchimp.member("ada@example.com", before)
    said = deliver(to=replace(CONNECTION, double_opt_in=double)).note
    assert status(mailchimp) == now
    assert note in said
    assert bool(note) == bool(said)


@pytest.mark.parametrize("known", [False, True])
def test_who_may_not_be_subscribed_is_asked(mailchimp: Mailchimp, known: bool) -> None:
    mailchimp.compliance.add("ada@example.com")
    if known:
        mailchimp.put_person("ada@example.com")
    assert deliver().note.startswith("Mailchimp itself asks the shopper")
    assert status(mailchimp) == "pending"


@pytest.mark.parametrize("double", [False, True])
def test_who_may_not_even_be_asked_is_a_contact_all_the_same(mailchimp: Mailchimp, double: bool) -> None:
    mailchimp.unaskable.add("ada@example.com")
    note = deliver(to=replace(CONNECTION, double_opt_in=double)).note
    assert note.startswith("The shopper was not subscribed, since Mailchimp refused it. It said: ada@example.com is in")
    assert status(mailchimp) == "transactional"
    assert calls(mailchimp)[-1] == "POST /events"


@pytest.mark.parametrize(
    ("retake", "left"),
    [
        ("replace", ["vip", "goal:energy"]),
        ("accumulate", ["vip", "goal:sleep", "age:30s", "goal:energy"]),
        ("by_group", ["vip", "age:30s", "goal:energy"]),
    ],
)
def test_a_retake_changes_its_own_tags_alone(mailchimp: Mailchimp, retake: Retake, left: list[str]) -> None:
    mailchimp.put_person("ada@example.com", "vip")
    to = replace(NAMED, retake=retake)
    deliver(to=to)
    again = lead(event_id="2", tags=("goal:energy",), tags_before=LEAD.tags, answers=LEAD.answers[:1])
    deliver(again, to)
    person = mailchimp.person("ada@example.com")
    assert person is not None
    assert person.tags == left
    # What the second take did not say is gone.
    assert "QWAKES" not in person.fields
    assert person.events == ["0190f6b2", "2"]


def test_nothing_is_sent_about_tags_that_stay(mailchimp: Mailchimp) -> None:
    deliver(lead(tags_before=LEAD.tags))
    assert "POST /tags" not in calls(mailchimp)


def test_the_author_may_want_no_event(mailchimp: Mailchimp) -> None:
    to = replace(CONNECTION, fields=(FieldName("@event", off=True),))
    assert [one.key for one in connector.requests(to, LEAD)] == ["contact", "tags", "consent"]
    deliver(to=to)
    assert "POST /events" not in calls(mailchimp)


def test_without_an_email_nothing_is_sent_and_it_is_said(mailchimp: Mailchimp) -> None:
    nobody = lead(contact=Contact(phone="+4915112345678"))
    assert deliver(nobody).note == "Not sent to Mailchimp: the shopper gave no email address."
    assert connector.notes(CONNECTION, nobody) == (deliver(nobody).note,)
    assert mailchimp.came == []


def test_without_an_audience_it_waits_for_one(mailchimp: Mailchimp) -> None:
    to = replace(CONNECTION, list_id="")
    assert connector.requests(to, LEAD) == ()
    with pytest.raises(Refused, match=r"^No audience is picked .* nothing is lost"):
        deliver(to=to)
    (note,) = connector.notes(to, LEAD)
    assert note.startswith("No audience is picked")
    assert mailchimp.came == []


def test_an_audience_cannot_lead_elsewhere() -> None:
    to = replace(CONNECTION, list_id="../../campaigns?x=#")
    assert connector.requests(to, LEAD)[0].url.startswith("/3.0/lists/..%2F..%2Fcampaigns%3Fx%3D%23/members/")


def test_fields_the_audience_requires_do_not_cost_the_lead(mailchimp: Mailchimp) -> None:
    mailchimp.audiences[AUDIENCE].required.add("LNAME")
    mailchimp.put_person("ada@example.com")
    assert deliver() == Delivered("")
    assert status(mailchimp) == "subscribed"


def test_values_are_of_the_types_fields_have(mailchimp: Mailchimp) -> None:
    audience = mailchimp.audiences[AUDIENCE]
    audience.types |= {"QSCORE": "number", "QDAY": "date", "QLINK": "url"}
    day = Asked("day", "day", "When?", "date")
    answer = replace(LEAD.answers[0], question="day", key="day", values=("2026-12-01",))
    to = replace(CONNECTION, fields=(FieldName("@score"), FieldName("day")))
    assert deliver(lead(questions=(day,), answers=(answer,)), to) == Delivered("")
    fields = audience.members[hash_of("ada@example.com")].merge_fields
    assert (fields["QSCORE"], fields["QDAY"]) == (3, "2026-12-01")
    # The next take says nothing of either: an empty text clears numbers and dates too.
    assert deliver(lead(questions=(day,), answers=(), score=None, event_id="2"), to) == Delivered("")
    assert (fields["QSCORE"], fields["QDAY"]) == ("", "")


def test_long_texts_are_cut_and_a_long_address_is_left_out(mailchimp: Mailchimp) -> None:
    long = replace(LEAD.answers[0], values=("z" * 300,))
    far = f"https://quiz.example/{'z' * 300}"
    sent = lead(answers=(long,), link=far, result="y" * 255)
    assert set(connector.notes(NAMED, sent)) == {
        "“QLINK” was left out: Mailchimp takes an address of 255 characters at most.",
        "“QBEDTIME” was cut to 255 characters.",
    }
    assert deliver(sent, NAMED) == Delivered("")
    person = mailchimp.person("ada@example.com")
    assert person is not None
    assert person.fields["QBEDTIME"] == "z" * 254 + "…"
    assert "QLINK" not in person.fields


def test_an_event_has_room_for_a_thousand_characters(mailchimp: Mailchimp) -> None:
    sent = lead(quiz_name="q" * 900, consent=LeadConsent(True, "w" * 300, "2026-11-21T10:00:00Z"))
    notes = connector.notes(CONNECTION, sent)
    assert [note.partition("was")[0] for note in notes] == [
        f"“completed_quiz”: “{name}” " for name in ("quiz", "result", "tags", "products")
    ]
    assert deliver(sent) == Delivered("")
    assert mailchimp.audiences[AUDIENCE].members[hash_of("ada@example.com")].events


def test_consent_to_text_messages_is_said_to_stay_here() -> None:
    assert connector.notes(CONNECTION, lead(sms_consent=GRANTED)) == (connector.NO_SMS,)
    assert connector.notes(CONNECTION, lead(sms_consent=NOT_TICKED)) == ()


def test_a_field_the_audience_has_not_is_said(mailchimp: Mailchimp) -> None:
    mailchimp.knows_all_fields = False
    note = deliver().note
    assert note == "The audience has no field “QPRODUCTS”, “QRESULT”, “QLINK”: what was meant for it did not arrive."
    assert status(mailchimp) == "subscribed"


def test_a_refused_field_and_phone_are_left_out(mailchimp: Mailchimp) -> None:
    mailchimp.us_phones = True
    mailchimp.audiences[AUDIENCE].types |= {"QBEDTIME": "number"}
    note = deliver(WHOLE, NAMED).note
    assert "“PHONE” was left out, since Mailchimp refused it (Your merge fields were invalid. PHONE: Please" in note
    assert "“QBEDTIME” was left out" in note
    person = mailchimp.person("ada@example.com")
    assert person is not None
    assert (person.first_name, person.phone, person.email_consent) == ("Ada", "", True)
    assert person.fields["QWAKES"] == "Noise, Light"
    assert person.tags == ["goal:sleep", "age:30s"]


def test_a_refused_tag_is_left_out(mailchimp: Mailchimp) -> None:
    mailchimp.bad_tags |= {"goal:sleep"}
    assert deliver().note.startswith("“goal:sleep” was left out, since Mailchimp refused it (")
    person = mailchimp.person("ada@example.com")
    assert person is not None
    assert person.tags == ["age:30s"]
    mailchimp.bad_tags |= {"age:30s"}
    assert "“age:30s” was left out" in deliver(lead(event_id="2")).note
    assert mailchimp.person("ada@example.com").events == ["0190f6b2", "2"]  # type: ignore[union-attr]


FAULTS: list[Fault] = ["busy", "broken", "broken_after", "hang", "hang_after", "lost"]


@pytest.mark.parametrize("fault", FAULTS)
def test_trouble_at_any_step_never_doubles_anything(mailchimp: Mailchimp, fault: Fault) -> None:
    mailchimp.put_person("ada@example.com", "vip")
    deliver(lead(event_id="0"))
    mailchimp.member("ada@example.com", "unsubscribed", "vip", "goal:sleep")
    met: set[tuple[str, str]] = set()

    def plan(came: object) -> Fault | None:
        call = (mailchimp.came[-1].method, mailchimp.came[-1].path)
        if call in met:
            return None
        met.add(call)
        return fault

    mailchimp.plan = plan
    deadline = 0.2 if fault.startswith("hang") else 60.0
    note = leads.deliver_all(connector, NAMED, lead(tags_before=("goal:sleep",)), KEY, deadline=deadline).note
    member = mailchimp.audiences[AUDIENCE].members[hash_of("ada@example.com")]
    assert member.tags == ["vip", "goal:sleep", "age:30s"]
    assert (member.status, member.asked) == ("pending", 1)
    assert [event["properties"]["take"] for event in member.events] == ["0190f6b2"]
    done_unseen = fault in ("broken_after", "hang_after", "lost")
    assert bool(note) != done_unseen


def test_an_event_mailchimp_takes_long_for_is_waited_for(mailchimp: Mailchimp) -> None:
    def slowly(came: Came) -> None:
        if came.path.endswith("/events"):
            threading.Event().wait(1.2)

    mailchimp.plan = slowly
    assert leads.deliver(connector, CONNECTION, LEAD, KEY, deadline=1.0) == Delivered("")
    assert [call for call in calls(mailchimp) if call.endswith("/events")] == ["POST /events"]


def test_what_is_done_is_not_repeated_when_a_later_step_fails(mailchimp: Mailchimp) -> None:
    kept = Kept()
    mailchimp.plan = lambda came: "broken" if came.path.endswith("/tags") else None
    with pytest.raises(Unavailable):
        deliver(kept=kept)
    assert kept.last == Progress(done=("contact",), unknown=("tags",), tags="maybe")
    mailchimp.plan = lambda came: None
    mailchimp.came.clear()
    deliver(kept=kept)
    assert calls(mailchimp) == ["POST /tags", "GET member", "POST /events"]


def test_an_event_among_many_is_found(mailchimp: Mailchimp) -> None:
    member = mailchimp.member("ada@example.com", "subscribed")
    deliver()
    member.events += [{"name": "opened", "properties": {"take": f"other {at}"}} for at in range(250)]
    before = len(member.events)
    mailchimp.came.clear()
    deliver(kept=Kept(Progress(done=("contact", "tags", "consent"), unknown=("event",), tags="given")))
    assert [one.query["offset"] for one in mailchimp.came] == ["0", "100", "200"]
    assert len(member.events) == before
