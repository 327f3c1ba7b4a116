"""The questions of a quiz as sections of one plain form, which posts and works without any script."""

from __future__ import annotations

from quizdesigner.page import labels
from quizdesigner.page.choices import choices
from quizdesigner.page.fields import consent, field
from quizdesigner.page.numbers import number
from quizdesigner.page.pictures import figure
from quizdesigner.page.setting import Setting, plain
from quizdesigner.quiz.answers import Answers, other_key
from quizdesigner.quiz.document import Kind, Question


def section(setting: Setting, question: Question, answers: Answers, problem: str) -> str:
    """One question with the answer it has so far, and what is wrong with that answer in words (empty: nothing)."""
    answer = answers.get(question.id)
    if question.traits.has_choices:
        body = choices(setting, question, answer, answers.get(other_key(question.id)), problem)
    elif question.traits.is_number:
        body = number(setting, question, answer, problem)
    elif question.kind is Kind.CONSENT:
        body = consent(question, answer, problem)
    elif question.traits.takes_answer:
        body = field(setting, question, answer, problem)
    else:
        body = labels.heading(question) + labels.about(question)
    shown = figure(setting, question.picture, question.video, plain(question.title))
    return f'<section class="{question.kind.value}">{shown}{body}</section>'
