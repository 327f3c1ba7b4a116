"""Shares of exact counts in words: per cent with one figure behind the point, never 0 or 100 unless none or all."""

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
