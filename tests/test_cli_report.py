"""The client report from the command line: PDF and HTML, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizdesigner.models import project_file
from tests.quiz.projects import sleep_project
from tests.test_cli import quizdesigner


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "client.quizproject"
    project_file.create(made, sleep_project()).close()
    return made


def test_a_web_page_and_a_pdf_are_made(file: Path, tmp_path: Path) -> None:
    page, paper = tmp_path / "report.html", tmp_path / "report.PDF"
    made = quizdesigner("report", file, "--quiz", "Sleep finder", "--out", page)
    assert (made.returncode, made.stdout, made.stderr) == (0, f"Made {page}.\n", "")
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "42" in html
    made = quizdesigner("report", file, "--quiz", "sleep", "--out", paper)
    assert (made.returncode, made.stdout) == (0, f"Made {paper}.\n")
    assert paper.read_bytes().startswith(b"%PDF-")


def test_what_is_there_is_left_as_it_is(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text("mine")
    made = quizdesigner("report", file, "--quiz", "sleep", "--out", out)
    assert (made.returncode, made.stdout) == (1, "")
    assert "is there already and was left as it is" in made.stderr
    assert out.read_text() == "mine"


def test_other_endings_and_places_are_refused_in_a_sentence(file: Path, tmp_path: Path) -> None:
    for out, words in (
        (tmp_path / "report.docx", "give report.docx the ending .pdf or .html"),
        (tmp_path / "gone" / "report.html", "cannot be written"),
    ):
        made = quizdesigner("report", file, "--quiz", "sleep", "--out", out)
        assert made.returncode == 1
        assert words in made.stderr
        assert made.stderr.count("\n") == 1
