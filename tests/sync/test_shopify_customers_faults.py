"""Shopify customers: what each trouble means, what can be spared, and that nothing is done twice or forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.quiz.document import Connection, FieldName
from quizdesigner.quiz.lead import Lead
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors import shopify as connector
from quizdesigner.sync.connectors.base import Connector, Delivered, KeyRefused
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret
from tests.standins.service import Answer, Fault
from tests.standins.shopify_customers import APP, CLIENT_SECRET, CONNECTION, SECRET, TOKEN, ShopifyCustomers
from tests.standins.shopify_mutations import Customer, error
from tests.sync.leads import LEAD, NOW, Kept, deliver, deliver_all, lead, run

PHONE = "+4915112345678"
CALLED = lead(contact=Contact("ada@example.com", "Ada", PHONE), sms_consent=LEAD.consent, tags_before=("old",), link="")
SHOPIFY: Connector = connector
CALLS = 9
"""Calls in a delivery of this lead: six mutations, and before the consents and the other steps a look-up each."""


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopifyCustomers]:
    with ShopifyCustomers() as made:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_SHOPIFY", made.url)
        yield made
        assert made.violations == []


def send(sent: Lead = LEAD, to: Connection = CONNECTION, key: str = SECRET, kept: Kept | None = None) -> Delivered:
    return deliver(SHOPIFY, to, sent, Secret(key), kept)


def ada(shop: ShopifyCustomers) -> Customer:
    return shop.customers.all["ada@example.com"]


def failed(code: str, words: str = "No.", status: int = 200) -> Answer:
    return Answer(status, {"errors": [{"message": words, "extensions": {"code": code}}]})


def refused(mutation: str, *errors: dict[str, Any]) -> Answer:
    return Answer(200, {"data": {mutation: {"userErrors": list(errors)}}})


@pytest.mark.parametrize("number", range(1, CALLS + 1))
@pytest.mark.parametrize("fault", ["busy", "broken", "lost"])
def test_a_fault_at_any_call_neither_doubles_nor_loses_anything(
    shop: ShopifyCustomers, number: int, fault: Fault
) -> None:
    shop.put_person("ada@example.com", "VIP", "old")
    shop.plan = lambda came: fault if len(shop.came) == number else None
    assert deliver_all(SHOPIFY, CONNECTION, CALLED, Secret(SECRET), deadline=60.0) == Delivered("")
    assert len(shop.came) >= CALLS + 1
    assert ada(shop).tags == ["VIP", "goal:sleep", "age:30s"]
    assert (ada(shop).email_consent.state, ada(shop).sms_consent.state) == ("SUBSCRIBED", "SUBSCRIBED")
    assert set(ada(shop).metafields) == {"quiz.answers", "quiz.products", "quiz.result"}
    assert shop.done.count("customerSet") == (2 if number == 1 and fault == "lost" else 1)


@pytest.mark.parametrize("fault", ["hang", "hang_after"])
def test_no_answer_in_time_is_tried_again_from_there(shop: ShopifyCustomers, fault: Fault) -> None:
    shop.plan = lambda came: fault if len(shop.came) == 3 else None
    assert deliver_all(SHOPIFY, CONNECTION, CALLED, Secret(SECRET), deadline=0.5) == Delivered("")
    assert ada(shop).tags == ["goal:sleep", "age:30s"]
    assert shop.done.count("customerSet") == 1


@pytest.mark.parametrize("status", [401, 402, 403, 404, 423])
def test_a_shop_that_takes_nothing_stops_the_connection(shop: ShopifyCustomers, status: int) -> None:
    shop.answers = [Answer(status, {"errors": "No."})]
    with pytest.raises(KeyRefused):
        send()


def test_a_missing_permission_stops_the_connection(shop: ShopifyCustomers) -> None:
    shop.scopes = {"read_customers"}
    with pytest.raises(KeyRefused, match=r"write_customers.*Access denied for customerSet field"):
        send()


@pytest.mark.parametrize(
    "answer", [Answer(400, {"errors": {"query": "?"}}), failed("undefinedField"), Answer(200, {"errors": "No."})]
)
def test_what_shopify_does_not_understand_is_refused(shop: ShopifyCustomers, answer: Answer) -> None:
    shop.answers = [answer]
    with pytest.raises(Refused) as caught:
        send()
    assert type(caught.value) is Refused


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Answer(429, {}, {"Retry-After": "7"}), 7.0),
        (Answer(430, {"errors": "Security rejection"}), None),
        (Answer(503, {}), None),
        (failed("THROTTLED"), 1.0),
    ],
)
def test_a_busy_shop_did_nothing_and_is_tried_later(shop: ShopifyCustomers, answer: Answer, wait: float | None) -> None:
    shop.answers = [answer]
    kept = Kept()
    with pytest.raises(NotDone) as caught:
        send(kept=kept)
    assert caught.value.retry_after == wait
    assert kept.last.unknown == ()


@pytest.mark.parametrize(("left", "rate", "wait"), [(20, 50.0, 1.6), (20, 0.001, 60.0), (200, 50.0, 1.0), (20, 0, 1.0)])
def test_a_throttled_call_waits_until_the_shop_can_afford_it(
    shop: ShopifyCustomers, left: int, rate: float, wait: float
) -> None:
    throttled = failed("THROTTLED")
    status = {"maximumAvailable": 1_000.0, "currentlyAvailable": left, "restoreRate": rate}
    throttled.body["extensions"] = {"cost": {"requestedQueryCost": 100, "throttleStatus": status}}
    shop.answers = [throttled]
    with pytest.raises(NotDone) as caught:
        send()
    assert caught.value.retry_after == wait


@pytest.mark.parametrize(
    "answer",
    [
        *(Answer(status, {}) for status in (500, 502, 504)),
        failed("INTERNAL_SERVER_ERROR"),
        refused("customerSet", error("Unexpected", "INTERNAL_ERROR")),
        Answer(200),
        Answer(200, "garbage"),
        Answer(200, [1]),
    ],
)
def test_trouble_at_shopify_is_tried_again_and_may_have_done_it(shop: ShopifyCustomers, answer: Answer) -> None:
    shop.answers = [answer]
    kept = Kept()
    with pytest.raises(Unavailable) as caught:
        send(kept=kept)
    assert not isinstance(caught.value, NotDone)
    assert kept.last.unknown == ("contact",)
    assert send(kept=kept) == Delivered("")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": 3},
        {"data": {"customerSet": None}},
        {"data": {"customerSet": {"userErrors": "?"}}},
        {"data": {"customerSet": {"userErrors": [{"field": 3}]}}},
        {"data": {}, "errors": [3]},
        {"data": {}, "errors": {"a": 1}},
    ],
)
def test_an_answer_in_another_form_is_refused_and_no_crash(shop: ShopifyCustomers, body: Any) -> None:
    shop.answers = [Answer(200, body)]
    with pytest.raises(Refused):
        send()
    shop.answers = [Answer(200, body)]
    with pytest.raises(Refused):
        run(lambda http: SHOPIFY.test(Secret(SECRET), http))


@pytest.mark.parametrize("number", ["+4915100000000", "+49"])
def test_a_phone_never_costs_the_lead(shop: ShopifyCustomers, number: str) -> None:
    shop.put_person("bea@example.com")
    shop.customers.all["bea@example.com"].phone = "+4915100000000"
    note = send(lead(contact=Contact("ada@example.com", "Ada", number))).note
    assert note.startswith("“phone” was left out, since Shopify refused it (Phone ")
    assert (ada(shop).first_name, ada(shop).phone) == ("Ada", "")


def test_a_phone_or_name_refused_in_words_alone_is_left_out(shop: ShopifyCustomers) -> None:
    shop.answers = [refused("customerSet", error("Phone is not for this shop", None))]
    assert "“phone” was left out" in send(CALLED).note
    note = send(lead(contact=Contact("ada@example.com", "http://spam.example"))).note
    assert note == "“first name” was left out, since Shopify refused it (First name cannot contain HTML tags or URLs)."


@pytest.mark.parametrize("email", ["ada@example", "a b@example.com"])
def test_an_email_that_is_refused_is_final(shop: ShopifyCustomers, email: str) -> None:
    with pytest.raises(Refused, match=r"It said: Email is invalid") as caught:
        send(lead(contact=Contact(email, "Ada", PHONE)))
    assert type(caught.value) is Refused
    assert shop.customers.all == {}


def test_a_tag_that_is_refused_by_name_is_left_out(shop: ShopifyCustomers) -> None:
    shop.customers.refused["tagsAdd"] = [error("Tag goal:sleep is reserved", None, "tags")]
    assert send().note == "“goal:sleep” was left out, since Shopify refused it (Tag goal:sleep is reserved)."
    assert ada(shop).tags == ["age:30s"]


def test_of_too_many_tags_the_last_are_left_out(shop: ShopifyCustomers) -> None:
    shop.put_person("ada@example.com", *(f"VIP {number}" for number in range(249)))
    assert "“age:30s” was left out" in send().note
    assert ada(shop).tags[249:] == ["goal:sleep"]
    full = send(lead(tags=("x", "y"), tags_before=())).note
    assert "“x” was left out" in full
    assert "“y” was left out" in full
    assert ada(shop).metafields["quiz.result"][1] == "Deep sleep", "the rest arrives"


def test_consent_that_is_refused_loses_nothing_else(shop: ShopifyCustomers) -> None:
    for kind in ("Email", "Sms"):
        said = error(f"{kind} is barred", "INVALID", "input")
        shop.customers.refused[f"customer{kind}MarketingConsentUpdate"] = [said]
    assert send(CALLED).note == (
        "The consent to email was not recorded, since Shopify refused it (Email is barred)."
        " The consent to text messages was not recorded, since Shopify refused it (Sms is barred)."
    )
    assert ada(shop).metafields["quiz.result"][1] == "Deep sleep"


def test_a_time_that_is_refused_does_not_lose_the_consent(shop: ShopifyCustomers) -> None:
    late = error("can't be in the future", "INVALID", "input", "emailMarketingConsent", "consentUpdatedAt")
    shop.customers.refused["customerEmailMarketingConsentUpdate"] = [late]
    assert "“time of the consent” was left out" in send().note
    assert (ada(shop).email_consent.state, ada(shop).email_consent.at) == ("SUBSCRIBED", "now")


def test_a_metafield_that_is_refused_is_left_out_and_the_rest_arrives(shop: ShopifyCustomers) -> None:
    shop.customers.refused["metafieldsSet"] = [error("Value is not in the list.", None, "quiz.result")]
    assert send().note == "“quiz.result” was left out, since Shopify refused it (Value is not in the list.)."
    assert set(ada(shop).metafields) == {"quiz.answers", "quiz.products", "quiz.link"}


def test_a_metafield_refused_in_words_alone_is_left_out_else_all_are(shop: ShopifyCustomers) -> None:
    def answer_with(words: str) -> None:
        shop.answers = []
        shop.plan = lambda came: (
            shop.answers.append(refused("metafieldsSet", error(words, "INVALID")))
            if b"metafieldsSet" in came.raw and not any(b"metafieldsSet" in one.raw for one in shop.came[:-1])
            else None
        )

    answer_with("quiz.result is no good")
    assert send().note == "“quiz.result” was left out, since Shopify refused it (quiz.result is no good)."
    shop.came.clear()
    answer_with("No room")
    assert (
        send().note
        == "quiz.answers, quiz.products, quiz.result, quiz.link: left out, since Shopify refused this (No room)."
    )


def test_a_type_the_merchant_chose_is_kept(shop: ShopifyCustomers) -> None:
    shop.customers.definitions = {"quiz.score": "number_decimal", "quiz.result": "date"}
    to = Connection(id="shopify", service=CONNECTION.service, fields=(FieldName("@score"),))
    note = send(to=to).note
    assert ada(shop).metafields["quiz.score"] == ("number_decimal", "3")
    assert note == "“quiz.result” was left out, since Shopify refused it (Value is no date)."


def test_a_customer_nobody_finds_is_looked_for_later(shop: ShopifyCustomers) -> None:
    kept = Kept()
    shop.plan = lambda came: "broken" if len(shop.came) == 3 else None
    with pytest.raises(Unavailable):
        send(kept=kept)
    shop.customers.all.clear()
    with pytest.raises(Unavailable, match="does not find"):
        send(kept=kept)


def test_a_token_for_the_day_is_asked_for_once_and_in_time(shop: ShopifyCustomers) -> None:
    now = [NOW]

    async def work() -> list[int]:
        asked: list[int] = []
        async with Http(now=lambda: now[0]) as http:
            await asyncio.gather(*(SHOPIFY.test(Secret(APP), http) for _ in range(4)))
            for passed in (86_399 - 301, 2, 60):
                now[0] += passed
                await SHOPIFY.test(Secret(APP), http)
                asked.append(sum(one.path.endswith("access_token") for one in shop.came))
        return asked

    assert asyncio.run(work()) == [1, 2, 2]


def test_a_token_that_ended_early_is_renewed_once(shop: ShopifyCustomers) -> None:
    no = Answer(401, {"errors": "No."})

    async def work() -> None:
        async with Http(now=lambda: NOW) as http:
            await SHOPIFY.test(Secret(APP), http)
            shop.tokens.clear()
            await SHOPIFY.test(Secret(APP), http)
            assert [one.path.endswith("access_token") for one in shop.came] == [True, False, False, True, False]
            shop.answers = [no, Answer(200, {"access_token": "shpat_new0000000"}), no]
            with pytest.raises(KeyRefused, match="does not know this access token"):
                await SHOPIFY.test(Secret(APP), http)
            shop.answers = [no, Answer(400, {"error": "invalid_client"})]
            with pytest.raises(KeyRefused, match="client ID"):
                await SHOPIFY.test(Secret(APP), http)

    asyncio.run(work())


@pytest.mark.parametrize("body", [None, [], {"access_token": 3}, {"access_token": "a\r\nb"}, {"access_token": ""}])
def test_a_token_that_is_none_is_refused(shop: ShopifyCustomers, body: Any) -> None:
    shop.answers = [Answer(200, body)]
    with pytest.raises(Refused, match="no access token"):
        send(key=APP)


@pytest.mark.parametrize("lasts", ["soon", None, -5, 10**400])
def test_how_long_a_token_is_good_may_be_garbage(shop: ShopifyCustomers, lasts: Any) -> None:
    shop.lasts = lasts
    assert send(key=APP) == Delivered("")


@pytest.mark.parametrize("key", [SECRET, APP])
def test_no_secret_is_in_an_error(shop: ShopifyCustomers, key: str) -> None:
    shop.tokens.clear()
    shop.apps.clear()
    with pytest.raises(KeyRefused) as caught:
        send(key=key)
    shown = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r} {Secret(key)!r}"
    assert not any(text in shown for text in (TOKEN, CLIENT_SECRET))
