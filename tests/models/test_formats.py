"""Files of older formats: a real one of format 1 opens, keeps everything, and its history still works."""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path

import pysqlite3
import pytest

from quizdesigner.errors import Refused
from quizdesigner.models import project_file
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Slot, Target

DATA = Path(__file__).parents[1] / "data"


def test_a_file_of_format_1(tmp_path: Path) -> None:
    path = tmp_path / "old.quizproject"
    shutil.copy(DATA / "format-1.quizproject", path)
    with project_file.open(path) as file:
        quiz = file.project.quizzes[0]
        links = next(one for one in quiz.questions if one.id == "goal").choices[0].links
        page = quiz.results[0]
    assert [(link.to, link.weight) for link in links] == [
        ("barrier-serum", 10),
        ("oat-cream", 1),
        ("rose-clay-mask", 7),
    ]
    assert next((type(section), section.heading) for section in page.sections) == (Slot, "Changed")
    assert quiz.theme.headings == "serif"
    assert (tmp_path / "old.before-schema-2.quizproject").read_bytes()[:16] == b"SQLite format 3\0"


def test_what_was_done_in_format_1_can_be_undone_and_redone(tmp_path: Path) -> None:
    path = tmp_path / "old.quizproject"
    shutil.copy(DATA / "format-1.quizproject", path)
    with project_file.open(path) as file:
        file.redo()
        assert file.project.quizzes[0].theme.headings == "sans"
        for _ in range(3):
            file.undo()
        choice = next(one for one in file.project.quizzes[0].questions if one.id == "goal").choices[0]
        assert [Target(link.to, link.by).to for link in choice.links] == ["barrier-serum", "oat-cream"]
        before = file.project
    with project_file.open(path) as again:
        assert again.project == before


def test_json_of_format_1() -> None:
    project = wire.loads((DATA / "format-1.json").read_bytes())
    assert all(isinstance(section, Slot) for page in project.quizzes[0].results for section in page.sections)
    assert any(choice.links for question in project.quizzes[0].questions for choice in question.choices)
    assert wire.loads(wire.dumps(project)) == project


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE part SET body = CAST('{\"id\":\"x\"}' AS BLOB) WHERE kind = 'question'", "damaged"),
        ("UPDATE step SET patch = x'00'", "damaged"),
    ],
)
def test_what_is_damaged_is_not_upgraded_into_something_sound(tmp_path: Path, change: str, words: str) -> None:
    path = tmp_path / "old.quizproject"
    shutil.copy(DATA / "format-1.quizproject", path)
    db = pysqlite3.connect(path)
    db.execute(change)
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match=words):
        project_file.open(path)
    assert path.read_bytes() == before


def test_a_part_that_is_of_no_format_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "old.quizproject"
    shutil.copy(DATA / "format-1.quizproject", path)
    db = pysqlite3.connect(path)
    body = b'{"choices":[{"links":[{"weight":1}]}]}'
    for kind, id in db.execute("SELECT kind, id FROM part WHERE kind = 'question'").fetchall():
        crc = zlib.crc32(body, zlib.crc32(f"{kind}/{id}".encode()))
        db.execute("UPDATE part SET body = ?, crc = ? WHERE kind = ? AND id = ?", (body, crc, kind, id))
    db.commit()
    db.close()
    with pytest.raises(Refused, match="not of format 1"):
        project_file.open(path)


def test_bounds_a_text_did_not_use_in_format_1_do_not_bound_its_characters() -> None:
    raw = json.loads((DATA / "format-1.json").read_bytes())
    question = {"id": "t", "kind": "text", "title": "Why?", "least": 1, "most": 2}
    raw["project"]["quizzes"][0]["questions"].append(question)
    text = wire.loads(json.dumps(raw).encode()).quizzes[0].questions[-1]
    assert (text.id, text.most, text.shortest, text.longest) == ("t", 2, 0, 0)
