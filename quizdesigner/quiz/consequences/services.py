"""What a connection's service gets, in words: new and lost fields, new and lost values of customer tags."""

from __future__ import annotations

from collections.abc import Collection

from quizdesigner.quiz.consequences.lines import Line, Piece
from quizdesigner.quiz.consequences.report import Received

_FEW = 3
"""Names said one by one; of more, how many there are."""


def of_values(received: Received, tags: Collection[str]) -> Line:
    """The values these tags (ids) bring or no longer bring."""
    new = [name for tag, name in (received.values_new or {}).items() if tag in tags]
    gone = [name for tag, name in (received.values_gone or {}).items() if tag in tags]
    pieces = [Piece(f"{received.service}: "), Piece(received.field, "code")]
    if new:
        pieces.append(Piece(f" gets {'one new value' if len(new) == 1 else f'{len(new):,} new values'}"))
        if not gone and not received.renamed:
            pieces.append(Piece(", nothing is renamed"))
    if gone:
        pieces += [Piece(", and no longer gets " if new else " no longer gets "), *_names(gone, "value", "tag")]
        pieces.append(Piece("; profiles keep what they have"))
    return Line(tuple(pieces))


def of_names(received: Received, tags: Collection[str]) -> Line:
    """The new names of these tags (ids)."""
    some = [one for one in received.renamed if one.tag in tags]
    start = (Piece(f"{received.service}: "), Piece(received.field, "code"))
    if len(some) > 1:
        text = f" gets {len(some):,} values by new names; profiles keep the old ones"
        return Line((*start, Piece(text)))
    after, before = Piece(some[0].after, "tag"), Piece(some[0].before, "tag")
    return Line((*start, Piece(" gets "), after, Piece(" from now on, profiles keep "), before))


def of_fields(received: Received, questions: Collection[str]) -> Line:
    """The fields these questions (ids) bring or no longer bring."""
    new = [field.name for field in received.fields_new if field.question in questions]
    gone = [field.name for field in received.fields_gone if field.question in questions]
    pieces = [Piece(f"{received.service}: ")]
    if new:
        noun = "one new field, " if len(new) == 1 else "new fields: "
        pieces += [Piece(f"gets {noun}"), *_names(new, "field", "code")]
    if gone:
        pieces += [Piece("; no longer gets " if new else "no longer gets "), *_names(gone, "field", "code")]
        pieces.append(Piece("; profiles keep what they have"))
    return Line(tuple(pieces))


def _names(names: list[str], noun: str, look: str) -> list[Piece]:
    if len(names) > _FEW:
        return [Piece(f"{len(names):,} {noun}s")]
    pieces: list[Piece] = []
    for name in names:
        if pieces:
            pieces.append(Piece(", "))
        pieces.append(Piece(name, "tag" if look == "tag" else "code"))
    return pieces
