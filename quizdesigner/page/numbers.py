"""Questions whose answer is a number: stars, a slider, a field."""

from __future__ import annotations

from html import escape

from quizdesigner.page import labels
from quizdesigner.page.setting import Setting
from quizdesigner.quiz.answers import Answer, millionths, plain
from quizdesigner.quiz.document import Kind, Question

_STAR = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2.6l2.9 6 6.6.9-4.8 4.6 1.2 6.5-5.9-3.2-5.9 3.2 1.2-6.5'
    '-4.8-4.6 6.6-.9z"/></svg>'
)

MAX_STARS = 10
"""More nobody can count at a glance: those are typed."""


def number(setting: Setting, question: Question, answer: Answer | None, problem: str) -> str:
    """The control for a number, with the answer it has so far."""
    value = answer if isinstance(answer, str) else ""
    most = int(question.numbers[1] or 0)
    match question.kind:
        case Kind.RATING if most <= MAX_STARS:
            return _stars(setting, question, most, value, problem)
        case Kind.SLIDER:
            return _slider(question, value, problem)
        case _:
            return _field(question, value, problem)


def starts_at(question: Question) -> str:
    """Where a slider stands before it is touched: in the middle, on one of its steps."""
    lowest, highest, step = (millionths(one or 0) for one in question.numbers)
    return plain(lowest + max(0, highest - lowest) // step // 2 * step)


def _stars(setting: Setting, question: Question, most: int, value: str, problem: str) -> str:
    given = "".join(
        f'<label><input type="radio" name="{question.id}" value="{n}"{" checked" if value == str(n) else ""}'
        f'{labels.invalid(problem)}><span class="sr">{setting.say("stars", n=n, most=most)}</span>{_STAR}</label>'
        for n in range(1, most + 1)
    )
    return labels.group(question, "stars", given, problem, _ends(question))


def _slider(question: Question, value: str, problem: str) -> str:
    lowest, highest, step = (plain(millionths(one or 0)) for one in question.numbers)
    # What it shows is right only while a script keeps it so.
    shown = f'<output for="q-{question.id}" data-unit="{escape(question.unit)}" hidden></output>'
    return (
        f"{labels.heading(question, names=True)}{labels.about(question)}{shown}"
        f'<input type="range" id="q-{question.id}" name="{question.id}" min="{lowest}" max="{highest}" step="{step}" '
        f'value="{escape(value or starts_at(question))}"{labels.described(question)}{labels.invalid(problem)}>'
        f"{_ends(question)}{labels.error(question, problem)}"
    )


def _field(question: Question, value: str, problem: str) -> str:
    lowest, highest, step = question.numbers
    bounds = "".join(
        f' {name}="{plain(millionths(bound))}"'
        for name, bound in (("min", lowest), ("max", highest))
        if bound is not None
    )
    # The keypad of an iPhone has no minus sign.
    keypad = ' inputmode="decimal"' if lowest is not None and lowest >= 0 else ""
    field = (
        f'<input class="field" type="number" id="q-{question.id}" name="{question.id}" value="{escape(value)}"{keypad}'
        f'{bounds} step="{plain(millionths(step))}" placeholder="{escape(question.placeholder)}" autocomplete="off" '
        f'enterkeyhint="next"{labels.state(question, problem)}>'
    )
    if question.unit:
        field = f'<div class="unit">{field}<span>{escape(question.unit)}</span></div>'
    return f"{labels.heading(question, names=True)}{labels.about(question)}{field}{labels.error(question, problem)}"


def _ends(question: Question) -> str:
    if not (question.low_label or question.high_label):
        return ""
    return f'<p class="ends"><span>{escape(question.low_label)}</span><span>{escape(question.high_label)}</span></p>'
