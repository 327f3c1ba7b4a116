"""Setting an account up from Connect: what it lacks is listed, and made by one click alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Project, Service
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import connection_name
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.setup_card import SetupCard
from quizdesigner.views.desk import Desk
from tests.standins import hubspot, mailchimp
from tests.standins.hubspot import HubSpot
from tests.standins.hubspot_properties import error
from tests.standins.mailchimp import Mailchimp
from tests.standins.service import Answer, Came
from tests.views.conftest import MemoryKeyring
from tests.views.connecting import go_to, press

pytestmark = pytest.mark.usefixtures("connected")

READY = "Everything HubSpot needs is there."


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubSpot]:
    """An account of HubSpot as it is on its first day."""
    with HubSpot() as made:
        made.knows_all_fields = False
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_HUBSPOT", made.url)
        yield made


@pytest.fixture
def audience(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailchimp]:
    with Mailchimp() as made:
        made.knows_all_fields = False
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_MAILCHIMP", made.url)
        yield made


@pytest.fixture
def project() -> Project:
    made = (hubspot.CONNECTION, Connection("m1", Service.MAILCHIMP, "Halden Skin", "us21"))
    return replace(load_starter("skin"), connections=made)


@pytest.fixture
def keyring(project: Project) -> MemoryKeyring:
    made = MemoryKeyring()
    made.set_password("Quiz Designer", connection_name(project.id, hubspot.CONNECTION.id), hubspot.SECRET)
    made.set_password("Quiz Designer", connection_name(project.id, "m1"), mailchimp.SECRET)
    return made


@pytest.fixture
def pane(account: HubSpot, audience: Mailchimp, desk: Desk, show: Callable[..., None]) -> ConnectPane:
    made = ConnectPane(desk)
    show(made, 1240, 900)
    return made


@pytest.fixture
def setup(qtbot: QtBot, pane: ConnectPane, account: HubSpot) -> SetupCard:
    """The card of HubSpot, that has looked."""
    go_to(qtbot, pane, Service.HUBSPOT)
    qtbot.waitUntil(lambda: bool(pane.detail.setup.lines))
    return pane.detail.setup


def listed(setup: SetupCard) -> list[str]:
    """The lines as they read."""
    return [one.accessibleName() for one in setup.lines]


def changes(account: HubSpot) -> list[Came]:
    """What came that changes the account's properties."""
    return [one for one in account.came if one.method != "GET" and "/properties/" in one.path]


def refused(name: str, answer: Answer) -> Callable[[Came], Answer | None]:
    """An account that will not make the property of this name."""

    def instead(came: Came) -> Answer | None:
        return answer if came.method == "POST" and came.body.get("name") == name else None

    return instead


def test_what_is_lacking_is_listed_and_nothing_is_made(setup: SetupCard, account: HubSpot) -> None:
    assert setup.said.text() == "HubSpot lacks 6 things. Deliveries leave them out until they are there."
    assert "The property “quiz_link” is missing" in listed(setup)[-1]
    assert changes(account) == []


def test_one_click_makes_all_of_it(qtbot: QtBot, setup: SetupCard, account: HubSpot) -> None:
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: setup.said.text() == READY)
    assert {"quiz_tags", "quiz_answers", "quiz_products", "quiz_result", "quiz_link"} < set(account.properties.all)
    assert account.violations == []
    assert not setup.make.isVisible()
    assert setup.lines == ()


def test_what_has_another_type_is_listed_and_not_made(qtbot: QtBot, setup: SetupCard, account: HubSpot) -> None:
    account.properties.put("quiz_result", "number", "number")
    press(qtbot, setup.again)
    qtbot.waitUntil(lambda: setup.said.text().startswith("HubSpot lacks 5 things"))
    assert any("is there as “number” and is to be a line of text" in one for one in listed(setup))
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: setup.said.text() == "Nothing has to be created in HubSpot, but not everything fits.")
    assert len(setup.lines) == 1
    assert not setup.make.isVisible()


