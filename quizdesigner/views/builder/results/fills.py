"""What coverage says of a slot, in words: how many products fit, what happens when none does, how often ties decide."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.coverage import Coverage, SlotReach, TooMany
from quizdesigner.quiz.coverage.wanted import What
from quizdesigner.quiz.document import Slot
from quizdesigner.quiz.shares import share

TOO_MANY = "Too many combinations to count exactly."

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FEW = 3
"""Up to so many products each number has its line; of more, those that come to pass."""


class Line(Struct, frozen=True):
    """A share of the answer paths that show the slot. `what` are shoppers that can be previewed, if any."""

    name: str
    share: str
    warns: bool = False
    what: What | None = None


class Fills(Struct, frozen=True):
    """The lines of a slot, words about them, and the products (ids) between which its tie rule decides."""

    lines: tuple[Line, ...] = ()
    text: str = ""
    ties: tuple[str, ...] = ()


def fills(coverage: Coverage | TooMany | None, page_id: str, slot: Slot, *, counting: bool) -> Fills:
    """How a slot of a results page is filled; nothing where nothing is known of it and nothing is being counted."""
    slots = coverage.slots if isinstance(coverage, Coverage) else coverage
    if isinstance(slots, TooMany):
        return Fills(text="Counting …" if counting else TOO_MANY)
    reach = next((one for one in slots or () if (one.page, one.slot) == (page_id, slot.id)), None)
    if reach is None or not isinstance(coverage, Coverage):
        return Fills(text="Counting …" if counting else "")
    if not reach.shown.sheets:
        return Fills(text="No shopper is shown this slot.")
    of = share(reach.shown.sheets, coverage.sheets)
    some = "" if reach.shown.sheets == coverage.sheets else f"Of the {of} of answer paths that show this slot."
    return Fills(_lines(reach, slot), some, reach.ties)


def _lines(reach: SlotReach, slot: Slot) -> tuple[Line, ...]:
    whole = reach.shown.sheets
    made = []
    for number in range(len(reach.filled) - 1, 0, -1):
        sheets = reach.filled[number].sheets
        if sheets or len(reach.filled) - 1 <= _FEW:
            made.append(Line(f"{_number(number)} product{'' if number == 1 else 's'}", share(sheets, whole)))
    falls, empty, tied = reach.fallback.sheets, reach.empty.sheets, reach.tied.sheets
    if slot.fallback:
        made.append(Line("none, falls back", share(falls, whole), what="slot_fallback" if falls else None))
    if empty or not slot.fallback:
        warns = bool(empty) and not slot.empty
        made.append(Line("none, shows nothing", share(empty, whole), warns, "slot_empty" if empty else None))
    made.append(Line("decided by the tie rule", share(tied, whole), bool(tied)))
    return tuple(made)


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
