"""HubSpot: the account, what there is to pick, and making what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.sync.connectors import hubspot as connector
from quizdesigner.sync.connectors.base import Account, KeyRefused, Lacking, Misfit, PickList, Wanted, WantedField
from quizdesigner.sync.secrets import Secret
from tests.standins.hubspot import CONNECTION, SECRET, ContactList, HubSpot
from tests.standins.hubspot_properties import option
from tests.standins.service import Answer
from tests.sync.leads import LEAD, deliver, run

KEY = Secret(SECRET)
WANTED = Wanted(
    (
        WantedField("quiz_tags", "Customer tags", "text", tags=True),
        WantedField("quiz_answers", "All answers", "long"),
        WantedField("quiz_result", "Results page", "text"),
        WantedField("quiz_products", "Recommended products", "text"),
        WantedField("quiz_link", "Link to the result", "text"),
        WantedField("quiz_age", "How old are you?", "number"),
        WantedField("quiz_born", "When were you born?", "date"),
    ),
    ("goal:sleep", "age:30s"),
)


@pytest.fixture
def hubspot(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubSpot]:
    with HubSpot() as service:
        service.knows_all_fields = False
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_HUBSPOT", service.url)
        yield service
        assert service.violations == []


def lacking(wanted: Wanted = WANTED, to: Connection = CONNECTION) -> tuple[Lacking, ...]:
    found = run(lambda http: connector.lacking(to, wanted, KEY, http))
    return tuple(one for one in found if isinstance(one, Lacking))


def misfits(wanted: Wanted = WANTED) -> list[Misfit]:
    found = run(lambda http: connector.lacking(CONNECTION, wanted, KEY, http))
    return [one for one in found if isinstance(one, Misfit)]


def create(one: Lacking) -> None:
    run(lambda http: connector.create(CONNECTION, one, KEY, http))


def choices(picker: str) -> tuple[PickList, ...]:
    return run(lambda http: connector.choices(picker, KEY, http))


def test_the_account_shows_its_number_and_where_it_is(hubspot: HubSpot) -> None:
    assert run(lambda http: connector.test(KEY, http)) == Account("Account 4711 (app-eu1.hubspot.com)")
    assert hubspot.came[1].path == "/crm/properties/2026-03/contacts/email"


def test_a_key_that_may_not_see_contacts_does_not_pass_the_test(hubspot: HubSpot) -> None:
    hubspot.scopes.remove("crm.schemas.contacts.read")
    with pytest.raises(KeyRefused, match=r"scopes: crm\.schemas\.contacts\.read\."):
        run(lambda http: connector.test(KEY, http))
    with pytest.raises(KeyRefused, match="does not know this key"):
        run(lambda http: connector.test(Secret("pat-eu1-00000000-0000-0000"), http))


def test_every_page_of_static_lists_of_contacts(hubspot: HubSpot) -> None:
    for number in range(120):
        hubspot.lists[f"L{number}"] = ContactList(f"List {number}", ("MANUAL", "SNAPSHOT")[number % 2])
    hubspot.lists["C"] = ContactList("Companies", of="0-2")
    hubspot.lists["7"].members = {"101"}
    found = choices("list")
    assert [one.name for one in found] == ["Newsletter", *(f"List {number}" for number in range(120))]
    assert found[:2] == (PickList("7", "Newsletter", "1 contact"), PickList("L0", "List 0", "0 contacts"))
    assert [one.body["offset"] for one in hubspot.came] == [0, 50, 100]


def test_a_search_that_never_ends_is_ended(hubspot: HubSpot) -> None:
    hubspot.instead = lambda came: Answer(200, {"lists": [{"listId": 5}], "hasMore": True, "offset": 50})
    with pytest.raises(Refused, match="the same page of lists twice"):
        choices("list")
    assert len(hubspot.came) == 2


def test_kinds_of_email_to_agree_to(hubspot: HubSpot) -> None:
    hubspot.kinds["7002"] = {"name": "Product news", "purpose": "Marketing", "communicationMethod": "Email"}
    hubspot.kinds["7003"] = {"name": "Given up", "isActive": False}
    hubspot.kinds["7004"] = {"name": "Texts", "communicationMethod": "SMS"}
    assert choices("subscription") == (
        PickList("7001", "Marketing information"),
        PickList("7002", "Product news", "Marketing"),
    )


@pytest.mark.parametrize("body", [None, "text", [], {"lists": 5, "results": {}, "portalId": "x"}])
def test_answers_out_of_form_are_refused(hubspot: HubSpot, body: Any) -> None:
    hubspot.instead = lambda came: Answer(200, body)
    for picker in ("list", "subscription"):
        with pytest.raises(Refused, match="HubSpot answered something that is not"):
            choices(picker)
    with pytest.raises(Refused, match="HubSpot answered something that is not"):
        run(lambda http: connector.test(KEY, http))


def test_what_is_missing_is_made_in_order_and_then_a_lead_arrives_whole(hubspot: HubSpot) -> None:
    found = lacking()
    assert [one.name for one in found] == ["quiz_designer", *(one.name for one in WANTED.fields)]
    assert found[0].text == "The group “Quiz Designer” for the properties is missing."
    assert found[1].text == "The property “quiz_tags” is missing: “Customer tags”, checkboxes, 2 tags."
    assert SECRET not in repr(found)
    for one in found:
        create(one)
    made = {name: (one.group, one.type, one.form) for name, one in hubspot.properties.all.items() if "quiz" in name}
    assert made == {
        "quiz_tags": ("quiz_designer", "enumeration", "checkbox"),
        "quiz_answers": ("quiz_designer", "string", "textarea"),
        "quiz_result": ("quiz_designer", "string", "text"),
        "quiz_products": ("quiz_designer", "string", "text"),
        "quiz_link": ("quiz_designer", "string", "text"),
        "quiz_age": ("quiz_designer", "number", "number"),
        "quiz_born": ("quiz_designer", "date", "date"),
    }
    assert hubspot.properties.all["quiz_tags"].options == [option("goal:sleep"), option("age:30s", at=1)]
    assert lacking() == ()
    for one in found:
        create(one)
    assert deliver(connector, CONNECTION, LEAD, KEY).note == ""


def test_tags_as_text_need_no_options(hubspot: HubSpot) -> None:
    as_text = Wanted((WantedField("quiz_tags", "Customer tags", "long", tags=True),), ("goal:sleep",))
    found = lacking(as_text, msgspec.structs.replace(CONNECTION, tags_as_text=True))
    assert [one.request.body.get("fieldType") for one in found] == [None, "textarea"]
    for one in found:
        create(one)
    assert hubspot.properties.all["quiz_tags"].options == []
    assert lacking(as_text) == ()


def test_properties_of_another_type_are_told(hubspot: HubSpot) -> None:
    hubspot.properties.put("quiz_tags", "enumeration", "select", "goal:sleep")
    hubspot.properties.put("quiz_answers", "number", "number")
    hubspot.properties.put("quiz_age", "string", "text")
    hubspot.properties.put("quiz_born", "number", "number")
    assert [one.name for one in lacking()] == ["quiz_designer", "quiz_result", "quiz_products", "quiz_link"]
    assert [one.name for one in misfits()] == ["quiz_tags", "quiz_answers", "quiz_born"]
    assert misfits()[0].text == (
        "The property “quiz_tags” is there as “select” and is to be checkboxes. Give the field another name here, or"
        " change it in HubSpot. Until then it may be left out."
    )


def test_a_checkbox_property_without_tags_to_hold_is_not_made(hubspot: HubSpot) -> None:
    assert lacking(Wanted(WANTED.fields[:1], ())) == ()
    hubspot.properties.put("quiz_tags", "enumeration", "checkbox")
    assert lacking(Wanted(WANTED.fields[:1], ())) == ()


def test_tags_are_added_to_the_options_there_are(hubspot: HubSpot) -> None:
    made = hubspot.properties.put("quiz_tags", "enumeration", "checkbox")
    made.options = [{**option("vip", hidden=True), "description": "Ours", "label": "Very important"}]
    (found,) = lacking(Wanted(WANTED.fields[:1], WANTED.tags))
    assert found.text == "The property “quiz_tags” does not know “goal:sleep”, “age:30s”."
    assert (found.request.method, found.request.url) == ("PATCH", "/crm/properties/2026-03/contacts/quiz_tags")
    # Somebody adds one before the author presses the button.
    made.options.append(option("age:30s", at=9))
    create(found)
    assert [(one["value"], one["hidden"]) for one in made.options] == [
        ("vip", True),
        ("age:30s", False),
        ("goal:sleep", False),
    ]
    assert made.options[0]["description"] == "Ours"
    patched = sum(one.method == "PATCH" for one in hubspot.came)
    create(found)
    assert sum(one.method == "PATCH" for one in hubspot.came) == patched
    del hubspot.properties.all["quiz_tags"]
    with pytest.raises(Refused, match="no longer has the property “quiz_tags”"):
        create(found)


def test_a_group_that_is_there_or_not_needed_is_not_made(hubspot: HubSpot) -> None:
    hubspot.properties.groups["quiz_designer"] = "Quiz Designer"
    assert [one.name for one in lacking(Wanted(WANTED.fields[2:3], ()))] == ["quiz_result"]
    del hubspot.properties.groups["quiz_designer"]
    hubspot.properties.put("quiz_result")
    assert lacking(Wanted(WANTED.fields[2:3], ())) == ()


def test_set_up_without_the_right_to_is_said(hubspot: HubSpot) -> None:
    found = lacking()
    hubspot.scopes.remove("crm.schemas.contacts.write")
    with pytest.raises(KeyRefused, match=r"crm\.schemas\.contacts\.write"):
        create(found[0])


@pytest.mark.parametrize("body", [None, "text", 5, []])
def test_a_property_out_of_form_is_refused(hubspot: HubSpot, body: Any) -> None:
    hubspot.instead = lambda came: Answer(200, body)
    with pytest.raises(Refused, match="not a property"):
        lacking()


def test_options_out_of_form_are_passed_over(hubspot: HubSpot) -> None:
    odd: list[Any] = [None, {"label": "x"}, 5, {"value": []}, {"value": 1}]
    hubspot.instead = lambda came: Answer(200, {"type": "enumeration", "options": odd})
    (found,) = lacking(Wanted(WANTED.fields[:1], ("goal:sleep",)))
    assert found.request.body == {"options": [option("goal:sleep")]}
