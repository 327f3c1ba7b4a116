"""What the list of segments shows, as values: name, rule in pieces, share, and what is worth saying about it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizdesigner.quiz.coverage import Count, Coverage, TooMany
from quizdesigner.quiz.document import Project, Segment
from quizdesigner.quiz.shares import of_all, share
from quizdesigner.views.customer_tags.rows import Chip, chips
from quizdesigner.views.kit.labels import Tone
from quizdesigner.views.segments.chipped import Piece, pieces

TOO_MANY = "too many combinations to count exactly"
"""What stands where a number would."""


class Note(Struct, frozen=True):
    """What a pill beside the name says."""

    text: str
    tone: Tone = "warn"


class SegmentRow(Struct, frozen=True):
    """One segment. `share` and `counts` are as they are read, `part` is how much of the bar is full, from 0 to 1.

    `nobody` says that no shopper can get there.
    """

    id: str
    name: str
    pieces: tuple[Piece, ...]
    share: str = ""
    counts: str = ""
    part: float = 0.0
    nobody: bool = False
    note: Note | None = None


def rows(
    project: Project, coverage: Coverage | TooMany | None, notes: Mapping[str, Note], waits: str
) -> tuple[SegmentRow, ...]:
    """A row for each segment; `notes` by segment. `waits` stands for counts that are not known yet; empty where no more
    will be.
    """
    known = chips(project)
    return tuple(_row(known, segment, coverage, notes.get(segment.id), waits) for segment in project.segments)


def spoken(row: SegmentRow) -> str:
    """The row as it is read aloud."""
    rule = " ".join(piece.text for piece in row.pieces)
    note = f", {row.note.text}" if row.note else ""
    return ", ".join(part for part in (f"{row.name}{note}", rule, row.share, row.counts) if part)


def _row(
    known: Mapping[str, Chip], segment: Segment, coverage: Coverage | TooMany | None, note: Note | None, waits: str
) -> SegmentRow:
    shown = pieces(known, segment.rule)
    counted = coverage.rules.get(segment.id) if isinstance(coverage, Coverage) else coverage
    if counted is None or not isinstance(coverage, Coverage) or not isinstance(counted, Count):
        said = waits or (TOO_MANY if isinstance(counted, TooMany) else "")
        return SegmentRow(segment.id, segment.name, shown, counts=said, note=note)
    some, whole = counted.sheets, coverage.sheets
    return SegmentRow(
        segment.id,
        segment.name,
        shown,
        share(some, whole),
        of_all(some, whole),
        # In whole numbers first: these counts can be larger than any float.
        (1000 * some // whole) / 1000 if whole else 0.0,
        not some,
        note,
    )
