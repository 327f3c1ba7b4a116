"""What is done to the tags of one row: given, taken away, and what it is called in the history."""

from __future__ import annotations

from quizdesigner.quiz import edits
from quizdesigner.views.customer_tags.rows import EVERYONE, ChoiceRow
from quizdesigner.views.desk import Desk


def give(desk: Desk, row: ChoiceRow, names: tuple[str, ...], *, whole: bool = False) -> bool:
    """Give what the row stands for these tags; `whole` gives them to every choice of its question.

    A results page and every taker are wholes of their own. False when it was refused.
    """
    editor, quiz, (part, choice) = desk.editor, desk.quiz_id, row.key
    if not choice:
        return _set(desk, row, (*(chip.name for chip in row.chips), *names))
    if whole:
        return editor.do(edits.link_tags_to_question, quiz, part, names, editor.new_id, label="tag question")
    return editor.do(edits.link_tags, quiz, part, choice, names, editor.new_id, label="tag choice")


def take(desk: Desk, row: ChoiceRow, tag: str) -> bool:
    """Take a tag (by its id) away from what the row stands for."""
    part, choice = row.key
    if not choice:
        return _set(desk, row, tuple(chip.name for chip in row.chips if chip.tag != tag))
    return desk.editor.do(edits.unlink_tag, desk.quiz_id, part, choice, tag, label="take tag off choice")


def _set(desk: Desk, row: ChoiceRow, names: tuple[str, ...]) -> bool:
    editor, quiz = desk.editor, desk.quiz_id
    if row.key == EVERYONE:
        return editor.do(edits.set_quiz_tags, quiz, names, editor.new_id, label="tag every shopper")
    return editor.do(edits.set_page_tags, quiz, row.key[0], names, editor.new_id, label="tag results page")
