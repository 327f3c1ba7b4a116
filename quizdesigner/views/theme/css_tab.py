"""The tab CSS: the author's own style sheet, and line by line what of it the page does not take."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from quizdesigner.page.fence import Refusal, fenced
from quizdesigner.quiz import edits
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Notice, TextArea, button, column, emptied, label, row
from quizdesigner.views.style import set_kind

_LISTED = 20


class CssTab(QWidget):
    """What is typed is on the page at once, as far as it stays inside the fence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.css = TextArea("Style sheet", hint="h2 { letter-spacing: -0.02em; }")
        self.css.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        set_kind(self.css, "code")
        self.css.setMinimumHeight(180)
        self.css.setMaximumHeight(16_777_215)
        self.css.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.css.edited.connect(self._set)
        self.css.left.connect(desk.editor.seal)
        self.css.too_long.connect(lambda words: desk.notify(words, "warn"))
        self.summary = Notice()
        self.refusals = column(gap=2)
        self._shown: tuple[Refusal, ...] = ()
        box = column(
            label("Your own style sheet", "strong"),
            label(
                "It dresses what is inside the page and loads nothing from elsewhere. The rest is left out and listed.",
                "hint",
                wrap=True,
            ),
            self.css,
            self.summary,
            self.refusals,
            gap=8,
            margins=(18, 4, 18, 18),
        )
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_css(self) -> None:
        """Show the style sheet of the desk's quiz, and what of it was left out."""
        css = self._desk.quiz.theme.css
        self.css.show_text(css)
        _, refusals = fenced(css)
        if refusals == self._shown:
            return
        self._shown = refusals
        emptied(self.refusals)
        for one in refusals[:_LISTED]:
            line = button(f"Line {one.line}", "link", small=True)
            line.setFixedWidth(58)
            line.clicked.connect(lambda _=False, one=one: self.go_to(one.line))
            what, why = label(f"{one.what[:60]}", "mono", wrap=True), label(one.why, "warn", wrap=True)
            holder = QWidget()
            said = row(column(line, None, gap=0), column(what, why, gap=0), gap=4, margins=(0, 2, 0, 4))
            said.setStretch(1, 1)
            holder.setLayout(said)
            self.refusals.addWidget(holder)
        count = len(refusals)
        self.summary.say(f"{counted(count, 'rule is', 'rules are')} not on the page." if count else "", "warn")

    def go_to(self, line: int) -> None:
        """Put the keyboard at this line (from 1)."""
        cursor = QTextCursor(self.css.document().findBlockByNumber(line - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.css.setTextCursor(cursor)
        self.css.setFocus()

    def _set(self, text: str) -> None:
        quiz_id = self._desk.quiz_id
        merge = f"theme:{quiz_id}:css"
        self._desk.editor.do(edits.change_theme, quiz_id, css=text, merge=merge, label="change the style sheet")
