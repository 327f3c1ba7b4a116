"""Questions that are typed or moved, in a real browser: their bounds, and what they refuse."""

from __future__ import annotations

from msgspec.structs import replace
from playwright.sync_api import expect

from tests.browser import NewPage
from tests.page.counter import Counter
from tests.page.every_kind import QUESTIONS, every_kind
from tests.page.taking import alert, finish, open_quiz, sent


def test_many_stars_are_a_number(counter: Counter, new_page: NewPage) -> None:
    project = every_kind()
    rest = replace(QUESTIONS["rest"], highest=100)
    counter.project = replace(project, quizzes=(replace(project.quizzes[0], questions=(rest,)),))
    page = new_page()
    page.goto(counter.address)
    page.get_by_role("spinbutton", name="How rested are you?").fill("101")
    page.locator("#go").tap()
    expect(alert(page)).to_have_text("Please give 100 or less.")
    page.get_by_role("spinbutton").fill("77")
    finish(page)
    assert sent(counter) == {"rest": ["77"]}


def test_a_slider_by_arrow_keys(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "hours", desk=True)
    slider = page.get_by_role("slider", name="How long do you sleep?")
    expect(page.locator("output")).to_have_text("7 hours")
    page.keyboard.press("Tab")
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("output")).to_have_text("7.5 hours")
    expect(slider).to_have_attribute("aria-valuetext", "7.5 hours")
    page.keyboard.press("Home")
    expect(page.locator("output")).to_have_text("4 hours")
    page.keyboard.press("ArrowUp")
    page.reload()
    expect(page.locator("output")).to_have_text("4.5 hours")
    finish(page)
    assert sent(counter) == {"hours": ["4.5"]}


def test_a_slider_nobody_touched_stands_in_the_middle(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "hours")
    finish(page)
    assert sent(counter) == {"hours": ["7"]}


def test_a_number_within_its_bounds(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "weight")
    field = page.get_by_role("spinbutton", name="What do you weigh?")
    for text, said in (
        ("", "Please give a number."),
        ("e", "Please give a number, such as 30."),
        ("29", "Please give 30 or more."),
        ("72.55", "Please give a number in steps of 0.1."),
        ("251", "Please give 250 or less."),
    ):
        field.fill("")
        field.press_sequentially(text)
        field.press("Enter")
        expect(alert(page)).to_have_text(said)
        expect(field).to_be_focused()
        expect(field).to_have_accessible_description(said)
    field.fill("72.50")
    field.press("Enter")
    page.wait_for_url("**/results/*")
    assert counter.kept["s1"] == {"weight": "72.5"}


def test_a_text_within_its_bounds(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "word")
    field = page.get_by_label("Your sleep in a word?")
    field.fill("a")
    field.press("Enter")
    expect(alert(page)).to_have_text("Please write at least 2 characters.")
    expect(field).to_have_accessible_description("One is enough. Please write at least 2 characters.")
    field.press_sequentially("b" * 30)
    expect(field).to_have_value("a" + "b" * 19)
    finish(page)


def test_a_long_text_keeps_its_lines(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "story")
    field = page.get_by_role("textbox", name="Tell us about your nights")
    field.press_sequentially("One\nTwo")
    page.reload()
    expect(field).to_have_value("One\nTwo")
    finish(page)
    assert counter.kept["s1"] == {"story": "One\nTwo"}


def test_a_day_within_its_bounds(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "since")
    field = page.get_by_label("Since when")
    for day, said in (
        ("", "Please choose a date."),
        ("2019-12-31", "Please choose 2020-01-01 or later."),
        ("2026-11-23", "Please choose 2026-11-22 or earlier."),
    ):
        field.fill(day)
        page.locator("#go").tap()
        expect(alert(page)).to_have_text(said)
    field.fill("2024-05-01")
    finish(page)
    assert sent(counter) == {"since": ["2024-05-01"]}


def test_a_phone_number_with_a_country(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "phone")
    field = page.get_by_label("Your phone number")
    country = page.get_by_role("combobox", name="Country")
    expect(country).to_have_value("DE")
    expect(page.locator(".dial span")).to_have_text("+49")
    field.fill("12")
    page.locator("#go").tap()
    expect(alert(page)).to_have_text("This does not look like a phone number. Example: 01512 3456789")
    expect(field).to_be_focused()
    country.select_option("United States +1")
    expect(page.locator(".dial span")).to_have_text("+1")
    field.fill("12345")
    page.locator("#go").tap()
    # Here the host has looked, and the page came back.
    expect(alert(page)).to_contain_text("This does not look like a phone number.")
    expect(country).to_have_value("US")
    expect(field).to_have_value("12345")
    field.fill("(201) 555-0123")
    finish(page)
    assert counter.kept["s1"] == {"phone": "+12015550123"}
