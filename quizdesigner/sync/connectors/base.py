"""What every connector is and says: requests for a dry run, an account for a test, a delivery or why there is none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Literal, Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import FieldKind
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret

RECORD = "event"
"""The key of the request that records that the quiz was finished, which may start an automation."""


class Request(Struct, frozen=True):
    """One request as it is sent, for people to read: no secret is in it.

    `key` names the step of a delivery this is (`profile`, `tags`, `event` ...); it is the same at every try. `url` is a
    path where the service has a fixed address, and masked where the address is the secret. `body` is a dict or a list;
    a part in ‹angle signs› is put in when it is sent. `tags` is whether customer tags come with it, where any are sent.
    `when` says in words on what it depends whether this is sent at all, or what is looked up first.
    """

    key: str
    title: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: Any
    tags: bool = False
    when: str = ""

    @property
    def content(self) -> bytes:
        """The very bytes of the body."""
        return msgspec.json.encode(self.body)


class Progress(Struct, frozen=True):
    """How far a delivery came; kept on disk before and after each request, so that no try repeats what is done.

    `done` are the keys of requests that need no repeating. `unknown` are those of requests whose outcome nobody knows:
    they were sent, and their answer was not seen or not written down. `tags` is what became of the customer tags;
    `left_out` is whether something was left out of a request that carries them, or one was refused after it may have
    been done. `notes` are sentences on what was left out, by key.
    """

    done: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    tags: Literal["", "maybe", "given"] = ""
    left_out: bool = False
    notes: dict[str, str] = {}

    def anew(self) -> Progress:
        """How far it is under other settings: each request may say something else now, and may have been done before.

        But for the event: an automation starts once for a take.
        """
        kept = tuple(key for key in self.done if key == RECORD)
        again = tuple(key for key in self.done if key != RECORD)
        notes = {key: note for key, note in self.notes.items() if key in kept}
        return Progress(kept, (*self.unknown, *again), notes=notes)


Keep = Callable[[Progress], Awaitable[None]]
"""Writes down how far a delivery came; it is on disk when this returns."""


LONGEST_NAME = 200
"""Characters of a service's name for something that are kept: it goes into the document, which has lines of 1,000."""


class Account(Struct, frozen=True):
    """What a successful test showed: the account's own name, and what its person should know.

    The name is cut to `LONGEST_NAME`.
    """

    name: str
    note: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "name", self.name[:LONGEST_NAME])


class PickList(Struct, frozen=True):
    """Something of the account to pick: a list, an audience, a kind of email. `note` says what it is like.

    The name is cut to `LONGEST_NAME`.
    """

    id: str
    name: str
    note: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "name", self.name[:LONGEST_NAME])


class Picker(Struct, frozen=True):
    """What an author picks from the account. `key` is `list` or `subscription`, as fields of `Connection` are named.

    `needed` says that nothing can be sent without it; `means` what it does, for people who tick the consent box and for
    all others.
    """

    key: Literal["list", "subscription"]
    label: str
    means: str
    needed: bool = False


class Credential(Struct, frozen=True):
    """One of the texts a secret is made of. `hint` shows its form, `hidden` keeps it from eyes while it is typed.

    `start` is what such a text begins with, shown before its last four characters.
    """

    label: str
    hint: str
    hidden: bool = True
    optional: bool = False
    start: str = ""


class WantedField(Struct, frozen=True):
    """A field the account is to have."""

    name: str
    label: str
    kind: FieldKind
    tags: bool = False


class Wanted(Struct, frozen=True):
    """What an account is to have before everything can arrive: fields, and the customer tags a field must know."""

    fields: tuple[WantedField, ...]
    tags: tuple[str, ...]


class Lacking(Struct, frozen=True):
    """Something the account lacks. `name` is the field; `text` a sentence on it; `request` would make it."""

    name: str
    text: str
    request: Request


class Misfit(Struct, frozen=True):
    """A field the account has as another type than what it is to be given; `text` is a sentence on it."""

    name: str
    text: str


class Delivered(Struct, frozen=True):
    """The lead arrived. `note` is empty, or says what did not; `tags_unsure` is whether that may be customer tags."""

    note: str = ""
    tags_unsure: bool = False


class KeyRefused(Refused):
    """Nothing can pass through this connection until somebody changes its key or address."""


class Connector(Protocol):
    """One service. Modules of this package are connectors."""

    @property
    def label(self) -> str:
        """The service's name."""

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """What its secret is made of, in the order `joined` takes them."""

    @property
    def pickers(self) -> tuple[Picker, ...]:
        """What an author picks from the account."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the service cannot do, in sentences for the author."""

    @property
    def sets_up(self) -> bool:
        """Whether fields have to exist before they can be filled."""

    def check_secret(self, secret: Secret) -> None:
        """Raise Refused, in words for its person, when this cannot be a secret of the service."""

    def requests(self, connection: Connection, lead: Lead) -> tuple[Request, ...]:
        """What `deliver` sends, in order; each has a key of its own. Empty where there is nobody to tell of."""

    def notes(self, connection: Connection, lead: Lead) -> tuple[str, ...]:
        """What a person should know about these requests: what is left out or cut, and why."""

    async def test(self, secret: Secret, http: Http) -> Account:
        """Make a real call. Raises Unavailable, Refused or KeyRefused."""

    async def choices(self, picker: str, secret: Secret, http: Http) -> tuple[PickList, ...]:
        """All there is to pick for the picker of this key, page after page. Raises as `test` does."""

    async def lacking(
        self, connection: Connection, wanted: Wanted, secret: Secret, http: Http
    ) -> tuple[Lacking | Misfit, ...]:
        """What the account lacks of `wanted`, in the order it is to be made, and what it has as another type.

        Raises as `test` does.
        """

    async def create(self, connection: Connection, lacking: Lacking, secret: Secret, http: Http) -> None:
        """Make one thing the account lacks; nothing happens where it is there by now. Raises as `test` does."""

    async def deliver(
        self,
        connection: Connection,
        lead: Lead,
        secret: Secret,
        http: Http,
        progress: Progress,
        keep: Keep,
    ) -> Delivered:
        """Send what is not done yet; see `deliver.in_order`.

        Raises Unavailable when it is to be tried later, Refused when the service will not take the rest, KeyRefused
        when it takes nothing at all. How far it came is what `keep` was told last.
        """


def joined(parts: Sequence[str]) -> Secret:
    """A connection's one secret, of the texts of its credentials; those left empty are left out."""
    return Secret(" ".join(part.strip() for part in parts if part.strip()))


async def no_choices(picker: str, secret: Secret, http: Http) -> tuple[PickList, ...]:
    """For services with nothing to pick."""
    return ()


async def nothing_lacking(
    connection: Connection, wanted: Wanted, secret: Secret, http: Http
) -> tuple[Lacking | Misfit, ...]:
    """For services that make fields as they come."""
    return ()


async def nothing_to_create(connection: Connection, lacking: Lacking, secret: Secret, http: Http) -> None:
    """For services that make fields as they come."""
    raise Refused("This service makes its fields by itself.")
