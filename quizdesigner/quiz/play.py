"""Playing a quiz: from answers to the next screen, and to the outcome (tags, recommendations, contact).

Routing, in one place: after a question its jumps are read top to bottom and the first that holds decides; else the next
question in order whose *show when* holds; after the last, the first results page whose *show when* holds, else the last
page. Jumps only go forward, so every walk ends. Answers to questions off the route count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from quizdesigner.quiz import recall, recommend, rules
from quizdesigner.quiz.answers import (
    Answer,
    AnswerProblem,
    Answers,
    asks_text,
    given,
    other_key,
    problem,
    problems,
)
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import Agreement, Choice, Kind, Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.recommend import Given, Shown, Standing
from quizdesigner.quiz.words import WORDS, Words


class Walk(Struct, frozen=True):
    """How far answers lead: the questions on the route in order, and what is known by the answers that count.

    `waiting` is the question that still needs an answer, the last of the route; None when the walk reached the end.
    `end` is the results page it reached, if the quiz has any.
    """

    route: tuple[Question, ...]
    known: rules.Known
    waiting: Question | None = None
    end: ResultsPage | None = None

    @property
    def ends_with(self) -> rules.Known:
        """What is known when the quiz is over: the tags of the results page too. Segments go by this."""
        tags = self.end.tags if self.end else ()
        return msgspec.structs.replace(self.known, tags=self.known.tags.union(tags)) if tags else self.known

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers that count, by question id."""
        return self.known.answers

    @property
    def picked(self) -> Iterator[tuple[Question, Choice]]:
        """The options the answers hit, in route order."""
        for question in self.route:
            for choice in self.known.picked.get(question.id, ()):
                yield question, choice


class GivenTag(Struct, frozen=True):
    """A customer tag the shopper gets, and every choice that gave it, in route order.

    `page` is the results page that gave it (its id, or empty), `always` that every taker of the quiz gets it.
    """

    tag: str
    name: str
    by: tuple[Given, ...]
    page: str = ""
    always: bool = False


class GivenAnswer(Struct, frozen=True):
    """An answer that counts, with the words the shopper saw. `values` are choice titles or the typed text, `choices`
    the ids of the options it hits.
    """

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
    phone: str = ""


class Consent(Struct, frozen=True):
    """A consent box as the shopper left it, with the wording it had."""

    question: str
    wording: str
    granted: bool


class Outcome(Struct, frozen=True):
    """Everything a set of answers leads to. `waiting` names the question still to be answered, or is None.

    `consent` is about email, `sms_consent` about text messages; one box may be about both.
    """

    route: tuple[str, ...]
    waiting: str | None
    answers: tuple[GivenAnswer, ...]
    tags: tuple[GivenTag, ...]
    products: tuple[Standing, ...]
    results: str | None
    shown: tuple[Shown, ...]
    contact: Contact
    consent: Consent | None
    sections: tuple[str, ...] = ()
    """The sections of the results page that are shown (ids)."""
    sms_consent: Consent | None = None

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
    known = rules.Known(tags=set(quiz.tags))
    place = _next(quiz, places, -1, known)
    while place < len(quiz.questions):
        question = quiz.questions[place]
        route.append(question)
        if question.traits.takes_answer:
            answer, other = answers.get(question.id), answers.get(other_key(question.id))
            if problem(question, answer, other) is not None:
                return Walk(tuple(route), known, question)
            if answer is not None and given(answer):
                known.add(question, answer)
                if other is not None and any(asks_text(question, choice) for choice in known.picked[question.id]):
                    known.answers[other_key(question.id)] = other
        place = _next(quiz, places, place, known)
    end = quiz.results[place - len(quiz.questions)] if quiz.results else None
    return Walk(tuple(route), known, end=end)


def refusals(quiz: Quiz, answers: Answers, words: Words = WORDS) -> tuple[AnswerProblem, ...]:
    """What keeps answers from being taken: those nobody could give, and the one the route still waits for.

    Text left in a question the shopper then went round is no fault; it counts for nothing.
    """
    walked = walk(quiz, answers)
    typed = {one.id for one in quiz.questions if not one.traits.has_choices}
    passed_by = typed - {one.id for one in walked.route}
    found = {one.question: one for one in problems(quiz, answers, words) if one.question not in passed_by}
    waiting = walked.waiting
    if waiting is not None and waiting.id not in found:
        text = problem(waiting, answers.get(waiting.id), answers.get(other_key(waiting.id)), words)
        assert text is not None, "a walk waits only where an answer cannot stand"
        found[waiting.id] = AnswerProblem(waiting.id, text)
    return tuple(found.values())


