"""A real browser for tests: headless Chromium, as a phone or a desk has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}

PATIENCE = 60_000
"""Milliseconds until something that should show on a page is given up."""

NewPage = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a file; they are skipped where the machine has none.

    Not one for the whole run: while it is there, its own event loop counts as running in this thread, and no other can.
    """
    with chromium() as found:
        yield found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium, until the block is left."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: the shopper's page was not driven in a browser")
    # Chromium's sandbox refuses to run as root, and machines that run checks often are.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if root else [])
        yield launched
        launched.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """A function that opens a fresh page of phone size; options go to Playwright's `new_context`.

    The test fails when a page it opened logged an error, was refused something by its policy, or threw. Failed requests
    are what some tests are about, so the browser's own lines on those are left out.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(**options: Any) -> Page:
        given: dict[str, Any] = {"viewport": PHONE, "has_touch": True} | options
        context = browser.new_context(**given)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if _bad(line.type, line.text) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _bad(kind: str, text: str) -> bool:
    return kind in ("error", "warning") and not text.startswith("Failed to load resource")
