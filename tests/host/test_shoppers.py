"""Shoppers: what they get, what is taken from them, and that each submission counts once."""

from __future__ import annotations

import re
import threading
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import func, select

from quizdesigner.host.store import schema
from quizdesigner.host.store.engine import Store
from quizdesigner.quiz import play
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import Choice, Connection, Kind, Question, Service
from tests.host.standing import ANA, StandingHost
from tests.quiz.projects import answers, sleep_project


def count(store: Store) -> tuple[int, int]:
    """How many responses and deliveries are stored."""
    with store.reading() as db:
        one, two = (
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (schema.response, schema.delivery)
        )
    return one, two


def stored(store: Store) -> Any:
    """The newest response."""
    with store.reading() as db:
        return db.execute(select(schema.response).order_by(schema.response.c.id.desc()).limit(1)).one()


@pytest.fixture
def live(host: StandingHost) -> StandingHost:
    """A host with the sleep quiz."""
    host.publish()
    return host


def test_a_page_keeps_to_itself(live: StandingHost) -> None:
    page = live.browser.get("/q/sleep-finder")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "strict-origin"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert 'action="/q/sleep-finder/answers"' in page.text


def test_a_page_in_a_sandboxed_frame_may_send_its_answers_and_read_the_results(live: StandingHost) -> None:
    sent = live.browser.post("/q/sleep-finder/answers", data={**live.start(), **ANA}, headers={"Origin": "null"})
    results = live.browser.get(sent.headers["location"], headers={"Origin": "null"})
    for reply in (sent, results):
        assert reply.headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in reply.headers


def test_pages_are_packed_for_the_way(live: StandingHost) -> None:
    packed = live.browser.get("/q/sleep-finder", headers={"Accept-Encoding": "gzip"})
    plain = live.browser.get("/q/sleep-finder", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 2


def test_each_visit_gets_a_submission_of_its_own(live: StandingHost) -> None:
    assert live.start()["submission"] != live.start()["submission"]
    assert live.start()["revision"] == "1"


def test_answers_lead_to_results_that_can_be_seen_again(live: StandingHost, store: Store) -> None:
    reply = live.answer(ANA)
    assert reply.status_code == 303
    for _ in range(2):
        results = live.browser.get(reply.headers["location"])
        assert results.status_code == 200
        assert "Night tea" in results.text
        assert 'href="/q/sleep-finder"' in results.text
    assert count(store) == (1, 1)
    row = stored(store)
    assert msgspec.json.decode(row.answers) == {"goal": ["fall"], "mail": "ana@example.com", "yes": True}
    assert (row.email, row.revision, row.at) == ("ana@example.com", 1, live.now)


def test_the_same_submission_again_changes_nothing(live: StandingHost, store: Store) -> None:
    hidden = live.start()
    first = live.answer(ANA, hidden)
    for again in (ANA, dict(reversed(ANA.items())), {}, {"goal": "forged"}):
        reply = live.answer(again, hidden)
        assert (reply.status_code, reply.headers["location"]) == (303, first.headers["location"])
    assert count(store) == (1, 1)


def test_other_answers_under_the_same_submission_are_a_take_of_their_own(live: StandingHost, store: Store) -> None:
    """Those of a duplicated tab, or of a shopper whose first answers seemed lost and who put them right."""
    hidden = live.start()
    first = live.answer(ANA, hidden).headers["location"]
    others = {live.answer({**ANA, "goal": "stay"}, hidden).headers["location"] for _ in range(2)}
    assert len(others) == 1
    assert first not in others
    assert live.answer(ANA, hidden).headers["location"] == first
    assert live.browser.get(others.pop()).status_code == 200
    assert count(store) == (2, 2)


def test_the_same_submission_from_many_sides_at_once_counts_once(live: StandingHost, store: Store) -> None:
    hidden = live.start()
    replies: list[Any] = []
    threads = [threading.Thread(target=lambda: replies.append(live.answer(ANA, hidden))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(reply.status_code, reply.headers["location"]) for reply in replies} == {
        (303, f"/q/sleep-finder/results/{hidden['submission']}")
    }
    assert count(store) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Please choose an answer."),
        ({"goal": "fall"}, "Please type your email address."),
        ({**ANA, "mail": "ana"}, "This does not look like an email address."),
        ({**ANA, "goal": "forged"}, "Please choose from the list."),
        ({**ANA, "goal": ["fall", "stay"]}, "Please choose one answer."),
        ({**ANA, "avoid": ["herbs", "wool", "noise"]}, "Please choose 2 at most."),
        ({**ANA, "avoid": "herbs", "why": "x" * 501}, "Please keep to 500 characters."),
        ({**ANA, "goal": "none", "avoid": "forged"}, "Please choose from the list."),
    ],
)
def test_what_no_shopper_could_answer_comes_back_with_words(
    live: StandingHost, store: Store, fields: dict[str, Any], words: str
) -> None:
    hidden = live.start()
    reply = live.answer(fields, hidden)
    assert reply.status_code == 422
    assert words in reply.text
    assert f'value="{hidden["submission"]}"' in reply.text
    assert count(store) == (0, 0)
    assert live.answer(ANA, hidden).status_code == 303


