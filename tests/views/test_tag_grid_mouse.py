"""The tag grid by the mouse: marks, drags that fill, selecting cells, rows and columns, the leaning heads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from quizdesigner.quiz.document import Project
from quizdesigner.quiz.marks import Area
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.grid import TagGrid, geometry
from quizdesigner.views.desk import Desk
from tests.views.keyboard import press, write
from tests.views.tagging import Held, Key, skin_project, tags_of

TIGHT, SHINY, COMFORTABLE, REDNESS = 2, 3, 4, 6
REACTIVE, DRY, OILY = 0, 1, 2


@pytest.fixture
def project() -> Project:
    """The project of these tests: the columns are reactive, dry, oily, redness and newsletter."""
    return skin_project()


@pytest.fixture
def grid(desk: Desk, show: Callable[..., None]) -> TagGrid:
    """The grid on screen."""
    made = TagGrid(desk)
    show(made)
    return made


def mark(grid: TagGrid, row: int, column: int) -> QPoint:
    """The middle of a cell, where its mark is."""
    cell = grid.table.visualRect(grid.table.grid.index(row, column))
    return QPoint(cell.left() + geometry.COLUMN // 2, cell.top() + geometry.ROW // 2)


def edge(grid: TagGrid, row: int, column: int) -> QPoint:
    """A place in a cell beside its mark."""
    return mark(grid, row, column) - QPoint(22, 0)


def click(grid: TagGrid, point: QPoint, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Click into the cells."""
    QTest.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, held, point)


def drag(grid: TagGrid, start: QPoint, *on: QPoint) -> None:
    """Press, move over these points, and leave the button down."""
    QTest.mousePress(grid.table.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, start)
    for point in on:
        QTest.mouseMove(grid.table.viewport(), point)


def let_go(grid: TagGrid, point: QPoint) -> None:
    """Let the button go."""
    QTest.mouseRelease(grid.table.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, point)


def has_mark(grid: TagGrid, row: int, column: int) -> bool:
    """Whether the mark of a cell is on screen, by the colour of its corner."""
    colour = grid.table.grid.columns[column].colour
    picture = grid.table.viewport().grab().toImage()
    return picture.pixelColor(mark(grid, row, column) + QPoint(-4, 4)) == QColor(tokens.current().chip(colour).dot)


def test_a_click_on_the_mark_sets_and_clears_and_one_beside_it_selects(grid: TagGrid, desk: Desk) -> None:
    click(grid, mark(grid, TIGHT, REACTIVE))
    assert tags_of(desk, "feel", "dry") == ["skin:dry", "skin:reactive"]
    assert has_mark(grid, TIGHT, REACTIVE)
    click(grid, mark(grid, TIGHT, REACTIVE))
    assert not has_mark(grid, TIGHT, REACTIVE)
    click(grid, edge(grid, SHINY, DRY))
    assert grid.table.area() == Area(SHINY, DRY)
    click(grid, edge(grid, REDNESS, OILY), Held.ShiftModifier)
    assert grid.table.area() == Area(SHINY, DRY, 4, 2)
    assert len(desk.editor.undo_labels) == 2


def test_a_drag_fills_what_the_first_cell_became_as_one_step(grid: TagGrid, desk: Desk) -> None:
    start, end = mark(grid, TIGHT, REACTIVE), mark(grid, REDNESS, DRY)
    drag(grid, start, mark(grid, SHINY, REACTIVE), end)
    assert has_mark(grid, REDNESS, DRY)
    assert not desk.editor.undo_labels
    let_go(grid, end)
    assert tags_of(desk, "feel", "fine") == ["skin:reactive", "skin:dry"]
    assert tags_of(desk, "bother", "red") == ["concern:redness", "skin:reactive", "skin:dry"]
    assert desk.editor.undo_labels == ("fill tags",)
    drag(grid, end, start)
    let_go(grid, start)
    assert tags_of(desk, "feel", "dry") == []
    desk.editor.undo()
    desk.editor.undo()
    assert tags_of(desk, "feel", "dry") == ["skin:dry"]


def test_escape_gives_a_drag_up(grid: TagGrid, desk: Desk) -> None:
    drag(grid, mark(grid, TIGHT, REACTIVE), mark(grid, SHINY, REACTIVE))
    grid.table.setFocus()
    press(Key.Key_Escape)
    let_go(grid, mark(grid, SHINY, REACTIVE))
    assert not desk.editor.undo_labels
    assert not has_mark(grid, TIGHT, REACTIVE)


def test_a_drag_past_the_edge_brings_more_into_sight(grid: TagGrid) -> None:
    grid.resize(600, 260)
    assert grid.table.verticalScrollBar().value() == 0
    drag(grid, mark(grid, TIGHT, REACTIVE), *[QPoint(250, 500)] * 6)
    let_go(grid, QPoint(250, 500))
    assert grid.table.verticalScrollBar().value() > 0


def test_a_drag_beside_marks_selects(grid: TagGrid, desk: Desk) -> None:
    drag(grid, edge(grid, TIGHT, REACTIVE), edge(grid, SHINY, DRY), edge(grid, COMFORTABLE, DRY))
    let_go(grid, edge(grid, COMFORTABLE, DRY))
    assert grid.table.area() == Area(TIGHT, REACTIVE, 3, 2)
    assert not desk.editor.undo_labels


def test_a_click_on_a_band_does_nothing(grid: TagGrid, desk: Desk) -> None:
    click(grid, mark(grid, 1, REACTIVE))
    assert not desk.editor.undo_labels


def test_a_click_after_the_last_tag_opens_the_field(grid: TagGrid, desk: Desk) -> None:
    click(grid, mark(grid, SHINY, 5))
    assert grid.field.isVisible()
    write("reac")
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "oily") == ["skin:oily", "concern:redness", "skin:reactive"]


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_a_leaning_head_is_hit_wherever_it_is_and_selects_its_column(grid: TagGrid, desk: Desk) -> None:
    heads = grid.table.heads
    start = geometry.origin(heads.sectionViewportPosition(DRY), heads.height())
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, start + QPoint(40, -40))
    area = grid.table.area()
    assert (area.left, area.columns) == (DRY, 1)
    press(Key.Key_Space)
    assert tags_of(desk, "bother", "none") == ["skin:dry"]
    assert desk.quiz.tags == ("dry",)
    over = start + QPoint(15, -15)
    heads.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, over, heads.viewport().mapToGlobal(over)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Rename or delete skin:dry in the library"
    menu.close()


def test_the_words_of_a_row_select_it(grid: TagGrid) -> None:
    side = grid.table.side
    at = QPoint(80, side.sectionViewportPosition(SHINY) + 10)
    QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, at)
    assert grid.table.area() == Area(SHINY, 0, 1, 5)
    band = QPoint(80, side.sectionViewportPosition(1) + 10)
    QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, band)
    assert grid.table.area() == Area(SHINY, 0, 1, 5)


def test_words_and_heads_stay_in_sight_while_cells_move(grid: TagGrid) -> None:
    grid.resize(420, 260)
    before = grid.table.side.grab().toImage()
    grid.table.horizontalScrollBar().setValue(90)
    assert grid.table.side.grab().toImage() == before
    head = grid.table.heads.grab().toImage()
    grid.table.verticalScrollBar().setValue(60)
    assert grid.table.heads.grab().toImage() == head
