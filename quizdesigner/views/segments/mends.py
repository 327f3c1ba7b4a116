"""What is wrong with groups that may hold one value, and which other name would mend it."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.coverage import Coverage, GroupReach
from quizdesigner.quiz.document import Project, Question, Quiz
from quizdesigner.quiz.problems.tags import groups, skipped
from quizdesigner.views.segments.ways import tags_given


class Clash(Struct, frozen=True):
    """The names of the tags a shopper ends with of one group, the one of them to look at (`tag`, an id), and a `name`
    for it in another group.

    The name is empty where none suggests itself, and where other questions give the tag too: they mean this group.
    """

    names: tuple[str, ...]
    tag: str = ""
    name: str = ""


def faults(project: Project, quiz: Quiz, coverage: Coverage) -> tuple[Finding, ...]:
    """What the problems say of groups of one value: several first, then none. `coverage` counts this project."""
    single = {name for name, told in coverage.groups.items() if isinstance(told, GroupReach)}
    none = [one for one in skipped(project, quiz, coverage) if one.wanted is not None and one.group in single]
    return (*groups(project, quiz, coverage), *none)


def clash(project: Project, quiz: Quiz, group: str, answers: Answers) -> Clash:
    """What a shopper with these answers has of a group, and how one tag of it could be called instead."""
    key = group.casefold()
    names = {tag.id: tag.name for tag in project.tags}
    given = tags_given(quiz, answers)
    found = [tag for tag in given if tags.group_of(names.get(tag, "")).casefold() == key]
    if len(found) < 2:
        return Clash(tuple(names[tag] for tag in found))
    by = {one.id: one for one in quiz.questions}
    # A question whose new tags start with another group gives one of this as a guest.
    guests = [tag for tag in found if given[tag] in by and by[given[tag]].default_group.casefold() not in ("", key)]
    tag = (guests or found)[-1]
    asked = by.get(given[tag])
    other = _other_group(project, asked, key) if asked and _alone(project, asked, tag) else ""
    name = f"{other}:{tags.value_of(names[tag])}"
    free = bool(other) and tags.find(project.tags, name) is None and tags.trouble(name) is None
    return Clash(tuple(names[one] for one in found), tag, name if free else "")


def _alone(project: Project, question: Question, tag: str) -> bool:
    """Whether nothing else gives the tag."""
    return tags.uses(project)[tag] == sum(tag in choice.tags for choice in question.options)


def _other_group(project: Project, question: Question, key: str) -> str:
    """Another group the question's tags are of: its own, or the one most of its choices give."""
    own = question.default_group
    if own:
        # Where it is this group, its tags are no guests here.
        return own if own.casefold() != key else ""
    names = {tag.id: tag.name for tag in project.tags}
    given = [tags.group_of(names[tag]) for choice in question.options for tag in choice.tags if tag in names]
    counted = Counter(group for group in given if group and group.casefold() != key)
    return next((group for group, _ in counted.most_common(1)), "")
