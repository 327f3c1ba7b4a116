"""Why not another? A product by its name, and what became of it for this shopper."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import Product, Project, Quiz
from quizdesigner.quiz.why import why_not
from quizdesigner.views.kit import Field, column, label


class AnotherProduct(QWidget):
    """A field that finds a product by its name, and the answer under it. `left` by Esc."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[Project, Quiz, Answers] | None = None
        self._products: tuple[Product, ...] = ()
        self.field = Field("Product to ask about", hint="Name of a product", small=True)
        self._titles = QStringListModel(self)
        completer = QCompleter(self._titles, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: Qt puts what was picked into the field only after Enter has been told.
        completer.activated.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.field.textEdited.connect(lambda _: self._answer())
        self.field.returnPressed.connect(self._take_first)
        self.answer = label("", "secondary", wrap=True)
        self.setLayout(column(self.field, self.answer, gap=6))
        self.hide()

    def show_shopper(self, project: Project, quiz: Quiz, answers: Answers) -> None:
        """Ask of this shopper from now on."""
        self._asked = (project, quiz, answers)
        if self._products is not project.products:
            self._products = project.products
            self._titles.setStringList([one.title for one in project.products])
        if self.isVisible():
            self._answer()

    def open(self) -> None:
        """Show the field, with the keyboard in it."""
        self.field.clear()
        self._answer()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take_first(self) -> None:
        """Enter takes the first product with these words, where none is called so; where there is none, it says so."""
        typed = self.field.text().strip().casefold()
        titles = [one.title for one in self._products if typed and typed in one.title.casefold()]
        if titles and all(title.casefold() != typed for title in titles):
            self.field.setText(titles[0])
            self._answer()
        elif typed and not titles:
            self._say("No product has this in its name.")

    def _answer(self) -> None:
        title = self.field.text().strip().casefold()
        found = next((one for one in self._products if title and one.title.casefold() == title), None)
        words = ""
        if found is not None and self._asked is not None:
            project, quiz, answers = self._asked
            words = why_not(project, quiz, answers, found.id)
        self._say(words)

    def _say(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
