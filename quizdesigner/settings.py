"""Where the program's own files lie, who is at the computer, and ids nothing else has."""

from __future__ import annotations

import getpass
import secrets
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(path: str) -> Path:
    """A bundled file or folder (`icons/plus.svg`): inside the package when installed, beside it in a checkout."""
    inside = _PACKAGE / "resources"
    return (inside if inside.is_dir() else _PACKAGE.parent / "resources") / path


def login() -> str:
    """The name this person is known by on this computer; empty when the system does not say."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


def new_id() -> str:
    """An id that no other project and no other part has."""
    return secrets.token_hex(6)
