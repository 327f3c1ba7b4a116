"""Two thousand finished quizzes to all seven services while services fail and the host is killed: what arrived.

Run: python -m tests.faults.run [takes] [kills]
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from msgspec import Struct, field

from quizdesigner.host import serve
from quizdesigner.host.worker import event_id
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Service as Kind
from tests.faults.shoppers import FOREIGN, Expected, Take, expected, known, project, takes
from tests.host.standing import hidden_fields
from tests.standins.service import Came, Fault, Service
from tests.standins.seven import STANDINS, addresses, running

SHARES: tuple[tuple[Fault, float], ...] = (
    ("busy", 0.10),
    ("broken", 0.08),
    ("broken_after", 0.02),
    ("hang", 0.015),
    ("hang_after", 0.015),
    ("lost", 0.05),
)
"""How many of a service's requests meet which fault."""

_AT_ONCE = 8
_PATIENCE = 1_500.0
"""Seconds after which what has not arrived counts as lost."""


class Figures(Struct):
    """What a run came to. `wrong` are sentences on what is not as it has to be; there should be none."""

    takes: int = 0
    seconds: float = 0.0
    kills: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    people: int = 0
    events: Counter[str] = field(default_factory=Counter)
    doubtful: int = 0
    wrong: list[str] = field(default_factory=list)


class Trouble:
    """Chooses which requests of a service meet a fault, and counts them."""

    def __init__(self, seed: int, figures: Figures, name: str) -> None:
        self._chance = random.Random(seed)
        self._figures = figures
        self._name = name
        self.over = False

    def plan(self, came: Came) -> Fault | None:
        """The fault of this request."""
        self._figures.requests[self._name] += 1
        drawn = self._chance.random()
        for fault, share in () if self.over else SHARES:
            drawn -= share
            if drawn < 0:
                self._figures.faults[fault] += 1
                return fault
        return None


class Host:
    """The host's process: started, killed and started again over the same folder."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        # One that no system hands out by itself: a client of the killed host must not meet somebody else there.
        self._port = next(port for port in range(18_750, 19_750) if _is_free(port))
        self._environment = {**os.environ, **environment}
        self._process: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()
        self.url = ""
        self.up = threading.Event()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "tests.faults.host", str(self._folder), str(self._port)]
        with (self._folder.parent / "host.log").open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=self._environment
            )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().rpartition(" ")[2].strip()
        assert self.url.startswith("http"), "the host did not start"
        self.up.set()

    def check(self) -> None:
        """Raise when it ended though nobody killed it."""
        with self._turn:
            code = self._process.poll() if self._process else None
            assert code is None, f"the host ended by itself with {code}"

    def restart(self) -> None:
        """Kill it, and start it again."""
        with self._turn:
            self.kill()
            self.start()

    def kill(self) -> None:
        """As a power cut does."""
        self.up.clear()
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def _is_free(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) != 0


def run(number: int, kills: int, seed: int = 1, contacts: int | None = None) -> Figures:
    """The whole of it; the figures are complete when it returns."""
    chance = random.Random(seed)
    made = takes(number, contacts or max(2, number // 5), chance)
    figures = Figures(takes=number, kills=kills)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, running() as services:
        troubles = [Trouble(seed + at, figures, kind.value) for at, kind in enumerate(services)]
        for trouble, service in zip(troubles, services.values(), strict=True):
            service.plan = trouble.plan
            for email in dict.fromkeys(take.email for take in made):
                if known(email):
                    service.put_person(email, *FOREIGN)
        data = Path(folder) / "host"
        host = Host(data, addresses(services))
        early = kills // 2
        with _killed_now_and_then(host, data, chance, early, number) as answered:
            ids = _answer_all(host, made, answered)
        _wait_until_sent(host, data, kills - early)
        host.kill()
        figures.seconds = time.monotonic() - started
        log = (Path(folder) / "host.log").read_text("utf-8")
        _compare(figures, services, made, ids, log)
    return figures


@contextmanager
def _killed_now_and_then(
    host: Host, data: Path, chance: random.Random, kills: int, number: int
) -> Iterator[Callable[[], None]]:
    """A host with the quiz on it, killed after so many answers, each time after another number of them.

    Gives what is to be called after each accepted answer.
    """
    token = serve.create_token(data, "Halden")
    host.start()
    _publish(host.url, token)
    moments = sorted(chance.sample(range(number // 20, number), kills))
    count = 0
    turn = threading.Lock()
    due = threading.Semaphore(0)
    over = threading.Event()

    def answered() -> None:
        nonlocal count
        with turn:
            count += 1
            for _ in range(moments.count(count)):
                due.release()

    def killer() -> None:
        while not over.is_set():
            if due.acquire(timeout=0.1):
                time.sleep(chance.random() / 2)
                host.restart()

    thread = threading.Thread(target=killer)
    thread.start()
    try:
        yield answered
    finally:
        time.sleep(1)
        over.set()
        thread.join()


def _publish(url: str, token: str) -> None:
    """Put the quiz and the keys of its connections on the host."""
    whole = project()
    bundle = bundle_of(whole, whole.quizzes[0])
    cut = parts.parts(bundle)
    with httpx.Client(base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}"}) as client:
        for part in cut.values():
            client.put(f"/parts/{parts.digest(part)}", content=part).raise_for_status()
        digests = {name: parts.digest(part) for name, part in cut.items()}
        body = {"parts": digests, "digest": wire.digest(bundle), "by": "Bo"}
        headers = {"If-None-Match": "*", "Idempotency-Key": "one"}
        client.put("/quizzes/sleep/live", json=body, headers=headers).raise_for_status()
        for one in STANDINS.values():
            secret = {"secret": one.secret}
            client.put(f"/connections/{one.connection.id}/secret", json=secret).raise_for_status()


def _answer_all(host: Host, made: Sequence[Take], answered: Callable[[], None]) -> list[str]:
    """Let every shopper take the quiz as often as they do, one take after the other; the submissions' ids."""
    ids = [""] * len(made)
    by_shopper: dict[str, list[int]] = {}
    for at, take in enumerate(made):
        by_shopper.setdefault(take.email, []).append(at)

    def shopper(places: Sequence[int]) -> None:
        with httpx.Client(timeout=10.0) as client:
            for at in places:
                ids[at] = _answer(host, client, made[at])
                answered()

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(shopper, by_shopper.values()):
            pass
    return ids


