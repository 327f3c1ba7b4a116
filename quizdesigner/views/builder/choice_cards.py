"""The choices as the shopper's page draws them, each title edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from quizdesigner.quiz.document import Kind, Project, Question, Theme
from quizdesigner.views.builder.choice_card import ChoiceCard
from quizdesigner.views.builder.look import colours
from quizdesigner.views.builder.writing import focus_end
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import pressed_by_keys

_GAPS = {Kind.PICTURE: 12, Kind.YES_NO: 12, Kind.DROPDOWN: 0}


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
        self._laid: tuple[int, int, Kind] = (0, 0, Kind.SINGLE)
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

    def show_question(self, project: Project, question: Question, theme: Theme, columns: int) -> None:
        """Show the choices; pictures in `columns` columns, yes and no side by side, others as rows."""
        kind, count = question.kind, len(question.options)
        wide = {Kind.PICTURE: columns, Kind.YES_NO: 2}.get(kind, 1)
        while len(self._cards) < count:
            self._make_card()
        if theme is not self._theme:
            self._theme = theme
            self.add.setIcon(icon("plus", colours(theme).quiet))
        for card, choice in zip(self._cards, question.options, strict=False):
            card.show_choice(project, question, choice, theme)
        if (count, wide, kind) != self._laid:
            self._lay(count, wide, kind)
        self.add.setVisible(kind is not Kind.YES_NO or count < 2)
        self.add.setSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Expanding if kind is Kind.PICTURE else QSizePolicy.Policy.Fixed,
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
        # Past the button first, then the button past it: Qt leaves the order alone where one cannot have the keyboard.
        self.setTabOrder(self.add, card.title)
        self.setTabOrder(card.title, self.add)
        self._cards.append(card)

    def _lay(self, count: int, columns: int, kind: Kind) -> None:
        had = self.focused()
        while self._grid.count():
            self._grid.takeAt(0)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._grid.setSpacing(_GAPS.get(kind, 9))
        self._laid = (count, columns, kind)
        if had >= count:
            self.focus_choice(count - 1)
        for at, card in enumerate(self._cards):
            card.setVisible(at < count)
            if at < count:
                self._grid.addWidget(card, at // columns, at % columns)
        if kind is Kind.DROPDOWN:
            self._grid.setRowMinimumHeight(count, 0)
        self._grid.addWidget(self.add, count // columns, count % columns)
