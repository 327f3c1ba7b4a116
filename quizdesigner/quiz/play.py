"""Playing a quiz: from answers to the next screen, and to the outcome (tags, recommendations, contact).

Routing, in one place: after a question its jumps are read top to bottom and the first that holds decides; else the next
question in order whose *show when* holds; after the last, the first results page. Jumps only go forward, so every walk
ends. Answers to questions off the route count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from msgspec import Struct

from quizdesigner.quiz import rules
from quizdesigner.quiz.answers import Answer, AnswerProblem, Answers, given, problem, problems
from quizdesigner.quiz.document import Choice, Effect, Kind, Project, Question, Quiz, ResultsPage


class Walk(Struct, frozen=True):
    """How far answers lead: the questions on the route in order, and the answers that count.

    `waiting` is the question that still needs an answer, the last of the route; None when the walk reached the end.
    `end` is the results page it reached, if the quiz has any.
    """

    route: tuple[Question, ...]
    answers: dict[str, Answer]
    tags: frozenset[str]
    waiting: Question | None = None
    end: ResultsPage | None = None


class Given(Struct, frozen=True):
    """The choice that gave something, and the question it was made at (ids)."""

    question: str
    choice: str
    weight: int = 1


class GivenTag(Struct, frozen=True):
    """A customer tag the shopper gets, and every choice that gave it, in route order."""

    tag: str
    name: str
    by: tuple[Given, ...]


class Standing(Struct, frozen=True):
    """How a product fared: its votes with the choices they came from, and what excluded it, if anything did.

    `votes` is 0 for one that was excluded only, or that fills a slot which asks for no votes.
    """

    product: str
    title: str
    votes: int
    by: tuple[Given, ...] = ()
    excluded_by: tuple[Given, ...] = ()


class Shown(Struct, frozen=True):
    """The products a slot of the results page shows, best first (ids)."""

    slot: str
    products: tuple[str, ...]


class GivenAnswer(Struct, frozen=True):
    """An answer that counts, with the words the shopper saw. `values` are choice titles or the typed text."""

    question: str
    title: str
    key: str
    kind: Kind
    values: tuple[str, ...]
    choices: tuple[str, ...] = ()
    several: bool = False


class Contact(Struct, frozen=True):
    """Who the shopper is, as far as they said."""

    email: str = ""
    first_name: str = ""


class Consent(Struct, frozen=True):
    """The consent box as the shopper left it, with the wording it had."""

    question: str
    wording: str
    granted: bool


class Outcome(Struct, frozen=True):
    """Everything a set of answers leads to. `waiting` names the question still to be answered, or is None."""

    route: tuple[str, ...]
    waiting: str | None
    answers: tuple[GivenAnswer, ...]
    tags: tuple[GivenTag, ...]
    products: tuple[Standing, ...]
    results: str | None
    shown: tuple[Shown, ...]
    contact: Contact
    consent: Consent | None

    @property
    def recommended(self) -> tuple[str, ...]:
        """The products shown on the results page, in order, each once (ids)."""
        return tuple(dict.fromkeys(product for slot in self.shown for product in slot.products))


def walk(quiz: Quiz, answers: Answers) -> Walk:
    """Follow the answers from the first screen as far as they lead.

    An answer that its question cannot accept counts as not given; a required question without one ends the walk.
    """
    # Results pages have the places after the questions.
    ids = (*(question.id for question in quiz.questions), *(page.id for page in quiz.results))
    places = {one: place for place, one in enumerate(ids)}
    route: list[Question] = []
    counted: dict[str, Answer] = {}
    tags: set[str] = set()
    place = _next(quiz, places, -1, counted, tags)
    while place < len(quiz.questions):
        question = quiz.questions[place]
        route.append(question)
        if question.traits.takes_answer:
            answer = answers.get(question.id)
            if problem(question, answer) is not None:
                return Walk(tuple(route), counted, frozenset(tags), question)
            if answer is not None and given(answer):
                counted[question.id] = answer
                tags.update(tag for choice in _chosen(question, answer) for tag in choice.tags)
        place = _next(quiz, places, place, counted, tags)
    end = quiz.results[place - len(quiz.questions)] if quiz.results else None
    return Walk(tuple(route), counted, frozenset(tags), end=end)


def refusals(quiz: Quiz, answers: Answers) -> tuple[AnswerProblem, ...]:
    """What keeps answers from being taken: those nobody could give, and the one the route still waits for.

    Text left in a question the shopper then went round is no fault; it counts for nothing.
    """
    walked = walk(quiz, answers)
    typed = {one.id for one in quiz.questions if not one.traits.has_choices}
    passed_by = typed - {one.id for one in walked.route}
    found = {one.question: one for one in problems(quiz, answers) if one.question not in passed_by}
    waiting = walked.waiting
    if waiting is not None and waiting.id not in found:
        text = problem(waiting, answers.get(waiting.id)) or "Please answer this question."
        found[waiting.id] = AnswerProblem(waiting.id, text)
    return tuple(found.values())


def outcome(project: Project, quiz: Quiz, answers: Answers) -> Outcome:
    """Decide everything: route, tags, products with their votes, results page, contact and consent.

    Before the walk has reached the end, `results` is None and nothing is `shown`; tags and votes so far are there.
    """
    walked = walk(quiz, answers)
    page = walked.end
    products = _standings(project, walked, _fillers(quiz, page))
    return Outcome(
        route=tuple(question.id for question in walked.route),
        waiting=walked.waiting.id if walked.waiting else None,
        answers=tuple(_answers(walked)),
        tags=_tags(project, walked),
        products=products,
        results=page.id if page else None,
        shown=_shown(page, products) if page else (),
        contact=_contact(walked),
        consent=_consent(walked),
    )


def _next(quiz: Quiz, places: dict[str, int], place: int, answers: Answers, tags: set[str]) -> int:
    """The place of the next question after `place` (-1 before the first), or of the results page."""
    jumps = quiz.questions[place].jumps if place >= 0 else ()
    ways = (places[one.to] for one in jumps if places.get(one.to, -1) > place and rules.holds(one.when, answers, tags))
    later = next(ways, place + 1)
    while later < len(quiz.questions):
        condition = quiz.questions[later].show_when
        if condition is None or rules.holds(condition, answers, tags):
            break
        later += 1
    return later


def _chosen(question: Question, answer: Answer | None) -> tuple[Choice, ...]:
    """The picked choices in the order the question lists them."""
    if not isinstance(answer, tuple):
        return ()
    return tuple(choice for choice in question.choices if choice.id in answer)


def _choices(walked: Walk) -> Iterator[tuple[Question, Choice]]:
    for question in walked.route:
        for choice in _chosen(question, walked.answers.get(question.id)):
            yield question, choice


def _tags(project: Project, walked: Walk) -> tuple[GivenTag, ...]:
    names = {tag.id: tag.name for tag in project.tags}
    by: dict[str, list[Given]] = {}
    for question, choice in _choices(walked):
        for tag in choice.tags:
            if tag in names:
                by.setdefault(tag, []).append(Given(question.id, choice.id))
    return tuple(GivenTag(tag, names[tag], tuple(givers)) for tag, givers in by.items())


def _fillers(quiz: Quiz, page: ResultsPage | None) -> frozenset[str]:
    """The products that may be shown without a vote: all that some choice votes for, if a slot asks for no votes."""
    if page is None or all(slot.minimum_votes for slot in page.slots):
        return frozenset()
    asked = (question for question in quiz.questions if question.traits.has_choices)
    links = (link for question in asked for choice in question.choices for link in choice.links)
    return frozenset(link.product for link in links if link.effect is Effect.UPVOTE)


def _standings(project: Project, walked: Walk, fillers: Set[str]) -> tuple[Standing, ...]:
    """Every product that got a vote or an exclusion, and the fillers: most votes first, ties in catalogue order,
    excluded ones last.
    """
    votes: dict[str, list[Given]] = {}
    excluded: dict[str, list[Given]] = {}
    for question, choice in _choices(walked):
        for link in choice.links:
            sink = excluded if link.effect is Effect.EXCLUDE else votes
            sink.setdefault(link.product, []).append(Given(question.id, choice.id, link.weight))
    standings = [
        Standing(
            product.id,
            product.title,
            sum(vote.weight for vote in votes.get(product.id, ())),
            tuple(votes.get(product.id, ())),
            tuple(excluded.get(product.id, ())),
        )
        for product in project.products
        if product.published and (product.id in votes or product.id in excluded or product.id in fillers)
    ]
    return tuple(sorted(standings, key=lambda one: (bool(one.excluded_by), -one.votes)))


def _shown(page: ResultsPage, standings: tuple[Standing, ...]) -> tuple[Shown, ...]:
    """Fill the slots in order, each with the best products left; no product is shown twice on a page."""
    left = [one for one in standings if not one.excluded_by]
    filled = []
    for slot in page.slots:
        best = [one for one in left if one.votes >= slot.minimum_votes][: slot.count]
        shown = tuple(one.product for one in best)
        left = [one for one in left if one.product not in shown]
        filled.append(Shown(slot.id, shown))
    return tuple(filled)


def _answers(walked: Walk) -> Iterator[GivenAnswer]:
    for question in walked.route:
        answer = walked.answers.get(question.id)
        if answer is None:
            continue
        picked = _chosen(question, answer)
        if isinstance(answer, tuple):
            values = tuple(choice.title for choice in picked)
        else:
            values = (answer,) if isinstance(answer, str) else ("yes",)
        yield GivenAnswer(
            question.id,
            question.title,
            question.key,
            question.kind,
            values,
            tuple(choice.id for choice in picked),
            question.takes_several,
        )


def _contact(walked: Walk) -> Contact:
    typed = {
        question.kind: answer
        for question in walked.route
        if isinstance(answer := walked.answers.get(question.id), str) and question.traits.contact
    }
    return Contact(email=typed.get(Kind.EMAIL, ""), first_name=typed.get(Kind.NAME, ""))


def _consent(walked: Walk) -> Consent | None:
    """The last consent box on the route; None when the shopper met none."""
    boxes = [question for question in walked.route if question.kind is Kind.CONSENT]
    if not boxes:
        return None
    box = boxes[-1]
    return Consent(box.id, box.title, walked.answers.get(box.id) is True)
