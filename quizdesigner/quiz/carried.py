"""Customer tags as a service carries them: what it would split or cut is written otherwise, visibly."""

from __future__ import annotations

from collections.abc import Iterable

from quizdesigner.quiz.document import Service
from quizdesigner.quiz.tags import same

_SPLITS = {Service.SHOPIFY: ",", Service.ZAPIER: ",", Service.HUBSPOT: ";"}
"""The sign at which a service reads the end of a tag; see `tags.limits`."""

_LONGEST = {Service.MAILCHIMP: 100, Service.SHOPIFY: 255, Service.OMNISEND: 100}
"""Characters of a tag a service keeps."""


def carried(service: Service, name: str) -> str:
    """The tag as it is sent to this service; the name itself where it can be."""
    sign = _SPLITS.get(service)
    # What is nothing but such signs is sent as it is, and refused by its name, rather than vanish.
    text = (" ".join(name.replace(sign, " ").split()) if sign else name) or name
    return text[: _LONGEST.get(service, len(text))].rstrip()


def collapsed(service: Service, names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The tags that are one for this service though they are several here, as groups of two or more."""
    found: dict[str, dict[str, str]] = {}
    for name in names:
        found.setdefault(same(carried(service, name)), {}).setdefault(same(name), name)
    return tuple(tuple(group.values()) for group in found.values() if len(group) > 1)
