"""Who gets where, over all answers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import get_args

from quizdesigner.errors import Refused
from quizdesigner.jobs.named import print_json, project_of, quiz_of, say
from quizdesigner.quiz import coverage as covering
from quizdesigner.quiz.check import label
from quizdesigner.quiz.coverage import Alone, Count, Coverage, GroupReach, Placing, TooMany, Wanted
from quizdesigner.quiz.coverage.wanted import What
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.shares import share


def coverage(arguments: argparse.Namespace) -> int:
    """Print who gets where, over every answer path: exact counts, never samples."""
    project = project_of(arguments.file)
    quiz = quiz_of(project, arguments.quiz)
    found = covering.forecast(project, quiz)
    if arguments.json and not arguments.example:
        print_json(found)
        return 0
    if isinstance(found, TooMany):
        raise Refused("There are too many combinations to count exactly: the rules look back at too many answers.")
    if arguments.example:
        print_json(_example(found, *arguments.example))
        return 0
    for part, words in _lines(project, quiz, found):
        say(f"{part:>9}  {words}")
    return 0


def _lines(project: Project, quiz: Quiz, found: Coverage) -> Iterator[tuple[str, str]]:
    """Each number with what it is of."""
    routes = "too many to count" if isinstance(found.routes, TooMany) else f"{found.routes:,}"
    yield f"{found.sheets:,}", f"answer paths, on {routes} routes; {found.stuck:,} more run into a dead end"
    for reach, question in zip(found.questions, quiz.questions, strict=True):
        yield share(reach.sheets, found.sheets + found.stuck), f"meet {label(quiz, question)}"
    for ended, page in zip(found.pages, quiz.results, strict=True):
        yield _of(ended.reached, found), f"end on the results page “{unanswered(page.title)}”"
    for tag, reached in zip(project.tags, found.tags, strict=True):
        yield _of(reached.reached, found), f"get {tag.name}"
    for segment in project.segments:
        yield _of(found.rules[segment.id], found), f"are in the segment {segment.name}"
    for name, group in found.groups.items():
        several = group.several if isinstance(group, GroupReach) else group
        yield _of(several, found), f"end with more than one {name}: tag"
    titles = {product.id: product.title for product in project.products}
    for product in found.products:
        match product.placing:
            case Placing(shown=shown):
                yield _of(shown, found), f"are shown {titles[product.product]}"
            case Alone(eligible=eligible):
                yield _of(eligible, found), f"at most are shown {titles[product.product]}"
            case TooMany():
                yield "too many", f"combinations to say who is shown {titles[product.product]}"
    yield _of(found.empty, found), "are shown no product"


def _of(count: Count | TooMany, found: Coverage) -> str:
    return share(count.sheets, found.sheets) if isinstance(count, Count) else "too many"


def _example(found: Coverage, what: str, of: str) -> covering.Sheet:
    if what not in get_args(What):
        raise Refused(f"There are no examples of “{what}”. There are: {', '.join(get_args(What))}.")
    example = covering.example_of(found, Wanted(what, of))  # type: ignore[arg-type]
    if example is None:
        raise Refused(f"No shopper can show that: {what} {of}".rstrip() + ".")
    return example
