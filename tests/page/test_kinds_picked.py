"""Questions with choices in a real browser: by touch and by keyboard, alone and with what speaks of the others."""

from __future__ import annotations

from msgspec.structs import replace
from playwright.sync_api import expect

from tests.browser import NewPage
from tests.page.counter import Counter
from tests.page.every_kind import QUESTIONS, every_kind
from tests.page.taking import alert, finish, open_quiz, place_of, sent


def test_a_short_list_is_a_plain_one(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "season")
    page.locator("#go").tap()
    expect(alert(page)).to_have_text("Please choose an answer.")
    expect(page.get_by_role("combobox", name="Your season?")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("combobox").select_option("Winter")
    expect(alert(page)).to_have_count(0)
    finish(page)
    assert sent(counter) == {"season": ["w"]}


def test_a_long_list_is_searched_by_keyboard(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "country", desk=True)
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type("cote d’i")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Côte d’Ivoire"])
    for _ in "cote d’i":
        page.keyboard.press("Backspace")
    page.keyboard.type("AN")
    expect(options).to_have_text(["Canada", "Finland", "France", "Germany", "Ireland", "Japan"])
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox", name="Where do you live?")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/*")
    assert sent(counter) == {"country": [f"c{place_of('France')}"]}


def test_what_was_picked_stays_while_one_searches_on_and_after_a_reload(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "country")
    page.locator("#go").tap()
    expect(alert(page)).to_have_text("Please choose an answer.")
    listbox = page.get_by_role("listbox")
    listbox.select_option("Italy")
    page.get_by_role("searchbox").fill("braz")
    expect(page.get_by_role("option")).to_have_text(["Brazil", "Italy"])
    page.reload()
    expect(listbox).to_have_value(f"c{place_of('Italy')}")
    expect(page.get_by_role("option")).to_have_count(14)


def test_a_long_list_that_may_be_left_out(counter: Counter, new_page: NewPage) -> None:
    project = every_kind()
    country = replace(QUESTIONS["country"], required=False)
    counter.project = replace(project, quizzes=(replace(project.quizzes[0], questions=(country,)),))
    page = new_page()
    page.goto(counter.address)
    listbox = page.get_by_role("listbox")
    page.get_by_role("searchbox").fill("jap")
    expect(page.get_by_role("option")).to_have_text(["Please choose", "Japan"])
    page.get_by_role("searchbox").press("Enter")
    expect(listbox).to_have_value(f"c{place_of('Japan')}")
    listbox.select_option("Please choose")
    finish(page)
    assert counter.kept["s1"] == {}


def test_yes_and_no_stand_side_by_side_and_go_on(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "snore", "tips")
    boxes = [label.bounding_box() for label in page.locator("section:visible label").all()]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    page.get_by_label("No", exact=True).tap()
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.get_by_role("button", name="Show my results").tap()
    page.wait_for_url("**/results/*")
    assert sent(counter) == {"snore": ["no"]}


def test_stars_by_touch_and_by_keyboard(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "rest")
    page.locator("#go").tap()
    expect(alert(page)).to_have_text("Please choose an answer.")
    page.get_by_role("radio", name="4 of 5").tap()
    full = page.locator("svg").evaluate_all(
        "all => new Set(all.slice(0, 5).map((one) => getComputedStyle(one).fill)).size"
    )
    assert full == 2
    expect(page.get_by_role("radio", name="4 of 5")).to_be_checked()
    page.get_by_role("radio", name="4 of 5").press("ArrowLeft")
    expect(page.get_by_role("radio", name="3 of 5")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/*")
    assert sent(counter) == {"rest": ["3"]}


def test_other_asks_for_words_and_waits_for_them(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "goal", "tips")
    text = page.get_by_role("textbox", name="Something else")
    expect(text).to_be_hidden()
    page.get_by_label("Something else").first.tap()
    expect(text).to_be_focused()
    page.get_by_role("button", name="Continue").tap()
    expect(alert(page)).to_have_text("Please say what you mean.")
    expect(text).to_be_focused()
    page.keyboard.type("Naps")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.reload()
    page.locator("#back").tap()
    expect(text).to_have_value("Naps")
    page.get_by_label("Falling asleep").tap()
    finish(page)
    # The text stays in the form but counts for nothing.
    assert counter.kept["s1"] == {"goal": ("fall",)}


def test_other_by_keyboard(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "goal", desk=True)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    text = page.get_by_role("textbox", name="Something else")
    expect(page.get_by_role("radio", name="Something else")).to_be_focused()
    expect(text).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("Naps")
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/*")
    assert counter.kept["s1"] == {"goal": ("else",), "goal/other": "Naps"}


def test_none_and_all_speak_of_the_others(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "avoid")

    def picked() -> list[str]:
        found: list[str] = page.locator("input:checked").evaluate_all("all => all.map((one) => one.value)")
        return found

    page.get_by_role("checkbox", name="Herbs").tap()
    page.get_by_role("checkbox", name="Nothing").tap()
    assert picked() == ["nothing"]
    page.get_by_role("checkbox", name="Wool").tap()
    assert picked() == ["wool"]
    page.get_by_role("checkbox", name="All of these").tap()
    assert picked() == ["herbs", "wool", "every"]
    page.get_by_role("checkbox", name="Herbs").tap()
    assert picked() == ["wool"]
    page.get_by_role("checkbox", name="Herbs").tap()
    assert picked() == ["herbs", "wool"]
    page.get_by_role("checkbox", name="Something else").press("Space")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Feathers")
    page.get_by_role("checkbox", name="All of these").tap()
    assert picked() == ["herbs", "wool", "own", "every"]
    page.get_by_role("checkbox", name="Nothing").tap()
    assert picked() == ["nothing"]
    expect(page.get_by_role("textbox")).to_be_hidden()
    page.get_by_role("checkbox", name="All of these").tap()
    finish(page)
    assert counter.kept["s1"] == {"avoid": ("herbs", "wool", "every")}
