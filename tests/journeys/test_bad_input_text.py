"""Too much text, and text that would like to be markup or a script, in everything one can type into."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.document import Connection, Host, Project, Service
from quizdesigner.starters import load_starter
from tests.journeys.conftest import Standing

SENT_BY_ENTER = {"Address of the shop", "Currency", "Private API key", "Project name", "Quiz name"}
WAITS = {"Address of the host", "Name of the host", "Token of the host", "Your name, as colleagues see it"}
"""Fields whose button is pressed later; it is then that something is said."""

PLACES = tuple("builder results products customer_tags connect settings publish palette quiz project".split())


async def go(desktop: Standing, place: str) -> None:
    """Go where fields are."""
    window, desk = desktop.window, desktop.desk
    match place:
        case "results":
            desk.open_question(desk.quiz.results[0].id)
        case "publish":
            await desktop.hands.press("Ctrl+Shift+P")
        case "palette":
            await desktop.hands.press("Ctrl+K")
        case "quiz" | "project":
            window.actions_by_id[f"rename_{place}"].trigger()
        case "builder":
            desk.open_question(next(one.id for one in desk.quiz.questions if one.choices))
        case _:
            desk.go(place)
    await desktop.hands.rest()


def fields(window: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Every field on screen that can be typed into."""
    found: list[QLineEdit | QPlainTextEdit] = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    return [
        one for one in found if one.accessibleName() and one.isVisible() and one.isEnabled() and not one.isReadOnly()
    ]


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def said(window: QWidget) -> set[str]:
    """All words on screen."""
    return {one.text() for one in window.findChildren(QLabel) if one.isVisible()}


def test_a_megabyte_is_pasted_into_every_field(desktop: Standing) -> None:
    """Each says in words that it does not take it or finds nothing; none lays it out, which would stop the window."""

    async def walk() -> None:
        await desktop.open_new()
        window = desktop.window
        QGuiApplication.clipboard().setText("x" * 1_000_000)
        met = set()
        for place in PLACES:
            await go(desktop, place)
            for field in fields(window):
                name = field.accessibleName()
                field.setFocus(Qt.FocusReason.TabFocusReason)
                window.notice.hide()
                words = said(window)
                QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
                assert len(text(field)) < 40_000, name
                if name in SENT_BY_ENTER:
                    QTest.keyClick(field, Qt.Key.Key_Return)
                await desktop.hands.rest()
                assert said(window) - words or name in WAITS, name
                assert b"x" * 40 not in wire.dumps(desktop.desk.project), name
                met.add(name)
                field.selectAll()
                QTest.keyClick(field, Qt.Key.Key_Delete)
                while desktop.desk.editor.undo():
                    continue
            await desktop.hands.press("Escape")
        assert {"Title", "Choice 1", "Find a product", "Find a tag", "Address of the host", "Quiz name"} <= met
        assert met >= SENT_BY_ENTER | WAITS

    desktop.run(walk())


HOSTILE = '<b onmouseover="x">&File</b> <img src="file:///x"> &amp; {0} %s'


def hostile(project: Project) -> Project:
    """The project with HOSTILE as every text people write."""
    quizzes = tuple(
        replace(
            quiz,
            name=HOSTILE,
            questions=tuple(
                replace(
                    question,
                    title=HOSTILE,
                    description=HOSTILE,
                    button=HOSTILE,
                    default_group=HOSTILE,
                    choices=tuple(replace(choice, title=f"{HOSTILE} {choice.id}") for choice in question.choices),
                )
                for question in quiz.questions
            ),
            results=tuple(
                replace(
                    page,
                    title=HOSTILE,
                    description=HOSTILE,
                    link_label=HOSTILE,
                    slots=tuple(replace(slot, heading=HOSTILE, empty=HOSTILE) for slot in page.slots),
                )
                for page in quiz.results
            ),
        )
        for quiz in project.quizzes
    )
    return replace(
        project,
        name=HOSTILE,
        quizzes=quizzes,
        tags=tuple(replace(tag, name=f"<b>{tag.id}:&File</b> <img>") for tag in project.tags),
        products=tuple(
            replace(one, title=f"{HOSTILE} {one.handle}", type=HOSTILE, product_tags=(HOSTILE,))
            for one in project.products
        ),
        hosts=(Host("h1", HOSTILE, "http://127.0.0.1:9", HOSTILE),),
        connections=(Connection("k1", Service.KLAVIYO, account=HOSTILE, list_name=HOSTILE, secret_hint="4f2c"),),
    )


def read_as_markup(window: QWidget) -> list[str]:
    """The words and tool tips that Qt would take for markup, or might."""
    tips = [one.toolTip() for one in window.findChildren(QWidget)]
    tips += [action.toolTip() for action in window.findChildren(QAction)]
    for view in window.findChildren(QAbstractItemView):
        model, root = view.model(), view.rootIndex()
        for at in range(model.rowCount(root) if model is not None else 0):
            tips.append(model.index(at, 0, root).data(Qt.ItemDataRole.ToolTipRole) or "")
    labels = [one.text() for one in window.findChildren(QLabel) if one.textFormat() is not Qt.TextFormat.PlainText]
    return [one for one in (*tips, *labels) if "<" in one.removeprefix("<p>").removesuffix("</p>")]


def test_markup_is_shown_as_it_was_typed(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new(hostile(load_starter("skin")))
        window, desk = desktop.window, desktop.desk
        assert window.windowTitle() == f"{HOSTILE} — {HOSTILE} — Quiz Designer"
        for place in (*PLACES, "history"):
            await go(desktop, place)
            assert read_as_markup(window) == [], place
            await desktop.hands.press("Escape")
        for question in desk.quiz.questions:
            desk.open_question(question.id)
            for place in ("builder", "customer_tags"):
                await go(desktop, "history")
                desk.go(place)
                await desktop.hands.rest()
                assert read_as_markup(window) == [], place
        for switcher in (window.topbar.project, window.topbar.quiz):
            menu = QMenu(window)
            switcher.opening.emit(menu)
            assert menu.actions()[0].text().replace("&&", "") == HOSTILE.replace("&", "")
            assert read_as_markup(menu) == []
        desk.editor.do(edits.rename_project, "Halden", label=HOSTILE)
        window.actions_by_id["delete_quiz"].trigger()
        assert window.notice.text() == f"Deleted {HOSTILE}. Ctrl Z brings it back."
        await go(desktop, "history")
        assert read_as_markup(window) == []
        desktop.whole.show_welcome()
        await desktop.hands.rest()
        assert read_as_markup(desktop.hands.window) == []

    desktop.run(walk())
