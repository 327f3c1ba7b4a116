"""A disk that is full, fails, or lets nobody write: said in words, nothing lost, and on it goes afterwards."""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3
import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.models import disk, project_file
from quizdesigner.quiz.document import Project
from tests.quiz.projects import sleep_project


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """In the block, the system refuses to write any file of this process beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, and where only its owner writes."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """In the block, permissions count: who runs the tests as root, whom nothing is forbidden, is somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def large(name: str) -> Project:
    """The sample project with so long a text that the file has to grow for it."""
    quiz = sleep_project().quizzes[0]
    question = replace(quiz.questions[0], description=name * 19_000)
    return replace(sleep_project(), quizzes=(replace(quiz, questions=(question, *quiz.questions[1:])),))


def test_wherever_the_room_ends_the_file_keeps_what_was_saved_and_goes_on(tmp_path: Path) -> None:
    """The limit grows by a page from nothing until the step goes through: every place a write can fail is met."""
    path = tmp_path / "full.quizproject"
    refused = []
    with project_file.create(path, sleep_project()) as file:
        for size in range(0, 200_000, 2_048):
            with room_for(size):
                try:
                    file.commit(large("x"), "Type")
                    break
                except Unavailable as error:
                    refused.append(str(error))
            assert file.project == sleep_project()
            assert file.history.done == ()
        assert len(refused) > 10
        assert all("This window shows what the file holds." in words for words in refused)
        assert file.project == large("x")
        file.commit(large("y"), "Type")
    with project_file.open(path) as file:
        assert file.project == large("y")
        file.undo()
        file.undo()
        assert file.project == sleep_project()


def test_a_disk_without_second_names_still_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    path = tmp_path / "stick.quizproject"
    project_file.create(path, sleep_project()).close()
    with pytest.raises(Refused, match="already"):
        project_file.create(path, large("x"))
    with project_file.open(path) as file:
        assert file.project == sleep_project()
    assert list(tmp_path.iterdir()) == [path]


def test_no_room_for_a_new_file_leaves_nothing_behind(tmp_path: Path) -> None:
    for size in (0, 1_000, 20_000):
        with room_for(size), pytest.raises((Refused, Unavailable)):
            project_file.create(tmp_path / "new.quizproject", large("x"))
        assert list(tmp_path.iterdir()) == []


def test_no_room_for_a_copy_leaves_nothing_behind_and_the_original_open(tmp_path: Path) -> None:
    with project_file.create(tmp_path / "one.quizproject", large("x")) as file:
        with room_for(20_000), pytest.raises((Refused, Unavailable)):
            file.copy_to(tmp_path / "copy.quizproject")
        assert not any("copy" in one.name for one in tmp_path.iterdir())
        file.commit(large("y"), "Type")


def test_a_folder_that_was_made_read_only_while_the_file_was_open(open_folder: Path) -> None:
    if os.geteuid() == 0:
        os.chown(open_folder, 65_534, 65_534)
    with ordinary_user(), project_file.create(open_folder / "one.quizproject", sleep_project()) as file:
        open_folder.chmod(0o555)
        with pytest.raises(Unavailable, match="shows what the file holds"):
            file.commit(large("x"), "Type")
        assert file.project == sleep_project()
        open_folder.chmod(0o755)
        file.commit(large("x"), "Type")
        assert file.project == large("x")


def test_a_folder_where_nothing_can_be_written(open_folder: Path) -> None:
    path = open_folder / "one.quizproject"
    project_file.create(path, sleep_project()).close()
    path.chmod(0o666)
    open_folder.chmod(0o555)
    with ordinary_user(), project_file.open(path) as file:
        assert file.project == sleep_project()
        assert file.reason == "Nothing can be written in the folder of “one.quizproject” (Permission denied)."
        with pytest.raises(Refused, match="Choose another folder"):
            project_file.create(open_folder / "two.quizproject", sleep_project())


def test_a_file_that_is_write_protected(open_folder: Path) -> None:
    path = open_folder / "one.quizproject"
    project_file.create(path, sleep_project()).close()
    path.chmod(0o444)
    with ordinary_user(), project_file.open(path) as file:
        assert file.project == sleep_project()
        assert file.reason == "“one.quizproject” is write-protected."


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = open_folder / "one.quizproject"
    project_file.create(path, sleep_project()).close()
    path.chmod(0)
    with ordinary_user(), pytest.raises(Unavailable, match="Check its permissions"):
        project_file.open(path)


def test_a_file_that_was_moved_away_while_it_was_open(tmp_path: Path) -> None:
    path = tmp_path / "one.quizproject"
    with project_file.create(path, sleep_project()) as file:
        path.rename(tmp_path / "two.quizproject")
        for _ in range(2):
            with pytest.raises(Unavailable, match="moved or deleted"):
                file.commit(large("x"), "Type")
            assert file.project == sleep_project()
        (tmp_path / "two.quizproject").rename(path)
        file.commit(large("x"), "Type")
    with project_file.open(path) as file:
        assert file.project == large("x")


def test_a_disk_without_room_is_called_full(tmp_path: Path) -> None:
    database = pysqlite3.connect(":memory:")
    database.execute("PRAGMA max_page_count = 2")
    with pytest.raises(pysqlite3.OperationalError) as full:
        database.executescript("CREATE TABLE one (x); CREATE TABLE two (x); CREATE TABLE three (x)")
    database.close()
    assert str(disk.in_words(full.value, tmp_path)) == "The disk is full. Make room and try again."


def test_a_reader_in_the_middle_of_the_file_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "BUSY_SECONDS", 0)
    path = tmp_path / "one.quizproject"
    with project_file.create(path, sleep_project()) as file:
        reader = pysqlite3.connect(str(path), isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM part").fetchall()
        with pytest.raises(Unavailable, match="Another program is in the middle"):
            file.commit(large("x"), "Type")
        assert file.project == sleep_project()
        reader.close()
        file.commit(large("x"), "Type")
        assert file.project == large("x")


def test_the_settings_that_make_a_commit_mean_saved(tmp_path: Path) -> None:
    path = tmp_path / "one.quizproject"
    project_file.create(path, sleep_project()).close()
    with disk.connect(path, read_only=False) as db:
        found = {
            name: db.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema")
        }
    assert found == {
        "journal_mode": "delete", "synchronous": 3, "secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0,
    }  # fmt: skip
    assert pysqlite3.sqlite_version_info >= disk.OLDEST
