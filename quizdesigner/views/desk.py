"""What an open window looks at: the project through its editor, the quiz, the question, the place."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views import style
from quizdesigner.views.counter import Counter
from quizdesigner.views.editor import Editor
from quizdesigner.views.forecast import Forecast
from quizdesigner.views.preferences import Preferences, Theme
from quizdesigner.views.problems import Problems

Tone = Literal["plain", "ok", "warn", "bad"]

_NO_QUIZ = Quiz(id="none", name="No quiz yet")


class Live(Struct, frozen=True):
    """How the current quiz stands with its host, as far as is known.

    `online` is None before anybody asked. `revision` 0 means never published. `changes` counts what is not live;
    None when nothing was published to compare with. `queued` is the version that waits for the host, or 0.
    """

    online: bool | None = None
    host: str = ""
    revision: int = 0
    changes: int | None = None
    queued: int = 0


class Desk(QObject):
    """The panes' shared ground. Construct it before the panes, so that it hears of a change before they do."""

    quiz_changed = Signal(str)
    question_changed = Signal(str)
    place_changed = Signal(str)
    sheet_changed = Signal(str)
    live_changed = Signal()
    theme_changed = Signal()
    noticed = Signal(str, str)
    file_asked = Signal(str)
    tag_asked = Signal(str)
    preview_asked = Signal(str)
    shopper_asked = Signal(object)
    segment_asked = Signal(str)
    connection_asked = Signal(str)
    group_asked = Signal(str)
    product_asked = Signal(str)
    began = Signal()
    ended = Signal()

    def __init__(
        self, editor: Editor, preferences: Preferences, secrets: Secrets, counter: Counter | None = None
    ) -> None:
        super().__init__()
        self.editor = editor
        self.preferences = preferences
        self.secrets = secrets
        self.http = Http()
        self.use_this_computer: Callable[[], Awaitable[str]] | None = None
        """Serves from this computer and gives the id of that host, empty when the project could not be changed.

        None where nobody can; raises Refused when it cannot now.
        """
        self.forecast = Forecast(self, counter)
        self.problems = Problems(self)
        self.place = "builder"
        self.sheet = ""
        self.live = Live()
        self.quiz_id = ""
        self.question_id = ""
        self.answers: Mapping[str, Answer] = {}
        """What the shopper in Preview has answered so far."""
        self._running: set[asyncio.Task[None]] = set()
        self._questions: dict[str, str] = {}
        self._settle(self.editor.project, self.editor.project)
        editor.changed.connect(self._settle)
        self.forecast.begin()
        self.problems.begin()
        editor.refused.connect(lambda text: self.notify(text, "warn"))

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.editor.project

    @property
    def quiz(self) -> Quiz:
        """The quiz looked at. While the project has none, an empty one; the window then shows no pane over it."""
        for quiz in self.project.quizzes:
            if quiz.id == self.quiz_id:
                return quiz
        return _NO_QUIZ

    def open_quiz(self, quiz_id: str) -> None:
        """Look at another quiz, at the question it was left at."""
        if quiz_id != self.quiz_id:
            self._questions[self.quiz_id] = self.question_id
            self.quiz_id = quiz_id
            self.question_id = self._questions.get(quiz_id, "")
            if not self._has(self.question_id):
                self.question_id = self._first()
            self.quiz_changed.emit(quiz_id)
            self.question_changed.emit(self.question_id)

    def open_question(self, question_id: str) -> None:
        """Look at another question or results page of the quiz, by its id."""
        if question_id != self.question_id:
            self.question_id = question_id
            self.question_changed.emit(question_id)

    def go(self, place: str) -> None:
        """Go to a place: builder, products, theme, customer_tags, segments, connect, preview, history, settings."""
        self.close_sheet()
        if place != self.place:
            self.place = place
            self.place_changed.emit(place)

    def open_sheet(self, name: str) -> None:
        """Show a sheet (publish) over the place."""
        self.sheet = name
        self.sheet_changed.emit(name)

    def close_sheet(self) -> None:
        """Put the sheet away."""
        if self.sheet:
            self.open_sheet("")

    def show_live(self, live: Live) -> None:
        """Tell the window how the quiz stands with its host."""
        if live != self.live:
            self.live = live
            self.live_changed.emit()

    def notify(self, text: str, tone: Tone = "plain") -> None:
        """Say something in a line that is in nobody's way."""
        self.noticed.emit(text, tone)

    def preview_question(self) -> None:
        """Go to the preview of the question looked at."""
        self.preview_asked.emit(self.question_id)
        self.go("preview")

    def preview_shopper(self, answers: Mapping[str, Answer]) -> None:
        """Go to the preview of a shopper with these answers, at the end of their route."""
        self.shopper_asked.emit(dict(answers))
        self.go("preview")

    def begin(self) -> None:
        """The window's loop runs: what is outside can be asked."""
        self.began.emit()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin work that waits for something outside. What it raises is shown like any other fault."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def end(self) -> None:
        """The window closes: give up what `spawn` began, wait until it is given up, let go of what is connected."""
        self.ended.emit()
        self.forecast.end()
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self.http.aclose()

    def choose_theme(self, theme: Theme) -> None:
        """Show the application in another theme, and remember it."""
        self.preferences.set_theme(theme)
        style.choose(theme)
        self.theme_changed.emit()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.result()

    def _settle(self, before: Project, after: Project) -> None:
        """Look at something that exists: after a deletion, at what took its place."""
        if not any(quiz.id == self.quiz_id for quiz in after.quizzes):
            at = next((at for at, quiz in enumerate(before.quizzes) if quiz.id == self.quiz_id), 0)
            left = after.quizzes[min(at, len(after.quizzes) - 1)].id if after.quizzes else ""
            if left != self.quiz_id:
                self.open_quiz(left)
        elif not self._has(self.question_id):
            self.open_question(self._neighbour(before))

    def _has(self, question_id: str) -> bool:
        return question_id in self._ids()

    def _first(self) -> str:
        return next(iter(self._ids()), "")

    def _ids(self) -> tuple[str, ...]:
        quiz = self.quiz
        return (*(question.id for question in quiz.questions), *(page.id for page in quiz.results))

    def _neighbour(self, before: Project) -> str:
        old = next((quiz.questions for quiz in before.quizzes if quiz.id == self.quiz_id), ())
        at = next((at for at, question in enumerate(old) if question.id == self.question_id), 0)
        questions = self.quiz.questions
        return questions[min(at, len(questions) - 1)].id if questions else self._first()
