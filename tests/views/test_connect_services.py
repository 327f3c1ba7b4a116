"""Each service in Connect, whichever there are: its row, its key, a colleague without it, what it lets pick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Connection, Project, Service
from quizdesigner.starters import load_starter
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.secrets import connection_name
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.services import COLOURS
from quizdesigner.views.desk import Desk
from tests.standins import hubspot, mailchimp, service, seven
from tests.standins.hubspot import HubSpot
from tests.standins.mailchimp import AUDIENCE, Mailchimp
from tests.views.conftest import MemoryKeyring
from tests.views.connecting import go_to, press, states, type_key
from tests.views.test_tokens import contrast

pytestmark = pytest.mark.usefixtures("connected")

services = pytest.mark.parametrize("kind", [kind for kind in CONNECTORS if kind in seven.STANDINS])


@contextmanager
def reached(running: dict[Service, service.Service]) -> Iterator[None]:
    """Connectors reach these stand-ins."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        for one in running.values():
            stack.enter_context(one)
        for name, address in seven.addresses(running).items():
            patch.setenv(name, address)
        yield


@pytest.fixture
def connections() -> tuple[Connection, ...]:
    """What the project is connected with; a test may give another."""
    return ()


@pytest.fixture
def project(connections: tuple[Connection, ...]) -> Project:
    return replace(load_starter("skin"), connections=connections)


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> ConnectPane:
    made = ConnectPane(desk)
    show(made)
    return made


def texts(kind: Service) -> list[str]:
    """The secret of a stand-in as its fields take it; what may be left out is, where it was."""
    found = seven.STANDINS[kind].secret.split()
    credentials = CONNECTORS[kind].credentials
    if len(found) == len(credentials):
        return found
    given = iter(found)
    return ["" if one.optional else next(given) for one in credentials]


def test_every_service_has_its_row(pane: ConnectPane) -> None:
    assert states(pane) == [f"{kind.label}, Not connected" for kind in CONNECTORS]


def test_white_letters_can_be_read_on_every_colour() -> None:
    assert set(COLOURS) == set(Service)
    assert min(contrast("#FFFFFF", colour) for colour in COLOURS.values()) >= 4.5


@services
def test_a_service_is_connected_by_typing_its_key_and_let_go_of(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, keyring: MemoryKeyring, kind: Service
) -> None:
    go_to(qtbot, pane, kind)
    with reached({kind: seven.STANDINS[kind].make()}):
        type_key(qtbot, pane, *texts(kind))
        qtbot.waitUntil(lambda: len(desk.project.connections) == 1)
    (made,) = desk.project.connections
    secret = seven.STANDINS[kind].secret
    assert (made.service, made.secret_hint) == (kind, secret.rstrip("/")[-4:])
    assert keyring.kept == {("Quiz Designer", connection_name(desk.project.id, made.id)): secret}
    assert secret.split()[-1].encode() not in desk.editor.file.path.read_bytes()
    assert pane.detail.key.kept.text().endswith(f"••• {made.secret_hint}")
    assert pane.detail.key.place.text() == "in the keyring"
    assert all(field.text() == "" for field in pane.detail.key.typed.fields)
    press(qtbot, pane.detail.disconnect_button)
    assert states(pane) == [f"{one.label}, Not connected" for one in CONNECTORS]
    qtbot.waitUntil(lambda: keyring.kept == {})


class TestWithoutTheKey:
    @pytest.fixture
    def connections(self) -> tuple[Connection, ...]:
        return tuple(one.connection for kind, one in seven.STANDINS.items() if kind in CONNECTORS)

    @pytest.fixture
    def standins(self) -> Iterator[dict[Service, service.Service]]:
        running = {kind: seven.STANDINS[kind].make() for kind in CONNECTORS if kind in seven.STANDINS}
        with reached(running):
            yield running

    def test_a_colleague_sees_each_calmly_and_works_on(
        self, qtbot: QtBot, standins: dict[Service, service.Service], pane: ConnectPane, desk: Desk
    ) -> None:
        qtbot.waitUntil(lambda: pane.model.rows[-1].text == "Key missing on this computer")
        for kind in standins:
            self.look_at(qtbot, pane, desk, kind)
        assert [came for one in standins.values() for came in one.came] == []

    def look_at(self, qtbot: QtBot, pane: ConnectPane, desk: Desk, kind: Service) -> None:
        go_to(qtbot, pane, kind)
        detail, made = pane.detail, seven.STANDINS[kind].connection
        assert detail.badge.text() == "Key missing on this computer"
        assert "Everything else here works without it" in detail.key.hint.text()
        assert not any(one.isVisible() for one in (detail.lists.trouble, detail.setup.said, detail.said))
        if detail.lists.isVisible():
            assert detail.lists.pick.currentText() == made.list_name
        assert pane.dry_run.made is not None
        assert pane.dry_run.made.requests
        qtbot.keyClick(detail.retake.choice, Qt.Key.Key_Right)
        assert next(one for one in desk.project.connections if one.service is kind).retake == "accumulate"


def test_what_each_service_cannot_do_is_said_before_it_is_connected(qtbot: QtBot, pane: ConnectPane) -> None:
    def said() -> list[str]:
        return [one.text() for one in pane.detail.gaps.findChildren(QLabel) if one.isVisible()]

    for kind, connector in CONNECTORS.items():
        go_to(qtbot, pane, kind)
        gaps = list(connector.gaps)
        qtbot.waitUntil(lambda gaps=gaps: said()[1:] == gaps)  # type: ignore[misc]


