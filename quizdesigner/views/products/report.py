"""What an import did, in a line under the header; Show opens the products that are new, changed or gone."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz.document import Product
from quizdesigner.quiz.imports.difference import Changed, Difference, Vanished
from quizdesigner.quiz.imports.found import RowProblem
from quizdesigner.quiz.lead import price_of
from quizdesigner.quiz.phrases import counted
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import Card, Notice, button, column, row
from quizdesigner.views.kit.labels import Tone, show_when
from quizdesigner.views.kit.rows import Index, RowsModel, set_up_list
from quizdesigner.views.products.facts import choices, money, price

Row = str | Product | Changed | Vanished | RowProblem
"""A row of the list: a heading, or what is told of. It is put into words when it is seen."""

_HIGH = 26
_MOST = 8
"""Rows of the list that are seen at once."""


class Entry(Struct, frozen=True):
    """A row in words: a heading, or a product with what is said of it."""

    text: str
    detail: str = ""
    heading: bool = False


def summary(found: Difference) -> str:
    """What an import did, in one line."""
    if not found.new and not found.changed and not found.vanished:
        return "Everything is as it was."
    parts = [f"{len(found.new):,} new"]
    prices = sum("price" in one.what for one in found.changed)
    told = f" ({counted(prices, 'price')})" if prices else ""
    parts.append(f"{len(found.changed):,} changed{told}")
    if found.vanished:
        one, *others = found.vanished
        linked = f", linked to {choices(one.choices)}" if one.choices else ""
        several = sum(1 for gone in found.vanished if gone.choices)
        if others:
            share = "all" if several == len(found.vanished) else f"{several:,} of them"
            linked = f", {share} linked to choices" if several else ""
            parts.append(f"{len(found.vanished):,} gone and kept here{linked}")
        else:
            parts.append(f"1 gone and kept here: {one.product.title}{linked}")
    return ", ".join(parts) + "."


def rows_of(found: Difference, problems: tuple[RowProblem, ...]) -> tuple[Row, ...]:
    """Everything an import did, and what of the source could not be read, each group under its heading."""
    groups: tuple[tuple[str, tuple[Row, ...]], ...] = (
        ("New", found.new),
        ("Changed", found.changed),
        ("Gone from the source, kept here", found.vanished),
        ("Not read", problems),
    )
    return tuple(row for title, rows in groups if rows for row in (f"{title} ({len(rows):,})", *rows))


def entry(row: Row, currency: str) -> Entry:
    """A row in words."""
    match row:
        case str():
            return Entry(row, heading=True)
        case Product():
            return Entry(row.title, money(row, currency))
        case Changed():
            return Entry(row.after.title, _change(row, currency))
        case Vanished():
            return Entry(row.product.title, f"linked to {choices(row.choices)}")
        case RowProblem():
            return Entry(f"Row {row.row}" if row.row else "All rows", row.text)


def _change(changed: Changed, currency: str) -> str:
    words = [word for word in changed.what if word != "price"]
    if "price" in changed.what:
        before, after = _lowest(changed.before, currency), _lowest(changed.after, currency)
        words.insert(0, f"{before} → {after}" if before != after else "price of a variant")
    return ", ".join(words)


def _lowest(product: Product, currency: str) -> str:
    lowest = price_of(product)
    return "no price" if lowest is None else price(lowest, currency)


class Report(QWidget):
    """The line and what opens under it. `removal` asks to take what is gone away, by product ids."""

    removal = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._gone: tuple[str, ...] = ()
        self.more = button("Show", "link", small=True)
        # As high as the words beside it, so that the line stays a line. The style sheet speaks while it is polished.
        self.more.ensurePolished()
        self.more.setFixedHeight(20)
        self.more.clicked.connect(self._toggle)
        self.notice = Notice(action=self.more)
        self.model: RowsModel[Row] = RowsModel(self._words)
        self._painter = _Delegate()
        self.list = QListView()
        set_up_list(self.list, "What the import did", self.model, self._painter, even=True)
        self.list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.remove = button("", "danger", small=True)
        self.remove.clicked.connect(lambda: self.removal.emit(self._gone))
        self.card = Card((1, 6, 1, 6))
        self.card.body.setSpacing(4)
        self.card.body.addWidget(self.list)
        self._foot = QWidget()
        self._foot.setLayout(row(8, self.remove, None, gap=0))
        self.card.body.addWidget(self._foot)
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.card.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self.notice, self.card, gap=6))
        self.hide()

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Say something there is nothing more to show of; empty words hide the line."""
        self._show((), ())
        self.notice.say(text, tone)
        show_when(self, bool(text))

    def show_import(self, name: str, found: Difference, problems: tuple[RowProblem, ...]) -> None:
        """Say what bringing in this file or shop did."""
        words = f"{name}: {summary(found)}"
        if problems:
            unread = len({problem.row for problem in problems})
            words += f" {counted(unread, 'row')} could not be read as {'it stands' if unread == 1 else 'they stand'}."
        self._show(rows_of(found, problems), tuple(one.product.id for one in found.vanished), found.after.currency)
        self.notice.say(words, "warn" if problems else "ok")
        self.show()

    def forget_gone(self) -> None:
        """What was gone has been taken away."""
        self._gone = ()
        self._foot.hide()

    def _show(self, rows: tuple[Row, ...], gone: tuple[str, ...], currency: str = "") -> None:
        self._gone = gone
        self._painter.currency = currency
        self.model.show_rows(rows)
        self.list.setFixedHeight(min(len(rows), _MOST) * _HIGH + 4)
        self.remove.setText(f"Remove the {counted(len(gone), 'product')} that {'is' if len(gone) == 1 else 'are'} gone")
        self.remove.setAccessibleName(self.remove.text())
        self._foot.setVisible(bool(gone))
        self.more.setVisible(bool(rows))
        self._open(False)

    def _toggle(self) -> None:
        self._open(self.card.isHidden())

    def _open(self, wanted: bool) -> None:
        show_when(self.card, wanted)
        word = "Hide" if wanted else "Show"
        self.more.setText(word)
        self.more.setAccessibleName(f"{word} what the import did")

    def _words(self, row: Row) -> str:
        said = entry(row, self._painter.currency)
        return f"{said.text}, {said.detail}" if said.detail else said.text


class _Delegate(QStyledItemDelegate):
    """Paints a heading, or a product with what happened at the right; prices are in `currency`."""

    def __init__(self) -> None:
        super().__init__()
        self.currency = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        said = entry(index.data(Qt.ItemDataRole.UserRole), self.currency)
        colours = tokens.current()
        rect: QRect = option.rect.adjusted(16, 0, -16, 0)
        painter.save()
        painter.setFont(font(12, 600 if said.heading else 400))
        painter.setPen(QColor(colours.text2 if said.heading else colours.text))
        metrics = painter.fontMetrics()
        wide = min(metrics.horizontalAdvance(said.text) + 24, rect.width() // 2) if said.detail else rect.width()
        painter.drawText(rect, _LEFT, metrics.elidedText(said.text, Qt.TextElideMode.ElideRight, wide))
        painter.setPen(QColor(colours.text2))
        room = QRect(rect.left() + wide, rect.top(), rect.width() - wide, rect.height())
        painter.drawText(room, _RIGHT, metrics.elidedText(said.detail, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
