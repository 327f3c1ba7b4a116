"""Services that answer what they should not: every connector gives it up in words, in time, and calls nobody else."""

from __future__ import annotations

import asyncio
import base64
import copy
import logging
import random
import socket
import traceback
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from typing import Any

import pytest
from msgspec.structs import replace

from quizdesigner.errors import QuizDesignerError, Refused, Unavailable
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.document import Service as Kind
from quizdesigner.quiz.play import Contact
from quizdesigner.starters import load_starter
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.http import LONGEST_WAIT, Http
from quizdesigner.sync.connectors.told import wanted
from quizdesigner.sync.secrets import Secret
from tests.standins.service import Answer, Came
from tests.standins.seven import STANDINS
from tests.standins.wire import ODD_TALK, Talk, reply, says, wired
from tests.sync.leads import Kept, lead, run

Call = Callable[[Http], Coroutine[Any, Any, Any]]

PROJECT = load_starter("skin")
RETAKE = lead(
    contact=Contact("ada@example.com", "Ada", "+4915112345678"),
    tags=("goal:sleep", "new:a"),
    tags_before=("old:x", "goal:sleep"),
)
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    1.5,
    10**30,
    "",
    "²",
    "9" * 5_000,
    "x" * 3_000,
    "\u202e\0",
    [],
    {},
    [[]],
    [None],
    [{}],
    {"a": 1},
    [{"id": 1}],
    "NaN",
    [["a"]] * 3,
)
"""What stands in an answer where something else should."""


def calls(kind: Kind, to: Connection | None = None) -> list[Call]:
    """Everything that can be asked of a service with a key that is good."""
    connector, secret = CONNECTORS[kind], Secret(STANDINS[kind].secret)
    connection = to or STANDINS[kind].connection
    needs = wanted(connection, PROJECT)
    kept = Kept()
    return [
        lambda http: connector.test(secret, http),
        *(lambda http, key=one.key: connector.choices(key, secret, http) for one in connector.pickers),
        lambda http: connector.lacking(connection, needs, secret, http),
        lambda http: connector.deliver(connection, RETAKE, secret, http, kept.last, kept.keep),
    ]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every part of a JSON value."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from places(part, (*path, name))


def spoilt(value: Any, chance: random.Random) -> Any:
    """The value with one part of it exchanged for something odd."""
    path = chance.choice(list(places(value)))
    if not path:
        return chance.choice(ODD)
    whole = copy.deepcopy(value)
    part = whole
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = chance.choice(ODD)
    return whole


