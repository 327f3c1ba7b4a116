"""Every kind of question, from the menu that adds it, over a shopper's phone, to the tags it gives in the CRM."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from PySide6.QtWidgets import QPlainTextEdit

from quizdesigner.quiz.document import Kind
from quizdesigner.settings import resource
from quizdesigner.views.shell import MainWindow
from tests.browser import PATIENCE, PHONE, chromium
from tests.journeys.conftest import Standing
from tests.journeys.test_main_road import EMAIL, KEY, crm, host
from tests.standins.klaviyo import validate
from tests.standins.klaviyo_troubles import Klaviyo

__all__ = ["crm", "host"]

ANSWERED = "Any answer gives tags and votes"


async def build(desktop: Standing) -> None:
    """Write the quiz, question by question, each by its name in the menu."""
    author, hands = desktop.author, desktop.hands
    await author.add_question("Welcome", "Find your rest")
    await author.add_question("Name", "Who are you?")

    up = await author.add_question("Single choice", "What keeps you up?", ("Noise", "Light", "Something else"))
    await author.pick("What the choice is among the others", "Other")
    helps = await author.add_question("Multiple choice", "What helps you?", ("Tea", "A book", "Music"))
    place = await author.add_question("Picture choice", "Where do you sleep best?", ("By the sea", "At home"))
    season = await author.add_question("Dropdown", "Your season?", ("Summer", "Winter"))
    snore = await author.add_question("Yes or no", "Do you snore?")

    rested = await author.add_question("Rating", "How rested are you?")
    await author.add_range("Tired", "1", "2")
    await author.add_range("Rested", "3", "5")
    hours = await author.add_question("Slider", "How long do you sleep?")
    await author.pick("Split evenly", "2")
    age = await author.add_question("Number", "How old are you?")
    await hands.fill("In steps of", "0.5")
    await author.add_range("Young", "", "29.5")
    await author.add_range("Grown up", "29.5", "")
    await author.vote_here("Rose Clay Mask")

    word = await author.add_question("Short text", "Your sleep in a word?")
    await author.turn_on(ANSWERED)
    await author.add_question("Long text", "Tell us about your nights")
    await author.add_question("Date", "Since when?")
    await author.add_question("Statement", "Nearly there, {first")
    await hands.press("Return")
    await author.add_question("Email", "Where shall we send it?")
    phone = await author.add_question("Phone", "Your phone number?")
    await author.turn_on(ANSWERED)
    await author.pick("Country of the numbers", "Germany")
    await author.add_question("Consent", "Yes, send me tips.")

    assert sorted(one.kind for one in author.quiz.questions) == sorted(Kind)
    for question, names in (
        (up, ("up:noise", "up:light", "up:else")),
        (helps, ("helps:tea", "helps:book", "helps:music")),
        (place, ("where:sea", "where:home")),
        (season, ("season:summer", "season:winter")),
        (snore, ("snore:yes", "snore:no")),
        (rested, ("rest:tired", "rest:good")),
        (hours, ("hours:short", "hours:long")),
        (age, ("age:young", "age:grown")),
        (word, ("said:word",)),
        (phone, ("has:phone",)),
    ):
        await author.tag_choices(question, names)


@pytest.fixture
def address(desktop: Standing, host: tuple[str, str]) -> str:
    """What an author does from an empty project to Publish; the quiz's address."""
    author = desktop.author
    published: list[str] = []

    async def work() -> None:
        desktop.whole.show_welcome()
        await desktop.hands.click("New project")
        await desktop.hands.until(lambda: isinstance(desktop.whole.window, MainWindow), "the project's window")
        await desktop.hands.rest()
        await author.import_products(resource("samples/shopify-products.csv"))
        await build(desktop)
        await author.go("builder", "Ctrl+1")
        author.desk.open_question(author.quiz.results[0].id)
        await desktop.hands.rest()
        await desktop.hands.focus(desktop.hands.named("Description of the results page", QPlainTextEdit))
        await desktop.hands.write("We call {phone")
        await desktop.hands.press("Return")
        await author.connect_klaviyo(KEY, "Newsletter")
        await author.add_host(*host)
        published.append(await author.publish())

    desktop.run(work())
    return published[0]


