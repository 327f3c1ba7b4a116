"""Requests in order: what is written down before and after each, and what an unknown outcome means for the tags."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from quizdesigner.errors import NotDone, QuizDesignerError, Refused, Unavailable
from quizdesigner.sync.connectors.base import Delivered, KeyRefused, Progress, Request
from quizdesigner.sync.connectors.deliver import Drop, forgiving, in_order, is_quoted, part
from quizdesigner.sync.connectors.http import Reply
from tests.sync.leads import Kept

STEPS = tuple(Request(key, key, "POST", "/", {}, {}, tags=key == "tags") for key in ("contact", "tags", "event"))
LOST = Unavailable("It broke off.")


class Service:
    """Answers each request with what is planned for it, else with a yes."""

    def __init__(self, **planned: QuizDesignerError | str) -> None:
        self.planned = planned
        self.came: list[tuple[str, bool]] = []

    async def send(self, request: Request, again: bool) -> str:
        self.came.append((request.key, again))
        planned = self.planned.get(request.key, "")
        if isinstance(planned, QuizDesignerError):
            raise planned
        return planned


def go(kept: Kept, **planned: QuizDesignerError | str) -> tuple[list[tuple[str, bool]], Delivered | QuizDesignerError]:
    """One try: what came in, and how it ended."""
    service = Service(**planned)
    try:
        return service.came, asyncio.run(in_order(STEPS, service.send, kept.last, kept.keep))
    except QuizDesignerError as error:
        return service.came, error


def test_each_step_is_on_disk_before_it_goes_out() -> None:
    kept = Kept()
    assert go(kept)[1] == Delivered("")
    assert [(one.unknown, one.done, one.tags) for one in kept.all[1:]] == [
        (("contact",), (), ""),
        (("tags",), ("contact",), "maybe"),
        (("event",), ("contact", "tags"), "given"),
    ]


@pytest.mark.parametrize("error", [NotDone("Busy."), KeyRefused("No.")])
def test_what_did_nothing_leaves_no_doubt(error: QuizDesignerError) -> None:
    kept = Kept()
    go(kept, tags=error)
    assert kept.last == Progress(("contact",))
    assert go(kept)[0] == [("tags", False), ("event", False)]


@pytest.mark.parametrize("error", [NotDone("Busy."), KeyRefused("No."), LOST])
def test_a_doubt_stays_until_the_step_is_done(error: QuizDesignerError) -> None:
    kept = Kept()
    go(kept, tags=LOST)
    go(kept, tags=error)
    assert (kept.last.unknown, kept.last.tags) == (("tags",), "maybe")
    assert go(kept) == ([("tags", True), ("event", False)], Delivered(""))


def test_tags_that_may_have_been_given_before_they_were_refused_stay_unsure() -> None:
    kept = Kept()
    go(kept, tags=LOST)
    came, error = go(kept, tags=Refused("Not this tag."))
    assert came == [("tags", True), ("event", False)]
    assert str(error) == "Not this tag. Everything else arrived."
    assert (kept.last.done, kept.last.tags) == (("contact", "event"), "maybe")
    assert go(kept)[0] == [("tags", True)]


def test_tags_that_were_refused_at_once_are_not_there() -> None:
    kept = Kept()
    go(kept, tags=Refused("Not this tag."))
    assert (kept.last.done, kept.last.tags) == (("contact", "event"), "")


def test_a_refused_first_step_is_all_that_is_tried() -> None:
    kept = Kept()
    assert go(kept, contact=Refused("No address."))[0] == [("contact", False)]
    assert kept.last == Progress()


@pytest.mark.parametrize(("bad", "sent"), [(0, 1), (60, 61), (400, 301)])
def test_what_is_left_of_a_body_is_always_sent(bad: int, sent: int) -> None:
    """A service that takes one good tag after all bad ones are gone, and names one bad tag at a time."""
    came: list[Any] = []

    async def post(body: Any) -> Reply:
        came.append(body)
        return Reply(400 if len(body) > 1 else 200, {}, json.dumps(body[0]).encode())

    def refused(reply: Reply, body: Any) -> Drop | None:
        return Drop(body[1:], f"{reply.json()} is left out.") if reply.status == 400 else None

    reply, notes = asyncio.run(forgiving([*(f"bad {at}" for at in range(bad)), "good"], post, refused))
    assert (len(came), len(notes)) == (sent, sent - 1)
    assert came[-1][-1] == "good"
    assert reply.status == (200 if bad < 300 else 400)


def test_a_drop_that_changes_nothing_is_the_end() -> None:
    came: list[Any] = []

    async def post(body: Any) -> Reply:
        came.append(body)
        return Reply(400, {}, b"")

    assert asyncio.run(forgiving({"a": 1}, post, lambda reply, body: Drop(body, "Again."))) == (Reply(400, {}, b""), ())
    assert len(came) == 1


@pytest.mark.parametrize("text", [".", ".."])
def test_no_part_of_a_path_leads_elsewhere(text: str) -> None:
    assert [part(one) for one in ("7", "a/../b", "...", "%2e%2e")] == ["7", "a%2F..%2Fb", "...", "%252e%252e"]
    with pytest.raises(Refused, match="not an id a service gives"):
        part(text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("'a.b' is bad", True), ("is “a.b”?", True), ("a.b is bad", False), ("'axb'", False), ("'ca.b'", False)],
)
def test_a_name_in_quotation_marks_is_told_from_a_word(text: str, quoted: bool) -> None:
    assert is_quoted("a.b", text) is quoted


def test_other_settings_say_all_once_more_but_the_event() -> None:
    there = Progress(("contact", "event"), ("tags",), "maybe", True, {"contact": "No phone.", "event": "Cut."})
    assert there.anew() == Progress(("event",), ("tags", "contact"), notes={"event": "Cut."})
    assert go(Kept(there.anew())) == ([("contact", True), ("tags", True)], Delivered("Cut."))
