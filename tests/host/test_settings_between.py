"""Settings that change between takes and between tries: what is kept of tags is what the service has."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.host.store.given_tags import GivenTags
from quizdesigner.quiz.document import Connection, FieldName, Service
from quizdesigner.sync.connectors.base import Progress
from tests.host.standing import ANA, Halfway, StandingHost
from tests.quiz.projects import sleep_project

OLD, NEW = ANA, {**ANA, "goal": "stay"}
TO = Connection("k1", Service.KLAVIYO)
HERE = ("goal:sleep",)


def publish(host: StandingHost, live: int | None, **changes: object) -> int:
    """Publish with other settings; the revision that is live then."""
    number: int = host.publish(replace(sleep_project(), connections=(replace(TO, **changes),)), live)["revision"]
    return number


def before(host: StandingHost) -> GivenTags:
    """What the last delivery was told the contact has."""
    told = host.crm.sent[-1].lead
    return GivenTags(told.tags_before, told.tags_unsure)


def take(host: StandingHost, answers: dict[str, str], later: float = 1.0) -> GivenTags:
    assert host.answer(answers).status_code == 303
    host.send_due(later)
    return before(host)


def test_tags_that_were_not_sent_are_not_taken_for_given(host: StandingHost) -> None:
    live = publish(host, None, fields=(FieldName("@tags", off=True),))
    host.put_secret()
    take(host, OLD)
    publish(host, live)
    assert take(host, OLD) == GivenTags()
    assert take(host, OLD) == GivenTags(HERE)


@pytest.mark.parametrize("changes", [{"tag_field": "mine"}, {"list_id": "L2"}, {"account": "Other"}])
def test_tags_given_elsewhere_are_given_once_more(host: StandingHost, changes: dict[str, str]) -> None:
    live = publish(host, None)
    host.put_secret()
    take(host, OLD)
    live = publish(host, live, **changes)
    assert take(host, OLD) == GivenTags(HERE, HERE)
    assert take(host, OLD) == GivenTags(HERE)
    publish(host, live, **changes, retake="accumulate")
    assert take(host, OLD) == GivenTags(HERE)


@pytest.mark.parametrize("ends", [Unavailable("Down."), Refused("No.")])
def test_what_a_try_did_stays_what_it_did_under_other_settings(host: StandingHost, ends: Refused | Unavailable) -> None:
    live = publish(host, None, retake="accumulate")
    host.put_secret()
    take(host, OLD)
    host.crm.answers["ana@example.com"] = [Halfway(Progress(("profile",), tags="given"), ends)]
    take(host, NEW)
    publish(host, live, retake="replace")
    host.call("POST", "/connections/k1/deliveries/retry")
    host.send_due(60)
    assert host.states()[-1][1] == "done"
    assert take(host, OLD) == GivenTags(("goal:deep",))


def test_what_a_try_may_have_done_is_done_once_more_under_other_settings(host: StandingHost) -> None:
    live = publish(host, None)
    host.put_secret()
    take(host, OLD)
    unknown = Progress(unknown=("profile",), tags="maybe")
    host.crm.answers["ana@example.com"] = [Halfway(unknown, Unavailable("It broke off."))]
    take(host, NEW)
    publish(host, live, retake="accumulate")
    host.send_due(60)
    assert before(host) == GivenTags(("goal:deep",), ("goal:deep", "goal:sleep"))
    assert take(host, OLD) == GivenTags(("goal:deep",))


def test_a_try_that_did_nothing_leaves_what_was_there(host: StandingHost) -> None:
    publish(host, None)
    host.put_secret()
    take(host, OLD)
    host.crm.answers["ana@example.com"] = [Halfway(Progress(), Refused("No."))]
    take(host, NEW)
    assert take(host, OLD) == GivenTags(HERE)
