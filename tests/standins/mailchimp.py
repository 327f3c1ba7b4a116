"""A stand-in for Mailchimp's Marketing API 3.0, with its audiences, its silences and its refusals."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.document import Service as Kind
from tests.standins.service import Answer, Came, Person, Service

SECRET = "0123456789abcdef0123456789abcdef-us21"
AUDIENCE = "57afe96172"
CONNECTION = Connection(id="mailchimp", service=Kind.MAILCHIMP, list_id=AUDIENCE, list_name="Sleepers")

_STATUSES = {"subscribed", "unsubscribed", "cleaned", "pending", "transactional"}
_TYPES = set("text number address phone date url imageurl radio dropdown birthday zip".split())
_USUAL = {"FNAME": "text", "LNAME": "text", "ADDRESS": "address", "PHONE": "phone", "BIRTHDAY": "birthday"}
_MEMBER = {
    *("email_address", "status_if_new", "status", "email_type", "merge_fields", "language", "vip"),
    *("ip_signup", "timestamp_signup", "ip_opt", "timestamp_opt", "marketing_permissions", "interests", "location"),
}
_NOT_FOUND = "Resource Not Found"
_SCHEMA = "Data did not match any of the schemas described in anyOf."
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


@dataclass
class Member:
    """Somebody in an audience. Tags keep the spelling they were first given in. Events as they came."""

    email: str
    status: str
    merge_fields: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    signed_up: str = ""
    asked: int = 0


@dataclass
class Audience:
    """An audience with the types of its fields by merge tag, those it requires, and its members by hash."""

    name: str
    double_opt_in: bool = False
    types: dict[str, str] = field(default_factory=lambda: dict(_USUAL))
    names: dict[str, str] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    members: dict[str, Member] = field(default_factory=dict)
    most_fields: int = 30


class _RefusedError(Exception):
    """Ends a call with a problem; `fields` are the names of fields, each with a sentence."""

    def __init__(self, detail: str = "", fields: dict[str, str] | None = None, title: str = "Invalid Resource") -> None:
        super().__init__(detail)
        self.answer = _problem(400 if title != _NOT_FOUND else 404, title, detail, fields)


class Mailchimp(Service):
    """One account. With `knows_all_fields` every merge tag exists in every audience, as a text.

    `compliance` are addresses nobody may subscribe and `unaskable` those nobody may ask either, `forgotten` those
    deleted for good, `fake` those it does not take, `bad_tags` those tags. With `us_phones` numbers are American.
    `violations` are sentences on requests the real service may take, and no careful caller sends.
    """

    def __init__(self, key: str = SECRET) -> None:
        super().__init__()
        self._authorization = f"Basic {base64.b64encode(f'key:{key}'.encode()).decode()}"
        self.audiences = {AUDIENCE: Audience("Sleepers")}
        self.knows_all_fields = True
        self.us_phones = False
        self.compliance: set[str] = set()
        self.unaskable: set[str] = set()
        self.forgotten: set[str] = set()
        self.fake: set[str] = set()
        self.bad_tags: set[str] = set()
        self.violations: list[str] = []
        self._throttled = 0

    def busy(self) -> Answer:
        """In turn the two ways of Mailchimp: 429, and 403 with nothing in it. Neither says how long."""
        self._throttled += 1
        if self._throttled % 2:
            return _problem(429, "Too Many Requests", "You have exceeded the limit of 10 simultaneous connections.")
        return Answer(403)

    def broken(self) -> Answer:
        """500, as a problem."""
        return _problem(500, "Internal Server Error", "An unexpected internal error has occurred.")

    def person(self, email: str) -> Person | None:
        """The member of the one audience connections lead to."""
        found = self.audiences[AUDIENCE].members.get(hash_of(email))
        if found is None:
            return None
        own = {name: value for name, value in found.merge_fields.items() if name not in _USUAL and value != ""}
        return Person(
            email=found.email,
            first_name=found.merge_fields.get("FNAME", ""),
            phone=found.merge_fields.get("PHONE", ""),
            tags=list(found.tags),
            fields=own,
            email_consent=found.status == "subscribed",
            lists={AUDIENCE},
            events=[event["properties"]["take"] for event in found.events],
        )

    def put_person(self, email: str, *tags: str) -> None:
        """Somebody in the audience who is not subscribed."""
        self.member(email, "transactional", *tags)

    def member(self, email: str, status: str, *tags: str) -> Member:
        """Somebody in the audience, with a status."""
        found = Member(email, status, tags=list(tags))
        self.audiences[AUDIENCE].members[hash_of(email)] = found
        return found

    def answer(self, came: Came) -> Answer:
        """Do what is asked, or refuse it as a problem."""
        if came.headers.get("authorization") != self._authorization:
            words = "Your API key may be invalid, or you've attempted to access the wrong datacenter."
            return _problem(401, "API Key Invalid", words)
        if came.method in ("POST", "PUT", "PATCH"):
            if not isinstance(came.body, dict):
                return _problem(400, "JSON Parse Error", "We encountered an unspecified JSON parsing error.")
            if came.headers.get("content-type") != "application/json":
                self.violations.append(f"{came.method} {came.path} says it is no JSON")
        try:
            return _trimmed(self._route(came), came.query.get("fields", ""))
        except _RefusedError as refused:
            return refused.answer

    def _route(self, came: Came) -> Answer:
        match came.method, came.path.split("/")[1:]:
            case "GET", ["3.0", "ping"]:
                return Answer(200, {"health_status": "Everything's Chimpy!"})
            case "GET", ["3.0", ""]:
                return Answer(200, {"account_id": "1", "account_name": "Pillow Shop", "role": "owner"})
            case "GET", ["3.0", "lists"]:
                return _page(came, "lists", [_shown(id, one) for id, one in self.audiences.items()])
            case method, ["3.0", "lists", id, *rest]:
                audience = self.audiences.get(id) or _nothing()
                return self._in(audience, method, rest, came)
        return _nothing()

    def _in(self, audience: Audience, method: str, rest: list[str], came: Came) -> Answer:
        match method, rest:
            case "GET", ["merge-fields"]:
                found = [
                    {"merge_id": at, "tag": tag, "name": audience.names.get(tag, tag), "type": type}
                    for at, (tag, type) in enumerate(audience.types.items(), 1)
                ]
                return _page(came, "merge_fields", found)
            case "POST", ["merge-fields"]:
                return self._make_field(audience, came.body)
            case "PUT", ["members", hash]:
                return self._put(audience, hash, came)
        member = audience.members.get(rest[1]) if rest[:1] == ["members"] and len(rest) > 1 else None
        match method, rest[2:]:
            case _ if member is None:
                return _nothing()
            case "GET", []:
                return Answer(200, self._member(audience, member))
            case "PATCH", []:
                return self._patch(audience, member, came)
            case "POST", ["tags"]:
                return self._tag(member, came.body)
            case "GET", ["events"]:
                return _page(came, "events", member.events[::-1])
            case "POST", ["events"]:
                return self._record(member, came.body)
        return _nothing()

    def _member(self, audience: Audience, member: Member) -> dict[str, Any]:
        known = {**dict.fromkeys(audience.types, ""), **member.merge_fields}
        return {
            "id": hash_of(member.email),
            "email_address": member.email,
            "status": member.status,
            "merge_fields": known,
            "timestamp_signup": member.signed_up,
            "tags": [{"id": at, "name": name} for at, name in enumerate(member.tags)],
        }

    def _put(self, audience: Audience, hash: str, came: Came) -> Answer:
        body = came.body
        email = body.get("email_address")
        if not isinstance(email, str) or body.get("status_if_new") not in _STATUSES:
            raise _RefusedError("Required fields were not provided: email_address")
        if "status" in body:
            self.violations.append(f"the status of {email} was overwritten")
        self.violations += [f"unknown in a member: {name}" for name in body.keys() - _MEMBER]
        self._email(email, hash)
        fields = self._fields(audience, body, lenient=came.query.get("skip_merge_validation") == "true")
        if not _INSTANT.fullmatch(body.get("timestamp_signup", "2026-01-01T00:00:00Z")):
            raise _RefusedError(fields={"timestamp_signup": "Schema describes date-time"})
        member = audience.members.get(hash)
        if member is None:
            member = Member(email, "")
            self._become(member, body["status_if_new"])
            audience.members[hash] = member
        member.merge_fields.update(fields)
        member.signed_up = body.get("timestamp_signup", member.signed_up)
        return Answer(200, self._member(audience, member))

    def _email(self, email: str, hash: str) -> None:
        if hash != hash_of(email):
            raise _RefusedError("The subscriber hash does not fit the email address.")
        if email in self.forgotten:
            words = f"{email} was permanently deleted and cannot be re-imported. The contact must re-subscribe."
            raise _RefusedError(words, title="Forgotten Email Not Subscribed")
        if email in self.fake or "@" not in email:
            words = f"{email} looks fake or invalid, please enter a real email address."
            raise _RefusedError(words)

    def _fields(self, audience: Audience, body: dict[str, Any], *, lenient: bool) -> dict[str, Any]:
        """The values that are kept: those of unknown merge tags are dropped without a word."""
        sent = body.get("merge_fields", {"": ""})
        if not isinstance(sent, dict) or not sent:
            raise _RefusedError(fields={"merge_fields": "Schema describes object, array found instead"})
        if wrong := {f"merge_fields.{name}": _SCHEMA for name, value in sent.items() if not _plain(value)}:
            raise _RefusedError(fields=wrong)
        unknown = {""} if self.knows_all_fields else sent.keys() - audience.types.keys()
        kept = {name: value for name, value in sent.items() if name not in unknown}
        wrong = {name: words for name, value in kept.items() if (words := self._wrong(audience, name, value))}
        if not lenient:
            wrong |= {name: "Please enter a value" for name in audience.required if not kept.get(name)}
        if wrong:
            raise _RefusedError("Your merge fields were invalid.", wrong)
        return kept

    def _wrong(self, audience: Audience, name: str, value: Any) -> str:
        text = str(value)
        forms: dict[str, tuple[str, str]] = {
            "number": (r"-?\d+(\.\d+)?", "Please enter a number"),
            "date": (r"\d{4}-\d\d-\d\d", "Please enter a date"),
            "url": (r"https?://\S+", "Please enter a valid web address"),
            "phone": (r"\d{3}-\d{3}-\d{4}" if self.us_phones else r".*", "Please enter a valid phone number"),
        }
        form, words = forms.get(audience.types.get(name, "text"), (r"[\s\S]*", ""))
        if len(text) > 255:
            return "Please enter at most 255 characters"
        return words if text and not re.fullmatch(form, text) else ""

    def _become(self, member: Member, status: str) -> None:
        left = member.email in self.compliance or member.status in ("unsubscribed", "cleaned")
        if (status == "subscribed" and left) or (
            status in ("subscribed", "pending") and member.email in self.unaskable
        ):
            words = f"{member.email} is in a compliance state due to unsubscribe, bounce, or compliance review"
            raise _RefusedError(f"{words} and cannot be subscribed.", title="Member In Compliance State")
        if status == "pending":
            member.asked += 1
        member.status = status

    def _patch(self, audience: Audience, member: Member, came: Came) -> Answer:
        if (status := came.body.get("status")) not in _STATUSES:
            raise _RefusedError(fields={"status": "Value is not one of the allowed values"})
        if set(came.body) != {"status"}:
            self.violations.append(f"more than a status was patched: {sorted(came.body)}")
        if audience.required and came.query.get("skip_merge_validation") != "true":
            wrong = dict.fromkeys(audience.required, "Please enter a value")
            raise _RefusedError("Your merge fields were invalid.", wrong)
        if member.status in ("subscribed", "pending"):
            self.violations.append(f"{member.email} was {status} once more")
        self._become(member, status)
        return Answer(200, self._member(audience, member))

    def _tag(self, member: Member, body: dict[str, Any]) -> Answer:
        asked = body.get("tags")
        if not isinstance(asked, list) or not asked:
            raise _RefusedError(fields={"tags": "Required fields were not provided: tags"})
        for at, one in enumerate(asked):
            if one.get("status") not in ("active", "inactive") or not 0 < len(one.get("name", "")) <= 100:
                raise _RefusedError(fields={f"tags.{at}": _SCHEMA})
            if one["name"] in self.bad_tags:
                raise _RefusedError(fields={f"tags.{at}.name": "This tag is reserved."})
        for one in asked:
            there = next((tag for tag in member.tags if tag.casefold() == one["name"].casefold()), None)
            if one["status"] == "active" and there is None:
                member.tags.append(one["name"])
            elif one["status"] == "inactive" and there is not None:
                member.tags.remove(there)
        return Answer(204)

    def _record(self, member: Member, body: dict[str, Any]) -> Answer:
        properties = body.get("properties", {})
        if not re.fullmatch(r"[A-Za-z0-9_]{2,30}", str(body.get("name", ""))):
            raise _RefusedError(fields={"name": "Must be 2-30 characters in length"})
        if not all(isinstance(value, str) for value in properties.values()):
            raise _RefusedError(fields={"properties": "Schema describes string"})
        if sum(len(name) + len(value) for name, value in properties.items()) > 1_000:
            raise _RefusedError(fields={"properties": "Too long"})
        if not _INSTANT.fullmatch(body.get("occurred_at", "")):
            raise _RefusedError(fields={"occurred_at": "Schema describes date-time"})
        member.events.append(body)
        return Answer(204)

    def _make_field(self, audience: Audience, body: dict[str, Any]) -> Answer:
        tag, type = body.get("tag", ""), body.get("type")
        named = 0 < len(body.get("name", "")) <= 50 and re.fullmatch("[A-Z][A-Z0-9_]{0,9}", tag)
        if not named or type not in _TYPES:
            raise _RefusedError("The merge field could not be validated.")
        if tag in audience.types:
            raise _RefusedError(f'A Merge Field with the tag "{tag}" already exists for this list.')
        if len(audience.types) + 1 >= audience.most_fields:
            raise _RefusedError("You have reached the maximum number of merge fields.")
        audience.types[tag], audience.names[tag] = type, body["name"]
        return Answer(200, {"merge_id": len(audience.types), **body})


def hash_of(email: str) -> str:
    """Mailchimp's own id of a member."""
    return hashlib.md5(email.lower().encode(), usedforsecurity=False).hexdigest()


