"""The routing part of the page's script in a real JavaScript engine, asked the same questions as Python."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from PySide6.QtQml import QJSEngine

from quizdesigner.page import script
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import AnyCondition, Quiz
from quizdesigner.settings import resource

_ASK = """
function asWalked(quiz, answers) {
  const plan = JSON.parse(quiz);
  const known = new Map(JSON.parse(answers));
  const found = walk(plan, known);
  const waiting = plan.questions[found.waiting];
  const words = waiting ? problem(waiting, known.get(waiting.id), known.get(waiting.id + "/other")) : "";
  return JSON.stringify([found.route, found.waiting, words, Array.from(found.counted)]);
}
function asPlayed(quiz, form) {
  const fields = new Map(JSON.parse(form));
  const known = new Map();
  for (const question of JSON.parse(quiz).questions) {
    const answer = taken(question, fields.get(question.id) || []);
    if (answer !== undefined) known.set(question.id, answer);
    const [text] = (fields.get(question.id + "/other") || []).map(strip);
    if (text) known.set(question.id + "/other", text);
  }
  return asWalked(quiz, JSON.stringify(Array.from(known)));
}
function asHeld(condition, answers) { return holds(JSON.parse(condition), new Map(JSON.parse(answers))); }
"""


class Walked(Struct, frozen=True):
    """What the script makes of answers: route and the question still waiting (ids), what it says to that one, and the
    answers that count, picks as sets.
    """

    route: list[str]
    waiting: str | None
    words: str
    counted: dict[str, Any]


class Engine:
    """Runs `page/routing.js`. It needs a Qt application around it, which the fixture of this name sees to."""

    def __init__(self) -> None:
        self._engine = QJSEngine()
        loaded: Any = self._engine.evaluate(resource("page/routing.js").read_text(encoding="utf-8") + _ASK)
        assert not loaded.isError(), loaded.toString()

    def walk(self, quiz: Quiz, answers: Answers) -> Walked:
        """Where these answers lead."""
        return self._walked("asWalked", quiz, answers)

    def play(self, quiz: Quiz, fields: Mapping[str, Sequence[str]]) -> Walked:
        """Where the answers lead that these fields of the form come to."""
        return self._walked("asPlayed", quiz, fields)

    def holds(self, condition: AnyCondition, answers: Answers) -> bool:
        """Whether the script says that the condition holds."""
        when = msgspec.json.encode(script.counted(condition)).decode()
        return bool(self._ask("asHeld", when, json.dumps(list(answers.items()))))

    def _walked(self, function: str, quiz: Quiz, given: Mapping[str, Any]) -> Walked:
        plan = msgspec.json.encode(script.plan(quiz, revision=1)).decode()
        route, waiting, words, counted = json.loads(self._ask(function, plan, json.dumps(list(given.items()))))
        ids = [question.id for question in quiz.questions]
        return Walked(
            [ids[place] for place in route], None if waiting is None else ids[waiting], words, as_sets(dict(counted))
        )

    def _ask(self, function: str, *arguments: str) -> Any:
        asked = self._engine.globalObject().property(function)
        answer = asked.call([self._engine.toScriptValue(one) for one in arguments])
        assert not answer.isError(), answer.toString()
        return answer.toVariant()


def as_sets(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers with picks in no order."""
    return {name: frozenset(one) if isinstance(one, list | tuple) else one for name, one in answers.items()}
