"""Mailchimp: what each trouble means, whose key fits, what there is to pick, and making fields."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.quiz.document import Connection, FieldName
from quizdesigner.sync.connectors import mailchimp as connector
from quizdesigner.sync.connectors import mailchimp_calls
from quizdesigner.sync.connectors.base import (
    Account,
    KeyRefused,
    Lacking,
    Misfit,
    PickList,
    Progress,
    Wanted,
    WantedField,
)
from quizdesigner.sync.connectors.http import Reply
from quizdesigner.sync.secrets import Secret
from tests.standins.mailchimp import AUDIENCE, CONNECTION, SECRET, Audience, Mailchimp
from tests.standins.receiver import Answer, Receiver
from tests.sync import leads
from tests.sync.leads import LEAD, Kept, run

KEY = Secret(SECRET)
WANTED = Wanted(
    (
        WantedField("FNAME", "First name", "text"),
        WantedField("QGOAL", "What is it that keeps you from sleeping as well as you would like to?", "list"),
        WantedField("QLINK", "Link to the result", "link"),
        WantedField("QSCORE", "Votes of the first product", "number"),
        WantedField("QDAY", "When?", "date"),
    ),
    ("goal:sleep",),
)


@pytest.fixture
def mailchimp(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailchimp]:
    with Mailchimp() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_MAILCHIMP", service.url)
        yield service
        assert service.violations == []


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Something at Mailchimp's address that answers as told."""
    with Receiver() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_MAILCHIMP", service.url)
        yield service


def deliver(to: Connection = CONNECTION, kept: Kept | None = None) -> str:
    return leads.deliver(connector, to, LEAD, KEY, kept).note


def problem(status: int, title: str, detail: str = "", *errors: tuple[str, str]) -> Answer:
    body = {"title": title, "status": status, "detail": detail}
    listed = [{"field": field, "message": message} for field, message in errors]
    return Answer(status, json.dumps({**body, "errors": listed}).encode())


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (problem(400, "Invalid Resource", "No such language."), Refused, "It said: No such language"),
        (problem(400, "Member Exists", "ada@example.com is already a list member."), Refused, "already a list member"),
        (problem(401, "API Key Missing"), KeyRefused, "does not know this key"),
        (problem(403, "User Disabled", "This account has been disabled."), KeyRefused, "account is switched off"),
        (Answer(403, b""), NotDone, "is busy"),
        (Answer(403, b"<html>Forbidden</html>"), NotDone, "is busy"),
        (Answer(200, b"<html><title>Request Blocked</title></html>"), NotDone, "is busy"),
        (problem(404, "Resource Not Found"), Refused, "Pick an audience again"),
        (problem(405, "Method Not Allowed"), Refused, "refused this (status 405)"),
        (problem(414, "URI Too Long"), Refused, "refused this (status 414)"),
        (problem(422, "Unprocessable"), Refused, "refused this (status 422)"),
        (problem(429, "Too Many Requests"), NotDone, "is busy"),
        (problem(500, "Internal Server Error"), Unavailable, "trouble of its own"),
        (Answer(502, b"<html>"), Unavailable, "trouble of its own"),
        (Answer(503, b"<html>"), NotDone, "trouble of its own"),
        (Answer(504, b""), Unavailable, "trouble of its own"),
        (Answer(302, b"", {"Location": "http://127.0.0.1:1/"}), Refused, "which is not followed"),
    ],
)
def test_what_a_refusal_means(answering: Receiver, answer: Answer, kind: type[Exception], words: str) -> None:
    answering.respond = lambda received: answer
    kept = Kept()
    with pytest.raises(kind) as raised:
        deliver(kept=kept)
    assert type(raised.value) is kind
    assert words in str(raised.value)
    assert SECRET not in str(raised.value)
    if isinstance(raised.value, Unavailable):
        assert raised.value.retry_after is None
    # A try that surely did nothing leaves nothing in doubt.
    assert kept.last == Progress(unknown=("contact",) if kind is Unavailable else ())


def test_an_address_that_looks_fake_is_refused_in_its_words(mailchimp: Mailchimp) -> None:
    mailchimp.fake.add("ada@example.com")
    with pytest.raises(Refused, match=r"^Mailchimp does not take this email address\. It said: ada@example\.com looks"):
        deliver()


def test_somebody_deleted_for_good_is_refused_in_plain_words(mailchimp: Mailchimp) -> None:
    mailchimp.forgotten.add("ada@example.com")
    with pytest.raises(Refused, match=r"^This person was deleted from Mailchimp for good"):
        deliver()


def test_an_audience_that_is_gone_is_said(mailchimp: Mailchimp) -> None:
    with pytest.raises(Refused, match="no longer has this audience"):
        deliver(replace(CONNECTION, list_id="gone"))


