"""What a second take does to the customer tags a contact has from the first."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.document import Retake
from quizdesigner.quiz.tags import group_of


class Said(Struct, frozen=True):
    """A way with retakes in words: its label, and what it means."""

    label: str
    meaning: str


RETAKES: dict[Retake, Said] = {
    "replace": Said("Replace this quiz's tags", "Tags of the first take that the second does not give are taken away."),
    "accumulate": Said("Keep all", "Tags of both takes stay, also those that say the opposite."),
    "by_group": Said(
        "Replace by group",
        "A new tag replaces the earlier tags of its group. Tags of other groups and plain tags stay.",
    ),
}


class After(Struct, frozen=True):
    """A contact's tags from this quiz after a take (names): all of them, the new ones, and those taken away."""

    tags: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def after(before: tuple[str, ...], now: tuple[str, ...], retake: Retake, unsure: tuple[str, ...] = ()) -> After:
    """What becomes of the tags this quiz gave `before` when a new take gives `now`.

    *replace* takes all earlier ones away, *accumulate* none, *by_group* those of groups the new take has a value in:
    a new `goal:sleep` ends an old `goal:energy` and leaves `skin:dry` and plain tags. Tags that stay keep their order,
    new ones follow; each is there once. Of `unsure` ones nobody knows whether the service has them: they are added or
    removed once more.
    """
    groups = {group_of(tag).casefold() for tag in now} - {""}

    def goes(tag: str) -> bool:
        match retake:
            case "replace":
                return True
            case "accumulate":
                return False
            case "by_group":
                return group_of(tag).casefold() in groups

    gone = [tag for tag in before if tag not in now and goes(tag)]
    tags = tuple(dict.fromkeys(tag for tag in (*before, *now) if tag not in gone))
    added = tuple(tag for tag in tags if tag not in before or tag in unsure)
    removed = tuple(dict.fromkeys((*gone, *(tag for tag in unsure if tag not in tags))))
    return After(tags, added, removed)
