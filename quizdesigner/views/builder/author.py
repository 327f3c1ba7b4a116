"""What the author does to the question or results page on show: each act one edit through the one door."""

from __future__ import annotations

from typing import Any

from quizdesigner.quiz import check, edits
from quizdesigner.quiz.document import (
    AnyCondition,
    Choice,
    Effect,
    Jump,
    Kind,
    Question,
    Quiz,
    ResultsPage,
    Slot,
)
from quizdesigner.quiz.rules import atoms
from quizdesigner.views.builder.kinds import new_question
from quizdesigner.views.desk import Desk


class Author:
    """Acts on what `desk` looks at. Acts on a question do nothing while a results page is looked at."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._editor = desk.editor

    @property
    def quiz(self) -> Quiz:
        """The quiz looked at."""
        return self.desk.quiz

    @property
    def question(self) -> Question | None:
        """The question looked at; None for a results page and in an empty quiz."""
        return next((one for one in self.quiz.questions if one.id == self.desk.question_id), None)

    @property
    def page(self) -> ResultsPage | None:
        """The results page looked at; None for a question."""
        return next((one for one in self.quiz.results if one.id == self.desk.question_id), None)

    def seal(self) -> None:
        """A typing run ends."""
        self._editor.seal()

    # -- questions

    def add_question(self, kind: Kind) -> bool:
        """Put a new question after the one looked at, or last; the pane then looks at it."""
        question = new_question(kind, self._editor.new_id)
        here = self.question
        at = None if here is None else self.quiz.questions.index(here) + 1
        return self._editor.do(edits.add_question, self.quiz.id, question, at)

    def duplicate(self) -> bool:
        """Put a copy after the question looked at."""
        return self.question is not None and self._editor.do(
            edits.duplicate_question, self.quiz.id, self.desk.question_id, self._editor.new_id
        )

    def delete(self) -> None:
        """Take the question looked at out, and say which rules went along."""
        question = self.question
        if question is None:
            return
        quiz, name = self.quiz, _named(self.quiz, question)
        if self._editor.do(edits.delete_question, quiz.id, question.id):
            self._tell_deleted(name, edits.referring(quiz, question.id))

    def move(self, step: int) -> None:
        """Move the question looked at up (-1) or down (1)."""
        if self.question is not None:
            self.move_to(self.question.id, self.quiz.questions.index(self.question) + step)

    def move_to(self, question_id: str, to: int) -> None:
        """Move a question to a place; past the ends it stays."""
        if 0 <= to < len(self.quiz.questions):
            self._editor.do(edits.move_question, self.quiz.id, question_id, to)

    def write(self, field: str, text: str | int) -> bool:
        """What is being typed into a field of the question; one step while it lasts."""
        return self.question is not None and self._editor.do(
            edits.change_question,
            self.quiz.id,
            self.desk.question_id,
            merge=f"{field}:{self.quiz.id}:{self.desk.question_id}",
            label=f"edit {_WORDS.get(field, field)}",
            **_one(field, text),
        )

    def change(self, **fields: Any) -> bool:
        """Change fields of the question in one step."""
        return self.question is not None and self._editor.do(
            edits.change_question, self.quiz.id, self.desk.question_id, **fields
        )

    def set_kind(self, kind: Kind) -> None:
        """Make the question another kind."""
        if self.question is not None:
            self._editor.do(edits.set_kind, self.quiz.id, self.desk.question_id, kind)

    # -- choices

    def add_choice(self, at: int | None = None) -> bool:
        """Put an empty choice before place `at`, or last."""
        return self.question is not None and self._editor.do(
            edits.add_choice, self.quiz.id, self.desk.question_id, Choice(self._editor.new_id()), at
        )

    def write_choice(self, choice_id: str, field: str, text: str) -> bool:
        """What is being typed into a field of a choice; one step while it lasts."""
        return self._editor.do(
            edits.change_choice,
            self.quiz.id,
            self.desk.question_id,
            choice_id,
            merge=f"choice-{field}:{self.quiz.id}:{self.desk.question_id}:{choice_id}",
            label="edit choice",
            **_one(field, text),
        )

    def move_choice(self, choice_id: str, to: int) -> None:
        """Move a choice to a place; past the ends it stays."""
        if self.question is not None and 0 <= to < len(self.question.choices):
            self._editor.do(edits.move_choice, self.quiz.id, self.desk.question_id, choice_id, to)

    def delete_choice(self, choice_id: str) -> None:
        """Take a choice out, and say which rules went along."""
        quiz, question = self.quiz, self.question
        if question is None:
            return
        title = next((one.title for one in question.choices if one.id == choice_id), "")
        if self._editor.do(edits.delete_choice, quiz.id, question.id, choice_id):
            own = (question,) if _speaks_of_itself(question, choice_id) else ()
            rules = (*own, *edits.referring(quiz, question.id, choice_id))
            if title or rules:
                self._tell_deleted(f"“{_short(title)}”" if title else "The choice", rules)

    def link(self, choice_id: str, product_id: str, effect: Effect | None, weight: int = 1) -> None:
        """Make a choice vote for a product, exclude it, or say nothing about it (None)."""
        merge = f"weight:{self.quiz.id}:{self.desk.question_id}:{choice_id}:{product_id}" if weight > 1 else None
        self._editor.do(
            edits.set_link,
            self.quiz.id,
            self.desk.question_id,
            choice_id,
            product_id,
            effect,
            weight,
            merge=merge,
            label="product votes",
        )

    # -- rules

    def show_when(self, condition: AnyCondition | None) -> None:
        """Show the question only when this holds."""
        self._editor.do(edits.set_show_when, self.quiz.id, self.desk.question_id, condition)

    def add_jump(self, to: str, when: AnyCondition) -> str:
        """Add a rule below the others; its id."""
        jump = Jump(self._editor.new_id(), to, when)
        self._editor.do(edits.add_jump, self.quiz.id, self.desk.question_id, jump)
        return jump.id

    def change_jump(self, jump_id: str, **fields: Any) -> None:
        """Change where a rule leads or when."""
        self._editor.do(edits.change_jump, self.quiz.id, self.desk.question_id, jump_id, **fields)

    def move_jump(self, jump_id: str, to: int) -> None:
        """Move a rule up or down."""
        if self.question is not None and 0 <= to < len(self.question.jumps):
            self._editor.do(edits.move_jump, self.quiz.id, self.desk.question_id, jump_id, to)

    def delete_jump(self, jump_id: str) -> None:
        """Take a rule away."""
        self._editor.do(edits.delete_jump, self.quiz.id, self.desk.question_id, jump_id)

    # -- results pages

    def write_page(self, field: str, text: str) -> bool:
        """What is being typed into a field of the results page; one step while it lasts."""
        return self._editor.do(
            edits.change_results,
            self.quiz.id,
            self.desk.question_id,
            merge=f"results-{field}:{self.quiz.id}:{self.desk.question_id}",
            label="edit results page",
            **_one(field, text),
        )

    def change_page(self, **fields: Any) -> None:
        """Change fields of the results page in one step."""
        self._editor.do(edits.change_results, self.quiz.id, self.desk.question_id, **fields)

    def add_slot(self) -> bool:
        """Put a slot at the end of the results page."""
        return self._editor.do(edits.add_slot, self.quiz.id, self.desk.question_id, Slot(self._editor.new_id()))

    def write_slot(self, slot_id: str, field: str, value: str | int) -> bool:
        """What is being typed into a field of a slot; one step while it lasts."""
        return self._editor.do(
            edits.change_slot,
            self.quiz.id,
            self.desk.question_id,
            slot_id,
            merge=f"slot-{field}:{self.quiz.id}:{self.desk.question_id}:{slot_id}",
            label="edit slot",
            **_one(field, value),
        )

    def delete_slot(self, slot_id: str) -> None:
        """Take a slot off the results page."""
        self._editor.do(edits.delete_slot, self.quiz.id, self.desk.question_id, slot_id)

    def _tell_deleted(self, name: str, rules: tuple[Question, ...]) -> None:
        told = f"{name} is deleted."
        if rules:
            names = " and ".join(_named(self.quiz, one) for one in rules[:2])
            more = f" and {len(rules) - 2} more" if len(rules) > 2 else ""
            told += f" Rules of {names}{more} that spoke of it went along."
        self.desk.notify(f"{told} Undo brings it back.")


_WORDS = {"key": "field name", "least": "number of picks", "most": "number of picks"}


def _one(field: str, value: str | int) -> dict[str, Any]:
    return {field: value}


def _named(quiz: Quiz, question: Question) -> str:
    name = check.label(quiz, question)
    return name[0].upper() + name[1:]


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39].rstrip()}…"


def _speaks_of_itself(question: Question, choice_id: str) -> bool:
    return any(getattr(atom, "choice", None) == choice_id for jump in question.jumps for atom in atoms(jump.when))
