"""Hands on the keys, for the tests of all places."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def focused() -> QWidget:
    """What has the keyboard."""
    found = QGuiApplication.focusObject()
    assert isinstance(found, QWidget)
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the keyboard, as a person would."""
    QTest.keyClick(focused(), key, held)


def write(text: str) -> None:
    """Type to whatever has the keyboard, letter by letter: the first may open a field that takes the others."""
    for letter in text:
        QTest.keyClicks(focused(), letter)
