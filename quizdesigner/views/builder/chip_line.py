"""The customer tags of a choice in one painted line; what does not fit is counted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Project
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import chip_size, paint_chip

_HIGH = 20


class ChipLine(QWidget):
    """Shows tags; they are typed under Customer Tags."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: tuple[tuple[str, int | None], ...] = ()
        self.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tags(self, project: Project, tag_ids: Sequence[str]) -> None:
        """Show the tags with these ids."""
        named = {tag.id: tag.name for tag in project.tags}
        names = [named[one] for one in tag_ids if one in named]
        self._chips = tuple((name, tags.colour_of(project, name)) for name in names)
        self.setAccessibleName(f"Tags: {', '.join(names)}" if names else "No tags")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.current().text3))
        if not self._chips:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, "No tags")
            return
        left = 0
        for at, (name, colour) in enumerate(self._chips):
            wide = chip_size(name, small=True).width()
            rest = len(self._chips) - at
            room = self.width() - left - (34 if rest > 1 else 0)
            if wide > room and at:
                spot = QRect(left, 0, self.width() - left, _HIGH)
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, f"+{rest}")
                return
            paint_chip(painter, QRect(left, 0, min(wide, room), _HIGH), name, tokens.current().chip(colour))
            left += wide + 4
