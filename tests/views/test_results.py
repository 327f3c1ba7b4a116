"""Results pages in the builder by keyboard and mouse: the list and the page in place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import (
    Chose,
    Discount,
    Jump,
    Product,
    Project,
    Slot,
    Variant,
)
from quizdesigner.settings import new_id
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.builder.results import kinds
from quizdesigner.views.builder.results.cards import ProductCard
from quizdesigner.views.builder.results.kinds import DiscountFrame, NoteFrame
from quizdesigner.views.builder.results.page import ResultsCanvas
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences
from tests.views.building import ALT, CTRL, KEY, builder, reopened
from tests.views.keyboard import focused, press, write
from tests.views.recommending import canvas, ids, page, pane, pick_from_menu, products, sections, shop, slot

# The platform that has no screen says this of every menu.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)

LEFT = Qt.MouseButton.LeftButton


__all__ = ["canvas", "pane"]


@pytest.fixture
def project() -> Project:
    return shop()


# -- the list


def test_each_page_stands_in_the_list_with_its_rule(pane: BuilderPane, desk: Desk) -> None:
    model = pane.questions.pages.list.model()

    def spoken() -> list[object]:
        return [model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.rowCount())]

    assert spoken() == [
        "Results page, Keep it simple, when goal:maintain",
        "Results page, First name, this is your routine, everyone else",
    ]
    desk.editor.do(edits.change_results, "skin", "simple", show_when=Chose("sun", "no"))
    assert spoken()[0] == (
        "Results page, Keep it simple, when the answer to question 2 “Are you out in the sun?” is “No”"
    )
    anew: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: anew.append((first.row(), last.row())))
    desk.editor.do(edits.change_question, "skin", "sun", title="Sunny?")
    assert anew == [(0, 0)]


def test_a_new_page_comes_before_the_last_with_a_rule_to_change(pane: BuilderPane, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.questions.pages.add, LEFT)
    new = desk.question_id
    assert ids(desk) == ["simple", new, "routine"]
    assert page(desk, new).show_when == Chose("sun", "yes")
    assert [type(one) for one in page(desk, new).sections] == [Slot]
    write("For the sunny")
    assert page(desk, new).title == "For the sunny"
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    assert ids(desk) == ["simple", "routine"]


def test_products_come_on_the_page_without_being_windows_first(
    pane: BuilderPane, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows: list[bool] = []

    class Watched(ProductCard):
        def showEvent(self, event: QShowEvent) -> None:
            windows.append(self.isWindow())

    monkeypatch.setattr(kinds, "ProductCard", Watched)
    pane.questions.pages.list.setFocus()
    press(KEY.Key_Up)
    press(KEY.Key_Down)
    qtbot.waitUntil(lambda: bool(windows))
    assert not any(windows)
    assert focused() is pane.questions.pages.list


def test_pages_are_moved_copied_and_deleted_by_keys(pane: BuilderPane, desk: Desk, file: ProjectFile) -> None:
    pane.questions.list.setFocus()
    desk.open_question("name")
    press(KEY.Key_Down)
    assert (focused(), desk.question_id) == (pane.questions.pages.list, "simple")
    press(KEY.Key_Down, ALT)
    assert ids(desk) == ["routine", "simple"]
    press(KEY.Key_D, CTRL)
    assert ids(desk) == ["routine", "simple", desk.question_id]
    pane.questions.pages.list.setFocus()
    press(KEY.Key_Delete)
    assert (ids(desk), desk.question_id) == (["routine", "simple"], "simple")
    press(KEY.Key_Up, ALT)
    assert ids(desk) == ["simple", "routine"]
    press(KEY.Key_Up)
    assert (focused(), desk.question_id) == (pane.questions.list, "name")
    assert [one.id for one in reopened(file).quizzes[0].results] == ["simple", "routine"]


def test_a_page_that_a_jump_leads_to_goes_only_when_wanted(pane: BuilderPane, desk: Desk, qtbot: QtBot) -> None:
    desk.editor.do(edits.add_jump, "skin", "goal", Jump("j", "simple", Chose("goal", "stay")))
    desk.open_question("simple")
    pane.questions.pages.list.setFocus()
    press(KEY.Key_Delete)
    assert ids(desk) == ["simple", "routine"]
    assert pane.canvas.would_break.isVisible()
    qtbot.mouseClick(pane.canvas.would_break.agree, LEFT)
    assert (ids(desk), desk.quiz.questions[0].jumps) == (["routine"], ())
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    pane.questions.pages.list.setFocus()
    press(KEY.Key_Delete)
    assert ids(desk) == ["routine"]
    assert said == ["A quiz needs a results page. Add another one before this one goes."]


# -- the page in place


def test_slots_show_what_the_chosen_shopper_would_see(canvas: ResultsCanvas, desk: Desk) -> None:
    assert canvas.shopper.currentText() == "First choices"
    assert products(canvas, "morning") == ["Daily Shield", "Barrier Serum"]
    assert products(canvas, "evening") == ["Oat Cream", "Clear Serum"]
    first = slot(canvas, "morning").cards[0]
    assert (first.because.text(), first.price.text()) == ("Because you said “Yes”.", "€26.00")
    assert (first.main.text(), first.second.isHidden()) == ("View product", True)
    assert canvas.frames["patch"].when.text().startswith("Not for this shopper: only when the answer to question 2")
    canvas.shopper.setFocus()
    press(KEY.Key_Down)
    assert canvas.shopper.currentText() == "Second choices"
    assert products(canvas, "morning") == ["Clear Serum"]
    assert products(canvas, "evening") == []
    assert canvas.frames["patch"].when.text().startswith("When the answer to question 2")
    press(KEY.Key_Down)
    assert canvas.elsewhere.text() == "This shopper would be shown the results page “Keep it simple” instead."


def test_somebody_who_gets_the_page_is_found(canvas: ResultsCanvas, desk: Desk) -> None:
    desk.open_question("simple")
    assert canvas.shopper.currentText() == "Third choices"
    assert products(canvas, "easy") == ["Daily Dew"]
    assert canvas.elsewhere.isHidden()


def test_words_are_written_where_they_stand(canvas: ResultsCanvas, desk: Desk, file: ProjectFile) -> None:
    canvas.focus_title()
    write("Hello {fi")
    press(KEY.Key_Return)
    assert page(desk).title == "Hello {name|there}"
    press(KEY.Key_Return)
    assert focused() is canvas.about
    press(KEY.Key_Tab)
    assert focused() is canvas.frames["morning"].heading
    press(KEY.Key_A, CTRL)
    write("At sunrise")
    assert page(desk).slots[0].heading == "At sunrise"
    assert canvas.frames["morning"].heading.toPlainText() == "At sunrise"
    note = canvas.frames["patch"]
    assert isinstance(note, NoteFrame)
    note.text.setFocus()
    press(KEY.Key_A, CTRL)
    write("Patience")
    assert reopened(file).quizzes[0].results[1].sections[2] == page(desk).sections[2]
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    assert page(desk).slots[0].heading == "Morning"


def test_sections_are_added_put_in_order_and_deleted(
    pane: BuilderPane, canvas: ResultsCanvas, desk: Desk, qtbot: QtBot
) -> None:
    canvas.frames["morning"].heading.setFocus()
    qtbot.mouseClick(canvas.add, LEFT)
    pick_from_menu("Discount code")
    new = desk.editor.project.quizzes[0].results[1].sections[1]
    assert (sections(desk), type(new)) == (["morning", new.id, "evening", "patch"], Discount)
    frame = canvas.frames[new.id]
    assert isinstance(frame, DiscountFrame)
    assert focused() is frame.heading
    write("Thanks")
    press(KEY.Key_Down, ALT)
    assert sections(desk) == ["morning", "evening", new.id, "patch"]
    assert focused() is frame.heading
    frame.code.setFocus()
    write("TEN")
    assert page(desk).sections[2] == Discount(new.id, heading="Thanks", code="TEN")
    qtbot.mouseClick(pane.inspector.results.delete, LEFT)
    assert sections(desk) == ["morning", "evening", "patch"]
    assert new.id not in canvas.frames
    assert focused() is pane.inspector.results.page.sections.list


def test_a_section_is_dragged_by_its_handle(canvas: ResultsCanvas, desk: Desk, qtbot: QtBot) -> None:
    grip, target = canvas.frames["patch"].grip, canvas.frames["morning"]
    above = grip.mapFromGlobal(target.mapToGlobal(QPoint(30, 4)))
    qtbot.mousePress(grip, LEFT)
    qtbot.mouseMove(grip, above)
    qtbot.mouseRelease(grip, LEFT, pos=above)
    assert sections(desk) == ["patch", "morning", "evening"]
    # A click on the handle alone moves nothing.
    qtbot.mouseClick(grip, LEFT)
    assert sections(desk) == ["patch", "morning", "evening"]


def test_a_phone_has_one_column_and_sold_out_says_so(
    pane: BuilderPane, canvas: ResultsCanvas, desk: Desk, qtbot: QtBot
) -> None:
    gone = (Variant("oat-1", stock=0),)
    desk.editor.do(edits.change_product, "oat", variants=gone)
    pane.canvas.show_size("phone")
    cards = slot(canvas, "evening").cards
    qtbot.waitUntil(lambda: cards[0].x() == cards[1].x())
    assert cards[0].price.text() == "Sold out"


def test_all_in_one_cart_where_the_shop_can(pane: BuilderPane, canvas: ResultsCanvas, desk: Desk, qtbot: QtBot) -> None:
    add_all = pane.inspector.results.page.add_all
    qtbot.mouseClick(add_all, LEFT, pos=add_all.rect().center())
    assert page(desk).add_all
    assert canvas.add_all.isHidden()
    assert pane.inspector.results.page.shop.isVisible()
    desk.editor.do(_in_shopify)
    assert canvas.add_all.text() == "Add all, €120.00"
    desk.editor.do(edits.change_section, "skin", "routine", "morning", button="cart")
    first = slot(canvas, "morning").cards[0]
    assert (first.main.text(), first.second.text()) == ("Add to cart", "View product")


def _in_shopify(project: Project) -> Project:
    def numbered(product: Product, number: int) -> Product:
        return replace(product, variants=tuple(replace(one, shop_id=str(number)) for one in product.variants))

    products_ = tuple(numbered(one, number) for number, one in enumerate(project.products, 100))
    return replace(project, platform="shopify", products=products_)


def test_nothing_can_be_changed_in_a_file_open_for_reading(
    file: ProjectFile, preferences: Preferences, secrets: Secrets, show: Callable[..., None]
) -> None:
    with project_file.open(file.path, read_only=True) as other:
        desk = Desk(Editor(other, new_id), preferences, secrets)
        desk.open_question("routine")
        pane = builder(desk)
        show(pane)
        canvas = pane.canvas.results
        canvas.frames["morning"].heading.setFocus()
        write("x")
        press(KEY.Key_Down, ALT)
        canvas.add_section("note")
        assert sections(desk) == ["morning", "evening", "patch"]
        assert page(desk).slots[0].heading == "Morning"


def test_the_keyboard_in_the_other_list_leaves_the_page_on_show(pane: BuilderPane, desk: Desk) -> None:
    pane.questions.list.setFocus()
    assert desk.question_id == "routine"
    pane.setFocus()
    assert focused() is pane.questions.pages.list


def test_a_click_on_the_first_question_opens_it_from_a_page(pane: BuilderPane, desk: Desk, qtbot: QtBot) -> None:
    view = pane.questions.list
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(0, 0)).center())
    assert desk.question_id == "goal"
    pages = pane.questions.pages.list
    qtbot.mouseClick(pages.viewport(), LEFT, pos=pages.visualRect(pages.model().index(0, 0)).center())
    assert desk.question_id == "simple"
