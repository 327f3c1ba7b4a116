"""Edits to the media files of a project: pictures and videos, each stored once."""

from __future__ import annotations

from quizdesigner.errors import Refused
from quizdesigner.quiz.bundle import addresses
from quizdesigner.quiz.document import MediaFile, Project
from quizdesigner.quiz.edits.parts import changed_parts, inserted, unless_same
from quizdesigner.quiz.wire import MEDIA

MOST = 40 * 2**20
"""Bytes all media files of a project may have together: as text in JSON that is a third more."""


def store_media(project: Project, media_file: MediaFile) -> Project:
    """Keep a picture or video; the very project when it is there already.

    Refused when the project would grow past what its JSON may have.
    """
    if any(one.id == media_file.id for one in project.media):
        return project
    if sum(len(one.data) for one in (*project.media, media_file)) > MOST:
        raise Refused(f"The pictures and videos of a project can have {MOST // 2**20} MB together. Make some smaller.")
    return changed_parts(project, media=inserted(project.media, media_file, None))


def drop_unused_media(project: Project) -> Project:
    """Let go of every picture and video that nothing in the project shows."""
    shown = {address for quiz in project.quizzes for address in addresses(quiz, ())}
    shown |= {product.picture for product in project.products}
    kept = tuple(one for one in project.media if f"{MEDIA}{one.id}" in shown)
    return changed_parts(project, media=unless_same(project.media, kept))
