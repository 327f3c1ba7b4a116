"""Edits to customer tags: link, unlink, rename everywhere, merge, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizdesigner.errors import Refused
from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Choice, HasTag, Project, Question, Tag, TagGroup
from quizdesigner.quiz.edits.logic import forget, in_all_rules
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    each,
    every_question,
    found,
    in_choice,
    in_question,
    put,
    without,
)
from quizdesigner.quiz.rules import Atom


def create_tag(project: Project, name: str, ids: Callable[[], str]) -> Project:
    """Put a tag into the library without linking it. A tag of that name that is there already stays as it is."""
    return with_tags(project, [name], ids)[0]


def with_tags(project: Project, names: Iterable[str], ids: Callable[[], str]) -> tuple[Project, tuple[str, ...]]:
    """The project with a tag for each name, and the ids of those tags in the order of the names."""
    linked = []
    for typed in names:
        name = _sound(typed)
        tag = tags.find(project.tags, name)
        if tag is None:
            tag = Tag(ids(), name)
            project = _with_group(changed_parts(project, tags=(*project.tags, tag)), name)
        linked.append(tag.id)
    return project, tuple(dict.fromkeys(linked))


def link_tags(
    project: Project,
    quiz_id: str,
    question_id: str,
    choice_id: str,
    names: Iterable[str],
    ids: Callable[[], str],
) -> Project:
    """Give a choice these tags; a name no tag has yet makes one. Tags it carries already stay where they are."""
    project, linked = with_tags(project, names, ids)
    return in_choice(project, quiz_id, question_id, choice_id, lambda choice: _linked(choice, linked))


def link_tags_to_question(
    project: Project, quiz_id: str, question_id: str, names: Iterable[str], ids: Callable[[], str]
) -> Project:
    """Give every choice that the question uses these tags."""
    project, linked = with_tags(project, names, ids)

    def change(question: Question) -> Question:
        used = {choice.id for choice in question.options}
        return changed_parts(
            question,
            choices=each(question.choices, lambda one: _linked(one, linked) if one.id in used else one),
        )

    return in_question(project, quiz_id, question_id, change)


def unlink_tag(project: Project, quiz_id: str, question_id: str, choice_id: str, tag_id: str) -> Project:
    """Take a tag off a choice; it stays in the library."""
    return in_choice(
        project,
        quiz_id,
        question_id,
        choice_id,
        lambda choice: changed(choice, tags=tuple(tag for tag in choice.tags if tag != tag_id)),
    )


def rename_tag(project: Project, tag_id: str, name: str) -> Project:
    """Give a tag another name, everywhere at once. Refused when another tag has that name: merge is what is meant."""
    name = _sound(name)
    other = tags.find(project.tags, name)
    if other is not None and other.id != tag_id:
        raise Refused(f"There is a tag “{other.name}” already. Drop one on the other to merge them.")
    project = changed_parts(project, tags=put(project.tags, changed(found(project.tags, tag_id), name=name)))
    return _with_group(project, name)


def rename_group(project: Project, group: str, name: str) -> Project:
    """Give a whole facet another name: `skin:dry`, `skin:oily` become `type:dry`, `type:oily`; the colour stays.

    Refused without a `group`: tags that are in none have nothing in common.
    """
    name = tags.clean(name)
    key = group.casefold()
    if not key:
        raise Refused("Tags without a group cannot be renamed together. Rename them one by one.")
    if not name or ":" in name:
        raise Refused("A group needs a name without a colon.")
    renamed = {
        tag.id: _sound(f"{name}:{tags.value_of(tag.name)}")
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
    if not any(one.name.casefold() == name.casefold() for one in project.tag_groups):
        project = changed_parts(
            project,
            tag_groups=each(
                project.tag_groups, lambda one: changed(one, name=name) if one.name.casefold() == key else one
            ),
        )
    return every_question(
        project,
        lambda question: (
            changed(question, default_group=name) if question.default_group.casefold() == key else question
        ),
    )


def merge_tags(project: Project, tag_id: str, into: str) -> Project:
    """Make two tags one: every choice and rule that had `tag_id` has `into`, and `tag_id` is gone."""
    if tag_id == into:
        return project
    found(project.tags, into)

    def on_choice(choice: Choice) -> Choice:
        if tag_id not in choice.tags:
            return choice
        return changed(choice, tags=tuple(dict.fromkeys(into if tag == tag_id else tag for tag in choice.tags)))

    def on_question(question: Question) -> Question:
        return changed_parts(question, choices=each(question.choices, on_choice))

    def on_atom(atom: Atom) -> Atom:
        return HasTag(into) if atom == HasTag(tag_id) else atom

    project = every_question(project, on_question)
    quizzes = each(project.quizzes, lambda quiz: in_all_rules(quiz, on_atom))
    return changed_parts(project, quizzes=quizzes, tags=without(project.tags, tag_id))


def delete_tag(project: Project, tag_id: str) -> Project:
    """Take a tag away from every choice, every rule and the library."""

    def on_choice(choice: Choice) -> Choice:
        return changed(choice, tags=tuple(tag for tag in choice.tags if tag != tag_id))

    def on_question(question: Question) -> Question:
        return changed_parts(question, choices=each(question.choices, on_choice))

    project = every_question(project, on_question)
    quizzes = each(
        project.quizzes,
        lambda quiz: forget(quiz, lambda atom: isinstance(atom, HasTag) and atom.customer_tag == tag_id),
    )
    return changed_parts(project, quizzes=quizzes, tags=without(project.tags, tag_id))


def set_default_group(project: Project, quiz_id: str, question_id: str, group: str) -> Project:
    """Say which group new tags of a question start with; empty for none."""
    group = tags.clean(group).rstrip(":")
    if group and (trouble := tags.trouble(f"{group}:x")):
        raise Refused(trouble)
    return in_question(project, quiz_id, question_id, lambda question: changed(question, default_group=group))


def _with_group(project: Project, name: str) -> Project:
    """The project with a colour for the tag's group, given in turn and kept."""
    group = tags.group_of(name)
    if not group or tags.colour_of(project, name) is not None:
        return project
    new = TagGroup(group, len(project.tag_groups) % tags.COLOURS)
    return changed_parts(project, tag_groups=(*project.tag_groups, new))


def _linked(choice: Choice, linked: tuple[str, ...]) -> Choice:
    return changed(choice, tags=tuple(dict.fromkeys((*choice.tags, *linked))))


def _sound(name: str) -> str:
    if trouble := tags.trouble(name):
        raise Refused(trouble)
    return tags.clean(name)
