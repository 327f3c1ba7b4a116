"""What a shopper's own device asks for: no hovering, large text, its own colours, a dark page, a screen reader."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from playwright.sync_api import Locator, expect

from quizdesigner.quiz.document import Project, Question
from tests.browser import DESK, NewPage
from tests.page.counter import Counter
from tests.page.every_kind import QUESTIONS, every_kind


def _style(place: Locator, name: str) -> str:
    found: str = place.evaluate("(one, name) => getComputedStyle(one)[name]", name)
    return found


def _asking(*questions: Question) -> Project:
    project = every_kind()
    return replace(project, quizzes=(replace(project.quizzes[0], questions=questions),))


def test_phones_have_no_open_lists(counter: Counter, new_page: NewPage) -> None:
    counter.project = every_kind("country")
    page = new_page()
    # As Safari and Chrome on phones do: there every list drops down.
    page.add_init_script("Object.defineProperty(HTMLSelectElement.prototype, 'size', {set() {}})")
    page.goto(counter.address)
    country = page.get_by_role("combobox", name="Where do you live?")
    expect(country).to_contain_text("Please choose")
    expect(country.locator("option:checked")).to_have_text("Please choose")
    assert "gradient" in _style(country, "backgroundImage")
    page.get_by_role("searchbox").fill("jap")
    expect(page.locator("option")).to_have_text(["Please choose", "Japan"])
    country.select_option("Japan")
    page.locator("#go").tap()
    page.wait_for_url("**/results/*")


def test_the_list_of_countries_shows_that_it_opens(counter: Counter, new_page: NewPage) -> None:
    counter.project = every_kind("phone")
    page = new_page()
    page.goto(counter.address)
    assert "gradient" in _style(page.get_by_role("combobox", name="Country"), "backgroundImage")


@pytest.mark.parametrize("name", ["avoid", "country", "rest", "hours", "phone", "tips"])
def test_text_twice_as_large_fits(counter: Counter, new_page: NewPage, name: str) -> None:
    counter.project = every_kind(name)
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto(counter.address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for field in page.locator(".field:visible").all():
        box = field.bounding_box()
        assert box is not None
        assert box["width"] >= 140


def test_seven_stars_fit_on_the_smallest_phone(counter: Counter, new_page: NewPage) -> None:
    counter.project = _asking(replace(QUESTIONS["rest"], highest=7))
    page = new_page(viewport={"width": 320, "height": 568})
    page.goto(counter.address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_button_that_was_tapped_does_not_stay_lit(counter: Counter, new_page: NewPage) -> None:
    counter.project = every_kind("hello", "note")
    page = new_page(is_mobile=True)
    page.goto(counter.address)
    page.locator("#go").tap()
    expect(page.get_by_role("heading", name="Nearly there")).to_be_focused()
    assert _style(page.locator("#go"), "boxShadow") == "none"
    desk = new_page(viewport=DESK, has_touch=False)
    desk.goto(counter.address)
    desk.locator("#go").hover()
    assert _style(desk.locator("#go"), "boxShadow") != "none"


def test_in_the_systems_own_colours_controls_are_drawn_with_lines(counter: Counter, new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    for name, places in {
        "avoid": (".rows label > span", "#go"),
        "place": (".cards label > span",),
        "phone": (".dial select", ".dial input"),
        "tips": ("[type=checkbox]",),
    }.items():
        counter.project = every_kind(name)
        page.goto(counter.address)
        for place in places:
            assert _style(page.locator(place).first, "borderTopWidth") != "0px", place
    counter.project = every_kind("phone")
    page.goto(counter.address)
    expect(page.locator(".dial span")).to_be_hidden()
    assert _style(page.locator("progress"), "outlineStyle") == "solid"


@pytest.mark.parametrize(("ground", "scheme"), [("#101418", "dark"), ("#FBF8F3", "light")])
def test_what_browsers_draw_goes_by_the_ground(counter: Counter, new_page: NewPage, ground: str, scheme: str) -> None:
    project = every_kind("since")
    quiz = project.quizzes[0]
    counter.project = replace(project, quizzes=(replace(quiz, theme=replace(quiz.theme, ground=ground)),))
    page = new_page()
    page.goto(counter.address)
    assert _style(page.get_by_label("Since when"), "colorScheme") == scheme


def test_screen_readers_hear_what_is_needed(counter: Counter, new_page: NewPage) -> None:
    counter.project = every_kind()
    page = new_page(java_script_enabled=False)
    page.goto(counter.address)
    for name, question in QUESTIONS.items():
        for field in page.locator(f"#q-{name}:not([type=range]), .consent [name={name}]").all():
            needed = "true" if question.required else None
            assert field.get_attribute("aria-required") == needed, name
    # Never empty, so there is nothing to ask for.
    expect(page.get_by_role("slider")).not_to_have_attribute("aria-required", "true")


def test_the_field_that_was_refused_is_where_one_is(counter: Counter, new_page: NewPage) -> None:
    counter.project = every_kind("hello", "mail")
    counter.strict = {"mail"}
    page = new_page()
    page.goto(counter.address)
    page.locator("#go").tap()
    field = page.get_by_label("Where shall we send it?")
    field.fill("ana@example.com")
    with page.expect_navigation():
        field.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("We cannot take this one.")


def test_links_of_several_products_differ_by_name(counter: Counter, new_page: NewPage) -> None:
    counter.project = every_kind("goal")
    page = new_page()
    page.goto(counter.address)
    page.get_by_label("Falling asleep").tap()
    page.wait_for_url("**/results/*")
    for name in ("Add to cart: Night tea", "Add to cart: Sleep mask", "View product: Night tea"):
        expect(page.get_by_role("link", name=name, exact=True).first).to_be_visible()
