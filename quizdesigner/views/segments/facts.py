"""What counting every answer sheet shows about a quiz, as the cards under the segments say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizdesigner.quiz import segments
from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.coverage import Coverage, QuestionReach, TooMany, Wanted
from quizdesigner.quiz.coverage.wanted import What
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.shares import grouped, of_all, share
from quizdesigner.views.kit.labels import Tone
from quizdesigner.views.segments.mends import faults

_SEVERAL: What = "group_several"
_NONE: What = "group_none"


class Fact(Struct, frozen=True):
    """One card: a figure and the words under it, and where a click leads: to a question or results page, to a tag, or
    to a shopper who shows it. `detail` is the longer story.
    """

    tone: Tone
    figure: str
    text: str
    detail: str = ""
    part: str = ""
    tag: str = ""
    wanted: Wanted | None = None

    @property
    def leads(self) -> bool:
        """Whether a click leads anywhere."""
        return bool(self.part or self.tag or self.wanted)


def facts(project: Project, quiz: Quiz, coverage: Coverage) -> tuple[Fact, ...]:
    """The cards, in the order of the shopper's way: questions, ends, tags, products."""
    return (
        _questions(quiz, coverage),
        *_pages(coverage),
        _dead_ends(coverage),
        _tags(project, coverage),
        *_groups(project, quiz, coverage),
        _products(coverage),
    )


def _questions(quiz: Quiz, coverage: Coverage) -> Fact:
    numbered = numbers(quiz)
    asked = [one for one in coverage.questions if one.question in numbered]
    # A slide nobody sees is no question, and yet a fault.
    missed = [one for one in coverage.questions if not one.sheets]
    reached = sum(bool(one.sheets) for one in asked)
    text = "question reachable" if len(asked) == 1 else "questions reachable"
    unseen = len(missed) - (len(asked) - reached)
    if unseen:
        text += f", {counted(unseen, 'slide')} not"
    return Fact(
        "warn" if missed else "ok",
        f"{reached} of {len(asked)}",
        text,
        "No answers lead to the others." if missed else "Each question is on the way of some shopper.",
        part=missed[0].question if missed else "",
    )


def _pages(coverage: Coverage) -> Iterator[Fact]:
    missed = [one.page for one in coverage.pages if not one.reached.sheets]
    if missed:
        text = "results page nobody ends on" if len(missed) == 1 else "results pages nobody ends on"
        yield Fact("warn", str(len(missed)), text, "No answers lead there.", part=missed[0])


def _dead_ends(coverage: Coverage) -> Fact:
    ends: Sequence[QuestionReach] = [one for one in coverage.questions if one.stuck]
    if not ends:
        return Fact("ok", "0", "dead ends", "Nobody is left without an answer to give.")
    return Fact(
        "warn",
        str(len(ends)),
        "dead end" if len(ends) == 1 else "dead ends",
        f"{grouped(coverage.stuck)} answer paths end where nothing can be answered.",
        part=ends[0].question,
    )


def _tags(project: Project, coverage: Coverage) -> Fact:
    wanted = {tag for segment in project.segments for tag in segments.tags_of(segment.rule)}
    # A tag that nothing here gives is another quiz's, unless a segment waits for it.
    missed = [one for one in coverage.tags if not one.reached.sheets and (one.givers or one.tag in wanted)]
    if not missed:
        return Fact("ok", "0", "tags no shopper can get", "Each tag in use comes to some shopper.")
    names = {tag.id: tag.name for tag in project.tags}
    said = ", ".join(names[one.tag] for one in missed[:8] if one.tag in names)
    text = "tag no shopper can get" if len(missed) == 1 else "tags no shopper can get"
    return Fact("warn", str(len(missed)), text, said, tag=missed[0].tag)


def _groups(project: Project, quiz: Quiz, coverage: Coverage) -> Iterator[Fact]:
    whole, told = coverage.sheets, 0
    # Who has no value was let past the question on purpose, unless the problems say otherwise.
    missing = {one.group for one in faults(project, quiz, coverage) if one.wanted and one.wanted.what == "group_none"}
    for name, group in coverage.groups.items():
        if isinstance(group, TooMany):
            told += 1
            yield Fact("plain", "—", f"{name}: too many combinations to count exactly")
            continue
        several, none = group.several.sheets, group.none.sheets if name in missing else 0
        for some, text, what in ((several, "with two {} tags", _SEVERAL), (none, "without a {} tag", _NONE)):
            if some:
                told += 1
                exact = f"{of_all(some, whole)} answer paths. " if of_all(some, whole) else ""
                detail = f"{exact}{name}: may hold one value."
                said = f"of paths end {text.format(f'{name}:')}"
                yield Fact("warn", share(some, whole), said, detail, wanted=Wanted(what, name))
    if coverage.groups and not told:
        yield Fact("ok", "0", "groups with two values", "Each group marked “one value only” holds to it.")


def _products(coverage: Coverage) -> Fact:
    if isinstance(coverage.empty, TooMany):
        return Fact("plain", "—", "paths without products: too many combinations to count exactly")
    some = coverage.empty.sheets
    if not some:
        return Fact("ok", "0", "paths without products", "Every shopper is shown a product.")
    sheets = of_all(some, coverage.sheets) or "Some"
    detail = f"{sheets} answer paths end with no product."
    return Fact("warn", share(some, coverage.sheets), "of paths are shown no product", detail, wanted=Wanted("empty"))
