"""What a person does in Connect: pick a service, type a key, press a button, edit a field's name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Service
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.field_list import name_rect
from quizdesigner.views.kit import Field

LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


def press(qtbot: QtBot, button: QPushButton) -> None:
    """Click a button that can be seen and pressed."""
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, LEFT)


def states(pane: ConnectPane) -> list[str]:
    """The rows at the left as they read."""
    return [str(pane.model.data(pane.model.index(row))) for row in range(pane.model.rowCount())]


def go_to(qtbot: QtBot, pane: ConnectPane, service: Service) -> None:
    """Go down the list by keys, from its top to a service."""
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Home)
    rows = [entry.service for entry in pane.model.rows]
    for _ in range(rows.index(service)):
        qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    assert pane.detail.service is service


def type_key(qtbot: QtBot, pane: ConnectPane, *texts: str) -> None:
    """Type what a key is made of into the fields from the first on, and press Enter."""
    fields = pane.detail.key.typed.fields
    for field, text in zip(fields, texts, strict=False):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
    qtbot.keyClick(fields[len(texts) - 1], ENTER)


def field_index(pane: ConnectPane, name: str) -> QModelIndex:
    """The row of what goes to this field, or is called so."""
    rows = pane.detail.fields.model.rows
    return pane.detail.fields.model.index(next(at for at, row in enumerate(rows) if name in (row.name, row.what)))


def editing(pane: ConnectPane) -> Field | None:
    """The editor that is open on a field's name."""
    return next((one for one in pane.detail.fields.list.findChildren(Field) if one.isVisible()), None)


def edit_field(qtbot: QtBot, pane: ConnectPane, name: str) -> Field:
    """Click a field's name; gives the editor that opens."""
    fields = pane.detail.fields.list
    box = fields.visualRect(field_index(pane, name))
    qtbot.mouseClick(fields.viewport(), LEFT, pos=name_rect(box).center())
    editor = editing(pane)
    assert editor is not None
    return editor


def leave_field(qtbot: QtBot, pane: ConnectPane, editor: Field) -> None:
    """Press Enter in the editor of a field's name, which Qt closes a moment later."""
    qtbot.keyClick(editor, ENTER)
    qtbot.waitUntil(lambda: editing(pane) is None)


def notes(pane: ConnectPane) -> str:
    """The words under the dry run."""
    layout = pane.dry_run.notes
    found = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    return " ".join(one.accessibleName() for one in found if one is not None)
