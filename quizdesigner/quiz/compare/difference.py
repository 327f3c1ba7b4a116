"""One thing that changed, and the words all sorts of differences are said in."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.check import capital, label, numbers
from quizdesigner.quiz.document import Choice, HasTag, Question, Quiz, ResultsPage
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.rules import all_conditions, atoms
from quizdesigner.quiz.sentences import of_range

Sort = Literal["added", "removed", "changed"]

Reach = Literal["everything", "tags", "products", "crm", "looks"]
"""What of a shopper's way a difference can change: everything (which screens they meet and how they can answer, on
which all shares depend), who gets its tags, which products are shown, what a CRM is sent, or only what is read and
seen.
"""

RANKS: dict[Reach, int] = {"everything": 0, "tags": 1, "products": 2, "crm": 3, "looks": 4}


class Difference(Struct, frozen=True):
    """One thing that changed: `name` is the thing, `text` goes on about it, and `effect` says more, or is empty.

    `reach` says what it can change for shoppers; `part` is the question or results page it is about, `tags` and
    `products` those it speaks of (ids; empty where there are none).
    """

    sort: Sort
    name: str
    text: str = ""
    effect: str = ""
    reach: Reach = "looks"
    part: str = ""
    tags: tuple[str, ...] = ()
    products: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All of it but the effect."""
        return f"{self.name} {self.text}".rstrip()


def named(quiz: Quiz, question: Question) -> str:
    """What a question is called at the beginning of a line: `Question 4`; a message slide by its kind and title."""
    number = numbers(quiz).get(question.id)
    return f"Question {number}" if number else capital(label(quiz, question))


def choice_named(quiz: Quiz, question: Question, choice: Choice) -> str:
    """`Question 1, Just stay healthy`."""
    return f"{named(quiz, question)}, {titled(choice)}"


def page_named(page: ResultsPage) -> str:
    """A results page by its title."""
    return f"Results page “{cut(unanswered(page.title))}”" if page.title else "Results page"


def place_named(quiz: Quiz, question: Question, choice: Choice) -> str:
    """A choice at the end of a sentence: `“Often, it stings”, question 4`."""
    return f"“{titled(choice)}”, {named(quiz, question).replace('Question', 'question', 1)}"


def titled(choice: Choice) -> str:
    """A choice in its own words, or those of its range."""
    return cut(choice.title or of_range(choice)) or "a choice without text"


def cut(text: str) -> str:
    """At most forty letters of it."""
    text = text.strip()
    return f"{text[:40].rstrip()}…" if len(text) > 41 else text


def tags_in_rules(*quizzes: Quiz) -> frozenset[str]:
    """The tags some rule of these quizzes asks for, so that giving one changes more than the tag."""
    return frozenset(
        atom.customer_tag
        for quiz in quizzes
        for condition in all_conditions(quiz)
        for atom in atoms(condition)
        if isinstance(atom, HasTag)
    )
