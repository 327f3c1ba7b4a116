"""The small widgets by hand: what a key does to them, and what of their words can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyle, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.views.kit import (
    Field,
    Figure,
    Notice,
    Segmented,
    Select,
    TextArea,
    button,
    column,
    icon_button,
    row,
    scrolled,
    tab,
    tab_through,
)
from tests.views.building import clipboard_given_back

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
    with clipboard_given_back():
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


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_alt_and_an_arrow_open_a_list_whatever_the_window_means_by_them(put: Put, qtbot: QtBot, key: Qt.Key) -> None:
    opened: list[str] = []

    class Opening(Select):
        def showPopup(self) -> None:
            opened.append(self.value)

    select = Opening("Kind", (("a", "One"), ("b", "Two")), "a")
    put(select)
    moved: list[str] = []
    for keys in ("Alt+Down", "Alt+Up"):
        QShortcut(QKeySequence(keys), select.window()).activated.connect(lambda keys=keys: moved.append(keys))
    select.setFocus()
    qtbot.keyClick(select, key, Qt.KeyboardModifier.AltModifier)
    assert (opened, moved, select.value) == (["a"], [], "a")


def test_letters_pick_from_a_list_whatever_the_window_means_by_them(put: Put, qtbot: QtBot) -> None:
    select = Select("Range", (("l", "Light"), ("m", "Middle"), ("h", "Heavy")), "l")
    put(select)
    added: list[str] = []
    QShortcut(QKeySequence("A"), select.window()).activated.connect(lambda: added.append("a"))
    select.setFocus()
    qtbot.keyClicks(select, "Heavy")
    assert (select.value, added) == ("h", [])


@pytest.mark.parametrize("words", ["Short.", "Words over more lines than one, beside a button. " * 4])
def test_a_notice_has_sign_words_and_button_in_one_line(put: Put, words: str) -> None:
    act = button("Undo", "link", small=True)
    notice = Notice(words, "warn", act)
    put(notice)
    sign, text = notice.findChildren(Figure)[0], notice.findChildren(QLabel)[0]
    line = text.y() + text.contentsMargins().top() + text.fontMetrics().height() / 2
    assert abs(sign.geometry().center().y() - line) <= 1.5
    assert abs(act.geometry().center().y() - line) <= 1.5


def test_an_area_scrolls_to_what_gets_the_keyboard(put: Put, qtbot: QtBot) -> None:
    fields = [Field(f"Field {at}") for at in range(30)]
    inner = QWidget()
    inner.setLayout(column(*fields))
    area = scrolled(inner)
    put(area)
    for field in (fields[-1], fields[0]):
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.waitUntil(partial(seen, field))


def seen(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty()


def test_tab_goes_through_a_part_as_it_is_laid_out(put: Put, qtbot: QtBot) -> None:
    first, last = Field("First"), Field("Last")
    box = column(first)
    part = QWidget()
    part.setLayout(column(box, last))
    put(part, button("After"))
    box.addWidget(Field("Second"))
    box.addWidget(Field("Third"))
    tab_through(part)
    QApplication.processEvents()
    first.setFocus()
    walked = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        had = QApplication.focusWidget()
        walked.append(had.accessibleName() if had else "")
    assert walked == ["Second", "Third", "Last", "After"]
