"""From older formats to the present one: functions from raw JSON to raw JSON, part by part as the rows of a file are.

A step is never altered once a release wrote its result; the next format adds one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Part = dict[str, Any]

Upgrade = Callable[[str, Part], Part]
"""One format number to the next: (kind of row, its JSON) to the JSON of that row. See `rows`."""


def _to_2(kind: str, part: Part) -> Part:
    """Links name their products by `to`; results pages have sections of which slots are one; headings have a face."""
    match kind:
        case "question":
            for choice in part.get("choices", ()):
                for link in choice.get("links", ()):
                    link["to"] = link.pop("product")
        case "results":
            if "slots" in part:
                part["sections"] = [{"section": "slot", **slot} for slot in part.pop("slots")]
        case "quiz":
            theme = part.get("theme", {})
            if not theme.pop("serif", True):
                theme["headings"] = "sans"
    return part


UPGRADES: dict[int, Upgrade] = {1: _to_2}
"""By the number each begins with."""


def upgraded(project: Part, number: int) -> Part:
    """A whole project of format `number` in the next format."""
    step = UPGRADES[number]
    for quiz in project.get("quizzes", ()):
        quiz["questions"] = [step("question", one) for one in quiz.get("questions", ())]
        quiz["results"] = [step("results", one) for one in quiz.get("results", ())]
        step("quiz", quiz)
    for field, kind in (("tags", "tag"), ("products", "product"), ("connections", "connection"), ("hosts", "host")):
        if field in project:
            project[field] = [step(kind, one) for one in project[field]]
    return step("project", project)
