"""The shopper at the preview: what they answered and where they are, and the answers that lead to any question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz import rules
from quizdesigner.quiz.answers import Answer, Answers, millionths, plain, problems
from quizdesigner.quiz.document import Answered, Chose, Compare, Kind, Question, Quiz
from quizdesigner.quiz.play import walk
from quizdesigner.quiz.samples import sample


class Shopper(Struct, frozen=True):
    """Answers by question id, and the question they are at; `finished` once they see the results page."""

    answers: Answers
    place: str = ""
    finished: bool = False


NEWCOMER = Shopper({})


def fitting(quiz: Quiz, shopper: Shopper) -> Shopper:
    """The shopper as far as they still fit a quiz that was changed under them.

    Whoever was at the results and has something to answer again is at that question.
    """
    wrong = {problem.question for problem in problems(quiz, shopper.answers)}
    kept = {one: answer for one, answer in shopper.answers.items() if one not in wrong}
    waiting = walk(quiz, kept).waiting if shopper.finished else None
    return replace(shopper, answers=kept) if waiting is None else Shopper(kept, waiting.id)


def arrived(quiz: Quiz, answers: Answers) -> Shopper:
    """Somebody who has given these answers, as far as they fit: at the results, or where an answer is still missing."""
    return fitting(quiz, Shopper(answers, finished=True))


def playing(quiz: Quiz, answers: Answers, place: str, before: Answers) -> Shopper:
    """The shopper whom the page says to be at `place` with these answers; `before` are those they had until now.

    A slider stands somewhere before anybody has seen it: one ahead that had no answer has none yet.
    """
    ids = [question.id for question in quiz.questions]
    ahead = quiz.questions[ids.index(place) + 1 :] if place in ids else ()
    unseen = {one.id for one in ahead if one.kind is Kind.SLIDER and one.id not in before}
    return fitting(quiz, Shopper({one: answer for one, answer in answers.items() if one not in unseen}, place))


def fields(shopper: Shopper) -> str:
    """The answers as the page's form would send them."""
    return urlencode([(name, value) for name, answer in shopper.answers.items() for value in _values(answer)])


def leading_to(quiz: Quiz, question: Question, answers: Answers) -> dict[str, Answer] | None:
    """Answers of somebody who meets `question`: those given so far if they lead there, and made-up ones.

    None when none are found. It tries each round of sample answers, and what the question's own condition asks
    for.
    """
    most = max((len(one.options) for one in quiz.questions), default=0)
    for wish in (answers, *_wishes(quiz, question)):
        for pick in range(max(1, most)):
            found = _filled(quiz, question, wish, pick)
            if found is not None:
                return found
    return None


_BESIDE = {"<": -1, ">": 1}
"""How many steps beside the value a number lies that compares so."""


def _filled(quiz: Quiz, question: Question, wish: Mapping[str, Answer], pick: int) -> dict[str, Answer] | None:
    answers = dict(wish)
    while True:
        walked = walk(quiz, answers)
        if question in walked.route:
            return answers
        waiting = walked.waiting
        if waiting is None or waiting.id in answers:
            return None
        answers[waiting.id] = _made_up(waiting, pick)


def _wishes(quiz: Quiz, question: Question) -> Iterator[dict[str, Answer]]:
    yield {}
    if question.show_when is None:
        return
    known = {one.id: one for one in quiz.questions}
    every: dict[str, Answer] = {}
    for atom in rules.atoms(rules.ForPage(quiz)(question.show_when)):
        match atom:
            case Chose(where, choice) if where in known:
                one: dict[str, Answer] = {where: (choice,)}
            case Compare(where, sign, value) if where in known and known[where].traits.is_number:
                beside = _BESIDE.get(sign, 0) * millionths(known[where].step)
                one = {where: plain(millionths(value) + beside)}
            case Answered(where) if where in known and known[where].traits.takes_answer:
                one = {where: _made_up(known[where], 0)}
            case _:
                continue
        every = one | every
        yield one
    yield every


def _made_up(question: Question, pick: int) -> Answer:
    """An answer to this question alone; an empty one where it cannot be answered."""
    alone = replace(question, show_when=None, jumps=())
    return sample(Quiz("alone", "", (alone,)), pick).get(question.id, ())


def _values(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, tuple):
        return answer
    return (answer,) if isinstance(answer, str) else ("yes",) * answer
