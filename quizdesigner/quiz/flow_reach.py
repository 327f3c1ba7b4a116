"""What counting adds to the map: how many answer paths come by each screen, and why none comes by some."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from quizdesigner.quiz.check import capital, numbers, titled
from quizdesigner.quiz.coverage import Coverage
from quizdesigner.quiz.document import Jump, Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.flow import Edge, Flow, Point, Way
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_condition


class Reach(Struct, frozen=True):
    """Answer paths in all, and by screen, by rule, and ending for want of an answer (by ids; none where it is 0)."""

    paths: int
    screens: dict[str, int]
    jumps: dict[str, int]
    stuck: dict[str, int]

    def share(self, part: str) -> str:
        """How many of all come by this screen: `82 %`."""
        return percent(self.screens.get(part, 0), self.paths)


class Fault(Struct, frozen=True):
    """Why nobody gets to a screen or past it, in words, and what to mend.

    The screen with the id `at` has the rules to blame: these `jumps`, or (`show_when`) its condition; or neither, where
    something else about it is.
    """

    title: str
    text: str
    at: str
    jumps: tuple[str, ...] = ()
    show_when: bool = False


def reach(coverage: Coverage) -> Reach:
    """What the map needs of a coverage."""
    return Reach(
        coverage.sheets + coverage.stuck,
        {one.question: one.sheets for one in coverage.questions}
        | {one.page: one.reached.sheets for one in coverage.pages},
        {jump.jump: jump.sheets for one in coverage.questions for jump in one.jumps},
        {one.question: one.stuck for one in coverage.questions if one.stuck},
    )


def percent(some: int, whole: int) -> str:
    """A share in whole percent, never 0 or 100 where it is not all or nothing."""
    if not some or some == whole:
        return "100 %" if some else "0 %"
    rounded = (200 * some + whole) // (2 * whole)
    return "<1 %" if rounded == 0 else ">99 %" if rounded == 100 else f"{rounded} %"


def unreached(flow: Flow, reach: Reach | None) -> frozenset[str]:
    """The screens no shopper gets to, by their ids; before anything is counted, those to which no way leads."""
    screens = [stop for stop in flow.stops if stop.point is not Point.GATE]
    if reach is None or not reach.paths:
        return frozenset(stop.part for stop in screens if not stop.reached)
    return frozenset(stop.part for stop in screens if not reach.screens.get(stop.part))


def untaken(flow: Flow, reach: Reach | None) -> list[bool]:
    """For each edge whether no shopper goes that way, as far as is known."""
    nobody = unreached(flow, reach)
    jumped: Counter[int] = Counter()
    if reach is not None:
        for edge in flow.edges:
            if edge.way is Way.JUMP:
                jumped[edge.start] += sum(reach.jumps.get(jump.id, 0) for jump in edge.jumps)

    def idle(edge: Edge) -> bool:
        start = flow.stops[edge.start]
        if not start.reached or (start.point is not Point.GATE and start.part in nobody):
            return True
        if reach is None or not reach.paths:
            return False
        match edge.way:
            case Way.SHOWN:
                return start.part in nobody
            case Way.JUMP:
                return not any(reach.jumps.get(jump.id) for jump in edge.jumps)
            case Way.NEXT:
                return reach.screens[start.part] == jumped[edge.start] + reach.stuck.get(start.part, 0)
            case Way.PAST:
                return False

    return [idle(edge) for edge in flow.edges]


def fault(project: Project, quiz: Quiz, flow: Flow, reach: Reach | None, part_id: str) -> Fault | None:
    """What is wrong with the way to a screen or past it; None where nothing is."""
    return _Faults(project, quiz, flow, reach).of(part_id)


def faults(project: Project, quiz: Quiz, flow: Flow, reach: Reach | None) -> dict[str, Fault]:
    """Why nobody gets to each of the screens nobody gets to, by their ids, in the order of the quiz."""
    every = _Faults(project, quiz, flow, reach)
    found = ((part.id, every.of(part.id)) for part in every.parts if part.id in every.nobody)
    return {part: one for part, one in found if one is not None}


def named(part: Question | ResultsPage, number: int | None) -> str:
    """What a screen is called where it is in sight or in a list: a number does for questions."""
    if isinstance(part, Question):
        return f"question {number}" if number else titled(part, None)
    return f"the results page “{unanswered(part.title)[:40]}”" if part.title else "the results page"


def all_named(quiz: Quiz) -> dict[str, str]:
    """What each screen is called (see `named`), by its id, in the order of the quiz."""
    numbered = numbers(quiz)
    parts: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
    return {part.id: named(part, numbered.get(part.id)) for part in parts}


class _Faults:
    """A quiz with what all its faults share."""

    def __init__(self, project: Project, quiz: Quiz, flow: Flow, reach: Reach | None) -> None:
        self.project = project
        self.quiz = quiz
        self.flow = flow
        self.reach = reach
        self.parts: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
        self.nobody = unreached(flow, reach)
        self._numbers = numbers(quiz)
        self._by_id = {part.id: part for part in self.parts}
        idle = untaken(flow, reach)
        # After these somebody goes on in order.
        self._go_on = {
            flow.stops[edge.start].part
            for edge, unused in zip(flow.edges, idle, strict=True)
            if edge.way is Way.NEXT and not unused
        }
        # The screen at which shoppers on the way to each one turn off: the last one before it that somebody gets to.
        self._turning: dict[str, Question | ResultsPage] = {}
        last: Question | ResultsPage | None = None
        for part in self.parts:
            if last is not None:
                self._turning[part.id] = last
            # Among results pages, one that is for everybody.
            turns = isinstance(part, Question) or (part.show_when is None and not isinstance(last, ResultsPage))
            if part.id not in self.nobody and turns:
                last = part

    def of(self, part_id: str) -> Fault | None:
        part = self._by_id[part_id]
        if part_id not in self.nobody:
            return self._dead_end(part) if isinstance(part, Question) else None
        title = f"Nobody can reach {self._named(part)}"
        before = self._turning.get(part_id)
        leaves = isinstance(before, Question) and before.id not in self._go_on
        if part.show_when is not None and not leaves and not isinstance(before, ResultsPage):
            said = of_condition(self.project, self.quiz, part.show_when)
            return Fault(title, f"Its condition never holds: {said}.", part_id, show_when=True)
        if isinstance(before, Question) and (jumps := self._taken(before)):
            places = list(dict.fromkeys(self._named(self._by_id[jump.to]) for jump in jumps if jump.to in self._by_id))
            where = f"to {places[0]}" if len(places) == 1 else "elsewhere"
            text = f"{capital(self._named(before))} always goes on {where}, for each of its answers."
            return Fault(title, text, before.id, tuple(jump.id for jump in before.jumps))
        if isinstance(before, ResultsPage):
            text = f"{capital(self._named(before))} stands before it and is shown to everybody."
            return Fault(title, text, before.id)
        if before is not None:
            text = f"Nobody gets past {self._named(before)}: there is nothing to answer it with."
            return Fault(title, text, before.id)
        return Fault(title, "No answers lead here.", part_id)

    def _dead_end(self, question: Question) -> Fault | None:
        ends = self.reach.stuck.get(question.id, 0) if self.reach is not None else 0
        if not ends and not (question.needed and question.traits.has_choices and not question.options):
            return None
        text = "It must be answered, and there is nothing to answer it with."
        return Fault(f"Nobody gets past {self._named(question)}", text, question.id)

    def _taken(self, question: Question) -> tuple[Jump, ...]:
        """The rules of a question that take shoppers elsewhere, as far as is known."""
        if self.reach is None or not self.reach.paths:
            return question.jumps
        return tuple(jump for jump in question.jumps if self.reach.jumps.get(jump.id))

    def _named(self, part: Question | ResultsPage) -> str:
        return named(part, self._numbers.get(part.id))
