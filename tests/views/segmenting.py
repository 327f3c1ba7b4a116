"""What the tests of Segments share: a project with three segments, the place on screen, hands on the keys."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt

from quizdesigner.forecast.messages import Ask, Share
from quizdesigner.quiz import segments
from quizdesigner.quiz.document import AnyCondition, Project, Segment, Tag
from quizdesigner.views.commands import bind
from quizdesigner.views.counter import Answered
from quizdesigner.views.desk import Desk
from quizdesigner.views.segments import SegmentsPane
from tests.quiz.projects import sleep_project
from tests.views.counting import CountingHere

Key = Qt.Key
Held = Qt.KeyboardModifier


def segment_project() -> Project:
    """The sleep quiz, 42 answer sheets: 28 end with goal:sleep, 20 with goal:deep, 24 with avoid:herbs, none with vip.

    Its group goal: may hold one value.
    """
    made = sleep_project()
    groups = tuple(replace(one, single=one.name == "goal") for one in made.tag_groups)
    made = replace(made, tags=(*made.tags, Tag("t-vip", "vip:launch")), tag_groups=groups)
    rules = {
        "Sleepers": "goal:sleep",
        "No herbs": "avoid:herbs and (goal:sleep or goal:deep)",
        "VIP": "vip:launch and goal:sleep",
    }
    return replace(
        made,
        segments=tuple(
            Segment(name.lower().replace(" ", "-"), name, rule_of(made, text)) for name, text in rules.items()
        ),
    )


def rule_of(project: Project, text: str) -> AnyCondition:
    """The rule a text reads as."""
    found = segments.read(project, text)
    assert not isinstance(found, segments.Unread), found
    return found


def on_screen(desk: Desk, show: Callable[..., None], width: int = 1240, height: int = 790) -> SegmentsPane:
    """The place, with the focus in its list, and its commands bound as the window binds them."""
    made = SegmentsPane(desk)
    bind(made, made.commands())
    show(made, width, height)
    made.list.setFocus()
    return made


def shown(pane: SegmentsPane, segment: str) -> tuple[str, str]:
    """The share and the counts of a segment, as its row says them."""
    row = pane.list.rows.rows[pane.list.rows.place(segment)]
    return row.share, row.counts


def rules(desk: Desk) -> dict[str, str]:
    """The segments of the project by name, with their rules as text."""
    return {one.name: segments.written(desk.project, one.rule) for one in desk.project.segments}


class SlowCounter(CountingHere):
    """Counts at once but for shares, which it keeps until they are let go."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[Ask, Answered | None]] = []

    def ask(self, ask: Ask, answered: Answered | None = None) -> None:
        """Do it now, or keep it."""
        if isinstance(ask, Share):
            self.kept.append((ask, answered))
        else:
            super().ask(ask, answered)

    def let_go(self, place: int) -> None:
        """Answer what was asked at this place."""
        ask, answered = self.kept.pop(place)
        super().ask(ask, answered)
        for _ in range(5):
            QCoreApplication.processEvents()
