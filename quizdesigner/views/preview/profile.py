"""What the quiz makes of the shopper, in the words the panel shows: tags and where they came from, products and why."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.quiz import rules
from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Choice, Project, Quiz
from quizdesigner.quiz.play import Given, Outcome, Standing, walk
from quizdesigner.quiz.sentences import of_condition
from quizdesigner.quiz.tags import colour_of
from quizdesigner.views.preview.shopper import Shopper


class Named(Struct, frozen=True):
    """A customer tag's name and its group's place in the palette (None: plain)."""

    name: str
    colour: int | None


class Step(Struct, frozen=True):
    """One answer: the question's number and title, what was said, the tags it gave, a hint beside them."""

    number: str
    question: str
    answer: str
    tags: tuple[Named, ...]
    hint: str


class Pick(Struct, frozen=True):
    """One product: `reason` says which choices spoke for it or what excluded it; `aside` where it is shown."""

    title: str
    votes: int
    reason: str
    aside: str = ""
    excluded: bool = False


class Profile(Struct, frozen=True):
    """All of it. `heading` stands over the products, `ending` says how the quiz ended, empty before."""

    tags: tuple[Named, ...]
    steps: tuple[Step, ...]
    heading: str
    products: tuple[Pick, ...]
    ending: str = ""


def profile(project: Project, quiz: Quiz, outcome: Outcome, shopper: Shopper) -> Profile:
    """The shopper's profile. `outcome` is of the shopper's answers."""
    choices = {choice.id: choice for question in quiz.questions for choice in question.choices}
    return Profile(
        tags=tuple(Named(tag.name, colour_of(project, tag.name)) for tag in outcome.tags),
        steps=tuple(_steps(project, quiz, outcome, shopper, choices)),
        heading="Recommended" if shopper.finished else "Recommended if the quiz ended here",
        products=tuple(_picks(quiz, outcome, shopper.finished)),
        ending=_ending(project, quiz, shopper) if shopper.finished else "",
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
        yield Step(str(counted[one]), question.title or "Untitled", said, tags, hint)


def _picks(quiz: Quiz, outcome: Outcome, finished: bool) -> Iterator[Pick]:
    standings = {standing.product: standing for standing in outcome.products}
    headings = {slot.id: slot.heading for page in quiz.results for slot in page.slots}
    shown = outcome.shown if finished else ()
    for slot in shown:
        for product in slot.products:
            one = standings.pop(product)
            yield Pick(one.title, one.votes, _for(quiz, one), headings.get(slot.slot, ""))
    for one in standings.values():
        if one.excluded_by:
            yield Pick(one.title, one.votes, f"excluded by: {_choices(quiz, one.excluded_by)}", "", True)
        else:
            yield Pick(one.title, one.votes, _for(quiz, one), "not shown" if finished else "")


def _for(quiz: Quiz, standing: Standing) -> str:
    reasons = ", ".join(f"+{given.weight} {_title(quiz, given)}" for given in standing.by)
    return reasons or "fills a slot that asks for no votes"


def _choices(quiz: Quiz, given: tuple[Given, ...]) -> str:
    return ", ".join(_title(quiz, one) for one in given)


def _title(quiz: Quiz, given: Given) -> str:
    question = next(one for one in quiz.questions if one.id == given.question)
    return next(choice.title for choice in question.choices if choice.id == given.choice) or "a choice without text"


def _ending(project: Project, quiz: Quiz, shopper: Shopper) -> str:
    walked = walk(quiz, shopper.answers)
    page = walked.end
    if page is None:
        return "The quiz has no results page: the shopper is thanked."
    last = walked.route[-1] if walked.route else None
    ways = (jump for jump in last.jumps if jump.to == page.id) if last is not None else iter(())
    taken = next((jump for jump in ways if rules.holds(jump.when, walked.answers, walked.tags)), None)
    name = f"the results page “{page.title}”" if page.title else "the results page"
    if last is None or taken is None:
        return f"The quiz ends on {name}."
    return f"The quiz ends on {name}, because {of_condition(project, quiz, taken.when)}."
