"""Edits to many cells of the tag grid at once: choices, results pages and the quiz itself, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Choice, Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.edits.parts import changed_parts, each, in_quiz
from quizdesigner.quiz.edits.tags import with_tags
from quizdesigner.quiz.marks import Giver, Marks, OfChoice, OfPage, OfQuiz


def set_tags(project: Project, quiz_id: str, marks: Iterable[Marks]) -> Project:
    """Set and clear tags, by id, for any number of givers of a quiz. What is set comes after the tags there are."""
    known = {tag.id for tag in project.tags}
    waiting: dict[Giver, list[Marks]] = {}
    for one in marks:
        if unknown := [tag for tag in (*one.on, *one.off) if tag not in known]:
            raise KeyError(unknown[0])
        waiting.setdefault(one.giver, []).append(one)
    project = in_quiz(project, quiz_id, lambda quiz: _marked_quiz(quiz, waiting))
    if waiting:
        raise KeyError(next(iter(waiting)))
    return project


def set_tags_by_name(project: Project, quiz_id: str, marks: Sequence[Marks], ids: Callable[[], str]) -> Project:
    """The same by the names of tags. A name that no tag has makes one where it is set, and is nothing to clear."""
    known = {tags.same(tag.name): tag.id for tag in project.tags}
    new = {tags.same(name): name for one in marks for name in one.on}
    wanting = [name for key, name in new.items() if key not in known]
    project, made = with_tags(project, wanting, ids)
    known |= dict(zip(map(tags.same, wanting), made, strict=True))

    def by_id(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(known[key] for name in names if (key := tags.same(name)) in known)

    return set_tags(project, quiz_id, [Marks(one.giver, by_id(one.on), by_id(one.off)) for one in marks])


PartT = TypeVar("PartT", Choice, ResultsPage, Quiz)
Waiting = dict[Giver, list[Marks]]
"""What is still to be done for each giver; whoever does it takes it out."""


def _marked_quiz(quiz: Quiz, waiting: Waiting) -> Quiz:
    asked = {giver.question for giver in waiting if isinstance(giver, OfChoice)}

    def on_question(question: Question) -> Question:
        if question.id not in asked:
            return question
        choices = each(question.choices, lambda one: _marked(one, waiting.pop(OfChoice(question.id, one.id), ())))
        return changed_parts(question, choices=choices)

    questions = each(quiz.questions, on_question)
    results = each(quiz.results, lambda page: _marked(page, waiting.pop(OfPage(page.id), ())))
    return _marked(changed_parts(quiz, questions=questions, results=results), waiting.pop(OfQuiz(), ()))


def _marked(part: PartT, marks: Sequence[Marks]) -> PartT:
    """The part with its tags set and cleared; the same object when they were so already."""
    new = _after(part.tags, marks)
    return part if new == part.tags else changed_parts(part, tags=new)


def _after(held: tuple[str, ...], marks: Sequence[Marks]) -> tuple[str, ...]:
    for one in marks:
        off = frozenset(one.off)
        held = tuple(tag for tag in dict.fromkeys((*held, *one.on)) if tag not in off)
    return held
