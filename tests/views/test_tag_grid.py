"""The tag grid by the keys: setting, selecting, filling, copying and pasting, naming a new tag, and what is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz, ResultsPage, Role
from quizdesigner.views.customer_tags.grid import TagGrid
from quizdesigner.views.customer_tags.grid.rows import Band
from quizdesigner.views.desk import Desk
from tests.views.keyboard import press, write
from tests.views.tagging import Held, Key, skin_project, tags_of


@pytest.fixture
def project() -> Project:
    """The project of these tests: the columns are reactive, dry, oily, redness and newsletter."""
    made = skin_project()
    quiz = made.quizzes[0]
    age = Question("age", Kind.NUMBER, "Your age", choices=(Choice("old", role=Role.RANGE, least=50, tags=("plain",)),))
    questions = (*quiz.questions, age)
    results = (ResultsPage("end", "Your calm routine"),)
    return _with(made, Quiz(quiz.id, quiz.name, questions, results, tags=("plain",)))


def _with(project: Project, quiz: Quiz) -> Project:
    return Project(project.id, project.name, (quiz,), tags=project.tags, tag_groups=project.tag_groups)


@pytest.fixture
def grid(desk: Desk, show: Callable[..., None]) -> TagGrid:
    """The grid on screen with the keyboard in it, at the first choice and tag."""
    made = TagGrid(desk)
    show(made)
    made.table.setFocus()
    at(made, "Tight")
    return made


def rows(grid: TagGrid) -> list[str]:
    """The rows as they are read."""
    model = grid.table.grid
    return [str(model.headerData(place, Qt.Orientation.Vertical)) for place in range(model.rowCount())]


def heads(grid: TagGrid) -> list[str]:
    """The columns as they are read."""
    model = grid.table.grid
    return [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in range(model.columnCount())]


def at(grid: TagGrid, words: str, tag: str = "skin:reactive") -> None:
    """Make a cell the current one."""
    row = next(place for place, row in enumerate(rows(grid)) if row.startswith(words))
    grid.table.go_to(row, heads(grid).index(tag))


def here(grid: TagGrid) -> tuple[str, str]:
    """The current cell."""
    index = grid.table.currentIndex()
    return rows(grid)[index.row()], heads(grid)[index.column()]


def said(desk: Desk) -> list[str]:
    """What the notice line is given."""
    lines: list[str] = []
    desk.noticed.connect(lambda text, tone: lines.append(f"{tone}: {text}"))
    return lines


def paste(text: str) -> None:
    """Have text on the clipboard and press Ctrl+V."""
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, Held.ControlModifier)


def test_rows_and_columns_are_those_of_the_quiz_and_the_library(grid: TagGrid) -> None:
    assert rows(grid) == [
        "Every shopper",
        "Question 1: How does it feel?",
        "Tight",
        "Shiny",
        "Comfortable, no tag",
        "Question 3: What bothers you?",
        "Redness",
        "<b>Spots</b>, no tag",
        "Nothing, no tag",
        "Question 4: Your age",
        "50 or more",
        "Results pages",
        "Whoever ends on “Your calm routine”",
    ]
    assert heads(grid) == ["skin:reactive", "skin:dry", "skin:oily", "concern:redness", "newsletter", "New tag"]


def test_space_sets_and_clears_and_is_one_step_each(grid: TagGrid, desk: Desk) -> None:
    press(Key.Key_Space)
    assert tags_of(desk, "feel", "dry") == ["skin:dry", "skin:reactive"]
    press(Key.Key_Right)
    press(Key.Key_Space)
    assert tags_of(desk, "feel", "dry") == ["skin:reactive"]
    assert desk.editor.undo_labels == ("clear tags", "set tags")
    desk.editor.undo()
    desk.editor.undo()
    assert tags_of(desk, "feel", "dry") == ["skin:dry"]
    assert here(grid) == ("Tight", "skin:dry")


def test_the_quiz_and_its_results_pages_give_tags_too(grid: TagGrid, desk: Desk) -> None:
    press(Key.Key_Home, Held.ControlModifier)
    press(Key.Key_Space)
    press(Key.Key_End, Held.ControlModifier)
    press(Key.Key_Left)
    press(Key.Key_Space)
    assert desk.quiz.tags == ("plain", "reactive")
    assert desk.quiz.results[0].tags == ("plain",)


def test_arrows_step_over_bands_and_pages_do_not_end_on_one(grid: TagGrid) -> None:
    press(Key.Key_Up)
    assert here(grid)[0] == "Every shopper"
    for _ in range(4):
        press(Key.Key_Down)
    assert here(grid)[0] == "Redness"
    grid.table.setFixedHeight(grid.table.heads.height() + 3 * 38 + 20)
    at(grid, "Every shopper")
    seen = []
    for _ in range(9):
        press(Key.Key_PageDown)
        seen.append(here(grid)[0])
    assert seen[-1] == "Whoever ends on “Your calm routine”"
    for _ in range(9):
        press(Key.Key_PageUp)
    assert here(grid)[0] == "Every shopper"
    press(Key.Key_End)
    assert here(grid)[1] == "New tag"


def test_shift_selects_and_space_changes_it_all_in_one_step(grid: TagGrid, desk: Desk) -> None:
    for _ in range(3):
        press(Key.Key_Down, Held.ShiftModifier)
    press(Key.Key_Right, Held.ShiftModifier)
    press(Key.Key_Space)
    assert tags_of(desk, "feel", "fine") == ["skin:reactive", "skin:dry"]
    assert tags_of(desk, "feel", "dry") == ["skin:dry", "skin:reactive"]
    assert tags_of(desk, "bother", "red") == ["concern:redness", "skin:reactive", "skin:dry"]
    press(Key.Key_Space)
    assert tags_of(desk, "feel", "dry") == []
    assert tags_of(desk, "feel", "oily") == ["skin:oily", "concern:redness"]
    assert len(desk.editor.undo_labels) == 2
    press(Key.Key_Space)
    press(Key.Key_Delete)
    assert tags_of(desk, "bother", "red") == ["concern:redness"]


def test_ctrl_d_fills_down_and_ctrl_r_fills_right(grid: TagGrid, desk: Desk) -> None:
    at(grid, "Shiny", "skin:oily")
    press(Key.Key_Down)
    press(Key.Key_D, Held.ControlModifier)
    assert tags_of(desk, "feel", "fine") == ["skin:oily"]
    for _ in range(2):
        press(Key.Key_Down, Held.ShiftModifier)
    press(Key.Key_D, Held.ControlModifier)
    assert tags_of(desk, "bother", "spots") == ["skin:oily"]
    press(Key.Key_Right, Held.ShiftModifier)
    press(Key.Key_R, Held.ControlModifier)
    assert tags_of(desk, "feel", "fine") == ["skin:oily", "concern:redness"]
    assert len(desk.editor.undo_labels) == 3


def test_copy_gives_marks_and_pasting_them_there_changes_nothing(grid: TagGrid, desk: Desk) -> None:
    press(Key.Key_A, Held.ControlModifier)
    press(Key.Key_C, Held.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "\t\t\t\tx",
        "\tx\t\t\t",
        "\t\tx\tx\t",
        "\t\t\t\t",
        "\t\t\tx\t",
        "\t\t\t\t",
        "\t\t\t\t",
        "\t\t\t\tx",
        "\t\t\t\t",
    ]
    lines, before = said(desk), desk.project
    press(Key.Key_V, Held.ControlModifier)
    assert desk.project is before
    assert lines == ["plain: Nothing changed: the grid says this already."]


def test_a_block_is_pasted_from_the_current_cell_over_bands(grid: TagGrid, desk: Desk) -> None:
    lines = said(desk)
    at(grid, "Comfortable", "skin:dry")
    paste("x\t1\ntrue\t✓\n")
    assert tags_of(desk, "feel", "fine") == ["skin:dry", "skin:oily"]
    assert tags_of(desk, "bother", "red") == ["concern:redness", "skin:dry", "skin:oily"]
    assert lines == ["ok: 4 tags set."]
    assert desk.editor.undo_labels == ("paste tags",)


def test_a_spreadsheet_is_pasted_by_names_and_what_fits_nothing_is_said(grid: TagGrid, desk: Desk) -> None:
    lines = said(desk)
    paste("Choice\tskin:dry\tmood:calm\nTIGHT\t\tx\n redness\tx\tx\nNever heard of\tx\t\n")
    assert tags_of(desk, "feel", "dry") == ["mood:calm"]
    assert tags_of(desk, "bother", "red") == ["concern:redness", "skin:dry", "mood:calm"]
    assert lines == ["warn: 3 tags set, 1 cleared; new: mood:calm; 1 row fits no choice: “Never heard of”."]
    assert "mood:calm" in heads(grid)
    assert len(desk.editor.undo_labels) == 1
    assert here(grid) == ("Tight", "skin:reactive")


def test_lines_of_choices_with_tags_are_added(grid: TagGrid, desk: Desk) -> None:
    paste("Comfortable\tbalanced, newsletter\n<b>Spots</b>\tconcern:spots")
    assert tags_of(desk, "feel", "fine") == ["skin:balanced", "skin:newsletter"]
    assert tags_of(desk, "bother", "spots") == ["concern:spots"]


def test_an_empty_clipboard_is_said(grid: TagGrid, desk: Desk) -> None:
    lines = said(desk)
    QGuiApplication.clipboard().clear()
    press(Key.Key_V, Held.ControlModifier)
    assert lines == ["plain: The clipboard holds no text. Copy cells of a spreadsheet and paste them here."]


def test_a_new_tag_is_typed_after_the_last_column(grid: TagGrid, desk: Desk) -> None:
    press(Key.Key_End)
    write("bare")
    assert grid.field.isVisible()
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "dry") == ["skin:dry", "skin:bare"]
    assert not grid.field.isVisible()
    assert grid.table.hasFocus()
    assert here(grid) == ("Tight", "skin:bare")


def test_tab_goes_on_to_the_next_row_and_escape_drops_what_is_typed(grid: TagGrid, desk: Desk) -> None:
    press(Key.Key_End)
    press(Key.Key_Space)
    write("a:b, c:d")
    press(Key.Key_Tab)
    assert tags_of(desk, "feel", "dry") == ["skin:dry", "a:b", "c:d"]
    assert grid.field.isVisible()
    write("oily")
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert not grid.field.isVisible()
    assert tags_of(desk, "feel", "oily") == ["skin:oily", "concern:redness"]
    assert here(grid) == ("Shiny", "New tag")


def test_a_name_no_crm_can_carry_stays_with_a_reason(grid: TagGrid, desk: Desk) -> None:
    press(Key.Key_End)
    press(Key.Key_Return)
    write("goal:")
    press(Key.Key_Return)
    assert "Type a value" in grid.field.said.text()
    assert tags_of(desk, "feel", "dry") == ["skin:dry"]


def test_only_untagged_choices_are_shown_and_stay_while_they_are_tagged(grid: TagGrid, desk: Desk) -> None:
    grid.show_untagged(True)
    assert [row for row in rows(grid) if not row.startswith("Question")] == [
        "Comfortable, no tag",
        "<b>Spots</b>, no tag",
        "Nothing, no tag",
    ]
    at(grid, "Comfortable")
    press(Key.Key_Space)
    grid.show_untagged(True)
    assert rows(grid)[1] == "Comfortable"
    grid.hide()
    grid.show()
    assert "Comfortable" not in rows(grid)
    press(Key.Key_A, Held.ControlModifier)
    press(Key.Key_Space)
    grid.show_untagged(False)
    grid.show_untagged(True)
    assert grid.nothing.isVisible()
    grid.show_untagged(False)
    assert grid.table.isVisible()
    assert "Comfortable" in rows(grid)


def test_the_question_looked_at_is_the_one_of_the_current_cell(grid: TagGrid, desk: Desk) -> None:
    at(grid, "Redness")
    assert desk.question_id == "bother"
    desk.open_question("age")
    assert here(grid)[0] == "50 or more"


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_the_menu_of_a_column_leads_to_the_library(grid: TagGrid, desk: Desk) -> None:
    asked: list[str] = []
    desk.tag_asked.connect(asked.append)
    grid.table.asked.emit(1, grid.table.mapToGlobal(grid.table.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    [action] = menu.actions()
    assert action.text() == "Rename or delete skin:dry in the library"
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert asked == ["dry"]


def test_an_edit_elsewhere_shows_and_leaves_the_current_cell(grid: TagGrid, desk: Desk) -> None:
    at(grid, "Redness", "newsletter")
    desk.editor.do(edits.create_tag, "skin:new", desk.editor.new_id)
    assert here(grid) == ("Redness", "newsletter")
    assert heads(grid)[3] == "skin:new"
    desk.editor.do(edits.delete_tag, "plain")
    assert here(grid)[0] == "Redness"


def test_a_screen_reader_is_told_cells_heads_and_marks(grid: TagGrid) -> None:
    table = QAccessible.queryAccessibleInterface(grid.table)
    assert table is not None
    assert table.role() == QAccessible.Role.Table
    model = grid.table.grid
    cell = model.index(2, 1)
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "skin:dry, Tight: set"
    assert model.data(cell, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert model.data(model.index(2, 5), Qt.ItemDataRole.AccessibleTextRole) == "New tag for Tight"
    # Children are the corner, the heads, then each row with its head first.
    child = table.child((2 + 1) * (model.columnCount() + 1) + 1 + 1)
    assert child.text(QAccessible.Text.Name) == "skin:dry, Tight: set"
    assert child.state().checked


def test_a_band_is_not_to_be_selected(grid: TagGrid) -> None:
    model = grid.table.grid
    bands = [place for place, row in enumerate(model.rows) if isinstance(row, Band)]
    assert all(model.flags(model.index(place, 0)) == Qt.ItemFlag.NoItemFlags for place in bands)


def test_the_field_goes_where_its_row_goes_and_leaves_when_another_cell_is_chosen(grid: TagGrid) -> None:
    grid.resize(700, 320)
    at(grid, "Comfortable", "New tag")
    write("half")
    before = grid.field.y()
    grid.table.verticalScrollBar().setValue(grid.table.verticalScrollBar().value() + 30)
    assert grid.field.y() == before - 30
    assert grid.field.line.text() == "half"
    at(grid, "Tight", "skin:dry")
    assert not grid.field.isVisible()


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_the_menu_key_opens_the_menu_of_the_current_column(grid: TagGrid) -> None:
    at(grid, "Tight", "concern:redness")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(grid.table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Rename or delete concern:redness in the library"
    menu.close()


def test_a_project_without_tags_begins_with_a_name(grid: TagGrid, desk: Desk) -> None:
    for tag in desk.project.tags:
        desk.editor.do(edits.delete_tag, tag.id)
    assert heads(grid) == ["New tag"]
    at(grid, "Tight", "New tag")
    press(Key.Key_Delete)
    press(Key.Key_C, Held.ControlModifier)
    write("dry")
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "dry") == ["skin:dry"]
    assert here(grid) == ("Tight", "skin:dry")


def test_a_file_that_cannot_be_changed_says_so_and_stays_as_it_is(grid: TagGrid, desk: Desk, file: ProjectFile) -> None:
    lines, before = said(desk), desk.project
    file.reason = "Somebody else has it open."
    press(Key.Key_Space)
    paste("x\tx")
    assert desk.project is before
    assert lines == ["warn: Somebody else has it open. Nothing was changed."] * 2
