"""Files that cannot be opened, written or read, as somebody at the window meets them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pysqlite3
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget

from quizdesigner.models import project_file
from quizdesigner.quiz import wire
from quizdesigner.starters import load_starter
from quizdesigner.views.products import ProductsPane
from quizdesigner.views.welcome import Welcome
from tests.journeys.conftest import Standing, quizdesigner
from tests.models.test_disk import ordinary_user, room_for

HOLDS_IT = """
import pathlib, sys
from quizdesigner.models import project_file
with project_file.open(pathlib.Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.readline()
"""


def is_text(path: Path) -> None:
    path.write_text("Dear all, please find attached the quiz. " * 500)


def is_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def is_newer(path: Path) -> None:
    with pysqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


SPOILT = pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (is_text, "is not a Quiz Designer project. It was not touched."),
        (is_cut, "is damaged"),
        (is_newer, "was made by a newer Quiz Designer"),
    ],
)


def welcome(desktop: Standing) -> Welcome:
    """The welcome screen; fails when it is not there."""
    assert isinstance(desktop.whole.window, Welcome)
    return desktop.whole.window


async def pick_first_project(desktop: Standing) -> None:
    """Choose the project on top of the list by keys."""
    await desktop.hands.focus(desktop.hands.named("Projects", QListView))
    await desktop.hands.press("Home", "Return")


@SPOILT
def test_a_file_that_cannot_be_opened(desktop: Standing, spoil: Callable[[Path], None], words: str) -> None:
    async def walk() -> None:
        path = await desktop.open_new()
        await desktop.hands.press("Ctrl+W")
        spoil(path)
        before = path.read_bytes()
        await pick_first_project(desktop)
        assert words in welcome(desktop).notice.text()
        assert "“client.quizproject”" in welcome(desktop).notice.text()
        assert path.read_bytes() == before

        # The window that comes next says it too, and the one that is gone says nothing any more.
        await desktop.open_new(name="other")
        desktop.desk.file_asked.emit(str(path))
        await desktop.hands.rest()
        assert words in desktop.window.notice.text()
        assert desktop.desk.project.name == "Halden Skin"
        assert path.read_bytes() == before

    desktop.run(walk())


def test_a_file_named_at_the_start_that_cannot_be_opened(desktop: Standing) -> None:
    async def walk() -> None:
        path = desktop.folder / "letter.quizproject"
        path.write_text("Dear all")
        desktop.whole.files.open_path(path)
        assert "“letter.quizproject” is not a Quiz Designer project" in welcome(desktop).notice.text()

    desktop.run(walk())


@SPOILT
def test_a_file_that_cannot_be_opened_by_the_command(tmp_path: Path, spoil: Callable[[Path], None], words: str) -> None:
    path = tmp_path / "client.quizproject"
    project_file.create(path, load_starter("skin")).close()
    spoil(path)
    assert words in quizdesigner(tmp_path, "export", str(path), "--json", "out.json")
    assert not (tmp_path / "out.json").exists()


def test_json_of_a_newer_kind(tmp_path: Path) -> None:
    raw = msgspec.json.decode(wire.dumps(load_starter("skin")))
    (tmp_path / "newer.json").write_bytes(msgspec.json.encode({**raw, "format": 99}))
    said = quizdesigner(tmp_path, "import", "newer.json", "made.quizproject")
    assert "format 99, newer than this program reads (2). Update Quiz Designer." in said
    assert not (tmp_path / "made.quizproject").exists()


def test_a_file_that_somebody_else_has_open(desktop: Standing) -> None:
    path = desktop.folder / "client.quizproject"
    project_file.create(path, load_starter("skin")).close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_IT, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"

        async def walk() -> None:
            desktop.whole.files.open_path(path)
            await desktop.hands.rest()
            window = desktop.window
            assert window.read_only.isVisible()
            assert window.statusbar.saved.text() == "Read only"
            window.actions_by_id["delete_quiz"].trigger()
            assert "Nothing was changed." in window.notice.text()
            assert len(desktop.desk.project.quizzes) == 1
            await desktop.hands.click("Try again", QPushButton)
            assert desktop.window.statusbar.saved.text() == "Read only"
            other.communicate("done\n")
            await desktop.hands.click("Try again", QPushButton)
            assert desktop.window.statusbar.saved.text() == "Saved"
            assert not desktop.window.read_only.isVisible()

        desktop.run(walk())


def test_the_disk_is_full_while_somebody_types(desktop: Standing) -> None:
    async def walk() -> None:
        path = await desktop.open_new()
        hands, window = desktop.hands, desktop.window
        quiz = desktop.desk.quiz
        window.panes["builder"].setFocus()
        desktop.desk.open_question(quiz.questions[0].id)
        await hands.rest()
        title = window.panes["builder"].canvas.question.title  # type: ignore[attr-defined]
        title.setFocus()
        await hands.press("Ctrl+End")
        old = title.toPlainText()
        with room_for(0):
            await hands.write(" abc")
            assert title.toPlainText() == f"{old} abc"
            assert window.statusbar.saved.text() == "Not saved"
            assert "Check it and try again." in window.notice.text()
            assert desktop.desk.quiz.questions[0].title == old
        await hands.write("d")
        assert window.statusbar.saved.text() == "Saved"
        assert title.toPlainText() == f"{old} abcd"
        await hands.press("Ctrl+W")
        with project_file.open(path, read_only=True) as file:
            assert file.project.quizzes[0].questions[0].title == f"{old} abcd"

    desktop.run(walk())


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder that may be looked into and not written."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        project_file.create(folder / "there.quizproject", load_starter("skin")).close()
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_folder_nobody_may_write_in(desktop: Standing, locked_folder: Path) -> None:
    async def walk() -> None:
        # Started while all is allowed: an ordinary user may not be let into root's own Python to start it.
        await desktop.open_new()
        await desktop.desk.forecast.whole()
        desktop.whole.show_welcome()
        desktop.picked = locked_folder / "New.quizproject"
        with ordinary_user():
            await desktop.hands.click("New project", QPushButton)
            assert "“New.quizproject” cannot be written here" in welcome(desktop).notice.text()
            desktop.whole.files.open_path(locked_folder / "there.quizproject")
            await desktop.hands.rest()
        assert desktop.window.read_only.isVisible()
        assert [one.name for one in locked_folder.iterdir()] == ["there.quizproject"]

    desktop.run(walk())


def drop(widget: QWidget, path: Path) -> None:
    """Let a file fall on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(60, 60), *how))
    QApplication.sendEvent(widget, QDropEvent(QPointF(60, 60), *how))


NO_PRODUCTS = (
    ("holiday.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not a text file"),
    ("customers.csv", b"Name,Email\nAna,ana@example.com\n", "not a list of products"),
    ("latin.csv", "Handle,Title,Variant Price\ntee,Grüner Tee,3\n".encode("latin-1"), "UTF-8"),
    ("empty.csv", b"Handle,Title,Variant Price\n", "no rows"),
    ("large.csv", b"Handle,Title,Variant Price\n" + b"tee,Tee,3\n" * 6_000_000, "more than 50 MB"),
)


def test_files_that_are_no_product_list_fall_on_products(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new()
        await desktop.author.go("products", "Ctrl+2")
        pane = desktop.window.panes["products"]
        assert isinstance(pane, ProductsPane)
        before = desktop.desk.project
        for name, content, words in NO_PRODUCTS:
            (desktop.folder / name).write_bytes(content)
            drop(pane, desktop.folder / name)
            await desktop.hands.until(lambda: not pane.bringing.under_way, "the end of the import")
            assert pane.notice.text().startswith(f"{name}: ")
            assert words in pane.notice.text()
            assert pane.notice.text().endswith("Nothing was changed.")
            assert desktop.desk.project is before

    desktop.run(walk())