class TestMailchimp:
    @pytest.fixture
    def connections(self) -> tuple[Connection, ...]:
        return (Connection("m1", Service.MAILCHIMP, "Halden", "us21"), Connection("m2", Service.MAILCHIMP, "Halden"))

    @pytest.fixture
    def keyring(self, project: Project) -> MemoryKeyring:
        made = MemoryKeyring()
        made.set_password("Quiz Designer", connection_name(project.id, "m1"), mailchimp.SECRET)
        return made

    @pytest.fixture
    def account(self) -> Iterator[Mailchimp]:
        made = Mailchimp()
        with reached({Service.MAILCHIMP: made}):
            yield made

    def rows(self, pane: ConnectPane) -> list[str]:
        return [one for one in states(pane) if one.startswith("Mailchimp")]

    def test_an_audience_is_asked_for_until_one_is_picked(
        self, qtbot: QtBot, account: Mailchimp, pane: ConnectPane, desk: Desk
    ) -> None:
        go_to(qtbot, pane, Service.MAILCHIMP)
        qtbot.waitUntil(lambda: self.rows(pane)[0] == "Mailchimp, Pick an audience")
        # The other connection of the same service is on its own.
        qtbot.waitUntil(lambda: self.rows(pane)[1] == "Mailchimp, Key missing on this computer")
        lists = pane.detail.lists
        assert lists.needed.isVisible()
        qtbot.waitUntil(lambda: lists.pick.count() == 1)
        lists.pick.setFocus()
        qtbot.keyClick(lists.pick, Qt.Key.Key_Down)
        made = desk.project.connections[0]
        assert (made.list_id, made.list_name) == (AUDIENCE, "Sleepers")
        assert desk.project.connections[1].list_id == ""
        assert self.rows(pane)[0] == "Mailchimp, Audience: Sleepers"
        assert not lists.needed.isVisible()

    def test_people_are_asked_to_confirm_when_the_author_says_so(
        self, qtbot: QtBot, account: Mailchimp, pane: ConnectPane, desk: Desk
    ) -> None:
        assert not pane.detail.ask_again.isVisible()
        go_to(qtbot, pane, Service.MAILCHIMP)
        switch = pane.detail.ask_again.switch
        assert switch.accessibleName() == "Ask them to confirm (double opt-in)"
        switch.setFocus()
        qtbot.keyClick(switch, Qt.Key.Key_Space)
        assert [one.double_opt_in for one in desk.project.connections] == [True, False]
        desk.editor.undo()
        assert not switch.isChecked()


class TestHubSpot:
    @pytest.fixture
    def connections(self) -> tuple[Connection, ...]:
        return (replace(hubspot.CONNECTION, subscription_id="", subscription_name=""),)

    @pytest.fixture
    def keyring(self, project: Project) -> MemoryKeyring:
        made = MemoryKeyring()
        made.set_password("Quiz Designer", connection_name(project.id, hubspot.CONNECTION.id), hubspot.SECRET)
        return made

    @pytest.fixture
    def account(self) -> Iterator[HubSpot]:
        made = HubSpot()
        with reached({Service.HUBSPOT: made}):
            yield made

    def test_a_list_and_a_kind_of_email_are_picked_each_for_itself(
        self, qtbot: QtBot, account: HubSpot, pane: ConnectPane, desk: Desk
    ) -> None:
        go_to(qtbot, pane, Service.HUBSPOT)
        kinds, lists = pane.detail.subscriptions, pane.detail.lists
        assert kinds.title.text() == "Kind of email people agree to"
        # Beside each other they would not be level where a title takes two lines.
        assert kinds.geometry().top() > lists.geometry().bottom()
        qtbot.waitUntil(lambda: kinds.pick.count() == 2)
        kinds.pick.setFocus()
        qtbot.keyClick(kinds.pick, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: lists.pick.count() == 2)
        lists.pick.setFocus()
        qtbot.keyClick(lists.pick, Qt.Key.Key_Up)
        (made,) = desk.project.connections
        assert (made.subscription_id, made.subscription_name) == ("7001", "Marketing information")
        assert (made.list_id, made.list_name) == ("", "")

    def test_away_from_the_network_the_name_stays_and_can_be_asked_for_again(
        self, qtbot: QtBot, account: HubSpot, pane: ConnectPane
    ) -> None:
        account.plan = lambda came: "broken"
        go_to(qtbot, pane, Service.HUBSPOT)
        lists = pane.detail.lists
        qtbot.waitUntil(lambda: "could not be loaded" in lists.trouble.text())
        assert lists.pick.currentText() == "Newsletter"
        account.plan = lambda came: None
        press(qtbot, lists.again)
        qtbot.waitUntil(lambda: lists.pick.currentText() == "Newsletter   0 contacts")
        assert not lists.trouble.isVisible()

    def test_asking_that_hangs_can_be_given_up_and_begun_again(
        self, qtbot: QtBot, account: HubSpot, pane: ConnectPane
    ) -> None:
        account.plan = lambda came: "hang" if "lists" in came.path else None
        go_to(qtbot, pane, Service.HUBSPOT)
        lists = pane.detail.lists
        qtbot.waitUntil(lists.busy.isVisible)
        press(qtbot, lists.busy.cancel)
        assert lists.trouble.text() == "Stopped before the service answered."
        account.plan = lambda came: None
        press(qtbot, lists.again)
        qtbot.waitUntil(lambda: lists.pick.count() == 2)

    def test_a_list_that_is_gone_is_said_to_be(self, qtbot: QtBot, account: HubSpot, pane: ConnectPane) -> None:
        del account.lists["7"]
        go_to(qtbot, pane, Service.HUBSPOT)
        qtbot.waitUntil(lambda: pane.detail.lists.pick.currentText() == "Newsletter   no longer in the account")
