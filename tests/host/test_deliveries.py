"""What an author sees of deliveries, and sending again what was refused: in order, and never over a newer take."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import select

from quizdesigner.errors import QuizDesignerError, Refused, Unavailable
from quizdesigner.host.desk import CALLS
from quizdesigner.host.store import connections, deliveries, schema
from quizdesigner.host.store.engine import Store
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors.base import KeyRefused, Progress
from tests.host.standing import ANA, GIVEN, NOW, Halfway, StandingHost, ana
from tests.quiz.projects import sleep_project

HOUR = 3_600.0
DAY = 24 * HOUR

UNKNOWN = Progress(unknown=("profile",), tags="maybe")


@pytest.fixture
def live(host: StandingHost) -> StandingHost:
    """A host with the sleep quiz under two addresses, both to k1 and k2, and the key of k1."""
    both = (Connection("k1", Service.KLAVIYO), Connection("k2", Service.KLAVIYO))
    project = replace(sleep_project(), connections=both)
    host.publish(project)
    other = replace(project, quizzes=(replace(project.quizzes[0], id="nights"),))
    assert host.switch(host.send_parts(other, "nights"), None, quiz_id="nights").status_code == 200
    host.put_secret()
    return host


def seen(host: StandingHost, query: str = "") -> list[tuple[str, str | None, str]]:
    """State, time of the next try, and note of each delivery of k1, newest first."""
    found = host.call("GET", f"/connections/k1/deliveries{query}").json()["deliveries"]
    return [(one["state"], one["until"], one["note"]) for one in found]


def retry_all(host: StandingHost) -> dict[str, int]:
    reply = host.call("POST", "/connections/k1/deliveries/retry")
    assert reply.status_code == 200
    found: dict[str, int] = reply.json()
    return found


def test_while_a_connection_rests_all_are_said_to_wait_for_its_end(live: StandingHost) -> None:
    live.crm.answers["ana0@example.com"] = [Unavailable("Klaviyo is busy (status 429).", HOUR)]
    live.answer(ana(0))
    live.send_due()
    live.answer(ana(1))
    assert live.send_due() == 0
    assert {until for _, until, _ in seen(live)} == {"2026-11-21T11:00:00Z"}
    live.send_due(HOUR + 1)
    assert {state for state, _, _ in seen(live)} == {"done"}


def test_who_waits_is_said_until_when_and_why(live: StandingHost) -> None:
    live.crm.answers["ana0@example.com"] = [Unavailable("Klaviyo is busy (status 429).", HOUR)]
    live.crm.answers["ana1@example.com"] = [Refused("This list is gone.")]
    live.answer(ana(1))
    live.send_due()
    live.answer(ana(0))
    live.send_due()
    live.answer(ana(0, goal="stay"))
    live.answer(ana(2))
    assert seen(live) == [
        ("waiting", "2026-11-21T11:00:00Z", ""),
        ("waiting", "2026-11-21T11:00:00Z", "An earlier delivery to the same shopper goes first."),
        ("waiting", "2026-11-21T11:00:00Z", "Klaviyo is busy (status 429)."),
        ("refused", None, "This list is gone."),
    ]
    live.send_due(HOUR)
    live.send_due(1)
    assert [(state, until) for state, until, _ in seen(live)] == [
        ("done", None),
        ("done", None),
        ("done", None),
        ("refused", None),
    ]


def test_nobody_knows_when_a_key_comes(host: StandingHost) -> None:
    host.publish()
    host.answer(ANA)
    assert seen(host) == [("waiting", None, "The key is not on this host yet.")]
    host.put_secret()
    host.crm.answers["ana@example.com"] = [KeyRefused("Klaviyo does not know this key.")]
    host.send_due()
    assert seen(host) == [("waiting", None, "Klaviyo does not know this key.")]


def test_deliveries_are_listed_by_state(live: StandingHost) -> None:
    live.crm.answers["ana1@example.com"] = [Refused("No.")]
    for number in range(3):
        live.answer(ana(number))
    live.send_due()
    live.answer(ana(3))
    assert [state for state, _, _ in seen(live)] == ["waiting", "done", "refused", "done"]
    assert [state for state, _, _ in seen(live, "?state=done")] == ["done", "done"]
    assert [note for _, _, note in seen(live, "?state=refused&limit=1")] == ["No."]
    assert len(seen(live, "?state=waiting")) == 1
    for state in ("", "gone", "Done"):
        reply = live.call("GET", f"/connections/k1/deliveries?state={state}")
        assert (reply.status_code, reply.json()) == (400, {"error": "The state is one of waiting, done, refused."})


def test_the_figures_of_the_last_day(live: StandingHost) -> None:
    live.crm.answers["ana1@example.com"] = [Refused("No.")]
    for number in range(2):
        live.answer(ana(number))
    live.send_due()
    live.now += DAY - 1
    live.answer(ana(2))
    state = live.call("GET", "/connections/k1").json()
    assert {name: state[name] for name in ("done", "waiting", "refused")} == state["day"]
    assert state["day"] == {"done": 1, "waiting": 1, "refused": 1}
    live.now += 1
    assert live.call("GET", "/connections/k1").json()["day"] == {"done": 0, "waiting": 1, "refused": 0}


def test_all_refused_ones_are_sent_again_oldest_first(live: StandingHost) -> None:
    live.crm.answers["ana0@example.com"] = [Refused("No."), Refused("No.")]
    live.crm.answers["ana1@example.com"] = [Refused("No.")]
    live.answer(ana(0))
    live.answer(ana(0, goal="stay"))
    live.answer(ana(1))
    live.answer(ana(2))
    live.send_due()
    assert [state for state, _, _ in seen(live)] == ["done", "refused", "refused", "refused"]
    before = len(live.crm.sent)
    live.restart()
    assert retry_all(live) == {"again": 3, "kept": 0}
    assert live.send_due() == 3
    again = [(sent.lead.contact.email, sent.lead.tags) for sent in live.crm.sent[before:]]
    assert [tags for email, tags in again if email == "ana0@example.com"] == [("goal:sleep",), ("goal:deep",)]
    assert {sent.connection.id for sent in live.crm.sent[before:]} == {"k1"}
    assert {state for state, _, _ in seen(live)} == {"done"}
    assert retry_all(live) == {"again": 0, "kept": 0}


def test_only_what_has_not_arrived_is_sent_again(live: StandingHost) -> None:
    there = Progress(("profile",), tags="given", notes={"profile": "“phone” was left out."})
    live.crm.answers["ana@example.com"] = [Halfway(there, Refused("This list is gone. Everything else arrived."))]
    live.answer(ANA)
    live.send_due()
    assert retry_all(live) == {"again": 1, "kept": 0}
    live.send_due()
    assert live.crm.sent[-1].progress == there


@pytest.mark.parametrize(
    ("newer", "blocked"),
    [
        ("", True),
        (Halfway(GIVEN, Refused("No.")), True),
        (Halfway(GIVEN, Unavailable("Down.")), True),
        (Halfway(UNKNOWN, Unavailable("It did not answer in time.")), True),
        (Refused("No."), False),
        (Unavailable("Down."), False),
        (Halfway(Progress(), Unavailable("Busy.")), False),
    ],
)
def test_an_older_run_is_left_alone_once_a_newer_one_may_have_arrived(
    live: StandingHost, newer: QuizDesignerError | Halfway | str, blocked: bool
) -> None:
    live.crm.answers["ana@example.com"] = [Refused("No.")]
    live.answer(ANA)
    live.send_due()
    live.crm.answers["ana@example.com"] = [newer]
    live.answer({**ANA, "goal": "stay"})
    live.send_due()
    oldest = live.deliveries()[-1]["id"]
    left = sum(one["state"] == "refused" for one in live.deliveries())
    kept = 1 if blocked else 0
    assert retry_all(live) == {"again": left - kept, "kept": kept}
    assert live.call("POST", f"/deliveries/{oldest}/retry").status_code == (409 if blocked else 204)


def test_another_quiz_shopper_or_connection_stands_in_nobodys_way(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Refused("No.")]
    live.answer(ANA)
    live.send_due()
    live.put_secret("k2")
    live.answer(ANA, slug="sleep-finder-2")
    live.answer(ana(1))
    live.send_due()
    assert [state for _, state in live.states("k2")] == ["done", "done", "done"]
    assert [state for _, state in live.states("k1")] == ["refused", "done", "done"]
    assert retry_all(live) == {"again": 1, "kept": 0}


def test_sending_again_wakes_the_worker() -> None:
    assert [entry.wakes for entry in CALLS if entry.path.endswith("/retry")] == [True, True]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    takes=st.lists(
        st.tuples(
            st.sampled_from(["ana", "bo"]),
            st.integers(1, 2),
            st.integers(1, 2),
            st.sampled_from(["done", "refused", "waiting"]),
            st.sampled_from(["", '{"done":["profile"]}']),
        ),
        max_size=12,
    )
)
def test_all_at_once_is_each_by_itself(store: Store, takes: list[tuple[str, int, int, str, str]]) -> None:
    """And both are the rule: nothing newer of the same quiz, shopper and connection may have arrived."""
    filled(store, takes)
    wanted = [
        number
        for number, (contact, quiz, connection, state, _) in enumerate(takes, 1)
        if state == "refused"
        and not any(
            later[:3] == (contact, quiz, connection) and (later[3] == "done" or later[4]) for later in takes[number:]
        )
    ]
    assert [number for number in range(1, len(takes) + 1) if goes_again(store, number)] == wanted
    with store.writing() as db:
        found = [deliveries.retry_all(db, connection, NOW) for connection in (1, 2)]
        waiting = {one.id for one in deliveries.listing(db, (1, 2), "waiting", 99)}
    refused = [number for number, take in enumerate(takes, 1) if take[3] == "refused"]
    assert sum(one.again for one in found) == len(wanted)
    assert sum(one.kept for one in found) == len(refused) - len(wanted)
    assert waiting.intersection(refused) == set(wanted)


def filled(store: Store, takes: list[tuple[str, int, int, str, str]]) -> None:
    """Nothing but these takes in the database: contact, quiz, connection, state, progress."""
    with store.writing() as db:
        for table in reversed(schema.metadata.sorted_tables):
            if table is not schema.schema_number:
                db.execute(table.delete())
        db.execute(schema.client.insert().values(id=1, name="Halden"))
        for row in (1, 2):
            db.execute(schema.quiz.insert().values(id=row, client=1, quiz_id=f"q{row}", slug=f"q{row}", live=1))
            db.execute(schema.connection.insert().values(id=row, client=1, connection_id=f"k{row}", last4=""))
        for number, (contact, quiz, connection, state, progress) in enumerate(takes, 1):
            whose = {"quiz": quiz, "submission": f"s{number}", "revision": 1, "email": contact, "at": NOW}
            db.execute(schema.response.insert().values(id=number, answers="{}", outcome="{}", **whose))
            deliveries.add(db, number, connection, contact, NOW)
            db.execute(
                schema.delivery.update()
                .where(schema.delivery.c.id == number)
                .values(state=state, progress=progress, attempts=1)
            )


def goes_again(store: Store, number: int) -> bool:
    """Whether this refused delivery would be sent again by itself; nothing is changed."""
    with store.writing() as db, db.begin_nested() as attempt:
        try:
            deliveries.retry(db, None, number, NOW)
        except Refused:
            return False
        else:
            ((attempts,),) = db.execute(select(schema.delivery.c.attempts).where(schema.delivery.c.id == number))
            return bool(attempts == 0)
        finally:
            attempt.rollback()


def test_places_are_named_with_their_service(live: StandingHost) -> None:
    live.put_secret("early")
    with live.store.reading() as db:
        found = [(one.client, one.id, one.service) for one in connections.places(db)]
    assert found == [("Halden", "k1", "klaviyo"), ("Halden", "k2", "klaviyo"), ("Halden", "early", "")]
