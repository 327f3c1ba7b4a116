"""Problems of any quiz: what each says is borne out by playing every answer sheet, and its example shows it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import rules
from quizdesigner.quiz.check import Finding, findings
from quizdesigner.quiz.coverage import Coverage, example_of, forecast
from quizdesigner.quiz.document import All, Any, HasTag, Not, Project, Segment
from quizdesigner.quiz.play import outcome, walk
from quizdesigner.quiz.problems import problems
from quizdesigner.quiz.shares import share
from quizdesigner.quiz.tags import group_of
from tests.quiz.covered import covered
from tests.quiz.sheets import Census, Played, beaten, excluded


@st.composite
def counted_on(draw: st.DrawFn) -> Project:
    """Any small project, with segments over its tags and one-value groups."""
    project = draw(covered(150))
    tags = st.sampled_from([HasTag(f"t{number}") for number in range(4)])
    parts = tags | st.builds(Not, tags)
    lists = st.lists(parts, min_size=1, max_size=3).map(tuple)
    segments = tuple(
        Segment(f"s{number}", f"Segment {number}", rule)
        for number, rule in enumerate(draw(st.lists(st.builds(All, lists) | st.builds(Any, lists), max_size=3)))
    )
    single = tuple(replace(group, single=draw(st.booleans())) for group in project.tag_groups)
    return replace(project, segments=segments, tag_groups=single)


@settings(max_examples=100)
@given(counted_on())
def test_every_finding_is_borne_out_by_playing_every_sheet(project: Project) -> None:
    hold_against_every_sheet(project)


@pytest.mark.soak
@settings(max_examples=3000)
@given(counted_on())
def test_every_finding_of_thousands_of_quizzes_is_borne_out(project: Project) -> None:
    hold_against_every_sheet(project)


def hold_against_every_sheet(project: Project) -> None:
    """Hold what counting adds against every sheet played."""
    quiz = project.quizzes[0]
    coverage = forecast(project, quiz)
    assert isinstance(coverage, Coverage)
    told = problems(project, quiz, coverage)
    assert [one.level for one in told] == sorted((one.level for one in told), key=lambda level: level != "error")
    census = Census(project, quiz)
    for one in told:
        if one not in findings(project, quiz):
            truth = Truth(project, census, coverage, one)
            truth.of_ways()
            truth.of_tags()
            truth.of_the_example()


class Truth:
    """One finding against all sheets."""

    def __init__(self, project: Project, census: Census, coverage: Coverage, finding: Finding) -> None:
        self.project = project
        self.coverage = coverage
        self.quiz = project.quizzes[0]
        self.census = census
        self.finding = finding
        self.tags = {tag.id: tag.name for tag in project.tags}

    def of_ways(self) -> None:
        """Nobody reaches, picks, takes or is shown what the finding says so of."""
        one, census = self.finding, self.census
        suffering = {*one.also, one.product, one.choice, one.jump}
        ends = {sheet.outcome.results for sheet in census.finished}
        shown = {product for sheet in census.finished for product in sheet.outcome.recommended}
        if not one.group:
            assert not any(census.reached(question.id) for question in self.quiz.questions if question.id in one.also)
        assert not suffering & ends
        assert not suffering & shown
        assert not one.choice or not census.picked(one.question, one.choice)
        if one.jump and not one.also:
            assert not census.jumped(self.quiz)[one.question, one.jump]

    def of_tags(self) -> None:
        """Nobody gets the tags, nobody is in the segment, so many skip a question and lack the group."""
        one, census = self.finding, self.census
        got = {tag for sheet in census.finished for tag in sheet.tags}
        if one.segment and census.finished:
            rule = next(segment.rule for segment in self.project.segments if segment.id == one.segment)
            some = any(rules.holds(rule, sheet.walk.ends_with) for sheet in census.finished)
            assert some is not one.text.startswith("Nobody")
        elif not one.segment:
            assert not {one.tag, *one.also} & self.tags.keys() & got
        if one.group and one.jump:
            lacking = census.where(lambda sheet: not self.values(sheet) and not {*one.also} & {*sheet.outcome.route})
            assert one.text.startswith(f"{share(len(lacking), len(census.finished))} of answer paths skip")

    def of_the_example(self) -> None:
        """The example does what the finding says; its figure is that of all sheets."""
        if self.finding.wanted is None:
            return
        sheet = example_of(self.coverage, self.finding.wanted)
        assert sheet is not None
        decided = outcome(self.project, self.quiz, sheet)
        assert self.holds(Played(sheet, walk(self.quiz, sheet), decided, stuck=False))
        if self.finding.wanted.what in ("group_several", "empty"):
            many = share(len(self.census.where(self.holds)), len(self.census.finished))
            assert self.finding.text.startswith(many)

    def values(self, sheet: Played) -> int:
        """How many values of the group somebody has."""
        return sum(group_of(self.tags[tag]) == self.finding.group for tag in sheet.tags)

    def holds(self, sheet: Played) -> bool:
        """Whether a sheet does what the finding's example is to do."""
        wanted = self.finding.wanted
        assert wanted is not None
        match wanted.what:
            case "group_several":
                return self.values(sheet) > 1
            case "group_none":
                return self.values(sheet) == 0
            case "beaten":
                return beaten(sheet, wanted.id)
            case "excluded":
                return excluded(sheet, wanted.id)
            case "slot_empty":
                empty = (shown.slot for shown in sheet.outcome.shown if not shown.products)
                return wanted.id in {f"{sheet.outcome.results}/{slot}" for slot in empty}
            case _:
                return not sheet.outcome.recommended
