"""The questions of a quiz as sections of one plain form, which posts and works without any script."""

from __future__ import annotations

from html import escape

from quizdesigner.page.pictures import picture
from quizdesigner.quiz.answers import MAX_EMAIL, MAX_TEXT, Answer
from quizdesigner.quiz.document import Choice, Kind, Question

_FIELDS = {
    Kind.TEXT: f'type="text" autocomplete="off" maxlength="{MAX_TEXT}"',
    Kind.NAME: f'type="text" autocomplete="given-name" autocapitalize="words" maxlength="{MAX_TEXT}"',
    Kind.EMAIL: f'type="email" inputmode="email" autocomplete="email" maxlength="{MAX_EMAIL}"',
}


def section(question: Question, answer: Answer | None, problem: str) -> str:
    """One question with the answer it has so far, and what is wrong with that answer in words (empty: nothing)."""
    if question.traits.has_choices:
        body = _choices(question, answer, problem)
    elif question.kind is Kind.CONSENT:
        body = _consent(question, answer, problem)
    elif question.traits.takes_answer:
        body = _field(question, answer, problem)
    else:
        body = f'<h2 tabindex="-1">{escape(question.title)}</h2>{_about(question)}'
    return f'<section class="{question.kind.value}">{body}</section>'


def _choices(question: Question, answer: Answer | None, problem: str) -> str:
    picked = answer if isinstance(answer, tuple) else ()
    return (
        f"<fieldset{_described(question)}>"
        f'<legend><h2 tabindex="-1">{escape(question.title)}</h2></legend>{_about(question)}'
        f'<div class="{"cards" if question.kind is Kind.PICTURE else "rows"}">'
        + "".join(_choice(question, choice, choice.id in picked, problem) for choice in question.choices)
        + f"</div>{_error(question, problem)}</fieldset>"
    )


def _choice(question: Question, choice: Choice, picked: bool, problem: str) -> str:
    kind = "checkbox" if question.takes_several else "radio"
    with_picture = question.kind is Kind.PICTURE or choice.picture
    return (
        f'<label><input type="{kind}" name="{escape(question.id)}" value="{escape(choice.id)}"'
        f"{' checked' if picked else ''}{_invalid(problem)}><span>"
        f"{picture(choice.picture, choice.title) if with_picture else ''}<b>{escape(choice.title)}</b></span></label>"
    )


def _consent(question: Question, answer: Answer | None, problem: str) -> str:
    """The wording is the box's own label; nothing ticks it but the shopper."""
    return (
        f'<label><input type="checkbox" name="{escape(question.id)}" value="yes"'
        f"{' checked' if answer is True else ''}{_described(question)}{_invalid(problem)}>"
        f"<span>{escape(question.title)}</span></label>{_about(question)}{_error(question, problem)}"
    )


def _field(question: Question, answer: Answer | None, problem: str) -> str:
    value = answer if isinstance(answer, str) else ""
    name = escape(question.id)
    return (
        f'<h2 tabindex="-1"><label for="q-{name}">{escape(question.title)}</label></h2>{_about(question)}'
        f'<input id="q-{name}" name="{name}" value="{escape(value)}" {_FIELDS[question.kind]} enterkeyhint="next"'
        f' placeholder="{escape(question.placeholder)}"{_described(question)}{_invalid(problem)}>'
        f"{_error(question, problem)}"
    )


def _about(question: Question) -> str:
    if not question.description:
        return ""
    return f'<p class="about" id="d-{escape(question.id)}">{escape(question.description)}</p>'


def _error(question: Question, problem: str) -> str:
    return f'<p class="error" id="e-{escape(question.id)}" role="alert">{escape(problem)}</p>'


def _described(question: Question) -> str:
    about = f"d-{escape(question.id)} " if question.description else ""
    return f' aria-describedby="{about}e-{escape(question.id)}"'


def _invalid(problem: str) -> str:
    return ' aria-invalid="true"' if problem else ""
