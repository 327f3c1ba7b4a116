"""The Products place: find, narrow, look at, change and delete, by keys and mouse, on a real file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import By, Collection, Effect, Link, Project, Target, Variant
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Chip, Field
from quizdesigner.views.products import ProductsPane
from quizdesigner.views.products.words import Words
from tests.quiz.projects import sleep_project

# The platform that has no screen says this of every menu.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def project() -> Project:
    made = sleep_project()
    tea, mask, pillow = made.products
    return replace(
        made,
        products=(
            replace(
                tea,
                collections=("teas",),
                product_tags=("Vegan",),
                variants=(replace(tea.variants[0], stock=3), Variant("tea-2", "90 g", "TEA-2", Decimal(16), 0)),
            ),
            replace(mask, vendor="Halden", variants=(Variant("mask-1", stock=0),)),
            replace(pillow, published=False, type="Bedding"),
        ),
        collections=(Collection("teas", "Herbal teas"), Collection("all", "Everything")),
    )


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> ProductsPane:
    made = ProductsPane(desk)
    show(made)
    return made


def control(pane: ProductsPane, name: str) -> QWidget:
    # What was just put into a layout is shown by the next turn of the loop.
    QApplication.processEvents()
    kinds = (QPushButton, Words, Field, Chip)
    found = [one for kind in kinds for one in pane.findChildren(kind)]
    return next(one for one in found if one.accessibleName() == name and one.isVisible())


def shown(pane: ProductsPane) -> list[str]:
    return [product.id for product in pane.model.products]


def spoken(pane: ProductsPane, row: int) -> object:
    return pane.model.data(pane.model.index(row), Qt.ItemDataRole.AccessibleTextRole)


def pick(pane: ProductsPane, qtbot: QtBot, menu_of: QWidget, entry: str) -> None:
    """Open a control's menu and choose an entry by the keyboard."""
    qtbot.mouseClick(menu_of, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == entry))
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()


def links(desk: Desk, product: str) -> list[tuple[Effect, int]]:
    return [
        (link.effect, link.weight)
        for question in desk.quiz.questions
        for choice in question.choices
        for link in choice.links
        if link.to == product and link.by is By.PRODUCT
    ]


