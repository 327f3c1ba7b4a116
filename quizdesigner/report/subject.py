"""What a report is about, and what all its sections look things up in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from quizdesigner.quiz import wire
from quizdesigner.quiz.bundle import bundle_of, spoken_of
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.check import Finding, numbers
from quizdesigner.quiz.coverage import (
    Coverage,
    PageReach,
    QuestionReach,
    SlotReach,
    TagReach,
    TooMany,
)
from quizdesigner.quiz.document import Product, Project, Question, Quiz, ResultsPage, Tag
from quizdesigner.quiz.problems import problems
from quizdesigner.quiz.recall import Names
from quizdesigner.quiz.shares import share
from quizdesigner.report.pictures import embedded

DRAFT = "Draft"


class Subject(Struct, frozen=True):
    """One quiz of a project as it is on a day. `coverage` is its forecast with examples, `edition` says whether this is
    what shoppers get (see `edition`).
    """

    project: Project
    quiz: Quiz
    coverage: Coverage | TooMany
    day: date
    edition: str = DRAFT


def edition(project: Project, quiz: Quiz, sent: Iterable[tuple[int, str]]) -> str:
    """`Version 12` where that is what the quiz is now, else `Draft` and what it follows.

    `sent` are the revisions published so far with their digests, newest first.
    """
    newest = next(iter(sent), None)
    if newest is None:
        return DRAFT
    revision, digest = newest
    same = digest == wire.digest(bundle_of(project, quiz))
    return f"Version {revision:,}" if same else f"Draft after version {revision:,}"


class Facts:
    """A subject with everything in it by its id. `counted` is None where there are too many combinations."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.project, self.quiz = subject.project, subject.quiz
        self.counted = subject.coverage if isinstance(subject.coverage, Coverage) else None
        self.numbers = numbers(self.quiz)
        self.names = Names(self.quiz)
        self.catalogue = Catalogue(self.project)
        self.tags: dict[str, Tag] = {tag.id: tag for tag in self.project.tags}
        self.parts: dict[str, Question | ResultsPage] = {one.id: one for one in self.quiz.questions}
        self.parts |= {page.id: page for page in self.quiz.results}

    @property
    def walks(self) -> int:
        """Answer sheets that are begun: those that reach the end, and those that run into a dead end."""
        return self.counted.sheets + self.counted.stuck if self.counted else 0

    def share(self, sheets: int) -> str:
        """A share of the finished answer sheets."""
        return share(sheets, self.counted.sheets if self.counted else 0)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What an author can still mend, errors first."""
        return problems(self.project, self.quiz, self.subject.coverage)

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """The products the quiz can show or counts votes for."""
        return spoken_of(self.project, self.quiz)

    @cached_property
    def pictures(self) -> dict[str, str]:
        """The pictures that stand in the report, as `data:` addresses by what the document calls them."""
        wanted = [self.quiz.theme.logo]
        wanted += [choice.picture for question in self.quiz.questions for choice in question.options]
        wanted += [product.picture for product in self.products]
        return embedded(self.project.media, wanted)

    @cached_property
    def questions(self) -> dict[str, QuestionReach]:
        """How far each question reaches."""
        return {one.question: one for one in self.counted.questions} if self.counted else {}

    @cached_property
    def pages(self) -> dict[str, PageReach]:
        """How many end on each results page."""
        return {one.page: one for one in self.counted.pages} if self.counted else {}

    @cached_property
    def reached(self) -> dict[str, TagReach]:
        """How many end with each customer tag."""
        return {one.tag: one for one in self.counted.tags} if self.counted else {}

    @cached_property
    def slots(self) -> dict[tuple[str, str], SlotReach]:
        """How each slot is filled, by its page and its own id; empty where there are too many combinations."""
        found = self.counted.slots if self.counted else ()
        return {(one.page, one.slot): one for one in found} if isinstance(found, tuple) else {}
