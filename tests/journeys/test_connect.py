"""Connect from end to end: keys and picks in the window, shoppers over HTTP, what arrives, fails and is sent again."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QListView

from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import Connection, Kind, Service
from quizdesigner.quiz.document import Shopper as Saved
from quizdesigner.quiz.edits import save_shopper
from quizdesigner.quiz.play import outcome
from quizdesigner.quiz.samples import sample
from quizdesigner.tour.shopper import take
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.delivery_row import DeliveryRow
from tests.journeys.conftest import Standing
from tests.standins import hooks, hubspot, klaviyo, mailchimp, omnisend, seven, shopify_customers
from tests.standins.service import Service as Standin

FRESH = "pk_fresh_fresh_fresh_9zz9"
LISTS = "List for people who tick the consent box"
KEYS: dict[Service, dict[str, str]] = {
    Service.KLAVIYO: {"Private API key": klaviyo.SECRET},
    Service.HUBSPOT: {"Service key or private app token": hubspot.SECRET},
    Service.MAILCHIMP: {"API key": mailchimp.SECRET},
    Service.OMNISEND: {"API key": omnisend.SECRET},
    Service.SHOPIFY: {
        "Shop address": "halden.myshopify.com",
        "Access token or client secret": shopify_customers.TOKEN,
    },
    Service.ZAPIER: {"Catch Hook address": hooks.ZAP_SECRET},
    Service.WEBHOOK: {"Address": "https://hook.example.com/in", "Signing secret": hooks.HOOK_SIGNING},
}
"""What an author types, by field."""


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[Service, Standin]]:
    """Stand-ins for all services, reached instead of the real ones; HubSpot is as on its first day."""
    with seven.running() as running:
        for name, address in seven.addresses(running).items():
            monkeypatch.setenv(name, address)
        account = running[Service.HUBSPOT]
        assert isinstance(account, hubspot.HubSpot)
        account.knows_all_fields = False
        yield running


class Merchant:
    """Somebody at Connect, by keys."""

    def __init__(self, desktop: Standing) -> None:
        self.desktop = desktop
        self.hands = desktop.hands

    @property
    def pane(self) -> ConnectPane:
        """The place."""
        found = self.desktop.window.panes["connect"]
        assert isinstance(found, ConnectPane)
        return found

    def connection(self, service: Service) -> Connection | None:
        """The project's connection to this service."""
        return next((one for one in self.desktop.desk.project.connections if one.service is service), None)

    async def go_to(self, service: Service) -> None:
        """Down the list of services to this one."""
        await self.hands.focus(self.hands.named("Services", QListView))
        await self.hands.press("Home")
        at = [one.service for one in self.pane.model.rows].index(service)
        await self.hands.press(*["Down"] * at)

    async def connect(self, service: Service) -> None:
        """Type what its key is made of and press Enter."""
        await self.go_to(service)
        for name, text in KEYS[service].items():
            await self.hands.fill(name, text)
        await self.hands.press("Return")
        await self.hands.until(lambda: self.connection(service), f"the connection to {service}")
        await self.hands.until(self.pane.detail.key.kept.isVisible, "the kept key")

    async def pick(self, name: str, option: str) -> None:
        """Pick what begins so, once it is there, with the arrow keys."""
        found = self.hands.named(name, QComboBox)
        starts = Qt.MatchFlag.MatchStartsWith
        await self.hands.until(lambda: found.findText(option, starts) >= 0, option)
        await self.hands.focus(found)
        await self.hands.press(*["Down"] * (found.findText(option, starts) - found.currentIndex()))

    async def answer(self, address: str, answers: Mapping[str, Answer], email: str) -> None:
        """Take the quiz as a shopper with this address."""
        question = next(one.id for one in self.desktop.desk.quiz.questions if one.kind is Kind.EMAIL)
        await asyncio.to_thread(take, address, {**answers, question: email})

    async def told(self, email: str, words: str) -> None:
        """Press Refresh until the newest delivery to this address reads like this."""
        card = self.pane.detail.deliveries

        def reads() -> bool:
            rows = [one for one in card.findChildren(DeliveryRow) if one.isVisible()]
            newest = next((one for one in rows if one.delivery.contact == email), None)
            return newest is not None and words in newest.accessibleName()

        while not reads():
            await self.hands.click("Refresh")
            await asyncio.sleep(0.1)


async def command(*words: str | Path) -> Any:
    """What the command line prints, run beside the window; JSON where it is that."""
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "quizdesigner", *map(str, words), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await made.communicate()
    assert made.returncode == 0
    return json.loads(out) if "--json" in words else out.decode()


def refusing(words: str) -> tuple[int, bytes]:
    """Klaviyo's answer to everything it refuses in these words."""
    return 400, json.dumps({"errors": [{"detail": words}]}).encode()


