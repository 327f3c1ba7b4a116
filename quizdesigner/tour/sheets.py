"""A picture of some pages of a PDF side by side, for the docs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

_WIDE = 470
"""Pixels a page is wide."""

_GAP = 24


def picture(pdf: Path, headings: tuple[str, ...], to: Path) -> None:
    """Paint the first page, and the first with each heading, in one row."""
    document = QPdfDocument()
    document.load(str(pdf))
    texts = [document.getAllText(page).text() for page in range(document.pageCount())]
    # The contents name every heading, so they are looked for behind them.
    pages = [0, *(next(at for at, text in enumerate(texts) if at > 1 and one in text) for one in headings)]
    size = document.pagePointSize(0)
    high = round(_WIDE * size.height() / size.width())
    image = QImage(QSize((_WIDE + _GAP) * len(pages) + _GAP, high + 2 * _GAP), QImage.Format.Format_RGB32)
    image.fill(QColor("#D9D5CD"))
    painter = QPainter(image)
    for place, page in enumerate(pages):
        # Twice as large and then made smaller: thin lines and small letters stay.
        drawn = document.render(page, QSize(2 * _WIDE, 2 * high), QPdfDocumentRenderOptions())
        at = QRectF(_GAP + place * (_WIDE + _GAP), _GAP, _WIDE, high)
        painter.fillRect(at, QColor("white"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(at, drawn)
    painter.end()
    document.close()
    to.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(to))
