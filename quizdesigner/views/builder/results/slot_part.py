"""The inspector of a slot: what it draws from, in which order, and what is shown when nothing fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import recall
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Project, Quiz, Slot, Ties
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.builder.links.targets import TargetsField
from quizdesigner.views.builder.results.author import ResultsAuthor
from quizdesigner.views.builder.results.fills_part import FillsPart
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.kit import Field, Notice, Number, Segmented, Select, Switch, TextArea, column, label, row

_WIDE = 168
_TIES = (
    (Ties.CATALOGUE, "catalogue order"),
    (Ties.CHEAPEST, "cheapest first"),
    (Ties.DEAREST, "dearest first"),
    (Ties.NEWEST, "newest first"),
)


class SlotPart(QWidget):
    """The fields of one slot."""

    def __init__(self, author: ResultsAuthor) -> None:
        super().__init__()
        self._author = author
        self._slot = Slot("none")
        self.fills = FillsPart(author.desk)
        self.settings = self._products()
        self.setLayout(column(self.settings, self._order(), self._nothing(), self.fills, gap=0))
        for field in (self.heading, self.count, self.minimum, self.empty):
            field.left.connect(author.seal)

    def show_slot(self, project: Project, quiz: Quiz, slot: Slot) -> None:
        """Show this slot."""
        self._slot = slot
        self.heading.show_text(recall.shown(quiz, slot.heading))
        self.source.show_targets(project, slot.source)
        self.count.show_number(slot.count)
        self.minimum.show_number(slot.minimum_votes)
        self._minimum_word.setText("vote" if slot.minimum_votes == 1 else "votes")
        self.ties.show_value(slot.ties)
        self.sold_out.show_value(slot.sold_out)
        self.repeat.show_on(slot.repeat)
        self.reasons.show_on(slot.reasons)
        self.button.show_value(slot.button)
        self.cart.say(cart_words(project) if slot.button == "cart" else "")
        self.fallback.show_targets(project, slot.fallback)
        self.empty.show_text(recall.shown(quiz, slot.empty))
        self.fills.show_slot(self._author.desk.question_id, slot)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is to be mended about the slot, of all there is on its page."""
        self.settings.show_findings([one for one in findings if one.slot == self._slot.id])

    def _products(self) -> Section:
        part = Section("Slot")
        self.heading = Field("Heading")
        self.heading.setFixedWidth(_WIDE)
        self.heading.textEdited.connect(lambda text: self._write("heading", recall.stored(self._author.quiz, text)))
        self.source = TargetsField("From", self._author.stock, "All products.")
        self.source.changed.connect(lambda targets: self._change(source=targets))
        self.count = Number("Show at most", 1, 24)
        self.minimum = Number("At least votes", 0, 1000)
        self._minimum_word = label("", "secondary")
        for field, name in ((self.count, "count"), (self.minimum, "minimum_votes")):
            field.setFixedWidth(64)
            field.edited.connect(lambda number, name=name: self._write(name, number))
        part.body.addWidget(line("Heading", self.heading))
        part.body.addWidget(label("From"))
        part.body.addWidget(self.source)
        part.body.addWidget(line("Show at most", self.count))
        part.body.addWidget(line("At least", self.minimum, self._minimum_word))
        return part

    def _order(self) -> QWidget:
        part = Section("Order")
        self.ties = Select("Among as many votes", _TIES)
        self.ties.setProperty("small", True)
        self.ties.changed.connect(lambda value: self._change(ties=Ties(value)))
        rule = QFrame()
        rule.setProperty("kind", "sunken")
        then = row(label("then", "secondary"), self.ties, gap=8)
        then.setStretch(1, 1)
        rule.setLayout(column(label("Most votes", "strong"), then, gap=5, margins=(11, 8, 10, 9)))
        states = (("show", "Show"), ("last", "Last"), ("hide", "Hide"))
        self.sold_out = Segmented("Sold out products", states, "show")
        self.sold_out.changed.connect(lambda value: self._change(sold_out=value))
        self.repeat, self.reasons = Switch("Repeat from other slots"), Switch("Say why")
        self.repeat.clicked.connect(lambda on: self._change(repeat=on))
        self.reasons.clicked.connect(lambda on: self._change(reasons=on))
        self.button = Segmented("Button", (("view", "View"), ("cart", "Add to cart")), "view")
        self.button.changed.connect(lambda value: self._change(button=value))
        self.cart = Notice()
        part.body.addWidget(label("What must show comes first, then:", "secondary"))
        part.body.addWidget(rule)
        part.body.addWidget(line("Sold out", self.sold_out))
        part.body.addWidget(line("Repeat from other slots", self.repeat))
        part.body.addWidget(line("Say why", self.reasons))
        part.body.addWidget(line("Button", self.button))
        part.body.addWidget(self.cart)
        return part

    def _nothing(self) -> QWidget:
        part = Section("If nothing fits")
        self.fallback = TargetsField("If nothing fits, from", self._author.stock, "No other products.")
        self.fallback.changed.connect(lambda targets: self._change(fallback=targets))
        self.empty = TextArea("What is said when nothing fits", hint="And without those: say this", lines=2)
        self.empty.edited.connect(lambda text: self._write("empty", recall.stored(self._author.quiz, text)))
        self.empty.too_long.connect(self._author.say)
        part.body.addWidget(self.fallback)
        part.body.addWidget(self.empty)
        return part

    def _write(self, field: str, value: str | int) -> None:
        self._author.write_section(self._slot.id, field, value)

    def _change(self, **fields: object) -> None:
        self._author.change_section(self._slot.id, **fields)


def cart_words(project: Project) -> str:
    """Why some *Add to cart* buttons say something else; empty when none does."""
    view = "the button says View product"
    if not project.platform or not project.shop:
        return f"Which shop this is stands in Products and is not known yet. Until then {view}."
    without = sum(not any(one.shop_id for one in product.variants) for product in project.products)
    if without:
        return f"{counted(without, 'product has', 'products have')} no number in the shop’s cart; there {view}."
    return ""
