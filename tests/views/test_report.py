"""The client report asked for in the window: a PDF one could send, or a web page, and never over another file."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWebEngineCore import QWebEngineUrlScheme
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.coverage import forecast
from quizdesigner.quiz.document import Project
from quizdesigner.report.document import SECTIONS, paper
from quizdesigner.report.subject import Subject
from quizdesigner.settings import resource
from quizdesigner.starters import load_starter
from quizdesigner.views import printing
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Files
from quizdesigner.views.places import PLACES
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.preview import scheme
from quizdesigner.views.shell import MainWindow
from quizdesigner.views.tokens import LIGHT
from tests.quiz.projects import sleep_project
from tests.views.playing import NO_GRAPHICS_CARD
from tests.views.standing import finish

pytestmark = NO_GRAPHICS_CARD


@pytest.fixture
def project() -> Project:
    return sleep_project()


class Asked:
    """What the window asked for, and where it was told to write."""

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path
        self.names: list[str] = []

    def __call__(self, title: str, start: Path, kinds: str) -> Path | None:
        self.names.append(start.name)
        return self.path


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(tmp_path / "sleep.pdf")


@pytest.fixture
def window(
    connected: None, desk: Desk, preferences: Preferences, asked: Asked, show: Callable[..., None]
) -> MainWindow:
    panes: dict[str, Callable[[Desk], QWidget]] = {place.name: lambda _: QWidget() for place in PLACES}
    panes["publish"] = lambda _: QWidget()
    made = MainWindow(desk, panes, Files(preferences, desk.editor.new_id, save_dialog=asked))
    show(made)
    return made


def said(window: MainWindow, qtbot: QtBot, words: str) -> None:
    def look() -> None:
        assert words in window.notice.text()

    qtbot.waitUntil(look)


def pages(data: bytes) -> list[str]:
    """The words of each page."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return [" ".join(document.getAllText(at).text().split()) for at in range(document.pageCount())]


def test_the_command_makes_a_pdf_with_numbered_pages(
    window: MainWindow, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    asked.path = tmp_path / "sleep"
    window.actions_by_id["report"].trigger()
    said(window, qtbot, "The report is in “sleep.pdf”.")
    assert asked.names == ["Sleep finder report.pdf"]
    found = pages((tmp_path / "sleep.pdf").read_bytes())
    assert "Sleep finder" in found[0]
    assert "/" not in found[0].replace("and/or", "")
    for number, text in enumerate(found[1:], 2):
        assert text.startswith("Halden · Sleep finder Draft, ")
        assert f"Client report {number} / {len(found)}" in text
    # The contents say where each section begins, and it does.
    for title, begins in re.findall(r"\d+ ([A-Z][A-Za-z -]+?) (\d+)(?= |$)", found[1]):
        if title in SECTIONS:
            assert f"{SECTIONS.index(title) + 1} {title}" in found[int(begins) - 1]
    assert sum(title in found[1] for title in SECTIONS) == len(SECTIONS)
    assert "Signature" in found[-1]
    # The engine was started for this, and still knows the addresses of the preview.
    assert bytes(QWebEngineUrlScheme.schemeByName(scheme.NAME).name().data()) == scheme.NAME


def test_a_web_page_is_what_the_name_says(
    window: MainWindow, desk: Desk, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    asked.path = tmp_path / "sleep.html"
    desk.editor.do(edits.change_question, "sleep", "goal", title="What shall be better?")
    window.actions_by_id["report"].trigger()
    said(window, qtbot, "The report is in “sleep.html”.")
    assert "What shall be better?" in asked.path.read_text(encoding="utf-8")


def test_a_file_that_is_there_stays_as_it_is(window: MainWindow, asked: Asked, qtbot: QtBot) -> None:
    assert asked.path is not None
    asked.path.write_bytes(b"mine")
    window.actions_by_id["report"].trigger()
    said(window, qtbot, "“sleep.pdf” is there already and was left as it is.")
    assert asked.path.read_bytes() == b"mine"


def test_who_picks_no_file_gets_no_report(window: MainWindow, asked: Asked, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    asked.path = None
    window.actions_by_id["report"].trigger()
    assert sorted(tmp_path.iterdir()) == before
    assert not window.notice.isVisible()


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("x" * 900, f"{'x' * 200}.pdf"),
        ("é" * 300, f"{'é' * 100}.pdf"),
        ("../a/b\\c:\0\n", ".. a b c   report.pdf"),
        ("gp\u202efdp.exe", "gp fdp.exe report.pdf"),
        ("javascript:alert(1)", "javascript alert(1) report.pdf"),
    ],
)
def test_the_name_suggested_is_one_every_disk_takes(
    window: MainWindow, desk: Desk, asked: Asked, name: str, suggested: str
) -> None:
    asked.path = None
    assert desk.editor.do(edits.rename_quiz, desk.quiz_id, name)
    window.actions_by_id["report"].trigger()
    assert asked.names == [suggested]


def test_a_name_too_long_for_the_disk_is_said(window: MainWindow, asked: Asked, tmp_path: Path, qtbot: QtBot) -> None:
    asked.path = tmp_path / f"{'x' * 300}.html"
    window.actions_by_id["report"].trigger()
    said(window, qtbot, "cannot be written here")
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".html"] == []