def test_what_was_typed_stays_in_the_page_that_comes_back(live: StandingHost) -> None:
    assert 'value="ana@exa&quot;mple"' in live.answer({"goal": "fall", "mail": 'ana@exa"mple'}).text


def test_text_left_where_the_shopper_went_round_is_no_fault(live: StandingHost, store: Store) -> None:
    assert live.answer({**ANA, "goal": "none", "why": "x" * 501}).status_code == 303
    assert "why" not in msgspec.json.decode(stored(store).answers)


def test_answers_count_for_the_revision_the_shopper_saw(live: StandingHost) -> None:
    hidden = live.start()
    project = sleep_project()
    quiz = project.quizzes[0]
    goal = replace(quiz.questions[1], choices=(Choice("new", "Something new"),))
    live.publish(replace(project, quizzes=(replace(quiz, questions=(goal, *quiz.questions[4:])),)), live=1)
    assert live.start()["revision"] == "2"
    reply = live.answer(ANA, hidden)
    assert reply.status_code == 303
    assert "Fall asleep" in live.browser.get(reply.headers["location"]).text
    assert live.answer({**ANA, "goal": "new"}, {**hidden, "submission": "another-submission-1"}).status_code == 422
    assert live.answer({**ANA, "goal": "new"}).status_code == 303


@pytest.mark.parametrize(
    "hidden",
    [
        {},
        {"submission": "a-submission-of-mine", "revision": "2"},
        {"submission": "a-submission-of-mine", "revision": "0"},
        {"submission": "a-submission-of-mine", "revision": "1e0"},
        {"submission": "a-submission-of-mine", "revision": "99999999999999999999"},
        {"submission": "short", "revision": "1"},
        {"submission": "../../../../etc/passwd", "revision": "1"},
        {"submission": "x" * 65, "revision": "1"},
    ],
)
def test_answers_of_no_known_page_are_sent_back_to_the_start(
    live: StandingHost, store: Store, hidden: dict[str, str]
) -> None:
    reply = live.browser.post("/q/sleep-finder/answers", data={**ANA, **hidden})
    assert reply.status_code == 422
    assert "start the quiz again" in reply.text
    assert count(store) == (0, 0)


@pytest.mark.parametrize(
    "path", ["/q/nothing", "/q/Sleep-Finder", "/q/%00", "/q/sleep-finder/results/nobodys-submission", "/q", "/"]
)
def test_what_is_not_there_is_a_friendly_page(live: StandingHost, path: str) -> None:
    reply = live.browser.get(path)
    assert reply.status_code == 404
    assert "<h1>Nothing here</h1>" in reply.text
    assert "content-security-policy" in reply.headers


def test_asking_changes_nothing(live: StandingHost, store: Store) -> None:
    for path in ("/q/sleep-finder", "/q/sleep-finder/answers", "/q/sleep-finder/results/nobodys-submission"):
        live.browser.get(path, params={**ANA, "submission": "a-submission-of-mine", "revision": "1"})
        live.browser.request("HEAD", path)
    assert count(store) == (0, 0)


def test_head_is_answered_and_other_methods_are_not(live: StandingHost) -> None:
    assert live.browser.request("HEAD", "/q/sleep-finder").status_code == 200
    for method, path in (("POST", "/q/sleep-finder"), ("GET", "/q/sleep-finder/answers"), ("DELETE", "/health")):
        reply = live.browser.request(method, path)
        assert reply.status_code == 405
        assert reply.headers["allow"]


