"""Who may do what: tokens, scopes, other clients' ids, and bodies that are not what an address takes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import anyio
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.host import bodies, tokens
from quizdesigner.host.admin import Entry
from quizdesigner.host.desk import CALLS
from quizdesigner.host.store.engine import Store
from tests.host.standing import ANA, NOW, StandingHost
from tests.quiz.projects import sleep_project


def address(entry: Entry) -> str:
    """The call's path with ids that exist for the client Halden."""
    digest = "0" * 64
    return entry.path.format(digest=digest, quiz="sleep", connection="k1", delivery="1")


def names(entry: Entry) -> str:
    """How a test of this call is called."""
    return f"{entry.method} {entry.path}"


@pytest.fixture
def busy(host: StandingHost) -> StandingHost:
    """A host with a quiz, a secret and one delivery that was refused."""
    host.publish()
    host.put_secret()
    host.answer(ANA)
    host.crm.answers["ana@example.com"] = [Refused("No.")]
    host.send_due()
    return host


@pytest.mark.parametrize("entry", CALLS, ids=names)
def test_every_call_is_described_with_its_scope(entry: Entry) -> None:
    described = (Path(__file__).parents[2] / "docs" / "host-api.md").read_text(encoding="utf-8")
    path = re.sub(r"\\{\w+\\}", "<[^>]+>", re.escape(entry.path))
    scope = entry.scope or "any"
    assert re.search(rf"^\| `{entry.method} /api/v1{path}(\?\S+)?` \| {scope} \|", described, re.MULTILINE)


def test_the_host_says_what_it_is_and_who_asks(host: StandingHost) -> None:
    assert host.call("GET", "/host").json() == {
        "service": "quiz-designer-host",
        "api": 1,
        "format": 2,
        "version": "0.1.0",
        "client": "Halden",
        "scopes": ["publish", "read"],
    }


@pytest.mark.parametrize("entry", CALLS, ids=names)
def test_no_call_answers_without_a_good_token(host: StandingHost, entry: Entry) -> None:
    good = host.token
    forged = good[:-1] + ("A" if good[-1] != "A" else "B")
    for header in ("", "Bearer", f"Basic {good}", f"Bearer {forged}", "Bearer qd__", "Bearer qd_\u00e9_x", good):
        sent = {"Authorization": header.encode("latin-1")}
        reply = host.browser.request(entry.method, f"/api/v1{address(entry)}", headers=sent)
        assert reply.status_code == 401
        assert set(reply.json()) == {"error"}
        assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("entry", [entry for entry in CALLS if entry.scope], ids=names)
def test_no_call_answers_without_its_scope(host: StandingHost, entry: Entry) -> None:
    other = "read" if entry.scope == "publish" else "publish"
    token = tokens.create(host.store, host.clock, "Halden", [other])
    assert host.call(entry.method, address(entry), token=token).status_code == 403


@pytest.mark.parametrize("entry", [entry for entry in CALLS if "{" in entry.path], ids=names)
def test_another_clients_ids_lead_nowhere(busy: StandingHost, entry: Entry) -> None:
    stranger = tokens.create(busy.store, busy.clock, "Other")
    mine = busy.call("GET", "/quizzes/sleep").json(), busy.call("GET", "/connections/k1").json(), busy.deliveries()
    reply = busy.call(entry.method, address(entry), {}, token=stranger)
    assert reply.status_code in (400, 404, 422, 428)
    assert "ana@" not in reply.text
    if entry.method == "GET" or "retry" in entry.path:
        assert reply.status_code == 404
    after = busy.call("GET", "/quizzes/sleep").json(), busy.call("GET", "/connections/k1").json(), busy.deliveries()
    assert after == mine


def test_clients_with_the_same_ids_do_not_meet(busy: StandingHost) -> None:
    stranger = tokens.create(busy.store, busy.clock, "Other")
    digests = list(busy.send_parts(sleep_project())["parts"].values())
    assert busy.call("POST", "/parts/missing", {"digests": digests}, token=stranger).json() == {"missing": digests}
    made = busy.publish(token=stranger)
    assert (made["revision"], made["url"]) == (1, "http://quiz.example/q/sleep-finder-2")
    theirs = busy.call("GET", "/connections/k1", token=stranger).json()
    none = {"done": 0, "waiting": 0, "refused": 0}
    assert theirs == {"secret": None, "paused": None, **none, "day": none}
    assert busy.browser.get("/q/sleep-finder-2/results/submission-1795255200-000001").status_code == 404


