"""Stand-ins every test of the wire may ask for; none of them leaves this computer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.standins.klaviyo_troubles import Klaviyo
from tests.standins.receiver import Receiver
from tests.sync.leads import KEY


@pytest.fixture
def klaviyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Klaviyo]:
    """A running stand-in that Klaviyo's connector calls in place of the service."""
    with Klaviyo(KEY) as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", service.url)
        yield service


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A running receiver that webhooks and Zapier hooks go to."""
    with Receiver() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_WEBHOOK", service.url)
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_ZAPIER", service.url)
        yield service
