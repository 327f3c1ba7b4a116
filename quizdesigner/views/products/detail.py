"""The panel beside the list: one product, and the choices that vote for it or exclude it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import check, edits
from quizdesigner.quiz.document import Choice, Effect, Link, Product
from quizdesigner.quiz.lead import web_address
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import (
    Badge,
    Number,
    SectionLabel,
    Segmented,
    Select,
    Square,
    button,
    column,
    emptied,
    icon_button,
    label,
    row,
    rule,
)
from quizdesigner.views.products.table import money, stock

_EFFECTS = (("upvote", "Upvote"), ("exclude", "Exclude"))


class ProductDetail(QWidget):
    """Shows one product and lets its links be edited; `show_product` begins it anew."""

    deleted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._product: Product | None = None
        self.links = column(gap=4)
        self._square = Square("?", 56)
        self._title = label("", "heading", wrap=True)
        self._facts = label("", "secondary", wrap=True)
        self._address = label("", "hint", wrap=True)
        self._tags = column(gap=4)
        self._count = Badge()
        self._choice = Select("Choice to link", ())
        self._weights: dict[tuple[str, str, str], Number] = {}
        self._shown: tuple[str, list[tuple[str, str, str]], list[str]] = ("", [], [])
        self._link = button("Link", icon="plus", small=True)
        self._link.clicked.connect(self._add)
        delete = button("Delete product", "danger", small=True)
        delete.clicked.connect(self._delete)
        box = column(
            row(column(self._square, None), column(self._title, self._facts, None, gap=2), gap=12),
            self._tags,
            self._address,
            rule(),
            row(SectionLabel("Linked choices"), self._count, None),
            self.links,
            label("Link another choice", "hint"),
            row(self._choice, self._link),
            None,
            row(delete, None),
            gap=10,
        )
        self.setLayout(box)

    def show_product(self, product: Product | None) -> None:
        """Show this product with its links in the present quiz."""
        self._product = product
        self.setVisible(product is not None)
        if product is None:
            return
        project = self._desk.project
        variants = len(product.variants)
        facts = (money(product, project.currency), stock(product)[0], f"{variants} variants" if variants > 1 else "")
        self._square.show_name(product.title)
        self._title.setText(product.title)
        self._facts.setText(" · ".join(fact for fact in (*facts, product.type) if fact))
        self._address.setText(web_address(project, product) or "No address yet: say below where the shop is.")
        emptied(self._tags)
        if product.product_tags:
            self._tags.addWidget(label("In the shop: " + ", ".join(product.product_tags), "hint", wrap=True))
        self._show_links(product)

    def _show_links(self, product: Product) -> None:
        quiz = self._desk.quiz
        numbers = check.numbers(quiz)
        links: dict[tuple[str, str, str], tuple[int, Choice, Link]] = {}
        free: list[tuple[str, str]] = []
        for question in quiz.questions:
            for choice in question.choices if question.traits.has_choices else ():
                link = next((one for one in choice.links if one.product == product.id), None)
                if link is None:
                    free.append((f"{question.id}/{choice.id}", f"{numbers[question.id]}  {choice.title}"))
                else:
                    links[question.id, choice.id, link.effect.value] = (numbers[question.id], choice, link)
        self._count.say(str(len(links)))
        kept = self._choice.value if self._shown[0] == product.id else ""
        offered = [value for value, _ in free]
        self._choice.show_options(free, kept if kept in offered else next(iter(offered), ""))
        self._link.setEnabled(bool(free))
        if self._shown == (product.id, list(links), [choice.title for _, choice, _ in links.values()]):
            # The widgets stay, and with them the focus in a number that is being typed.
            for key, (_, _, link) in links.items():
                self._weights[key].show_number(link.weight)
            return
        self._shown = (product.id, list(links), [choice.title for _, choice, _ in links.values()])
        emptied(self.links)
        self._weights.clear()
        for key, (number, choice, link) in links.items():
            self.links.addWidget(self._linked(key, number, choice, link))
        if not links:
            self.links.addWidget(label("No choice speaks of it, so no shopper is shown it.", "hint", wrap=True))

    def _linked(self, key: tuple[str, str, str], number: int, choice: Choice, link: Link) -> QWidget:
        where = key[:2]
        made = QWidget()
        effect = Segmented(f"What “{choice.title}” does", _EFFECTS, link.effect.value)
        weight = Number(f"Votes of “{choice.title}”", 1, 100, suffix=" votes" if link.weight != 1 else " vote")
        weight.show_number(link.weight)
        if link.effect is Effect.EXCLUDE:
            weight.hide()
        effect.changed.connect(lambda name: self._set(where, Effect(name), weight.value()))
        weight.edited.connect(lambda count: self._set(where, Effect.UPVOTE, count))
        self._weights[key] = weight
        remove = icon_button("x", f"Take “{choice.title}” away", small=True)
        remove.clicked.connect(partial(self._set, where, None, 1))
        mark = label(str(number), "number")
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(choice.title, wrap=True)
        top = row(mark, title, remove)
        top.setStretch(1, 1)
        made.setLayout(column(top, row(effect, weight, None), gap=4, margins=(0, 4, 0, 6)))
        return made

    def _set(self, where: tuple[str, str], effect: Effect | None, weight: int, _checked: bool = False) -> None:
        if self._product is not None:
            args = (self._desk.quiz_id, *where, self._product.id, effect)
            merge = ":".join(("votes", *map(str, args)))
            self._desk.editor.do(edits.set_link, *args, weight, merge=merge)

    def _add(self) -> None:
        if self._choice.value:
            question, choice = self._choice.value.split("/")
            self._set((question, choice), Effect.UPVOTE, 1)

    def _delete(self) -> None:
        if self._product is not None:
            self.deleted.emit(self._product.id)
