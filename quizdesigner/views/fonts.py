"""The bundled typefaces: Inter for words and figures, JetBrains Mono for payloads."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from quizdesigner.settings import resource

FAMILY = "Inter"
MONO = "JetBrains Mono"

# Figures of one width, so that counts do not dance; the plain a of the drawings.
_FEATURES = ("tnum", "cv11")


def load(app: QApplication) -> None:
    """Register the bundled fonts and make Inter 13 the application's font. Without the files Qt's own choice stands."""
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    app.setFont(font())


def font(size: float = 13, weight: int = 400) -> QFont:
    """Inter at `size` pixels; weight 400, 500, 600 or 700."""
    # A copy shares its data until somebody changes it.
    return QFont(_inter(size, weight))


@cache
def _inter(size: float, weight: int) -> QFont:
    made = QFont(FAMILY)
    # Pixel sizes are whole numbers in Qt; points are not. One point is 96 / 72 pixels at the scale Qt paints in.
    made.setPixelSize(round(size))
    made.setWeight(QFont.Weight(weight))
    for feature in _FEATURES:
        made.setFeature(QFont.Tag(feature), 1)
    return made


def mono(size: int = 12) -> QFont:
    """JetBrains Mono at `size` pixels."""
    made = QFont(MONO)
    made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPixelSize(size)
    return made
