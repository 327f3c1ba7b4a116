"""What the window asks of the counting process, and what that answers: one line of JSON each.

JSON, because it is the one format of the house that carries whole numbers of any size.
"""

from __future__ import annotations

from msgspec import Raw, Struct

from quizdesigner.quiz.coverage import Wanted
from quizdesigner.quiz.document import AnyCondition, Project, Segment
from quizdesigner.quiz.rows import Patch

NOTHING = Raw(b"null")
"""In the place of what did not change."""


class Draft(Struct, frozen=True, tag_field="ask", tag="draft"):
    """Count this quiz of the project: what `patch` makes of that of the draft before, or with `first` of nothing.

    Answered by a `Counted` at once, and by a second one when there was too much for the first and nothing else is asked
    meanwhile. With `afresh` the answer has all of the coverage, else what differs from the answer before.
    """

    number: int
    quiz_id: str
    patch: Patch
    first: bool
    afresh: bool


class Share(Struct, frozen=True, tag_field="ask", tag="share"):
    """For how many shoppers of the last draft a rule holds: answered by a `Count`, `TooMany`, or null without draft."""

    number: int
    rule: AnyCondition


class Example(Struct, frozen=True, tag_field="ask", tag="example"):
    """The shortest answer sheet of a count of the last draft; null when there is none."""

    number: int
    wanted: Wanted


class Whole(Struct, frozen=True, tag_field="ask", tag="whole"):
    """The whole `Coverage` of the last draft with all examples, or `TooMany`; null without draft."""

    number: int


class Compared(Struct, frozen=True, tag_field="ask", tag="compared"):
    """What publishing one bundle over another changes for shoppers: answered by `Consequences`."""

    number: int
    before: Project
    after: Project
    quiz_id: str
    segments: tuple[Segment, ...]


Ask = Draft | Share | Example | Whole | Compared


class Counted(Struct, frozen=True):
    """The parts of the `Coverage` of a draft that are new, without examples, by name; None when there are `TooMany`.

    `final` when no better answer will follow. With `more` the rest is on the lines after: the questions of a large quiz
    come some at a time, for reading numbers of a thousand digits takes longer than a frame. `problems` are the findings
    (`problems.problems`), null where they are the same as before.
    """

    parts: dict[str, Raw] | None
    budget: int
    final: bool
    more: bool = False
    problems: Raw = NOTHING


class Reply(Struct, frozen=True):
    """The answer to the ask with this number."""

    number: int
    answer: Raw
