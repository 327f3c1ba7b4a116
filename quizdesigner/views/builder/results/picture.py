"""A picture field whose file, use and tidying up are one step to take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import MediaFile
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit.picture_field import PictureField

Put = Callable[..., bool]
"""Puts a Media value in its place; takes `merge` and `label` as `Editor.do` does."""


def picture_field(
    desk: Desk, name: str, about: Callable[[], str], put: Put, *, longest: int = 1200, video: bool = False
) -> PictureField:
    """A field for the picture or `video` of what `about` names (an id) when it is asked.

    `longest` is a picture's longer side in pixels.
    """
    editor, words = desk.editor, name.lower()

    def step(verb: str) -> dict[str, Any]:
        return {"merge": f"{words}:{desk.quiz_id}:{about()}", "label": f"{verb} {words}"}

    def keep(file: MediaFile) -> bool:
        return editor.do(edits.store_media, file, **step("choose"))

    def change(value: str) -> None:
        now = step("choose" if value else "remove")
        if put(value, **now):
            editor.do(edits.drop_unused_media, **now)
        editor.seal()

    made = PictureField(name, desk.spawn, keep, longest=longest, video=video)
    made.changed.connect(change)
    return made
