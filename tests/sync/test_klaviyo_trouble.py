"""Klaviyo refuses, is busy, breaks off: what is left out, tried again, or said."""

from __future__ import annotations

import json

import pytest

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import klaviyo as connector
from quizdesigner.sync.connectors.base import KeyRefused
from quizdesigner.sync.secrets import Secret
from quizdesigner.tour.klaviyo import Profile
from tests.standins.klaviyo_troubles import Fault, Klaviyo
from tests.sync.leads import KEY, Kept, lead, run
from tests.sync.test_klaviyo import deliver


@pytest.mark.parametrize("text", ["", "key", "pk_", "pk_with space in it", "pk_0123456789\r\nX: y", "pk_ключключ"])
def test_what_is_no_key_is_refused_before_anything_is_sent(klaviyo: Klaviyo, text: str) -> None:
    with pytest.raises(Refused, match="pk_") as caught:
        run(lambda http: connector.test(Secret(text), http))
    assert klaviyo.requests == []
    assert len(text) < 4 or text not in str(caught.value)


@pytest.mark.parametrize("status", [401, 402, 403, 410])
def test_a_refused_key_stops_the_connection(klaviyo: Klaviyo, status: int) -> None:
    klaviyo.faults.append(Fault("answer", status=status))
    with pytest.raises(KeyRefused):
        deliver()


def test_a_revoked_key_stops_and_its_text_is_in_no_error(klaviyo: Klaviyo) -> None:
    klaviyo.key = None
    with pytest.raises(KeyRefused) as caught:
        deliver()
    assert KEY not in repr(caught.value)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "Sat, 21 Nov 2026 10:01:00 GMT", "Date": "Sat, 21 Nov 2026 10:00:00 GMT"}, 60),
        ({"Retry-After": "99999999999999999999"}, 86_400),
        ({"Retry-After": "-5"}, 0),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_tried_later(
    klaviyo: Klaviyo, status: int, headers: dict[str, str], wait: float | None
) -> None:
    klaviyo.faults.append(Fault("answer", status=status, headers=headers))
    with pytest.raises(Unavailable) as caught:
        deliver()
    assert caught.value.retry_after == wait


def test_a_refused_field_is_left_out_and_the_rest_arrives(klaviyo: Klaviyo) -> None:
    klaviyo.refused_fields = {
        "/data/attributes/properties/quiz_bedtime": "This property cannot be text.",
        "/data/attributes/first_name": "Too long.",
    }
    note = deliver().note
    assert "“quiz_bedtime” was left out" in note
    assert "“first_name” was left out" in note
    assert "This property cannot be text." in note
    profile = klaviyo.profiles["ada@example.com"]
    assert profile.properties["quiz_wakes"] == ["Noise", "Light"]
    assert profile.properties["quiz_tags"] == ["goal:sleep", "age:30s"]
    assert len(klaviyo.events) == 1


def test_a_phone_goes_along_and_never_costs_the_lead(klaviyo: Klaviyo) -> None:
    called = lead(contact=Contact("ada@example.com", "Ada", "+4915112345678"))
    assert deliver(called).note == ""
    assert klaviyo.profiles["ada@example.com"].phone_number == "+4915112345678"
    other = lead(contact=Contact("bea@example.com", "Bea", "+4915112345678"), event_id="0190f6b3")
    assert "“phone_number” was left out" in deliver(other).note
    assert klaviyo.profiles["bea@example.com"].first_name == "Bea"
    assert len(klaviyo.events) == 2


def test_a_note_on_a_left_out_field_survives_a_retry(klaviyo: Klaviyo) -> None:
    klaviyo.refused_fields = {"/data/attributes/first_name": "Too long."}
    klaviyo.faults.append(Fault("answer", on="/api/events", status=500))
    kept = Kept()
    with pytest.raises(Unavailable):
        deliver(kept=kept)
    assert "first_name" in deliver(kept=kept).note


