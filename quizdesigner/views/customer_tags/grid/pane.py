"""The grid of Customer Tags: the table, the field for a new tag, the clipboard, and the edits they ask for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from quizdesigner.quiz import edits, tags
from quizdesigner.quiz.document import Project, Tag
from quizdesigner.quiz.marks import Giver, Giving, Marks, OfChoice
from quizdesigner.quiz.pasted_tags import read
from quizdesigner.views.customer_tags.grid import changes
from quizdesigner.views.customer_tags.grid.field import NewTagField
from quizdesigner.views.customer_tags.grid.rows import Band, Rows, columns
from quizdesigner.views.customer_tags.grid.table import GridTable
from quizdesigner.views.customer_tags.offers import index
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import touched
from quizdesigner.views.kit import EmptyState
from quizdesigner.views.kit.plain import plain_entry


class TagGrid(QWidget):
    """Every giver of the quiz by every tag of the project."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows = Rows()
        self._untagged = False
        self._keep: frozenset[Giver] = frozenset()
        self._shown = (desk.project, desk.quiz_id)
        self.table = GridTable()
        self.field = NewTagField(self.table.viewport())
        self.nothing = EmptyState("Every choice has a tag.", icon="circle-check")
        self._box = QStackedLayout(self)
        self._box.addWidget(self.table)
        self._box.addWidget(self.nothing)
        self.setFocusProxy(self.table)
        self.table.marked.connect(self._mark)
        self.table.copied.connect(self._copy)
        self.table.pasted.connect(self._paste)
        self.table.naming.connect(self._open_field)
        self.table.asked.connect(self._offer_menu)
        self.table.scrolled.connect(self._follow)
        self.table.selectionModel().currentChanged.connect(lambda current: self._moved_to(current.row()))
        self.field.named.connect(self._name)
        self.field.left.connect(self._leave_field)
        desk.editor.changed.connect(self._changed)
        desk.quiz_changed.connect(self._another_quiz)
        desk.question_changed.connect(self._go_to_question)
        self._show()

    def show_untagged(self, only: bool) -> None:
        """Show the choices without a tag alone, or everything. One that gets a tag stays until the grid is left."""
        if only != self._untagged:
            self._untagged = only
            self._show_anew()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _changed(self, before: Project, after: Project) -> None:
        # Counting a large quiz anew takes longer than a letter typed in the Builder may; showEvent makes up for it.
        if self.isVisible() and touched(before, after, "quizzes", "tags", "tag_groups"):
            self._show()

    def _another_quiz(self) -> None:
        if self.isVisible():
            self._show_anew()

    def _show_anew(self) -> None:
        self._keep = frozenset()
        self.field.close_field()
        self._show()

    def _show(self) -> None:
        project = self._desk.project
        self._shown = (project, self._desk.quiz_id)
        grid, table = self.table.grid, self.table
        current = table.currentIndex()
        giving = grid.giving(current.row())
        tag = grid.columns[current.column()].tag if 0 <= current.column() < len(grid.columns) else ""
        shown = self._rows.of(self._desk.quiz, untagged=self._untagged, keep=self._keep)
        if self._untagged:
            self._keep = frozenset(row.giver for row in shown if isinstance(row, Giving))
        scrolled = table.horizontalScrollBar().value(), table.verticalScrollBar().value()
        grid.show(shown, columns(project))
        self._box.setCurrentWidget(table if shown else self.nothing)
        if giving is not None and shown and not table.currentIndex().isValid():
            row = grid.place(giving.giver)
            row = row if row >= 0 else changes.next_giving(shown, min(current.row(), len(shown) - 1), -1)
            row = row if row >= 0 else changes.next_giving(shown, 0, 1)
            table.horizontalScrollBar().setValue(scrolled[0])
            table.verticalScrollBar().setValue(scrolled[1])
            table.go_to(row, grid.places.get(tag, min(current.column(), len(grid.columns))))

    def _moved_to(self, row: int) -> None:
        self.field.close_field()
        giving = self.table.grid.giving(row)
        if giving is not None and isinstance(giving.giver, OfChoice) and self.isVisible():
            self._desk.open_question(giving.giver.question)

    def _go_to_question(self, question: str) -> None:
        """Show a question, unless the current cell is at one of its choices already."""
        if not self.isVisible():
            return
        rows = self.table.grid.rows
        here = self.table.grid.giving(self.table.currentIndex().row())
        if here is not None and isinstance(here.giver, OfChoice) and here.giver.question == question:
            return
        band = next((at for at, row in enumerate(rows) if isinstance(row, Band) and row.question == question), -1)
        if band >= 0:
            self.table.go_to(band + 1, max(0, self.table.currentIndex().column()), show=False)
            self.table.scrollTo(self.table.grid.index(band, 0), self.table.ScrollHint.PositionAtTop)

    # -- doing -------------------------------------------------------------------------------------------------------

    def _mark(self, marks: tuple[Marks, ...], what: str) -> None:
        if self._desk.editor.do(edits.set_tags, self._desk.quiz_id, marks, label=what):
            self.table.tell_mark()

    def _copy(self) -> None:
        grid = self.table.grid
        if text := changes.copied(grid.rows, grid.columns, self.table.area()):
            QGuiApplication.clipboard().setText(text)

    def _paste(self) -> None:
        text, grid = QGuiApplication.clipboard().text(), self.table.grid
        if not text:
            self._desk.notify("The clipboard holds no text. Copy cells of a spreadsheet and paste them here.")
            return
        rows = [row for row in grid.rows if isinstance(row, Giving)]
        shown = [Tag(one.tag, one.name) for one in grid.columns]
        reading = read(text, rows, shown, changes.among_givings(grid.rows, self.table.area()))
        done = not reading.marks or self._desk.editor.do(
            edits.set_tags_by_name, self._desk.quiz_id, reading.marks, self._desk.editor.new_id, label="paste tags"
        )
        if done:
            self._desk.notify(reading.said, "warn" if reading.misfits else "ok" if reading.marks else "plain")

    def _open_field(self, row: int, typed: str) -> None:
        giving = self.table.grid.giving(row)
        if giving is None:
            return
        last = self.table.grid.index(row, len(self.table.grid.columns))
        self.table.go_to(row, last.column())
        project = self._desk.project
        self.field.open_at(giving, self.table.visualRect(last), index(project, tags.uses(project)), typed)

    def _name(self, names: tuple[str, ...], step: int) -> None:
        giving = self.field.row
        if giving is None:
            return
        if names and not self._desk.editor.do(
            edits.set_tags_by_name,
            self._desk.quiz_id,
            (Marks(giving.giver, names),),
            self._desk.editor.new_id,
            label="tag choice",
        ):
            return
        self._leave_field()
        grid = self.table.grid
        row = grid.place(giving.giver)
        if step:
            self._open_field(changes.next_giving(grid.rows, row + 1, 1), "")
        elif names:
            tag = tags.find(self._desk.project.tags, names[-1])
            self.table.go_to(row, grid.places[tag.id] if tag is not None else 0)

    def _follow(self) -> None:
        giving, grid = self.field.row, self.table.grid
        if giving is not None:
            last = grid.index(grid.place(giving.giver), len(grid.columns))
            self.field.follow(self.table.visualRect(last))

    def _leave_field(self) -> None:
        self.field.close_field()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_menu(self, column: int, at: QPoint) -> None:
        grid = self.table.grid
        if not 0 <= column < len(grid.columns):
            return
        tag = grid.columns[column]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = plain_entry(f"Rename or delete {tag.name} in the library")
        menu.addAction(words, lambda: self._desk.tag_asked.emit(tag.tag))
        menu.popup(at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._untagged or self._shown[0] is not self._desk.project or self._shown[1] != self._desk.quiz_id:
            self._show_anew()
        self._go_to_question(self._desk.question_id)