@pytest.mark.parametrize(
    ("answer", "left_out"),
    [
        (problem(400, "Invalid Resource", "x", ("merge_fields.QRESULT", "no schema")), "QRESULT"),
        (problem(400, "Invalid Resource", "x", ("QRESULT", "Please enter less")), "QRESULT"),
        (problem(400, "Invalid Resource", "The value of QRESULT is wrong"), "QRESULT"),
        (problem(400, "Invalid Resource", "x", ("timestamp_signup", "Schema describes date-time")), "timestamp_signup"),
        (problem(400, "Invalid Resource", "Please enter a valid phone number"), "PHONE"),
    ],
)
def test_a_part_is_known_from_every_form_of_complaint(answering: Receiver, answer: Answer, left_out: str) -> None:
    answering.answers.append(answer)
    contact = replace(LEAD.contact, phone="+4915112345678")
    answering.respond = lambda received: Answer(200, b'{"status": "subscribed"}')
    note = leads.deliver(connector, CONNECTION, replace(LEAD, contact=contact), KEY).note
    assert note.startswith(f"“{left_out}” was left out, since Mailchimp refused it (")
    first, second = (json.loads(one.body) for one in answering.received[:2])
    assert left_out in json.dumps(first)
    assert left_out not in json.dumps(second)


def test_a_refused_event_does_not_refuse_the_lead(answering: Receiver) -> None:
    answering.answers.extend([Answer(), Answer(204, b""), Answer(200, b'{"status": "subscribed"}')])
    answering.answers.append(problem(400, "Invalid Resource", "", ("properties", "Too long")))
    assert deliver() == (
        "“completed_quiz” was not recorded, since Mailchimp refused it. It said: Invalid Resource properties: Too long"
    )


HOSTILE = (b"", b"null", b"[]", b"7", b'"text"', b"{}", b"\xff\xfe", b"[" * 5_000, b'{"status": 7, "merge_fields": []}')


@pytest.mark.parametrize("body", HOSTILE)
def test_garbage_is_refused_where_it_is_read(answering: Receiver, body: bytes) -> None:
    answering.respond = lambda received: Answer(200, body)
    with pytest.raises(Refused, match="something that is not a person"):
        deliver()
    with pytest.raises(Refused, match="something that is not an account"):
        run(lambda http: connector.test(KEY, http))
    with pytest.raises(Refused, match="something that is not a list"):
        run(lambda http: connector.choices("list", KEY, http))
    with pytest.raises(Refused, match="something that is not a list"):
        run(lambda http: connector.lacking(CONNECTION, WANTED, KEY, http))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("title", "detail", "errors", "field", "message")) | st.text(), inner)
    ),
    max_leaves=12,
)


@given(json_values)
@settings(max_examples=100)
def test_any_refusal_has_words(value: object) -> None:
    said = mailchimp_calls.problem(Reply(400, {}, json.dumps(value).encode())).said
    assert len(said) <= 200


def test_lists_of_strange_things_are_passed_over(answering: Receiver) -> None:
    body = {"lists": [7, None, {"id": 3}, {"id": "a", "name": "A", "stats": 5}], "total_items": 4}
    answering.respond = lambda received: Answer(200, json.dumps(body).encode())
    assert run(lambda http: connector.choices("list", KEY, http)) == (PickList("a", "A", "single opt-in"),)


def test_lists_without_end_end(answering: Receiver) -> None:
    body = json.dumps({"lists": [], "total_items": 10**9}).encode()
    answering.respond = lambda received: Answer(200, body)
    assert run(lambda http: connector.choices("list", KEY, http)) == ()
    assert len(answering.received) == 1


def test_the_account_is_named(mailchimp: Mailchimp) -> None:
    assert run(lambda http: connector.test(KEY, http)) == Account("Pillow Shop")
    assert [one.path for one in mailchimp.came] == ["/3.0/ping", "/3.0/"]
    authorization = mailchimp.came[0].headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(authorization).decode().partition(":")[2] == SECRET


