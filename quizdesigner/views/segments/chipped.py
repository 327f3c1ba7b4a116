"""A rule as chips with words between them, and what clicking a chip does to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from quizdesigner.quiz import segments
from quizdesigner.quiz.document import All, Any, AnyCondition, HasTag, Not
from quizdesigner.quiz.rules import Atom
from quizdesigner.views.customer_tags.rows import Chip

GONE = "a tag that is not there"


class Piece(Struct, frozen=True):
    """A tag's chip, or a word or bracket. `atom` counts the tags of the rule from 0; -1 for what is none."""

    text: str
    colour: int | None = None
    atom: int = -1


def pieces(known: Mapping[str, Chip], rule: AnyCondition) -> tuple[Piece, ...]:
    """The rule in reading order; `known` has the chips of the project's tags by id."""
    made: list[Piece] = []
    atom = 0
    for piece in segments.pieces(rule):
        if isinstance(piece, str):
            made.append(Piece(piece))
            continue
        chip = known.get(piece.customer_tag) if isinstance(piece, HasTag) else None
        made.append(Piece(chip.name, chip.colour, atom) if chip else Piece(GONE, None, atom))
        atom += 1
    return tuple(made)


def spans(shown: tuple[Piece, ...]) -> tuple[tuple[int, int], ...]:
    """Where each tag stands in what `segments.written` makes of the same rule: its first character, and one past it."""
    text, found = "", []
    for piece in shown:
        word = piece.text if piece.atom < 0 else segments.spelled(piece.text)
        text += word if word == ")" or not text or text.endswith("(") else f" {word}"
        if piece.atom >= 0:
            found.append((len(text) - len(word), len(text)))
    return tuple(found)


def going_on(written: str, rule: AnyCondition, word: str) -> str:
    """The text of a rule with `word` (and, or) after it, ready for another tag."""
    bracket = word == "and" and isinstance(segments.tidied(rule), Any)
    return f"({written}) {word} " if bracket else f"{written} {word} "


def turned(rule: AnyCondition, atom: int) -> AnyCondition:
    """The rule with *not* put before a tag, or taken from before it."""
    found = _with(rule, atom, Not)
    assert found is not None, "a tag was put back for each tag"
    return segments.tidied(found)


def without(rule: AnyCondition, atom: int) -> AnyCondition | None:
    """The rule without one of its tags; None when nothing is left of it."""
    found = _with(rule, atom, lambda _: None)
    return None if found is None else segments.tidied(found)


def _with(rule: AnyCondition, atom: int, make: Callable[[Atom], AnyCondition | None]) -> AnyCondition | None:
    """The tidied rule with another part in the place of one tag; parts of which nothing is left go too."""
    place = -1

    def put(part: AnyCondition) -> AnyCondition | None:
        nonlocal place
        match part:
            case All(parts) | Any(parts):
                left = tuple(new for one in parts if (new := put(one)) is not None)
                return type(part)(left) if left or not parts else None
            case Not(inner):
                turned_inner = put(inner)
                return None if turned_inner is None else Not(turned_inner)
            case _:
                place += 1
                return make(part) if place == atom else part

    return put(segments.tidied(rule))
