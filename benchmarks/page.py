"""How big the shopper's page is, and what it costs to render: `python -m benchmarks.page`."""

from __future__ import annotations

import gzip
import timeit

from quizdesigner.page.document import quiz_page
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project
from quizdesigner.starters import load_starter, starters

FIRST_FLIGHT = 14_600
"""Bytes a server may send before it must wait for the shopper's first answer: ten segments of 1,460."""


def main() -> None:
    """Print a line for each starter quiz."""
    for starter in starters():
        print(f"{starter.name:10} {measured(load_starter(starter.name))}")


def measured(project: Project) -> str:
    """Raw and compressed bytes of the project's first quiz, and the time to render it against that of its JSON."""
    quiz = project.quizzes[0]

    def render() -> bytes:
        return quiz_page(quiz, action="/q/quiz/answers", method="post", submission="s" * 32, revision=12).html

    html = render()
    packed = len(gzip.compress(html, 9))
    rendering = min(timeit.repeat(render, number=50, repeat=5))
    encoding = min(timeit.repeat(lambda: wire.dumps(project), number=50, repeat=5))
    return (
        f"{len(quiz.questions)} screens, {len(html):,} bytes, {packed:,} compressed"
        f" ({packed / FIRST_FLIGHT:.0%} of the first flight), rendered in {rendering / encoding:.0f} times its JSON"
    )


if __name__ == "__main__":
    main()
