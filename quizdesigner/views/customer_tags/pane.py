"""The Customer Tags place: header, choices and library, and the one filter they share."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from quizdesigner.quiz import edits, tags
from quizdesigner.quiz.document import Project
from quizdesigner.views.commands import Command
from quizdesigner.views.customer_tags.choice_list import ChoiceList
from quizdesigner.views.customer_tags.header import TagsHeader
from quizdesigner.views.customer_tags.library import Library
from quizdesigner.views.customer_tags.offers import index
from quizdesigner.views.customer_tags.rows import Filter, Key, count, rows
from quizdesigner.views.desk import Desk
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
        self.list = ChoiceList(desk)
        self.list.typing_changed.connect(self._typing_elsewhere)
        self.list.dropped.connect(self._link)
        self.list.narrowed.connect(self.header.end_with)
        self.library = Library(desk)
        self.library.filtered.connect(self.show_choices_of)

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
        box.addWidget(rule(upright=True))
        box.addWidget(self.library)
        self.setFocusProxy(self.list)

        desk.editor.changed.connect(self._changed)
        desk.quiz_changed.connect(self._another_quiz)
        desk.question_changed.connect(self.list.go_to_question)
        desk.tag_asked.connect(self.show_tag)
        self._commands = self._make_commands()
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What the menu and the palette offer while this place is shown."""
        return self._commands

    def show_choices_of(self, tag: str) -> None:
        """Show only the choices that carry this tag; the same tag again, or an empty one, shows all."""
        self._set_filter(replace(self._filter, tag="" if tag == self._filter.tag else tag))
        self.library.show_filter(self._filter.tag)

    def show_tag(self, tag: str) -> None:
        """Show a tag in the library and the choices that carry it."""
        self.library.show_tag(tag)
        if tag != self._filter.tag:
            self.show_choices_of(tag)

    # -- showing -----------------------------------------------------------------------------------------------------

    def _changed(self, before: Project, after: Project) -> None:
        # Counting a large quiz anew takes longer than a letter typed in the Builder may; showEvent makes up for it.
        if self.isVisible() and (
            before.quizzes is not after.quizzes
            or before.tags is not after.tags
            or before.tag_groups is not after.tag_groups
        ):
            self._show()

    def _show(self) -> None:
        project = self._shown = self.desk.project
        uses = tags.uses(project)
        known = index(project, uses)
        self.list.field.know(known)
        self.library.show_project(known, uses)
        self.header.show_count(count(self.desk.quiz))
        if self._filter.tag and all(tag.id != self._filter.tag for tag in project.tags):
            self.show_choices_of("")
        self._show_rows()

    def _show_rows(self) -> None:
        only = replace(self._filter, keep=self.list.typing)
        shown = rows(self.desk.project, self.desk.quiz, only)
        name = next((tag.name for tag in self.desk.project.tags if tag.id == only.tag), "")
        self._only.setVisible(bool(name))
        self._only_words.setText(f"Only choices with {name}")
        if shown:
            self._middle.setCurrentWidget(self.list)
        elif count(self.desk.quiz).total:
            self._nothing.sentence.setText(_nothing(only))
            self._middle.setCurrentWidget(self._nothing)
        else:
            self._middle.setCurrentWidget(self.empty)
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

    def _link(self, key: Key, tag: str) -> None:
        name = next((one.name for one in self.desk.project.tags if one.id == tag), None)
        if name is not None:
            self.desk.editor.do(
                edits.link_tags, self.desk.quiz_id, *key, (name,), self.desk.editor.new_id, label="tag choice"
            )

    def _find(self) -> None:
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    def _next_untagged(self) -> None:
        """Open the next choice without a tag, after the one the list is at."""
        here = self.list.current_key()
        every = rows(self.desk.project, self.desk.quiz, Filter())
        bare = [row.key for row in rows(self.desk.project, self.desk.quiz, Filter(untagged=True)) if row.key[1]]
        if not bare:
            self.desk.notify("Every choice has a tag.", "ok")
            return
        order = {row.key: place for place, row in enumerate(every)}
        at = order.get(here, -1) if here else -1
        self._show_all()
        self.list.open(next((key for key in bare if order[key] > at), bare[0]))

    def _has_tag(self) -> bool:
        return bool(self.library.list.current_tag())

    def _make_commands(self) -> tuple[Command, ...]:
        library = self.library.list
        return (
            Command("tags.find", "Find a choice", self._find, "Ctrl+F", "search"),
            Command(
                "tags.find_tag",
                "Find a tag in the library",
                self.library.search.setFocus,
                "Ctrl+Shift+F",
                "tags",
            ),
            Command(
                "tags.untagged",
                "Show untagged choices",
                lambda: self.header.show_untagged(True),
                icon="filter",
            ),
            Command("tags.all", "Show all choices", self._show_all, icon="list"),
            Command("tags.next", "Go to the next untagged choice", self._next_untagged, "Ctrl+J", "arrow-down"),
            Command("tags.group", "Change the group new tags start with", self.list.edit_group, "Ctrl+G", "pencil"),
            Command(
                "tags.rename",
                "Rename tag everywhere",
                lambda: library.begin("rename"),
                icon="pencil",
                enabled=lambda: library.current() is not None,
            ),
            Command(
                "tags.merge",
                "Merge tag into another",
                lambda: library.begin("merge"),
                icon="merge",
                enabled=self._has_tag,
            ),
            Command("tags.delete", "Delete tag", library.delete, icon="trash-2", enabled=self._has_tag),
        )

    def _show_all(self) -> None:
        self.header.search.clear()
        self.header.which.show_value("all")
        self.library.show_filter("")
        self._set_filter(Filter())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown is not self.desk.project:
            self._show()
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
