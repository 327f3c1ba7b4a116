"""The checks before a publication: what is in order, what is not, and the way to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.check import Finding, untagged
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import Connection, Project, Quiz
from quizdesigner.quiz.phrases import counted, listed
from quizdesigner.views.kit import Figure, button, label, row

_LEVEL = {"error": ("circle-x", "bad"), "warning": ("triangle-alert", "warn"), "ok": ("circle-check", "ok")}


class CheckLine(QWidget):
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
    coverage: Coverage | TooMany | None,
    missing: tuple[Connection, ...],
    visit: Callable[[Finding], None],
    connect: Callable[[], None],
) -> list[CheckLine]:
    """One line for each finding and for what is in order; `visit` goes to what a finding is about."""
    errors = [one for one in findings if one.level == "error"]
    lines = [_finding(one, visit) for one in errors]
    if not errors:
        lines.append(_ways(coverage))
    lines.append(_connections(project, missing, connect))
    lines += [_finding(one, visit) for one in findings if one.level == "warning"]
    if count := untagged(quiz):
        bare = counted(count, "choice has", "choices have")
        lines.append(CheckLine("warning", f"{bare} no tag", "You can publish all the same."))
    return lines


def _finding(one: Finding, visit: Callable[[Finding], None]) -> CheckLine:
    somewhere = one.question or one.page or one.segment or one.group or one.product or one.tag
    return CheckLine(one.level, one.text, do="Show", then=(lambda: visit(one)) if somewhere else None)


def _ways(coverage: Coverage | TooMany | None) -> CheckLine:
    """What is in order about the ways through the quiz, as far as it was counted."""
    if not isinstance(coverage, Coverage) or coverage.stuck or not coverage.sheets:
        return CheckLine("ok", "Nothing is broken", "every rule leads forward")
    if all(one.sheets for one in coverage.questions):
        return CheckLine("ok", "Every question can be reached", "and every path ends on a results page")
    return CheckLine("ok", "Nothing is broken", "every path ends on a results page")


def _connections(project: Project, missing: tuple[Connection, ...], connect: Callable[[], None]) -> CheckLine:
    used = [one for one in project.connections if one.enabled]
    if not used:
        return CheckLine("ok", "No connection", "answers stay on the host", "Connect a CRM", connect)
    if missing:
        names = listed([one.service.label for one in missing])
        more = f"{names}. The host keeps the key it has; everything else is published."
        return CheckLine("warning", "Key missing on this computer", more, "Enter it", connect)
    names = listed([one.service.label for one in used])
    return CheckLine("ok", "Connections ready", f"{names}; keys go to the host sealed")
