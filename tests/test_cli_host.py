"""`host deliveries` and `host retry`, beside a host that runs and one that does not."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from quizdesigner import cli
from quizdesigner.errors import Refused, Unavailable
from quizdesigner.host import serve, tokens
from quizdesigner.host.store.engine import open_store
from quizdesigner.host.vault import open_vault
from quizdesigner.jobs import hosting
from quizdesigner.quiz.document import Connection, Service
from tests.host.standing import NOW, StandingHost, ana
from tests.quiz.projects import sleep_project
from tests.standins.receiver import Answer, Received, Receiver

SIGNING = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
PROJECT = replace(sleep_project(), connections=(Connection("w1", Service.WEBHOOK),))


@contextmanager
def standing(data: Path) -> Iterator[StandingHost]:
    """A host over this folder, which is let go at the end."""
    store = open_store(f"sqlite:///{data / serve.DATABASE}")
    try:
        host = StandingHost(store)
        host.vault = open_vault(data, {})
        host.restart()
        yield host
    finally:
        store.close()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a host with one delivery that was done, one refused and one that waits for an hour."""
    with standing(tmp_path) as host:
        host.publish(PROJECT)
        host.put_secret("w1", f"https://crm.example/hook {SIGNING}")
        host.crm.answers["ana1@example.com"] = [Refused("The webhook refused this (status 410).")]
        host.crm.answers["ana2@example.com"] = [Unavailable("The webhook is busy (status 429).", 3_600.0)]
        for number in range(3):
            host.answer(ana(number))
        host.send_due()
    monkeypatch.setattr(hosting, "time", SimpleNamespace(time=lambda: NOW))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `quizdesigner host …`."""
    try:
        code = cli.main(["host", *map(str, words)])
    except SystemExit as left:
        code = int(str(left.code))
    said = capsys.readouterr()
    assert SIGNING not in said.out + said.err
    assert "crm.example" not in said.out + said.err
    return code, said.out, said.err


def states(data: Path) -> list[str]:
    """The state of each delivery, oldest first."""
    with standing(data) as host:
        return [state for _, state in host.states("w1")]


def test_deliveries_are_a_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "deliveries", "--data", data)
    assert (code, err) == (0, "")
    to, since = ("Halden", "w1/webhook"), "since 2026-11-21T10:00:00Z"
    assert [re.split("  +", line) for line in out.splitlines()] == [
        ["id", "client", "connection", "contact", "state", "when", "note"],
        ["3", *to, "ana2@example.com", "waiting", "until 2026-11-21T11:00:00Z", "The webhook is busy (status 429)."],
        ["2", *to, "ana1@example.com", "refused", since, "The webhook refused this (status 410)."],
        ["1", *to, "ana0@example.com", "done", since],
    ]


def test_deliveries_are_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--client", "Halden", "--connection", "w1", "--state", "waiting", "--limit", "1", "--json")
    code, out, err = run(capsys, "deliveries", "--data", data, *words)
    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {
            "id": "3",
            "client": "Halden",
            "connection": "w1",
            "service": "webhook",
            "contact": "ana2@example.com",
            "at": "2026-11-21T10:00:00Z",
            "state": "waiting",
            "attempts": 1,
            "until": "2026-11-21T11:00:00Z",
            "note": "The webhook is busy (status 429).",
        }
    ]
    assert json.loads(run(capsys, "deliveries", "--data", data, "--limit", "2", "--json")[1])[1]["state"] == "refused"


def test_one_is_sent_again(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        code, out, err = run(capsys, "retry", "--data", data, "2")
        assert (code, out) == (0, "Delivery 2 is to be sent.\n")
        assert "when it is started" in err
    assert states(data) == ["done", "waiting", "waiting"]
    assert run(capsys, "deliveries", "--data", data)[1].splitlines()[2].endswith("  waiting  now")


def test_all_are_sent_again_but_those_that_a_newer_run_has_outrun(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(data) as host:
        host.now += 1.0
        host.crm.answers["ana4@example.com"] = [Refused("No.")]
        host.answer(ana(4))
        host.answer(ana(4))
        host.send_due()
    code, out, _ = run(capsys, "retry", "--data", data, "--connection", "w1", "--client", "Halden")
    assert code == 0
    assert out == "Sent again: 1.\nLeft alone, since a newer take of the same shopper was delivered: 1.\n"
    assert states(data) == ["done", "waiting", "waiting", "refused", "done"]
    code, out, err = run(capsys, "retry", "--data", data, "4")
    assert (code, out) == (1, "")
    assert "A newer take of the same shopper was delivered since" in err


def test_a_connection_of_two_clients_needs_the_clients_name(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with standing(data) as host:
        host.publish(PROJECT, token=tokens.create(host.store, host.clock, "Brook"))
    code, out, err = run(capsys, "retry", "--data", data, "--connection", "w1")
    assert (code, out) == (1, "")
    assert "Several clients have a connection “w1”. Say whose with --client: Brook, Halden." in err
    assert run(capsys, "retry", "--data", data, "--connection", "w1", "--client", "Brook")[1] == "Sent again: 0.\n"
    assert states(data) == ["done", "refused", "waiting"]
    assert len(run(capsys, "deliveries", "--data", data, "--client", "Brook")[1].splitlines()) == 1
    assert len(run(capsys, "deliveries", "--data", data)[1].splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("retry", "99"), 1, "There is no delivery 99 on this host."),
        (("retry", "1"), 1, "This was delivered already."),
        (("retry", "2", "--client", "Halden"), 1, "--client goes with --connection."),
        (("retry", "--connection", "k9"), 1, "There is no connection “k9” on this host. It has: w1 of Halden."),
        (("deliveries", "--client", "Brook"), 1, "There is no connection of “Brook” on this host."),
        (("retry",), 2, "DELIVERY_ID"),
        (("retry", "2", "--connection", "w1"), 2, "not allowed"),
        (("retry", "two"), 2, "two is not a number"),
        (("deliveries", "--limit", "0"), 2, "0 is not a number"),
        (("deliveries", "--limit", "9" * 5_000), 2, "is not a number"),
        (("deliveries", "--state", "lost"), 2, "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], code: int, said: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = words
    found = run(capsys, command, "--data", data, *rest)
    assert found[:2] == (code, "")
    assert said in found[2]


@pytest.mark.parametrize("words", [("deliveries",), ("retry", "1")])
def test_a_mistyped_folder_is_no_new_host(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, *words, "--data", tmp_path / "typo")
    assert (code, "There is no host in the folder" in err) == (1, True)
    assert not (tmp_path / "typo").exists()


def test_a_running_host_picks_up_what_is_sent_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZDESIGNER_ALLOW_PRIVATE", "1")
    arrived = threading.Event()

    def respond(received: Received) -> Answer:
        arrived.set()
        return Answer()

    with Receiver(respond) as receiver:
        with standing(tmp_path) as host:
            host.publish(PROJECT)
            host.put_secret("w1", f"{receiver.url}/hook {SIGNING}")
            host.crm.answers["ana1@example.com"] = [Refused("No.")]
            host.answer(ana(1))
            host.send_due()
        with serve.running(tmp_path):
            assert run(capsys, "retry", "--data", tmp_path, "--connection", "w1")[1] == "Sent again: 1.\n"
            assert arrived.wait(60)
        assert states(tmp_path) == ["done"]
    assert json.loads(receiver.received[0].body)["data"]["contact"]["email"] == "ana1@example.com"
