"""The database: safe settings, one schema that SQLite and PostgreSQL both take, and words when it cannot be used."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from quizdesigner.errors import Refused
from quizdesigner.host.store import schema
from quizdesigner.host.store.engine import Store, alone, open_store


def test_what_was_acknowledged_survives_a_power_cut(store: Store) -> None:
    with store.writing() as db:
        found = {
            name: db.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema")
        }
        version = db.execute(text("SELECT sqlite_version()")).scalar_one()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    assert tuple(int(number) for number in version.split(".")) >= (3, 51, 3)


def test_a_database_is_made_once_and_opened_again(database: str) -> None:
    for _ in range(2):
        store = open_store(database)
        with store.reading() as db:
            assert db.execute(select(schema.schema_number.c.number)).scalar_one() == schema.NUMBER
        store.close()


def test_every_older_schema_has_its_step() -> None:
    assert sorted(schema.MIGRATIONS) == list(range(1, schema.NUMBER))


def test_a_newer_database_is_left_alone(store: Store, database: str) -> None:
    with store.writing() as db:
        db.execute(schema.schema_number.update().values(number=schema.NUMBER + 1))
    with pytest.raises(Refused, match="newer host"):
        open_store(database)


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////no/such/folder/host.sqlite", "oracle+nothing://x/y"])
def test_what_cannot_be_opened_is_refused_with_words(url: str) -> None:
    with pytest.raises(Refused, match=r"database"):
        open_store(url)


def test_what_is_no_database_is_refused_with_words(tmp_path: Path) -> None:
    file = tmp_path / "host.sqlite"
    file.write_bytes(b"no database at all, only some text" * 100)
    with pytest.raises(Refused, match="cannot be opened"):
        open_store(f"sqlite:///{file}")


def test_a_folder_without_room_for_a_lock_is_not_called_taken(tmp_path: Path) -> None:
    (tmp_path / "host.lock").mkdir()
    with pytest.raises(Refused, match="cannot be used: unable to open"), alone(tmp_path / "host.lock"):
        pass


def test_a_transaction_is_whole_or_nothing(store: Store) -> None:
    twice = [{"name": "A"}, {"name": "A"}]
    with pytest.raises(IntegrityError), store.writing() as db:
        db.execute(schema.client.insert(), twice)
    with store.reading() as db:
        assert db.execute(select(schema.client.c.name)).all() == []


def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    with store.writing() as db:
        db.execute(schema.client.insert().values(name="A"))
        seen: list[object] = []

        def read() -> None:
            with store.reading() as other:
                seen.extend(other.execute(select(schema.client.c.name)).all())

        thread = threading.Thread(target=read)
        thread.start()
        thread.join(60)
        assert not thread.is_alive()
        assert seen == []


def test_errors_do_not_quote_what_was_stored(store: Store) -> None:
    with store.writing() as db:
        db.execute(schema.client.insert().values(name="canary"))
    with pytest.raises(IntegrityError) as error, store.writing() as db:
        db.execute(schema.client.insert().values(name="canary"))
    assert "canary" not in str(error.value)


def test_postgresql_takes_the_same_schema() -> None:
    dialect = postgresql.dialect()
    for table in schema.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert "CREATE INDEX" in str(CreateIndex(index).compile(dialect=dialect))
