"""A host to test with: a real database, the real application, a clock that is set by hand, a CRM that is a list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizdesigner.host.store.engine import Store, open_store
from tests.host.standing import StandingHost


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Address of an empty database."""
    return f"sqlite:///{tmp_path / 'host.sqlite'}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An open database."""
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def host(store: Store) -> StandingHost:
    """A host with the client Halden."""
    return StandingHost(store)


@pytest.fixture
def live(host: StandingHost) -> StandingHost:
    """A host with the sleep quiz and the key of its one connection."""
    host.publish()
    host.put_secret()
    return host
