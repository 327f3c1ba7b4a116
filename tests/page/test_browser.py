"""The shopper's page in a real browser: by touch, by keyboard, without script, over reloads and outages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from quizdesigner.quiz.document import Answered, Chose, Discount, Kind, Note, Project, Question
from tests.browser import DESK, NewPage
from tests.page.counter import Counter
from tests.quiz.projects import sleep_project


def _with(project: Project, *questions: Question) -> Project:
    return replace(project, quizzes=(replace(project.quizzes[0], questions=questions),))


def _heading(page: Page, text: str) -> None:
    expect(page.locator("section:visible")).to_have_count(1)
    expect(page.locator("section:visible h2")).to_have_text(text)
    expect(page.locator("section:visible h2")).to_be_focused()


@pytest.fixture
def sleep(counter: Counter) -> Counter:
    counter.project = sleep_project()
    return counter


def test_by_touch_from_welcome_to_results(sleep: Counter, new_page: NewPage) -> None:
    page = new_page()
    page.goto(sleep.address)
    page.get_by_role("button", name="Start").tap()
    _heading(page, "What is your goal?")
    page.get_by_label("Fall asleep").tap()
    _heading(page, "What do you avoid?")
    page.get_by_label("Wool").tap()
    page.get_by_label("Noise").tap()
    page.get_by_role("button", name="Continue").tap()
    _heading(page, "Your email")
    page.get_by_label("Your email").fill("ana@example.com")
    page.get_by_role("button", name="Continue").tap()
    box = page.get_by_role("checkbox", name="Send me sleep tips")
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()
    page.get_by_role("button", name="Show my results").tap()
    page.wait_for_url("**/results/s1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your sleep")
    expect(page.get_by_role("article")).to_have_text("NNight teaBecause you said “Fall asleep”.$9.90View product")
    expect(page.get_by_role("link", name="View product")).to_have_attribute(
        "href", "https://halden.example/products/night-tea"
    )
    assert sleep.posts == [
        {
            "submission": ["s1"],
            "revision": ["3"],
            "goal": ["fall"],
            "avoid": ["wool", "noise"],
            "mail": ["ana@example.com"],
        }
    ]
    page.get_by_role("link", name="Take the quiz again").tap()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    expect(page.locator("#submission")).to_have_value("s2")


def test_by_keyboard_alone(sleep: Counter, new_page: NewPage) -> None:
    page = new_page(viewport=DESK)
    page.goto(sleep.address)
    page.keyboard.press("Enter")
    _heading(page, "What is your goal?")
    for key in ("Tab", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.get_by_label("Stay asleep")).to_be_checked()
    expect(page.locator("section:visible h2")).to_have_text("What is your goal?")
    page.keyboard.press("Space")
    _heading(page, "What do you avoid?")
    for key in ("Tab", "Space", "Enter"):
        page.keyboard.press(key)
    _heading(page, "Why herbs?")
    page.keyboard.press("Tab")
    page.keyboard.type("They make me sneeze")
    page.keyboard.press("Enter")
    _heading(page, "Your email")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text("Please type your email address.")
    expect(page.get_by_label("Your email")).to_be_focused()
    expect(page.get_by_label("Your email")).to_have_accessible_description("Please type your email address.")
    page.keyboard.type("ana@example.com")
    expect(page.get_by_text("Please type your email address.")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/s1")
    assert sleep.posts[0]["why"] == ["They make me sneeze"]
    assert sleep.posts[0]["yes"] == ["yes"]


def test_enter_on_a_choice_picks_it_and_goes_on(sleep: Counter, new_page: NewPage) -> None:
    page = new_page()
    page.goto(sleep.address)
    page.get_by_role("button", name="Start").press("Enter")
    page.get_by_label("Fall asleep").press("Enter")
    _heading(page, "What do you avoid?")


def test_back_by_button_and_by_browser_and_progress_that_stays(sleep: Counter, new_page: NewPage) -> None:
    page = new_page()
    page.goto(sleep.address)
    expect(page.get_by_role("button", name="Back")).to_be_hidden()
    page.get_by_role("button", name="Start").tap()
    page.get_by_label("Stay asleep").tap()
    _heading(page, "What do you avoid?")
    reached = page.locator("progress").evaluate("bar => bar.value")
    page.get_by_role("button", name="Back").tap()
    _heading(page, "What is your goal?")
    expect(page.get_by_label("Stay asleep")).to_be_checked()
    assert page.locator("progress").evaluate("bar => bar.value") == reached
    page.go_back()
    _heading(page, "Sleep better")
    page.go_forward()
    _heading(page, "What is your goal?")
    page.get_by_label("Nothing, thanks").tap()
    _heading(page, "Your email")
    assert page.locator("progress").evaluate("bar => bar.value") > reached


def test_only_answers_on_the_route_are_sent(sleep: Counter, new_page: NewPage) -> None:
    page = new_page()
    page.goto(sleep.address)
    page.get_by_role("button", name="Start").tap()
    page.get_by_label("Fall asleep").tap()
    page.get_by_label("Herbs", exact=True).tap()
    page.get_by_role("button", name="Continue").tap()
    page.get_by_label("Why herbs?").fill("Sneezing")
    for heading in ("What do you avoid?", "What is your goal?"):
        page.get_by_role("button", name="Back").tap()
        _heading(page, heading)
    page.get_by_label("Nothing, thanks").tap()
    page.get_by_label("Your email").fill("ana@example.com")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show my results").tap()
    page.wait_for_url("**/results/s1")
    assert set(sleep.posts[0]) == {"submission", "revision", "goal", "mail"}


def test_a_reload_keeps_answers_place_and_submission(sleep: Counter, new_page: NewPage) -> None:
    page = new_page()
    page.goto(sleep.address)
    page.get_by_role("button", name="Start").tap()
    page.get_by_label("Stay asleep").tap()
    page.get_by_label("Wool").tap()
    page.reload()
    assert sleep.served == 2
    expect(page.locator("section:visible h2")).to_have_text("What do you avoid?")
    expect(page.get_by_label("Wool")).to_be_checked()
    expect(page.locator("#submission")).to_have_value("s1")
    page.get_by_role("button", name="Back").tap()
    _heading(page, "What is your goal?")
    expect(page.get_by_label("Stay asleep")).to_be_checked()


def test_without_storage_the_quiz_still_works(sleep: Counter, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no'); }})")
    page.goto(sleep.address)
    page.get_by_role("button", name="Start").tap()
    page.get_by_label("Nothing, thanks").tap()
    page.get_by_label("Your email").fill("ana@example.com")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show my results").tap()
    page.wait_for_url("**/results/s1")


def test_an_outage_keeps_the_answers_and_offers_another_try(sleep: Counter, new_page: NewPage) -> None:
    page = new_page()
    page.goto(sleep.address)
    page.get_by_role("button", name="Start").tap()
    page.get_by_label("Nothing, thanks").tap()
    page.get_by_label("Your email").fill("ana@example.com")
    page.keyboard.press("Enter")
    page.context.set_offline(True)
    page.get_by_role("button", name="Show my results").tap()
    said = page.get_by_role("alert").filter(has_text="We could not send your answers.")
    expect(said).to_have_text("We could not send your answers. They are kept here. Try again.")
    page.context.set_offline(False)
    sleep.outages = 1
    page.get_by_role("button", name="Try again").tap()
    expect(page.locator("#go")).to_have_text("Try again")
    page.get_by_role("button", name="Try again").dblclick()
    page.wait_for_url("**/results/s1")
    assert [post["submission"] for post in sleep.posts] == [["s1"], ["s1"]]


def test_a_refused_answer_comes_back_with_words_beside_it(sleep: Counter, new_page: NewPage) -> None:
    sleep.strict = {"mail"}
    page = new_page()
    page.goto(sleep.address)
    page.get_by_role("button", name="Start").tap()
    page.get_by_label("Nothing, thanks").tap()
    page.get_by_label("Your email").fill("ana@example.com")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show my results").tap()
    expect(page.get_by_text("We cannot take this one.")).to_be_visible()
    expect(page.get_by_label("Your email")).to_have_value("ana@example.com")
    sleep.strict = set()
    page.get_by_label("Your email").press("Enter")
    page.get_by_role("button", name="Show my results").tap()
    page.wait_for_url("**/results/s1")


def test_without_script_it_is_one_plain_form(sleep: Counter, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(sleep.address)
    expect(page.locator("section:visible")).to_have_count(6)
    page.get_by_label("Fall asleep").check()
    page.get_by_role("button", name="Show my results").click()
    expect(page.get_by_text("Please type your email address.")).to_be_visible()
    expect(page.get_by_label("Fall asleep")).to_be_checked()
    page.get_by_label("Your email").fill("ana@example.com")
    page.get_by_role("button", name="Show my results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your sleep")


def test_words_for_too_many_and_too_few(counter: Counter, new_page: NewPage) -> None:
    avoid = replace(sleep_project().quizzes[0].questions[2], least=2, required=True)
    counter.project = _with(sleep_project(), avoid)
    page = new_page()
    page.goto(counter.address)
    page.get_by_role("button", name="Show my results").tap()
    said = page.locator("#e-avoid")
    expect(said).to_have_text("Please choose an answer.")
    page.get_by_label("Herbs", exact=True).tap()
    page.get_by_role("button", name="Show my results").tap()
    expect(said).to_have_text("Please choose at least 2.")
    page.get_by_label("Wool").tap()
    page.get_by_label("Noise").tap()
    page.get_by_role("button", name="Show my results").tap()
    expect(said).to_have_text("Please choose 2 at most.")
    expect(page.get_by_role("group")).to_have_accessible_description("Please choose 2 at most.")


def test_questions_named_like_parts_of_a_form(counter: Counter, new_page: NewPage) -> None:
    names = ["submit", "action", "querySelector", "constructor", "__proto__", "elements"]
    questions = [Question(name, Kind.TEXT, name, show_when=None) for name in names]
    questions.append(Question("last", Kind.TEXT, "last", show_when=Answered("toString")))
    counter.project = _with(sleep_project(), *questions)
    counter.strict = {"submit"}
    page = new_page()
    page.goto(counter.address)
    for name in names:
        page.get_by_label(name, exact=True).fill("x")
        page.keyboard.press("Enter")
    expect(page.get_by_text("We cannot take this one.")).to_be_visible()
    assert set(counter.posts[0]) == {"submission", "revision", *names}


def test_hostile_text_is_text(counter: Counter, new_page: NewPage) -> None:
    bad = "</script><script>window.ran=1</script><img src=x onerror='ran=1'>\"'><b onclick=ran=1>{{ ran }}<!--"
    project = sleep_project()
    quiz = project.quizzes[0]
    questions = tuple(
        replace(
            question,
            title=bad,
            description=bad,
            button=bad,
            placeholder=bad,
            required=False,
            choices=tuple(replace(choice, title=bad, picture=f"javascript:{bad}") for choice in question.choices),
            show_when=None,
            jumps=(),
        )
        for question in quiz.questions
    )
    results = tuple(
        replace(
            page,
            title=bad,
            description=bad,
            link_label=bad,
            sections=(
                *(replace(slot, heading=bad, empty=bad) for slot in page.slots),
                Note("n", bad, text=bad, picture=f"https://{bad}", label=bad, link="https://halden.example/"),
                Discount("d", bad, text=bad, code="SAFE"),
            ),
        )
        for page in quiz.results
    )
    products = tuple(replace(one, title=bad, handle=bad, picture=f"https://{bad}") for one in project.products)
    hostile = replace(quiz, name=bad, questions=questions, results=results)
    counter.project = replace(project, name=bad, quizzes=(hostile,), products=products)
    page = new_page()
    page.route("https://**", lambda route: route.abort())
    page.goto(counter.address)
    expect(page).to_have_title(bad)
    for question in questions:
        section = page.locator("section:visible")
        expect(section).to_contain_text(bad)
        if question.kind is Kind.SINGLE:
            section.locator("label").first.tap()
            continue
        if question.kind is Kind.EMAIL:
            section.locator("input").fill("a@b.c")
        elif question.kind is Kind.TEXT:
            section.locator("input").fill(bad)
        page.locator("#go").tap()
    page.wait_for_url("**/results/s1")
    expect(page.get_by_role("heading", level=1)).to_have_text(bad)
    expect(page.get_by_role("article").first).to_contain_text(bad)
    assert page.evaluate("typeof window.ran") == "undefined"
    assert page.locator("script, [onclick], [onerror], [style]").count() == 0


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_fits_nothing_shifts_and_targets_are_large(sleep: Counter, new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 700})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        "shift += entry.hadRecentInput ? 0 : entry.value})).observe({type: 'layout-shift', buffered: true})"
    )
    long = Question("long", Kind.SINGLE, "Donaudampfschifffahrtsgesellschaft" * 3)
    avoid = replace(sleep.project.quizzes[0].questions[2], kind=Kind.PICTURE, several=True, title="A" * 60)
    mail = Question("mail", Kind.EMAIL, "Mail", show_when=Chose("avoid", "wool"))
    long = replace(long, choices=avoid.choices)
    sleep.project = _with(sleep.project, long, avoid, mail)
    page.goto(sleep.address)
    for last in (False, False, True):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator("section:visible label:has(input), button:visible, section input:visible").all():
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
        if last:
            break
        several = page.locator("section:visible input[type=checkbox]").count()
        page.locator("section:visible label").nth(1).click()
        if several:
            page.locator("#go").click()
    expect(page.get_by_label("Mail")).to_be_visible()
    assert page.evaluate("shift") == 0


def test_right_to_left_is_mirrored(sleep: Counter, new_page: NewPage) -> None:
    sleep.project = replace(sleep.project, quizzes=(replace(sleep.project.quizzes[0], language="ar"),))
    page = new_page()
    page.goto(sleep.address)
    page.locator("#go").tap()
    page.get_by_label("Stay asleep").tap()
    back = page.locator("#back").bounding_box()
    go = page.locator("#go").bounding_box()
    assert back is not None
    assert go is not None
    assert back["x"] > go["x"]
