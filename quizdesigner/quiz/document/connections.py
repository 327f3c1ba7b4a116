"""Where finished quizzes go and where quizzes are published."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from quizdesigner.quiz.document.texts import Address, Id, Line, Node


class Service(StrEnum):
    """A CRM or automation service a connection can lead to."""

    KLAVIYO = "klaviyo"
    HUBSPOT = "hubspot"
    MAILCHIMP = "mailchimp"
    OMNISEND = "omnisend"
    SHOPIFY = "shopify"
    ZAPIER = "zapier"
    WEBHOOK = "webhook"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    Service.KLAVIYO: "Klaviyo",
    Service.HUBSPOT: "HubSpot",
    Service.MAILCHIMP: "Mailchimp",
    Service.OMNISEND: "Omnisend",
    Service.SHOPIFY: "Shopify customers",
    Service.ZAPIER: "Zapier",
    Service.WEBHOOK: "Webhook",
}


Retake = Literal["replace", "accumulate", "by_group"]
"""What a retake does to the tags of earlier takes; see `retake.after`."""


Subject = Annotated[str, Meta(min_length=1, max_length=65, pattern=r"^@?[A-Za-z0-9_-]+(?!\n)$")]
"""What a field holds: the answer to a question (its id), or something else of a finished quiz (see `fields.PARTS`)."""


class FieldName(Node, frozen=True):
    """What the author decided, in one connection, about a field: its own name, or that it is left out (`off`).

    One that is left out unless the author wants it is wanted once it stands here and is not off. Where two quizzes have
    a question of this id, it is for both.
    """

    question: Subject
    name: Line = ""
    off: bool = False


class Connection(Node, frozen=True):
    """A link to one account of a service. Its secret is never here: it lives in the keyring and the host's vault.

    `list_id`/`list_name` name the list for people who tick the consent box, or the audience everybody is put into where
    a service has audiences; `subscription_id`/`subscription_name` the kind of email they agree to, where a service has
    several. With `double_opt_in` the service asks them once more; elsewhere that is a setting of the service's own.
    `tag_field` is the property tags go to where a service has none of its own: one that knows its values, or with
    `tags_as_text` a plain text. `account` is what the service called itself at the last successful test, `secret_hint`
    the secret's last four characters.
    """

    id: Id
    service: Service
    account: Line = ""
    secret_hint: Annotated[str, Meta(max_length=4)] = ""
    list_id: Line = ""
    list_name: Line = ""
    subscription_id: Line = ""
    subscription_name: Line = ""
    double_opt_in: bool = False
    retake: Retake = "replace"
    tag_field: Line = "quiz_tags"
    tags_as_text: bool = False
    fields: tuple[FieldName, ...] = ()
    enabled: bool = True


class Host(Node, frozen=True):
    """A server quizzes are published to. The token is in the keyring under this id."""

    id: Id
    name: Line
    address: Address
    client: Line = ""
