"""The order of Tab, for controls that come one by one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def in_order(*controls: QWidget) -> None:
    """Let Tab go from each of these to the next."""
    for one, other in pairwise(controls):
        QWidget.setTabOrder(one, other)
