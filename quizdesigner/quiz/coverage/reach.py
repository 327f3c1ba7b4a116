"""How many answer sheets come by each question, choice, jump and results page."""

from __future__ import annotations

from collections.abc import Sequence

from quizdesigner.quiz.coverage.chart import Fork
from quizdesigner.quiz.coverage.report import ChoiceReach, Count, JumpReach, PageReach, QuestionReach
from quizdesigner.quiz.coverage.walks import NOWHERE, Walks
from quizdesigner.quiz.coverage.ways import sorts


def questions(walks: Walks) -> tuple[QuestionReach, ...]:
    """How many answer sheets, finished or stuck, come by each question and what belongs to it."""
    chart = walks.chart
    reached, stuck = [0] * chart.end, [0] * chart.end
    fired = [[0] * len(question.jumps) for question in chart.quiz.questions]
    for number in chart.order:
        state = chart.states[number]
        if state.fork is None:
            continue
        reached[state.place] += walks.come[number] * walks.go[number]
        if not state.targets:
            stuck[state.place] += walks.come[number]
        for target, jump, ways in zip(state.targets, state.fired, state.fork.ways, strict=False):
            if jump >= 0:
                fired[state.place][jump] += walks.come[number] * walks.go[target] * ways.number
    picks = picked(walks, walks.go)
    return tuple(
        QuestionReach(
            question.id,
            reached[place],
            stuck[place],
            _choices(walks, place, picks),
            tuple(JumpReach(jump.id, fired[place][number]) for number, jump in enumerate(question.jumps)),
        )
        for place, question in enumerate(chart.quiz.questions)
    )


def pages(walks: Walks) -> tuple[PageReach, ...]:
    """How many answer sheets end on each results page."""
    chart = walks.chart
    ends = {state.place: number for number, state in chart.ends}
    found = []
    for place, page in enumerate(chart.quiz.results, chart.end):
        number = ends.get(place)
        if number is None or walks.near[number] == NOWHERE:
            found.append(PageReach(page.id, Count(0)))
        else:
            found.append(PageReach(page.id, Count(walks.come[number], walks.sheet(walks.head(number)))))
    return tuple(found)


def picked(walks: Walks, onward: Sequence[int]) -> list[int]:
    """How many answer sheets pick each option, `onward` having the walks to be counted on from each state."""
    chart = walks.chart
    passing = [[0] * len(fork.facts) for fork in chart.forks]
    for number in chart.order:
        state = chart.states[number]
        if state.fork is not None:
            sums = passing[state.fork.number]
            for sort, target in enumerate(state.targets):
                sums[sort] += walks.come[number] * onward[target]
    found = [0] * sum(len(ask.options) for ask in chart.asked)
    for fork in chart.forks:
        start = chart.starts[fork.place]
        for option in range(len(chart.asked[fork.place].options)):
            found[start + option] += _picking(walks, fork, option, passing[fork.number])
    return found


def _choices(walks: Walks, place: int, picks: Sequence[int]) -> tuple[ChoiceReach, ...]:
    """The choices of the question at a place; a range is several pieces of the number line, of which one is given."""
    counts = {choice.id: 0 for choice in walks.chart.quiz.questions[place].options}
    for number, option in enumerate(walks.chart.asked[place].options, walks.chart.starts[place]):
        for choice in option.hits:
            counts[choice.id] += picks[number]
    return tuple(ChoiceReach(choice, sheets) for choice, sheets in counts.items())


def _picking(walks: Walks, fork: Fork, option: int, passing: Sequence[int]) -> int:
    ask = walks.chart.asked[fork.place]
    if ask.single is not None:
        return 0 if option not in ask.single else passing[fork.facts.index(fork.makes[option])]
    without = sorts(ask, fork.makes, 0, int.__or__, forbidden=(option,))
    return sum(
        count * (ways.number - (without[facts].number if facts in without else 0))
        for count, facts, ways in zip(passing, fork.facts, fork.ways, strict=True)
    )
