"""The choices as the shopper's page draws them, each title edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from quizdesigner.page.theme import Palette, palette
from quizdesigner.quiz.document import Choice, Kind, Question, Theme
from quizdesigner.views import tokens
from quizdesigner.views.builder.look import SERIF
from quizdesigner.views.builder.writing import Writing, focus_end
from quizdesigner.views.icons import icon, paint_icon
from quizdesigner.views.kit import pressed_by_keys

_NO_CHOICE = Choice("none")
_LOOK = Theme()


class ChoiceCards(QWidget):
    """All choices of a question and the place for another.

    `written` gives a choice's place and text, `added` where a new one goes, `removed` and `shifted` the place of one
    (and the step), `looked` the id of the one with the keyboard.
    """

    written = Signal(int, str)
    added = Signal(int)
    removed = Signal(int)
    shifted = Signal(int, int)
    looked = Signal(str)
    left = Signal()
    too_long = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[ChoiceCard] = []
        self._laid = (0, 0)
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.add = QPushButton("Add choice", self)
        self.add.setProperty("page", "add")
        self.add.setIconSize(QSize(20, 16))
        self.add.setAccessibleName("Add choice")
        pressed_by_keys(self.add)
        self.add.clicked.connect(lambda: self.added.emit(len(self.shown)))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    @property
    def shown(self) -> list[ChoiceCard]:
        """The cards on show, in order."""
        return self._cards[: self._laid[0]]

    def show_question(self, question: Question, theme: Theme, columns: int) -> None:
        """Show the choices; picture choice in `columns` columns, others as rows."""
        pictures = question.kind is Kind.PICTURE
        count, columns = len(question.choices), columns if pictures else 1
        while len(self._cards) < count:
            self._make_card()
        if theme is not self._theme:
            self._theme = theme
            self.add.setIcon(icon("plus", palette(theme).quiet))
        for card, choice in zip(self._cards, question.choices, strict=False):
            card.show_choice(choice, question, theme)
        if (count, columns) != self._laid:
            self._lay(count, columns)
        self.add.setSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Expanding if pictures else QSizePolicy.Policy.Fixed,
        )

    def focus_choice(self, at: int) -> None:
        """Put the keyboard into a choice, after its last letter."""
        if self.shown:
            focus_end(self.shown[max(0, min(at, len(self.shown) - 1))].title)

    def focused(self) -> int:
        """The place of the choice with the keyboard, or -1."""
        return next((at for at, card in enumerate(self.shown) if card.title.hasFocus()), -1)

    def _make_card(self) -> None:
        at = len(self._cards)
        card = ChoiceCard(at)
        card.setParent(self)
        card.title.edited.connect(lambda text: self.written.emit(at, text))
        card.title.entered.connect(lambda: self.added.emit(at + 1))
        card.title.emptied.connect(lambda: self.removed.emit(at))
        card.title.shifted.connect(lambda step: self.shifted.emit(at, step))
        card.title.focused.connect(lambda: self.looked.emit(card.choice.id))
        card.title.left.connect(self.left)
        card.title.too_long.connect(self.too_long)
        self.setTabOrder(self._cards[-1].title if self._cards else self, card.title)
        self.setTabOrder(card.title, self.add)
        self._cards.append(card)

    def _lay(self, count: int, columns: int) -> None:
        had = self.focused()
        while self._grid.count():
            self._grid.takeAt(0)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._grid.setSpacing(12 if columns > 1 else 9)
        self._laid = (count, columns)
        if had >= count:
            self.focus_choice(count - 1)
        for at, card in enumerate(self._cards):
            card.setVisible(at < count)
            if at < count:
                self._grid.addWidget(card, at // columns, at % columns)
        self._grid.addWidget(self.add, count // columns, count % columns)


class ChoiceCard(QWidget):
    """One choice: a row, or a card under a tinted tile."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.choice = _NO_CHOICE
        self._pictures = False
        self._palette: Palette = palette(_LOOK)
        self._theme = _LOOK
        self.title = Writing(f"Choice {at + 1}", "choice", hint=f"Choice {at + 1}", shifts=True)
        self.title.focused.connect(self.update)
        self.title.left.connect(self.update)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_choice(self, choice: Choice, question: Question, theme: Theme) -> None:
        """Show the choice as this kind of question draws it."""
        pictures = question.kind is Kind.PICTURE
        if theme is not self._theme:
            self._theme, self._palette = theme, palette(theme)
            self.update()
        if pictures != self._pictures or self.choice is _NO_CHOICE:
            self._pictures = pictures
            self.title.centre(pictures)
            self._place()
            self.update()
        if choice is not self.choice:
            self.choice = choice
            self._place()
            self.title.show_text(choice.title, choice.id)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        focus_end(self.title)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.title.hasFocus()
        painter.setPen(QPen(QColor(tokens.current().accent if here else p.line), 2 if here else 1))
        painter.setBrush(QColor(p.surface))
        edge = 1 if here else 0.5
        corners = min(self._theme.corners, 20)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), corners, corners)
        if self._pictures:
            self._paint_tile(painter, self._tile(), 24)
        elif self.choice.picture:
            self._paint_tile(painter, QRect(10, (self.height() - 36) // 2, 36, 36), 15)

    def _tile(self) -> QRect:
        width = self.width() - 20
        return QRect(10, 10, width, round(width * 0.75))

    def _place(self) -> None:
        """Leave room for the tile."""
        if self._pictures:
            self._box.setContentsMargins(6, self._tile().bottom() + 3, 6, 8)
            self._box.setAlignment(self.title, Qt.AlignmentFlag.AlignTop)
        else:
            self._box.setContentsMargins(54 if self.choice.picture else 10, 10, 10, 10)
            self._box.setAlignment(self.title, Qt.AlignmentFlag.AlignVCenter)

    def _paint_tile(self, painter: QPainter, rect: QRect, size: int) -> None:
        p = self._palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(p.tile))
        corners = min(self._theme.corners, 20) * 0.7
        painter.drawRoundedRect(QRectF(rect), corners, corners)
        if self.choice.picture:
            # Pictures come from the web and are shown in the preview; here nothing is fetched.
            side = 20 if size > 20 else 16
            middle = rect.center()
            paint_icon(painter, QRect(middle.x() - side // 2, middle.y() - side // 2, side, side), "image", p.quiet)
            return
        face = QFont(SERIF if self._theme.serif else "Inter")
        face.setPixelSize(size)
        face.setWeight(QFont.Weight.DemiBold)
        painter.setFont(face)
        painter.setPen(QColor(p.ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.choice.title.strip()[:1].upper())
