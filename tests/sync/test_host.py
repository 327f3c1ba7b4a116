"""A host that answers well, badly, in another language, or not at all."""

from __future__ import annotations

import socket
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.sync.host import HostClient, PublishedMeanwhile
from quizdesigner.sync.secrets import Secret
from tests.standins.host import DELIVERY, TOKEN, Host
from tests.standins.receiver import Answer, Receiver
from tests.sync.leads import KEY, run


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def server(host: Host) -> Iterator[Receiver]:
    with Receiver(host.respond) as running:
        yield running


def ask(server: Receiver, name: str, *values: Any, token: str = TOKEN, **named: Any) -> Any:
    def call(http: Any) -> Coroutine[Any, Any, Any]:
        found: Coroutine[Any, Any, Any] = getattr(HostClient(server.url, Secret(token), http), name)(*values, **named)
        return found

    return run(call)


def test_what_a_host_says(server: Receiver, host: Host) -> None:
    info = ask(server, "hello")
    assert (info.client, info.scopes) == ("Halden Skin", ("publish", "read"))
    assert ask(server, "live", "sleep") is None
    host.publish("sleep", "d" * 64, "Mara")
    assert ask(server, "live", "sleep").revision == 1
    state = ask(server, "connection_state", "c1")
    assert (state.secret.last4, state.paused, state.done, state.refused) == ("4f2c", None, 412, 1)
    assert ask(server, "connection_state", "c9") is None
    (delivery,) = ask(server, "deliveries", "c1", limit=5)
    assert (delivery.state, delivery.note) == ("refused", "Pick a list again.")
    assert server.received[-1].path.endswith("/deliveries?limit=5")
    assert ask(server, "deliveries", "c9") == ()
    ask(server, "put_secret", "c1", Secret(KEY))
    assert host.secrets == {"c1": KEY}


def test_deliveries_by_state_and_the_last_day(server: Receiver, host: Host) -> None:
    until = "2026-11-21T14:05:00Z"
    waiting = {**DELIVERY, "id": "d2", "state": "waiting", "note": "Klaviyo is busy.", "until": until}
    host.deliveries.insert(0, waiting)
    assert [(one.id, one.until) for one in ask(server, "deliveries", "c1")] == [("d2", until), ("d1", None)]
    assert [one.id for one in ask(server, "deliveries", "c1", "refused")] == ["d1"]
    assert server.received[-1].path.endswith("/deliveries?state=refused&limit=50")
    day = ask(server, "connection_state", "c1").day
    assert (day.done, day.waiting, day.refused) == (12, 1, 0)


def test_refused_ones_are_sent_again(server: Receiver, host: Host) -> None:
    ask(server, "retry", "d1")
    assert host.retried == ["d1"]
    host.deliveries += [{**DELIVERY, "id": "d2"}, {**DELIVERY, "id": "d3", "state": "done"}]
    assert ask(server, "retry_all", "c1") == 2
    assert host.retried == ["d1", "d1", "d2"]


def test_an_old_host_is_asked_only_what_it_knows(server: Receiver, host: Host) -> None:
    host.old = True
    host.deliveries.append({**DELIVERY, "id": "d2", "state": "done"})
    assert [(one.id, one.until) for one in ask(server, "deliveries", "c1", state="refused")] == [("d1", None)]
    assert ask(server, "connection_state", "c1").day is None
    with pytest.raises(Refused, match=r"older than Quiz Designer\. Send them again one by one"):
        ask(server, "retry_all", "c1")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"service": "blog"}, "not a Quiz Designer host"),
        ({"api": 2}, "Update the Quiz Designer"),
        ({"api": 0}, "Update the host"),
        ({"format": 0}, "Update the host"),
    ],
)
def test_what_is_another_kind_or_age_of_host_is_refused(
    server: Receiver, host: Host, change: dict[str, Any], words: str
) -> None:
    host.hello.update(change)
    with pytest.raises(Refused, match=words):
        ask(server, "hello")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<html>Welcome to nginx"),
        Answer(200, b"{}"),
        Answer(200, b""),
        Answer(404, b"Not found"),
        Answer(301, b"", {"Location": "https://elsewhere.example/"}),
        Answer(403, b"no"),
    ],
)
def test_a_server_of_another_kind_is_named_so(server: Receiver, answer: Answer) -> None:
    server.answers.append(answer)
    with pytest.raises(Refused, match="is not a Quiz Designer host"):
        ask(server, "hello")
    assert len(server.received) == 1


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"revision": "x"}', b"[" * 100_000, b"\xff"])
def test_nonsense_is_refused(server: Receiver, body: bytes) -> None:
    server.answers.append(Answer(200, body))
    with pytest.raises(Refused, match="answered something that is not"):
        ask(server, "live", "sleep")


def test_a_revoked_token_and_one_that_may_not(server: Receiver) -> None:
    with pytest.raises(Refused, match="does not know this token") as caught:
        ask(server, "hello", token="qd_t2_revoked")
    assert "revoked." in str(caught.value)
    assert "qd_t2" not in repr(caught.value)
    server.answers.append(Answer(403, b'{"error": "Missing scope."}'))
    with pytest.raises(Refused, match="not allowed"):
        ask(server, "retry", "d1")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_trouble_is_tried_later(server: Receiver, status: int) -> None:
    server.answers.append(Answer(status, headers={"Retry-After": "9"}))
    with pytest.raises(Unavailable, match="saved on this computer") as caught:
        ask(server, "live", "sleep")
    assert caught.value.retry_after == 9


def test_nobody_there() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(Unavailable, match=r"The host did not answer\. Your quiz is saved"):
            run(lambda http: HostClient(url, Secret(TOKEN), http).hello())


def test_a_refusal_is_given_in_the_hosts_words(server: Receiver) -> None:
    with pytest.raises(Refused, match=r"The host refused this: The digest differs\."):
        ask(server, "put_part", "0" * 64, b"something else")


def test_somebody_was_first(server: Receiver, host: Host) -> None:
    host.publish("sleep", "d" * 64, "Mara")
    with pytest.raises(PublishedMeanwhile, match="Mara published version 1") as caught:
        ask(server, "switch", "sleep", {}, "e" * 64, by="Me", expected=None, key="k")
    assert (caught.value.revision, caught.value.at) == (1, "2026-11-21T10:00:00Z")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "quiz.example",
        "http://quiz.example",
        "http://127.0.0.1.evil.example",
        "https://a@quiz.example",
        "https://x/?a",
    ],
)
def test_only_https_except_on_this_computer(address: str) -> None:
    async def make(http: Any) -> None:
        HostClient(address, Secret(TOKEN), http)

    with pytest.raises(Refused):
        run(make)


@pytest.mark.parametrize("token", ["", "with space", "line\nbreak", "schlüssel"])
def test_what_is_no_token_is_refused(server: Receiver, token: str) -> None:
    with pytest.raises(Refused, match="not a token"):
        ask(server, "hello", token=token)
    assert server.received == []
