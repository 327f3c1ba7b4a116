"""The finished quizzes a project can start from, read from the bundled resources.

Each is a folder: `quiz.json` is the project without its media, and beside it lie the pictures its `media:` references
mean, found by the digest of their bytes (`tools/draw_pictures.py` draws them).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct, structs

from quizdesigner.quiz import wire
from quizdesigner.quiz.document import MediaFile, Project
from quizdesigner.settings import resource


class Starter(Struct, frozen=True):
    """One finished quiz: its short name, the title people see, and its JSON file, which its pictures lie beside."""

    name: str
    title: str
    path: Path


_TITLES = {
    "skin": "Skin routine finder",
    "hair": "Hair routine finder",
    "sleep": "Find your sleep stack",
    "coffee": "Which roast are you?",
    "gifts": "Gift finder",
    "mattress": "Find your mattress",
}
"""In the order in which they are offered."""


def starters() -> tuple[Starter, ...]:
    """Every finished quiz there is, in the order in which they are offered."""
    return tuple(Starter(name, title, resource(f"starters/{name}/quiz.json")) for name, title in _TITLES.items())


def load_starter(name: str) -> Project:
    """The project of the starter with this short name, with its pictures; KeyError when there is none.

    All projects loaded from one starter have the same ids: see `quiz.starters.fresh`.
    """
    paths = {starter.name: starter.path for starter in starters()}
    project = wire.loads(paths[name].read_bytes())
    return structs.replace(project, media=tuple(map(_media, sorted(paths[name].parent.glob("*.webp")))))


def _media(path: Path) -> MediaFile:
    data = path.read_bytes()
    wide, high = _size(data)
    return MediaFile(hashlib.sha256(data).hexdigest(), "image/webp", data, path.name, wide, high)


def _size(data: bytes) -> tuple[int, int]:
    """The width and height of a WebP file in pixels: in its own header where one can see through it, else the frame's.

    A desktop would ask Qt, but projects are also made where there is none.
    """
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
