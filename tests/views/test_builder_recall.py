"""Recalling earlier answers in the texts of the page, by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.page.theme import palette
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz, ResultsPage
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from tests.views.building import CTRL, KEY, builder, reopened
from tests.views.keyboard import press, write


@pytest.fixture
def project() -> Project:
    questions = (
        Question("n", Kind.NAME, "What is your first name?"),
        Question("g", Kind.SINGLE, "Your goal?", choices=(Choice("g1", "Sleep"), Choice("g2", "Calm"))),
        Question("t", Kind.TEXT, "Why?"),
    )
    return Project("p", "Client", (Quiz("q", "Quiz", questions, (ResultsPage("end", "Done"),)),))


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> BuilderPane:
    made = builder(desk)
    show(made)
    return made


def begin(desk: Desk, pane: BuilderPane, question: str) -> None:
    desk.open_question(question)
    pane.canvas.question.title.setFocus()
    press(KEY.Key_End)


def offered(pane: BuilderPane) -> list[str]:
    """The answers on offer under the title, by the names that are typed for them."""
    return [one.text for one in pane.canvas.question.title.offers]


def test_a_brace_offers_earlier_answers(desk: Desk, pane: BuilderPane, file: ProjectFile) -> None:
    begin(desk, pane, "t")
    title = pane.canvas.question.title
    write(" {")
    assert offered(pane) == ["first name", "goal"]
    write("fir")
    assert offered(pane) == ["first name"]
    press(KEY.Key_Return)
    assert title.toPlainText() == "Why? {first name|there}"
    assert desk.quiz.questions[2].title == "Why? {n|there}"
    assert offered(pane) == []
    write("!")
    assert desk.quiz.questions[2].title == "Why? {n|there}!"
    assert pane.questions.list.model().index(2, 0).data() == "3, Why? first name!, Short text"
    assert reopened(file) == desk.project
    press(KEY.Key_Z, CTRL)
    assert title.toPlainText() == "Why?", "all of it was one run of typing"


def test_only_earlier_questions_are_offered(desk: Desk, pane: BuilderPane) -> None:
    begin(desk, pane, "n")
    write(" {")
    assert offered(pane) == []
    begin(desk, pane, "g")
    write(" {")
    assert offered(pane) == ["first name"]
    press(KEY.Key_Escape)
    assert offered(pane) == []
    assert desk.quiz.questions[1].title == "Your goal? {"


def test_a_name_typed_out_is_taken_in_any_case(desk: Desk, pane: BuilderPane) -> None:
    begin(desk, pane, "t")
    write(" {First  Name}")
    assert desk.quiz.questions[2].title == "Why? {n}"
    assert pane.canvas.question.title.toPlainText() == "Why? {first name}"
    write(" ok")
    assert desk.quiz.questions[2].title == "Why? {n} ok"
    write(" {nobody}")
    assert desk.quiz.questions[2].title == "Why? {n} ok {nobody}"


def test_a_recall_follows_the_question_when_it_is_renamed(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.change_question, "q", "t", description="You want {g|more}.")
    desk.open_question("t")
    about = pane.canvas.question.about
    assert about.toPlainText() == "You want {goal|more}."
    desk.editor.do(edits.change_question, "q", "g", title="Your main wish?")
    desk.open_question("t")
    assert about.toPlainText() == "You want {main_wish|more}."


def test_a_recall_stands_on_a_tinted_ground(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.change_question, "q", "t", title="Hello {n|there}, {nobody}")
    desk.open_question("t")
    title = pane.canvas.question.title
    tint = QColor(palette(desk.quiz.theme).tile).rgb()
    image = title.viewport().grab().toImage()
    row = [image.pixel(x, image.height() // 2) for x in range(image.width())]
    tinted = [x for x, colour in enumerate(row) if colour == tint]
    assert tinted
    words = title.fontMetrics()
    wide = words.horizontalAdvance("{first name|there}")
    assert tinted[-1] - tinted[0] < wide + 12, "what names nobody is plain text"
