"""What products are drawn from: collections, tags, types, vendors and single products, picked by one search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Project, Target
from quizdesigner.views.builder.links.field import options
from quizdesigner.views.builder.links.row import Elided
from quizdesigner.views.builder.links.search import ICONS, Stock, extent, named, reaching, target_of
from quizdesigner.views.builder.picker import Option, Picker
from quizdesigner.views.kit import Figure, button, column, icon_button, label, row, tab_through
from quizdesigner.views.kit.plain import plain_tip


class TargetsField(QWidget):
    """`changed` gives the targets as a person left them. `none` are the words for an empty list."""

    changed = Signal(object)

    def __init__(self, name: str, stock: Stock, none: str) -> None:
        super().__init__()
        self._stock = stock
        self._project: Project | None = None
        self._targets: tuple[Target, ...] = ()
        self.rows: list[TargetRow] = []
        self._rows = column(gap=1)
        self.none = label(none, "secondary", wrap=True)
        opener = button("Add products", "ghost", "plus", small=True)
        opener.setAccessibleName(f"Add to: {name}")
        opener.setStyleSheet("text-align: left;")
        self.add = Picker(opener, name, "Collection, tag, type, product …", self._fitting, width=320)
        self.add.picked.connect(lambda key: self._tell((*self._targets, target_of(key))))
        self.setLayout(column(self.none, self._rows, self.add, gap=4))

    def show_targets(self, project: Project, targets: tuple[Target, ...]) -> None:
        """Show these."""
        self._project, self._targets = project, targets
        catalogue = self._stock.catalogue(project)
        while len(self.rows) < len(targets):
            self._make_row()
        for at, made in enumerate(self.rows):
            made.setVisible(at < len(targets))
            if at < len(targets):
                target = targets[at]
                count = reaching(catalogue, target)
                made.show_target(target, named(catalogue, project, target), extent(target.by, count))
        self.none.setVisible(not targets)

    def _make_row(self) -> None:
        at = len(self.rows)
        made = TargetRow()
        made.removed.connect(lambda: self._remove(at))
        self.rows.append(made)
        self._rows.addWidget(made)
        # To its place in the window first, then before the button as it is laid out.
        self.setTabOrder(self.add.opener, made.remove)
        tab_through(self)

    def _fitting(self, typed: str) -> Sequence[Option]:
        return options(self._stock, self._project, typed, set(self._targets)) if self._project is not None else ()

    def _remove(self, at: int) -> None:
        left = (*self._targets[:at], *self._targets[at + 1 :])
        self._tell(left)
        if left and self._targets == left:
            self.rows[min(at, len(left) - 1)].remove.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, targets: tuple[Target, ...]) -> None:
        self.changed.emit(targets)


class TargetRow(QWidget):
    """One target with how far it reaches; its cross takes it away, and so does Delete on the cross."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = Figure("layers")
        self._title, self._reach = Elided(), label("", "hint")
        self.remove = icon_button("x", "Take this off", small=True)
        self.remove.clicked.connect(self.removed)
        box = row(self._icon, self._title, self._reach, self.remove, gap=6)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_target(self, target: Target, name: str, reach: str) -> None:
        """Show what is named and how many products that is."""
        self._icon.show_icon(ICONS[target.by])
        self._title.setText(name)
        # The icon says what it is.
        self._reach.setText(reach.partition(", ")[2].partition(" ")[0])
        self.setToolTip(plain_tip(f"{name}: {reach}"))
        self.setAccessibleName(f"{name}, {reach}")
        self.remove.setAccessibleName(f"Take {name} off")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
