"""Edits to groups of customer tags: their name, their colour, whether a shopper has one value, what questions offer."""

from __future__ import annotations

from collections.abc import Iterable

from quizdesigner.errors import Refused
from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Project, Question, TagGroup
from quizdesigner.quiz.edits.parts import changed, changed_parts, each, every_question, in_question


def rename_group(project: Project, group: str, name: str) -> Project:
    """Give a whole facet another name: `skin:dry`, `skin:oily` become `type:dry`, `type:oily`. Its colour and that it
    has one value only go with it; where there is a group of the new name, that one's stand.

    Refused without a `group`: tags that are in none have nothing in common.
    """
    name = tags.clean(name)
    key = group.casefold()
    if not key:
        raise Refused("Tags without a group cannot be renamed together. Rename them one by one.")
    if not name or ":" in name:
        raise Refused("A group needs a name without a colon.")
    renamed = {
        tag.id: tags.sound(f"{name}:{tags.value_of(tag.name)}")
        for tag in project.tags
        if tags.group_of(tag.name).casefold() == key
    }
    others = {tags.same(tag.name): tag.name for tag in project.tags if tag.id not in renamed}
    for new in renamed.values():
        if tags.same(new) in others:
            raise Refused(f"There is a tag “{others[tags.same(new)]}” already. Merge the two first.")
    project = changed_parts(
        project, tags=each(project.tags, lambda tag: changed(tag, name=renamed.get(tag.id, tag.name)))
    )
    taken = {one.name.casefold() for one in project.tag_groups} - {key}
    if name.casefold() not in taken:
        project = _in_group(project, key, name=name)
    return every_question(
        project,
        lambda question: (
            changed(question, default_group=name) if question.default_group.casefold() == key else question
        ),
    )


def colour_group(project: Project, group: str, colour: int) -> Project:
    """Give a group the colour at this place of the palette."""
    return _in_group(with_groups(project, [f"{group}:"]), group.casefold(), colour=colour)


def set_single(project: Project, group: str, single: bool) -> Project:
    """Say whether a shopper is to have one value of a group only."""
    return _in_group(with_groups(project, [f"{group}:"]), group.casefold(), single=single)


def set_default_group(project: Project, quiz_id: str, question_id: str, group: str) -> Project:
    """Say which group new tags of a question start with; empty for none."""
    group = tags.clean(group).rstrip(":")
    if group:
        tags.sound(f"{group}:x")

    def change(question: Question) -> Question:
        return changed(question, default_group=group)

    return in_question(project, quiz_id, question_id, change)


def with_groups(project: Project, names: Iterable[str]) -> Project:
    """The project with a colour for the group of each tag of these names, given in turn and kept; plain ones have none.

    In one pass: a sheet that is pasted into the grid may name ten thousand.
    """
    known = {one.name.casefold() for one in project.tag_groups}
    new: list[TagGroup] = []
    for name in names:
        group = tags.group_of(name)
        if group and group.casefold() not in known:
            known.add(group.casefold())
            new.append(TagGroup(group, (len(project.tag_groups) + len(new)) % tags.COLOURS))
    return changed_parts(project, tag_groups=(*project.tag_groups, *new)) if new else project


def _in_group(project: Project, key: str, **fields: object) -> Project:
    def change(one: TagGroup) -> TagGroup:
        return changed(one, **fields) if one.name.casefold() == key else one

    return changed_parts(project, tag_groups=each(project.tag_groups, change))
