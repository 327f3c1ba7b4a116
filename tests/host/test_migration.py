"""A database that an older host left: brought up to date with nothing lost, and a copy of it kept as it was."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import inspect

from quizdesigner.errors import Refused
from quizdesigner.host.store.engine import Store, alone, open_store
from quizdesigner.sync.connectors.base import Progress
from tests.host.standing import SECRET, StandingHost

HOUR = 3_600.0
DUMPS = Path(__file__).parents[1] / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The database of a host of schema 1, with deliveries that came no way, half the way, and all of it."""
    made = tmp_path / "host.sqlite"
    with closing(dbapi2.connect(str(made))) as db:
        db.executescript((DUMPS / "host-schema-1.sql").read_text("utf-8")).close()
    return made


def opened(file: Path) -> Store:
    return open_store(f"sqlite:///{file}")


def copies(file: Path) -> list[Path]:
    return sorted(path for path in file.parent.iterdir() if "before" in path.name)


def contents(file: Path) -> list[str]:
    with closing(dbapi2.connect(str(file))) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return [f"{name} {row}" for name in tables for row in sorted(db.execute(f'SELECT * FROM "{name}"'), key=str)]


def test_an_older_database_gets_the_tables_of_a_new_one(file: Path, store: Store) -> None:
    def shape(of: Store) -> dict[str, object]:
        with of.reading() as db:
            seen = inspect(db)
            return {
                name: (
                    {one["name"]: (str(one["type"]), one["nullable"]) for one in seen.get_columns(name)},
                    sorted(str(one["column_names"]) for one in seen.get_indexes(name)),
                    sorted(str(one["column_names"]) for one in seen.get_unique_constraints(name)),
                    sorted(str(one["constrained_columns"]) for one in seen.get_foreign_keys(name)),
                )
                for name in seen.get_table_names()
            }

    older = opened(file)
    with closing(older):
        assert shape(older) == shape(store)


def test_deliveries_go_on_where_the_older_host_stopped(file: Path) -> None:
    with closing(opened(file)) as store:
        host = StandingHost(store)
        assert host.states() == [
            ("ana0@example.com", "done"),
            ("ana1@example.com", "waiting"),
            ("ana2@example.com", "refused"),
            ("ana1@example.com", "waiting"),
        ]
        assert host.call("POST", "/deliveries/3/retry").status_code == 204
        host.send_due()
        host.send_due(HOUR)
        assert {state for _, state in host.states()} == {"done"}
        assert [(sent.lead.contact.email, sent.progress) for sent in host.crm.sent] == [
            ("ana2@example.com", Progress(unknown=("profile", "consent"))),
            ("ana1@example.com", Progress(unknown=("profile",))),
            ("ana1@example.com", Progress()),
        ]
        assert {sent.secret for sent in host.crm.sent} == {SECRET}
        assert host.crm.sent[-1].lead.tags_before == ("goal:sleep",)


def test_the_database_is_copied_once_as_it_was(file: Path) -> None:
    before = contents(file)
    for _ in range(2):
        opened(file).close()
    (copy,) = copies(file)
    assert copy.name == "host.before-schema-2.sqlite"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert contents(copy) == before
    assert contents(file) != before


def test_what_a_running_host_wrote_last_is_in_the_copy(file: Path) -> None:
    """It stands in the write-ahead log still, which a plain copy of the file would lack."""
    with closing(dbapi2.connect(str(file), isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL").close()
        other.execute("INSERT INTO client VALUES (2, 'Brook')").close()
        opened(file).close()
    assert "client (2, 'Brook')" in contents(copies(file)[0])


def test_an_earlier_copy_is_not_overwritten(file: Path) -> None:
    earlier = file.with_name("host.before-schema-2.sqlite")
    earlier.write_text("mine")
    opened(file).close()
    assert [path.name for path in copies(file)] == ["host.before-schema-2-2.sqlite", "host.before-schema-2.sqlite"]
    assert earlier.read_text() == "mine"


def test_without_a_copy_nothing_is_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    before = contents(file)
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(Refused, match=r"did not take the copy .*No space"):
        opened(file)
    monkeypatch.undo()
    assert contents(file) == before
    assert [path.name for path in file.parent.iterdir() if not path.name.startswith("host.sqlite")] == []
    opened(file).close()
    assert len(copies(file)) == 1


def test_a_newer_database_is_neither_changed_nor_copied(file: Path) -> None:
    with closing(dbapi2.connect(str(file), isolation_level=None)) as other:
        other.execute("UPDATE schema_number SET number = 9").close()
    before = contents(file)
    with pytest.raises(Refused, match=r"newer host \(schema 9; this one knows 2\)"):
        opened(file)
    assert contents(file) == before
    assert copies(file) == []


def test_a_database_a_host_is_at_work_on_is_left_alone(file: Path) -> None:
    lock, before = file.with_name("host.lock"), contents(file)
    with alone(lock), pytest.raises(Refused, match="Stop it first"):
        open_store(f"sqlite:///{file}", lock)
    assert (contents(file), copies(file)) == (before, [])
    open_store(f"sqlite:///{file}", lock).close()
    assert copies(file)


def test_an_empty_database_needs_no_copy(tmp_path: Path) -> None:
    file = tmp_path / "host.sqlite"
    file.touch()
    for _ in range(2):
        opened(file).close()
    assert copies(file) == []
