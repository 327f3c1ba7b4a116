"""How long to wait before trying again: for one delivery, and for a connection whose service does not answer."""

from __future__ import annotations

_FIRST = 2.0
_LONGEST = 3_600.0
_SPREAD = 0.25

_IN_A_ROW = 5
_LONGEST_REST = 60.0

LONGEST_ASKED = 86_400.0
"""Seconds a service is waited for at most. Nothing waits longer: what says so was written by a clock that was wrong."""

GIVE_UP_AFTER = 3 * 86_400.0
"""Seconds of trying after which a delivery counts as refused."""


def delay(attempts: int, asked: float | None, chance: float) -> float:
    """Seconds until the next try after `attempts` failed ones: 2, 4, 8 … 3,600, or what the service `asked` for.

    `chance` in [0, 1) spreads the tries, so that what failed together does not come back together.
    """
    if asked is not None:
        # Nobody is believed who says zero, a past moment or ten years.
        return min(max(asked, 1.0) + chance, LONGEST_ASKED)
    longest = _LONGEST / (1 + _SPREAD)
    return min(_FIRST * 2.0 ** min(attempts - 1, 30), longest) * (1 + _SPREAD * chance)


class Rests:
    """Which connections are left alone for a moment, so that an outage is not met with a storm of tries.

    A service that named a waiting time rests that long; one that failed five times in a row rests 1, 2, 4 … 60 seconds.
    Kept in memory only: after a restart the next failures tell the same again.
    """

    def __init__(self) -> None:
        self._failures: dict[int, int] = {}
        self._until: dict[int, float] = {}

    def resting(self, now: float) -> frozenset[int]:
        """The connections to leave alone now (row numbers)."""
        return frozenset(connection for connection, until in self._until.items() if now < until <= now + LONGEST_ASKED)

    def until(self, connection: int, now: float) -> float:
        """When a connection is used again at the earliest; `now` where it is not resting."""
        until = self._until.get(connection, now)
        return until if now < until <= now + LONGEST_ASKED else now

    def answered(self, connection: int) -> None:
        """The service answered, whatever it said."""
        self._failures.pop(connection, None)
        self._until.pop(connection, None)

    def failed(self, connection: int, now: float, asked: float | None) -> None:
        """The service did not answer or asked for a pause."""
        failures = self._failures.get(connection, 0) + 1
        self._failures[connection] = failures
        rest = min(2.0 ** min(failures - _IN_A_ROW, 30), _LONGEST_REST) if failures >= _IN_A_ROW else 0.0
        if asked is not None:
            rest = max(rest, min(asked, LONGEST_ASKED))
        self._until[connection] = max(self._until.get(connection, 0.0), now + rest)
