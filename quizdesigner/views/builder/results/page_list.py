"""Results pages in the left column, each with its rule in short, and the sections of one in the inspector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz import recall, sentences
from quizdesigner.quiz.document import All, Any, AnyCondition, AnySection, HasTag, Project, Quiz, ResultsPage, Slot
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.tags import colour_of
from quizdesigner.views import tokens
from quizdesigner.views.builder.links.search import named
from quizdesigner.views.builder.order_list import ROW, OrderList, Row, Rows, paint_ground, paint_sign
from quizdesigner.views.builder.results.author import KINDS, ResultsAuthor, kind_of, section_name
from quizdesigner.views.builder.sections import Section
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import chip_size, column, icon_button, label, paint_chip, row, rule
from quizdesigner.views.kit.rows import Index
from quizdesigner.views.problems import Sign

_HIGH = 52
_SECTION_HIGH = 42
_MOST = 5


class PageRow(Struct, frozen=True):
    """A results page in short: its rule as customer tags (name, colour) joined by a word, or in words."""

    title: str
    chips: tuple[tuple[str, int | None], ...] = ()
    join: str = ""
    words: str = ""


class SectionRow(Struct, frozen=True):
    """A section in short."""

    icon: str
    name: str
    words: str
    ruled: bool


class PageList(QWidget):
    """`added`, `moved` (id, place), `deleted`, `picked` (id): what a person wants; `climbed` is Up on the first."""

    added = Signal()
    moved = Signal(str, int)
    deleted = Signal(str)
    picked = Signal(str)
    climbed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = Rows("application/x-quizdesigner-results", _spoken)
        self.list = _ClimbingList("Results pages", self._model, _PageDelegate)
        self.list.moved.connect(lambda ids, to: self.moved.emit(ids[0], to))
        self.list.deleted.connect(lambda ids: self.deleted.emit(ids[0]))
        self.list.picked.connect(self.picked)
        self.list.climbed.connect(self.climbed)
        self.heading = label("Results pages, first rule that fits wins", "secondary")
        self.add = icon_button("plus", "Add results page", small=True)
        self.add.clicked.connect(self.added)
        head = row(self.heading, None, self.add, gap=4, margins=(16, 7, 10, 2))
        self.setLayout(column(row(rule(), margins=(16, 0, 16, 0)), head, self.list, 6, gap=0))

    def show_pages(self, project: Project, quiz: Quiz, current: str, signs: Mapping[str, Sign]) -> None:
        """Show the results pages of the quiz, with this one (id) picked if it is one; `signs` says what is to mend."""
        made = [Row(one.id, _page_row(project, quiz, one), sign=signs.get(one.id, "")) for one in quiz.results]
        self._model.show_rows(made)
        self.list.setFixedHeight(min(len(made), _MOST) * _HIGH + 2)
        if self.list.current != current:
            self.list.show_current(current)
        self.setVisible(bool(made))

    def enter(self) -> None:
        """Put the keyboard on the first page."""
        index = self._model.index(0, 0)
        if index.isValid():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentIndex(index)


class SectionList(Section):
    """The sections of a page in order. Enter or a click opens one, Alt with an arrow moves it, Delete deletes it."""

    def __init__(self, author: ResultsAuthor) -> None:
        super().__init__("Sections")
        self._author = author
        self._model = Rows("application/x-quizdesigner-section", _spoken)
        self.list = OrderList("Sections", self._model, _SectionDelegate)
        self.list.moved.connect(self._move)
        self.list.deleted.connect(lambda ids: author.delete_section(ids[0]))
        self.list.clicked.connect(lambda index: author.open_section(self._model.rows[index.row()].id))
        self.list.opened.connect(author.open_section)
        self.body.addWidget(self.list)

    def show_page(self, project: Project, page: ResultsPage) -> None:
        """Show the sections of this page."""
        made = [Row(one.id, self._row(project, page, one)) for one in page.sections]
        self._model.show_rows(made)
        self.list.setFixedHeight(min(len(made), 8) * _SECTION_HIGH + 2)
        self.setVisible(bool(made))

    def _row(self, project: Project, page: ResultsPage, section: AnySection) -> SectionRow:
        icon = next(sign for value, _, sign in KINDS if value == kind_of(section))
        name = read(self._author.quiz, section.heading) or section_name(page, section)
        words = slot_words(self._author, project, section) if isinstance(section, Slot) else section_name(page, section)
        return SectionRow(icon, name, words, section.show_when is not None)

    def _move(self, ids: Sequence[str], to: int) -> None:
        self._author.move_section(ids[0], to)
        self.list.show_current(ids[0])


def slot_words(author: ResultsAuthor, project: Project, slot: Slot) -> str:
    """What fills a slot: `2 best of Serums and 3 more, 1 vote or more`."""
    best = "best one" if slot.count == 1 else f"{slot.count} best"
    catalogue = author.stock.catalogue(project)
    of = f" of {named(catalogue, project, slot.source[0])}" if slot.source else ""
    more = f" and {len(slot.source) - 1} more" if len(slot.source) > 1 else ""
    votes = f"{counted(slot.minimum_votes, 'vote')} or more" if slot.minimum_votes else ""
    return ", ".join(filter(None, (f"{best}{of}{more}", votes)))


class _ClimbingList(OrderList):
    climbed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.climbed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class _PageDelegate(QStyledItemDelegate):
    """A flag, the title, and the rule under it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page = index.data(ROW).part
        rect, colours = QRect(option.rect), tokens.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(rect).adjusted(8.5, 1.5, -8.5, -1.5)
        paint_ground(painter, option, ground, 8, focused=self._view.hasFocus())
        paint_icon(painter, QRect(rect.left() + 25, rect.top() + 9, 15, 15), "flag", "text2")
        left, right = rect.left() + 49, rect.right() - 16
        _paint_words(painter, QRect(left, rect.top() + 7, right - left, 18), page.title or "No title yet", 13, 600)
        if sign := index.data(ROW).sign:
            paint_sign(painter, QRect(right - 14, rect.top() + 28, 14, 14), sign)
            right -= 22
        line = QRect(left, rect.top() + 26, right - left, 20)
        painter.setFont(font(11.5))
        painter.setPen(QColor(colours.text2))
        if not page.chips:
            words = painter.fontMetrics().elidedText(page.words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        at = line.left()
        for place, (name, colour) in enumerate(page.chips):
            painter.setFont(font(11.5))
            word = page.join if place else "when"
            painter.setPen(QColor(colours.text2))
            painter.drawText(QRect(at, line.top(), 60, line.height()), Qt.AlignmentFlag.AlignVCenter, word)
            at += painter.fontMetrics().horizontalAdvance(word) + 6
            room = right - at
            if room < 40:
                break
            wide = min(chip_size(name, small=True).width(), room)
            paint_chip(painter, QRect(at, line.top(), wide, 20), name, colours.chip(colour))
            at += wide + 6
        painter.restore()


class _SectionDelegate(QStyledItemDelegate):
    """Handle, kind, name over what it shows, and an eye where it has a rule."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _SECTION_HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        section = index.data(ROW).part
        rect, colours = QRect(option.rect), tokens.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(rect).adjusted(1, 1.5, -1, -1.5)
        paint_ground(painter, option, ground, 6, focused=self._view.hasFocus())
        middle = rect.center().y()
        paint_icon(painter, QRect(rect.left() + 4, middle - 6, 14, 14), "grip-vertical", "text3")
        paint_icon(painter, QRect(rect.left() + 24, middle - 7, 16, 16), section.icon, "text2")
        left, right = rect.left() + 48, rect.right() - 8
        if section.ruled:
            paint_icon(painter, QRect(right - 13, middle - 6, 14, 14), "eye", "accent_text")
            right -= 20
        _paint_words(painter, QRect(left, rect.top() + 4, right - left, 18), section.name, 13, 500)
        painter.setFont(font(11.5))
        painter.setPen(QColor(colours.text2))
        words = painter.fontMetrics().elidedText(section.words, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top() + 21, right - left, 16), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _paint_words(painter: QPainter, rect: QRect, words: str, size: float, weight: int) -> None:
    painter.setFont(font(size, weight))
    painter.setPen(QColor(tokens.current().text))
    words = painter.fontMetrics().elidedText(words[:200], Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)


def read(quiz: Quiz, title: str) -> str:
    """A title with the names of the answers it recalls."""
    if "{" not in title:
        return title.strip()
    names = recall.names(quiz)
    words = recall.filled(title, lambda question: names.get(question, "")).strip()
    return words[:1].upper() + words[1:]


def _page_row(project: Project, quiz: Quiz, page: ResultsPage) -> PageRow:
    title, last = read(quiz, page.title), page is quiz.results[-1]
    condition = page.show_when
    if condition is None or last:
        return PageRow(title, words="everyone else" if last and len(quiz.results) > 1 else "everyone")
    tags, join = _tags(condition)
    names = {tag.id: tag.name for tag in project.tags}
    if tags and all(tag in names for tag in tags):
        return PageRow(title, tuple((names[tag], colour_of(project, names[tag])) for tag in tags), join)
    return PageRow(title, words=f"when {sentences.of_condition(project, quiz, condition)}")


def _tags(condition: AnyCondition) -> tuple[tuple[str, ...], str]:
    """The tags of a rule that asks for nothing else, and the word between them."""
    match condition:
        case HasTag(tag):
            return (tag,), ""
        case All(parts) | Any(parts) if parts and all(isinstance(part, HasTag) for part in parts):
            tags = tuple(part.customer_tag for part in parts if isinstance(part, HasTag))
            return tags, "and" if isinstance(condition, All) else "or"
    return (), ""


def _spoken(row: Row) -> str:
    part = row.part
    if isinstance(part, SectionRow):
        return ", ".join(filter(None, (part.name, part.words, "shown by a rule" if part.ruled else "")))
    if not isinstance(part, PageRow):
        return ""
    rule_words = f" {part.join} ".join(name for name, _ in part.chips)
    words = f"when {rule_words}" if part.chips else part.words
    return f"Results page, {part.title or 'no title yet'}, {words}"
