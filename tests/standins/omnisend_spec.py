"""Requests to Omnisend held against its own specification, where that is at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from tests.standins.service import Came

OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "crm" / "specs" / "omnisend.json"
"""Omnisend's interface of 2026-03-15 as OpenAPI, where it is at hand."""


def complaints(came: Came) -> list[str]:
    """What the specification has against a request, in words; nothing where it is not at hand."""
    if not OFFICIAL.exists():
        return []
    asked = f"{came.method} {came.path}"
    operation = _operation(came.method, came.path.removeprefix("/api"))
    if operation is None:
        return [f"{asked} is no operation"]
    known, required, check = operation
    unknown = sorted(set(came.query) - known)
    found = [f"{asked} has no {name}" for name in unknown]
    found += [f"{asked} lacks {name}" for name in sorted(required - set(came.query) - set(came.headers))]
    if check is None:
        return found + [f"{asked} takes no body"] * bool(came.raw)
    return found + [f"{asked}: {error.json_path} {error.message}" for error in check.iter_errors(came.body)]


@cache
def _operation(
    method: str, path: str
) -> tuple[frozenset[str], frozenset[str], jsonschema.Draft202012Validator | None] | None:
    """Names of the parameters, those that are required, and a check of the body; None where there is no such call."""
    spec = _spec()
    operation = spec["paths"].get(path, {}).get(method.lower())
    if operation is None:
        return None
    named = [
        spec["components"]["parameters"][one["$ref"].split("/")[-1]] if "$ref" in one else one
        for one in operation["parameters"]
    ]
    known = frozenset(one["name"] for one in named if one["in"] == "query")
    required = frozenset(
        one["name"].lower() if one["in"] == "header" else one["name"] for one in named if one.get("required")
    )
    if "requestBody" not in operation:
        return known, required, None
    form = operation["requestBody"]["content"]["application/json"]["schema"]
    return (
        known,
        required,
        jsonschema.Draft202012Validator({**_closed(form), "components": _closed(spec["components"])}),
    )


@cache
def _spec() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OFFICIAL.read_text("utf-8"))
    assert found["info"]["version"] == "2026-03-15"
    return found


def _closed(form: Any) -> Any:
    """The form with no name allowed that it does not say: the service may pass over a misspelt one without a word."""
    if isinstance(form, list):
        return [_closed(one) for one in form]
    if not isinstance(form, dict):
        return form
    closed = {name: _closed(value) for name, value in form.items()}
    if form.get("type") == "object" and "properties" in form:
        closed.setdefault("additionalProperties", False)
    return closed
