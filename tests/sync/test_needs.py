"""What the problems of a quiz say of services is what their connectors do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.play import Contact
from quizdesigner.quiz.problems.connections import arrivals
from quizdesigner.sync.connectors import CONNECTORS
from tests.quiz.projects import sleep_project
from tests.sync.leads import connection, lead


def said(made: Connection, *, email: bool = True) -> list[tuple[str, str]]:
    """Level and text of what is found of the sleep finder with this connection."""
    project = replace(sleep_project(), connections=(made,))
    project = project if email else edits.delete_question(project, "sleep", "mail")
    return [(one.level, one.text) for one in arrivals(project, project.quizzes[0])]


@pytest.mark.parametrize("service", CONNECTORS, ids=str)
def test_who_needs_an_email_address_is_told_of_nobody_without_one(service: Service) -> None:
    made = connection(service, list_id="a1", subscription_id="7")
    silent = CONNECTORS[service].requests(made, lead(contact=Contact("", "Ada"))) == ()
    assert any("Nobody can be told to" in text for _, text in said(made, email=False)) is silent


@pytest.mark.parametrize("service", CONNECTORS, ids=str)
def test_what_a_connector_needs_picked_is_an_error_until_it_is(service: Service) -> None:
    needed = any(one.needed for one in CONNECTORS[service].pickers)
    assert ("error" in {level for level, _ in said(connection(service, subscription_id="7"))}) is needed
    assert said(connection(service, list_id="a1", subscription_id="7")) == []
