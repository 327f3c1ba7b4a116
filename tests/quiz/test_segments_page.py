"""The page about segments is true: its rules read, its table of retakes is what a retake does, its limits are ours."""

from __future__ import annotations

import re
from pathlib import Path

from quizdesigner.quiz import segments
from quizdesigner.quiz.document import All, Any, HasTag, Project, Tag
from quizdesigner.quiz.retake import RETAKES, after

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "segments.md").read_text("utf-8")
NAMES = ("goal:sleep", "skin:dry", "skin:oily", "vip", "very dry skin", "skin:very dry", "not")
PROJECT = Project("p", "P", tags=tuple(Tag(f"t{place}", name) for place, name in enumerate(NAMES)))


def test_every_rule_on_the_page_is_one() -> None:
    (block,) = re.findall(r"```text\n(.*)\n```", PAGE)
    typed = [row[0].strip("`") for row in table("| You type |")]
    inline = re.findall(r"`((?:vip or|goal:sleep and|\"|skin:\")[^`]*)`", PAGE)
    assert len(typed) == 6
    assert len(inline) >= 5
    for text in (block, *typed, *inline):
        assert not isinstance(segments.read(PROJECT, text), segments.Unread), text


def test_and_binds_closer_than_or_as_the_page_says() -> None:
    sleep, dry, _, vip = (HasTag(f"t{place}") for place in range(4))
    for text in ("vip or goal:sleep and skin:dry", "vip or (goal:sleep and skin:dry)"):
        assert f"`{text}`" in PAGE
        assert segments.read(PROJECT, text) == Any((vip, All((sleep, dry))))


def test_the_table_of_retakes_is_what_happens() -> None:
    ways = {said.label: way for way, said in RETAKES.items()}
    rows = table("| On a retake |")
    assert [row[0] for row in rows] == list(ways)
    for way, afterwards, gone in rows:
        found = after(("goal:sleep", "skin:dry", "newsletter"), ("goal:energy",), ways[way])
        assert tuple(re.findall(r"`(.*?)`", afterwards)) == found.tags
        assert tuple(re.findall(r"`(.*?)`", gone)) == found.removed


def table(head: str) -> list[list[str]]:
    """The rows of the table that begins so, as their cells."""
    lines = PAGE[PAGE.index(head) :].split("\n\n", 1)[0].splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]
