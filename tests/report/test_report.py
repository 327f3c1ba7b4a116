"""The client report: what a client reads, computed and complete, whatever authors type."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from quizdesigner.quiz import edits
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.coverage import TooMany, forecast
from quizdesigner.quiz.document import (
    All,
    Choice,
    Connection,
    FieldName,
    HasTag,
    Kind,
    MediaFile,
    Not,
    Product,
    Project,
    Question,
    Segment,
    Service,
    Slot,
    TagGroup,
    Target,
    Variant,
)
from quizdesigner.quiz.wire import digest
from quizdesigner.report.document import SECTIONS, paper, report
from quizdesigner.report.pictures import BUDGET, LARGEST, embedded
from quizdesigner.report.subject import Subject, edition
from quizdesigner.starters import load_starter
from tests.quiz.projects import projects, sleep_project
from tests.report.reading import Read

DAY = date(2026, 11, 22)


def subject(project: Project, named: str = "Draft") -> Subject:
    quiz = project.quizzes[0]
    return Subject(project, quiz, forecast(project, quiz), DAY, named)


def read(project: Project) -> Read:
    return Read(report(subject(project)))


def with_quiz(project: Project, **fields: object) -> Project:
    return replace(project, quizzes=(replace(project.quizzes[0], **fields),))


def test_it_says_everything_about_a_small_quiz() -> None:
    project = replace(
        sleep_project(),
        segments=(Segment("s", "Sleepers", All((HasTag("t-sleep"), Not(HasTag("t-noherb"))))),),
        tag_groups=(TagGroup("goal", 0, single=True), TagGroup("avoid", 1)),
    )
    words = read(project).words
    for number, title in enumerate(SECTIONS, 1):
        assert f"{number} {title}" in words
    assert "Answer paths 42" in words
    assert "22 November 2026" in words
    assert "There are 3 different routes, which hold 42 answer paths." in words
    # A question with its choices, their tags and votes, and its rule.
    assert "Fall asleep goal:sleep for Night tea ×2" in words
    assert "Herbs avoid:herbs never shows Night tea" in words
    assert "Then if the answer is “Nothing, thanks”, go to question 4 “Your email”. 4.8 %" in words
    assert "Shown when the shopper has avoid:herbs." in words
    # Two goals, two of three things to avoid: a shopper can end with both.
    assert "One value only, but not for everybody" in words
    assert "Rule goal:sleep and not avoid:herbs Shoppers 28.6 %, 12 of 42 answer paths" in words
    assert "33.3 % of all answer paths end without any product." in words
    assert "1 more product of the catalogue plays no part in it." in words
    assert "English Send me sleep tips" in words
    assert "Not ticked: the result is shown all the same." in words
    assert "Klaviyo subscribes the shopper to the list “Newsletter”." in words
    assert "2 What do you avoid? quiz_avoid list" in words
    assert "For Halden" in words


def test_every_finding_that_remains_is_listed() -> None:
    project = edits.change_question(sleep_project(), "sleep", "goal", title="")
    words = read(project).words
    assert "error Question 1 has no title." in words
    assert "Errors have to be mended before it can go live." in words


def test_too_many_combinations_are_said_and_nothing_is_estimated() -> None:
    project = sleep_project()
    words = Read(report(Subject(project, project.quizzes[0], TooMany(1), DAY))).words
    assert "too many combinations to count exactly" in words
    assert not re.search(r"\d %", words)
    assert "Fall asleep goal:sleep" in words


@settings(max_examples=25)
@given(projects())
def test_any_quiz_makes_a_sound_document(project: Project) -> None:
    found = read(project)
    assert not {"script", "iframe", "form"} & set(found.elements)
    assert found.elements.count("section") >= len(SECTIONS)


def test_what_authors_type_stays_text() -> None:
    evil = '<script>alert(1)</script><b onclick="x">&amp;"} *{}</style>\\'
    made = sleep_project()
    quiz = made.quizzes[0]
    questions = tuple(
        replace(
            one,
            title=evil,
            description=evil,
            choices=tuple(replace(choice, title=evil) for choice in one.choices),
            translations={"de": {"title": evil}},
        )
        for one in quiz.questions
    )
    pages = tuple(
        replace(page, title=evil, sections=tuple(replace(one, heading=evil) for one in page.sections))
        for page in quiz.results
    )
    project = replace(
        with_quiz(made, name=evil, questions=questions, results=pages, languages=("de",)),
        name=evil,
        tags=tuple(replace(tag, name=f"goal:{tag.id}<i>") for tag in made.tags),
        products=tuple(replace(product, title=evil) for product in made.products),
        segments=(Segment("s", evil, HasTag("t-sleep")),),
        connections=(Connection("k", Service.KLAVIYO, evil, list_id="1", list_name=evil, tag_field=evil),),
    )
    plain, found = read(made), Read(report(subject(project, evil)))
    assert evil in found.words
    assert "script" not in found.elements
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    # The style sheet goes on after the title that would like to end it.
    assert found.style.count("{") == found.style.count("}") == plain.style.count("{")
    assert found.style.count('"') == plain.style.count('"')
    assert set(found.elements) <= set(plain.elements) | {"h4"}


def test_texts_keep_their_direction() -> None:
    arabic = "ما الذي تريده؟"
    project = edits.change_question(sleep_project(), "sleep", "goal", title=arabic)
    html = report(subject(project)).decode()
    assert f'<h3 dir="auto"><span class="no">1</span>\xa0<bdi>{arabic}</bdi></h3>' in html


def test_one_file_loads_nothing_and_runs_nothing() -> None:
    html = report(subject(load_starter("skin")))
    found = Read(html)
    sources = [value for name, value in found.attributes if name in ("src", "href")]
    assert len(sources) > 20
    assert all(one.startswith(("data:", "#s")) for one in sources)
    assert "url(" not in found.style
    policy = next(value for name, value in found.attributes if value.startswith("default-src 'none'"))
    mark = base64.b64encode(hashlib.sha256(found.style.encode()).digest()).decode()
    assert f"style-src 'sha256-{mark}'" in policy
    assert "style" not in {name for name, _ in found.attributes}
    assert len(html) < 1_000_000


def test_nothing_secret_is_in_it() -> None:
    project = replace(
        sleep_project(),
        connections=(
            Connection(
                "k", Service.KLAVIYO, "Halden", "9zQx", "L1", "Newsletter", fields=(FieldName("goal", off=True),)
            ),
            Connection("w", Service.WEBHOOK, secret_hint="7yWv", retake="by_group", enabled=False),
        ),
    )
    html = report(subject(project)).decode()
    assert "9zQx" not in html
    assert "7yWv" not in html
    words = Read(html.encode()).words
    assert "left out" in words
    assert "Webhook switched off: nothing is sent" in words
    assert "A new tag replaces the earlier tags of its group" in words


def test_a_box_that_must_be_ticked_is_told_so() -> None:
    project = edits.change_question(sleep_project(), "sleep", "yes", required=True)
    words = read(project).words
    assert "It must be ticked to go on." in words
    assert "Not ticked:" not in words


def test_wordings_that_lack_a_translation_are_marked() -> None:
    project = with_quiz(sleep_project(), languages=("de", "fr"))
    project = edits.change_question(project, "sleep", "yes", translations={"de": {"title": "Schickt mir Tipps"}})
    words = read(project).words
    assert "German Schickt mir Tipps" in words
    assert "French not translated Send me sleep tips" in words


def test_products_never_shown_and_sold_out_are_listed() -> None:
    project = sleep_project()
    sold_out = tuple(
        replace(one, variants=(Variant("v", stock=0),)) if one.id == "tea" else one for one in project.products
    )
    pages = tuple(
        replace(page, sections=tuple(replace(one, sold_out="hide") for one in page.sections))
        for page in project.quizzes[0].results
    )
    words = read(with_quiz(replace(project, products=sold_out), results=pages)).words
    assert "Never shown. 1 product is shown to nobody: Night tea" in words


def test_a_product_hidden_in_the_shop_is_shown_to_nobody() -> None:
    project = sleep_project()
    assert "Every product has shoppers" in read(project).words
    hidden = tuple(replace(one, published=one.id != "tea") for one in project.products)
    words = read(replace(project, products=hidden)).words
    assert "hidden in the shop, never shown" in words
    assert "Every product has shoppers" not in words


def test_only_products_the_quiz_speaks_of_stand_in_it() -> None:
    project = sleep_project()
    many = tuple(Product(f"x{number}", f"Extra {number}") for number in range(3_000))
    html = report(subject(replace(project, products=project.products + many)))
    assert b"Extra" not in html
    assert "3,001 more products of the catalogue play no part in it." in html.decode()


def test_a_quiz_of_sixty_questions_fits() -> None:
    choices = tuple(Choice(f"c{number}", "Donaudampfschifffahrt" * 8, tags=("t-sleep",)) for number in range(4))
    questions = tuple(
        Question(f"q{number}", Kind.MULTIPLE, f"Question {number}", choices=choices) for number in range(60)
    )
    found = read(with_quiz(sleep_project(), questions=questions))
    assert found.elements.count("article") >= 60
    # 15 sets of choices, 60 times: too long a number to read.
    assert f"over 10 {len(str(15**60)) - 1} Questions 60" in found.words


@pytest.mark.parametrize(
    "project", [Project("p", "Client", (replace(sleep_project().quizzes[0], questions=(), results=()),))]
)
def test_an_empty_quiz_is_said_to_be_empty(project: Project) -> None:
    words = read(project).words
    assert "The quiz has no question yet." in words
    assert "The quiz has no results page." in words
    assert "This quiz gives no customer tags." in words
    assert "No service is connected." in words


def test_where_nobody_gets_to_the_end_nothing_is_said_to_hold_for_everybody() -> None:
    stuck = Question("stuck", Kind.SINGLE, "Which?")
    project = with_quiz(sleep_project(), questions=(*sleep_project().quizzes[0].questions, stuck))
    words = read(replace(project, tag_groups=(TagGroup("goal", 0, single=True),))).words
    assert "One value only. No shopper gets to the end, so nobody has any." in words
    assert "Every shopper" not in words


def test_each_page_tells_how_its_own_slots_fill_and_who_it_is_for() -> None:
    quiz = sleep_project().quizzes[0]
    first = replace(quiz.results[0], id="first", show_when=HasTag("t-noherb"), sections=(Slot("s", count=1),))
    second = replace(
        quiz.results[0], id="second", show_when=None, sections=(Slot("s", count=2, fallback=(Target("tea"),)),)
    )
    words = read(with_quiz(sleep_project(), results=(first, second))).words
    assert "How it fills 50 % 1 product 50 % nothing fits, and no product is shown" in words
    assert "How it fills 44.4 % 2 products 44.4 % 1 product 11.1 % nothing fits, and other products" in words
    words = read(with_quiz(sleep_project(), results=(replace(first, show_when=None), second))).words
    assert "For Everybody Offers" in words


def test_the_edition_is_the_revision_only_while_nothing_changed() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    live = digest(bundle_of(project, quiz))
    assert edition(project, quiz, []) == "Draft"
    assert edition(project, quiz, [(12, live), (11, "other")]) == "Version 12"
    changed = edits.change_question(project, "sleep", "goal", title="What now?")
    assert edition(changed, changed.quizzes[0], [(12, live)]) == "Draft after version 12"


def test_paper_has_typefaces_and_page_numbers() -> None:
    html = paper(subject(sleep_project()), {1: 3, 10: 17}).decode()
    assert html.count("@font-face") == 3
    assert "<i></i><b>17</b></a>" in html
    assert len(report(subject(sleep_project()))) < 100_000


def test_pictures_stay_within_the_budget() -> None:
    def media(number: int, size: int, kind: str = "image/png") -> MediaFile:
        return MediaFile(f"{number:064}", kind, b"x" * size)  # type: ignore[arg-type]

    files = [media(number, LARGEST) for number in range(20)] + [media(20, LARGEST + 1), media(21, 9, "video/mp4")]
    files.append(media(22, 9))
    found = embedded(files, ["", "https://pictures.example/a.png", *(f"media:{file.id}" for file in files)])
    assert len(found) == BUDGET // LARGEST + 1
    assert f"media:{22:064}" in found
    assert not {f"media:{20:064}", f"media:{21:064}"} & found.keys()


def test_every_service_says_what_arrives_and_what_becomes_of_each_consent() -> None:
    made = edits.change_question(sleep_project(), "sleep", "yes", agrees_to="both")
    services = tuple(
        Connection(one.value, one, list_id="1", list_name="Main", subscription_id="7", subscription_name="News")
        for one in Service
    )
    words = read(replace(made, connections=services)).words
    assert "It is about email and text messages. Its exact wording." in words
    for said in (
        "Klaviyo subscribes the shopper to the list “Main”. Klaviyo subscribes the shopper to text messages.",
        "HubSpot subscribes the shopper to “News” and puts them on the list “Main”."
        " HubSpot takes no consent to text messages, so it is not told of that.",
        "Mailchimp subscribes the shopper to the audience “Main”."
        " Mailchimp takes no consent to text messages, so it is not told of that.",
        "Omnisend subscribes the shopper to email. Omnisend subscribes the shopper to text messages.",
        "Shopify records the consent to email marketing. Shopify records the consent to marketing by text message.",
        "Zapier is told so. Zapier is told of the consent to text messages.",
        "The webhook is told so. The webhook is told of the consent to text messages.",
        "Text messages go to who gives a phone number",
        "Kind of email News, for people who tick the consent box",
        "Audience Main, for everybody who gives an email address",
        "Customer tags As the property quiz_tags, checkboxes",
        "Customer tags As tags of the customer",
        "Customer tags As one text with commas",
    ):
        assert said in words, said


def test_what_is_not_picked_or_still_to_be_confirmed_is_said() -> None:
    connections = (
        Connection("m", Service.MAILCHIMP),
        Connection("n", Service.MAILCHIMP, list_id="1", list_name="Main", double_opt_in=True),
        Connection("h", Service.HUBSPOT, tags_as_text=True),
        Connection("s", Service.SHOPIFY, double_opt_in=True),
        Connection("k", Service.KLAVIYO, fields=(FieldName("@tags", off=True),)),
    )
    words = read(replace(sleep_project(), connections=connections)).words
    for said in (
        "It is about email. Its exact wording.",
        "Mailchimp gets nothing, since no audience is picked.",
        "Mailchimp asks the shopper to confirm, and then subscribes them to the audience “Main”.",
        "HubSpot subscribes nobody.",
        "as one the shopper is still to confirm",
        "Audience none is picked: nothing is sent",
        "Kind of email None picked: nobody is subscribed",
        "Asked to confirm Yes, people who tick the consent box",
        "Customer tags As the property quiz_tags, a text",
        "Customer tags left out",
    ):
        assert said in words, said
    assert "text messages" not in words.split("What happens")[1].split("Connected services")[0]
