"""Behind a proxy: the outer address is believed when the operator says so, and only then."""

from __future__ import annotations

import pytest

from quizdesigner.host.app import create
from quizdesigner.host.shelf import Shelf
from tests.host.standing import Browser, StandingHost

OUTER = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "quiz.halden.example"}


def url(host: StandingHost, headers: dict[str, str], *, behind_proxy: bool) -> str:
    """The address of the live quiz, as the host tells it."""
    app = create(host.store, host.vault, host.clock, Shelf(), host.worker, lambda: "x" * 16, behind_proxy=behind_proxy)
    sent = {"Authorization": f"Bearer {host.token}", **headers}
    found: str = Browser(app).get("/api/v1/quizzes/sleep", headers=sent).json()["url"]
    return found


def test_the_outer_address_is_believed_only_when_asked_for(host: StandingHost) -> None:
    host.publish()
    assert url(host, OUTER, behind_proxy=True) == "https://quiz.halden.example/q/sleep-finder"
    assert url(host, OUTER, behind_proxy=False) == "http://quiz.example/q/sleep-finder"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "http://quiz.example"),
        ({"X-Forwarded-Proto": "https"}, "https://quiz.example"),
        ({"X-Forwarded-Proto": "javascript"}, "http://quiz.example"),
        ({"X-Forwarded-Proto": "https, http", "X-Forwarded-Host": "a.example, b.example"}, "https://a.example"),
        ({"X-Forwarded-Host": "a.example/evil"}, "http://quiz.example"),
        ({"X-Forwarded-Host": "a.example:8443"}, "http://a.example:8443"),
    ],
)
def test_only_plain_addresses_are_believed(host: StandingHost, headers: dict[str, str], expected: str) -> None:
    host.publish()
    assert url(host, headers, behind_proxy=True) == f"{expected}/q/sleep-finder"
