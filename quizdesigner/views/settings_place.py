"""Settings: how the window looks, where things lie, which hosts there are, whether the keyring works."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from quizdesigner.views.desk import Desk
from quizdesigner.views.hosts_card import HostsCard
from quizdesigner.views.kit import (
    Card,
    Figure,
    Header,
    SectionLabel,
    Segmented,
    button,
    column,
    label,
    row,
    rule,
    scrolled,
)
from quizdesigner.views.preferences import Theme


class SettingsPane(QWidget):
    """Little, because little has to be set: projects carry their own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.theme = Segmented(
            "Theme",
            (("system", "As the system", "monitor"), ("light", "Light", "sun"), ("dark", "Dark", "moon")),
            desk.preferences.choices.theme,
        )
        self.theme.changed.connect(lambda theme: desk.choose_theme(cast(Theme, theme)))
        desk.theme_changed.connect(lambda: self.theme.show_value(desk.preferences.choices.theme))
        looks = Card()
        looks.body.addLayout(row(label("Theme"), None, self.theme))

        path = desk.editor.file.path
        show = button("Show in folder", "plain", "folder-open", small=True)
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        lies = Card()
        lies.body.setSpacing(12)
        about = "One file with everything but keys: copy it, mail it, keep it."
        self._line(lies, "This project", str(path), about, show)
        lies.body.addWidget(rule())
        kept = str(desk.preferences.folder)
        self._line(lies, "What this computer remembers", kept, "The theme and the names of files opened lately.")

        self.keyring_sign = Figure("key-round")
        self.keyring = label("", "strong")
        self.keyring_words = label("", "secondary", wrap=True)
        keys = Card()
        keys.body.addLayout(row(self.keyring_sign, column(self.keyring, self.keyring_words, gap=2), gap=10))
        keys.body.setStretch(0, 0)

        heading = SectionLabel("Hosts of this project")
        self.hosts = HostsCard(desk, heading)

        middle = QWidget()
        middle.setMaximumWidth(760)
        middle.setLayout(
            column(
                Header("Settings", "For this computer. What belongs to a client is in the project itself."),
                14,
                SectionLabel("Looks"),
                looks,
                10,
                SectionLabel("Where your data lies"),
                lies,
                10,
                heading,
                self.hosts,
                10,
                SectionLabel("Keys"),
                keys,
                None,
            )
        )
        inner = QWidget()
        inner.setLayout(column(middle, margins=(28, 22, 28, 22)))
        self.setLayout(column(scrolled(inner), gap=0))
        desk.place_changed.connect(self._came)
        self._show_keyring()

    def _came(self, place: str) -> None:
        if place == "settings":
            self._desk.spawn(self._try_keyring())

    async def _try_keyring(self) -> None:
        # Asking for anything tells whether the keyring answers; it sets `trouble` when not.
        await self._desk.secrets.get("settings")
        self._show_keyring()

    def _line(self, card: Card, what: str, where: str, why: str, action: QWidget | None = None) -> None:
        place = label(where, "mono", wrap=True)
        place.setTextInteractionFlags(place.textInteractionFlags().TextSelectableByMouse)
        words = column(label(what, "strong"), place, label(why, "secondary"), gap=3)
        line = row(words)
        line.setStretch(0, 1)
        if action is not None:
            line.addWidget(action)
        card.body.addLayout(line)

    def _show_keyring(self) -> None:
        trouble = self._desk.secrets.trouble
        self.keyring_sign.show_icon("triangle-alert" if trouble else "key-round", "warn" if trouble else "ok")
        self.keyring.setText("The keyring cannot be used" if trouble else "Keys are kept in this computer's keyring")
        self.keyring_words.setText(
            f"{trouble} Keys you enter are kept until you close Quiz Designer."
            if trouble
            else "They are never written to the project file. Colleagues enter their own."
        )
