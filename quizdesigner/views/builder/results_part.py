"""The inspector of a results page: its words, and what fills each slot."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from quizdesigner.quiz.document import ResultsPage, Slot
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.results_page import slot_words
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.kit import Field, Number, Switch, TextArea, button, column, icon_button, label, row

_WIDE = 168


class ResultsPart(Section):
    """Title, description, link label, retake."""

    def __init__(self, author: Author) -> None:
        super().__init__("Results page")
        self.title = Field("Title")
        self.about = TextArea("Description", lines=3)
        self.link = Field("Product link", hint="View product")
        self.retake = Switch("Take it again")
        self.title.setFixedWidth(_WIDE)
        self.link.setFixedWidth(_WIDE)
        self.body.addWidget(line("Title", self.title))
        self.body.addWidget(label("Description"))
        self.body.addWidget(self.about)
        self.body.addWidget(line("Product link", self.link))
        self.body.addWidget(line("Offer to take it again", self.retake))
        self.title.textEdited.connect(lambda text: author.write_page("title", text))
        self.about.edited.connect(lambda text: author.write_page("description", text))
        self.link.textEdited.connect(lambda text: author.write_page("link_label", text))
        self.retake.clicked.connect(lambda on: author.change_page(retake=on))
        self.about.too_long.connect(lambda text: author.desk.notify(text, "warn"))
        for field in (self.title, self.about, self.link):
            field.left.connect(author.seal)

    def show_page(self, page: ResultsPage) -> None:
        """Show this page's words."""
        self.title.show_text(page.title)
        self.about.show_text(page.description)
        self.link.show_text(page.link_label)
        self.retake.show_on(page.retake)


class SlotsPart(Section):
    """The slots in order. Each is filled with the best products left, so none is shown twice."""

    def __init__(self, author: Author) -> None:
        self.add = button("Slot", "ghost", "plus", small=True)
        self.add.setAccessibleName("Add a slot")
        super().__init__("Slots", self.add)
        self._author = author
        self.slots: list[SlotFields] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(18)
        self.body.addLayout(self._box)
        self.body.addWidget(
            label("Most votes first, then catalogue order. A product is shown once on a page.", "hint", wrap=True)
        )
        self.add.clicked.connect(self._add)

    def show_page(self, page: ResultsPage) -> None:
        """Show this page's slots."""
        while len(self.slots) < len(page.slots):
            made = SlotFields(self._author, len(self.slots) + 1)
            self.slots.append(made)
            self._box.addLayout(made.box)
        for at, fields in enumerate(self.slots):
            fields.show_slot(page.slots[at] if at < len(page.slots) else None)

    def _add(self) -> None:
        if self._author.add_slot() and (page := self._author.page) is not None:
            self.slots[len(page.slots) - 1].heading.setFocus()


class SlotFields:
    """The fields of one slot, in `box`."""

    def __init__(self, author: Author, number: int) -> None:
        self._slot = Slot("none")
        self.words = label("", "strong", wrap=True)
        self.delete = icon_button("trash-2", f"Delete slot {number}", small=True)
        self.heading = Field(f"Heading, slot {number}")
        self.count = Number(f"Show at most, slot {number}", 1, 24)
        self.minimum = Number(f"At least votes, slot {number}", 0, 1000)
        self.empty = TextArea(f"When nothing fits, slot {number}", hint="Shown when no product fits", lines=2)
        self.heading.setFixedWidth(_WIDE)
        self.count.setFixedWidth(72)
        self.minimum.setFixedWidth(72)
        top = row(self.words, self.delete)
        top.setStretch(0, 1)
        self._parts = (
            self.words,
            self.delete,
            line("Heading", self.heading),
            line("Show at most", self.count),
            line("Votes at least", self.minimum),
            label("When nothing fits"),
            self.empty,
        )
        self.box = column(top, *self._parts[2:], gap=4)
        self.heading.textEdited.connect(lambda text: author.write_slot(self._slot.id, "heading", text))
        self.count.edited.connect(lambda number: author.write_slot(self._slot.id, "count", number))
        self.minimum.edited.connect(lambda number: author.write_slot(self._slot.id, "minimum_votes", number))
        self.empty.edited.connect(lambda text: author.write_slot(self._slot.id, "empty", text))
        self.delete.clicked.connect(lambda: author.delete_slot(self._slot.id))
        self.empty.too_long.connect(lambda text: author.desk.notify(text, "warn"))
        for field in (self.heading, self.count, self.minimum, self.empty):
            field.left.connect(author.seal)

    def show_slot(self, slot: Slot | None) -> None:
        """Show a slot; None hides the fields."""
        for part in self._parts:
            part.setVisible(slot is not None)
        if slot is None:
            return
        self._slot = slot
        self.words.setText(slot_words(slot)[:1].upper() + slot_words(slot)[1:])
        self.heading.show_text(slot.heading)
        self.count.show_number(slot.count)
        self.minimum.show_number(slot.minimum_votes)
        self.empty.show_text(slot.empty)
