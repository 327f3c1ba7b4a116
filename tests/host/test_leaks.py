"""Nothing leaks: secrets are in no reply, log or byte of the database, shoppers' words in no log."""

from __future__ import annotations

import base64
import logging
import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from quizdesigner.errors import Refused
from quizdesigner.host.logs import OneLine, what_and_where
from quizdesigner.host.store import responses
from quizdesigner.host.store.engine import Store
from quizdesigner.sync.connectors.base import KeyRefused
from tests.host.standing import ANA, SECRET, StandingHost, ana
from tests.quiz.projects import sleep_project


def forms(secret: str) -> list[bytes]:
    """A secret as it may be written."""
    raw = secret.encode()
    found = [raw, raw[::-1], raw.hex().encode(), quote(secret).encode()]
    return found + [base64.b64encode(b"x" * shift + raw)[4:-4] for shift in range(3)]


def test_a_secret_is_in_no_reply_log_or_file(
    host: StandingHost, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(OneLine())
    host.publish()
    host.put_secret()
    replies: list[httpx.Response] = [host.answer(ANA), host.answer(ana(1)), host.answer(ana(2))]
    host.crm.answers = {
        "ana1@example.com": [ValueError(f"cannot send to https://hooks.example/{SECRET}")],
        "ana2@example.com": [Refused("ana2@example.com is not welcome")],
    }
    host.send_due()
    host.crm.answers = {"ana1@example.com": [KeyRefused("The key is wrong.")]}
    host.send_due(60)
    for path in ("/connections/k1", "/connections/k1/deliveries", "/quizzes/sleep", "/host"):
        replies.append(host.call("GET", path))
    host.put_secret(secret="pk_another_one_1")
    replies.append(host.call("PUT", "/connections/k1/secret", {"secret": SECRET, "x": 1}))
    said = b"".join(reply.content + str(reply.headers).encode() for reply in replies)
    said += host.browser.get(replies[0].headers["location"]).content
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    logged = caplog.text.encode()
    assert len(caplog.records) > 5
    for form in forms(SECRET) + forms(host.token.split("_", 2)[2]):
        assert form not in said
        assert form not in written
        assert form not in logged
    for word in (b"ana", b"fall", b"welcome"):
        assert word not in logged


def test_a_log_line_is_one_line_without_an_errors_words() -> None:
    try:
        raise ValueError("ana@example.com\nsecond")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("quizdesigner.host", logging.ERROR, "x.py", 1, "it\nbroke", (), info)
    record.created = 1_795_255_200.0
    line = OneLine().format(record)
    assert line.startswith("2026-11-21T10:00:00Z ERROR quizdesigner.host it | broke | ValueError at test_leaks.py:")
    assert "ana" not in line


def test_what_a_database_said_is_told_by_our_own_places(store: Store) -> None:
    with store.writing() as db:
        db.execute(text("DROP TABLE response"))
    with pytest.raises(OperationalError) as caught, store.reading() as db:
        responses.find(db, 1, "ana")
    told = what_and_where(caught.value)
    assert re.fullmatch(r"OperationalError SQLITE_ERROR at \w+\.py:\d+ < responses\.py:\d+", told)


def test_a_bug_is_said_without_its_words(host: StandingHost, monkeypatch: pytest.MonkeyPatch) -> None:
    host.publish()

    def fail(*_: object) -> None:
        raise RuntimeError("ana@example.com")

    monkeypatch.setattr("quizdesigner.host.shelf.revisions.live_at", fail)
    with pytest.raises(RuntimeError):
        host.browser.get("/q/sleep-finder")
    reply = host.browser.request("GET", "/q/sleep-finder", raises=False)
    assert reply.status_code == 500
    assert "Something went wrong" in reply.text
    assert "ana@" not in reply.text


def test_a_full_disk_asks_for_patience_and_stores_nothing(
    host: StandingHost, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.publish()
    hidden = host.start()
    body = host.send_parts(sleep_project())

    def fail(*_: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(store, "writing", fail)
    reply = host.answer(ANA, hidden)
    assert reply.status_code == 503
    assert "again in a minute" in reply.text
    assert host.switch(body, 1).status_code == 503
    monkeypatch.undo()
    assert host.answer(ANA, hidden).status_code == 303