def outcome(project: Project, quiz: Quiz, answers: Answers, *, read: Quiz | None = None) -> Outcome:
    """Decide everything: route, tags, products with their votes, results page, contact and consent.

    Before the walk has reached the end, `results` is None and nothing is `shown`; tags and votes so far are there.
    `read` is the quiz in the language the shopper read: its wording is what they consented to, while a CRM gets one
    and the same words for one answer.
    """
    walked = walk(quiz, answers)
    page = walked.end
    catalogue = Catalogue(project)
    fills = page is not None and not all(slot.minimum_votes for slot in page.slots)
    products = recommend.standings(
        catalogue, walked.picked, recommend.fillers(catalogue, quiz) if fills else frozenset()
    )
    sections, shown = recommend.shown(catalogue, page, products, walked.known) if page else ((), ())
    return Outcome(
        route=tuple(question.id for question in walked.route),
        waiting=walked.waiting.id if walked.waiting else None,
        answers=tuple(_answers(walked)),
        tags=_tags(project, quiz, walked),
        products=products,
        results=page.id if page else None,
        shown=shown,
        contact=_contact(walked),
        consent=_consent(walked, read or quiz, "email"),
        sections=sections,
        sms_consent=_consent(walked, read or quiz, "sms"),
    )


def _next(quiz: Quiz, places: dict[str, int], place: int, known: rules.Known) -> int:
    """The place of the next question after `place` (-1 before the first), or of the results page."""
    jumps = quiz.questions[place].jumps if place >= 0 else ()
    ways = (places[one.to] for one in jumps if places.get(one.to, -1) > place and rules.holds(one.when, known))
    parts: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
    for later in range(next(ways, place + 1), len(parts)):
        condition = parts[later].show_when
        if condition is None or rules.holds(condition, known):
            return later
    return max(len(parts) - 1, len(quiz.questions))


def _tags(project: Project, quiz: Quiz, walked: Walk) -> tuple[GivenTag, ...]:
    """Those every taker gets, those of the answers in route order, those of the results page."""
    names = {tag.id: tag.name for tag in project.tags}
    ending = walked.end.tags if walked.end else ()
    by: dict[str, list[Given]] = {tag: [] for tag in quiz.tags}
    for question, choice in walked.picked:
        for tag in choice.tags:
            by.setdefault(tag, []).append(Given(question.id, choice.id))
    for tag in ending:
        by.setdefault(tag, [])
    page = walked.end.id if walked.end else ""
    return tuple(
        GivenTag(tag, names[tag], tuple(givers), page if tag in ending else "", tag in quiz.tags)
        for tag, givers in by.items()
        if tag in names
    )


def _answers(walked: Walk) -> Iterator[GivenAnswer]:
    for question in walked.route:
        answer = walked.answers.get(question.id)
        if answer is None:
            continue
        picked = walked.known.picked[question.id]
        if isinstance(answer, tuple):
            values = tuple(_said(walked, question, choice) for choice in picked)
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


def _said(walked: Walk, question: Question, choice: Choice) -> str:
    """The choice in the shopper's words: what they typed beside it, else its title."""
    text = walked.answers.get(other_key(question.id)) if asks_text(question, choice) else None
    return text if isinstance(text, str) else choice.title


def _contact(walked: Walk) -> Contact:
    typed = {
        question.kind: answer
        for question in walked.route
        if isinstance(answer := walked.answers.get(question.id), str) and question.traits.contact
    }
    return Contact(typed.get(Kind.EMAIL, ""), typed.get(Kind.NAME, ""), typed.get(Kind.PHONE, ""))


def _consent(walked: Walk, read: Quiz, channel: Agreement) -> Consent | None:
    """The last consent box on the route that is about such messages; None when the shopper met none."""
    asks = (channel, "both")
    boxes = [one for one in walked.route if one.kind is Kind.CONSENT and one.agrees_to in asks]
    if not boxes:
        return None
    box = boxes[-1]
    wording = next((question.title for question in read.questions if question.id == box.id), box.title)
    if recall.recalled(wording):
        said = {one.question: ", ".join(one.values) for one in _answers(walk(read, walked.answers))}
        wording = recall.filled(wording, lambda asked: said.get(asked, ""))
    return Consent(box.id, wording, walked.answers.get(box.id) is True)
