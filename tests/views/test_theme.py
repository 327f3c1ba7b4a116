"""The look of the page by keyboard and mouse: colours with their contrast, type, shape, pictures, the style sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Theme
from quizdesigner.views.desk import Desk
from quizdesigner.views.theme import ThemePane
from tests.quiz.projects import sleep_project
from tests.views.playing import NO_GRAPHICS_CARD
from tests.views.test_pictures import encoded

pytestmark = NO_GRAPHICS_CARD


@pytest.fixture
def project() -> object:
    return sleep_project()


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> Iterator[ThemePane]:
    made = ThemePane(desk)
    show(made, 1230, 780)
    yield made
    # The window is closed by now; the engine has to go before the application does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def look(desk: Desk) -> Theme:
    return desk.quiz.theme


def kept(desk: Desk) -> list[str]:
    """The files the project holds."""
    return [file.id for file in desk.project.media]


def says(pane: ThemePane, script: str, qtbot: QtBot) -> Callable[[object], None]:
    """Waits until a script on the page gives a value."""

    def wait(wanted: object) -> None:
        heard: list[object] = []
        browser = pane.sample.browser
        assert browser is not None

        def ask() -> bool:
            browser.page().runJavaScript(script, heard.append)
            return heard[-1:] == [wanted]

        qtbot.waitUntil(ask)

    return wait


def test_a_colour_is_typed_and_is_on_the_page_at_once(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    brand = says(pane, "getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()", qtbot)
    field = pane.look.colours["brand"].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "#204060")
    assert look(desk).brand == "#204060"
    brand("#204060")
    assert field.text() == "#204060"

    desk.editor.undo()
    assert look(desk).brand == Theme().brand
    assert field.text() == Theme().brand


def test_half_a_colour_changes_nothing_and_a_short_one_is_written_out(
    pane: ThemePane, desk: Desk, qtbot: QtBot
) -> None:
    field = pane.look.colours["ground"].field
    before = look(desk)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "#FF")
    assert look(desk) == before
    assert field.property("bad") is True
    qtbot.keyClicks(field, "F")
    pane.look.headings.setFocus()
    assert look(desk).ground == "#FFFFFF"
    assert field.text() == "#FFFFFF"


def test_a_colour_left_empty_is_chosen_to_go_with_the_others(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    row = pane.look.colours["quiet"]
    row.field.setFocus()
    row.field.selectAll()
    qtbot.keyClicks(row.field, "112233")
    assert look(desk).quiet == "#112233"
    row.field.selectAll()
    qtbot.keyClick(row.field, Qt.Key.Key_Delete)
    assert look(desk).quiet == ""
    assert row.field.placeholderText().startswith("#")


def test_a_colour_that_is_hard_to_read_is_said_and_mended(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    assert pane.look.warning.text() == ""
    desk.editor.do(edits.change_theme, desk.quiz_id, quiet="#9A8F84")
    assert "hard to read" in pane.look.warning.text()
    ratio = pane.look.ratios["quiet"].words
    assert ratio.property("kind") == "warn"

    qtbot.mouseClick(pane.look.use, Qt.MouseButton.LeftButton)
    assert pane.look.warning.text() == ""
    assert ratio.property("kind") == "ok"
    assert look(desk).quiet != "#9A8F84"

    desk.editor.undo()
    pane.look.use.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(pane.look.use, Qt.Key.Key_Return)
    assert pane.look.warning.text() == ""
    assert pane.look.colours["quiet"].field.hasFocus(), "the button is gone, and the keyboard is at what it mended"


# On a screen that is not there, no window can come to the front.
@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_a_colour_is_picked_by_mouse_and_keys_as_one_step(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    row = pane.look.colours["brand"]
    before = look(desk).brand
    qtbot.mouseClick(row.swatch, Qt.MouseButton.LeftButton)
    picker = QApplication.activePopupWidget()
    assert picker is row._picker
    shades = row._picker.shades
    qtbot.mouseClick(shades, Qt.MouseButton.LeftButton, pos=QPoint(shades.width() - 1, 0))
    bright = look(desk).brand
    assert QColor(bright).saturationF() > 0.98
    qtbot.keyClick(shades, Qt.Key.Key_Down)
    assert QColor(look(desk).brand).valueF() < QColor(bright).valueF()
    qtbot.keyClick(shades, Qt.Key.Key_Escape)
    assert not row._picker.isVisible()
    desk.editor.undo()
    assert look(desk).brand == before


def test_type_corners_and_progress_are_chosen(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    pane.look.headings.setFocus()
    qtbot.keyClick(pane.look.headings, Qt.Key.Key_Home)
    qtbot.keyClick(pane.look.corners, Qt.Key.Key_Left)
    qtbot.mouseClick(pane.look.progress, Qt.MouseButton.LeftButton)
    assert (look(desk).headings, look(desk).corners, look(desk).progress) == ("sans", 6, False)


def test_a_logo_is_one_step_and_leaves_no_file_behind(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#A8472F"))
    pane.look.logo.take_data(encoded(image, "png"), "logo.png")
    qtbot.waitUntil(lambda: bool(look(desk).logo))
    file = desk.project.media[0]
    assert look(desk).logo == f"media:{file.id}"
    says(pane, "[...document.images].some(one => one.src.includes('/media/') && one.naturalWidth == 40)", qtbot)(True)

    image.fill(QColor("#204060"))
    pane.look.logo.take_data(encoded(image, "png"), "other.png")
    qtbot.waitUntil(lambda: look(desk).logo != f"media:{file.id}")
    assert file.id not in kept(desk)
    desk.editor.undo()
    assert kept(desk) == [file.id]
    desk.editor.undo()
    assert (kept(desk), look(desk).logo) == ([], "")


def test_a_style_sheet_is_on_the_page_and_what_is_not_is_listed(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    pane.show_tab("css")
    pane.css.css.setFocus()
    qtbot.keyClicks(pane.css.css, "h2 { letter-spacing: 3px }")
    qtbot.keyClick(pane.css.css, Qt.Key.Key_Return)
    qtbot.keyClicks(pane.css.css, "h2 { background: url(https://example.com/a) }")
    says(pane, "getComputedStyle(document.querySelector('h2')).letterSpacing", qtbot)("3px")
    assert pane.css.summary.text() == "1 rule is not on the page."
    (line,) = (one for one in pane.css.findChildren(QPushButton) if one.text() == "Line 2")
    line.click()
    assert pane.css.css.textCursor().blockNumber() == 1


def test_the_page_is_the_screen_the_desk_looks_at(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    shown = says(pane, "document.querySelector('h1,h2') && document.body.innerText.includes(WORDS)", qtbot)
    assert callable(shown)
    second = desk.quiz.questions[1]
    qtbot.mouseClick(pane.sample.forward, Qt.MouseButton.LeftButton)
    assert desk.question_id == second.id
    words = second.title[:12]
    says(pane, f"document.body.innerText.includes({words!r})", qtbot)(True)

    desk.open_question(desk.quiz.results[-1].id)
    says(pane, "!!document.querySelector('main.results')", qtbot)(True)
    assert pane.sample.place.text() == "Results page"
    assert not pane.sample.forward.isEnabled()


def test_every_control_has_a_name(pane: ThemePane, desk: Desk) -> None:
    for language in ("de", "ar"):
        desk.editor.do(edits.add_language, desk.quiz_id, language)
    desk.editor.do(edits.change_theme, desk.quiz_id, css="@import 'a';")
    browser = pane.sample.browser
    for tab in ("look", "languages", "texts", "css"):
        pane.show_tab(tab)
        nameless = [
            type(one).__name__
            for one in pane.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.isVisible()
            and not one.accessibleName()
            # Inside the page, the browser names things itself.
            and not (browser is not None and browser.isAncestorOf(one))
        ]
        assert nameless == []


def test_tab_goes_from_the_look_to_the_page(pane: ThemePane, qtbot: QtBot) -> None:
    browser, last = pane.sample.browser, pane.look.background.link
    assert browser is not None

    def leads_on() -> bool:
        last.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(last, Qt.Key.Key_Tab)
        had = QApplication.focusWidget()
        return had is not None and browser.isAncestorOf(had)

    # The engine says by itself when the first page is there.
    qtbot.waitUntil(leads_on)
