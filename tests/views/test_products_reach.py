"""Products and shoppers: who sees a product, what it loses to, and why a chosen shopper is not shown it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage import Alone, Count, Coverage, Placing, ProductReach, TooMany
from quizdesigner.quiz.document import Effect, Product, Project, Shopper, Target
from quizdesigner.quiz.why import why_not
from quizdesigner.views.desk import Desk
from quizdesigner.views.products import ProductsPane
from quizdesigner.views.products.reached import NEVER, Sight, cell, never, reached, sight
from tests.quiz.projects import sleep_project

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def project() -> Project:
    """The sleep quiz with two saved shoppers, room for one product, and a balm that loses to the tea."""
    made = edits.add_product(sleep_project(), Product("balm", "Balm"))
    made = edits.set_link(made, "sleep", "goal", "fall", Target("balm"), Effect.UPVOTE)
    made = edits.change_section(made, "sleep", "end", "s1", count=1)
    made = edits.save_shopper(made, "sleep", Shopper("ana", "Ana", {"goal": ("fall",), "mail": "ana@example.com"}))
    return edits.save_shopper(made, "sleep", Shopper("ben", "Ben", {"goal": ("none",), "mail": "ben@example.com"}))


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> ProductsPane:
    made = ProductsPane(desk)
    show(made)
    return made


def look_at(pane: ProductsPane, product: str) -> None:
    pane.show_product(product)


def spoken(pane: ProductsPane, product: str) -> str:
    index = pane.model.index(pane.model.row_of(product))
    return str(pane.model.data(index, Qt.ItemDataRole.AccessibleTextRole))


def test_each_product_says_on_how_many_paths_it_is_shown(pane: ProductsPane) -> None:
    look_at(pane, "tea")
    who = pane.detail.who_sees
    assert who.share.text() == "38.1 % of paths"
    assert who.text.text() == "First on 38.1 %. The tie rule decides on 19 %. Never together with Sleep mask or Balm."
    assert "shown on 38.1 % of paths" in spoken(pane, "tea")
    look_at(pane, "mask")
    assert who.text.text().startswith("First on 28.6 %, beaten most often by Night tea (19 %).")
    look_at(pane, "pillow")
    assert who.share.text() == "0 % of paths"
    assert who.text.text().startswith("No choice of this quiz speaks of it")
    assert spoken(pane, "pillow").endswith("never shown")


def test_the_share_follows_every_edit_and_the_quiz(pane: ProductsPane, desk: Desk) -> None:
    look_at(pane, "pillow")
    desk.editor.do(edits.set_link, "sleep", "goal", "none", Target("pillow"), Effect.UPVOTE)
    assert pane.detail.who_sees.share.text() != "0 % of paths"
    desk.editor.do(edits.change_product, "pillow", published=False)
    assert pane.detail.who_sees.text.text() == "It is not for sale, so nobody is shown it."
    desk.editor.do(edits.add_quiz, replace(desk.quiz, id="other", questions=desk.quiz.questions[:1]))
    desk.open_quiz("other")
    look_at(pane, "tea")
    assert pane.detail.who_sees.share.text() == "0 % of paths"


def test_one_of_its_shoppers_can_be_previewed(connected: None, pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    asked: list[Answers] = []
    desk.shopper_asked.connect(asked.append)
    look_at(pane, "tea")
    who = pane.detail.who_sees
    assert [what for what, made in who.shoppers.items() if made.isVisible()] == ["shown", "tied"]
    who.shoppers["shown"].setFocus()
    qtbot.keyClick(who.shoppers["shown"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert why_not(desk.project, desk.quiz, asked[0], "tea").startswith("It is shown")
    assert desk.place == "preview"
    look_at(pane, "mask")
    qtbot.mouseClick(who.shoppers["beaten"], LEFT)
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert why_not(desk.project, desk.quiz, asked[1], "mask").startswith("Tied with Night tea")


def test_what_nobody_is_shown_stands_out_and_can_be_listed_alone(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    balm = pane.model.products[pane.model.row_of("balm")]
    assert never(pane.model.sight, balm) is False
    options = [pane.facet.itemText(at) for at in range(pane.facet.count())]
    assert "Never shown" not in options
    desk.editor.do(edits.set_link, "sleep", "goal", "fall", Target("balm"), Effect.UPVOTE, 1)
    desk.editor.do(edits.set_link, "sleep", "goal", "fall", Target("mask"), Effect.INCLUDE)
    look_at(pane, "balm")
    assert pane.detail.who_sees.text.text() == "Nobody is shown it. Beaten most often by Sleep mask (47.6 %)."
    assert spoken(pane, "balm").endswith("never shown")
    pane.facet.setFocus()
    qtbot.keyClicks(pane.facet, "Nev")
    assert [one.id for one in pane.model.products] == ["balm"]
    desk.editor.undo()
    assert len(pane.model.products) == 4, "nothing is left of what the list was narrowed to"


def test_another_place_can_ask_for_a_product(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.search, "tea")
    desk.product_asked.emit("mask")
    assert pane.model.products[pane.list.currentIndex().row()].id == "mask"
    assert (pane.search.text(), pane.detail.title.text()) == ("", "Sleep mask")
    pane.hide()
    desk.product_asked.emit("pillow")
    pane.show()
    assert pane.detail.title.text() == "Pillow"


def test_a_saved_shopper_tells_why_not(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    look_at(pane, "mask")
    why = pane.detail.why
    assert why.shopper.currentText() == "Ana"
    assert why.answer.text() == "It has 0 votes, and “For the night” asks for 1."
    why.shopper.setFocus()
    qtbot.keyClick(why.shopper, Qt.Key.Key_Down)
    assert why.shopper.currentText() == "Ben"
    look_at(pane, "tea")
    assert why.shopper.currentText() == "Ben"
    assert why.answer.text() == "It has 0 votes, and “For the night” asks for 1."
    pane.hide()
    desk.answers = {"goal": ("fall",), "avoid": ("herbs",)}
    pane.show()
    why.shopper.setFocus()
    qtbot.keyClick(why.shopper, Qt.Key.Key_End)
    assert why.shopper.currentText() == "The shopper in Preview"
    assert why.answer.text() == "Excluded by: Herbs."
    for one in ("ana", "ben"):
        desk.editor.do(edits.delete_shopper, "sleep", one)
    desk.answers = {}
    look_at(pane, "mask")
    assert why.shopper.isHidden()
    assert "save a shopper there" in why.answer.text()


def test_in_a_large_catalogue_the_answer_comes_when_the_hands_rest(
    pane: ProductsPane, desk: Desk, qtbot: QtBot
) -> None:
    many = tuple(Product(f"p{number}", f"Item {number}") for number in range(1_500))
    desk.editor.do(lambda project: replace(project, products=(*project.products, *many)), label="many products")
    look_at(pane, "tea")
    desk.editor.do(edits.change_product, "tea", published=False)
    qtbot.waitUntil(lambda: pane.detail.why.answer.text() == "It is not for sale.")
    look_at(pane, "p7")
    desk.editor.do(edits.delete_products, ("tea",))
    assert pane.detail.why.answer.text() == "It has 0 votes, and “For the night” asks for 1."


def test_every_control_has_a_name(pane: ProductsPane) -> None:
    for widget in pane.detail.findChildren(QWidget):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if takes_keys and not widget.objectName().startswith("qt_"):
            assert widget.accessibleName(), widget


# -- the words alone

TEA, MASK = Product("tea", "Night tea"), Product("mask", "Mask")
CATALOGUE = Catalogue(Project("p", "P", products=(TEA, MASK)))
MANY = TooMany(100)


def counted(placing: Placing | Alone | TooMany, excluded: int = 0, voted: int = 40, *, counting: bool = False) -> Sight:
    """A coverage of 200 sheets with one product in it."""
    none = Count(0)
    reach = ProductReach("tea", Count(voted), none, none, Count(excluded), placing)
    return sight(Coverage(200, 0, 1, (), (), (), {}, {}, (reach,), none, ()), counting=counting)


def test_too_many_combinations_are_said_and_never_a_wrong_number() -> None:
    alone = counted(Alone(Count(50)))
    assert reached(alone, TEA, CATALOGUE).text == (
        "Too many combinations to count exactly. With no other product it would fit for at most 25 %."
    )
    assert (reached(alone, TEA, CATALOGUE).share, cell(alone, TEA)) == ("at most 25 %", "≤ 25 %")
    nowhere = counted(Alone(Count(0)))
    assert (cell(nowhere, TEA), never(nowhere, TEA)) == (NEVER, True)
    assert reached(nowhere, TEA, CATALOGUE).warns
    for unknown in (counted(MANY), sight(MANY, counting=False)):
        found = reached(unknown, TEA, CATALOGUE)
        assert (found.share, found.thousandths) == ("", None)
        assert found.text == "Too many combinations to count exactly."
        assert (cell(unknown, TEA), never(unknown, TEA)) == ("", False)


def test_while_counting_nothing_is_said_that_may_be_wrong() -> None:
    for unknown in (sight(None, counting=True), sight(MANY, counting=True), counted(MANY, counting=True)):
        assert reached(unknown, TEA, CATALOGUE).text == "Counting …"
    # It may have come into the quiz by the very edit that is being counted.
    assert reached(counted(MANY, counting=True), MASK, CATALOGUE).text == "Counting …"
    assert cell(counted(MANY, counting=True), MASK) == ""
    assert reached(sight(None, counting=False), TEA, CATALOGUE).text == ""


def test_what_is_never_shown_says_what_keeps_it_away() -> None:
    nothing = Count(0)
    lost = Placing(nothing, nothing, Count(30), nothing, "mask", 20)
    assert reached(counted(lost), TEA, CATALOGUE).text == "Nobody is shown it. Beaten most often by Mask (10 %)."
    out = Placing(nothing, nothing, nothing, nothing)
    assert reached(counted(out, 40), TEA, CATALOGUE).text == (
        "Nobody is shown it. It has votes on 20 % and is excluded on 20 %."
    )
    assert reached(counted(out, 0, 0), TEA, CATALOGUE).text == "Nobody is shown it. No path votes for it."
    alone = Placing(Count(10**30), Count(0), Count(5), nothing)
    few = counted(alone).coverage
    assert isinstance(few, Coverage)
    found = reached(sight(replace(few, sheets=10**30 + 1), counting=False), TEA, CATALOGUE)
    assert (found.share, found.thousandths) == ("> 99.9 % of paths", 999)
    assert found.text == "Beaten on < 0.1 %."


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
def test_a_product_is_looked_at_alone_whatever_keys_are_held(
    pane: ProductsPane, qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    for product in ("tea", "pillow", "mask", "tea"):
        qtbot.keyClick(pane.list, Qt.Key.Key_F7, held)
        look_at(pane, product)
        selected = pane.list.selectionModel().selectedRows()
        assert [pane.model.products[index.row()].id for index in selected] == [product]
