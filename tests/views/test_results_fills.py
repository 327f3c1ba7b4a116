"""A slot over all answer paths: how it is filled, ties, findings; and saved shoppers who look at the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits, play
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.coverage import Count, Coverage, SlotReach, TooMany
from quizdesigner.quiz.document import Chose, Effect, Project, Shopper, Slot, Target
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.builder.results.fills import fills
from quizdesigner.views.builder.results.fills_part import FillsPart
from quizdesigner.views.desk import Desk
from tests.views.building import KEY
from tests.views.keyboard import press
from tests.views.recommending import pane, products, shop, slot

# The platform that has no screen says this of every menu.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)

LEFT = Qt.MouseButton.LeftButton


__all__ = ["pane"]


@pytest.fixture
def project() -> Project:
    """The shop with two saved shoppers, of whom one left before the end."""
    ana: Answers = {"goal": ("calm",), "sun": ("no",), "name": "Ana"}
    made = edits.save_shopper(shop(), "skin", Shopper("ana", "Ana", dict(ana)))
    return edits.save_shopper(made, "skin", Shopper("ben", "Ben", {"goal": ("clear",)}))


@pytest.fixture
def part(pane: BuilderPane) -> FillsPart:
    """The figures of the slot for the morning."""
    pane.canvas.results.frames["morning"].heading.setFocus()
    found = pane.inspector.results.slot.fills
    assert isinstance(found, FillsPart)
    return found


def lines(part: FillsPart) -> dict[str, str]:
    """What stands in the part: each name with its share."""
    said = {}
    for at in range(part.lines.count()):
        item = part.lines.itemAt(at)
        assert item is not None
        line = item.widget()
        assert isinstance(line, QWidget)
        name, share = (one.text() for one in line.findChildren(QLabel))
        said[name] = share
    return said


def links(part: FillsPart) -> list[QPushButton]:
    """The words in the part that can be pressed, once Qt has shown them."""
    return [one for one in part.findChildren(QPushButton) if one.property("kind") == "link" and one.isVisible()]


def test_a_slot_says_how_often_it_is_full(part: FillsPart, desk: Desk) -> None:
    assert lines(part) == {
        "two products": "75 %",
        "one product": "25 %",
        "none, shows nothing": "0 %",
        "decided by the tie rule": "0 %",
    }
    assert part.text.text() == "Of the 66.7 % of answer paths that show this slot."
    desk.editor.do(edits.change_section, "skin", "routine", "morning", minimum_votes=2, fallback=(Target("milk"),))
    assert lines(part)["none, falls back"] == "25 %"
    assert "none, shows nothing" not in lines(part)
    desk.editor.do(edits.change_section, "skin", "routine", "morning", show_when=Chose("goal", "stay"))
    assert (lines(part), part.text.text()) == ({}, "No shopper is shown this slot.")


def test_ties_are_shown_with_their_products_and_a_shopper(
    connected: None, pane: BuilderPane, part: FillsPart, desk: Desk, qtbot: QtBot
) -> None:
    assert part.show_ties.isHidden()
    desk.editor.do(edits.set_link, "skin", "goal", "calm", Target("clear"), Effect.UPVOTE)
    # The builder looks at what was changed.
    desk.open_question("routine")
    pane.canvas.results.frames["morning"].heading.setFocus()
    desk.editor.do(edits.change_section, "skin", "routine", "morning", count=1)
    assert lines(part)["decided by the tie rule"] == "25 %"
    part.show_ties.setFocus()
    qtbot.keyClick(part.show_ties, Qt.Key.Key_Return)
    assert part.show_ties.text() == "Hide the ties"
    qtbot.waitUntil(part.preview.hasFocus)
    qtbot.waitUntil(lambda: [one.text() for one in links(part)] == ["Barrier Serum", "Clear Serum"])
    asked: list[Answers] = []
    desk.shopper_asked.connect(asked.append)
    qtbot.keyClick(part.preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))
    assert play.outcome(desk.project, desk.quiz, asked[0]).shown[0].products == ("barrier",)
    looked: list[str] = []
    desk.product_asked.connect(looked.append)
    qtbot.mouseClick(links(part)[1], LEFT)
    assert (looked, desk.place) == (["clear"], "products")
    desk.editor.undo()
    desk.editor.undo()
    assert part.show_ties.isHidden()
    assert not part.preview.isVisible()


def test_those_who_are_shown_nothing_can_be_previewed(
    connected: None, part: FillsPart, desk: Desk, qtbot: QtBot
) -> None:
    asked: list[Answers] = []
    desk.shopper_asked.connect(asked.append)
    desk.editor.do(edits.change_section, "skin", "routine", "morning", minimum_votes=9)
    assert lines(part)["none, shows nothing"] == "100 %"
    qtbot.waitUntil(lambda: [one.accessibleName() for one in links(part)] == ["Preview one: none, shows nothing"])
    qtbot.mouseClick(links(part)[0], LEFT)
    qtbot.waitUntil(lambda: bool(asked))
    assert play.outcome(desk.project, desk.quiz, asked[0]).shown[0].products == ()


def test_what_is_to_be_mended_about_a_slot_stands_there(pane: BuilderPane, part: FillsPart, desk: Desk) -> None:
    desk.editor.do(edits.change_section, "skin", "routine", "morning", source=(Target("gone"),))
    pane.inspector.show_findings()
    settings = pane.inspector.results.slot.settings
    assert any("takes products from where there are none" in one for one in settings.notices)
    pane.canvas.results.frames["evening"].heading.setFocus()
    assert not any("takes products" in one for one in settings.notices)
    pane.inspector.results.back.click()
    assert not any("takes products" in one for one in pane.inspector.results.page.settings.notices)


def test_saved_shoppers_look_at_the_page_first(pane: BuilderPane, desk: Desk) -> None:
    canvas = pane.canvas.results
    names = [canvas.shopper.itemText(at) for at in range(canvas.shopper.count())]
    assert names[:3] == ["Saved: Ana", "Saved: Ben", "First choices"]
    assert canvas.shopper.currentText() == "Saved: Ana"
    assert products(canvas, "evening") == ["Oat Cream"]
    canvas.shopper.setFocus()
    press(KEY.Key_Down)
    assert canvas.shopper.currentText() == "Saved: Ben"
    assert canvas.elsewhere.text() == "This shopper does not get to the end of the quiz: an answer is missing."
    assert products(canvas, "morning") == ["Clear Serum"]
    desk.editor.do(edits.delete_shopper, "skin", "ben")
    assert canvas.shopper.currentText() == "Saved: Ana"
    assert slot(canvas, "evening").isVisible()


# -- the words alone

SLOT = Slot("s", count=6)
NONE = Count(0)


def counted(slots: tuple[SlotReach, ...] | TooMany) -> Coverage:
    """A coverage of 400 sheets with these slots."""
    return Coverage(400, 0, 1, (), (), (), {}, {}, (), NONE, slots)


def test_large_slots_list_what_comes_to_pass() -> None:
    numbers = (*map(Count, (8, 0, 0, 0, 92, 0, 100)),)
    reach = SlotReach("page", "s", Count(200), numbers, NONE, Count(8), Count(1))
    found = fills(counted((reach,)), "page", SLOT, counting=False)
    assert [(line.name, line.share, line.warns) for line in found.lines] == [
        ("six products", "50 %", False),
        ("four products", "46 %", False),
        ("none, shows nothing", "4 %", True),
        ("decided by the tie rule", "0.5 %", True),
    ]
    assert found.text == "Of the 50 % of answer paths that show this slot."


def test_what_is_not_counted_is_said() -> None:
    many = TooMany(100)
    for unknown in (many, counted(many)):
        assert fills(unknown, "page", SLOT, counting=False).text == "Too many combinations to count exactly."
        assert fills(unknown, "page", SLOT, counting=True).text == "Counting …"
    assert fills(None, "page", SLOT, counting=True).text == "Counting …"
    assert fills(counted(()), "page", SLOT, counting=True).text == "Counting …"
    assert fills(None, "page", SLOT, counting=False).text == ""
