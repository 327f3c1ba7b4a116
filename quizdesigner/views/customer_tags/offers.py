"""What the completer offers for what has been typed: tags that fit, the best first, and making a new one last."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Project
from quizdesigner.views.customer_tags.library_rows import others
from quizdesigner.views.customer_tags.rows import chips

MOST = 50
"""Tags offered at once; whoever wants another types one letter more."""


class Entry(Struct, frozen=True):
    """A tag made ready for comparing: `full` and `value` are its name and the part after the colon, as `tags.same`.

    `others` of the `count` that give it are no choices.
    """

    tag: str
    name: str
    colour: int | None
    count: int
    others: int
    full: str
    value: str
    group: str


class Offer(Struct, frozen=True):
    """One line of the completer. `tag` is empty where choosing it makes a new tag. `count` give it now, `others` of
    them no choices.

    With `lead` before the words typed and `tail` after them they read as the name: `skin:` re `active`. `tail` is None
    where the name merely contains the words.
    """

    name: str
    tag: str
    colour: int | None
    count: int
    lead: str
    tail: str | None
    others: int = 0


Index = tuple[Entry, ...]
"""Every tag of a project, most used first."""


def index(project: Project, uses: Mapping[str, int]) -> Index:
    """The project's tags ready to be searched with every key."""
    beside = others(project)
    made = [
        Entry(
            chip.tag,
            chip.name,
            chip.colour,
            uses[chip.tag],
            beside.get(chip.tag, 0),
            tags.same(chip.name),
            tags.value_of(chip.name).casefold(),
            tags.group_of(chip.name).casefold(),
        )
        for chip in chips(project).values()
    ]
    return tuple(sorted(made, key=lambda entry: -entry.count))


def offers(known: Index, typed: str, group: str, taken: Collection[str], *, create: bool = True) -> tuple[Offer, ...]:
    """The lines for what is typed at a choice that carries the tags `taken`, in a question whose new tags start with
    `group`.

    Best first: the very tag, then tags whose value goes on from the words typed, then those whose group does, then what
    contains them; among equals the question's own group, then the most used. `create` adds the line that makes the tag,
    where it can be one.
    """
    key = tags.same(typed)
    own = group.casefold()
    target = tags.in_group(typed, group)
    exact = tags.same(target)
    ranked = [
        (rank, entry)
        for entry in known
        if entry.tag not in taken and (rank := _rank(entry, key, own, exact)) is not None
    ]
    ranked.sort(key=lambda one: one[0])
    found = [
        Offer(entry.name, entry.tag, entry.colour, entry.count, *_around(entry.name, typed), entry.others)
        for _, entry in ranked[:MOST]
    ]
    there = any(entry.full == exact for entry in known)
    if create and key and not there and tags.trouble(target) is None:
        colour = next((entry.colour for entry in known if entry.group == tags.group_of(exact)), None)
        found.append(Offer(target, "", colour, 0, *_around(target, typed)))
    return tuple(found)


def _rank(entry: Entry, key: str, own: str, exact: str) -> tuple[int, bool] | None:
    """Where a tag stands among those that fit; None when it does not fit. Entries come most used first."""
    foreign = entry.group != own
    if not key:
        return 1, foreign
    if entry.full == exact:
        return 0, False
    if entry.value.startswith(key):
        return 1, foreign
    if entry.full.startswith(key):
        return (1 if ":" in key else 2), foreign
    return (3, foreign) if key in entry.full else None


def _around(name: str, typed: str) -> tuple[str, str | None]:
    """What stands before and after the words typed where they are a beginning of the name or of its value."""
    value = tags.value_of(name)
    for whole in (value, name):
        # Compared in the spelling typed: folding may change the length of a word (ß is ss).
        if whole[: len(typed)].casefold() == typed.casefold():
            return name.removesuffix(whole), whole[len(typed) :]
    return "", None
