"""How well a few typed letters fit a name."""

from __future__ import annotations


def score(typed: str, name: str) -> int | None:
    """More is better; None when the letters of `typed` do not all occur in `name` in their order.

    Letters in a row count most, then beginnings of words. Upper and lower case are the same, spaces in `typed` are
    only there to read.
    """
    wanted, text = typed.casefold().strip(), name.casefold()
    if not wanted:
        return 0
    at = text.find(wanted)
    if at >= 0:
        return 1_000 + (200 if _begins_word(text, at) else 0) - min(at, 100)
    letters = "".join(wanted.split())
    found = _spread(letters, text, whole_words=True) or _spread(letters, text, whole_words=False)
    if not found:
        return None
    points = 0
    for before, at in zip((-2, *found), found, strict=False):
        points += 8 if at == before + 1 else 6 if _begins_word(text, at) else 0
    return points - len(text) // 8


def _spread(letters: str, text: str, *, whole_words: bool) -> tuple[int, ...]:
    """Where the letters stand in their order; empty when they do not.

    With `whole_words` a letter that does not adjoin the last is looked for at the beginning of a word first. That
    reads names as people abbreviate them, but can run past a letter that is needed; without it none is missed.
    """
    found: list[int] = []
    last = -1
    for letter in letters:
        at = text.find(letter, last + 1)
        if at < 0:
            return ()
        if whole_words and at != last + 1:
            starts = (one for one in range(at, len(text)) if text[one] == letter and _begins_word(text, one))
            at = next(starts, at)
        found.append(at)
        last = at
    return tuple(found)


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
