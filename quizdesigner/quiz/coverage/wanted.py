"""Naming one of the counts of a coverage, so that its example can be asked for later."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.coverage.report import Alone, Count, Coverage, GroupReach, Placing, Sheet

What = Literal[
    "page",
    "tag",
    "rule",
    "group_none",
    "group_several",
    "shown",
    "first",
    "beaten",
    "tied",
    "excluded",
    "eligible",
    "empty",
    "slot_empty",
    "slot_fallback",
    "slot_tied",
]
"""Which count: of a results page, a tag, a rule (segments are rules by their id), a group; what becomes of a product
(`shown` to `eligible`); sheets that are shown no product at all; how a slot is filled.
"""


class Wanted(Struct, frozen=True):
    """The shoppers of one count: `id` names the page, tag, rule, group or product; for a slot the ids of its page and
    its own with a slash between them, and nothing for `empty`.
    """

    what: What
    id: str = ""


def count_of(coverage: Coverage, wanted: Wanted) -> Count | None:
    """The count that is named; None where it is not there or there were too many to count."""
    found = _found(coverage, wanted)
    return found if isinstance(found, Count) else None


def example_of(coverage: Coverage, wanted: Wanted) -> Sheet | None:
    """The shortest answer sheet of the count; None when there is none, or none was found within the budget."""
    count = count_of(coverage, wanted)
    return count.example if count else None


def _found(coverage: Coverage, wanted: Wanted) -> object:
    match wanted.what:
        case "page":
            return next((one.reached for one in coverage.pages if one.page == wanted.id), None)
        case "tag":
            return next((one.reached for one in coverage.tags if one.tag == wanted.id), None)
        case "rule":
            return coverage.rules.get(wanted.id)
        case "group_none" | "group_several":
            group = coverage.groups.get(wanted.id)
            if not isinstance(group, GroupReach):
                return None
            return group.none if wanted.what == "group_none" else group.several
        case "empty":
            return coverage.empty
        case "slot_empty" | "slot_fallback" | "slot_tied":
            slots = coverage.slots if isinstance(coverage.slots, tuple) else ()
            slot = next((one for one in slots if f"{one.page}/{one.slot}" == wanted.id), None)
            return getattr(slot, wanted.what.removeprefix("slot_"), None)
        case what:
            product = next((one for one in coverage.products if one.product == wanted.id), None)
            match product:
                case None:
                    return None
                case _ if what == "excluded":
                    return product.excluded
                case _:
                    told = product.placing
                    return getattr(told, what, None) if isinstance(told, Placing | Alone) else None
