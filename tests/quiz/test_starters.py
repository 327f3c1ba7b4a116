"""Each finished quiz has no errors, ends with products whatever is answered, and gives every one of its tags."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import check, play, tags, wire
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import Effect, Kind, Question, Quiz
from quizdesigner.quiz.starters import fresh
from quizdesigner.starters import load_starter, starters

PROJECTS = {starter.name: load_starter(starter.name) for starter in starters()}
EVERY = pytest.mark.parametrize("name", PROJECTS)


def test_there_are_three_and_they_have_titles() -> None:
    assert [(one.name, one.title) for one in starters()] == [
        ("skin", "Skin routine finder"),
        ("sleep", "Find your sleep stack"),
        ("coffee", "Which roast are you?"),
    ]
    assert [PROJECTS[one.name].quizzes[0].name for one in starters()] == [one.title for one in starters()]


@EVERY
def test_the_file_is_the_indented_canonical_form(name: str) -> None:
    path = next(starter.path for starter in starters() if starter.name == name)
    assert wire.pretty(PROJECTS[name]) == path.read_bytes()


@EVERY
def test_there_is_nothing_left_to_mend(name: str) -> None:
    project = PROJECTS[name]
    quiz = project.quizzes[0]
    assert check.findings(project, quiz) == ()
    assert check.untagged(quiz) == 0
    assert [tag.name for tag in project.tags if tags.trouble(tag.name)] == []
    groups = {group.name for group in project.tag_groups}
    assert {tags.group_of(tag.name) for tag in project.tags} == groups
    for question in quiz.questions:
        assert bool(question.default_group) == question.traits.has_choices
        assert question.default_group in groups | {""}


@EVERY
def test_what_is_linked_is_there_and_every_product_has_a_voter(name: str) -> None:
    project = PROJECTS[name]
    choices = [choice for question in project.quizzes[0].questions for choice in question.choices]
    links = [link for choice in choices for link in choice.links]
    assert {link.product for link in links} <= {one.id for one in project.products}
    assert {link.product for link in links if link.effect is Effect.UPVOTE} == {one.id for one in project.products}
    assert any(link.effect is Effect.EXCLUDE for link in links)
    skus = [variant.sku for one in project.products for variant in one.variants]
    assert len(set(skus)) == len(skus)
    assert all(one.handle == one.id and one.published for one in project.products)
    assert all(variant.price for one in project.products for variant in one.variants)


@EVERY
def test_every_tag_can_be_got_and_every_single_choice_path_ends_with_products(name: str) -> None:
    project = PROJECTS[name]
    quiz = project.quizzes[0]
    got: set[str] = set()
    shown: set[str] = set()
    for answers in single_choice_paths(quiz):
        outcome = play.outcome(project, quiz, answers)
        assert outcome.recommended, answers
        got.update(given.tag for given in outcome.tags)
        shown.update(outcome.recommended)
    assert got == {tag.id for tag in project.tags}
    assert shown == {one.id for one in project.products}


@EVERY
@given(data=st.data())
def test_every_way_to_answer_ends_with_products_a_contact_and_the_consent_as_given(
    name: str, data: st.DataObject
) -> None:
    project = PROJECTS[name]
    quiz = project.quizzes[0]
    answers = {one.id: data.draw(answer(one), one.id) for one in quiz.questions if one.traits.takes_answer}
    outcome = play.outcome(project, quiz, answers)
    assert outcome.waiting is None
    assert outcome.recommended
    assert outcome.contact.email == "shopper@example.com"
    assert outcome.consent
    assert outcome.consent.granted == answers["consent"]


def test_the_skin_quiz_shows_what_a_quiz_can_do() -> None:
    quiz = PROJECTS["skin"].quizzes[0]
    asked = [question for question in quiz.questions if question.traits.takes_answer]
    assert len(asked) == 10
    assert {question.kind for question in quiz.questions} == set(Kind)
    assert [question.most for question in asked if question.kind is Kind.MULTIPLE] == [3]
    assert sum(question.show_when is not None for question in asked) == 1
    assert sum(len(question.jumps) for question in asked) == 2
    assert [slot.heading for slot in quiz.results[0].slots] == ["Morning", "Evening"]


@given(data=st.data())
def test_a_skin_routine_has_a_cleanser_and_a_sunscreen_in_the_morning(data: st.DataObject) -> None:
    project = PROJECTS["skin"]
    quiz = project.quizzes[0]
    answers = {one.id: data.draw(answer(one), one.id) for one in quiz.questions if one.traits.takes_answer}
    types = {one.id: one.type for one in project.products}
    morning, evening = play.outcome(project, quiz, answers).shown
    assert sorted({types[one] for one in morning.products} - {"Serum"}) == ["Cleanser", "Sunscreen"]
    assert evening.products
    assert {types[one] for one in evening.products}.isdisjoint({"Cleanser", "Sunscreen"})


@EVERY
def test_two_projects_made_from_one_starter_share_no_id_a_host_knows(name: str) -> None:
    numbers = count(1)
    project = PROJECTS[name]
    first, second = (fresh(project, lambda: f"id-{next(numbers)}") for _ in range(2))
    assert (first.id, first.quizzes[0].id) == ("id-1", "id-2")
    assert (second.id, second.quizzes[0].id) == ("id-3", "id-4")
    assert first.quizzes[0].questions is project.quizzes[0].questions
    assert wire.loads(wire.dumps(first)) == first


def test_an_unknown_starter_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_starter("hair")


def answer(question: Question) -> st.SearchStrategy[Answer]:
    """Anything a shopper may answer; an empty text stands for no answer."""
    if question.kind is Kind.EMAIL:
        return st.just("shopper@example.com")
    if question.kind is Kind.CONSENT:
        return st.booleans()
    if not question.traits.has_choices:
        return st.sampled_from(["", "Perfume"])
    most = (question.most or len(question.choices)) if question.takes_several else 1
    ids = st.sampled_from([choice.id for choice in question.choices])
    return st.lists(ids, min_size=1, max_size=most, unique=True).map(tuple)


def single_choice_paths(quiz: Quiz) -> Iterator[dict[str, Answer]]:
    """Every combination of one choice per question, each way through the quiz once."""
    asked = [question for question in quiz.questions if question.traits.has_choices]
    contact: dict[str, Answer] = {"email": "shopper@example.com"}
    seen = set()
    for picks in product(*(question.choices for question in asked)):
        answers: dict[str, Answer] = {question.id: (choice.id,) for question, choice in zip(asked, picks, strict=True)}
        counted = play.walk(quiz, answers | contact).answers
        key = tuple(sorted(counted.items()))
        if key not in seen:
            seen.add(key)
            yield counted
