"""What of a lead a service is told: values of the right type, its tags after a retake, and what a large lead loses."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.document import Connection, FieldName, Kind, Retake, Service, Tag
from quizdesigner.quiz.fields import Asked, Field
from quizdesigner.quiz.lead import Lead, LeadAnswer, LeadProduct
from quizdesigner.quiz.tags import same
from quizdesigner.sync.connectors.base import WantedField
from quizdesigner.sync.connectors.told import (
    Told,
    Value,
    as_text,
    event_name,
    fitted,
    short,
    tags,
    told,
    usual_notes,
    wanted,
)
from tests.quiz.projects import sleep_project
from tests.sync.leads import LEAD, PILLOW, connection, lead

ALL = tuple(FieldName(one) for one in ("bedtime", "trouble", "more", "@answers", "@score"))


def test_values_have_the_type_the_service_wants() -> None:
    assert told(connection(fields=ALL), LEAD).values == {
        "quiz_bedtime": "after midnight",
        "quiz_wakes": ("Noise", "Light"),
        "quiz_more": None,
        "quiz_products": ("SKU-1",),
        "quiz_result": "Deep sleep",
        "quiz_link": LEAD.link,
        "quiz_score": 3,
    }
    hubspot = told(connection(Service.HUBSPOT, fields=ALL), LEAD).values
    assert (hubspot["quiz_wakes"], hubspot["quiz_products"]) == ("Noise, Light", "SKU-1")
    assert hubspot["quiz_answers"] == "Bedtime? after midnight\nWhat wakes you? Noise, Light"
    shopify = told(connection(Service.SHOPIFY, fields=ALL), LEAD).values
    assert shopify["quiz.answers"] == {"bedtime": "after midnight", "wakes": "Noise, Light"}
    assert "quiz.tags" not in shopify


@pytest.mark.parametrize(("typed", "number"), [("4", 4), ("2.50", 2.5), ("-3", -3), ("4.0", 4), ("none", None)])
def test_numbers_are_numbers(typed: str, number: float | None) -> None:
    sent = lead(
        questions=(Asked("kg", "kg", "Weight?", "number"),),
        answers=(LeadAnswer("kg", "Weight?", "kg", Kind.NUMBER, (typed,), False),),
    )
    found = told(connection(), sent).values["quiz_kg"]
    assert found == number
    assert type(found) is type(number)


def test_what_is_left_out_or_clashes_is_not_told() -> None:
    found = told(connection(fields=(FieldName("bedtime", off=True), FieldName("trouble", "quiz_link"))), LEAD)
    assert "quiz_bedtime" not in found.values
    assert found.values["quiz_link"] == LEAD.link
    assert found.clashes == ("quiz_link",)
    assert usual_notes(connection(fields=(FieldName("trouble", "quiz_link"),)), LEAD)[0].startswith(
        "The field “quiz_link” is wanted twice."
    )


def test_the_event_is_called_as_its_author_wants_or_not_sent() -> None:
    assert event_name(connection()) == "Completed quiz"
    assert event_name(connection(fields=(FieldName("@event", "Took it"),))) == "Took it"
    assert event_name(connection(fields=(FieldName("@event", off=True),))) == ""
    assert event_name(connection(Service.SHOPIFY)) == ""


# -- tags

names = st.lists(
    st.sampled_from(["a", "A", "g:a", "g:b", "g: a", "h:a, b", "h:a b", "h:c; d"]), max_size=5, unique=True
)
retakes: st.SearchStrategy[Retake] = st.sampled_from(("replace", "accumulate", "by_group"))


@given(service=st.sampled_from(Service), retake=retakes, before=names, now=names, data=st.data())
def test_no_tag_is_taken_away_that_stays_under_the_same_spelling(
    service: Service, retake: Retake, before: list[str], now: list[str], data: st.DataObject
) -> None:
    unsure = data.draw(st.lists(st.sampled_from(before), unique=True)) if before else []
    to = connection(service, retake=retake)
    found = tags(to, lead(tags=tuple(now), tags_before=tuple(before), tags_unsure=tuple(unsure)))
    kept = [same(one) for one in found.tags]
    assert len(set(kept)) == len(kept)
    assert not {same(one) for one in found.removed} & set(kept)
    assert {same(one) for one in found.added} <= set(kept)
    if retake == "accumulate":
        assert found.removed == ()


def test_a_retake_in_the_services_spelling() -> None:
    sent = lead(tags=("skin:dry, sore", "goal:sleep"), tags_before=("skin:dry sore", "goal:energy"))
    found = tags(connection(Service.SHOPIFY), sent)
    assert found.tags == ("skin:dry sore", "goal:sleep")
    assert found.removed == ("goal:energy",)
    notes = usual_notes(connection(Service.SHOPIFY), sent)
    assert "The tag “skin:dry, sore” is sent as “skin:dry sore”, as the service takes it." in notes
    alike = lead(tags=("skin:dry, sore", "skin:dry sore"))
    assert usual_notes(connection(Service.SHOPIFY), alike)[-1] == (
        "The tags “skin:dry, sore” and “skin:dry sore” are one tag for this service."
    )


def test_a_phone_number_that_is_left_out_is_said() -> None:
    (note,) = usual_notes(connection(), lead(phone_left_out="0151 23"))
    assert note == "The phone number 0151 23 is none in international form and is left out."


def test_what_an_account_must_have_is_asked_over_all_quizzes() -> None:
    project = replace(sleep_project(), tags=(Tag("a", "goal:a; b"), Tag("b", "goal:a b"), Tag("c", "vip")))
    found = wanted(Connection("h", Service.HUBSPOT, fields=(FieldName("goal"),)), project)
    assert found.fields[0] == WantedField("quiz_tags", "Customer tags", "text", tags=True)
    assert [one.name for one in found.fields] == [
        "quiz_tags",
        "quiz_answers",
        "quiz_goal",
        "quiz_products",
        "quiz_result",
        "quiz_link",
    ]
    assert found.tags == ("goal:a b", "vip")
    plain = wanted(Connection("h", Service.HUBSPOT, tags_as_text=True), project)
    assert plain.fields[0] == WantedField("quiz_tags", "Customer tags", "long", tags=True)
    mailchimp = wanted(Connection("m", Service.MAILCHIMP), project)
    assert [one.name for one in mailchimp.fields] == ["QPRODUCTS", "QRESULT", "QLINK"]


# -- what a large lead loses


def large(texts: dict[str, str], products: int = 1) -> Lead:
    """A lead with these answers by key, in this order, and so many products."""
    return lead(
        questions=tuple(Asked(key, key, key, "text") for key in texts),
        answers=tuple(LeadAnswer(key, key, key, Kind.TEXT, (text,), False) for key, text in texts.items()),
        products=tuple(replace(PILLOW, sku=f"SKU-{number}") for number in range(products)),
    )


def size(found: Told) -> int:
    return len(msgspec.json.encode(found.values))


def test_a_lead_that_fits_loses_nothing() -> None:
    found = told(connection(), LEAD)
    assert fitted(found, size(found)) == (found, ())


def test_long_texts_are_cut_first_and_the_longest_of_them() -> None:
    found = told(connection(), large({"a": "a" * 400, "b": "b" * 900}))
    cut, notes = fitted(found, size(found) - 100)
    assert (cut.values["quiz_a"], len(str(cut.values["quiz_b"]))) == ("a" * 400, 250)
    assert notes == ("“quiz_b” was cut to 250 characters.",)


def test_then_all_answers_as_one_go_then_single_ones_from_the_last_then_products() -> None:
    keys = ("one", "two", "six")
    to = connection(Service.SHOPIFY, fields=tuple(FieldName(key) for key in keys))
    found = told(to, large({key: key[0] * 200 for key in keys}, products=9))
    without_all, notes = fitted(found, size(found) - 10)
    assert without_all.values["quiz.answers"] is None
    assert notes == ("“quiz.answers” was left out: the whole is too large for the service.",)
    without_last, notes = fitted(found, size(without_all) - 10)
    assert [without_last.values[f"quiz.{key}"] is None for key in keys] == [False, False, True]
    least, notes = fitted(found, 10)
    assert least.values["quiz.products"] == ("SKU-0", "SKU-1", "SKU-2")
    assert [note.split("”")[0].lstrip("“") for note in notes] == [
        "quiz.answers",
        "quiz.six",
        "quiz.two",
        "quiz.one",
        "quiz.products",
    ]
    assert least.values["quiz.result"] == "Deep sleep"


values: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.integers(), st.text(max_size=600), st.lists(st.text(max_size=9), max_size=8).map(tuple)
)


@given(
    given=st.lists(st.tuples(st.sampled_from(["q", "@products", "@answers", "@result"]), values), max_size=8),
    most=st.integers(2, 2_000),
)
def test_no_more_is_cut_than_is_needed_and_each_cut_is_said(given: list[tuple[str, Value]], most: int) -> None:
    pairs = tuple((Field(subject, f"f{at}", "", "text", ""), value) for at, (subject, value) in enumerate(given))
    found = Told(pairs, ())
    cut, notes = fitted(found, most)
    changed = [one.name for (one, before), (_, after) in zip(pairs, cut.fields, strict=True) if before != after]
    assert [one for one, _ in cut.fields] == [one for one, _ in pairs]
    assert {note.split("”")[0].lstrip("“") for note in notes} == set(changed)
    if size(found) <= most:
        assert notes == ()
    if size(cut) > most:
        for one, value in cut.fields:
            assert not (isinstance(value, str) and len(value) > 250)
            assert one.subject not in ("q", "@answers") or value is None
            assert not (one.subject == "@products" and isinstance(value, tuple) and len(value) > 3)


@given(text=st.text(max_size=30), most=st.integers(1, 30))
def test_a_text_that_is_cut_shows_it(text: str, most: int) -> None:
    cut, note = short("field", text, most)
    assert len(cut) <= most
    assert (cut == text) if len(text) <= most else cut.endswith("…")
    assert bool(note) is (cut != text)


def test_values_as_one_text() -> None:
    assert [as_text(one) for one in (None, "a", ("a", "b"), {"a": "b", "c": "d"}, 2, 2.5)] == [
        "",
        "a",
        "a, b",
        "a: b\nc: d",
        "2",
        "2.5",
    ]
    assert as_text(("a", "b"), ";") == "a;b"


def test_what_is_told_of_a_lead_without_products_or_result() -> None:
    none: tuple[LeadProduct, ...] = ()
    found = told(connection(), lead(products=none, result="", link="", score=None)).values
    assert (found["quiz_products"], found["quiz_result"], found["quiz_link"]) == ((), None, None)
