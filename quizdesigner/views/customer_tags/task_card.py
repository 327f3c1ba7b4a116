"""The card of a task with one tag: what it touches, what it needs to know, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from quizdesigner.quiz import edits, tags, touches
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.tags import Giver
from quizdesigner.quiz.touches import Touched
from quizdesigner.views.customer_tags.group_card import has_focus
from quizdesigner.views.customer_tags.library_rows import placed
from quizdesigner.views.customer_tags.offer_popup import WIDTH, offer_model, offer_popup
from quizdesigner.views.customer_tags.offers import Index, offers
from quizdesigner.views.customer_tags.said import why_not
from quizdesigner.views.customer_tags.touch_lines import Task, lines
from quizdesigner.views.customer_tags.touch_list import TouchList
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Card, Field, button, icon_button, label, row
from quizdesigner.views.style import set_kind

_DO: dict[Task, str] = {
    "rename": "Rename everywhere",
    "merge": "Merge",
    "split": "Split off",
    "delete": "Delete everywhere",
}


class TaskCard(Card):
    """Enter does the task, Esc leaves everything as it was; either way `left` follows, with whether the keyboard was
    in the card.

    `done` gives a sentence about what was done and the id of the tag to go on with, `opened` a `touch_lines.Place`
    somebody wants to see. A name another tag has is not refused: the card says so, and Enter again merges the two.
    """

    left = Signal(bool)
    done = Signal(str, str)
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__((12, 8, 12, 10))
        self._desk = desk
        self.task: Task = "rename"
        self.tag = ""
        self._into = ""
        self._warned = ""
        self._known: Index = ()
        self.title = label("", "strong", wrap=True)
        self.leave = icon_button("x", "Leave it as it is", small=True)
        self.leave.clicked.connect(self.close_card)
        self.field = _TaskField(self._take)
        self.field.textEdited.connect(self._typed)
        self.said = label("", "bad", wrap=True)
        self.list = TouchList()
        self.list.opened.connect(self.opened)
        self.list.ticked.connect(self._show_ready)
        self.do = button("", "primary", small=True)
        self.do.clicked.connect(self._do)
        self.sure = button("", "danger", small=True)
        self.sure.clicked.connect(self._do)
        self._offers = offer_model()
        self.popup = offer_popup("Tags to merge into", self._offers)
        self.popup.chosen.connect(self._pick)
        self.body.setSpacing(6)
        self.body.addLayout(row(self.title, self.leave, gap=4))
        self.body.addWidget(self.field)
        self.body.addWidget(self.said)
        self.body.addWidget(self.list)
        self.body.addLayout(row(None, self.do, self.sure, gap=6))
        desk.editor.changed.connect(self._follow)
        self.hide()

    def ask(self, task: Task, tag: str, known: Index, into: str = "") -> None:
        """Open for a task with a tag (its id); `known` is what a merger offers, `into` the tag it was asked for."""
        self.task, self.tag, self._into, self._warned, self._known = task, tag, into, "", known
        name = self._name(tag)
        self.field.setText({"rename": name, "split": _lead(name)}.get(task, ""))
        self.field.setVisible(task != "delete" and not into)
        self.field.setPlaceholderText("Name of the other tag" if task == "merge" else "Name of the new tag")
        self.field.setAccessibleName(
            {"rename": f"New name of {name}", "merge": f"Merge {name} into"}.get(task, "Name of the new tag")
        )
        self.setAccessibleName(_DO[task])
        self.do.setVisible(task != "delete")
        self.sure.setVisible(task == "delete")
        self._say("")
        self._show(frozenset())
        self.show()
        if self.field.isVisibleTo(self):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            if task == "rename":
                self.field.selectAll()
            elif task == "merge":
                self._offer()
        else:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Put the card away and leave everything as it was."""
        if self.tag:
            inside = has_focus(self)
            self.tag = ""
            self.popup.hide()
            self.hide()
            self.left.emit(inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
        else:
            super().keyPressEvent(event)

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def _button(self) -> QPushButton:
        return self.sure if self.task == "delete" else self.do

    def _follow(self, before: Project, after: Project) -> None:
        if not self.tag:
            return
        there = {tag.id for tag in after.tags}
        if self.tag not in there or (self._into and self._into not in there):
            self.close_card()
        else:
            self._show(frozenset(self.list.chosen()))

    def _show(self, ticked: frozenset[Giver]) -> None:
        name, into = self._name(self.tag), self._name(self._into)
        self.title.setText(
            {
                "rename": f"Rename {name}",
                "merge": f"Merge {name} into {into or '…'}",
                "split": f"Split {name}",
                "delete": f"Delete {name}",
            }[self.task]
        )
        self._button.setText(_DO[self.task])
        self._button.setAccessibleName(_DO[self.task])
        self.list.show_lines(lines(self._touched(), self.task, name, into, ticked))
        self._show_ready()

    def _show_ready(self) -> None:
        ready = {"merge": bool(self._into), "split": bool(self.list.chosen())}.get(self.task, True)
        self._button.setEnabled(ready)

    def _touched(self) -> Touched:
        return touches.of_tag(self._desk.project, self.tag)

    def _name(self, tag: str) -> str:
        return next((one.name for one in self._desk.project.tags if one.id == tag), "")

    def _say(self, text: str, kind: str = "bad") -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        set_kind(self.said, kind)

    # -- typing ------------------------------------------------------------------------------------------------------

    def _take(self, event: QKeyEvent) -> bool:
        return self.popup.take_key(event)

    def _typed(self, text: str) -> None:
        self._warned = ""
        if self.task == "merge":
            self._into = ""
            self._say("")
            self._show(frozenset())
            self._offer()
            return
        self._button.setText(_DO[self.task])
        self._say(why_not(text) if text.strip() and not text.rstrip().endswith(":") else "")

    def _offer(self) -> None:
        group = tags.group_of(self._name(self.tag))
        self._offers.show_rows(offers(self._known, self.field.text(), group, {self.tag}, create=False))
        if self._offers.rows:
            self.popup.go(0)
            self.popup.open_under(self.field, width=WIDTH)
        else:
            self.popup.hide()
            self._say("No other tag has this in its name.", "secondary")

    def _pick(self, index: QModelIndex) -> None:
        self.popup.hide()
        self._into = self._offers.rows[index.row()].tag
        self.field.setText(self._name(self._into))
        self._show(frozenset())
        self.do.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- doing -------------------------------------------------------------------------------------------------------

    def _do(self) -> None:
        match self.task:
            case "rename":
                self._rename()
            case "merge" if self._into:
                self._merge(self._into)
            case "merge":
                self._offer()
            case "split":
                self._split()
            case "delete":
                self._delete()

    def _rename(self) -> None:
        name = self.field.text()
        if trouble := why_not(name):
            self._say(trouble)
            return
        other = tags.find(self._desk.project.tags, name)
        if other is None or other.id == self.tag:
            self._finish("", self.tag, edits.rename_tag, self.tag, name)
        elif self._warned == other.id:
            self._merge(other.id)
        else:
            self._warned = other.id
            where = placed(tags.uses(self._desk.project)[other.id], 0)
            self._say(f"“{other.name}” is there already, {where}. Enter again merges the two.", "warn")
            self._button.setText(_DO["merge"])

    def _merge(self, into: str) -> None:
        text = f"{self._name(self.tag)} became {self._name(into)} {_where(self._touched(), 'and in')}."
        self._finish(text, into, edits.merge_tags, self.tag, into)

    def _split(self) -> None:
        name, chosen = self.field.text(), self.list.chosen()
        if trouble := why_not(name):
            self._say(trouble)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not chosen:
            self._say("Tick what is to give the new tag.", "secondary")
            return
        text = (
            f"{counted(len(chosen), 'place')} of {self._name(self.tag)} now {_gives(len(chosen))} {tags.clean(name)}."
        )
        self._finish(text, self.tag, edits.split_tag, self.tag, name, chosen, self._desk.editor.new_id)

    def _delete(self) -> None:
        touched, name = self._touched(), self._name(self.tag)
        text = f"{name} was taken off {_where(touched, 'and out of')[len('on ') :]}."
        if not (touched.givers or touched.rules or touched.segments):
            text = f"{name} was deleted; it was on no choice."
        self._finish(text, "", edits.delete_tag, self.tag)

    def _finish(self, text: str, tag: str, edit: Callable[..., Project], *given: object) -> None:
        if self._desk.editor.do(edit, *given):
            self.close_card()
            self.done.emit(text, tag)


class _TaskField(Field):
    """A name; `take` sees the keys first, for the list below it."""

    def __init__(self, take: Callable[[QKeyEvent], bool]) -> None:
        super().__init__("New name", small=True)
        self._take = take

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._take(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)


def _lead(name: str) -> str:
    """What the name of a part split off begins with: the group."""
    group = tags.group_of(name)
    return f"{group}:" if group else ""


def _gives(count: int) -> str:
    return "gives" if count == 1 else "give"


def _where(touched: Touched, joint: str) -> str:
    """`on 3 choices and in 1 rule`: what a task reached; `joint` leads on to rules and segments."""
    beside = len(touched.quizzes) + len(touched.pages)
    on = placed(len(touched.givers), beside)
    asked = [
        counted(len(some), word) for some, word in ((touched.rules, "rule"), (touched.segments, "segment")) if some
    ]
    return f"{on} {joint} {' and '.join(asked)}" if asked else on
