"""The dry run at the right of Connect: whose requests are shown, what is copied, what is said about them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Connection, Project, Service, Shopper, Tag
from quizdesigner.quiz.play import outcome
from quizdesigner.quiz.samples import sample
from quizdesigner.starters import load_starter
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.dry_run import listed, of_lead, spelled_out
from quizdesigner.views import style, tokens
from quizdesigner.views.connect.dry_run import DryRun
from quizdesigner.views.connect.payload import payload
from quizdesigner.views.kit import Notice
from tests.sync.leads import NOW, connection

KLAVIYO = connection(Service.KLAVIYO, list_id="L1")
MADE_UP = ["A first-time shopper", "The same shopper, second take"]


@pytest.fixture
def project() -> Project:
    """The skin routine with two saved shoppers, and one who did not come to the end."""
    found = load_starter("skin")
    (quiz,) = found.quizzes
    half = dict(list(sample(quiz, 0).items())[:2])
    shoppers = (
        Shopper("s1", "Ana, second take", sample(quiz, 0)),
        Shopper("s2", "Ana", sample(quiz, 1)),
        Shopper("s3", "Bo", half),
    )
    return replace(found, quizzes=(replace(quiz, shoppers=shoppers),))


@pytest.fixture
def shown(project: Project, show: Callable[..., None]) -> DryRun:
    made = DryRun(lambda: NOW)
    show(made, 372, 760)
    made.show_connection(KLAVIYO, project, project.quizzes[0])
    return made


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Turns the lights off until the end of the test."""
    yield lambda: style.apply(qapp, tokens.DARK)
    style.apply(qapp, tokens.LIGHT)


def options(shown: DryRun) -> list[str]:
    return [shown.shopper.itemText(at) for at in range(shown.shopper.count())]


def choose(qtbot: QtBot, shown: DryRun, text: str) -> None:
    """Go down the list of shoppers by keys."""
    shown.shopper.setFocus()
    for _ in range(options(shown).index(text) - shown.shopper.currentIndex()):
        qtbot.keyClick(shown.shopper, Qt.Key.Key_Down)
    assert shown.shopper.currentText() == text


def notes(shown: DryRun) -> list[str]:
    return [one.accessibleName() for one in parts(shown) if isinstance(one, Notice)]


def parts(shown: DryRun) -> list[QWidget]:
    """What stands under the request."""
    found = [item.widget() for at in range(shown.notes.count()) if (item := shown.notes.itemAt(at)) is not None]
    return [one for one in found if one is not None]


def coloured(shown: DryRun, colour: str) -> str:
    """The words of the request in this colour."""
    return " ".join(
        one.cursor.selectedText()
        for one in shown.code.extraSelections()
        if one.format.foreground().color() == QColor(colour)
    )


def tags_of(project: Project, pick: int) -> set[str]:
    quiz = project.quizzes[0]
    return {tag.name for tag in outcome(project, quiz, sample(quiz, pick)).tags}


def test_what_is_shown_is_what_the_connector_sends(qtbot: QtBot, shown: DryRun) -> None:
    assert shown.made is not None
    assert shown.made.lead is not None
    requests = CONNECTORS[Service.KLAVIYO].requests(KLAVIYO, shown.made.lead)
    assert [one.key for one in requests] == ["profile", "consent", "event"]
    for title, request in zip(("1 Profile", "2 List", "3 Event"), requests, strict=True):
        qtbot.mouseClick(shown.tabs.tab(title), Qt.MouseButton.LeftButton)
        assert shown.code.toPlainText() == payload(request, shown.made.tags).text
        assert shown.when.text() == request.when
        assert shown.when.isVisible() == bool(request.when)
    assert shown.summary.text() == "3 requests, all fit Klaviyo's limits"


def test_a_second_take_colours_what_comes_and_what_goes(qtbot: QtBot, shown: DryRun, project: Project) -> None:
    first, second = tags_of(project, 0), tags_of(project, 1)
    assert all(f'"{tag}"' in coloured(shown, tokens.LIGHT.ok) for tag in first)
    assert coloured(shown, tokens.LIGHT.bad) == ""
    choose(qtbot, shown, MADE_UP[1])
    assert set(json.loads(f"[{coloured(shown, tokens.LIGHT.ok).replace(' ', ',')}]")) == second - first
    assert set(json.loads(f"[{coloured(shown, tokens.LIGHT.bad).replace(' ', ',')}]")) == first - second


def test_colours_follow_the_theme(shown: DryRun, dark: Callable[[], None]) -> None:
    green = coloured(shown, tokens.LIGHT.ok)
    dark()
    assert coloured(shown, tokens.LIGHT.ok) == ""
    assert coloured(shown, tokens.DARK.ok) == green != ""


def test_saved_shoppers_and_who_they_were_before(qtbot: QtBot, shown: DryRun, project: Project) -> None:
    assert options(shown) == [
        *MADE_UP,
        "Saved shopper: Ana, second take",
        "Saved shopper: Ana",
        "Saved shopper: Bo",
    ]
    assert not shown.before.isVisible()
    choose(qtbot, shown, "Saved shopper: Ana, second take")
    assert shown.before.isVisible()
    assert shown.before.currentText() == "Before: nobody"
    assert coloured(shown, tokens.LIGHT.bad) == ""
    shown.before.setFocus()
    qtbot.keyClick(shown.before, Qt.Key.Key_Down)
    assert shown.before.currentText() == "Before: Ana"
    gone = tags_of(project, 1) - tags_of(project, 0)
    assert gone
    assert all(f'"{tag}"' in coloured(shown, tokens.LIGHT.bad) for tag in gone)


