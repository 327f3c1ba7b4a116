"""The one door: what an edit does to file, memory and panes; what happens when it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.settings import new_id
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor


def on_disk(file: ProjectFile) -> Project:
    with project_file.open(file.path, read_only=True) as again:
        return again.project


def test_an_edit_is_on_disk_before_the_panes_hear_of_it(editor: Editor, file: ProjectFile) -> None:
    seen: list[tuple[str, str, str]] = []
    editor.changed.connect(lambda before, after: seen.append((before.name, after.name, on_disk(file).name)))

    assert editor.do(edits.rename_project, "Other")

    assert seen == [("Halden Skin", "Other", "Other")]
    assert editor.undo_label == "rename project"


def test_a_refused_edit_changes_nothing_and_says_why(editor: Editor, file: ProjectFile) -> None:
    said: list[str] = []
    editor.refused.connect(said.append)

    assert not editor.do(edits.rename_project, "  ")

    assert said == ["The project needs a name; it keeps the one it had."]
    assert on_disk(file).name == "Halden Skin"
    assert not editor.can_undo


def test_typing_is_one_step_until_the_field_is_left(editor: Editor) -> None:
    for name in ("A", "Ab", "Abc"):
        editor.do(edits.rename_project, name, merge="project name")
    editor.seal()
    editor.do(edits.rename_project, "Abcd", merge="project name")

    editor.undo()
    assert editor.project.name == "Abc"
    editor.undo()
    assert editor.project.name == "Halden Skin"
    editor.go_to(2)
    assert editor.project.name == "Abcd"
    assert not editor.can_redo


def test_an_edit_that_changes_nothing_is_no_step(editor: Editor) -> None:
    assert editor.do(edits.rename_project, editor.project.name)
    assert not editor.can_undo


def test_a_bug_in_an_edit_is_not_swallowed(editor: Editor) -> None:
    with pytest.raises(KeyError):
        editor.do(edits.delete_quiz, "no such quiz")


def test_a_file_open_elsewhere_is_shown_and_refuses_edits(file: ProjectFile) -> None:
    with project_file.open(file.path) as second:
        editor = Editor(second, new_id)
        said: list[str] = []
        editor.refused.connect(said.append)

        assert not editor.do(edits.rename_project, "Other")

        assert said[0].startswith(second.reason)
        assert said[0].endswith("Nothing was changed.")


def test_the_desk_looks_at_what_took_the_place_of_a_deleted_question(desk: Desk) -> None:
    ids = [question.id for question in desk.quiz.questions]
    desk.open_question(ids[2])

    desk.editor.do(edits.delete_question, desk.quiz_id, ids[2])
    assert desk.question_id == ids[3]


def test_the_desk_survives_a_project_without_a_quiz(desk: Desk) -> None:
    quiz_id = desk.quiz_id
    while desk.project.quizzes:
        desk.editor.do(edits.delete_quiz, desk.quiz_id)
    assert desk.quiz.questions == ()

    while desk.editor.can_undo:
        desk.editor.undo()
    assert desk.quiz_id in {quiz.id for quiz in desk.project.quizzes}
    assert desk.project.quiz(quiz_id)


def test_what_is_remembered_is_there_next_time(desk: Desk, tmp_path: Path) -> None:
    desk.preferences.opened(desk.editor.file.path, desk.project)
    desk.preferences.set_theme("dark")

    again = type(desk.preferences)(desk.preferences.folder)
    assert again.choices.theme == "dark"
    assert again.choices.recent[0].name == "Halden Skin"

    (desk.preferences.folder / "settings.json").write_text("not json")
    assert type(desk.preferences)(desk.preferences.folder).choices.recent == ()
