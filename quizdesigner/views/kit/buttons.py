"""Buttons: `primary` for the one thing to do next, `plain`, `ghost`, `link`, `danger`, `status` in the status line."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from quizdesigner.views import tokens
from quizdesigner.views.icons import icon as lucide
from quizdesigner.views.kit.plain import plain_tip

Kind = Literal["primary", "plain", "ghost", "link", "danger", "status"]

_INK = {
    "primary": "on_accent",
    "plain": "text",
    "ghost": "text2",
    "link": "accent_text",
    "danger": "bad",
    "status": "text2",
}


def pressed_by_keys(made: QPushButton) -> None:
    """Let Tab come here, and Enter press the button as Space does. A click leaves the focus where the hands are."""
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # Outside a dialog this is all that Qt makes of it.
    made.setAutoDefault(True)


def button(text: str, kind: Kind = "plain", icon: str = "", *, small: bool = False, hint: str = "") -> QPushButton:
    """A button of 32 pixels height, 28 when `small`; `hint` is its tool tip."""
    made = _Primary(text) if kind == "primary" else QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    pressed_by_keys(made)
    made.setAccessibleName(text)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon:
        made.setIcon(lucide(icon, _INK[kind]))
        # Wider than the icon: the gap to the words.
        made.setIconSize(QSize(20, 16))
    made.setToolTip(plain_tip(hint))
    return made


def tab(text: str, name: str) -> QPushButton:
    """One of several names in a line, of which one is chosen; `name` is what a screen reader says."""
    made = QPushButton(text)
    made.setProperty("kind", "tab")
    made.setCheckable(True)
    pressed_by_keys(made)
    made.setAccessibleName(name)
    return made


def icon_button(icon: str, name: str, *, small: bool = False, kind: Kind = "ghost") -> QPushButton:
    """A square button without a text; `name` is its tool tip and what a screen reader says."""
    made = button("", kind, icon, small=small, hint=name)
    made.setAccessibleName(name)
    made.setProperty("square", True)
    made.setIconSize(QSize(16, 16))
    side = 28 if small else 32
    made.setFixedSize(side, side)
    return made


class PaintedButton(QAbstractButton):
    """A button that paints itself; Enter presses it as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Primary(QPushButton):
    """A button in the accent colour: its focus ring in that colour is parted from it by a thin line."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.isEnabled():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tokens.current().surface))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 5, 5)
