"""What is picked from an account for a connection, and what is still to be picked."""

from __future__ import annotations

from quizdesigner.quiz.document import Connection
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Picker, PickList


def picked(connection: Connection, picker: Picker) -> PickList:
    """What was picked, by id and the name it had then; both empty when nothing was."""
    if picker.key == "list":
        return PickList(connection.list_id, connection.list_name)
    return PickList(connection.subscription_id, connection.subscription_name)


def to_pick(connection: Connection) -> str:
    """The words that ask for what nothing can be sent without; empty when all of that is picked."""
    missing = (one for one in CONNECTORS[connection.service].pickers if one.needed and not picked(connection, one).id)
    return next((asks(one) for one in missing), "")


def asks(picker: Picker) -> str:
    """The words that ask for it: Pick an audience."""
    article = "an" if picker.label[0].casefold() in "aeiou" else "a"
    return f"Pick {article} {picker.label[0].casefold()}{picker.label[1:]}"
