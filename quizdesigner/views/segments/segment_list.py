"""The list of segments: arrows, the fields over the row that is typed in, and menus on its chips."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QToolTip

from quizdesigner.quiz import edits, segments
from quizdesigner.quiz.document import AnyCondition, Segment
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.kit.rows import set_up_list
from quizdesigner.views.segments import geometry, menus
from quizdesigner.views.segments.chipped import going_on, spans
from quizdesigner.views.segments.row_fields import RowFields
from quizdesigner.views.segments.rows import SegmentRow, spoken
from quizdesigner.views.segments.segment_delegate import SegmentDelegate
from quizdesigner.views.segments.segment_model import SegmentModel

_LEAST = 2
"""Rows that are seen whatever else wants room."""


class SegmentList(QListView):
    """As high as its rows, where there is room. `chosen` gives the current segment, `preview_asked` one to preview."""

    chosen = Signal(str)
    preview_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.typing = ""
        self.rows = SegmentModel()
        self._painter = SegmentDelegate(self)
        set_up_list(self, "Segments", self.rows, self._painter, even=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.fields = RowFields(desk, self.viewport())
        self.fields.left.connect(self._leave)
        self.selectionModel().currentChanged.connect(self._moved_to)

    # -- rows --------------------------------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """The segment the list is at; empty while there is none."""
        at = self.currentIndex().row()
        return self.rows.rows[at].id if 0 <= at < len(self.rows.rows) else ""

    def show_rows(self, rows: tuple[SegmentRow, ...]) -> None:
        """Show these; the row that was current, or is typed in, stays so where it is still there."""
        current, place = self.current, self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self._painter.counts = geometry.counts_width(rows)
        self.rows.show_rows(rows)
        if self.typing:
            segment = self.segment(self.typing)
            if segment is None:
                self._leave(back=self.fields.typing)
            else:
                self.fields.show_segment(segment)
        at = self.rows.place(current)
        if rows and (at < 0 or at != self.currentIndex().row()):
            self.setCurrentIndex(self.rows.index(at if at >= 0 else max(0, min(place, len(rows) - 1))))
        self._measure()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        self._place()

    def choose(self, segment: str) -> None:
        """Make a segment the current one."""
        place = self.rows.place(segment)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
            self.scrollTo(self.currentIndex())

    # -- typing ------------------------------------------------------------------------------------------------------

    def open(self, segment: str) -> bool:
        """Put the fields over the row of a segment."""
        found = self.segment(segment)
        if found is None:
            return False
        if self.typing and self.typing != segment and not self.fields.finish():
            self._desk.notify("The rule that could not be read was left as it was.", "warn")
            self._leave(back=False)
        self.choose(segment)
        if segment != self.typing:
            self.typing = segment
            self.fields.open_at(found)
        self._measure()
        self._place()
        self.scrollTo(self.currentIndex())
        return True

    def rename(self, segment: str) -> None:
        """Type another name for a segment."""
        if self.open(segment):
            self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.fields.name.selectAll()

    def edit_rule(self, segment: str) -> None:
        """Type on the rule of a segment."""
        if self.open(segment):
            self.fields.rule.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, segment: str, word: str) -> None:
        """Type on the rule with *and* or *or* put after it."""
        found = self.segment(segment)
        if found is not None and self.open(segment):
            text = going_on(segments.written(self._desk.project, found.rule), found.rule, word)
            self.fields.rule.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.fields.rule.begin(text, offer=True)

    def replace_tag(self, segment: str, atom: int) -> None:
        """Type another tag in the place of one."""
        row = self._row(segment)
        if row is not None and self.open(segment):
            self.fields.rule.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.fields.rule.select(*spans(row.pieces)[atom])

    # -- doing -------------------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Move the current segment up (-1) or down (1)."""
        to = self.currentIndex().row() + by
        if self.current and 0 <= to < len(self.rows.rows):
            self._desk.editor.do(edits.move_segment, self.current, to)
            self.scrollTo(self.currentIndex())

    def delete(self) -> None:
        """Delete the current segment."""
        row = self._row(self.current)
        if row is not None and self._desk.editor.do(edits.delete_segment, row.id):
            self._desk.notify(f"Deleted {row.name}. Undo brings it back.")

    def set_rule(self, segment: str, rule: AnyCondition) -> None:
        """Give a segment another rule."""
        self._desk.editor.do(edits.change_segment, segment, rule=rule, label="change segment")

    # -- places ------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(560, self._height(len(self.rows.rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height(_LEAST))

    def _height(self, rows: int) -> int:
        """How high the first rows are, together."""
        typing, width = self._painter.typing, self._painter.width
        return sum(
            geometry.TYPING if place == typing else geometry.height(row, width)
            for place, row in enumerate(self.rows.rows[:rows])
        )

    def _measure(self) -> None:
        self._painter.typing = self.rows.place(self.typing) if self.typing else -1
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def _place(self) -> None:
        """Put the fields over their row."""
        if not self.typing:
            return
        rect = self.visualRect(self.rows.index(self.rows.place(self.typing)))
        name = geometry.name_rect(rect, self._painter.counts)
        top = rect.top() + 10
        self.fields.setGeometry(QRect(rect.left() + geometry.PAD, top, rect.width() - 2 * geometry.PAD, 74))
        self.fields.name.setGeometry(0, 0, min(name.width(), 420), 28)
        self.fields.rule.setGeometry(0, 38, self.fields.width(), 34)

    def _leave(self, back: bool) -> None:
        self.typing = ""
        self.fields.close_fields()
        self._measure()
        if back:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def segment(self, segment: str) -> Segment | None:
        """A segment by its id, as the project has it now."""
        return next((one for one in self._desk.project.segments if one.id == segment), None)

    def _row(self, segment: str) -> SegmentRow | None:
        return next((one for one in self.rows.rows if one.id == segment), None)

    def _moved_to(self, _current: QModelIndex) -> None:
        self.chosen.emit(self.current)

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.fields.rule.line.popup.hide()
        self.fields.rule.quiet()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._painter.width = self.viewport().width()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()
        self._place()

    def event(self, event: QEvent) -> bool:
        # The window has an F2 of its own, which must not come before the one of the list with the focus.
        key = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride else None
        if key is not None and (key.key() == Qt.Key.Key_F2 or _shift(key)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if by := _shift(event):
            self.step(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_rule(self.current)
        elif event.key() == Qt.Key.Key_F2:
            self.rename(self.current)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        row = self._row_at(at)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        rect = self.visualRect(self.rows.index(self.rows.place(row.id)))
        under = self.viewport().mapToGlobal
        if geometry.plus_rect(rect, row).contains(at):
            menus.plus_menu(self, row.id).popup(under(geometry.plus_rect(rect, row).bottomLeft() + QPoint(0, 4)))
        segment = self.segment(row.id)
        for piece, place in zip(row.pieces, geometry.piece_rects(rect, row), strict=True):
            if segment is not None and piece.atom >= 0 and place.contains(at):
                menus.chip_menu(self, row, segment, piece.atom).popup(under(place.bottomLeft() + QPoint(0, 4)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        rect = self.visualRect(self.rows.index(self.rows.place(row.id)))
        if event.position().toPoint().y() < rect.top() + geometry.CHIPS:
            self.rename(row.id)
        else:
            self.edit_rule(row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        row = self._row_at(at)
        hand = False
        if row is not None:
            rect = self.visualRect(self.rows.index(self.rows.place(row.id)))
            chips = zip(row.pieces, geometry.piece_rects(rect, row), strict=True)
            hand = geometry.plus_rect(rect, row).contains(at) or any(
                piece.atom >= 0 and place.contains(at) for piece, place in chips
            )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row, at = self._row(self.current), self.visualRect(self.currentIndex()).bottomLeft()
        else:
            row, at = self._row_at(event.pos()), event.pos()
        if row is not None:
            menus.row_menu(self, row.id).popup(self.viewport().mapToGlobal(at))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self._row_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(spoken(row)) if row else "", self)
            return True
        return super().viewportEvent(event)

    def _row_at(self, point: QPoint) -> SegmentRow | None:
        index = self.indexAt(point)
        at = index.row() if index.isValid() else -1
        return self.rows.rows[at] if at >= 0 and self.rows.rows[at].id != self.typing else None


def _shift(event: QKeyEvent) -> int:
    """-1 for Alt+Up, 1 for Alt+Down, 0 for any other key."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
