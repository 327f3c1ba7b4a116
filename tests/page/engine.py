"""The routing part of the page's script in a real JavaScript engine, asked the same questions as Python."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from PySide6.QtQml import QJSEngine

from quizdesigner.page import script
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import AnyCondition, Quiz
from quizdesigner.settings import resource

_ASK = """
function asWalked(quiz, answers) {
  const found = walk(JSON.parse(quiz), new Map(JSON.parse(answers)));
  return JSON.stringify([found.route, found.waiting, Array.from(found.counted)]);
}
function asHeld(condition, answers) { return holds(JSON.parse(condition), new Map(JSON.parse(answers))); }
"""


class Engine:
    """Runs `page/routing.js`. It needs a Qt application around it, which the fixture of this name sees to."""

    def __init__(self) -> None:
        self._engine = QJSEngine()
        loaded: Any = self._engine.evaluate(resource("page/routing.js").read_text(encoding="utf-8") + _ASK)
        assert not loaded.isError(), loaded.toString()

    def walk(self, quiz: Quiz, answers: Answers) -> tuple[list[str], str | None, dict[str, Any]]:
        """What the script makes of these answers: route, the question still waiting (ids), the answers that count."""
        plan = msgspec.json.encode(script.plan(quiz, revision=1)).decode()
        route, waiting, counted = json.loads(self._ask("asWalked", plan, json.dumps(list(answers.items()))))
        ids = [question.id for question in quiz.questions]
        return [ids[place] for place in route], None if waiting is None else ids[waiting], dict(counted)

    def holds(self, condition: AnyCondition, answers: Answers) -> bool:
        """Whether the script says that the condition holds."""
        when = msgspec.json.encode(condition).decode()
        return bool(self._ask("asHeld", when, json.dumps(list(answers.items()))))

    def _ask(self, function: str, *arguments: str) -> Any:
        asked = self._engine.globalObject().property(function)
        answer = asked.call([self._engine.toScriptValue(one) for one in arguments])
        assert not answer.isError(), answer.toString()
        return answer.toVariant()
