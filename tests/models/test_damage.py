"""Files that are not ours, damaged, or made to harm: refused in words or read right, and never touched."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3
import pytest
from msgspec.structs import replace

from quizdesigner.errors import QuizDesignerError, Refused
from quizdesigner.models import project_file
from quizdesigner.models.schema import APPLICATION, MIGRATIONS
from tests.quiz.projects import sleep_project


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a project file with a history."""
    path = tmp_path_factory.mktemp("sound") / "sound.quizproject"
    with project_file.create(path, sleep_project()) as file:
        file.commit(replace(sleep_project(), name="Other"), "Rename project")
        file.undo()
    return path.read_bytes()


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Fails when the block changes a byte, the time of the last change, or what else is in the folder."""
    before = path.read_bytes(), path.stat().st_mtime_ns, sorted(os.listdir(path.parent))
    yield
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(os.listdir(path.parent))) == before


def opens_right_or_is_refused(path: Path) -> bool:
    """Whether it opened; anything between right and refused fails."""
    with untouched(path):
        try:
            file = project_file.open(path)
        except QuizDesignerError:
            return False
        assert file.project == sleep_project()
        file.close()
        return True


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"Dear all, please find attached the quiz", "not a Quiz Designer project"),
        (b"SQLite format 3\0", "not a Quiz Designer project"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5_000), "not a Quiz Designer project"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "other.quizproject"
    path.write_bytes(content)
    with untouched(path), pytest.raises(Refused, match=words):
        project_file.open(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        project_file.open(tmp_path / "gone.quizproject")
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        project_file.open(tmp_path)


def test_a_database_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "shop.quizproject"
    database = pysqlite3.connect(str(path))
    database.execute("CREATE TABLE part (kind, id, body)")
    database.close()
    with untouched(path), pytest.raises(Refused, match="not a Quiz Designer project"):
        project_file.open(path)


def test_a_newer_file_says_so(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "newer.quizproject"
    path.write_bytes(sound)
    database = pysqlite3.connect(str(path))
    database.execute("PRAGMA user_version = 7")
    database.close()
    with untouched(path), pytest.raises(Refused) as refused:
        project_file.open(path)
    assert str(refused.value) == (
        "“newer.quizproject” was made by a newer Quiz Designer (schema 7; this one reads up to "
        f"{len(MIGRATIONS)}). Update Quiz Designer to open it. The file was not touched."
    )


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER UPDATE ON state BEGIN DELETE FROM part; END",
        "CREATE TRIGGER evil AFTER INSERT ON step BEGIN INSERT INTO part VALUES ('tag', 'x', x'00', 0); END",
        "CREATE VIEW evil AS SELECT * FROM part",
        "CREATE INDEX evil ON part (length(body))",
        "CREATE TABLE evil (x, y AS (hex(x)))",
        "CREATE VIRTUAL TABLE evil USING fts5(x)",
        "ALTER TABLE part ADD COLUMN evil TEXT",
        "DROP TABLE publication",
        "PRAGMA user_version = 0",
    ],
)
def test_tables_that_are_not_exactly_ours(tmp_path: Path, sound: bytes, statement: str) -> None:
    path = tmp_path / "evil.quizproject"
    path.write_bytes(sound)
    database = pysqlite3.connect(str(path))
    database.execute(statement)
    database.close()
    with untouched(path), pytest.raises(Refused, match="tables are not those"):
        project_file.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE part SET body = replace(CAST(body AS TEXT), 'Sleep', 'Sheep')",
        "UPDATE part SET body = CAST(body AS BLOB) || x'20'",
        "UPDATE part SET id = 'x' || id WHERE kind = 'tag'",
        "DELETE FROM part WHERE kind = 'order'",
        "DELETE FROM part",
        "DELETE FROM state",
        "UPDATE step SET patch = x'c1'",
        "UPDATE step SET label = 'Something else'",
    ],
)
def test_rows_that_were_not_written_by_us(tmp_path: Path, sound: bytes, statement: str) -> None:
    path = tmp_path / "evil.quizproject"
    path.write_bytes(sound)
    database = pysqlite3.connect(str(path), isolation_level=None)
    try:
        database.execute(statement)
    except pysqlite3.IntegrityError:
        database.execute("UPDATE part SET crc = 0")
    database.close()
    with untouched(path), pytest.raises(Refused, match="is damaged"):
        project_file.open(path)


def test_a_file_that_another_tool_gave_a_log_is_whole_again_on_its_own(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "tool.quizproject"
    path.write_bytes(sound)
    database = pysqlite3.connect(str(path))
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    with project_file.open(path) as file:
        file.commit(replace(sleep_project(), name="After all"), "Rename project")
        shutil.copy(path, tmp_path / "copy.quizproject")
    with project_file.open(tmp_path / "copy.quizproject") as copy:
        assert copy.project.name == "After all"


def test_cut_short_anywhere(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "cut.quizproject"
    for length in [*range(1, 200, 13), *range(512, len(sound), 1_009)]:
        path.write_bytes(sound[:length])
        # The last page may be one that nothing is on.
        assert not opens_right_or_is_refused(path) or length > len(sound) - 4_096


def test_one_bit_turned_anywhere_in_the_header(tmp_path: Path, sound: bytes) -> None:
    flipped_somewhere(tmp_path, sound, range(100))


def test_one_bit_turned_anywhere_else(tmp_path: Path, sound: bytes) -> None:
    places = random.Random(7).sample(range(100, len(sound)), 300)
    assert flipped_somewhere(tmp_path, sound, places) < 300


def flipped_somewhere(folder: Path, sound: bytes, places: range | list[int]) -> int:
    """How many of the files with one bit turned at these offsets still opened (bits that nothing depends on)."""
    path = folder / "flipped.quizproject"
    opened = 0
    for place in places:
        spoilt = bytearray(sound)
        spoilt[place] ^= 1 << place % 8
        path.write_bytes(spoilt)
        opened += opens_right_or_is_refused(path)
    return opened


def test_a_page_of_noise_anywhere(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "noise.quizproject"
    noise = random.Random(7).randbytes(4_096)
    for page in range(len(sound) // 4_096):
        path.write_bytes(sound[: page * 4_096] + noise + sound[(page + 1) * 4_096 :])
        opens_right_or_is_refused(path)


def test_damage_where_reading_does_not_come_by_is_found_too(tmp_path: Path, sound: bytes) -> None:
    """A broken index reads well until the first edit looks a row up in it."""
    path = tmp_path / "index.quizproject"
    path.write_bytes(sound)
    database = pysqlite3.connect(str(path))
    (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_part_1'").fetchone()
    database.close()
    spoilt = bytearray(sound)
    spoilt[(page - 1) * 4_096 + 100 : page * 4_096] = bytes(3_996)
    path.write_bytes(spoilt)
    with untouched(path), pytest.raises(Refused, match="is damaged"):
        project_file.open(path)


@pytest.mark.parametrize("how", [bytes.upper, lambda data: data.replace(b"\r", b"").replace(b"\n", b"\r\n")])
def test_sent_as_text(tmp_path: Path, sound: bytes, how: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "mailed.quizproject"
    path.write_bytes(how(sound))
    assert not opens_right_or_is_refused(path)


def test_the_files_know_whose_they_are(sound: bytes) -> None:
    """What `file` and other tools show."""
    assert sound.startswith(b"SQLite format 3\0")
    assert int.from_bytes(sound[68:72], "big") == APPLICATION
    assert sound[18:20] == b"\x01\x01"
