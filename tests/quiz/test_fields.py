"""The fields a connection sends: names a service takes, none twice, the same after every rename and move."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Connection, FieldName, Kind, Project, Question, Quiz, Service
from quizdesigner.quiz.fields import (
    ANSWERS,
    EVENT,
    LINK,
    PARTS,
    PRODUCTS,
    RESULT,
    SCORE,
    STYLES,
    TAGS,
    Asked,
    Field,
    FieldKind,
    asked,
    fields,
    on_by_default,
    tag_field,
)
from tests.quiz.projects import sleep_project

Q = "sleep"
SERVICES = st.sampled_from(Service)

LEGAL = {
    # Property names (developers.hubspot.com, properties), merge tags (Mailchimp, "merge-fields"), metafields
    # (shopify.dev, metafieldsSet), custom properties (Omnisend, "Contacts API").
    Service.HUBSPOT: re.compile(r"[a-z][a-z0-9_]{0,99}"),
    Service.MAILCHIMP: re.compile(r"[A-Z][A-Z0-9_]{0,9}"),
    Service.OMNISEND: re.compile(r"[A-Za-z0-9_]{1,128}"),
    Service.SHOPIFY: re.compile(r"[A-Za-z0-9_-]{3,255}\.[A-Za-z0-9_-]{2,64}"),
}
ANY = re.compile(r"\S(.*\S)?")

keys = st.from_regex("[a-z0-9_]{1,40}", fullmatch=True)
typed = st.text(max_size=60) | keys
kinds: st.SearchStrategy[FieldKind] = st.sampled_from(("text", "long", "list", "number", "date"))


@st.composite
def questions(draw: st.DrawFn) -> list[Asked]:
    """Questions with keys of their own, as a quiz has them."""
    names = draw(st.lists(keys, unique=True, max_size=6))
    return [Asked(f"q{place}", name, draw(st.text(max_size=20)), draw(kinds)) for place, name in enumerate(names)]


@st.composite
def connections(draw: st.DrawFn) -> Connection:
    """A connection whose author named fields, left some out and took others in."""
    subjects = st.sampled_from([f"q{place}" for place in range(6)] + [TAGS, ANSWERS, PRODUCTS, RESULT, LINK, SCORE])
    decided = draw(st.dictionaries(subjects, st.tuples(typed, st.booleans()), max_size=6))
    return Connection(
        "c",
        draw(SERVICES),
        tag_field=draw(typed),
        fields=tuple(FieldName(subject, name, off) for subject, (name, off) in decided.items()),
    )


@given(connection=connections(), questions=questions())
def test_names_are_as_the_service_takes_them_and_none_is_sent_twice(
    connection: Connection, questions: list[Asked]
) -> None:
    found = [one for one in fields(connection, questions) if one.kind != "event" and not one.fixed]
    legal = LEGAL.get(connection.service, ANY)
    assert all(legal.fullmatch(one.name) for one in found), found
    sent = [one.name.casefold() for one in found if one.sent]
    assert len(sent) == len(set(sent))
    assert not {one.casefold() for one in STYLES[connection.service].taken} & set(sent)
    for one in found:
        if one.clash:
            assert one.name.casefold() in {*sent, *(name.casefold() for name in STYLES[connection.service].taken)}
            assert not one.off


@given(connection=connections(), questions=questions(), random=st.randoms(use_true_random=False))
def test_a_name_depends_on_neither_title_nor_order(
    connection: Connection, questions: list[Asked], random: object
) -> None:
    before = {one.subject: one.name for one in fields(connection, questions)}
    moved = [replace(one, title=f"Now {one.title}") for one in questions]
    random.shuffle(moved)  # type: ignore[attr-defined]
    assert {one.subject: one.name for one in fields(connection, moved)} == before


@given(service=SERVICES, name=typed)
def test_an_event_has_a_name_its_service_takes(service: Service, name: str) -> None:
    found = [
        one for one in fields(Connection("c", service, fields=(FieldName(EVENT, name),)), ()) if one.subject == EVENT
    ]
    legal = re.compile("[a-z0-9_]{2,30}") if service is Service.MAILCHIMP else ANY
    assert all(legal.fullmatch(one.name) and one.sent for one in found)
    assert bool(found) is (service in (Service.KLAVIYO, Service.MAILCHIMP, Service.OMNISEND))


def of(connection: Connection, project: Project | None = None) -> dict[str, Field]:
    """The fields of the sleep finder by subject."""
    return {one.subject: one for one in fields(connection, asked((project or sleep_project()).quizzes[0]))}


def test_publishing_pins_the_names_through_a_rename_and_a_move() -> None:
    made = edits.pin_keys(sleep_project(), Q)
    later = edits.change_question(made, Q, "goal", title="What else?")
    later = edits.move_question(later, Q, "avoid", 1)
    for service in Service:
        connection = Connection("c", service)
        names = {subject: one.name for subject, one in of(connection, made).items()}
        assert {subject: one.name for subject, one in of(connection, later).items()} == names
        assert of(connection, later)["goal"].label == "What else?"


@pytest.mark.parametrize(
    ("service", "name", "sent"),
    [
        (Service.KLAVIYO, "quiz_avoid", True),
        (Service.HUBSPOT, "quiz_avoid", False),
        (Service.MAILCHIMP, "QAVOID", False),
        (Service.OMNISEND, "quiz_avoid", True),
        (Service.SHOPIFY, "quiz.avoid", False),
        (Service.ZAPIER, "quiz_avoid", True),
        (Service.WEBHOOK, "quiz_avoid", True),
    ],
)
def test_the_usual_name_of_an_answer_and_whether_it_is_sent_unasked(service: Service, name: str, sent: bool) -> None:
    found = of(Connection("c", service))["avoid"]
    assert (found.name, found.sent) == (name, sent)
    assert on_by_default(service, "avoid") is sent
    wanted = of(Connection("c", service, fields=(FieldName("avoid"),)))["avoid"]
    assert (wanted.name, wanted.sent) == (name, True)


@pytest.mark.parametrize(
    ("service", "typed", "name"),
    [
        (Service.KLAVIYO, "  What  you avoid ", "What you avoid"),
        (Service.HUBSPOT, "Was meidest Du? Öl", "was_meidest_du_ol"),
        (Service.HUBSPOT, "2nd thing", "q_2nd_thing"),
        (Service.HUBSPOT, "???", "quiz_avoid"),
        (Service.MAILCHIMP, "What you avoid", "WHATYOUAVO"),
        (Service.MAILCHIMP, "2nd", "Q2ND"),
        (Service.SHOPIFY, "avoids", "quiz.avoids"),
        (Service.SHOPIFY, "sleep.avoid.most", "sleep.avoid_most"),
        (Service.SHOPIFY, "x.avoid", "quiz.avoid"),
        (Service.OMNISEND, "Avoids", "Avoids"),
    ],
)
def test_a_typed_name_is_spelled_as_the_service_allows(service: Service, typed: str, name: str) -> None:
    found = of(Connection("c", service, fields=(FieldName("avoid", typed),)))["avoid"]
    assert (found.name, found.usual != "") == (name, True)


def test_a_long_key_in_mailchimp_is_told_from_others_that_begin_alike() -> None:
    alike = [Asked(f"q{number}", f"what_wakes_you_{number}", "", "text") for number in range(20)]
    names = [one.name for one in fields(Connection("c", Service.MAILCHIMP), alike) if one.subject.startswith("q")]
    assert len(set(names)) == 20
    assert all(re.fullmatch("QWHATWA[0-9A-F]{3}", name) for name in names)


def test_a_name_wanted_twice_is_given_to_the_first_and_said_of_the_other() -> None:
    both = (FieldName("goal", "Wish"), FieldName("avoid", "wish"))
    found = of(Connection("c", Service.KLAVIYO, fields=both))
    assert (found["goal"].sent, found["avoid"].clash, found["avoid"].sent) == (True, True, False)
    # The service's own come first, whatever an author calls an answer.
    found = of(Connection("c", Service.KLAVIYO, fields=(FieldName("goal", "QUIZ_TAGS"),)))
    assert (found[TAGS].sent, found["goal"].clash) == (True, True)
    # One that is left out needs no name.
    found = of(
        Connection("c", Service.KLAVIYO, fields=(FieldName("goal", "Wish", off=True), FieldName("avoid", "wish")))
    )
    assert (found["goal"].off, found["avoid"].sent) == (True, True)


def test_names_of_the_service_itself_are_not_taken_from_it() -> None:
    for service, name in (
        (Service.HUBSPOT, "firstname"),
        (Service.MAILCHIMP, "Phone"),
        (Service.ZAPIER, "email"),
    ):
        assert of(Connection("c", service, fields=(FieldName("goal", name),)))["goal"].clash


def test_tags_have_a_property_where_the_service_has_none_of_its_own() -> None:
    assert {service: tag_field(Connection("c", service, tag_field="My Tags")) for service in Service} == {
        Service.KLAVIYO: "My Tags",
        Service.HUBSPOT: "my_tags",
        **dict.fromkeys((Service.MAILCHIMP, Service.OMNISEND, Service.SHOPIFY, Service.ZAPIER, Service.WEBHOOK), ""),
    }
    assert tag_field(Connection("c", Service.KLAVIYO, tag_field="")) == "quiz_tags"


def test_what_is_fixed_cannot_be_renamed_or_left_out() -> None:
    for service, parts in PARTS.items():
        for part in (one for one in parts if one.fixed):
            found = of(Connection("c", service, fields=(FieldName(part.subject, "own", off=True),)))[part.subject]
            assert (found.name, found.sent) == (part.usual, True)


def test_the_score_is_sent_once_it_is_wanted() -> None:
    made = sleep_project()
    assert not of(made.connections[0])[SCORE].sent
    wanted = edits.name_field(made, "k1", SCORE, "", off=False)
    assert of(wanted.connections[0])[SCORE].sent
    assert edits.name_field(wanted, "k1", SCORE, "", off=True) == made


def test_contact_and_consent_are_no_fields_and_every_kind_has_its_own() -> None:
    asks = (
        Question("one", Kind.SINGLE, "One?", choices=(Choice("a"),)),
        Question("some", Kind.MULTIPLE, "Some?", choices=(Choice("a"),)),
        Question("pictures", Kind.PICTURE, "Which?", several=True),
        Question("stars", Kind.RATING, "How good?"),
        Question("day", Kind.DATE, "When?"),
        Question("more", Kind.LONG_TEXT, "More, {one|you}?"),
        Question("hello", Kind.WELCOME, "Hello"),
        *(Question(kind.value, kind, "Who?") for kind in (Kind.NAME, Kind.EMAIL, Kind.PHONE, Kind.CONSENT)),
    )
    assert [(one.question, one.title, one.kind) for one in asked(Quiz("q", "Q", asks))] == [
        ("one", "One?", "text"),
        ("some", "Some?", "list"),
        ("pictures", "Which?", "list"),
        ("stars", "How good?", "number"),
        ("day", "When?", "date"),
        ("more", "More, you?", "long"),
    ]


def test_every_service_has_a_style_and_parts() -> None:
    assert set(STYLES) == set(PARTS) == set(Service)


@pytest.mark.parametrize("service", list(Service))
@pytest.mark.parametrize("key", ["name", "id", "result", "tags", "products", "link", "score", "answers", "email"])
def test_an_answer_has_a_name_of_its_own_whatever_is_asked(service: Service, key: str) -> None:
    wanted = Connection("c", service, fields=(FieldName("q"), FieldName("@score")))
    found = fields(wanted, [Asked("q", key, "What is it?", "text")])
    assert all(one.sent for one in found if one.subject == "q")


@pytest.mark.parametrize(
    ("service", "typed", "name"),
    [
        (Service.KLAVIYO, "$consent", "consent"),
        (Service.KLAVIYO, " $$email", "email"),
        (Service.HUBSPOT, "hs_email_optout", "quiz_hs_email_optout"),
    ],
)
def test_what_a_service_keeps_for_itself_cannot_be_filled(service: Service, typed: str, name: str) -> None:
    own = Connection("c", service, fields=(FieldName("q", typed),), tag_field=typed)
    found = {one.subject: one.name for one in fields(own, [Asked("q", "goal", "Goal?", "text")])}
    assert found["q"] == found["@tags"] == name
