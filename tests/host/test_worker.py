"""Deliveries: once in effect, in order for each shopper, through every way a CRM can fail."""

from __future__ import annotations

import logging
from collections import defaultdict

import anyio
import pytest
from anyio import to_thread
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.host.pace import GIVE_UP_AFTER
from quizdesigner.host.vault import Vault
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.base import Delivered, Keep, KeyRefused, Progress
from tests.host.standing import ANA, GIVEN, SECRET, Crm, Halfway, StandingHost, ana

HOUR = 3_600.0
DAY = 24 * HOUR


def test_a_lead_arrives_with_all_that_was_decided(live: StandingHost) -> None:
    live.answer({**ANA, "avoid": "wool"})
    assert live.send_due() == 1
    (sent,) = live.crm.sent
    assert (sent.connection.id, sent.secret, sent.progress) == ("k1", SECRET, Progress())
    lead = sent.lead
    assert (lead.quiz_id, lead.revision, lead.at, lead.result) == ("sleep", 1, "2026-11-21T10:00:00Z", "Your sleep")
    assert lead.tags == ("goal:sleep",)
    assert [product.sku for product in lead.products] == ["TEA-1"]
    assert lead.consent is not None
    assert lead.consent.granted
    assert live.states() == [("ana@example.com", "done")]
    assert live.send_due(DAY) == 0


def test_the_event_id_is_the_same_over_tries_and_tells_nothing(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Unavailable("Down.")] * 3
    reply = live.answer(ANA)
    for _ in range(4):
        live.send_due(HOUR)
    live.answer(ANA)
    live.send_due()
    ids = [sent.lead.event_id for sent in live.crm.sent]
    assert len(ids) == 5
    assert len(set(ids[:4])) == 1
    assert ids[4] not in ids[:4]
    assert "." not in ids[0]
    assert ids[0] not in reply.headers["location"]


def test_a_delivery_is_tried_again_after_longer_and_longer(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Unavailable("Down.")] * 4
    live.answer(ANA)
    assert live.send_due() == 1
    for wait in (2.0, 4.0, 8.0):
        assert live.send_due(wait - 0.1) == 0
        assert live.send_due(0.1) == 1
    assert live.deliveries()[0] == {
        "id": "1",
        "contact": "ana@example.com",
        "at": "2026-11-21T10:00:00Z",
        "state": "waiting",
        "attempts": 4,
        "note": "Down.",
        "until": "2026-11-21T10:00:30Z",
    }
    assert live.send_due(16) == 1
    assert live.states() == [("ana@example.com", "done")]


@pytest.mark.parametrize(("asked", "wait"), [(120.0, 120.0), (0.0, 1.0), (-5.0, 1.0), (10 * 365 * DAY, DAY)])
def test_a_service_that_names_a_time_is_believed_within_reason(live: StandingHost, asked: float, wait: float) -> None:
    live.crm.answers["ana@example.com"] = [Unavailable("Busy.", asked)]
    live.answer(ANA)
    live.send_due()
    assert live.send_due(wait - 0.1) == 0
    assert live.send_due(0.1) == 1


def test_a_service_that_asks_for_a_pause_gets_it_for_all_contacts(live: StandingHost) -> None:
    live.crm.answers["ana0@example.com"] = [Unavailable("Busy.", 60.0)]
    live.answer(ana(0))
    live.send_due()
    live.answer(ana(1))
    assert live.send_due(59) == 0
    assert live.send_due(2) == 2


def test_an_outage_is_not_met_with_a_storm(live: StandingHost) -> None:
    for number in range(20):
        live.answer(ana(number))
        live.crm.answers[f"ana{number}@example.com"] = [Unavailable("Down.")] * 1_000
    tries = sum(live.send_due(1.0) for _ in range(120))
    assert tries < 50
    live.crm.answers.clear()
    for _ in range(30):
        live.send_due(60.0)
    assert {state for _, state in live.states()} == {"done"}


