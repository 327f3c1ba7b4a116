"""What counting every way to answer says about tags: those no shopper gets, and groups without one value."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.coverage import Coverage, GroupReach, TooMany
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.shares import share

_TOO_MANY = "too many combinations to count"


class Figures(Struct, frozen=True):
    """`nobody` are tags (ids) that something gives and no shopper gets; `groups` has words for a one-value group that
    ends otherwise, by its name in small letters; `note` says why nothing is known.
    """

    nobody: frozenset[str] = frozenset()
    groups: dict[str, tuple[str, ...]] = {}
    note: str = ""


def figures(project: Project, coverage: Coverage | TooMany | None) -> Figures:
    """What there is to say about the quiz that was counted."""
    match coverage:
        case None:
            return Figures()
        case TooMany():
            return Figures(note=f"There are {_TOO_MANY} who gets which tag.")
        case Coverage(sheets=0):
            return Figures(note="No shopper can finish this quiz, so none gets a tag.")
    given = {one.tag for one in coverage.tags if one.givers}
    inside: dict[str, bool] = {}
    for tag in project.tags:
        key = tags.group_of(tag.name).casefold()
        inside[key] = inside.get(key, False) or tag.id in given
    return Figures(
        nobody=frozenset(one.tag for one in coverage.tags if one.givers and not one.reached.sheets),
        # A group of another quiz: everybody ends this one without it, and nobody means anything else.
        groups={
            name.casefold(): words
            for name, group in coverage.groups.items()
            if inside.get(name.casefold()) and (words := _words(group, coverage.sheets))
        },
    )


def _words(group: GroupReach | TooMany, sheets: int) -> tuple[str, ...]:
    if isinstance(group, TooMany):
        return (_TOO_MANY,)
    several, none = group.several.sheets, group.none.sheets
    said = (
        (several, f"{share(several, sheets)} of paths end with several"),
        (none, f"{share(none, sheets)} of paths end with none"),
    )
    return tuple(words for count, words in said if count)
