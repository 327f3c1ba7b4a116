"""What the grid shows, as values: a band above each question's givers, and a column for each tag of the library."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Project, Question, Quiz
from quizdesigner.quiz.marks import Giver, Giving, OfChoice, OfPage, OfQuiz
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_range


class Band(Struct, frozen=True):
    """A question above its givers, by its id; with an empty one, what stands above the results pages."""

    question: str
    number: str
    title: str


class Column(Struct, frozen=True):
    """A tag: its id, its name, and the palette place of its group (None for a plain tag)."""

    tag: str
    name: str
    colour: int | None


Row = Band | Giving

PAGES = Band("", "", "Results pages")


class Rows:
    """The rows of a quiz. Those of a question are remembered: most edits leave nearly all questions as they are."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Question, int, Band, tuple[Giving, ...]]] = {}

    def of(self, quiz: Quiz, *, untagged: bool = False, keep: frozenset[Giver] = frozenset()) -> tuple[Row, ...]:
        """The rows in the order of the quiz. `untagged` leaves the choices without a tag, and those in `keep`."""
        before, self._made = self._made, {}
        placed = numbers(quiz)
        found: list[Row] = [] if untagged else [Giving(OfQuiz(), "Every shopper", tags=quiz.tags)]
        for question in quiz.questions:
            number = placed.get(question.id, 0)
            made = before.get(question.id)
            if made is None or made[0] is not question or made[1] != number:
                made = (question, number, _band(question, number), tuple(_givings(question)))
            self._made[question.id] = made
            _, _, band, givings = made
            if untagged:
                givings = tuple(one for one in givings if not one.tags or one.giver in keep)
            if givings:
                found += (band, *givings)
        if quiz.results and not untagged:
            found.append(PAGES)
            found += [
                Giving(
                    OfPage(page.id),
                    f"Whoever ends on “{unanswered(page.title) or 'a page without a title'}”",
                    tags=page.tags,
                )
                for page in quiz.results
            ]
        return tuple(found)


def columns(project: Project) -> tuple[Column, ...]:
    """The project's tags as the library orders them: by group in the order these came, then the plain ones."""
    order = {group.name.casefold(): place for place, group in enumerate(project.tag_groups)}
    colours = {group.name.casefold(): group.colour % tags.COLOURS for group in project.tag_groups}
    keyed = [(tags.group_of(tag.name).casefold(), tag) for tag in project.tags]
    keyed.sort(key=lambda one: (not one[0], order.get(one[0], len(order))))
    return tuple(Column(tag.id, tag.name, colours.get(group)) for group, tag in keyed)


def same_places(before: tuple[Row, ...], after: tuple[Row, ...]) -> bool:
    """Whether each row still speaks of the same question or giver."""
    return len(before) == len(after) and all(
        old is new or _key(old) == _key(new) for old, new in zip(before, after, strict=True)
    )


def wants_tag(row: Giving) -> bool:
    """Whether an author should look here: a choice that gives nothing. A quiz or a page need not give a tag."""
    return isinstance(row.giver, OfChoice) and not row.tags


def words(row: Giving) -> str:
    """What a row is called on screen."""
    return row.title or "Choice without a title"


def _key(row: Row) -> object:
    return row.question if isinstance(row, Band) else row.giver


def _band(question: Question, number: int) -> Band:
    title = unanswered(question.title) or "Question without a title"
    return Band(question.id, str(number) if number else "", title)


def _givings(question: Question) -> Iterator[Giving]:
    title = unanswered(question.title)
    for choice in question.options:
        words = choice.title or of_range(choice)
        yield Giving(OfChoice(question.id, choice.id), words, title, question.default_group, choice.tags)
