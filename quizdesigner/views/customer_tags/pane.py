"""The Customer Tags place: header, choices and library, and the one filter they share."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Project
from quizdesigner.views.commands import Command
from quizdesigner.views.customer_tags.choice_list import ChoiceList
from quizdesigner.views.customer_tags.giving import give
from quizdesigner.views.customer_tags.grid import TagGrid
from quizdesigner.views.customer_tags.header import TagsHeader
from quizdesigner.views.customer_tags.library import Library
from quizdesigner.views.customer_tags.offers import index
from quizdesigner.views.customer_tags.rows import ChoiceRow, Filter, Key, count, rows
from quizdesigner.views.customer_tags.touch_lines import Place
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import touched
from quizdesigner.views.kit import EmptyState, button, column, icon_button, label, row, rule


class CustomerTagsPane(QWidget):
    """Next to each choice of the quiz one types a tag; Enter links it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._filter = Filter()
        self._shown = desk.project
        self.header = TagsHeader()
        self.header.filtered.connect(self._filter_rows)
        self.header.viewed.connect(self.show_view)
        self.list = ChoiceList(desk)
        self.list.typing_changed.connect(self._typing_elsewhere)
        self.list.dropped.connect(self._link)
        self.list.narrowed.connect(self.header.end_with)
        self.library = Library(desk)
        self.library.filtered.connect(self.show_choices_of)
        self.library.opened.connect(self._go_to)
        self._aside = QWidget()
        self._aside.setLayout(row(rule(upright=True), self.library, gap=0))
        self.grid: TagGrid | None = None

        self._only = QWidget()
        self._only_words = label("", "secondary")
        self.show_all = icon_button("x", "Show all choices", small=True)
        self.show_all.clicked.connect(lambda: self.show_choices_of(""))
        self._only.setLayout(row(self._only_words, self.show_all, None, gap=4, margins=(28, 0, 28, 6)))

        again = button("Show all choices")
        again.clicked.connect(self._show_all)
        self._nothing = EmptyState("", again, "search")
        to_builder = button("Go to the Builder", "primary")
        to_builder.clicked.connect(lambda: desk.go("builder"))
        sentence = "The choices of your questions come here, each with the tags it gives a shopper. There are none yet."
        self.empty = EmptyState(sentence, to_builder, "tags")
        self._middle = QStackedWidget()
        for part in (self.list, self._nothing, self.empty):
            self._middle.addWidget(part)

        left = column(self.header, self._only, rule(), gap=0)
        left.addWidget(self._middle, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(left, 1)
        box.addWidget(self._aside)
        self.setFocusProxy(self.list)

        desk.editor.changed.connect(self._changed)
        desk.quiz_changed.connect(self._another_quiz)
        desk.question_changed.connect(self.list.go_to_question)
        desk.tag_asked.connect(self.show_tag)
        desk.forecast.changed.connect(self._show_figures)
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What the menu and the palette offer while this place is shown."""
        begin, tag = self.library.list.begin, self._has_tag
        return (
            Command("tags.find", "Find a choice", self._find, "Ctrl+F", "search"),
            Command("tags.find_tag", "Find a tag in the library", self._find_tag, "Ctrl+Shift+F", "tags"),
            Command("tags.untagged", "Show untagged choices", partial(self.header.show_untagged, True), icon="filter"),
            Command("tags.all", "Show all choices", self._show_all, icon="list"),
            Command("tags.next", "Go to the next untagged choice", self._next_untagged, "Ctrl+J", "arrow-down"),
            Command("tags.group", "Change the group new tags start with", self.list.edit_group, "Ctrl+G", "pencil"),
            Command("tags.rename", "Rename tag everywhere", partial(begin, "rename"), "", "pencil", self._has_row),
            Command("tags.merge", "Merge tag into another", partial(begin, "merge"), "", "merge", tag),
            Command("tags.split", "Split tag", partial(begin, "split"), "", "split", tag),
            Command("tags.delete", "Delete tag", partial(begin, "delete"), "", "trash-2", tag),
            Command("tags.grid", "Show the tags as a grid or as a list", self._turn, "Ctrl+Shift+G", "grid-3x3"),
        )

    def show_choices_of(self, tag: str) -> None:
        """Show only the choices that carry this tag; the same tag again, or an empty one, shows all."""
        self._set_filter(replace(self._filter, tag="" if tag == self._filter.tag else tag))
        self.library.show_filter(self._filter.tag)

    def show_view(self, view: str) -> None:
        """Show the choices as a `list` with the library beside it, or as a `grid` of choices by tags."""
        self.header.show_view(view)
        self._aside.setVisible(view == "list")
        if view == "list":
            self.setFocusProxy(self.list)
        else:
            self.list.leave()
            if self.grid is None:
                self.grid = TagGrid(self.desk)
                self._middle.addWidget(self.grid)
            self.setFocusProxy(self.grid)
            # The switch that was clicked keeps no keys for itself.
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._filter_rows()

    def show_tag(self, tag: str) -> None:
        """Show a tag in the library and the choices that carry it."""
        self.show_view("list")
        self.library.show_tag(tag)
        if tag != self._filter.tag:
            self.show_choices_of(tag)

    # -- showing -----------------------------------------------------------------------------------------------------

    def _changed(self, before: Project, after: Project) -> None:
        # Counting a large quiz anew takes longer than a letter typed in the Builder may; showEvent makes up for it.
        if self.isVisible() and touched(before, after, "quizzes", "tags", "tag_groups"):
            self._show()

    def _show(self) -> None:
        project = self._shown = self.desk.project
        uses = tags.uses(project)
        known = index(project, uses)
        self.list.field.know(known)
        self.library.show_project(project, known, uses)
        self.header.show_count(count(self.desk.quiz))
        if self._filter.tag and all(tag.id != self._filter.tag for tag in project.tags):
            self.show_choices_of("")
        self._show_rows()

    def _show_rows(self) -> None:
        only = replace(self._filter, keep=self.list.typing)
        if self.grid is not None and self.header.view.value == "grid":
            self._only.hide()
            self.grid.show_untagged(only.untagged)
            self._middle.setCurrentWidget(self.grid)
            return
        shown = rows(self.desk.project, self.desk.quiz, only)
        name = next((tag.name for tag in self.desk.project.tags if tag.id == only.tag), "")
        self._only.setVisible(bool(name))
        self._only_words.setText(f"Only choices with {name}")
        asks = any(question.traits.takes_answer for question in self.desk.quiz.questions)
        if not asks:
            self._middle.setCurrentWidget(self.empty)
        elif shown:
            self._middle.setCurrentWidget(self.list)
        else:
            self._nothing.sentence.setText(_nothing(only))
            self._middle.setCurrentWidget(self._nothing)
        self.list.show_rows(shown)

    def _typing_elsewhere(self) -> None:
        if self._filter != Filter():
            self._show_rows()

    def _another_quiz(self) -> None:
        self.list.leave()
        self._show()

    def _filter_rows(self) -> None:
        self._set_filter(replace(self._filter, words=self.header.words, untagged=self.header.untagged))

    def _set_filter(self, only: Filter) -> None:
        self._filter = only
        self._show_rows()

    # -- doing -------------------------------------------------------------------------------------------------------

    def _show_figures(self) -> None:
        if self.isVisible():
            self.library.show_figures()

    def _link(self, key: Key, tag: str) -> None:
        name = next((one.name for one in self.desk.project.tags if one.id == tag), None)
        row = self.list.rows.row(key)
        if name is not None and isinstance(row, ChoiceRow):
            give(self.desk, row, (name,))

    def _go_to(self, place: Place) -> None:
        """Go to a place that a card of the library speaks of."""
        match place:
            case Place("segment", at=str(segment)):
                self.desk.go("segments")
                self.desk.segment_asked.emit(segment)
            case Place("connection"):
                self.desk.go("connect")
            case Place(kind, at=(quiz, part, choice)):
                self.desk.open_quiz(quiz)
                if kind == "rule":
                    self.desk.open_question(part)
                    self.desk.go("builder")
                else:
                    self._show_all()
                    self.list.open((part, choice))

    def _find(self) -> None:
        self.show_view("list")
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    def _find_tag(self) -> None:
        self.show_view("list")
        self.library.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_untagged(self) -> None:
        """Open the next choice without a tag, after the one the list is at."""
        here = self.list.current_key()
        every = rows(self.desk.project, self.desk.quiz, Filter())
        untagged = rows(self.desk.project, self.desk.quiz, Filter(untagged=True))
        bare = [row.key for row in untagged if isinstance(row, ChoiceRow)]
        if not bare:
            self.desk.notify("Every choice has a tag.", "ok")
            return
        order = {row.key: place for place, row in enumerate(every)}
        at = order.get(here, -1) if here else -1
        self.show_view("list")
        self._show_all()
        self.list.open(next((key for key in bare if order[key] > at), bare[0]))

    def _turn(self) -> None:
        self.show_view("list" if self.header.view.value == "grid" else "grid")

    def _has_row(self) -> bool:
        return self.header.view.value == "list" and self.library.list.current() is not None

    def _has_tag(self) -> bool:
        return self.header.view.value == "list" and bool(self.library.list.current_tag())

    def _show_all(self) -> None:
        self.header.search.clear()
        self.header.which.show_value("all")
        self.library.show_filter("")
        self._set_filter(Filter())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown is not self.desk.project:
            self._show()
        else:
            # Counted while nobody looked.
            self.library.show_figures()
        self.list.go_to_question(self.desk.question_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._filter.tag:
            self.show_choices_of("")
        else:
            super().keyPressEvent(event)


def _nothing(only: Filter) -> str:
    """Why no choice is shown, in a sentence."""
    if only.untagged and not only.words and not only.tag:
        return "Every choice has a tag."
    return "No choice fits what you look for."
