"""What stands around a control: heading, description and the words for a problem, and how the control names them."""

from __future__ import annotations

from html import escape

from quizdesigner.page.setting import rich
from quizdesigner.quiz.document import Question


def heading(question: Question, *, names: bool = False) -> str:
    """The question's title; `names` makes it the label of the control `q-` and the question's id."""
    title = rich(question.title)
    inner = f'<label for="q-{question.id}">{title}</label>' if names else title
    return f'<h2 tabindex="-1">{inner}</h2>'


def about(question: Question) -> str:
    """The description, if there is one."""
    return f'<p class="about" id="d-{question.id}">{rich(question.description)}</p>' if question.description else ""


def error(question: Question, problem: str) -> str:
    """The place for what is wrong with the answer."""
    return f'<p class="error" id="e-{question.id}" role="alert">{escape(problem)}</p>'


def state(question: Question, problem: str) -> str:
    """The attributes of the one control of a question: its description, whether it needs an answer, its problem."""
    needed = ' aria-required="true"' if question.required else ""
    return described(question) + needed + invalid(problem)


def described(question: Question) -> str:
    """The attribute that ties a control, or a group of them, to its description and its problem."""
    before = f"d-{question.id} " if question.description else ""
    return f' aria-describedby="{before}e-{question.id}"'


def invalid(problem: str) -> str:
    """The attribute of a control whose answer cannot be taken."""
    return ' aria-invalid="true"' if problem else ""


def group(question: Question, kind: str, controls: str, problem: str, after: str = "") -> str:
    """Several controls that answer one question; `kind` says how they are laid out, `after` stands under them."""
    return (
        f"<fieldset{described(question)}><legend>{heading(question)}</legend>{about(question)}"
        f'<div class="{kind}">{controls}</div>{after}{error(question, problem)}</fieldset>'
    )
