"""The choices that speak of a product, each with what it does: +4, −1, must show, excluded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from quizdesigner.quiz.document import By, Effect, Link, Project
from quizdesigner.quiz.linked import Linked
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import number
from quizdesigner.views.kit import column, emptied, label, row
from quizdesigner.views.kit.plain import plain_entry, plain_tip
from quizdesigner.views.products.words import Words

_SEEN = 40
"""Choices that are listed; a product of a large collection may have hundreds."""
_VOTES = (1, 2, 3, 4, 5, 8)

_WAYS = {
    By.COLLECTION: "the collection {}",
    By.PRODUCT_TAG: "the tag {}",
    By.VENDOR: "the vendor {}",
    By.TYPE: "the type {}",
    By.VARIANT: "the variant {}",
}


def mark(links: tuple[Link, ...]) -> tuple[str, str]:
    """What links do, in a few signs, and the colour that goes with it."""
    votes = sum({Effect.UPVOTE: link.weight, Effect.DOWNVOTE: -link.weight}.get(link.effect, 0) for link in links)
    effects = {link.effect for link in links}
    if Effect.EXCLUDE in effects:
        return "excluded", "bad"
    counted = (f"+{votes}" if votes > 0 else f"−{-votes}") if votes else ""
    if Effect.INCLUDE in effects:
        return f"must show {counted}".strip(), "ok"
    return counted or "±0", "bad" if votes < 0 else "ok"


class LinkedList(QWidget):
    """`opened` gives question and choice; `set_asked` question, choice, Effect or None, and weight."""

    opened = Signal(str, str)
    set_asked = Signal(str, str, object, int)

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=0)
        self._shown: object = None
        self.setLayout(self._box)

    def show_linked(
        self, project: Project, product_id: str, linked: tuple[Linked, ...], numbers: dict[str, int]
    ) -> None:
        """Show these choices of one quiz. The widgets stay while nothing they show has changed."""
        said = [
            (one.question.id, one.choice.id, one.choice.title, one.links, numbers[one.question.id]) for one in linked
        ]
        if self._shown == (product_id, said):
            return
        self._shown = (product_id, said)
        emptied(self._box)
        for one in linked[:_SEEN]:
            self._box.addWidget(self._line(project, product_id, one, numbers[one.question.id]))
        if len(linked) > _SEEN:
            self._box.addWidget(label(f"and {len(linked) - _SEEN:,} more choices", "hint"))
        if not linked:
            self._box.addWidget(label("No choice speaks of it yet, so no shopper is led to it.", "hint", wrap=True))

    def _line(self, project: Project, product_id: str, linked: Linked, number: int) -> QWidget:
        made = QWidget()
        made.setFixedHeight(34)
        title = linked.choice.title or _untitled(linked)
        at = label(str(number), "number")
        at.setAlignment(Qt.AlignmentFlag.AlignCenter)
        at.setFixedSize(QSize(20, 20))
        name = Words(title, "text")
        name.setAccessibleName(f"Open “{title}”")
        name.setToolTip(plain_tip(f"{unanswered(linked.question.title)}: {title}"))
        name.clicked.connect(partial(self.opened.emit, linked.question.id, linked.choice.id))
        made.setLayout(row(at, name, self._mark(project, product_id, linked, title), gap=8))
        return made

    def _mark(self, project: Project, product_id: str, linked: Linked, title: str) -> Words:
        text, tone = mark(linked.links)
        made = Words(text, tone, weight=600, right=True)
        own = next((link for link in linked.links if link.by is By.PRODUCT and link.to == product_id), None)
        ways = [way(project, link) for link in linked.links if link is not own]
        made.setAccessibleName(f"What “{title}” does: {text}")
        made.setToolTip(plain_tip(f"through {', '.join(ways)}" if ways else "Change what this choice does"))
        made.clicked.connect(partial(self._offer, made, linked.question.id, linked.choice.id, own))
        return made

    def _offer(self, over: Words, question: str, choice: str, own: Link | None, _checked: bool = False) -> None:
        menu = QMenu(over)
        menu.setAccessibleName("What the choice does")
        options: list[tuple[str, Effect | None, int]] = [(f"+{votes}", Effect.UPVOTE, votes) for votes in _VOTES]
        options += [(f"−{votes}", Effect.DOWNVOTE, votes) for votes in _VOTES[:3]]
        options += [("Must show", Effect.INCLUDE, 1), ("Exclude", Effect.EXCLUDE, 1)]
        for text, effect, weight in options:
            action = menu.addAction(plain_entry(text))
            action.setCheckable(True)
            same = own is not None and own.effect is effect
            voted = effect in (Effect.UPVOTE, Effect.DOWNVOTE)
            action.setChecked(same and (not voted or own is None or own.weight == weight))
            action.triggered.connect(partial(self._set, question, choice, effect, weight))
        if own is not None:
            menu.addSeparator()
            menu.addAction("Take the link away").triggered.connect(partial(self._set, question, choice, None, 1))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(over.mapToGlobal(QPoint(0, over.height())))

    def _set(self, question: str, choice: str, effect: Effect | None, weight: int, _checked: bool = False) -> None:
        self.set_asked.emit(question, choice, effect, weight)


def way(project: Project, link: Link) -> str:
    """What a link names a product by, in words: `the collection Serums`."""
    if link.by is By.PRODUCT:
        return "the product"
    name = link.to
    if link.by is By.COLLECTION:
        name = next((one.title for one in project.collections if one.id == link.to), link.to)
    if link.by is By.VARIANT:
        name = next((form.title for one in project.products for form in one.variants if form.id == link.to), link.to)
    return _WAYS[link.by].format(name)


def _untitled(linked: Linked) -> str:
    """A range has no title of its own, nor has the answer to an open question."""
    least, most = linked.choice.least, linked.choice.most
    if least is not None or most is not None:
        return f"{'' if least is None else number(least)} – {'' if most is None else number(most)}".strip()
    return "Any answer"
