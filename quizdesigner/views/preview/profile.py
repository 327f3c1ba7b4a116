"""What the quiz makes of the shopper, in the words the panel shows: tags and where they came from, products and why."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.quiz import rules
from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Choice, Project, Quiz
from quizdesigner.quiz.play import GivenTag, Outcome, walk
from quizdesigner.quiz.tags import colour_of
from quizdesigner.quiz.why import recalling
from quizdesigner.views.preview.recommended import Pick, ending, hidden, picks
from quizdesigner.views.preview.shopper import Shopper


class Named(Struct, frozen=True):
    """A customer tag's name and its group's place in the palette (None: plain)."""

    name: str
    colour: int | None


class Step(Struct, frozen=True):
    """What gave tags: an answer, with the question's number and title, what was said, and a hint beside the tags.

    What every shopper gets and what the results page gives has no number, but a `sign` (an icon).
    """

    number: str
    question: str
    answer: str
    tags: tuple[Named, ...]
    hint: str
    sign: str = ""


class Profile(Struct, frozen=True):
    """All of it. `heading` stands over the products, `ending` says how the quiz ended, empty before; `hidden` which
    sections of the results page this shopper does not get. `segments` are the names of those the shopper is in, None
    where the project has no segment.
    """

    tags: tuple[Named, ...]
    steps: tuple[Step, ...]
    heading: str
    products: tuple[Pick, ...]
    ending: str = ""
    hidden: tuple[str, ...] = ()
    segments: tuple[str, ...] | None = None


def profile(project: Project, quiz: Quiz, outcome: Outcome, shopper: Shopper) -> Profile:
    """The shopper's profile. `outcome` is of the shopper's answers."""
    choices = {choice.id: choice for question in quiz.questions for choice in question.choices}
    walked = walk(quiz, shopper.answers)
    always = _given(project, "Every shopper", "users", [tag for tag in outcome.tags if tag.always])
    ends = next((page.title for page in quiz.results if page.id == outcome.results), "")
    title = f"Results page “{recalling(outcome, ends)}”" if ends else "Results page"
    by_page = _given(project, title, "flag", [tag for tag in outcome.tags if tag.page])
    return Profile(
        tags=tuple(Named(tag.name, colour_of(project, tag.name)) for tag in outcome.tags),
        steps=(*always, *_steps(project, quiz, outcome, shopper, choices), *by_page),
        heading="Recommended" if shopper.finished else "Recommended if the quiz ended here",
        products=tuple(picks(project, quiz, outcome, shopper.finished)),
        ending=ending(project, quiz, outcome, walked) if shopper.finished else "",
        hidden=hidden(project, quiz, outcome) if shopper.finished else (),
        segments=tuple(one.name for one in project.segments if rules.holds(one.rule, walked.ends_with))
        if project.segments
        else None,
    )


def progress(quiz: Quiz, shopper: Shopper) -> str:
    """Where the shopper is: Question 4 of 9."""
    if shopper.finished:
        return "Results page"
    counted = numbers(quiz)
    question = next((one for one in quiz.questions if one.id == shopper.place), None)
    if question is None:
        return ""
    number = counted.get(question.id)
    return f"Question {number} of {len(counted)}" if number else question.traits.label


def _given(project: Project, whom: str, sign: str, tags: list[GivenTag]) -> tuple[Step, ...]:
    """The tags that no answer gave."""
    named = tuple(Named(tag.name, colour_of(project, tag.name)) for tag in tags)
    return (Step("", whom, "", named, "", sign),) if named else ()


def _steps(
    project: Project, quiz: Quiz, outcome: Outcome, shopper: Shopper, choices: dict[str, Choice]
) -> Iterator[Step]:
    names = {tag.id: tag.name for tag in project.tags}
    answers = {answer.question: answer for answer in outcome.answers}
    counted = numbers(quiz)
    titles = {question.id: question for question in quiz.questions}
    for one in outcome.route:
        question = titles[one]
        answer = answers.get(one)
        here = one == shopper.place and not shopper.finished
        if not question.traits.takes_answer or (answer is None and not here):
            continue
        given = [tag for choice in (answer.choices if answer else ()) for tag in choices[choice].tags]
        tags = tuple(Named(names[tag], colour_of(project, names[tag])) for tag in dict.fromkeys(given) if tag in names)
        if here:
            hint = "choosing now" if question.traits.has_choices else "typing now"
        else:
            hint = "no customer tag" if question.traits.has_choices and not tags else ""
        said = ", ".join(value or "Untitled" for value in answer.values) if answer else ""
        yield Step(str(counted[one]), recalling(outcome, question.title) or "Untitled", said, tags, hint)