def test_who_is_chosen_stays_until_they_are_forgotten(qtbot: QtBot, shown: DryRun, project: Project) -> None:
    (quiz,) = project.quizzes
    choose(qtbot, shown, "Saved shopper: Ana")
    renamed = replace(quiz, shoppers=(replace(quiz.shoppers[1], name="Anna"),))
    shown.show_connection(KLAVIYO, project, renamed)
    assert shown.shopper.currentText() == "Saved shopper: Anna"
    assert not shown.before.isVisible()
    shown.show_connection(KLAVIYO, project, replace(quiz, shoppers=()))
    assert shown.shopper.currentText() == MADE_UP[0]


def test_who_does_not_finish_stops_at_a_question(qtbot: QtBot, shown: DryRun) -> None:
    choose(qtbot, shown, "Saved shopper: Bo")
    (note,) = notes(shown)
    assert note.startswith("This shopper goes no further than question ")
    assert shown.code.toPlainText() == ""
    assert not shown.tabs.isVisible()
    assert not shown.copy.isEnabled()
    assert not shown.summary.isVisible()


def test_a_quiz_nobody_can_finish_says_so(shown: DryRun, project: Project) -> None:
    (quiz,) = project.quizzes
    questions = tuple(replace(one, choices=()) if one.id == "goal" else one for one in quiz.questions)
    shown.show_connection(KLAVIYO, project, replace(quiz, questions=questions))
    (note,) = notes(shown)
    assert note.startswith("Nobody can finish this quiz yet: question 1 ")


def test_a_request_is_copied_with_its_headers_and_all_of_them_as_json(qtbot: QtBot, shown: DryRun) -> None:
    assert shown.made is not None
    qtbot.mouseClick(shown.tabs.tab("2 List"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text == spelled_out(shown.made.requests[1])
    head, _, body = text.partition("\n\n")
    assert head.split("\n")[0] == "POST /api/profile-subscription-bulk-create-jobs"
    assert "revision: " in head
    assert "uthorization" not in text
    assert json.loads(body) == shown.made.requests[1].body
    shown.copy_all.setFocus()
    qtbot.keyClick(shown.copy_all, Qt.Key.Key_Return)
    assert json.loads(QGuiApplication.clipboard().text()) == json.loads(json.dumps(listed(shown.made.requests)))


def test_notes_take_the_place_of_the_summary(shown: DryRun, project: Project) -> None:
    shown.show_connection(connection(Service.KLAVIYO), project, project.quizzes[0])
    assert notes(shown) == ["The shopper is subscribed, but to no list: none is picked for this connection."]
    assert not shown.summary.isVisible()
    QApplication.processEvents()
    (note,) = parts(shown)
    assert note.height() >= note.heightForWidth(note.width()) > 30
    assert note.visibleRegion().boundingRect().height() == note.height()


@pytest.mark.parametrize("service", CONNECTORS)
def test_each_service_has_its_tabs_and_a_sentence(shown: DryRun, project: Project, service: Service) -> None:
    to = connection(service, list_id="L1", subscription_id="7", account="hooks.example")
    shown.show_connection(to, project, project.quizzes[0])
    QApplication.processEvents()
    assert shown.made is not None
    assert shown.made.lead is not None
    assert shown.made == of_lead(to, shown.made.lead)
    for at, request in enumerate(shown.made.requests, 1):
        tabs = [one for one in shown.tabs.findChildren(QPushButton) if one.isVisible()]
        assert len(tabs) == len(shown.made.requests)
        next(one for one in tabs if one.text().startswith(f"{at} ")).click()
        assert shown.code.toPlainText().startswith(f"{request.method} {request.url}\n")
    assert shown.summary.text().endswith("limits") or notes(shown)


def test_hubspot_names_no_tag_that_goes_so_a_line_does(qtbot: QtBot, shown: DryRun, project: Project) -> None:
    shown.show_connection(connection(Service.HUBSPOT), project, project.quizzes[0])
    assert not [one for one in parts(shown) if isinstance(one, QLabel)]
    choose(qtbot, shown, MADE_UP[1])
    (line,) = [one for one in parts(shown) if isinstance(one, QLabel)]
    assert line.isVisible()
    assert set(line.text().removeprefix("Taken away: ").split(", ")) == tags_of(project, 0) - tags_of(project, 1)


def test_emoji_do_not_shift_the_colours(shown: DryRun, project: Project) -> None:
    tag = Tag("t-emoji", "mood:😴😴 tired")
    (quiz,) = project.quizzes
    named = replace(quiz, name="Skin 😴", tags=(*quiz.tags, tag.id))
    changed = replace(project, tags=(*project.tags, tag))
    for to in (KLAVIYO, connection(Service.WEBHOOK)):
        shown.show_connection(to, changed, named)
        assert f'"{tag.name}"' in coloured(shown, tokens.LIGHT.ok)


def test_many_notes_leave_the_request_in_sight(shown: DryRun, project: Project) -> None:
    (quiz,) = project.quizzes
    many = tuple(Tag(f"x{number}", f"odd:{number}, and more") for number in range(40))
    odd = replace(quiz, tags=(*quiz.tags, *(tag.id for tag in many)))
    to = Connection("c1", Service.SHOPIFY)
    shown.show_connection(to, replace(project, tags=(*project.tags, *many)), odd)
    assert len(notes(shown)) >= 40
    QApplication.processEvents()
    assert shown.height() == 760
    assert shown.code.height() > 300
    assert sum(one.visibleRegion().boundingRect().height() for one in parts(shown)) > 100