class Shopper:
    """Somebody with a phone in the hand; each act answers the question on screen and waits for the next."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.shown = page.locator("form > section:visible")

    def tap(self, title: str, *names: str) -> None:
        """Tap choices; one that leads on by itself is enough."""
        self._meets(title)
        for name in names:
            self.shown.locator("label", has_text=name).tap()

    def write(self, title: str, text: str) -> None:
        """Type into the field the page has put the keyboard into, or the first one there is."""
        self._meets(title)
        self.shown.locator("input, textarea").first.fill(text)

    def go_on(self) -> None:
        """Tap the button under the question."""
        self.page.locator("#go").tap()

    def _meets(self, title: str) -> None:
        expect(self.shown).to_contain_text(title)


def take(page: Page) -> None:
    """Answer each question, by touch where one taps and by the keyboard where one types."""
    someone, keys = Shopper(page), page.keyboard
    someone.tap("Find your rest")
    someone.go_on()
    someone.write("Who are you?", "Ana")
    keys.press("Enter")
    someone.tap("What keeps you up?", "Something else")
    keys.type("The owls")
    keys.press("Enter")
    someone.tap("What helps you?", "Tea", "Music")
    someone.go_on()
    someone.tap("Where do you sleep best?", "By the sea")
    expect(someone.shown).to_contain_text("Your season?")
    someone.shown.get_by_role("combobox").select_option("Winter")
    someone.go_on()
    someone.tap("Do you snore?", "No")
    expect(someone.shown).to_contain_text("How rested are you?")
    page.get_by_role("radio", name="2 of 5").tap()
    someone.go_on()
    expect(someone.shown).to_contain_text("How long do you sleep?")
    page.get_by_role("slider").press("End")
    someone.go_on()
    someone.write("How old are you?", "29.5")
    keys.press("Enter")
    someone.write("Your sleep in a word?", "Shallow")
    keys.press("Enter")
    someone.write("Tell us about your nights", "Long.\nAnd loud.")
    someone.go_on()
    someone.write("Since when?", "2024-05-01")
    keys.press("Enter")
    someone.tap("Nearly there, Ana")
    someone.go_on()
    someone.write("Where shall we send it?", EMAIL)
    keys.press("Enter")
    someone.write("Your phone number?", "01512 3456789")
    keys.press("Enter")
    someone.tap("Yes, send me tips.", "Yes, send me tips.")
    someone.go_on()
    page.wait_for_url(re.compile("/results/"))


def test_each_kind_is_made_answered_and_told_to_the_crm(address: str, crm: Klaviyo) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": PHONE["width"], "height": PHONE["height"]}, has_touch=True)
        page.set_default_timeout(PATIENCE)
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        take(page)
        # What the host kept: the number in international form, and the product a range of numbers voted for.
        expect(page.locator("body")).to_contain_text("We call +4915123456789")
        expect(page.get_by_role("article")).to_contain_text(["Rose Clay Mask"])
        crm.wait_for_events(1)
        page.close()
    assert complaints == []
    profile = crm.profiles[EMAIL]
    assert profile.first_name == "Ana"
    assert profile.properties["quiz_tags"] == [
        "up:else",
        "helps:tea",
        "helps:music",
        "where:sea",
        "season:winter",
        "snore:no",
        "rest:tired",
        "hours:long",
        # In both ranges, which meet at that number.
        "age:young",
        "age:grown",
        "said:word",
        "has:phone",
    ]
    assert profile.properties.pop("quiz_link").startswith("http://127.0.0.1:")
    assert {name: value for name, value in profile.properties.items() if name != "quiz_tags"} == {
        "quiz_keeps_up": "The owls",
        "quiz_helps": ["Tea", "Music"],
        "quiz_sleep_best": "By the sea",
        "quiz_season": "Winter",
        "quiz_snore": "No",
        "quiz_rested": 2,
        "quiz_long_sleep": 10,
        "quiz_old": 29.5,
        "quiz_sleep_word": "Shallow",
        "quiz_tell_about_nights": "Long.\nAnd loud.",
        "quiz_since": "2024-05-01",
        "quiz_products": ["HAL-ROS-75"],
        "quiz_result": "Your results",
    }
    assert crm.lists["L2"].members == {EMAIL}
    assert validate(crm.requests) == 3
