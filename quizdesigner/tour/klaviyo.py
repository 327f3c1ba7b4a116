"""A stand-in for Klaviyo on this computer: it keeps profiles, lists and events."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

REVISION = "2026-07-15"
MEDIA_TYPE = "application/vnd.api+json"
PAGE = 10
"""Lists on one page, as at Klaviyo."""

Reply = tuple[int, Any]
"""Status and JSON body; None for no body."""


@dataclass
class Profile:
    """A person as the service keeps them."""

    email: str
    first_name: str | None = None
    phone_number: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass
class MailingList:
    """A list, and the emails on it."""

    name: str
    double_opt_in: bool = False
    members: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Event:
    """A recorded event."""

    email: str
    metric: str
    unique_id: str
    time: str
    properties: dict[str, Any]


@dataclass(frozen=True)
class Recorded:
    """A request as it came in; header names are in lower case, `body` is None where it was no JSON."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Sent:
    """What goes back over the line."""

    status: int
    content: bytes
    headers: Mapping[str, str]


class Klaviyo:
    """The service, running from `with` to its end at `url`. Emails are compared without regard to case."""

    def __init__(self, key: str, account: str = "Halden Skin") -> None:
        self.key: str | None = key
        self.account = account
        self.lists: dict[str, MailingList] = {}
        self.profiles: dict[str, Profile] = {}
        self.subscribed: dict[str, str] = {}
        """Who gets emails, with the source they agreed at."""
        self.texted: dict[str, str] = {}
        """Who gets text messages, with the number."""
        self.events: list[Event] = []
        self.requests: list[Recorded] = []
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._server = _Server(self)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    @property
    def url(self) -> str:
        """Scheme, host and port; the service must be running."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def _serve(self) -> None:
        assert self._server is not None
        self._server.serve_forever(poll_interval=0.02)

    def take(self, request: Recorded) -> Sent | None:
        """What goes back; None breaks the connection instead, which a service does that is in trouble."""
        status, found = self.answer(request)
        return Sent(status, b"" if found is None else json.dumps(found).encode(), {"Content-Type": MEDIA_TYPE})

    def answer(self, request: Recorded) -> Reply:
        """Record the request and do what it asks."""
        with self._lock:
            self.requests.append(request)
            if self.key is None or request.headers.get("authorization") != f"Klaviyo-API-Key {self.key}":
                return _error(401, "Missing or invalid private key.")
            if request.headers.get("revision") != REVISION:
                return _error(400, f"Send the header revision: {REVISION}.")
            path = urlsplit(request.path).path
            call = _CALLS.get((request.method, path))
            if call is None:
                return _error(404, "There is nothing at this address.")
            if request.method == "POST":
                if request.headers.get("content-type") != MEDIA_TYPE:
                    return _error(415, f"Send {MEDIA_TYPE}.")
                if not isinstance(request.body, dict):
                    return _error(400, "The body is no JSON object.")
            try:
                return call(self, request)
            except (KeyError, TypeError, AttributeError) as error:
                return _error(400, f"The body lacks something or has it in the wrong form ({error}).")


def _accounts(service: Klaviyo, request: Recorded) -> Reply:
    contact = {"organization_name": service.account, "default_sender_name": service.account}
    attributes = {"contact_information": contact, "test_account": True}
    return 200, {"data": [{"type": "account", "id": "AbC123", "attributes": attributes}]}


def _lists(service: Klaviyo, request: Recorded) -> Reply:
    cursor = parse_qs(urlsplit(request.path).query).get("page[cursor]", ["0"])[0]
    start = int(cursor) if cursor.isdigit() else 0
    items = list(service.lists.items())
    data = [
        {
            "type": "list",
            "id": id,
            "attributes": {
                "name": one.name,
                "opt_in_process": "double_opt_in" if one.double_opt_in else "single_opt_in",
            },
        }
        for id, one in items[start : start + PAGE]
    ]
    more = start + PAGE < len(items)
    following = f"{service.url}/api/lists?page%5Bcursor%5D={start + PAGE}" if more else None
    return 200, {"data": data, "links": {"next": following}}


def _profiles(service: Klaviyo, request: Recorded) -> Reply:
    """Only what a filter for one email asks for."""
    asked = parse_qs(urlsplit(request.path).query).get("filter", [""])[0]
    found = re.fullmatch(r'equals\(email,"((?:[^"\\]|\\.)*)"\)', asked)
    if found is None:
        return _error(400, "Invalid filter provided.")
    email = re.sub(r"\\(.)", r"\1", found[1]).casefold()
    profile = service.profiles.get(email)
    shown = [_shown(profile)] if profile else []
    return 200, {"data": shown, "links": {"next": None}}


def _shown(profile: Profile) -> dict[str, Any]:
    attributes = {"email": profile.email, "first_name": profile.first_name, "properties": profile.properties}
    return {"type": "profile", "id": profile.email.casefold(), "attributes": attributes}


def _profile_import(service: Klaviyo, request: Recorded) -> Reply:
    data = request.body["data"]
    attributes = data.get("attributes", {})
    email = attributes.get("email", "")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        return _error(400, "Invalid email address", "/data/attributes/email")
    patch = data.get("meta", {}).get("patch_properties", {})
    append, unappend = patch.get("append", {}), patch.get("unappend", {})
    if any(value in _values(unappend.get(name, [])) for name in append for value in _values(append[name])):
        return _error(400, "A value is in both append and unappend.", "/data/meta/patch_properties")
    phone = attributes.get("phone_number", "")
    if phone and not re.fullmatch(r"\+[1-9][0-9]{6,14}", phone):
        return _error(400, "Invalid phone number", "/data/attributes/phone_number")
    if phone and any(one.phone_number == phone and one.email != email for one in service.profiles.values()):
        return _error(409, "A profile with this phone number exists already.", "/data/attributes")
    known = email.casefold() in service.profiles
    profile = service.profiles.setdefault(email.casefold(), Profile(email))
    if "first_name" in attributes:
        profile.first_name = attributes["first_name"]
    if "phone_number" in attributes:
        profile.phone_number = attributes["phone_number"]
    for name, value in attributes.get("properties", {}).items():
        if value is None:
            profile.properties.pop(name, None)
        else:
            profile.properties[name] = value
    for name, value in append.items():
        # Whether Klaviyo adds a value that is there already once more is not documented: here it does.
        profile.properties[name] = _values(profile.properties.get(name, [])) + _values(value)
    for name, value in unappend.items():
        gone = _values(value)
        profile.properties[name] = [one for one in _values(profile.properties.get(name, [])) if one not in gone]
    return 200 if known else 201, {"data": _shown(profile)}


def _subscribe(service: Klaviyo, request: Recorded) -> Reply:
    data = request.body["data"]
    chosen = data.get("relationships", {}).get("list", {}).get("data", {}).get("id")
    if chosen is not None and chosen not in service.lists:
        return _error(404, f"A list with id {chosen} does not exist.")
    people = [one["attributes"] for one in data["attributes"]["profiles"]["data"]]
    for at, one in enumerate(people):
        agreed = {channel: asked["marketing"]["consent"] for channel, asked in one["subscriptions"].items()}
        if set(agreed.values()) != {"SUBSCRIBED"} or not agreed.keys() <= {"email", "sms"}:
            return _error(400, "consent must be SUBSCRIBED")
        if "sms" in agreed and not re.fullmatch(r"\+[1-9][0-9]{6,14}", one.get("phone_number", "")):
            pointer = f"/data/attributes/profiles/data/{at}/attributes/phone_number"
            return _error(400, "Invalid phone number", pointer)
    for one in people:
        email = one["email"].casefold()
        service.profiles.setdefault(email, Profile(one["email"]))
        if "email" in one["subscriptions"]:
            service.subscribed[email] = data["attributes"].get("custom_source", "")
        if "sms" in one["subscriptions"]:
            service.texted[email] = one["phone_number"]
        if chosen is not None:
            service.lists[chosen].members.add(email)
    return 202, None


def _event(service: Klaviyo, request: Recorded) -> Reply:
    attributes = request.body["data"]["attributes"]
    email = attributes["profile"]["data"]["attributes"]["email"]
    metric = attributes["metric"]["data"]["attributes"]["name"]
    event = Event(email, metric, attributes.get("unique_id", ""), attributes.get("time", ""), attributes["properties"])
    service.profiles.setdefault(email.casefold(), Profile(email))
    same = (email.casefold(), metric, event.unique_id)
    if same not in [(one.email.casefold(), one.metric, one.unique_id) for one in service.events]:
        service.events.append(event)
    return 202, None


_CALLS: dict[tuple[str, str], Callable[[Klaviyo, Recorded], Reply]] = {
    ("GET", "/api/accounts"): _accounts,
    ("GET", "/api/lists"): _lists,
    ("GET", "/api/profiles"): _profiles,
    ("POST", "/api/profile-import"): _profile_import,
    ("POST", "/api/profile-subscription-bulk-create-jobs"): _subscribe,
    ("POST", "/api/events"): _event,
}


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _error(status: int, detail: str, pointer: str = "") -> Reply:
    error: dict[str, Any] = {"id": "0", "status": status, "code": "invalid", "title": "Error", "detail": detail}
    return status, {"errors": [{**error, "source": {"pointer": pointer} if pointer else {}}]}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Clients keep connections open, and the threads of those need not be waited for.
    block_on_close = False

    def __init__(self, service: Klaviyo) -> None:
        self.service = service
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else a reply on a kept connection waits 40 ms for the acknowledgement of its own headers.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def _handle(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = None
        headers = {name.lower(): value for name, value in self.headers.items()}
        sent = self.server.service.take(Recorded(self.command, self.path, headers, body))
        if sent is None:
            self.close_connection = True
            return
        self.send_response_only(sent.status)
        for name, value in {**sent.headers, "Content-Length": str(len(sent.content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent.content)