def test_other_contacts_go_on_while_one_waits_and_none_is_overtaken(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Unavailable("Down.")]
    for answers in (ANA, {**ANA, "goal": "stay"}, ana(1), ana(2)):
        live.answer(answers)
    assert live.send_due() == 3
    assert live.states() == [
        ("ana@example.com", "waiting"),
        ("ana@example.com", "waiting"),
        ("ana1@example.com", "done"),
        ("ana2@example.com", "done"),
    ]
    assert live.send_due(2) == 2
    assert [sent.lead.tags for sent in live.crm.sent[-2:]] == [("goal:sleep",), ("goal:deep",)]


def test_one_contact_is_one_in_whatever_case_it_is_typed(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Unavailable("Down.")]
    live.answer(ANA)
    live.answer({**ANA, "mail": "ANA@Example.com"})
    assert live.send_due() == 1
    live.send_due(2)
    assert live.crm.contacts[-2:] == ["ana@example.com", "ANA@Example.com"]
    assert live.crm.sent[-1].lead.tags_before == ("goal:sleep",)


def test_a_few_go_out_at_once(live: StandingHost) -> None:
    for number in range(20):
        live.answer(ana(number))
    live.crm.party = 5
    assert live.send_due() == 20
    assert live.crm.at_once == 5


def test_a_half_done_delivery_goes_on_where_it_stopped(live: StandingHost) -> None:
    there = Progress(("profile",), ("event",), "given", notes={"profile": "“phone” was left out."})
    live.crm.answers["ana@example.com"] = [Halfway(there, Unavailable("Down.")), Unavailable("Down.")]
    live.answer(ANA)
    for _ in range(3):
        live.restart()
        live.send_due(HOUR)
    assert [sent.progress for sent in live.crm.sent] == [Progress(), there, there]


