"""What there is to say about the box looked at: what is wrong with it and the way out, or its rules as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.flow_reach import Fault, Reach, fault
from quizdesigner.quiz.sentences import of_condition, of_jump
from quizdesigner.quiz.shares import of_all
from quizdesigner.views import tokens
from quizdesigner.views.flow.picture import Picture
from quizdesigner.views.kit import Card, Figure, button, column, emptied, label, row

WIDTH = 352
_RULES = 4


class FlowCard(Card):
    """`shown` asks for a question or page in the builder, `removed` gives a Fault whose rules are to go."""

    shown = Signal(str)
    removed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self._map = parent
        self.setFixedWidth(WIDTH)
        self._lines = column(gap=6)

    def show_part(
        self,
        project: Project,
        quiz: Quiz,
        picture: Picture,
        reach: Reach | None,
        problems: Sequence[Finding],
        part_id: str,
    ) -> None:
        """Say what there is to say about this question or page; hide where there is none."""
        parts: dict[str, Question | ResultsPage] = {question.id: question for question in quiz.questions}
        parts |= {page.id: page for page in quiz.results}
        part = parts.get(part_id)
        self.setVisible(part is not None)
        if part is None:
            return
        emptied(self.body)
        inside = QWidget()
        self._lines = column(gap=6)
        inside.setLayout(self._lines)
        self.body.addWidget(inside)
        found = fault(project, quiz, picture.flow, reach, part_id)
        if found is not None:
            self._say_fault(found)
        else:
            self._say_rules(project, quiz, picture, reach, problems, part)
        # Until it is shown, nothing in it takes any room.
        inside.show()
        # What comes late, Tab comes to after all else in the window; here it belongs to the map.
        before: QWidget = self._map
        for one in inside.findChildren(QPushButton):
            self.setTabOrder(before, one)
            before = one
        self.setFixedHeight(self.body.totalHeightForWidth(WIDTH))

    def _say_fault(self, found: Fault) -> None:
        self.setAccessibleName(f"{found.title}. {found.text}")
        self._head(found.title, "warn")
        self._lines.addWidget(label(found.text, "secondary", wrap=True))
        several = len(found.jumps) > 1
        has_rule = bool(found.jumps) or found.show_when
        show = button("Show the rules" if several else "Show the rule" if has_rule else "Open it", small=True)
        show.clicked.connect(lambda: self.shown.emit(found.at))
        buttons = row(show, gap=4)
        if has_rule:
            remove = button("Remove the rules" if several else "Remove the rule", "ghost", small=True)
            remove.clicked.connect(lambda: self.removed.emit(found))
            buttons.addWidget(remove)
        buttons.addStretch(1)
        self._lines.addSpacing(4)
        self._lines.addLayout(buttons)

    def _say_rules(
        self,
        project: Project,
        quiz: Quiz,
        picture: Picture,
        reach: Reach | None,
        problems: Sequence[Finding],
        part: Question | ResultsPage,
    ) -> None:
        box = picture.boxes[picture.places[part.id]]
        title = box.title if box is not None else ""
        self.setAccessibleName(title)
        self._head(title)
        lines = []
        if reach is not None and reach.paths:
            paths = reach.screens.get(part.id, 0)
            counts = of_all(paths, reach.paths)
            exact = f": {counts}" if counts else ""
            lines.append((f"{reach.share(part.id)} of answer paths pass{exact}.", "hint"))
        if part.show_when is not None:
            lines.append((f"Shown when {of_condition(project, quiz, part.show_when)}.", "secondary"))
        if isinstance(part, Question):
            said = [f"{of_jump(project, quiz, part, jump)}." for jump in part.jumps]
            lines += [(sentence, "secondary") for sentence in said[:_RULES]]
            if len(said) > _RULES:
                lines.append((f"And {len(said) - _RULES} more rules.", "hint"))
            found = (one for one in problems if one.question == part.id and one.part in ("show_when", "rules"))
            lines += [(one.text, "warn") for one in found][:_RULES]
            if not part.jumps:
                lines.append(("Then the next question in order.", "secondary"))
        elif part.show_when is None:
            lines.append(("Shown to whoever comes here.", "secondary"))
        for text, kind in lines:
            self._lines.addWidget(label(text, kind, wrap=True))
        opener = button("Open it", small=True)
        opener.clicked.connect(lambda: self.shown.emit(part.id))
        self._lines.addSpacing(4)
        self._lines.addLayout(row(opener, label("Enter", "hint"), None))

    def _head(self, title: str, tone: str = "") -> None:
        words = label(title, "strong", wrap=True)
        if tone:
            words.setStyleSheet(f"color: {tokens.current().colour(tone)};")
            line = row(Figure("triangle-alert", tone), words)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        else:
            self._lines.addWidget(words)
