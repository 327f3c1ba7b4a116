"""The tour's Klaviyo, which for tests can be told to fail and says when something has come."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from quizdesigner.tour import klaviyo
from quizdesigner.tour.klaviyo import Recorded, Reply, Sent


@dataclass
class Fault:
    """What is to go wrong with the next `times` requests whose path begins with `on`.

    Kinds: "answer" gives `status`, `headers` and `body`; "hang" never answers; "lose" does the work and then breaks
    the connection before answering.
    """

    kind: str
    times: int = 1
    on: str = "/"
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Klaviyo(klaviyo.Klaviyo):
    """The service, with `faults` for what comes next."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.faults: list[Fault] = []
        self.refused_fields: dict[str, str] = {}
        """JSON pointers of fields that are answered with 400 while a request has them, and the words."""
        self._came = threading.Condition()
        self._closing = threading.Event()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        super().__exit__(kind, error, trace)

    def wait_for_events(self, count: int) -> None:
        """Return when so many events are recorded."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.events) >= count, 60), f"{len(self.events)} events arrived"

    def take(self, request: Recorded) -> Sent | None:
        """As the service does, unless a fault is met."""
        fault = self._met(request.path)
        if fault is None:
            return super().take(request)
        if fault.kind == "answer":
            return Sent(fault.status, fault.body, fault.headers)
        if fault.kind == "hang":
            self._closing.wait()
        else:
            super().take(request)
        return None

    def answer(self, request: Recorded) -> Reply:
        """As the service does, unless it has a field that is refused."""
        for pointer, words in self.refused_fields.items():
            if _has(request.body, pointer):
                self.requests.append(request)
                error = {"code": "invalid", "title": "Error", "detail": words, "source": {"pointer": pointer}}
                return 400, {"errors": [error]}
        reply = super().answer(request)
        with self._came:
            self._came.notify_all()
        return reply

    def _met(self, path: str) -> Fault | None:
        """The fault this request meets, which counts as used."""
        with self._lock:
            for one in self.faults:
                if path.startswith(one.on):
                    one.times -= 1
                    if not one.times:
                        self.faults.remove(one)
                    return one
        return None


def _has(body: Any, pointer: str) -> bool:
    for escaped in pointer.split("/")[1:]:
        part = escaped.replace("~1", "/").replace("~0", "~")
        if not isinstance(body, dict) or part not in body:
            return False
        body = body[part]
    return True
