"""`quizdesigner dry-run`: what it prints is what a connector would send, and nothing leaves the computer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quizdesigner import cli
from quizdesigner.models import project_file
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import Connection, Service, Shopper
from quizdesigner.sync.connectors import CONNECTORS, klaviyo
from quizdesigner.sync.dry_run import LINK, dry_run
from tests.quiz.projects import sleep_project

ANA = {"goal": ["fall"], "avoid": ["wool"], "mail": "ana@example.com", "yes": True}
EARLIER = {"goal": ["stay"], "mail": "ana@example.com"}
NO_SOCKETS = """
import sys
def guard(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(event)
sys.addaudithook(guard)
from quizdesigner.cli import main
sys.exit(main(sys.argv[1:]))
"""

Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`dry-run` of the sleep quiz in a folder of its own; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    project = sleep_project()
    quiz = replace(project.quizzes[0], shoppers=(Shopper("s1", "Ana", {"goal": ("fall",), "mail": "ana@example.com"}),))
    connections = (
        *project.connections,
        Connection("w1", Service.WEBHOOK, account="one.example"),
        Connection("w2", Service.WEBHOOK, account="two.example", enabled=False),
    )
    project_file.create(tmp_path / "p.quizproject", replace(project, quizzes=(quiz,), connections=connections)).close()
    (tmp_path / "a.json").write_text(json.dumps(ANA))
    (tmp_path / "b.json").write_text(json.dumps(EARLIER))

    def made(*words: str) -> Said:
        code = cli.main(["dry-run", "p.quizproject", "--quiz", "sleep", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return made


def read(run: Run, *words: str) -> dict[str, Any]:
    """What it prints as JSON."""
    code, out, err = run(*words, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_requests_are_those_the_connector_sends(run: Run) -> None:
    found = read(run, "--connection", "klaviyo", "--answers", "a.json")
    assert list(found) == ["connection", "service", "quiz", "event_id", "requests", "notes", "tags"]
    assert (found["connection"], found["service"], found["quiz"]) == ("k1", "klaviyo", "sleep")
    project = sleep_project()
    answers: Answers = {"goal": ("fall",), "avoid": ("wool",), "mail": "ana@example.com", "yes": True}
    at = found["requests"][-1]["body"]["data"]["attributes"]["time"]
    made = dry_run(project, project.quizzes[0], project.connections[0], answers, at=at, event_id=found["event_id"])
    assert made.lead is not None
    sent = klaviyo.requests(project.connections[0], made.lead)
    assert [one["body"] for one in found["requests"]] == [json.loads(one.content) for one in sent]
    assert [one["key"] for one in found["requests"]] == ["profile", "consent", "event"]
    assert list(found["requests"][0]) == ["key", "title", "method", "url", "headers", "body", "when"]
    assert found["tags"] == {"all": ["goal:sleep"], "added": ["goal:sleep"], "removed": []}
    assert LINK in json.dumps(found["requests"])


def test_a_second_take_takes_away_what_the_first_gave(run: Run) -> None:
    found = read(run, "--connection", "Klaviyo", "--answers", "a.json", "--before", "b.json")
    assert found["tags"] == {"all": ["goal:sleep"], "added": ["goal:sleep"], "removed": ["goal:deep"]}
    patch = found["requests"][0]["body"]["data"]["meta"]["patch_properties"]
    assert patch == {"append": {"quiz_tags": ["goal:sleep"]}, "unappend": {"quiz_tags": ["goal:deep"]}}


@pytest.mark.parametrize("service", [one for one in CONNECTORS if one not in (Service.KLAVIYO, Service.WEBHOOK)])
def test_a_service_without_a_connection_is_as_a_new_one_would_be(run: Run, service: Service) -> None:
    found = read(run, "--connection", service, "--answers", "a.json")
    assert (found["connection"], found["service"]) == (None, service)
    assert found["notes"][0].startswith("This project has no connection to ")


def test_people_read_it_too(run: Run) -> None:
    code, out, _ = run("--connection", "k1", "--shopper", "ana")
    assert code == 0
    assert out.startswith(
        "Klaviyo would be sent 2 requests, in this order. Nothing was sent.\n\n1. Update the profile\n"
    )
    assert "\nPOST /api/profile-import\nrevision: " in out
    assert '\n      "email": "ana@example.com"' in out
    assert "\nTags added: goal:sleep\n" in out


def test_a_connection_is_named_by_its_account_and_says_that_it_is_off(run: Run) -> None:
    found = read(run, "--connection", "TWO.example", "--answers", "a.json")
    assert found["connection"] == "w2"
    assert found["notes"] == ["Webhook is switched off: in truth it is sent nothing."]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--connection", "webhook", "--answers", "a.json"),
            "“webhook” are 2 connections: w1 (Webhook, one.example), w2 (Webhook, two.example). Name one by its id.",
        ),
        (
            ("--connection", "mailjet", "--answers", "a.json"),
            "There is no connection “mailjet” in this project. It has k1",
        ),
        (("--connection", "", "--answers", "a.json"), "There is no connection “” in this project."),
        (("--connection", "k1", "--shopper", "Bo"), "There is no saved shopper “Bo” in this quiz. It has: Ana."),
        (("--connection", "k1", "--shopper", ""), "There is no saved shopper “” in this quiz. It has: Ana."),
        (("--connection", "k1", "--answers", "wrong.json"), "goal: "),
        (("--connection", "k1", "--answers", "none.json"), "none.json cannot be read"),
        (
            ("--connection", "k1", "--answers", "half.json"),
            "This shopper goes no further than question 4 “Your email”, which is not answered: nothing is sent.",
        ),
        (
            ("--connection", "k1", "--answers", "a.json", "--before", "half.json"),
            "The first take goes no further than question 4 “Your email”",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    Path("wrong.json").write_text('{"goal": ["nobody"]}')
    Path("half.json").write_text('{"goal": ["fall"]}')
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert err.startswith(f"quizdesigner: {said}")


@pytest.mark.parametrize("words", [(), ("--answers", "a.json", "--shopper", "Ana")])
def test_one_shopper_is_named(run: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as error:
        run("--connection", "k1", *words)
    assert error.value.code == 2


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("service", ["klaviyo", "one.example", "zapier"])
def test_it_opens_no_socket_at_all(tmp_path: Path, service: str) -> None:
    words = ["dry-run", "p.quizproject", "--quiz", "sleep", "--connection", service, "--answers", "a.json", "--json"]
    done = subprocess.run(
        [sys.executable, "-c", NO_SOCKETS, *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["requests"]
