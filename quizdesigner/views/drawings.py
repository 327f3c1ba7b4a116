"""SVG drawings made into pictures, when they are drawings alone: nothing that runs, and nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from quizdesigner.errors import Refused

MAX_BYTES = 2 * 2**20
MAX_DRAWN = 50_000
"""Elements a drawing may have once every part it uses several times is counted each time."""

_SAFE = "Export it as PNG and choose that."
_RUNS = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
_LINKS = re.compile(r"url\(\s*['\"]?\s*([^)'\"\s]*)", re.IGNORECASE)
_PLAIN = frozenset({"lineargradient", "radialgradient"})
_CSS_LOADS = re.compile(r"@import|@font-face|expression\s*\(|\\", re.IGNORECASE)


def is_drawing(data: bytes) -> bool:
    """Whether the file begins as an SVG does."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in head.lower()


def drawn(data: bytes, longest: int) -> QImage:
    """The drawing with its longer side `longest` pixels; Refused in words when it is not harmless or is damaged."""
    if len(data) > MAX_BYTES:
        raise Refused(f"This drawing has more than {MAX_BYTES // 2**20} MB. {_SAFE}")
    try:
        root = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise Refused(f"This SVG declares entities or a document type, which is not taken. {_SAFE}") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("This SVG cannot be read; the file may be damaged. Nothing was changed.") from error
    if why := _harm(root):
        raise Refused(f"This SVG {why}, which is not taken. {_SAFE}")
    if _size(root) > MAX_DRAWN:
        raise Refused(f"This drawing has too many parts. {_SAFE}")
    renderer = QSvgRenderer(QByteArray(data))
    natural = renderer.viewBoxF().size()
    if not renderer.isValid() or natural.isEmpty():
        raise Refused("This SVG has no size or cannot be drawn. Nothing was changed.")
    size = natural.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio).toSize().expandedTo(QSize(1, 1))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _harm(root: Element) -> str:
    """Why the drawing is more than a drawing; empty when it is not."""
    for element in root.iter():
        name = _local(element.tag)
        if name in _RUNS:
            return "holds a script or another document"
        if name == "style" and _CSS_LOADS.search(element.text or ""):
            return "loads styles from elsewhere"
        for key, value in element.attrib.items():
            if _local(key).startswith("on") or value.strip().casefold().startswith("javascript:"):
                return "holds a script"
            if _local(key) in ("href", "src") and not value.startswith("#"):
                return "refers to something outside of itself"
            if _local(key) == "style" and _CSS_LOADS.search(value):
                return "loads styles from elsewhere"
        if any(not target.startswith("#") for target in _targets(element)):
            return "refers to something outside of itself"
    return ""


def _size(root: Element) -> int:
    """How many elements are drawn, those used several times counted each time; past all bounds for a ring."""
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    sizes: dict[str, int] = {}

    def of(element: Element, inside: frozenset[str]) -> int:
        used = [value for key, value in element.attrib.items() if _local(key) == "href"]
        if _local(element.tag) == "style":
            # What a style sheet is applied to is not known here, so it may use only what holds nothing else.
            if any(_local(named[one].tag) not in _PLAIN for one in map(_id, _targets(element)) if one in named):
                return MAX_DRAWN + 1
        else:
            used += _targets(element)
        total = 1 + sum(of(child, inside) for child in element) + sum(of_name(_id(one), inside) for one in used)
        return min(total, MAX_DRAWN + 1)

    def of_name(name: str, inside: frozenset[str]) -> int:
        if name in inside:
            return MAX_DRAWN + 1
        if name not in sizes and name in named:
            sizes[name] = of(named[name], inside | {name})
        return sizes.get(name, 0)

    try:
        return of(root, frozenset())
    except RecursionError:
        return MAX_DRAWN + 1


def _id(target: str) -> str:
    return target.removeprefix("#")


def _targets(element: Element) -> Iterator[str]:
    """What `url()` in the attributes or the style sheet of an element names."""
    texts = [*element.attrib.values(), element.text or "" if _local(element.tag) == "style" else ""]
    for text in texts:
        yield from _LINKS.findall(text)


def _local(name: object) -> str:
    """The name of an element or attribute without its namespace, in small letters."""
    return str(name).rpartition("}")[2].casefold()
