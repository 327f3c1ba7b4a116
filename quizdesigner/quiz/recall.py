"""Recalling earlier answers in a text: `{id of the question|what to say without an answer}`.

The document holds ids, so that a question can be renamed; editors show and read names instead (`shown`, `stored`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

from msgspec import Struct

from quizdesigner.quiz.document import Kind, Quiz
from quizdesigner.quiz.keys import keys

_TOKEN = re.compile(r"\{([^{}|\n]{1,100})(?:\|([^{}\n]{0,200}))?\}")
_NAME = re.compile(r"[^{}|\n]{1,100}")

FIRST_NAME = "first name"
"""What editors call the answer to a question that asks for the name."""


class Recall(Struct, frozen=True):
    """A place in a text for the answer to a question (id); `fallback` stands there for shoppers who gave none."""

    question: str
    fallback: str = ""


def parts(text: str) -> Iterator[str | Recall]:
    """The text in its order: plain pieces and recalls. Braces that hold no id are plain text."""
    end = 0
    for match in _TOKEN.finditer(text):
        if not re.fullmatch(r"[A-Za-z0-9_-]+", match[1]):
            continue
        if match.start() > end:
            yield text[end : match.start()]
        yield Recall(match[1], match[2] or "")
        end = match.end()
    if end < len(text):
        yield text[end:]


def recalled(text: str) -> frozenset[str]:
    """The ids of the questions a text recalls."""
    return frozenset(part.question for part in parts(text) if isinstance(part, Recall))


def filled(text: str, say: Callable[[str], str]) -> str:
    """The text with each recall replaced by what `say` has for its question, or by its fallback where that is empty."""
    return "".join(part if isinstance(part, str) else say(part.question) or part.fallback for part in parts(text))


def forgotten(text: str, gone: Container[str]) -> str:
    """The text without the recalls of the questions `gone` (ids): their fallbacks stand there."""
    return _TOKEN.sub(lambda match: (match[2] or "") if match[1] in gone else match[0], text)


def unanswered(text: str) -> str:
    """The text as whoever gave no answer reads it: for names of things, which are the same for everybody."""
    return filled(text, lambda _: "")


def shown(quiz: Quiz, text: str) -> str:
    """The text as editors show it: with the names of questions for their ids."""
    return Names(quiz).shown(text) if "{" in text else text


def stored(quiz: Quiz, text: str) -> str:
    """The text as the document holds it: with ids for the names of questions, in any case and spacing.

    What stands in braces and names no question stays as it was typed.
    """
    return Names(quiz).stored(text) if "{" in text else text


class Names:
    """What the questions of a quiz are called in its texts, for whoever has many texts to show or to store."""

    def __init__(self, quiz: Quiz) -> None:
        self.of = names(quiz)
        """The name of each question, by its id."""
        self._exact = {name: question for question, name in self.of.items()}
        self._nearly = {question.id.casefold(): question.id for question in quiz.questions}
        self._nearly |= {_plain(name): question for question, name in self.of.items()}

    def shown(self, text: str) -> str:
        """As the function of this name."""
        return _renamed(text, self.of.get)

    def stored(self, text: str) -> str:
        """As the function of this name."""
        return _renamed(text, self._found)

    def _found(self, name: str) -> str | None:
        return self._exact.get(name) or self._nearly.get(_plain(name)) or self._nearly.get(name.casefold())


def names(quiz: Quiz) -> dict[str, str]:
    """The name of every question whose answer can be recalled, by its id; no two are equal.

    A key that cannot stand in braces, or is the id of a question, gives way to the id (a file may have any).
    """
    ids = {question.id for question in quiz.questions}
    fit = {question: key for question, key in keys(quiz).items() if _NAME.fullmatch(key) and key not in ids}
    found = {
        question.id: fit.get(question.id, question.id) for question in quiz.questions if question.traits.takes_answer
    }
    asked = [question for question in quiz.questions if question.kind is Kind.NAME]
    return found if FIRST_NAME in found.values() else found | {question.id: FIRST_NAME for question in asked[:1]}


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


def _renamed(text: str, rename: Callable[[str], str | None]) -> str:
    def token(match: re.Match[str]) -> str:
        name = rename(match[1]) or match[1]
        return f"{{{name}}}" if match[2] is None else f"{{{name}|{match[2]}}}"

    return _TOKEN.sub(token, text)
