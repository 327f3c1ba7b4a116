"""Words and small signs: labels, badges, key hints, figures, notices, empty states, a client's square."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.style import set_kind

Tone = Literal["plain", "ok", "warn", "bad"]

_SIGN = {"plain": "info", "ok": "circle-check", "warn": "triangle-alert", "bad": "circle-x"}
_INK = {"plain": "text2", "ok": "ok", "warn": "warn", "bad": "bad"}


def label(text: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """Plain words, never markup.

    `kind`: title, heading, section, strong, label, secondary, hint, mono, ok, warn, bad, or none for body text.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # A new policy forgets that lines need height, and the words would be cut after the first.
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    else:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def show_when(part: QWidget, wanted: bool) -> None:
    """Show or hide a part. One without a parent is shown with its parent, not as a window for the blink of an eye."""
    if wanted and part.parentWidget() is None:
        part.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        part.setVisible(wanted)


class SectionLabel(QLabel):
    """The small heading of a group in a panel: Question, Choices, Show when."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "label")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class Badge(QLabel):
    """A count or a word on a small round ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say("")

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Show `text` in this tone; nothing is shown for an empty one."""
        self.setText(text)
        show_when(self, bool(text))
        set_kind(self, "badge" if tone == "plain" else f"badge-{tone}")


class KeyHint(QLabel):
    """A key in a small frame: Ctrl K."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Figure(QWidget):
    """An icon in a colour of the theme, 16 pixels unless told."""

    def __init__(self, icon: str, colour: str = "text2", size: int = 16) -> None:
        super().__init__()
        self._icon = icon
        self._colour = colour
        self.setFixedSize(QSize(size, size))

    def show_icon(self, icon: str, colour: str = "text2") -> None:
        """Show another icon or colour."""
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.rect(), self._icon, self._colour)


class Square(QWidget):
    """A client's or a service's first letter on a square of colour."""

    def __init__(self, name: str, size: int = 24, colour: str = "") -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self.setFixedSize(QSize(size, size))

    def show_name(self, name: str, colour: str = "") -> None:
        """Show another name's letter."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_square(painter, self.rect(), self._name, self._colour)


def paint_square(painter: QPainter, rect: QRect, name: str, colour: str = "") -> None:
    """Draw the square with the first letter of `name`; the ground comes from the name unless given."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ground = QColor(colour or tokens.square_of(name))
    painter.setBrush(ground)
    round_by = rect.height() * 0.22
    painter.drawRoundedRect(QRectF(rect), round_by, round_by)
    painter.setPen(QColor("#1D1B18" if ground.lightnessF() > 0.62 else "#FFFFFF"))
    painter.setFont(font(rect.height() * 0.48, 700))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name.strip()[:1].upper() or "?")
    painter.restore()


class Notice(QFrame):
    """One line in place that says how things stand: ok, warn, bad or plain. Empty words hide it."""

    def __init__(self, text: str = "", tone: Tone = "plain", action: QPushButton | None = None) -> None:
        super().__init__()
        self._figure = Figure("info")
        self._words = label("", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._action = action
        self._sign = QVBoxLayout()
        self._sign.addWidget(self._figure)
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(8)
        box.addLayout(self._sign)
        box.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        if action is not None:
            box.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        self.say(text, tone)

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Show these words in this tone; nothing for empty ones."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._figure.show_icon(_SIGN[tone], _INK[tone])
        set_kind(self, f"notice-{tone}")
        set_kind(self._words, "secondary" if tone == "plain" else tone)
        self._align()
        show_when(self, bool(text))

    def text(self) -> str:
        """The words shown."""
        return self._words.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._align()

    def _align(self) -> None:
        """The sign and the first line in the middle of whatever is highest in that line."""
        line, sign = self._words.fontMetrics().height(), self._figure.height()
        beside = 0 if self._action is None or self._action.isHidden() else self._action.sizeHint().height()
        high = max(line, sign, beside)
        self._sign.setContentsMargins(0, (high - sign) // 2, 0, 0)
        # Below as above, or words of several lines would hang low.
        self._words.setContentsMargins(0, (high - line) // 2, 0, (high - line) // 2)


class EmptyState(QWidget):
    """What comes here, in one sentence, and the one button that begins it."""

    def __init__(self, sentence: str, action: QPushButton | None = None, icon: str = "") -> None:
        super().__init__()
        self.sentence = label(sentence, "secondary", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setFixedWidth(340)
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addStretch(1)
        if icon:
            box.addWidget(Figure(icon, "text3", 24), 0, Qt.AlignmentFlag.AlignHCenter)
        # In a row of its own: below each other, it would get the height its words need at the full width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.sentence)
        middle.addStretch(1)
        box.addLayout(middle)
        if action is not None:
            box.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
