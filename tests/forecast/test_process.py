"""The counting process as the window starts it: lines in, lines out, patience, and its end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import msgspec
import pytest
from msgspec.structs import replace

from quizdesigner.forecast.messages import Ask, Compared, Counted, Draft, Example, Reply, Share, Whole
from quizdesigner.forecast.worker import QUICK, Worker
from quizdesigner.quiz import edits, rows
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.coverage import Count, Coverage, Placing, Sheet, TooMany, Wanted, coverage, forecast
from quizdesigner.quiz.document import All, HasTag, Not, Project, Segment
from quizdesigner.quiz.play import walk
from quizdesigner.starters import load_starter
from tests.quiz.projects import hopeless


class Talk:
    """Asks the process and waits for its answers."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.known: dict[str, msgspec.Raw] = {}

    def say(self, *asks: Ask) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"".join(msgspec.json.encode(ask) + b"\n" for ask in asks))
        self.process.stdin.flush()

    def hear(self) -> Reply:
        assert self.process.stdout is not None
        return msgspec.json.decode(self.process.stdout.readline(), type=Reply)

    def counted(self) -> tuple[int, Coverage | TooMany, bool]:
        """An answer that has all parts."""
        reply = self.hear()
        told = msgspec.json.decode(reply.answer, type=Counted)
        if told.parts is None:
            return reply.number, TooMany(told.budget), told.final
        self.known |= told.parts
        raw = b",".join(msgspec.json.encode(name) + b":" + bytes(part) for name, part in self.known.items())
        coverage = msgspec.json.decode(b'{"is":"coverage",' + raw + b"}", type=Coverage)
        return reply.number, coverage, told.final

    def hears_of(self, number: int) -> None:
        """Wait for an answer to this; on a slow machine the long count of the one before may have come to its end."""
        while self.counted()[0] != number:
            pass


