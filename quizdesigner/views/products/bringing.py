"""Bringing products in, as it is seen: the menu, the file dialog, the way to a shop, progress, and what it did."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.imports.difference import Difference
from quizdesigner.quiz.imports.found import RowProblem
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Busy
from quizdesigner.views.products.importer import Importer
from quizdesigner.views.products.report import Report
from quizdesigner.views.products.shop_form import ShopForm

_KINDS = "Products (*.csv *.tsv *.txt *.xml *.json);;All files (*)"


class Bringing(QObject):
    """`parts` are for under the header; they hide while there is nothing to say. `changed` when work begins or ends."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.importer = Importer(desk)
        self.report = Report()
        self.report.removal.connect(self._remove)
        self.busy = Busy("Reading products")
        self.shop_form = ShopForm()
        self.parts: tuple[QWidget, ...] = (self.busy, self.report, self.shop_form)
        work = self.importer
        work.begun.connect(self._begin)
        work.progress.connect(self.shop_form.show_progress)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.ended.connect(self._end)
        self.shop_form.asked.connect(work.read_shop)
        self.shop_form.given_up.connect(work.cancel)

    @property
    def under_way(self) -> bool:
        """Whether an import has begun and not ended."""
        return self.importer.busy

    def read_file(self, path: Path) -> None:
        """Begin to bring in the products of a file."""
        self.importer.read_file(path)

    def ask_file(self) -> None:
        """Let a file be chosen."""
        dialog = QFileDialog(self.report.window(), "Bring in products", "", _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_shop(self) -> None:
        """Show the way to a shop, with what this computer knows of it."""

        async def open_form() -> None:
            self.shop_form.open(await self.importer.kept_shop())

        self._desk.spawn(open_form())

    def offer(self, over: QPushButton) -> None:
        """Open the menu of where products come from, under a button."""
        menu = QMenu(over)
        menu.setAccessibleName("Where products come from")
        menu.addAction("From a file …").triggered.connect(self.ask_file)
        menu.addAction("From a Shopify shop …").triggered.connect(self.open_shop)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(over.mapToGlobal(QPoint(0, over.height() + 4)))

    def _begin(self, name: str) -> None:
        self.report.say("")
        self.busy.setAccessibleName(f"Reading {name}")
        if self.shop_form.isVisible():
            self.shop_form.show_busy(True)
        else:
            self.busy.begin()
        self.changed.emit()

    def _end(self) -> None:
        self.busy.end()
        self.shop_form.show_busy(False)
        self.changed.emit()

    def _done(self, name: str, found: Difference, problems: tuple[RowProblem, ...]) -> None:
        self.shop_form.leave()
        self.report.show_import(name, found, problems)

    def _failed(self, name: str, words: str) -> None:
        if self.shop_form.isVisible():
            self.shop_form.say(f"{words} Nothing was changed.")
        else:
            self.report.say(f"{name}: {words} Nothing was changed.", "bad")

    def _remove(self, product_ids: tuple[str, ...]) -> None:
        if self._desk.editor.do(edits.delete_products, product_ids):
            self.report.forget_gone()
            gone = counted(len(product_ids), "product")
            self._desk.notify(f"{gone} and all links to them are gone. Undo brings them back.")
