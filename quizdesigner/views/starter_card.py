"""A card with a finished quiz to start from."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from quizdesigner.quiz.document import Project
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import PaintedButton


class StarterCard(PaintedButton):
    """A button: picture in the quiz's own colours, title, how many questions and tags there are."""

    def __init__(self, title: str, project: Project) -> None:
        super().__init__()
        quiz = project.quizzes[0]
        asked = sum(question.traits.takes_answer for question in quiz.questions)
        self._title = title
        self._about = f"{asked} questions, {len(project.tags)} tags"
        self._theme = quiz.theme
        self.setAccessibleName(f"Start from {title}: {self._about}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(238, 76)

    def sizeHint(self) -> QSize:
        return QSize(238, 76)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colours.line_strong if self.underMouse() else colours.line))
        if self.hasFocus():
            edge = edge.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(QColor(colours.hover if self.isDown() else colours.surface))
        painter.drawRoundedRect(edge, 10, 10)
        picture = QRectF(14, 15, 46, 46)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(self._theme.brand)
        ground.setAlpha(34 if not colours.dark else 80)
        painter.setBrush(ground)
        painter.drawRoundedRect(picture, 7, 7)
        paint_icon(
            painter,
            picture.adjusted(12, 12, -12, -12),
            "shopping-bag",
            self._theme.brand if not colours.dark else "text",
        )
        painter.setFont(font(13, 600))
        painter.setPen(QColor(colours.text))
        painter.drawText(QRect(72, 18, 156, 20), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        painter.drawText(QRect(72, 39, 156, 20), Qt.AlignmentFlag.AlignVCenter, self._about)
