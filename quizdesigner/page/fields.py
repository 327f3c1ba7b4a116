"""Questions whose answer is typed: texts, name, email, date, phone; and the box to tick."""

from __future__ import annotations

from html import escape

from quizdesigner.page import labels
from quizdesigner.page.setting import Setting, rich
from quizdesigner.quiz import phones
from quizdesigner.quiz.answers import Answer, longest
from quizdesigner.quiz.document import Kind, Question

MAX_PHONE = 40
"""Signs of a phone number as people write it."""

_INPUTS = {
    Kind.TEXT: 'type="text" autocomplete="off"',
    Kind.NAME: 'type="text" autocomplete="given-name" autocapitalize="words"',
    Kind.EMAIL: 'type="email" inputmode="email" autocomplete="email"',
    Kind.PHONE: 'type="tel" autocomplete="tel"',
    Kind.DATE: 'type="date"',
}


def consent(question: Question, answer: Answer | None, problem: str) -> str:
    """The wording is the box's own label; nothing ticks it but the shopper."""
    return (
        f'<label><input type="checkbox" name="{question.id}" value="yes"'
        f"{' checked' if answer is True else ''}{labels.state(question, problem)}>"
        f"<span>{rich(question.title)}</span></label>{labels.about(question)}{labels.error(question, problem)}"
    )


def field(setting: Setting, question: Question, answer: Answer | None, problem: str) -> str:
    """A field to type in, with the answer it has so far."""
    value = escape(answer if isinstance(answer, str) else "")
    name = (
        f'class="field" id="q-{question.id}" name="{question.id}" placeholder="{escape(question.placeholder)}"'
        f"{labels.state(question, problem)}"
    )
    match question.kind:
        case Kind.LONG_TEXT:
            # The first line end of a text area is not part of what it holds.
            control = f'<textarea {name} rows="5" maxlength="{longest(question)}">\n{value}</textarea>'
        case Kind.DATE:
            bounds = "".join(
                f' {side}="{day}"' for side, day in (("min", question.earliest), ("max", question.latest)) if day
            )
            control = f'<input {name} value="{value}" {_INPUTS[question.kind]}{bounds}>'
        case Kind.PHONE:
            control = (
                f'<div class="dial">{_countries(setting, question)}<input {name} value="{value}" '
                f'{_INPUTS[question.kind]} maxlength="{MAX_PHONE}" enterkeyhint="next"></div>'
            )
        case _:
            control = (
                f'<input {name} value="{value}" {_INPUTS[question.kind]} maxlength="{longest(question)}" '
                'enterkeyhint="next">'
            )
    return f"{labels.heading(question, names=True)}{labels.about(question)}{control}{labels.error(question, problem)}"


def _countries(setting: Setting, question: Question) -> str:
    options = "".join(
        f'<option value="{region}"{" selected" if region == question.country else ""}>{region} +{code}'
        for region, code in phones.countries()
    )
    return (
        f'<select class="field" name="{question.id}/country" aria-label="{setting.say("country")}">{options}</select>'
    )
