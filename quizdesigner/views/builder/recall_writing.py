"""Text on the page that may recall earlier answers: `{` offers them, and each stands on a tinted ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextBlock

from quizdesigner.quiz import check, recall
from quizdesigner.quiz.document import Question, Quiz
from quizdesigner.quiz.recall import FIRST_NAME
from quizdesigner.views.builder.look import colours
from quizdesigner.views.builder.picker import Option, OptionList
from quizdesigner.views.builder.writing import Writing
from quizdesigner.views.fuzzy import score

_BEGUN = re.compile(r"\{([^{}|\n]{0,60})$")
_TOKEN = re.compile(r"\{[^{}\n]{1,301}\}")
_NOBODY = Quiz("none", "")


class RecallWriting(Writing):
    """Shows recalls by the names of their questions, and tells `edited` the text as the project keeps it, with ids."""

    def __init__(self, name: str, role: str, *, hint: str, running: bool = False) -> None:
        super().__init__(name, role, hint=hint, running=running)
        self._quiz = _NOBODY
        self._offered: tuple[Question, ...] = ()
        self._pill = QColor()
        self._list = OptionList(f"Answers to recall in {name.lower()}", high=260)
        self._list.setParent(self)
        self._list.picked.connect(self._recall)
        self.edited.connect(lambda _: self._offer())

    def show_recalling(self, quiz: Quiz, text: str, about: str, offered: Sequence[Question]) -> None:
        """Show what the project says of `about` (an id); the answers to the questions `offered` can be recalled."""
        self._quiz, self._offered = quiz, tuple(offered)
        self._pill = QColor(colours(quiz.theme).tile)
        self.show_text(recall.shown(quiz, text), about)

    @property
    def offers(self) -> tuple[Option, ...]:
        """The answers on offer; nothing while the list is closed."""
        return self._list.offered

    def kept(self, text: str) -> str:
        return recall.stored(self._quiz, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._list.take_key(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._list.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._pill)
        block = self.document().firstBlock()
        while block.isValid():
            for pill in self._pills(block):
                painter.drawRoundedRect(pill, 5, 5)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _pills(self, block: QTextBlock) -> Iterator[QRectF]:
        """Where the recalls of a block stand, a piece for each line."""
        corner = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        layout = block.layout()
        for match in _TOKEN.finditer(block.text()):
            if not recall.recalled(recall.stored(self._quiz, match[0])) & {one.id for one in self._quiz.questions}:
                continue
            for at in range(layout.lineCount()):
                line = layout.lineAt(at)
                first = max(match.start(), line.textStart())
                last = min(match.end(), line.textStart() + line.textLength())
                if first < last:
                    left, right = _place(line.cursorToX(first)), _place(line.cursorToX(last))
                    box = QRectF(left - 1, line.y() + 1, right - left + 2, line.height() - 2)
                    yield box.translated(corner)

    def _offer(self) -> None:
        """Offer what fits the name begun before the cursor, if one is."""
        cursor = self.textCursor()
        begun = _BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        if begun is None or not self.hasFocus():
            self._list.hide()
            return
        names, numbers = recall.names(self._quiz), check.numbers(self._quiz)
        found = []
        for one in self._offered:
            fits = max((score(begun[1], text) or -1 for text in (names[one.id], one.title)), default=-1)
            if fits >= 0 or not begun[1].strip():
                found.append((fits, Option(one.id, names[one.id], f"question {numbers[one.id]}", "braces")))
        found.sort(key=lambda one: -one[0])
        self._list.offer(self, [option for _, option in found], width=300)

    def _recall(self, question_id: str) -> None:
        cursor = self.textCursor()
        begun = _BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        if begun is None:
            return
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(begun[0]))
        name = recall.names(self._quiz)[question_id]
        # “Hello {first name|there}” reads well without a name; of other answers nobody knows what could stand there.
        cursor.insertText(f"{{{name}|there}}" if name == FIRST_NAME else f"{{{name}}}")
        self._list.hide()


def _place(found: object) -> float:
    # PySide gives the place and the cursor it belongs to.
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
