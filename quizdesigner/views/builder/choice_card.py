"""One choice as the shopper's page draws it: a row, a card under a picture, a line of a list."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizdesigner.quiz.answers import asks_text
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Role, Theme
from quizdesigner.views import pictures, tokens
from quizdesigner.views.builder.look import colours, families
from quizdesigner.views.builder.media_tile import media_file, paint_covering
from quizdesigner.views.builder.writing import Writing, focus_end
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon

_NO_CHOICE = Choice("none")
_LOOK = Theme()
_TILE = 400
"""Pixels on the longer side of a picture kept for drawing."""

_MARKS = {Role.NONE: "clears the others", Role.ALL: "stands for all"}
_BESIDE = 38


class ChoiceCard(QWidget):
    """One choice; its title is edited on it."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.choice = _NO_CHOICE
        self._kind = Kind.SINGLE
        self._mark = ""
        self._asks = False
        self._image: QImage | None = None
        self._theme, self._palette = _LOOK, colours(_LOOK)
        self.title = Writing(f"Choice {at + 1}", "choice", hint=f"Choice {at + 1}", shifts=True)
        self.title.focused.connect(self.update)
        self.title.left.connect(self.update)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def mark(self) -> str:
        """What is said about the choice's part among the others: nothing for an ordinary one."""
        return "asks for a text" if self._asks else self._mark

    def show_choice(self, project: Project, question: Question, choice: Choice, theme: Theme) -> None:
        """Show the choice as this kind of question draws it."""
        kind = question.kind
        mark = _MARKS.get(choice.role, "") if question.takes_several else ""
        asks = asks_text(question, choice)
        same = (kind, mark, asks, theme) == (self._kind, self._mark, self._asks, self._theme)
        if same and choice is self.choice:
            return
        if theme is not self._theme:
            self._theme, self._palette = theme, colours(theme)
        if choice.picture != self.choice.picture:
            file = media_file(project, choice.picture)
            self._image = pictures.thumbnail(file, _TILE) if file else None
        self._kind, self._mark, self._asks, self.choice = kind, mark, asks, choice
        self.title.centre(kind in (Kind.PICTURE, Kind.YES_NO))
        self._place()
        self.title.show_text(choice.title, choice.id)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        focus_end(self.title)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = self._palette
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        here = self.title.hasFocus()
        painter.setPen(QPen(QColor(tokens.current().accent if here else p.line), 2 if here else 1))
        painter.setBrush(QColor(p.surface))
        edge = 1 if here else 0.5
        corners = 0 if self._kind is Kind.DROPDOWN else min(self._theme.corners, 20)
        painter.drawRoundedRect(QRectF(self._ground()).adjusted(edge, edge, -edge, -edge), corners, corners)
        if self._kind is Kind.PICTURE:
            self._paint_tile(painter, self._tile(), 24)
        elif self._has_picture:
            self._paint_tile(painter, QRect(10, (self._ground().height() - 36) // 2, 36, 36), 15)
        if self._mark:
            self._paint_mark(painter)
        if self._asks:
            self._paint_beside(painter)

    @property
    def _has_picture(self) -> bool:
        return bool(self.choice.picture) and self._kind is not Kind.DROPDOWN

    def _ground(self) -> QRect:
        """The choice itself, without the field that opens beside it."""
        return self.rect().adjusted(0, 0, 0, -_BESIDE - 8) if self._asks else self.rect()

    def _tile(self) -> QRect:
        width = self.width() - 20
        return QRect(10, 10, width, round(width * 0.75))

    def _mark_width(self) -> int:
        return QFontMetrics(font(11.5, 500)).horizontalAdvance(self._mark) + 16 if self._mark else 0

    def _place(self) -> None:
        """Leave room for the tile, the mark and the field beside."""
        if self._kind is Kind.PICTURE:
            self._box.setContentsMargins(6, self._tile().bottom() + 3, 6, 30 if self._mark else 8)
            self._box.setAlignment(self.title, Qt.AlignmentFlag.AlignTop)
        else:
            left, pad = (54 if self._has_picture else 10), (4 if self._kind is Kind.DROPDOWN else 10)
            right = 16 + self._mark_width() if self._mark else 10
            self._box.setContentsMargins(left, pad, right, pad + (_BESIDE + 8 if self._asks else 0))
            self._box.setAlignment(self.title, Qt.AlignmentFlag.AlignVCenter)

    def _paint_mark(self, painter: QPainter) -> None:
        p = self._palette
        spot = QRect(0, 0, self._mark_width(), 20)
        if self._kind is Kind.PICTURE:
            spot.moveCenter(self.rect().center())
            spot.moveBottom(self.height() - 9)
        else:
            spot.moveCenter(self._ground().center())
            spot.moveRight(self.width() - 13)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(p.tile))
        painter.drawRoundedRect(QRectF(spot), 6, 6)
        painter.setFont(font(11.5, 500))
        painter.setPen(QColor(p.brand_ink))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, self._mark)

    def _paint_beside(self, painter: QPainter) -> None:
        """The field that opens when the choice is picked."""
        p = self._palette
        field = QRectF(18, self.height() - _BESIDE, self.width() - 18, _BESIDE).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(QColor(p.edge))
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = min(self._theme.corners, 12)
        painter.drawRoundedRect(field, corners, corners)
        painter.setFont(font(12.5))
        painter.setPen(QColor(p.quiet))
        words = "Here shoppers type their own answer"
        painter.drawText(field.adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_tile(self, painter: QPainter, rect: QRect, size: int) -> None:
        p = self._palette
        corners = min(self._theme.corners, 20) * 0.7
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(rect), corners, corners)
        painter.fillPath(ground, QColor(p.tile))
        if self._image is not None:
            painter.save()
            painter.setClipPath(ground)
            paint_covering(painter, rect, self._image)
            painter.restore()
            return
        if self.choice.picture:
            # Pictures from the web are shown in the preview; here nothing is fetched.
            side = 20 if size > 20 else 16
            middle = rect.center()
            paint_icon(painter, QRect(middle.x() - side // 2, middle.y() - side // 2, side, side), "image", p.quiet)
            return
        face = QFont()
        face.setFamilies(families(self._theme.headings))
        face.setPixelSize(size)
        face.setWeight(QFont.Weight.DemiBold)
        painter.setFont(face)
        painter.setPen(QColor(p.ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.choice.title.strip()[:1].upper())
