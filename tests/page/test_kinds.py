"""Every kind of question in a real browser: by touch, by keyboard, without script, and what it refuses."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from playwright.sync_api import Locator, Page, expect

from quizdesigner.quiz.document import Kind, Question
from tests.browser import DESK, NewPage
from tests.page.counter import Counter
from tests.page.every_kind import QUESTIONS, every_kind, with_language


def _open(counter: Counter, new_page: NewPage, *only: str, desk: bool = False) -> Page:
    counter.project = every_kind(*only)
    page = new_page(viewport=DESK) if desk else new_page()
    page.goto(counter.address)
    return page


def _finish(page: Page) -> None:
    page.locator("#go").click()
    page.wait_for_url("**/results/*")


def _sent(counter: Counter) -> dict[str, list[str]]:
    return {name: values for name, values in counter.posts[-1].items() if name not in ("submission", "revision")}


def _alert(page: Page) -> Locator:
    return page.get_by_role("alert").filter(visible=True, has_text="a")


def test_a_short_list_is_a_plain_one(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "season")
    page.locator("#go").tap()
    expect(_alert(page)).to_have_text("Please choose an answer.")
    expect(page.get_by_role("combobox", name="Your season?")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("combobox").select_option("Winter")
    expect(_alert(page)).to_have_count(0)
    _finish(page)
    assert _sent(counter) == {"season": ["w"]}


def test_a_long_list_is_searched_by_keyboard(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "country", desk=True)
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
    assert _sent(counter) == {"country": [f"c{_place('France')}"]}


def _place(title: str) -> int:
    return [choice.title for choice in QUESTIONS["country"].choices].index(title)


def test_what_was_picked_stays_while_one_searches_on_and_after_a_reload(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "country")
    page.locator("#go").tap()
    expect(_alert(page)).to_have_text("Please choose an answer.")
    listbox = page.get_by_role("listbox")
    listbox.select_option("Italy")
    page.get_by_role("searchbox").fill("braz")
    expect(page.get_by_role("option")).to_have_text(["Brazil", "Italy"])
    page.reload()
    expect(listbox).to_have_value(f"c{_place('Italy')}")
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
    expect(listbox).to_have_value(f"c{_place('Japan')}")
    listbox.select_option("Please choose")
    _finish(page)
    assert counter.kept["s1"] == {}


def test_yes_and_no_stand_side_by_side_and_go_on(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "snore", "tips")
    boxes = [label.bounding_box() for label in page.locator("section:visible label").all()]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    page.get_by_label("No", exact=True).tap()
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.get_by_role("button", name="Show my results").tap()
    page.wait_for_url("**/results/*")
    assert _sent(counter) == {"snore": ["no"]}


def test_stars_by_touch_and_by_keyboard(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "rest")
    page.locator("#go").tap()
    expect(_alert(page)).to_have_text("Please choose an answer.")
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
    assert _sent(counter) == {"rest": ["3"]}


def test_many_stars_are_a_number(counter: Counter, new_page: NewPage) -> None:
    project = every_kind()
    rest = replace(QUESTIONS["rest"], highest=100)
    counter.project = replace(project, quizzes=(replace(project.quizzes[0], questions=(rest,)),))
    page = new_page()
    page.goto(counter.address)
    page.get_by_role("spinbutton", name="How rested are you?").fill("101")
    page.locator("#go").tap()
    expect(_alert(page)).to_have_text("Please give 100 or less.")
    page.get_by_role("spinbutton").fill("77")
    _finish(page)
    assert _sent(counter) == {"rest": ["77"]}


def test_a_slider_by_arrow_keys(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "hours", desk=True)
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
    _finish(page)
    assert _sent(counter) == {"hours": ["4.5"]}


def test_a_slider_nobody_touched_stands_in_the_middle(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "hours")
    _finish(page)
    assert _sent(counter) == {"hours": ["7"]}


def test_a_number_within_its_bounds(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "weight")
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
        expect(_alert(page)).to_have_text(said)
        expect(field).to_be_focused()
        expect(field).to_have_accessible_description(said)
    field.fill("72.50")
    field.press("Enter")
    page.wait_for_url("**/results/*")
    assert counter.kept["s1"] == {"weight": "72.5"}


def test_a_text_within_its_bounds(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "word")
    field = page.get_by_label("Your sleep in a word?")
    field.fill("a")
    field.press("Enter")
    expect(_alert(page)).to_have_text("Please write at least 2 characters.")
    expect(field).to_have_accessible_description("One is enough. Please write at least 2 characters.")
    field.press_sequentially("b" * 30)
    expect(field).to_have_value("a" + "b" * 19)
    _finish(page)


def test_a_long_text_keeps_its_lines(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "story")
    field = page.get_by_role("textbox", name="Tell us about your nights")
    field.press_sequentially("One\nTwo")
    page.reload()
    expect(field).to_have_value("One\nTwo")
    _finish(page)
    assert counter.kept["s1"] == {"story": "One\nTwo"}


def test_a_day_within_its_bounds(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "since")
    field = page.get_by_label("Since when")
    for day, said in (
        ("", "Please choose a date."),
        ("2019-12-31", "Please choose 2020-01-01 or later."),
        ("2026-11-23", "Please choose 2026-11-22 or earlier."),
    ):
        field.fill(day)
        page.locator("#go").tap()
        expect(_alert(page)).to_have_text(said)
    field.fill("2024-05-01")
    _finish(page)
    assert _sent(counter) == {"since": ["2024-05-01"]}


def test_a_phone_number_with_a_country(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "phone")
    field = page.get_by_label("Your phone number")
    country = page.get_by_role("combobox", name="Country")
    expect(country).to_have_value("DE")
    expect(page.locator(".dial span")).to_have_text("+49")
    field.fill("12")
    page.locator("#go").tap()
    expect(_alert(page)).to_have_text("This does not look like a phone number. Example: 01512 3456789")
    expect(field).to_be_focused()
    country.select_option("United States +1")
    expect(page.locator(".dial span")).to_have_text("+1")
    field.fill("12345")
    page.locator("#go").tap()
    # Here the host has looked, and the page came back.
    expect(_alert(page)).to_contain_text("This does not look like a phone number.")
    expect(country).to_have_value("US")
    expect(field).to_have_value("12345")
    field.fill("(201) 555-0123")
    _finish(page)
    assert counter.kept["s1"] == {"phone": "+12015550123"}


def test_other_asks_for_words_and_waits_for_them(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "goal", "tips")
    text = page.get_by_role("textbox", name="Something else")
    expect(text).to_be_hidden()
    page.get_by_label("Something else").first.tap()
    expect(text).to_be_focused()
    page.get_by_role("button", name="Continue").tap()
    expect(_alert(page)).to_have_text("Please say what you mean.")
    expect(text).to_be_focused()
    page.keyboard.type("Naps")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.reload()
    page.locator("#back").tap()
    expect(text).to_have_value("Naps")
    page.get_by_label("Falling asleep").tap()
    _finish(page)
    # The text stays in the form but counts for nothing.
    assert counter.kept["s1"] == {"goal": ("fall",)}


def test_other_by_keyboard(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "goal", desk=True)
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
    page = _open(counter, new_page, "avoid")

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
    _finish(page)
    assert counter.kept["s1"] == {"avoid": ("herbs", "wool", "every")}


def test_answers_are_recalled_in_later_texts(counter: Counter, new_page: NewPage) -> None:
    page = _open(counter, new_page, "first", "goal", "avoid", "since", "note")
    page.get_by_label("What is your first name?").fill("<b>Ana</b>")
    page.keyboard.press("Enter")
    heading = page.locator("section:visible h2")
    expect(heading).to_have_text("What would help you most, <b>Ana</b>?")
    page.get_by_role("radio", name="Something else").tap()
    page.keyboard.type("Naps")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Nothing").tap()
    page.locator("#go").tap()
    page.get_by_label("Since when").fill("2024-05-01")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("Nearly there, <b>Ana</b>")
    expect(page.locator("section:visible .about")).to_have_text("You said: Naps. Since May 1, 2024.")
    for _ in range(4):
        page.locator("#back").tap()
    page.get_by_label("What is your first name?").fill(" ")
    page.locator("#go").tap()
    expect(_alert(page)).to_have_text("Please type an answer.")
    page.get_by_label("What is your first name?").fill("Bo")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("What would help you most, Bo?")
    page.get_by_role("radio", name="Falling asleep").tap()
    page.locator("#go").tap()
    page.locator("#go").tap()
    expect(page.locator("section:visible .about")).to_have_text("You said: Falling asleep. Since May 1, 2024.")
    _finish(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bo, this is your night")
    expect(page.locator(".about").first).to_have_text("Chosen for: Falling asleep.")
    expect(page.get_by_role("article").first).to_contain_text("Because you said “Falling asleep”.")


def test_every_kind_without_script(counter: Counter, new_page: NewPage) -> None:
    counter.project = every_kind()
    page = new_page(java_script_enabled=False)
    page.goto(counter.address)
    expect(page.locator("section:visible")).to_have_count(len(QUESTIONS))
    expect(page.get_by_role("heading", name="What would help you most, friend?")).to_be_visible()
    page.get_by_label("What is your first name?").fill("Ana")
    page.get_by_role("radio", name="Something else").check()
    page.get_by_role("textbox", name="Something else").first.fill("Naps")
    page.get_by_role("checkbox", name="All of these").check()
    page.locator("label", has_text="By the sea").click()
    page.get_by_role("combobox", name="Where do you live?").select_option("Germany")
    page.get_by_role("combobox", name="Your season?").select_option("Summer")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("radio", name="5 of 5").check()
    page.get_by_label("What do you weigh?").fill("72.5")
    page.get_by_label("Your sleep in a word?").fill("Calm")
    page.get_by_label("Since when").fill("2024-05-01")
    page.get_by_label("Where shall we send it?").fill("ana@example.com")
    page.get_by_role("button", name="Show my results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana, this is your night")
    assert counter.kept["s1"] == {
        "first": "Ana",
        "goal": ("else",),
        "goal/other": "Naps",
        "avoid": ("herbs", "wool", "every"),
        "place": ("sea",),
        "country": (f"c{_place('Germany')}",),
        "season": ("s",),
        "snore": ("yes",),
        "rest": "5",
        "hours": "7",
        "weight": "72.5",
        "word": "Calm",
        "since": "2024-05-01",
        "mail": "ana@example.com",
    }


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (390, "ar"), (1280, "de")])
def test_every_kind_fits_and_has_large_targets(counter: Counter, new_page: NewPage, width: int, language: str) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    for name, question in QUESTIONS.items():
        counter.project = with_language(every_kind(name), language)
        page.goto(counter.address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        for target in page.locator(
            "label:has(input):visible, button:visible, input:not([type=radio], [type=checkbox]):visible, select:visible"
        ).all():
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44, (name, box)
        assert question.traits.takes_answer or page.locator("h2:visible").count() == 1


def test_pictures_videos_and_the_logo(counter: Counter, new_page: NewPage) -> None:
    project = every_kind("hello")
    films = (
        Question("a", Kind.STATEMENT, "A film", video="https://youtu.be/dQw4w9WgXcQ"),
        Question("b", Kind.STATEMENT, "Another", video="https://vimeo.com/76979871"),
        Question("c", Kind.STATEMENT, "Our own", video="https://halden.example/film.mp4"),
    )
    quiz = project.quizzes[0]
    counter.project = replace(project, quizzes=(replace(quiz, questions=(*quiz.questions, *films)),))
    page = new_page()
    page.route("https://**", lambda route: route.abort())
    with page.expect_request("https://halden.example/film.mp4"):
        page.goto(counter.address)
    for shown in (".logo", ".shot"):
        page.wait_for_function("(one) => document.querySelector(one).naturalWidth > 0", arg=shown)
    with page.expect_request("https://www.youtube-nocookie.com/**"):
        page.locator("#go").tap()
    frame = page.locator("iframe:visible")
    expect(frame).to_have_attribute("title", "A film")
    expect(frame).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0")
    with page.expect_request("https://player.vimeo.com/**"):
        page.locator("#go").tap()
    expect(page.locator("iframe:visible")).to_have_attribute("src", "https://player.vimeo.com/video/76979871?dnt=1")
    page.locator("#go").tap()
    expect(page.locator("video:visible")).to_have_attribute("aria-label", "Our own")


def test_an_authors_style_sheet_dresses_the_page_and_loads_nothing(counter: Counter, new_page: NewPage) -> None:
    project = every_kind("goal")
    css = "h2{color:rgb(1,2,3)} body{background:url(https://x.example/spy)} @import 'https://x.example/a.css';"
    quiz = project.quizzes[0]
    counter.project = replace(project, quizzes=(replace(quiz, theme=replace(quiz.theme, css=css)),))
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(counter.address)
    assert page.locator("h2").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
    assert not [url for url in asked if "x.example" in url]
