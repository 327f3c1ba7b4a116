"""The code for a shop's page, in a page of a shop, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from quizdesigner.views.publish.embed import frame_code, link_code, popup_code
from tests.browser import DESK, NewPage, browser, new_page

__all__ = ["browser", "new_page"]

QUIZ = "https://quiz.example/q/skin?a=1&b=2"
NAME = 'Skin & “hair” <b>"finder"'


@pytest.fixture
def shop(new_page: NewPage) -> Page:
    """A page of a shop, on an internet where nothing but the quiz is."""
    page = new_page(viewport=DESK)
    page.route(QUIZ, lambda route: route.fulfill(content_type="text/html", body="<h1>What is your skin like?</h1>"))
    return page


def test_the_link_leads_to_the_quiz(shop: Page) -> None:
    shop.set_content(link_code(QUIZ, NAME))
    shop.get_by_role("link", name=NAME).click()
    expect(shop.get_by_role("heading")).to_have_text("What is your skin like?")


def test_the_frame_shows_the_quiz(shop: Page) -> None:
    shop.set_content(frame_code(QUIZ, NAME))
    expect(shop.frame_locator("iframe").get_by_role("heading")).to_be_visible()
    expect(shop.locator("iframe")).to_have_attribute("title", NAME)


def test_the_button_opens_the_quiz_over_the_page_and_lets_go_of_it(shop: Page) -> None:
    shop.set_content(f"<p>A shop.</p>{popup_code(QUIZ, NAME)}")
    opened, quiz = shop.get_by_role("dialog"), shop.frame_locator("iframe").get_by_role("heading")
    begin = shop.get_by_role("button", name=NAME)
    expect(begin).to_be_visible()
    expect(opened).to_be_hidden()
    assert QUIZ not in [frame.url for frame in shop.frames]
    begin.click()
    expect(quiz).to_be_visible()
    assert QUIZ in [frame.url for frame in shop.frames]
    shop.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    begin.click()
    shop.get_by_role("button", name="Close").click()
    expect(opened).to_be_hidden()
