"""The menus of the list: what can be done to a segment, to a tag of its rule, and how a rule can go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from quizdesigner.quiz.document import Segment
from quizdesigner.views.icons import icon
from quizdesigner.views.kit.plain import plain_entry
from quizdesigner.views.segments.chipped import turned, without
from quizdesigner.views.segments.rows import SegmentRow

if TYPE_CHECKING:
    from quizdesigner.views.segments.segment_list import SegmentList


def chip_menu(over: SegmentList, row: SegmentRow, segment: Segment, atom: int) -> QMenu:
    """What can be done to one tag of a rule."""
    at = next(place for place, piece in enumerate(row.pieces) if piece.atom == atom)
    name = row.pieces[at].text
    denied = at > 0 and row.pieces[at - 1].text == "not" and row.pieces[at - 1].atom < 0
    rest = without(segment.rule, atom)
    menu = _menu(over)
    if denied:
        _add(menu, f"Shoppers with {name}", "check", lambda: over.set_rule(row.id, turned(segment.rule, atom)))
    else:
        _add(menu, f"Shoppers without {name}", "ban", lambda: over.set_rule(row.id, turned(segment.rule, atom)))
    _add(menu, "Another tag instead", "pencil", lambda: over.replace_tag(row.id, atom))
    if rest is not None:
        menu.addSeparator()
        _add(menu, f"Take {name} out", "trash-2", lambda: over.set_rule(row.id, rest))
    return menu


def plus_menu(over: SegmentList, segment: str) -> QMenu:
    """How a rule can go on."""
    menu = _menu(over)
    _add(menu, "And another tag", "plus", lambda: over.go_on(segment, "and"))
    _add(menu, "Or another tag", "plus", lambda: over.go_on(segment, "or"))
    return menu


def row_menu(over: SegmentList, segment: str) -> QMenu:
    """What can be done to a segment."""
    place = over.rows.place(segment)
    menu = _menu(over)
    _add(menu, "Edit the rule", "list-checks", lambda: over.edit_rule(segment), "Enter")
    _add(menu, "Rename", "pencil", lambda: over.rename(segment), "F2")
    _add(menu, "Preview one", "play", lambda: over.preview_asked.emit(segment))
    menu.addSeparator()
    if place > 0:
        _add(menu, "Move up", "arrow-up", lambda: over.step(-1), "Alt+Up")
    if place < len(over.rows.rows) - 1:
        _add(menu, "Move down", "arrow-down", lambda: over.step(1), "Alt+Down")
    _add(menu, "Delete", "trash-2", over.delete, "Del")
    return menu


def _menu(over: SegmentList) -> QMenu:
    menu = QMenu(over)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _add(menu: QMenu, text: str, sign: str, run: Callable[[], object], key: str = "") -> None:
    # Qt writes what stands after a tab at the right.
    action = menu.addAction(icon(sign), plain_entry(text) + (f"\t{key}" if key else ""))
    action.triggered.connect(lambda _=False: run())
