"""The command line, run as a process: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from quizdesigner.errors import Refused
from quizdesigner.jobs.publish import publish
from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Host

ANSWERS = {"goal": ["fall"], "avoid": ["wool"], "mail": "ana@example.com", "yes": True}


def quizdesigner(*words: object, stdin: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizdesigner", *map(str, words)],
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **env},
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    from quizdesigner.quiz import wire
    from tests.quiz.projects import sleep_project

    source, made = tmp_path / "in.json", tmp_path / "client.quizproject"
    source.write_bytes(wire.pretty(sleep_project()))
    result = quizdesigner("import", source, made)
    assert (result.returncode, result.stderr) == (0, "")
    return made


def test_export_gives_the_json_that_was_imported(file: Path, tmp_path: Path) -> None:
    assert quizdesigner("export", file, "--json", tmp_path / "out.json").returncode == 0
    assert (tmp_path / "out.json").read_bytes() == (tmp_path / "in.json").read_bytes()


def test_play_tells_route_tags_and_products(file: Path, tmp_path: Path) -> None:
    answers = tmp_path / "a.json"
    answers.write_text(json.dumps(ANSWERS))
    result = quizdesigner("play", file, "--quiz", "sleep", "--answers", answers, "--json")
    outcome = json.loads(result.stdout)
    assert outcome["route"] == ["hello", "goal", "avoid", "mail", "yes"]
    assert outcome["tags"][0] == {
        "tag": "t-sleep",
        "name": "goal:sleep",
        "by": [
            {"question": "goal", "choice": "fall", "weight": 1},
            {"question": "avoid", "choice": "wool", "weight": 1},
        ],
        "page": "",
        "always": False,
    }
    assert outcome["shown"] == [{"slot": "s1", "products": ["tea"], "fallback": False}]
    spoken = quizdesigner("play", file, "--quiz", "Sleep finder", "--answers", "-", stdin=json.dumps(ANSWERS))
    assert "goal:sleep  from goal/fall, avoid/wool" in spoken.stdout


def test_play_tells_whether_the_quiz_or_its_results_page_gives_a_tag(file: Path) -> None:
    with project_file.open(file) as opened:
        project = edits.set_quiz_tags(opened.project, "sleep", ["goal:sleep", "quiz:taken"], lambda: "taken")
        page = project.quizzes[0].results[0].id
        project = edits.set_page_tags(project, "sleep", page, ["quiz:done"], lambda: "done")
        opened.commit(project, "Give tags")
    spoken = quizdesigner("play", file, "--quiz", "sleep", "--answers", "-", stdin=json.dumps(ANSWERS)).stdout
    assert "goal:sleep  from the quiz itself, goal/fall, avoid/wool\n" in spoken
    assert "quiz:taken  from the quiz itself\n" in spoken
    assert f"quiz:done  from {page}\n" in spoken


def test_coverage_counts_every_answer_sheet(file: Path) -> None:
    result = quizdesigner("coverage", file, "--quiz", "sleep", "--json")
    found = json.loads(result.stdout)
    # Two goals with (none, one or two of three to avoid; with herbs a text or none) and consent or not; the third goal
    # goes straight to the email.
    assert (found["sheets"], found["routes"]) == (2 * (4 + 2 * 3) * 2 + 2, 3)
    spoken = quizdesigner("coverage", file, "--quiz", "sleep").stdout
    assert "42  answer paths, on 3 routes; 0 more run into a dead end" in spoken
    assert "  100 %  meet question 4 “Your email”" in spoken
    tag = quizdesigner("coverage", file, "--quiz", "sleep", "--example", "tag", "t-sleep").stdout
    played = quizdesigner("play", file, "--quiz", "sleep", "--answers", "-", stdin=tag).stdout
    assert "tag:      goal:sleep" in played
    refused = quizdesigner("coverage", file, "--quiz", "sleep", "--example", "tag", "none")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "No shopper can show that" in refused.stderr


def test_check_says_what_is_wrong_and_exits_with_three(file: Path, tmp_path: Path) -> None:
    mendable = "33.3 % of answer paths end without a product. Give a slot something to fall back on."
    assert quizdesigner("check", file).stdout == f"Sleep finder: warning: {mendable}\n"
    raw = json.loads((tmp_path / "in.json").read_text())
    raw["project"]["quizzes"][0]["questions"][1]["title"] = ""
    (tmp_path / "bad.json").write_text(json.dumps(raw))
    quizdesigner("import", tmp_path / "bad.json", tmp_path / "bad.quizproject")
    result = quizdesigner("check", tmp_path / "bad.quizproject", "--json")
    assert result.returncode == 3
    error, warning = json.loads(result.stdout)["sleep"]
    assert (error["text"], error["wanted"]) == ("Question 1 has no title.", None)
    assert (warning["text"], warning["wanted"]) == (mendable, {"what": "empty", "id": ""})


def test_new_from_a_starter_never_overwrites(tmp_path: Path) -> None:
    made = tmp_path / "new.quizproject"
    assert quizdesigner("new", made, "--starter", "skin", "--name", "Client").returncode == 0
    before = made.read_bytes()
    assert quizdesigner("new", made).returncode == 1
    assert made.read_bytes() == before


def test_the_schema_is_json() -> None:
    assert json.loads(quizdesigner("schema").stdout)["title"] == "Quiz Designer project"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "missing.quizproject"], "missing.quizproject"),
        (["check", "{text}"], "is not a Quiz Designer project"),
        (["import", "{text}", "{out}"], "not readable JSON"),
        (["import", "missing.json", "{out}"], "cannot be read"),
        (["export", "{file}", "--json", "/proc/nowhere/out.json"], "cannot be written"),
        (["export", "{file}", "--json", "{file}"], "is the project file itself. It was not touched"),
        (["new", "{out}", "--name", " "], "The project needs a name"),
        (["new", "{out}", "--name", "{long}"], "The name can have 1,000 characters; this has 1,001"),
        (["new", "{out}", "--starter", "dance"], "There are: skin, hair, sleep, coffee, gifts, mattress"),
        (["play", "{file}", "--quiz", "dance", "--answers", "{text}"], "It has: sleep (Sleep finder)"),
        (["play", "{file}", "--quiz", "sleep", "--answers", "{text}"], "The answers cannot be read"),
        (["play", "{file}", "--quiz", "sleep", "--answers", "{odd}"], "Please choose from the list"),
        (["publish", "{file}", "--quiz", "sleep", "--host", "Live"], "has no host “Live”. It has: none."),
        (["host", "--data", "{data}", "--port", "{port}"], "is taken"),
        (["host", "revoke", "--data", "{data}", "abc"], "There is no token abc"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_on_standard_error(
    words: list[str], said: str, file: Path, tmp_path: Path
) -> None:
    import socket

    text, odd = tmp_path / "text.txt", tmp_path / "odd.json"
    text.write_text("hello, this is no project " * 200)
    odd.write_text('{"goal": ["nothing like that"]}')
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        places = {
            "text": text,
            "odd": odd,
            "file": file,
            "out": tmp_path / "o",
            "data": tmp_path / "h",
            "port": port,
            "long": "x" * 1_001,
        }
        result = quizdesigner(*(word.format(**places) for word in words))
    assert result.returncode == 1
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.startswith("quizdesigner: ")
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["dance"], ["host"], ["play"], ["open", "--loud"]])
def test_a_wrong_command_line_exits_with_two(words: list[str]) -> None:
    result = quizdesigner(*words)
    assert result.returncode == 2
    assert "usage:" in result.stderr


@pytest.mark.parametrize("words", [["--help"], ["host", "--help"], ["publish", "--help"], ["--version"]])
def test_help_and_version_exit_with_nought(words: list[str]) -> None:
    result = quizdesigner(*words)
    assert (result.returncode, result.stderr) == (0, "")


def test_publish_goes_live_and_over_somebody_elses_revision_only_when_told(file: Path, tmp_path: Path) -> None:
    from quizdesigner.host import serve

    with serve.running(tmp_path / "host") as address:
        token = serve.create_token(tmp_path / "host", "Halden")
        raw = json.loads((tmp_path / "in.json").read_text())
        raw["project"]["hosts"] = [{"id": "live", "name": "Live", "address": address}]
        for name in ("mine", "theirs"):
            raw["project"]["quizzes"][0]["name"] = f"Sleep finder of {name}"
            (tmp_path / f"{name}.json").write_text(json.dumps(raw))
            quizdesigner("import", tmp_path / f"{name}.json", tmp_path / f"{name}.quizproject")

        def publish(name: str, *more: str) -> subprocess.CompletedProcess[str]:
            words = ("--quiz", "sleep", "--host", "Live", "--by", name, *more)
            return quizdesigner("publish", tmp_path / f"{name}.quizproject", *words, QUIZDESIGNER_TOKEN=token)

        assert f"Version 1 of Sleep finder of theirs is live: {address}/q/" in publish("theirs").stdout
        outrun = publish("mine")
        assert outrun.returncode == 1
        assert "theirs published version 1" in outrun.stderr
        assert outrun.stderr.endswith("add --over 1.\n")
        assert "Version 2" in publish("mine", "--over", "1").stdout
        assert "Version 2" in publish("mine").stdout


def test_the_host_makes_lists_and_revokes_tokens(tmp_path: Path) -> None:
    data = tmp_path / "host"
    token = quizdesigner("host", "token", "--data", data, "--client", "Halden Skin").stdout.strip()
    assert token.startswith("qd_")
    listed = quizdesigner("host", "tokens", "--data", data).stdout
    assert "Halden Skin" in listed
    assert token not in listed
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    for words in (("--database", other, "tokens", "--data", data), ("tokens", "--data", data, "--database", other)):
        assert quizdesigner("host", *words).stdout == ""
    assert quizdesigner("host", "revoke", "--data", data, listed.split()[0]).returncode == 0
    assert quizdesigner("host", "tokens", "--data", data).stdout == ""


def test_an_account_without_a_name_is_asked_to_say_who_publishes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a bare number."""

    def nobody() -> str:
        raise KeyError("uid not found")

    with project_file.open(file) as opened:
        opened.commit(edits.add_host(opened.project, Host("h", "Live", "https://quiz.example")), "add host")
    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(Refused, match="Say who publishes with --by"):
        publish(Namespace(file=file, quiz="sleep", host="Live", by=""))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("words", [("schema",), ("check", "FILE"), ("export", "FILE", "--json", "-")])
def test_a_full_disk_is_said_and_not_traced(file: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "quizdesigner", *(str(file) if word == "FILE" else word for word in words)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (result.returncode, result.stderr) == (
        1,
        "quizdesigner: The disk is full, so not all could be written.\n",
    )


def test_without_any_output_a_command_still_ends(file: Path) -> None:
    result = subprocess.run(
        ["sh", "-c", 'exec "$0" -m quizdesigner schema >&- 2>&-', sys.executable], timeout=60, check=False
    )
    assert result.returncode == 0


def test_names_of_strangers_forge_no_lines(file: Path) -> None:
    with project_file.open(file) as opened:
        name = "Sleep\nquiz: nothing to mend.\x1b[2J\u202e"
        opened.commit(edits.rename_quiz(opened.project, "sleep", name), "rename")
    said = quizdesigner("check", file).stdout
    assert all(line.startswith("Sleep quiz: nothing to mend. [2J : ") for line in said.splitlines())
    assert said
