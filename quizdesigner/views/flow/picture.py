"""What the map says, apart from how it is painted: boxes with their words, lines with their labels."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.flow import Edge, Flow, Point, Way, flow
from quizdesigner.quiz.flow_layout import Layout, labelled, layout
from quizdesigner.quiz.flow_reach import Reach, unreached, untaken
from quizdesigner.quiz.flow_words import in_short
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_condition

BoxTone = Literal["plain", "shown", "page", "warn"]
LineTone = Literal["plain", "jump", "idle", "warn"]


class Box(Struct, frozen=True):
    """A question or results page: `name` is what one calls it in a sentence, `title` and `under` what the box says."""

    part: str
    name: str
    title: str
    under: str
    tone: BoxTone


class Line(Struct, frozen=True):
    """A way from one stop to another; `label` and the whole sentence, `tip`, where a rule decides.

    Its rule belongs to the question or page `owner`. `idle`: no shopper goes this way; `warn`: nor gets to its start.
    A way to a gate has no arrow: it goes on.
    """

    tone: LineTone
    label: str = ""
    tip: str = ""
    owner: str = ""
    arrow: bool = True


class Picture(Struct, frozen=True):
    """The map of a quiz: boxes in the order of the stops (None for a gate), lines in that of the edges."""

    flow: Flow
    layout: Layout
    boxes: tuple[Box | None, ...]
    lines: tuple[Line, ...]

    @property
    def places(self) -> dict[str, int]:
        """The place of each screen among the stops, by the id of its question or page."""
        return {box.part: at for at, box in enumerate(self.boxes) if box is not None}


def picture(project: Project, quiz: Quiz, reach: Reach | None, before: Picture | None = None) -> Picture:
    """The map of a quiz, with shares where they are counted; laid out anew only if other ways lead elsewhere."""
    found = flow(quiz)
    laid_out = before.layout if before is not None and before.flow == found else layout(found)
    parts: dict[str, Question | ResultsPage] = {question.id: question for question in quiz.questions}
    parts |= {page.id: page for page in quiz.results}
    nobody = unreached(found, reach)
    numbered = numbers(quiz)

    # Not by `check.label`, which would number the quiz anew for each.
    titles = {one.id: _title(one) for one in parts.values()}
    names = {
        one: f"question {numbered[one]} “{title}”" if one in numbered else f"“{title}”" for one, title in titles.items()
    }

    def box(part: Question | ResultsPage) -> Box:
        title, number = titles[part.id], numbered.get(part.id)
        under = _under(project, quiz, part, reach)
        stuck = reach is not None and part.id in reach.stuck
        tone: BoxTone = "plain" if part.show_when is None else "shown"
        if isinstance(part, ResultsPage):
            tone = "page"
        if part.id in nobody or stuck:
            tone = "warn"
            under = "nobody gets here" if part.id in nobody else "nobody gets past"
        return Box(part.id, names[part.id], f"{number} {title}" if number else title, under, tone)

    return Picture(
        found,
        laid_out,
        tuple(None if stop.point is Point.GATE else box(parts[stop.part]) for stop in found.stops),
        _lines(project, quiz, found, parts, names, reach),
    )


def _title(part: Question | ResultsPage) -> str:
    return unanswered(part.title).strip() or (part.traits.label if isinstance(part, Question) else "Results page")


def _under(project: Project, quiz: Quiz, part: Question | ResultsPage, reach: Reach | None) -> str:
    share = reach.share(part.id) if reach is not None and reach.paths else ""
    if isinstance(part, ResultsPage):
        return f"results · {share}" if share else "results"
    if part.show_when is None:
        return share or part.traits.label
    when = f"when {in_short(project, quiz, part.show_when)}"
    return f"{when} · {share}" if share else when


def _lines(
    project: Project,
    quiz: Quiz,
    found: Flow,
    parts: dict[str, Question | ResultsPage],
    names: dict[str, str],
    reach: Reach | None,
) -> tuple[Line, ...]:
    nobody = unreached(found, reach)

    def line(edge: Edge, says: bool, idle: bool) -> Line:
        start, end = found.stops[edge.start], parts[found.stops[edge.end].part]
        tone: LineTone = "jump" if edge.way is Way.JUMP else "plain"
        if idle:
            lost = not start.reached or (start.point is Point.QUESTION and start.part in nobody)
            tone = "warn" if lost else "idle"
        arrow = found.stops[edge.end].point is not Point.GATE
        if not says:
            return Line(tone, arrow=arrow)
        if edge.way is Way.SHOWN and end.show_when is not None:
            whole = of_condition(project, quiz, end.show_when)
            return Line(tone, in_short(project, quiz, end.show_when), f"Shown when {whole}", end.id, arrow)
        words = " or ".join(dict.fromkeys(in_short(project, quiz, jump.when) for jump in edge.jumps))
        whole = " or ".join(dict.fromkeys(of_condition(project, quiz, jump.when, start.part) for jump in edge.jumps))
        return Line(tone, words, f"If {whole}, go to {names[edge.jumps[0].to]}", start.part, arrow)

    every = zip(found.edges, labelled(found), untaken(found, reach), strict=True)
    return tuple(line(edge, says, idle) for edge, says, idle in every)
