"""Small projects, what counting them finds wrong, and the example of a finding, played."""

from __future__ import annotations

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.coverage import Coverage, Wanted, example_of, forecast
from quizdesigner.quiz.document import (
    AnyCondition,
    Choice,
    Jump,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Segment,
    Slot,
    Tag,
    TagGroup,
    Target,
)
from quizdesigner.quiz.play import outcome, walk
from quizdesigner.quiz.problems import problems
from tests.quiz.sheets import Played

CALM, FIRM, DRY, OILY, VIP = "calm", "firm", "dry", "oily", "vip"
TAGS = tuple(
    Tag(name, f"{group}:{name}")
    for name, group in zip((CALM, FIRM, DRY, OILY, VIP), ("goal", "goal", "skin", "skin", "vip"), strict=True)
)


def asking(name: str, *jumps: Jump, tags: tuple[str, str] = ("", ""), when: AnyCondition | None = None) -> Question:
    """A question with the choices `<name>1`, which votes for the cream, and `<name>2`, with these tags."""
    choices = tuple(
        Choice(
            f"{name}{number}", f"{name} {number}", tags=(tag,) if tag else (), links=(Link("cream"),) * (number == 1)
        )
        for number, tag in enumerate(tags, 1)
    )
    return Question(name, Kind.SINGLE, f"What {name}?", choices=choices, jumps=jumps, show_when=when)


def of(*questions: Question, pages: tuple[ResultsPage, ...] = (), segments: tuple[Segment, ...] = ()) -> Project:
    """A project with these questions, by default with one slot that has something to fall back on."""
    slot = Slot("slot", "For you", fallback=(Target("balm"),))
    quiz = Quiz("quiz", "Quiz", questions, pages or (ResultsPage("end", "Done", sections=(slot,)),))
    products = (Product("cream", "Cream"), Product("balm", "Balm"), Product("oil", "Oil"))
    return Project("p", "Client", (quiz,), TAGS, (TagGroup("goal"), TagGroup("skin")), segments, products)


def found(project: Project, budget: int = 1_000_000) -> tuple[Finding, ...]:
    """What there is to say about the only quiz, counted."""
    return problems(project, project.quizzes[0], forecast(project, project.quizzes[0], budget=budget))


def only(project: Project) -> Finding:
    """The one thing there is to say."""
    (one,) = found(project)
    return one


def played(project: Project, wanted: Wanted | None) -> Played:
    """The example of a finding, played."""
    assert wanted is not None
    quiz = project.quizzes[0]
    coverage = forecast(project, quiz)
    assert isinstance(coverage, Coverage)
    sheet = example_of(coverage, wanted)
    assert sheet is not None
    return Played(sheet, walk(quiz, sheet), outcome(project, quiz, sheet), stuck=False)
