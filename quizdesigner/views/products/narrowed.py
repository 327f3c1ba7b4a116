"""The line over the list while it is narrowed: what is seen, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field, button, label, row
from quizdesigner.views.products.index import Facet


class Narrowed(QWidget):
    """A collection can be renamed and deleted here, a tag of the shop taken from every product. `left` shows all."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facet = Facet()
        self.title = Field("Title of the collection", small=True)
        self.title.setFixedWidth(200)
        self.title.editingFinished.connect(self._rename)
        self.count = label("", "secondary")
        self.delete = button("Delete collection", "danger", small=True)
        self.delete.clicked.connect(self._delete)
        self.all = button("Show all", "link", small=True)
        self.all.clicked.connect(self.left)
        self.setLayout(row(self.title, self.count, None, self.delete, self.all))
        self.hide()

    def show_facet(self, facet: Facet, found: int) -> None:
        """Show what the list is narrowed to, and how many products that leaves."""
        self._facet = facet
        collection = next((one for one in self._desk.project.collections if one.id == facet.to), None)
        is_collection = facet.by == "collection" and collection is not None
        self.title.setVisible(is_collection)
        if is_collection and collection is not None:
            self.title.show_text(collection.title)
        self.delete.setVisible(is_collection or facet.by == "tag")
        self.delete.setText("Delete collection" if is_collection else "Take this tag away")
        self.delete.setAccessibleName(self.delete.text())
        self.count.setText(counted(found, "product"))
        self.setVisible(bool(facet.by))

    def _rename(self) -> None:
        if self._facet.by == "collection" and self.title.isModified():
            self.title.setModified(False)
            self._desk.editor.do(edits.rename_collection, self._facet.to, self.title.text())

    def _delete(self) -> None:
        before = self._desk.project
        is_tag = self._facet.by == "tag"
        edit = edits.delete_product_tag if is_tag else edits.delete_collection
        what = self._facet.to if is_tag else self.title.text()
        if self._desk.editor.do(edit, self._facet.to):
            gone = _links(before) - _links(self._desk.project)
            links = f" with {counted(gone, 'link')} to it" if gone else ""
            self._desk.notify(f"“{what}” is gone{links}; its products stay. Undo brings it back.")
            self.left.emit()


def _links(project: Project) -> int:
    return sum(
        len(choice.links) for quiz in project.quizzes for question in quiz.questions for choice in question.choices
    )