def test_a_revoked_token_is_worthless_at_once(host: StandingHost) -> None:
    (listed,) = tokens.listing(host.store)
    assert (listed.client, listed.scopes, listed.made_at) == ("Halden", ("publish", "read"), "2026-11-21T10:00:00Z")
    tokens.revoke(host.store, host.token)
    assert host.call("GET", "/host").status_code == 401
    with pytest.raises(Refused, match=listed.id):
        tokens.revoke(host.store, listed.id)


@pytest.mark.parametrize(("client", "scopes"), [("", ["read"]), ("x" * 201, ["read"]), ("A", []), ("A", ["root"])])
def test_a_token_is_made_for_a_named_client_with_known_scopes(store: Store, client: str, scopes: list[str]) -> None:
    with pytest.raises(Refused):
        tokens.create(store, lambda: NOW, client, scopes)


def test_clients_are_known_by_name(store: Store) -> None:
    found = [tokens.caller(store, f"bearer {tokens.create(store, lambda: NOW, name)}") for name in ("A", " A ", "B")]
    assert len({caller.client for caller in found if caller}) == 2


GARBAGE = (b"", b"{", b"[]", b"null", b'{"oops": 1}', b"\xff\xfe", b"[" * 60_000, b'{"digests": "x"}', b'{"secret": 1}')


@pytest.mark.parametrize("entry", [entry for entry in CALLS if entry.limit and "parts/{" not in entry.path], ids=names)
def test_garbage_is_answered_with_words(busy: StandingHost, entry: Entry) -> None:
    headers = {"If-Match": '"1"', "Idempotency-Key": "k"}
    for body in GARBAGE:
        reply = busy.call(entry.method, address(entry), content=body, headers=headers)
        assert reply.status_code == 400, body
        assert reply.json()["error"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text("abcd01-_%./\x00é", max_size=20), method=st.sampled_from(["GET", "PUT", "POST", "DELETE", "PATCH"]))
def test_no_address_brings_the_host_down(host: StandingHost, path: str, method: str) -> None:
    for base in ("/q/", "/api/v1/quizzes/", "/api/v1/connections/", "/api/v1/deliveries/", "/api/v1/parts/", "/"):
        headers = {"Authorization": f"Bearer {host.token}"}
        url = f"http://quiz.example{base}{quote(path)}"
        assert host.browser.request(method, url, headers=headers).status_code < 500


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("entry", [entry for entry in CALLS if entry.limit], ids=names)
def test_a_body_over_the_limit_is_refused(host: StandingHost, entry: Entry, chunked: bool) -> None:
    step = entry.limit // 4 + 1

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b"x" * step

    content = chunks() if chunked else b"x" * (entry.limit + 1)
    reply = host.call(entry.method, address(entry), content=content)
    assert reply.status_code == 413
    assert "more than the host takes" in reply.json()["error"]


def test_a_body_that_never_comes_is_given_up(host: StandingHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.0)
    monkeypatch.setattr(bodies, "SLOWEST", float("inf"))

    async def nothing() -> AsyncIterator[bytes]:
        await anyio.sleep_forever()
        yield b""

    reply = host.call("POST", "/parts/missing", content=nothing())
    assert reply.status_code == 408


def test_other_addresses_and_methods_say_so(host: StandingHost) -> None:
    assert host.browser.get("/api/v1/nothing").json() == {
        "error": "There is no such call. See the interface's description."
    }
    reply = host.call("DELETE", "/host")
    assert (reply.status_code, reply.json()) == (405, {"error": "Not with this method."})
    assert "GET" in reply.headers["Allow"]
    assert host.browser.get("/health").json() == {"status": "ok"}


def test_lists_have_an_end(busy: StandingHost) -> None:
    for limit in ("0", "201", "-1", "x", "1e2", ""):
        assert busy.call("GET", f"/connections/k1/deliveries?limit={limit}").status_code == 400
    assert len(busy.call("GET", "/connections/k1/deliveries?limit=1").json()["deliveries"]) == 1


@pytest.mark.parametrize("secret", ["", "x" * 10_001, None])
def test_a_secret_is_some_text(host: StandingHost, secret: str | None) -> None:
    assert host.call("PUT", "/connections/k1/secret", {"secret": secret}).status_code == 400
    assert host.call("GET", "/connections/k1").status_code == 404


def test_a_secret_is_write_only(host: StandingHost) -> None:
    for secret, shown in (("pk_1234567890", "7890"), ("12345678", "5678"), ("1234567", "")):
        host.put_secret("k9", secret)
        assert host.call("GET", "/connections/k9").json()["secret"] == {"last4": shown}
    assert "1234567" not in host.call("GET", "/connections/k9").text


def test_replies_are_not_kept_anywhere(host: StandingHost) -> None:
    reply: httpx.Response = host.call("GET", "/host")
    assert reply.headers["Cache-Control"] == "no-store"
