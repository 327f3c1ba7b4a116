"""What Klaviyo answers: what is wrong and can be spared, and whether somebody left after the quiz."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.deliver import MAX_ERRORS, Drop, is_quoted, left_out, without
from quizdesigner.sync.connectors.http import Reply
from quizdesigner.sync.connectors.klaviyo_bodies import patch_of, patched

_PERSON = ("data", "attributes", "profiles", "data", 0, "attributes")


def errors(reply: Reply) -> list[dict[str, Any]]:
    """What is wrong, as far as it says."""
    match reply.json():
        case {"errors": [*found]}:
            return [error for error in found[:MAX_ERRORS] if isinstance(error, dict)]
    return []


def detail(reply: Reply) -> str:
    """What Klaviyo said first, in one line; empty when that is nothing readable."""
    for error in errors(reply):
        text = error.get("detail") or error.get("title")
        if isinstance(text, str):
            return " ".join(text.split())[:200]
    return ""


def refused(reply: Reply, body: Any) -> Drop | None:
    """The body without what is named as the trouble and can be left out: a first name, a phone, a property, a tag ...

    What identifies the shopper or the event cannot.
    """
    if reply.status not in (400, 409):
        return None
    attributes, pointers, said = body["data"]["attributes"], tuple(_pointers(reply)), detail(reply)
    for pointer in pointers:
        if pointer[:2] == ("data", "meta") and patch_of(body):
            return _without_tags(said, body, pointer[3:])
        if path := _place(said, attributes, pointer):
            return _drop(said, body, path)
    if not pointers and (path := _in_words(said, attributes)):
        return _drop(said, body, path)
    # Another profile has this number already; the lead is worth more than its phone.
    if reply.status == 409 and "phone_number" in attributes:
        return _drop(said, body, ("data", "attributes", "phone_number"))
    return None


def taken_back(shown: dict[str, Any], lead: Lead) -> bool:
    """Whether a profile, shown with its subscriptions, was unsubscribed from what the lead agreed to, and later."""
    channels = shown.get("subscriptions")
    for name, consent in (("email", lead.agreed), ("sms", lead.agreed_to_texts)):
        match channels.get(name) if isinstance(channels, dict) else None:
            case {"marketing": {"consent": "UNSUBSCRIBED", **rest}} if consent:
                at = _moment(rest.get("consent_timestamp"))
                if at is None or at > datetime.fromisoformat(consent.at):
                    return True
    return False


def _moment(text: object) -> datetime | None:
    """A time as Klaviyo writes it, which is UTC where it names no zone."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _pointers(reply: Reply) -> Iterator[tuple[str, ...]]:
    """What the errors of a reply are about, as paths into the body."""
    for error in errors(reply):
        source = error.get("source")
        pointer = source.get("pointer") if isinstance(source, dict) else None
        if isinstance(pointer, str):
            yield tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _drop(said: str, body: Any, path: tuple[str | int, ...]) -> Drop:
    return Drop(without(body, path), left_out("Klaviyo", str(path[-1]), said))


def _without_tags(said: str, body: Any, place: tuple[str, ...]) -> Drop:
    """The body without the tag at `place` (`append`, property, number), or without what is named of them."""
    patch = patch_of(body)
    match place:
        case (verb, field, number, *_) if _is_at(number, patch.get(verb, {}).get(field, ())):
            gone = patch[verb][field][int(number)]
            fewer = without(patch, (verb, field, int(number)))
            return Drop(patched(body, fewer), left_out("Klaviyo", gone, said))
        case (verb, *_) if verb in patch:
            return Drop(patched(body, without(patch, (verb,))), left_out("Klaviyo", ", ".join(patch[verb]), said))
    return Drop(patched(body, {}), left_out("Klaviyo", "customer tags", said))


def _is_at(number: str, listed: Sequence[str]) -> bool:
    return re.fullmatch("[0-9]{1,4}", number) is not None and int(number) < len(listed)


def _place(said: str, attributes: dict[str, Any], pointer: tuple[str, ...]) -> tuple[str | int, ...] | None:
    properties = attributes.get("properties", {})
    match pointer:
        case ("data", "attributes", "properties", name, *_) if name in properties:
            return ("data", "attributes", "properties", name)
        case ("data", "attributes", "properties"):
            return _in_words(said, attributes)
        case ("data", "attributes", ("first_name" | "phone_number" | "custom_source") as name, *_) if (
            name in attributes
        ):
            return ("data", "attributes", name)
        case ("data", "attributes", "profiles", "data", "0", "attributes", "phone_number", *_):
            return _sms(attributes)
    return None


def _in_words(said: str, attributes: dict[str, Any]) -> tuple[str | int, ...] | None:
    """What an error names in its text alone: a property, else a phone."""
    for name in attributes.get("properties", ()):
        if is_quoted(name, said):
            return ("data", "attributes", "properties", name)
    if "phone" not in said.casefold():
        return None
    return ("data", "attributes", "phone_number") if "phone_number" in attributes else _sms(attributes)


def _sms(attributes: dict[str, Any]) -> tuple[str | int, ...] | None:
    """Where the phone of a subscription is, or its text messages once the phone is gone."""
    if "profiles" not in attributes:
        return None
    person = attributes["profiles"]["data"][0]["attributes"]
    if "phone_number" not in person or "email" not in person["subscriptions"]:
        return None
    return (*_PERSON, "subscriptions", "sms") if "sms" in person["subscriptions"] else (*_PERSON, "phone_number")
