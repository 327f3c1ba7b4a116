"""The kinds of section on the canvas: products, a note, a discount code."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpacerItem, QWidget

from quizdesigner.quiz.document import AnySection, Discount, Note, Slot
from quizdesigner.quiz.words import words
from quizdesigner.views.builder.media_tile import MediaTile
from quizdesigner.views.builder.results.author import ResultsAuthor
from quizdesigner.views.builder.results.cards import ProductCard
from quizdesigner.views.builder.results.frame import Scene, SectionFrame
from quizdesigner.views.builder.results.shopper import products_of
from quizdesigner.views.builder.writing import INSET, Writing
from quizdesigner.views.kit import label


class SlotFrame(SectionFrame):
    """A slot with the products this shopper is shown."""

    def __init__(self, author: ResultsAuthor, section: AnySection) -> None:
        super().__init__(author, section, "Slot")
        self.cards: list[ProductCard] = []
        self._columns = 0
        self._count = -1
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self.aside = label("", wrap=True)
        self.aside.setProperty("page", "aside")
        self.empty = self.recalling("What is said when nothing fits", "empty", "empty", running=True)
        self.body.addWidget(self.aside)
        self.body.addLayout(self._grid)
        self._box.addWidget(self.empty)

    def show_section(self, scene: Scene, section: AnySection, *, here: bool) -> None:
        super().show_section(scene, section, here=here)
        if not isinstance(section, Slot):
            return
        shown = scene.seen.shown.get(section.id)
        products = products_of(scene.catalogue, shown)
        while len(self.cards) < len(products):
            self.cards.append(ProductCard())
        for card, product in zip(self.cards, products, strict=False):
            card.show_product(scene, section, product)
        self._lay(len(products), 2 if scene.wide else 1)
        self.aside.setText("Nothing fits, so the fallback is shown." if shown is not None and shown.fallback else "")
        self.aside.setVisible(bool(self.aside.text()))
        nothing = not products and section.id in scene.seen.sections
        self.empty.setVisible(nothing)
        if nothing:
            self.empty.show_hint("Nothing fits for this shopper. What shall the page say?")
            self.show_recalled(scene, self.empty, section.empty)

    def _lay(self, count: int, columns: int) -> None:
        if (count, columns) == (self._count, self._columns):
            return
        self._count, self._columns = count, columns
        while self._grid.count():
            self._grid.takeAt(0)
        for at, card in enumerate(self.cards):
            if at < count:
                self._grid.addWidget(card, at // columns, at % columns)
            # Now that it has its place: shown before, a card is a window that takes the keyboard.
            card.setVisible(at < count)
        if count == 1 and columns == 2:
            # One product is as wide as one of two.
            self._grid.addItem(QSpacerItem(0, 0), 0, 1)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)


class NoteFrame(SectionFrame):
    """A note: picture, text, a button that leads somewhere."""

    def __init__(self, author: ResultsAuthor, section: AnySection) -> None:
        super().__init__(author, section, "Note")
        self.tile = MediaTile("Picture of the note", "image")
        self.tile.clicked.connect(self.looked)
        self.text = self.recalling("Text of the note", "text", "text", hint="What do you want to tell?", running=True)
        self.label = self.wired(Writing("Words of the note's button", "pill"), "label")
        self.label.centre(True)
        self._button = _sized(self.label, 200)
        self.body.addWidget(self.tile)
        self._box.addWidget(self.text)
        self._box.addWidget(self._button)

    def show_section(self, scene: Scene, section: AnySection, *, here: bool) -> None:
        super().show_section(scene, section, here=here)
        if not isinstance(section, Note):
            return
        self.show_recalled(scene, self.text, section.text)
        self.tile.show_media(scene.project, section.picture, scene.quiz.theme)
        # A button that leads nowhere is not on the page either.
        self._button.setVisible(bool(section.link))
        self.label.show_hint(words(scene.quiz)["view"])
        self.label.show_text(section.label, section.id)


class DiscountFrame(SectionFrame):
    """A discount code to copy, and what it is for."""

    def __init__(self, author: ResultsAuthor, section: AnySection) -> None:
        super().__init__(author, section, "Discount code")
        self.text = self.recalling("Text with the code", "text", "text", hint="10 % off your first order", running=True)
        self.code = self.wired(Writing("Code", "code", hint="CODE"), "code")
        self.code.centre(True)
        self._box.addWidget(self.text)
        self._box.addWidget(_sized(self.code, 220))

    def show_section(self, scene: Scene, section: AnySection, *, here: bool) -> None:
        super().show_section(scene, section, here=here)
        if not isinstance(section, Discount):
            return
        self.heading.show_hint(words(scene.quiz)["code"])
        self.show_recalled(scene, self.text, section.text)
        self.code.show_text(section.code, section.id)


def frame(author: ResultsAuthor, section: AnySection) -> SectionFrame:
    """The frame for a section."""
    match section:
        case Slot():
            return SlotFrame(author, section)
        case Note():
            return NoteFrame(author, section)
        case Discount():
            return DiscountFrame(author, section)


def _sized(inner: QWidget, width: int) -> QWidget:
    """A field as wide as its words need, at the left."""
    inner.setFixedWidth(width)
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(INSET, 2, 0, 2)
    box.addWidget(inner, 0, Qt.AlignmentFlag.AlignLeft)
    made.setMinimumSize(QSize(0, 0))
    return made
