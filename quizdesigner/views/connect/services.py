"""The list of services at the left: what each is, and how its connection stands."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.quiz.document import Connection, Project, Service
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.views import tokens
from quizdesigner.views.connect.at_host import AtHost
from quizdesigner.views.connect.keys import Keys
from quizdesigner.views.connect.picks import picked, to_pick
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.labels import paint_square
from quizdesigner.views.kit.rows import Index, RowsModel

COLOURS = {
    Service.KLAVIYO: "#23211F",
    Service.HUBSPOT: "#CB4A1E",
    Service.MAILCHIMP: "#936F00",
    Service.OMNISEND: "#2C7A5B",
    Service.SHOPIFY: "#4F7A28",
    Service.ZAPIER: "#C2410C",
    Service.WEBHOOK: "#454F5D",
}
"""Each service's square, dark enough for a white letter of that size."""

_ROW = 56
_LIKE = 0.05
"""How far a square's lightness may be from what it stands on before it needs an edge."""


class Entry(Struct, frozen=True):
    """A row: a service, and its connection if it has one; `icon`, `ink` and `text` say how that stands."""

    service: Service
    connection: Connection | None
    icon: str
    ink: str
    text: str

    @property
    def id(self) -> str:
        """What stays the same while the connection changes."""
        return self.connection.id if self.connection else self.service.value


def entries(project: Project, keys: Keys, at_host: AtHost, another: Service | None = None) -> tuple[Entry, ...]:
    """Every service, once for each connection it has, or once without; `another` has a row for one more."""
    found: list[Entry] = []
    for service in CONNECTORS:
        made = [one for one in project.connections if one.service is service]
        found += [_entry(one, keys, at_host) for one in made]
        if not made or service is another:
            found.append(Entry(service, None, "circle", "text3", "Another account" if made else "Not connected"))
    return tuple(found)


def _entry(connection: Connection, keys: Keys, at_host: AtHost) -> Entry:
    if words := wanting(connection, keys, at_host):
        return Entry(connection.service, connection, "triangle-alert", "warn", words)
    # Where everybody goes into one place, that place says more than the account it is in.
    place = next((one for one in CONNECTORS[connection.service].pickers if one.needed), None)
    if place is not None:
        text = f"{place.label}: {picked(connection, place).name}"
    else:
        text = f"Connected to {connection.account}" if connection.account else "Connected"
    return Entry(connection.service, connection, "circle-check", "ok", text)


def wanting(connection: Connection, keys: Keys, at_host: AtHost) -> str:
    """What the host, this computer or this connection still wants, in words; empty when nothing."""
    if at_host.paused(connection):
        return "Paused at the host"
    if keys.state(connection) == "missing":
        return "Key missing on this computer"
    return "The last test failed" if keys.failed(connection) else to_pick(connection)


def spoken(service: Service) -> str:
    """The service's name within a sentence."""
    return {Service.WEBHOOK: "the webhook", Service.SHOPIFY: "Shopify"}.get(service, service.label)


def service_model() -> RowsModel[Entry]:
    """The rows, without any yet; a tip says an account's name that is too long for its row."""
    return RowsModel(
        lambda entry: f"{entry.service.label}, {entry.text}", tip=lambda entry: entry.text, key=lambda entry: entry.id
    )


class ServiceDelegate(QStyledItemDelegate):
    """Paints a row: square, name, how it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        colours, box = tokens.current(), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(box).adjusted(0.5, 1.5, -0.5, -1.5)
        if state & QStyle.StateFlag.State_Selected:
            focused = state & QStyle.StateFlag.State_HasFocus
            painter.setPen(QPen(QColor(colours.accent if focused else colours.accent_line), 2 if focused else 1))
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(whole, 8, 8)
        middle = box.center().y()
        square, ground = QRect(box.left() + 11, middle - 14, 30, 30), QColor(COLOURS[entry.service])
        paint_square(painter, square, entry.service.label, ground.name())
        if abs(ground.lightnessF() - QColor(colours.surface).lightnessF()) < _LIKE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.line_strong))
            painter.drawRoundedRect(QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        left, wide = box.left() + 53, box.width() - 53 - 10
        painter.setFont(font(13, 600))
        painter.setPen(QColor(colours.text))
        painter.drawText(QRect(left, box.top() + 9, wide, 19), Qt.AlignmentFlag.AlignVCenter, entry.service.label)
        paint_icon(painter, QRect(left, box.top() + 31, 14, 14), entry.icon, entry.ink)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        words = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, wide - 20)
        painter.drawText(QRect(left + 20, box.top() + 29, wide - 20, 18), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
