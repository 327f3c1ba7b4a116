"""A delivery as the host tells of it, to desktops and on the command line."""

from __future__ import annotations

from quizdesigner.host.store.deliveries import Listed
from quizdesigner.host.times import rfc3339


def told(one: Listed, rests_until: float = 0) -> dict[str, object]:
    """It as JSON; where its connection rests until a moment, it is not tried before."""
    return {
        "id": str(one.id),
        "contact": one.contact,
        "at": rfc3339(one.at),
        "state": one.state,
        "attempts": one.attempts,
        "until": None if one.until is None else rfc3339(max(one.until, rests_until)),
        "note": one.note,
    }
