"""The tag library beside the choices: every tag by group, with what can be done to one everywhere at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Project
from quizdesigner.views.customer_tags.figures import Figures, figures
from quizdesigner.views.customer_tags.group_card import GroupCard
from quizdesigner.views.customer_tags.library_list import LibraryList
from quizdesigner.views.customer_tags.library_rows import rows
from quizdesigner.views.customer_tags.offers import Index
from quizdesigner.views.customer_tags.task_card import TaskCard
from quizdesigner.views.customer_tags.touch_lines import Task
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Notice, Panel, SearchField, button, column, label, row, rule

WIDTH = 296

_EMPTY = "Tags typed next to a choice are kept here."


class Library(Panel):
    """`filtered` gives the id of the tag whose choices are to be shown, `opened` a place a card speaks of."""

    filtered = Signal(str)
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__((0, 0, 0, 0))
        self._desk = desk
        self._known: Index = ()
        self._uses: Mapping[str, int] = {}
        self._project = desk.project
        self._figures = Figures()
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
        self.note = label("", "hint", wrap=True)
        for words in (self.none, self.note):
            words.setContentsMargins(16, 12, 16, 0)
        self.list = LibraryList()
        self.list.filtered.connect(self.filtered)
        self.list.asked.connect(self.ask)
        self.list.grouped.connect(self._open_group)
        # After any other step, Undo would take back another one than the line speaks of.
        desk.editor.changed.connect(lambda before, after: self._say(""))
        self.card = TaskCard(desk)
        self.card.done.connect(self._done)
        self.card.opened.connect(self.opened)
        self.group = GroupCard(desk)
        for card in (self.card, self.group):
            card.left.connect(self._leave)
        head = row(label("Tag library", "strong"), self._count, None, self.order, margins=(16, 14, 10, 4))
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addLayout(row(self.search, margins=(16, 2, 16, 12)))
        self.body.addWidget(rule())
        self.body.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.note)
        self.body.addWidget(self.list, 1)
        self._foot = QWidget()
        self._foot.setLayout(column(self.notice, self.card, self.group, gap=6, margins=(10, 6, 10, 10)))
        self.body.addWidget(self._foot)
        self._say("")

    def show_project(self, project: Project, known: Index, uses: Mapping[str, int]) -> None:
        """Show the tags of a project, with how many choices give each."""
        self._project, self._known, self._uses = project, known, uses
        self._show()

    def show_figures(self) -> None:
        """Show what counting has found by now."""
        if figures(self._project, self._desk.forecast.coverage) != self._figures:
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

    def ask(self, task: Task, tag: str, into: str = "") -> None:
        """Open the card of a task with a tag (its id); `into` is the one it was let go over."""
        self.group.close_card()
        self._foot.show()
        self.card.ask(task, tag, self._known, into)
        self.show_tag(tag)
        self._attend()

    def _open_group(self, name: str, rename: bool) -> None:
        self.card.close_card()
        self._foot.show()
        self.group.ask(name, rename=rename)
        self._attend()

    def _attend(self) -> None:
        """Scroll to what the card speaks of, which takes room away from the list."""
        self._fit()
        self.body.activate()
        self.list.scrollTo(self.list.currentIndex())

    def _leave(self, focused: bool) -> None:
        self._fit()
        if focused:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, text: str, tag: str) -> None:
        self._say(text)
        if tag:
            self.show_tag(tag)

    def _show(self) -> None:
        project = self._project
        known = self._figures = figures(project, self._desk.forecast.coverage)
        shown = rows(project, self._uses, self.search.text(), known, by_use=self._by_use)
        self._count.setText(f"{len(project.tags):,}" if project.tags else "")
        self.none.setText(_EMPTY if not project.tags else "No tag has this in it.")
        self.none.setVisible(not shown)
        self.note.setText(known.note)
        self.note.setVisible(bool(known.note and shown))
        self.list.setVisible(bool(shown))
        self.body.setStretchFactor(self.none, 0 if shown else 1)
        self.list.show_rows(shown)

    def _turn(self) -> None:
        self._by_use = not self._by_use
        words = "By use" if self._by_use else "By facet"
        self.order.setText(words)
        self.order.setAccessibleName(f"Order of the library: {words}")
        self._show()

    def _say(self, text: str) -> None:
        self.notice.say(text)
        self._fit()

    def _fit(self) -> None:
        asking = bool(self.card.tag or self.group.group)
        self.list.attend(asking)
        self._foot.setVisible(asking or bool(self.notice.text()))
