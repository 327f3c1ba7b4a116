"""`coverage`, `diff`, `report` and `check` with words and files nobody meant: one sentence, and nothing is touched."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from quizdesigner import cli
from quizdesigner.models import project_file
from quizdesigner.models.publications import Publication
from quizdesigner.quiz import wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import HasTag, Host, Project, Quiz, Segment, Shopper, TagGroup
from quizdesigner.starters import load_starter
from tests.models.test_disk import room_for
from tests.quiz.projects import sleep_project
from tests.test_cli import quizdesigner

HUGE = "9" * 5_000
MARKUP = '<img src=x onerror=alert(1)> & "quoted" </title><script>alert(2)</script>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project that was published once, one without quizzes, an empty quiz, and what is no project."""
    monkeypatch.chdir(tmp_path)
    project = replace(sleep_project(), hosts=(Host("h1", "Live", "https://quiz.example"),))
    with project_file.create(tmp_path / "made.quizproject", project) as made:
        bundle = bundle_of(project, project.quizzes[0])
        at = datetime(2026, 11, 1, tzinfo=UTC)
        made.record_publication(Publication("sleep", "h1", 1, wire.digest(bundle), at, "Ana", "", bundle))
    project_file.create(tmp_path / "none.quizproject", Project("p", "None")).close()
    project_file.create(tmp_path / "empty.quizproject", Project("p", "One", quizzes=(Quiz("q", "Empty"),))).close()
    (tmp_path / "text.quizproject").write_text("Dear all, please find attached the quiz.")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "there.html").write_text("mine")
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that cannot be done, and give its one sentence."""
    assert cli.main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("quizdesigner: ")
    return said.err


def done(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that can be done, and give what it prints."""
    code = cli.main(words)
    said = capsys.readouterr()
    assert (code, said.err) == (3 if words[0] == "check" and "error: " in said.out else 0, "")
    return said.out


NO_FILE = (
    ("missing.quizproject", "“missing.quizproject” cannot be opened (No such file or directory)."),
    ("folder.html", "“folder.html” is a folder, not a project file."),
    ("text.quizproject", "“text.quizproject” is not a Quiz Designer project. It was not touched."),
)


