"""One delivery in a line, with the details below it once they are asked for."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.quiz.check import capital
from quizdesigner.quiz.phrases import counted
from quizdesigner.sync.host import Delivery
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.hosts import said_day
from quizdesigner.views.kit import Figure, button, column, label, row, rule
from quizdesigner.views.kit.labels import show_when

_SIGNS = {"done": ("circle-check", "ok"), "waiting": ("clock", "text2"), "refused": ("circle-x", "bad")}
_LEFT_OUT = ("triangle-alert", "warn")


class Told(Struct, frozen=True):
    """A delivery as a row tells it, at a time. Two that are equal look the same."""

    delivery: Delivery
    when: str
    text: str

    @classmethod
    def at(cls, delivery: Delivery, now: datetime) -> Told:
        """How it is told `now`."""
        return cls(delivery, said_day(datetime.fromisoformat(delivery.at), now), _text(delivery, now))


class DeliveryRow(QWidget):
    """State, contact, what the service said, when. `again` asks to send it again, `opened` tells of its details."""

    again_asked = Signal()
    opened = Signal(bool)

    def __init__(self, told: Told, *, is_open: bool) -> None:
        super().__init__()
        self.delivery = delivery = told.delivery
        left_out = delivery.state == "done" and bool(delivery.note)
        icon, ink = _LEFT_OUT if left_out else _SIGNS[delivery.state]
        self._who = contact = delivery.contact or "no email address"
        self._short = _Short(told.text)
        self.details = QWidget()
        self.toggle = button("Show", "link", small=True)
        self.toggle.clicked.connect(lambda: self._open(self.details.isHidden()))
        # There is nothing to add to a delivery that went as it should.
        show_when(self.toggle, bool(told.text))
        self.again = button("Send again", small=True)
        self.again.setAccessibleName(f"Send again to {contact}")
        self.again.clicked.connect(self.again_asked)
        show_when(self.again, delivery.state == "refused")
        many = counted(delivery.attempts, "try", "tries")
        words = label(capital(told.text), wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setLayout(
            column(words, row(label(many, "hint"), None, self.again), gap=4, margins=(39, 0, 15, 10))
        )
        name = label(contact)
        # Where there is no button, the line is as high as where there is one.
        name.setMinimumHeight(self.toggle.sizeHint().height())
        line = row(Figure(icon, ink), name, gap=8, margins=(15, 4, 11, 4))
        line.addWidget(self._short, 1)
        line.addWidget(label(told.when, "hint"))
        line.addWidget(self.toggle)
        self.setAccessibleName(f"{contact}, {delivery.state}. {told.text}".strip())
        self.setLayout(column(rule(), line, self.details, gap=0))
        self._show_details(is_open)

    def _open(self, wanted: bool) -> None:
        self._show_details(wanted)
        self.opened.emit(wanted)

    def _show_details(self, wanted: bool) -> None:
        self.details.setVisible(wanted)
        self._short.set_text_shown(not wanted)
        self.toggle.setText("Hide" if wanted else "Show")
        self.toggle.setAccessibleName(f"{self.toggle.text()} the details of {self._who}")


class _Short(QWidget):
    """Words that end in … where there is no room for all."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._shown = True
        self.setFont(font(12))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text_shown(self, shown: bool) -> None:
        """Show the words, or leave their room empty."""
        self._shown = shown
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown:
            painter = QPainter(self)
            painter.setPen(QColor(tokens.current().text2))
            words = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)


def _text(delivery: Delivery, now: datetime) -> str:
    """What the service said, and for one that waits, until when."""
    if delivery.until is None:
        return delivery.note
    here, today = datetime.fromisoformat(delivery.until).astimezone(), now.astimezone()
    if here <= today:
        until = "waits its turn"
    else:
        until = "until " + (f"{here:%H:%M}" if here.date() == today.date() else f"{here.day} {here:%B}, {here:%H:%M}")
    return f"{until}, {delivery.note}" if delivery.note else until
