"""The coverage of a whole quiz, put together from the counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage.budget import Budget, OverBudget, never
from quizdesigner.quiz.coverage.drawing import all_asked, drawn
from quizdesigner.quiz.coverage.products import Field, Placings
from quizdesigner.quiz.coverage.reach import pages, questions
from quizdesigner.quiz.coverage.report import Count, Coverage, TooMany
from quizdesigner.quiz.coverage.routes import routes
from quizdesigner.quiz.coverage.shape import shape
from quizdesigner.quiz.coverage.stakes import Stake
from quizdesigner.quiz.coverage.tallies import Tallies
from quizdesigner.quiz.coverage.version import Version
from quizdesigner.quiz.coverage.walks import Walks
from quizdesigner.quiz.document import AnyCondition, Compare, Project, Quiz
from quizdesigner.quiz.rules import atoms
from quizdesigner.quiz.tags import group_of

BUDGET = 5_000_000
"""Steps one count may take unless the caller says otherwise: some seconds and a few hundred megabytes at most."""

LARGEST = 10**4000
"""Numbers of answer sheets are below this: Python writes no integer of more than 4,300 digits."""


def coverage(
    project: Project,
    quiz: Quiz,
    *,
    rules: Mapping[str, AnyCondition] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    budget: int = BUDGET,
) -> Coverage | TooMany:
    """Everything about the quiz over all answer sheets, exactly.

    `rules` are conditions on what a shopper ends with, by any name: the tags of the project, choices and numbers too,
    which are then told apart where a rule compares them. `groups` are sets of tag ids of which one is expected. Each
    count may take `budget` steps; one that needs more is `TooMany`, and only where the questions' own rules look back
    at too much at the same time, or the answer sheets are `LARGEST` or more, the whole is.
    """
    return Counting(budget).coverage(project, quiz, rules or {}, groups or {})


def forecast(project: Project, quiz: Quiz, *, budget: int = BUDGET) -> Coverage | TooMany:
    """The coverage with the project's own questions: `rules` are its segments by id, `groups` those of one value only
    by name.
    """
    return Counting(budget).forecast(project, quiz)


def paths(quiz: Quiz, *, budget: int = BUDGET) -> int | None:
    """How many answer sheets reach the end of the quiz; None when there are too many combinations to count."""
    walks = _walks(quiz, Budget(budget), ())
    return None if walks is None else walks.finish[walks.chart.root]


class Counting:
    """Counts a quiz again and again while it is edited; what an edit did not touch is not counted a second time.

    `stopped` is asked now and then while counting; when it says so, `budget.Stopped` is raised and nothing is lost but
    the count under way.
    """

    def __init__(self, budget: int = BUDGET, stopped: Callable[[], bool] = never) -> None:
        self._budget = Budget(budget, stopped)
        self._shape = b""
        self._tallies: Tallies | None = None
        self._routes: int | TooMany = 0
        # On these, ends are told apart by the slots that are shown; the same walks where every slot always is.
        self._slotted: Walks | None = None
        self._field: Field | None = None
        self._placings = Placings({}, Count(0), ())

    def forecast(self, project: Project, quiz: Quiz) -> Coverage | TooMany:
        """As the function of this name."""
        groups = {
            group.name: [tag.id for tag in project.tags if group_of(tag.name).casefold() == group.name.casefold()]
            for group in project.tag_groups
            if group.single
        }
        return self.coverage(project, quiz, _rules_of(project), groups)

    def coverage(
        self,
        project: Project,
        quiz: Quiz,
        rules: Mapping[str, AnyCondition],
        groups: Mapping[str, Sequence[str]],
    ) -> Coverage | TooMany:
        """As the function of this name."""
        tallies = self._drawn(quiz, rules)
        if tallies is None:
            return TooMany(self._budget.steps)
        walks = tallies.walks
        version = Version(project, tallies, self._budget)
        catalogue = Catalogue(project)
        products, showable = version.stakes(catalogue)
        placings = self._contest(catalogue, showable)
        found = Coverage(
            sheets=walks.finish[walks.chart.root],
            stuck=walks.go[walks.chart.root] - walks.finish[walks.chart.root],
            routes=self._routes,
            questions=questions(walks),
            pages=pages(walks),
            tags=version.tags(),
            rules=version.rules(rules),
            groups=version.groups(groups),
            products=version.products(products, placings),
            empty=placings.empty,
            slots=placings.slots,
        )
        tallies.forget()
        return found

    def knows(self, project: Project, quiz: Quiz) -> bool:
        """Whether a forecast of this would count nothing that can take long: where shoppers get and which products win
        is as it was.
        """
        if self._field is None or self._slotted is None or shape(quiz, _compares(_rules_of(project))) != self._shape:
            return False
        tallies = self._drawn(quiz, _rules_of(project))
        if tallies is None:
            return False
        catalogue = Catalogue(project)
        _, showable = Version(project, tallies, self._budget).stakes(catalogue)
        return Field(self._slotted, catalogue, showable).same(self._field)

    def share(self, project: Project, quiz: Quiz, rule: AnyCondition) -> Count | TooMany:
        """The answer sheets for which one rule holds at the end, of those that `forecast` counts."""
        tallies = self._drawn(quiz, {**_rules_of(project), "": rule})
        if tallies is None:
            return TooMany(self._budget.steps)
        return Version(project, tallies, self._budget).rules({"": rule})[""]

    def _contest(self, catalogue: Catalogue, products: Mapping[str, Stake]) -> Placings:
        if self._slotted is None:
            many = TooMany(self._budget.steps)
            return Placings(dict.fromkeys(products, many), many, many)
        field = Field(self._slotted, catalogue, products)
        if self._field is None or not field.same(self._field):
            self._placings = field.placings(self._budget)
            self._field = field
        return self._placings

    def _drawn(self, quiz: Quiz, rules: Mapping[str, AnyCondition]) -> Tallies | None:
        """The counts on the chart of the quiz, which is drawn anew for another shape alone; None when too large."""
        compares = _compares(rules)
        found = shape(quiz, compares)
        if found != self._shape:
            self._shape, self._tallies, self._field = b"", None, None
            walks = _walks(quiz, self._budget.fresh(), compares)
            if walks is not None:
                self._slotted = self._told_apart(walks, quiz, compares)
                self._routes = self._count_routes(walks)
                self._tallies = Tallies(walks)
            self._shape = found
        elif self._tallies is not None:
            # The same answer sheets; what their options say of tags and products may be new.
            for walks in filter(None, (self._tallies.walks, self._slotted)):
                walks.chart = replace(walks.chart, quiz=quiz, asked=all_asked(quiz, compares))
        return self._tallies

    def _told_apart(self, walks: Walks, quiz: Quiz, compares: Sequence[Compare]) -> Walks | None:
        if not _rules_slots(quiz):
            return walks
        try:
            return Walks(drawn(quiz, self._budget.fresh(), compares=compares, slots=True))
        except OverBudget:
            return None

    def _count_routes(self, walks: Walks) -> int | TooMany:
        try:
            return routes(walks.chart, self._budget.fresh()).number
        except OverBudget:
            return TooMany(self._budget.steps)


def _rules_of(project: Project) -> dict[str, AnyCondition]:
    """The rules of the segments by their ids."""
    return {one.id: one.rule for one in project.segments}


def _compares(rules: Mapping[str, AnyCondition]) -> tuple[Compare, ...]:
    every = (atom for rule in rules.values() for atom in atoms(rule))
    return tuple(dict.fromkeys(atom for atom in every if isinstance(atom, Compare)))


def _walks(quiz: Quiz, budget: Budget, compares: Sequence[Compare]) -> Walks | None:
    try:
        # Where every slot is always shown, telling them apart costs nothing.
        walks = Walks(drawn(quiz, budget, compares=compares, slots=not _rules_slots(quiz)))
    except OverBudget:
        return None
    return walks if walks.go[walks.chart.root] < LARGEST else None


def _rules_slots(quiz: Quiz) -> bool:
    """Whether some slot is shown to some shoppers only."""
    return any(slot.show_when is not None for page in quiz.results for slot in page.slots)
