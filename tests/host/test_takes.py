"""Takes and retakes by several shoppers, to every service, through the real worker and real HTTP, whatever fails."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import select

from quizdesigner.host.forward import forward
from quizdesigner.host.store import schema
from quizdesigner.host.store.engine import open_store
from quizdesigner.quiz.document import Connection, FieldName, Retake
from quizdesigner.quiz.document import Service as Kind
from quizdesigner.quiz.lead import Lead
from quizdesigner.quiz.retake import after
from quizdesigner.sync.connectors.base import Delivered, Keep, Progress
from quizdesigner.sync.connectors.http import Http
from tests.faults.shoppers import project
from tests.host.standing import Crm, StandingHost
from tests.standins.service import Fault, Service
from tests.standins.seven import STANDINS, addresses

FOREIGN = ("vip", "goal:foreign")
GOALS = ("sleep", "energy", "calm")
# One that hangs differs from one that is lost in nothing but the time it takes.
FAULTS: tuple[Fault | None, ...] = (None, None, None, "busy", "broken", "broken_after", "lost")


class RealCrm(Crm):
    """Sends for real."""

    async def deliver(
        self, connection: Connection, lead: Lead, secret: str, progress: Progress, keep: Keep
    ) -> Delivered:
        """As the host's own does."""
        async with Http() as http:
            return await forward(http)(connection, lead, secret, progress, keep)


takes = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(GOALS), st.sets(st.sampled_from(("noise", "light")))),
    min_size=1,
    max_size=5,
)
"""Who, their goal, what troubles them."""

settings_of = st.tuples(st.sampled_from(("replace", "accumulate", "by_group")), st.booleans())
"""What a retake does, and whether tags are sent."""

# Omnisend's sixth call is in the middle of the second take.
SLEEP_THEN_ENERGY: list[tuple[int, str, set[str]]] = [(0, "sleep", {"noise"}), (0, "energy", set())]
SIXTH_BUSY: list[Fault | None] = [*[None] * 5, "busy"]


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
@given(
    made=takes,
    setting=st.sampled_from(("replace", "accumulate", "by_group")),
    faults=st.lists(st.sampled_from(FAULTS), max_size=25),
    restarts=st.booleans(),
)
@settings(max_examples=12)
def test_the_end_is_that_of_the_model(
    kind: Kind,
    made: list[tuple[int, str, set[str]]],
    setting: Retake,
    faults: list[Fault | None],
    restarts: bool,
) -> None:
    with standing(kind, setting) as (host, service):
        model: dict[str, tuple[str, ...]] = {}
        service.put_person(email(0), *FOREIGN)
        planned = iter(faults)
        service.plan = lambda came: next(planned, None)
        for who, goal, troubles in made:
            fields = {"goal": goal, "trouble": sorted(troubles), "name": "Ana", "mail": email(who)}
            assert host.answer(fields).status_code == 303
            # What gives tags, in the order of the quiz's choices.
            tags = (f"goal:{goal}", *(f"trouble:{one}" for one in ("noise", "light") if one in troubles))
            model[email(who)] = after(model.get(email(who), ()), tags, setting).tags
            host.send_due(1.0)
            if restarts:
                host.restart()
        for _ in range(40):
            host.send_due(3_600.0)
        assert {state for _, state in host.states(STANDINS[kind].connection.id)} == {"done"}
        for who in {who for who, _, _ in made}:
            person = service.person(email(who))
            assert person is not None
            foreign = FOREIGN if who == 0 else ()
            assert sorted(person.tags) == sorted((*model[email(who)], *foreign))
            assert len(set(person.events)) == len(person.events)
            if STANDINS[kind].events:
                assert len(person.events) == sum(one == who for one, _, _ in made)
        assert getattr(service, "violations", []) == []


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
@given(made=takes, faults=st.lists(st.sampled_from(FAULTS), max_size=25), chosen=st.lists(settings_of, max_size=8))
@example(made=SLEEP_THEN_ENERGY, faults=SIXTH_BUSY, chosen=[("replace", True), ("accumulate", True)])
@example(made=SLEEP_THEN_ENERGY, faults=SIXTH_BUSY, chosen=[("replace", True), ("by_group", True)])
@settings(max_examples=8)
def test_what_the_host_takes_for_given_is_there(
    kind: Kind, made: list[tuple[int, str, set[str]]], faults: list[Fault | None], chosen: list[tuple[Retake, bool]]
) -> None:
    """Also when other settings are published between takes and between tries."""
    with standing(kind, "replace") as (host, service):
        service.put_person(email(0), *FOREIGN)
        planned, live = iter(faults), 1
        service.plan = lambda came: next(planned, None)
        for who, goal, troubles in made:
            fields = {"goal": goal, "trouble": sorted(troubles), "name": "Ana", "mail": email(who)}
            assert host.answer(fields).status_code == 303
            host.send_due(1.0)
            if chosen:
                retake, sent = chosen.pop()
                if kind in (Kind.ZAPIER, Kind.WEBHOOK):
                    # Who keeps the first message of an id does not hear what a second try says under another setting.
                    retake = "replace"
                off = () if sent else (FieldName("@tags", off=True),)
                to = replace(STANDINS[kind].connection, retake=retake, fields=off)
                live = host.publish(replace(project(), connections=(to,)), live)["revision"] or live
        for _ in range(40):
            host.send_due(60.0)
        with host.store.reading() as db:
            rows = db.execute(select(schema.given_tags)).all()
        given = {row.contact: (set(json.loads(row.tags)), set(json.loads(row.unsure))) for row in rows}
        for who in {who for who, _, _ in made}:
            person = service.person(email(who))
            assert person is not None
            known, unsure = given.get(email(who), (set(), set()))
            assert (set(person.tags) - set(FOREIGN)) ^ known <= unsure
            assert who or set(FOREIGN) <= set(person.tags)


def email(who: int) -> str:
    """The address of a shopper."""
    return f"shopper{who}@example.com"


@contextmanager
def standing(kind: Kind, setting: Retake) -> Iterator[tuple[StandingHost, Service]]:
    """A host with one connection, and the service it leads to."""
    one = STANDINS[kind]
    with (
        tempfile.TemporaryDirectory() as folder,
        one.make() as service,
        mock.patch.dict("os.environ", addresses({kind: service})),
    ):
        store = open_store(f"sqlite:///{Path(folder) / 'host.sqlite'}")
        host = StandingHost(store)
        host.crm = RealCrm()
        host.restart()
        whole = project()
        host.publish(replace(whole, connections=(replace(one.connection, retake=setting),)))
        host.put_secret(one.connection.id, one.secret)
        yield host, service
        store.close()
