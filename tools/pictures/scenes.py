"""A sheet of pictures for one starter, and what is on them beside the things themselves: signs, badges and logos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter

from pictures.brush import Drawing, choice, fill, light, oval, product, shadow, stroke
from pictures.marks import Mark

FONTS = Path(__file__).parents[2] / "resources" / "fonts"

Ground = tuple[str, str]


@dataclass(frozen=True)
class Sheet:
    """All pictures of one starter, by the names of their files."""

    products: tuple[Ground, Mapping[str, Drawing]]
    choices: Mapping[str, tuple[Ground, Drawing]]
    logo: QImage = field(hash=False)

    def pictures(self) -> dict[str, QImage]:
        """Every picture, by its file's name without the ending."""
        ground, drawings = self.products
        drawn = {name: product(ground, drawing, 1.12) for name, drawing in drawings.items()}
        drawn |= {name: choice(where, drawing) for name, (where, drawing) in self.choices.items()}
        return drawn | {"logo": self.logo}


def tile(mark: Mark, colour: str) -> Drawing:
    """A sign alone, large enough to be read where the picture is small."""

    def draw(painter: QPainter) -> None:
        painter.scale(2.1, 2.1)
        mark(colour)(painter)

    return draw


def badge(mark: Mark, colour: str) -> Drawing:
    """A sign on a disc, with rings around it."""

    def draw(painter: QPainter) -> None:
        for wide, opacity in ((300, 0.18), (232, 0.3)):
            fill(painter, oval(0, 0, wide, wide), "#FFFFFF", opacity)
        shadow(painter, 168, 0, 84, 0.14)
        fill(painter, oval(0, 0, 168, 168), "#FFFFFF", 0.94)
        stroke(painter, oval(0, 0, 152, 152), light(colour, 0.5), 2)
        painter.scale(0.94, 0.94)
        mark(colour)(painter)

    return draw


def logo(
    word: str, colour: str, face: str = "Fraunces-SemiBold", mark: Mark | None = None, spaced: float = 0
) -> QImage:
    """A name written in one of the bundled typefaces, on nothing, 80 units high."""
    number = QFontDatabase.addApplicationFont(str(FONTS / f"{face}.ttf"))
    font = QFont(QFontDatabase.applicationFontFamilies(number)[0])
    font.setPixelSize(52)
    font.setWeight(QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spaced)
    left = 60 if mark else 4
    wide = int(QFontMetricsF(font).horizontalAdvance(word)) + left + 8
    image = QImage(wide * 2, 160, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2, 2)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(left, 0, wide, 80), Qt.AlignmentFlag.AlignVCenter, word)
    if mark:
        painter.translate(28, 42)
        painter.scale(0.48, 0.48)
        mark(colour)(painter)
    painter.end()
    return image.scaled(wide, 80, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
