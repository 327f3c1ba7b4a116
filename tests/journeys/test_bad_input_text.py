"""Too much text, and text that would like to be markup or a script, in everything one can type into."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.document import Choice, Connection, Host, Kind, Node, Project, Question, Role, Service, Slot
from quizdesigner.starters import load_starter
from tests.journeys.conftest import Standing
from tests.page.every_kind import QUESTIONS, RESULTS
from tests.views.test_preview import pytestmark as engine_words

NodeT = TypeVar("NodeT", bound=Node)

SENT_BY_ENTER = {
    "Address of the shop",
    "Currency",
    "Price of 150 ml",
    "Private API key",
    "Project name",
    "Put into a collection",
    "Quiz name",
    "Web address",
}
WAITS = {
    "Address of the host",
    "Name of the host",
    "Replace with",
    "Token of the host",
    "Your name, as colleagues see it",
}
"""Fields whose button is pressed later; it is then that something is said."""

SAID_WHEN_LEFT = {"Code", "Link"}
"""Fields that wait for the rest of what is begun."""

COLOURS = {"Brand", "Page", "Quiet text", "Text", "Text on brand"}
"""Fields with room for a colour alone; what is none gets a red edge beside the colour that stays."""

KINDS = (Kind.SINGLE, Kind.NUMBER, Kind.DATE, Kind.PHONE, Kind.DROPDOWN)
"""Together they have every field a question can have."""

PLACES = (
    *(f"builder {kind}" for kind in KINDS),
    *(f"results {number}" for number in range(5)),
    *(f"theme {tab}" for tab in ("Look", "Languages", "Texts", "CSS")),
    *"flow find products customer_tags connect settings publish palette quiz project".split(),
)


def whole() -> Project:
    """The skin routine with questions, sections and texts of every kind, and a language beside its own."""
    project = load_starter("skin")
    quiz = project.quizzes[0]
    known = {one.kind for one in quiz.questions}
    more = {one.kind: one for one in QUESTIONS.values() if one.kind not in known}
    ranges = (Choice("light", "Light", Role.RANGE, most=60), Choice("rest", "Other", Role.RANGE, least=61))
    more[Kind.NUMBER] = replace(more[Kind.NUMBER], choices=ranges)
    page = quiz.results[0]
    added = tuple(one for one in RESULTS.sections if not isinstance(one, Slot))
    quiz = replace(
        quiz,
        questions=(*quiz.questions, *more.values()),
        results=(replace(page, sections=(*page.sections[:1], *added)), *quiz.results[1:]),
        languages=("de",),
    )
    return replace(project, quizzes=(quiz,))


async def go(desktop: Standing, place: str) -> None:
    """Go where fields are."""
    window, desk, hands = desktop.window, desktop.desk, desktop.hands
    name, _, what = place.partition(" ")
    match name:
        case "builder":
            desk.go("builder")
            desk.open_question(next(one.id for one in desk.quiz.questions if one.kind == what))
        case "results":
            desk.go("builder")
            desk.open_question(desk.quiz.questions[0].id)
            desk.open_question(desk.quiz.results[0].id)
            await hands.rest()
            if at := int(what):
                await hands.focus(hands.named("Sections", QListView))
                await hands.press("Home", *["Down"] * (at - 1), "Return")
        case "theme":
            desk.go("theme")
            await hands.press("Ctrl+K")
            await hands.write(f"show {what}")
            await hands.press("Return")
        case "flow":
            desk.go("builder")
            await hands.press("Ctrl+Shift+M")
        case "find":
            await hands.press("Ctrl+H")
        case "publish":
            await hands.press("Ctrl+Shift+P")
        case "palette":
            await hands.press("Ctrl+K")
        case "quiz" | "project":
            window.actions_by_id[f"rename_{place}"].trigger()
        case _:
            desk.go(place)
    await hands.rest()


def fields(window: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Every field on screen that can be typed into."""
    found: list[QLineEdit | QPlainTextEdit] = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    return [
        one for one in found if one.accessibleName() and one.isVisible() and one.isEnabled() and not one.isReadOnly()
    ]


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def takes_figures(field: QLineEdit | QPlainTextEdit) -> bool:
    """Whether letters do not get into the field at all, so that there is nothing to say about them."""
    return isinstance(field, QLineEdit) and field.validator() is not None


def said(window: QWidget) -> set[str]:
    """All words on screen."""
    return {one.text() for one in window.findChildren(QLabel) if one.isVisible()}


