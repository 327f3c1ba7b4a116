"""Which tags a contact has from a quiz: what a retake adds and takes away, also when an outcome is unknown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz.document import Connection, Retake, Service
from quizdesigner.sync.connectors.base import Progress
from quizdesigner.sync.connectors.told import tags
from tests.host.standing import ANA, GIVEN, Halfway, Sent, StandingHost
from tests.quiz.projects import sleep_project

HOUR = 3_600.0


@pytest.mark.parametrize(
    ("retake", "removed", "kept"),
    [
        (
            "replace",
            [(), ("goal:sleep", "avoid:herbs"), ("goal:deep",)],
            [("goal:sleep", "avoid:herbs"), ("goal:deep",), ()],
        ),
        (
            "accumulate",
            [(), (), ()],
            [
                ("goal:sleep", "avoid:herbs"),
                ("goal:sleep", "avoid:herbs", "goal:deep"),
                ("goal:sleep", "avoid:herbs", "goal:deep"),
            ],
        ),
        (
            "by_group",
            [(), ("goal:sleep",), ()],
            [("goal:sleep", "avoid:herbs"), ("avoid:herbs", "goal:deep"), ("avoid:herbs", "goal:deep")],
        ),
    ],
)
def test_a_retake_knows_what_was_given_before(
    host: StandingHost, retake: Retake, removed: list[tuple[str, ...]], kept: list[tuple[str, ...]]
) -> None:
    connection = Connection("k1", Service.KLAVIYO, retake=retake)
    host.publish(replace(sleep_project(), connections=(connection,)))
    host.put_secret()
    for goal, avoid in (("fall", "herbs"), ("stay", "noise"), ("none", "noise")):
        host.answer({**ANA, "goal": goal, "avoid": avoid})
    host.send_due()
    assert [taken(sent) for sent in host.crm.sent] == removed
    assert [tags(sent.connection, sent.lead).tags for sent in host.crm.sent] == kept
    host.answer({**ANA, "goal": "none", "avoid": "noise"})
    host.send_due()
    assert host.crm.sent[3].lead.tags_before == kept[2]


@pytest.mark.parametrize("then", [Halfway(GIVEN, Refused("This list is gone.")), Refused("No.")])
def test_tags_that_arrived_before_a_refusal_are_taken_away_by_the_next_take(
    live: StandingHost, then: Halfway | Refused
) -> None:
    live.crm.answers["ana@example.com"] = [Halfway(GIVEN, Unavailable("Down.")), then]
    live.answer(ANA)
    live.send_due()
    live.send_due(HOUR)
    assert live.states() == [("ana@example.com", "refused")]
    live.answer({**ANA, "goal": "stay"})
    live.send_due()
    assert taken(live.crm.sent[-1]) == ("goal:sleep",)


def test_tags_that_may_have_arrived_are_given_and_taken_away_once_more(live: StandingHost) -> None:
    live.answer(ANA)
    live.send_due()
    maybe = Progress(unknown=("profile",), tags="maybe")
    live.crm.answers["ana@example.com"] = [Halfway(maybe, Unavailable("Down.")), Refused("No.")]
    live.answer({**ANA, "goal": "stay"})
    live.send_due()
    live.send_due(HOUR)
    assert [state for _, state in live.states()] == ["done", "refused"]
    live.answer({**ANA, "goal": "stay"})
    live.send_due()
    last = tags(live.crm.sent[-1].connection, live.crm.sent[-1].lead)
    assert (last.added, last.removed) == (("goal:deep",), ("goal:sleep",))
    live.answer({**ANA, "goal": "stay"})
    live.send_due()
    last = tags(live.crm.sent[-1].connection, live.crm.sent[-1].lead)
    assert (last.tags, last.added, last.removed) == (("goal:deep",), (), ())


def test_a_refusal_before_anything_arrived_gave_no_tags(live: StandingHost) -> None:
    live.crm.answers["ana@example.com"] = [Refused("No.")]
    live.answer(ANA)
    live.answer(ANA)
    live.send_due()
    last = live.crm.sent[-1]
    assert tags(last.connection, last.lead).added == ("goal:sleep",)


@pytest.mark.parametrize("retake", ["replace", "by_group"])
def test_a_retake_leaves_tags_that_another_quiz_gave(host: StandingHost, retake: Retake) -> None:
    project = replace(sleep_project(), connections=(Connection("k1", Service.KLAVIYO, retake=retake),))
    host.publish(project)
    host.put_secret()
    other = replace(project, quizzes=(replace(project.quizzes[0], id="nights"),))
    assert host.switch(host.send_parts(other, "nights"), None, quiz_id="nights").status_code == 200
    host.answer(ANA)
    host.answer(ANA, slug="sleep-finder-2")
    host.answer({**ANA, "goal": "stay"})
    host.answer({**ANA, "goal": "stay"}, slug="sleep-finder-2")
    host.send_due()
    assert [taken(sent) for sent in host.crm.sent] == [(), (), (), ("goal:sleep",)]


def taken(sent: Sent) -> tuple[str, ...]:
    """The tags this delivery takes away from its contact."""
    return tags(sent.connection, sent.lead).removed


def test_where_tags_go_elsewhere_since_all_of_them_are_given_once_more(host: StandingHost) -> None:
    klaviyo = Connection("k1", Service.KLAVIYO, "Halden")
    host.publish(replace(sleep_project(), connections=(klaviyo,)))
    host.put_secret()
    host.answer({**ANA, "avoid": "herbs"})
    host.send_due()
    moved = replace(klaviyo, account="Halden US")
    host.publish(replace(sleep_project(), connections=(moved,)), 1)
    host.answer({**ANA, "goal": "stay", "avoid": "herbs"})
    host.answer({**ANA, "goal": "stay", "avoid": "herbs"})
    host.send_due()
    there, later = (tags(sent.connection, sent.lead) for sent in host.crm.sent[1:])
    assert (there.added, there.removed) == (("avoid:herbs", "goal:deep"), ("goal:sleep",))
    assert (later.added, later.removed) == ((), ())
