"""The main road: an author at the real window, a real host process, a shopper in a real browser, what the CRM holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quizdesigner.models import project_file
from quizdesigner.quiz import recall
from quizdesigner.quiz.document import Kind, Quiz
from quizdesigner.settings import resource
from quizdesigner.tour.klaviyo import MailingList
from tests.browser import PATIENCE, PHONE, chromium
from tests.journeys.conftest import Standing
from tests.standins.klaviyo import validate
from tests.standins.klaviyo_troubles import Klaviyo

KEY = "pk_0123456789abcdef"
EMAIL = "ana@example.com"
FIRST = {"How do you sleep?": "Deeply"}
SECOND = {"How do you sleep?": "Lightly"}


@pytest.fixture
def crm(monkeypatch: pytest.MonkeyPatch) -> Iterator[Klaviyo]:
    """A stand-in for Klaviyo that knows the contact already, from somewhere else."""
    with Klaviyo(KEY) as service:
        service.lists = {"L1": MailingList("Customers"), "L2": MailingList("Newsletter", double_opt_in=True)}
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", service.url)
        yield service


@pytest.fixture
def host(tmp_path: Path, crm: Klaviyo) -> Iterator[tuple[str, str]]:
    """A host process on loopback; its address and a token."""
    data = tmp_path / "served"
    command = [sys.executable, "-m", "quizdesigner", "host"]
    token = subprocess.run(
        [*command, "token", "--data", data, "--client", "Halden Skin"], capture_output=True, text=True, check=True
    ).stdout.strip()
    with subprocess.Popen(
        [*command, "--data", data, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield found.group(), token
        process.terminate()


@pytest.fixture
def address(desktop: Standing, tmp_path: Path, host: tuple[str, str]) -> str:
    """What an author does from the welcome screen to Publish, all by keys and clicks; the quiz's address."""
    desktop.picked = tmp_path / "Halden Skin.quizproject"
    author = desktop.author
    published: list[str] = []

    async def work() -> None:
        desktop.whole.show_welcome()
        await author.start_from("Skin routine finder")
        titles = (FIRST["How do you sleep?"], SECOND["How do you sleep?"], "In pieces")
        question = await author.add_single_choice(author.quiz.questions[2].id, "How do you sleep?", titles)
        said = await author.import_products(resource("samples/shopify-products.csv"))
        assert "1 new, 2 changed" in said
        await author.vote(question, titles[0], "Rose Clay Mask")
        await author.tag_choices(question, ("sleep:deep", "sleep:light", "sleep:broken"))
        connection = await author.connect_klaviyo(KEY, "Newsletter")
        assert (connection.account, connection.list_id) == ("Halden Skin", "L2")
        await author.add_host(*host)
        published.append(await author.publish())

    desktop.run(work())
    return published[0]


def take(page: Page, quiz: Quiz, wanted: dict[str, str], pick: int, *, consent: bool) -> None:
    """Go through the quiz with the finger, one question at a time, up to the results."""
    for _ in quiz.questions:
        heading = page.locator("form > section:visible h2, form > section:visible label > span").first.inner_text()
        question = next((one for one in quiz.questions if one.title == heading), None)
        assert question is not None, heading
        match question.kind:
            case Kind.SINGLE | Kind.MULTIPLE | Kind.PICTURE | Kind.YES_NO:
                usual = question.options[pick % len(question.options)]
                title = wanted.get(question.title, usual.title)
                choice = next(one for one in question.options if one.title == title)
                page.locator(f'form > section:visible label:has(input[value="{choice.id}"])').tap()
            case Kind.SLIDER:
                page.get_by_role("slider").press("End" if pick else "Home")
            case Kind.NAME:
                page.locator("form > section:visible input").fill("Ana")
            case Kind.EMAIL:
                page.locator("form > section:visible input").fill(EMAIL)
            case Kind.CONSENT if consent:
                page.locator("form > section:visible input").check()
        if not (question.traits.has_choices and not question.takes_several and question.advance):
            page.locator("#go").tap()
        if "/results/" in page.url or question is quiz.questions[-1]:
            break
        expect(page.get_by_text(heading, exact=True).first).to_be_hidden()
    page.wait_for_url(re.compile("/results/"))


def test_from_a_tag_typed_in_the_window_to_a_tag_in_the_crm(address: str, crm: Klaviyo, tmp_path: Path) -> None:
    with project_file.open(tmp_path / "Halden Skin.quizproject", read_only=True) as file:
        project = file.project
        quiz = project.quizzes[0]
        published = file.publications(quiz.id)
    assert [one.revision for one in published] == [1]
    assert published[0].url == address
    assert KEY.encode() not in (tmp_path / "Halden Skin.quizproject").read_bytes()

    with chromium() as browser:
        context = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]}, has_touch=True)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        take(page, quiz, FIRST, 0, consent=False)
        heading = recall.filled(quiz.results[-1].title, {"name": "Ana"}.__getitem__)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        shown = page.locator("body").inner_text()
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        crm.wait_for_events(1)
        profile = crm.profiles[EMAIL]
        profile.properties["quiz_tags"].append("vip")
        first = list(profile.properties["quiz_tags"])
        assert "sleep:deep" in first
        assert profile.first_name == "Ana"
        assert profile.properties["quiz_sleep"] == "Deeply"
        sent = profile.properties["quiz_products"]
        titles = [one.title for one in project.products for form in one.variants if form.sku in sent]
        assert len(titles) == len(sent) > 2
        assert all(title in shown for title in titles)
        assert crm.lists["L2"].members == set()

        page.get_by_role("link", name=re.compile("again", re.IGNORECASE)).tap()
        take(page, quiz, SECOND, 1, consent=True)
        crm.wait_for_events(2)
        second = crm.profiles[EMAIL].properties["quiz_tags"]
        assert "sleep:light" in second
        assert "vip" in second
        assert not (set(first) - {"vip"}) & set(second)
        assert len(second) == len(set(second))
        assert crm.profiles[EMAIL].properties["quiz_sleep"] == "Lightly"
        assert crm.lists["L2"].members == {EMAIL}
        assert crm.lists["L1"].members == set()
        context.close()
    assert complaints == []
    assert len({one.unique_id for one in crm.events}) == 2
    assert {one.metric for one in crm.events} == {"Completed quiz"}
    assert validate(crm.requests) == 5
    assert os.environ["QUIZDESIGNER_CRM_BASE_KLAVIYO"] == crm.url