def timeless(requests: Any) -> str:
    """Requests as text, without the moment they were made for."""
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "then", json.dumps(requests))


def test_keys_picks_shoppers_and_what_becomes_of_them(desktop: Standing, services: dict[Service, Standin]) -> None:
    merchant, hands = Merchant(desktop), desktop.hands
    crm = services[Service.KLAVIYO]
    assert isinstance(crm, klaviyo.KlaviyoService)

    async def connect_all() -> None:
        await hands.fill("Private API key", "pk_wrong_wrong_wrong")
        await hands.press("Return")
        trouble = merchant.pane.detail.key.trouble
        await hands.until(lambda: "does not know this key" in trouble.text(), "what is wrong with the key")
        for service in KEYS:
            await merchant.connect(service)
        await merchant.go_to(Service.MAILCHIMP)
        await merchant.pick("Audience", "Sleepers")
        await merchant.go_to(Service.HUBSPOT)
        await merchant.pick(LISTS, "Newsletter")
        await merchant.pick("Kind of email people agree to", "Marketing")
        await hands.click("Create them")
        said = merchant.pane.detail.setup.said
        await hands.until(lambda: said.text() == "Everything HubSpot needs is there.", "all properties")
        await merchant.go_to(Service.KLAVIYO)
        await merchant.pick(LISTS, "Newsletter")
        await hands.focus(hands.named("Fields", QListView))
        await hands.press("Home", "Down", "Down", "Return", "Ctrl+A")
        await hands.write("wish")
        await hands.press("Return")

    async def run_dry(path: Path) -> None:
        desk = desktop.desk
        assert desk.editor.do(save_shopper, desk.quiz_id, Saved("s1", "Ana", sample(desk.quiz, 1)))
        await merchant.pick("Shopper", "Saved shopper")
        await hands.click("Copy all")
        here = json.loads(QGuiApplication.clipboard().text())
        there = await command(
            "dry-run", path, "--quiz", desk.quiz_id, "--connection", "Klaviyo", "--shopper", "Ana", "--json"
        )
        assert timeless(here) == timeless(there["requests"])
        assert '"wish"' in timeless(here)

    async def deliver(address: str) -> None:
        quiz, project = desktop.desk.quiz, desktop.desk.project
        first, second = sample(quiz, 0), sample(quiz, 1)
        for answers in (first, second):
            await merchant.answer(address, answers, "ana@example.com")
        wanted = {tag.name for tag in outcome(project, quiz, second).tags}
        for service, standin in services.items():

            def arrived(standin: Standin = standin) -> bool:
                person = standin.person("ana@example.com")
                return person is not None and set(person.tags) == wanted

            await hands.until(arrived, f"the tags of the second take in {service}")
        await merchant.told("ana@example.com", "done")

        crm.garbage = refusing("This is no address.")
        await merchant.answer(address, first, "bea@example.com")
        await merchant.told("bea@example.com", "refused. Klaviyo refused this (status 400). It said: This is no addr")
        crm.garbage = None
        await hands.click("Send all refused again")
        await merchant.told("bea@example.com", "done")

        crm.garbage = refusing("Not today.")
        await merchant.answer(address, first, "cleo@example.com")
        await merchant.told("cleo@example.com", "refused")
        crm.garbage = None
        data, connection = desktop.folder / "host", merchant.connection(Service.KLAVIYO)
        assert connection is not None
        listed = await command("host", "deliveries", "--data", data, "--state", "refused", "--json")
        assert [(one["contact"], one["connection"]) for one in listed] == [("cleo@example.com", connection.id)]
        await command("host", "retry", "--data", data, listed[0]["id"])
        await merchant.told("cleo@example.com", "done")

    async def lose_the_key(address: str) -> None:
        crm.inner.key = FRESH
        await merchant.answer(address, sample(desktop.desk.quiz, 0), "dora@example.com")
        await merchant.told("dora@example.com", "waiting. Klaviyo does not know this key")
        assert merchant.pane.detail.paused.text().startswith("Paused at the host")
        await hands.click("Replace")
        await hands.fill("Private API key", FRESH)
        await hands.press("Return")
        await hands.until(merchant.pane.detail.key.kept.isVisible, "the new key")
        await merchant.told("dora@example.com", "done")

    async def work() -> None:
        path = await desktop.open_new()
        await desktop.author.go("connect", "Ctrl+6")
        await connect_all()
        await run_dry(path)
        await hands.press("Ctrl+Shift+P")
        await hands.click("Use this computer")
        await hands.until(lambda: desktop.desk.project.hosts, "this computer as a host")
        address = await desktop.author.publish()
        await hands.click("Done")
        await deliver(address)
        await lose_the_key(address)
        file = path.read_bytes()
        assert not any(text.encode() in file for texts in KEYS.values() for text in texts.values() if len(text) > 30)

    desktop.run(work())
    assert crm.violations == []
