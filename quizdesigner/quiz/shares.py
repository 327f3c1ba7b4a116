"""Exact counts in words, and their shares: never 0 % or 100 % unless it is none or all."""

from __future__ import annotations


def share(some: int, whole: int) -> str:
    """`22.7 %`, `50 %`; `0 %` for none and `100 %` for all alone: what lies closer than a tenth says so.

    Whole numbers all the way, for these counts can be larger than any float.
    """
    if not some:
        return "0 %"
    if some == whole:
        return "100 %"
    tenths = (some * 2000 + whole) // (2 * whole)
    if not tenths:
        return "< 0.1 %"
    if tenths == 1000:
        return "> 99.9 %"
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"


LONGEST = 10**15
"""Above it a number is longer than a line has room for."""


def grouped(number: int) -> str:
    """A count with separators: 427,680. One that nobody can read says how much it is over."""
    return f"{number:,}" if number <= LONGEST else f"over {LONGEST:,}"


def of_all(some: int, whole: int) -> str:
    """The numbers behind a share: 12 of 42. Empty where they are too long to be read; the share has to do then."""
    return f"{some:,} of {whole:,}" if whole <= LONGEST else ""
