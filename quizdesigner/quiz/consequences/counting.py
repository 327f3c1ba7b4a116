"""Counting both versions of a quiz and putting the counts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from quizdesigner.quiz.check import label, numbers
from quizdesigner.quiz.consequences.received import received
from quizdesigner.quiz.consequences.report import Beaten, Both, Consequences, Figures, RouteChange, Shift
from quizdesigner.quiz.coverage import BUDGET, Alone, Count, Counting, Coverage, Placing, TooMany
from quizdesigner.quiz.coverage.budget import Budget, OverBudget, never
from quizdesigner.quiz.coverage.drawing import drawn
from quizdesigner.quiz.coverage.routes import routes, shared
from quizdesigner.quiz.document import Any, AnyCondition, HasTag, Project, Quiz, Segment, Tag
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.segments import tags_of
from quizdesigner.quiz.tags import group_of


def consequences(
    before: Project,
    after: Project,
    quiz_id: str,
    segments: tuple[Segment, ...],
    budget: int = BUDGET,
    stopped: Callable[[], bool] = never,
) -> Consequences:
    """What the later version does that the earlier did not, exactly. Both are bundles (`bundle_of`) of one quiz.

    `segments` are those of today, looked at in both versions by the ids of their tags. Each count may take `budget`
    steps; one that needs more is TooMany, never a guess. `budget.Stopped` is raised once `stopped` says so.
    """
    counting = Counting(budget, stopped)
    sides = [_Side(bundle, quiz_id, segments, counting) for bundle in (before, after)]
    was, now = sides[0].coverage, sides[1].coverage
    if isinstance(was, TooMany) or isinstance(now, TooMany):
        return Consequences(TooMany(budget), received(before, after, quiz_id, None))
    found = _figures(sides[0], sides[1], was, now, segments, Budget(budget, stopped))
    return Consequences(found, received(before, after, quiz_id, found.tags))


class _Side:
    """One version with its coverage."""

    def __init__(self, project: Project, quiz_id: str, segments: tuple[Segment, ...], counting: Counting) -> None:
        self.project = project
        self.quiz = project.quiz(quiz_id)
        # By the group's name in small letters: its tags in this version.
        self.groups: dict[str, list[Tag]] = {}
        for tag in project.tags:
            if group := group_of(tag.name):
                self.groups.setdefault(group.casefold(), []).append(tag)
        rules: dict[str, AnyCondition] = {f"segment {one.id}": one.rule for one in segments}
        for name, tags in self.groups.items():
            rules[f"group {name}"] = Any(tuple(HasTag(tag.id) for tag in tags))
        self.coverage = counting.coverage(project, self.quiz, rules, {})


def _figures(
    old: _Side, new: _Side, was: Coverage, now: Coverage, segments: tuple[Segment, ...], budget: Budget
) -> Figures:
    members: dict[str, dict[str, None]] = {}
    groups: dict[str, str] = {}
    for side in (old, new):
        for key, some in side.groups.items():
            members.setdefault(key, {}).update(dict.fromkeys(tag.id for tag in some))
            groups[key] = group_of(some[0].name)
    tags = {tag.id: tag.name for side in (old, new) for tag in side.project.tags}
    products = {product.id: product.title for side in (old, new) for product in side.project.products}
    questions = {one: name for side in (old, new) for one, name in _called(side.quiz).items()}
    pages = {one.id: unanswered(one.title) for side in (old, new) for one in side.quiz.results}
    return Figures(
        sheets=Both(was.sheets, now.sheets),
        stuck=Both(was.stuck, now.stuck),
        routes=_routes(old.quiz, new.quiz, budget),
        questions=_shifts(questions, *({one.question: one.sheets for one in side.questions} for side in (was, now))),
        dead_ends=_shifts(questions, *({one.question: one.stuck for one in side.questions} for side in (was, now))),
        pages=_shifts(pages, *({one.page: one.reached.sheets for one in side.pages} for side in (was, now))),
        tags=_shifts(tags, *({one.tag: one.reached.sheets for one in side.tags} for side in (was, now))),
        groups=_shifts(groups, *(_rules(side, "group ", groups) for side in (was, now))),
        members={key: tuple(ids) for key, ids in members.items()},
        segments=_shifts(
            {one.id: one.name for one in segments},
            *(_rules(side, "segment ", [one.id for one in segments]) for side in (was, now)),
        ),
        segment_tags={one.id: tags_of(one.rule) for one in segments},
        products=_shifts(products, *(_shown(side, budget.steps) for side in (was, now))),
        beaten=tuple(_beaten(was, now, products)),
        empty=Shift("", "", _number(was.empty), _number(now.empty)),
    )


def _called(quiz: Quiz) -> dict[str, str]:
    """What each question is called within a sentence."""
    number = numbers(quiz)
    return {one.id: f"question {number[one.id]}" if one.id in number else label(quiz, one) for one in quiz.questions}


def _routes(old: Quiz, new: Quiz, budget: Budget) -> RouteChange | TooMany:
    try:
        before, after = (routes(drawn(quiz, budget.fresh()), budget.fresh()) for quiz in (old, new))
        both = shared(before, after, budget.fresh())
    except OverBudget:
        return TooMany(budget.steps)
    return RouteChange(before.number, after.number, after.number - both, before.number - both)


def _shifts(
    names: Mapping[str, str], was: Mapping[str, int | TooMany], now: Mapping[str, int | TooMany]
) -> tuple[Shift, ...]:
    return tuple(
        Shift(one, name, was.get(one), now.get(one)) for one, name in names.items() if one in was or one in now
    )


def _rules(side: Coverage, prefix: str, names: Iterable[str]) -> dict[str, int | TooMany]:
    return {name: _number(side.rules[prefix + name]) for name in names if prefix + name in side.rules}


def _number(count: Count | TooMany) -> int | TooMany:
    return count if isinstance(count, TooMany) else count.sheets


def _shown(side: Coverage, steps: int) -> dict[str, int | TooMany]:
    """The sheets each product is shown in. Where their contest is too large to count, *never* may still be known."""
    found: dict[str, int | TooMany] = {}
    for one in side.products:
        match one.placing:
            case Placing(shown=shown):
                found[one.product] = shown.sheets
            case Alone(eligible=eligible) if not eligible.sheets:
                found[one.product] = 0
            case _:
                found[one.product] = TooMany(steps)
    return found


def _beaten(was: Coverage, now: Coverage, names: Mapping[str, str]) -> Iterable[Beaten]:
    earlier = {one.product: one.placing for one in was.products}
    for one in now.products:
        before, placing = earlier.get(one.product), one.placing
        known = before is None or isinstance(before, Placing)
        if not known or not isinstance(placing, Placing) or not placing.beaten_by:
            continue
        if not isinstance(before, Placing) or before.beaten_by != placing.beaten_by:
            yield Beaten(one.product, placing.beaten_by, names[placing.beaten_by])
