"""The fields over the row that is typed in: its name, and its rule."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits, segments
from quizdesigner.quiz.document import AnyCondition, Segment
from quizdesigner.quiz.segments import Unread
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field
from quizdesigner.views.segments.rule_field import RuleField


class RowFields(QWidget):
    """Shows one segment at a time. `left` says that nothing is left to type, and whether the list gets the keyboard."""

    left = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.segment: Segment | None = None
        self._written = ""
        self.name = _NameField()
        self.name.setParent(self)
        self.name.textEdited.connect(self._rename)
        self.name.entered.connect(lambda: self.finish(back=True))
        self.name.left.connect(self._focus_left)
        self.rule = RuleField(desk, "Rule of the segment")
        self.rule.setParent(self)
        self.rule.made.connect(self._change)
        self.rule.escaped.connect(lambda: self.left.emit(True))
        self.rule.line.left.connect(self._focus_left)
        # Who gets the keyboard is known a moment after it left.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_where_the_keyboard_is)
        self.hide()

    def open_at(self, segment: Segment) -> None:
        """Become the fields of a segment, with its rule as text."""
        self.segment = segment
        self.name.setText(segment.name)
        self._show_rule(segment)
        self.show()

    def show_segment(self, segment: Segment) -> None:
        """Show the same segment as it is now. A rule half typed stays, unless the segment has another one now."""
        assert self.segment is not None, "fields are open over a segment"
        if segment.rule != self.segment.rule:
            self._show_rule(segment)
        self.segment = segment
        if segment.name != " ".join(self.name.text().split()):
            self.name.show_text(segment.name)

    def finish(self, *, back: bool = False) -> bool:
        """Keep what was typed and leave; stays, and says why, where the rule cannot be read."""
        if self.rule.line.text() != self._written:
            found = self.rule.rule
            if isinstance(found, Unread):
                self.rule.complain()
                return False
            return self._change(found, back=back)
        self.left.emit(back)
        return True

    def close_fields(self) -> None:
        """Put the fields away, and with them a rule that was not finished."""
        self.segment = None
        self.rule.clear()
        self.hide()

    @property
    def typing(self) -> bool:
        """Whether the keyboard is in one of the fields."""
        return self.name.hasFocus() or self.rule.line.hasFocus()

    def _show_rule(self, segment: Segment) -> None:
        self.rule.begin(segments.written(self._desk.project, segment.rule))
        # A rule longer than the line holds is cut there; what nobody typed on is not to be kept.
        self._written = self.rule.line.text()

    def _rename(self, text: str) -> None:
        if self.segment is not None and text.strip():
            one = self.segment.id
            self._desk.editor.do(edits.change_segment, one, name=text, merge=f"segment:{one}", label="rename segment")

    def _change(self, rule: AnyCondition, back: bool = True) -> bool:
        assert self.segment is not None, "fields are open over a segment"
        # The field is done with what is typed: the change comes back as a signal, and its text would be set anew.
        self._written = self.rule.line.text()
        if not self._desk.editor.do(edits.change_segment, self.segment.id, rule=rule, label="change segment"):
            return False
        self.left.emit(back)
        return True

    def _focus_left(self) -> None:
        self._soon.start(0)

    def _look_where_the_keyboard_is(self) -> None:
        window = self.window()
        if self.segment is not None and self.isVisible() and not self.typing and window.isActiveWindow():
            self.finish()


class _NameField(Field):
    """Enter and Esc leave it."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__("Name of the segment", small=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
