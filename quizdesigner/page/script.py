"""What the page's script is told: where each answer leads, what each question accepts, and the words to say so.

It knows conditions and nothing else: no tags, no votes, no products. What to say to an answer that cannot be taken is
asked of `quiz.answers`, so that the page and the host never say different things about the same answer.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz import answers, rules
from quizdesigner.quiz.document import All, Any, AnyCondition, Compare, Kind, Not, Question, Quiz, Role
from quizdesigner.quiz.words import Words, say, words

_BUTTONS = ("start", "continue", "finish", "sending", "again", "failed")
_ADVANCING = (Kind.SINGLE, Kind.PICTURE, Kind.YES_NO)


class Leap(Struct, frozen=True):
    """A jump by place: `to` is the place of a later question, or the number of questions for the results page."""

    to: int
    when: AnyCondition


class Step(Struct, frozen=True, omit_defaults=True):
    """One question. `need` is what to say when its answer is missing, empty where none is needed.

    `least` and `most` bound the count of picks, `least` and `longest` that of characters; `lowest`, `highest` and
    `step` are whole millionths for numbers, days for dates. `none`, `all` and `other` are the choices of these roles
    (ids), `every` those that *all* stands for. All others are words: `few`, `many` and `long` for too few and too many,
    `wrong` for what is not of the question's kind, `low` and `high` for what is out of bounds, `off` for what is beside
    the steps, `line` for signs that are no text, `alone` for each of `none` with others, `more` for *other* without a
    text.
    """

    id: str
    kind: Kind
    need: str = ""
    least: int = 0
    most: int = 0
    few: str = ""
    many: str = ""
    longest: int = 0
    long: str = ""
    lowest: int | str | None = None
    highest: int | str | None = None
    step: int = 0
    wrong: str = ""
    low: str = ""
    high: str = ""
    off: str = ""
    line: str = ""
    none: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    more: str = ""
    advance: bool = False
    button: str = ""
    shown: AnyCondition | None = None
    jumps: tuple[Leap, ...] = ()


class Plan(Struct, frozen=True, omit_defaults=True):
    """All the script is told. `key` names the shopper's answers in the browser; `action` is where to send them.

    With no `action` the script leaves the sending to the form itself.
    """

    key: str
    words: dict[str, str]
    questions: tuple[Step, ...]
    action: str = ""


def plan(quiz: Quiz, *, revision: int, action: str = "") -> Plan:
    """What the script needs to lead a shopper through `quiz`, which is in the language it is read in."""
    places = {question.id: place for place, question in enumerate(quiz.questions)}
    places |= {page.id: len(quiz.questions) for page in quiz.results}
    said, terms = words(quiz), rules.ForPage(quiz)
    return Plan(
        key=f"quiz {quiz.id} {revision}",
        words={name: said[name] for name in _BUTTONS},
        questions=tuple(_step(question, places, said, terms) for question in quiz.questions),
        action=action,
    )


def data(value: Plan) -> str:
    """The plan as JSON that may stand inside a `<script>` element: no text can end it."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def advances(question: Question) -> bool:
    """Whether a tap on a choice goes on to the next question by itself."""
    return question.advance and question.kind in _ADVANCING and not question.takes_several


def counted(when: AnyCondition) -> AnyCondition:
    """A condition in the page's terms, its numbers as whole millionths, which compare exactly in the browser too."""
    match when:
        case Compare(value=value):
            return replace(when, value=answers.millionths(value))
        case All(parts):
            return All(tuple(counted(part) for part in parts))
        case Any(parts):
            return Any(tuple(counted(part) for part in parts))
        case Not(part):
            return Not(counted(part))
        case _:
            return when


def _step(question: Question, places: dict[str, int], said: Words, terms: rules.ForPage) -> Step:
    told = Step(
        id=question.id,
        kind=question.kind,
        need=answers.problem(question, None, words=said) or "",
        advance=advances(question),
        button=question.button,
        shown=None if question.show_when is None else counted(terms(question.show_when)),
        # Those that can be taken: forward to a question, or to the end.
        jumps=tuple(
            Leap(places[jump.to], counted(terms(jump.when)))
            for jump in question.jumps
            if places.get(jump.to, -1) > places[question.id]
        ),
    )
    if question.traits.has_choices:
        return _picked(told, question, said)
    if question.traits.is_number:
        return _number(told, question, said)
    if question.traits.takes_answer and question.kind is not Kind.CONSENT:
        return _typed(told, question, said)
    return told


def _picked(told: Step, question: Question, said: Words) -> Step:
    def ids(*roles: Role) -> tuple[str, ...]:
        return tuple(choice.id for choice in question.options if choice.role in roles)

    if other := tuple(choice.id for choice in question.options if answers.asks_text(question, choice)):
        told = replace(_text(told, said, answers.MAX_TEXT), other=other, more=say(said, "need_other"))
    if not question.takes_several:
        return told
    return replace(
        told,
        least=question.least,
        most=question.most,
        few=say(said, "at_least", n=question.least) if question.least > 1 else "",
        many=say(said, "at_most", n=question.most) if question.most else "",
        none=ids(Role.NONE),
        alone=tuple(
            say(said, "none_alone", choice=choice.title) for choice in question.options if choice.role is Role.NONE
        ),
        all=ids(Role.ALL),
        every=ids(Role.ORDINARY) if ids(Role.ALL) else (),
    )


def _number(told: Step, question: Question, said: Words) -> Step:
    lowest, highest, step = (None if one is None else answers.millionths(one) for one in question.numbers)
    assert step is not None, "every kind of number has steps"
    return replace(
        told,
        lowest=lowest,
        highest=highest,
        step=step,
        wrong=answers.problem(question, "x", words=said) or "",
        low="" if lowest is None else say(said, "lowest", n=answers.plain(lowest)),
        high="" if highest is None else say(said, "highest", n=answers.plain(highest)),
        off=say(said, "step", n=answers.plain(step)),
    )


def _typed(told: Step, question: Question, said: Words) -> Step:
    match question.kind:
        case Kind.DATE:
            return replace(
                told,
                lowest=question.earliest or None,
                highest=question.latest or None,
                wrong=answers.problem(question, "x", words=said) or "",
                low=say(said, "earliest", day=question.earliest) if question.earliest else "",
                high=say(said, "latest", day=question.latest) if question.latest else "",
            )
        case Kind.PHONE | Kind.EMAIL:
            told = replace(told, wrong=answers.problem(question, "x", words=said) or "")
            return _text(told, said, answers.MAX_TEXT) if question.kind is Kind.EMAIL else told
        case Kind.TEXT | Kind.LONG_TEXT if question.shortest:
            told = replace(told, least=question.shortest, few=say(said, "short", n=question.shortest))
    return _text(told, said, answers.longest(question), "text" if question.kind is Kind.LONG_TEXT else "line")


def _text(told: Step, said: Words, longest: int, line: str = "line") -> Step:
    return replace(told, longest=longest, long=say(said, "long", n=longest), line=say(said, line))
