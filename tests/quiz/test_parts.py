"""A publication cut into parts and put together again is the same publication."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from quizdesigner.errors import Refused
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import (
    Choice,
    Connection,
    Host,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    Service,
    Tag,
    Variant,
)

PROJECT = Project(
    id="halden",
    name="Halden Skin",
    quizzes=(
        Quiz(
            "sleep",
            "Sleep quiz",
            (
                Question(
                    "bed",
                    Kind.SINGLE,
                    "Bedtime?",
                    choices=(Choice("late", "Late", tags=("t1",), links=(Link("p1"),)),),
                ),
            ),
        ),
        Quiz("other", "Other quiz"),
    ),
    tags=(Tag("t1", "goal:sleep"), Tag("t2", "unused")),
    products=(Product("p1", "Pillow", variants=(Variant("v1", price=Decimal("39.00")),)), Product("p2", "Lamp")),
    shop="https://shop.example",
    currency="EUR",
    connections=(Connection("c1", Service.KLAVIYO), Connection("c2", Service.ZAPIER, enabled=False)),
    hosts=(Host("h1", "Ours", "https://quiz.example"),),
)


@pytest.mark.parametrize("quiz", ["sleep", "other"])
def test_a_bundle_survives_the_cutting(quiz: str) -> None:
    bundle = bundle_of(PROJECT, PROJECT.quiz(quiz))
    cut = parts.parts(bundle)
    assert tuple(cut) == parts.NAMES
    assert parts.assemble(cut) == bundle
    assert wire.digest(parts.assemble(cut)) == wire.digest(bundle)


def test_a_change_changes_only_its_own_part() -> None:
    before = parts.parts(bundle_of(PROJECT, PROJECT.quiz("sleep")))
    after = parts.parts(bundle_of(PROJECT, PROJECT.quiz("other")))
    assert before["connections"] == after["connections"]
    assert before["quiz"] != after["quiz"]
    assert parts.digest(before["quiz"]) == hashlib.sha256(before["quiz"]).hexdigest()


def test_missing_foreign_and_unreadable_parts_are_refused() -> None:
    cut = parts.parts(bundle_of(PROJECT, PROJECT.quiz("sleep")))
    with pytest.raises(Refused, match="lacks its part “catalogue”"):
        parts.assemble({name: part for name, part in cut.items() if name != "catalogue"})
    with pytest.raises(Refused, match="different projects"):
        parts.assemble({**cut, "connections": wire.dumps(Project("other", "Other"))})
    with pytest.raises(Refused, match="not readable JSON"):
        parts.assemble({**cut, "quiz": b"{"})
