"""The flow map as a file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from quizdesigner.quiz.document import Chose, Jump, Project, Quiz, ResultsPage
from quizdesigner.views import style, tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.flow import FlowPane
from quizdesigner.views.flow.export import png, svg
from quizdesigner.views.flow.picture import picture
from quizdesigner.views.kit import label
from tests.views.mapping import asking, long, mapped


@pytest.fixture
def project() -> Project:
    return mapped()


Asked = list[tuple[str, str]]


@pytest.fixture
def asked() -> Asked:
    """What the file dialog was asked."""
    return []


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None], tmp_path: Path, asked: Asked) -> FlowPane:
    def ask(title: str, start: Path, kinds: str) -> Path | None:
        asked.append((start.name, kinds))
        return tmp_path / "map"

    made = FlowPane(desk, label("Switch"), ask)
    show(made)
    return made


def test_an_svg_has_every_word_as_text(pane: FlowPane, tmp_path: Path, asked: Asked, qapp: QApplication) -> None:
    style.apply(qapp, tokens.DARK)
    try:
        pane.export("svg")
    finally:
        style.apply(qapp, tokens.LIGHT)
    assert asked == [("Skin finder flow.svg", "SVG pictures (*.svg)")]
    data = (tmp_path / "map.svg").read_text(encoding="utf-8")
    words = "".join(ET.fromstring(data).itertext())
    for text in ("Skin finder", "1 What is", "nobody gets here", "Keep calm", "goal:calm"):
        assert text in words
    assert set(re.findall('font-family="([^"]*)"', data)) == {
        "Inter, system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
    }
    assert tokens.LIGHT.warn_ground.lower() in data
    assert tokens.DARK.warn_ground.lower() not in data
    assert QSvgRenderer(data.encode()).isValid()


def test_a_png_is_twice_as_large(pane: FlowPane, tmp_path: Path) -> None:
    pane.export("png")
    image = QImage(str(tmp_path / "map.png"))
    assert image.width() == pytest.approx(2 * (pane.view.bounds.width() + 72), abs=2)
    assert image.pixelColor(2, 2) == QColor(tokens.LIGHT.window)


def test_a_very_long_map_stays_a_picture_others_can_open(looks: None) -> None:
    project = long()
    drawn = picture(project, project.quizzes[0], None)
    image = QImage.fromData(png(drawn, "Long"))
    assert 14_000 < image.width() <= 16_000


def test_a_file_that_is_there_is_left_as_it_is(pane: FlowPane, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text("mine")
    heard: list[tuple[str, str]] = []
    desk.noticed.connect(lambda text, tone: heard.append((text, tone)))
    pane.export("svg")
    assert heard == [("“map.svg” is there already and was left as it is. Choose another name.", "bad")]
    assert (tmp_path / "map.svg").read_text() == "mine"


def test_titles_are_text_and_no_markup(looks: None) -> None:
    project = mapped()
    drawn = picture(project, project.quizzes[0], None)
    assert "a < b & “c”" in "".join(ET.fromstring(svg(drawn, "a < b & “c”")).itertext())


def test_a_long_jump_says_its_rule_whole_and_recalls_are_put_into_words() -> None:
    rule = "Nothing, I am happy with all of it"
    first = asking("goal", "What is your goal?", Jump("j1", "mail", Chose("goal", "goal2")))
    first = replace(first, choices=(first.choices[0], replace(first.choices[1], title=rule)))
    between = tuple(asking(f"q{place}", f"Question {place}?") for place in range(3))
    questions = (first, *between, asking("mail", "{goal|Nearly done}, your email?"))
    quiz = Quiz("quiz", "Skin finder", questions, (ResultsPage("end", "{goal|Hello}, done"),))
    shown = picture(Project("p", "Client", (quiz,)), quiz, None)
    words = "".join(ET.fromstring(svg(shown, "Map").decode()).itertext())
    assert rule in words
    assert [box.title for box in shown.boxes[-2:] if box] == ["5 Nearly done, your email?", "Hello, done"]
