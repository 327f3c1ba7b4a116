"""Questions whose answer is picked: rows, pictures, a list that drops down, yes and no."""

from __future__ import annotations

from html import escape

from quizdesigner.page import labels
from quizdesigner.page.pictures import picture
from quizdesigner.page.setting import Setting
from quizdesigner.quiz.answers import MAX_TEXT, Answer, asks_text, other_key
from quizdesigner.quiz.document import Choice, Kind, Question

_LAID_OUT = {Kind.PICTURE: "cards", Kind.YES_NO: "rows pair"}

SEARCHED = 10
"""Choices a list has at most before the script puts a search field over it."""


def choices(setting: Setting, question: Question, answer: Answer | None, other: Answer | None, problem: str) -> str:
    """The choices with those picked that `answer` names; `other` is what was typed beside one."""
    picked = answer if isinstance(answer, tuple) else ()
    if question.kind is Kind.DROPDOWN:
        return _dropdown(setting, question, picked, problem)
    asking = [choice for choice in question.options if asks_text(question, choice)]
    rows = ""
    for choice in question.options:
        rows += _choice(setting, question, choice, choice.id in picked, problem)
        # One text field is enough, however many choices ask for it.
        if choice in asking[-1:]:
            rows += _beside(setting, question, choice, other, problem)
    return labels.group(question, _LAID_OUT.get(question.kind, "rows"), rows, problem)


def _choice(setting: Setting, question: Question, choice: Choice, picked: bool, problem: str) -> str:
    kind = "checkbox" if question.takes_several else "radio"
    with_picture = question.kind is Kind.PICTURE or choice.picture
    return (
        f'<label><input type="{kind}" name="{question.id}" value="{choice.id}"'
        f"{' checked' if picked else ''}{labels.invalid(problem)}><span>"
        f"{picture(setting.address(choice.picture), choice.title) if with_picture else ''}"
        f"<b>{escape(choice.title)}</b></span></label>"
    )


def _beside(setting: Setting, question: Question, choice: Choice, other: Answer | None, problem: str) -> str:
    """The text field of a choice; the script shows it while such a choice is picked."""
    text = other if isinstance(other, str) else ""
    return (
        f'<input class="field" name="{other_key(question.id)}" value="{escape(text)}" maxlength="{MAX_TEXT}" '
        f'aria-label="{escape(choice.title)}" placeholder="{setting.say("other")}" autocomplete="off"'
        f"{labels.described(question)}{labels.invalid(problem)}>"
    )


def _dropdown(setting: Setting, question: Question, picked: tuple[str, ...], problem: str) -> str:
    options = "".join(
        f'<option value="{choice.id}"{" selected" if choice.id in picked else ""}>{escape(choice.title)}</option>'
        for choice in question.options
    )
    search = (
        f'<input class="field search" type="search" aria-label="{setting.say("search")}" '
        f'placeholder="{setting.say("search")}" aria-controls="q-{question.id}" autocomplete="off" hidden>'
    )
    return (
        f"{labels.heading(question, names=True)}{labels.about(question)}"
        f"{search if len(question.options) > SEARCHED else ''}"
        f'<select class="field" id="q-{question.id}" name="{question.id}"{labels.state(question, problem)}>'
        f'<option value="">{escape(question.placeholder) or setting.say("choose")}</option>{options}</select>'
        f"{labels.error(question, problem)}"
    )