@pytest.fixture
def talk() -> Iterator[Talk]:
    with subprocess.Popen(
        [sys.executable, "-m", "quizdesigner.forecast"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield Talk(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def draft(number: int, project: Project) -> Draft:
    """What the window says of a project nothing is known of yet."""
    bare = replace(project, media=())
    return Draft(number, project.quizzes[0].id, rows.patch(None, bare), first=True, afresh=True)


def test_what_is_told_is_the_coverage_without_examples_and_they_can_be_asked_for(talk: Talk) -> None:
    project = load_starter("coffee")
    project = replace(project, segments=(Segment("one", "One", HasTag(project.tags[0].id)),))
    right = forecast(project, project.quizzes[0])
    assert isinstance(right, Coverage)
    talk.say(draft(1, project))
    number, told, final = talk.counted()
    if not final:
        number, told, final = talk.counted()
    assert (number, final) == (1, True)
    assert isinstance(told, Coverage)
    assert (told.sheets, told.routes, told.questions) == (right.sheets, right.routes, right.questions)
    assert [(one.tag, one.reached) for one in told.tags] == [(one.tag, Count(one.reached.sheets)) for one in right.tags]
    talk.say(Example(2, Wanted("rule", "one")), Share(3, HasTag(project.tags[1].id)), Whole(4))
    sheet = msgspec.json.decode(talk.hear().answer, type=Sheet)
    assert project.tags[0].id in walk(project.quizzes[0], sheet).ends_with.tags
    assert msgspec.json.decode(talk.hear().answer, type=Count) == right.tags[1].reached
    assert msgspec.json.decode(talk.hear().answer, type=Coverage) == right


def test_after_an_edit_only_what_is_new_is_told(talk: Talk) -> None:
    project = replace(load_starter("coffee"), media=())
    talk.say(draft(1, project))
    while not talk.counted()[2]:
        pass
    quiz = project.quizzes[0]
    after = edits.change_question(project, quiz.id, quiz.questions[1].id, title="Other words")
    talk.say(Draft(2, quiz.id, rows.patch(project, after), first=False, afresh=False))
    told = msgspec.json.decode(talk.hear().answer, type=Counted)
    assert told == Counted({}, 0, final=True)
    giving = edits.set_quiz_tags(after, quiz.id, ["a tag of no group"], lambda: "new")
    talk.say(Draft(3, quiz.id, rows.patch(after, giving), first=False, afresh=False))
    told = msgspec.json.decode(talk.hear().answer, type=Counted)
    assert told.parts is not None
    assert ([*told.parts], told.final) == (["tags"], True)


def test_what_takes_long_comes_second_and_gives_way_to_the_next_question(talk: Talk) -> None:
    project = load_starter("sleep")
    talk.say(draft(1, project))
    number, told, final = talk.counted()
    assert (number, final) == (1, False)
    assert isinstance(told, Coverage)
    assert isinstance(told.empty, Count | TooMany)
    # Asked while the long count is about to begin: answered before it.
    small = load_starter("coffee")
    talk.say(draft(2, small))
    talk.hears_of(2)
    talk.say(draft(3, project))
    talk.hears_of(3)
    number, told, final = talk.counted()
    assert (number, final) == (3, True)
    assert isinstance(told, Coverage)
    assert all(isinstance(one.placing, Placing) for one in told.products)
    assert told.sheets == coverage(project, project.quizzes[0], budget=1000).sheets  # type: ignore[union-attr]


def test_a_draft_is_taken_in_once_though_something_else_is_asked_over_it() -> None:
    enough = [False]
    worker = Worker(stopped=lambda: enough[0])
    project = replace(load_starter("coffee"), media=())
    [_] = worker.take(draft(1, project))
    while worker.later:
        [_] = worker.count_patiently()
    both = All((HasTag(project.tags[0].id), Not(HasTag(project.tags[-1].id))))
    after = replace(project, segments=(Segment("both", "Both", both),))
    enough[0] = True
    [reply] = worker.take(Draft(2, project.quizzes[0].id, rows.patch(project, after), first=False, afresh=False))
    told = msgspec.json.decode(reply.answer, type=Counted)
    assert told.parts is not None
    right = forecast(after, after.quizzes[0])
    assert isinstance(right, Coverage)
    rules = msgspec.json.decode(told.parts["rules"], type=dict[str, Count])
    assert rules["both"].sheets == right.rules["both"].sheets  # type: ignore[union-attr]


def test_a_comparison_gives_way_to_a_draft_and_is_answered_after_it(talk: Talk) -> None:
    project = load_starter("coffee")
    quiz = project.quizzes[0]
    before = bundle_of(project, quiz)
    after = edits.set_quiz_tags(project, quiz.id, ["more"], lambda: "more")
    small = load_starter("skin")
    talk.say(Compared(1, before, bundle_of(after, after.quizzes[0]), quiz.id, ()), draft(2, small))
    numbers = [talk.hear().number]
    while 1 not in numbers:
        numbers.append(talk.hear().number)
    assert numbers[0] == 2


def test_without_a_draft_there_is_nothing_to_tell(talk: Talk) -> None:
    talk.say(Whole(1), Example(2, Wanted("empty")), Share(3, HasTag("t")))
    assert [(reply.number, bytes(reply.answer)) for reply in (talk.hear(), talk.hear(), talk.hear())] == [
        (1, b"null"),
        (2, b"null"),
        (3, b"null"),
    ]


def test_what_nobody_can_count_stays_within_its_memory() -> None:
    """Edit by edit, in a process that has no more than a gigabyte to count in."""
    project = hopeless(120)
    bounded = 'ulimit -v 1048576 && exec "$0" -m quizdesigner.forecast'
    with subprocess.Popen(
        ["sh", "-c", bounded, sys.executable], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        talk = Talk(process)
        talk.say(draft(1, project))
        while not talk.counted()[2]:
            pass
        for number in range(2, 9):
            question = project.quizzes[0].questions[number]
            after = edits.change_question(project, "q", question.id, required=False)
            rule = HasTag(after.tags[number].id)
            talk.say(Draft(number, "q", rows.patch(project, after), first=False, afresh=True), Share(100, rule))
            assert talk.counted() == (number, TooMany(QUICK), False)
            assert msgspec.json.decode(talk.hear().answer, type=TooMany) == TooMany(QUICK)
            project = after
        talk.say(Whole(200))
        while (reply := talk.hear()).number != 200:
            pass
        assert msgspec.json.decode(reply.answer, type=TooMany)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0
