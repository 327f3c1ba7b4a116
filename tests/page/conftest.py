"""What the tests of the shopper's page share: a browser, and a stand-in for the host."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.browser import browser, new_page
from tests.page.counter import Counter
from tests.page.engine import Engine

__all__ = ["browser", "counter", "new_page"]


@pytest.fixture
def counter() -> Iterator[Counter]:
    """A place that serves quizzes and takes answers."""
    with Counter() as running:
        yield running


@pytest.fixture(scope="session")
def engine(qapp: QApplication) -> Engine:
    """The routing part of the page's script in a JavaScript engine."""
    return Engine()
