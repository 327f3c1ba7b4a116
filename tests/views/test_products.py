"""The Products place: import, find, vote, exclude, delete, by keys and mouse, on a real file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Effect, Link, Project, Quiz
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Number, Segmented
from quizdesigner.views.products import ProductsPane
from tests.quiz.projects import sleep_project

HEAD = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"


@pytest.fixture
def project() -> Project:
    return sleep_project()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> ProductsPane:
    made = ProductsPane(desk)
    show(made)
    return made


def button(pane: ProductsPane, name: str) -> QPushButton:
    # What was just put into a layout is shown by the next turn of the loop.
    QApplication.processEvents()
    return next(one for one in pane.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible())


def test_importing_a_file_updates_by_handle_and_is_on_disk(pane: ProductsPane, desk: Desk, tmp_path: Path) -> None:
    export = tmp_path / "products.csv"
    export.write_text(
        HEAD + "night-tea,Night tea 2,,Halden,Tea,sleep,true,Size,50 g,TEA-50,12.50\n"
        "lamp,Dusk lamp,,Halden,Light,,true,Title,Default Title,LAMP-1,49.00\n"
        "broken,Broken,,Halden,Light,,true,Title,Default Title,X,a lot\n"
    )
    pane.import_file(export)
    said = pane.notice.text()
    assert said.startswith("products.csv: 1 new, 1 changed, 2 not in this file and kept: Sleep mask, Pillow.")
    assert "row 4" in pane.notice.text()
    with project_file.open(desk.editor.file.path, read_only=True) as again:
        titles = [product.title for product in again.project.products]
        assert titles == ["Night tea 2", "Sleep mask", "Pillow", "Dusk lamp"]
        assert again.project.products[0].id == "tea"
    desk.editor.undo()
    assert len(pane.model.products) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Name,Cost\nTea,3\n", "Handle"),
        (HEAD.encode(), "no rows"),
        ("Handle,Title,Variant Price\ntee,Grüner Tee,3\n".encode("latin-1"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), ""),
    ],
)
def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(
    pane: ProductsPane, desk: Desk, tmp_path: Path, data: bytes, words: str
) -> None:
    before = desk.project
    (tmp_path / "odd.csv").write_bytes(data)
    pane.import_file(tmp_path / "odd.csv")
    assert words.casefold() in pane.notice.text().casefold()
    assert "Nothing was changed" in pane.notice.text()
    assert desk.project is before


def test_a_dropped_file_is_imported(pane: ProductsPane, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(HEAD + "lamp,Dusk lamp,,Halden,Light,,true,Title,Default Title,LAMP-1,49.00\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "p.csv"))])
    drop = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    pane.dropEvent(drop)
    assert desk.project.products[-1].title == "Dusk lamp"


def test_typing_finds_products_by_name_sku_and_type(pane: ProductsPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.search, "tea-1")
    assert [product.id for product in pane.model.products] == ["tea"]
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    assert len(pane.model.products) == 3
    qtbot.keyClicks(pane.search, "nothing like it")
    assert pane.nothing.isVisible()


def test_a_choice_is_linked_weighed_excluded_and_taken_away(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    pane.list.setFocus()
    for _ in range(2):
        qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.mouseClick(button(pane, "Link"), Qt.MouseButton.LeftButton)

    def link() -> tuple[Effect, int] | None:
        choice = desk.quiz.questions[1].choices[0]
        return next(((one.effect, one.weight) for one in choice.links if one.product == "pillow"), None)

    assert link() == (Effect.UPVOTE, 1)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in pane.detail.findChildren(Number)))
    weight = next(one for one in pane.detail.findChildren(Number) if one.isVisible())
    weight.setFocus()
    qtbot.keyClick(weight, Qt.Key.Key_Up)
    qtbot.keyClick(weight, Qt.Key.Key_Up)
    assert link() == (Effect.UPVOTE, 3)
    segmented = next(one for one in pane.detail.findChildren(Segmented) if one.isVisible())
    qtbot.mouseClick(button(pane, f"{segmented.accessibleName()}: Exclude"), Qt.MouseButton.LeftButton)
    assert link() == (Effect.EXCLUDE, 3)
    desk.editor.undo()
    assert link() == (Effect.UPVOTE, 3)
    qtbot.mouseClick(button(pane, "Take “Fall asleep” away"), Qt.MouseButton.LeftButton)
    assert link() is None


def test_votes_in_a_copy_of_the_quiz_are_a_step_of_their_own(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    desk.editor.do(edits.add_quiz, replace(desk.quiz, id="copy", name="Copy"))
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    for quiz in ("sleep", "copy"):
        desk.open_quiz(quiz)
        QApplication.processEvents()
        weight = next(one for one in pane.detail.findChildren(Number) if one.isVisible())
        weight.setFocus()
        qtbot.keyClick(weight, Qt.Key.Key_Up)

    def votes() -> list[int]:
        return [sum(link.weight for link in _links(quiz)) for quiz in desk.project.quizzes]

    before = votes()
    desk.editor.undo()
    assert [now - then for now, then in zip(votes(), before, strict=True)] == [0, -1]


def _links(quiz: Quiz) -> list[Link]:
    return [link for question in quiz.questions for choice in question.choices for link in choice.links]


def test_the_shop_gives_products_their_address(pane: ProductsPane, desk: Desk, qtbot: QtBot) -> None:
    pane.shop.setFocus()
    pane.shop.selectAll()
    qtbot.keyClicks(pane.shop, "https://other.example")
    qtbot.keyClick(pane.shop, Qt.Key.Key_Return)
    assert desk.project.shop == "https://other.example"
    assert desk.project.currency == "USD"


def test_deleting_a_product_takes_its_links_and_undo_brings_them_back(
    pane: ProductsPane, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.project
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    qtbot.mouseClick(button(pane, "Delete product"), Qt.MouseButton.LeftButton)
    assert [product.id for product in desk.project.products] == ["mask", "pillow"]
    assert "Undo" in said[0]
    desk.editor.undo()
    assert desk.project == before
