"""Hands on the window: real key presses and clicks, found by the names a screen reader would say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_T = TypeVar("_T")
WidgetT = TypeVar("WidgetT", bound=QWidget)

PATIENCE = 30.0
"""Seconds until something that should show is given up."""


class Lost(Exception):
    """The window did not come to what the next step needs."""


class Hands:
    """Works one window. Every act lets the window's own loop go on before it returns."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        self._window = window

    @property
    def window(self) -> QWidget:
        """The window on screen."""
        return self._window()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other where the keyboard is: `Ctrl+4`, `Return`, `Tab`."""
        for one in keys:
            QTest.keySequence(await self._focus(), QKeySequence(one))
            await self.rest()

    async def write(self, text: str) -> None:
        """Type text where the keyboard is."""
        QTest.keyClicks(await self._focus(), text)
        await self.rest()

    async def click(self, name: str, kind: type[WidgetT] | None = None) -> None:
        """Click the middle of the control with this name (up to its first “: ”), once it is there and enabled."""
        found = await self.until(lambda: self._usable(name, kind), f"a control named “{name}”")
        QTest.mouseClick(found, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, found.rect().center())
        await self.rest()

    async def fill(self, name: str, text: str) -> None:
        """Put the keyboard into the field with this name, replace what it holds, and type."""
        field = await self.until(lambda: self._usable(name, None), f"a field named “{name}”")
        await self.focus(field)
        await self.press("Ctrl+A", "Delete")
        await self.write(text)

    async def focus(self, widget: QWidget) -> None:
        """Put the keyboard into a control, as Tab does."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        await self.rest()

    async def until(self, found: Callable[[], _T | None], words: str) -> _T:
        """Wait for something to be there and return it; Lost after PATIENCE. `words` say what is waited for."""
        async with asyncio.timeout(PATIENCE) as limit:
            while not (value := found()):
                try:
                    await asyncio.sleep(0.02)
                except asyncio.CancelledError:
                    if limit.expired():
                        raise Lost(f"Waited {PATIENCE:.0f} seconds for {words}.") from None
                    raise
        return value

    async def rest(self) -> None:
        """Let the window do what the last act began."""
        # Never processEvents here: the loop would be entered again from within one of its tasks.
        await asyncio.sleep(0.02)

    async def picture(self, path: Path) -> None:
        """Keep a picture of the window."""
        await asyncio.sleep(0.25)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(path))

    def named(self, name: str, kind: type[WidgetT]) -> WidgetT:
        """The visible widget of this class and name; Lost when there is none."""
        for one in self.window.findChildren(kind):
            if one.isVisible() and one.accessibleName() == name:
                return one
        raise Lost(f"There is no “{name}” on screen.")

    def _usable(self, name: str, kind: type[QWidget] | None) -> QWidget | None:
        for one in self.window.findChildren(kind or QWidget):
            if one.accessibleName().partition(": ")[0] == name and one.isVisible() and one.isEnabled():
                return one
        return None

    async def _focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            # Without a window manager nobody gives a window the keyboard back, as when a browser in it was born.
            self.window.activateWindow()
            await self.rest()
        return QApplication.focusWidget() or self.window
