"""What the tag library shows, as values: a line for each group and a chip for each of its tags."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.customer_tags.figures import Figures
from quizdesigner.views.customer_tags.rows import Chip, chips


class GroupRow(Struct, frozen=True):
    """A facet: `shown` of its tags are below, `unused` of all are on no choice. The plain tags have an empty name.

    `single` says that a shopper is to have one value, `signs` what is wrong with the group, a line each.
    """

    name: str
    colour: int | None
    shown: int
    unused: int
    single: bool = False
    signs: tuple[str, ...] = ()


class TagRow(Struct, frozen=True):
    """A tag, how many choices and others give it, and whether `nobody` gets it all the same.

    `text` is what its chip says: under its group, the value alone. `others` of `count` are no choices.
    """

    chip: Chip
    text: str
    count: int
    others: int = 0
    nobody: bool = False


Row = GroupRow | TagRow


def rows(project: Project, uses: Mapping[str, int], words: str, known: Figures, *, by_use: bool) -> tuple[Row, ...]:
    """The library: by facet in the order the groups came, or all tags with the most used first.

    Only tags that hold every one of `words` are shown.
    """
    sought = words.casefold().split()
    found = [chip for chip in chips(project).values() if all(word in chip.name.casefold() for word in sought)]
    beside = others(project)

    def made_of(chip: Chip, text: str) -> TagRow:
        return TagRow(chip, text, uses[chip.tag], beside.get(chip.tag, 0), chip.tag in known.nobody)

    if by_use:
        return tuple(
            made_of(chip, chip.name) for chip in sorted(found, key=lambda chip: (-uses[chip.tag], tags.same(chip.name)))
        )
    kept = {group.name.casefold(): group for group in project.tag_groups}
    groups: dict[str, list[Chip]] = {key: [] for key in kept}
    for chip in found:
        groups.setdefault(tags.group_of(chip.name).casefold(), []).append(chip)
    # What belongs to no facet comes after all that do.
    groups[""] = groups.pop("", [])
    made: list[Row] = []
    for key, members in groups.items():
        if members:
            made.append(
                GroupRow(
                    kept[key].name if key in kept else key,
                    members[0].colour,
                    len(members),
                    sum(not uses[chip.tag] for chip in members),
                    key in kept and kept[key].single,
                    (*known.groups.get(key, ()), *_unreached(key, members, known)),
                )
            )
            made += [made_of(chip, tags.value_of(chip.name) if key else chip.name) for chip in members]
    return tuple(made)


def _unreached(key: str, members: list[Chip], known: Figures) -> tuple[str, ...]:
    some = [chip for chip in members if chip.tag in known.nobody]
    if len(some) > 1:
        return (f"no shopper can get {len(some):,} of these",)
    return tuple(f"no shopper can get {tags.value_of(chip.name) if key else chip.name}" for chip in some)


def others(project: Project) -> dict[str, int]:
    """How many results pages, and quizzes to every taker, give a tag, by its id; without those that none gives."""
    counts: dict[str, int] = {}
    for quiz in project.quizzes:
        for given in (quiz.tags, *(page.tags for page in quiz.results)):
            for tag in given:
                counts[tag] = counts.get(tag, 0) + 1
    return counts


def placed(count: int, others: int) -> str:
    """How much a tag is in use: `on 2 choices`; `in 3 places` where not all of them are choices."""
    if not count:
        return "on no choice"
    return f"in {counted(count, 'place')}" if others else f"on {counted(count, 'choice')}"