def test_a_property_named_only_in_words_is_left_out(klaviyo: Klaviyo) -> None:
    errors = [{"detail": "'quiz_wakes' is not valid.", "source": {"pointer": "/data/attributes/properties"}}]
    body = json.dumps({"errors": errors}).encode()
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=400, body=body))
    assert "“quiz_wakes” was left out" in deliver().note
    assert "quiz_wakes" not in klaviyo.profiles["ada@example.com"].properties


def test_a_single_tag_that_is_refused_is_left_out(klaviyo: Klaviyo) -> None:
    pointer = "/data/meta/patch_properties/append/quiz_tags/1"
    body = json.dumps({"errors": [{"detail": "Too long.", "source": {"pointer": pointer}}]}).encode()
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=400, body=body))
    assert "“age:30s” was left out" in deliver().note
    assert klaviyo.profiles["ada@example.com"].properties["quiz_tags"] == ["goal:sleep"]


@pytest.mark.parametrize(
    ("pointer", "left_out", "kept"),
    [
        ("append/quiz_tags/0", "goal:sleep", None),
        ("append/quiz_tags", "quiz_tags", None),
        ("append/quiz_tags/²", "quiz_tags", None),
        (f"append/quiz_tags/{'9' * 5_000}", "quiz_tags", None),
        ("append", "quiz_tags", None),
        ("", "customer tags", ["old"]),
    ],
)
def test_tags_that_are_refused_never_cost_the_lead(
    klaviyo: Klaviyo, pointer: str, left_out: str, kept: list[str] | None
) -> None:
    klaviyo.profiles["ada@example.com"] = Profile("ada@example.com", properties={"quiz_tags": ["old"]})
    where = f"/data/meta/patch_properties/{pointer}".rstrip("/")
    body = json.dumps({"errors": [{"detail": "No.", "source": {"pointer": where}}]}).encode()
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=400, body=body))
    found = deliver(lead(tags=("goal:sleep",), tags_before=("old",)))
    assert found.note == f"“{left_out}” was left out, since Klaviyo refused it (No.). The rest arrived."
    assert found.tags_unsure
    assert klaviyo.profiles["ada@example.com"].properties["quiz_tags"] == (kept or [])
    assert klaviyo.profiles["ada@example.com"].first_name == "Ada"


@pytest.mark.parametrize(("detail", "left_out"), [("'quiz_wakes' is bad.", "quiz_wakes"), ("Phone?", "phone_number")])
def test_a_part_named_in_words_alone_is_left_out(klaviyo: Klaviyo, detail: str, left_out: str) -> None:
    body = json.dumps({"errors": [{"detail": detail}]}).encode()
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=400, body=body))
    called = lead(contact=Contact("ada@example.com", "Ada", "+4915112345678"))
    assert deliver(called).note == f"“{left_out}” was left out, since Klaviyo refused it ({detail}). The rest arrived."


@pytest.mark.parametrize("pointer", ["/data/attributes/email", "/x"])
def test_the_email_address_is_never_left_out(klaviyo: Klaviyo, pointer: str) -> None:
    body = json.dumps({"errors": [{"detail": "No.", "source": {"pointer": pointer}}]}).encode()
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=400, body=body))
    with pytest.raises(Refused, match=r"It said: No\."):
        deliver()


@pytest.mark.parametrize("body", [b"garbage", b'{"errors": "?"}', b'{"errors": [1, {"source": 2}]}', b"\xff"])
def test_a_refusal_in_garbage_is_still_a_refusal(klaviyo: Klaviyo, body: bytes) -> None:
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=400, body=body))
    with pytest.raises(Refused, match="status 400"):
        deliver()


def test_errors_inside_a_success_are_a_refusal(klaviyo: Klaviyo) -> None:
    klaviyo.faults.append(
        Fault("answer", on="/api/profile-import", status=200, body=b'{"errors": [{"detail": "Not really."}]}')
    )
    with pytest.raises(Refused, match="Not really"):
        deliver()
