"""What the tag library shows, as values: a line for each group and a chip for each of its tags."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import HasTag, Project
from quizdesigner.quiz.rules import atoms, conditions
from quizdesigner.views.customer_tags.rows import Chip, chips


class GroupRow(Struct, frozen=True):
    """A facet: `shown` of its tags are below, `unused` of all are on no choice. The plain tags have an empty name."""

    name: str
    colour: int | None
    shown: int
    unused: int


class TagRow(Struct, frozen=True):
    """A tag and how many choices carry it. `text` is what its chip says: under its group, the value alone."""

    chip: Chip
    text: str
    count: int


Row = GroupRow | TagRow


def rows(project: Project, uses: Mapping[str, int], words: str, *, by_use: bool) -> tuple[Row, ...]:
    """The library: by facet in the order the groups came, or all tags with the most used first.

    Only tags that hold every one of `words` are shown.
    """
    sought = words.casefold().split()
    found = [chip for chip in chips(project).values() if all(word in chip.name.casefold() for word in sought)]
    if by_use:
        return tuple(
            TagRow(chip, chip.name, uses[chip.tag])
            for chip in sorted(found, key=lambda chip: (-uses[chip.tag], tags.same(chip.name)))
        )
    groups: dict[str, list[Chip]] = {group.name.casefold(): [] for group in project.tag_groups}
    for chip in found:
        groups.setdefault(tags.group_of(chip.name).casefold(), []).append(chip)
    # What belongs to no facet comes after all that do.
    groups[""] = groups.pop("", [])
    names = {group.name.casefold(): group.name for group in project.tag_groups}
    made: list[Row] = []
    for key, members in groups.items():
        if members:
            unused = sum(not uses[chip.tag] for chip in members)
            made.append(GroupRow(names.get(key, key), members[0].colour, len(members), unused))
            made += [TagRow(chip, tags.value_of(chip.name) if key else chip.name, uses[chip.tag]) for chip in members]
    return tuple(made)


def rules_with(project: Project, tag: str) -> int:
    """How many rules (*show when* and *then go to*) ask for this tag."""
    return sum(
        any(isinstance(atom, HasTag) and atom.customer_tag == tag for atom in atoms(condition))
        for quiz in project.quizzes
        for question in quiz.questions
        for condition in conditions(question)
    )


def counted(number: int, one: str, many: str = "") -> str:
    """`1 choice`, `4 choices`, `12,000 choices`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
