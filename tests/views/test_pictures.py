"""Files people choose: told by content, refused before they cost anything, fitted, bare of what they said besides."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageReader, QPainter
from pytestqt.qtbot import QtBot

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import MAX_MEDIA, MediaFile
from quizdesigner.views import pictures
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit.picture_field import PictureField

# Qt's decoders also say for themselves what is wrong with a damaged file.
decoders_grumble = pytest.mark.qt_log_ignore(".", extend=True)

_NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_SVG = "<svg {2} viewBox='0 0 20 10' {0}>{1}</svg>"
_MP4 = b"\0\0\0\x18ftypisom" + bytes(40)
_WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(40)


def encoded(image: QImage, kind: str) -> bytes:
    out = QByteArray()
    buffer = QBuffer(out)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(out.data())


def photo(width: int = 300, height: int = 200) -> QImage:
    """Red at the left, blue at the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#C02020"))
    painter = QPainter(image)
    painter.fillRect(width // 2, 0, width, height, QColor("#2020C0"))
    painter.end()
    return image


def decoded(file: MediaFile) -> QImage:
    image = QImage.fromData(file.data)
    assert (image.width(), image.height()) == (file.width, file.height)
    return image


def drawing(inside: str = "", outside: str = "") -> bytes:
    return _SVG.format(outside, inside, _NAMES).encode()


def turned(data: bytes, orientation: int) -> bytes:
    """A JPEG that says it has been taken with the camera turned, and where."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0) + b"\0\0\0\0secret"
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


def png_of(width: int, height: int) -> bytes:
    """The head of a PNG that says it is this large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "webp"])
def test_a_picture_is_fitted_whatever_its_name_says(qapp: object, kind: str) -> None:
    file = pictures.media_file(encoded(photo(), kind), r"C:\pictures\skin.txt", longest=150)
    assert (file.width, file.height, file.name) == (150, 100, "skin.txt")
    assert file.type in ("image/webp", "image/png")
    assert file.id == hashlib.sha256(file.data).hexdigest()
    image = decoded(file)
    assert image.pixelColor(20, 50).red() > 150
    assert image.pixelColor(130, 50).blue() > 150
    assert pictures.told(file).startswith(("WebP, ", "PNG, "))


def test_a_small_picture_is_not_made_larger(qapp: object) -> None:
    file = pictures.media_file(encoded(photo(30, 20), "png"), "dot.png", longest=1_600)
    assert (file.width, file.height) == (30, 20)


def test_a_flat_logo_stays_exact(qapp: object) -> None:
    image = QImage(120, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(10, 10, 60, 20, QColor("#A8472F"))
    painter.end()
    file = pictures.media_file(encoded(image, "png"), "logo.png", longest=800)
    assert file.type == "image/png"
    assert decoded(file).pixelColor(30, 20) == QColor("#A8472F")
    assert decoded(file).pixelColor(0, 0).alpha() == 0


def test_a_turned_photo_is_upright_and_says_nothing_about_itself(qapp: object) -> None:
    data = turned(encoded(photo(300, 200), "jpg"), 6)
    file = pictures.media_file(data, "photo.jpg", longest=150)
    assert (file.width, file.height) == (100, 150)
    assert decoded(file).pixelColor(50, 20).red() > 150
    assert b"secret" not in file.data
    assert b"Exif" not in file.data


def test_texts_in_a_png_are_gone(qapp: object) -> None:
    image = photo(40, 40)
    image.setText("Comment", "taken at home")
    data = encoded(image, "png")
    assert b"taken at home" in data
    file = pictures.media_file(data, "x.png", longest=800)
    assert b"taken at home" not in file.data


@pytest.mark.parametrize("size", [(100_000, 100_000), (60_001, 1_000)])
def test_a_picture_too_large_is_refused_before_it_is_decoded(qapp: object, size: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="more than 60 million"):
        pictures.media_file(png_of(*size), "bomb.png", longest=1_600)


@decoders_grumble
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"BM",
        b"RIFF1234WEBP",
        png_of(9, 9),
        b"%PDF-1",
    ],
)
def test_damaged_files_and_other_kinds_are_refused_in_words(qapp: object, data: bytes) -> None:
    with pytest.raises(Refused, match=r"picture|empty"):
        pictures.media_file(data, "x", longest=100)


def test_a_heic_photo_is_no_video(qapp: object) -> None:
    with pytest.raises(Refused, match="not a picture or video"):
        pictures.media_file(b"\0\0\0\x18ftypheic" + bytes(40), "photo.heic", longest=100)


@pytest.mark.parametrize(("data", "kind"), [(_MP4, "video/mp4"), (_WEBM, "video/webm")])
def test_a_video_stays_as_it_is_up_to_the_most_a_project_keeps(qapp: object, data: bytes, kind: str) -> None:
    file = pictures.media_file(data, "film.mov", longest=100)
    assert (file.type, file.data, file.width) == (kind, data, 0)
    with pytest.raises(Refused, match="up to 8 MB"):
        pictures.media_file(data + bytes(MAX_MEDIA), "film.mp4", longest=100)


def test_a_drawing_becomes_a_picture(qapp: object) -> None:
    inside = '<style>.a{fill:url(#g)}</style><linearGradient id="g"><stop stop-color="#f00"/></linearGradient>'
    data = drawing(inside + '<rect id="r" class="a" width="20" height="9"/><use xlink:href="#r" y="1"/>')
    file = pictures.media_file(data, "logo.svg", longest=400)
    assert (file.width, file.height) == (400, 200)
    assert decoded(file).pixelColor(200, 100).red() > 200


