"""The guarded client against hostile servers, and typed addresses against the private network."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import socket
import ssl
import threading
import time
from io import BufferedIOBase
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.sync.connectors import addresses
from quizdesigner.sync.connectors import http as wire
from quizdesigner.sync.connectors.http import MAX_REPLY, Http, Reply, parse, retry_after
from tests.standins.receiver import Answer, Receiver
from tests.sync.leads import run


def get(url: str, *, guarded: bool = False, deadline: float = 30.0) -> Reply:
    return run(lambda http: http.send("GET", url, guarded=guarded), deadline=deadline)


def endless(stream: BufferedIOBase, closing: threading.Event) -> None:
    while not closing.is_set():
        stream.write(b"x" * 65_536)


def drip(stream: BufferedIOBase, closing: threading.Event) -> None:
    while not closing.wait(0.02):
        stream.write(b"x")
        stream.flush()


def test_an_endless_reply_is_cut(receiver: Receiver) -> None:
    receiver.answers.append(Answer(rest=endless))
    assert len(get(receiver.url).body) == MAX_REPLY


def test_a_reply_byte_by_byte_meets_the_deadline(receiver: Receiver) -> None:
    receiver.answers.append(Answer(rest=drip))
    with pytest.raises(Unavailable, match="in time"):
        get(receiver.url, deadline=0.2)


def late(stream: BufferedIOBase, closing: threading.Event) -> None:
    closing.wait(0.4)
    stream.write(b"here")


def test_a_service_that_may_take_longer_is_waited_for(receiver: Receiver) -> None:
    async def ask(patience: float) -> Reply:
        async with Http(timeout=0.2, deadline=0.2) as http:
            return await http.send("GET", receiver.url, patience=patience)

    receiver.answers += [Answer(body=b"", rest=late), Answer(body=b"", rest=late)]
    with pytest.raises(Unavailable, match="in time"):
        asyncio.run(ask(1))
    assert asyncio.run(ask(300)).body == b"here"


@pytest.mark.parametrize("place", ["http://[::1", "https://a:b:c/", "//\x7f", "http://"])
def test_where_a_redirect_leads_is_not_even_read(receiver: Receiver, place: str) -> None:
    receiver.answers.append(Answer(302, headers={"Location": place}))
    assert get(receiver.url).status == 302


def test_redirects_cookies_and_packed_replies_change_nothing(receiver: Receiver) -> None:
    receiver.answers.append(Answer(302, headers={"Location": receiver.url, "Set-Cookie": "a=b; Path=/"}))
    receiver.answers.append(Answer(body=b"not packed", headers={"Content-Encoding": "gzip"}))

    async def twice(http: Http) -> list[Reply]:
        return [await http.send("GET", receiver.url) for _ in range(2)]

    first, second = run(twice)
    assert first.status == 302
    assert second.body == b"not packed"
    assert len(receiver.received) == 2
    assert "cookie" not in receiver.received[1].headers
    assert receiver.received[1].headers["accept-encoding"] == "identity"


def test_proxy_variables_are_not_obeyed(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert get(receiver.url).status == 200


def test_nobody_there_is_unavailable() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/secret"
        with pytest.raises(Unavailable, match="could not be reached") as caught:
            get(url)
    assert "secret" not in repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "url", ["", "x", "ftp://x.example/", "https://", "https://a:b@x.example/", "https://x.example:99999999/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        get(url)


PRIVATE = """
127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200
192.0.0.192 168.63.129.16 198.18.0.1 192.0.2.1 224.0.0.1 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 fe80::1
fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 2002:7f00:1:: 2001::1 2001:db8::1 3fff::1 fec0::1 ::ffff:0:127.0.0.1
""".split()
PUBLIC = "1.1.1.1 8.8.8.8 93.184.216.34 2606:4700:4700::1111 2a00:1450:4001::1 ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 2130706433 0x7f000001 0177.0.0.1 127.1 0 localhost localhost. [::1] [::ffff:127.0.0.1] "
    "[::ffff:7f00:1] 169.254.169.254 10.1.2.3 ⑯⑨.254.169.254 １２７.0.0.1".split(),
)
def test_no_way_of_writing_leads_inside(receiver: Receiver, host: str) -> None:
    port = receiver.url.rsplit(":", 1)[1]
    with pytest.raises((Refused, Unavailable)):
        get(f"https://{host}:{port}/", guarded=True)
    assert receiver.received == []


def test_plain_http_is_refused_where_somebody_typed_the_address() -> None:
    with pytest.raises(Refused, match="https"):
        get("http://hook.example.com/", guarded=True)


def test_the_operator_can_allow_private_networks(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZDESIGNER_ALLOW_PRIVATE", "1")
    assert get(receiver.url, guarded=True).status == 200


@pytest.mark.parametrize("order", [1, -1])
def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch, order: int) -> None:
    async def mixed(*args: Any, **named: Any) -> list[Any]:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("8.8.8.8", "10.0.0.1")]
        return found[::order]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", mixed)
    with pytest.raises(Refused, match="private network"):
        get("https://hook.example.com/", guarded=True)


@pytest.fixture
def tls_port(tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> int:
    """The receiver behind TLS, with a certificate for hook.example.com that the client trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hook.example.com")])
    start = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hook.example.com")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain = tmp_path / "chain.pem"
    chain.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(chain)
    receiver.wrap(serving)
    trusting = ssl.create_default_context(cafile=str(chain))
    monkeypatch.setattr(wire, "_tls", lambda: trusting)
    return int(receiver.url.rsplit(":", 1)[1])


def resolved_to_loopback(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names are looked up once, and lead here; no other lookup is possible."""
    asked: list[str] = []

    async def public(host: str, port: int) -> str:
        asked.append(host)
        return "127.0.0.1"

    monkeypatch.setattr(addresses, "public", public)
    return asked


def test_the_checked_address_is_called_under_its_own_name(
    receiver: Receiver, tls_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolved_to_loopback(monkeypatch)
    assert get(f"https://hook.example.com:{tls_port}/in", guarded=True).status == 200
    assert asked == ["hook.example.com"]
    assert receiver.received[0].headers["host"] == f"hook.example.com:{tls_port}"


def test_the_certificate_must_be_of_that_name(
    receiver: Receiver, tls_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved_to_loopback(monkeypatch)
    with pytest.raises(Unavailable, match="certificate"):
        get(f"https://other.example.com:{tls_port}/in", guarded=True)
    assert receiver.received == []


@pytest.mark.parametrize("address", ["https://xn--a/", "https://\u0640/", "https://[::1%25zone]/x", "https://a..b/"])
def test_a_name_that_cannot_be_read_is_no_address(address: str) -> None:
    with contextlib.suppress(Refused):
        assert parse(address).host


@pytest.mark.parametrize("said", ["Sat, 21 Nov 2026 10:01:00 -0000", "Sat Nov 21 10:01:00 2026"])
def test_a_date_without_a_zone_is_in_universal_time(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        reply = Reply(429, {"retry-after": said, "date": "Sat, 21 Nov 2026 10:00:00 GMT"}, b"")
        assert retry_after(reply, 0.0) == 60
    finally:
        monkeypatch.undo()
        time.tzset()
