"""Looking around on the flow map: zoom at the cursor, drag, keys, the small map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import Project
from quizdesigner.views import style, tokens
from quizdesigner.views.commands import bind
from quizdesigner.views.desk import Desk
from quizdesigner.views.flow import FlowPane
from quizdesigner.views.flow.view import LEAST, MOST
from quizdesigner.views.kit import label
from tests.views.mapping import click, long, mapped, middle, press

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def project(request: pytest.FixtureRequest) -> Project:
    return long() if "a_long_quiz" in request.node.name else mapped()


@pytest.fixture
def pane(connected: None, desk: Desk, file: ProjectFile, show: Callable[..., None]) -> FlowPane:
    made = FlowPane(desk, label("Switch"))
    bind(made, made.commands())
    show(made)
    made.view.setFocus()
    return made


def wheel(pane: FlowPane, at: QPoint, turned: int = 0, pixels: QPoint | None = None) -> None:
    viewport = pane.view.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        pixels or QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def drag(pane: FlowPane, start: QPoint, by: QPoint, button: Qt.MouseButton = LEFT) -> None:
    viewport = pane.view.viewport()
    QTest.mousePress(viewport, button, NONE, start)
    for part in (2, 1):
        QTest.mouseMove(viewport, start + by / part)
    QTest.mouseRelease(viewport, button, NONE, start + by)


def test_all_of_it_is_seen_at_first(pane: FlowPane) -> None:
    assert pane.view.seen.contains(pane.view.bounds)
    assert pane.view.zoom <= 1


def test_a_long_quiz_begins_where_it_can_be_read(pane: FlowPane, desk: Desk) -> None:
    assert pane.view.zoom == pytest.approx(0.8)
    assert pane.view.seen.contains(pane.scene.room(desk.question_id))
    assert pane.tools.percent.text() == "80 %"
    press(pane, Qt.Key.Key_End)
    assert desk.question_id == "end"
    assert pane.view.seen.contains(pane.scene.room("end"))


def test_the_wheel_zooms_at_the_cursor(pane: FlowPane) -> None:
    spot = middle(pane, "mail")
    before, held = pane.view.zoom, pane.view.mapToScene(spot)
    wheel(pane, spot, 120)
    assert pane.view.zoom > before
    now = pane.view.mapToScene(spot)
    assert (now - held).manhattanLength() < 3 / pane.view.zoom
    wheel(pane, spot, -120)
    assert pane.view.zoom == pytest.approx(before)


def test_two_fingers_move_the_map(pane: FlowPane) -> None:
    before, zoom = middle(pane, "age"), pane.view.zoom
    wheel(pane, before, -60, QPoint(30, -20))
    assert middle(pane, "age") - before == QPoint(30, -20)
    assert pane.view.zoom == zoom


def test_keys_and_buttons_zoom_and_ctrl_0_fits(pane: FlowPane, qtbot: QtBot) -> None:
    fitting = pane.view.zoom
    press(pane, Qt.Key.Key_Plus)
    larger = pane.view.zoom
    assert larger > fitting
    assert pane.tools.percent.text() == f"{round(100 * larger)} %"
    press(pane, Qt.Key.Key_Minus)
    assert pane.view.zoom == pytest.approx(fitting)
    qtbot.mouseClick(pane.tools.closer, LEFT)
    assert pane.view.zoom == pytest.approx(larger)
    qtbot.mouseClick(pane.tools.out, LEFT)
    qtbot.mouseClick(pane.tools.out, LEFT)
    assert pane.view.zoom < fitting
    press(pane, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.zoom == pytest.approx(fitting)
    for _ in range(60):
        press(pane, Qt.Key.Key_Plus)
    assert pane.view.zoom == MOST
    for _ in range(60):
        press(pane, Qt.Key.Key_Minus)
    assert pane.view.zoom == LEAST


def test_a_drag_beside_the_boxes_moves_the_map(pane: FlowPane, desk: Desk) -> None:
    before, looked = middle(pane, "age"), desk.question_id
    drag(pane, QPoint(600, 60), QPoint(80, 40))
    assert middle(pane, "age") - before == QPoint(80, 40)
    assert desk.question_id == looked
    assert not pane.card.isHidden()


def test_with_space_a_drag_on_a_box_moves_the_map(pane: FlowPane, desk: Desk) -> None:
    before, looked = middle(pane, "age"), desk.question_id
    QTest.keyPress(pane.view, Qt.Key.Key_Space)
    drag(pane, before, QPoint(-50, 30))
    QTest.keyRelease(pane.view, Qt.Key.Key_Space)
    assert middle(pane, "age") - before == QPoint(-50, 30)
    assert desk.question_id == looked


def test_the_middle_button_moves_the_map(pane: FlowPane, desk: Desk) -> None:
    before, looked = middle(pane, "age"), desk.question_id
    drag(pane, before, QPoint(-50, 30), Qt.MouseButton.MiddleButton)
    assert middle(pane, "age") - before == QPoint(-50, 30)
    assert desk.question_id == looked


def test_the_map_cannot_be_lost(pane: FlowPane) -> None:
    for _ in range(6):
        drag(pane, QPoint(1000, 60), QPoint(-900, 0))
    assert pane.view.seen.intersects(pane.view.bounds)


def test_a_click_beside_everything_puts_the_card_away(pane: FlowPane) -> None:
    QTest.mouseClick(pane.view.viewport(), LEFT, NONE, QPoint(600, 40))
    assert pane.card.isHidden()


def test_arrow_keys_walk_along_the_ways(pane: FlowPane, desk: Desk) -> None:
    walked = [desk.question_id]
    for key in ("Right", "Right", "Right", "Left", "Down", "Right", "Right", "Right", "End", "Left", "Home"):
        press(pane, getattr(Qt.Key, f"Key_{key}"))
        walked.append(desk.question_id)
    assert walked == ["hello", "goal", "feel", "age", "feel", "more", "age", "mail", "rest", "rest", "mail", "hello"]


def test_the_small_map_moves_the_large_one(pane: FlowPane) -> None:
    for _ in range(6):
        press(pane, Qt.Key.Key_Plus)
    small = pane.minimap
    QTest.mouseClick(small, LEFT, NONE, QPoint(18, small.height() // 2))
    assert pane.view.seen.left() <= pane.view.bounds.left() + 100
    QTest.mouseClick(small, LEFT, NONE, QPoint(small.width() - 18, small.height() // 2))
    assert pane.view.seen.right() >= pane.view.bounds.right() - 100


def test_the_current_box_comes_out_from_under_the_card(pane: FlowPane, desk: Desk) -> None:
    click(pane, "more")
    pane.view.look_at(pane.scene.room("more").center() + QPointF(600, -250))
    press(pane, Qt.Key.Key_Right)
    press(pane, Qt.Key.Key_Left)
    room = pane.view.mapFromScene(pane.scene.room(desk.question_id)).boundingRect()
    assert not room.intersects(pane.card.geometry())
    assert pane.view.viewport().rect().contains(room)


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_the_map_is_painted_in_the_colours_of_the_window(
    pane: FlowPane, qapp: QApplication, colours: tokens.Tokens
) -> None:
    style.apply(qapp, colours)
    try:
        pane.view.viewport().update()
        image = pane.view.viewport().grab().toImage()
        for part, ground in (("lost", colours.warn_ground), ("rest", colours.ok_ground)):
            room = pane.scene.room(part)
            # Left of the words, inside the edge.
            spot = pane.view.mapFromScene(QPointF(room.left() + 10, room.center().y()))
            assert image.pixelColor(spot).name().upper() == ground
        assert image.pixelColor(2, 2).name().upper() == colours.window
    finally:
        style.apply(qapp, tokens.LIGHT)
