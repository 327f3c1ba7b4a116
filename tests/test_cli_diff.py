"""`quizdesigner diff`, run as a process: the draft against what is live, and one version against another."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizdesigner.models import project_file
from quizdesigner.models.publications import Publication
from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import HasTag, Host, Project, Segment
from tests.quiz.projects import sleep_project
from tests.test_cli import quizdesigner

Q = "sleep"


def draft() -> Project:
    """The quiz with a host and a segment, and one tag less than what is live."""
    listed = replace(
        sleep_project(),
        hosts=(Host("h1", "Live", "https://quiz.example"), Host("h2", "Staging", "https://staging.example")),
        segments=(Segment("s", "Deep sleepers", HasTag("t-deep")),),
    )
    return edits.unlink_tag(listed, Q, "goal", "stay", "t-deep")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project of which revisions 1 (without consent) and 2 (as the sleep project is) went to the host Live."""
    path = tmp_path / "client.quizproject"
    with project_file.create(path, draft()) as made:
        versions = edits.delete_question(sleep_project(), Q, "yes"), sleep_project()
        for revision, project in enumerate(versions, 1):
            bundle = bundle_of(project, project.quizzes[0])
            at = datetime(2026, 11, revision, tzinfo=UTC)
            made.record_publication(Publication(Q, "h1", revision, wire.digest(bundle), at, "Ana", "", bundle))
    return path


def test_the_draft_against_what_is_live(file: Path) -> None:
    result = quizdesigner("diff", file, "--quiz", Q)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "- Tag goal:deep no longer on “Stay asleep”, question 1",
        "    Nobody gets goal:deep any more, 47.6 % before  (20 → 0 of 42)",
        "    Segment Deep sleepers is empty now, 47.6 % before  (20 → 0 of 42)",
        "    Klaviyo: quiz_tags no longer gets goal:deep; profiles keep what they have",
        "    66.7 % of answer paths get some goal: tag, 95.2 % before  (40 → 28 of 42)",
    ]


def test_one_version_against_another(file: Path) -> None:
    result = quizdesigner("diff", file, "--quiz", "Sleep finder", "--from", 1, "--to", 2, "--host", "Live")
    assert result.stdout.splitlines()[:3] == [
        "42 answer paths instead of 21. 3 routes: 3 are new, 3 are gone.",
        "+ Question 5 “Send me sleep tips” is new",
        "    100 % of answer paths come by  (0 of 21 → 42 of 42)",
    ]


def test_everything_as_json(file: Path) -> None:
    found = json.loads(quizdesigner("diff", file, "--quiz", Q, "--json").stdout)
    assert found["changes"][0]["difference"]["tags"] == ["t-deep"]
    figures = found["consequences"]["figures"]
    assert (figures["routes"]["gained"], figures["routes"]["lost"]) == (0, 0)
    assert {"id": "t-deep", "name": "goal:deep", "before": 20, "after": None} in figures["tags"]
    assert {"id": "s", "name": "Deep sleepers", "before": 20, "after": 0} in figures["segments"]


def test_nothing_changed_and_nothing_published_are_said(file: Path) -> None:
    assert quizdesigner("diff", file, "--quiz", Q, "--from", 2, "--to", 2).stdout == "Nothing changed.\n"
    result = quizdesigner("diff", file, "--quiz", Q, "--host", "Staging")
    assert (result.returncode, result.stdout) == (0, "Sleep finder has not been published yet.\n")
    assert quizdesigner("diff", file, "--quiz", Q, "--host", "Staging", "--json").stdout == "null\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", 7), "This file has no version 7 of Sleep finder. It has: 2, 1."),
        (("--to", "live"), "“live” is not a version. Name one by its number, or “draft”."),
        (("--host", "Else"), "This project has no host “Else”. It has: Live, Staging."),
    ],
)
def test_what_is_not_there_is_said(file: Path, words: tuple[object, ...], said: str) -> None:
    result = quizdesigner("diff", file, "--quiz", Q, *words)
    assert (result.returncode, result.stderr) == (1, f"quizdesigner: {said}\n")