@engine_words
def test_a_megabyte_is_pasted_into_every_field(desktop: Standing) -> None:
    """Each says in words that it does not take it or finds nothing; none lays it out, which would stop the window."""

    async def walk() -> None:
        await desktop.open_new(whole())
        window = desktop.window
        QGuiApplication.clipboard().setText("x" * 1_000_000)
        met: set[tuple[str, str]] = set()
        for place in PLACES:
            await go(desktop, place)
            for field in fields(window):
                # The next question, or section, has the same fields again.
                name, here = field.accessibleName(), place.partition(" ")[0]
                if (here, name) in met:
                    continue
                met.add((here, name))
                field.setFocus(Qt.FocusReason.TabFocusReason)
                window.notice.hide()
                before, words = text(field), said(window)
                QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
                assert len(text(field)) < 40_000, name
                if name in SENT_BY_ENTER:
                    QTest.keyClick(field, Qt.Key.Key_Return)
                if name in SAID_WHEN_LEFT:
                    QTest.keyClick(field, Qt.Key.Key_Tab)
                await desktop.hands.rest()
                if takes_figures(field):
                    assert text(field) == before, name
                elif name in COLOURS and here == "theme" and len(text(field)) < 10:
                    assert field.property("bad"), name
                else:
                    assert said(window) - words or name in WAITS, name
                assert b"x" * 40 not in wire.dumps(desktop.desk.project), name
                field.selectAll()
                QTest.keyClick(field, Qt.Key.Key_Delete)
                while desktop.desk.editor.undo():
                    continue
            await desktop.hands.press("Escape")
        for place, name in (
            ("builder", "Choice 1"),
            ("builder", "Name of range 2"),
            ("results", "Heading of note"),
            ("results", "Code"),
            ("results", "What is said when nothing fits"),
            ("theme", "Style sheet"),
            ("theme", "Start"),
            ("find", "Find in all texts"),
            ("products", "Find a product"),
            ("customer_tags", "Find a tag"),
            ("publish", "Address of the host"),
            ("quiz", "Quiz name"),
        ):
            assert (place, name) in met, name
        assert {name for _, name in met} >= SENT_BY_ENTER | WAITS | SAID_WHEN_LEFT | COLOURS

    desktop.run(walk())


HOSTILE = '<b onmouseover="x">&File</b> <img src="file:///x"> &amp; {0} %s'


TEXTS = frozenset(
    "default_group description empty heading high_label label link_label low_label placeholder text title unit".split()
)


def hostile_node(node: NodeT) -> NodeT:
    """The question, page or section with HOSTILE as every text people write."""
    words = dict.fromkeys(TEXTS & set(node.__struct_fields__), HOSTILE)
    return replace(node, **words, **({"button": HOSTILE} if isinstance(node, Question) else {}))


def hostile(project: Project) -> Project:
    """The project with HOSTILE as every text people write."""
    quizzes = tuple(
        replace(
            quiz,
            name=HOSTILE,
            questions=tuple(
                replace(
                    hostile_node(question),
                    choices=tuple(replace(choice, title=f"{HOSTILE} {choice.id}") for choice in question.choices),
                )
                for question in quiz.questions
            ),
            results=tuple(
                replace(hostile_node(page), sections=tuple(hostile_node(section) for section in page.sections))
                for page in quiz.results
            ),
            words={"start": HOSTILE, "view": HOSTILE},
        )
        for quiz in project.quizzes
    )
    return replace(
        project,
        name=HOSTILE,
        quizzes=quizzes,
        tags=tuple(replace(tag, name=f"<b>{tag.id}:&File</b> <img>") for tag in project.tags),
        collections=tuple(replace(one, title=f"{HOSTILE} {one.id}") for one in project.collections),
        products=tuple(
            replace(
                one,
                title=f"{HOSTILE} {one.handle}",
                type=HOSTILE,
                vendor=HOSTILE,
                product_tags=(HOSTILE,),
                variants=tuple(replace(form, title=HOSTILE) for form in one.variants),
            )
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


@engine_words
def test_markup_is_shown_as_it_was_typed(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new(hostile(whole()))
        window, desk = desktop.window, desktop.desk
        assert window.windowTitle() == f"{HOSTILE} — {HOSTILE} — Quiz Designer"
        for place in (*PLACES, "history"):
            await go(desktop, place)
            if place == "find":
                await desktop.hands.write("<img")
                await desktop.hands.until(
                    lambda: any(" of " in one and one[0].isdecimal() for one in said(window)), "what was found"
                )
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
        assert window.notice.text() == f"Deleted {HOSTILE}. Undo brings it back."
        await go(desktop, "history")
        assert read_as_markup(window) == []
        desktop.whole.show_welcome()
        await desktop.hands.rest()
        assert read_as_markup(desktop.hands.window) == []

    desktop.run(walk())
