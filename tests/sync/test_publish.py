"""Publishing: all or nothing, once, and only over the revision the author saw."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import (
    Choice,
    Connection,
    Kind,
    MediaFile,
    Project,
    Question,
    Quiz,
    Service,
)
from quizdesigner.sync.host import HostClient, Published, PublishedMeanwhile
from quizdesigner.sync.publish import Progress, publish
from quizdesigner.sync.secrets import Secret
from tests.standins.host import TOKEN, Host
from tests.standins.receiver import Answer, Received, Receiver
from tests.sync.leads import KEY, run

PROJECT = Project(
    "halden",
    "Halden Skin",
    quizzes=(Quiz("sleep", "Sleep quiz"),),
    connections=(Connection("c1", Service.KLAVIYO),),
)
CHANGED = msgspec.structs.replace(PROJECT, quizzes=(Quiz("sleep", "Better sleep"),))


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def server(host: Host) -> Iterator[Receiver]:
    with Receiver(host.respond) as running:
        yield running


def send(
    server: Receiver,
    project: Project = PROJECT,
    *,
    expected: int | None = None,
    key: str = "k1",
    secrets: dict[str, Secret] | None = None,
    seen: list[Progress] | None = None,
) -> Published:
    steps = [] if seen is None else seen
    return run(
        lambda http: publish(
            HostClient(server.url, Secret(TOKEN), http),
            project,
            "sleep",
            by="Mara",
            expected=expected,
            key=key,
            progress=steps.append,
            secrets=secrets or {},
        )
    )


def calls(server: Receiver) -> list[str]:
    return [f"{one.method} {one.path.removeprefix('/api/v1').split('/')[1]}" for one in server.received]


def test_a_first_publication(server: Receiver, host: Host) -> None:
    seen: list[Progress] = []
    done = send(server, secrets={"c1": Secret(KEY)}, seen=seen)
    assert done == Published(**host.live["sleep"])
    assert done.digest == wire.digest(bundle_of(PROJECT, PROJECT.quizzes[0]))
    assert (done.revision, done.by) == (1, "Mara")
    assert host.secrets == {"c1": KEY}
    assert list(dict.fromkeys(one.step for one in seen)) == ["host", "compare", "parts", "secrets", "switch"]
    total = sum(map(len, parts.parts(bundle_of(PROJECT, PROJECT.quizzes[0])).values()))
    assert [one.done for one in seen if one.step == "parts"][-1] == total


def test_a_second_one_sends_only_what_changed(server: Receiver) -> None:
    send(server)
    server.received.clear()
    assert send(server, CHANGED, expected=1, key="k2").revision == 2
    assert calls(server) == ["GET host", "GET quizzes", "POST parts", "PUT parts", "PUT quizzes"]


def test_what_is_live_already_is_not_published_again(server: Receiver, host: Host) -> None:
    first = send(server)
    assert send(server, expected=None, key="k2", secrets={"c1": Secret(KEY)}) == first
    assert host.live["sleep"]["revision"] == 1
    assert host.secrets == {"c1": KEY}


def test_an_answer_lost_after_the_switch_does_not_publish_twice(server: Receiver, host: Host) -> None:
    def lose(request: Received) -> Answer:
        answer = host.respond(request)
        return Answer(502) if request.path.endswith("/live") else answer

    server.respond = lose
    with pytest.raises(Unavailable):
        send(server)
    server.respond = host.respond
    assert send(server).revision == 1
    assert host.live["sleep"]["revision"] == 1


def test_the_same_key_gets_the_first_answer(server: Receiver, host: Host) -> None:
    first = send(server)
    del host.live["sleep"]
    assert send(server) == first


def test_somebody_who_was_first_is_named_and_nothing_is_sent(server: Receiver, host: Host) -> None:
    host.publish("sleep", "d" * 64, "Ole")
    with pytest.raises(PublishedMeanwhile, match="Ole published version 1 in the meantime") as caught:
        send(server, secrets={"c1": Secret(KEY)})
    assert caught.value.by == "Ole"
    assert calls(server) == ["GET host", "GET quizzes"]
    with pytest.raises(PublishedMeanwhile):
        send(server, expected=7)


def test_a_quiz_that_is_no_longer_there_is_said(server: Receiver) -> None:
    with pytest.raises(PublishedMeanwhile, match="no longer live"):
        send(server, expected=3)


def test_a_token_that_may_only_look(server: Receiver, host: Host) -> None:
    host.hello["scopes"] = ["read"]
    with pytest.raises(Refused, match="may look but not publish"):
        send(server)


@pytest.mark.parametrize("failing", range(7))
def test_whichever_call_fails_the_old_revision_stays_and_a_repeat_works(
    server: Receiver, host: Host, failing: int
) -> None:
    send(server)
    before = dict(host.live["sleep"])
    count = 0

    def respond(request: Received) -> Answer:
        nonlocal count
        count += 1
        return Answer(503) if count == failing + 1 else host.respond(request)

    server.respond = respond
    secrets = {"c1": Secret(KEY)}
    changed = msgspec.structs.replace(CHANGED, currency="EUR")
    try:
        send(server, changed, expected=1, key="k2", secrets=secrets)
    except Unavailable:
        assert host.live["sleep"] == before
    else:
        pytest.fail("every one of the seven calls matters")
    assert send(server, changed, expected=1, key="k2", secrets=secrets).revision == 2


def test_cancelled_before_the_switch_nothing_is_live(server: Receiver, host: Host) -> None:
    async def cancelled(http: Any) -> None:
        def stop(progress: Progress) -> None:
            if progress.step == "parts" and progress.done:
                task.cancel()

        task = asyncio.ensure_future(
            publish(
                HostClient(server.url, Secret(TOKEN), http),
                PROJECT,
                "sleep",
                by="Mara",
                expected=None,
                key="k1",
                progress=stop,
                secrets={},
            )
        )
        with pytest.raises(asyncio.CancelledError):
            await task

    run(cancelled)
    assert host.live == {}
    assert send(server).revision == 1


def test_pictures_go_along_and_the_host_is_asked_about_a_hundred_at_a_time(server: Receiver, host: Host) -> None:
    files = tuple(
        MediaFile(hashlib.sha256(body).hexdigest(), "image/webp", body)
        for body in (b"picture %d" % n for n in range(230))
    )
    choices = tuple(Choice(f"c{n}", picture=wire.MEDIA + file.id) for n, file in enumerate(files))
    quiz = Quiz("sleep", "Sleep quiz", (Question("q", Kind.PICTURE, "Which?", choices=choices),))
    send(server, msgspec.structs.replace(PROJECT, quizzes=(quiz,), media=files))
    assert all(host.parts[file.id] == file.data for file in files)