def _answer(host: Host, client: httpx.Client, take: Take) -> str:
    """Take the quiz; whoever sees no answer sends the same form again. The submission's id."""
    hidden: dict[str, str] = {}
    while True:
        host.up.wait()
        try:
            hidden = hidden or hidden_fields(client.get(f"{host.url}/q/sleep-finder").text)
            reply = client.post(f"{host.url}/q/sleep-finder/answers", data={**hidden, **take.fields})
        except httpx.TransportError:
            host.check()
            time.sleep(0.05)
            continue
        if reply.status_code == 303:
            return hidden["submission"]
        assert reply.status_code >= 500, reply.text


def _wait_until_sent(host: Host, data: Path, kills: int) -> None:
    """Wait until nothing waits any more, and kill the host so often on the way, at equal shares of the rest."""
    token = serve.create_token(data, "Halden", ["read"])
    end = time.monotonic() + _PATIENCE
    with httpx.Client(base_url=f"{host.url}/api/v1", headers={"Authorization": f"Bearer {token}"}) as client:
        first = waiting = _waiting(client)
        while waiting and time.monotonic() < end:
            # The n-th kill leaves n parts less of the rest.
            if kills and waiting <= first * kills // (kills + 1):
                host.restart()
                first, kills = waiting, kills - 1
            time.sleep(0.5)
            waiting = _waiting(client)


def _waiting(client: httpx.Client) -> int:
    return sum(client.get(f"/connections/{one.connection.id}").json()["waiting"] for one in STANDINS.values())


def _compare(
    figures: Figures, services: dict[Kind, Service], made: Sequence[Take], ids: Sequence[str], log: str
) -> None:
    """Hold what the services have against what they should."""
    for kind, service in services.items():
        wanted = expected(made, kind)
        figures.people += len(wanted)
        for email, one in wanted.items():
            _compare_person(figures, kind, service, email, one)
        _compare_events(figures, kind, service, made, ids)
        figures.wrong += [f"{kind}: {one}" for one in getattr(service, "violations", ())[:3]]
    figures.wrong += [line for line in log.splitlines() if "inside the host" in line][:5]


def _compare_person(figures: Figures, kind: Kind, service: Service, email: str, wanted: Expected) -> None:
    person = service.person(email)
    if person is None:
        figures.wrong.append(f"{kind}: {email} never arrived")
        return
    if sorted(person.tags) != sorted(wanted.tags):
        figures.wrong.append(f"{kind}: {email} has {sorted(person.tags)} instead of {sorted(wanted.tags)}")
    if person.email_consent != wanted.agreed:
        figures.wrong.append(f"{kind}: {email} agreed: {wanted.agreed}, and there it is {person.email_consent}")


def _compare_events(figures: Figures, kind: Kind, service: Service, made: Sequence[Take], ids: Sequence[str]) -> None:
    """Each take's event once, in the order of the takes; where doubt is never resent, at most once."""
    wanted: dict[str, list[str]] = {}
    for take, submission in zip(made, ids, strict=True):
        wanted.setdefault(take.email, []).append(event_id(submission, STANDINS[kind].connection.id))
    for email, events in wanted.items():
        person = service.person(email)
        got = person.events if person else []
        figures.events[kind.value] += len(got)
        if len(set(got)) != len(got):
            figures.wrong.append(f"{kind}: {email} has an event twice")
        if STANDINS[kind].events and got != events:
            figures.wrong.append(f"{kind}: {email} has {len(got)} events of {len(events)}, or in another order")
        elif kind is Kind.OMNISEND:
            figures.doubtful += len(events) - len(got)


def say(figures: Figures) -> str:
    """The figures as text."""
    requests = ", ".join(f"{name} {count:,}" for name, count in figures.requests.items())
    faults = ", ".join(f"{name} {count:,}" for name, count in sorted(figures.faults.items()))
    events = ", ".join(f"{name} {count:,}" for name, count in figures.events.items() if count)
    lines = (
        f"{figures.takes:,} finished quizzes to {len(STANDINS)} services in {figures.seconds:.0f} s,"
        f" the host killed {figures.kills} times",
        f"requests: {sum(figures.requests.values()):,} ({requests})",
        f"faults: {sum(figures.faults.values()):,} ({faults})",
        f"shoppers held against what they should be: {figures.people:,}",
        f"events: {events}; in doubt at Omnisend and not sent twice: {figures.doubtful:,}",
        f"wrong: {len(figures.wrong):,}",
        *(f"  {one}" for one in figures.wrong[:20]),
    )
    return "\n".join(lines)


def main(words: Sequence[str]) -> int:
    """Run and print; 1 when anything is wrong."""
    number, kills = (int(word) for word in (*words, *("2000", "10")[len(words) :]))
    figures = run(number, kills)
    print(say(figures))
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
