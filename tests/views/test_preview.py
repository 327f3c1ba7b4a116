"""The preview by keyboard and mouse, with a real browser engine: a whole quiz, and what the page cannot do."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.preview import PreviewPane
from tests.quiz.projects import sleep_project
from tests.views.playing import NO_GRAPHICS_CARD, Player

pytestmark = NO_GRAPHICS_CARD

_SCRIPT = "<script>document.title = 'run'</script>Fall asleep"


@pytest.fixture
def project() -> Project:
    """The sleep quiz, with a choice that would like to be a script."""
    made = sleep_project()
    return edits.change_choice(made, "sleep", "goal", "fall", title=_SCRIPT)


@pytest.fixture
def player(desk: Desk, show: Callable[..., None], qtbot: QtBot) -> Iterator[Player]:
    """The preview at its first screen."""
    pane = PreviewPane(desk)
    show(pane)
    made = Player(pane, qtbot)
    made.at("hello")
    pane.setFocus()
    yield made
    # The window is closed by now; the engine has to go before the application does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_shopper_plays_the_quiz_by_keys(player: Player, desk: Desk, qtbot: QtBot) -> None:
    pane, key = player.pane, Qt.Key
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    player.shows("0 customer tags")

    player.press(key.Key_Return)
    player.at("goal")
    assert pane.progress.text() == "Question 1 of 5"
    player.reads(_SCRIPT)
    player.press(key.Key_Tab, key.Key_Space)
    player.at("avoid")
    player.tagged("goal:sleep")
    # With none, one or two of three to avoid; with herbs a text or none; with consent or without.
    player.shows(f"{(4 + 2 * 3) * 2} answer paths still open")
    player.shows(f"+2 {_SCRIPT}")

    player.press(key.Key_Tab, key.Key_Space)
    player.tagged("goal:sleep", "avoid:herbs")
    player.shows("excluded by: Herbs")
    player.press(key.Key_Return)
    player.at("why")
    player.press(key.Key_Tab, key.Key_Tab, key.Key_Space)
    player.at("avoid")
    player.press(key.Key_Return)
    player.at("why")
    player.press(key.Key_Return)
    player.at("mail")
    player.press(key.Key_Return)
    player.reads("Please type your email address.")

    player.type("ana@example.com")
    player.sees(lambda: pane.shopper.answers.get("mail") == "ana@example.com")
    player.press(key.Key_Return)
    player.at("yes")
    player.press(key.Key_Return)
    player.sees(lambda: pane.progress.text() == "Results page")
    player.reads("Your sleep")
    player.shows("The quiz ends on the results page “Your sleep”.")

    qtbot.mouseClick(pane.panel.tabs.tab("Klaviyo"), Qt.MouseButton.LeftButton)
    player.shows("Klaviyo is sent these 2 requests, in order.")
    player.shows('"email": "ana@example.com"')

    qtbot.mouseClick(pane.panel.restart, Qt.MouseButton.LeftButton)
    player.at("hello")
    assert not pane.shopper.answers
    player.shows("Not sent to Klaviyo")
    assert not said


def test_a_jump_leads_to_a_question_and_an_edit_keeps_the_shopper_there(
    player: Player, desk: Desk, qtbot: QtBot
) -> None:
    pane = player.pane
    pane.jump.setFocus()
    qtbot.keyClick(pane.jump, Qt.Key.Key_End)
    player.at("yes")
    player.tagged("goal:sleep")
    player.reads("Send me sleep tips")

    desk.editor.do(edits.change_question, "sleep", "yes", title="Send me a letter")
    player.reads("Send me a letter")
    player.at("yes")
    assert pane.shopper.answers["mail"] == "ana@example.com"

    pane.show_question("why")
    player.at("why")
    player.tagged("goal:sleep", "avoid:herbs")
    desk.editor.do(edits.delete_question, "sleep", "why")
    player.at("mail")
    player.tagged("goal:sleep", "avoid:herbs")


def test_the_window_can_ask_for_a_question(player: Player, desk: Desk) -> None:
    player.pane.hide()
    desk.preview_asked.emit("why")
    player.pane.show()
    player.at("why")
    desk.preview_asked.emit("mail")
    player.at("mail")
    # A results page is where the quiz ends; it is played from its beginning.
    desk.preview_asked.emit("end")
    player.at("hello")


def test_results_follow_edits_and_links_stay_here(player: Player, desk: Desk) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    player.pane.show_question("yes")
    player.reads("Send me sleep tips")
    player.press(Qt.Key.Key_Return)
    player.reads("Night tea")
    product = desk.project.products[0]
    desk.editor.do(edits.change_product, product.id, title="Day tea")
    player.reads("Day tea")
    assert player.pane.shopper.finished
    player.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    player.sees(lambda: said == ["Links work on the live page."])
    player.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    player.at("hello")


def test_the_page_reaches_nothing_outside(player: Player) -> None:
    browser = player.pane.browser
    assert browser is not None
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        outside = f"http://127.0.0.1:{server.getsockname()[1]}/"
        tries = f"""
            const picture = document.body.appendChild(new Image());
            picture.onerror = () => document.title += " picture";
            picture.onload = () => document.title += " loaded";
            picture.src = "{outside}";
            fetch("{outside}").catch(() => document.title += " fetch");
            fetch("file:///etc/hostname").catch(() => document.title += " file");
            if (!open("{outside}")) document.title += " window";
        """
        browser.page().runJavaScript(tries)
        player.sees(lambda: all(one in browser.title() for one in ("picture", "fetch", "file", "window")))
        for address in (outside, "file:///etc/hostname", "data:text/html,elsewhere"):
            browser.page().runJavaScript(f"location.href = '{address}'; document.title += ' still here'")
        player.sees(lambda: browser.title().count("still here") == 3)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "loaded" not in browser.title()
    assert browser.url().toString() == "quiz://preview/"
    player.pane.restart()
    player.at("hello")
    player.press(Qt.Key.Key_Return)
    player.at("goal")


def test_a_phone_has_no_scroll_bars_and_a_desktop_has(player: Player, desk: Desk, qtbot: QtBot) -> None:
    pane = player.pane
    desk.editor.do(edits.change_question, "sleep", "hello", description="More than fits. " * 200)
    player.reads("More than fits.")
    widths: list[object] = []

    def bar() -> float:
        """The width of the page's scroll bar, or -1 while none is there to ask."""
        assert pane.browser is not None
        pane.browser.page().runJavaScript("innerWidth - document.documentElement.clientWidth", widths.append)
        last = widths[-1] if widths else None
        return last if isinstance(last, int | float) else -1

    def turn(key: Qt.Key) -> None:
        qtbot.keyClick(pane.device, key)
        player.reads("More than fits.")
        widths.clear()

    turn(Qt.Key.Key_Right)
    player.sees(lambda: bar() > 0)
    turn(Qt.Key.Key_Left)
    player.sees(lambda: bar() == 0)


def test_another_quiz_is_another_shopper(player: Player, desk: Desk) -> None:
    player.press(Qt.Key.Key_Return)
    player.at("goal")
    other = replace(desk.quiz, id="other", questions=desk.quiz.questions[1:3])
    desk.editor.do(edits.add_quiz, other)
    desk.open_quiz("other")
    player.sees(lambda: player.pane.jump.count() == 2)
    player.reads("What is your goal?")
    for question in ("goal", "avoid"):
        desk.editor.do(edits.delete_question, "other", question)
    assert player.pane.no_question.isVisible()


def test_the_page_is_as_wide_as_a_phone_however_small_it_is_shown(player: Player, qtbot: QtBot) -> None:
    pane = player.pane
    browser = pane.browser
    assert browser is not None
    for width, height in ((1240, 790), (900, 480), (1240, 790)):
        pane.resize(width, height)
        qtbot.waitUntil(lambda: abs(browser.width() / browser.zoomFactor() - 390) < 4)