def _plain(value: Any) -> bool:
    return isinstance(value, str | int | float | dict) and not isinstance(value, bool)


def _nothing() -> Any:
    raise _RefusedError("The requested resource could not be found.", title=_NOT_FOUND)


def _problem(status: int, title: str, detail: str = "", fields: dict[str, str] | None = None) -> Answer:
    validated = "The resource submitted could not be validated. For field-specific details, see the 'errors' array."
    body = {
        "type": "https://mailchimp.com/developer/marketing/docs/errors/",
        "title": title,
        "status": status,
        "detail": detail or validated,
        "instance": "995c5cb0-3280-4a6e-808b-3b096d0bb219",
    }
    errors = [{"field": name, "message": words} for name, words in (fields or {}).items()]
    return Answer(status, {**body, "errors": errors} if errors else body)


def _shown(id: str, audience: Audience) -> dict[str, Any]:
    count = sum(one.status == "subscribed" for one in audience.members.values())
    return {"id": id, "name": audience.name, "double_optin": audience.double_opt_in, "stats": {"member_count": count}}


def _page(came: Came, key: str, found: list[dict[str, Any]]) -> Answer:
    count, offset = min(int(came.query.get("count", "10")), 1_000), int(came.query.get("offset", "0"))
    return Answer(200, {key: found[offset : offset + count], "total_items": len(found)})


def _trimmed(answer: Answer, fields: str) -> Answer:
    """The answer with the named fields alone, such as `lists.id,total_items`."""
    if not fields or answer.status != 200:
        return answer
    return Answer(200, _only(answer.body, [name.split(".") for name in fields.split(",")]))


def _only(value: Any, paths: list[list[str]]) -> Any:
    if isinstance(value, list):
        return [_only(one, paths) for one in value]
    if not isinstance(value, dict) or not all(paths):
        return value
    return {
        name: _only(inner, [path[1:] for path in paths if path[0] == name])
        for name, inner in value.items()
        if any(path[0] == name for path in paths)
    }
