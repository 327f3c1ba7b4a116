"""The ways to answer one question, counted by what they do and not listed: twenty choices have a million subsets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from math import comb
from typing import NamedTuple, TypeVar

from quizdesigner.quiz.answers import Answer, asks_text, millionths, other_key, picked
from quizdesigner.quiz.coverage.budget import Budget
from quizdesigner.quiz.coverage.numbers import pieces
from quizdesigner.quiz.coverage.typed import BESIDE, typed
from quizdesigner.quiz.document import Answered, Choice, Chose, Compare, Options, Question, Role
from quizdesigner.quiz.rules import Known, holds

_Effect = TypeVar("_Effect")
_Key = TypeVar("_Key")


class Option(NamedTuple):
    """What an answer is made of: a choice to pick, a piece of the number line, or whatever is typed or ticked.

    `hits` are the choices whose tags and links come with it. `answer` is what a shopper gives, for a choice its id;
    `number` is that in millionths, where it is one.
    """

    hits: tuple[Choice, ...]
    answer: Answer
    number: int | None = None


class Bundle(NamedTuple):
    """Answers that pick all options of `always`, and from `least` to `most` of those in `free`; all by their places."""

    always: tuple[int, ...]
    free: tuple[int, ...]
    least: int
    most: int


class Asked(NamedTuple):
    """What a question accepts: the answers of each bundle, or none at all where that is allowed (`skip`).

    `single` has the options that can be picked where no answer picks two, else it is None.
    """

    options: tuple[Option, ...]
    bundles: tuple[Bundle, ...]
    skip: bool
    single: tuple[int, ...] | None


class Ways(NamedTuple):
    """How many answers there are of one sort, and the shortest of them as places of its options."""

    number: int
    picks: tuple[int, ...]


def asked(question: Question, compares: Iterable[Compare]) -> Asked:
    """What the question accepts, as `answers.problem` has it. `compares` are those that ask for its number."""
    skip = not question.needed
    match question.traits.options:
        case Options.CHOICES:
            options = tuple(Option((choice,), choice.id) for choice in question.options)
            if question.takes_several:
                return _several(question, options, skip)
        case Options.RANGES:
            numbers = pieces(question, compares)
            options = tuple(Option(picked(question, number), number, millionths(number)) for number in numbers)
        case Options.ANSWER:
            answer = typed(question)
            options = () if answer is None else (Option(question.options, answer),)
        case Options.NONE:
            options = ()
    every = tuple(range(len(options)))
    return Asked(options, (Bundle((), every, 1, 1),) if every else (), skip, every)


def sorts(
    ask: Asked,
    effects: Sequence[_Effect],
    nothing: _Effect,
    joined: Callable[[_Effect, _Effect], _Effect],
    budget: Budget | None = None,
    forbidden: Collection[int] = (),
) -> dict[_Effect, Ways]:
    """The answers that pick none of `forbidden`, by what their options do together.

    `effects` has one entry an option; `nothing` is what changes nothing, and `joined` adds one effect to another. Where
    several options are picked, as many steps are taken from the budget as there are sorts.
    """
    found: dict[_Effect, Ways] = {}
    if ask.skip:
        found[nothing] = Ways(1, ())
    if ask.single is not None:
        for option in ask.single:
            if option not in forbidden:
                _add(found, effects[option], 1, (option,))
        return found
    for bundle in ask.bundles:
        if any(option in forbidden for option in bundle.always):
            continue
        start = nothing
        for option in bundle.always:
            start = joined(start, effects[option])
        idle = [option for option in bundle.free if effects[option] == nothing and option not in forbidden]
        # How often each effect comes about with so many picks among the options that do something.
        some: dict[tuple[_Effect, int], Ways] = {(start, 0): Ways(1, bundle.always)}
        for option in bundle.free:
            if effects[option] == nothing or option in forbidden:
                continue
            if budget is not None:
                budget.take(2 * len(some))
            for (effect, number), ways in list(some.items()):
                if number < bundle.most:
                    key = (joined(effect, effects[option]), number + 1)
                    _add(some, key, ways.number, (*ways.picks, option))
        for (effect, number), ways in some.items():
            fewest = max(bundle.least - number, 0)
            more = sum(comb(len(idle), extra) for extra in range(fewest, min(bundle.most - number, len(idle)) + 1))
            if more:
                _add(found, effect, ways.number * more, tuple(sorted((*ways.picks, *idle[:fewest]))))
    return found


def given(question: Question, ask: Asked, picks: tuple[int, ...]) -> dict[str, Answer]:
    """The picked options as a shopper gives them, by the names answers have; nothing when there is none."""
    if not picks:
        return {}
    if not question.traits.has_choices:
        return {question.id: ask.options[picks[0]].answer}
    choices = [choice for option in picks for choice in ask.options[option].hits]
    beside = {other_key(question.id): BESIDE} if any(asks_text(question, choice) for choice in choices) else {}
    return {question.id: tuple(choice.id for choice in choices), **beside}


def meets(condition: Chose | Answered | Compare, option: Option) -> bool:
    """Whether an answer with this option makes a condition on its question true."""
    match condition:
        case Answered():
            return True
        case Chose(_, choice):
            return any(one.id == choice for one in option.hits)
        case Compare(question):
            return option.number is not None and holds(condition, Known(numbers={question: option.number}))


def _several(question: Question, options: tuple[Option, ...], skip: bool) -> Asked:
    places: dict[Role, list[int]] = {role: [] for role in Role}
    for place, choice in enumerate(question.options):
        places[choice.role].append(place)
    ordinary, everything, other = places[Role.ORDINARY], places[Role.ALL], places[Role.OTHER]
    free = tuple(sorted((*ordinary, *other)))
    least, most = max(1, question.least), min(question.most or len(free), len(free))
    bundles = [Bundle((), free, least, most)] if least <= most else []
    bundles += [Bundle((place,), (), 0, 0) for place in places[Role.NONE]]
    for number, place in enumerate(everything, 1):
        more = (*everything[number:], *other)
        bundles.append(Bundle((*ordinary, place), more, 0, len(more)))
    if all(len(bundle.always) + bundle.most < 2 for bundle in bundles):
        single = tuple(option for bundle in bundles for option in (*bundle.always, *bundle.free))
        return Asked(options, tuple(bundles), skip, single)
    return Asked(options, tuple(bundles), skip, None)


def _add(found: dict[_Key, Ways], key: _Key, count: int, picks: tuple[int, ...]) -> None:
    earlier = found.get(key)
    if earlier is None:
        found[key] = Ways(count, picks)
    else:
        shorter = picks if len(picks) < len(earlier.picks) else earlier.picks
        found[key] = Ways(earlier.number + count, shorter)
