"""Where finished quizzes go and where quizzes are published."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from quizdesigner.quiz.document.texts import Address, Id, Line, Node


class Service(StrEnum):
    """A CRM or automation service a connection can lead to."""

    KLAVIYO = "klaviyo"
    ZAPIER = "zapier"
    WEBHOOK = "webhook"


Retake = Literal["replace", "accumulate", "by_group"]
"""What a retake does to the tags of earlier takes; see `retake.after`."""


class FieldName(Node, frozen=True):
    """The author's own name, in one connection, for what a question sends. `off` leaves the field out.

    Where two quizzes have a question of this id, it is for both.
    """

    question: Id
    name: Line = ""
    off: bool = False


class Connection(Node, frozen=True):
    """A link to one account of a service. Its secret is never here: it lives in the keyring and the host's vault.

    `list_id`/`list_name` name the list for people who tick the consent box. `tag_field` is the property tags go to.
    `account` is what the service called itself at the last successful test; `secret_hint` the secret's last four
    characters.
    """

    id: Id
    service: Service
    account: Line = ""
    secret_hint: Annotated[str, Meta(max_length=4)] = ""
    list_id: Line = ""
    list_name: Line = ""
    retake: Retake = "replace"
    tag_field: Line = "quiz_tags"
    fields: tuple[FieldName, ...] = ()
    enabled: bool = True


class Host(Node, frozen=True):
    """A server quizzes are published to. The token is in the keyring under this id."""

    id: Id
    name: Line
    address: Address
    client: Line = ""
