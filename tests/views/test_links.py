"""What choices say about products, by keyboard and mouse: the search, the rows, votes and verdicts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import (
    By,
    Collection,
    Effect,
    Link,
    Product,
    Project,
    Target,
    Variant,
)
from quizdesigner.views.builder.links.field import LinksField
from quizdesigner.views.builder.links.search import Search, Stock, named
from quizdesigner.views.desk import Desk
from tests.views.building import CTRL, KEY, builder, reopened, walked
from tests.views.keyboard import focused, press, write
from tests.views.recommending import Linking, pick_from_menu, shop

DOWN, MUST, NEVER = Effect.DOWNVOTE, Effect.INCLUDE, Effect.EXCLUDE

# The platform that has no screen says this of every menu.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def project() -> Project:
    return shop()


@pytest.fixture
def linking(desk: Desk, show: Callable[..., None]) -> Linking:
    """The second choice of the first question."""
    desk.open_question("goal")
    made = Linking(desk)
    show(made, 300, 420)
    made.show_choice("clear")
    return made


@pytest.fixture
def field(linking: Linking) -> LinksField:
    return linking.field


def said(desk: Desk, choice: str = "clear") -> tuple[Link, ...]:
    question = desk.quiz.questions[0]
    return next(one.links for one in question.choices if one.id == choice)


def offered(field: LinksField) -> list[str]:
    return [f"{one.text}: {one.detail}" for one in field.add.offered]


def test_one_search_finds_every_kind_and_adds_a_vote(field: LinksField, desk: Desk, file: ProjectFile) -> None:
    field.add.opener.setFocus()
    press(KEY.Key_Return)
    write("serum")
    assert offered(field) == [
        "Serums: Collection, 2 products",
        "Serum: Type, 2 products",
        "Barrier Serum: Product",
    ]
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert said(desk)[-1] == Link("Serum", By.TYPE)
    assert focused() is field.shown[-1]
    assert reopened(file).quizzes[0].questions[0].choices[1].links == said(desk)
    # What is linked is not offered again.
    field.add.open()
    write("serum")
    assert offered(field) == ["Serums: Collection, 2 products", "Barrier Serum: Product"]
    press(KEY.Key_Escape)
    assert field.add.offered == ()


def test_a_variant_and_a_sku_are_found(field: LinksField, desk: Desk) -> None:
    field.add.open()
    write("milk 200")
    assert offered(field)[0] == "Milk Cleanser, 200 ml: Variant"
    press(KEY.Key_Return)
    assert said(desk)[-1] == Link("milk-l", By.VARIANT)
    field.add.open()
    write("shield-1")
    press(KEY.Key_Return)
    assert said(desk)[-1] == Link("shield")
    assert field.shown[-1].accessibleName() == "Daily Shield, Product: Votes for, 1"


def test_keys_on_a_row_count_up_and_down_and_say_must_and_never(field: LinksField, desk: Desk) -> None:
    field.shown[0].setFocus()
    for _ in range(3):
        press(KEY.Key_Plus)
    assert said(desk)[0] == Link("clear", weight=4)
    for _ in range(5):
        press(KEY.Key_Minus)
    assert said(desk)[0] == Link("clear", effect=DOWN, weight=2)
    write("!")
    assert said(desk)[0].effect is MUST
    assert "must show" in [one.text() for one in field.shown[0].findChildren(type(field.sums)) if one.isVisible()]
    write("x")
    assert said(desk)[0].effect is NEVER
    for digit in "12":
        write(digit)
    assert said(desk)[0] == Link("clear", weight=12)


def test_a_run_of_steps_is_one_to_take_back(field: LinksField, desk: Desk) -> None:
    field.shown[0].setFocus()
    for _ in range(4):
        press(KEY.Key_Plus)
    press(KEY.Key_X)
    press(KEY.Key_Z, CTRL)
    assert said(desk)[0] == Link("clear", weight=5)
    press(KEY.Key_Z, CTRL)
    assert said(desk)[0] == Link("clear")


def test_rows_are_walked_and_taken_away_by_keys(field: LinksField, desk: Desk) -> None:
    field.shown[0].setFocus()
    press(KEY.Key_Down)
    assert focused() is field.shown[1]
    press(KEY.Key_Delete)
    assert said(desk) == (Link("clear"),)
    assert focused() is field.shown[0]
    press(KEY.Key_Delete)
    assert said(desk) == ()
    assert focused() is field.add.opener


def test_the_effect_is_chosen_by_mouse_too(field: LinksField, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(field.shown[0].effect, Qt.MouseButton.LeftButton)
    pick_from_menu("Must show")
    assert said(desk)[0].effect is MUST
    qtbot.mouseClick(field.shown[1].remove, Qt.MouseButton.LeftButton)
    assert len(said(desk)) == 1


def test_what_is_reached_twice_is_said_in_sum(linking: Linking, field: LinksField) -> None:
    linking.show_choice("calm")
    assert field.sums.text().splitlines() == [
        "Barrier Serum gets 2 votes: through Serums and calming.",
        "Oat Cream gets 6 votes: through calming and Oat Cream.",
    ]
    field.shown[1].setFocus()
    press(KEY.Key_Minus)
    assert field.sums.text().splitlines()[0] == "Barrier Serum gets 0 votes: through Serums and calming (−)."
    press(KEY.Key_Delete)
    assert field.sums.isHidden()


def test_in_the_builder_the_picked_choice_shows_its_products(desk: Desk, show: Callable[..., None]) -> None:
    pane = builder(desk)
    show(pane)
    desk.open_question("sun")
    pane.inspector.choices.pick("no")
    field = pane.inspector.choices.details.links
    assert field.shown[0].accessibleName() == "Sun care, Type, 1 product: Never show"
    desk.open_question("goal")
    pane.inspector.choices.pick("stay")
    assert field.shown[0].accessibleName() == "Daily Dew, Product: Must show"


def test_tab_goes_through_the_products_of_a_choice_before_what_comes_below(
    desk: Desk, show: Callable[..., None]
) -> None:
    pane = builder(desk)
    show(pane)
    desk.open_question("goal")
    pane.inspector.choices.pick("clear")
    pane.inspector.choices.details.picture.link.setFocus()
    assert walked(10) == [
        "Clear Serum, Product: Votes for, 1",
        "Votes for Clear Serum",
        "What it does to Clear Serum: votes for",
        "Take Clear Serum off",
        "Oat Cream, Product: Votes against, 1",
        "Votes against Oat Cream",
        "What it does to Oat Cream: votes against",
        "Take Oat Cream off",
        "Add products",
        "Tags",
    ]


def test_what_is_gone_is_named_so() -> None:
    project = shop()
    assert named(Stock().catalogue(project), project, Target("nothing")) == "a product that is gone"
    assert named(Stock().catalogue(project), project, Target("nothing", By.COLLECTION)) == "a collection that is gone"
    assert named(Stock().catalogue(project), project, Target("nothing", By.VARIANT)) == "a variant that is gone"


def test_search_is_indexed_once_for_the_same_products() -> None:
    stock, project = Stock(), shop()
    search = stock.search(project)
    assert stock.search(replace(project, name="Another name")) is search
    assert stock.search(replace(project, products=project.products[1:])) is not search


def test_search_gives_beginnings_first_and_never_more_than_asked() -> None:
    products = tuple(
        Product(
            f"p{number}",
            f"Night serum {number}",
            vendor="Serum house",
            variants=tuple(Variant(f"p{number}-{each}", f"{each} ml", f"SKU-{number}-{each}") for each in (30, 50)),
        )
        for number in range(2_000)
    )
    search = Search(Project("p", "Client", products=products, collections=(Collection("c", "Serum bar"),)))
    titles = [hit.title for hit in search.hits("serum")]
    assert titles[:3] == ["Serum bar", "Serum house", "Night serum 0"]
    assert len(titles) == 50
    assert next(hit.title for hit in search.hits("1999 serum")) == "Night serum 1999"
    assert [hit.target for hit in search.hits("SKU-1234-50")] == [Target("p1234")]
    assert [hit.target for hit in search.hits("serum 1777 50")][-1] == Target("p1777-50", By.VARIANT)
    assert search.hits("no such thing") == []
    assert [hit.count for hit in search.hits("serum house", 1)] == [2_000]
