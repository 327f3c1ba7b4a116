"""Finding by a few letters."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.fuzzy import score
from quizdesigner.views.palette import Palette, entries, matching


@given(st.text(min_size=1, max_size=20), st.data())
def test_letters_of_a_name_in_their_order_always_find_it(name: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    typed = "".join(letter for letter, keep in zip(name, kept, strict=True) if keep)
    assert score(typed, name) is not None


def test_a_name_that_begins_so_comes_first() -> None:
    names = ["Pass the serum", "Add a quiz", "Serum for dry skin", "Save a quick rough model"]
    best = max((name for name in names if score("serum", name) is not None), key=lambda name: score("serum", name) or 0)

    assert best == "Serum for dry skin"
    assert score("adq", "Add a quiz") is not None
    assert score("ab", "xab a") is not None
    assert score("aab", "a ba a") is None
    assert score("ba", "b ab b") is not None
    assert score("zebra", "Add a quiz") is None


def test_commands_quizzes_questions_and_tags_are_found(desk: Desk) -> None:
    ran: list[str] = []
    commands = (
        Command("one", "Add a quiz", lambda: ran.append("one"), "Ctrl+J"),
        Command("two", "Cannot now", lambda: ran.append("two"), enabled=lambda: False),
    )
    found = entries(desk, commands)

    about = {entry.title: entry.about for entry in found}
    assert "Cannot now" not in about
    assert about[desk.quiz.name] == "quiz"
    assert about[desk.project.tags[0].name] == "customer tag"
    question = desk.quiz.questions[3]
    matching(question.title, found)[0].run()
    assert desk.question_id == question.id


def test_enter_does_what_is_chosen_and_esc_closes(desk: Desk, qtbot: QtBot, show: Callable[..., None]) -> None:
    ran: list[str] = []
    commands = (
        Command("one", "First thing", lambda: ran.append("one")),
        Command("two", "Second thing", lambda: ran.append("two")),
    )
    window = QWidget()
    palette = Palette(lambda: entries(desk, commands))
    show(window, 900, 600)

    palette.open_over(window)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["two"]
    assert not palette.isVisible()

    palette.open_over(window)
    qtbot.keyClicks(palette.field, "first")
    assert palette.titles()[0] == "First thing"
    qtbot.keyClicks(palette.field, " qqq")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
