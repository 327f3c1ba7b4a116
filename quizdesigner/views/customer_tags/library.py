"""The tag library beside the choices: every tag by group, with what can be done to one everywhere at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.views.customer_tags.library_list import LibraryList
from quizdesigner.views.customer_tags.library_rows import counted, rows, rules_with
from quizdesigner.views.customer_tags.offers import Index
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Notice, Panel, SearchField, button, label, row, rule

WIDTH = 296

_EMPTY = "Tags typed next to a choice are kept here."


class Library(Panel):
    """`filtered` gives the id of the tag whose choices are to be shown."""

    filtered = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__((0, 0, 0, 0))
        self._desk = desk
        self._known: Index = ()
        self._uses: Mapping[str, int] = {}
        self._by_use = False
        self.setFixedWidth(WIDTH)
        self._count = label("", "secondary")
        self.order = button("By facet", "ghost", "list", small=True, hint="Order of the library")
        self.order.clicked.connect(self._turn)
        self.search = SearchField("Find a tag")
        self.search.textEdited.connect(self._show)
        self.undo = button("Undo", "link", small=True)
        self.undo.clicked.connect(desk.editor.undo)
        self.notice = Notice("", "plain", self.undo)
        self.none = label(_EMPTY, "hint", wrap=True)
        self.none.setContentsMargins(16, 12, 16, 12)
        self.list = LibraryList(desk)
        self.list.filtered.connect(self.filtered)
        self.list.merged.connect(self._merge)
        self.list.deleted.connect(self._delete)
        # After any other step, Undo would take back another one than the line speaks of.
        desk.editor.changed.connect(lambda before, after: self._say(""))
        head = row(label("Tag library", "strong"), self._count, None, self.order, margins=(16, 14, 10, 4))
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addLayout(row(self.search, margins=(16, 2, 16, 12)))
        self.body.addWidget(rule())
        self.body.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.list, 1)
        self._foot = QWidget()
        self._foot.setLayout(row(self.notice, margins=(10, 6, 10, 10)))
        self.body.addWidget(self._foot)
        self._say("")

    def show_project(self, known: Index, uses: Mapping[str, int]) -> None:
        """Show the tags as they are now, with how many choices carry each."""
        self._known, self._uses = known, uses
        self._show()

    def show_filter(self, tag: str) -> None:
        """Ring the tag whose choices are shown; empty for none."""
        self.list.show_filter(tag)

    def show_tag(self, tag: str) -> None:
        """Bring the list's cursor to a tag."""
        if self.list.rows.place(tag) < 0:
            self.search.clear()
            self._show()
        self.list.setCurrentIndex(self.list.rows.index(self.list.rows.place(tag)))

    def _show(self) -> None:
        project = self._desk.project
        shown = rows(project, self._uses, self.search.text(), by_use=self._by_use)
        self._count.setText(f"{len(project.tags):,}" if project.tags else "")
        self.none.setText(
            "Tags typed next to a choice are kept here." if not project.tags else "No tag has this in it."
        )
        self.none.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.body.setStretchFactor(self.none, 0 if shown else 1)
        self.list.show_rows(shown, self._known)

    def _turn(self) -> None:
        self._by_use = not self._by_use
        words = "By use" if self._by_use else "By facet"
        self.order.setText(words)
        self.order.setAccessibleName(f"Order of the library: {words}")
        self._show()

    def _merge(self, tag: str, into: str) -> None:
        names = {one.id: one.name for one in self._desk.project.tags}
        if tag not in names or into not in names:
            return
        text = f"{names[tag]} became {names[into]} on {_where(self._uses[tag], rules_with(self._desk.project, tag))}."
        self._do_and_say(text, edits.merge_tags, tag, into)
        self.show_tag(into)

    def _delete(self, tag: str) -> None:
        name = next(one.name for one in self._desk.project.tags if one.id == tag)
        rules = rules_with(self._desk.project, tag)
        text = f"{name} was taken off {_where(self._uses[tag], rules)}."
        if not self._uses[tag] and not rules:
            text = f"{name} was deleted; it was on no choice."
        self._do_and_say(text, edits.delete_tag, tag)

    def _do_and_say(self, text: str, edit: Callable[..., Project], *given: str) -> None:
        if self._desk.editor.do(edit, *given):
            self._say(text)

    def _say(self, text: str) -> None:
        self.notice.say(text)
        self._foot.setVisible(bool(text))


def _where(choices: int, rules: int) -> str:
    where = counted(choices, "choice") if choices else "no choice"
    return f"{where} and out of {counted(rules, 'rule')}" if rules else where
