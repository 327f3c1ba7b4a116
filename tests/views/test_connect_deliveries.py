"""Deliveries as Connect shows them: a real host, a stand-in for Klaviyo, shoppers who post answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Connection, Host, Kind, Project, Service
from quizdesigner.quiz.samples import sample
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import connection_name, host_name
from quizdesigner.views.connect.at_host import AtHost
from quizdesigner.views.connect.deliveries import FEW, DeliveriesCard
from quizdesigner.views.connect.delivery_row import DeliveryRow
from quizdesigner.views.desk import Desk
from quizdesigner.views.publish import Publisher
from quizdesigner.views.publish.intent import Done
from tests.host.standing import hidden_fields
from tests.standins.klaviyo_troubles import Fault, Klaviyo
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
def card(live: str, desk: Desk, show: Callable[..., None]) -> DeliveriesCard:
    made = DeliveriesCard(desk, AtHost(desk))
    show(made, 520, 400)
    made.show_connection(desk.project.connections[0])
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


def rows(card: DeliveriesCard) -> list[DeliveryRow]:
    return [one for one in card.findChildren(DeliveryRow) if not one.isHidden()]


def states(qtbot: QtBot, card: DeliveriesCard, figures: str, wanted: list[tuple[str, str]]) -> None:
    """Press Refresh until figures and deliveries, newest first, read like this."""

    def same() -> bool:
        found = [(one.delivery.contact, one.delivery.state) for one in rows(card)]
        if (card.figures.text(), found) == (f"last 24 hours: {figures}", wanted):
            return True
        click(qtbot, card.refresh)
        return False

    qtbot.waitUntil(same)


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def pick(qtbot: QtBot, card: DeliveriesCard, name: str) -> None:
    """Choose which deliveries are shown."""
    click(qtbot, next(one for one in card.filter.findChildren(QPushButton) if one.text().startswith(name)))


def refuse(klaviyo: Klaviyo, times: int = 1) -> None:
    """Let Klaviyo refuse the next profiles."""
    words = b'{"errors": [{"detail": "Invalid email address"}]}'
    klaviyo.faults.append(Fault("answer", times, on="/api/profile-import", status=400, body=words))


def test_a_refused_delivery_is_shown_and_sent_again(
    qtbot: QtBot, card: DeliveriesCard, desk: Desk, live: str, klaviyo: Klaviyo
) -> None:
    qtbot.waitUntil(lambda: card.quiet.text() == "Nothing was sent yet.")
    assert not card.filter.isVisible()
    answer(desk, live, "ana@example.com")
    states(qtbot, card, "1 done, 0 waiting, 0 refused", [("ana@example.com", "done")])
    assert not rows(card)[0].toggle.isVisible()
    refuse(klaviyo)
    answer(desk, live, "bo@example.com")
    both = [("bo@example.com", "refused"), ("ana@example.com", "done")]
    states(qtbot, card, "1 done, 0 waiting, 1 refused", both)
    refused = rows(card)[0]
    assert "Invalid email address" in refused.accessibleName()
    assert not refused.again.isVisible()
    click(qtbot, refused.toggle)
    assert refused.toggle.accessibleName() == "Hide the details of bo@example.com"
    click(qtbot, refused.again)
    both = [("bo@example.com", "done"), ("ana@example.com", "done")]
    states(qtbot, card, "2 done, 0 waiting, 0 refused", both)
    assert "bo@example.com" in klaviyo.profiles


def test_all_that_was_refused_is_sent_again_at_once(
    qtbot: QtBot, card: DeliveriesCard, desk: Desk, live: str, klaviyo: Klaviyo
) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    refuse(klaviyo, 2)
    for name in ("ana", "bo"):
        answer(desk, live, f"{name}@example.com")
    refused = [("bo@example.com", "refused"), ("ana@example.com", "refused")]
    states(qtbot, card, "0 done, 0 waiting, 2 refused", refused)
    click(qtbot, card.all_again)
    done = [("bo@example.com", "done"), ("ana@example.com", "done")]
    states(qtbot, card, "2 done, 0 waiting, 0 refused", done)
    assert said == ["2 deliveries are sent again."]
    assert not card.all_again.isVisible()


def test_one_that_waits_says_until_when_and_why(
    qtbot: QtBot, card: DeliveriesCard, desk: Desk, live: str, klaviyo: Klaviyo
) -> None:
    answer(desk, live, "ana@example.com")
    states(qtbot, card, "1 done, 0 waiting, 0 refused", [("ana@example.com", "done")])
    busy = Fault("answer", on="/api/profile-import", status=429, headers={"Retry-After": "600"})
    klaviyo.faults.append(busy)
    answer(desk, live, "bo@example.com")
    both = [("bo@example.com", "waiting"), ("ana@example.com", "done")]
    states(qtbot, card, "1 done, 1 waiting, 0 refused", both)

    def tried() -> bool:
        click(qtbot, card.refresh)
        return any("busy" in one.accessibleName() for one in rows(card))

    qtbot.waitUntil(tried)
    waiting = r"bo@example.com, waiting\. until .*\d\d:\d\d, Klaviyo is busy \(status 429\)\."
    assert re.fullmatch(waiting, rows(card)[0].accessibleName())
    pick(qtbot, card, "Waiting 1")
    qtbot.waitUntil(lambda: [one.delivery.contact for one in rows(card)] == ["bo@example.com"])
    pick(qtbot, card, "Refused")
    qtbot.waitUntil(lambda: card.quiet.text() == "Nothing was refused.")
    assert rows(card) == []
    pick(qtbot, card, "All")
    qtbot.waitUntil(lambda: len(rows(card)) == 2)


def test_what_is_open_stays_open_and_more_can_be_shown(
    qtbot: QtBot, card: DeliveriesCard, desk: Desk, live: str, klaviyo: Klaviyo
) -> None:
    refuse(klaviyo, FEW + 1)
    for number in range(FEW + 1):
        answer(desk, live, f"{number}@example.com")
    newest = [(f"{number}@example.com", "refused") for number in range(FEW, 0, -1)]
    states(qtbot, card, f"0 done, 0 waiting, {FEW + 1} refused", newest)
    rows(card)[1].toggle.setFocus()
    qtbot.keyClick(rows(card)[1].toggle, Qt.Key.Key_Return)
    assert [one.details.isVisible() for one in rows(card)][:3] == [False, True, False]
    click(qtbot, card.more)
    qtbot.waitUntil(lambda: len(rows(card)) == FEW + 1)
    assert not card.more.isVisible()
    answer(desk, live, "late@example.com")
    newest = [("late@example.com", "done"), *newest, ("0@example.com", "refused")]
    states(qtbot, card, f"1 done, 0 waiting, {FEW + 1} refused", newest)
    assert [one.details.isVisible() for one in rows(card)][:4] == [False, False, True, False]


def test_a_host_that_is_away_is_said_quietly(qtbot: QtBot, card: DeliveriesCard, host: HostNearby) -> None:
    qtbot.waitUntil(lambda: card.quiet.text() == "Nothing was sent yet.")
    host.stop()
    click(qtbot, card.refresh)
    qtbot.waitUntil(lambda: "does not answer now" in card.quiet.text())
    assert "Deliveries go on there" in card.quiet.text()
