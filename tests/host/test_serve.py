"""The host as a process: started, killed in the middle of a delivery, started again, told to stop."""

from __future__ import annotations

import base64
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.host import patience, serve
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Connection, Project, Service
from tests.host.standing import ANA, hidden_fields
from tests.quiz.projects import sleep_project
from tests.standins.receiver import Answer, Received, Receiver, verified

SIGNING = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
RUN = (
    "import sys; from pathlib import Path; from quizdesigner.host.serve import serve; "
    "serve(Path(sys.argv[1]), int(sys.argv[2]))"
)


class Running:
    """A host process and its address."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.browser = httpx.Client(base_url=address, trust_env=False, verify=False, timeout=60)

    def stop(self, how: signal.Signals) -> tuple[str, str]:
        """End the process; gives what it wrote."""
        self.process.send_signal(how)
        return self.process.communicate(timeout=60)


@contextmanager
def started(data: Path) -> Iterator[Running]:
    """A host process on a free port."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(data), "0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QUIZDESIGNER_ALLOW_PRIVATE": "1"},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Quiz Designer host on http://127.0.0.1:")
        running = Running(process, line.removeprefix("Quiz Designer host on ").strip())
        with running.browser:
            yield running
    finally:
        process.kill()
        process.communicate()


def publish(running: Running, token: str, project: Project) -> str:
    """Publish the sleep quiz; gives its address."""
    headers = {"Authorization": f"Bearer {token}"}
    bundle = bundle_of(project, project.quizzes[0])
    cut = parts.parts(bundle)
    for part in cut.values():
        assert running.browser.put(f"/api/v1/parts/{parts.digest(part)}", content=part, headers=headers).is_success
    body = {
        "parts": {name: parts.digest(part) for name, part in cut.items()},
        "digest": wire.digest(bundle),
        "by": "Bo",
    }
    headers |= {"If-None-Match": "*", "Idempotency-Key": "one"}
    reply: dict[str, Any] = running.browser.put("/api/v1/quizzes/sleep/live", json=body, headers=headers).json()
    return str(reply["url"])


def test_a_lead_survives_a_killed_host_and_counts_once(tmp_path: Path) -> None:
    arrived = [threading.Event(), threading.Event()]
    killed = threading.Event()

    def respond(received: Received) -> Answer:
        place = 0 if not arrived[0].is_set() else 1
        arrived[place].set()
        if place == 0:
            killed.wait(60)
        return Answer()

    project = replace(sleep_project(), connections=(Connection("w1", Service.WEBHOOK),))
    with Receiver(respond) as receiver:
        with started(tmp_path) as running:
            token = serve.create_token(tmp_path, "Halden")
            url = publish(running, token, project)
            assert url.startswith("http://127.0.0.1:")
            hidden = hidden_fields(running.browser.get("/q/sleep-finder").text)
            answered = running.browser.post("/q/sleep-finder/answers", data={**hidden, **ANA})
            assert answered.status_code == 303
            secret = {"secret": f"{receiver.url}/hook {SIGNING}"}
            headers = {"Authorization": f"Bearer {token}"}
            assert running.browser.put("/api/v1/connections/w1/secret", json=secret, headers=headers).is_success
            assert arrived[0].wait(60)
            running.stop(signal.SIGKILL)
            killed.set()
        with started(tmp_path) as running:
            assert arrived[1].wait(60)
            results = running.browser.get(answered.headers["location"])
            assert "Night tea" in results.text
            out, err = running.stop(signal.SIGTERM)
        assert len({one.headers["webhook-id"] for one in receiver.received}) == 1
        assert len(receiver.received) == 2
        assert all(verified(one, SIGNING, time.time()) for one in receiver.received)
        assert msgspec.json.decode(receiver.received[0].body)["data"]["tags"] == ["goal:sleep"]
    assert out == ""
    assert "delivery done id=1" in err
    assert "Traceback" not in err
    for word in ("ana@", SIGNING, token, "Fall asleep"):
        assert word not in err
    with serve.running(tmp_path) as address:
        state = httpx.get(f"{address}/api/v1/connections/w1", headers=headers, trust_env=False, verify=False).json()
        assert (state["done"], state["waiting"], state["refused"]) == (1, 0, 0)


def test_a_host_in_a_thread_ends_with_its_block(tmp_path: Path) -> None:
    with serve.running(tmp_path) as address:
        assert httpx.get(f"{address}/health", trust_env=False, verify=False).json() == {"status": "ok"}
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/health", trust_env=False, verify=False)


def test_a_host_told_to_stop_leaves_one_whole_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    with started(tmp_path) as running:
        serve.create_token(tmp_path, "Halden")
        running.stop(signal.SIGTERM)
        assert running.process.returncode == 0
    assert {file.name for file in tmp_path.glob("host.sqlite*")} == {"host.sqlite"}
    assert stat.S_IMODE((tmp_path / "host.sqlite").stat().st_mode) == 0o600


def test_who_sends_the_head_of_a_request_too_slowly_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0.5)
    with serve.running(tmp_path) as address:
        place = ("127.0.0.1", int(address.rpartition(":")[2]))

        def opened(sent: bytes) -> tuple[socket.socket, BufferedReader]:
            made = socket.create_connection(place, timeout=60)
            made.sendall(sent)
            return made, made.makefile("rb")

        asked = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
        posting, answer = opened(b"POST /q/x/answers HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nha")
        silent, nothing = opened(b"")
        slow, no_answer = opened(asked[:-2] + b"X-Slow: ")
        with posting, answer, silent, nothing, slow, no_answer:
            assert nothing.read() == b""
            assert no_answer.read() == b""
            # Meanwhile the body of this one was on its way for just as long, which is nobody's fault.
            posting.sendall(b"ha")
            assert answer.readline() == b"HTTP/1.1 415 Unsupported Media Type\r\n"
        kept, answers = opened(asked)
        with kept, answers:
            while answers.readline() != b"\r\n":
                pass
            assert answers.read(15) == b'{"status":"ok"}'
            kept.sendall(b"GET /hea")
            assert answers.read() == b""


def test_a_folder_has_one_host_at_a_time(tmp_path: Path) -> None:
    with serve.running(tmp_path), pytest.raises(Refused, match="Another host is running"):
        serve.serve(tmp_path, 0)
    with serve.running(tmp_path):
        pass


def test_a_taken_port_is_refused_with_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=f"Port {port} is taken"):
            serve.serve(tmp_path, port)
    with pytest.raises(Refused, match="no port 99999"):
        serve.serve(tmp_path, 99_999)


def test_an_address_that_is_not_ours_is_refused_with_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"cannot listen at 192\.0\.2\.1"):
        serve.serve(tmp_path, 0, "192.0.2.1")


def test_a_folder_that_cannot_be_is_refused_with_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="cannot be used"):
        serve.create_token(tmp_path / "file" / "data", "Halden")


def test_tokens_are_managed_beside_the_host(tmp_path: Path) -> None:
    token = serve.create_token(tmp_path, "Halden", ["read"])
    (listed,) = serve.list_tokens(tmp_path)
    assert (listed.client, listed.scopes) == ("Halden", ("read",))
    assert token.startswith(f"qd_{listed.id}_")
    serve.revoke_token(tmp_path, listed.id)
    assert serve.list_tokens(tmp_path) == ()
