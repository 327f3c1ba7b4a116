"""Commands, each listed once as data; menu, palette and shortcuts come from the same list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from msgspec import Struct
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from quizdesigner.views.icons import icon as lucide


def always() -> bool:
    """For commands that can be given at any time."""
    return True


class Command(Struct, frozen=True):
    """Something a person can have done. `title` begins with a verb; `shortcut` is written as Qt reads it (`Ctrl+D`)."""

    id: str
    title: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = always


@runtime_checkable
class Commanding(Protocol):
    """A pane with commands of its own. Their shortcuts work while the pane is shown."""

    def commands(self) -> tuple[Command, ...]:
        """The commands, the same at every call."""


def bind(owner: QWidget, commands: tuple[Command, ...]) -> dict[str, QAction]:
    """Give `owner` the commands as actions with their shortcuts, by command id.

    A hidden owner's shortcuts are asleep. Whether a command is enabled is asked once more when it is given, so that an
    action need not be kept in step to be safe.
    """
    made: dict[str, QAction] = {}
    for command in commands:
        action = QAction(command.title, owner)
        if command.icon:
            action.setIcon(lucide(command.icon, "text2"))
        if command.shortcut:
            action.setShortcuts([QKeySequence(one) for one in command.shortcut.split(", ") if one])
        action.triggered.connect(partial(_give, command))
        owner.addAction(action)
        made[command.id] = action
    return made


def shown(shortcut: str) -> str:
    """A shortcut as the hints write it: `Ctrl+K` is Ctrl K."""
    first = shortcut.partition(", ")[0]
    return first[:-1].replace("+", " ") + first[-1:]


def _give(command: Command, _checked: bool = False) -> None:
    if command.enabled():
        command.run()
