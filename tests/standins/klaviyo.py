"""What the Klaviyo stand-in recorded, held against the forms of its interface."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import jsonschema

from quizdesigner.tour.klaviyo import Recorded

SCHEMAS = json.loads(Path(__file__).with_name("klaviyo-schemas.json").read_text("utf-8"))
_CHECKS = {path: jsonschema.Draft202012Validator(schema) for path, schema in SCHEMAS.items() if path.startswith("/")}


def validate(requests: Iterable[Recorded]) -> int:
    """Raise jsonschema.ValidationError at the first body out of form; give how many bodies were looked at."""
    bodies = [one for one in requests if one.method == "POST"]
    for one in bodies:
        _CHECKS[one.path].validate(one.body)
    return len(bodies)
