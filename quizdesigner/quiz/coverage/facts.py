"""Conditions as formulas over facts, and what is left of a formula once some facts are known.

A fact is a bit: a choice was picked, a question was answered, a tag was given. What is left of every rule that may
still be read is all a quiz needs to remember of the answers so far; answers that leave the same are counted together.
"""

from __future__ import annotations

from collections.abc import Iterable

NEVER = 0
ALWAYS = 1

_FACT, _NOT, _ALL, _ANY = range(4)


class Formulas:
    """A table of formulas, each kept once, so that equal ones have the same number. `NEVER` and `ALWAYS` are constant.

    Not is kept at the facts, and nested parts of one kind are flat: what is left of formulas in which each fact stands
    once is then equal exactly when it means the same.
    """

    def __init__(self) -> None:
        # What each formula consists of: a fact's number, or the numbers of its parts.
        self._nodes: list[tuple[int, int | frozenset[int]]] = [(_ANY, frozenset()), (_ALL, frozenset())]
        self._numbers = {node: number for number, node in enumerate(self._nodes)}
        self.facts: list[int] = [0, 0]
        """The facts each formula still asks for, as bits."""
        self._opposites = {NEVER: ALWAYS, ALWAYS: NEVER}
        self._known: dict[tuple[int, int, int], int] = {}

    def fact(self, number: int) -> int:
        """The formula that is true exactly when this fact is."""
        return self._number((_FACT, number), 1 << number)

    def every(self, parts: Iterable[int]) -> int:
        """All of the formulas."""
        return self._joined(_ALL, parts)

    def some(self, parts: Iterable[int]) -> int:
        """At least one of the formulas."""
        return self._joined(_ANY, parts)

    def opposite(self, formula: int) -> int:
        """Not the formula."""
        found = self._opposites.get(formula)
        if found is None:
            kind, inside = self._nodes[formula]
            if isinstance(inside, frozenset):
                found = self._joined(_ANY if kind == _ALL else _ALL, [self.opposite(part) for part in inside])
            else:
                found = self._number((_NOT, inside), self.facts[formula])
            self._opposites[formula], self._opposites[found] = found, formula
        return found

    def left(self, formula: int, true: int, false: int) -> int:
        """What is left of the formula once the facts in `true` hold and those in `false` do not; both as bits.

        A fact in both holds.
        """
        asked = self.facts[formula]
        true &= asked
        false &= asked & ~true
        if not (true or false):
            return formula
        key = (formula, true, false)
        found = self._known.get(key)
        if found is None:
            kind, inside = self._nodes[formula]
            if isinstance(inside, frozenset):
                found = self._joined(kind, [self.left(part, true, false) for part in inside])
            else:
                found = ALWAYS if bool(true) == (kind == _FACT) else NEVER
            self._known[key] = found
        return found

    def _joined(self, kind: int, parts: Iterable[int]) -> int:
        neutral, decided = (ALWAYS, NEVER) if kind == _ALL else (NEVER, ALWAYS)
        flat: set[int] = set()
        for part in parts:
            if part == decided:
                return decided
            inner, inside = self._nodes[part]
            if inner == kind and isinstance(inside, frozenset):
                flat |= inside
            else:
                flat.add(part)
        if any(self._opposites.get(part) in flat for part in flat):
            return decided
        if len(flat) < 2:
            return flat.pop() if flat else neutral
        facts = 0
        for part in flat:
            facts |= self.facts[part]
        return self._number((kind, frozenset(flat)), facts)

    def _number(self, node: tuple[int, int | frozenset[int]], facts: int) -> int:
        found = self._numbers.get(node)
        if found is None:
            found = self._numbers[node] = len(self._nodes)
            self._nodes.append(node)
            self.facts.append(facts)
        return found
