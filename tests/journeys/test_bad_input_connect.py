"""Connections made by hand: every text in them odd, through import, dry run, report, publication and delivery."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quizdesigner import cli
from quizdesigner.host.forward import forward
from quizdesigner.host.store.engine import open_store
from quizdesigner.models import project_file
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Connection, FieldName, Project, Service, Tag
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.base import Delivered, Keep, Progress
from quizdesigner.sync.connectors.http import Http
from tests.host.standing import Crm, StandingHost, ana
from tests.quiz.projects import sleep_project
from tests.standins import seven
from tests.standins.service import Service as Running

MARKUP = "<b onmouseover=x>&</b> <img src='file:///x'> {{x}} ${y} %s {0} \"}]}, \\u0000 ‹customer id›"
LINE_ENDS = "a\r\nX-Injected: yes\r\n\r\nGET /evil HTTP/1.1\r\n\0\x1b[31m"
TURNED = "\u202e\u2066gnp.exe\u2069\ufeff\u200b"
PATHS = "../../x/1/members?x=#y%2e%2e%00"
QUERY = '") { id } } mutation { customerDelete(input: {id: "1"}) { deletedCustomerId } } #'
TEXTS = (MARKUP, LINE_ENDS, TURNED, PATHS, QUERY, "🧴" * 1_000, "", "\\")
ANA = {"goal": ["fall"], "avoid": ["herbs"], "why": QUERY[:80], "mail": "ana@example.com", "yes": True}


def odd(text: str) -> Project:
    """The sleep quiz with a connection to each service, and this text wherever there is room for one."""
    project = sleep_project()
    subjects = ("goal", "avoid", "why", "@nothing", "@tags", "@event", "@result", "gone")
    named = tuple(FieldName(one, text) for one in subjects)
    connections = tuple(
        Connection(
            kind.value,
            kind,
            account=text,
            secret_hint=text[:4],
            list_id=text,
            list_name=text,
            subscription_id=text,
            subscription_name=text,
            tag_field=text,
            tags_as_text=len(text) % 2 == 0,
            fields=named,
        )
        for kind in Service
    )
    project = replace(project, connections=connections)
    if not text.strip():
        return project
    quiz = project.quizzes[0]
    questions = tuple(replace(one, title=text) for one in quiz.questions)
    results = tuple(replace(one, title=text) for one in quiz.results)
    tag = "".join(sign for sign in text[:90] if sign.isprintable() and sign not in ",;").strip(": ")
    tags = tuple(Tag(one.id, f"{tag}{at}") for at, one in enumerate(project.tags))
    return replace(project, quizzes=(replace(quiz, name=text, questions=questions, results=results),), tags=tags)


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[Service, Running]]:
    """All seven services."""
    with seven.running() as found:
        for name, address in seven.addresses(found).items():
            monkeypatch.setenv(name, address)
        yield found


class Real(Crm):
    """Sends for real."""

    async def deliver(
        self, connection: Connection, lead: Lead, secret: str, progress: Progress, keep: Keep
    ) -> Delivered:
        async with Http() as http:
            return await forward(http)(connection, lead, secret, progress, keep)


def said(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    try:
        code = cli.main([str(word) for word in words])
    except SystemExit as left:
        code = int(str(left.code))
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return code, shown.out, shown.err


@pytest.mark.parametrize("text", TEXTS)
def test_odd_texts_go_all_the_way(
    text: str,
    tmp_path: Path,
    services: dict[Service, Running],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Import, dry run of each, report, publication, delivery: no bug, nothing to a place of the text's own choosing."""
    caplog.set_level(logging.DEBUG)
    project = odd(text)
    (tmp_path / "p.json").write_bytes(wire.dumps(project))
    (tmp_path / "a.json").write_text(json.dumps(ANA))
    file = tmp_path / "p.quizproject"
    assert said(capsys, "import", tmp_path / "p.json", file)[0] == 0
    for kind in Service:
        words = ("dry-run", file, "--quiz", "sleep", "--connection", kind.value, "--answers", tmp_path / "a.json")
        code, out, err = said(capsys, *words, "--json")
        assert (code, err) == (0, "")
        for one in json.loads(out)["requests"]:
            assert not any(sign in value for value in one["headers"].values() for sign in "\r\n\0")
        assert said(capsys, *words)[0] == 0
    assert said(capsys, "report", file, "--quiz", "sleep", "--out", tmp_path / "r.html")[0] == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<b onmouseover" not in page
    assert "<img src='file" not in page
    store = open_store(f"sqlite:///{tmp_path / 'host.sqlite'}")
    try:
        host = StandingHost(store)
        host.crm = Real()
        host.restart()
        host.publish(project)
        for kind in Service:
            host.put_secret(kind.value, seven.STANDINS[kind].secret)
        slug = host.call("GET", "/quizzes/sleep").json()["url"].rpartition("/")[2]
        assert host.answer({"goal": "fall", "mail": "ana@example.com", "yes": "yes"}, slug=slug).status_code < 400
        host.send_due()
        for kind in Service:
            (one,) = host.deliveries(kind.value)
            assert one["state"] in ("done", "refused"), one
            assert "inside the host" not in one["note"]
            assert one["note"].isprintable()
    finally:
        store.close()
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
    for kind, service in services.items():
        assert not any("x-injected" in came.headers for came in service.came)
        assert not any("/../" in came.path or came.path.endswith("/evil") for came in service.came)
        assert service.came or not text.strip() or kind is Service.MAILCHIMP
        _nothing_deleted(service)


