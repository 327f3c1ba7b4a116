"""Bringing products in: from files of every format and from a shop, with progress, Cancel, and words on what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.products import ProductsPane
from quizdesigner.views.products.bringing import Bringing
from tests.quiz.projects import sleep_project
from tests.standins.shopify import Answer, Shopify, collection, product
from tests.views.conftest import MemoryKeyring

# The platform that has no screen says this of every menu.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

LEFT = Qt.MouseButton.LeftButton
TOKEN = "shpat_0123456789abcdef"
HEAD = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture
def project() -> Project:
    return sleep_project()


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> ProductsPane:
    made = ProductsPane(desk)
    show(made)
    return made


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shopify]:
    with Shopify(TOKEN) as made:
        monkeypatch.setenv("QUIZDESIGNER_SHOP_BASE_SHOPIFY", made.url)
        made.most = made.left = 100_000
        made.collections = [collection(1)]
        made.products = [product(number, 2, (1,)) for number in range(30)]
        yield made


def bring(pane: ProductsPane, qtbot: QtBot, path: Path) -> str:
    pane.import_file(path)
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    return pane.notice.text()


def report(bringing: Bringing) -> list[str]:
    model = bringing.report.model
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def test_a_file_updates_by_handle_says_what_it_did_and_is_on_disk(
    pane: ProductsPane, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    export = tmp_path / "products.csv"
    export.write_text(
        HEAD + "night-tea,Night tea 2,,Halden,Tea,sleep,true,Size,50 g,TEA-50,12.50\n"
        "pillow,Pillow,,,,,true,Title,Default Title,,\n"
        "lamp,Dusk lamp,,Halden,Light,,true,Title,Default Title,LAMP-1,49.00\n"
        "broken,Broken,,Halden,Light,,true,Title,Default Title,X,a lot\n"
    )
    said = bring(pane, qtbot, export)
    assert said == (
        "products.csv: 1 new, 2 changed, 1 gone and kept here: Sleep mask, linked to 1 choice. "
        "1 row could not be read as it stands."
    )
    assert not pane.bringing.report.card.isVisible()
    qtbot.mouseClick(pane.bringing.report.more, LEFT)
    assert report(pane.bringing) == [
        "New (1)",
        "Dusk lamp, $49.00",
        "Changed (2)",
        "Night tea 2, variants, title, vendor, type, tags",
        "Pillow, variants",
        "Gone from the source, kept here (1)",
        "Sleep mask, linked to 1 choice",
        "Not read (2)",
        "Row 5, The price “a lot” is not a number such as 9.99. This variant of “Broken” was left out.",
        "Row 5, “Broken” was left out, because no variant of it is left.",
    ]
    with project_file.open(desk.editor.file.path, read_only=True) as again:
        titles = [one.title for one in again.project.products]
        assert titles == ["Night tea 2", "Sleep mask", "Pillow", "Dusk lamp"]
        assert again.project.products[0].id == "tea"
    assert desk.editor.undo_label == "import products.csv"
    desk.editor.undo()
    assert len(pane.model.products) == 3


def test_what_is_gone_is_removed_when_the_author_says_so(
    pane: ProductsPane, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "few.json").write_text('[{"title": "Pillow", "price": 30}]')
    assert "2 gone and kept here, all linked to choices" in bring(pane, qtbot, tmp_path / "few.json")
    qtbot.mouseClick(pane.bringing.report.more, LEFT)
    assert pane.bringing.report.remove.text() == "Remove the 2 products that are gone"
    qtbot.mouseClick(pane.bringing.report.remove, LEFT)
    assert [one.id for one in desk.project.products] == ["pillow"]
    assert not pane.bringing.report.remove.isVisible()
    desk.editor.undo()
    assert len(desk.project.products) == 3


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("shopify-older.csv", 3),
        ("woocommerce-products.csv", 4),
        ("google-rss.xml", 2),
        ("google-table.tsv", 2),
        ("products.json", 3),
    ],
)
def test_every_format_comes_in_through_the_same_door(
    pane: ProductsPane, desk: Desk, qtbot: QtBot, name: str, count: int
) -> None:
    assert f"{name}: {count} new" in bring(pane, qtbot, DATA / name)
    assert len(desk.project.products) == 3 + count


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Name,Cost\nTea,3\n", "not a list of products we know"),
        (HEAD.encode(), "no rows"),
        ("Handle,Title,Variant Price\ntee,Grüner Tee,3\n".encode("latin-1"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(
    pane: ProductsPane, desk: Desk, tmp_path: Path, qtbot: QtBot, data: bytes, words: str
) -> None:
    before = desk.project
    (tmp_path / "odd.csv").write_bytes(data)
    said = bring(pane, qtbot, tmp_path / "odd.csv")
    assert words in said
    assert said.endswith("Nothing was changed.")
    assert desk.project is before
    assert "cannot be read" in bring(pane, qtbot, tmp_path / "missing.csv")


def test_a_dropped_file_is_brought_in(pane: ProductsPane, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "drop.csv").write_text(HEAD + "lamp,Dusk lamp,,,,,true,Title,Default Title,L,49.00\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "drop.csv"))])
    none = Qt.KeyboardModifier.NoModifier
    pane.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, none))
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    assert desk.project.products[-1].title == "Dusk lamp"


def test_an_edit_made_while_a_file_is_read_stays(pane: ProductsPane, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "one.json").write_text('[{"title": "Pillow", "price": 30}]')
    pane.import_file(tmp_path / "one.json")
    desk.editor.do(edits.change_product, "mask", title="Sleep mask 2")
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    assert [one.title for one in desk.project.products] == ["Night tea", "Sleep mask 2", "Pillow"]
    assert desk.project.products[2].variants[0].price == 30


def open_shop(pane: ProductsPane, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.update_button, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(one for one in menu.actions() if "Shopify" in one.text()))
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.bringing.shop_form.isVisible)


def ask(pane: ProductsPane, qtbot: QtBot, address: str, token: str) -> None:
    form = pane.bringing.shop_form
    form.address.clear()
    qtbot.keyClicks(form.address, address)
    qtbot.keyClicks(form.token, token)
    qtbot.keyClick(form.token, Qt.Key.Key_Return)


def test_a_shop_comes_in_and_its_token_stays_on_this_computer(
    pane: ProductsPane, desk: Desk, qtbot: QtBot, shop: Shopify, keyring: MemoryKeyring
) -> None:
    open_shop(pane, qtbot)
    ask(pane, qtbot, "halden.myshopify.com", TOKEN)
    assert pane.bringing.shop_form.cancel.isVisible()
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    assert pane.notice.text().startswith("halden.myshopify.com: 30 new, 0 changed, 3 gone and kept here")
    assert not pane.bringing.shop_form.isVisible()
    assert (desk.project.currency, desk.project.platform) == ("EUR", "shopify")
    assert [one.title for one in desk.project.collections] == ["Row 1"]
    assert list(keyring.kept.values()) == [f"https://halden.myshopify.com {TOKEN}"]
    assert TOKEN.encode() not in desk.editor.file.path.read_bytes()
    shop.products[0]["variants"][0]["price"] = "99.00"
    open_shop(pane, qtbot)
    form = pane.bringing.shop_form
    assert form.address.text() == "https://halden.myshopify.com"
    assert form.token.text() == ""
    assert "cdef" in form.token.placeholderText()
    qtbot.mouseClick(form.read, LEFT)
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    assert "0 new, 1 changed (1 price)" in pane.notice.text()


def test_a_wrong_address_or_token_is_said_in_the_form_and_what_was_typed_stays(
    pane: ProductsPane, desk: Desk, qtbot: QtBot, shop: Shopify, keyring: MemoryKeyring
) -> None:
    before = desk.project
    open_shop(pane, qtbot)
    form = pane.bringing.shop_form
    ask(pane, qtbot, "https://halden.example", TOKEN)
    assert "name.myshopify.com" in form.trouble.text()
    form.token.clear()
    ask(pane, qtbot, "halden.myshopify.com", "shpat_wrong0000000000")
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    assert form.trouble.text().startswith("Shopify does not know this access token.")
    # Words take their room and no more.
    qtbot.waitUntil(lambda: form.height() == form.heightForWidth(form.width()))
    assert form.trouble.text().endswith("Nothing was changed.")
    assert form.token.text() == "shpat_wrong0000000000"
    assert keyring.kept == {}
    assert desk.project is before
    qtbot.keyClick(form.token, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert form.token.text() == ""


def test_a_reading_can_be_cancelled(pane: ProductsPane, desk: Desk, qtbot: QtBot, shop: Shopify) -> None:
    before = desk.project
    shop.answers = [Answer(429, {"errors": "wait"}, {"Retry-After": "50"})]
    open_shop(pane, qtbot)
    ask(pane, qtbot, "halden.myshopify.com", TOKEN)
    qtbot.waitUntil(lambda: not shop.answers)
    assert pane.bringing.under_way
    assert not pane.update_button.isEnabled()
    qtbot.mouseClick(pane.bringing.shop_form.cancel, LEFT)
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    assert pane.bringing.shop_form.read.isVisible()
    assert pane.update_button.isEnabled()
    assert desk.project is before


def test_progress_tells_how_many_have_come(pane: ProductsPane, qtbot: QtBot, shop: Shopify) -> None:
    told: list[tuple[int, int]] = []
    pane.bringing.importer.progress.connect(lambda done, total: told.append((done, total)))
    open_shop(pane, qtbot)
    ask(pane, qtbot, "halden.myshopify.com", TOKEN)
    qtbot.waitUntil(lambda: not pane.bringing.under_way)
    assert told[0] == (0, 30)
    assert told[-1] == (30, 30)


def test_an_empty_project_says_where_products_come_from(
    pane: ProductsPane, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    for one in desk.project.products:
        desk.editor.do(edits.delete_product, one.id)
    assert pane._stack.currentIndex() == 0
    assert not pane.search.isVisible()
    assert "2 new" in bring(pane, qtbot, DATA / "google-rss.xml")
    assert pane.search.isVisible()
    assert pane.list.mapTo(pane, QPoint(0, 0)).y() > 0
