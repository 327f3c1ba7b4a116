"""A field for a picture or video: from a file, dropped, pasted, or from a web address."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import MediaFile
from quizdesigner.quiz.wire import MEDIA
from quizdesigner.views import pictures, tokens
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.busy import Busy
from quizdesigner.views.kit.buttons import PaintedButton, button, icon_button
from quizdesigner.views.kit.fields import Field
from quizdesigner.views.kit.frames import column, row
from quizdesigner.views.kit.labels import Notice, label, show_when

Spawn = Callable[[Coroutine[Any, Any, None]], object]

_PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.svg)"
_VIDEOS = "Videos (*.mp4 *.m4v *.webm)"
_TILE = QSize(84, 52)
_STILL = "Only the first frame of the animation is kept."


class PictureField(QWidget):
    """`changed` gives what a person chose as a Media value, empty when they took it away.

    `keep` stores a file in the project and says whether that worked; `spawn` (the desk's) runs the fitting, which goes
    on in a thread. `longest` is the longer side of fitted pictures in pixels. With `video` it takes videos alone. What
    cannot be taken is said in the field.
    """

    changed = Signal(str)

    def __init__(
        self, name: str, spawn: Spawn, keep: Callable[[MediaFile], bool], *, longest: int = 1600, video: bool = False
    ) -> None:
        super().__init__()
        self._name, self._spawn, self._keep, self._longest, self._video = name, spawn, keep, longest, video
        self._value = ""
        self._turn = 0
        self.setAccessibleName(name)
        self.setAcceptDrops(True)
        self.tile = _Tile(name, "play" if video else "image")
        self.tile.clicked.connect(self.choose)
        self.tile.pasted.connect(self.paste)
        self.choose_button = button("Choose", small=True, hint="From a file. You can also drop or paste it here.")
        self.choose_button.clicked.connect(self.choose)
        self.link = icon_button("link", f"{name} from a web address", small=True)
        self.link.clicked.connect(self._ask_address)
        self.remove = icon_button("x", f"Remove {name.lower()}", small=True)
        self.remove.clicked.connect(lambda: self._give(""))
        self.address = Field(f"Web address of {name.lower()}", hint="https://", small=True)
        self.address.editingFinished.connect(self._take_address)
        self.address.hide()
        self.facts = label("", "hint", wrap=True)
        self.busy = Busy(f"Fitting {name.lower()}")
        self.said = Notice()
        buttons = row(self.choose_button, self.link, self.remove, None, gap=4)
        line = row(self.tile, column(None, buttons, self.facts, self.busy, None, gap=3), gap=12)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.address, self.said, gap=6))
        self.show_value("", None)

    @property
    def value(self) -> str:
        """What is shown: a web address, `media:` and an id, or nothing."""
        return self._value

    def show_value(self, value: str, file: MediaFile | None) -> None:
        """Show what the project says, without `changed`; `file` is the stored one that `value` names, if it does."""
        if value != self._value:
            self.said.say("")
        self._value = value
        self.tile.show_image(pictures.thumbnail(file, 2 * _TILE.width()) if file else None, bool(value))
        self.choose_button.setText("Replace" if value else "Choose")
        self.choose_button.setAccessibleName(f"{self.choose_button.text()} {self._name.lower()}")
        show_when(self.remove, bool(value))
        self.facts.setText(_facts(value, file, self._video))

    def choose(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, f"Choose: {self._name}", "", _VIDEOS if self._video else _PICTURES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> None:
        """Take what the clipboard holds: a picture, a file, or an address."""
        if not self._take(QGuiApplication.clipboard().mimeData() or QMimeData()):
            self.said.say("The clipboard holds no picture.", "warn")

    def take_file(self, path: Path) -> None:
        """Take this file."""
        try:
            with path.open("rb") as file:
                # One byte too many is enough to refuse a film dropped by mistake.
                data = file.read(pictures.MAX_FILE + 1)
        except OSError as error:
            self.said.say(f"“{path.name}” cannot be read: {error.strerror}. Nothing was changed.", "bad")
            return
        self.take_data(data, path.name)

    def take_data(self, data: bytes, name: str) -> None:
        """Fit what a file holds, keep it and show it. What is taken later wins."""
        self._turn += 1
        self._spawn(self._fit(data, name, self._turn))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if mime.hasImage() or mime.hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    async def _fit(self, data: bytes, name: str, turn: int) -> None:
        self.said.say("")
        self.busy.begin()
        try:
            file, moves = await asyncio.to_thread(_fitted, data, name, self._longest)
        except Refused as error:
            if turn == self._turn:
                self.said.say(str(error), "bad")
            return
        finally:
            self.busy.end()
        if turn != self._turn:
            return
        if file.type.startswith("video/") != self._video:
            wanted = "a video (MP4 or WebM)" if self._video else "a picture"
            self.said.say(f"“{name}” is {'a picture' if self._video else 'a video'}. Choose {wanted}.", "bad")
        elif self._keep(file):
            self._give(f"{MEDIA}{file.id}")
            self.said.say(_STILL if moves else "", "plain")

    def _take(self, mime: QMimeData) -> bool:
        """Whether there was something to take."""
        url = next(iter(mime.urls()), None)
        text = mime.text().strip()
        if url is not None and url.isLocalFile():
            self.take_file(Path(url.toLocalFile()))
        elif mime.hasImage() and not self._video:
            self.take_data(_png(QImage(mime.imageData())), "Pasted picture")
        elif text.startswith(("https://", "http://")):
            self._give(text)
        else:
            return False
        return True

    def _ask_address(self) -> None:
        self.address.show_text("" if self._value.startswith(MEDIA) else self._value)
        self.address.show()
        self.address.setFocus()

    def _take_address(self) -> None:
        text = self.address.text().strip()
        focused = self.address.hasFocus()
        self.address.hide()
        if focused:
            self.link.setFocus()
        if text and text != self._value:
            self._give(text)

    def _give(self, value: str) -> None:
        self._turn += 1
        self.changed.emit(value)


class _Tile(PaintedButton):
    """The picture, or where it will be; Ctrl+V pastes one."""

    pasted = Signal()

    def __init__(self, name: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._image: QImage | None = None
        self._filled = False
        self.setAccessibleName(f"{name}: choose a file, drop one, or paste")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_TILE)

    def show_image(self, image: QImage | None, filled: bool) -> None:
        """Show a thumbnail; `filled` says that there is something, though it cannot be drawn here."""
        self._image, self._filled = image, filled
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        edge = QPen(QColor(colours.line_strong if self._filled else colours.edge))
        if self.hasFocus():
            edge = QPen(QColor(colours.accent), 2)
        elif not self._filled:
            edge.setDashPattern([3, 3])
        painter.setPen(edge)
        # Logos are made for the page, which is light far more often than not.
        painter.setBrush(QColor("#FFFFFF" if self._image else colours.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        inner = self.rect().adjusted(6, 6, -6, -6)
        if self._image is not None:
            size = self._image.size().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(inner.topLeft(), size)
            place.moveCenter(inner.center())
            painter.drawImage(place, self._image)
        else:
            spot = QRect(0, 0, 18, 18)
            spot.moveCenter(self.rect().center())
            paint_icon(painter, spot, "globe" if self._filled and self._icon == "image" else self._icon, "text3")


def _facts(value: str, file: MediaFile | None, video: bool) -> str:
    if file is not None:
        return f"{pictures.told(file)}{'' if video else ' after fitting'}"
    if value:
        return value.partition("//")[2].partition("/")[0] if "//" in value else "The file is not in this project."
    return "MP4 or WebM, or an address" if video else "or drop or paste it here"


def _fitted(data: bytes, name: str, longest: int) -> tuple[MediaFile, bool]:
    return pictures.media_file(data, name, longest=longest), pictures.animated(data)


def _png(image: QImage) -> bytes:
    out = QByteArray()
    buffer = QBuffer(out)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stubs forget that a format is given as text
    return bytes(out.data())
