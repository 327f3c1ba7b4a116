"""Deliveries as Connect shows them: a real host, a stand-in for Klaviyo, shoppers who post answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Connection, Host, Kind, Project, Service
from quizdesigner.quiz.samples import sample
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import connection_name, host_name
from quizdesigner.tour.klaviyo import Fault, Klaviyo
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.deliveries import DeliveryRow
from quizdesigner.views.desk import Desk
from quizdesigner.views.publish import Publisher
from quizdesigner.views.publish.intent import Done
from tests.host.standing import hidden_fields
from tests.sync.leads import KEY
from tests.views.conftest import MemoryKeyring
from tests.views.standing import HostNearby

pytestmark = pytest.mark.usefixtures("connected")


@pytest.fixture
def klaviyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Klaviyo]:
    with Klaviyo(KEY) as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", service.url)
        yield service


@pytest.fixture
def host(tmp_path: Path, klaviyo: Klaviyo) -> Iterator[HostNearby]:
    made = HostNearby(tmp_path / "host")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def project(host: HostNearby) -> Project:
    return replace(
        load_starter("skin"),
        hosts=(Host("h1", "Halden", host.address),),
        connections=(Connection("k1", Service.KLAVIYO, account="Halden Skin", secret_hint="4f2c"),),
    )


@pytest.fixture
def keyring(project: Project, host: HostNearby) -> MemoryKeyring:
    made = MemoryKeyring()
    made.set_password("Quiz Designer", host_name("h1"), host.token())
    made.set_password("Quiz Designer", connection_name(project.id, "k1"), KEY)
    return made


@pytest.fixture
def live(qtbot: QtBot, desk: Desk) -> str:
    """The address of the quiz, published."""
    publisher = Publisher(desk)
    publisher.publish()
    qtbot.waitUntil(lambda: isinstance(publisher.state, Done))
    state = publisher.state
    assert isinstance(state, Done)
    return state.published.url


@pytest.fixture
def pane(live: str, desk: Desk, show: Callable[..., None]) -> ConnectPane:
    made = ConnectPane(desk)
    show(made)
    return made


def answer(desk: Desk, url: str, email: str) -> None:
    """Take the quiz as a shopper with this address."""
    with httpx.Client(trust_env=False) as shopper:
        fields: dict[str, str | list[str]] = {**hidden_fields(shopper.get(url).text)}
        for question in desk.quiz.questions:
            given = sample(desk.quiz, 0).get(question.id)
            if question.kind is Kind.EMAIL:
                fields[question.id] = email
            elif question.kind is Kind.CONSENT:
                fields[question.id] = "yes"
            elif given is not None:
                fields[question.id] = list(given) if isinstance(given, tuple) else str(given)
        assert shopper.post(f"{url}/answers", data=fields).status_code == 303


def rows(pane: ConnectPane) -> list[DeliveryRow]:
    return [one for one in pane.detail.deliveries.findChildren(DeliveryRow) if not one.isHidden()]


def states(qtbot: QtBot, pane: ConnectPane, figures: str, wanted: list[tuple[str, str]]) -> None:
    """Press Refresh until figures and deliveries, newest first, read like this."""

    def same() -> bool:
        found = [(one.delivery.contact, one.delivery.state) for one in rows(pane)]
        if (pane.detail.deliveries.figures.text(), found) == (figures, wanted):
            return True
        qtbot.mouseClick(pane.detail.deliveries.refresh, Qt.MouseButton.LeftButton)
        return False

    qtbot.waitUntil(same)


def test_a_refused_delivery_is_shown_and_sent_again(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, live: str, klaviyo: Klaviyo
) -> None:
    qtbot.waitUntil(lambda: pane.detail.deliveries.quiet.text() == "Nothing was sent yet.")
    answer(desk, live, "ana@example.com")
    states(qtbot, pane, "1 done, 0 waiting, 0 refused", [("ana@example.com", "done")])
    words = b'{"errors": [{"detail": "Invalid email address"}]}'
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=400, body=words))
    answer(desk, live, "bo@example.com")
    both = [("bo@example.com", "refused"), ("ana@example.com", "done")]
    states(qtbot, pane, "1 done, 0 waiting, 1 refused", both)
    assert "Invalid email address" in rows(pane)[0].accessibleName()
    qtbot.mouseClick(rows(pane)[0].again, Qt.MouseButton.LeftButton)
    both = [("bo@example.com", "done"), ("ana@example.com", "done")]
    states(qtbot, pane, "2 done, 0 waiting, 0 refused", both)
    assert "bo@example.com" in klaviyo.profiles


def test_a_host_that_is_away_is_said_quietly(qtbot: QtBot, pane: ConnectPane, host: HostNearby) -> None:
    qtbot.waitUntil(lambda: pane.detail.deliveries.quiet.text() == "Nothing was sent yet.")
    host.stop()
    qtbot.mouseClick(pane.detail.deliveries.refresh, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "does not answer now" in pane.detail.deliveries.quiet.text())
    assert "Deliveries go on there" in pane.detail.deliveries.quiet.text()
