"""Running a host, its tokens, and what became of its deliveries."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizdesigner.errors import Refused
from quizdesigner.jobs.named import say

if TYPE_CHECKING:
    from quizdesigner.host.store.connections import Place
    from quizdesigner.host.store.deliveries import Listed
    from quizdesigner.host.store.engine import Store

_COLUMNS = ("id", "client", "connection", "contact", "state", "when", "note")


def serve(arguments: argparse.Namespace) -> int:
    """Serve quizzes until told to stop."""
    from quizdesigner.host import serve as host

    host.serve(
        arguments.data,
        arguments.port,
        arguments.address,
        database=arguments.database or None,
        behind_proxy=arguments.behind_proxy,
    )
    return 0


def make_token(arguments: argparse.Namespace) -> int:
    """Make a token and print it, the only time it is shown."""
    from quizdesigner.host import serve as host
    from quizdesigner.host.tokens import SCOPES

    scopes = tuple(arguments.scope or SCOPES)
    print(host.create_token(arguments.data, arguments.client, scopes, database=arguments.database or None))
    print("Paste it into Quiz Designer: Publish, Add host. It is not shown again.", file=sys.stderr)
    return 0


def show_tokens(arguments: argparse.Namespace) -> int:
    """List the tokens of a host, without their secret parts."""
    from quizdesigner.host import serve as host

    for one in host.list_tokens(arguments.data, database=arguments.database or None):
        say(f"{one.id}  {one.made_at}  {','.join(one.scopes)}  {one.client}")
    return 0


def revoke(arguments: argparse.Namespace) -> int:
    """Make a token worthless."""
    from quizdesigner.host import serve as host

    host.revoke_token(arguments.data, arguments.token, database=arguments.database or None)
    say("Revoked.")
    return 0


def show_deliveries(arguments: argparse.Namespace) -> int:
    """List deliveries, newest first, also while the host runs."""
    from quizdesigner.host.store import deliveries
    from quizdesigner.jobs.named import print_json

    with _store(arguments) as store:
        places = {place.row: place for place in _places(store, arguments.client, arguments.connection)}
        with store.reading() as db:
            found = deliveries.listing(db, tuple(places), arguments.state, arguments.limit)
    if arguments.json:
        print_json([_told(one, places[one.connection]) for one in found])
    else:
        now = time.time()
        _print_table([_COLUMNS, *(_line(one, places[one.connection], now) for one in found)])
    return 0


def retry(arguments: argparse.Namespace) -> int:
    """Send one refused delivery again, or all of a connection, also while the host runs."""
    from quizdesigner.host.store import deliveries

    with _store(arguments) as store:
        if arguments.connection:
            place = _place(store, arguments.client, arguments.connection)
            with store.writing() as db:
                found = deliveries.retry_all(db, place.row, time.time())
            say(f"Sent again: {found.again}.")
            if found.kept:
                say(f"Left alone, since a newer take of the same shopper was delivered: {found.kept}.")
        elif arguments.client:
            raise Refused("--client goes with --connection. The number of a delivery says whose it is.")
        else:
            with store.writing() as db:
                if not deliveries.retry(db, None, arguments.delivery, time.time()):
                    raise Refused(f"There is no delivery {arguments.delivery} on this host.")
            say(f"Delivery {arguments.delivery} is to be sent.")
    print("A host that runs begins within a second; one that does not when it is started.", file=sys.stderr)
    return 0


@contextmanager
def _store(arguments: argparse.Namespace) -> Iterator[Store]:
    """The database of a host that is there already: a mistyped folder is no new host."""
    from quizdesigner.host.serve import DATABASE, LOCK
    from quizdesigner.host.store.engine import open_store

    file = arguments.data / DATABASE
    if not arguments.database and not file.is_file():
        raise Refused(f"There is no host in the folder {arguments.data}: it has no {DATABASE}.")
    named = arguments.database.removeprefix("sqlite:///")
    if named != arguments.database and not Path(named).is_file():
        raise Refused(f"There is no database {named}.")
    store = open_store(arguments.database or f"sqlite:///{file.absolute()}", arguments.data / LOCK)
    try:
        yield store
    finally:
        store.close()


def _places(store: Store, client: str, connection: str) -> tuple[Place, ...]:
    """The connections meant; an empty text stands for any. Raises Refused when something is named that is not there."""
    from quizdesigner.host.store import connections

    with store.reading() as db:
        known = connections.places(db)
    found = tuple(one for one in known if client in ("", one.client) and connection in ("", one.id))
    if not found and (client or connection):
        meant = (f" “{connection}”" if connection else "") + (f" of “{client}”" if client else "")
        there = ", ".join(f"{one.id} of {one.client}" for one in known) or "none"
        raise Refused(f"There is no connection{meant} on this host. It has: {there}.")
    return found


def _place(store: Store, client: str, connection: str) -> Place:
    """The one connection meant."""
    found = _places(store, client, connection)
    if len(found) > 1:
        clients = ", ".join(one.client for one in found)
        raise Refused(f"Several clients have a connection “{connection}”. Say whose with --client: {clients}.")
    return found[0]


def _told(one: Listed, place: Place) -> dict[str, object]:
    from quizdesigner.host.listed import told

    return {"client": place.client, "connection": place.id, "service": place.service, **told(one)}


def _line(one: Listed, place: Place, now: float) -> tuple[str, ...]:
    from quizdesigner.host.times import rfc3339

    when = f"since {rfc3339(one.at)}"
    if one.until is not None:
        when = f"until {rfc3339(one.until)}" if one.until > now else "now"
    to = f"{place.id}/{place.service}" if place.service else place.id
    return (str(one.id), place.client, to, one.contact or "-", one.state, when, one.note)


def _print_table(lines: list[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
