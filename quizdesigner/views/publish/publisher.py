"""Publishing without widgets: what would go live, where, how far it is, and what waits for a host that is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from quizdesigner.errors import QuizDesignerError, Refused, Unavailable
from quizdesigner.models.publications import Publication
from quizdesigner.quiz import edits
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Connection, Host, Project
from quizdesigner.quiz.problems import problems
from quizdesigner.settings import login
from quizdesigner.sync.host import HostClient, Published, PublishedMeanwhile
from quizdesigner.sync.publish import Progress, publish
from quizdesigner.sync.secrets import Secret, connection_name, host_name
from quizdesigner.views.desk import Desk, Live, Tone
from quizdesigner.views.errand import Errand
from quizdesigner.views.hosts import usual_host
from quizdesigner.views.publish import facts
from quizdesigner.views.publish.facts import Facts
from quizdesigner.views.publish.intent import Done, Intent, Ready, State, Stopped, Waiting, Working, intend

PAUSE = 150
"""Milliseconds after the last edit until what is not live is counted again."""

AGAIN = 30_000
"""Milliseconds between two attempts at a host that is away."""

Reached = Literal["unknown", "yes", "away", "no token", "refused"]


class Publisher(QObject):
    """The current quiz and its host. `changed` says that something here is another; the desk's Live is kept true.

    Belongs to one window. What is queued is remembered while the window is open.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.by = login()
        self.missing: tuple[Connection, ...] = ()
        """Connections whose key this computer does not have."""
        self._desk = desk
        self._hosts: dict[str, str] = {}
        self._checked: tuple[tuple[object, ...], tuple[Finding, ...]] = ((), ())
        self._states: dict[str, State] = {}
        self._live: dict[tuple[str, str], Published | None] = {}
        self._read: dict[tuple[str, str], Publication] = {}
        self._reached: dict[str, tuple[Reached, str]] = {}
        self._publishing = Errand(desk)
        self._looking = Errand(desk)
        self._soon = _timer(self, PAUSE, self.refresh)
        self._soon.setSingleShot(True)
        self.retry = _timer(self, AGAIN, self.try_again)
        self.facts: Facts | None = None
        """What the project says; None while it has no quiz."""
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self.refresh())
        # What was counted may show more to mend.
        desk.forecast.changed.connect(self.changed)
        desk.began.connect(self._greet)
        desk.ended.connect(self._stop)
        self.refresh()

    @property
    def host(self) -> Host | None:
        """Where the quiz would go; None while the project has no host."""
        chosen = self._hosts.get(self._desk.quiz_id)
        picked = next((host for host in self._desk.project.hosts if host.id == chosen), None)
        return picked or usual_host(self._desk.editor.file, self._desk.project, self._desk.quiz_id)

    @property
    def state(self) -> State:
        """How far the current quiz is."""
        return self._states.get(self._desk.quiz_id, Ready())

    @property
    def reached(self) -> tuple[Reached, str]:
        """How the host fared at the last contact, and the words that go with it."""
        host = self.host
        return self._reached.get(host.id, ("unknown", "")) if host else ("unknown", "")

    @property
    def expected(self) -> int | None:
        """The revision that is live as far as the author has been told; None for none."""
        live = self._known_live()
        return live.revision if live else None

    @property
    def version(self) -> int:
        """The revision that would be made next."""
        return (self.expected or 0) + 1

    @property
    def stranger(self) -> str:
        """What is live without this project file knowing: who and when. Empty when all is as noted."""
        host = self.host
        if host is None or self.facts is None or (self._desk.quiz_id, host.id) not in self._live:
            return ""
        return facts.stranger(host, self._live[self._desk.quiz_id, host.id], self.facts.last, datetime.now(UTC))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say about the quiz. Looked for here only where the forecast is behind: it takes a while."""
        desk, forecast = self._desk, self._desk.forecast
        if forecast.current:
            return forecast.problems
        about = (desk.project, desk.quiz_id, forecast.coverage, forecast.current)
        if [*map(id, about)] != [*map(id, self._checked[0])]:
            self._checked = (about, problems(desk.project, desk.quiz, forecast.coverage, final=forecast.current))
        return self._checked[1]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stops a publication."""
        return tuple(one for one in self.findings if one.level == "error")

    def choose_host(self, host_id: str) -> None:
        """Publish to another host of the project."""
        self._hosts[self._desk.quiz_id] = host_id
        self.refresh()
        self.look()

    def refresh(self) -> None:
        """Count again what is not live."""
        self._soon.stop()
        self.facts = facts.facts(self._desk.project, self._desk.quiz_id, self._last())
        self._tell()

    def look(self) -> None:
        """Ask the host what is live there, and this computer which keys it has."""
        if self.host is not None or self._desk.project.connections:
            self._looking.run(self._look(self.host, self._desk.quiz_id))

    def settle(self) -> None:
        """Put away what is over: the sheet begins anew."""
        if isinstance(self.state, Done | Stopped):
            self._set(self._desk.quiz_id, Ready())

    def publish(self) -> None:
        """Make the quiz live as it is now; while the host is away, queue it."""
        host, editor = self.host, self._desk.editor
        if host is None or self.facts is None or self.errors or isinstance(self.state, Working):
            return
        if self._busy():
            self._desk.notify("Another quiz of this project is being published. Try again in a moment.")
            return
        if editor.do(edits.pin_keys, self._desk.quiz_id, label="fix field names"):
            intent = intend(self._desk.project, self._desk.quiz_id, host, self.by, self.expected)
            self._start(intent, queued=self.reached[0] == "away")

    def cancel(self) -> None:
        """Give up the publication under way; nothing shoppers see has changed. Once the switch is asked for, no more.

        What is queued is taken back.
        """
        state = self.state
        if isinstance(state, Working) and state.progress.step != "switch":
            self._publishing.cancel()
            self._set(self._desk.quiz_id, Ready())
        elif isinstance(state, Waiting):
            self._set(self._desk.quiz_id, Ready())

    def try_again(self) -> None:
        """Ask the host again for what is queued."""
        if not self._busy():
            waiting = next((state for state in self._states.values() if isinstance(state, Waiting)), None)
            if waiting is not None:
                self._start(waiting.intent, queued=True)

    def _stop(self) -> None:
        self._soon.stop()
        self.retry.stop()

    def _greet(self) -> None:
        """See whether the host answers, so that the window shows it; nothing is said where nobody can ask."""
        if self.host is not None:
            self._looking.run(self._meet(self.host, self._desk.quiz_id))

    async def _meet(self, host: Host, quiz_id: str) -> None:
        if await self._desk.secrets.get(host_name(host.id)) is not None:
            await self._ask(host, quiz_id)
            self._tell()

    def _last(self) -> Publication | None:
        """What the host was given last. Read from the file once for each publication, not at each edit."""
        quiz_id, host = self._desk.quiz_id, self.host
        sent = [one for one in self._desk.editor.file.publications(quiz_id) if host is not None and one.host == host.id]
        if not sent or host is None:
            return None
        known = self._read.get((quiz_id, host.id))
        if known is None or (known.revision, known.digest) != (sent[0].revision, sent[0].digest):
            known = self._desk.editor.file.publication(quiz_id, host.id)
            if known is not None:
                self._read[quiz_id, host.id] = known
        return known

    def _busy(self) -> bool:
        return any(isinstance(state, Working) for state in self._states.values())

    def _known_live(self) -> Published | Publication | None:
        host = self.host
        if host is not None and (self._desk.quiz_id, host.id) in self._live:
            return self._live[self._desk.quiz_id, host.id]
        return self.facts.last if self.facts else None

    def _follow(self, before: Project, after: Project) -> None:
        self._soon.start()

    def _start(self, intent: Intent, *, queued: bool) -> None:
        self._set(intent.quiz, Working(intent, Progress("host")))
        self._publishing.run(self._publish(intent, queued))

    async def _publish(self, intent: Intent, queued: bool) -> None:
        host = intent.host
        token = await self._desk.secrets.get(host_name(host.id))
        if token is None:
            self._note(host, "no token", f"This computer has no token for {host.name}.")
            self._set(intent.quiz, Stopped(f"This computer has no token for {host.name}. Enter one, then publish."))
            return
        keys = await self._keys(intent.project)
        try:
            published = await publish(
                HostClient(host.address, token, self._desk.http),
                intent.project,
                intent.quiz,
                by=intent.by,
                expected=intent.expected,
                key=intent.key,
                progress=lambda far: self._set(intent.quiz, Working(intent, far)),
                secrets=keys,
            )
        except PublishedMeanwhile as error:
            self._note(host, "yes")
            found = Published(error.revision, "", error.by, error.at, "") if error.revision else None
            self._live[intent.quiz, host.id] = found
            self._set(intent.quiz, Stopped(str(error)))
            self._say(f"Version {intent.version} was not published: {error}", "warn")
        except Unavailable as error:
            self._note(host, "away", str(error))
            self._set(intent.quiz, Waiting(intent, str(error)) if queued else Stopped(str(error)))
        except Refused as error:
            self._note(host, "yes")
            self._set(intent.quiz, Stopped(str(error)))
            self._say(f"Version {intent.version} was not published: {error}", "warn")
        except Exception:
            # A bug, which the one handler shows; the sheet must not wait for it for ever.
            self._set(intent.quiz, Ready())
            raise
        else:
            self._note(host, "yes")
            self._record(intent, published)
            self._set(intent.quiz, Done(host, published))
            self._say(f"Version {published.revision} is live on {host.name}.", "ok")

    def _record(self, intent: Intent, published: Published) -> None:
        self._live[intent.quiz, intent.host.id] = published
        kept = Publication(
            intent.quiz,
            intent.host.id,
            published.revision,
            published.digest,
            datetime.fromisoformat(published.at),
            published.by,
            published.url,
            intent.bundle,
        )
        try:
            self._desk.editor.file.record_publication(kept)
        except QuizDesignerError as error:
            self._desk.notify(f"Version {published.revision} is live, but the file could not note it: {error}", "bad")
        self.refresh()

    async def _look(self, host: Host | None, quiz_id: str) -> None:
        keys = await self._keys(self._desk.project)
        self.missing = tuple(one for one in self._desk.project.connections if one.enabled and one.id not in keys)
        if host is not None:
            await self._ask(host, quiz_id)
        self._tell()

    async def _ask(self, host: Host, quiz_id: str) -> None:
        token = await self._desk.secrets.get(host_name(host.id))
        if token is None:
            self._note(host, "no token", f"This computer has no token for {host.name}. Colleagues enter their own.")
            return
        try:
            live = await HostClient(host.address, token, self._desk.http).live(quiz_id)
        except Unavailable as error:
            self._note(host, "away", str(error))
        except Refused as error:
            self._note(host, "refused", str(error))
        else:
            self._note(host, "yes")
            self._live[quiz_id, host.id] = live
            self._adopt(host, quiz_id, live)

    def _adopt(self, host: Host, quiz_id: str, live: Published | None) -> None:
        """Note a publication that went live without an answer reaching us: it is the very quiz of now."""
        known = self.facts
        if live is None or known is None or quiz_id != self._desk.quiz_id or self._desk.editor.read_only:
            return
        if live.digest == known.digest and (known.last is None or known.last.revision != live.revision):
            self._record(intend(self._desk.project, quiz_id, host, live.by, live.revision - 1 or None), live)

    async def _keys(self, project: Project) -> dict[str, Secret]:
        found = {}
        for connection in (one for one in project.connections if one.enabled):
            secret = await self._desk.secrets.get(connection_name(project.id, connection.id))
            if secret is not None:
                found[connection.id] = secret
        return found

    def _say(self, text: str, tone: Tone) -> None:
        """Say what came of a publication, unless the sheet is open and shows it."""
        if self._desk.sheet != "publish":
            self._desk.notify(text, tone)

    def _note(self, host: Host, reached: Reached, words: str = "") -> None:
        self._reached[host.id] = (reached, words)

    def _set(self, quiz_id: str, state: State) -> None:
        self._states[quiz_id] = state
        waits = any(isinstance(one, Waiting) for one in self._states.values())
        if waits and not self.retry.isActive():
            self.retry.start()
        elif not waits:
            self.retry.stop()
        self._tell()

    def _tell(self) -> None:
        host, known, state = self.host, self.facts, self.state
        live = self._known_live()
        queued = state.intent.version if isinstance(state, Waiting) else 0
        online = {"yes": True, "refused": True, "away": False}.get(self.reached[0])
        changes = len(known.differences) if known and known.last else None
        name = host.name if host else ""
        self._desk.show_live(Live(online, name, live.revision if live else 0, changes, queued))
        self.changed.emit()


def _timer(parent: QObject, interval: int, call: Callable[[], None]) -> QTimer:
    made = QTimer(parent)
    made.setInterval(interval)
    made.timeout.connect(call)
    return made
