"""What mutations do to the customers of a stand-in for a Shopify shop, and what they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.standins.shopify_graphql import Resolvers, Wrong

Errors = list[dict[str, Any]]

_MOST_TAGS, _LONGEST_TAG, _AT_ONCE, _LONGEST_VALUE, _MOST_ITEMS = 250, 255, 25, 65_536, 128
_INPUT = {"email": "email", "firstName": "first_name", "phone": "phone", "tags": "tags", "addresses": "addresses"}
_STATES = ("SUBSCRIBED", "UNSUBSCRIBED", "PENDING")
_LEVELS = ("SINGLE_OPT_IN", "CONFIRMED_OPT_IN", "UNKNOWN")
_FORMS = {
    "single_line_text_field": r"[^\n\r]+",
    "multi_line_text_field": r"(?s:.+)",
    "number_integer": r"-?[0-9]{1,16}",
    "number_decimal": r"-?[0-9]{1,13}(\.[0-9]{1,9})?",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "url": r"(https?://|mailto:|sms:|tel:)\S{1,2000}",
}


@dataclass
class Consent:
    """What a customer agreed to, how, and since when."""

    state: str = "NOT_SUBSCRIBED"
    level: str = ""
    at: str = ""


@dataclass
class Customer:
    """A customer as the shop keeps them; metafields by `namespace.key`, each as its type and its value."""

    id: str
    email: str
    first_name: str = ""
    phone: str = ""
    tags: list[str] = field(default_factory=list)
    addresses: list[Any] = field(default_factory=list)
    metafields: dict[str, tuple[str, str]] = field(default_factory=dict)
    email_consent: Consent = field(default_factory=Consent)
    sms_consent: Consent = field(default_factory=Consent)

    def shown(self) -> dict[str, Any]:
        """The customer as a query sees them."""
        phone = {"phoneNumber": self.phone, "marketingState": self.sms_consent.state}
        return {
            "id": self.id,
            "tags": self.tags,
            "defaultEmailAddress": {"emailAddress": self.email, "marketingState": self.email_consent.state},
            "defaultPhoneNumber": phone if self.phone else None,
        }


class Customers:
    """All customers, by their address in lower case."""

    def __init__(self) -> None:
        self.all: dict[str, Customer] = {}
        self._by_id: dict[str, Customer] = {}
        self.definitions: dict[str, str] = {}
        """The types the merchant gave metafields, by `namespace.key`."""
        self.refused: dict[str, Errors] = {}
        """What a mutation, by its name, has to say before it does anything; for things a test makes up."""
        self.mutations: Resolvers = {
            "customerSet": self._set,
            "tagsRemove": self._remove_tags,
            "tagsAdd": self._add_tags,
            "customerEmailMarketingConsentUpdate": self._email_consent,
            "customerSmsMarketingConsentUpdate": self._sms_consent,
            "metafieldsSet": self._set_metafields,
            "metafieldsDelete": self._delete_metafields,
        }

    def put(self, email: str) -> Customer:
        """The customer with this address; a new one where there is none."""
        made = self.all.setdefault(email.casefold(), Customer(f"gid://shopify/Customer/{7_001 + len(self.all)}", email))
        self._by_id[made.id] = made
        return made

    def find(self, identifier: dict[str, str]) -> dict[str, Any] | None:
        """What `customerByIdentifier` answers."""
        found = self.all.get(identifier["emailAddress"].casefold())
        return found.shown() if found else None

    def _set(self, input: dict[str, Any], identifier: dict[str, str]) -> dict[str, Any]:
        if set(input) - set(_INPUT) or set(identifier) != {"email"}:
            raise Wrong("Variable $input was provided invalid value", "INVALID_VARIABLE")
        email, phone = input.get("email"), input.get("phone")
        if email != identifier["email"]:
            code = "INPUT_MISMATCH" if email else "MISSING_FIELD_REQUIRED"
            return _payload([error("The identifier value does not match the input", code, "input")])
        errors = [one for one in self.refused.get("customerSet", []) if not one["field"] or one["field"][-1] in input]
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(email)):
            errors.append(error("Email is invalid", "INVALID", "input", "email"))
        if phone and not re.fullmatch(r"\+[1-9][0-9]{6,14}", phone):
            errors.append(error("Phone is invalid", "INVALID", "input", "phone"))
        if phone and any(
            one.phone == phone and one is not self.all.get(str(email).casefold()) for one in self.all.values()
        ):
            errors.append(error("Phone has already been taken", "TAKEN", "input", "phone"))
        if re.search(r"[<>]|https?:", str(input.get("firstName", ""))):
            errors.append(error("First name cannot contain HTML tags or URLs", "INVALID", "input", "firstName"))
        if not errors:
            found = self.put(str(email))
            for name, value in input.items():
                # Lists that are named are replaced whole.
                setattr(found, _INPUT[name], value)
        return _payload(errors)

    def _remove_tags(self, id: str, tags: list[str]) -> dict[str, Any]:
        found, errors = self._tagged("tagsRemove", id, tags)
        if found and not errors:
            gone = {tag.casefold() for tag in _split(tags)}
            found.tags = [tag for tag in found.tags if tag.casefold() not in gone]
        return _payload(errors)

    def _add_tags(self, id: str, tags: list[str]) -> dict[str, Any]:
        found, errors = self._tagged("tagsAdd", id, tags)
        if found and not errors:
            there = {tag.casefold() for tag in found.tags}
            made = [*found.tags, *(tag for tag in _split(tags) if tag.casefold() not in there)]
            if len(made) > _MOST_TAGS:
                return _payload([error(f"Tags cannot be more than {_MOST_TAGS}", None, "tags")])
            found.tags = made
        return _payload(errors)

    def _tagged(self, name: str, id: str, tags: list[str]) -> tuple[Customer | None, Errors]:
        found = self._by_id.get(id)
        errors = [one for one in self.refused.get(name, []) if any(tag in one["message"] for tag in tags)]
        if found is None:
            errors.append(error("Customer does not exist", None, "id"))
        if not tags:
            errors.append(error("Tags can't be blank", None, "tags"))
        for tag in tags:
            if len(tag) > _LONGEST_TAG:
                errors.append(error(f"Tag {tag} is too long (maximum is {_LONGEST_TAG} characters)", None, "tags"))
        return found, errors

    def _email_consent(self, input: dict[str, Any]) -> dict[str, Any]:
        found, errors = self._agreeing("Email", input, input["emailMarketingConsent"])
        if found and not errors:
            found.email_consent = _consent(input["emailMarketingConsent"])
        return _payload(errors)

    def _sms_consent(self, input: dict[str, Any]) -> dict[str, Any]:
        found, errors = self._agreeing("Sms", input, input["smsMarketingConsent"])
        if found and not found.phone:
            errors.append(error("A phone number is required to set the SMS consent state.", "INVALID", "input"))
        if found and not errors:
            found.sms_consent = _consent(input["smsMarketingConsent"])
        return _payload(errors)

    def _agreeing(self, kind: str, input: dict[str, Any], given: dict[str, str]) -> tuple[Customer | None, Errors]:
        found = self._by_id.get(input["customerId"])
        named = self.refused.get(f"customer{kind}MarketingConsentUpdate", [])
        errors = [one for one in named if one["field"][-1] in {**input, **given, "input": ""}]
        if found is None:
            errors.append(error("Customer does not exist", "INVALID", "input", "customerId"))
        if given["marketingState"] not in _STATES or given.get("marketingOptInLevel", "UNKNOWN") not in _LEVELS:
            errors.append(error("is not included in the list", "INCLUSION", "input"))
        return found, errors

    def _set_metafields(self, metafields: list[dict[str, str]]) -> dict[str, Any]:
        if len(metafields) > _AT_ONCE:
            words = f"Exceeded the maximum metafields input limit of {_AT_ONCE}."
            return _payload([error(words, "LESS_THAN_OR_EQUAL_TO", "metafields")])
        errors = [
            {**error(said, code, "metafields", f"{at}", "value"), "elementIndex": at}
            for at, one in enumerate(metafields)
            for said, code in self._against(one)
        ]
        if not errors:
            for one in metafields:
                found = self._by_id.get(one["ownerId"])
                assert found is not None, "what has no owner was refused"
                found.metafields[_name(one)] = (self._type(one), one["value"])
        return _payload(errors)

    def _delete_metafields(self, metafields: list[dict[str, str]]) -> dict[str, Any]:
        for one in metafields:
            if found := self._by_id.get(one["ownerId"]):
                found.metafields.pop(_name(one), None)
        return _payload(list(self.refused.get("metafieldsDelete", [])))

    def _type(self, one: dict[str, str]) -> str:
        return self.definitions.get(_name(one)) or one.get("type", "")

    def _against(self, one: dict[str, str]) -> Sequence[tuple[str, str]]:
        """What is wrong with a metafield, and the code for it."""
        kind, value = self._type(one), one["value"]
        for named in self.refused.get("metafieldsSet", []):
            if named["field"] == [_name(one)]:
                return [(named["message"], "INVALID_VALUE")]
        if self._by_id.get(one["ownerId"]) is None:
            return [("Owner does not exist", "INVALID")]
        if not 3 <= len(one["namespace"]) <= 255 or not 2 <= len(one["key"]) <= 64:
            return [("Key is too short (minimum is 2 characters)", "TOO_SHORT")]
        if not kind or one.get("type", kind) != kind:
            return [(f"Type must be consistent with the definition's type: '{kind}'.", "INVALID_TYPE")]
        if not value:
            return [("Value can't be blank.", "BLANK")]
        if len(value.encode()) > _LONGEST_VALUE * (2 if kind == "json" else 1):
            return [("Value is too long", "TOO_LONG")]
        return [] if _fits(kind, value) else [(f"Value is no {kind}", "INVALID_VALUE")]


def error(message: str, code: str | None, *path: str) -> dict[str, Any]:
    """One of `userErrors`."""
    return {"field": list(path) or None, "message": message, "code": code, "elementIndex": None}


def _payload(errors: Errors) -> dict[str, Any]:
    return {"userErrors": errors}


def _consent(given: dict[str, str]) -> Consent:
    return Consent(given["marketingState"], given.get("marketingOptInLevel", ""), given.get("consentUpdatedAt", "now"))


def _split(tags: Sequence[str]) -> list[str]:
    """A comma ends a tag."""
    return [part.strip() for tag in tags for part in tag.split(",") if part.strip()]


def _name(metafield: dict[str, str]) -> str:
    return f"{metafield['namespace']}.{metafield['key']}"


def _fits(kind: str, value: str) -> bool:
    if kind in _FORMS:
        return re.fullmatch(_FORMS[kind], value) is not None
    try:
        found = json.loads(value)
    except ValueError:
        return False
    if kind == "json":
        return True
    line = _FORMS["single_line_text_field"]
    return (
        kind == "list.single_line_text_field"
        and isinstance(found, list)
        and len(found) <= _MOST_ITEMS
        and all(isinstance(one, str) and re.fullmatch(line, one) for one in found)
    )
