"""The client report on paper: its HTML turned into a PDF by the browser engine, off screen.

Qt WebEngine is loaded when a PDF is first made: that costs a tenth of a second and several processes.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QMarginsF, QModelIndex, QObject, QUrl
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument, QPdfLinkModel
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop
from shiboken6 import delete

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import MediaFile, Project
from quizdesigner.report.document import SECTIONS, paper
from quizdesigner.report.subject import Subject
from quizdesigner.views.pictures import thumbnail
from quizdesigner.views.preview import scheme

_STAMP = 240
"""Pixels along the longer side of a picture in the report: sharp in print at the size it has there."""

_PATIENCE = 120
"""Seconds the engine has for one step; a report of 60 questions takes about one."""

_INSTEAD = "Save the report as a web page (.html) instead: every browser can print it."
_ROOT = (
    f"A PDF needs a browser engine, which refuses to run as root. Start Quiz Designer as an ordinary user. {_INSTEAD}"
)
_FAILED = f"The browser engine could not print it. {_INSTEAD}"

# The engine does not heed the margins of the style sheet, which are the same.
_A4 = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4),
    QPageLayout.Orientation.Portrait,
    QMarginsF(20, 26, 20, 24),
    QPageLayout.Unit.Millimeter,
)


async def pdf(subject: Subject) -> bytes:
    """The report as a PDF in A4. Raises Refused, in words, where this computer cannot make one."""
    if scheme.refusal(os.geteuid() if hasattr(os, "geteuid") else None, os.environ):
        raise Refused(_ROOT)
    small = replace(subject, project=await asyncio.to_thread(stamps, subject.project))
    # The contents say on which page each section begins, which only a first printing can tell.
    first = await _printed(await asyncio.to_thread(paper, small))
    return await _printed(await asyncio.to_thread(paper, small, _beginnings(first)))


def pdf_alone(subject: Subject) -> bytes:
    """The same without a window and without a screen; there must be no application yet."""
    scheme.prepare()
    # A machine without a screen lacks a graphics card too, which is nobody's concern here.
    QLoggingCategory.setFilterRules("*.warning=false")
    app = QApplication(["quizdesigner", "-platform", "offscreen", "--webEngineArgs", "--disable-gpu", "--log-level=3"])
    with QEventLoop(app) as loop:
        made: bytes = loop.run_until_complete(pdf(subject))
    return made


def stamps(project: Project) -> Project:
    """The project with its pictures, ids kept, in the size a report shows them. May be called in any thread."""
    return replace(project, media=tuple(_stamp(file) for file in project.media))


def _stamp(file: MediaFile) -> MediaFile:
    image = thumbnail(file, _STAMP)
    return file if image is None else replace(file, type="image/png", data=_png(image))


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())


async def _printed(html: bytes) -> bytes:
    """What a browser prints of this."""
    try:
        from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
    except ImportError as error:
        words = f"A PDF needs a browser engine, and this computer lacks a part of it ({error}). {_INSTEAD}"
        raise Refused(words) from error
    # Once the engine runs it learns no new scheme, and the preview may be opened later.
    scheme.register()
    loop = asyncio.get_running_loop()
    loaded, printed = loop.create_future(), loop.create_future()
    # Children go in the order they came, and a page must go before its profile: hence the late setParent.
    owner = QObject()
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile, owner)
    profile.setParent(owner)
    page.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, False)
    page.loadFinished.connect(lambda done: _settle(loaded, done))
    page.pdfPrintingFinished.connect(lambda _, done: _settle(printed, done))
    # Without the process that draws, nobody else would say that nothing comes any more.
    page.renderProcessTerminated.connect(lambda *_: _settle(loaded, False))
    page.renderProcessTerminated.connect(lambda *_: _settle(printed, False))
    try:
        with tempfile.TemporaryDirectory(prefix="quizdesigner-report-") as folder:
            source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
            source.write_bytes(html)
            page.load(QUrl.fromLocalFile(str(source)))
            await _done(loaded)
            page.printToPdf(str(target), _A4)
            await _done(printed)
            return target.read_bytes()
    finally:
        delete(owner)


async def _done(step: asyncio.Future[bool]) -> None:
    try:
        async with asyncio.timeout(_PATIENCE):
            if await step:
                return
    except TimeoutError as error:
        raise Refused(_FAILED) from error
    raise Refused(_FAILED)


def _settle(step: asyncio.Future[bool], done: bool) -> None:
    if not step.done():
        step.set_result(done)


def _beginnings(data: bytes) -> dict[int, int]:
    """The page each section begins on: where the links of the contents, the only ones there are, lead."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document, links = QPdfDocument(), QPdfLinkModel()
    document.load(buffer)
    links.setDocument(document)
    ends: dict[tuple[int, float], None] = {}
    for at in range(document.pageCount()):
        links.setPage(at)
        for row in range(links.rowCount(QModelIndex())):
            index = links.index(row)
            place = index.data(QPdfLinkModel.Role.Location.value)
            ends[index.data(QPdfLinkModel.Role.Page.value), place.y()] = None
        if len(ends) >= len(SECTIONS):
            break
    return {number: page + 1 for number, (page, _) in enumerate(ends, 1)}
