"""The Klaviyo stand-in among the others, and what it recorded, held against the forms of its interface."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.document import Service as Kind
from quizdesigner.tour.klaviyo import MEDIA_TYPE, REVISION, Klaviyo, MailingList, Profile, Recorded
from tests.standins.service import Answer, Came, Person, Service

SECRET = "pk_0123456789abcdef4f2c"
CONNECTION = Connection("klaviyo", Kind.KLAVIYO, "Halden Skin", "4f2c", "L1", "Newsletter")

SCHEMAS = json.loads(Path(__file__).with_name("klaviyo-schemas.json").read_text("utf-8"))
_CHECKS = {path: jsonschema.Draft202012Validator(schema) for path, schema in SCHEMAS.items() if path.startswith("/")}


class KlaviyoService(Service):
    """Klaviyo with the list of `CONNECTION`, under the faults the others meet. What is out of form is a violation."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = Klaviyo(SECRET)
        self.inner.lists["L1"] = MailingList("Newsletter")
        self.violations: list[str] = []

    def answer(self, came: Came) -> Answer:
        """As the tour's Klaviyo does."""
        query = urlencode(came.query)
        recorded = Recorded(came.method, f"{came.path}?{query}" if query else came.path, dict(came.headers), came.body)
        try:
            validate([recorded])
        except (jsonschema.ValidationError, KeyError) as error:
            self.violations.append(f"{came.method} {came.path}: {error}")
        self.inner.requests.clear()
        return Answer(*self.inner.answer(recorded))

    def person(self, email: str) -> Person | None:
        """By the email, however it is written."""
        profile = self.inner.profiles.get(email.casefold())
        if profile is None:
            return None
        fields = dict(profile.properties)
        tags = fields.pop("quiz_tags", [])
        return Person(
            profile.email,
            profile.first_name or "",
            profile.phone_number or "",
            tags,
            fields,
            email.casefold() in self.inner.subscribed,
            email.casefold() in self.inner.texted,
            {id for id, one in self.inner.lists.items() if email.casefold() in one.members},
            [one.unique_id for one in self.inner.events if one.email.casefold() == email.casefold()],
        )

    def put_person(self, email: str, *tags: str) -> None:
        """Somebody with tags of another origin."""
        self.inner.profiles[email.casefold()] = Profile(email, properties={"quiz_tags": list(tags)})


OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "crm" / "specs" / "klaviyo.json"
"""Klaviyo's own OpenAPI file, where it is at hand."""


def validate(requests: Iterable[Recorded]) -> int:
    """Raise jsonschema.ValidationError at the first body out of form; give how many bodies were looked at.

    Each is held against the forms written down here, and against Klaviyo's own specification where it is at hand.
    """
    bodies = [one for one in requests if one.method == "POST"]
    for one in bodies:
        _CHECKS[one.path].validate(one.body)
        if OFFICIAL.exists():
            jsonschema.validate(one.body, official_form(one.path), jsonschema.Draft202012Validator)
    return len(bodies)


def official_form(path: str) -> dict[str, Any]:
    """The schema Klaviyo's own file gives for the body of a POST to this path."""
    official = _official()
    form = official["paths"][path]["post"]["requestBody"]["content"][MEDIA_TYPE]["schema"]
    return {**form, "components": official["components"]}


@cache
def _official() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OFFICIAL.read_text("utf-8"))
    assert found["info"]["version"] == SCHEMAS["revision"] == REVISION
    return found
