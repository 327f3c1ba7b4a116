"""The inspector of results pages and their sections by keyboard and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import (
    HasTag,
    Note,
    Project,
)
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.builder.results.kinds import NoteFrame
from quizdesigner.views.builder.results.page import ResultsCanvas
from quizdesigner.views.desk import Desk
from tests.views.building import ALT, CTRL, KEY, walked
from tests.views.keyboard import press, write
from tests.views.recommending import canvas, page, pane, products, sections, shop, slot

# The platform that has no screen says this of every menu.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)

LEFT = Qt.MouseButton.LeftButton


__all__ = ["canvas", "pane"]


@pytest.fixture
def project() -> Project:
    return shop()


def test_a_slot_says_what_fills_it(pane: BuilderPane, canvas: ResultsCanvas, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(canvas.frames["evening"], LEFT, pos=QPoint(3, 20))
    part = pane.inspector.results.slot
    assert part.isVisible()
    assert part.source.none.text() == "All products."
    part.source.add.open()
    write("evening")
    press(KEY.Key_Return)
    assert [one.to for one in page(desk).slots[1].source] == ["night"]
    assert products(canvas, "evening") == []
    part.fallback.add.open()
    write("milk")
    press(KEY.Key_Return)
    assert products(canvas, "evening") == ["Milk Cleanser"]
    assert "Nothing fits" in slot(canvas, "evening").aside.text()
    qtbot.mouseClick(part.source.rows[0].remove, LEFT)
    assert page(desk).slots[1].source == ()
    part.count.setFocus()
    press(KEY.Key_A, CTRL)
    write("1")
    assert products(canvas, "evening") == ["Oat Cream"]
    part.minimum.setFocus()
    press(KEY.Key_A, CTRL)
    write("9")
    assert products(canvas, "evening") == ["Milk Cleanser"]
    part.ties.setFocus()
    press(KEY.Key_Down)
    assert page(desk).slots[1].ties == "cheapest"
    part.sold_out.setFocus()
    qtbot.keyClick(part.sold_out, Qt.Key.Key_Right)
    assert page(desk).slots[1].sold_out == "last"
    for switch, name in ((part.repeat, "repeat"), (part.reasons, "reasons")):
        before = getattr(page(desk).slots[1], name)
        switch.setFocus()
        press(KEY.Key_Space)
        assert getattr(page(desk).slots[1], name) is not before
    qtbot.keyClick(part.button, Qt.Key.Key_Right)
    assert page(desk).slots[1].button == "cart"
    assert "not known yet" in part.cart.text()


def test_tab_goes_through_what_a_slot_draws_from(pane: BuilderPane, desk: Desk) -> None:
    pane.inspector.results.page.sections.list.setFocus()
    press(KEY.Key_Home)
    press(KEY.Key_Return)
    pane.inspector.results.slot.heading.setFocus()
    assert walked(4) == ["Take Serums off", "Take Sun care off", "Add to: From", "Show at most"]


def test_a_section_gets_a_rule(pane: BuilderPane, canvas: ResultsCanvas, desk: Desk, qtbot: QtBot) -> None:
    canvas.frames["morning"].heading.setFocus()
    line = pane.inspector.results.when.line
    qtbot.mouseClick(line.edit, LEFT)
    assert page(desk).slots[0].show_when is not None
    qtbot.mouseClick(line.clear, LEFT)
    assert page(desk).slots[0].show_when is None


def test_a_page_gets_a_rule(pane: BuilderPane, desk: Desk, qtbot: QtBot) -> None:
    desk.open_question("simple")
    part = pane.inspector.results.page
    assert part.rule.sentence.text() == "Shown when the shopper has goal:maintain."
    qtbot.mouseClick(part.rule.edit, LEFT)
    qtbot.mouseClick(part.rule.clear, LEFT)
    assert page(desk, "simple").show_when is None
    pane.inspector.show_findings()
    assert any("is shown to everybody" in one for one in part.settings.notices)
    desk.editor.undo()
    assert page(desk, "simple").show_when == HasTag("t-stay")


def test_sections_are_walked_and_moved_in_the_inspector(pane: BuilderPane, desk: Desk) -> None:
    sections_ = pane.inspector.results.page.sections.list
    sections_.setFocus()
    sections_.setCurrentIndex(sections_.model().index(2, 0))
    press(KEY.Key_Up, ALT)
    assert sections(desk) == ["morning", "patch", "evening"]
    press(KEY.Key_Return)
    assert pane.inspector.results.note.isVisible()
    back = pane.inspector.results.back
    back.setFocus()
    press(KEY.Key_Return)
    assert pane.inspector.results.page.isVisible()
    press(KEY.Key_Delete)
    assert sections(desk) == ["morning", "evening"]


def test_a_note_is_told_only_what_is_sound(pane: BuilderPane, canvas: ResultsCanvas, desk: Desk) -> None:
    canvas.frames["patch"].heading.setFocus()
    part = pane.inspector.results.note
    part.link.field.setFocus()
    write("https://example.com/a b")
    note = page(desk).sections[2]
    assert isinstance(note, Note)
    assert note.link == "https://example.com/a"
    press(KEY.Key_Tab)
    assert part.link.trouble.isVisible()
    part.label.setFocus()
    write("Read on")
    frame = canvas.frames["patch"]
    assert isinstance(frame, NoteFrame)
    assert (frame.label.toPlainText(), frame.label.isVisible()) == ("Read on", True)


def test_every_control_of_a_page_has_a_name(pane: BuilderPane, desk: Desk) -> None:
    for section in ("", *sections(desk)):
        pane.canvas.results.add_section("discount")
        pane.inspector.results.back.click()
        if section:
            pane.canvas.results.frames[section].heading.setFocus()
        for widget in pane.findChildren(QWidget):
            takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
            if takes_keys and not widget.objectName().startswith("qt_"):
                assert widget.accessibleName(), f"{widget} of {widget.parent()} in {section}"
