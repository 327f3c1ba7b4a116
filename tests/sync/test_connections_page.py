"""The page about connections is true: every gap, name, permission and limit stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizdesigner.host import pace
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.fields import PARTS, Asked, fields
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Connector

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "connections.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^#{2,3} ([^\n]+)\n(.*?)(?=^#{2,3} |\Z)", PAGE, re.MULTILINE | re.DOTALL))
CONNECTED = pytest.mark.parametrize("service", CONNECTORS, ids=str)


def words(heading: str) -> str:
    """A section with its lines joined."""
    return " ".join(SECTIONS[heading].split())


@CONNECTED
def test_every_gap_stands_in_the_services_section(service: Service) -> None:
    found = words(service.label)
    assert [gap for gap in CONNECTORS[service].gaps if gap not in found] == []


def test_every_service_has_a_section_and_a_column() -> None:
    assert {one.label for one in Service} <= set(SECTIONS)
    (head,) = re.findall(r"^\| \| Klaviyo .*\|$", SECTIONS["Who can do what"], re.MULTILINE)
    assert [cell.strip() for cell in head.strip("|").split("|")[1:]] == [one.label for one in Service]


def row(name: str) -> dict[str, str]:
    """A line of the table of who can do what, by service."""
    (line,) = re.findall(rf"^\| {name} \|(.+)\|$", SECTIONS["Who can do what"], re.MULTILINE)
    return dict(zip(Service, (cell.strip() for cell in line.split("|")), strict=True))


@CONNECTED
def test_the_table_says_what_the_connectors_say(service: Service) -> None:
    connector: Connector = CONNECTORS[service]
    assert (row("Fields have to be set up first")[service] != "no") is connector.sets_up
    assert (row("Something to pick")[service] != "–") is bool(connector.pickers)
    assert ("needed" in row("Something to pick")[service]) is any(one.needed for one in connector.pickers)
    event = any(one.kind == "event" for one in PARTS[service])
    assert (row("Event")[service] == "yes") is event
    on = fields(Connection("c", service), (Asked("q", "goal", "Goal?", "text"),))
    sent = next(one.sent for one in on if one.subject == "q")
    assert (row("Answers to single questions")[service] == "yes") is sent


@pytest.mark.parametrize("service", Service, ids=str)
def test_every_usual_name_stands_in_the_table_of_names(service: Service) -> None:
    for one in fields(Connection("c", service), (Asked("q", "goal", "Goal?", "text"),)):
        for name in one.name.split(", "):
            assert name == "tags" or f"`{name}`" in SECTIONS["Names"], (service, name)


def test_how_long_is_tried_is_how_long_the_page_says() -> None:
    assert pace.GIVE_UP_AFTER == 3 * 86_400
    assert "After three days" in words("When something is refused")
