"""What holds for every service alike: one suite, run against each stand-in, over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import get_args

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz import retake
from quizdesigner.quiz.document import Connection, Retake
from quizdesigner.quiz.document import Service as Kind
from quizdesigner.quiz.lead import LeadConsent
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Connector, Delivered, KeyRefused, PickList
from quizdesigner.sync.connectors.told import told
from quizdesigner.sync.secrets import Secret
from tests.standins.service import Came, Fault, Service
from tests.standins.seven import STANDINS
from tests.sync.leads import LEAD, Kept, deliver, deliver_all, lead, run

ADA = "ada@example.com"
PHONE = "+4915112345678"
AGREED = LeadConsent(True, "Send me tips", "2026-11-21T10:00:00Z")
REFUSED = LeadConsent(False, "Send me tips", "2026-11-21T10:00:00Z")
BOTH = lead(contact=Contact(ADA, "Ada", PHONE), sms_consent=AGREED)


class Standing:
    """A service that runs, and its connector."""

    def __init__(self, kind: Kind, service: Service) -> None:
        self.kind = kind
        self.service = service
        self.connector: Connector = CONNECTORS[kind]
        self.secret = Secret(STANDINS[kind].secret)
        self.to: Connection = STANDINS[kind].connection

    def writes(self) -> list[Came]:
        """What came in that changes anything, but for tokens."""
        return [one for one in self.service.came if self._writes(one)]

    def _writes(self, came: Came) -> bool:
        if self.kind is Kind.SHOPIFY:
            return isinstance(came.body, dict) and came.body["query"].lstrip().startswith("mutation")
        return came.method != "GET"

    def choices(self, picker: str) -> tuple[PickList, ...]:
        """All there is to pick."""
        return run(lambda http: self.connector.choices(picker, self.secret, http))

    def fail(self, at: int, fault: Fault) -> None:
        """Let the request of this number meet a fault, those before and after it none."""
        count = len(self.service.came)
        self.service.plan = lambda came: fault if len(self.service.came) == count + at + 1 else None


@pytest.fixture(params=list(Kind), ids=lambda kind: kind.value)
def standing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """One service after the other. Nothing that came in may be against its official form."""
    kind: Kind = request.param
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        yield Standing(kind, service)
        assert getattr(service, "violations", []) == []


def test_a_lead_arrives_whole(standing: Standing) -> None:
    assert deliver(standing.connector, standing.to, BOTH, standing.secret) == Delivered("")
    person = standing.service.person(ADA)
    assert person is not None
    assert (person.first_name, person.phone) == ("Ada", PHONE)
    assert person.tags == list(LEAD.tags)
    assert person.email_consent
    if STANDINS[standing.kind].events:
        assert person.events == [LEAD.event_id]
    assert any("Deep sleep" in str(value) for value in person.fields.values())


def test_the_dry_run_is_what_is_sent(standing: Standing) -> None:
    shown = standing.connector.requests(standing.to, BOTH)
    deliver(standing.connector, standing.to, BOTH, standing.secret)
    sent = standing.writes()
    # What is shown with a condition may turn out not to be needed.
    assert len(sent) <= len(shown)
    assert len({one.key for one in shown}) == len(shown)
    exact = [one for one in shown if b"\xe2\x80\xb9" not in one.content and "‹" not in one.url and not one.when]
    assert {one.content for one in exact} <= {one.raw for one in sent}
    assert sum(one.tags for one in shown) >= 1


def test_where_there_is_nothing_to_send_to_it_is_said(standing: Standing) -> None:
    nobody = lead(contact=Contact(), consent=None)
    if standing.kind in (Kind.ZAPIER, Kind.WEBHOOK):
        return
    assert standing.connector.requests(standing.to, nobody) == ()
    (note,) = standing.connector.notes(standing.to, nobody)
    assert deliver(standing.connector, standing.to, nobody, standing.secret).note == note
    assert standing.service.came == []


@pytest.mark.parametrize("setting", get_args(Retake))
def test_a_retake_leaves_what_the_setting_says_and_foreign_tags(standing: Standing, setting: Retake) -> None:
    standing.service.put_person(ADA, "vip", "goal:mine")
    to = replace(standing.to, retake=setting)
    before: tuple[str, ...] = ()
    for take, tags in enumerate((LEAD.tags, ("goal:energy", "plain"), (), ("goal:energy",))):
        made = lead(event_id=f"take-{take}", tags=tags, tags_before=before)
        deliver(standing.connector, to, made, standing.secret)
        before = retake.after(before, tags, setting).tags
        person = standing.service.person(ADA)
        assert person is not None
        assert sorted(person.tags) == sorted(("vip", "goal:mine", *before))


@pytest.mark.parametrize("consent", [None, REFUSED])
def test_nothing_is_said_of_consent_that_was_not_given(standing: Standing, consent: LeadConsent | None) -> None:
    deliver(standing.connector, standing.to, BOTH, standing.secret)
    later = lead(event_id="2", contact=BOTH.contact, consent=consent, sms_consent=consent)
    deliver(standing.connector, standing.to, later, standing.secret)
    person = standing.service.person(ADA)
    assert person is not None
    assert person.email_consent, "an unticked box took an earlier consent back"
    other = lead(contact=Contact("bea@example.com", "Bea"), event_id="3", consent=consent)
    deliver(standing.connector, standing.to, other, standing.secret)
    bea = standing.service.person("bea@example.com")
    assert bea is not None
    assert not bea.email_consent
    assert not bea.sms_consent
    assert bea.lists <= {standing.to.list_id}
    assert "UNSUBSCRIBED" not in "".join(str(one.body) for one in standing.writes()).upper()


@pytest.mark.parametrize("fault", get_args(Fault))
def test_no_fault_at_any_request_loses_or_doubles_anything(standing: Standing, fault: Fault) -> None:
    deliver(standing.connector, standing.to, BOTH, standing.secret)
    whole = standing.service.person(ADA)
    assert whole is not None
    for at in range(len(standing.service.came)):
        email = f"shopper{at}@example.com"
        made = lead(event_id=f"take-{at}", contact=Contact(email, "Ada", f"+4915112345{at:03d}"), sms_consent=AGREED)
        standing.fail(at, fault)
        delivered = deliver_all(standing.connector, standing.to, made, standing.secret)
        person = standing.service.person(email)
        assert person is not None
        assert person.tags == whole.tags
        assert person.email_consent
        assert person.fields.keys() == whole.fields.keys()
        doubted = "not known" in delivered.note
        assert person.events in ([], [f"take-{at}"]) if doubted else len(person.events) == len(whole.events)
        assert doubted or not delivered.note


def test_a_later_try_repeats_nothing_that_is_done(standing: Standing) -> None:
    steps = standing.connector.requests(standing.to, BOTH)
    for at in range(len(steps) * 3):
        standing.service.came.clear()
        standing.fail(at, "broken")
        kept = Kept()
        made = lead(event_id=f"t{at}", contact=Contact(f"s{at}@example.com", "Ada"))
        try:
            deliver(standing.connector, standing.to, made, standing.secret, kept)
        except Unavailable:
            done = kept.last.done
            standing.service.came.clear()
            standing.service.plan = lambda came: None
            deliver(standing.connector, standing.to, made, standing.secret, kept)
            left = [one for one in standing.connector.requests(standing.to, made) if one.key not in done]
            assert len(standing.writes()) <= len(left)


def test_a_wrong_key_stops_the_connection_and_is_in_no_word(standing: Standing) -> None:
    if standing.kind is Kind.ZAPIER:
        wrong = "https://hooks.zapier.com/hooks/catch/999999/zzzzzzz/"
    else:
        text = STANDINS[standing.kind].secret
        changed = {"a": "b", "b": "c", "0": "1", "1": "0"}
        at = max(at for at, sign in enumerate(text[:-8]) if sign in changed and at > len(text) // 3)
        wrong = text[:at] + changed[text[at]] + text[at + 1 :]
    kept = Kept()
    with pytest.raises(KeyRefused) as caught:
        deliver(standing.connector, standing.to, BOTH, Secret(wrong), kept)
    parts = [part for part in wrong.split() if not part.endswith(".myshopify.com")]
    assert not any(part in f"{caught.value!r} {kept.all!r}" for part in parts)
    assert kept.last.unknown == ()
    assert deliver(standing.connector, standing.to, BOTH, standing.secret, kept).note == ""
    person = standing.service.person(ADA)
    assert person is not None
    assert person.tags == list(LEAD.tags)


def test_the_account_is_shown(standing: Standing) -> None:
    account = run(lambda http: standing.connector.test(standing.secret, http))
    assert account.name
    for picker in standing.connector.pickers:
        found = standing.choices(picker.key)
        assert found
        assert len({one.id for one in found}) == len(found)
        chosen = standing.to.list_id if picker.key == "list" else standing.to.subscription_id
        assert chosen in {one.id for one in found}


@pytest.mark.parametrize("text", ["", "x", "wrong key", "http://127.0.0.1/", "a b c d e f", "ключ", "pk_\r\nX: y"])
def test_what_can_be_no_key_is_refused_before_anything_is_sent(standing: Standing, text: str) -> None:
    with pytest.raises(Refused):
        standing.connector.check_secret(Secret(text))
    with pytest.raises(Refused):
        run(lambda http: standing.connector.test(Secret(text), http))
    assert standing.service.came == []


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"data": 3}', b"[" * 50_000, b"\xff\xfe", b"null", b'"x"'])
@pytest.mark.parametrize("status", [200, 400, 403, 500])
def test_garbage_is_an_error_in_words_or_passed_over(standing: Standing, body: bytes, status: int) -> None:
    standing.service.garbage = (status, body)
    kept = Kept()
    with suppress(Refused, Unavailable):
        deliver(standing.connector, standing.to, BOTH, standing.secret, kept)
    for picker in standing.connector.pickers:
        with pytest.raises((Refused, Unavailable)):
            standing.choices(picker.key)


def test_a_huge_lead_is_cut_and_arrives(standing: Standing) -> None:
    long = tuple(answer if answer.several else replace(answer, values=("word " * 1_000,)) for answer in LEAD.answers)
    made = lead(answers=long, result="R" * 900)
    assert deliver(standing.connector, standing.to, made, standing.secret) is not None
    person = standing.service.person(ADA)
    assert person is not None
    assert person.tags == list(LEAD.tags)


def test_every_field_has_one_value_and_no_clash(standing: Standing) -> None:
    found = told(standing.to, LEAD)
    names = [one.name.casefold() for one, _ in found.fields]
    assert len(set(names)) == len(names)
    assert found.clashes == ()
