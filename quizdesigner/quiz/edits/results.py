"""Edits to results pages and the sections on them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import AnySection, Project, Quiz, ResultsPage
from quizdesigner.quiz.edits.logic import forget
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    found,
    in_quiz,
    inserted,
    moved,
    put,
    without,
)


def add_results(project: Project, quiz_id: str, page: ResultsPage, at: int | None = None) -> Project:
    """Put a results page before place `at`, or at the end. The first whose rule holds is shown, else the last."""
    return in_quiz(project, quiz_id, lambda quiz: changed_parts(quiz, results=inserted(quiz.results, page, at)))


def change_results(project: Project, quiz_id: str, page_id: str, **fields: object) -> Project:
    """Change plain fields of a results page: title, show_when, add_all ..."""
    return _in_page(project, quiz_id, page_id, lambda page: changed(page, **fields))


def move_results(project: Project, quiz_id: str, page_id: str, to: int) -> Project:
    """Move a results page to place `to` among the others."""
    return in_quiz(project, quiz_id, lambda quiz: changed_parts(quiz, results=moved(quiz.results, page_id, to)))


def duplicate_results(project: Project, quiz_id: str, page_id: str, ids: Callable[[], str]) -> Project:
    """Put a copy right after a results page, with new ids."""

    def change(quiz: Quiz) -> Quiz:
        page = found(quiz.results, page_id)
        sections = tuple(structs.replace(section, id=ids()) for section in page.sections)
        copy = structs.replace(page, id=ids(), sections=sections)
        return changed_parts(quiz, results=inserted(quiz.results, copy, quiz.results.index(page) + 1))

    return in_quiz(project, quiz_id, change)


def delete_results(project: Project, quiz_id: str, page_id: str) -> Project:
    """Take a results page out, and with it the jumps to it. Refused for the last one: a quiz ends somewhere."""

    def change(quiz: Quiz) -> Quiz:
        fewer = without(quiz.results, page_id)
        if not fewer:
            raise Refused("A quiz needs a results page. Add another one before this one goes.")
        return forget(changed_parts(quiz, results=fewer), lambda _: False, gone=(page_id,))

    return in_quiz(project, quiz_id, change)


def add_section(project: Project, quiz_id: str, page_id: str, section: AnySection, at: int | None = None) -> Project:
    """Put a section before place `at` of a results page, or at its end."""
    return _in_page(
        project,
        quiz_id,
        page_id,
        lambda page: changed_parts(page, sections=inserted(page.sections, section, at)),
    )


def change_section(project: Project, quiz_id: str, page_id: str, section_id: str, **fields: object) -> Project:
    """Change plain fields of a section: heading, count, source, text, code ..."""

    def change(page: ResultsPage) -> ResultsPage:
        return changed_parts(page, sections=put(page.sections, changed(found(page.sections, section_id), **fields)))

    return _in_page(project, quiz_id, page_id, change)


def move_section(project: Project, quiz_id: str, page_id: str, section_id: str, to: int) -> Project:
    """Move a section to place `to` of its page. Slots are filled in this order."""
    return _in_page(
        project,
        quiz_id,
        page_id,
        lambda page: changed_parts(page, sections=moved(page.sections, section_id, to)),
    )


def delete_section(project: Project, quiz_id: str, page_id: str, section_id: str) -> Project:
    """Take a section off a results page."""
    return _in_page(
        project, quiz_id, page_id, lambda page: changed_parts(page, sections=without(page.sections, section_id))
    )


def _in_page(project: Project, quiz_id: str, page_id: str, change: Callable[[ResultsPage], ResultsPage]) -> Project:
    def change_quiz(quiz: Quiz) -> Quiz:
        return changed_parts(quiz, results=put(quiz.results, change(found(quiz.results, page_id))))

    return in_quiz(project, quiz_id, change_quiz)
