"""The preview's own addresses: pages and pictures of the open project, and the page in the real engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.preview import PreviewPane, pages
from quizdesigner.views.preview.shopper import Shopper
from tests.page.every_kind import SEA, every_kind, with_language
from tests.views.playing import NO_GRAPHICS_CARD

pytestmark = NO_GRAPHICS_CARD


@pytest.fixture
def project() -> Project:
    """The quiz with every kind of question."""
    return every_kind()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> Iterator[PreviewPane]:
    made = PreviewPane(desk)
    show(made)
    yield made
    # The window is closed by now; the engine has to go before the application does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_media_are_those_of_the_project() -> None:
    project = every_kind()
    quiz = project.quizzes[0]
    served = pages.serve(project, quiz, 1, f"/media/{SEA.id}", "")
    assert served is not None
    assert (served.body, served.type) == (SEA.data, "image/png")
    assert pages.serve(project, quiz, 1, "/media/", "") is None
    assert pages.serve(project, quiz, 1, f"/media/{'0' * 64}", "") is None


def test_what_is_refused_is_refused_in_the_pages_language() -> None:
    project = with_language(every_kind("mail"), "de")
    served = pages.serve(project, project.quizzes[0], 1, "/answers", "mail=nobody")
    assert served is not None
    assert served.results_of is None
    assert "This does not look like an email address" not in served.body.decode()


def test_pictures_and_recalled_answers_are_seen_in_the_engine(pane: PreviewPane, qtbot: QtBot) -> None:
    browser = pane.browser
    assert browser is not None
    seen: list[object] = []

    def shows(script: str, wanted: object) -> None:
        def asked() -> bool:
            browser.page().runJavaScript(script, 0, seen.append)
            return seen[-1:] == [wanted]

        qtbot.waitUntil(asked)

    shows("document.querySelector('.logo').naturalWidth + document.querySelector('.shot').naturalWidth", 128)
    answers: Answers = {"first": "Ana", "goal": ("else",), "goal/other": "Naps", "avoid": ("herbs", "wool", "every")}
    browser.open(Shopper(answers, "avoid"))
    picked = "[...document.querySelectorAll('section:not([hidden]) input:checked')].map((one) => one.value).join()"
    shows(picked, "herbs,wool,every")
    browser.open(Shopper(answers, "goal"))
    shows("document.querySelector('section:not([hidden]) h2').textContent", "What would help you most, Ana?")
    shows("document.querySelector('section:not([hidden]) .field').value", "Naps")
