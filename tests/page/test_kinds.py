"""All kinds of question together in a real browser: recalled, without script, in every width, with pictures."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from quizdesigner.quiz.document import Kind, Question
from tests.browser import NewPage
from tests.page.counter import Counter
from tests.page.every_kind import QUESTIONS, every_kind, with_language
from tests.page.taking import alert, finish, open_quiz, place_of


def test_answers_are_recalled_in_later_texts(counter: Counter, new_page: NewPage) -> None:
    page = open_quiz(counter, new_page, "first", "goal", "avoid", "since", "note")
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
    expect(alert(page)).to_have_text("Please type an answer.")
    page.get_by_label("What is your first name?").fill("Bo")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("What would help you most, Bo?")
    page.get_by_role("radio", name="Falling asleep").tap()
    page.locator("#go").tap()
    page.locator("#go").tap()
    expect(page.locator("section:visible .about")).to_have_text("You said: Falling asleep. Since May 1, 2024.")
    finish(page)
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
        "country": (f"c{place_of('Germany')}",),
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
