"""A host reduced to what a desktop notices of it, after docs/host-api.md, to be answered by a `Receiver`."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from urllib.parse import parse_qsl

from quizdesigner.quiz import parts, wire
from tests.standins.receiver import Answer, Received

TOKEN = "qd_t1_0123456789abcdef"


DELIVERY = {
    "id": "d1",
    "contact": "a…@example.com",
    "at": "2026-11-21T10:00:00Z",
    "state": "refused",
    "attempts": 2,
    "note": "Pick a list again.",
    "until": None,
}


class Host:
    """What the host holds. Pass `respond` to a `Receiver`.

    An `old` one knows nothing of states to list by, of times of the next try, of days, and of sending all again.
    """

    def __init__(self) -> None:
        self.hello: dict[str, Any] = {
            "service": "quiz-designer-host",
            "api": 1,
            "format": wire.FORMAT,
            "version": "0.1.0",
            "client": "Halden Skin",
            "scopes": ["publish", "read"],
        }
        self.parts: dict[str, bytes] = {}
        self.live: dict[str, dict[str, Any]] = {}
        self.secrets: dict[str, str] = {}
        self.answered: dict[str, dict[str, Any]] = {}
        self.deliveries: list[dict[str, Any]] = [dict(DELIVERY)]
        self.retried: list[str] = []
        self.old = False

    def respond(self, request: Received) -> Answer:
        """The reply to one request."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return _json(401, {"error": "This token is unknown."})
        path, _, asked = request.path.removeprefix("/api/v1").partition("?")
        body: Any = None if request.method == "GET" or path.startswith("/parts/") else _loads(request.body)
        match [request.method, *path.strip("/").split("/")]:
            case ["GET", "host"]:
                return _json(200, self.hello)
            case ["POST", "parts", "missing"]:
                wanted = _loads(request.body)["digests"]
                if len(wanted) > 100:
                    return _json(400, {"error": "Too many at once."})
                return _json(200, {"missing": [one for one in wanted if one not in self.parts]})
            case ["PUT", "parts", digest]:
                if hashlib.sha256(request.body).hexdigest() != digest:
                    return _json(422, {"error": "The digest differs."})
                self.parts[digest] = request.body
                return _json(201, {})
            case ["GET", "quizzes", quiz]:
                return _json(200, self.live[quiz]) if quiz in self.live else _json(404, {"error": "Unknown."})
            case ["PUT", "quizzes", quiz, "live"]:
                return self._switch(quiz, body, request)
            case ["PUT", "connections", connection, "secret"]:
                self.secrets[connection] = body["secret"]
                return Answer(204, b"")
            case ["GET", "connections", "c1"]:
                state = {"secret": {"last4": "4f2c"}, "paused": None, "done": 412, "waiting": 1, "refused": 1}
                return _json(200, state if self.old else {**state, "day": {"done": 12, "waiting": 1, "refused": 0}})
            case ["GET", "connections", "c1", "deliveries"]:
                return _json(200, {"deliveries": self._listed(dict(parse_qsl(asked)))})
            case ["POST", "connections", "c1", "deliveries", "retry"] if not self.old:
                again = [one["id"] for one in self.deliveries if one["state"] == "refused"]
                self.retried += again
                return _json(200, {"again": len(again), "kept": 0})
            case ["POST", "deliveries", delivery, "retry"]:
                self.retried.append(delivery)
                return Answer(204, b"")
        return _json(404, {"error": "There is nothing here."})

    def publish(self, quiz: str, digest: str, by: str) -> dict[str, Any]:
        """Make a revision live, whoever does it."""
        number = self.live[quiz]["revision"] + 1 if quiz in self.live else 1
        self.live[quiz] = {
            "revision": number,
            "digest": digest,
            "by": by,
            "at": "2026-11-21T10:00:00Z",
            "url": f"https://quiz.example/q/{quiz}",
        }
        return self.live[quiz]

    def _listed(self, asked: dict[str, str]) -> list[dict[str, Any]]:
        if self.old:
            return [{name: one[name] for name in one if name != "until"} for one in self.deliveries]
        found = [one for one in self.deliveries if asked.get("state", one["state"]) == one["state"]]
        return found[: int(asked.get("limit", "50"))]

    def _switch(self, quiz: str, body: Any, request: Received) -> Answer:
        key = request.headers["idempotency-key"]
        if key in self.answered:
            return _json(200, self.answered[key])
        live = self.live.get(quiz)
        seen = re.fullmatch(r'"(\d+)"', request.headers.get("if-match", ""))
        held = live["revision"] == int(seen[1]) if live and seen else not live and not seen
        if not held:
            return _json(412, {"error": "Somebody was first.", **(live or {})})
        found = {name: self.parts[digest] for name, digest in body["parts"].items()}
        if wire.digest(parts.assemble(found)) != body["digest"]:
            return _json(422, {"error": "The parts do not make the digest."})
        self.answered[key] = self.publish(quiz, body["digest"], body["by"])
        return _json(200, self.answered[key])


def _loads(body: bytes) -> Any:
    return json.loads(body) if body else None


def _json(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/json"})
