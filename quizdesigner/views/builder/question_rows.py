"""How a question looks in the list: number, title over up to two lines, kind, jumps, *shown when*."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.quiz.document import Question, ResultsPage
from quizdesigner.views import tokens
from quizdesigner.views.builder.kinds import kind_line
from quizdesigner.views.builder.order_list import ROW, Row, paint_ground, paint_sign
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.rows import Index

_LEFT = 49
_RIGHT = 20
_EDGE = 12
_TITLE = 18
_KIND = 16
_PAD = 10


class QuestionDelegate(QStyledItemDelegate):
    """Paints `Row`s whose part is a question or a results page."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        row: Row = index.data(ROW)
        lines = len(two_lines(_title(row), width - _LEFT - _RIGHT))
        above = 13 if isinstance(row.part, ResultsPage) else 0
        return QSize(width, above + 2 * _PAD + lines * _TITLE + _KIND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        rect = QRect(option.rect)
        colours = tokens.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row.part, ResultsPage):
            painter.fillRect(QRect(16, rect.top() + 6, rect.width() - 32, 1), QColor(colours.line))
            rect.setTop(rect.top() + 13)
        ground = QRectF(rect).adjusted(8.5, 1.5, -8.5, -1.5)
        here = self._view.hasFocus() and index == self._view.currentIndex()
        paint_ground(painter, option, ground, 8, focused=here)
        top = rect.top() + _PAD
        if isinstance(row.part, ResultsPage):
            paint_icon(painter, QRect(25, top + 1, 15, 15), "flag", "text2")
        elif row.number is not None:
            painter.setFont(font(12.4, 500))
            painter.setPen(QColor(colours.text3))
            spot = QRect(14, top, 26, _TITLE)
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(row.number))
        painter.setFont(font(13, 600))
        painter.setPen(QColor(colours.text if row.title else colours.text3))
        for line in two_lines(_title(row), rect.width() - _LEFT - _RIGHT):
            painter.drawText(QRect(_LEFT, top, rect.width() - _LEFT, _TITLE), Qt.AlignmentFlag.AlignVCenter, line)
            top += _TITLE
        self._paint_kind(painter, row, QRect(_LEFT, top + 1, rect.width() - _LEFT - _EDGE, _KIND))
        painter.restore()

    def _paint_kind(self, painter: QPainter, row: Row, rect: QRect) -> None:
        colours = tokens.current()
        if row.sign:
            paint_sign(painter, QRect(rect.right() - 16, rect.top() + 1, 14, 14), row.sign)
            rect = rect.adjusted(0, 0, -22, 0)
        painter.setFont(font(11.5))
        metrics = painter.fontMetrics()
        question = row.part if isinstance(row.part, Question) else None
        words = kind_line(question) if question else "Results page"
        if isinstance(row.part, ResultsPage) and not row.title:
            words = "the end of the quiz"
        painter.setPen(QColor(colours.text2))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        left = rect.left() + metrics.horizontalAdvance(words) + 9
        if question is not None and question.jumps:
            paint_icon(painter, QRect(left, rect.top() + 2, 12, 12), "git-branch", "text2")
            count = str(len(question.jumps))
            spot = QRect(left + 15, rect.top(), 30, rect.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, count)
            left += 15 + metrics.horizontalAdvance(count) + 9
        if question is not None and question.show_when is not None:
            paint_icon(painter, QRect(left, rect.top() + 2, 12, 12), "eye", "accent_text")
            painter.setPen(QColor(colours.accent_text))
            spot = QRect(left + 15, rect.top(), rect.right() - left - 15, rect.height())
            # Where the words do not fit, the eye stands alone.
            if metrics.horizontalAdvance("shown when") <= spot.width():
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, "shown when")


@lru_cache(maxsize=1024)
def two_lines(text: str, width: int) -> tuple[str, ...]:
    """The text in one line or two of `width` pixels, the second cut with … where it must be."""
    metrics = QFontMetrics(font(13, 600))
    words = text[:200].split()
    first = ""
    while words:
        longer = f"{first} {words[0]}".strip()
        if metrics.horizontalAdvance(longer) > width:
            break
        first = longer
        words.pop(0)
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
    return (first, rest) if first and rest else (first or rest,)


def _title(row: Row) -> str:
    if row.title:
        return row.title
    return "Results page" if isinstance(row.part, ResultsPage) else "No title yet"