def test_after_three_days_of_trying_a_person_has_to_look(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Unavailable("Down.")] * 1_000
    live.answer(ANA)
    for _ in range(int(GIVE_UP_AFTER // HOUR) // 2 + 1):
        live.send_due(2 * HOUR)
    (found,) = live.deliveries()
    assert found["state"] == "refused"
    assert found["note"] == "Given up after 3 days of trying. The last time: Down."
    assert live.send_due(DAY) == 0


def test_a_refusal_is_final_until_somebody_asks(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Refused("This list is gone.")]
    live.answer(ANA)
    live.send_due()
    (found,) = live.deliveries()
    assert (found["state"], found["note"]) == ("refused", "This list is gone.")
    assert live.send_due(DAY) == 0
    for _ in range(2):
        assert live.call("POST", f"/deliveries/{found['id']}/retry").status_code == 204
    assert live.send_due() == 1
    assert live.states() == [("ana@example.com", "done")]
    assert live.call("POST", f"/deliveries/{found['id']}/retry").status_code == 409


def test_an_old_run_is_not_sent_over_a_newer_one(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Refused("No.")]
    live.answer(ANA)
    live.answer({**ANA, "goal": "stay"})
    live.send_due()
    assert live.states() == [("ana@example.com", "refused"), ("ana@example.com", "done")]
    reply = live.call("POST", "/deliveries/1/retry")
    assert reply.status_code == 409
    assert "newer take" in reply.json()["error"]
    assert live.send_due() == 0


def test_a_refused_key_stops_the_connection_and_loses_nothing(live: StandingHost) -> None:
    live.crm.answers["ana0@example.com"] = [KeyRefused("Klaviyo does not know this key.")]
    live.answer(ana(0))
    live.send_due()
    for number in range(1, 4):
        live.answer(ana(number))
    assert live.send_due(DAY) == 0
    state = live.call("GET", "/connections/k1").json()
    assert state == {
        "secret": {"last4": "77d2"},
        "paused": "Klaviyo does not know this key.",
        "done": 0,
        "waiting": 4,
        "refused": 0,
        "day": {"done": 0, "waiting": 0, "refused": 0},
    }
    assert {one["note"] for one in live.deliveries()} == {"Klaviyo does not know this key."}
    live.put_secret(secret="pk_better_12345")
    assert live.call("GET", "/connections/k1").json()["paused"] is None
    assert live.send_due() == 4
    assert {sent.secret for sent in live.crm.sent[1:]} == {"pk_better_12345"}
    assert {one["note"] for one in live.deliveries()} == {""}


def test_a_key_that_came_while_the_old_one_was_refused_is_tried(
    live: StandingHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(connection: Connection, told: Lead, secret: str, progress: Progress, keep: Keep) -> Delivered:
        if secret == SECRET:
            await to_thread.run_sync(live.put_secret, "k1", "pk_better_12345")
            raise KeyRefused("Klaviyo does not know this key.")
        return await Crm.deliver(live.crm, connection, told, secret, progress, keep)

    monkeypatch.setattr(live.crm, "deliver", refuse)
    live.restart()
    live.answer(ANA)
    live.send_due()
    assert live.call("GET", "/connections/k1").json()["paused"] is None
    assert [sent.secret for sent in live.crm.sent] == ["pk_better_12345"]


def test_leads_wait_for_a_key_that_is_not_there_yet(host: StandingHost) -> None:
    host.publish()
    host.answer(ANA)
    assert host.send_due(10 * DAY) == 0
    assert host.call("GET", "/connections/k1").json()["secret"] is None
    (found,) = host.deliveries()
    assert (found["state"], found["note"]) == ("waiting", "The key is not on this host yet.")
    host.put_secret()
    assert host.send_due() == 1


def test_a_key_the_host_cannot_read_pauses_the_connection(live: StandingHost) -> None:
    live.vault = Vault(b"other" * 6 + b"!!")
    live.restart()
    live.answer(ANA)
    live.send_due()
    assert "Send it again" in live.call("GET", "/connections/k1").json()["paused"]
    live.put_secret()
    assert live.send_due() == 1


def test_waiting_for_a_key_does_not_use_up_the_days_of_trying(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Unavailable("Down."), KeyRefused("No."), Unavailable("Down.")]
    live.answer(ANA)
    live.send_due()
    live.send_due(HOUR)
    live.put_secret()
    live.send_due(10 * DAY)
    assert live.states() == [("ana@example.com", "waiting")]
    live.send_due(HOUR)
    assert live.states() == [("ana@example.com", "done")]


def test_an_old_take_is_not_sent_over_a_newer_one_that_arrived_in_part(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Refused("No."), Halfway(GIVEN, Refused("No."))]
    live.answer(ANA)
    live.answer({**ANA, "goal": "stay"})
    live.send_due()
    assert live.call("POST", "/deliveries/1/retry").status_code == 409
    assert live.call("POST", "/deliveries/2/retry").status_code == 204


def test_a_clock_that_was_years_ahead_holds_nothing_back(live: StandingHost) -> None:
    live.now += 3_650 * DAY
    live.crm.answers["ana0@example.com"] = [Unavailable("Busy.", HOUR)]
    live.answer(ana(0))
    live.send_due()
    live.answer(ana(1))
    live.now -= 3_650 * DAY
    assert live.send_due() == 2
    assert {state for _, state in live.states()} == {"done"}


def test_a_note_of_the_service_is_kept(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = ["phone_number was refused,\x00the rest delivered" + "!" * 5_000]
    live.answer(ANA)
    live.send_due()
    note = live.deliveries()[0]["note"]
    assert note.startswith("phone_number was refused, the rest delivered!")
    assert len(note) == 1_000


def test_a_bug_in_a_delivery_is_logged_and_stops_nothing(live: StandingHost, caplog: pytest.LogCaptureFixture) -> None:
    live.crm.answers["ana0@example.com"] = [RuntimeError("bug")]
    live.answer(ana(0))
    live.answer(ana(1))
    live.send_due()
    assert live.states() == [("ana0@example.com", "waiting"), ("ana1@example.com", "done")]
    assert "its log says where" in live.deliveries()[1]["note"]
    (said,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert "RuntimeError at standing.py:" in said
    live.send_due(2)
    assert {state for _, state in live.states()} == {"done"}


def test_a_host_started_again_goes_on(live: StandingHost) -> None:
    live.crm.answers["ana0@example.com"] = [Unavailable("Down.")]
    for number in range(3):
        live.answer(ana(number))
    live.send_due()
    live.restart()
    assert live.send_due(1) == 0
    assert live.send_due(1) == 1
    assert live.crm.contacts.count("ana0@example.com") == 2


def test_the_running_worker_sends_what_comes_in_and_stops_when_told(live: StandingHost) -> None:
    live.answer(ana(0))

    async def run() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(live.worker.run, live.clock)
            while not live.crm.sent:
                await anyio.lowlevel.checkpoint()
            live.worker.stop()

    anyio.run(run)
    assert live.states() == [("ana0@example.com", "done")]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plan=st.lists(
        st.tuples(
            st.integers(0, 2),
            st.lists(st.sampled_from(["down", "busy", "partial", "bug"]), max_size=3),
        ),
        min_size=1,
        max_size=8,
    ),
    restarts=st.booleans(),
)
def test_every_lead_arrives_in_order_whatever_fails(
    live: StandingHost, plan: list[tuple[int, list[str]]], restarts: bool
) -> None:
    errors: dict[str, Exception | Halfway] = {
        "down": Unavailable("Down."),
        "busy": Unavailable("Busy.", 30.0),
        "partial": Halfway(GIVEN, Unavailable("Down.")),
        "bug": RuntimeError("bug"),
    }
    live.crm.sent.clear()
    live.crm.answers = defaultdict(list)
    wanted: dict[str, list[str]] = defaultdict(list)
    for contact, fails in plan:
        answers = ana(contact)
        hidden = live.start()
        assert live.answer(answers, hidden).status_code == 303
        live.crm.answers[answers["mail"]] += [*(errors[fail] for fail in fails), ""]
        wanted[answers["mail"]].append(hidden["submission"])
    for _ in range(20):
        live.send_due(60.0)
        if restarts:
            live.restart()
    assert live.call("GET", "/connections/k1").json()["waiting"] == 0
    for email, submissions in wanted.items():
        ids = [sent.lead.event_id for sent in live.crm.sent if sent.lead.contact.email == email]
        assert len(dict.fromkeys(ids)) == len(submissions)
        # Never back to an older one: each id's tries follow one another.
        assert len([one for one, next_one in zip(ids, [*ids[1:], ""], strict=True) if one != next_one]) == len(
            submissions
        )


def test_an_older_delivery_let_go_while_a_newer_one_takes_off_goes_first(
    live: StandingHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.crm.answers["ana@example.com"] = [Refused("No.")]
    live.answer(ANA)
    live.send_due()
    usual = live.crm.deliver

    async def deliver(connection: Connection, told: Lead, secret: str, progress: Progress, keep: Keep) -> Delivered:
        if len(live.crm.sent) == 1:
            await to_thread.run_sync(lambda: live.call("POST", "/deliveries/1/retry"))
        await keep(Progress(unknown=("profile",), tags="maybe"))
        return await usual(connection, told, secret, progress, keep)

    monkeypatch.setattr(live.crm, "deliver", deliver)
    live.restart()
    live.answer({**ANA, "goal": "stay"})
    for _ in range(3):
        live.send_due(HOUR)
    assert {state for _, state in live.states()} == {"done"}
    assert [sent.lead.tags[0] for sent in live.crm.sent] == ["goal:sleep", "goal:sleep", "goal:deep"]
