"""The project file as the editor uses it: made, edited, undone, closed, opened again, copied, upgraded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from quizdesigner.errors import QuizDesignerError, Refused
from quizdesigner.models import project_file
from quizdesigner.models.publications import Publication
from quizdesigner.models.schema import MIGRATIONS
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Project
from tests.quiz.projects import sleep_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project file that is closed."""
    path = tmp_path / "Halden & Söhne.quizproject"
    project_file.create(path, sleep_project()).close()
    return path


def named(name: str) -> Project:
    """The sample project under another name."""
    return replace(sleep_project(), name=name)


def test_a_new_file_holds_the_project_and_nothing_to_undo(tmp_path: Path) -> None:
    with project_file.create(tmp_path / "new.quizproject", sleep_project()) as file:
        assert file.project == sleep_project()
        assert file.undo() is None
        assert file.redo() is None
        assert not file.read_only
    assert [one.name for one in tmp_path.iterdir()] == ["new.quizproject"]


def test_a_new_file_never_replaces_another(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Refused, match="already"):
        project_file.create(path, named("Other"))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_new_file_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written here"):
        project_file.create(tmp_path / "nowhere" / "new.quizproject", sleep_project())


def test_undo_and_redo_survive_closing(path: Path) -> None:
    with project_file.open(path) as file:
        file.commit(named("One"), "Rename project")
        file.commit(named("Two"), "Rename project")
        file.undo()
    with project_file.open(path) as file:
        assert file.project.name == "One"
        step = file.redo()
        assert step is not None
        assert step.label == "Rename project"
        assert file.project.name == "Two"
        file.undo()
        file.undo()
        assert file.project == sleep_project()
        assert file.undo() is None


def test_typing_is_one_step_until_the_field_is_left_or_the_file_closed(path: Path) -> None:
    with project_file.open(path) as file:
        for name in ("A", "Ab"):
            file.commit(named(name), "Rename project", merge="name")
        file.seal()
        file.commit(named("Abc"), "Rename project", merge="name")
    with project_file.open(path) as file:
        file.commit(named("Abcd"), "Rename project", merge="name")
        assert [one.label for one in file.history.done] == ["Rename project"] * 3
        file.undo()
        file.undo()
        assert file.project.name == "Ab"


def test_an_edit_that_changes_nothing_is_no_step(path: Path) -> None:
    with project_file.open(path) as file:
        file.commit(replace(sleep_project(), tags=(*sleep_project().tags[:1], *sleep_project().tags[1:])), "Nothing")
        assert file.history.done == ()


def test_what_could_not_be_read_back_is_never_written(path: Path) -> None:
    with project_file.open(path) as file:
        for wrong in (named("x" * 1_001), named("\ud800"), replace(sleep_project(), tags=sleep_project().tags * 2)):
            with pytest.raises(Refused):
                file.commit(wrong, "Rename project")
        file.commit(named("x" * 1_000), "Rename project")
    with project_file.open(path) as file:
        assert file.project == named("x" * 1_000)


def test_a_reader_sees_what_the_writer_saved(path: Path) -> None:
    with project_file.open(path) as writer, project_file.open(path, read_only=True) as reader:
        assert reader.reason == f"“{path.name}” was opened for reading only."
        writer.commit(named("Newer"), "Rename project")
        assert reader.project == sleep_project()
        reader.reread()
        assert reader.project == named("Newer")
        kept = reader.project
        reader.reread()
        assert reader.project is kept
        with pytest.raises(Refused, match="for reading only"):
            reader.commit(named("Mine"), "Rename project")


def test_a_copy_holds_all_but_what_was_deleted(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.quizproject"
    with project_file.open(path) as file:
        file.commit(named("A very secret name"), "Rename project")
        file.commit(named("Halden"), "Rename project")
        file.record_publication(published(1))
        file.copy_to(copy)
        with pytest.raises(Refused, match="already"):
            file.copy_to(copy)
        assert len(file.history.done) == 2
    assert b"A very secret name" not in copy.read_bytes()
    with project_file.open(copy) as file:
        assert file.project == sleep_project()
        assert file.history.done == ()
        assert file.publication("sleep", "h1") == published(1)


def test_text_that_was_deleted_and_can_no_longer_be_undone_is_not_in_the_file(path: Path) -> None:
    with project_file.open(path) as file:
        file.commit(named("A very secret name"), "Rename project")
        assert b"A very secret name" in path.read_bytes()
        file.undo()
        file.commit(named("Public"), "Rename project")
    assert b"A very secret name" not in path.read_bytes()


# -- publications ----------------------------------------------------------------------------------------------------


def published(revision: int, host: str = "h1") -> Publication:
    """Revision `revision` of the sample quiz, published on that day of November."""
    return Publication(
        quiz="sleep",
        host=host,
        revision=revision,
        digest=f"{revision:064x}",
        at=datetime(2026, 11, revision, 10, 0, tzinfo=UTC),
        by="Ana",
        url="https://quiz.example/q/sleep",
        bundle=bundle_of(sleep_project(), sleep_project().quiz("sleep")),
    )


def test_publications_are_kept_by_quiz_and_host(path: Path) -> None:
    with project_file.open(path) as file:
        assert file.publication("sleep", "h1") is None
        for one in (published(1), published(2), published(3, "h2"), published(2)):
            file.record_publication(one)
        file.commit(named("Later"), "Rename project")
        file.undo()
    with project_file.open(path) as file:
        assert file.publication("sleep", "h1") == published(2)
        assert file.publication("sleep", "h3") is None
        newest_first = (published(3, "h2"), published(2), published(1))
        assert [one.digest for one in file.publications("sleep")] == [one.digest for one in newest_first]
        assert file.publications("other") == ()


def test_a_reader_records_no_publication(path: Path) -> None:
    with project_file.open(path, read_only=True) as file, pytest.raises(Refused, match="for reading only"):
        file.record_publication(published(1))


# -- older files -----------------------------------------------------------------------------------------------------


def _second(db: Connection) -> None:
    db.exec_driver_sql("CREATE TABLE remark (text TEXT NOT NULL) STRICT")
    db.exec_driver_sql("INSERT INTO remark SELECT kind FROM part")


def _broken(db: Connection) -> None:
    db.exec_driver_sql("DELETE FROM part")
    raise ZeroDivisionError


def test_an_older_file_is_copied_and_then_upgraded(path: Path) -> None:
    backup = path.with_name("Halden & Söhne.before-schema-3.quizproject")
    with project_file.open(path) as file:
        file.commit(named("Mine"), "Rename project")
    with project_file.open(path, migrations=(*MIGRATIONS, _second)) as file:
        assert file.project == named("Mine")
        file.undo()
    with project_file.open(backup) as old:
        assert old.project == named("Mine")
        assert len(old.history.done) == 1
    with pytest.raises(Refused, match="newer Quiz Designer"):
        project_file.open(path)


def test_an_older_file_that_may_only_be_read_stays_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(QuizDesignerError, match="must be upgraded first"):
        project_file.open(path, read_only=True, migrations=(*MIGRATIONS, _second))
    assert path.read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_file_as_it_was_and_each_backup(path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            project_file.open(path, migrations=(*MIGRATIONS, _broken))
    with project_file.open(path) as file:
        assert file.project == sleep_project()
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "Halden & Söhne.before-schema-3-2.quizproject",
        "Halden & Söhne.before-schema-3.quizproject",
        "Halden & Söhne.quizproject",
    ]
