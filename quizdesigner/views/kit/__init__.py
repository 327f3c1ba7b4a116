"""The small widgets every pane is made of. They look by `style`, paint by `tokens.current()`, and each has a name."""

from quizdesigner.views.kit.busy import Busy
from quizdesigner.views.kit.buttons import PaintedButton, button, icon_button, pressed_by_keys, tab
from quizdesigner.views.kit.chips import Chip, chip_size, paint_chip
from quizdesigner.views.kit.fields import Field, Number, SearchField, TextArea
from quizdesigner.views.kit.frames import Card, Header, Panel, card, column, emptied, row, rule, scrolled, tab_through
from quizdesigner.views.kit.labels import Badge, EmptyState, Figure, KeyHint, Notice, SectionLabel, Square, label
from quizdesigner.views.kit.popup import PopupList
from quizdesigner.views.kit.segmented import Segmented
from quizdesigner.views.kit.select import Select
from quizdesigner.views.kit.switch import Switch
from quizdesigner.views.kit.tabs import Tabs

__all__ = [
    "Badge",
    "Busy",
    "Card",
    "Chip",
    "EmptyState",
    "Field",
    "Figure",
    "Header",
    "KeyHint",
    "Notice",
    "Number",
    "PaintedButton",
    "Panel",
    "PopupList",
    "SearchField",
    "SectionLabel",
    "Segmented",
    "Select",
    "Square",
    "Switch",
    "Tabs",
    "TextArea",
    "button",
    "card",
    "chip_size",
    "column",
    "emptied",
    "icon_button",
    "label",
    "paint_chip",
    "pressed_by_keys",
    "row",
    "rule",
    "scrolled",
    "tab",
    "tab_through",
]
