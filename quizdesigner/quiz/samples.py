"""Shoppers made up from the quiz itself, so that an author sees what a CRM would be told before anybody came."""

from __future__ import annotations

from quizdesigner.quiz import phones
from quizdesigner.quiz.answers import Answer, asks_text, millionths, other_key, plain
from quizdesigner.quiz.document import Choice, Kind, Question, Quiz, Role
from quizdesigner.quiz.play import walk

_TYPED = {
    Kind.NAME: "Ana",
    Kind.EMAIL: "ana@example.com",
    Kind.TEXT: "In my own words",
    Kind.LONG_TEXT: "In my own words",
}
_DAY = "2030-06-15"


def sample(quiz: Quiz, pick: int) -> dict[str, Answer]:
    """Answers by question id of a shopper who makes the `pick`-th choice everywhere, counted from 0 and round again.

    Where several choices are wanted, the next ones too. Only questions such a shopper meets are answered.
    """
    everywhere: dict[str, Answer] = {}
    for question in quiz.questions:
        if question.traits.takes_answer:
            everywhere |= _answers(question, pick)
    # Answers off the route count for nothing, so one walk over all of them finds the route.
    return walk(quiz, everywhere).answers


def typed(question: Question) -> str:
    """What a made-up shopper types into a question without choices or numbers."""
    match question.kind:
        case Kind.PHONE:
            return phones.e164(phones.example(question.country), question.country) or "+12015550123"
        case Kind.DATE:
            day = max(_DAY, question.earliest)
            return min(day, question.latest) if question.latest else day
        case Kind.TEXT | Kind.LONG_TEXT:
            text = _TYPED[question.kind]
            while len(text) < question.shortest:
                text += f", {_TYPED[question.kind].lower()}"
            cut = text[: question.longest or len(text)].rstrip()
            # Cut behind a word it may have become too short by the space that followed.
            return cut + "." * (question.shortest - len(cut))
        case kind:
            return _TYPED[kind]


def number_in(question: Question, choice: Choice | None) -> str | None:
    """The smallest number the question takes that lies in the range, or the largest where nothing holds from below.

    None when there is none. Without a range, any number the question takes.
    """
    lowest, highest, step = question.numbers
    base, wide = millionths(lowest or 0), millionths(step)
    least = [millionths(one) for one in (lowest, choice.least if choice else None) if one is not None]
    most = [millionths(one) for one in (highest, choice.most if choice else None) if one is not None]
    if least:
        # On the grid, at or above.
        number = base - (base - max(least)) // wide * wide
    else:
        number = base + (min(most, default=base) - base) // wide * wide
    return plain(number) if not most or number <= min(most) else None


def _answers(question: Question, pick: int) -> dict[str, Answer]:
    if question.kind is Kind.CONSENT:
        return {question.id: True}
    options = question.options
    if question.traits.is_number:
        wanted = options[pick % len(options)] if options else None
        number = number_in(question, wanted) or number_in(question, None)
        return {question.id: number} if number is not None else {}
    if not question.traits.has_choices:
        return {question.id: typed(question)}
    if not options:
        return {}
    chosen = options[pick % len(options)]
    picks = _several(question, chosen) if question.takes_several else (chosen.id,)
    found: dict[str, Answer] = {question.id: picks}
    if any(asks_text(question, one) and one.id in picks for one in options):
        found[other_key(question.id)] = "Something else"
    return found


def _several(question: Question, chosen: Choice) -> tuple[str, ...]:
    match chosen.role:
        case Role.NONE:
            return (chosen.id,)
        case Role.ALL:
            return tuple(one.id for one in question.options if one.role in (Role.ORDINARY, Role.ALL))
    free = [one for one in question.options if one.role in (Role.ORDINARY, Role.OTHER)]
    first = free.index(chosen)
    places = sorted({(first + more) % len(free) for more in range(max(1, question.least))})
    return tuple(free[place].id for place in places)
