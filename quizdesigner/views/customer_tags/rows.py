"""What the list shows, as values: every taker, questions with the choices the filter lets through, results pages."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Choice, Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_range

Key = tuple[str, str]
"""Which row: the ids of a question and of one of its choices. The second is empty for the question's own row and for a
results page, both are for the row of every taker; sections have no id and a word of their own.
"""

EVERYONE: Key = ("", "")
"""The row of the tags every taker gets."""


class Chip(Struct, frozen=True):
    """A tag as it is painted: `colour` is the palette place of its group, None for a plain tag."""

    tag: str
    name: str
    colour: int | None


class QuestionRow(Struct, frozen=True):
    """A question above its choices. `tagged` of `total` choices carry a tag, whatever the filter shows."""

    key: Key
    number: str
    title: str
    kind: str
    group: str
    colour: int | None
    tagged: int
    total: int


class SectionRow(Struct, frozen=True):
    """A heading above rows that are no choices; `about` says when their tags are given."""

    key: Key
    title: str
    about: str


class ChoiceRow(Struct, frozen=True):
    """One choice with its tags, in the order they were linked.

    Every taker, and whoever ends on a results page, stand in such a row too: with an `icon`, and in no need of a tag.
    """

    key: Key
    letter: str
    title: str
    group: str
    chips: tuple[Chip, ...]
    icon: str = ""


Row = QuestionRow | SectionRow | ChoiceRow


class Filter(Struct, frozen=True):
    """Which rows are shown: those whose words or question hold `words`, choices without a tag, with that one `tag`.

    The row `keep` is shown whatever the rest says: someone is typing there.
    """

    words: str = ""
    untagged: bool = False
    tag: str = ""
    keep: Key | None = None


class Count(Struct, frozen=True):
    """How many choices a quiz has, and how many of them carry a tag."""

    tagged: int
    total: int


def count(quiz: Quiz) -> Count:
    """The choices of the quiz, counted."""
    choices = [choice for question in _asking(quiz) for choice in question.options]
    return Count(sum(bool(choice.tags) for choice in choices), len(choices))


def rows(project: Project, quiz: Quiz, only: Filter) -> tuple[Row, ...]:
    """The rows of the list; a question none of whose choices is shown is left out, and so is an empty section."""
    known = chips(project)
    words = only.words.casefold().split()
    taker = _beyond(known, only, words, EVERYONE, "Whoever takes this quiz", "users", quiz.tags)
    made: list[Row] = [SectionRow(("", "every"), "Every shopper", "Given on the first screen"), taker] if taker else []
    placed = numbers(quiz)
    for question in _asking(quiz):
        shown = [
            ChoiceRow(
                (question.id, choice.id),
                letter(place),
                choice.title or of_range(choice),
                question.default_group,
                tuple(known[tag] for tag in choice.tags if tag in known),
            )
            for place, choice in enumerate(question.options)
            if _shown(question, choice, only, words)
        ]
        if shown:
            made.append(_head(project, question, str(placed[question.id])))
            made += shown
    ends = [
        _beyond(known, only, words, (page.id, ""), f"Whoever ends on {_title(page)}", "flag", page.tags)
        for page in quiz.results
    ]
    pages = [end for end in ends if end]
    if pages:
        made.append(SectionRow(("", "pages"), "Results pages", "Given at the end"))
        made += pages
    return tuple(made)


def chips(project: Project) -> dict[str, Chip]:
    """Every tag of the project as a chip, by its id."""
    colours = {group.name.casefold(): group.colour % tags.COLOURS for group in project.tag_groups}
    return {tag.id: Chip(tag.id, tag.name, colours.get(tags.group_of(tag.name).casefold())) for tag in project.tags}


def letter(place: int) -> str:
    """The sign of a choice: A to Z, then AA, AB."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def answers(question: Question) -> str:
    """What a shopper may answer, in words."""
    if not question.traits.has_choices:
        return question.traits.label
    if not question.takes_several:
        return "One answer"
    return f"Up to {question.most} answers" if question.most > 1 else "Several answers"


def _beyond(
    known: dict[str, Chip], only: Filter, words: list[str], key: Key, title: str, icon: str, given: tuple[str, ...]
) -> ChoiceRow | None:
    """The row of what gives tags and is no choice; None where the filter leaves it out."""
    fits = not only.untagged and (not only.tag or only.tag in given) and all(one in title.casefold() for one in words)
    if not fits and only.keep != key:
        return None
    return ChoiceRow(key, "", title, "", tuple(known[tag] for tag in given if tag in known), icon)


def _title(page: ResultsPage) -> str:
    return unanswered(page.title).strip() or "a results page without a title"


def _asking(quiz: Quiz) -> Iterator[Question]:
    return (question for question in quiz.questions if question.options)


def _head(project: Project, question: Question, number: str) -> QuestionRow:
    return QuestionRow(
        (question.id, ""),
        number,
        unanswered(question.title),
        answers(question),
        question.default_group,
        tags.colour_of(project, f"{question.default_group}:") if question.default_group else None,
        sum(bool(choice.tags) for choice in question.options),
        len(question.options),
    )


def _shown(question: Question, choice: Choice, only: Filter, words: list[str]) -> bool:
    if only.keep == (question.id, choice.id):
        return True
    if (only.untagged and choice.tags) or (only.tag and only.tag not in choice.tags):
        return False
    text = f"{unanswered(question.title)} {choice.title}".casefold()
    return all(word in text for word in words)
