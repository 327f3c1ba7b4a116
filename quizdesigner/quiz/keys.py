"""The stable field name a CRM knows a question by.

Until a quiz goes live the name follows the title; publishing pins it (`edits.pin_keys`), so that a later rename of the
question never starts a second field in somebody's CRM.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quizdesigner.quiz.document import SLIDES, Kind, Quiz

_LONGEST = 40
# The id of a question whose answer the title recalls says nothing (see `recall`), and what to say without one little.
_RECALL = re.compile(r"\{[A-Za-z0-9_-]+(?:\|[^{}\n]*)?\}")
_STOP = frozenset(
    "a an and are at be by can could do does for have how i in is it like love of on or our shall should the this to us"
    " want was we what when where which who why will with would you your me my".split()
)


def keys(quiz: Quiz) -> dict[str, str]:
    """The key of every question that takes an answer, by question id; no two are equal within the quiz."""
    pinned = {question.id: question.key for question in quiz.questions if question.key}
    used = set(pinned.values())
    found: dict[str, str] = {}
    for question in quiz.questions:
        if question.kind in SLIDES:
            continue
        key = pinned.get(question.id)
        if key is None:
            key = _free(_slug(question.title, question.kind), used)
            used.add(key)
        found[question.id] = key
    return found


@lru_cache(maxsize=4096)
def _slug(title: str, kind: Kind) -> str:
    text = unicodedata.normalize("NFKD", _RECALL.sub(" ", title)).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", text)
    telling = [word for word in words if word not in _STOP] or words
    slug = ""
    for word in telling[:4]:
        longer = f"{slug}_{word}" if slug else word
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug or kind.value


def _free(slug: str, used: set[str]) -> str:
    number, key = 1, slug
    while key in used:
        number += 1
        key = f"{slug}_{number}"
    return key
