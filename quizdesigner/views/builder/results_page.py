"""The results page as the shopper sees it: its words edited in place, its slots with examples from the catalogue."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from quizdesigner.page.results import price
from quizdesigner.page.theme import palette
from quizdesigner.quiz.document import Effect, Product, Project, Quiz, ResultsPage, Slot
from quizdesigner.quiz.lead import lowest_price
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.writing import INSET, Writing
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Field, Square, column, label, pressed_by_keys, row


class ResultsCanvas(QWidget):
    """Shows a results page. `looked` gives the slot with the keyboard."""

    looked = Signal(str)

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author
        self.title = Writing("Title of the results page", "title", hint="This is for you")
        self.about = Writing("Description of the results page", "about", hint="Add a description", running=True)
        for field, name in ((self.title, "title"), (self.about, "description")):
            field.edited.connect(lambda text, field=field, name=name: author.write_page(name, text) or field.refuse())
            field.left.connect(author.seal)
            field.too_long.connect(lambda text: author.desk.notify(text, "warn"))
        self.title.entered.connect(lambda: self.about.setFocus(Qt.FocusReason.OtherFocusReason))
        self.slots: list[SlotCard] = []
        self._slots = column(gap=18)
        self._again = label("Take the quiz again")
        self._again.setProperty("page", "again")
        self.add = QPushButton("Add slot")
        self.add.setProperty("page", "add")
        self.add.setIconSize(QSize(20, 16))
        self.add.setAccessibleName("Add slot")
        pressed_by_keys(self.add)
        self.add.clicked.connect(self._add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.title)
        box.addSpacing(2)
        box.addWidget(self.about)
        box.addSpacing(18)
        box.addLayout(self._slots)
        box.addSpacing(18)
        box.addLayout(row(self.add, margins=(INSET, 0, INSET, 0)))
        box.addSpacing(20)
        box.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)

    def show_page(self, project: Project, quiz: Quiz, page: ResultsPage, *, wide: bool) -> None:
        """Show the page; two products beside each other when `wide`."""
        self.add.setIcon(icon("plus", palette(quiz.theme).quiet))
        self.title.centre(wide)
        self.about.centre(wide)
        self.title.show_text(page.title, page.id)
        self.about.show_text(page.description, page.id)
        self._again.setVisible(page.retake)
        while len(self.slots) < len(page.slots):
            self._make_slot()
        left = examples(project, quiz)
        for at, card in enumerate(self.slots):
            card.setVisible(at < len(page.slots))
            if at < len(page.slots):
                slot = page.slots[at]
                card.show_slot(project, page, slot, left[: slot.count], columns=2 if wide else 1)
                # A product is shown once on a page: the next slot begins with those that are left.
                left = left[slot.count :]

    def focus_title(self) -> None:
        """Put the keyboard into the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def focus_slot(self, slot_id: str) -> None:
        """Put the keyboard into a slot's heading."""
        for card in self.slots:
            if not card.isHidden() and card.slot_id == slot_id:
                card.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_slot(self) -> None:
        card = SlotCard(len(self.slots) + 1)
        card.heading.textEdited.connect(lambda text: self._author.write_slot(card.slot_id, "heading", text))
        card.heading.left.connect(self._author.seal)
        card.heading.focused.connect(lambda: self.looked.emit(card.slot_id))
        self.slots.append(card)
        self._slots.addWidget(card)

    def _add(self) -> None:
        if self._author.add_slot() and (page := self._author.page) is not None:
            self.focus_slot(page.slots[-1].id)


class SlotCard(QWidget):
    """A slot: its heading, what fills it in words, and examples."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.slot_id = ""
        self.heading = _Heading(f"Heading of slot {number}")
        self.rule = label("")
        self.rule.setProperty("page", "note")
        self._products: list[ProductCard] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._columns = 0
        self._grid.setContentsMargins(INSET, 0, INSET, 0)
        self.setLayout(column(row(self.heading, self.rule, margins=(0, 0, INSET, 0)), self._grid, gap=8))

    def show_slot(
        self, project: Project, page: ResultsPage, slot: Slot, products: list[Product], *, columns: int
    ) -> None:
        """Show a slot with these products as examples."""
        self.slot_id = slot.id
        self.heading.show_text(slot.heading)
        self.rule.setText(slot_words(slot))
        shown: list[Product | None] = list(products[:4]) or [None]
        while len(self._products) < len(shown):
            self._products.append(ProductCard())
        for at, card in enumerate(self._products):
            card.setVisible(at < len(shown))
            if at < len(shown):
                card.show_product(project, page, shown[at], slot.empty)
        if columns != self._columns or self._grid.count() != len(self._products):
            self._columns = columns
            while self._grid.count():
                self._grid.takeAt(0)
            for at, card in enumerate(self._products):
                self._grid.addWidget(card, at // columns, at % columns)
            for at in range(2):
                self._grid.setColumnStretch(at, 1 if at < columns else 0)


class ProductCard(QFrame):
    """A product as the results page shows it, or what is said when none fits."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("page", "card")
        self._square = Square("", 44)
        self._title: QLabel = label("", wrap=True)
        self._price: QLabel = label("")
        self._link: QLabel = label("")
        for part, role in ((self._title, "strong"), (self._price, "price"), (self._link, "link")):
            part.setProperty("page", role)
        words = column(self._title, row(self._price, None, self._link), None, gap=3)
        self.setLayout(row(column(self._square, None), words, gap=12, margins=(12, 11, 14, 11)))

    def show_product(self, project: Project, page: ResultsPage, product: Product | None, empty: str) -> None:
        """Show a product; for None, the words for when none fits."""
        self._square.setVisible(product is not None)
        self._price.setVisible(product is not None)
        self._link.setVisible(product is not None)
        if product is None:
            self._title.setText(empty or "No product is left for this slot.")
            return
        lowest = lowest_price(product)
        self._square.show_name(product.title)
        self._title.setText(product.title)
        self._price.setText("" if lowest is None else price(lowest, project.currency))
        self._link.setText(page.link_label or "View product")


class _Heading(Field):
    """A slot's heading on the page."""

    focused = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, hint="Heading")
        self.setProperty("page", "heading")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


def slot_words(slot: Slot) -> str:
    """What fills a slot: `3 best products with at least 1 vote`."""
    best = "best product" if slot.count == 1 else f"{slot.count} best products"
    if not slot.minimum_votes:
        return f"{best}, with or without votes"
    return f"{best} with at least {slot.minimum_votes} vote{'s' if slot.minimum_votes > 1 else ''}"


def examples(project: Project, quiz: Quiz) -> list[Product]:
    """The published products choices vote for, the most wanted first: what a shopper may see here."""
    votes: Counter[str] = Counter()
    for question in quiz.questions:
        for choice in question.choices:
            for link in choice.links:
                if link.effect is Effect.UPVOTE:
                    votes[link.product] += link.weight
    known = {product.id: product for product in project.products if product.published}
    return [known[product_id] for product_id, _ in votes.most_common() if product_id in known]
