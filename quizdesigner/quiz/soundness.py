"""What no program of ours would write into a project: files of other programs, and changed ones, are held to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.rows import COLLECTIONS
from quizdesigner.quiz.rules import DEEPEST, all_conditions, too_deep

RESERVED = frozenset({"submission", "revision"})
"""Fields the shopper's page sends beside the answers, which are named by the ids of their questions."""


def unsound(project: Project) -> str | None:
    """What stands in a project that no program of ours would write, in words; None when nothing does.

    What an author can mend in the window is not among it: that is for `check`.
    """
    if repeated := _repeated_id(project):
        return f"two parts have the id “{repeated}”."
    for tag in project.tags:
        if trouble := tags.trouble(tag.name):
            return f"the customer tag “{tag.id}”: {trouble}"
    if repeated := _repeated(tags.same(tag.name) for tag in project.tags):
        return f"two customer tags are called “{repeated}”."
    if repeated := _repeated(group.name.casefold() for group in project.tag_groups):
        return f"two groups of customer tags are called “{repeated}”."
    for file in project.media:
        if file.data and hashlib.sha256(file.data).hexdigest() != file.id:
            return f"the media file “{file.name or file.id}” is not what its id says."
    if any(too_deep(segment.rule) for segment in project.segments):
        return f"the rule of a segment is nested more than {DEEPEST} levels deep."
    for quiz in project.quizzes:
        if taken := RESERVED.intersection(question.id for question in quiz.questions):
            return f"“{min(taken)}” cannot be the id of a question: the page sends a field of that name itself."
        if any(map(too_deep, all_conditions(quiz))):
            return f"a condition in “{quiz.name}” is nested more than {DEEPEST} levels deep."
        if repeated := _repeated(question.key for question in quiz.questions if question.key):
            return f"two questions of “{quiz.name}” have the key “{repeated}”."
    return None


def _repeated_id(project: Project) -> str | None:
    """The first id that two parts of the same kind share, or None. Question and results ids share one space."""
    for field in COLLECTIONS.values():
        if found := _repeated(part.id for part in getattr(project, field)):
            return found
    for product in project.products:
        if found := _repeated(variant.id for variant in product.variants):
            return found
    for quiz in project.quizzes:
        if found := _repeated([*(one.id for one in quiz.questions), *(page.id for page in quiz.results)]):
            return found
        if found := _repeated(shopper.id for shopper in quiz.shoppers):
            return found
        for question in quiz.questions:
            found = _repeated(choice.id for choice in question.choices) or _repeated(one.id for one in question.jumps)
            if found:
                return found
        for page in quiz.results:
            if found := _repeated(section.id for section in page.sections):
                return found
    return None


def _repeated(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            return one
        seen.add(one)
    return None
