"""What Omnisend answers: what is wrong by which name, what it passed over without a word, how long it asks to wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from quizdesigner.sync.connectors.deliver import MAX_ERRORS, Drop, is_quoted, left_out, without
from quizdesigner.sync.connectors.http import Reply

_PHONE = "phone number"
_CHANNELS = {"email": "email", "sms": "text messages"}
_GROUPS = ("customProperties", "properties")
_LONGEST = 200


def waiting(reply: Reply) -> Reply:
    """A throttled reply with its seconds in the header where waits are looked for: Omnisend tells them in the body, or
    as the time until its count begins anew.
    """
    if reply.status != 429:
        return reply
    match reply.json():
        case {"retryAfter": (int() | float()) as seconds}:
            text = f"{seconds}"
        case _:
            text = reply.headers.get("x-rate-limit-reset", "")
    return replace(reply, headers={"retry-after": text, **reply.headers})


def detail(reply: Reply) -> str:
    """What Omnisend said first, in one line; empty when that is nothing readable."""
    return next((f"{field} {words}".strip() for field, words in _said(reply)), "")


def subscribed(contacts: Any) -> frozenset[str]:
    """The addresses and numbers of these contacts that may be written to."""
    return frozenset(
        text
        for person in contacts
        for text, channels in _identifiers(person).items()
        if any(_is_subscribed(one) for one in channels.values())
    )


def passed_over(sent: Any, reply: Reply) -> Iterator[str]:
    """A sentence for each part of a contact that Omnisend left out without a word, as its answer shows."""
    shown = _identifiers(reply.json())
    if not shown:
        return
    for one in sent["identifiers"]:
        if one["id"] in shown:
            for channel in one.get("channels", ()):
                if not _is_subscribed(shown[one["id"]].get(channel)):
                    yield (
                        f"Omnisend does not show them as subscribed to {_CHANNELS[channel]}: it has a later decision of"
                        " theirs, or waits until they confirm."
                    )
        elif one["type"] == "phone":
            yield "The phone number was left out: another contact in Omnisend has it."


def refused(reply: Reply, body: Any) -> Drop | None:
    """The body without what is named as the trouble, by its place or in words, where that can be spared.

    The email address and the name of the event cannot.
    """
    if reply.status not in (400, 409):
        return None
    spared = tuple(_spared(body))
    said = _said(reply)
    for field, words in said:
        for place, name, smaller in spared:
            if f"{field}.".startswith(f"{place}."):
                return _drop(name, words, smaller)
    for _, words in said:
        for _, name, smaller in spared:
            if is_quoted(name, words) or (name == _PHONE and "phone" in words.lower()):
                return _drop(name, words, smaller)
    for field, words in said:
        group = field.partition(".")[0]
        if group in _GROUPS and group in body:
            return _drop(group, words, without(body, (group,)))
    if reply.status == 409:
        held = "another contact has it"
        return next((_drop(name, held, smaller) for _, name, smaller in spared if name == _PHONE), None)
    return None


def _spared(body: Any) -> Iterator[tuple[str, str, Any]]:
    """Everything a body can do without: its place as Omnisend writes it, its name, and the body without it."""
    identifiers = body.get("identifiers", [])
    for at, one in enumerate(identifiers):
        for channel in one.get("channels", ()):
            bare = {"type": one["type"], "id": one["id"], "sendWelcomeMessage": False}
            smaller = {**body, "identifiers": [*identifiers[:at], bare, *identifiers[at + 1 :]]}
            for part in ("channels", "consent"):
                yield f"identifiers.{at}.{part}", f"consent to {_CHANNELS[channel]}", smaller
        if one["type"] == "phone":
            yield f"identifiers.{at}", _PHONE, without(body, ("identifiers", at))
    if "firstName" in body:
        yield "firstName", "firstName", without(body, ("firstName",))
    for at, tag in enumerate(body.get("tags", ())):
        yield f"tags.{at}", tag, without(body, ("tags", at))
    for part in _GROUPS:
        for name in body.get(part, ()):
            yield f"{part}.{name}", name, without(body, (part, name))


def _drop(name: str, words: str, smaller: Any) -> Drop:
    return Drop(smaller, left_out("Omnisend", name, words))


def _said(reply: Reply) -> list[tuple[str, str]]:
    """What is wrong: the field where one is named, else nothing, and the words."""
    match reply.json():
        case {"errors": [*errors]}:
            named = [one for one in errors[:MAX_ERRORS] if isinstance(one, dict)]
            return [(_line(one.get("field")), _line(one.get("message") or one.get("code"))) for one in named]
        case {"detail": words} | {"title": words}:
            return [("", _line(words))]
    return []


def _line(text: Any) -> str:
    return " ".join(text.split())[:_LONGEST] if isinstance(text, str) else ""


def _identifiers(contact: Any) -> dict[str, Mapping[Any, Any]]:
    """The channels of a contact, by address or number."""
    found: dict[str, Mapping[Any, Any]] = {}
    match contact:
        case {"identifiers": [*identifiers]}:
            for one in identifiers:
                match one:
                    case {"id": str(text), "channels": {**channels}}:
                        found[text] = channels
                    case {"id": str(text)}:
                        found[text] = {}
    return found


def _is_subscribed(channel: Any) -> bool:
    return isinstance(channel, dict) and channel.get("status") == "subscribed"
