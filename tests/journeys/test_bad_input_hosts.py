"""Hosts and services that are not what they should be, as an author and a script that publishes meet them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizdesigner.models import project_file
from quizdesigner.quiz import document
from quizdesigner.quiz.samples import sample
from quizdesigner.starters import load_starter
from quizdesigner.tour import shopper
from quizdesigner.tour.klaviyo import MailingList
from quizdesigner.views.connect.delivery_row import DeliveryRow
from tests.journeys.conftest import Standing, quizdesigner
from tests.standins.host import TOKEN, Host
from tests.standins.klaviyo_troubles import Klaviyo
from tests.standins.receiver import Answer, Received, Receiver

KEY = "pk_0123456789abcdef4f2c"


def of_somebody_else(request: Received) -> Answer:
    host = Host()
    host.publish("skin", "d" * 64, "Bo")
    return host.respond(request)


@pytest.mark.parametrize(
    ("respond", "token", "words"),
    [
        (Host().respond, "qd_t1_wrong", "revoked"),
        (lambda _: Answer(200, b'{"service": "quiz-designer-host", "api": [[['), TOKEN, "not a Quiz Designer host"),
        (of_somebody_else, TOKEN, "Bo published version 1"),
        (None, TOKEN, "The host did not answer. Your quiz is saved"),
    ],
)
def test_a_script_publishes_to_a_host_that_does_not_take_it(
    tmp_path: Path, respond: Callable[[Received], Answer] | None, token: str, words: str
) -> None:
    with Receiver(respond or Host().respond) as server, socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = server.url if respond else f"http://127.0.0.1:{nobody.getsockname()[1]}"
        listed = replace(load_starter("skin"), hosts=(document.Host("h1", "Live", address),))
        path = tmp_path / "client.quizproject"
        project_file.create(path, listed).close()
        said = quizdesigner(
            tmp_path, "publish", str(path), "--quiz", "skin", "--host", "Live", "--by", "Ci", QUIZDESIGNER_TOKEN=token
        )
    assert words in said
    assert token not in said
    with project_file.open(path) as file:
        assert file.publications("skin") == ()


def test_klaviyo_refuses_one_field_of_a_lead(desktop: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest arrives, and the deliveries of Connect say what did not."""
    with Klaviyo(KEY) as klaviyo:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", klaviyo.url)
        klaviyo.lists = {"L1": MailingList("Newsletter")}

        async def walk() -> None:
            await desktop.open_new()
            await desktop.author.connect_klaviyo(KEY, "Newsletter")
            await desktop.author.add_host(desktop.host.start(), desktop.host.token("Halden Skin").reveal())
            address = await desktop.author.publish()
            await desktop.hands.press("Escape")
            klaviyo.refused_fields = {"/data/attributes/first_name": "This name is too odd."}
            await asyncio.to_thread(shopper.take, address, sample(desktop.desk.quiz, 0))
            await desktop.hands.until(lambda: klaviyo.events, "the delivery")
            assert klaviyo.profiles["ana@example.com"].first_name is None
            assert klaviyo.profiles["ana@example.com"].properties["quiz_tags"]

            def done() -> list[DeliveryRow]:
                rows = desktop.window.findChildren(DeliveryRow)
                return [one for one in rows if not one.isHidden() and one.delivery.state == "done"]

            while not done():
                await desktop.hands.click("Refresh")
                await asyncio.sleep(0.1)
            name = done()[0].accessibleName()
            assert name.startswith("ana@example.com, done. ")
            assert "“first_name” was left out" in name
            assert "This name is too odd." in name

        desktop.run(walk())
