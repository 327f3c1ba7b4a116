"""What the author does to results pages, their sections and the products choices speak of: each act one edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from quizdesigner.quiz import edits, references
from quizdesigner.quiz.document import (
    AnySection,
    Discount,
    Effect,
    Note,
    Quiz,
    ResultsPage,
    Slot,
    Target,
)
from quizdesigner.quiz.references import Reference
from quizdesigner.views.builder.conditions import flat
from quizdesigner.views.builder.links.search import Stock
from quizdesigner.views.desk import Desk

KINDS: tuple[tuple[str, str, str], ...] = (
    ("slot", "Slot", "shopping-bag"),
    ("note", "Note", "sticky-note"),
    ("discount", "Discount code", "ticket-percent"),
)
"""The kinds of section: value, label, icon."""


Ask = Callable[[str, tuple[Reference, ...], Callable[[], object]], None]
"""Does what the last says at once, or, where something refers to what is named first, once a person agreed."""


class ResultsAuthor(QObject):
    """Acts on the results page that `desk` looks at. `stock` knows what links can name.

    `section_changed` gives the section of the page that is looked at (id), empty for the page itself.
    """

    section_changed = Signal(str)

    def __init__(self, desk: Desk, ask: Ask) -> None:
        super().__init__()
        self.desk = desk
        self.section_id = ""
        self._ask = ask
        self.stock = Stock()
        self._editor = desk.editor
        desk.question_changed.connect(lambda _: self.open_section(""))

    @property
    def quiz(self) -> Quiz:
        """The quiz looked at."""
        return self.desk.quiz

    @property
    def page(self) -> ResultsPage | None:
        """The results page looked at; None for a question."""
        return next((one for one in self.quiz.results if one.id == self.desk.question_id), None)

    @property
    def section(self) -> AnySection | None:
        """The section looked at; None while that is the page itself."""
        page = self.page
        return next((one for one in page.sections if one.id == self.section_id), None) if page is not None else None

    def open_section(self, section_id: str) -> None:
        """Look at a section of the page, or (empty) at the page itself."""
        if section_id != self.section_id:
            self.section_id = section_id
            self.section_changed.emit(section_id)

    def seal(self) -> None:
        """A typing run ends."""
        self._editor.seal()

    def say(self, text: str) -> None:
        """Tell why something could not be taken."""
        self.desk.notify(text, "warn")

    # -- pages

    def add_page(self) -> bool:
        """Put a results page before the last, which is for everyone else, with a rule to be made one's own.

        Where no rule can be made, for want of questions and tags, it comes last. The window then looks at it.
        """
        quiz = self.quiz
        asked = [one for one in reversed(quiz.questions) if one.traits.takes_answer]
        # A choice says more about a shopper than that they typed something.
        asked.sort(key=lambda one: not one.options)
        rule = flat.beginning(self.desk.project, quiz, asked)
        slot = Slot(self._editor.new_id())
        page = ResultsPage(self._editor.new_id(), show_when=rule, sections=(slot,))
        at = max(0, len(quiz.results) - 1) if rule is not None else None
        if not self._editor.do(edits.add_results, quiz.id, page, at):
            return False
        self.desk.open_question(page.id)
        return True

    def duplicate_page(self, page_id: str) -> bool:
        """Put a copy after a results page; the window then looks at it."""
        quiz = self.quiz
        if not self._editor.do(edits.duplicate_results, quiz.id, page_id, self._editor.new_id):
            return False
        at = [page.id for page in quiz.results].index(page_id) + 1
        self.desk.open_question(self.quiz.results[at].id)
        return True

    def delete_page(self, page_id: str) -> None:
        """Take a results page out, after asking where jumps lead to it; the window then looks at its neighbour."""
        quiz = self.quiz
        ids = [page.id for page in quiz.results]
        at = ids.index(page_id)
        name = page_name(quiz.results[at])

        def act() -> None:
            if self._editor.do(edits.delete_results, quiz.id, page_id):
                left = [one for one in ids if one != page_id]
                self.desk.open_question(left[min(at, len(left) - 1)])
                self.desk.notify(f"{name} is deleted. Undo brings it back.")

        self._ask(name, references.to_results(quiz, page_id), act)

    def move_page(self, page_id: str, to: int) -> None:
        """Move a results page to a place; past the ends it stays."""
        if 0 <= to < len(self.quiz.results):
            self._editor.do(edits.move_results, self.quiz.id, page_id, to)

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

    def change_page(self, **fields: Any) -> bool:
        """Change fields of the results page in one step."""
        return self._editor.do(edits.change_results, self.quiz.id, self.desk.question_id, **fields)

    # -- sections

    def add_section(self, kind: str, at: int | None = None) -> str:
        """Put a new section before place `at` of the results page, or at its end; its id, empty when refused."""
        section_id = self._editor.new_id()
        made: AnySection = Slot(section_id)
        if kind == "note":
            made = Note(section_id)
        elif kind == "discount":
            made = Discount(section_id)
        done = self._editor.do(edits.add_section, self.quiz.id, self.desk.question_id, made, at)
        return section_id if done else ""

    def write_section(self, section_id: str, field: str, value: str | int) -> bool:
        """What is being typed into a field of a section; one step while it lasts."""
        return self._editor.do(
            # A note has a `label` of its own, which is not the step's.
            partial(edits.change_section, **_one(field, value)),
            self.quiz.id,
            self.desk.question_id,
            section_id,
            merge=f"section-{field}:{self.quiz.id}:{self.desk.question_id}:{section_id}",
            label="edit section",
        )

    def change_section(self, section_id: str, **fields: Any) -> bool:
        """Change fields of a section in one step."""
        return self._editor.do(edits.change_section, self.quiz.id, self.desk.question_id, section_id, **fields)

    def move_section(self, section_id: str, to: int) -> None:
        """Move a section to a place of its page; past the ends it stays."""
        page = self.page
        if page is not None and 0 <= to < len(page.sections):
            self._editor.do(edits.move_section, self.quiz.id, page.id, section_id, to)

    def shift_section(self, section_id: str, step: int) -> None:
        """Move a section up (-1) or down (1)."""
        page = self.page
        if page is not None:
            self.move_section(section_id, [one.id for one in page.sections].index(section_id) + step)

    def delete_section(self, section_id: str) -> bool:
        """Take a section off the results page."""
        return self._editor.do(edits.delete_section, self.quiz.id, self.desk.question_id, section_id)

    # -- links

    def link(
        self, choice_id: str, target: Target, effect: Effect | None, weight: int = 1, *, step: bool = False
    ) -> bool:
        """Say what a choice does to the products a target means; None for nothing.

        With `step` it is one more step of a number being set: steps in a row are taken back as one.
        """
        merge = f"link:{self.quiz.id}:{self.desk.question_id}:{choice_id}:{target.by}:{target.to}" if step else None
        return self._editor.do(
            edits.set_link,
            self.quiz.id,
            self.desk.question_id,
            choice_id,
            target,
            effect,
            weight,
            merge=merge,
            label="product votes",
        )


def page_name(page: ResultsPage) -> str:
    """What a results page is called in a sentence of its own."""
    title = page.title.strip()
    return f"The results page “{title[:40]}”" if title else "The results page"


def section_name(page: ResultsPage, section: AnySection) -> str:
    """What a section is called: its kind, with a number where the page has several of it."""
    label = next(words for value, words, _ in KINDS if value == kind_of(section))
    same = [one.id for one in page.sections if type(one) is type(section)]
    return label if len(same) == 1 else f"{label} {same.index(section.id) + 1}"


def kind_of(section: AnySection) -> str:
    """Which of `KINDS` a section is."""
    match section:
        case Slot():
            return "slot"
        case Note():
            return "note"
        case Discount():
            return "discount"


def _one(field: str, value: str | int) -> dict[str, Any]:
    return {field: value}
