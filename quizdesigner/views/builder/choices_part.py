"""The inspector's choices: their order, how many tags and votes each has, and the details of the one picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Choice, Effect, Kind, Project, Question, Role
from quizdesigner.views import tokens
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.chip_line import ChipLine
from quizdesigner.views.builder.links.choice_details import ChoiceDetails
from quizdesigner.views.builder.order_list import ROW, OrderList, Row, Rows, paint_ground, paint_sign
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Select, label
from quizdesigner.views.kit.rows import Index
from quizdesigner.views.problems import Sign, signs

_HIGH = 32
_MOST = 10
_WIDE = 188


class ChoicesPart(Section):
    """The choices as rows. Picking one shows its picture and the products it votes for."""

    def __init__(self, author: Author) -> None:
        self.count = label("", "secondary")
        super().__init__("Choices", self.count)
        self._author = author
        self._shown: tuple[Project, Question] | None = None
        self._picked = ""
        self._signs: dict[str, Sign] = {}
        self._model = Rows("application/x-quizdesigner-choice", _spoken)
        self.list = OrderList("Choices", self._model, _ChoiceDelegate)
        self.list.picked.connect(self.pick)
        self.list.moved.connect(self._move)
        self.list.deleted.connect(lambda ids: author.delete_choice(ids[0]))
        self.role = Select("What the choice is among the others", ())
        self.role.setFixedWidth(_WIDE)
        self.role.changed.connect(lambda role: author.change_choice(self._picked, role=Role(role)))
        self._role = line("Role", self.role)
        self.tags = ChipLine()
        self.details = ChoiceDetails(author)
        self.body.addWidget(self.list)
        self.body.addWidget(self._role)
        self.body.addWidget(self.tags)
        self.body.addWidget(self.details)

    def show_question(self, project: Project, question: Question) -> None:
        """Show the choices of this question."""
        self._shown = (project, question)
        choices = question.options
        self.count.setText(str(len(choices)))
        if all(choice.id != self._picked for choice in choices):
            self._picked = ""
        self._show_rows()
        self.list.setFixedHeight(min(len(choices), _MOST) * _HIGH)
        self.list.setVisible(bool(choices))
        if self.list.current != self._picked:
            self.list.show_current(self._picked)
        self._show_details()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is to be mended under the choices, and a sign at each it is about."""
        super().show_findings(findings)
        self._signs = signs(findings)
        self._show_rows()

    def pick(self, choice_id: str) -> None:
        """Show the details of a choice."""
        if choice_id != self._picked:
            self._picked = choice_id
            if self.list.current != choice_id:
                self.list.show_current(choice_id)
            self._show_details()

    def _show_rows(self) -> None:
        choices = self._shown[1].options if self._shown else ()
        rows = [Row(one.id, one, at, sign=self._signs.get(one.id, "")) for at, one in enumerate(choices, 1)]
        self._model.show_rows(rows)

    def _move(self, choice_ids: Sequence[str], to: int) -> None:
        self._author.move_choice(choice_ids[0], to)
        self.list.show_current(choice_ids[0])

    def _show_details(self) -> None:
        if self._shown is None:
            return
        project, question = self._shown
        choice = next((one for one in question.options if one.id == self._picked), None)
        for part in (self.tags, self.details):
            part.setVisible(choice is not None)
        roles = roles_for(question)
        self._role.setVisible(choice is not None and len(roles) > 1)
        if choice is not None:
            # In a kind that has no use for it, a role waits and the choice is an ordinary one.
            now = choice.role if any(role is choice.role for role, _ in roles) else Role.ORDINARY
            self.role.show_options([(role.value, words) for role, words in roles], now.value)
            self.tags.show_tags(project, choice.tags)
            self.details.show_choice(project, choice)


def roles_for(question: Question) -> tuple[tuple[Role, str], ...]:
    """What a choice of this question can be among the others, with words."""
    roles = [(Role.ORDINARY, "Ordinary")]
    if question.takes_several:
        roles += [(Role.NONE, "None of the above"), (Role.ALL, "All of the above")]
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        roles += [(Role.OTHER, "Other, with a text")]
    return tuple(roles)


class _ChoiceDelegate(QStyledItemDelegate):
    """Handle, letter, title, tags, votes."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        choice = row.part
        if not isinstance(choice, Choice):
            return
        rect, colours = QRect(option.rect), tokens.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(rect).adjusted(1, 1.5, -1, -1.5)
        paint_ground(painter, option, ground, 6, focused=self._view.hasFocus())
        middle = rect.center().y()
        paint_icon(painter, QRect(rect.left() + 4, middle - 6, 14, 14), "grip-vertical", "text3")
        right = rect.right() - 1
        votes = sum(link.effect is Effect.UPVOTE for link in choice.links)
        for name, count in (("thumbs-up", votes), ("tag", len(choice.tags))):
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text2 if count else colours.text3))
            spot = QRect(right - 16, rect.top(), 18, rect.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, str(count))
            paint_icon(painter, QRect(right - 34, middle - 6, 14, 14), name, "text2" if count else "text3")
            right -= 42
        painter.setFont(font(13))
        painter.setPen(QColor(colours.text if choice.title else colours.text3))
        words = choice.title or f"Choice {row.number}"
        left = rect.left() + 24
        if row.sign:
            paint_sign(painter, QRect(left, middle - 6, 14, 14), row.sign)
            left += 20
        room = right - left - 4
        words = painter.fontMetrics().elidedText(words[:200], Qt.TextElideMode.ElideRight, room)
        spot = QRect(left, rect.top(), room, rect.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _spoken(row: Row) -> str:
    choice = row.part
    if not isinstance(choice, Choice):
        return ""
    votes = sum(link.effect is Effect.UPVOTE for link in choice.links)
    wrong = ", something to mend" if row.sign else ""
    return f"{choice.title or f'Choice {row.number}'}, {len(choice.tags)} tags, {votes} product votes{wrong}"
