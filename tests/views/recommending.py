"""What the tests of results pages and product links share: a small shop with a quiz, and the builder over it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from quizdesigner.quiz.document import (
    By,
    Choice,
    Chose,
    Collection,
    Effect,
    HasTag,
    Kind,
    Link,
    Note,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
    Tag,
    TagGroup,
    Target,
    Variant,
)
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.links.field import LinksField
from quizdesigner.views.builder.results.kinds import SlotFrame
from quizdesigner.views.builder.results.page import ResultsCanvas
from quizdesigner.views.commands import Command, bind
from quizdesigner.views.desk import Desk
from tests.views.building import builder


def shop() -> Project:
    """Six products in two collections, three questions, and two results pages: for those who stay, for the others."""
    questions = (
        Question(
            "goal",
            Kind.SINGLE,
            "What would you like?",
            choices=(
                Choice(
                    "calm",
                    "Calm skin",
                    tags=("t-calm",),
                    links=(Link("serums", By.COLLECTION), Link("calming", By.PRODUCT_TAG), Link("oat", weight=5)),
                ),
                Choice("clear", "Clear skin", links=(Link("clear"), Link("oat", effect=Effect.DOWNVOTE))),
                Choice("stay", "Just stay healthy", tags=("t-stay",), links=(Link("dew", effect=Effect.INCLUDE),)),
            ),
        ),
        Question(
            "sun",
            Kind.YES_NO,
            "Are you out in the sun?",
            choices=(
                Choice("yes", "Yes", links=(Link("Sun care", By.TYPE, weight=3),)),
                Choice("no", "No", links=(Link("Sun care", By.TYPE, effect=Effect.EXCLUDE),)),
            ),
        ),
        Question("name", Kind.NAME, "What is your name?", required=False),
    )
    pages = (
        ResultsPage(
            "simple", "Keep it simple", show_when=HasTag("t-stay"), sections=(Slot("easy", "Every day", count=1),)
        ),
        ResultsPage(
            "routine",
            "{name|Hello}, this is your routine",
            "Chosen for you.",
            sections=(
                Slot(
                    "morning", "Morning", count=2, source=(Target("serums", By.COLLECTION), Target("Sun care", By.TYPE))
                ),
                Slot("evening", "Evening", count=2),
                Note("patch", "Go slowly", text="Try one product at a time.", show_when=Chose("sun", "no")),
            ),
        ),
    )
    return Project(
        "p",
        "Halden Skin",
        (Quiz("skin", "Skin routine finder", questions, pages),),
        tags=(Tag("t-calm", "goal:calm"), Tag("t-stay", "goal:maintain")),
        tag_groups=(TagGroup("goal", 0),),
        products=(
            _product("barrier", "Barrier Serum", "34", "Serum", ("serums",), ("calming",)),
            _product("clear", "Clear Serum", "31", "Serum", ("serums",), ()),
            _product("dew", "Daily Dew", "24", "Cream", (), ()),
            _product("oat", "Oat Cream", "29", "Cream", (), ("calming",)),
            _product("shield", "Daily Shield", "26", "Sun care", (), ()),
            Product(
                "milk",
                "Milk Cleanser",
                "milk",
                type="Cleanser",
                collections=("night",),
                variants=(
                    Variant("milk-s", "100 ml", "MILK-100", Decimal(18), stock=4),
                    Variant("milk-l", "200 ml", "MILK-200", Decimal(30), stock=0),
                ),
            ),
        ),
        collections=(Collection("serums", "Serums"), Collection("night", "Evening range")),
        shop="https://shop.example",
        currency="EUR",
    )


class Linking(QWidget):
    """The products of one choice on their own, with undo, as the inspector shows them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.choice_id = ""
        self.author = Author(desk)
        self.field = LinksField(self.author.results)
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addStretch(1)
        bind(self, (Command("undo", "Undo", desk.editor.undo, "Ctrl+Z"),))
        desk.editor.changed.connect(lambda *_: self.show_choice(self.choice_id))

    def show_choice(self, choice_id: str) -> None:
        """Look at a choice of the question looked at."""
        self.choice_id = choice_id
        question = next(one for one in self.desk.quiz.questions if one.id == self.desk.question_id)
        choice = next(one for one in question.options if one.id == choice_id)
        self.field.show_choice(self.desk.project, choice)


def pick_from_menu(entry: str) -> None:
    """Choose an entry of the menu that is open, by the keyboard."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(one for one in menu.actions() if one.text().startswith(entry)))
    QTest.keyClick(menu, Qt.Key.Key_Return)


def page(desk: Desk, page_id: str = "routine") -> ResultsPage:
    """A results page by its id."""
    return next(one for one in desk.quiz.results if one.id == page_id)


def ids(desk: Desk) -> list[str]:
    """The ids of the results pages in order."""
    return [one.id for one in desk.quiz.results]


def sections(desk: Desk) -> list[str]:
    """The ids of the sections of the page for everyone else."""
    return [one.id for one in page(desk).sections]


def slot(canvas: ResultsCanvas, section_id: str) -> SlotFrame:
    """A slot on the canvas."""
    found = canvas.frames[section_id]
    assert isinstance(found, SlotFrame)
    return found


def products(canvas: ResultsCanvas, section_id: str) -> list[str]:
    """The titles of the products a slot on the canvas shows."""
    return [card.title.text() for card in slot(canvas, section_id).cards if not card.isHidden()]


def _product(
    id_: str, title: str, price: str, type_: str, collections: tuple[str, ...], tags: tuple[str, ...]
) -> Product:
    return Product(
        id_,
        title,
        id_,
        "Halden",
        type_,
        tags,
        collections,
        variants=(Variant(f"{id_}-1", sku=f"{id_.upper()}-1", price=Decimal(price)),),
    )


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> BuilderPane:
    """The builder at the results page for everyone else."""
    desk.open_question("routine")
    made = builder(desk)
    show(made)
    return made


@pytest.fixture
def canvas(pane: BuilderPane) -> ResultsCanvas:
    return pane.canvas.results
