"""What this computer remembers between two sessions: the theme, the files opened lately. Never anything of a client."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from platformdirs import user_config_path

from quizdesigner.quiz.document import Project

Theme = Literal["system", "light", "dark"]

_MOST_RECENT = 24


class Recent(Struct, frozen=True):
    """A file opened before, with the names it had then, so that the list can be read without opening each."""

    path: str
    name: str
    quizzes: tuple[str, ...] = ()
    colour: str = ""


class Choices(Struct, frozen=True, omit_defaults=True):
    """What is remembered."""

    theme: Theme = "system"
    recent: tuple[Recent, ...] = ()


class Preferences:
    """The choices, and the file that keeps them (the folder QUIZDESIGNER_CONFIG names, else the system's own)."""

    def __init__(self, folder: Path | None = None) -> None:
        named = os.environ.get("QUIZDESIGNER_CONFIG")
        self.folder = folder or (Path(named) if named else user_config_path("quizdesigner"))
        self.choices = _read(self.folder / "settings.json")

    def set_theme(self, theme: Theme) -> None:
        """Remember the theme."""
        self._keep(replace(self.choices, theme=theme))

    def opened(self, path: Path, project: Project) -> None:
        """Put a file first among the recent ones."""
        quizzes = tuple(quiz.name for quiz in project.quizzes)
        one = Recent(str(path.resolve()), project.name, quizzes, colour_of(project))
        others = [recent for recent in self.choices.recent if recent.path != one.path]
        self._keep(replace(self.choices, recent=(one, *others)[:_MOST_RECENT]))

    def forget(self, path: str) -> None:
        """Take a file off the list; the file itself is left alone."""
        left = tuple(recent for recent in self.choices.recent if recent.path != path)
        self._keep(replace(self.choices, recent=left))

    def _keep(self, choices: Choices) -> None:
        self.choices = choices
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = self.folder / "settings.json.new"
            new.write_bytes(msgspec.json.format(msgspec.json.encode(choices), indent=2))
            new.replace(self.folder / "settings.json")
        except OSError:
            # A list of recent files is not worth a word while somebody works; it holds until the window closes.
            return


def colour_of(project: Project) -> str:
    """The colour a client is known by: the brand colour of the first quiz; empty while there is none."""
    return project.quizzes[0].theme.brand if project.quizzes else ""


def _read(file: Path) -> Choices:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Choices)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Choices()
