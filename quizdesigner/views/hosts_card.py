"""The hosts of the project in Settings, each with its way out of the project."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from quizdesigner.errors import Unavailable
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Host, Project
from quizdesigner.sync.secrets import host_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Card, button, column, emptied, label, row


class HostsCard(Card):
    """One line for each host; `heading` stands above the card, and both are seen only while there is a host."""

    def __init__(self, desk: Desk, heading: QWidget) -> None:
        super().__init__()
        self._desk, self._heading = desk, heading
        self.buttons: list[QPushButton] = []
        self._lines = column(gap=12)
        self.body.addLayout(self._lines)
        desk.editor.changed.connect(self._follow)
        self._show()

    def _follow(self, before: Project, after: Project) -> None:
        if before.hosts is not after.hosts:
            self._show()

    def _show(self) -> None:
        emptied(self._lines)
        self.buttons.clear()
        for host in self._desk.project.hosts:
            line = self._line(host)
            self._lines.addWidget(line)
            # Qt would show it a moment later, and the keyboard could not go there yet.
            line.show()
        for part in (self, self._heading):
            part.setVisible(bool(self.buttons))

    def _line(self, host: Host) -> QWidget:
        remove = button("Remove", "danger", small=True, hint="Take this host out of the project")
        remove.setAccessibleName(f"Remove {host.name}")
        remove.clicked.connect(lambda: self._remove(host))
        self.buttons.append(remove)
        line = QWidget()
        words = row(column(label(host.name, "strong"), label(host.address, "mono", wrap=True), gap=3), remove)
        words.setStretch(0, 1)
        line.setLayout(words)
        return line

    def _remove(self, host: Host) -> None:
        if not self._desk.editor.do(edits.delete_host, host.id):
            return
        self._desk.notify(
            f"{host.name} is removed, and its token is forgotten on this computer. What is live there stays live. Undo"
            " brings the host back; its token has to be entered again."
        )
        self._desk.spawn(self._forget(host))
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    async def _forget(self, host: Host) -> None:
        try:
            await self._desk.secrets.delete(host_name(host.id))
        except Unavailable as error:
            self._desk.notify(str(error), "warn")
