"""The Segments place, put together: the list, the field that makes one, coverage, and the panel beside them."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import edits, segments
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import AnyCondition, Project, Segment
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import touched
from quizdesigner.views.errand import Errand
from quizdesigner.views.forecast import BROKE_OFF
from quizdesigner.views.kit import (
    Busy,
    EmptyState,
    Header,
    Notice,
    button,
    column,
    label,
    row,
    rule,
    scrolled,
    tab_through,
)
from quizdesigner.views.kit.fields import LINE
from quizdesigner.views.kit.labels import show_when
from quizdesigner.views.segments.coverage_cards import CoverageCards
from quizdesigner.views.segments.facts import Fact, facts
from quizdesigner.views.segments.middle import Middle
from quizdesigner.views.segments.overlaps import Overlaps
from quizdesigner.views.segments.pills import pills
from quizdesigner.views.segments.rows import Note, rows
from quizdesigner.views.segments.rule_field import RuleField
from quizdesigner.views.segments.segment_list import SegmentList
from quizdesigner.views.segments.side import SidePanel

_PANEL = 372
_NARROW = 1_150
_NARROWEST = 980
_TOO_MANY = (
    "This quiz has too many combinations to count exactly, so no share is shown: its rules look back at too many"
    " answers. Segments can be made all the same."
)


class SegmentsPane(QWidget):
    """Segments with their shares, and what stands beside the one looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pills: dict[str, Note] = {}
        self._previewing = Errand(desk)
        self.overlaps = Overlaps(desk)
        self.overlaps.changed.connect(self._show_rows)
        self.side = SidePanel(desk, self.overlaps)
        self.new = button("New segment", icon="plus", hint="Type a rule  Ctrl+Shift+N")
        self.new.clicked.connect(self._begin)
        self.header = Header("Segments", "Counted over every way to answer this quiz. Nothing is sampled.")
        self.header.aside.addWidget(self.new, 0, Qt.AlignmentFlag.AlignBottom)
        self.list = SegmentList(desk)
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.preview_asked.connect(lambda _: self.side.way.preview_one())
        self.field = RuleField(desk, "Rule of a new segment", "Type a rule: goal:sleep and (skin:dry or skin:oily)")
        self.field.made.connect(self._make)
        self.field.escaped.connect(self._give_up)
        first = button("Type a rule", "primary", "plus")
        first.clicked.connect(self._begin)
        self.empty = EmptyState(
            "Shoppers whom a service could tell apart by their tags come here, each group with its exact share.",
            first,
            "users",
        )
        self.empty.setMinimumHeight(190)
        to_tags = button("Go to Customer Tags", "primary")
        to_tags.clicked.connect(lambda: desk.go("customer_tags"))
        self.no_tags = EmptyState(
            "Segments go by customer tags, and there are none yet. Give some choices a tag first.", to_tags, "tags"
        )
        self.cards = CoverageCards()
        self.cards.asked.connect(self._go_to)
        self.updated = label("", "secondary")
        self.busy = Busy("Counting")
        self.notice = Notice()
        self._lay_out()
        desk.editor.changed.connect(self._changed)
        desk.quiz_changed.connect(lambda _: self._show())
        desk.forecast.changed.connect(self._show)
        desk.segment_asked.connect(self.show_segment)
        desk.group_asked.connect(self.side.contradictions.show_group)
        desk.ended.connect(self._previewing.cancel)
        self._commands = self._make_commands()
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What the menu and the palette offer while this place is shown."""
        return self._commands

    def show_segment(self, segment: str) -> None:
        """Go to a segment in the list."""
        self.list.choose(segment)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._frame = QFrame()
        self._frame.setProperty("kind", "card")
        self._frame.setSizePolicy(self.list.sizePolicy())
        typed = column(self.field, margins=(17, 11, 17, 11))
        box = column(self.list, self.empty, rule(), gap=0, margins=(1, 1, 1, 1))
        box.addLayout(typed)
        self._frame.setLayout(box)
        self._heading = QWidget()
        self._heading.setLayout(row(label("Coverage", "section"), None, self.updated))
        parts = (self.header, self._frame, self.no_tags, 4, self._heading, self.busy, self.notice, self.cards, None)
        middle = Middle(column(*parts, gap=10, margins=(28, 22, 28, 22)))
        self._edge = rule(upright=True)
        whole = row(scrolled(middle), self._edge, self.side, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _changed(self, before: Project, after: Project) -> None:
        if touched(before, after, "segments", "tags", "tag_groups", "quizzes", "connections"):
            self._show()

    def _show(self) -> None:
        # A place that is not seen follows when it is.
        if not self.isVisible():
            return
        self._show_counts()
        self._show_rows()
        self.field.know()
        self._show_chosen()
        self.side.show_project()
        self.overlaps.look()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes as one reads, also through what has come since."""
        fields = self.list.fields
        typed = (self.new, self.list, fields.name, fields.rule.line, self.field.line)
        for one, other in pairwise((*typed, *self.cards.cards, self.side.way.preview)):
            QWidget.setTabOrder(one, other)
        tab_through(self.side)

    def _show_rows(self) -> None:
        project = self._desk.project
        shown = rows(project, self._desk.forecast.coverage, self.overlaps.notes() | self._pills, self._waits())
        tags, some = bool(project.tags), bool(shown)
        self._frame.setVisible(tags or some)
        self.no_tags.setVisible(not tags and not some)
        self.list.setVisible(some)
        self.empty.setVisible(not some)
        self.new.setVisible(some)
        self.list.show_rows(shown)
        self.setFocusProxy(self.list if some else self.field.line)

    def _show_counts(self) -> None:
        forecast, project, quiz = self._desk.forecast, self._desk.project, self._desk.quiz
        coverage = forecast.coverage
        if forecast.current:
            self._pills = pills(project, quiz, coverage) if isinstance(coverage, Coverage) else {}
        if not forecast.counting:
            self.busy.end()
        elif not self.busy.isVisible():
            self.busy.begin()
        if coverage is None:
            self._pills = {}
        self.updated.setText(self._waits() or "updated as you edit")
        if forecast.broken:
            self.notice.say(BROKE_OFF, "warn")
        else:
            self.notice.say(_TOO_MANY if isinstance(coverage, TooMany) and forecast.current else "", "plain")
        counted = isinstance(coverage, Coverage) and bool(coverage.questions)
        if isinstance(coverage, Coverage) and forecast.current:
            self.cards.show_facts(facts(project, quiz, coverage))
        self.cards.setVisible(counted)
        show_when(self._heading, counted or bool(self.notice.text()))

    def _waits(self) -> str:
        """Why there may be no figures yet; empty where there are all there will be."""
        forecast = self._desk.forecast
        return "counting…" if forecast.counting else "not counted" if forecast.broken else ""

    def _show_chosen(self) -> None:
        chosen = self.list.current
        self.side.show_segment(next((one for one in self._desk.project.segments if one.id == chosen), None))

    # -- doing -------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.field.line.text():
            self.field.line.offer()

    def _make(self, rule: AnyCondition) -> None:
        editor = self._desk.editor
        name = segments.written(self._desk.project, rule)[:LINE]
        segment = Segment(editor.new_id(), name, rule)
        # The text goes first: the change comes back as a signal, and whoever hears it shows an empty field.
        text = self.field.line.text()
        self.field.clear()
        if editor.do(edits.add_segment, segment):
            self.list.rename(segment.id)
        else:
            self.field.begin(text)

    def _give_up(self) -> None:
        self.field.clear()
        (self.list if self.list.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, fact: Fact) -> None:
        if fact.part:
            self._desk.open_question(fact.part)
            self._desk.go("builder")
        elif fact.tag:
            self._desk.go("customer_tags")
            self._desk.tag_asked.emit(fact.tag)
        elif fact.wanted is not None:
            self._previewing.run(self._preview(fact))

    async def _preview(self, fact: Fact) -> None:
        assert fact.wanted is not None, "there is somebody to show"
        sheet = await self._desk.forecast.example(fact.wanted)
        if sheet is None:
            self._desk.notify("Finding an example would take too long.", "warn")
        else:
            self._desk.preview_shopper(sheet)

    def _make_commands(self) -> tuple[Command, ...]:
        here = self._has_segment
        return (
            Command("segments.new", "New segment", self._begin, "Ctrl+Shift+N", "plus"),
            Command(
                "segments.rule", "Edit the rule", lambda: self.list.edit_rule(self.list.current), "", "pencil", here
            ),
            Command("segments.rename", "Rename segment", lambda: self.list.rename(self.list.current), "", "type", here),
            Command(
                "segments.preview", "Preview a shopper of the segment", self.side.way.preview_one, "", "play", here
            ),
            Command("segments.copy", "Copy the segment for a service", self.side.copy.open_menu, "", "copy", here),
            Command("segments.up", "Move segment up", partial(self.list.step, -1), "Alt+Up", "arrow-up", here),
            Command("segments.down", "Move segment down", partial(self.list.step, 1), "Alt+Down", "arrow-down", here),
            Command("segments.delete", "Delete segment", self.list.delete, "", "trash-2", here),
        )

    def _has_segment(self) -> bool:
        return bool(self.list.current)

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.overlaps.stop()
        self.side.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(316 if self.width() < _NARROW else _PANEL)
        room = self.width() >= _NARROWEST
        self.side.setVisible(room)
        self._edge.setVisible(room)
