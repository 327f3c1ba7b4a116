"""Playing a quiz: routes, tags, votes, results and contact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import edits, play
from quizdesigner.quiz.answers import Answer, from_fields, problems
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Effect, Product, Project, ResultsPage, Slot, Target
from quizdesigner.quiz.lead import web_address
from tests.quiz.projects import answers, projects, sleep_project

ANSWERS: dict[str, Answer] = {
    "goal": ("fall",),
    "avoid": ("wool",),
    "mail": "ana@example.com",
    "yes": True,
}


def outcome(given: dict[str, Answer]) -> play.Outcome:
    project = sleep_project()
    return play.outcome(project, project.quizzes[0], given)


def test_a_whole_walk_gives_tags_products_contact_and_consent() -> None:
    result = outcome(ANSWERS)
    assert result.route == ("hello", "goal", "avoid", "mail", "yes")
    assert [(tag.name, [giver.choice for giver in tag.by]) for tag in result.tags] == [("goal:sleep", ["fall", "wool"])]
    assert [(one.product, one.votes) for one in result.products] == [("tea", 2)]
    assert result.recommended == ("tea",)
    assert result.results == "end"
    assert (result.contact.email, result.consent and result.consent.granted) == ("ana@example.com", True)


def test_a_jump_skips_and_answers_off_the_route_count_for_nothing() -> None:
    result = outcome({**ANSWERS, "goal": ("none",), "avoid": ("herbs",), "why": "they itch"})
    assert result.route == ("hello", "goal", "mail", "yes")
    assert result.tags == ()
    assert [one.question for one in result.answers] == ["goal", "mail", "yes"]


def test_show_when_has_tag_shows_the_question_and_exclusion_wins_over_votes() -> None:
    result = outcome({**ANSWERS, "avoid": ("herbs",), "why": "they itch"})
    assert "why" in result.route
    assert [(one.product, one.votes, bool(one.excluded_by)) for one in result.products] == [("tea", 2, True)]
    assert result.recommended == ()


def test_a_required_question_without_an_acceptable_answer_ends_the_walk_there() -> None:
    assert outcome({}).waiting == "goal"
    halfway = outcome({"goal": ("stay",), "mail": "not an address"})
    assert halfway.waiting == "mail"
    assert halfway.results is None
    assert halfway.shown == ()
    assert [tag.name for tag in halfway.tags] == ["goal:deep"]


def test_ties_follow_the_catalogue() -> None:
    assert outcome({**ANSWERS, "goal": ("stay",)}).recommended == ("tea", "mask")


def test_a_slot_that_asks_for_no_votes_fills_up_with_what_other_choices_vote_for() -> None:
    project = edits.change_section(sleep_project(), "sleep", "end", "s1", minimum_votes=0)
    project = edits.set_link(project, "sleep", "avoid", "noise", Target("pillow"), Effect.EXCLUDE)
    bundle = bundle_of(project, project.quizzes[0])
    for one in (project, bundle):
        result = play.outcome(one, one.quizzes[0], {**ANSWERS, "avoid": ("wool",)})
        assert result.recommended == ("tea", "mask")
        assert [(standing.product, standing.votes) for standing in result.products] == [("tea", 2), ("mask", 0)]
        assert play.outcome(one, one.quizzes[0], {**ANSWERS, "avoid": ("herbs",)}).recommended == ("mask",)


def test_a_jump_to_another_results_page_shows_that_one() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    two = replace(quiz, results=(*quiz.results, ResultsPage("none", "Nothing", sections=(Slot("s"),))))
    project = edits.change_jump(replace(project, quizzes=(two,)), "sleep", "goal", "j1", to="none")
    assert play.outcome(project, project.quizzes[0], {"goal": ("none",)}).results == "none"
    assert play.outcome(project, project.quizzes[0], ANSWERS).results == "end"


def test_what_no_shopper_could_answer_is_named() -> None:
    quiz = sleep_project().quizzes[0]
    wrong: dict[str, Answer] = {
        "goal": ("fall", "stay"),
        "avoid": ("herbs", "wool", "noise"),
        "nobody": "x",
        "mail": "a@b",
        "why": "x" * 501,
        "hello": "hi",
    }
    assert {one.question: one.text for one in problems(quiz, wrong)} == {
        "goal": "Please choose one answer.",
        "avoid": "Please choose 2 at most.",
        "nobody": "This quiz has no such question.",
        "mail": "This does not look like an email address. Example: name@example.com",
        "why": "Please keep to 500 characters.",
        "hello": "Please choose from the list.",
    }


def test_answers_are_refused_for_what_nobody_could_give_and_for_what_the_route_waits_for() -> None:
    quiz = sleep_project().quizzes[0]
    assert play.refusals(quiz, ANSWERS) == ()
    wrong: dict[str, Answer] = {"goal": ("gone",), "avoid": ("herbs", "wool", "noise"), "nobody": "x"}
    assert [one.question for one in play.refusals(quiz, wrong)] == ["goal", "avoid", "nobody"]
    assert [(one.question, one.text) for one in play.refusals(quiz, {"goal": ("stay",), "mail": "ana"})] == [
        ("mail", "This does not look like an email address. Example: name@example.com")
    ]


def test_text_left_in_a_question_the_shopper_went_round_is_no_fault() -> None:
    quiz = sleep_project().quizzes[0]
    assert play.refusals(quiz, {**ANSWERS, "why": "x" * 501}) == ()
    answered: dict[str, Answer] = {**ANSWERS, "avoid": ("herbs",), "why": "x" * 501}
    assert [one.question for one in play.refusals(quiz, answered)] == ["why"]


def test_form_fields_become_answers() -> None:
    quiz = sleep_project().quizzes[0]
    fields = {"goal": ["fall"], "avoid": ["wool", "noise"], "mail": [" a@example.com "], "yes": ["yes"], "x": ["1"]}
    assert from_fields(quiz, fields) == {
        "goal": ("fall",),
        "avoid": ("wool", "noise"),
        "mail": "a@example.com",
        "yes": True,
    }


@given(st.data())
def test_every_walk_goes_forward_and_counts_only_what_is_on_its_route(data: st.DataObject) -> None:
    project: Project = data.draw(projects())
    quiz = project.quizzes[0]
    given_answers = data.draw(answers(quiz))
    walked = play.walk(quiz, given_answers)
    places = [quiz.questions.index(question) for question in walked.route]
    assert places == sorted(set(places))
    on_route = {question.id for question in walked.route}
    assert {key.partition("/")[0] for key in walked.answers} <= on_route
    off = {key: value for key, value in given_answers.items() if key.partition("/")[0] in on_route}
    assert play.outcome(project, quiz, off) == play.outcome(project, quiz, given_answers)


@given(st.data())
def test_no_excluded_product_is_ever_shown_and_none_twice(data: st.DataObject) -> None:
    project: Project = data.draw(projects())
    quiz = project.quizzes[0]
    result = play.outcome(project, quiz, data.draw(answers(quiz)))
    shown = [product for slot in result.shown for product in slot.products]
    slots = {slot.id: slot for page in quiz.results for slot in page.slots}
    earlier: set[str] = set()
    for slot in result.shown:
        assert len(set(slot.products)) == len(slot.products)
        assert slots[slot.slot].repeat or not earlier.intersection(slot.products)
        earlier.update(slot.products)
    assert not {one.product for one in result.products if one.excluded_by} & set(shown)


@pytest.mark.parametrize(
    ("product", "address"),
    [
        (Product("p", "Tea", "night-tea"), "https://halden.example/products/night-tea"),
        (Product("p", "Tea", "thé vert/50%?"), "https://halden.example/products/th%C3%A9%20vert%2F50%25%3F"),
        (Product("p", "Tea", "tea", url="https://other.example/t"), "https://other.example/t"),
        (Product("p", "Tea"), ""),
    ],
)
def test_a_product_is_sold_at_its_own_address_or_at_the_shops_page_for_its_handle(
    product: Product, address: str
) -> None:
    assert web_address(sleep_project(), product) == address


@pytest.mark.parametrize("said", [["no"], ["YES"], ["on"], ["yes", "yes"]])
def test_only_the_pages_own_yes_is_consent(said: list[str]) -> None:
    quiz = sleep_project().quizzes[0]
    given_answers = from_fields(quiz, {"yes": said})
    assert [one.question for one in problems(quiz, given_answers)] == ["yes"]
    assert from_fields(quiz, {"yes": [""]}) == {}


@pytest.mark.parametrize("text", ["a\x85b", "a\u2028b", "a\u202eb", "a\tb", "a\nb", "a\ud800"])
def test_typed_answers_are_one_line_of_ordinary_text(text: str) -> None:
    quiz = sleep_project().quizzes[0]
    assert [one.question for one in problems(quiz, {"why": text})] == ["why"]
