"""Drawing the chart of a quiz: following every sort of answer from every state, as `play` routes shoppers."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import accumulate
from typing import NamedTuple

from quizdesigner.quiz.coverage.budget import Budget
from quizdesigner.quiz.coverage.chart import Chart, Fork, State
from quizdesigner.quiz.coverage.facts import ALWAYS, NEVER, Formulas
from quizdesigner.quiz.coverage.ways import Asked, asked, meets, sorts
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Chose,
    Compare,
    HasTag,
    Not,
    Question,
    Quiz,
    ResultsPage,
)
from quizdesigner.quiz.rules import all_conditions, atoms


def drawn(quiz: Quiz, budget: Budget, *, compares: Iterable[Compare] = (), slots: bool = False) -> Chart:
    """The chart of the quiz. OverBudget when rules look back at too much at the same time.

    Numbers are told apart where the quiz's own rules do so, and where `compares` do. With `slots`, ends are told apart
    by the slots that are shown.
    """
    return _Drawing(quiz, budget, compares, slots).chart()


_Fact = Chose | Answered | Compare | tuple[str, int]
"""What a rule asks for; of a tag, its id and the place of the last question that can give it in time."""


class _Rule(NamedTuple):
    """A condition of the quiz, read on the way to its question or results page (*show when*) or right after its answer
    (jumps).

    `first` is the earliest question whose answer can change it.
    """

    formula: int
    place: int
    after: bool
    first: int


class _Drawing:
    """What is needed only while a chart is drawn."""

    def __init__(self, quiz: Quiz, budget: Budget, compares: Iterable[Compare], slots: bool) -> None:
        self.quiz = quiz
        self.budget = budget
        self.formulas = Formulas()
        self.asked = all_asked(quiz, compares)
        self.parts: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
        self.ids = {part.id: place for place, part in enumerate(self.parts)}
        self.givers: dict[str, list[int]] = {}
        for place, ask in enumerate(self.asked):
            for tag in {tag for option in ask.options for choice in option.hits for tag in choice.tags}:
                self.givers.setdefault(tag, []).append(place)
        self.facts: dict[_Fact, int] = {}
        # By fact: the places whose answer can make it true, in order.
        self.setters: list[list[int]] = []
        self.rules: list[_Rule] = []
        # By place, results pages too: the rule that says when it is shown.
        self.shows: list[int | None] = []
        # By place: the jumps that can be taken, each with its place among the jumps, its rule and where it leads.
        self.jumps: list[list[tuple[int, int, int]]] = []
        # By results page: its slots, each with its place among them and its rule.
        self.slots: list[list[tuple[int, int | None]]] = []
        self._read_rules(slots)
        # What facts there are about each tag, question by question.
        self.untils: dict[str, list[tuple[int, int]]] = {}
        self.compares: dict[str, list[tuple[Compare, int]]] = {}
        for fact, number in self.facts.items():
            if isinstance(fact, tuple):
                self.untils.setdefault(fact[0], []).append((fact[1], 1 << number))
            elif isinstance(fact, Compare):
                self.compares.setdefault(fact.question, []).append((fact, 1 << number))
        # By place: the facts each option makes true.
        self.makes = [self._makes(place) for place in range(len(quiz.questions))]
        self.settable = [reduce(operator.or_, makes, 0) for makes in self.makes]
        # By place: the facts that can no longer become true when a shopper gets there.
        self.closed = [0] * (len(quiz.questions) + 1)
        for fact_number, setters in enumerate(self.setters):
            self.closed[setters[-1] + 1] |= 1 << fact_number
        self.closed = list(accumulate(self.closed, operator.or_))
        # By place: the rules still to be read once it is answered: those that depend on answers before it, and those
        # that begin to depend on answers with its own.
        self.open: list[list[int]] = [[] for _ in quiz.questions]
        self.begins: list[list[int]] = [[] for _ in quiz.questions]
        for number, rule in enumerate(self.rules):
            last = rule.place if rule.after else rule.place - 1
            if rule.first <= last:
                self.begins[rule.first].append(number)
                for place in range(rule.first + 1, last + 1):
                    self.open[place].append(number)
        self.forks: dict[tuple[int, int], Fork] = {}
        # By place: the number of each state by what is left of its open rules, or the slots that are shown.
        self.numbers: list[dict[tuple[int, ...], int]] = [{} for _ in range(len(self.parts) + (not quiz.results))]
        self.states: list[State] = []

    def chart(self) -> Chart:
        starts = tuple(accumulate((len(ask.options) for ask in self.asked), initial=0))[:-1]
        root = self._number(self._shown_from(0, {}, 0), {}, 0)
        order = []
        for place, numbers in enumerate(self.numbers):
            for left, number in numbers.items():
                order.append(number)
                if place < len(self.quiz.questions):
                    self.states[number] = self._state(place, left)
        return Chart(self.quiz, self.asked, starts, tuple(self.states), tuple(order), root, tuple(self.forks.values()))

    def _state(self, place: int, left: tuple[int, ...]) -> State:
        """Where each sort of answer leads; `left` is what is left of the open rules."""
        rules = dict(zip(self.open[place], left, strict=True))
        for number in self.begins[place]:
            rules[number] = self.rules[number].formula
        fork = self._fork(place, rules)
        self.budget.take(len(fork.facts) * (4 + len(left)))
        targets, fired = [], []
        for facts in fork.facts:
            decided, later = -1, place + 1
            for number, rule, to in self.jumps[place]:
                if self._holds(rule, rules, facts):
                    decided, later = number, to
                    break
            targets.append(self._number(self._shown_from(later, rules, facts), rules, facts))
            fired.append(decided)
        return State(place, fork, tuple(targets), tuple(fired))

    def _shown_from(self, place: int, rules: dict[int, int], facts: int) -> int:
        """The first place from here on that is shown, else the last results page."""
        for later in range(place, len(self.parts)):
            if self._holds(self.shows[later], rules, facts):
                return later
        return max(len(self.parts) - 1, len(self.quiz.questions))

    def _holds(self, rule: int | None, rules: dict[int, int], facts: int) -> bool:
        if rule is None:
            return True
        formula = rules.get(rule, self.rules[rule].formula)
        return self.formulas.left(formula, facts, -1) == ALWAYS

    def _number(self, place: int, rules: dict[int, int], facts: int) -> int:
        """The number of the state at a place; `rules` is what was left of rules before `facts` came true."""
        left: tuple[int, ...] = ()
        if place >= len(self.open):
            slots = self.slots[place - len(self.open)] if self.slots else ()
            left = tuple(slot for slot, rule in slots if self._holds(rule, rules, facts))
        elif self.open[place]:
            closed, formulas = self.closed[place], self.formulas
            left = tuple(
                formulas.left(rules.get(rule, self.rules[rule].formula), facts, closed) for rule in self.open[place]
            )
        numbers = self.numbers[place]
        number = numbers.get(left)
        if number is None:
            number = numbers[left] = len(self.states)
            self.states.append(State(place, None, shown=left if place >= len(self.open) else ()))
        return number

    def _fork(self, place: int, rules: dict[int, int]) -> Fork:
        matters = 0
        for formula in rules.values():
            matters |= self.formulas.facts[formula]
        matters &= self.settable[place]
        found = self.forks.get((place, matters))
        if found is None:
            makes = tuple(facts & matters for facts in self.makes[place])
            ways = sorts(self.asked[place], makes, 0, operator.or_, self.budget)
            # Later counts ask for the same sorts once more for each option.
            self.budget.take(len(ways) * len(self.asked[place].options))
            found = Fork(len(self.forks), place, tuple(ways), tuple(ways.values()), makes)
            self.forks[place, matters] = found
        return found

    def _read_rules(self, slots: bool) -> None:
        for place, part in enumerate(self.parts):
            shows = part.show_when
            self.shows.append(None if shows is None else self._rule(shows, place, after=False))
            if isinstance(part, Question):
                self.jumps.append(
                    [
                        (number, self._rule(jump.when, place, after=True), self.ids[jump.to])
                        for number, jump in enumerate(part.jumps)
                        if self.ids.get(jump.to, -1) > place
                    ]
                )
            elif slots:
                self.slots.append(
                    [
                        (number, None if slot.show_when is None else self._rule(slot.show_when, place, after=False))
                        for number, slot in enumerate(part.slots)
                    ]
                )

    def _rule(self, condition: AnyCondition, place: int, *, after: bool) -> int:
        # Results pages are read when all questions are past.
        place = min(place, len(self.quiz.questions))
        before = place + after
        formula = self._formula(condition, before)
        first = min((self.setters[fact][0] for fact in _bits(self.formulas.facts[formula])), default=before)
        self.rules.append(_Rule(formula, place, after, first))
        return len(self.rules) - 1

    def _formula(self, condition: AnyCondition, before: int) -> int:
        """The condition as a formula over what answers at places below `before` can make true."""
        formulas = self.formulas
        match condition:
            case All(parts):
                return formulas.every([self._formula(part, before) for part in parts])
            case Any(parts):
                return formulas.some([self._formula(part, before) for part in parts])
            case Not(part):
                return formulas.opposite(self._formula(part, before))
            case HasTag(tag) if tag in self.quiz.tags:
                return ALWAYS
            case HasTag(tag):
                setters = [place for place in self.givers.get(tag, ()) if place < before]
                # Until when it can be given is part of the fact: afterwards its rules need not be kept apart.
                return self._fact((tag, setters[-1]), setters) if setters else NEVER
            case Answered(question) | Chose(question) | Compare(question):
                place = self.ids.get(question, before)
                known = place < before and any(meets(condition, option) for option in self.asked[place].options)
                return self._fact(condition, [place]) if known else NEVER

    def _fact(self, fact: _Fact, setters: list[int]) -> int:
        number = self.facts.setdefault(fact, len(self.facts))
        if number == len(self.setters):
            self.setters.append(setters)
        return self.formulas.fact(number)

    def _makes(self, place: int) -> list[int]:
        question = self.quiz.questions[place]
        answered = self._bit(Answered(question.id))
        made = []
        for option in self.asked[place].options:
            facts = answered
            for compare, bit in self.compares.get(question.id, ()):
                facts |= bit if meets(compare, option) else 0
            for choice in option.hits:
                facts |= self._bit(Chose(question.id, choice.id))
                for tag in choice.tags:
                    for until, bit in self.untils.get(tag, ()):
                        facts |= bit if place <= until else 0
            made.append(facts)
        return made

    def _bit(self, fact: _Fact) -> int:
        number = self.facts.get(fact)
        return 0 if number is None else 1 << number


def all_asked(quiz: Quiz, compares: Iterable[Compare]) -> tuple[Asked, ...]:
    """What each question accepts; `compares` tell numbers apart besides the rules of the quiz."""
    by_question: dict[str, list[Compare]] = {}
    for condition in (*all_conditions(quiz), *compares):
        for atom in atoms(condition):
            if isinstance(atom, Compare):
                by_question.setdefault(atom.question, []).append(atom)
    return tuple(asked(question, by_question.get(question.id, ())) for question in quiz.questions)


def _bits(facts: int) -> Iterator[int]:
    while facts:
        lowest = facts & -facts
        yield lowest.bit_length() - 1
        facts ^= lowest
