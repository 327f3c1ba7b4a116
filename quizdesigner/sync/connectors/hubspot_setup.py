"""What an account of HubSpot lacks before quizzes can arrive in full: a group, properties, and tags one may hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import FieldKind
from quizdesigner.quiz.phrases import counted
from quizdesigner.sync.connectors.base import Lacking, Misfit, Request, Wanted, WantedField
from quizdesigner.sync.connectors.deliver import part
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.connectors.hubspot_calls import JSON, LABEL, PROPERTIES, call, checked, options
from quizdesigner.sync.secrets import Secret

GROUP = "quiz_designer"

_TYPES: dict[FieldKind, tuple[str, str, str]] = {
    "long": ("string", "textarea", "a text of many lines"),
    "json": ("string", "textarea", "a text of many lines"),
    "number": ("number", "number", "a number"),
    "date": ("date", "date", "a date"),
}
_LINE = ("string", "text", "a line of text")


async def lacking(connection: Connection, wanted: Wanted, secret: Secret, http: Http) -> tuple[Lacking | Misfit, ...]:
    """The properties the account lacks, after the group they are to be in, the tags a checkbox property lacks, and
    properties of another type.
    """
    found: list[Lacking | Misfit] = []
    for one in wanted.fields:
        checkbox = one.tags and not connection.tags_as_text
        # One at a time: all that an account has may be more than a reply is read for.
        there = await _get(f"{PROPERTIES}/{part(one.name)}", secret, http)
        if there is None and (wanted.tags or not checkbox):
            found.append(_property(one, wanted.tags if checkbox else None))
        elif there is not None and not _fits(one, there):
            found.append(_misfit(one, there))
        elif there is not None and one.tags and there.get("type") == "enumeration":
            found += _options(one, there, wanted.tags)
    makes = any(isinstance(one, Lacking) and one.request.method == "POST" for one in found)
    if makes and await _get(f"{PROPERTIES}/groups/{GROUP}", secret, http) is None:
        body = {"name": GROUP, "label": "Quiz Designer", "displayOrder": -1}
        made = Request("set-up", "Create the group “Quiz Designer”", "POST", f"{PROPERTIES}/groups", JSON, body)
        return (Lacking(GROUP, "The group “Quiz Designer” for the properties is missing.", made), *found)
    return tuple(found)


async def create(connection: Connection, lacking: Lacking, secret: Secret, http: Http) -> None:
    """Make it; where options are added, those that somebody added meanwhile are kept."""
    made = lacking.request
    body = made.body
    if made.method == "PATCH":
        there = await _get(made.url, secret, http)
        if there is None:
            raise Refused(f"HubSpot no longer has the property “{lacking.name}”. Look again what is missing.")
        new = _new_options(there, [one["value"] for one in body["options"]])
        if not new:
            return
        body = {"options": [*_all_options(there), *new]}
    reply = await call(secret, http, made.method, made.url, body)
    if reply.status == 409 and made.method == "POST":
        # Somebody else has made it.
        return
    checked(reply, http.now())


async def _get(path: str, secret: Secret, http: Http) -> dict[str, Any] | None:
    """The property or group, or None when there is none."""
    reply = await call(secret, http, "GET", path)
    if reply.status == 404:
        return None
    checked(reply, http.now())
    found = reply.json()
    if not isinstance(found, dict):
        raise Refused(f"{LABEL} answered something that is not a property.")
    return found


def _property(wanted: WantedField, tags: tuple[str, ...] | None) -> Lacking:
    """A property to be made; `tags` are the options of one with checkboxes."""
    kind, field, words = _TYPES.get(wanted.kind, _LINE)
    if tags is not None:
        kind, field, words = "enumeration", "checkbox", f"checkboxes, {counted(len(tags), 'tag')}"
    body: dict[str, Any] = {
        "name": wanted.name,
        "label": wanted.label,
        "groupName": GROUP,
        "type": kind,
        "fieldType": field,
    }
    if tags is not None:
        body["options"] = [_option(name, at) for at, name in enumerate(tags)]
    made = Request("set-up", f"Create the property “{wanted.name}”", "POST", PROPERTIES, JSON, body)
    return Lacking(wanted.name, f"The property “{wanted.name}” is missing: “{wanted.label}”, {words}.", made)


def _fits(wanted: WantedField, there: dict[str, Any]) -> bool:
    """Whether the property takes what it would be given; a text takes everything."""
    kind, field = there.get("type"), there.get("fieldType")
    if wanted.tags and kind == "enumeration":
        return field in ("checkbox", None)
    return kind in ("string", None) or (not wanted.tags and kind == _TYPES.get(wanted.kind, _LINE)[0])


def _misfit(wanted: WantedField, there: dict[str, Any]) -> Misfit:
    words = "checkboxes" if wanted.tags else _TYPES.get(wanted.kind, _LINE)[2]
    return Misfit(
        wanted.name,
        f"The property “{wanted.name}” is there as “{there.get('fieldType') or there['type']}” and is to be {words}."
        f" Give the field another name here, or change it in {LABEL}. Until then it may be left out.",
    )


def _options(wanted: WantedField, there: dict[str, Any], names: tuple[str, ...]) -> list[Lacking]:
    new = _new_options(there, names)
    if not new:
        return []
    added = [one["value"] for one in new]
    shown = ", ".join(f"“{one}”" for one in added)
    # The list of options is replaced as a whole.
    body = {"options": [*_all_options(there), *new]}
    url = f"{PROPERTIES}/{part(wanted.name)}"
    made = Request("set-up", f"Add {counted(len(added), 'tag')} to “{wanted.name}”", "PATCH", url, JSON, body)
    return [Lacking(wanted.name, f"The property “{wanted.name}” does not know {shown}.", made)]


def _all_options(there: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of a property in the form HubSpot takes them back, hidden ones among them."""
    return [
        {
            "label": one.get("label") or one["value"],
            "value": one["value"],
            **({"description": one["description"]} if one.get("description") else {}),
            "displayOrder": one.get("displayOrder", -1),
            "hidden": bool(one.get("hidden")),
        }
        for one in options(there)
    ]


def _new_options(there: dict[str, Any], names: Iterable[str]) -> list[dict[str, Any]]:
    listed = _all_options(there)
    known = {one["value"] for one in listed}
    return [_option(name, len(listed) + at) for at, name in enumerate(one for one in names if one not in known)]


def _option(name: str, at: int) -> dict[str, Any]:
    return {"label": name, "value": name, "displayOrder": at, "hidden": False}
