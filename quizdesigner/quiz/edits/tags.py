"""Edits to customer tags: give and take away, rename everywhere, merge, split, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Any, Choice, HasTag, Project, Question, Quiz, Segment, Tag
from quizdesigner.quiz.edits.logic import forget, in_all_rules, rewritten
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    each,
    found,
    in_choice,
    in_question,
    in_quiz,
    put,
    without,
)
from quizdesigner.quiz.edits.tag_groups import with_groups
from quizdesigner.quiz.rules import Atom
from quizdesigner.quiz.tags import Giver


def create_tag(project: Project, name: str, ids: Callable[[], str]) -> Project:
    """Put a tag into the library without linking it. A tag of that name that is there already stays as it is."""
    return with_tags(project, [name], ids)[0]


def with_tags(project: Project, names: Iterable[str], ids: Callable[[], str]) -> tuple[Project, tuple[str, ...]]:
    """The project with a tag for each name, and the ids of those tags in the order of the names."""
    known = {tags.same(tag.name): tag.id for tag in reversed(project.tags)}
    linked, new = [], []
    for typed in names:
        name = tags.sound(typed)
        key = tags.same(name)
        if key not in known:
            new.append(Tag(ids(), name))
            known[key] = new[-1].id
        linked.append(known[key])
    if new:
        project = changed_parts(project, tags=(*project.tags, *new))
        project = with_groups(project, (tag.name for tag in new))
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
        project, quiz_id, question_id, choice_id, lambda choice: changed(choice, tags=_left(choice.tags, tag_id))
    )


def set_quiz_tags(project: Project, quiz_id: str, names: Iterable[str], ids: Callable[[], str]) -> Project:
    """Give every taker of a quiz these tags and no others; a name no tag has yet makes one."""
    project, given = with_tags(project, names, ids)
    return in_quiz(project, quiz_id, lambda quiz: changed(quiz, tags=given))


def set_page_tags(
    project: Project, quiz_id: str, page_id: str, names: Iterable[str], ids: Callable[[], str]
) -> Project:
    """Give whoever ends on a results page these tags and no others; a name no tag has yet makes one."""
    project, given = with_tags(project, names, ids)

    def change(quiz: Quiz) -> Quiz:
        return changed_parts(quiz, results=put(quiz.results, changed(found(quiz.results, page_id), tags=given)))

    return in_quiz(project, quiz_id, change)


def rename_tag(project: Project, tag_id: str, name: str) -> Project:
    """Give a tag another name, everywhere at once. Refused when another tag has that name: merge is what is meant."""
    name = tags.sound(name)
    other = tags.find(project.tags, name)
    if other is not None and other.id != tag_id:
        raise Refused(f"There is a tag “{other.name}” already. Drop one on the other to merge them.")
    project = changed_parts(project, tags=put(project.tags, changed(found(project.tags, tag_id), name=name)))
    return with_groups(project, [name])


def split_tag(
    project: Project, tag_id: str, name: str, choices: Iterable[tuple[str, str, str]], ids: Callable[[], str]
) -> Project:
    """Give some of those that give a tag one of this name in its place; a name no tag has yet makes one.

    `choices` are ids as `tags.Giver` has them: (quiz, question, choice), a results page (quiz, page, ""), every taker
    of a quiz (quiz, "", ""). Rules and segments go on looking for the old tag.
    """
    old = found(project.tags, tag_id)
    some = frozenset(choices)
    if not some:
        raise Refused(f"Choose what is to give the new tag in the place of {old.name}.")
    if tags.same(name) == tags.same(old.name):
        raise Refused(f"The new tag needs another name than {old.name}.")
    project, (new,) = with_tags(project, [name], ids)
    return _given(project, lambda giver, given: _instead(given, tag_id, new) if giver in some else given)


def merge_tags(project: Project, tag_id: str, into: str) -> Project:
    """Make two tags one: whatever gave or looked for `tag_id` does so with `into`, and `tag_id` is gone."""
    if tag_id == into:
        return project
    found(project.tags, into)

    def on_atom(atom: Atom) -> Atom:
        return HasTag(into) if atom == HasTag(tag_id) else atom

    project = _given(project, lambda _, given: _instead(given, tag_id, into))
    return changed_parts(
        project,
        quizzes=each(project.quizzes, lambda quiz: in_all_rules(quiz, on_atom)),
        segments=each(project.segments, lambda segment: _ruled(segment, on_atom)),
        tags=without(project.tags, tag_id),
    )


def delete_tag(project: Project, tag_id: str) -> Project:
    """Take a tag away from all that gives it, from every rule and from the library.

    A segment with nothing else in its rule holds nobody afterwards.
    """

    def about(atom: Atom) -> bool:
        return atom == HasTag(tag_id)

    project = _given(project, lambda _, given: _left(given, tag_id))
    return changed_parts(
        project,
        quizzes=each(project.quizzes, lambda quiz: forget(quiz, about)),
        segments=each(project.segments, lambda segment: _ruled(segment, lambda atom: None if about(atom) else atom)),
        tags=without(project.tags, tag_id),
    )


def _given(project: Project, change: Callable[[Giver, tuple[str, ...]], tuple[str, ...]]) -> Project:
    """The project with `change` done to the tags of all that gives any: choices, results pages, quizzes."""

    def in_one(quiz: Quiz) -> Quiz:
        def on_question(question: Question) -> Question:
            def on_choice(one: Choice) -> Choice:
                return changed(one, tags=change(Giver(quiz.id, question.id, one.id), one.tags)) if one.tags else one

            return changed_parts(question, choices=each(question.choices, on_choice))

        return changed_parts(
            changed(quiz, tags=change(Giver(quiz.id), quiz.tags)),
            questions=each(quiz.questions, on_question),
            results=each(quiz.results, lambda page: changed(page, tags=change(Giver(quiz.id, page.id), page.tags))),
        )

    return changed_parts(project, quizzes=each(project.quizzes, in_one))


def _ruled(segment: Segment, change: Callable[[Atom], Atom | None]) -> Segment:
    rule = rewritten(segment.rule, change)
    return segment if rule is segment.rule else structs.replace(segment, rule=Any(()) if rule is None else rule)


def _linked(choice: Choice, linked: tuple[str, ...]) -> Choice:
    return changed(choice, tags=tuple(dict.fromkeys((*choice.tags, *linked))))


def _instead(given: tuple[str, ...], tag_id: str, new: str) -> tuple[str, ...]:
    """The tags with `new` in the place of the other, each once."""
    if tag_id not in given:
        return given
    return tuple(dict.fromkeys(new if tag == tag_id else tag for tag in given))


def _left(given: tuple[str, ...], tag_id: str) -> tuple[str, ...]:
    return tuple(tag for tag in given if tag != tag_id)
