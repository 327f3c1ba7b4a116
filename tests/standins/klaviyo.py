"""What the Klaviyo stand-in recorded, held against the forms of its interface."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from quizdesigner.tour.klaviyo import MEDIA_TYPE, REVISION, Recorded

SCHEMAS = json.loads(Path(__file__).with_name("klaviyo-schemas.json").read_text("utf-8"))
_CHECKS = {path: jsonschema.Draft202012Validator(schema) for path, schema in SCHEMAS.items() if path.startswith("/")}


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
