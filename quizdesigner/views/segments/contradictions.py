"""Groups that may hold one value and do not: what is wrong, a shopper who shows it, and the mends."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits, tags
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.coverage import Coverage, Sheet
from quizdesigner.quiz.document import Service
from quizdesigner.views import tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Figure, button, column, emptied, icon_button, row, rule
from quizdesigner.views.kit.labels import show_when
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.segments.mends import Clash, clash, faults
from quizdesigner.views.segments.tag_flow import Shown, TagFlow
from quizdesigner.views.segments.words import wrapped

_LETTERS = 30
_MOST = 4
"""Groups shown at once; the cards below the segments name the others."""


class Contradictions(QWidget):
    """One part for each group with a fault; nothing where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._errand = Errand(desk)
        self._counted: Coverage | None = None
        self.parts: list[FaultPart] = []
        self._box = column(gap=0)
        self.setLayout(self._box)
        desk.ended.connect(self._errand.cancel)

    def show_counted(self) -> None:
        """Show what was counted last."""
        coverage = self._desk.forecast.coverage
        if not self._desk.forecast.current or coverage is self._counted:
            return
        self._counted = coverage if isinstance(coverage, Coverage) else None
        found = faults(self._desk.project, self._desk.quiz, self._counted)[:_MOST] if self._counted else ()
        if [part.finding for part in self.parts] != list(found):
            emptied(self._box)
            self.parts = [FaultPart(self._desk, one) for one in found]
            for part in self.parts:
                self._box.addWidget(rule())
                self._box.addWidget(part)
            self.setVisible(bool(found))
        if self.parts:
            self._errand.run(self._find())

    def show_group(self, group: str) -> None:
        """Give the keyboard to what is wrong with a group; Tab goes on to its mends."""
        part = next((one for one in self.parts if one.finding.group == group), None)
        if part is not None and self.isVisible():
            # One that was made just now would be shown a turn of the loop later.
            part.show()
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._errand.cancel()
        self._counted = None

    async def _find(self) -> None:
        for part in tuple(self.parts):
            if part.finding.wanted is not None:
                part.show_sheet(await self._desk.forecast.example(part.finding.wanted))


class FaultPart(QWidget):
    """One group with a fault. It takes the keyboard where a problem leads to it; Tab goes by it to the mends."""

    def __init__(self, desk: Desk, finding: Finding) -> None:
        super().__init__()
        self._desk = desk
        self.finding = finding
        self._sheet: Sheet | None = None
        self._clash = Clash(())
        several = finding.wanted is not None and finding.wanted.what == "group_several"
        title = "Two values in one group" if several else "No value in a group"
        text = f"{finding.group}: may hold one value. {finding.text}"
        if several and (named := _services(desk)):
            text += f" {named} would show these shoppers in two segments."
        self.text = wrapped(text)
        self.flow = TagFlow()
        self.flow.hide()
        self.mend = button("", small=True)
        self.mend.clicked.connect(self._mend)
        self.mend.hide()
        self.allow = button("Allow both" if several else "Allow any number", "ghost", small=True)
        self.allow.setToolTip(f"Let {finding.group}: hold any number of values")
        self.allow.clicked.connect(self._allow)
        self.look = icon_button("play", f"Preview one with this fault of {finding.group}:", small=True)
        self.look.clicked.connect(lambda: desk.preview_shopper(self._sheet) if self._sheet is not None else None)
        self.look.hide()
        self.go = button("Go to the rule", small=True)
        self.go.clicked.connect(self._go)
        head = row(Figure("triangle-alert", "text2"), wrapped(title, "label"), self.look, gap=10)
        head.setStretch(1, 1)
        acts = row(self.go, self.mend, self.allow, None, gap=6)
        show_when(self.go, bool(finding.question))
        self.setAccessibleName(f"{title}. {text}")
        self.setLayout(column(head, self.text, self.flow, acts, gap=8, margins=(16, 10, 16, 14)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.current().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 3, -5, -3), 8, 8)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self.hasFocus() or not forward:
            return super().focusNextPrevChild(forward)
        # It is no stop of its own, so that Qt knows no next one.
        first = next(one for one in (self.look, self.go, self.mend, self.allow) if one.isVisible())
        first.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the tags of a shopper who has the fault."""
        self._sheet = sheet
        self.look.setVisible(sheet is not None)
        project, quiz = self._desk.project, self._desk.quiz
        self._clash = clash(project, quiz, self.finding.group, sheet) if sheet is not None else Clash(())
        shown: list[Shown] = []
        for one in self._clash.names:
            if shown:
                shown.append(Shown("+", word=True))
            shown.append(Shown(one, tags.colour_of(project, one)))
        self.flow.show_tags(tuple(shown))
        self.flow.setVisible(bool(shown))
        self.mend.setVisible(bool(self._clash.tag))
        if self._clash.tag:
            name = next(one.name for one in project.tags if one.id == self._clash.tag)
            words = f"Rename to {self._clash.name}" if self._clash.name else f"See what gives {name}"
            self.mend.setText(words if len(words) <= _LETTERS else f"{words[:_LETTERS]}…")
            self.mend.setToolTip(plain_tip(f"Rename {name} everywhere" if self._clash.name else words))
            self.mend.setAccessibleName(f"Rename {name} to {self._clash.name}" if self._clash.name else words)

    def _mend(self) -> None:
        tag, name = self._clash.tag, self._clash.name
        if name:
            self._desk.editor.do(edits.rename_tag, tag, name)
        else:
            self._desk.go("customer_tags")
            self._desk.tag_asked.emit(tag)

    def _allow(self) -> None:
        self._desk.editor.do(edits.set_single, self.finding.group, False, label="allow several values")

    def _go(self) -> None:
        self._desk.open_question(self.finding.question)
        self._desk.go("builder")


def _services(desk: Desk) -> str:
    """The services that keep the shoppers and segment them, as the subject of a sentence; empty where there is none."""
    keeping = [one.service for one in desk.project.connections if one.service not in _PASSING_ON]
    names = list(dict.fromkeys(one.label for one in keeping))
    return " and ".join(names) if len(names) < 3 else "Each service"


_PASSING_ON = (Service.ZAPIER, Service.WEBHOOK)