def _nothing_deleted(service: Running) -> None:
    for came in service.came:
        if isinstance(came.body, dict) and "query" in came.body:
            assert "customerDelete" not in came.body["query"]
        assert came.method != "DELETE" or came.path == "/api/contacts/tags"


def test_no_file_of_ours_holds_a_part_of_a_key(tmp_path: Path, services: dict[Service, Running]) -> None:
    """The project, its JSON and the host's folder, after deliveries that failed in each way."""
    connections = tuple(Connection(kind.value, kind, secret_hint="4f2c") for kind in Service)
    project = replace(sleep_project(), connections=connections)
    (tmp_path / "p.json").write_bytes(wire.dumps(project))
    project_file.create(tmp_path / "p.quizproject", project).close()
    store = open_store(f"sqlite:///{tmp_path / 'host.sqlite'}")
    try:
        host = StandingHost(store)
        host.crm = Real()
        host.restart()
        host.publish(project)
        for kind in Service:
            host.put_secret(kind.value, seven.STANDINS[kind].secret)
        for number, status in enumerate((400, 401, 403, 404, 422, 429, 500)):
            for service in services.values():
                service.garbage = (status, b'{"errors": [{"detail": "no", "message": "no"}]}')
            assert host.answer(ana(number)).status_code < 400
            host.send_due(86_400.0)
    finally:
        store.close()
    held = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    for one in seven.STANDINS.values():
        for text in one.secret.removeprefix("https://hooks.zapier.com/hooks/catch/").split():
            parts = {text[at : at + 9].encode() for at in range(len(text) - 8)}
            assert [part for part in parts if part in held and part not in b"https://hook.example.com/in"] == []


def test_ten_thousand_field_names_are_read_and_sent(
    tmp_path: Path, services: dict[Service, Running], capsys: pytest.CaptureFixture[str]
) -> None:
    many = tuple(FieldName(f"q{at}", f"name {at}") for at in range(10_000))
    twice = tuple(FieldName("goal", name) for name in ("first", "second"))
    project = replace(
        sleep_project(), connections=tuple(Connection(kind.value, kind, fields=(*many, *twice)) for kind in Service)
    )
    (tmp_path / "a.json").write_text(json.dumps(ANA))
    file = tmp_path / "p.quizproject"
    project_file.create(file, project).close()
    for kind in Service:
        words = ("dry-run", file, "--quiz", "sleep", "--connection", kind.value, "--answers", tmp_path / "a.json")
        code, out, _ = said(capsys, *words, "--json")
        assert code == 0
        assert "name 9999" not in out


