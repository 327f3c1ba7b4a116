"""The bar over the map: what its colours mean, export, and zoom."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.kit import Panel, button, icon_button, label, row
from quizdesigner.views.style import set_kind

_LEGEND = 860
"""Pixels of width from which there is room for the legend."""


class FlowTools(Panel):
    """`exported` gives svg or png, `fitted` and `zoomed` (in 1, out -1) what was pressed."""

    exported = Signal(str)
    fitted = Signal()
    zoomed = Signal(int)

    def __init__(self, switch: QWidget) -> None:
        super().__init__(margins=(16, 0, 14, 0))
        self.setFixedHeight(52)
        self.note = label("", "hint")
        self.legend = QWidget()
        keys = row(
            *(part for tone, text in _KEYS for part in (_Sample(tone), label(text, "secondary"), 6)),
            gap=6,
        )
        self.legend.setLayout(keys)
        self.export = button("Export", icon="download")
        menu = QMenu(self.export)
        for kind, text in (("svg", "SVG, to scale and edit"), ("png", "PNG, a picture")):
            menu.addAction(text).triggered.connect(lambda _=False, kind=kind: self.exported.emit(kind))
        self.export.setMenu(menu)
        self.fit = button("Fit", icon="maximize", hint="Show the whole map (Ctrl 0)")
        self.fit.clicked.connect(self.fitted)
        self.out = icon_button("minus", "Zoom out", kind="plain")
        self.out.clicked.connect(lambda: self.zoomed.emit(-1))
        self.percent = label("100 %", "secondary")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.percent.setFixedWidth(46)
        self.closer = icon_button("plus", "Zoom in", kind="plain")
        self.closer.clicked.connect(lambda: self.zoomed.emit(1))
        tools = (self.legend, self.export, self.fit, row(self.out, self.percent, self.closer, gap=2))
        self.body.addLayout(row(switch, 6, self.note, None, *tools, gap=8))
        set_kind(self.percent, "secondary")

    def show_zoom(self, zoom: float) -> None:
        """Say how large the map is drawn."""
        self.percent.setText(f"{round(100 * zoom)} %")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.width() >= _LEGEND)


_KEYS = (("jump", "jump"), ("shown", "shown when"), ("warn", "problem"))


class _Sample(QWidget):
    """A way or a box in the colour the legend explains."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(18 if tone == "jump" else 14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._tone == "jump":
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawLine(0, 7, 18, 7)
            return
        shown = self._tone == "shown"
        edge = QColor(colours.accent_line if shown else colours.warn)
        edge.setAlpha(255 if shown else 130)
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(QColor(colours.accent_soft if shown else colours.warn_ground))
        painter.drawRoundedRect(QRectF(1, 1, 12, 12), 3, 3)
