"""What the builder knows of each kind of question: its icon, its line in the list, and what a new one begins with."""

from __future__ import annotations

from collections.abc import Callable

from quizdesigner.quiz.document import Choice, Kind, Question

ICONS: dict[Kind, str] = {
    Kind.SINGLE: "circle-dot",
    Kind.MULTIPLE: "square-check",
    Kind.PICTURE: "image",
    Kind.TEXT: "text-cursor-input",
    Kind.NAME: "user",
    Kind.EMAIL: "mail",
    Kind.CONSENT: "badge-check",
    Kind.WELCOME: "hand",
    Kind.STATEMENT: "message-square",
}

WORDS: dict[Kind, str] = {
    Kind.SINGLE: "a list, one answer",
    Kind.MULTIPLE: "a list, several answers",
    Kind.PICTURE: "cards with pictures",
    Kind.TEXT: "typed in own words",
    Kind.NAME: "the first name",
    Kind.EMAIL: "where the CRM finds them",
    Kind.CONSENT: "a box to tick",
    Kind.WELCOME: "before the first question",
    Kind.STATEMENT: "something said in between",
}
"""What tells a kind from the others, in the list of what can be added."""

_TITLES = {
    Kind.NAME: "What is your first name?",
    Kind.EMAIL: "Where shall we send your result?",
    Kind.CONSENT: "Yes, send me tips and offers by email. I can stop at any time.",
}


def new_question(kind: Kind, ids: Callable[[], str]) -> Question:
    """A question to begin with: two empty choices where there are choices, usual words where there are some."""
    question_id = ids()
    empty = Question(question_id, kind)
    choices = (Choice(ids()), Choice(ids())) if empty.traits.has_choices else ()
    return Question(
        question_id,
        kind,
        title=_TITLES.get(kind, ""),
        placeholder="name@example.com" if kind is Kind.EMAIL else "",
        # A box that has to be ticked is no consent.
        required=kind is not Kind.CONSENT,
        choices=choices,
    )


def kind_line(question: Question) -> str:
    """The kind in words, with how many may be picked: `Multiple choice, up to 3`."""
    name = question.traits.label
    if not question.takes_several:
        return name
    if question.least and question.most:
        return f"{name}, {question.least} to {question.most}"
    if question.most:
        return f"{name}, up to {question.most}"
    if question.least:
        return f"{name}, at least {question.least}"
    return name if question.kind is Kind.MULTIPLE else f"{name}, several"
