"""What the sheet lists: checks with a way to what they are about, and what changes for shoppers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from quizdesigner.quiz.check import Finding, untagged
from quizdesigner.quiz.compare import Difference
from quizdesigner.quiz.document import Connection, Project, Quiz
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import Figure, button, column, label, row, rule
from quizdesigner.views.kit.labels import grouped

_SIGN = {"added": ("+", "ok"), "removed": ("−", "bad"), "changed": ("~", "accent")}
_LEVEL = {"error": ("circle-x", "bad"), "warning": ("triangle-alert", "warn"), "ok": ("circle-check", "ok")}

MOST = 200
"""Changes shown one by one; after that many nobody reads on, and the rest is a count."""


class Line(QWidget):
    """A check: a sign, what it is, words that go with it, and at most one thing to do about it."""

    def __init__(
        self, level: str, text: str, more: str = "", do: str = "", then: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        icon, colour = _LEVEL[level]
        self.level = level
        self.words = label(text, "strong" if more else "", wrap=not more)
        box = row(Figure(icon, colour), self.words, gap=10)
        if more:
            said = label(more, "secondary", wrap=True)
            box.addWidget(said, 1)
        else:
            box.setStretch(1, 1)
        if then is not None:
            self.do = button(do, "link", small=True)
            self.do.setAccessibleName(f"{do}: {text}")
            self.do.clicked.connect(then)
            box.addWidget(self.do)
        self.setLayout(box)
        self.setMinimumHeight(28)
        self.setAccessibleName(f"{text} {more}".strip())


def check_lines(
    project: Project,
    quiz: Quiz,
    findings: tuple[Finding, ...],
    missing: tuple[Connection, ...],
    show: Callable[[str], None],
    connect: Callable[[], None],
) -> list[Line]:
    """One line for each finding and for what is in order; `show` goes to a question by its id."""
    errors = [one for one in findings if one.level == "error"]
    lines = [_finding(one, show) for one in errors]
    if not errors:
        lines.append(Line("ok", "Nothing is broken", "every rule leads forward and every shopper reaches the results"))
    lines.append(_connections(project, missing, connect))
    lines += [_finding(one, show) for one in findings if one.level == "warning"]
    if count := untagged(quiz):
        noun = "choice has" if count == 1 else "choices have"
        lines.append(Line("warning", f"{grouped(count)} {noun} no tag", "You can publish all the same."))
    return lines


def _finding(one: Finding, show: Callable[[str], None]) -> Line:
    then = (lambda: show(one.question)) if one.question else None
    return Line(one.level, one.text, do="Show", then=then)


def _connections(project: Project, missing: tuple[Connection, ...], connect: Callable[[], None]) -> Line:
    used = [one for one in project.connections if one.enabled]
    if not used:
        return Line("ok", "No connection", "answers stay on the host", "Connect a CRM", connect)
    if missing:
        names = " and ".join(one.service.value.capitalize() for one in missing)
        more = f"{names}. The host keeps the key it has; everything else is published."
        return Line("warning", "Key missing on this computer", more, "Enter it", connect)
    names = " and ".join(one.service.value.capitalize() for one in used)
    return Line("ok", "Connections ready", f"{names}; keys go to the host sealed")


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
    """One difference: sort, what, and under it what that does."""

    def __init__(self, difference: Difference) -> None:
        super().__init__()
        sign, colour = _SIGN[difference.sort]
        self.difference = difference
        mark = Sign(sign, colour)
        words: list[QWidget] = [label(difference.text, "strong", wrap=True)]
        if difference.effect:
            words.append(label(f"↳  {difference.effect}", "secondary", wrap=True))
        inner = column(*words, gap=2)
        box = row(column(mark, None), inner, gap=10)
        box.setStretch(1, 1)
        self.setLayout(column(box, 4, rule(), gap=4))
        self.setAccessibleName(f"{difference.sort}: {difference.text}. {difference.effect}")


def change_lines(differences: tuple[Difference, ...]) -> list[QWidget]:
    """The differences, and how many more there are."""
    lines: list[QWidget] = [ChangeLine(one) for one in differences[:MOST]]
    if len(differences) > MOST:
        more: QLabel = label(f"and {grouped(len(differences) - MOST)} more", "secondary")
        lines.append(more)
    return lines
