"""Draws the pictures of the starters into resources/starters, and keeps what refers to them up to date.

    python tools/draw_pictures.py [--check] [NAME ...]

Without names every starter is drawn. A starter's `quiz.json` refers to a picture by the digest of its file: where a
drawing changed, the reference follows. With --check nothing is written, and the exit code is 1 when a file would
change.
The same drawing gives the same bytes on the same version of Qt; another version may encode them a little differently.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

STARTERS = Path(__file__).resolve().parents[1] / "resources" / "starters"
NAMES = ("skin", "hair", "sleep", "coffee", "gifts", "mattress")
FEWEST, MOST = 3_000, 12_000
"""Bytes of a picture: below, soft edges show blocks; above, it is slow on a telephone."""


def encoded(image: QImage) -> bytes:
    """The image as WebP, at the quality that brings it between `FEWEST` and `MOST` bytes."""
    data = b""
    for quality in (90, 95, 97, 99):
        data = _webp(image, quality)
        if len(data) >= FEWEST:
            break
    for quality in (86, 82, 78):
        if len(data) <= MOST:
            break
        data = _webp(image, quality)
    return data


def draw(name: str, check: bool) -> int:
    """Draw one starter; gives the number of files that changed, or would."""
    # Typefaces are loaded when the module is, which takes a running application.
    pictures: dict[str, QImage] = importlib.import_module(f"pictures.{name}").SHEET.pictures()
    folder = STARTERS / name
    quiz = folder / "quiz.json"
    text = quiz.read_text("utf-8") if quiz.is_file() else ""
    changed = 0
    for stem, image in pictures.items():
        path, data = folder / f"{stem}.webp", encoded(image)
        before = path.read_bytes() if path.is_file() else b""
        if data == before:
            continue
        changed += 1
        if before:
            text = text.replace(f"media:{_digest(before)}", f"media:{_digest(data)}")
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    stray = [path for path in folder.glob("*.webp") if path.stem not in pictures]
    for path in stray:
        if not check:
            path.unlink()
    if changed and text and not check:
        quiz.write_text(text, "utf-8")
    print(f"{name}: {len(pictures)} pictures, {changed} changed, {len(stray)} gone")
    return changed + len(stray)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the starters.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"starters to draw ({', '.join(NAMES)}); all without")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a picture would change")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no starter called {min(unknown)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    changed = sum(draw(name, asked.check) for name in asked.names or NAMES)
    application.quit()
    return 1 if asked.check and changed else 0


def _webp(image: QImage, quality: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"webp"))
    writer.setQuality(quality)
    if not writer.write(image):
        raise SystemExit(f"This Qt cannot write WebP: {writer.errorString()}")
    return bytes(data.data())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
