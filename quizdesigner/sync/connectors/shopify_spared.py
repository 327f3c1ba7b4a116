"""What a Shopify shop refuses of a mutation and can be spared: the same without it, and a note for the author.

Shopify says so with status 200, in the `userErrors` of a mutation. Nothing of the mutation was done then.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.errors import Unavailable
from quizdesigner.sync.connectors.deliver import MAX_ERRORS, Drop, left_out, without
from quizdesigner.sync.connectors.http import Reply
from quizdesigner.sync.connectors.shopify_calls import answer
from quizdesigner.sync.connectors.shopify_requests import tags_body

# Characters of a message that are looked at.
_LONGEST = 1_000


class UserError(Struct, frozen=True, rename="camel"):
    """What is wrong with a part of a mutation; `field` is the path to the part among its arguments, if it is known."""

    message: str
    field: tuple[str, ...] | None = None
    code: str | None = None
    element_index: int | None = None
    mutation: str = ""

    @property
    def part(self) -> str:
        """The last name of the path; empty where there is none."""
        return self.field[-1] if self.field else ""

    @property
    def said(self) -> str:
        """The message in one line."""
        return " ".join(self.message.split())[:200]


class _Payload(Struct, frozen=True, rename="camel"):
    user_errors: tuple[UserError, ...]


def user_errors(reply: Reply) -> tuple[UserError, ...]:
    """What the shop refuses, mutation by mutation. Raises Unavailable when it only has trouble, Refused when the answer
    has another form.
    """
    payloads = answer(reply, dict[str, _Payload], "data")
    errors = ((name, error) for name, made in payloads.items() for error in made.user_errors)
    found = tuple(
        replace(error, message=error.message[:_LONGEST], mutation=name) for name, error in islice(errors, MAX_ERRORS)
    )
    if any(error.code == "INTERNAL_ERROR" for error in found):
        raise Unavailable("Shopify has trouble of its own.")
    return found


def contact(reply: Reply, body: Any) -> Drop | None:
    """The customer without a phone or first name that is refused: the lead is worth more than those."""
    given = body["variables"]["input"]
    for error in user_errors(reply):
        for name, word in (("phone", "phone"), ("firstName", "first name")):
            only_said = error.part not in given and word in error.message.casefold()
            if name in given and (error.part == name or only_said):
                return Drop(without(body, ("variables", "input", name)), left_out("Shopify", word, error.said))
    return None


def tags(reply: Reply, body: Any) -> Drop | None:
    """The tags without the one that is named, or without the last where the shop finds them too many."""
    variables = body["variables"] if body else {}
    for error in user_errors(reply):
        half = "remove" if error.mutation == "tagsRemove" else "add"
        names = variables.get(half, [])
        if names and error.part != "id":
            gone = max((name for name in names if _is_named(name, error)), key=len, default=names[-1])
            kept = {**variables, half: [name for name in names if name != gone]}
            rest = tags_body(variables["id"], kept.get("remove", ()), kept.get("add", ()))
            return Drop(rest, left_out("Shopify", gone, error.said))
    return None


def consent(reply: Reply, body: Any) -> Drop | None:
    """The consent without a time that is refused, as by a shop whose clock is behind; else nothing of it."""
    for error in user_errors(reply):
        kind = next(name for name in body["variables"]["input"] if name != "customerId")
        time = ("variables", "input", kind, "consentUpdatedAt")
        if error.part == time[-1] and time[-1] in body["variables"]["input"][kind]:
            return Drop(without(body, time), left_out("Shopify", "time of the consent", error.said))
        what = "email" if kind == "emailMarketingConsent" else "text messages"
        return Drop(None, f"The consent to {what} was not recorded, since Shopify refused it ({error.said}).")
    return None


def metafields(reply: Reply, body: Any) -> Drop | None:
    """The metafields without the one that is named, or without all of them where none is.

    One the shop has given another type is sent without ours first: then Shopify takes the shop's.
    """
    listed = body["variables"]["metafields"] if body else []
    for error in user_errors(reply):
        at = _place(error, listed)
        if at is None:
            names = ", ".join(_name(one) for one in listed)
            return Drop(None, f"{names}: left out, since Shopify refused this ({error.said}).")
        path = ("variables", "metafields", at)
        if error.code == "INVALID_TYPE" and "type" in listed[at]:
            return Drop(without(body, (*path, "type")), "")
        return Drop(
            without(body, path) if len(listed) > 1 else None, left_out("Shopify", _name(listed[at]), error.said)
        )
    return None


def _place(error: UserError, listed: list[dict[str, str]]) -> int | None:
    """Which of the metafields an error is about: by its number, by its path, or by its name in the message."""
    numbers = [error.element_index, *(int(part) for part in error.field or () if re.fullmatch("[0-9]{1,4}", part))]
    found = [at for at in numbers if at is not None and 0 <= at < len(listed)]
    found += [at for at, one in enumerate(listed) if _is_named(_name(one), error)]
    return found[0] if found else None


def _name(metafield: dict[str, str]) -> str:
    return f"{metafield['namespace']}.{metafield['key']}"


def _is_named(name: str, error: UserError) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", error.message.casefold()))
