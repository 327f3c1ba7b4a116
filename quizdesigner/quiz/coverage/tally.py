"""Adding up answer sheets that have something in common, and keeping the shortest of them."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.coverage.report import Count
from quizdesigner.quiz.coverage.votes import Ballot, Contest


class Tally(Struct):
    """Answer sheets counted so far, and the shortest of them."""

    sheets: int = 0
    shortest: Ballot | None = None

    def add(self, ballot: Ballot) -> None:
        """Count some more."""
        self.sheets += ballot.sheets
        if self.shortest is None or ballot.length < self.shortest.length:
            self.shortest = ballot

    def join(self, tally: Tally) -> None:
        """Count what another has counted."""
        self.sheets += tally.sheets
        if tally.shortest is not None and (self.shortest is None or tally.shortest.length < self.shortest.length):
            self.shortest = tally.shortest

    def count(self, contest: Contest) -> Count:
        """As it is told."""
        return Count(self.sheets, contest.sheet(self.shortest) if self.shortest else None)
