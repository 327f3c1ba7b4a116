"""What is wrong with the quizzes of a project."""

from __future__ import annotations

import argparse

from quizdesigner.jobs.named import NO_QUIZ, print_json, project_of, say
from quizdesigner.quiz.coverage import forecast
from quizdesigner.quiz.problems import problems

FOUND_ERRORS = 3
"""The exit code of a check that found something which stops a publication."""


def check(arguments: argparse.Namespace) -> int:
    """Print the problems of every quiz, each counted once; 3 when one of them is an error."""
    project = project_of(arguments.file)
    found = {quiz.id: problems(project, quiz, forecast(project, quiz)) for quiz in project.quizzes}
    if arguments.json:
        print_json(found)
    elif not project.quizzes:
        say(NO_QUIZ)
    else:
        for quiz in project.quizzes:
            for one in found[quiz.id]:
                say(f"{quiz.name}: {one.level}: {one.text}")
            if not found[quiz.id]:
                say(f"{quiz.name}: nothing to mend.")
    return FOUND_ERRORS if any(one.level == "error" for every in found.values() for one in every) else 0