@pytest.mark.parametrize(
    "data",
    [
        drawing("<script>1</script>"),
        drawing(outside='onload="x()"'),
        drawing("<foreignObject/>"),
        drawing('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'),
        drawing('<image href="https://example.com/a.png" width="9" height="9"/>'),
        drawing('<image href="data:image/png;base64,AAAA" width="9" height="9"/>'),
        drawing('<use href="other.svg#a"/>'),
        drawing('<a href="javascript:1"><rect/></a>'),
        drawing('<rect fill="url(https://example.com/a)"/>'),
        drawing("<style>@import 'https://example.com/a.css';</style>"),
        drawing("<style>rect{fill:url(https://example.com)}</style>"),
        drawing('<rect style="fill:u\\72l(x)"/>'),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("<text>&a;</text>"),
        b'<!DOCTYPE svg SYSTEM "http://example.com/a.dtd">' + drawing(),
    ],
)
def test_a_drawing_that_runs_or_reaches_out_is_refused(qapp: object, data: bytes) -> None:
    with pytest.raises(Refused, match="not taken"):
        pictures.media_file(data, "x.svg", longest=100)


def nested(levels: int) -> bytes:
    """Each level draws the one below ten times."""
    groups = '<g id="g0"><rect width="1" height="1"/></g>'
    for level in range(1, levels):
        groups += f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>"
    return drawing(f'<defs>{groups}</defs><use href="#g{levels - 1}"/>')


def test_a_drawing_that_grows_when_drawn_is_refused(qapp: object) -> None:
    assert pictures.media_file(nested(3), "x.svg", longest=40).width == 40
    for data in (nested(12), drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')):
        with pytest.raises(Refused, match="too many parts"):
            pictures.media_file(data, "x.svg", longest=40)


def test_only_the_first_frame_of_an_animation_is_kept(qapp: object) -> None:
    frame = b"\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x44\x01\0"
    head = b"GIF89a\x02\0\x02\0\x80\0\0\xff\0\0\0\0\xff"
    one, two = head + frame + b"\x3b", head + frame + frame + b"\x3b"
    assert (pictures.animated(one), pictures.animated(two)) == (False, True)
    file = pictures.media_file(two, "x.gif", longest=40)
    assert QImageReader(_buffer(file.data)).imageCount() <= 1


@decoders_grumble
@given(st.binary(max_size=120), st.integers(0, 300), st.sampled_from(["png", "jpg", "bmp", "webp", "svg"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_is_refused_or_harmless(qapp: object, noise: bytes, at: int, kind: str) -> None:
    data = drawing('<rect width="9" height="9"/>') if kind == "svg" else encoded(photo(16, 16), kind)
    try:
        file = pictures.media_file(data[:at] + noise + data[at + len(noise) :], "x", longest=50)
    except Refused:
        return
    assert len(file.data) <= MAX_MEDIA


def _buffer(data: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


# -- the field -------------------------------------------------------------------------------------------------------


class Keeper:
    """Stands for a part of a project: what was stored, what was chosen."""

    def __init__(self) -> None:
        self.files: dict[str, MediaFile] = {}
        self.chosen: list[str] = []

    def keep(self, file: MediaFile) -> bool:
        self.files[f"media:{file.id}"] = file
        return True


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def field(connected: None, desk: Desk, keeper: Keeper, show: Callable[..., None]) -> PictureField:
    made = PictureField("Logo", desk.spawn, keeper.keep, longest=100)

    def put(value: str) -> None:
        keeper.chosen.append(value)
        made.show_value(value, keeper.files.get(value))

    made.changed.connect(put)
    show(made, 340, 160)
    return made


def test_a_file_is_fitted_kept_and_shown(field: PictureField, keeper: Keeper, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "skin.jpg"
    path.write_bytes(encoded(photo(), "jpg"))
    field.take_file(path)
    qtbot.waitUntil(lambda: bool(keeper.chosen))
    (value,) = keeper.chosen
    assert keeper.files[value].width == 100
    assert field.facts.text().endswith("after fitting")
    assert field.choose_button.text() == "Replace"

    qtbot.mouseClick(field.remove, Qt.MouseButton.LeftButton)
    assert keeper.chosen == [value, ""]
    assert not field.remove.isVisible()


def test_what_cannot_be_taken_is_said_in_the_field(field: PictureField, keeper: Keeper, qtbot: QtBot) -> None:
    field.take_data(b"hello", "notes.txt")
    qtbot.waitUntil(lambda: "not a picture or video" in field.said.text())
    field.take_data(_MP4, "film.mp4")
    qtbot.waitUntil(lambda: "is a video" in field.said.text())
    field.take_file(Path("/nowhere/at/all.png"))
    assert "cannot be read" in field.said.text()
    assert keeper.chosen == []


def test_a_picture_is_pasted(field: PictureField, keeper: Keeper, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(photo(60, 40))
    field.tile.setFocus()
    qtbot.keyClick(field.tile, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(keeper.chosen))
    assert keeper.files[keeper.chosen[0]].width == 60

    QGuiApplication.clipboard().setText("no picture")
    qtbot.keyClick(field.tile, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.said.text() == "The clipboard holds no picture."


def test_a_web_address_is_typed_or_dropped(field: PictureField, keeper: Keeper, qtbot: QtBot) -> None:
    qtbot.mouseClick(field.link, Qt.MouseButton.LeftButton)
    assert field.address.isVisible()
    qtbot.keyClicks(field.address, "https://example.com/logo.png")
    qtbot.keyClick(field.address, Qt.Key.Key_Return)
    assert keeper.chosen == ["https://example.com/logo.png"]
    assert field.facts.text() == "example.com"
    assert not field.address.isVisible()

    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/other.png")])
    assert field._take(mime)
    assert keeper.chosen[-1] == "https://example.com/other.png"
