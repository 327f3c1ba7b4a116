"""Somebody at the preview, in a real browser engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from quizdesigner.views.connect.request_code import RequestCode
from quizdesigner.views.preview import PreviewPane

NO_GRAPHICS_CARD = pytest.mark.qt_log_ignore(
    # Said once by Qt where there is no graphics card; it then draws by itself.
    "^QRhiGles2: ",
    "^Failed to create RHI",
    "^This plugin does not support createPlatformVulkanInstance",
    "^QVulkanInstance: ",
    "^GBM is not supported",
    "^GPUInfo not initialized",
    extend=True,
)


class Player:
    """Somebody at the preview: presses keys in the page and sees what the window shows."""

    def __init__(self, pane: PreviewPane, qtbot: QtBot) -> None:
        self.pane = pane
        self._qtbot = qtbot

    def press(self, *keys: Qt.Key) -> None:
        assert self.pane.browser is not None
        for key in keys:
            self._qtbot.keyClick(self.pane.browser.focusProxy(), key)

    def type(self, text: str) -> None:
        assert self.pane.browser is not None
        self._qtbot.keyClicks(self.pane.browser.focusProxy(), text)

    def at(self, place: str) -> None:
        self.sees(lambda: self.pane.shopper.place == place)

    def sees(self, what: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(what)

    def reads(self, words: str) -> None:
        """Wait until these words stand on the page."""
        assert self.pane.browser is not None
        page = self.pane.browser.page()
        texts: list[str] = []

        def read() -> bool:
            page.toPlainText(texts.append)
            return any(words in text for text in texts[-1:])

        self.sees(read)

    def tagged(self, *names: str) -> None:
        """Wait until the shopper has these customer tags and no others."""
        self.sees(lambda: self.pane.panel.profile.chips.names == names)

    def shows(self, words: str) -> None:
        """Wait until these words stand in the panel: Qt shows what a layout was given one turn of the loop later."""
        self.sees(lambda: words in self.shown())

    def shown(self) -> str:
        """Every word in the panel that can be seen now."""
        panel = self.pane.panel
        words = [one.text() for one in panel.findChildren(QLabel) if one.isVisible()]
        return "\n".join((*words, *(one.toPlainText() for one in panel.findChildren(RequestCode) if one.isVisible())))