def test_a_wrong_key_stops_the_connection(mailchimp: Mailchimp) -> None:
    other = Secret("f" * 32 + "-us1")
    with pytest.raises(KeyRefused, match="Enter another one in Connect; nothing is lost"):
        run(lambda http: connector.test(other, http))
    with pytest.raises(KeyRefused):
        leads.deliver(connector, CONNECTION, LEAD, other)
    assert mailchimp.audiences[AUDIENCE].members == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pk_0123456789abcdef",
        "0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdef-us",
        "0123456789abcdef0123456789abcdef-us1234",
        "0123456789abcdef0123456789abcdef-us1.evil.example/",
        "0123456789abcdef0123456789abcdef-us１",
        "0123456789abcdef0123456789abcdef-eu1",
        "0123456789ABCDEF0123456789ABCDEF-us1",
        "0123456789abcdef0123456789abcdef-us1\nx",
    ],
)
def test_what_is_no_key_goes_nowhere(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZDESIGNER_CRM_BASE_MAILCHIMP", raising=False)
    with pytest.raises(Refused, match="not an API key of Mailchimp") as raised:
        connector.check_secret(Secret(text))
    assert not text or text not in str(raised.value)
    with pytest.raises(Refused, match="not an API key of Mailchimp"):
        run(lambda http: connector.test(Secret(text), http))
    with pytest.raises(Refused, match="not an API key of Mailchimp"):
        leads.deliver(connector, CONNECTION, LEAD, Secret(text))


def test_every_audience_is_offered_page_after_page(mailchimp: Mailchimp) -> None:
    mailchimp.member("ada@example.com", "subscribed")
    for at in range(130):
        mailchimp.audiences[f"a{at}"] = Audience(f"Audience {at}", double_opt_in=at == 0)
    found = run(lambda http: connector.choices("list", KEY, http))
    assert found[:2] == (
        PickList(AUDIENCE, "Sleepers", "1 subscribed, single opt-in"),
        PickList("a0", "Audience 0", "0 subscribed, double opt-in"),
    )
    assert len(found) == 131
    assert [(one.query["count"], one.query["offset"]) for one in mailchimp.came] == [("100", "0"), ("100", "100")]


def lacking(wanted: Wanted = WANTED) -> tuple[Lacking, ...]:
    found = run(lambda http: connector.lacking(CONNECTION, wanted, KEY, http))
    assert all(isinstance(one, Lacking) for one in found)
    return tuple(one for one in found if isinstance(one, Lacking))


def test_missing_fields_are_made_and_then_filled(mailchimp: Mailchimp) -> None:
    mailchimp.knows_all_fields = False
    audience = mailchimp.audiences[AUDIENCE]
    audience.most_fields = 200
    audience.types |= {f"OWN{at}": "text" for at in range(110)}
    found = lacking()
    assert [one.name for one in found] == ["QGOAL", "QLINK", "QSCORE", "QDAY"]
    assert found[1].text == "The audience has no field QLINK (Link to the result)."
    for one in found:
        run(lambda http, one=one: connector.create(CONNECTION, one, KEY, http))  # type: ignore[misc]
    assert {name: audience.types[name] for name in ("QGOAL", "QLINK", "QSCORE", "QDAY")} == {
        "QGOAL": "text",
        "QLINK": "url",
        "QSCORE": "number",
        "QDAY": "date",
    }
    assert audience.names["QGOAL"] == "What is it that keeps you from sleeping as well a…"
    assert lacking() == ()
    # Made twice is made once.
    run(lambda http: connector.create(CONNECTION, found[0], KEY, http))

    parts = (FieldName("@result", off=True), FieldName("@products", off=True))
    assert deliver(replace(CONNECTION, fields=parts)) == ""
    person = mailchimp.person("ada@example.com")
    assert person is not None
    assert person.fields == {"QLINK": LEAD.link}


def test_fields_of_another_type_are_told(mailchimp: Mailchimp) -> None:
    audience = mailchimp.audiences[AUDIENCE]
    audience.types |= {"QGOAL": "number", "QLINK": "text", "QSCORE": "number", "QDAY": "birthday"}
    found = run(lambda http: connector.lacking(CONNECTION, WANTED, KEY, http))
    rest = "Give it another name here. Until then it may be left out."
    assert found == (
        Misfit("QGOAL", f"The field QGOAL is there as “number” and is to be “text”. {rest}"),
        Misfit("QDAY", f"The field QDAY is there as “birthday” and is to be “date”. {rest}"),
    )


def test_a_full_audience_is_explained(mailchimp: Mailchimp) -> None:
    audience = mailchimp.audiences[AUDIENCE]
    audience.types |= {f"OWN{at}": "text" for at in range(24)}
    found = lacking()
    with pytest.raises(Refused, match=r"^The audience has 29 fields; Mailchimp allows 30 in most plans") as raised:
        run(lambda http: connector.create(CONNECTION, found[0], KEY, http))
    assert "It said: You have reached the maximum" in str(raised.value)


def test_a_field_that_cannot_be_made_is_said_in_its_words(mailchimp: Mailchimp) -> None:
    wanted = Wanted((WantedField("lower", "Lower", "text"),), ())
    (found,) = lacking(wanted)
    with pytest.raises(Refused, match="It said: The merge field could not be validated"):
        run(lambda http: connector.create(CONNECTION, found, KEY, http))


def test_fields_need_an_audience() -> None:
    with pytest.raises(Refused, match="No audience is picked"):
        run(lambda http: connector.lacking(replace(CONNECTION, list_id=""), WANTED, KEY, http))