@pytest.mark.parametrize(("file", "words"), NO_FILE)
@pytest.mark.parametrize(
    "command",
    [["check"], ["coverage", "--quiz", "q"], ["diff", "--quiz", "q"], ["report", "--quiz", "q", "--out", "o.html"]],
)
def test_what_is_no_project(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str], file: str, words: str
) -> None:
    assert words in refused(capsys, command[0], file, *command[1:])
    assert not (folder / "o.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["coverage", "made.quizproject", "--quiz", "\udcff\n"], "There is no quiz “\\udcff\n” in this project."),
        (["coverage", "none.quizproject", "--quiz", "q"], "It has: none."),
        (
            ["coverage", "made.quizproject", "--quiz", "sleep", "--example", "dance", "x"],
            "There are no examples of “dance”",
        ),
        (["coverage", "made.quizproject", "--quiz", "sleep", "--example", "tag", "\udcff"], "No shopper can show that"),
        (["diff", "none.quizproject", "--quiz", "q"], "It has: none."),
        (["diff", "made.quizproject", "--quiz", "sleep", "--from", "9" * 30], "no version 99999"),
        (["diff", "made.quizproject", "--quiz", "sleep", "--from", "-1"], "no version -1 of Sleep finder. It has: 1."),
        (["diff", "made.quizproject", "--quiz", "sleep", "--to", "9" * 30], "no version 99999"),
        (["diff", "made.quizproject", "--quiz", "sleep", "--to", HUGE], "is not a version. Name one by its number"),
        (["diff", "made.quizproject", "--quiz", "sleep", "--to", "²"], "“²” is not a version."),
        (["diff", "made.quizproject", "--quiz", "sleep", "--to", ""], "“” is not a version."),
        (
            ["diff", "made.quizproject", "--quiz", "sleep", "--host", "no\nhost"],
            "has no host “no\nhost”. It has: Live.",
        ),
        (["report", "none.quizproject", "--quiz", "q", "--out", "o.html"], "It has: none."),
        (["report", "made.quizproject", "--quiz", "sleep", "--out", "."], "the ending .pdf or .html"),
        (["report", "made.quizproject", "--quiz", "sleep", "--out", "made.quizproject"], "the ending .pdf or .html"),
        (["report", "made.quizproject", "--quiz", "sleep", "--out", "there.html"], "was left as it is"),
        (["report", "made.quizproject", "--quiz", "sleep", "--out", "folder.html"], "was left as it is"),
        (["report", "made.quizproject", "--quiz", "sleep", "--out", "nowhere/o.html"], "cannot be written here"),
        (["report", "made.quizproject", "--quiz", "sleep", "--out", "there.html/o.html"], "cannot be written here"),
        (["report", "made.quizproject", "--quiz", "sleep", "--out", "x" * 300 + ".html"], "cannot be written here"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_touched(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    assert said in refused(capsys, *words)
    assert {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()} == before


def test_a_number_nobody_can_read_is_a_wrong_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in ("x", "1.5", HUGE):
        with pytest.raises(SystemExit) as stopped:
            cli.main(["diff", "made.quizproject", "--quiz", "sleep", "--from", number])
        assert stopped.value.code == 2
        assert "--from" in capsys.readouterr().err


def test_a_link_to_nowhere_is_not_followed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "link.html").symlink_to(folder / "nothing.html")
    said = refused(capsys, "report", "made.quizproject", "--quiz", "sleep", "--out", "link.html")
    assert "was left as it is" in said
    assert not (folder / "nothing.html").exists()


def test_a_full_disk_leaves_no_half_of_a_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.iterdir())
    with room_for(1_000):
        refused(capsys, "report", "made.quizproject", "--quiz", "sleep", "--out", "o.html")
    assert sorted(folder.iterdir()) == before
    assert "Made o.html" in done(capsys, "report", "made.quizproject", "--quiz", "sleep", "--out", "o.html")


def test_an_empty_quiz_and_none_are_no_trouble(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert done(capsys, "check", "none.quizproject") == "There is no quiz in this project.\n"
    assert "The quiz asks nothing yet." in done(capsys, "check", "empty.quizproject")
    assert "1  answer paths" in done(capsys, "coverage", "empty.quizproject", "--quiz", "q")
    assert "has not been published yet" in done(capsys, "diff", "empty.quizproject", "--quiz", "Empty", "--from", "7")
    assert "Made o.html" in done(capsys, "report", "empty.quizproject", "--quiz", "q", "--out", "o.html")


def test_signs_the_terminal_has_not_are_written_out(folder: Path) -> None:
    """As where output goes into a file on Windows, or a file's name is no text."""
    project = sleep_project()
    with project_file.open(folder / "made.quizproject") as file:
        quiz = replace(project.quizzes[0], name="睡眠 → 👩‍👩‍👧")
        file.commit(replace(file.project, quizzes=(quiz,)), "rename")
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    for words in (["check", "made.quizproject"], ["diff", "made.quizproject", "--quiz", "sleep"]):
        told = quizdesigner(*words, **latin)
        assert (told.returncode, told.stderr) == (0, "")
        assert "\\u7761" in told.stdout
    told = quizdesigner("coverage", "made.quizproject", "--quiz", "dance", **latin)
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    report = os.fsdecode(b"gr\xfcn.html")
    told = quizdesigner("report", "made.quizproject", "--quiz", "sleep", "--out", report)
    assert (told.returncode, told.stdout) == (0, "Made gr\\udcfcn.html.\n")


def test_json_is_utf_8_whatever_the_terminal_speaks(folder: Path) -> None:
    told = quizdesigner("diff", "made.quizproject", "--quiz", "sleep", "--json", PYTHONIOENCODING="ascii")
    assert msgspec.json.decode(told.stdout)["changes"] == []


def test_markup_in_every_text_of_the_audience_stays_text_in_the_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = load_starter("coffee")
    quiz = replace(project.quizzes[0], name=MARKUP, shoppers=(Shopper("s", MARKUP, {}),))
    evil = replace(
        project,
        name=MARKUP,
        quizzes=(quiz,),
        tags=tuple(replace(one, name=f"<i onclick=1>{one.id}: javascript:alert(1)") for one in project.tags),
        tag_groups=(TagGroup("<i onclick=1>brew-espresso", single=True),),
        segments=(Segment("s", MARKUP, HasTag(project.tags[0].id)), Segment("gone", "x" * 1_000, HasTag("nobody"))),
        products=tuple(
            replace(one, title=MARKUP, vendor="javascript:alert(3)", type=MARKUP) for one in project.products
        ),
    )
    project_file.create(folder / "evil.quizproject", evil).close()
    done(capsys, "report", "evil.quizproject", "--quiz", quiz.id, "--out", "evil.html")
    html = (folder / "evil.html").read_text(encoding="utf-8")
    for sign in ("<img src=x", "<script", "<i onclick", 'href="javascript:', "href='javascript:"):
        assert sign not in html, sign
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    for words in (["check", "evil.quizproject"], ["coverage", "evil.quizproject", "--quiz", quiz.id]):
        assert MARKUP in done(capsys, *words)
