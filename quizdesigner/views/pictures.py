"""Files people choose become pictures and videos of the project: looked at before they are decoded, fitted, bare."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import MAX_MEDIA, MediaFile
from quizdesigner.views import drawings

MAX_PIXELS = 60_000_000
MAX_FILE = 50 * 2**20
"""Bytes of a picture before it is fitted."""

_SMALL = 700 * 700
"""Pixels up to which a picture is also tried as PNG, which keeps the flat colours of logos exact."""

_QUALITY = 82
_UNREADABLE = "This picture cannot be read; the file may be damaged. Nothing was changed."
_UNKNOWN = (
    "This is not a picture or video that browsers show. "
    "Choose PNG, JPEG, WebP, GIF, BMP or SVG, or a video in MP4 or WebM."
)


def media_file(data: bytes, name: str, *, longest: int) -> MediaFile:
    """What the project keeps of a file. Its kind is told by its content, never by `name`.

    A picture is turned upright, scaled down until its longer side has `longest` pixels, and written anew as WebP, or as
    PNG where that is not larger; of an animation the first frame is kept, and whatever else the file said (place,
    camera, colour profile) is gone. A video stays as it is. Raises Refused in words for people. Takes up to a second
    for large pictures; may be called in any thread.
    """
    kind = _kind(data)
    if kind in ("mp4", "webm"):
        return _video(data, name, "video/mp4" if kind == "mp4" else "video/webm")
    if len(data) > MAX_FILE:
        raise Refused(f"This picture has {len(data) // 2**20} MB; the most is {MAX_FILE // 2**20} MB.")
    image = drawings.drawn(data, longest) if kind == "svg" else _decoded(data, kind, longest)
    written, media_type = _written(_bare(image))
    if len(written) > MAX_MEDIA:
        raise Refused(f"This picture still has {len(written) // 2**20} MB after fitting. Choose a simpler one.")
    digest = hashlib.sha256(written).hexdigest()
    return MediaFile(digest, media_type, written, _name(name), image.width(), image.height())


def animated(data: bytes) -> bool:
    """Whether a file has several frames, of which `media_file` keeps the first."""
    if _kind(data) not in ("gif", "webp"):
        return False
    reader, buffer = _reader(data, _kind(data))
    found = reader.imageCount() > 1
    buffer.close()
    return found


@lru_cache(maxsize=64)
def thumbnail(file: MediaFile, longest: int) -> QImage | None:
    """A stored picture with at most so many pixels on its longer side; None for a video or one that cannot be read."""
    if file.type.startswith("video/"):
        return None
    try:
        return _decoded(file.data, file.type.removeprefix("image/"), longest)
    except Refused:
        return None


def told(file: MediaFile) -> str:
    """A stored file in a few words: `WebP, 6 KB`."""
    size = len(file.data)
    amount = f"{max(1, round(size / 1024)):,} KB" if size < 2**20 else f"{size / 2**20:.1f} MB"
    return f"{_NAMES[file.type]}, {amount}"


_NAMES = {
    "image/webp": "WebP",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "video/mp4": "MP4",
    "video/webm": "WebM",
}


def _kind(data: bytes) -> str:
    """What the first bytes say the file is, as Qt names it; Refused when it is nothing a page can show."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] not in _STILLS:
        return "mp4"
    if data.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in data[:64]:
        return "webm"
    if drawings.is_drawing(data):
        return "svg"
    raise Refused(_UNKNOWN if data else "This file is empty.")


_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)
# Photos of telephones stand in the same container as videos, and Qt does not read them.
_STILLS = (b"heic", b"heix", b"heim", b"mif1", b"msf1", b"avif", b"avis")


def _video(data: bytes, name: str, media_type: Literal["video/mp4", "video/webm"]) -> MediaFile:
    if len(data) > MAX_MEDIA:
        raise Refused(
            f"This video has {len(data) / 2**20:.1f} MB; a project keeps up to {MAX_MEDIA // 2**20} MB each."
            " Make it smaller, or put it on the web and give its address here."
        )
    return MediaFile(hashlib.sha256(data).hexdigest(), media_type, data, _name(name))


def _decoded(data: bytes, kind: str, longest: int) -> QImage:
    reader, buffer = _reader(data, kind)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise Refused(_UNREADABLE)
    if size.width() * size.height() > MAX_PIXELS:
        pixels = f"{size.width():,} × {size.height():,} pixels"
        raise Refused(f"This picture has {pixels}, more than {MAX_PIXELS // 10**6} million. Make it smaller first.")
    reader.setAutoTransform(True)
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(_DOT))
    image = reader.read()
    buffer.close()
    if image.isNull():
        raise Refused(_UNREADABLE)
    return image


_DOT = QSize(1, 1)


def _reader(data: bytes, kind: str) -> tuple[QImageReader, QBuffer]:
    """A reader that decodes this one format; the buffer must live as long as it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    return reader, buffer


def _bare(image: QImage) -> QImage:
    """The pixels in the web's colours and nothing else: a painted copy takes no texts or profile along."""
    space = image.colorSpace()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != srgb:
        image = image.convertedToColorSpace(srgb)
    see_through = image.hasAlphaChannel()
    made = QImage(image.size(), QImage.Format.Format_ARGB32 if see_through else QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    image.setDevicePixelRatio(1)
    painter.drawImage(0, 0, image)
    painter.end()
    return made


def _written(image: QImage) -> tuple[bytes, Literal["image/webp", "image/png"]]:
    webp = _encoded(image, "webp", _QUALITY)
    if image.width() * image.height() <= _SMALL:
        png = _encoded(image, "png", 0)
        if len(png) <= len(webp):
            return png, "image/png"
    return webp, "image/webp"


def _encoded(image: QImage, kind: str, quality: int) -> bytes:
    out = QByteArray()
    buffer = QBuffer(out)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    # For PNG this is how hard to press, 0 being most.
    writer.setQuality(quality)
    if not writer.write(image):
        raise Refused(f"This picture could not be written as {kind.upper()}: {writer.errorString()}.")
    buffer.close()
    return bytes(out.data())


def _name(name: str) -> str:
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split())[:200]
