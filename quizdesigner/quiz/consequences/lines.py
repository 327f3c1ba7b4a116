"""Consequences in words: a line each, with the figures of both versions."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, NamedTuple

from msgspec import Struct

from quizdesigner.quiz.consequences.move import Move
from quizdesigner.quiz.consequences.report import Both, Consequences, Figures, Shift
from quizdesigner.quiz.coverage import TooMany

Noun = Literal["part", "tag", "segment", "product", "value", "name", "field"]
"""What a consequence is about, and so what can have caused it; see `told`."""


_SEVERAL = 2
"""Tags of a group that are lost with it, from which on they are said together."""


class Piece(Struct, frozen=True):
    """Some words of a line: as they are, to stand out, a customer tag or group, or a name only a CRM knows."""

    text: str
    look: Literal["plain", "strong", "tag", "code"] = "plain"


class Line(Struct, frozen=True):
    """One consequence in words, and the numbers of answer paths behind its shares; `bad` where shoppers lose out."""

    pieces: tuple[Piece, ...]
    counts: str = ""
    bad: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece.text for piece in self.pieces)


class Effect(NamedTuple):
    """A line with what it is about. `ids` are the parts of the quiz, tags or products it is about; `certain` says that
    something came to be or is no more, `size` by which share of all answer paths it changed, and `slight` that both
    shares read the same.
    """

    noun: Noun
    ids: frozenset[str]
    line: Line
    certain: bool
    size: Fraction = Fraction(0)
    slight: bool = False


def effects(found: Consequences) -> list[Effect]:
    """Every consequence for shoppers."""
    if isinstance(found.figures, TooMany):
        return []
    figures = found.figures
    wholes = figures.sheets
    every = Both(wholes.before + figures.stuck.before, wholes.after + figures.stuck.after)
    # A group that is lost altogether is said in one line.
    some = [_lost(group, figures) for group in figures.groups if group.lost]
    said = {tag for tags in some if len(tags) >= _SEVERAL for tag in tags}
    made = [
        *_dead_ends(figures, every),
        _empty(figures),
        *(_question(one, every) for one in figures.questions),
        *(_page(one, wholes) for one in figures.pages),
        *(_group(one, figures) for one in figures.groups),
        *(_tag(one, wholes) for one in figures.tags if one.id not in said),
        *(_segment(one, figures) for one in figures.segments),
        *(_product(one, figures) for one in figures.products),
    ]
    return [one for one in made if one is not None]


def _dead_ends(figures: Figures, every: Both) -> list[Effect]:
    made = []
    for one in figures.dead_ends:
        move = _move(one, every)
        if move is None or move.some.before == move.some.after:
            continue
        if move.some.after:
            words = f"{move.paths} run into a dead end at {one.name}"
        else:
            words = f"Nobody runs into a dead end at {one.name} any more"
        made.append(_effect("part", {one.id}, (Piece(words),), move, bad=move.some.after > move.some.before))
    return made


def _empty(figures: Figures) -> Effect | None:
    move = _move(figures.empty, figures.sheets)
    # Where nobody gets to the end, nobody is helped either.
    if move is None or not move.moved or not figures.sheets.after:
        return None
    if move.some.after:
        words = f"{move.paths} are left without products"
        words += f", {move.was} before" if figures.sheets.before else ""
    else:
        words = "No answer path is left without products any more"
    return _effect("product", (), (Piece(words),), move, bad=move.grows)


def _question(one: Shift, every: Both) -> Effect | None:
    move = _move(one, every)
    if move is None or one.after is None:
        return None
    if one.before is None:
        words = f"{move.paths} come by" if one.after else "Nobody comes by"
    elif not move.moved:
        return None
    elif one.lost:
        words = f"Nobody meets {one.name} any more"
    elif one.gained:
        words = f"{move.paths} meet {one.name}; nobody did"
    elif one.before == every.before:
        words = f"{move.rest} no longer meet {one.name}"
    else:
        words = f"{move.paths} meet {one.name}, {move.was} before"
    return _effect("part", {one.id}, (Piece(words),), move, bad=not one.after, new=one.before is None)


def _page(one: Shift, wholes: Both) -> Effect | None:
    move = _move(one, wholes)
    if move is None or one.after is None or not (move.moved or one.before is None):
        return None
    page = Piece(f"“{one.name}”" if one.name else "the results page", "strong")
    pieces: tuple[Piece, ...]
    if one.lost:
        pieces = (Piece("Nobody ends on "), page, Piece(" any more"))
    elif not one.before:
        pieces = (Piece(f"{move.paths} end on " if one.after else "Nobody ends on "), page)
    else:
        pieces = (Piece("Results page " if one.name else ""), page, Piece(_moves(move)))
    return _effect("part", {one.id}, pieces, move, bad=not one.after, new=one.before is None)


def _group(one: Shift, figures: Figures) -> Effect | None:
    """What becomes of a group as a whole; what comes to be is said tag by tag."""
    move = _move(one, figures.sheets)
    if move is None or not move.moved or one.gained or (one.lost and len(_lost(one, figures)) < _SEVERAL):
        return None
    chip = Piece(f"{one.name}:", "tag")
    if one.lost:
        pieces = (Piece("Nobody gets any "), chip, Piece(f" tag any more, {move.was} before"))
    elif one.before == figures.sheets.before:
        pieces = (Piece(f"{move.rest} lose every "), chip, Piece(" tag"))
    elif one.after == figures.sheets.after:
        pieces = (Piece("Every shopper gets some "), chip, Piece(f" tag now, {move.was} before"))
    else:
        pieces = (Piece(f"{move.paths} get some "), chip, Piece(f" tag, {move.was} before"))
    return _effect("tag", figures.members[one.id], pieces, move, bad=one.lost)


def _lost(group: Shift, figures: Figures) -> list[str]:
    return [tag.id for tag in figures.tags if tag.lost and tag.id in figures.members[group.id]]


def _tag(one: Shift, wholes: Both) -> Effect | None:
    move = _move(one, wholes)
    if move is None or not move.moved:
        return None
    chip = Piece(one.name, "tag")
    pieces: tuple[Piece, ...]
    if one.gained:
        pieces = (Piece("Nobody got "), chip, Piece(f" before; {move.paths} do now"))
    elif one.lost:
        pieces = (Piece("Nobody gets "), chip, Piece(f" any more, {move.was} before"))
    else:
        pieces = (chip, Piece(_moves(move)))
    return _effect("tag", {one.id}, pieces, move, bad=one.lost)


def _segment(one: Shift, figures: Figures) -> Effect | None:
    move = _move(one, figures.sheets)
    if move is None or not move.moved:
        return None
    if one.lost:
        words = f" is empty now, {move.was} before"
    elif one.gained:
        words = f" was empty and has {move.now} now"
    else:
        words = _moves(move)
    pieces = (Piece("Segment "), Piece(one.name, "strong"), Piece(words))
    return _effect("segment", figures.segment_tags[one.id], pieces, move, bad=one.lost)


def _product(one: Shift, figures: Figures) -> Effect | None:
    move = _move(one, figures.sheets)
    if move is None:
        return None
    beaten = next((other.by_name for other in figures.beaten if other.product == one.id), "")
    by = (Piece("; "), Piece(beaten, "strong"), Piece(" beats it")) if beaten and not move.grows else ()
    name = Piece(one.name, "strong")
    pieces: tuple[Piece, ...]
    if not move.moved:
        if not beaten:
            return None
        pieces = (Piece(beaten, "strong"), Piece(" beats "), name, Piece(" most often now"))
    elif one.lost:
        pieces = (name, Piece(f" is shown to nobody any more, {move.was} before"), *by)
    elif one.gained:
        pieces = (name, Piece(f" is shown on {move.paths}, on none before"))
    else:
        pieces = (name, Piece(f" is shown on {move.paths} instead of {move.was}"), *by)
    return _effect("product", {one.id}, pieces, move, bad=one.lost)


def _move(one: Shift, every: Both) -> Move | None:
    both = one.exact
    return None if both is None else Move(both, every)


def _moves(move: Move) -> str:
    return f" {'grows' if move.grows else 'shrinks'} from {move.was} to {move.now}"


def _effect(
    noun: Noun, ids: Iterable[str], pieces: tuple[Piece, ...], move: Move, *, bad: bool = False, new: bool = False
) -> Effect:
    return Effect(noun, frozenset(ids), Line(pieces, move.counts, bad), new or move.certain, move.size, move.slight)
