"""Zapier: one flat object with the same fields for every shopper, and an address that stays secret."""

from __future__ import annotations

import json
import logging

import pytest

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz.document import FieldName, Service
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import zapier as connector
from quizdesigner.sync.connectors.base import Delivered, KeyRefused
from quizdesigner.sync.secrets import Secret
from tests.standins.receiver import Answer, Receiver
from tests.sync.leads import HOOK, LEAD, connection, lead, run
from tests.sync.leads import deliver as deliver_once

TO = connection(Service.ZAPIER, secret_hint="defg")
SECRET = Secret(HOOK)


def deliver() -> Delivered:
    return deliver_once(connector, TO, LEAD, SECRET)


def test_a_lead_arrives_flat(receiver: Receiver) -> None:
    receiver.answers.append(Answer(body=b"<not json"))
    assert deliver() == Delivered("")
    (got,) = receiver.received
    assert got.path == "/hooks/catch/123456/abcdefg/"
    body = json.loads(got.body)
    assert (body["event"], body["event_id"], body["test"]) == ("quiz.completed", "0190f6b2", False)
    assert (body["email"], body["phone"], body["first_name"]) == ("ada@example.com", "", "Ada")
    assert (body["tags"], body["email_consent"]) == ("goal:sleep, age:30s", True)
    assert (body["quiz_wakes"], body["quiz_more"]) == ("Noise, Light", "")
    assert body["products"] == [{"sku": "SKU-1", "title": "Pillow", "url": "https://shop.example/products/pillow"}]


def test_a_retake_by_group() -> None:
    to = connection(Service.ZAPIER, retake="by_group")
    body = connector.requests(to, lead(tags_before=("vip", "goal:energy")))[0].body
    assert body["tags"] == "vip, goal:sleep, age:30s"
    assert (body["tags_added"], body["tags_removed"]) == ("goal:sleep, age:30s", "goal:energy")


def test_every_shopper_has_the_same_fields() -> None:
    nobody = lead(contact=Contact(), consent=None, answers=(), tags=(), products=(), result="")
    full, empty = (connector.requests(TO, one)[0].body for one in (LEAD, nobody))
    assert list(full) == list(empty)
    assert None not in empty.values()


def test_a_field_named_like_one_of_ours_is_said() -> None:
    to = connection(Service.ZAPIER, fields=(FieldName("bedtime", "email"),))
    assert connector.requests(to, LEAD)[0].body["email"] == "ada@example.com"
    assert "“email” is wanted twice" in connector.notes(to, LEAD)[0]


def test_the_address_is_in_no_request_error_or_log(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    (shown,) = connector.requests(TO, LEAD)
    assert shown.url == "https://hooks.zapier.com/hooks/catch/…defg"
    receiver.answers.append(Answer(410))
    with pytest.raises(KeyRefused) as caught:
        deliver()
    assert shown.content == receiver.received[0].body
    assert "123456/abcdefg" not in f"{shown!r} {caught.value!r} {caplog.text} {SECRET!r}"


@pytest.mark.parametrize(("status", "error"), [(429, Unavailable), (500, Unavailable), (400, Refused), (302, Refused)])
def test_statuses(receiver: Receiver, status: int, error: type[Exception]) -> None:
    receiver.answers.append(Answer(status))
    with pytest.raises(error):
        deliver()


@pytest.mark.parametrize("status", [404, 410])
def test_a_hook_that_is_gone_stops_the_connection(receiver: Receiver, status: int) -> None:
    receiver.answers.append(Answer(status))
    with pytest.raises(KeyRefused):
        deliver()


def test_too_large_is_sent_once_more_without_the_answers(receiver: Receiver) -> None:
    receiver.answers.append(Answer(413))
    assert "answers were left out" in deliver().note
    short = json.loads(receiver.received[1].body)
    assert short["tags"] == "goal:sleep, age:30s"
    assert "quiz_wakes" not in short
    receiver.answers.extend([Answer(413), Answer(413)])
    with pytest.raises(Refused, match="even without"):
        deliver()


def test_the_test_sends_a_marked_sample(receiver: Receiver) -> None:
    account = run(lambda http: connector.test(SECRET, http))
    assert "always says yes" in account.note
    assert json.loads(receiver.received[0].body)["test"] is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://hooks.zapier.com/hooks/catch/1/a/",
        "https://hooks.zapier.com.evil.example/hooks/catch/1/a/",
        "https://hooks.zapier.com@evil.example/hooks/catch/1/a/",
        "https://evil.example/hooks/catch/1/a/",
        "https://hooks.zapier.com:8443/hooks/catch/1/a/",
        "https://hooks.zapier.com/other",
        "https://[",
    ],
)
def test_only_catch_hooks_are_taken(receiver: Receiver, text: str) -> None:
    with pytest.raises(Refused, match="Catch Hook"):
        run(lambda http: connector.test(Secret(text), http))
    assert receiver.received == []
