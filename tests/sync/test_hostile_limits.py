"""Services and leads without measure: endless pages, thousands of errors, ids that are paths, names of any length."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, FieldName
from quizdesigner.quiz.document import Kind as Asks
from quizdesigner.quiz.document import Service as Kind
from quizdesigner.quiz.fields import Asked
from quizdesigner.quiz.lead import LeadAnswer
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import CONNECTORS, hubspot, klaviyo, mailchimp_calls
from quizdesigner.sync.connectors.base import Account, PickList
from quizdesigner.sync.secrets import Secret
from tests.standins.service import Answer, Came, Service
from tests.standins.seven import STANDINS
from tests.sync.leads import LEAD, PILLOW, deliver, lead, run

LISTING = [Kind.KLAVIYO, Kind.MAILCHIMP, Kind.HUBSPOT]
TELLING = [one for one in Kind if one not in (Kind.ZAPIER, Kind.WEBHOOK)]
"""Services that say what is wrong."""

WRONG: dict[Kind, dict[str, Any]] = {
    Kind.KLAVIYO: {"detail": "Bad.", "source": {"pointer": "/data/attributes/first_name"}},
    Kind.HUBSPOT: {"message": "Bad.", "name": "firstname"},
    Kind.MAILCHIMP: {"message": "Bad.", "field": "FNAME"},
    Kind.OMNISEND: {"message": "Bad.", "field": "firstName"},
    Kind.SHOPIFY: {"message": "Bad.", "field": ["input", "firstName"]},
}
"""An error about the first name."""


def picked(kind: Kind) -> tuple[PickList, ...]:
    return run(lambda http: CONNECTORS[kind].choices("list", Secret(STANDINS[kind].secret), http))


def page(kind: Kind, number: int, base: str, id: str = "") -> Any:
    """A page of a list that never ends."""
    id = id or f"L{number}"
    match kind:
        case Kind.KLAVIYO:
            items = [{"id": id, "attributes": {"name": "A" * 5_000}}]
            return {"data": items, "links": {"next": f"{base}/api/lists?page[cursor]={number}"}}
        case Kind.MAILCHIMP:
            return {"lists": [{"id": id, "name": "A" * 5_000}], "total_items": 10**15}
        case _:
            items = [{"listId": id, "name": "A" * 5_000, "objectTypeId": "0-1"}]
            return {"lists": items, "hasMore": True, "offset": number + 1}


@pytest.mark.parametrize("kind", LISTING)
def test_a_list_without_end_ends_and_says_that_there_is_more(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (klaviyo, mailchimp_calls, hubspot):
        monkeypatch.setattr(module, "MAX_PAGES", 20)
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        service.answer = lambda came: Answer(200, page(kind, len(service.came), service.url))  # type: ignore[method-assign]
        found = picked(kind)
        assert [one.id for one in found] == [f"L{number}" for number in range(1, 21)]
        assert len(service.came) == 20
    assert [one.id for one in found if "further ones are not shown" in one.note] == ["L20"]
    assert {one.name for one in found} == {"A" * 200}


@pytest.mark.parametrize("kind", LISTING)
def test_the_same_page_is_not_read_again_and_again(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        service.answer = lambda came: Answer(200, page(kind, 1, service.url))  # type: ignore[method-assign]
        with pytest.raises(Refused, match="the same page of lists twice"):
            picked(kind)
        assert len(service.came) == 2


@pytest.mark.parametrize("id", ["", ".", "..", "x" * 201])
@pytest.mark.parametrize("kind", LISTING)
def test_an_id_that_cannot_be_used_is_not_offered(kind: Kind, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        whole = page(kind, 1, service.url, "good")
        for key in ("data", "lists"):
            if key in whole:
                whole[key] += page(kind, 1, service.url)[key]
                whole[key][1]["listId" if kind is Kind.HUBSPOT else "id"] = id
        whole |= {"links": {}, "hasMore": False, "total_items": 2}
        service.answer = lambda came: Answer(200, whole)  # type: ignore[method-assign]
        assert [one.id for one in picked(kind)] == ["good"]


@pytest.mark.parametrize("id", [".", ".."])
@pytest.mark.parametrize("kind", [Kind.MAILCHIMP, Kind.HUBSPOT])
def test_an_id_never_leads_to_another_path(kind: Kind, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    to = replace(STANDINS[kind].connection, list_id=id)
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        with pytest.raises(Refused, match="Pick again"):
            deliver(CONNECTORS[kind], to, LEAD, Secret(STANDINS[kind].secret))
        assert service.came == []


def wrong(kind: Kind, at: int) -> Answer:
    """Forty thousand errors about nothing that was sent, but for the one at this place."""
    nothing = {"message": "x"}
    errors = [WRONG[kind] if one == at else nothing for one in range(40_000)]
    if kind is Kind.SHOPIFY:
        return Answer(200, {"data": {"customerSet": {"userErrors": errors}}})
    return Answer(400, {"errors": errors})


def refusing(service: Service, answer: Answer) -> None:
    """Let the first write be answered so; the others are answered truly."""
    honest, left = service.answer, [answer]

    def instead(came: Came) -> Answer:
        query = came.body.get("query", "mutation") if isinstance(came.body, dict) else ""
        return left.pop() if left and came.method != "GET" and query.startswith("mutation") else honest(came)

    service.answer = instead  # type: ignore[method-assign]


@pytest.mark.parametrize("kind", TELLING)
def test_a_hundred_errors_are_looked_at_and_no_more(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each against each of five hundred fields; the others would take the time of all other deliveries."""
    asked = range(500)
    made = lead(
        answers=tuple(LeadAnswer(f"q{at}", "Q?", f"k{at}", Asks.LONG_TEXT, ("x" * 50,), False) for at in asked),
        questions=tuple(Asked(f"q{at}", f"k{at}", "Q?", "long") for at in asked),
    )
    to = replace(STANDINS[kind].connection, fields=tuple(FieldName(f"q{at}") for at in asked))
    connector, secret = CONNECTORS[kind], Secret(STANDINS[kind].secret)
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        refusing(service, wrong(kind, 99))
        assert "was left out, since" in deliver(connector, to, made, secret).note
        refusing(service, wrong(kind, 100))
        with pytest.raises(Refused):
            deliver(connector, to, made, secret)


