"""What counting adds to the map: how many answer paths come by each screen, and why none comes by some."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from quizdesigner.quiz.check import label, numbers
from quizdesigner.quiz.coverage import TooMany, coverage
from quizdesigner.quiz.document import Project, Question, Quiz, ResultsPage
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


def reach(quiz: Quiz, budget: int) -> Reach | None:
    """Count a quiz; None where that would take more than `budget` steps. Takes up to some seconds with a large one."""
    # Tags and products decide no route: a tag in a condition is known by the choices that give it.
    found = coverage(Project("none", "None"), quiz, budget=budget)
    if isinstance(found, TooMany):
        return None
    return Reach(
        found.sheets + found.stuck,
        {one.question: one.sheets for one in found.questions} | {one.page: one.reached.sheets for one in found.pages},
        {jump.jump: jump.sheets for one in found.questions for jump in one.jumps},
        {one.question: one.stuck for one in found.questions if one.stuck},
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
    every: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
    part = next(one for one in every if one.id == part_id)
    if part_id not in unreached(flow, reach):
        return _dead_end(quiz, flow, reach, part) if isinstance(part, Question) else None
    title = f"Nobody can reach {_named(quiz, part)}"
    before = _before(quiz, flow, reach, part)
    leaves = isinstance(before, Question) and _always_leaves(flow, reach, before)
    if part.show_when is not None and not leaves and not isinstance(before, ResultsPage):
        said = of_condition(project, quiz, part.show_when)
        return Fault(title, f"Its condition never holds: {said}.", part_id, show_when=True)
    if isinstance(before, Question) and before.jumps:
        targets = {one.id: _named(quiz, one) for one in every}
        places = list(dict.fromkeys(targets[jump.to] for jump in before.jumps if jump.to in targets))
        where = f"to {places[0]}" if len(places) == 1 else "elsewhere"
        text = f"{_capital(_named(quiz, before))} always goes on {where}, for each of its answers."
        return Fault(title, text, before.id, tuple(jump.id for jump in before.jumps))
    if isinstance(before, ResultsPage):
        return Fault(title, f"{_capital(_named(quiz, before))} stands before it and is shown to everybody.", before.id)
    if before is not None:
        return Fault(title, f"Nobody gets past {_named(quiz, before)}: there is nothing to answer it with.", before.id)
    return Fault(title, "No answers lead here.", part_id)


def _dead_end(quiz: Quiz, flow: Flow, reach: Reach | None, question: Question) -> Fault | None:
    ends = reach.stuck.get(question.id, 0) if reach is not None else 0
    if not ends and not (question.needed and question.traits.has_choices and not question.options):
        return None
    text = "It must be answered, and there is nothing to answer it with."
    return Fault(f"Nobody gets past {_named(quiz, question)}", text, question.id)


def _before(quiz: Quiz, flow: Flow, reach: Reach | None, part: Question | ResultsPage) -> Question | ResultsPage | None:
    """The screen at which shoppers on the way to `part` turn off: the last one before it that somebody gets to.

    Among results pages, one without a condition.
    """
    nobody = unreached(flow, reach)
    if isinstance(part, ResultsPage):
        for page in quiz.results[: quiz.results.index(part)]:
            if page.show_when is None and page.id not in nobody:
                return page
        earlier = quiz.questions
    else:
        earlier = quiz.questions[: quiz.questions.index(part)]
    always = (one for one in reversed(earlier) if one.id not in nobody)
    return next(always, None)


def _always_leaves(flow: Flow, reach: Reach | None, question: Question) -> bool:
    """Whether nobody goes on in order after a question."""
    idle = untaken(flow, reach)
    at = next(at for at, stop in enumerate(flow.stops) if stop.part == question.id and stop.point is Point.QUESTION)
    ways = [unused for edge, unused in zip(flow.edges, idle, strict=True) if edge.start == at and edge.way is Way.NEXT]
    return all(ways)


def _named(quiz: Quiz, part: Question | ResultsPage) -> str:
    """What it is called where its box is in sight: a number does."""
    if isinstance(part, Question):
        number = numbers(quiz).get(part.id)
        return f"question {number}" if number else label(quiz, part)
    return f"the results page “{unanswered(part.title)[:40]}”" if part.title else "the results page"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
