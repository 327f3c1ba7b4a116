"""Adding a host, or giving this computer its token: three fields, checked with the host before anything is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from quizdesigner.errors import QuizDesignerError, Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Host
from quizdesigner.sync.host import HostClient, TokenRefused
from quizdesigner.sync.secrets import Secret, host_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.hosts import place_of
from quizdesigner.views.kit import Busy, Field, Notice, button, column, label, row
from quizdesigner.views.kit.fields import mark_bad
from quizdesigner.views.publish.publisher import Publisher


class HostForm(QFrame):
    """`finished` when a host was kept or the author thought better of it."""

    finished = Signal()

    def __init__(self, desk: Desk, publisher: Publisher) -> None:
        super().__init__()
        self._desk = desk
        self._publisher = publisher
        self._errand = Errand(desk)
        self._host: Host | None = None
        self.setProperty("kind", "sunken")
        self.title = label("Add a host", "section")
        self.address = Field("Address of the host", hint="https://quiz.example.com")
        self.name = Field("Name of the host", hint="as you like to call it")
        self.token = Field("Token of the host", hint="qd_…")
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.trouble = Notice()
        self.busy = Busy("Asking the host")
        self.add = button("Add host", "primary")
        self.add.clicked.connect(self._check)
        self.here = button("Use this computer", "link")
        self.here.clicked.connect(self._use_this_computer)
        self.cancel = button("Cancel", "ghost")
        self.cancel.clicked.connect(self._leave)
        for field in (self.address, self.name, self.token):
            field.returnPressed.connect(self._check)
            field.textEdited.connect(self._show_typed)
        names = ("Address", "Name", "Token")
        fields = [
            column(label(text, "label"), field, gap=4)
            for text, field in zip(names, (self.address, self.name, self.token), strict=True)
        ]
        self._offer = QWidget()
        words = "Serves from here while Quiz Designer is open; good for trying out."
        self._offer.setLayout(row(self.here, label(words, "secondary"), None, gap=6))
        hint = "Whoever runs the host gives you its address and a token. The token goes to this computer's keyring."
        self.setLayout(
            column(
                self.title,
                label(hint, "secondary", wrap=True),
                row(*fields, gap=12),
                self.trouble,
                self.busy,
                row(self._offer, None, self.cancel, self.add),
                gap=10,
                margins=(16, 14, 16, 14),
            )
        )
        self.hide()

    def open(self, host: Host | None) -> None:
        """Ask for a new host, or for another token of `host`."""
        self._host = host
        self._offer.setVisible(self._desk.use_this_computer is not None)
        self.title.setText("Add a host" if host is None else f"Token for {host.name}")
        self.address.setText(host.address if host else "")
        self.name.setText(host.name if host else "")
        self.token.clear()
        self.add.setText("Add host" if host is None else "Keep token")
        self._show_typed()
        self.show()
        (self.address if host is None else self.token).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc puts the form away first, the sheet only when it is pressed again.
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _show_typed(self) -> None:
        self.trouble.say("")
        mark_bad(self.token, False)
        self.add.setEnabled(bool(self.address.text().strip() and self.token.text().strip()))

    def _check(self) -> None:
        if self.add.isEnabled():
            self._show_busy(True)
            self._errand.run(self._keep(self.address.text().strip(), Secret(self.token.text())))

    async def _keep(self, address: str, token: Secret) -> None:
        try:
            info = await HostClient(address, token, self._desk.http).hello()
            if "publish" not in info.scopes:
                raise Refused("This token may look but not publish. Ask whoever runs the host for one that may.")
        except QuizDesignerError as error:
            self._refuse(error)
            return
        self._show_busy(False)
        name = self.name.text().strip() or place_of(address)
        host = Host(self._host.id if self._host else self._desk.editor.new_id(), name, address, info.client)
        editor, secrets = self._desk.editor, self._desk.secrets
        if self._host is None:
            done = editor.do(edits.add_host, host)
        else:
            fields = {"name": name, "address": address, "client": info.client}
            done = editor.do(edits.change_host, host.id, label="change host", **fields)
        if not done:
            return
        if await secrets.set(host_name(host.id), token) == "session":
            self._desk.notify(f"{secrets.trouble} The token is kept until you close Quiz Designer.", "warn")
        self.token.clear()
        self._publisher.choose_host(host.id)
        self._leave()

    def _use_this_computer(self) -> None:
        serve = self._desk.use_this_computer
        if serve is not None:
            self._show_busy(True)
            self._errand.run(self._serve(serve))

    async def _serve(self, serve: Callable[[], Awaitable[str]]) -> None:
        try:
            host_id = await serve()
        except QuizDesignerError as error:
            self._refuse(error)
            return
        self._show_busy(False)
        if host_id:
            self._publisher.choose_host(host_id)
            self._leave()

    def _refuse(self, error: QuizDesignerError) -> None:
        self._show_busy(False)
        self.trouble.say(f"{error} Nothing was kept; what you typed is still here.", "bad")
        mark_bad(self.token, isinstance(error, TokenRefused))

    def _show_busy(self, busy: bool) -> None:
        self.add.setEnabled(not busy)
        self.here.setEnabled(not busy)
        if busy:
            self.busy.begin()
        else:
            self.busy.end()

    def _leave(self) -> None:
        self._errand.cancel()
        self.busy.end()
        self.hide()
        self.finished.emit()
