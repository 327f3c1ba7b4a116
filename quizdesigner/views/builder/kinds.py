"""What the builder knows of each kind of question: its icon, its line in the list, and what a new one begins with."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from quizdesigner.quiz.document import TRAITS, Choice, Kind, Question

GROUPS: dict[str, tuple[Kind, ...]] = {
    "Choices": (Kind.SINGLE, Kind.MULTIPLE, Kind.PICTURE, Kind.DROPDOWN, Kind.YES_NO),
    "Numbers": (Kind.RATING, Kind.SLIDER, Kind.NUMBER),
    "Texts": (Kind.TEXT, Kind.LONG_TEXT, Kind.DATE),
    "Contact": (Kind.NAME, Kind.EMAIL, Kind.PHONE, Kind.CONSENT),
    "Slides": (Kind.WELCOME, Kind.STATEMENT),
}
"""The kinds as they are offered."""

ICONS: dict[Kind, str] = {
    Kind.SINGLE: "circle-dot",
    Kind.MULTIPLE: "square-check",
    Kind.PICTURE: "image",
    Kind.DROPDOWN: "square-chevron-down",
    Kind.YES_NO: "toggle-right",
    Kind.RATING: "star",
    Kind.SLIDER: "sliders-horizontal",
    Kind.NUMBER: "hash",
    Kind.TEXT: "text-cursor-input",
    Kind.LONG_TEXT: "text-align-start",
    Kind.DATE: "calendar",
    Kind.NAME: "user",
    Kind.EMAIL: "mail",
    Kind.PHONE: "phone",
    Kind.CONSENT: "badge-check",
    Kind.WELCOME: "hand",
    Kind.STATEMENT: "message-square",
}

WORDS: dict[Kind, str] = {
    Kind.SINGLE: "a list, one answer",
    Kind.MULTIPLE: "a list, several answers",
    Kind.PICTURE: "cards with pictures",
    Kind.DROPDOWN: "a long list, folded up",
    Kind.YES_NO: "two answers side by side",
    Kind.RATING: "stars to tap",
    Kind.SLIDER: "a point between two ends",
    Kind.NUMBER: "an age, a weight, a budget",
    Kind.TEXT: "a few words of their own",
    Kind.LONG_TEXT: "a story, several lines",
    Kind.DATE: "a day, such as a birthday",
    Kind.NAME: "the first name",
    Kind.EMAIL: "where the CRM finds them",
    Kind.PHONE: "with the country code",
    Kind.CONSENT: "a box to tick",
    Kind.WELCOME: "before the first question",
    Kind.STATEMENT: "something said in between",
}
"""What tells a kind from the others, in the list of what can be added."""

_TITLES = {
    Kind.NAME: "What is your first name?",
    Kind.EMAIL: "Where shall we send your result?",
    Kind.PHONE: "What is your phone number?",
    Kind.CONSENT: "Yes, send me tips and offers by email. I can stop at any time.",
}


def new_question(kind: Kind, ids: Callable[[], str]) -> Question:
    """A question to begin with: choices where there are some, usual words and numbers for the others."""
    made = Question(
        ids(),
        kind,
        title=_TITLES.get(kind, ""),
        placeholder="name@example.com" if kind is Kind.EMAIL else "",
        # A box that has to be ticked is no consent.
        required=kind is not Kind.CONSENT,
        choices=first_choices(kind, ids),
    )
    match kind:
        case Kind.RATING:
            return structs.replace(made, highest=5)
        case Kind.SLIDER:
            return structs.replace(made, lowest=0, highest=10)
    return made


def first_choices(kind: Kind, ids: Callable[[], str]) -> tuple[Choice, ...]:
    """The choices a question of this kind begins with."""
    if kind is Kind.YES_NO:
        return (Choice(ids(), "Yes"), Choice(ids(), "No"))
    return (Choice(ids()), Choice(ids())) if TRAITS[kind].has_choices else ()


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
