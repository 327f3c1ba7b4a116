"""Requests as text: every byte of the body is there, and the tags that come and go are found in it."""

from __future__ import annotations

import json

from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.views.connect.payload import payload
from tests.sync.leads import lead


def marked(service: Service) -> dict[str, list[str]]:
    """The marked words of the first request, by sort."""
    changed = lead(tags=("a:new", 'b:"quoted"'), tags_before=("c:old",))
    request = CONNECTORS[service].requests(Connection("c1", service), changed)[0]
    shown = payload(request)
    head, _, body = shown.text.partition("\n")
    assert head == f"{request.method} {request.url}"
    assert json.loads(body) == json.loads(request.content)
    found: dict[str, list[str]] = {"added": [], "removed": []}
    for mark in shown.marks:
        found[mark.sort].append(json.loads(shown.text[mark.start : mark.start + mark.length]))
    return found


def test_klaviyo() -> None:
    assert marked(Service.KLAVIYO) == {"added": ["a:new", 'b:"quoted"'], "removed": ["c:old"]}


def test_webhook() -> None:
    assert marked(Service.WEBHOOK) == {"added": ["a:new", 'b:"quoted"'], "removed": ["c:old"]}


def test_zapier() -> None:
    assert marked(Service.ZAPIER) == {"added": ['a:new, b:"quoted"'], "removed": ["c:old"]}


def test_nothing_is_marked_where_no_tag_comes_or_goes() -> None:
    request = CONNECTORS[Service.WEBHOOK].requests(Connection("c1", Service.WEBHOOK), lead(tags=()))[0]
    assert payload(request).marks == ()