def test_forms_have_limits(live: StandingHost, store: Store) -> None:
    hidden = live.start()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    post = "/q/sleep-finder/answers"
    assert live.answer({**ANA, "why": "x" * 300_000}, hidden).status_code == 413
    assert live.browser.post(post, content="a=b&" * 3_000, headers=form).status_code == 400
    assert live.browser.post(post, content=b"goal=\xff", headers=form).status_code == 400
    assert live.browser.post(post, content=b"goal=%ff", headers=form).status_code == 400
    assert live.browser.post(post, json=ANA).status_code == 415
    assert live.browser.post(post, data=ANA, files={"x": b"y"}).status_code == 415
    assert count(store) == (0, 0)


def test_one_delivery_for_each_connection_that_is_on(host: StandingHost, store: Store) -> None:
    connections = (
        Connection("k1", Service.KLAVIYO),
        Connection("z1", Service.ZAPIER),
        Connection("off", Service.WEBHOOK, enabled=False),
    )
    host.publish(replace(sleep_project(), connections=connections))
    host.answer(ANA)
    assert count(store) == (1, 2)
    assert host.call("GET", "/connections/off").status_code == 404


SHOPPER = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHOPPER
@given(data=st.data())
def test_the_host_decides_what_play_decides(live: StandingHost, store: Store, data: st.DataObject) -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    given_answers = data.draw(answers(quiz))
    before = count(store)
    outcome = play.outcome(project, quiz, given_answers)
    reply = live.answer(fields_of(given_answers))
    if outcome.waiting is None and not too_many(given_answers):
        assert reply.status_code == 303
        assert msgspec.json.decode(stored(store).outcome, type=play.Outcome).tags == outcome.tags
        assert count(store)[0] == before[0] + 1
    else:
        assert reply.status_code == 422
        assert count(store) == before


@SHOPPER
@given(
    fields=st.dictionaries(
        st.sampled_from(["hello", "goal", "avoid", "why", "mail", "yes", "x", "submission", "revision"]),
        st.lists(st.text(max_size=8) | st.sampled_from(["fall", "none", "herbs", "a@b.cd", "yes"]), max_size=3),
    )
)
def test_whatever_is_posted_is_answered(live: StandingHost, store: Store, fields: dict[str, list[str]]) -> None:
    before = count(store)
    reply = live.answer(fields)
    assert reply.status_code in (303, 400, 422)
    assert count(store)[0] - before[0] == (reply.status_code == 303)


def test_a_shopper_without_an_address_is_stored_too(host: StandingHost) -> None:
    project = sleep_project()
    quiz = replace(project.quizzes[0], questions=(Question("say", Kind.TEXT, "Say something"),))
    host.publish(replace(project, quizzes=(quiz,)))
    reply = host.answer({"say": "Hello"})
    assert re.fullmatch("/q/sleep-finder/results/.+", reply.headers["location"])
    assert host.states() == [("", "waiting")]


def fields_of(given_answers: dict[str, Answer]) -> dict[str, Any]:
    """Answers as a form sends them."""
    fields: dict[str, Any] = {}
    for question, answer in given_answers.items():
        if answer is True:
            fields[question] = "yes"
        elif isinstance(answer, tuple):
            fields[question] = list(answer)
        elif answer:
            fields[question] = answer
    return fields


def too_many(given_answers: dict[str, Answer]) -> bool:
    """Whether more was picked at *avoid* than it takes, which no shopper can on the page."""
    picked = given_answers.get("avoid", ())
    return isinstance(picked, tuple) and len(picked) > 2


def test_the_link_to_the_result_is_at_the_address_it_was_published_to(host: StandingHost) -> None:
    host.publish(replace(sleep_project(), connections=(Connection("k1", Service.KLAVIYO),)))
    host.put_secret()
    hidden = host.start()
    poisoned = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    answered = host.browser.post("/q/sleep-finder/answers", data={**hidden, **ANA}, headers=poisoned)
    assert answered.status_code == 303
    host.send_due()
    (sent,) = host.crm.sent
    assert sent.lead.link == f"http://quiz.example/q/sleep-finder/results/{hidden['submission']}"
    assert host.browser.get(sent.lead.link).status_code == 200
