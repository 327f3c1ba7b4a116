"""What command lines name: projects, quizzes, answers and files; and what commands print."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.quiz.answers import Answer, Answers, millionths, plain, problems, with_all
from quizdesigner.quiz.document import Project, Quiz

NO_QUIZ = "There is no quiz in this project."


def project_of(path: Path) -> Project:
    """The project in this file, which is not written. Raises what opening it does."""
    from quizdesigner.models import project_file

    with project_file.open(path, read_only=True) as file:
        return file.project


def quiz_of(project: Project, wanted: str) -> Quiz:
    """The quiz with this id or name, or the only one where none is named. Raises Refused with those there are."""
    found = [quiz for quiz in project.quizzes if not wanted or wanted in (quiz.id, quiz.name)]
    if len(found) == 1 or (found and wanted):
        return found[0]
    known = ", ".join(f"{quiz.id} ({quiz.name})" for quiz in project.quizzes) or "none"
    if not found:
        raise Refused(f"There is no quiz “{wanted}” in this project. It has: {known}." if wanted else NO_QUIZ)
    raise Refused(f"Say which quiz by --quiz, with its id or name. This project has: {known}.")


def answers_of(path: Path, quiz: Quiz) -> dict[str, Answer]:
    """The answers in a JSON file. Raises Refused when it holds none, or such as nobody could give in this quiz."""
    answers = _answers_of(path, quiz)
    if wrong := problems(quiz, answers):
        raise Refused("; ".join(f"{one.question}: {one.text}" for one in wrong))
    return answers


def shopper_of(quiz: Quiz, name: str) -> Answers:
    """The answers of the saved shopper with this name or id. Raises Refused with those there are."""
    found = next((one for one in quiz.shoppers if name == one.id or name.casefold() == one.name.casefold()), None)
    if found is None:
        known = ", ".join(one.name for one in quiz.shoppers) or "none"
        raise Refused(f"There is no saved shopper “{name}” in this quiz. It has: {known}.")
    return found.answers


def read(path: Path) -> bytes:
    """The bytes of a file; `-` is standard input."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def write(path: Path, data: bytes) -> None:
    """Write a file; `-` is standard output."""
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error


def print_json(value: object) -> None:
    """Print it as indented JSON, in UTF-8 whatever the terminal speaks."""
    write(Path("-"), msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def say(text: str) -> None:
    """Print a line. Names come from files of strangers: what could move the cursor or begin another line is a space."""
    print("".join(sign if sign.isprintable() or _is_half(sign) else " " for sign in text))


def _is_half(sign: str) -> bool:
    """Whether this stands for a byte of a file's name that is no text; the terminal gets it written out."""
    return "\udc80" <= sign <= "\udcff"


def _answers_of(path: Path, quiz: Quiz) -> dict[str, Answer]:
    """The answers in a JSON file. Raises Refused when it holds none."""
    try:
        found = msgspec.json.decode(read(path), type=dict[str, list[str] | str | bool | float])
    except msgspec.DecodeError as error:
        raise Refused(
            f"The answers cannot be read: {error}. They are one JSON object: question id to a list of choice ids,"
            " text, a number, or true and false."
        ) from error
    questions = {question.id: question for question in quiz.questions}
    answers: dict[str, Answer] = {}
    for name, value in found.items():
        match value:
            case list():
                picks = tuple(value)
                answers[name] = with_all(questions[name], picks) if name in questions else picks
            case float():
                answers[name] = plain(millionths(value))
            case _:
                answers[name] = value
    return answers
