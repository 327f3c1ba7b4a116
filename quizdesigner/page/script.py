"""What the page's script is told: where each answer leads, what each question accepts, and the words to say so.

It knows conditions and nothing else: no tags, no votes, no products. The words are asked of `quiz.answers`, so that the
page and the host never say different things about the same answer.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from quizdesigner.quiz import answers, rules
from quizdesigner.quiz.document import AnyCondition, Kind, Question, Quiz

WORDS = {
    "start": "Start",
    "continue": "Continue",
    "finish": "Show my results",
    "sending": "Sending…",
    "again": "Try again",
    "failed": "We could not send your answers. They are kept here. Try again.",
}


class Leap(Struct, frozen=True):
    """A jump by place: `to` is the place of a later question, or the number of questions for the results page."""

    to: int
    when: AnyCondition


class Step(Struct, frozen=True, omit_defaults=True):
    """One question. `need` is what to say when its answer is missing, empty where none is needed."""

    id: str
    kind: Kind
    need: str = ""
    least: int = 0
    most: int = 0
    few: str = ""
    many: str = ""
    advance: bool = False
    button: str = ""
    shown: AnyCondition | None = None
    jumps: tuple[Leap, ...] = ()


class Typed(Struct, frozen=True):
    """What typed answers must keep to, and the words when they do not."""

    longest: int
    long: str
    line: str
    longest_email: int
    email: str


class Plan(Struct, frozen=True, omit_defaults=True):
    """All the script is told. `key` names the shopper's answers in the browser; `action` is where to send them.

    With no `action` the script leaves the sending to the form itself.
    """

    key: str
    typed: Typed
    words: dict[str, str]
    questions: tuple[Step, ...]
    action: str = ""


def plan(quiz: Quiz, *, revision: int, action: str = "") -> Plan:
    """What the script needs to lead a shopper through `quiz`."""
    places = {question.id: place for place, question in enumerate(quiz.questions)}
    places |= {page.id: len(quiz.questions) for page in quiz.results}
    text, email = Question("text", Kind.TEXT), Question("email", Kind.EMAIL)
    return Plan(
        key=f"quiz {quiz.id} {revision}",
        typed=Typed(
            longest=answers.MAX_TEXT,
            long=answers.problem(text, "x" * (answers.MAX_TEXT + 1)) or "",
            line=answers.problem(text, "\x01") or "",
            longest_email=answers.MAX_EMAIL,
            email=answers.problem(email, "x") or "",
        ),
        words=WORDS,
        questions=tuple(_step(quiz, question, places) for question in quiz.questions),
        action=action,
    )


def data(value: Plan) -> str:
    """The plan as JSON that may stand inside a `<script>` element: no text can end it."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def _step(quiz: Quiz, question: Question, places: dict[str, int]) -> Step:
    several = question.takes_several
    picks = tuple(choice.id for choice in question.choices)
    most, least = (question.most, question.least) if several else (0, 0)
    few = picks[: min(least - 1, most or least)] if least > 1 else ()
    return Step(
        id=question.id,
        kind=question.kind,
        need=answers.problem(question, None) or "",
        least=least,
        most=most,
        few=(answers.problem(question, few) or "") if few else "",
        many=(answers.problem(question, picks[: most + 1]) or "") if most and len(picks) > most else "",
        advance=question.advance and question.traits.has_choices and not several,
        button=question.button,
        shown=None if question.show_when is None else rules.without_tags(question.show_when, quiz),
        # Those that can be taken: forward to a question, or to the end.
        jumps=tuple(
            Leap(places[jump.to], rules.without_tags(jump.when, quiz))
            for jump in question.jumps
            if places.get(jump.to, -1) > places[question.id]
        ),
    )
