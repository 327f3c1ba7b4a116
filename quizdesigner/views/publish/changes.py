"""What changes for shoppers: a line for each change, and under it what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.consequences import Change, Line, Piece
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.shares import grouped
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import Figure, button, column, label, row, rule
from quizdesigner.views.publish.sentence import Sentence

_SIGN = {"added": ("+", "ok"), "removed": ("−", "bad"), "changed": ("~", "accent")}

_FEW = 4
"""Consequences shown of a change before somebody asks for the rest."""

_LONGEST = 100
"""Characters of numbers behind a share; longer ones nobody can read."""

MOST = 200
"""Changes, or consequences of one, shown one by one; after that many nobody reads on, and the rest is a count."""


class Sign(QWidget):
    """One sign in a colour of the theme: + − ~."""

    def __init__(self, sign: str, colour: str) -> None:
        super().__init__()
        self._sign = sign
        self._colour = colour
        self.setFixedSize(16, 19)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(14, 700))
        painter.setPen(QColor(tokens.current().colour(self._colour)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._sign)


class ChangeLine(QWidget):
    """One difference: its sign, what it is, and under it what it does to shoppers and CRMs."""

    def __init__(self, project: Project, change: Change) -> None:
        super().__init__()
        difference = change.difference
        sign, colour = _SIGN[difference.sort]
        self.difference = difference
        said = (Piece(difference.name, "strong"), Piece(f" {difference.text}" if difference.text else ""))
        self.effects = Effects(project, change.lines, difference.effect)
        inner = column(Sentence(project, said, size=13), self.effects, gap=2)
        box = row(column(Sign(sign, colour), None), inner, gap=10)
        box.setStretch(1, 1)
        self.setLayout(column(box, 5, rule(), gap=4))
        self.setAccessibleName(f"{difference.sort}: {difference.sentence}. {difference.effect}".strip())


class Effects(QWidget):
    """Consequences, the first few at once and the rest when asked for. `first` are words about the change itself."""

    def __init__(self, project: Project, lines: Sequence[Line], first: str = "", few: int = _FEW) -> None:
        super().__init__()
        self._project = project
        # One more line is shorter than the offer to show it.
        few = len(lines) if len(lines) <= few + 1 else few
        self._late = lines[few:]
        self.sentences: list[Sentence] = []
        self.more = button(f"Show {grouped(len(self._late))} more", "link", small=True)
        self.more.clicked.connect(self._show_rest)
        self.more.setVisible(bool(self._late))
        self._rows = column(gap=0)
        if first:
            self._rows.addWidget(_effect(Sentence(project, (Piece(first),))))
        self._add(lines[:few])
        self.setLayout(column(self._rows, row(16, self.more, None, gap=0), gap=0))
        self.setVisible(bool(first or lines))

    def _show_rest(self) -> None:
        self.more.hide()
        self._add(self._late[:MOST])
        if len(self._late) > MOST:
            self._rows.addWidget(label(f"and {grouped(len(self._late) - MOST)} more", "secondary"))

    def _add(self, lines: Sequence[Line]) -> None:
        for line in lines:
            counts = line.counts if len(line.counts) <= _LONGEST else ""
            sentence = Sentence(self._project, line.pieces, counts)
            self.sentences.append(sentence)
            self._rows.addWidget(_effect(sentence, bad=line.bad))


def change_lines(project: Project, changes: Sequence[Change]) -> list[QWidget]:
    """The changes, and how many more there are."""
    lines: list[QWidget] = [ChangeLine(project, one) for one in changes[:MOST]]
    if len(changes) > MOST:
        lines.append(label(f"and {grouped(len(changes) - MOST)} more", "secondary"))
    return lines


def _effect(sentence: Sentence, *, bad: bool = False) -> QWidget:
    figure = Figure("triangle-alert", "warn", 13) if bad else Figure("corner-down-right", "text3", 13)
    made = QWidget()
    box = row(column(5, figure, None, gap=0), sentence, gap=7)
    box.setStretch(1, 1)
    made.setLayout(box)
    return made