@pytest.mark.parametrize("place", ["²", "9" * 5_000, "99999"])
def test_a_place_that_is_no_number_is_none(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(400, {"title": "Invalid Resource", "errors": [{"field": f"tags.{place}", "message": "Bad."}]})
    with STANDINS[Kind.MAILCHIMP].make() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_MAILCHIMP", service.url)
        honest = service.answer
        service.answer = lambda came: answer if came.path.endswith("/tags") else honest(came)  # type: ignore[method-assign]
        with pytest.raises(Refused, match="Everything else arrived"):
            deliver(
                CONNECTORS[Kind.MAILCHIMP],
                STANDINS[Kind.MAILCHIMP].connection,
                LEAD,
                Secret(STANDINS[Kind.MAILCHIMP].secret),
            )


def test_a_profile_of_klaviyo_has_room_for_all_tags() -> None:
    asked, to = range(30), STANDINS[Kind.KLAVIYO].connection
    made = lead(
        contact=Contact("ada@example.com", "Ada", "+4915112345678"),
        tags=tuple(f"{at:03}{'🧴' * 97}" for at in range(200)),
        answers=tuple(LeadAnswer(f"q{at}", "Q?", f"k{at}", Asks.LONG_TEXT, ("x" * 5_000,), False) for at in asked),
        questions=tuple(Asked(f"q{at}", f"k{at}", "Q?", "long") for at in asked),
    )
    profile = klaviyo.requests(to, made)[0]
    assert profile.body["data"]["meta"]["patch_properties"]["append"]["quiz_tags"] == list(made.tags)
    assert 90_000 < len(profile.content) <= 100_000


def test_an_event_of_klaviyo_may_be_larger_than_a_profile() -> None:
    made = lead(products=tuple(replace(PILLOW, id=f"p{at}", title="T" * 900) for at in range(150)))
    *_, event = klaviyo.requests(STANDINS[Kind.KLAVIYO].connection, made)
    assert len(event.content) > 100_000
    assert klaviyo.notes(STANDINS[Kind.KLAVIYO].connection, made) == ()


def test_a_name_of_any_length_has_room_in_the_document() -> None:
    account, found = Account("A" * 5_000, "Note"), PickList("7", "B" * 5_000)
    made = Connection("c", Kind.KLAVIYO, account=account.name, list_id=found.id, list_name=found.name)
    assert msgspec.json.decode(msgspec.json.encode(made), type=Connection) == made
    assert (account.name, account.note, found.name) == ("A" * 200, "Note", "B" * 200)
