"""The flow map's pane: follows the quiz and what is counted of it while it is seen, and acts by edits."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.flow_reach import Fault, Reach, reach
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Ask, ask_save, documents
from quizdesigner.views.flow.card import FlowCard
from quizdesigner.views.flow.export import Kind, write
from quizdesigner.views.flow.minimap import Minimap
from quizdesigner.views.flow.picture import Picture, picture
from quizdesigner.views.flow.scene import FlowScene
from quizdesigner.views.flow.tools import FlowTools
from quizdesigner.views.flow.view import STEP, FlowView
from quizdesigner.views.flow.walk import Direction, led_to, neighbour
from quizdesigner.views.kit import Busy, EmptyState, column, rule

_AROUND = 16
_KINDS = {"svg": "SVG pictures (*.svg)", "png": "PNG pictures (*.png)"}


class FlowPane(QWidget):
    """The map of the desk's quiz, with `switch` at the left of its bar.

    The current box is what the desk looks at. `opened` asks for that question or page in the builder.
    """

    opened = Signal()

    def __init__(self, desk: Desk, switch: QWidget, ask: Ask = ask_save) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._shown: tuple[Project, Quiz] | None = None
        self._quiz_id = ""
        self._reach: Reach | None = None
        self._talks = True
        self.scene = FlowScene()
        self.view = FlowView(self.scene)
        self.card = FlowCard(self.view)
        self.minimap = Minimap(self.view)
        self.tools = FlowTools(switch)
        self.busy = Busy("Counting answer paths")
        self.empty = EmptyState("The map of your questions comes here.", icon="workflow")
        self.setProperty("kind", "window")
        self.setFocusProxy(self.view)
        self.setLayout(column(self.tools, rule(), self.busy, self.view, self.empty, gap=0))
        self._connect()

    def commands(self) -> tuple[Command, ...]:
        """What the map adds to menu and palette."""
        seen = self.isVisible
        return (
            Command("flow.fit", "Show the whole map", self.view.fit, "Ctrl+0", "maximize", seen),
            Command("flow.in", "Zoom in on the map", lambda: self.view.zoom_by(STEP), "", "plus", seen),
            Command("flow.out", "Zoom out of the map", lambda: self.view.zoom_by(1 / STEP), "", "minus", seen),
            Command("flow.svg", "Export the flow map as SVG", lambda: self.export("svg"), "", "download", seen),
            Command("flow.png", "Export the flow map as PNG", lambda: self.export("png"), "", "download", seen),
        )

    def export(self, kind: Kind) -> None:
        """Write the map to a file the person chooses."""
        shown = self.scene.picture
        if shown is None or not shown.boxes:
            self._desk.notify("There is no question yet to draw a map of.", "warn")
            return
        name = f"{self._desk.quiz.name} flow.{kind}".replace("/", " ")
        path = self._ask("Export the flow map", documents() / name, _KINDS[kind])
        if path is None:
            return
        path = path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
        try:
            write(shown, self._desk.quiz.name, path, kind)
        except Refused as error:
            self._desk.notify(str(error), "bad")
        else:
            self._desk.notify(f"The map is in “{path.name}”.", "ok")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _connect(self) -> None:
        desk, view, tools = self._desk, self.view, self.tools
        desk.editor.changed.connect(lambda *_: self._show())
        desk.quiz_changed.connect(lambda _: self._show())
        desk.forecast.changed.connect(self._show)
        desk.problems.changed.connect(self._show_found)
        desk.question_changed.connect(lambda _: self._show_current())
        desk.theme_changed.connect(self._show_theme)
        self.scene.picked.connect(self._look)
        self.scene.opened.connect(self._open)
        view.walked.connect(self._walk)
        view.entered.connect(self.opened)
        view.cleared.connect(lambda: self._talk(False))
        view.moved.connect(lambda: tools.show_zoom(view.zoom))
        tools.fitted.connect(view.fit)
        tools.zoomed.connect(lambda sign: view.zoom_by(STEP**sign))
        tools.exported.connect(self._export)
        self.card.shown.connect(self._open)
        self.card.removed.connect(self._remove)

    def _show(self) -> None:
        """Show the quiz as it is now, if it is another than the one shown; nothing is worked out for a hidden map."""
        if not self.isVisible():
            return
        project, quiz = self._desk.project, self._desk.quiz
        before, self._shown = self._shown, (project, quiz)
        had, self._reach = self._reach, self._counted(before)
        if before is not None and not _differs(before, (project, quiz)) and had == self._reach:
            return
        self._draw()
        if self._quiz_id != quiz.id:
            self._quiz_id = quiz.id
            self.view.begin(self._desk.question_id)

    def _counted(self, before: tuple[Project, Quiz] | None) -> Reach | None:
        """What is known of the answer paths; numbers of another quiz would be wrong until it was counted again."""
        quiz, forecast = self._desk.quiz, self._desk.forecast
        many = forecast.current and isinstance(forecast.coverage, TooMany)
        self.tools.note.setText("Too many combinations to count shares." if many else "")
        if forecast.counting:
            self.busy.begin()
        else:
            self.busy.end()
        if not forecast.current:
            same = before is not None and before[1].questions is quiz.questions and before[1].results is quiz.results
            return self._reach if same else None
        return reach(forecast.coverage) if isinstance(forecast.coverage, Coverage) else None

    def _draw(self) -> None:
        assert self._shown is not None
        project, quiz = self._shown
        drawn = picture(project, quiz, self._reach, self.scene.picture if self._quiz_id == quiz.id else None)
        self.view.setVisible(bool(drawn.boxes))
        self.empty.setVisible(not drawn.boxes)
        self.scene.show_picture(drawn, self._desk.question_id)
        self.minimap.update()
        self._show_card()

    def _show_current(self) -> None:
        if self.isVisible() and self.scene.picture is not None:
            self._talks = True
            self.scene.show_current(self._desk.question_id)
            self._show_card()
            self.view.reveal(self._desk.question_id)

    def _show_found(self) -> None:
        if self.isVisible():
            self._show_card()

    def _show_card(self) -> None:
        shown = self.scene.picture
        if shown is None or self._shown is None:
            return
        part = self._desk.question_id
        self._speak(shown, part)
        if self._talks:
            self.card.show_part(*self._shown, shown, self._reach, self._desk.problems.found, part)
        else:
            self.card.hide()
        self._place()

    def _speak(self, shown: Picture, part: str) -> None:
        """Tell those who hear the map what they are at and where it leads."""
        at = shown.places.get(part)
        box = None if at is None else shown.boxes[at]
        if box is None:
            return
        onward = ", ".join(led_to(shown, part))
        said = f"{box.title}, {box.under}." + (f" Leads to {onward}." if onward else "")
        if said != self.view.accessibleDescription():
            self.view.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self.view, QAccessible.Event.DescriptionChanged))

    def _talk(self, talks: bool) -> None:
        self._talks = talks
        self._show_card()

    def _look(self, part: str) -> None:
        if part == self._desk.question_id:
            self._talk(True)
        else:
            self._desk.open_question(part)

    def _open(self, part: str) -> None:
        self._desk.open_question(part)
        self.opened.emit()

    def _walk(self, direction: str) -> None:
        shown = self.scene.picture
        if shown is not None:
            way = next(one for one in get_args(Direction) if one == direction)
            self._look(neighbour(shown, self._desk.question_id, way))

    def _remove(self, found: Fault) -> None:
        """Take the rules away that keep shoppers from somewhere, in one step."""
        desk, quiz = self._desk, self._desk.quiz
        label = "remove rules" if len(found.jumps) > 1 else "remove rule"
        if found.show_when and any(page.id == found.at for page in quiz.results):
            desk.editor.do(edits.change_results, quiz.id, found.at, show_when=None, label=label)
        elif found.show_when:
            desk.editor.do(edits.set_show_when, quiz.id, found.at, None, label=label)
        else:
            desk.editor.seal()
            for jump in found.jumps:
                desk.editor.do(edits.delete_jump, quiz.id, found.at, jump, merge=f"rules:{found.at}", label=label)
            desk.editor.seal()

    def _export(self, kind: str) -> None:
        self.export("png" if kind == "png" else "svg")

    def _show_theme(self) -> None:
        self.view.viewport().update()
        self.minimap.update()
        self._show_card()

    def _place(self) -> None:
        room = self.view.rect().adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        self.card.move(room.left(), room.bottom() + 1 - self.card.height())
        self.view.covered = QRect() if self.card.isHidden() else self.card.geometry()
        self.minimap.move(room.right() + 1 - self.minimap.width(), room.bottom() + 1 - self.minimap.height())
        self.minimap.setVisible(room.width() > self.card.width() + self.minimap.width() + _AROUND)


def _differs(before: tuple[Project, Quiz], after: tuple[Project, Quiz]) -> bool:
    """Whether anything the map shows is another object."""
    (project, quiz), (new_project, new_quiz) = before, after
    return (
        quiz.id != new_quiz.id
        or quiz.questions is not new_quiz.questions
        or quiz.results is not new_quiz.results
        or project.tags is not new_project.tags
    )