def _spoilt(**changes: Any) -> bytes:
    """The sleep project as JSON with other values in its connection."""
    made = json.loads(wire.dumps(sleep_project()))
    holder = made.get("project", made)
    holder["connections"][0].update(changes)
    return json.dumps(made).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"service": "salesforce"},
        {"service": "KLAVIYO"},
        {"service": None},
        {"service": ["klaviyo"]},
        {"retake": "forget"},
        {"secret_hint": "pk_0123456789"},
        {"secret": "pk_0123456789abcdef"},
        {"account": "x" * 1_001},
        {"list_id": 5},
        {"id": "../k1"},
        {"id": "k1\n"},
        {"fields": [{"question": "@@x", "name": "y"}]},
        {"fields": [{"question": "", "name": "y"}]},
        {"fields": [{"question": "goal", "name": "y" * 1_001}]},
        {"fields": {"goal": "y"}},
        {"enabled": "yes"},
    ],
)
def test_a_connection_of_another_version_is_refused_in_a_sentence(
    changes: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.json").write_bytes(_spoilt(**changes))
    code, out, err = said(capsys, "import", tmp_path / "p.json", tmp_path / "p.quizproject")
    assert (code, out) == (1, "")
    assert err.startswith("quizdesigner: ")
    assert err.count("\n") == 1
    assert "0123456789" not in err
    assert not (tmp_path / "p.quizproject").exists()


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A folder with a project, answers, files that are none, and a host with one delivery of each of two clients."""
    project_file.create(tmp_path / "p.quizproject", sleep_project()).close()
    (tmp_path / "a.json").write_text(json.dumps(ANA))
    for name, content in (("none.json", b""), ("list.json", b"[1]"), ("deep.json", b"[" * 50_000), ("b.json", b"\xff")):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "half.json").write_text('{"mail": "\\ud800"}')
    (tmp_path / "odd.json").write_text(json.dumps({"gone": 1, "goal": {"a": 1}}))
    return tmp_path


DRY = ["dry-run", "p.quizproject", "--quiz", "sleep"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*DRY, "--connection", "klaviyo", "--answers", "gone.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "."], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "none.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "list.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "deep.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "b.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "half.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "odd.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--answers", "a.json", "--before", "deep.json"], 1),
        ([*DRY, "--connection", "klaviyo", "--shopper", "Nobody"], 1),
        ([*DRY, "--connection", "klaviyo", "--shopper", ""], 1),
        ([*DRY, "--connection", "", "--answers", "a.json"], 1),
        ([*DRY, "--connection", "<b>\x1b[31m\u202e", "--answers", "a.json"], 1),
        ([*DRY, "--connection", "x" * 100_000, "--answers", "a.json"], 1),
        (["dry-run", "gone.quizproject", "--quiz", "sleep", "--connection", "k1", "--answers", "a.json"], 1),
        (["dry-run", "a.json", "--quiz", "sleep", "--connection", "k1", "--answers", "a.json"], 1),
        (["dry-run", "p.quizproject", "--quiz", "gone", "--connection", "k1", "--answers", "a.json"], 1),
        ([*DRY, "--connection", "klaviyo"], 2),
        ([*DRY, "--connection", "klaviyo", "--answers", "a.json", "--shopper", "A"], 2),
        (["host", "deliveries"], 2),
        (["host", "--data", "gone", "deliveries"], 2),
        (["host", "deliveries", "--data", "gone"], 1),
        (["host", "deliveries", "--data", "a.json"], 1),
        (["host", "deliveries", "--data", ".", "--database", "nonsense"], 1),
        (["host", "deliveries", "--data", ".", "--database", "mysql://x/y"], 1),
        (["host", "deliveries", "--data", "host", "--client", "Nobody"], 1),
        (["host", "deliveries", "--data", "host", "--connection", "../k1"], 1),
        (["host", "deliveries", "--data", "host", "--state", "lost"], 2),
        (["host", "deliveries", "--data", "host", "--limit", "0"], 2),
        (["host", "deliveries", "--data", "host", "--limit", "-1"], 2),
        (["host", "deliveries", "--data", "host", "--limit", "1e9"], 2),
        (["host", "deliveries", "--data", "host", "--limit", "9" * 5_000], 2),
        (["host", "retry", "--data", "host"], 2),
        (["host", "retry", "--data", "host", "999999"], 1),
        (["host", "retry", "--data", "host", "1", "--client", "Halden"], 1),
        (["host", "retry", "--data", "host", "1", "--connection", "k1"], 2),
        (["host", "retry", "--data", "host", "٣"], 2),
        (["host", "retry", "--data", "host", "--connection", "k1", "--client", "Other"], 1),
        (["host", "retry", "--data", "host", "--connection", "gone"], 1),
        (["host", "retry", "--data", "gone", "1"], 1),
    ],
)
def test_commands_say_what_is_wrong_in_a_sentence(
    words: list[str],
    code: int,
    ready: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ready)
    if "host" in words[1:]:
        _host(ready / "host")
    found, out, err = said(capsys, *words)
    assert (found, out) == (code, "")
    if code == 1:
        assert err.startswith("quizdesigner: ")
        assert err.count("\n") == 1
    assert not (ready / "gone").exists()


def _host(folder: Path) -> None:
    """A host with a quiz that is live."""
    folder.mkdir()
    store = open_store(f"sqlite:///{folder / 'host.sqlite'}")
    try:
        StandingHost(store).publish(sleep_project())
    finally:
        store.close()


def test_an_output_nobody_reads_is_no_traceback(ready: Path) -> None:
    words = [sys.executable, "-m", "quizdesigner", *DRY, "--connection", "klaviyo", "--answers", "a.json", "--json"]
    reads, writes = os.pipe()
    os.close(reads)
    try:
        done = subprocess.run(
            words,
            cwd=ready,
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=writes,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writes)
    assert (done.returncode, done.stderr) == (1, "")
