"""Webhooks: signatures a receiver of its own making accepts, and every bad reply."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz.document import FieldName, Kind, Service
from quizdesigner.quiz.fields import Asked
from quizdesigner.quiz.lead import LeadAnswer
from quizdesigner.sync.connectors import webhook as connector
from quizdesigner.sync.connectors.base import Delivered, KeyRefused, joined
from quizdesigner.sync.secrets import Secret
from tests.standins.receiver import Answer, Receiver, verified
from tests.sync.leads import LEAD, NOW, PILLOW, SIGNING, connection, lead, run
from tests.sync.leads import deliver as deliver_once

TO = connection(Service.WEBHOOK, account="hook.example.com")
SECRET = joined(("https://hook.example.com/in?x=1", SIGNING))


def deliver(now: float = NOW, secret: Secret = SECRET) -> Delivered:
    return deliver_once(connector, TO, LEAD, secret, now=now)


def test_the_published_vector() -> None:
    key = b"0123456789abcdef0123456789abcdef"
    expected = "v1,491+rtdpo0uf8omvEukfwVufCQGvwz/NmiKWdPSys6w="
    assert connector.signature([key], "msg_1", 1763719200, b'{"type":"quiz.completed"}') == expected
    assert connector.new_key(key) == SIGNING


def test_a_lead_arrives_signed(receiver: Receiver) -> None:
    assert deliver() == Delivered("")
    (got,) = receiver.received
    assert got.path == "/in?x=1"
    assert verified(got, SIGNING, NOW)
    assert not verified(got, connector.new_key(b"another key of 24 bytes!"), NOW)
    assert not verified(got, SIGNING, NOW + 301)
    data = json.loads(got.body)["data"]
    assert data["contact"] == {"email": "ada@example.com", "phone": None, "first_name": "Ada"}
    assert data["tags"] == data["tags_added"] == ["goal:sleep", "age:30s"]
    assert data["answers"][1] == {
        "question_id": "trouble",
        "question": "What wakes you?",
        "field": "quiz_wakes",
        "type": "multiple",
        "values": ["Noise", "Light"],
    }
    assert data["consent"]["email"]["text"] == "Send me tips"


def test_each_attempt_is_signed_anew_under_the_same_id(receiver: Receiver) -> None:
    deliver(NOW)
    deliver(NOW + 3600)
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert verified(second, SIGNING, NOW + 3600)


def test_while_one_secret_replaces_the_other_both_hold(receiver: Receiver) -> None:
    new = connector.new_key(b"another key of 24 bytes!")
    deliver(secret=joined(("https://hook.example.com/", SIGNING, new)))
    (got,) = receiver.received
    assert verified(got, SIGNING, NOW)
    assert verified(got, new, NOW)


def test_the_dry_run_is_what_is_sent_without_the_address(receiver: Receiver) -> None:
    (shown,) = connector.requests(TO, LEAD)
    deliver()
    assert shown.content == receiver.received[0].body
    assert shown.url == "https://hook.example.com/…"
    assert SIGNING not in repr(shown)


def test_a_field_that_is_off_and_a_retake(receiver: Receiver) -> None:
    to = connection(Service.WEBHOOK, fields=(FieldName("bedtime", off=True),), retake="accumulate")
    data = connector.requests(to, lead(tags_before=("old", "age:30s")))[0].body["data"]
    assert [one["question_id"] for one in data["answers"]] == ["trouble"]
    assert (data["tags"], data["tags_added"], data["tags_removed"]) == (
        ["old", "age:30s", "goal:sleep"],
        ["goal:sleep"],
        [],
    )
    by_group = connection(Service.WEBHOOK, retake="by_group")
    data = connector.requests(by_group, lead(tags_before=("old", "goal:energy", "skin:dry")))[0].body["data"]
    assert (data["tags"], data["tags_added"], data["tags_removed"]) == (
        ["old", "skin:dry", "goal:sleep", "age:30s"],
        ["goal:sleep", "age:30s"],
        ["goal:energy"],
    )


def test_the_test_is_marked_signed_and_shows_the_reply(receiver: Receiver) -> None:
    receiver.answers.append(Answer(body=b"hello " * 200))
    account = run(lambda http: connector.test(SECRET, http))
    assert account.name == "hook.example.com"
    assert account.note.startswith("Status 200 after 0 ms. It said: hello hello")
    assert len(account.note) < 600
    (got,) = receiver.received
    assert verified(got, SIGNING, NOW)
    assert json.loads(got.body)["type"] == "webhook.test"


@pytest.mark.parametrize("status", [401, 403, 410])
def test_a_receiver_that_is_closed_stops_the_connection(receiver: Receiver, status: int) -> None:
    receiver.answers.append(Answer(status))
    with pytest.raises(KeyRefused):
        deliver()


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 504])
def test_what_can_heal_is_tried_later(receiver: Receiver, status: int) -> None:
    receiver.answers.append(Answer(status, headers={"Retry-After": "30"}))
    with pytest.raises(Unavailable) as caught:
        deliver()
    assert caught.value.retry_after == 30


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 422])
def test_what_cannot_is_refused_and_redirects_are_not_followed(receiver: Receiver, status: int) -> None:
    receiver.answers.append(Answer(status, headers={"Location": "/elsewhere"}))
    with pytest.raises(Refused) as caught:
        deliver()
    assert not isinstance(caught.value, KeyRefused)
    assert len(receiver.received) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://hook.example.com/",
        f"ftp://hook.example.com/ {SIGNING}",
        f"https:///x {SIGNING}",
        f"https://hook.example.com:99999999/ {SIGNING}",
        "https://hook.example.com/ whsec_short",
        "https://hook.example.com/ MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        f"https://hook.example.com/ {SIGNING} {SIGNING} {SIGNING}",
    ],
)
def test_what_is_no_webhook_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        connector.check_secret(Secret(text))


def test_an_address_that_may_not_be_called_stops_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZDESIGNER_CRM_BASE_WEBHOOK", raising=False)
    monkeypatch.delenv("QUIZDESIGNER_ALLOW_PRIVATE", raising=False)
    for address in ("https://127.0.0.1/in", "https://[::1]/in", "http://93.184.216.34/in"):
        with pytest.raises(KeyRefused, match=r"private network|must begin with https"):
            deliver(secret=joined((address, SIGNING)))


def test_of_very_many_products_the_first_three_are_sent_as_it_is_said() -> None:
    many = lead(products=tuple(replace(PILLOW, id=f"p{at}", sku=f"SKU-{at:030}") for at in range(600)))
    (request,) = connector.requests(TO, many)
    assert [one["id"] for one in request.body["data"]["products"]] == ["p0", "p1", "p2"]
    assert connector.notes(TO, many)[-1] == "“products” has the first three products alone."
    assert len(connector.requests(TO, lead(products=(PILLOW,) * 9))[0].body["data"]["products"]) == 9


def test_a_large_body_is_cut_and_it_is_said() -> None:
    typed = tuple(
        LeadAnswer(f"q{number}", "What else?", f"q{number}", Kind.LONG_TEXT, ("word " * 500,), False)
        for number in range(40)
    )
    long = lead(answers=typed, questions=tuple(Asked(one.question, one.key, one.title, "long") for one in typed))
    notes = connector.notes(TO, long)
    assert notes[0] == "“quiz_q0” was cut to 250 characters."
    (request,) = connector.requests(TO, long)
    assert len(request.content) < 20_000
    assert request.body["data"]["tags"] == list(LEAD.tags)
