"""Somebody at a quiz in the browser, and what came of it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser import DESK, NewPage
from tests.page.counter import Counter
from tests.page.every_kind import QUESTIONS, every_kind


def open_quiz(counter: Counter, new_page: NewPage, *only: str, desk: bool = False) -> Page:
    """The quiz of these questions in the browser."""
    counter.project = every_kind(*only)
    page = new_page(viewport=DESK) if desk else new_page()
    page.goto(counter.address)
    return page


def finish(page: Page) -> None:
    """Go on from the last question to the results."""
    page.locator("#go").click()
    page.wait_for_url("**/results/*")


def sent(counter: Counter) -> dict[str, list[str]]:
    """The answers of the last form that was sent."""
    return {name: values for name, values in counter.posts[-1].items() if name not in ("submission", "revision")}


def alert(page: Page) -> Locator:
    """What the page says is wrong."""
    return page.get_by_role("alert").filter(visible=True, has_text="a")


def place_of(title: str) -> int:
    """Where a country stands in the list."""
    return [choice.title for choice in QUESTIONS["country"].choices].index(title)
