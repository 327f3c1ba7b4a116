"""The host's clock and how moments are written; nothing in the host asks the time itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], float]
"""Seconds since 1970, in UTC, such as `time.time`."""


def rfc3339(seconds: float) -> str:
    """The moment as interfaces write it: `2026-11-21T10:00:00Z`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
