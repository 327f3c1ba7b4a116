"""One writer at a time: in two windows, in two processes, after a kill, and while the lock file comes and goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.models import lock, project_file
from quizdesigner.models.lock import Holder
from tests.quiz.projects import sleep_project

ROOT = Path(__file__).parents[2]

OPENER = """
import sys
from pathlib import Path
from quizdesigner.models import project_file
file = project_file.open(Path(sys.argv[1]))
print(file.project.name, "|", file.reason, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project file that is closed."""
    path = tmp_path / "shop.quizproject"
    project_file.create(path, sleep_project()).close()
    return path


def opener(path: Path) -> subprocess.Popen[str]:
    """Another process that opens the file, says what it found and keeps it open until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", OPENER, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_window_reads_and_says_why(path: Path) -> None:
    with project_file.open(path) as first, project_file.open(path) as second:
        assert not first.read_only
        assert second.reason == "“shop.quizproject” is open in another window (on this computer)."
        with pytest.raises(Refused, match=r"another window .* Nothing was changed"):
            second.commit(replace(sleep_project(), name="Mine"), "Rename project")
        first.commit(replace(sleep_project(), name="First"), "Rename project")


def test_a_second_process_reads_and_the_first_goes_on(path: Path) -> None:
    with project_file.open(path) as first:
        first.commit(replace(sleep_project(), name="First"), "Rename project")
        with opener(path) as second:
            assert second.stdout is not None
            assert second.stdout.readline() == (
                "First | “shop.quizproject” is open in another window (on this computer).\n"
            )
            first.commit(replace(sleep_project(), name="Still"), "Rename project")


def test_the_lock_of_a_killed_process_does_not_stick(path: Path) -> None:
    with opener(path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "Halden | \n"
        with project_file.open(path) as file:
            assert file.read_only
        other.kill()
    assert lock.lock_path(path).exists()
    with project_file.open(path) as file:
        assert not file.read_only
    assert not lock.lock_path(path).exists()


def test_another_machine_is_named(path: Path) -> None:
    with project_file.open(path):
        lock.lock_path(path).write_bytes(msgspec.json.encode(Holder("studio-mac", 7)))
        with project_file.open(path) as second:
            assert second.reason == "“shop.quizproject” is open in another window (on studio-mac)."


def test_a_lock_file_that_says_nothing_holds_all_the_same(path: Path) -> None:
    with project_file.open(path):
        lock.lock_path(path).write_bytes(b"")
        with project_file.open(path) as second:
            assert second.reason == "“shop.quizproject” is open in another window (it does not say where)."


def test_a_link_to_the_file_is_the_same_file(path: Path) -> None:
    link = path.with_name("link.quizproject")
    link.symlink_to(path)
    with project_file.open(path), project_file.open(link) as second:
        assert second.read_only


def test_a_writer_whose_lock_file_was_deleted_overwrites_nothing(path: Path) -> None:
    with project_file.open(path) as first:
        lock.lock_path(path).unlink()
        with project_file.open(path) as second:
            assert not second.read_only
            second.commit(replace(sleep_project(), name="Second"), "Rename project")
        with pytest.raises(Refused, match=r"changed the file.*shows what the file holds"):
            first.commit(replace(sleep_project(), name="First"), "Rename project")
        assert first.project.name == "Second"
        first.commit(replace(first.project, name="First"), "Rename project")
    with project_file.open(path) as file:
        assert file.project.name == "First"


def test_a_lock_file_that_goes_away_while_it_is_being_locked_is_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last holder lets go between our opening the lock file and our locking it."""
    really = lock._lock
    going = [lock.lock_path(path)]

    def let_go(handle: int) -> None:
        while going:
            going.pop().unlink()
        really(handle)

    monkeypatch.setattr(lock, "_lock", let_go)
    with project_file.open(path) as first, project_file.open(path) as second:
        assert not first.read_only
        assert second.read_only


def test_what_could_not_be_opened_is_not_left_locked(path: Path) -> None:
    good = path.read_bytes()
    path.write_bytes(good[:9_000])
    with pytest.raises(Refused):
        project_file.open(path)
    assert not lock.lock_path(path).exists()
    path.write_bytes(good)
    with project_file.open(path) as file:
        assert not file.read_only
