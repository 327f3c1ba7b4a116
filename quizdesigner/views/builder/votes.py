"""The details of one choice: its picture, and what it says about products."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Choice, Effect, Link, Product, Project
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.picker import Option, Picker
from quizdesigner.views.fuzzy import score
from quizdesigner.views.kit import Field, Number, button, column, icon_button, label, row
from quizdesigner.views.kit.fields import mark_bad
from quizdesigner.views.kit.plain import plain_tip

_MOST = 40
"""Products the search shows at once; more letters narrow it down."""


class ChoiceDetails(QWidget):
    """Picture, product votes, and the ways to its tags and out of the quiz."""

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author
        self._choice = Choice("none")
        self._project: Project | None = None
        self.picture = Field("Picture address", hint="https://", small=True)
        self.picture.textEdited.connect(self._write_picture)
        self.picture.left.connect(self._leave_picture)
        self.picture_trouble = label("", "bad", wrap=True)
        self.links: list[LinkRow] = []
        self._links = column(gap=4)
        opener = button("Add product", "ghost", "plus", small=True)
        opener.setStyleSheet("text-align: left;")
        self.add = Picker(opener, "Add product", "Title, SKU or type", self._fitting)
        self.add.picked.connect(self._add)
        self._no_products = label("Products come in under Products; then choices can vote for them.", "hint", wrap=True)
        self.tags = button("Tags", "link", "tag", small=True, hint="Open this question in Customer Tags")
        self.tags.clicked.connect(lambda: author.desk.go("customer_tags"))
        self.delete = button("Delete choice", "ghost", "trash-2", small=True)
        self.delete.clicked.connect(lambda: author.delete_choice(self._choice.id))
        self.setLayout(
            column(
                label("Picture", "label"),
                self.picture,
                self.picture_trouble,
                4,
                label("Product votes", "label"),
                self._links,
                self._no_products,
                self.add,
                row(self.tags, None, self.delete),
                gap=6,
                margins=(0, 8, 0, 0),
            )
        )

    def show_choice(self, project: Project, choice: Choice) -> None:
        """Show what belongs to this choice."""
        if choice.id != self._choice.id:
            self.picture.setText(choice.picture)
            self._show_trouble("")
        elif choice.picture != self._choice.picture:
            self.picture.show_text(choice.picture)
            self._show_trouble("")
        self._choice, self._project = choice, project
        catalogue = {product.id: product for product in project.products}
        while len(self.links) < len(choice.links):
            self._make_row()
        for at, one in enumerate(self.links):
            one.setVisible(at < len(choice.links))
            if at < len(choice.links):
                one.show_link(choice.links[at], catalogue.get(choice.links[at].product))
        self._no_products.setVisible(not project.products)
        self.add.setVisible(bool(project.products))

    def _make_row(self) -> None:
        made = LinkRow()
        made.changed.connect(
            lambda product, effect, weight: self._author.link(self._choice.id, product, effect, weight)
        )
        made.removed.connect(lambda product: self._author.link(self._choice.id, product, None))
        made.left.connect(self._author.seal)
        self.links.append(made)
        self._links.addWidget(made)

    def _fitting(self, typed: str) -> Sequence[Option]:
        """The products not linked yet that fit what was typed, best first."""
        if self._project is None:
            return ()
        linked = {link.product for link in self._choice.links}
        found = []
        for product in self._project.products:
            points = None if product.id in linked else _fits(product, typed)
            if points is not None:
                found.append((points, product))
        if typed.strip():
            found.sort(key=lambda one: -one[0])
        return [Option(one.id, one.title, one.type) for _, one in found[:_MOST]]

    def _add(self, product_id: str) -> None:
        self._author.link(self._choice.id, product_id, Effect.UPVOTE)

    def _write_picture(self, text: str) -> None:
        # “h”, “ht” ... are no address yet: what is unfinished waits here and is judged when the field is left.
        if _is_address(text):
            self._show_trouble("")
            self._author.write_choice(self._choice.id, "picture", text.strip())

    def _leave_picture(self) -> None:
        self._author.seal()
        fine = _is_address(self.picture.text())
        self._show_trouble("" if fine else "A picture is a web address that begins with https:// and has no spaces.")

    def _show_trouble(self, words: str) -> None:
        mark_bad(self.picture, bool(words))
        self.picture_trouble.setText(words)
        self.picture_trouble.setVisible(bool(words))


class LinkRow(QWidget):
    """One product: how many votes, or that it is excluded."""

    changed = Signal(str, object, int)
    removed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._link = Link("none")
        self.title = label("")
        self.weight = Number("Votes", 1, 100)
        self.weight.setPrefix("+")
        self.weight.setFixedWidth(52)
        self.exclude = icon_button("ban", "Exclude this product", small=True)
        self.exclude.setCheckable(True)
        self.remove = icon_button("x", "Take this product off", small=True)
        self._excluded = label("excluded", "bad")
        self.title.setMinimumWidth(40)
        self.weight.edited.connect(lambda weight: self.changed.emit(self._link.product, Effect.UPVOTE, weight))
        self.weight.left.connect(self.left)
        self.exclude.clicked.connect(self._set_effect)
        self.remove.clicked.connect(lambda: self.removed.emit(self._link.product))
        box = row(self.title, self._excluded, self.weight, self.exclude, self.remove, gap=4)
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_link(self, link: Link, product: Product | None) -> None:
        """Show what is said about this product."""
        self._link = link
        name = product.title if product else "A product that is gone"
        excluded = link.effect is Effect.EXCLUDE
        self.title.setToolTip(plain_tip(name))
        room = self.title.fontMetrics()
        self.title.setText(room.elidedText(name, Qt.TextElideMode.ElideRight, 118 if excluded else 128))
        self.weight.setVisible(not excluded)
        self.weight.setAccessibleName(f"Votes for {name}")
        self.weight.show_number(link.weight)
        self._excluded.setVisible(excluded)
        self.exclude.setChecked(excluded)
        self.exclude.setAccessibleName(f"Exclude {name}")
        self.remove.setAccessibleName(f"Take {name} off")

    def _set_effect(self, excluded: bool) -> None:
        # The weight is kept with an exclusion too, so that changing one's mind loses nothing.
        effect = Effect.EXCLUDE if excluded else Effect.UPVOTE
        self.changed.emit(self._link.product, effect, self._link.weight)


def _fits(product: Product, typed: str) -> int | None:
    """How well the product's title, SKUs or type fit; None when nothing does."""
    named = score(typed, product.title)
    others = [product.type, product.vendor, *(variant.sku for variant in product.variants)]
    typed = typed.strip().casefold()
    if named is None and typed and any(typed in other.casefold() for other in others):
        return 500
    return named


def _is_address(text: str) -> bool:
    """Whether this can be kept as an address: nothing, or something behind https:// without spaces."""
    text = text.strip()
    if not text:
        return True
    scheme, mark, rest = text.partition("://")
    return bool(mark and rest) and scheme in ("http", "https") and not any(sign in rest for sign in " \t<>\"'")