def test_what_cannot_be_made_is_said_and_the_rest_is_made(qtbot: QtBot, setup: SetupCard, account: HubSpot) -> None:
    account.instead = refused("quiz_products", error(400, "This name is reserved."))
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: setup.said.text() == "1 thing could not be created in HubSpot.")
    (line,) = setup.lines
    assert "“quiz_products” is missing" in line.accessibleName()
    assert "This name is reserved." in line.outcome.text()
    assert {"quiz_tags", "quiz_answers", "quiz_result", "quiz_link"} < set(account.properties.all)
    account.instead = lambda came: None
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: setup.said.text() == READY)


def test_a_key_without_the_right_stops_it(qtbot: QtBot, setup: SetupCard, account: HubSpot) -> None:
    account.scopes.remove("crm.schemas.contacts.write")
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: "crm.schemas.contacts" in setup.said.text())
    assert len(changes(account)) == 1
    assert setup.make.isEnabled()


def test_making_can_be_given_up_and_gone_on_with(qtbot: QtBot, setup: SetupCard, account: HubSpot) -> None:
    account.plan = lambda came: "hang" if came.method == "POST" and "quiz_result" in str(came.body) else None
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: "quiz_products" in account.properties.all)
    qtbot.waitUntil(setup.busy.isVisible)
    press(qtbot, setup.busy.cancel)
    assert setup.said.text() == "Stopped. What was created stays."
    account.plan = lambda came: None
    press(qtbot, setup.again)
    qtbot.waitUntil(lambda: len(setup.lines) == 2)
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: setup.said.text() == READY)


def test_a_field_added_later_is_found_by_looking_again(
    qtbot: QtBot, pane: ConnectPane, setup: SetupCard, account: HubSpot, desk: Desk
) -> None:
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: setup.said.text() == READY)
    asked = len(account.came)
    desk.editor.do(edits.name_field, hubspot.CONNECTION.id, "@score", "", off=False)
    assert setup.quiet.text() == "Fields or tags have changed since HubSpot was asked."
    assert len(account.came) == asked
    press(qtbot, setup.again)
    qtbot.waitUntil(lambda: len(setup.lines) == 1)
    assert "quiz_score" in listed(setup)[0]
    assert not setup.quiet.isVisible()


def test_shown_again_it_looks_again(qtbot: QtBot, pane: ConnectPane, setup: SetupCard, account: HubSpot) -> None:
    account.properties.knows_all = True
    for name in ("quiz_answers", "quiz_products", "quiz_result", "quiz_link"):
        account.properties.put(name)
    pane.hide()
    assert setup.lines == ()
    pane.show()
    qtbot.waitUntil(lambda: len(setup.lines) == 2)


def test_while_the_account_does_not_answer_it_says_so(qtbot: QtBot, pane: ConnectPane, account: HubSpot) -> None:
    account.plan = lambda came: "broken"
    go_to(qtbot, pane, Service.HUBSPOT)
    setup = pane.detail.setup
    qtbot.waitUntil(lambda: "Nothing was changed by asking." in setup.said.text())
    account.plan = lambda came: None
    press(qtbot, setup.again)
    qtbot.waitUntil(lambda: len(setup.lines) == 6)


def test_an_audience_comes_first(qtbot: QtBot, pane: ConnectPane, audience: Mailchimp) -> None:
    go_to(qtbot, pane, Service.MAILCHIMP)
    setup = pane.detail.setup
    qtbot.waitUntil(lambda: setup.quiet.text() == "Pick an audience first.")
    assert not setup.again.isVisible()
    pick = pane.detail.lists.pick
    qtbot.waitUntil(lambda: pick.count() == 1)
    pick.setFocus()
    qtbot.keyClick(pick, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(setup.lines))
    press(qtbot, setup.make)
    qtbot.waitUntil(lambda: setup.said.text() == "Everything Mailchimp needs is there.")
    assert audience.violations == []
