"""Edits to choices, and to what each says about products."""

from __future__ import annotations

from collections.abc import Iterable

from quizdesigner.quiz.document import Choice, Chose, Effect, Link, Project, Quiz, Target
from quizdesigner.quiz.edits.logic import forget
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    found,
    in_choice,
    in_question,
    in_quiz,
    inserted,
    moved,
    put,
    without,
)
from quizdesigner.quiz.rules import Atom


def add_choice(project: Project, quiz_id: str, question_id: str, choice: Choice, at: int | None = None) -> Project:
    """Put a choice before place `at`, or at the end."""
    return in_question(
        project,
        quiz_id,
        question_id,
        lambda question: changed_parts(question, choices=inserted(question.choices, choice, at)),
    )


def change_choice(project: Project, quiz_id: str, question_id: str, choice_id: str, **fields: object) -> Project:
    """Change plain fields of a choice: title, picture, role, least, most."""
    return in_choice(project, quiz_id, question_id, choice_id, lambda choice: changed(choice, **fields))


def move_choice(project: Project, quiz_id: str, question_id: str, choice_id: str, to: int) -> Project:
    """Move a choice to place `to`."""
    return in_question(
        project,
        quiz_id,
        question_id,
        lambda question: changed_parts(question, choices=moved(question.choices, choice_id, to)),
    )


def delete_choice(project: Project, quiz_id: str, question_id: str, choice_id: str) -> Project:
    """Take a choice out, and with it the parts of rules that speak of it."""

    def about(atom: Atom) -> bool:
        return isinstance(atom, Chose) and atom.question == question_id and atom.choice == choice_id

    def change(quiz: Quiz) -> Quiz:
        question = found(quiz.questions, question_id)
        fewer = changed_parts(question, choices=without(question.choices, choice_id))
        return forget(changed_parts(quiz, questions=put(quiz.questions, fewer)), about)

    return in_quiz(project, quiz_id, change)


def set_link(
    project: Project,
    quiz_id: str,
    question_id: str,
    choice_id: str,
    target: Target,
    effect: Effect | None,
    weight: int = 1,
) -> Project:
    """Say what a choice does to the products a target means; None takes its say on that target away."""
    return set_links(project, quiz_id, question_id, choice_id, (target,), effect, weight)


def set_links(
    project: Project,
    quiz_id: str,
    question_id: str,
    choice_id: str,
    targets: Iterable[Target],
    effect: Effect | None,
    weight: int = 1,
) -> Project:
    """Say the same of several targets, in one step."""
    wanted = {(target.by, target.to): target for target in targets}

    def change(choice: Choice) -> Choice:
        if effect is None:
            return changed(choice, links=tuple(link for link in choice.links if (link.by, link.to) not in wanted))
        made = {key: changed(Link(one.to, one.by), effect=effect, weight=weight) for key, one in wanted.items()}
        kept = tuple(made.get((link.by, link.to), link) for link in choice.links)
        there = {(link.by, link.to) for link in choice.links}
        return changed(choice, links=(*kept, *(link for key, link in made.items() if key not in there)))

    return in_choice(project, quiz_id, question_id, choice_id, change)
