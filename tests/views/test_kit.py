"""The small widgets by hand: what a key does to them, and what of their words can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.views.kit import Field, Segmented, TextArea, button, icon_button, row, tab

Put = Callable[..., None]


@pytest.fixture
def put(show: Callable[..., None]) -> Iterator[Put]:
    """Puts widgets side by side into a window."""
    # A window nobody holds takes its parts along.
    windows: list[QWidget] = []

    def shown(*parts: QWidget) -> None:
        window = QWidget()
        window.setLayout(row(*parts))
        windows.append(window)
        show(window, 500, 120)

    yield shown
    windows.clear()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_button_that_has_the_keyboard(put: Put, qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    parts = (button("Save"), button("More", "link"), icon_button("x", "Close"), tab("One", "Tab one"))
    sizes = Segmented("Size", (("s", "Small"), ("l", "Large")), "s")
    put(*parts, sizes)
    for part in (*parts, *sizes.findChildren(QPushButton)):
        part.clicked.connect(lambda _=False, part=part: pressed.append(part.accessibleName()))
        part.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(part, key)
    assert pressed == ["Save", "More", "Close", "Tab one", "Size: Small", "Size: Large"]
    assert sizes.value == "l"


@pytest.mark.parametrize("kind", ["plain", "ghost", "link", "danger", "status"])
@pytest.mark.parametrize("small", [False, True])
def test_a_button_with_the_keyboard_shows_its_words_whole(put: Put, kind: str, small: bool) -> None:
    made = button("Send again", kind, small=small)  # type: ignore[arg-type]
    put(made)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    option = QStyleOptionButton()
    made.initStyleOption(option)
    room = made.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, made)
    assert room.width() >= made.fontMetrics().horizontalAdvance(made.text())


def test_a_paste_that_does_not_fit_is_refused_in_words_before_it_is_laid_out(put: Put, qtbot: QtBot) -> None:
    area = TextArea("Description", "Kept")
    put(area)
    edited: list[str] = []
    said: list[str] = []
    area.edited.connect(edited.append)
    area.too_long.connect(said.append)
    for text in ("x" * 1_000_000, "Words, "):
        data = QMimeData()
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        area.setFocus()
        qtbot.keyClick(area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edited == ["Words, Kept"]
    assert len(said) == 1
    assert "20,000 characters" in said[0]


def test_a_field_for_addresses_has_letters_of_one_width(put: Put) -> None:
    plain, mono = Field("Name"), Field("Address", mono=True)
    put(plain, mono)
    assert mono.fontMetrics().horizontalAdvance("iii") == mono.fontMetrics().horizontalAdvance("mmm")
    assert plain.fontMetrics().horizontalAdvance("iii") < plain.fontMetrics().horizontalAdvance("mmm")
    assert mono.height() == plain.height()
