"""Shoppers one can let take the quiz: saved ones, the one in Preview, examples of segments, made-up ones."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz import samples, tags
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import Connection, Project, Quiz, Retake
from quizdesigner.quiz.play import walk
from quizdesigner.quiz.retake import After
from quizdesigner.sync.definitions import services
from quizdesigner.views.segments.tag_flow import Shown
from quizdesigner.views.segments.ways import tags_given

PREVIEW = "preview"


class Side(Struct, frozen=True):
    """Where takes lead: a connection, or a service nothing is connected to yet."""

    id: str
    name: str
    retake: Retake


def sides(project: Project) -> tuple[Side, ...]:
    """The project's connections; without any, every service as it would begin."""
    if not project.connections:
        return tuple(Side(service, service.label, "replace") for service in services())
    return tuple(Side(one.id, _called(project, one), one.retake) for one in project.connections)


def options(project: Project, quiz: Quiz, answers: Answers) -> list[tuple[str, str]]:
    """The shoppers to choose from, as (value, text); `answers` are those given in Preview."""
    found = [(f"shopper:{one.id}", one.name) for one in quiz.shoppers]
    if answers and walk(quiz, answers).waiting is None:
        found.append((PREVIEW, "Answers given in Preview"))
    found += [(f"segment:{one.id}", f"Example: {one.name}") for one in project.segments]
    return [*found, ("sample:0", "Always the first choice"), ("sample:1", "Always the second choice")]


def answers_of(quiz: Quiz, value: str, answers: Answers) -> Answers | None:
    """The answers of a shopper that was chosen; None for one who is not there, or an example to be asked for."""
    kind, _, one = value.partition(":")
    match kind:
        case "shopper":
            return next((shopper.answers for shopper in quiz.shoppers if shopper.id == one), None)
        case "preview":
            return answers
        case "sample":
            return samples.sample(quiz, int(one))
        case _:
            return None


def names_after(project: Project, quiz: Quiz, answers: Answers) -> tuple[str, ...]:
    """The names of the tags a take gives, in the order they come."""
    names = {tag.id: tag.name for tag in project.tags}
    return tuple(names[tag] for tag in tags_given(quiz, answers) if tag in names)


def chips(project: Project, names: tuple[str, ...]) -> tuple[Shown, ...]:
    """Tags by name as chips."""
    return tuple(Shown(name, tags.colour_of(project, name)) for name in names)


def left(project: Project, after: After) -> tuple[Shown, ...]:
    """What a shopper has after two takes, and struck through what they had."""
    return (*chips(project, after.tags), *(Shown(name, gone=True) for name in after.removed))


def _called(project: Project, connection: Connection) -> str:
    twice = sum(one.service is connection.service for one in project.connections) > 1
    name = connection.service.label
    return f"{name}: {connection.account}" if twice and connection.account else name
