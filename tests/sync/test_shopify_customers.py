"""Shopify customers: what arrives there, what a retake changes, and what is agreed to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, FieldName, Kind, Retake
from quizdesigner.quiz.fields import Asked
from quizdesigner.quiz.lead import Lead, LeadAnswer, LeadConsent
from quizdesigner.quiz.play import Contact
from quizdesigner.quiz.retake import after
from quizdesigner.sync.connectors import shopify as connector
from quizdesigner.sync.connectors.base import Connector, Delivered, KeyRefused, joined
from quizdesigner.sync.secrets import Secret
from tests.standins.shopify_customers import APP, CONNECTION, SECRET, TOKEN, ShopifyCustomers
from tests.standins.shopify_mutations import Consent, Customer, Customers
from tests.sync.leads import LEAD, deliver, lead, run

PHONE = "+4915112345678"
AT = "2026-11-21T10:00:00Z"
TICKED = LeadConsent(True, "Send me tips", AT)
CALLED = lead(contact=Contact("ada@example.com", "Ada", PHONE), sms_consent=TICKED)
SHOPIFY: Connector = connector


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopifyCustomers]:
    with ShopifyCustomers() as made:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_SHOPIFY", made.url)
        yield made
        assert made.violations == [], "everything that is sent is as Shopify's own schema wants it"


def send(sent: Lead = LEAD, to: Connection = CONNECTION) -> Delivered:
    return deliver(SHOPIFY, to, sent, Secret(SECRET))


def ada(shop: ShopifyCustomers) -> Customer:
    return shop.customers.all["ada@example.com"]


def mutations(shop: ShopifyCustomers) -> list[str]:
    return [name for name in shop.done if name in shop.customers.mutations]


def named(*fields: FieldName) -> Connection:
    return Connection(id="shopify", service=CONNECTION.service, fields=fields)


def test_a_lead_arrives_as_customer_tags_consents_and_metafields(shop: ShopifyCustomers) -> None:
    assert send(CALLED) == Delivered("")
    person = shop.person("ada@example.com")
    assert person is not None
    assert (person.first_name, person.phone, person.tags) == ("Ada", PHONE, ["goal:sleep", "age:30s"])
    assert (person.email_consent, person.sms_consent) == (True, True)
    assert person.fields == {
        "quiz.answers": {"bedtime": "after midnight", "wakes": "Noise, Light"},
        "quiz.products": ["SKU-1"],
        "quiz.result": "Deep sleep",
        "quiz.link": "https://quiz.example/q/sleep/results/0190f6b2",
    }
    assert mutations(shop) == [
        "customerSet",
        "tagsAdd",
        "customerEmailMarketingConsentUpdate",
        "customerSmsMarketingConsentUpdate",
        "metafieldsSet",
    ]


def test_the_dry_run_is_what_is_sent(shop: ShopifyCustomers) -> None:
    typed = LeadAnswer("bedtime", "Bedtime?", "bedtime", Kind.SINGLE, ("‹customer id›",), False)
    sent = lead(answers=(typed,), tags_before=("old",), consent=TICKED, link="")
    to = named(FieldName("bedtime"))
    shown = SHOPIFY.requests(to, sent)
    assert [one.key for one in shown] == ["contact", "tags", "consent_email", "fields", "clear"]
    assert [one.key for one in shown if one.tags] == ["tags"]
    assert len({one.key for one in shown}) == len(shown)

    send(sent, to)

    came = [one for one in shop.came if b"query Find" not in one.raw]
    assert [one.path for one in came] == [one.url for one in shown]
    for one, request in zip(came, shown, strict=True):
        assert request.headers.items() <= {"Content-Type": one.headers["content-type"]}.items()
        filled = re.sub(
            r'"(id|customerId|ownerId)":"‹customer id›"', rf'"\1":"{ada(shop).id}"', request.content.decode()
        )
        assert one.raw.decode() == filled
    assert ada(shop).metafields["quiz.bedtime"] == ("single_line_text_field", "‹customer id›")
    assert TOKEN not in repr(shown)


def test_what_the_shop_keeps_of_a_customer_stays(shop: ShopifyCustomers) -> None:
    shop.put_person("Ada@example.com", "VIP", "wholesale")
    ada(shop).addresses = ["Main street 1"]
    ada(shop).metafields["custom.size"] = ("single_line_text_field", "M")
    ada(shop).phone = "+4915100000000"
    send(lead(contact=Contact("ada@example.com")))
    assert ada(shop).tags == ["VIP", "wholesale", "goal:sleep", "age:30s"]
    assert (ada(shop).addresses, ada(shop).phone) == (["Main street 1"], "+4915100000000")
    assert ada(shop).metafields["custom.size"] == ("single_line_text_field", "M")


@pytest.mark.parametrize(
    ("retake", "kept"),
    [
        ("replace", ["VIP", "goal:energy"]),
        ("accumulate", ["VIP", "goal:sleep", "age:30s", "goal:energy"]),
        ("by_group", ["VIP", "age:30s", "goal:energy"]),
    ],
)
def test_what_a_retake_leaves_on_the_customer(shop: ShopifyCustomers, retake: Retake, kept: list[str]) -> None:
    to = Connection(id="shopify", service=CONNECTION.service, retake=retake)
    shop.put_person("ada@example.com", "VIP")
    send(to=to)
    send(lead(event_id="2", tags=("goal:energy",), tags_before=LEAD.tags), to)
    assert ada(shop).tags == kept


def test_a_half_without_tags_is_not_there(shop: ShopifyCustomers) -> None:
    send(lead(tags=(), tags_before=()))
    assert not {"tagsAdd", "tagsRemove"} & set(shop.done)
    send(lead(tags=(), tags_before=("VIP",)))
    assert "tagsRemove" in shop.done
    assert "tagsAdd" not in shop.done


def test_a_tag_shopify_would_split_is_written_otherwise_and_it_is_said(shop: ShopifyCustomers) -> None:
    split = lead(tags=("goal:sleep, deep",))
    send(split)
    assert ada(shop).tags == ["goal:sleep deep"]
    assert SHOPIFY.notes(CONNECTION, split) == (
        "The tag “goal:sleep, deep” is sent as “goal:sleep deep”, as the service takes it.",
    )


TAGS = st.lists(st.sampled_from(["goal:sleep", "goal:energy", "age:30s", "Ü:1", "x"]), unique=True).map(tuple)


@given(first=TAGS, second=TAGS, retake=st.sampled_from(get_args(Retake)))
@settings(max_examples=40)
def test_two_takes_leave_what_the_retake_says_and_foreign_tags(
    first: tuple[str, ...], second: tuple[str, ...], retake: Retake
) -> None:
    to = Connection(id="shopify", service=CONNECTION.service, retake=retake)
    customers = Customers()
    customer = customers.put("ada@example.com")
    customer.tags = ["foreign"]
    for sent in (lead(tags=first), lead(tags=second, tags_before=first)):
        for request in SHOPIFY.requests(to, sent):
            if request.tags:
                asked = request.body["variables"]
                for name, half in (("tagsRemove", "remove"), ("tagsAdd", "add")):
                    if half in asked:
                        assert customers.mutations[name](id=customer.id, tags=asked[half]) == {"userErrors": []}
    assert len(customer.tags) == len(set(customer.tags))
    assert set(customer.tags) == {"foreign", *after(first, second, retake).tags}


@pytest.mark.parametrize("consent", [None, LeadConsent(False, "Send me tips", AT)])
def test_nothing_is_said_about_what_was_not_ticked(shop: ShopifyCustomers, consent: LeadConsent | None) -> None:
    shop.put_person("ada@example.com")
    ada(shop).email_consent = Consent("SUBSCRIBED", "UNKNOWN", "2025-01-01T00:00:00Z")
    send(lead(consent=consent, sms_consent=consent, contact=Contact("ada@example.com", "", PHONE)))
    assert mutations(shop) == ["customerSet", "tagsAdd", "metafieldsSet"]
    assert ada(shop).email_consent == Consent("SUBSCRIBED", "UNKNOWN", "2025-01-01T00:00:00Z")


def test_consent_comes_with_its_time(shop: ShopifyCustomers) -> None:
    send(CALLED)
    assert ada(shop).email_consent == ada(shop).sms_consent == Consent("SUBSCRIBED", "SINGLE_OPT_IN", AT)


def test_with_double_opt_in_people_are_asked_once_more_unless_they_have_confirmed(shop: ShopifyCustomers) -> None:
    to = Connection(id="shopify", service=CONNECTION.service, double_opt_in=True)
    send(CALLED, to)
    assert ada(shop).email_consent == ada(shop).sms_consent == Consent("PENDING", "CONFIRMED_OPT_IN", AT)
    confirmed = Consent("SUBSCRIBED", "CONFIRMED_OPT_IN", "2026-11-21T11:00:00Z")
    ada(shop).email_consent = ada(shop).sms_consent = confirmed
    assert send(CALLED, to) == Delivered("")
    assert ada(shop).email_consent == ada(shop).sms_consent == confirmed


def test_text_messages_need_a_number_and_the_one_they_were_agreed_for(shop: ShopifyCustomers) -> None:
    unreached = lead(sms_consent=TICKED)
    assert SHOPIFY.notes(CONNECTION, unreached) == (
        "The shopper agreed to text messages and gave no phone number: nobody is subscribed to them.",
    )
    send(unreached)
    assert not ada(shop).sms_consent.at
    shop.put_person("bea@example.com")
    shop.customers.all["bea@example.com"].phone = PHONE
    ada(shop).phone = "+4915100000000"
    note = send(CALLED).note
    assert "“phone” was left out, since Shopify refused it (Phone has already been taken)." in note
    assert "The consent to text messages was not recorded" in note
    assert not ada(shop).sms_consent.at, "an older number of theirs is not the one they agreed for"


def test_without_an_email_nothing_is_sent_and_it_is_said(shop: ShopifyCustomers) -> None:
    nobody = lead(contact=Contact(phone=PHONE))
    assert send(nobody).note == "Not sent to Shopify: the shopper gave no email address."
    assert SHOPIFY.notes(CONNECTION, nobody) == (send(nobody).note,)
    assert shop.came == []


def test_fields_come_in_the_types_of_shopify(shop: ShopifyCustomers) -> None:
    kinds: dict[str, tuple[Any, Kind, tuple[str, ...]]] = {
        "words": ("text", Kind.TEXT, ("two\nlines",)),
        "story": ("long", Kind.LONG_TEXT, ("two\nlines",)),
        "many": ("list", Kind.MULTIPLE, ("a", "b, c")),
        "whole": ("number", Kind.NUMBER, ("7",)),
        "part": ("number", Kind.NUMBER, ("0.0000001",)),
        "day": ("date", Kind.DATE, ("2026-11-22",)),
    }
    sent = lead(
        questions=tuple(Asked(id, id, id, kind) for id, (kind, _, _) in kinds.items()),
        answers=tuple(LeadAnswer(id, id, id, kind, given, False) for id, (_, kind, given) in kinds.items()),
    )
    to = named(*(FieldName(id) for id in kinds), FieldName("@score", "Custom.votes"))
    assert send(sent, to) == Delivered("")
    assert ada(shop).metafields == {
        "quiz.answers": ("json", ada(shop).metafields["quiz.answers"][1]),
        "quiz.words": ("single_line_text_field", "two lines"),
        "quiz.story": ("multi_line_text_field", "two\nlines"),
        "quiz.many": ("list.single_line_text_field", '["a","b, c"]'),
        "quiz.whole": ("number_integer", "7"),
        "quiz.part": ("number_decimal", "0.0000001"),
        "quiz.day": ("date", "2026-11-22"),
        "quiz.products": ("list.single_line_text_field", '["SKU-1"]'),
        "quiz.result": ("single_line_text_field", "Deep sleep"),
        "quiz.link": ("url", LEAD.link),
        "Custom.votes": ("number_integer", "3"),
    }
    assert json.loads(ada(shop).metafields["quiz.answers"][1])["many"] == "a, b, c"


def test_what_an_earlier_take_said_does_not_stay(shop: ShopifyCustomers) -> None:
    to = named(FieldName("bedtime"), FieldName("trouble"))
    send(to=to)
    send(lead(event_id="2", answers=LEAD.answers[:1], products=(), result=""), to)
    assert set(ada(shop).metafields) == {"quiz.answers", "quiz.bedtime", "quiz.link"}


def test_many_fields_go_in_parts(shop: ShopifyCustomers) -> None:
    ids = [f"q{number}" for number in range(60)]
    answered = tuple(LeadAnswer(id, id, id, Kind.TEXT, ("yes",), False) for id in ids[:28])
    sent = lead(questions=tuple(Asked(id, id, id, "text") for id in ids), answers=answered)
    to = named(*(FieldName(id) for id in ids))
    found = SHOPIFY.requests(to, sent)
    assert [one.key for one in found[3:]] == ["fields", "fields2", "clear", "clear2"]
    send(sent, to)
    assert len(ada(shop).metafields) == 28 + 4


def test_a_text_that_is_too_long_is_cut_and_it_is_said(shop: ShopifyCustomers) -> None:
    sent = lead(result="ü" * 70_000)
    assert send(sent) == Delivered("")
    assert len(ada(shop).metafields["quiz.result"][1]) == 16_000
    assert SHOPIFY.notes(CONNECTION, sent) == ("“quiz.result” was cut to 16000 characters.",)


@given(texts=st.lists(st.text(), min_size=3, max_size=3))
def test_no_answer_makes_a_metafield_shopify_would_refuse(texts: list[str]) -> None:
    kinds: tuple[Any, ...] = ("text", "long", "list")
    sent = lead(
        questions=tuple(Asked(kind, kind, kind, kind) for kind in kinds),
        answers=tuple(
            LeadAnswer(kind, kind, kind, Kind.TEXT, (text, *texts), False)
            for kind, text in zip(kinds, texts, strict=True)
        ),
        result=texts[0],
    )
    customers = Customers()
    owner = customers.put("ada@example.com").id
    for request in SHOPIFY.requests(named(*(FieldName(kind) for kind in kinds)), sent):
        if request.key == "fields":
            owned = [{**one, "ownerId": owner} for one in request.body["variables"]["metafields"]]
            assert customers.mutations["metafieldsSet"](metafields=owned) == {"userErrors": []}


@pytest.mark.parametrize("secret", [SECRET, APP])
def test_the_shop_is_known_by_its_name(shop: ShopifyCustomers, secret: str) -> None:
    account = run(lambda http: SHOPIFY.test(Secret(secret), http))
    assert (account.name, account.note) == ("Halden Skin", "")


def test_an_interface_that_was_replaced_is_said(shop: ShopifyCustomers) -> None:
    shop.version = "2027-10"
    assert "2027-10" in run(lambda http: SHOPIFY.test(Secret(SECRET), http)).note


@pytest.mark.parametrize("given", [set(), {"read_customers"}, {"write_customers"}])
def test_both_permissions_are_needed(shop: ShopifyCustomers, given: set[str]) -> None:
    shop.scopes = given
    with pytest.raises(KeyRefused) as caught:
        run(lambda http: SHOPIFY.test(Secret(SECRET), http))
    for scope in ("read_customers", "write_customers"):
        assert (scope in str(caught.value)) is (scope not in given)


@pytest.mark.parametrize(
    "parts",
    [
        ("https://Halden.myshopify.com/", "", TOKEN),
        ("halden.myshopify.com", " 0123abcd0123abcd ", "shpss_fedcba9876543210"),
    ],
)
def test_credentials_are_typed_one_by_one(shop: ShopifyCustomers, parts: tuple[str, ...]) -> None:
    assert len(parts) == len(SHOPIFY.credentials)
    SHOPIFY.check_secret(joined(parts))
    assert run(lambda http: SHOPIFY.test(joined(parts), http)).name == "Halden Skin"


@pytest.mark.parametrize(
    "text",
    [
        "",
        TOKEN,
        "halden.myshopify.com",
        "halden.myshopify.com hunter2hunter2",
        "halden.myshopify.com shpss_fedcba9876543210",
        f"halden.example {TOKEN}",
        f"http://halden.myshopify.com {TOKEN}",
        f"halden.myshopify.com.evil.example {TOKEN}",
        f"evil.example/halden.myshopify.com {TOKEN}",
        f"halden.myshopify.com@evil.example {TOKEN}",
        f"halden.myshopify.com:444 {TOKEN}",
        f"halden.myshopify.com {TOKEN} {TOKEN}",
        f"halden.myshopify.com {TOKEN}\r\nX: y",
    ],
)
def test_what_is_no_shop_or_no_key_is_refused_before_anything_is_sent(shop: ShopifyCustomers, text: str) -> None:
    for call in (lambda: SHOPIFY.check_secret(Secret(text)), lambda: deliver(SHOPIFY, CONNECTION, LEAD, Secret(text))):
        with pytest.raises(Refused) as caught:
            call()
        assert TOKEN not in str(caught.value)
    with pytest.raises(Refused):
        run(lambda http: SHOPIFY.test(Secret(text), http))
    assert shop.came == []


@pytest.mark.parametrize(
    ("many", "each", "kept"), [(3, 5_000, 5_000), (20, 5_000, 1_000), (200, 900, 250), (900, 900, 50)]
)
def test_all_answers_are_cut_until_they_fit_and_it_is_said(many: int, each: int, kept: int) -> None:
    made = tuple(LeadAnswer(f"q{at}", "?", f"k{at}", Kind.LONG_TEXT, ("x" * each,), False) for at in range(many))
    asked = tuple(Asked(one.question, one.key, "?", "long") for one in made)
    long = lead(answers=made, questions=asked)
    sent = [
        one for request in SHOPIFY.requests(CONNECTION, long) for one in request.body["variables"].get("metafields", ())
    ]
    (text,) = (one["value"] for one in sent if one["key"] == "answers" and "value" in one)
    assert len(text.encode()) <= 65_536
    assert {len(one) for one in json.loads(text).values()} == {kept}
    cut = (f"The answers in “quiz.answers” were cut to {kept} characters each.",) if kept < each else ()
    assert SHOPIFY.notes(CONNECTION, long) == cut


def test_answers_that_cannot_be_made_to_fit_are_left_out_and_it_is_said() -> None:
    made = tuple(LeadAnswer(f"q{at}", "?", f"k{at}", Kind.LONG_TEXT, ("x" * 90,), False) for at in range(2_000))
    long = lead(answers=made, questions=tuple(Asked(one.question, one.key, "?", "long") for one in made))
    assert SHOPIFY.notes(CONNECTION, long) == ("“quiz.answers” was left out: Shopify takes 65,536 bytes at most.",)
