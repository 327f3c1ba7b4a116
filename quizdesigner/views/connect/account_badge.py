"""The badge beside a service's name: the account and when it was tested, as far as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QStyle, QStyleOption, QStylePainter

from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Badge
from quizdesigner.views.kit.plain import plain_tip

_LEAST = 60
_PAD = 8
_SIGN = 12
_GAP = 5


class AccountBadge(Badge):
    """As wide as its words, or less: then the account stands alone, and ends in dots. The tool tip has them all."""

    def __init__(self) -> None:
        super().__init__()
        self._account = ""
        self._fine = True
        self.setMinimumWidth(_LEAST)

    def tell(self, account: str, tested: str, *, fine: bool) -> None:
        """Show the account, or what is wrong with it when it is not `fine`; nothing for empty words."""
        self._account, self._fine = account or tested, fine
        self.say(", ".join(filter(None, (account, tested))), "ok" if fine else "warn")
        self.setToolTip(plain_tip(self.text()))

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(_SIGN + _GAP + 3, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOption()
        option.initFrom(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option)
        sign, ink = ("circle-check", "ok") if self._fine else ("triangle-alert", "warn")
        paint_icon(painter, QRect(_PAD, (self.height() - _SIGN) // 2, _SIGN, _SIGN), sign, ink)
        room = self.rect().adjusted(_PAD + _SIGN + _GAP, 0, -_PAD, 0)
        metrics = self.fontMetrics()
        whole = metrics.horizontalAdvance(self.text()) <= room.width() + 2
        words = self.text() if whole else self._account
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 2)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawItemText(room, side, self.palette(), True, words, QPalette.ColorRole.WindowText)


def ago(seconds: float) -> str:
    """How long ago a test was, in the badge's words."""
    minutes = int(max(seconds, 0) // 60)
    if minutes < 1:
        return "tested just now"
    if minutes < 60:
        return f"tested {minutes} minute{'s' * (minutes != 1)} ago"
    hours = minutes // 60
    return f"tested {hours} hour{'s' * (hours != 1)} ago"
