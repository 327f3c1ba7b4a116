"""What recalls an answer: shown by name and stored by id without ever meaning another question, and said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import edits, lead, play, recall
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import Choice, Kind, Question, Quiz
from quizdesigner.quiz.keys import keys
from quizdesigner.quiz.localise import localised
from tests.quiz.projects import sleep_project

Q = "sleep"
ANSWERS: dict[str, Answer] = {"goal": ("fall",), "mail": "ana@example.com", "yes": True}


@pytest.mark.parametrize(
    "questions",
    [
        # The key of each is the id of the other.
        (Question("goal", Kind.SINGLE, "Skin?"), Question("skin", Kind.SINGLE, "Goal?")),
        (Question("q1", Kind.TEXT, "First name"), Question("q2", Kind.NAME, "Your name")),
        (Question("q1", Kind.TEXT, key="first name"), Question("q2", Kind.NAME, "Your name")),
        (Question("q1", Kind.TEXT, key="a}b|c"), Question("q2", Kind.TEXT, key="x" * 200)),
    ],
)
def test_what_is_shown_is_stored_as_it_was(questions: tuple[Question, ...]) -> None:
    quiz = Quiz("z", "Z", questions)
    text = "".join(f"{{{one.id}|you}} and {{{one.id}}}" for one in questions)
    assert recall.stored(quiz, recall.shown(quiz, text)) == text


@given(st.lists(st.sampled_from(["a", "a_b", "a b", "A", "first name", "{", "q1", "q0"]), unique=True, max_size=4))
def test_no_key_leads_to_another_question(found: list[str]) -> None:
    kinds = (Kind.NAME, Kind.TEXT, Kind.NAME, Kind.TEXT)
    questions = tuple(Question(f"q{at}", kinds[at], key=key) for at, key in enumerate(found))
    quiz = Quiz("z", "Z", questions)
    text = " ".join(f"{{{one.id}|x}}" for one in quiz.questions)
    assert recall.stored(quiz, recall.shown(quiz, text)) == text


def test_names_are_read_in_any_case_and_spacing() -> None:
    quiz = Quiz("z", "Z", (Question("q1", Kind.TEXT, "Skin type"), Question("q2", Kind.NAME, "Name")))
    assert recall.stored(quiz, "{Skin  Type|x} {FIRST NAME} {Q1} {nothing}") == "{q1|x} {q2} {q1} {nothing}"


def test_a_field_is_not_named_after_an_id() -> None:
    quiz = Quiz("z", "Z", (Question("q", Kind.TEXT, "{q-7Fx3|there}, favourite colour?"),))
    assert keys(quiz) == {"q": "favourite_colour"}


def test_a_crm_is_told_words_and_the_consent_as_it_was_read() -> None:
    project = edits.change_results(sleep_project(), Q, "end", title="For {goal|your sleep}")
    project = edits.change_question(project, Q, "avoid", title="Not {goal|this}?")
    project = edits.change_question(
        project, Q, "yes", title="Help me {goal|sleep}", translations={"de": {"title": "Helft mir: {goal|Schlaf}"}}
    )
    project = edits.add_language(project, Q, "de")
    quiz = project.quizzes[0]
    result = play.outcome(project, quiz, ANSWERS | {"avoid": ("wool",)})
    told = lead.lead(project, quiz, result, event_id="e", at="2026-11-22T10:00:00Z", revision=1)
    assert told.result == "For your sleep"
    assert [one.title for one in told.answers][-1] == "Not this?"
    assert told.consent is not None
    assert told.consent.wording == "Help me Fall asleep"


def test_the_consent_in_another_language_recalls_in_that_language() -> None:
    fall = Choice("fall", "Fall asleep", translations={"de": {"title": "Einschlafen"}})
    box = Question("yes", Kind.CONSENT, "{goal}!", translations={"de": {"title": "Ja: {goal}!"}})
    quiz = Quiz("z", "Z", (Question("goal", Kind.SINGLE, "Goal?", choices=(fall,)), box), languages=("de",))
    project = edits.add_quiz(sleep_project(), quiz)
    given_answers: dict[str, Answer] = {"goal": ("fall",), "yes": True}
    consent = play.outcome(project, quiz, given_answers, read=localised(quiz, "de")).consent
    assert consent is not None
    assert consent.wording == "Ja: Einschlafen!"
