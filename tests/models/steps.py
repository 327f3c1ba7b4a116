"""Edits of every sort to a project, chosen by number, for random walks over what a file can hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from quizdesigner.quiz.document import (
    Choice,
    Connection,
    Host,
    Kind,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Service,
    Tag,
    TagGroup,
    Theme,
)

Part = TypeVar("Part")


def edited(project: Project, which: int, place: int, word: str, fresh: str) -> Project:
    """The project after edit number `which`, at the `place`th thing, with this text; `fresh` is an id not in use."""
    return EDITS[which % len(EDITS)](project, place, word, fresh)


def _inserted(parts: tuple[Part, ...], place: int, part: Part) -> tuple[Part, ...]:
    at = place % (len(parts) + 1)
    return (*parts[:at], part, *parts[at:])


def _without(parts: tuple[Part, ...], place: int) -> tuple[Part, ...]:
    at = place % len(parts) if parts else 0
    return parts[:at] + parts[at + 1 :]


def _changed(parts: tuple[Part, ...], place: int, change: Callable[[Part], Part]) -> tuple[Part, ...]:
    at = place % len(parts) if parts else 0
    return tuple(change(part) if number == at else part for number, part in enumerate(parts))


def _in_quiz(project: Project, place: int, change: Callable[[Quiz], Quiz]) -> Project:
    return replace(project, quizzes=_changed(project.quizzes, place, change))


def _in_question(project: Project, place: int, change: Callable[[Question], Question]) -> Project:
    return _in_quiz(project, place // 7, lambda quiz: replace(quiz, questions=_changed(quiz.questions, place, change)))


def _add_question(project: Project, place: int, word: str, fresh: str) -> Project:
    new = Question(fresh, Kind.SINGLE, word, choices=(Choice("c0", word),))
    return _in_quiz(project, place, lambda quiz: replace(quiz, questions=_inserted(quiz.questions, place, new)))


def _delete_question(project: Project, place: int, word: str, fresh: str) -> Project:
    return _in_quiz(project, place, lambda quiz: replace(quiz, questions=_without(quiz.questions, place)))


def _move_question(project: Project, place: int, word: str, fresh: str) -> Project:
    def moved(quiz: Quiz) -> Quiz:
        at = place % len(quiz.questions) if quiz.questions else 0
        return replace(quiz, questions=(*_without(quiz.questions, at), *quiz.questions[at : at + 1]))

    return _in_quiz(project, place // 5, moved)


def _retitle(project: Project, place: int, word: str, fresh: str) -> Project:
    return _in_question(project, place, lambda question: replace(question, title=word))


def _add_choice(project: Project, place: int, word: str, fresh: str) -> Project:
    return _in_question(
        project, place, lambda one: replace(one, choices=_inserted(one.choices, place, Choice(fresh, word)))
    )


def _add_quiz(project: Project, place: int, word: str, fresh: str) -> Project:
    new = Quiz(fresh, word, (Question("q", Kind.NAME, word),), (ResultsPage("end"),))
    return replace(project, quizzes=_inserted(project.quizzes, place, new))


def _delete_quiz(project: Project, place: int, word: str, fresh: str) -> Project:
    return replace(project, quizzes=_without(project.quizzes, place))


def _restyle(project: Project, place: int, word: str, fresh: str) -> Project:
    return _in_quiz(project, place, lambda quiz: replace(quiz, name=word, theme=Theme(corners=place % 33)))


def _add_results(project: Project, place: int, word: str, fresh: str) -> Project:
    page = ResultsPage(fresh, word)
    return _in_quiz(project, place, lambda quiz: replace(quiz, results=_inserted(quiz.results, place, page)))


def _delete_results(project: Project, place: int, word: str, fresh: str) -> Project:
    return _in_quiz(project, place, lambda quiz: replace(quiz, results=_without(quiz.results, place)))


def _add_tag(project: Project, place: int, word: str, fresh: str) -> Project:
    groups = (*project.tag_groups, TagGroup(word, len(project.tag_groups)))
    return replace(project, tags=_inserted(project.tags, place, Tag(fresh, f"group:{fresh}")), tag_groups=groups)


def _delete_tag(project: Project, place: int, word: str, fresh: str) -> Project:
    return replace(project, tags=_without(project.tags, place))


def _rename(project: Project, place: int, word: str, fresh: str) -> Project:
    return replace(project, name=word)


def _add_elsewhere(project: Project, place: int, word: str, fresh: str) -> Project:
    return replace(
        project,
        products=_inserted(project.products, place, Product(fresh, word)),
        connections=_inserted(project.connections, place, Connection(fresh, Service.WEBHOOK, account=word)),
        hosts=_inserted(project.hosts, place, Host(fresh, word, "https://host.example")),
    )


def _delete_elsewhere(project: Project, place: int, word: str, fresh: str) -> Project:
    return replace(
        project,
        products=_without(project.products, place),
        connections=_without(project.connections, place),
        hosts=_without(project.hosts, place),
    )


EDITS = (
    _retitle,
    _add_question,
    _delete_question,
    _move_question,
    _add_choice,
    _add_quiz,
    _delete_quiz,
    _restyle,
    _add_results,
    _delete_results,
    _add_tag,
    _delete_tag,
    _rename,
    _add_elsewhere,
    _delete_elsewhere,
)
