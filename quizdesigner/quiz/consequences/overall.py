"""The quiz as a whole in words: its answer paths and routes, and what could not be counted."""

from __future__ import annotations

from quizdesigner.quiz.consequences.lines import Line, Piece
from quizdesigner.quiz.consequences.move import LONGEST
from quizdesigner.quiz.consequences.report import Consequences
from quizdesigner.quiz.coverage import TooMany
from quizdesigner.quiz.phrases import counted


def too_many(found: Consequences) -> Line | None:
    """What could not be counted, in words; None where all was."""
    figures = found.figures
    if isinstance(figures, TooMany):
        words = (
            "There are too many combinations to count exactly who gets what: the rules look back at too many answers."
        )
        return Line((Piece(words),))
    missing = []
    if isinstance(figures.routes, TooMany):
        missing.append("routes")
    if some := [one.name for one in figures.segments if one.exact is None]:
        missing.append(f"segment{'s' * (len(some) > 1)} {', '.join(some)}")
    if any(one.exact is None for one in figures.products) or figures.empty.exact is None:
        missing.append("which products are shown")
    if not missing:
        return None
    return Line((Piece(f"Too many combinations to count exactly: {'; '.join(missing)}. All else is exact."),))


def whole(found: Consequences) -> str:
    """Answer paths and routes of both versions in a sentence; empty where they are the same."""
    figures = found.figures
    if isinstance(figures, TooMany):
        return ""
    said = []
    both, routes = figures.sheets, figures.routes
    if both.before != both.after and max(both.before, both.after) < LONGEST:
        said.append(f"{counted(both.after, 'answer path')} instead of {both.before:,}.")
    if not isinstance(routes, TooMany) and 0 < routes.gained + routes.lost < LONGEST:
        some = [(routes.gained, "new"), (routes.lost, "gone")]
        changed = [f"{counted(number, 'is', 'are')} {word}" for number, word in some if number]
        instead = "" if routes.before == routes.after else f" instead of {routes.before:,}"
        said.append(f"{counted(routes.after, 'route')}{instead}: {', '.join(changed)}.")
    return " ".join(said)
