"""Publishing: parts, then one switch that happens once, wholly, and only over what the publisher saw."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.host import publishing
from quizdesigner.host.store.engine import Store
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Connection, Project, Quiz, ResultsPage, Service
from tests.host.standing import StandingHost
from tests.quiz.projects import sleep_project


def renamed(name: str) -> Project:
    """The sleep project with another name for its quiz."""
    project = sleep_project()
    return replace(project, quizzes=(replace(project.quizzes[0], name=name),))


def test_a_first_publication_goes_live_at_an_address_of_its_name(host: StandingHost) -> None:
    assert host.call("GET", "/quizzes/sleep").status_code == 404
    made = host.publish()
    assert made == {
        "revision": 1,
        "digest": wire.digest(bundle_of(sleep_project(), sleep_project().quizzes[0])),
        "by": "Bo",
        "at": "2026-11-21T10:00:00Z",
        "url": "http://quiz.example/q/sleep-finder",
    }
    assert host.call("GET", "/quizzes/sleep").json() == made
    assert "What is your goal?" in host.browser.get("/q/sleep-finder").text


def test_the_address_stays_when_the_quiz_is_renamed(host: StandingHost) -> None:
    host.publish()
    assert host.publish(renamed("Night finder"), live=1)["url"] == "http://quiz.example/q/sleep-finder"


def test_quizzes_of_one_name_get_addresses_of_their_own(host: StandingHost) -> None:
    other = sleep_project()
    other = replace(other, quizzes=(replace(other.quizzes[0], id="second"),))
    host.publish()
    reply = host.switch(host.send_parts(other, "second"), None, quiz_id="second")
    assert reply.json()["url"] == "http://quiz.example/q/sleep-finder-2"


def test_only_parts_the_host_lacks_are_asked_for(host: StandingHost) -> None:
    bundle = bundle_of(sleep_project(), sleep_project().quizzes[0])
    digests = [parts.digest(part) for part in parts.parts(bundle).values()]
    assert host.call("POST", "/parts/missing", {"digests": digests}).json() == {"missing": digests}
    part = parts.parts(bundle)["quiz"]
    assert host.call("PUT", f"/parts/{digests[0]}", content=part).status_code == 201
    assert host.call("PUT", f"/parts/{digests[0]}", content=part).status_code == 200
    assert host.call("POST", "/parts/missing", {"digests": digests}).json() == {"missing": digests[1:]}


def test_a_damaged_part_is_refused(host: StandingHost) -> None:
    digest = parts.digest(b"whole")
    assert host.call("PUT", f"/parts/{digest}", content=b"whol").status_code == 422
    assert host.call("POST", "/parts/missing", {"digests": [digest]}).json() == {"missing": [digest]}


def test_the_second_of_two_publishers_is_told_who_was_first(host: StandingHost) -> None:
    host.publish()
    host.switch({**host.send_parts(renamed("Cy's")), "by": "Cy"}, 1)
    live = host.call("GET", "/quizzes/sleep").json()
    reply = host.switch(host.send_parts(renamed("Bo's")), 1)
    assert reply.status_code == 412
    assert {**reply.json(), "error": ""} == {
        "error": "",
        "revision": 2,
        "by": "Cy",
        "at": "2026-11-21T10:00:00Z",
        "digest": live["digest"],
    }
    assert host.call("GET", "/quizzes/sleep").json() == live


def test_a_first_publication_over_a_live_one_is_refused_and_the_other_way_round(host: StandingHost) -> None:
    body = host.send_parts(sleep_project())
    assert host.switch(body, 1).json()["revision"] is None
    host.publish()
    assert host.switch(host.send_parts(renamed("Other")), None).status_code == 412


def test_the_same_key_again_gives_the_first_answer_and_changes_nothing(host: StandingHost) -> None:
    body = host.send_parts(sleep_project())
    first = host.switch(body, None, key="one")
    host.publish(renamed("Later"), live=1)
    assert host.switch(body, None, key="one").json() == first.json()
    assert host.call("GET", "/quizzes/sleep").json()["revision"] == 2


def test_a_key_used_before_does_not_pass_for_other_content(host: StandingHost) -> None:
    host.switch(host.send_parts(sleep_project()), None, key="one")
    reply = host.switch(host.send_parts(renamed("Else")), 1, key="one")
    assert reply.status_code == 422
    assert "used before, for revision 1" in reply.json()["error"]
    assert host.call("GET", "/quizzes/sleep").json()["revision"] == 1


def test_of_many_publishers_at_once_one_wins(host: StandingHost) -> None:
    host.publish()
    bodies = [host.send_parts(renamed(f"Name {number}")) for number in range(6)]
    replies: list[Any] = [None] * len(bodies)

    def publish(place: int) -> None:
        replies[place] = host.switch(bodies[place], 1, key=f"key {place}".replace(" ", "-"))

    threads = [threading.Thread(target=publish, args=(place,)) for place in range(len(bodies))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(reply.status_code for reply in replies) == [200, 412, 412, 412, 412, 412]
    won = next(reply.json() for reply in replies if reply.status_code == 200)
    assert host.call("GET", "/quizzes/sleep").json() == won
    assert won["revision"] == 2


@pytest.mark.parametrize("by", ["\0", "two\nlines", "x" * 201])
def test_who_publishes_is_one_line(host: StandingHost, by: str) -> None:
    assert host.switch({**host.send_parts(sleep_project()), "by": by}, None).status_code == 400


def test_a_publication_with_a_part_missing_changes_nothing(host: StandingHost) -> None:
    bundle = bundle_of(sleep_project(), sleep_project().quizzes[0])
    digests = {name: parts.digest(part) for name, part in parts.parts(bundle).items()}
    reply = host.switch({"parts": digests, "digest": wire.digest(bundle), "by": "Bo"}, None)
    assert reply.status_code == 409
    assert host.call("GET", "/quizzes/sleep").status_code == 404


@pytest.mark.parametrize("name", parts.NAMES)
def test_parts_in_each_others_place_are_refused(host: StandingHost, name: str) -> None:
    body = host.send_parts(sleep_project())
    other = parts.NAMES[parts.NAMES.index(name) - 1]
    swapped = {**body["parts"], name: body["parts"][other], other: body["parts"][name]}
    assert host.switch({**body, "parts": swapped}, None).status_code == 422


def test_a_publication_that_is_not_what_was_announced_is_refused(host: StandingHost) -> None:
    body = host.send_parts(sleep_project())
    assert host.switch({**body, "digest": "0" * 64}, None).status_code == 422
    assert host.switch(body, None, quiz_id="other").status_code == 422


def test_what_is_no_project_or_newer_is_refused_with_the_reason(host: StandingHost) -> None:
    body = host.send_parts(sleep_project())
    for content, reason in (
        (b"\xff", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"format": 99, "project": {}}', "newer"),
        (b'{"format": 2, "project": {"id": "p", "name": "n", "oops": 1}}', "oops"),
    ):
        digest = parts.digest(content)
        host.call("PUT", f"/parts/{digest}", content=content)
        reply = host.switch({**body, "parts": {**body["parts"], "quiz": digest}}, None)
        assert reply.status_code == 422
        assert reason in reply.json()["error"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 428),
        ({"If-Match": '"1"', "If-None-Match": "*"}, 428),
        ({"If-Match": "1"}, 400),
        ({"If-Match": '"0"'}, 400),
        ({"If-Match": "*"}, 400),
        ({"If-None-Match": '"1"'}, 400),
    ],
)
def test_a_publication_says_what_it_replaces(host: StandingHost, headers: dict[str, str], status: int) -> None:
    body = host.send_parts(sleep_project())
    reply = host.call("PUT", "/quizzes/sleep/live", body, headers={**headers, "Idempotency-Key": "k"})
    assert reply.status_code == status


@pytest.mark.parametrize("key", ["", "x" * 101, "two words"])
def test_a_publication_needs_a_key(host: StandingHost, key: str) -> None:
    body = host.send_parts(sleep_project())
    headers = {"If-None-Match": "*", "Idempotency-Key": key}
    assert host.call("PUT", "/quizzes/sleep/live", body, headers=headers).status_code == 400


def test_a_quiz_that_could_not_be_played_is_refused() -> None:
    project = sleep_project()
    changed = replace(project, quizzes=(replace(project.quizzes[0], results=()),))
    with pytest.raises(Refused, match="results page"):
        publishing.check(changed, "sleep", wire.digest(changed))


@pytest.mark.parametrize(
    ("name", "number", "slug"),
    [
        ("Sleep Finder", 1, "sleep-finder"),
        ("Sleep Finder", 3, "sleep-finder-3"),
        ("  Größe & Maß! ", 1, "groe-ma"),
        ("睡眠", 1, "quiz"),
        ("睡眠", 2, "quiz-2"),
        ("x" * 200, 10, "x" * 60 + "-10"),
    ],
)
def test_addresses_are_plain(name: str, number: int, slug: str) -> None:
    assert publishing.slug(Quiz("q", name, results=(ResultsPage("end"),)), number) == slug


def test_a_connection_is_used_as_last_published(host: StandingHost) -> None:
    host.publish()
    host.put_secret()
    host.answer({"goal": "fall", "mail": "ana@example.com"})
    better = replace(sleep_project(), connections=(Connection("k1", Service.KLAVIYO, list_id="L2"),))
    host.publish(better, live=1)
    host.send_due()
    assert host.crm.sent[0].connection.list_id == "L2"


def test_a_host_started_again_serves_what_was_live(host: StandingHost, store: Store) -> None:
    made = host.publish()
    host.restart()
    assert host.call("GET", "/quizzes/sleep").json() == made
    assert host.browser.get("/q/sleep-finder").status_code == 200