@pytest.mark.parametrize("kind", list(Kind))
def test_an_answer_with_one_odd_part_is_no_surprise(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """True answers, each with one part (or the status) exchanged: an error in words or a success, nothing else."""
    chance = random.Random(kind.value)
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        honest = service.answer
        for _ in range(9):
            place, status = chance.randrange(6), chance.choice((None, None, 207, 400, 409, 422))
            for call in calls(kind):
                begun = len(service.came)

                def answer(came: Came, at: int = begun + place + 1, shown: int | None = status) -> Answer:
                    said = honest(came)
                    if len(service.came) < at:
                        return said
                    return Answer(shown or said.status, spoilt(said.body, chance), said.headers)

                service.answer = answer  # type: ignore[method-assign]
                with suppress(QuizDesignerError):
                    run(call, deadline=3.0)


@pytest.mark.parametrize("talk", ODD_TALK.values(), ids=ODD_TALK.keys())
def test_a_broken_line_ends_in_words(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes over the line, from whichever service, nobody else is called and it is over by the deadline."""
    called: list[Any] = []
    connect = asyncio.selector_events.BaseSelectorEventLoop.sock_connect

    async def seen(self: Any, sock: Any, address: Any) -> Any:
        called.append(address)
        return await connect(self, sock, address)

    monkeypatch.setattr(asyncio.selector_events.BaseSelectorEventLoop, "sock_connect", seen)
    with wired(talk, monkeypatch) as wire:
        for kind in Kind:
            for call in (calls(kind)[0], calls(kind)[-1]):
                with suppress(Refused, Unavailable):
                    run(call, deadline=0.05)
        port = int(wire.url.rsplit(":", 1)[1])
        assert wire.asked
    assert {address[:2] for address in called} == {("127.0.0.1", port)}


def _parts(kind: Kind) -> list[str]:
    """A service's secret, and each nine signs of it, but for what anybody may know."""
    known = "https://hooks.zapier.com/hooks/catch/ https://hook.example.com/in halden.myshopify.com"
    whole = STANDINS[kind].secret
    basic = base64.b64encode(f"key:{whole}".encode()).decode("ascii")
    texts = (*whole.split(), basic)
    parts = {text[at : at + 9] for text in texts for at in range(len(text) - 8)}
    # Digits in a row are in the lines of code a traceback shows.
    return sorted(part for part in parts if part not in known and not part.isdigit())


@pytest.mark.parametrize("kind", list(Kind))
def test_no_part_of_a_key_is_in_an_error_or_a_log(
    kind: Kind, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """At every way to fail, with everything logged that can be."""
    caplog.set_level(logging.DEBUG)
    said = [repr(Secret(STANDINS[kind].secret))]
    statuses = (200, 204, 301, 400, 401, 402, 403, 404, 408, 409, 410, 413, 422, 423, 429, 430, 500, 503)
    troubles = [reply(b'{"errors": []}', f"{status} X", b"Location: /elsewhere") for status in statuses]
    for content in (*troubles, b"", b"HTTP/1.1 200 OK\r\nX: ", b"no http"):
        with wired(says(content), monkeypatch):
            for call in calls(kind):
                try:
                    said.append(repr(run(call, deadline=2.0)))
                except QuizDesignerError as error:
                    said += [f"{error!r} {error.__cause__!r}", *traceback.format_exception(error)]
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        for call in calls(kind):
            try:
                said.append(repr(run(call)))
            except QuizDesignerError as error:
                said += [f"{error!r} {error.__cause__!r}", *traceback.format_exception(error)]
    words = "\n".join((*said, caplog.text, *(repr(one.args) for one in caplog.records)))
    assert [part for part in _parts(kind) if part in words] == []


@pytest.mark.parametrize(
    "following",
    [
        "https://evil.example/api/lists",
        "https://a.klaviyo.com.evil.example/api/lists",
        "https://a.klaviyo.com@evil.example/api/lists",
        "https://a.klaviyo.com",
        "//evil.example/",
        "http://169.254.169.254/",
        "/api/lists",
    ],
)
def test_the_key_goes_along_to_no_other_address(following: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with STANDINS[Kind.KLAVIYO].make() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", service.url)
        page = {"data": [], "links": {"next": following.replace("https://a.klaviyo.com", service.url)}}
        service.answer = lambda came: Answer(200, page)  # type: ignore[method-assign]
        with pytest.raises(Refused):
            run(lambda http: CONNECTORS[Kind.KLAVIYO].choices("list", Secret(STANDINS[Kind.KLAVIYO].secret), http))
        assert len(service.came) == 1


WAITS = (
    "",
    "0",
    "-5",
    "1.5",
    "9" * 5_000,
    "1e9",
    "inf",
    "nan",
    "soon",
    "5, 6",
    "Sun, 22 Nov 2026 10:00:00 GMT",
    "Sunday, 22-Nov-26 10:00:00 GMT",
    "Sun Nov 22 10:00:00 2026",
    "Fri, 31 Dec 9999 23:59:59 -2359",
    "Mon, 01 Jan 0001 00:00:00 +2359",
    "Sun, 22 Nov 2026 25:61:61 GMT",
    "Sun, 22 Nov 2026 10:00:00 +" + "9" * 500,
    "1 Jan 2026 1:1:" + "9" * 5_000,
    ",",
    "x" * 20_000,
)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_wait_is_between_now_and_a_day_however_it_is_written(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies: tuple[Any, ...] = (
        None,
        {"retryAfter": 10**18},
        {"retryAfter": -1},
        {"retryAfter": True},
        {"policyName": 5},
    )
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        for at, wait in enumerate((*WAITS, *WAITS[:5])):
            headers = {"Retry-After": wait, "Date": wait, "X-Rate-Limit-Reset": wait}
            if at >= len(WAITS):
                del headers["Retry-After"]
            body = bodies[at % len(bodies)]
            service.answer = lambda came, body=body, headers=headers: Answer(429, body, headers)  # type: ignore[method-assign,misc]
            with pytest.raises(Unavailable) as caught:
                run(calls(kind)[-1])
            asked = caught.value.retry_after
            assert asked is None or 0 <= asked <= LONGEST_WAIT


def _errors(kind: Kind) -> Any:
    """Ten thousand errors about nothing that was sent."""
    many = range(10_000)
    match kind:
        case Kind.KLAVIYO:
            return {"errors": [{"detail": f"x {at}", "source": {"pointer": f"/data/{at}"}} for at in many]}
        case Kind.SHOPIFY:
            return {"data": {"customerSet": {"userErrors": [{"message": f"x {at}"} for at in many]}}}
        case _:
            return {"errors": [{"field": f"f{at}", "message": f"x {at}", "name": f"n{at}"} for at in many]}


@pytest.mark.parametrize("kind", [one for one in Kind if one not in (Kind.ZAPIER, Kind.WEBHOOK)])
def test_ten_thousand_errors_are_one_short_sentence(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    with STANDINS[kind].make() as service:
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        errors = Answer(200 if kind is Kind.SHOPIFY else 400, _errors(kind))
        service.answer = lambda came: Answer(404) if came.method == "GET" else errors  # type: ignore[method-assign]
        with pytest.raises(Refused) as caught:
            run(calls(kind, replace(STANDINS[kind].connection, retake="accumulate"))[-1])
        assert len(str(caught.value)) < 1_000
