"""What is found, as people read it: where it stands, and the text around it with recalls by their names."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from quizdesigner.quiz import recall
from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Options, Question, Quiz
from quizdesigner.quiz.texts import Hit, Spot, pieces
from quizdesigner.views.customer_tags.rows import letter

_FIELDS = {
    "title": "",
    "description": "text",
    "placeholder": "example",
    "unit": "unit",
    "low_label": "lowest",
    "high_label": "highest",
    "button": "button",
    "link_label": "button",
    "heading": "heading",
    "text": "text",
    "empty": "text when empty",
    "label": "button",
}
"""What the fields of questions, results pages and their sections are called; the title goes without saying."""


class Names(Struct, frozen=True):
    """What is needed to say where in a quiz something stands, by ids: what screens are called, and their places in
    order; the questions among them; the names recalls are read by.
    """

    screens: dict[str, str]
    order: dict[str, int]
    questions: dict[str, Question]
    recalls: dict[str, str]


class Around(Struct, frozen=True):
    """What was found, and the text before and after it."""

    before: str
    found: str
    after: str


def names(quiz: Quiz) -> Names:
    """The names of everything in the quiz."""
    numbered = numbers(quiz)
    several = len(quiz.results) > 1
    screens = {one.id: _question(one, numbered.get(one.id)) for one in quiz.questions}
    for place, page in enumerate(quiz.results, 1):
        screens[page.id] = f"Results page {place}" if several else "Results page"
    order = {one: place for place, one in enumerate(screens)}
    return Names(screens, order, {one.id: one for one in quiz.questions}, recall.names(quiz))


def where(spot: Spot, names: Names) -> str:
    """Where a text stands: `Question 3, choice B`."""
    if spot.owner == "quiz":
        return spot.label
    if spot.owner == "word":
        return f"Page {spot.label.lower()}"
    screen = names.screens[spot.ids[0]]
    part = _option(names.questions[spot.ids[0]], spot.ids[1]) if spot.owner == "choice" else _FIELDS[spot.field]
    return f"{screen}, {part}" if part else screen


def around(hit: Hit, names: Names) -> Around:
    """The text of a hit on one line, cut where the hit begins and ends."""
    before, at = "", 0
    cut = pieces(hit.text)
    for place, piece in enumerate(cut):
        start, end = hit.start - at, hit.end - at
        if place % 2 == 0 and end <= len(piece):
            rest = (_said(one, place + 1 + more, hit.spot, names) for more, one in enumerate(cut[place + 1 :]))
            after = piece[end:] + "".join(rest)
            return Around(_line(before + piece[:start]), _line(piece[start:end]), _line(after))
        before += _said(piece, place, hit.spot, names)
        at += len(piece)
    raise ValueError(hit)


def first(hits: tuple[Hit, ...], screen: str, names: Names) -> int:
    """The place of the first hit on this screen (id) or after it; else of the first of all. -1 when there is none."""
    if not hits:
        return -1
    at = bisect_left(hits, names.order.get(screen, 0), key=lambda hit: _screen(hit, names))
    return at if at < len(hits) else 0


def again(hits: tuple[Hit, ...], wanted: Hit, place: int) -> int:
    """The place of a hit that was found before, now that texts have changed; else of what is at its place now."""
    key = wanted.spot.key
    same = [(now, hit) for now, hit in enumerate(hits) if hit.spot.ids == wanted.spot.ids and hit.spot.key == key]
    # A text that was changed before the hit kept its end, one that was changed after it its beginning.
    left = len(wanted.text) - wanted.start
    kept = [now for now, hit in same if len(hit.text) - hit.start == left]
    kept += [now for now, hit in same if hit.start == wanted.start]
    return kept[0] if kept else min(place, len(hits) - 1)


def _question(question: Question, number: int | None) -> str:
    return f"Question {number}" if number is not None else question.traits.label


def _option(question: Question, option_id: str) -> str:
    place = next(place for place, one in enumerate(question.options) if one.id == option_id)
    return f"{'range' if question.traits.options is Options.RANGES else 'choice'} {letter(place)}"


def _said(piece: str, place: int, spot: Spot, names: Names) -> str:
    """A piece of a text as people read it: the question a recall is of by its name, not by its id."""
    if place % 4 != 1 or not spot.recalls:
        return piece
    question = piece[1:].removesuffix("|")
    return piece.replace(question, names.recalls.get(question, question))


def _screen(hit: Hit, names: Names) -> int:
    """The place of the screen a hit is on: before all for the quiz, after all for what every page says."""
    if hit.spot.ids:
        return names.order.get(hit.spot.ids[0], 0)
    return -1 if hit.spot.owner == "quiz" else len(names.order)


def _line(text: str) -> str:
    return text.replace("\n", " ")
