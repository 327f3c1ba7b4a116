"""What a click on a segment's row offers: on a chip, on the plus, and everywhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.segments import SegmentsPane, geometry
from tests.views.keyboard import press, write
from tests.views.segmenting import Held, Key, on_screen, rule_of, rules, segment_project

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def project() -> Project:
    """The project of these tests."""
    return segment_project()


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> SegmentsPane:
    """The place on screen."""
    return on_screen(desk, show)


def test_a_click_on_a_chip_offers_not_another_and_out(pane: SegmentsPane, desk: Desk) -> None:
    menu = _click(pane, "no-herbs", "goal:sleep")
    assert _texts(menu) == ["Shoppers without goal:sleep", "Another tag instead", "Take goal:sleep out"]
    _pick(menu, "Shoppers without goal:sleep")
    assert rules(desk)["No herbs"] == "avoid:herbs and (not goal:sleep or goal:deep)"
    menu = _click(pane, "no-herbs", "goal:sleep")
    _pick(menu, "Shoppers with goal:sleep")
    assert rules(desk)["No herbs"] == "avoid:herbs and (goal:sleep or goal:deep)"
    menu = _click(pane, "no-herbs", "goal:deep")
    _pick(menu, "Take goal:deep out")
    assert rules(desk)["No herbs"] == "avoid:herbs and goal:sleep"


def test_another_tag_instead_is_typed_over_the_old_one(pane: SegmentsPane, desk: Desk) -> None:
    menu = _click(pane, "no-herbs", "goal:sleep")
    _pick(menu, "Another tag instead")
    assert pane.list.fields.rule.line.selectedText() == "goal:sleep"
    write("vip")
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert rules(desk)["No herbs"] == "avoid:herbs and (vip:launch or goal:deep)"


def test_the_last_tag_of_a_rule_cannot_be_taken_out(pane: SegmentsPane) -> None:
    menu = _click(pane, "sleepers", "goal:sleep")
    assert _texts(menu) == ["Shoppers without goal:sleep", "Another tag instead"]
    menu.close()


def test_the_plus_goes_on_with_the_rule(pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.change_segment, "sleepers", rule=rule_of(desk.project, "goal:sleep or goal:deep"))
    pane.list.choose("sleepers")
    row = pane.list.rows.rows[0]
    spot = geometry.plus_rect(_rect(pane, "sleepers"), row)
    _press_at(pane, spot.center())
    menu = _menu()
    assert _texts(menu) == ["And another tag", "Or another tag"]
    _pick(menu, "And another tag")
    assert pane.list.fields.rule.line.text() == "(goal:sleep or goal:deep) and "
    assert "avoid:herbs" in pane.list.fields.rule.line.offered
    write("av")
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert rules(desk)["Sleepers"] == "(goal:sleep or goal:deep) and avoid:herbs"


def test_the_menu_of_a_row_has_its_keys(pane: SegmentsPane, desk: Desk) -> None:
    at = _rect(pane, "sleepers").center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, pane.list.viewport().mapToGlobal(at))
    QApplication.sendEvent(pane.list.viewport(), asked)
    menu = _menu()
    assert _texts(menu) == [
        "Edit the rule\tEnter",
        "Rename\tF2",
        "Preview one",
        "Move down\tAlt+Down",
        "Delete\tDel",
    ]
    _pick(menu, "Move down\tAlt+Down")
    assert list(rules(desk)) == ["No herbs", "Sleepers", "VIP"]


def _rect(pane: SegmentsPane, segment: str) -> QRect:
    return pane.list.visualRect(pane.list.rows.index(pane.list.rows.place(segment)))


def _press_at(pane: SegmentsPane, at: QPoint) -> None:
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, at)


def _click(pane: SegmentsPane, segment: str, tag: str) -> QMenu:
    row = pane.list.rows.rows[pane.list.rows.place(segment)]
    at = next(place for place, piece in enumerate(row.pieces) if piece.text == tag)
    _press_at(pane, geometry.piece_rects(_rect(pane, segment), row)[at].center())
    return _menu()


def _menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _texts(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if not one.isSeparator()]


def _pick(menu: QMenu, text: str) -> None:
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == text))
    QTest.keyClick(menu, Key.Key_Return)
