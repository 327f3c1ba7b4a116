"""The Connect place, put together: services, one connection, the dry run."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QWidget

from quizdesigner.quiz.document import Connection, Project, Service
from quizdesigner.views.commands import Command
from quizdesigner.views.connect.at_host import AtHost
from quizdesigner.views.connect.detail import ConnectionDetail
from quizdesigner.views.connect.dry_run import DryRun
from quizdesigner.views.connect.keys import Keys
from quizdesigner.views.connect.services import ServiceDelegate, entries, service_model
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Header, Panel, row, rule, scrolled
from quizdesigner.views.kit.rows import set_up_list

_LIST = 272
_DRY_RUN = 372
_NARROW = 1_150
_NARROWEST = 980


class ConnectPane(QWidget):
    """Where finished quizzes go. Services are asked only while the place is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen = ""
        self._another: Service | None = None
        self._about = ("", 0)
        self.keys = Keys(desk)
        self.at_host = AtHost(desk)
        self.model = service_model()
        self.list = QListView()
        set_up_list(self.list, "Services", self.model, ServiceDelegate(), even=True)
        self.detail = ConnectionDetail(desk, self.keys, self.at_host)
        self.dry_run = DryRun(desk.http.now)
        self._left = Panel((10, 18, 10, 10))
        header = Header("Connect", "Where finished quizzes go.")
        header.setContentsMargins(8, 0, 0, 6)
        self._left.body.addWidget(header)
        self._left.body.addWidget(self.list, 1)
        self._rule = rule(upright=True)
        self.scroller = scrolled(self.detail)
        box = row(self._left, rule(upright=True), self.scroller, self._rule, self.dry_run, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.setFocusProxy(self.list)
        self.list.selectionModel().currentChanged.connect(self._picked)
        self.detail.made.connect(self._made)
        # Away from a button that would now disconnect another one.
        self.detail.unmade.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.detail.another_asked.connect(self._begin_another)
        desk.connection_asked.connect(self._choose)
        self.keys.changed.connect(self._show)
        self.at_host.changed.connect(self._show)
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self._show())
        desk.live_changed.connect(self._follow_live)
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What this place adds to menu and palette."""
        return (
            Command("connect.test", "Test this connection", self.detail.test.click, "Ctrl+T", "rotate-cw"),
            Command(
                "connect.another",
                "Connect another account",
                self._begin_another,
                "",
                "plug",
                lambda: not self.detail.another.isHidden(),
            ),
            Command("connect.copy", "Copy the dry run", self.dry_run.copy.click, "", "copy"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keys.look()
        self.at_host.look()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._another = None
        self.at_host.stop()
        self.detail.stop_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._another is not None:
            self._another = None
            self._show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._left.setFixedWidth(216 if narrow else _LIST)
        self.dry_run.setFixedWidth(312 if narrow else _DRY_RUN)
        room = self.width() >= _NARROWEST
        self.dry_run.setVisible(room)
        self._rule.setVisible(room)

    def _follow(self, before: Project, after: Project) -> None:
        if before.connections is not after.connections and self.isVisible():
            self.keys.look()
        self._show()

    def _follow_live(self) -> None:
        live = self._desk.live
        other, self._about = (live.host, live.revision) != self._about, (live.host, live.revision)
        if other and self.isVisible():
            self.at_host.look()

    def _show(self) -> None:
        if not self.isVisible():
            return
        self.model.show_rows(entries(self._desk.project, self.keys, self.at_host, self._another))
        rows = self.model.rows
        at = next((at for at, one in enumerate(rows) if one.id == self._chosen), None)
        if at is None:
            # A connection came or went: stay at its service.
            service = self._service_of(self._chosen)
            at = next((at for at, one in enumerate(rows) if one.service.value == service), 0)
        self._chosen = rows[at].id
        index = self.model.index(at)
        if self.list.currentIndex() != index:
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._show_chosen()

    def _service_of(self, chosen: str) -> str:
        """The service a row that is no longer there belonged to."""
        return self.detail.service.value if self.detail.shows(chosen) else chosen

    def _show_chosen(self) -> None:
        entry = next(one for one in self.model.rows if one.id == self._chosen)
        project, quiz = self._desk.project, self._desk.quiz
        if not self.detail.shows(entry.id):
            self.scroller.verticalScrollBar().setValue(0)
        self.detail.show_service(entry.service, entry.connection)
        self.dry_run.show_connection(entry.connection or Connection("draft", entry.service), project, quiz)

    def _choose(self, entry: str) -> None:
        self._chosen = entry
        self._show()

    def _made(self, connection_id: str) -> None:
        self._another = None
        self._choose(connection_id)

    def _begin_another(self) -> None:
        self._another = self.detail.service
        self._choose(self._another.value)
        self.detail.key.typed.focus()

    def _picked(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.rows[index.row()].id != self._chosen:
            self._chosen = self.model.rows[index.row()].id
            self._show_chosen()
