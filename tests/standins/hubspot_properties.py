"""The contact properties of the HubSpot stand-in: which there are, what they hold, and how they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.standins.service import Answer, Came

_FORMS = {
    "string": {"text", "textarea"},
    "number": {"number"},
    "date": {"date"},
    "enumeration": {"checkbox", "select", "radio"},
}
_LONGEST = 65_536


@dataclass
class Property:
    """A property as the account has it; `options` are those of an enumeration, each with label, value and so on."""

    name: str
    label: str = ""
    group: str = "contactinformation"
    type: str = "string"
    form: str = "text"
    options: list[dict[str, Any]] = field(default_factory=list)
    read_only: bool = False

    def shown(self) -> dict[str, Any]:
        """As HubSpot answers it."""
        return {
            "name": self.name,
            "label": self.label,
            "groupName": self.group,
            "type": self.type,
            "fieldType": self.form,
            "options": [{**one, "readOnly": False} for one in self.options],
            "archived": False,
            "modificationMetadata": {"readOnlyValue": self.read_only},
        }


def option(value: str, *, hidden: bool = False, at: int = 0) -> dict[str, Any]:
    """An option of an enumeration."""
    return {"label": value, "value": value, "displayOrder": at, "hidden": hidden}


class Properties:
    """All there are. With `knows_all` one that is not there takes any value, and one with options any of them."""

    def __init__(self) -> None:
        own = [Property(name, name) for name in ("email", "firstname", "lastname", "phone")]
        own.append(Property("lastmodifieddate", "Last modified", read_only=True))
        self.all = {one.name: one for one in own}
        self.groups = {"contactinformation": "Contact information"}
        self.knows_all = True

    def put(self, name: str, type: str = "string", form: str = "text", *values: str) -> Property:
        """Give the account a property, with options of these values."""
        made = Property(name, name, type=type, form=form, options=[option(one) for one in values])
        self.all[name] = made
        return made

    def problems(self, values: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """What is wrong with these values, in HubSpot's form."""
        for name, value in values.items():
            code, text = self._problem(name, value)
            if code:
                yield {"isValid": False, "message": text, "error": code, "name": name}

    def _problem(self, name: str, value: str) -> tuple[str, str]:
        found = self.all.get(name)
        if found is None:
            return ("", "") if self.knows_all else ("PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist')
        if found.read_only:
            return "READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set.'
        if name == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            return "INVALID_EMAIL", f"Email address {value} is invalid"
        if name == "phone" and value and not re.fullmatch(r"\+?[0-9 ()-]{3,30}", value):
            return "INVALID_PHONE_NUMBER", f"{value} was not a valid phone number."
        if len(value) > _LONGEST:
            return "INVALID_STRING", f"The value of {name} is too long."
        if found.type == "number" and value and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
            return "INVALID_INTEGER", f"{value} was not a valid number."
        if found.type == "date" and value and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return "INVALID_DATE", f"{value} was not a valid date."
        if found.type == "enumeration" and not self.knows_all:
            allowed = [str(one["value"]) for one in found.options]
            for one in filter(None, value.split(";")):
                if one not in allowed:
                    return "INVALID_OPTION", f"{one} was not one of the allowed options: [{', '.join(allowed)}]"
        return "", ""

    def answer(self, came: Came, path: list[str]) -> Answer:
        """Look one up, make one, or change its options; `path` is what follows `…/contacts`."""
        match came.method, path:
            case "GET", ["groups", name]:
                return self._found({"name": name, "label": self.groups.get(name)}, name in self.groups)
            case "GET", [name]:
                found = self.all.get(name)
                return self._found(found.shown() if found else None, found is not None)
            case "POST", ["groups"]:
                return self._group(came.body)
            case "POST", []:
                return self._create(came.body)
            case "PATCH", [name] if name in self.all:
                return self._patch(self.all[name], came.body)
        return error(404, "No such property", "OBJECT_NOT_FOUND")

    def _found(self, shown: Any, there: bool) -> Answer:
        return Answer(200, shown) if there else error(404, "Property does not exist", "OBJECT_NOT_FOUND")

    def _group(self, body: Any) -> Answer:
        match body:
            case {"name": str(name), "label": str(label), "displayOrder": int()}:
                if name in self.groups:
                    return error(409, f"Property group {name} already exists.", "CONFLICT")
                self.groups[name] = label
                return Answer(201, body)
        return error(400, "Some required fields were not set: [name, label]")

    def _create(self, body: Any) -> Answer:
        match body:
            case {"name": str(name), "label": str(label), "groupName": str(group), "type": type, "fieldType": form}:
                if name in self.all:
                    return error(409, f'A property named "{name}" already exists.', "CONFLICT")
                if not re.fullmatch(r"[a-z][a-z0-9_]{0,99}", name):
                    return error(400, f"{name} is not a valid property name.")
                if group not in self.groups:
                    return error(400, f"Property group {group} does not exist.")
                options = body.get("options", [])
                if form not in _FORMS.get(type, ()) or bool(options) != (type == "enumeration"):
                    return error(400, "Type, field type and options do not go together.")
                if wrong := _wrong(options):
                    return error(400, wrong)
                self.all[name] = Property(name, label, group, type, form, options)
                return Answer(201, self.all[name].shown())
        return error(400, "Some required fields were not set: [name, label, groupName, type, fieldType]")

    def _patch(self, found: Property, body: Any) -> Answer:
        options = body.get("options") if isinstance(body, dict) else None
        if not isinstance(options, list) or (wrong := _wrong(options)):
            return error(400, wrong if isinstance(options, list) else "Nothing to change.")
        found.options = options
        return Answer(200, found.shown())


def error(status: int, message: str, category: str = "VALIDATION_ERROR", **more: Any) -> Answer:
    """A refusal in HubSpot's form."""
    body = {"status": "error", "message": message, "correlationId": "aeb5f871-7f07-4993-9211-075dc63e7cbf"}
    return Answer(status, {**body, "category": category, **more})


def _wrong(options: list[dict[str, Any]]) -> str:
    for one in options:
        if set(one) - {"description"} != {"label", "value", "displayOrder", "hidden"} or not one["value"]:
            return "Some required fields were not set: [label, value, displayOrder, hidden]"
    values = [one["value"] for one in options]
    return "" if len(set(values)) == len(values) else "Property option values must be unique."
