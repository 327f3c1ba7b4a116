"""What the author does to the question or results page on show: each act one edit through the one door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from quizdesigner.quiz import check, edits, references
from quizdesigner.quiz.document import (
    AnyCondition,
    Choice,
    Jump,
    Kind,
    Question,
    Quiz,
    ResultsPage,
    Role,
)
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.references import Reference
from quizdesigner.quiz.sentences import of_range
from quizdesigner.views.builder.kinds import first_choices, new_question
from quizdesigner.views.builder.results.author import ResultsAuthor
from quizdesigner.views.desk import Desk


class Doubt(Struct, frozen=True):
    """Something that would break rules: what is to be done in words (`Delete question 2 “Age”`), what refers to it, and
    how to do it all the same.
    """

    text: str
    references: tuple[Reference, ...]
    act: Callable[[], object]


class Author(QObject):
    """Acts on what `desk` looks at. Acts on a question do nothing while a results page is looked at.

    Where a deletion would break rules, `doubted` gives a `Doubt` and nothing is done; another act leaves it behind.
    """

    doubted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.results = ResultsAuthor(desk, self._unless_doubted)
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

    def duplicate(self, question_ids: Sequence[str]) -> tuple[str, ...]:
        """Put copies after the last of these questions; their ids."""
        before = {one.id for one in self.quiz.questions}
        done = self._editor.do(
            edits.duplicate_questions,
            self.quiz.id,
            question_ids,
            self._editor.new_id,
            label="duplicate question" if len(question_ids) == 1 else None,
        )
        return tuple(one.id for one in self.quiz.questions if one.id not in before) if done else ()

    def delete(self, question_ids: Sequence[str]) -> None:
        """Take questions out; where others refer to them, ask first."""
        quiz = self.quiz
        gone = [one for one in quiz.questions if one.id in question_ids]
        found = [ref for one in gone for ref in references.to_question(quiz, one.id) if ref.part not in question_ids]
        if gone:
            name = _named(quiz, gone[0]) if len(gone) == 1 else counted(len(gone), "question")
            self._unless_doubted(name, tuple(dict.fromkeys(found)), lambda: self._delete(name, question_ids))

    def move(self, question_ids: Sequence[str], to: int) -> None:
        """Move questions before place `to` of the others."""
        label = "move question" if len(question_ids) == 1 else None
        self._editor.do(edits.move_questions, self.quiz.id, question_ids, to, label=label)

    def write(self, field: str, value: str | float | None) -> bool:
        """What is being typed into a field of the question; one step while it lasts."""
        question = self.question
        return question is not None and self._editor.do(
            edits.change_question,
            self.quiz.id,
            question.id,
            merge=f"{field}:{self.quiz.id}:{question.id}",
            label=f"edit {_CALLED.get(field) or field.replace('_', ' ')}",
            **_one(field, value),
        )

    def change(self, **fields: Any) -> bool:
        """Change fields of the question in one step."""
        return self.question is not None and self._editor.do(
            edits.change_question, self.quiz.id, self.desk.question_id, **fields
        )

    def set_kind(self, kind: Kind) -> None:
        """Make the question another kind."""
        if self.question is not None:
            choices = first_choices(kind, self._editor.new_id)
            self._editor.do(edits.set_kind, self.quiz.id, self.desk.question_id, kind, choices)

    # -- choices, ranges, and the one choice that is any answer

    def add_choice(self, at: int | None = None) -> bool:
        """Put an empty choice before place `at`, or last."""
        question = self.question
        if question is None:
            return False
        options = question.options
        # Those another kind of this question would use stand among its choices too.
        place = None if at is None or at >= len(options) else question.choices.index(options[at])
        return self._editor.do(edits.add_choice, self.quiz.id, question.id, Choice(self._editor.new_id()), place)

    def add_range(self) -> bool:
        """Put a range below the others, where there is room for one."""
        return self.question is not None and self._editor.do(
            edits.add_range, self.quiz.id, self.desk.question_id, self._editor.new_id()
        )

    def split_ranges(self, count: int) -> None:
        """Make `count` equal ranges of all numbers; where rules speak of one that goes, ask first."""
        question = self.question
        if question is None:
            return
        surplus = question.options[count:]
        found = [ref for one in surplus for ref in references.to_choice(self.quiz, question.id, one.id)]
        name = counted(len(surplus), "range")
        self._unless_doubted(
            name,
            tuple(dict.fromkeys(found)),
            lambda: self._editor.do(edits.split_ranges, self.quiz.id, question.id, count, self._editor.new_id),
        )

    def add_answer(self) -> bool:
        """Let any answer to the question give tags and votes."""
        choice = Choice(self._editor.new_id(), role=Role.ANSWER)
        return self.question is not None and self._editor.do(
            edits.add_choice, self.quiz.id, self.desk.question_id, choice, label="count any answer"
        )

    def write_choice(self, choice_id: str, field: str, value: str | float | None) -> bool:
        """What is being typed into a field of a choice; one step while it lasts."""
        return self._editor.do(
            edits.change_choice,
            self.quiz.id,
            self.desk.question_id,
            choice_id,
            merge=f"choice-{field}:{self.quiz.id}:{self.desk.question_id}:{choice_id}",
            label="edit choice",
            **_one(field, value),
        )

    def change_choice(self, choice_id: str, **fields: Any) -> bool:
        """Change fields of a choice in one step."""
        return self._editor.do(edits.change_choice, self.quiz.id, self.desk.question_id, choice_id, **fields)

    def move_choice(self, choice_id: str, to: int) -> None:
        """Move a choice to a place among those on show; past the ends it stays."""
        question = self.question
        if question is None or not 0 <= to < len(question.options):
            return
        # The place counts without the one that moves.
        rest = [one for one in question.choices if one.id != choice_id]
        shown = [one for one in question.options if one.id != choice_id]
        place = rest.index(shown[to]) if to < len(shown) else len(rest)
        self._editor.do(edits.move_choice, self.quiz.id, question.id, choice_id, place)

    def delete_choice(self, choice_id: str) -> None:
        """Take a choice out; where rules speak of it, ask first."""
        quiz, question = self.quiz, self.question
        choice = next((one for one in question.choices if one.id == choice_id), None) if question else None
        if question is None or choice is None:
            return
        name = _short(choice.title or of_range(choice))
        self._unless_doubted(
            f"“{name}”" if name else "The choice",
            references.to_choice(quiz, question.id, choice_id),
            lambda: self._editor.do(edits.delete_choice, quiz.id, question.id, choice_id),
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

    def _delete(self, name: str, question_ids: Sequence[str]) -> None:
        label = "delete question" if len(question_ids) == 1 else None
        if self._editor.do(edits.delete_questions, self.quiz.id, question_ids, label=label):
            deleted, it = ("is", "it") if len(question_ids) == 1 else ("are", "them")
            self.desk.notify(f"{name[0].upper()}{name[1:]} {deleted} deleted. Undo brings {it} back.")

    def _unless_doubted(self, name: str, found: tuple[Reference, ...], act: Callable[[], object]) -> None:
        if found:
            self.doubted.emit(Doubt(name, found, act))
        else:
            act()


_CALLED = {
    "key": "field name",
    "highest": "highest number",
    "least": "number of picks",
    "most": "number of picks",
    "shortest": "number of characters",
    "longest": "number of characters",
}
"""What fields are called in the history, where their own name would not say it."""


def _one(field: str, value: str | float | None) -> dict[str, Any]:
    return {field: value}


def _named(quiz: Quiz, question: Question) -> str:
    name = check.label(quiz, question)
    return name[0].upper() + name[1:]


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39].rstrip()}…"
