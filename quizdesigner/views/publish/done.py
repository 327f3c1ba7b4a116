"""What to do with a quiz that is live: its address, a picture of it for phones, and code for a shop's page."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from quizdesigner.views.kit import Field, Figure, button, column, label, row
from quizdesigner.views.publish.embed import frame_code, link_code, popup_code
from quizdesigner.views.publish.intent import Done

_EDGE = 4
"""Modules of white around a QR code; cameras need them."""


class QrCode(QWidget):
    """An address as a QR code, dark on white in either theme."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[bytes, ...] = ()
        self.setFixedSize(QSize(168, 168))

    def show_address(self, address: str) -> None:
        """Show this address."""
        self._rows = tuple(bytes(one) for one in segno.make(address, error="m", micro=False).matrix)
        self.setAccessibleName(f"QR code of {address}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(self.rect(), 10, 10)
        if not self._rows:
            return
        # Whole pixels: a module with a soft edge is what cameras stumble over.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        side = self.width() // (len(self._rows) + 2 * _EDGE)
        start = (self.width() - side * len(self._rows)) // 2
        painter.setBrush(QColor("#1D1B18"))
        for down, modules in enumerate(self._rows):
            for across, dark in enumerate(modules):
                if dark:
                    painter.drawRect(QRectF(start + across * side, start + down * side, side, side))


class DonePage(QWidget):
    """The end of a publication."""

    def __init__(self) -> None:
        super().__init__()
        self._url = ""
        self.title = label("", "heading")
        self.sentence = label("Shoppers see it from now on.", "secondary", wrap=True)
        self.qr = QrCode()
        self.link = _shown("Address of the quiz")
        self.embed_link = _shown("Code for a link")
        self.embed_frame = _shown("Code for the quiz in a page")
        self.embed_popup = _shown("Code for a button that opens the quiz")
        self.open_link = button("Open", "plain", "external-link")
        self.open_link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._url)))
        words = column(
            row(Figure("circle-check", "ok"), self.title, None, gap=10),
            self.sentence,
            8,
            label("Link", "label"),
            row(self.link, _copy("Copy link", self.link), self.open_link),
            6,
            label("In a shop's page: a link to the quiz", "label"),
            row(self.embed_link, _copy("Copy code of the link", self.embed_link)),
            6,
            label("In a shop's page: the quiz itself", "label"),
            row(self.embed_frame, _copy("Copy code of the frame", self.embed_frame)),
            6,
            label("In a shop's page: a button that opens the quiz over it", "label"),
            row(self.embed_popup, _copy("Copy code of the button", self.embed_popup)),
            None,
            gap=6,
        )
        scan = label("Scan to try it on a phone", "hint")
        scan.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        code = column(self.qr, scan, None, gap=4)
        box = row(words, code, gap=28, margins=(26, 24, 26, 20))
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_done(self, done: Done, quiz_name: str) -> None:
        """Show what is live."""
        self._url = done.published.url
        self.title.setText(f"Version {done.published.revision} is live on {done.host.name}")
        self.link.setText(self._url)
        self.embed_link.setText(link_code(self._url, quiz_name))
        self.embed_frame.setText(frame_code(self._url, quiz_name))
        self.embed_popup.setText(popup_code(self._url, quiz_name))
        for field in (self.link, self.embed_link, self.embed_frame, self.embed_popup):
            field.setCursorPosition(0)
        self.qr.show_address(self._url)


def _shown(name: str) -> Field:
    made = Field(name, mono=True)
    made.setReadOnly(True)
    return made


def _copy(name: str, field: QLineEdit) -> QWidget:
    made = button("Copy", "plain", "copy", hint=name)
    made.setAccessibleName(name)
    made.clicked.connect(lambda: QGuiApplication.clipboard().setText(field.text()))
    return made
