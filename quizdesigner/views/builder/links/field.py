"""What a choice says about products: a row for each thing it names, what that comes to, and the search for another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import Choice, Effect, Link, Project, Target
from quizdesigner.quiz.phrases import counted, listed
from quizdesigner.quiz.recommend import twice
from quizdesigner.views.builder.links.row import LinkRow
from quizdesigner.views.builder.links.search import (
    ICONS,
    Hit,
    Stock,
    extent,
    key_of,
    named,
    reaching,
    target_of,
)
from quizdesigner.views.builder.picker import Option, Picker
from quizdesigner.views.builder.results.author import ResultsAuthor
from quizdesigner.views.kit import button, column, label, tab_through

_TOLD = 3
"""Products whose several votes are told; more are counted."""


class LinksField(QWidget):
    """The links of one choice, range, or of any answer. Call `show_choice` whenever the project says something new."""

    def __init__(self, author: ResultsAuthor) -> None:
        super().__init__()
        self._author = author
        self._choice = Choice("none")
        self._project: Project | None = None
        self.rows: list[LinkRow] = []
        self._rows = column(gap=1)
        self.sums = label("", "secondary", wrap=True)
        self.empty = label("Products come in under Products; then choices can vote for them.", "hint", wrap=True)
        opener = button("Add products", "ghost", "plus", small=True)
        opener.setStyleSheet("text-align: left;")
        self.add = Picker(opener, "Add products", "Product, collection, tag, SKU …", self._fitting, width=340)
        self.add.picked.connect(self._add)
        self.setLayout(column(self._rows, self.sums, self.empty, self.add, gap=4))

    def show_choice(self, project: Project, choice: Choice) -> None:
        """Show what this choice says."""
        self._project, self._choice = project, choice
        catalogue = self._author.stock.catalogue(project)
        while len(self.rows) < len(choice.links):
            self._make_row()
        for at, made in enumerate(self.rows):
            made.setVisible(at < len(choice.links))
            if at < len(choice.links):
                link = choice.links[at]
                target = Target(link.to, link.by)
                name = named(catalogue, project, target)
                made.show_link(link, name, extent(link.by, reaching(catalogue, target)))
        words = sums(catalogue, project, choice)
        self.sums.setText(words)
        self.sums.setVisible(bool(words))
        self.empty.setVisible(not project.products)
        self.add.setVisible(bool(project.products))

    @property
    def shown(self) -> list[LinkRow]:
        """The rows on show."""
        return self.rows[: len(self._choice.links)]

    def _make_row(self) -> None:
        made = LinkRow()
        at = len(self.rows)
        made.changed.connect(lambda effect, weight, step: self._change(made.target, effect, weight, step))
        made.removed.connect(lambda: self._remove(at))
        made.walked.connect(lambda step: self._go(at + step))
        made.left.connect(self._author.seal)
        self.rows.append(made)
        self._rows.addWidget(made)
        # To its place in the window first, then before the button as it is laid out.
        self.setTabOrder(self.add.opener, made)
        tab_through(self)

    def _fitting(self, typed: str) -> Sequence[Option]:
        if self._project is None:
            return ()
        taken = {Target(link.to, link.by) for link in self._choice.links}
        return options(self._author.stock, self._project, typed, taken)

    def _add(self, key: str) -> None:
        if self._author.link(self._choice.id, target_of(key), Effect.UPVOTE):
            self._go(len(self._choice.links) - 1)

    def _change(self, target: Target, effect: Effect, weight: int, step: bool) -> None:
        self._author.link(self._choice.id, target, effect, weight, step=step)

    def _remove(self, at: int) -> None:
        if self._author.link(self._choice.id, self.rows[at].target, None):
            self._go(min(at, len(self._choice.links) - 1))

    def _go(self, at: int) -> None:
        """Put the keyboard on a row; past the last, where another is added."""
        if 0 <= at < len(self._choice.links):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
        elif at >= len(self._choice.links) or not self._choice.links:
            self.add.opener.setFocus(Qt.FocusReason.OtherFocusReason)


def options(stock: Stock, project: Project, typed: str, taken: set[Target]) -> list[Option]:
    """What fits what was typed, as a list shows it, without what is taken already."""
    return [_option(hit) for hit in stock.search(project).hits(typed) if hit.target not in taken]


def _option(hit: Hit) -> Option:
    return Option(key_of(hit.target), hit.title, extent(hit.target.by, hit.count), ICONS[hit.target.by])


def sums(catalogue: Catalogue, project: Project, choice: Choice) -> str:
    """What the links come to for products that several of them reach; empty when none is.

    `Barrier Serum gets 2 votes: through Serums and Calming.`
    """
    told = []
    reached = [
        (product, links) for one, links in twice(catalogue, choice).items() if (product := catalogue.product(one))
    ]
    shown = [(product, links) for product, links in reached if product.published]
    for product, links in shown[:_TOLD]:
        votes = sum(-link.weight if link.effect is Effect.DOWNVOTE else link.weight for link in links)
        through = listed([_through(catalogue, project, link) for link in links])
        told.append(f"{product.title} gets {counted(votes, 'vote')}: through {through}.")
    if len(shown) > _TOLD:
        told.append(f"{len(shown) - _TOLD:,} more are reached several times too.")
    return "\n".join(told)


def _through(catalogue: Catalogue, project: Project, link: Link) -> str:
    name = named(catalogue, project, Target(link.to, link.by))
    return f"{name} (−)" if link.effect is Effect.DOWNVOTE else name