def test_the_header_counts_and_rows_say_price_stock_and_choices(pane: ProductsPane) -> None:
    assert pane.header.sentence.text() == "3 products, 3 variants, 2 collections"
    tea, mask = "Night tea, from $9.90, 3 left, upvoted by 2 choices", "Sleep mask, 0, sold out, upvoted by 1 choice"
    assert spoken(pane, 0) == f"{tea}, excluded by 1, shown on 38.1 % of paths"
    assert spoken(pane, 1) == f"{mask}, excluded by 0, shown on 47.6 % of paths"
    assert spoken(pane, 2) == "Pillow, not for sale, upvoted by no choice, excluded by 0"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tea-1", ["tea"]),
        ("herbal", ["tea"]),
        ("vegan", ["tea"]),
        ("halden", ["mask"]),
        ("bedd", ["pillow"]),
        ("NIGHT tea-2", ["tea"]),
        ("mask pillow", []),
    ],
)
def test_typing_finds_products_by_name_sku_collection_vendor_and_tag(
    pane: ProductsPane, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    qtbot.keyClicks(pane.search, typed)
    assert shown(pane) == found
    assert pane.nothing.isVisible() is not bool(found)
    qtbot.keyClick(pane.search, Qt.Key.Key_Backspace)
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    assert len(shown(pane)) == 3


def test_the_list_is_narrowed_to_a_collection_which_can_be_renamed_and_deleted(
    pane: ProductsPane, desk: Desk, qtbot: QtBot
) -> None:
    desk.editor.do(edits.set_link, "sleep", "goal", "none", Target("teas", by=By.COLLECTION), Effect.UPVOTE)
    options = [pane.facet.itemText(at) for at in range(pane.facet.count())]
    assert options[:2] == ["All products", "Collection: Herbal teas"]
    assert {"Vendor: Halden", "Type: Bedding", "Tag: Vegan"} < set(options)
    pane.facet.setFocus()
    qtbot.keyClick(pane.facet, Qt.Key.Key_Down)
    assert shown(pane) == ["tea"]
    title = control(pane, "Title of the collection")
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(title, "Teas")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert desk.project.collections[0].title == "Teas"
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    qtbot.mouseClick(control(pane, "Delete collection"), LEFT)
    assert [one.id for one in desk.project.collections] == ["all"]
    assert said == ["“Teas” is gone with 1 link to it; its products stay. Undo brings it back."]
    assert len(shown(pane)) == 3
    desk.editor.undo()
    assert desk.project.products[0].collections == ("teas",)


def test_a_tag_of_the_shop_can_be_taken_from_every_product(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    pane.facet.setFocus()
    qtbot.keyClick(pane.facet, Qt.Key.Key_End)
    assert pane.facet.currentText() == "Tag: Vegan"
    qtbot.mouseClick(control(pane, "Take this tag away"), LEFT)
    assert desk.project.products[0].product_tags == ()


def test_a_choice_is_linked_weighed_excluded_and_taken_away(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    pane.list.setFocus()
    for _ in range(2):
        qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.mouseClick(control(pane, "Link a choice"), LEFT)
    assert pane.detail.linker.choice.hasFocus()
    qtbot.mouseClick(pane.detail.linker.link, LEFT)
    assert links(desk, "pillow") == [(Effect.UPVOTE, 1)]
    pick(pane, qtbot, control(pane, "What “Fall asleep” does: +1"), "+4")
    assert links(desk, "pillow") == [(Effect.UPVOTE, 4)]
    pick(pane, qtbot, control(pane, "What “Fall asleep” does: +4"), "Exclude")
    assert links(desk, "pillow") == [(Effect.EXCLUDE, 1)]
    pick(pane, qtbot, control(pane, "What “Fall asleep” does: excluded"), "Must show")
    assert links(desk, "pillow") == [(Effect.INCLUDE, 1)]
    desk.editor.undo()
    pick(pane, qtbot, control(pane, "What “Fall asleep” does: excluded"), "Take the link away")
    assert links(desk, "pillow") == []


def test_a_choice_that_speaks_of_a_collection_is_listed_with_its_way(
    pane: ProductsPane, desk: Desk, qtbot: QtBot
) -> None:
    desk.editor.do(edits.set_link, "sleep", "avoid", "noise", Target("teas", by=By.COLLECTION), Effect.DOWNVOTE, 2)
    mark = control(pane, "What “Noise” does: −2")
    assert "the collection Herbal teas" in mark.toolTip()
    # A say of its own for this one product comes on top of what the collection gets.
    pick(pane, qtbot, mark, "+5")
    assert links(desk, "tea")[-1] == (Effect.UPVOTE, 5)
    assert control(pane, "What “Noise” does: +3").isVisible()


def test_a_click_on_a_linked_choice_opens_its_question(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    desk.go("products")
    qtbot.mouseClick(control(pane, "Open “Herbs”"), LEFT)
    assert (desk.question_id, desk.place) == ("avoid", "builder")


def test_choices_of_other_quizzes_are_counted(pane: ProductsPane, desk: Desk) -> None:
    desk.editor.do(edits.add_quiz, replace(desk.quiz, id="copy", name="Copy"))
    QApplication.processEvents()
    assert pane.detail._elsewhere.text() == "3 choices in other quizzes"


def test_title_price_address_and_sale_are_changed_by_hand(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    title = control(pane, "Title")
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_End)
    qtbot.keyClicks(title, " No. 5")
    assert desk.project.products[0].title == "Night tea No. 5"
    assert pane.model.data(pane.model.index(0)) == "Night tea No. 5"
    desk.editor.undo()
    assert desk.project.products[0].title == "Night tea", "typing is one step"
    price = control(pane, "Price of 90 g")
    price.setFocus()
    qtbot.keyClick(price, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(price, "17,5")
    qtbot.keyClick(price, Qt.Key.Key_Return)
    assert desk.project.products[0].variants[1].price == Decimal("17.5")
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    qtbot.keyClicks(price, "x")
    qtbot.keyClick(price, Qt.Key.Key_Return)
    assert "not a price such as" in said[-1]
    address = control(pane, "Web address")
    address.setFocus()
    qtbot.keyClicks(address, "https://halden.example/tea")
    qtbot.keyClick(address, Qt.Key.Key_Return)
    assert desk.project.products[0].url == "https://halden.example/tea"
    qtbot.mouseClick(pane.detail.published, LEFT, pos=QPoint(10, 10))
    assert not desk.project.products[0].published


def test_a_product_is_put_into_collections_and_taken_out(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    field = control(pane, "Put into a collection")
    for title in ("Everything", "For nights"):
        qtbot.keyClicks(field, title)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    product = desk.project.products[0]
    assert [one.title for one in desk.project.collections] == ["Herbal teas", "Everything", "For nights"]
    assert product.collections == ("teas", "all", desk.project.collections[2].id)
    chip = control(pane, "In Herbal teas; Delete takes it out")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert "teas" not in desk.project.products[0].collections


def test_a_product_is_added_by_hand_and_named_at_once(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.search, "mask")
    qtbot.mouseClick(control(pane, "Add a product by hand"), LEFT)
    qtbot.waitUntil(pane.detail.title.hasFocus)
    qtbot.keyClicks(pane.detail.title, "Eye balm")
    with project_file.open(desk.editor.file.path, read_only=True) as again:
        assert [product.title for product in again.project.products][-1] == "Eye balm"
    assert len(shown(pane)) == 4


def test_the_shop_gives_products_their_address(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    field = control(pane, "Address of the shop")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "https://other.example")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (desk.project.shop, desk.project.currency) == ("https://other.example", "USD")
    assert pane.detail.address.placeholderText() == "https://other.example/products/night-tea"


def test_deleting_a_product_says_what_linked_to_it_and_undo_brings_it_back(
    pane: ProductsPane, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.project
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    qtbot.mouseClick(control(pane, "Delete product"), LEFT)
    assert shown(pane) == ["mask", "pillow"]
    assert said == ["Night tea and its links are gone. It was linked to 3 choices. Undo brings them back."]
    desk.editor.undo()
    assert desk.project == before


def test_what_speaks_of_products_is_followed_when_the_place_is_seen_again(pane: ProductsPane, desk: Desk) -> None:
    pane.hide()
    desk.editor.do(edits.set_link, "sleep", "goal", "none", Link("pillow"), Effect.UPVOTE)
    desk.editor.do(edits.change_product, "tea", title="Night tea 2")
    pane.show()
    assert "upvoted by 1 choice" in str(spoken(pane, 2))
    assert pane.model.data(pane.model.index(0)) == "Night tea 2"


def test_a_link_with_votes_both_ways_says_their_sum(pane: ProductsPane, desk: Desk) -> None:
    desk.editor.do(edits.set_link, "sleep", "goal", "fall", Target("Vegan", by=By.PRODUCT_TAG), Effect.DOWNVOTE, 2)
    assert control(pane, "What “Fall asleep” does: ±0").isVisible()


def test_a_collection_picked_from_what_is_offered_is_taken_with_one_enter(
    pane: ProductsPane, desk: Desk, qtbot: QtBot
) -> None:
    field = control(pane, "Put into a collection")
    assert isinstance(field, Field)
    field.setFocus()
    qtbot.keyClicks(field, "every")
    completer = field.completer()
    assert completer is not None
    offered = completer.popup()
    assert offered is not None
    qtbot.waitUntil(offered.isVisible)
    qtbot.keyClick(offered, Qt.Key.Key_Down)
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not field.text())
    assert desk.project.products[0].collections == ("teas", "all")
    assert len(desk.project.collections) == 2
    steps = desk.editor.undo_labels
    qtbot.keyClicks(field, "herbal teas")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), desk.editor.undo_labels) == ("", steps), "it is in there already"


def test_tab_goes_through_the_panel_as_one_reads(pane: ProductsPane, qtbot: QtBot) -> None:
    pane.show_product(pane.model.products[1].id)
    pane.show_product(pane.model.products[0].id)
    had: QWidget = control(pane, "Link a choice")
    had.setFocus()
    walked: list[str] = []
    while walked[-1:] != ["Title"]:
        qtbot.keyClick(had, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        had = focused
        walked.append(had.accessibleName())
    assert {name.split()[0] for name in walked[:-5]} == {"Open", "What"}
    assert walked[-5:] == [
        "Price of Night tea",
        "Price of 90 g",
        "In Herbal teas; Delete takes it out",
        "Put into a collection",
        "Title",
    ]


def select(pane: ProductsPane, qtbot: QtBot, *rows: int) -> None:
    """Click rows, all but the first with Ctrl held."""
    for row in rows:
        held = Qt.KeyboardModifier.ControlModifier if row != rows[0] else Qt.KeyboardModifier.NoModifier
        place = pane.list.visualRect(pane.model.index(row)).center()
        qtbot.mouseClick(pane.list.viewport(), LEFT, held, place)


def test_several_products_are_linked_to_a_choice_in_one_step(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    select(pane, qtbot, 1, 2)
    assert not pane.detail.isVisible()
    assert control(pane, "Delete 2 products").isVisible()
    qtbot.mouseClick(control(pane, "Link a choice to all of them"), LEFT)
    linker = pane.several.linker
    linker.choice.show_value("goal/none")
    linker.effect.show_value("exclude")
    qtbot.mouseClick(linker.link, LEFT)
    assert [links(desk, one)[-1] for one in ("mask", "pillow")] == [(Effect.EXCLUDE, 1)] * 2
    desk.editor.undo()
    assert (Effect.EXCLUDE, 1) not in links(desk, "pillow")
    qtbot.keyClick(pane.list, Qt.Key.Key_Up)
    assert pane.detail.isVisible()
    assert not pane.several.isVisible()


def test_several_products_are_put_into_a_collection_by_keys(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    pane.list.setFocus()
    qtbot.keySequence(pane.list, "Ctrl+A")
    assert isinstance(control(pane, "In Herbal teas; Delete takes 1 product out"), Chip)
    field = pane.several.collections.field
    field.setFocus()
    qtbot.keyClicks(field, "Everything")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [one.collections for one in desk.project.products] == [("teas", "all"), ("all",), ("all",)]
    qtbot.keyClicks(field, "For the night")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    made = desk.project.collections[-1]
    assert (made.title, all(made.id in one.collections for one in desk.project.products)) == ("For the night", True)
    qtbot.keyClick(control(pane, "In For the night; Delete takes 3 products out"), Qt.Key.Key_Delete)
    assert not any(made.id in one.collections for one in desk.project.products)


def test_several_products_are_deleted_and_undo_brings_them_back(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    before = desk.project
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    select(pane, qtbot, 0, 1)
    qtbot.mouseClick(control(pane, "Delete 2 products"), LEFT)
    assert shown(pane) == ["pillow"]
    assert said == ["2 products and all links to them are gone. Undo brings them back."]
    assert pane.detail.isVisible()
    desk.editor.undo()
    assert desk.project == before
