"""What one set of answers leads to."""

from __future__ import annotations

import argparse

from quizdesigner.jobs.named import answers_of, print_json, project_of, quiz_of, say
from quizdesigner.quiz import play as playing


def play(arguments: argparse.Namespace) -> int:
    """Print what a set of answers leads to: route, tags with the choice that gave each, products with votes."""
    project = project_of(arguments.file)
    quiz = quiz_of(project, arguments.quiz)
    answers = answers_of(arguments.answers, quiz)
    outcome = playing.outcome(project, quiz, answers)
    if arguments.json:
        print_json(outcome)
        return 0
    say("route:    " + " > ".join((*outcome.route, outcome.results or "(not finished)")))
    for tag in outcome.tags:
        said = ["the quiz itself"] if tag.always else []
        said += [f"{by.question}/{by.choice}" for by in tag.by]
        said += [tag.page] if tag.page else []
        say(f"tag:      {tag.name}  from {', '.join(said)}")
    for one in outcome.products:
        state = "excluded" if one.excluded_by else "shown" if one.product in outcome.recommended else "not shown"
        said = [f"{by.weight:+d} {by.question}/{by.choice}" for by in one.by]
        said += [f"must show {by.question}/{by.choice}" for by in one.included_by]
        said += [f"excluded by {by.question}/{by.choice}" for by in one.excluded_by]
        say(f"product:  {one.title}  {one.votes} votes, {state}" + (f"  ({', '.join(said)})" if said else ""))
    return 0
