"""Pictures of a project put into the report itself, so that it opens anywhere."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from quizdesigner.quiz.document import Media, MediaFile
from quizdesigner.quiz.wire import MEDIA

BUDGET = 5 * 2**20
"""Bytes all pictures of a report may have: it is to go through every mailbox."""

LARGEST = 400_000
"""Bytes one of them may have; larger ones are left out, for they are shown the size of a stamp."""


def embedded(files: Iterable[MediaFile], wanted: Iterable[Media]) -> dict[Media, str]:
    """The wanted pictures as `data:` addresses, in their order, as many as the budget has room for.

    Pictures on the web are left out: the report is to look the same when they are gone.
    """
    held = {f"{MEDIA}{file.id}": file for file in files if file.type.startswith("image/")}
    found: dict[Media, str] = {}
    left = BUDGET
    for media in dict.fromkeys(wanted):
        file = held.get(media)
        if file is not None and 0 < len(file.data) <= min(left, LARGEST):
            found[media] = f"data:{file.type};base64,{base64.b64encode(file.data).decode()}"
            left -= len(file.data)
    return found
