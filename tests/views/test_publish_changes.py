"""What changes for shoppers, in the Publish sheet: consequences under each change, and nothing waits for them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.consequences import Line, Piece
from quizdesigner.quiz.document import Effect, HasTag, Host, Project, Segment, Target
from quizdesigner.views.desk import Desk
from quizdesigner.views.publish import PublishSheet
from quizdesigner.views.publish.changes import ChangeLine, Effects
from quizdesigner.views.publish.sentence import Sentence
from tests.quiz.projects import sleep_project
from tests.views.published import CountingLater, publish, shown

KEY = Qt.Key
Q = "sleep"

pytestmark = pytest.mark.usefixtures("connected")


@pytest.fixture
def project() -> Project:
    """A quiz small enough to count at once, with a host that nobody asks and a segment."""
    segment = Segment("s", "Deep sleepers", HasTag("t-deep"))
    return replace(sleep_project(), hosts=(Host("h1", "Live", "http://127.0.0.1:9"),), segments=(segment,))


@pytest.fixture
def file(file: ProjectFile, project: Project) -> ProjectFile:
    """The file, of which version 3 is live as it is."""
    publish(file, project, 3)
    return file


@pytest.fixture
def counter() -> CountingLater:
    return CountingLater()


def test_each_change_stands_with_what_it_does(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, counter: CountingLater
) -> None:
    assert sheet.comparison.title.text() == "Everything here is live."
    desk.editor.do(edits.unlink_tag, Q, "goal", "stay", "t-deep")
    desk.editor.do(edits.set_link, Q, "goal", "stay", Target("mask"), Effect.EXCLUDE)
    desk.editor.do(edits.change_question, Q, "mail", title="Where to?")
    qtbot.waitUntil(lambda: counter.asked == 1)
    # All of it is there to be read and published before anything is counted.
    assert sheet.comparison.counting.isVisible()
    qtbot.waitUntil(lambda: list(shown(sheet.comparison).values()) == [[], [], []])
    assert sheet.foot.act.text() == "Publish version 4"

    counter.go_on()
    qtbot.waitUntil(lambda: any(shown(sheet.comparison).values()))
    assert not sheet.comparison.counting.isVisible()
    assert shown(sheet.comparison) == {
        "Tag goal:deep no longer on “Stay asleep”, question 1": [
            "Nobody gets goal:deep any more, 47.6 % before",
            "Segment Deep sleepers is empty now, 47.6 % before",
            "Klaviyo: quiz_tags no longer gets goal:deep; profiles keep what they have",
            "66.7 % of answer paths get some goal: tag, 95.2 % before",
        ],
        "Product Sleep mask excluded instead of upvoted for “Stay asleep”, question 1": [
            "Sleep mask is shown to nobody any more, 47.6 % before",
            "61.9 % of answer paths are left without products, 33.3 % before",
        ],
        "Title of question 4 text only": [],
    }


def test_what_goes_on_while_it_counts_is_counted_and_the_old_answer_is_not_shown(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, counter: CountingLater
) -> None:
    desk.editor.do(edits.unlink_tag, Q, "goal", "stay", "t-deep")
    qtbot.waitUntil(lambda: counter.asked == 1)
    desk.editor.undo()
    qtbot.waitUntil(lambda: sheet.comparison.title.text() == "Everything here is live.")
    counter.go_on()
    assert shown(sheet.comparison) == {}
    desk.editor.do(edits.delete_question, Q, "why")
    qtbot.waitUntil(lambda: counter.asked == 1)
    counter.go_on()
    qtbot.waitUntil(lambda: bool(sheet.comparison.told.whole))
    assert sheet.comparison.whole.text() == "30 answer paths instead of 42. 2 routes instead of 3: 1 is gone."


def test_a_count_that_breaks_off_is_said_and_stops_nothing(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, counter: CountingLater
) -> None:
    desk.editor.do(edits.delete_question, Q, "why")
    qtbot.waitUntil(lambda: counter.asked == 1)
    counter.gone()
    qtbot.waitUntil(lambda: "Counting broke off" in sheet.comparison.trouble.text())
    assert not sheet.comparison.counting.isVisible()
    qtbot.waitUntil(lambda: list(shown(sheet.comparison)) == ["Question 3 “Why herbs?” is gone"])


def test_the_rest_is_shown_when_asked_for_by_the_keyboard(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, counter: CountingLater
) -> None:
    desk.editor.do(edits.change_question, Q, "avoid", required=True)
    qtbot.waitUntil(lambda: counter.asked == 1)
    counter.go_on()
    qtbot.waitUntil(lambda: bool(sheet.comparison.told.whole))
    qtbot.waitUntil(lambda: [len(lines) for lines in shown(sheet.comparison).values()] == [4])
    more = sheet.comparison.findChildren(ChangeLine)[-1].effects.more
    assert more.text().startswith("Show ")
    more.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(more, KEY.Key_Return)
    count = 4 + int(more.text().split()[1])
    qtbot.waitUntil(lambda: len(shown(sheet.comparison)["Question 2 must be answered now"]) == count)
    assert not more.isVisible()


def test_a_first_version_has_no_consequences_to_count(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, counter: CountingLater
) -> None:
    desk.editor.do(edits.add_host, Host("h2", "Staging", "http://127.0.0.1:9"))
    sheet.publisher.choose_host("h2")
    qtbot.waitUntil(lambda: list(shown(sheet.comparison)) == ["First version"])
    assert counter.asked == 0


def test_a_sentence_wraps_at_words_and_keeps_chips_whole(qtbot: QtBot, project: Project) -> None:
    pieces = (Piece("18 % of answer paths lose every "), Piece("goal:sleep", "tag"), Piece(" tag, and what follows"))
    sentence = Sentence(project, pieces, "1,000 → 820 of 1,000")
    qtbot.addWidget(sentence)
    assert sentence.accessibleName() == (
        "18 % of answer paths lose every goal:sleep tag, and what follows (1,000 → 820 of 1,000)"
    )
    wide = sentence.sizeHint().width()
    assert sentence.heightForWidth(wide) == 22
    assert sentence.heightForWidth(wide // 2) >= 44
    sentence.resize(wide, 22)
    picture = sentence.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours = {picture.pixelColor(x, 11).name() for x in range(picture.width())}
    # The chip's own ground is among what is painted.
    assert "#f0ebfd" in colours


def test_numbers_nobody_can_read_leave_the_share_alone(qtbot: QtBot, project: Project) -> None:
    effects = Effects(project, (Line((Piece("Segment A shrinks from 40 % to 30 %"),), f"{10**90:,} of {10**91:,}"),))
    qtbot.addWidget(effects)
    assert effects.sentences[0].accessibleName() == "Segment A shrinks from 40 % to 30 %"


def test_a_long_consequence_is_shown_to_its_last_number(qtbot: QtBot, project: Project) -> None:
    pieces = (Piece("Rose Clay Mask", "strong"), Piece(" is shown on 64 % of answer paths instead of 32 %; it wins"))
    effects = Effects(project, (Line(pieces, "118,048 of 370,608 → 178,496 of 278,160"),))
    qtbot.addWidget(effects)
    effects.resize(330, effects.heightForWidth(330))
    effects.show()
    (sentence,) = effects.sentences
    assert sentence.heightForWidth(sentence.width()) >= 44
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
