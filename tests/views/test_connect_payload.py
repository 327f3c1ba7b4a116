"""Requests as text: every byte of the body is there, and the tags that come and go are found in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.document import Service
from quizdesigner.quiz.lead import Lead
from quizdesigner.quiz.retake import After
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.dry_run import of_lead
from quizdesigner.views.connect.payload import Payload, payload
from tests.sync.leads import connection, lead

BOTH = lead(tags=("a:stays", "a:new", 'b:"quoted" 😴'), tags_before=("a:stays", "c:old"))
PLAIN = After(("stays", "new", "x:y"), ("new", "x:y"), ("old",))


def words(shown: Payload, sort: str) -> list[str]:
    """The marked words of a sort, as they stand there."""
    return [shown.text[one.start : one.start + one.length] for one in shown.marks if one.sort == sort]


def payloads(service: Service, told: Lead) -> list[Payload]:
    """All requests of a lead as they are shown."""
    found = of_lead(connection(service, list_id="L1", subscription_id="7"), told)
    return [payload(one, found.tags) for one in found.requests]


def one(body: Any, method: str = "POST") -> Payload:
    """A request with this body, where the tags become `PLAIN`."""
    return payload(Request("tags", "Tags", method, "/x", {}, body, tags=True), PLAIN)


@pytest.mark.parametrize("service", CONNECTORS)
def test_all_of_every_body_is_there(service: Service) -> None:
    found = of_lead(connection(service, list_id="L1", subscription_id="7"), BOTH)
    assert found.requests
    for request in found.requests:
        head, _, body = payload(request, found.tags).text.partition("\n")
        assert head == f"{request.method} {request.url}"
        assert json.loads(body) == json.loads(request.content)


@pytest.mark.parametrize("service", CONNECTORS)
def test_the_tags_that_come_are_marked_once_and_none_that_stays(service: Service) -> None:
    marked = " ".join(word for shown in payloads(service, BOTH) for word in words(shown, "added"))
    assert marked.count("a:new") == 1
    assert marked.count("quoted") == 1
    assert "a:stays" not in marked


@pytest.mark.parametrize("service", [one for one in CONNECTORS if one is not Service.HUBSPOT])
def test_the_tags_that_go_are_marked_once(service: Service) -> None:
    marked = " ".join(word for shown in payloads(service, BOTH) for word in words(shown, "removed"))
    assert marked.count("c:old") == 1
    assert "a:" not in marked


@pytest.mark.parametrize("service", CONNECTORS)
def test_nothing_is_marked_where_no_tag_comes_or_goes(service: Service) -> None:
    for shown in payloads(service, lead(tags=())):
        assert words(shown, "added") == words(shown, "removed") == []


def test_klaviyo_appends_and_unappends() -> None:
    patch = {"append": {"quiz_tags": ["new", "x:y"]}, "unappend": {"quiz_tags": ["old"]}}
    properties = {"append": "new", "quiz_goal": "old"}
    shown = one({"data": {"attributes": {"properties": properties}, "meta": {"patch_properties": patch}}})
    assert words(shown, "added") == ['"new"', '"x:y"']
    assert words(shown, "removed") == ['"old"']


def test_mailchimp_has_active_and_inactive_tags() -> None:
    shown = one({"tags": [{"name": "new", "status": "active"}, {"name": "old", "status": "inactive"}]})
    assert words(shown, "added") == ['"new"', '"active"']
    assert words(shown, "removed") == ['"old"', '"inactive"']


def test_omnisend_posts_and_deletes_tags() -> None:
    assert words(one({"emails": ["a@example.com"], "tags": ["new", "x:y"]}), "added") == ['"new"', '"x:y"']
    assert words(one({"emails": ["a@example.com"], "tags": ["old"]}, "DELETE"), "removed") == ['"old"']


def test_shopify_has_them_in_variables() -> None:
    shown = one({"query": "mutation", "variables": {"id": "‹customer id›", "remove": ["old"], "add": ["new"]}})
    assert (words(shown, "added"), words(shown, "removed")) == (['"new"'], ['"old"'])
    assert words(shown, "later") == ["‹customer id›"]


def test_hubspot_has_all_tags_in_one_text() -> None:
    shown = one({"inputs": [{"properties": {"quiz_tags": "stays;new;x:y", "quiz_goal": "new"}}]})
    assert words(shown, "added") == ["new", "x:y"]


def test_a_list_as_body() -> None:
    shown = one(["‹contact id›"], "PUT")
    assert shown.text == 'PUT /x\n["‹contact id›"]'
    assert words(shown, "method") == ["PUT"]
    assert words(shown, "later") == ["‹contact id›"]


def test_what_is_short_stays_on_a_line() -> None:
    shown = one({"a": {"b": [1, None], "c": {}}, "d": "x" * 40})
    assert shown.text.split("\n")[1:] == [
        "{",
        '  "a": {"b": [1, null], "c": {}},',
        f'  "d": "{"x" * 40}"',
        "}",
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values, st.sampled_from(["POST", "DELETE"]))
def test_any_body_reads_as_it_is_sent(body: Any, method: str) -> None:
    shown = one(body, method)
    assert json.loads(shown.text.partition("\n")[2]) == body
    ends = [0, *(mark.start + mark.length for mark in shown.marks)]
    assert all(mark.length > 0 and mark.start >= end for mark, end in zip(shown.marks, ends, strict=False))
