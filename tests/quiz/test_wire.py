"""The JSON format: canonical, exact, and clear about what it cannot read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import FieldName, Kind, Project, Question, Quiz
from tests.quiz.projects import projects, sleep_project

JUMP = {"id": "j1", "to": "end", "when": {"if": "all", "of": []}}


@given(projects())
def test_what_is_written_reads_back_equal_and_writes_the_same_bytes(project: Project) -> None:
    data = wire.dumps(project)
    assert wire.loads(data) == project
    assert wire.dumps(wire.loads(wire.pretty(project))) == data


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        wire.loads(data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw.update(format=99), "newer than this program"),
        (lambda raw: raw.update(format=0), "oldest is 1"),
        (lambda raw: raw.pop("project"), "not a Quiz Designer project"),
        (lambda raw: raw["project"].update(colour="red"), "unknown field `colour`"),
        (lambda raw: raw["project"]["quizzes"][0]["questions"][1].update(kind="dance"), r"questions\[1\]\.kind"),
        (lambda raw: raw["project"]["quizzes"][0]["questions"][4].update(id="revision"), "cannot be the id"),
        (lambda raw: raw["project"]["tags"].append(raw["project"]["tags"][0]), "two parts have the id"),
        (lambda raw: raw["project"]["quizzes"][0]["questions"][1]["jumps"].append(JUMP), "two parts have the id “j1”"),
        (
            lambda raw: raw["project"]["quizzes"][0]["results"][0]["sections"].append({"section": "note", "id": "s1"}),
            "two parts have the id",
        ),
        (lambda raw: raw["project"]["products"][0]["variants"].append({"id": "tea-1"}), "two parts have the id"),
        (lambda raw: raw["project"]["tags"].append({"id": "t", "name": "Goal: SLEEP"}), "are called “goal:sleep”"),
        (lambda raw: raw["project"]["tag_groups"].append({"name": "GOAL"}), "are called “goal”"),
        (lambda raw: raw["project"]["tags"].append({"id": "t", "name": "a,b"}), "cannot contain a comma"),
        (lambda raw: [one.update(key="k") for one in raw["project"]["quizzes"][0]["questions"]], "have the key “k”"),
        (lambda raw: raw["project"].update(id="p1\n"), r"project\.id"),
        (lambda raw: raw["project"].update(shop="javascript:alert(1)"), "shop"),
        (lambda raw: raw["project"]["tags"][0].update(name="x" * 101), "name"),
    ],
)
def test_what_cannot_be_read_says_where(change: object, words: str) -> None:
    raw = json.loads(wire.dumps(sleep_project()))
    assert callable(change)
    change(raw)
    with pytest.raises(Refused, match=words):
        wire.loads(json.dumps(raw).encode())


@pytest.mark.parametrize(
    "price", ["NaN", "sNaN", "Infinity", "-1", "-0", "1E+1000000", "1E-1000000", "1.0000001", 1e12]
)
def test_what_is_no_price_is_refused(price: object) -> None:
    raw = json.loads(wire.dumps(sleep_project()))
    raw["project"]["products"][0]["variants"][0]["price"] = price
    with pytest.raises(Refused, match=r"a price is from 0 .* at `\$\.project\.products\[0\]\.variants\[0\]"):
        wire.loads(json.dumps(raw).encode())


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(Refused):
        wire.loads(b'{"format":1,"project":' + b"[" * 100_000)


@pytest.mark.parametrize("levels", [51, 400, 5_000])
def test_conditions_nested_for_their_own_sake_are_refused(levels: int) -> None:
    raw = json.loads(wire.dumps(sleep_project()))
    raw["project"]["quizzes"][0]["questions"][3]["show_when"] = "HERE"
    deep = '{"if":"not","of":' * levels + '{"if":"all","of":[]}' + "}" * levels
    with pytest.raises(Refused):
        wire.loads(json.dumps(raw).replace('"HERE"', deep).encode())


def test_a_bundle_holds_what_one_quiz_needs_and_no_host() -> None:
    project = sleep_project()
    bundle = bundle_of(project, project.quizzes[0])
    assert [tag.id for tag in bundle.tags] == ["t-sleep", "t-deep", "t-noherb"]
    assert [product.id for product in bundle.products] == ["tea", "mask"]
    assert bundle.hosts == ()
    assert [question.key for question in bundle.quizzes[0].questions] == [
        "",
        "goal",
        "avoid",
        "herbs",
        "email",
        "send_sleep_tips",
    ]


def test_what_another_quiz_calls_its_fields_is_no_news_for_this_one() -> None:
    project = edits.add_question(sleep_project(), "sleep", Question("own", Kind.TEXT, "Own"))
    other = Quiz("other", "Other", (Question("far", Kind.TEXT, "Far"),))
    project = edits.add_quiz(project, other)
    before = bundle_of(project, project.quizzes[0])
    far = edits.name_field(project, "k1", "far", "x", False)
    assert bundle_of(far, far.quizzes[0]) == before
    own = edits.name_field(project, "k1", "own", "x", False)
    assert bundle_of(own, own.quizzes[0]).connections[0].fields == (FieldName("own", "x"),)