def test_a_folder_that_is_gone_is_said(window: MainWindow, asked: Asked, tmp_path: Path, qtbot: QtBot) -> None:
    asked.path = tmp_path / "gone" / "sleep.html"
    window.actions_by_id["report"].trigger()
    said(window, qtbot, "There is no report. “sleep.html” cannot be written")


def test_counting_that_broke_off_gives_no_report(
    window: MainWindow, desk: Desk, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    asked.path = tmp_path / "sleep.html"
    desk.forecast.current, desk.forecast.broken = False, True
    window.actions_by_id["report"].trigger()
    said(window, qtbot, "There is no report. Counting broke off.")
    assert not asked.path.exists()


def test_root_is_told_to_save_a_web_page(
    window: MainWindow, asked: Asked, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.delenv("QTWEBENGINE_CHROMIUM_FLAGS", raising=False)
    window.actions_by_id["report"].trigger()
    said(window, qtbot, "A PDF needs a browser engine, which refuses to run as root.")
    assert "Save the report as a web page (.html) instead" in window.notice.text()
    assert asked.path is not None
    assert not asked.path.exists()


def test_a_window_that_closes_gives_the_report_up(window: MainWindow, desk: Desk, asked: Asked) -> None:
    window.actions_by_id["report"].trigger()
    finish(desk.end())
    assert asked.path is not None
    assert not asked.path.exists()


def test_an_engine_that_fails_is_said(loop: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(step: asyncio.Future[bool]) -> None:
        step.cancel()
        raise Refused("The browser engine could not print it.")

    monkeypatch.setattr(printing, "_done", fails)
    project = sleep_project()
    quiz = project.quizzes[0]
    subject = Subject(project, quiz, forecast(project, quiz), date(2026, 11, 22))

    async def tried() -> None:
        with pytest.raises(Refused, match="could not print"):
            await printing.pdf(subject)

    finish(tried())


def test_pictures_go_to_paper_in_the_size_of_a_stamp() -> None:
    project = load_starter("skin")
    small = printing.stamps(project)
    assert [file.id for file in small.media] == [file.id for file in project.media]
    assert {file.type for file in small.media} == {"image/png"}
    quiz = project.quizzes[0]
    html = paper(Subject(small, quiz, forecast(project, quiz), date(2026, 11, 22))).decode()
    assert html.count("data:image/png") > 20


def test_the_colours_of_tag_groups_are_those_of_the_window() -> None:
    sheet = resource("report/report.css").read_text(encoding="utf-8")
    for place, group in enumerate(LIGHT.groups):
        wanted = f".g{place}{{background:{group.ground};color:{group.text}}}.g{place} i{{background:{group.dot}}}"
        assert wanted in sheet
