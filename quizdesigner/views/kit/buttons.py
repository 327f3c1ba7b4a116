"""Buttons: `primary` for the one thing to do next, `plain`, `ghost`, `link`, `danger`, `status` in the status line."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from quizdesigner.views.icons import icon as lucide

Kind = Literal["primary", "plain", "ghost", "link", "danger", "status"]

_INK = {
    "primary": "on_accent",
    "plain": "text",
    "ghost": "text2",
    "link": "accent_text",
    "danger": "bad",
    "status": "text2",
}


def button(text: str, kind: Kind = "plain", icon: str = "", *, small: bool = False, hint: str = "") -> QPushButton:
    """A button of 32 pixels height, 28 when `small`; `hint` is its tool tip."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    # A click leaves the focus where the hands are; Tab still comes here and shows the ring.
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(text)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon:
        made.setIcon(lucide(icon, _INK[kind]))
        made.setIconSize(QSize(20 if text else 16, 16))
    made.setToolTip(hint)
    return made


def icon_button(icon: str, name: str, *, small: bool = False, kind: Kind = "ghost") -> QPushButton:
    """A square button without a text; `name` is its tool tip and what a screen reader says."""
    made = button("", kind, icon, small=small, hint=name)
    made.setAccessibleName(name)
    made.setProperty("square", True)
    side = 28 if small else 32
    made.setFixedSize(side, side)
    return made
