"""A widget whose parts wrap like words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 6


class Wrapping(QWidget):
    """Knows where its parts stand at any width; whoever inherits paints them there."""

    def __init__(self) -> None:
        super().__init__()
        self._sizes: tuple[QSize, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def wrap(self, sizes: Sequence[QSize]) -> None:
        """Have parts of these sizes. They are measured once, for a layout asks for the height some dozen times."""
        self._sizes = tuple(sizes)
        self.updateGeometry()
        self.update()

    def rects(self, width: int) -> list[QRect]:
        """Where the parts stand; none is wider than the whole."""
        found = []
        left = top = 0
        for size in self._sizes:
            wide = min(size.width(), width)
            if left and left + wide > width:
                left, top = 0, top + size.height() + _GAP
            found.append(QRect(left, top, wide, size.height()))
            left += wide + _GAP
        return found

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((rect.bottom() + 1 for rect in self.rects(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width() or 240))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(self.width() or 240))
