"""Addresses and keys that would lead elsewhere: nothing private and no other host is ever contacted."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from quizdesigner.errors import QuizDesignerError, Refused, Unavailable
from quizdesigner.quiz.document import Service as Kind
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret
from tests.sync.leads import SIGNING, run

ADDRESSES = """
https://127.0.0.1/ https://2130706433/ https://0x7f000001/ https://0x7f.1/ https://0177.0.0.1/ https://127.1/ https://0/
https://[::1]/ https://[::]/ https://[::ffff:127.0.0.1]/ https://[::127.0.0.1]/ https://[64:ff9b::7f00:1]/
https://[2002:7f00:1::]/ https://[64:ff9b:1::7f00:1]/ https://[fd00:ec2::254]/ https://[2001:0:7f00:1::]/
https://169.254.169.254/latest/ https://localhost/ https://localhost./ https://LOCALHOST/ https://127.0.0.1./
https://１２７.0.0.1/ https://⑯⑨.254.169.254/ https://127。0。0。1/ https://127.0.0.1:22/ https://127.0.0.1%2f@8.8.8.8/
https://8.8.8.8@127.0.0.1/ https://8.8.8.8#@127.0.0.1/ https://0300.0250.0.1/ https://3232235521/ https://10.1/
https://100.64.0.1/ https://192.168.0.1/ https://[fe80::1%25lo]/ https://168.63.129.16/ https://0.0.0.0/
http://8.8.8.8/ file:///etc/passwd https:/127.0.0.1/ https:\\\\127.0.0.1/ gopher://127.0.0.1/ https://localhost%00.x/
""".split()


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address a connection is opened to; none of them is reached."""
    found: list[Any] = []

    async def refuse(self: Any, sock: Any, address: Any) -> None:
        found.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(asyncio.selector_events.BaseSelectorEventLoop, "sock_connect", refuse)
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_spelling_of_a_webhook_leads_inside(address: str, connected: list[Any]) -> None:
    secret = Secret(f"{address} {SIGNING}")
    with pytest.raises(QuizDesignerError):
        run(lambda http: CONNECTORS[Kind.WEBHOOK].test(secret, http))
    assert [one[0] for one in connected if one[0] != "8.8.8.8"] == []


def test_a_name_that_leads_elsewhere_the_second_time_is_asked_once(
    connected: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was checked is the one that is called, at each try anew."""
    looked: list[str] = []
    leads = iter([["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::1"], ["fe80::1%lo"]])

    async def resolve(self: Any, host: Any, port: Any, **named: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        if name[0].isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, port))]
        looked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in next(leads)]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)
    secret = Secret(f"https://rebind.example/hook {SIGNING}")

    async def five(http: Http) -> None:
        with pytest.raises(Unavailable):
            await CONNECTORS[Kind.WEBHOOK].test(secret, http)
        for _ in range(4):
            with pytest.raises(Refused, match="private network"):
                await CONNECTORS[Kind.WEBHOOK].test(secret, http)

    run(five)
    assert looked == ["rebind.example"] * 5
    assert [one[0] for one in connected] == ["93.184.216.34"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.SHOPIFY, f"{shop} shpat_0123456789abcdef")
        for shop in (
            "127.0.0.1",
            "https://evil.example/x.myshopify.com",
            "x.myshopify.com.evil.example",
            "x.myshopify.com@evil.example",
            "evil.example#.myshopify.com",
            "x.myshopify.com:8080",
            "http://x.myshopify.com",
            "..myshopify.com",
            "x.myshopify.com/../..",
            "ｘ.myshopify.com",
            "x.myshopify。com",
        )
    ]
    + [
        (Kind.MAILCHIMP, f"0123456789abcdef0123456789abcdef-{place}")
        for place in (
            "evil.example/",
            "us1.evil.example",
            "us1/",
            "us1#",
            "us1@127.0.0.1",
            "us",
            "us1234",
            "us１",
            "US1",
        )
    ]
    + [
        (Kind.ZAPIER, address)
        for address in (
            "https://hooks.zapier.com.evil.example/hooks/catch/1/a/",
            "https://hooks.zapier.com@evil.example/hooks/catch/1/a/",
            "https://evil.example/hooks/catch/1/a/",
            "http://hooks.zapier.com/hooks/catch/1/a/",
            "https://hooks.zapier.com:8443/hooks/catch/1/a/",
            "https://hooks.zapier.com/hooks/catch/../../x",
            "https://hooks。zapier。com/x",
        )
    ],
)
def test_no_key_leads_to_another_host(kind: Kind, text: str, connected: list[Any]) -> None:
    with pytest.raises(Refused):
        run(lambda http: CONNECTORS[kind].test(Secret(text), http))
    assert connected == []
