"""The panel at the right: the texts of the quiz beside those in one other language, and their way to translators."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits, texts
from quizdesigner.quiz.imports import strings
from quizdesigner.quiz.phrases import counted
from quizdesigner.views import languages as names
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Badge, Notice, Panel, Select, button, icon_button, label, row, rule
from quizdesigner.views.theme.row_delegate import EDGE, GAP, WHERE
from quizdesigner.views.theme.row_list import RowList
from quizdesigner.views.theme.rows import Row, rows, stored

_KINDS = "Table for spreadsheets (*.csv);;gettext (*.po)"
_LISTED = 6


class Translations(Panel):
    """Shows `language` beside the source. `language_chosen` gives another one; `looked` a row one is at."""

    language_chosen = Signal(str)
    looked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__((0, 0, 0, 0))
        self._desk = desk
        self.language = ""
        self.choice = Select("Language beside the source", ())
        self.choice.setFixedWidth(124)
        self.choice.changed.connect(self.language_chosen)
        self.name = label("", "section")
        self.missing = Badge()
        self.download = button("CSV, PO", "ghost", "download", small=True, hint="Download the texts for translators")
        self.upload = icon_button("upload", "Bring in translated texts (CSV or PO)", small=True)
        self.download.clicked.connect(self._ask_where)
        self.upload.clicked.connect(self._ask_file)
        self.said = Notice()
        self.list = RowList()
        self.list.typed.connect(self._type)
        self.list.sealed.connect(desk.editor.seal)
        self.list.looked.connect(self.looked)
        self.list.measured.connect(self._fit_heads)
        self.list.too_long.connect(lambda words: desk.notify(words, "warn"))
        self.source_head, self.target_head = label("", "hint"), label("", "hint")
        heads = row(EDGE + WHERE + GAP, self.source_head, self.target_head, None, gap=GAP)
        head = row(self.name, self.choice, self.missing, None, self.download, self.upload, margins=(EDGE, 12, 8, 4))
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addLayout(row(self.said, margins=(EDGE, 0, EDGE, 6)))
        self.body.addLayout(heads)
        self.body.addSpacing(6)
        self.body.addWidget(rule())
        self.body.addWidget(self.list, 1)

    def show_language(self, language: str) -> None:
        """Show the texts of the desk's quiz in this language."""
        quiz = self._desk.quiz
        if language != self.language:
            self.list.leave()
            self.said.say("")
        self.language = language
        source = names.name(quiz.language)
        self.name.setText(names.name(language))
        self.choice.show_options([(one, names.name(one)) for one in quiz.languages], language)
        self.name.setVisible(len(quiz.languages) < 2)
        self.choice.setVisible(len(quiz.languages) > 1)
        self.source_head.setText(f"{source}, source")
        self.target_head.setText(names.name(language))
        side = Qt.AlignmentFlag.AlignRight if names.right_to_left(language) else Qt.AlignmentFlag.AlignLeft
        self.target_head.setAlignment(side)
        shown = rows(quiz, language)
        self.list.show_rows(shown, source, names.right_to_left(language))
        missing = sum(not one.text for one in shown)
        self.missing.say(f"{missing} of {len(shown)} missing" if missing else "Complete", "warn" if missing else "ok")

    def export_to(self, path: Path) -> None:
        """Write the texts for translators: PO where the name ends so, else a table."""
        quiz = self._desk.quiz
        po = path.suffix.casefold() == ".po"
        data = strings.to_po(quiz, self.language) if po else strings.to_csv(quiz, self.language)
        target = path if path.suffix else path.with_suffix(".csv")
        try:
            target.write_bytes(data)
        except OSError as error:
            self.said.say(f"“{target.name}” cannot be written: {error.strerror}.", "bad")
        else:
            self.said.say(f"“{target.name}” has all texts; fill in what is missing and bring it back here.", "ok")

    def import_from(self, path: Path) -> None:
        """Bring in what a translated file has; what was left out is listed."""
        try:
            with path.open("rb") as file:
                data = file.read(strings.MAX_BYTES + 1)
            found = strings.read(self._desk.quiz, self.language, data)
        except OSError as error:
            self.said.say(f"“{path.name}” cannot be read: {error.strerror}. Nothing was changed.", "bad")
            return
        except Refused as error:
            self.said.say(f"“{path.name}”: {error} Nothing was changed.", "bad")
            return
        words = f"import {path.name}"
        if self._desk.editor.do(edits.set_texts, self._desk.quiz_id, found.texts, self.language, label=words):
            self.said.say(_summary(found), "warn" if found.problems else "ok")

    def sizeHint(self) -> QSize:
        return QSize(440, 400)

    def _fit_heads(self, width: int) -> None:
        for head in (self.source_head, self.target_head):
            head.setFixedWidth(width)

    def _type(self, at: Row, text: str) -> None:
        quiz_id, language = self._desk.quiz_id, self.language
        typed = stored(self._desk.quiz, at.spot, text)
        merge = f"text:{quiz_id}:{language}:{at.spot.key}"
        if texts.text_in(self._desk.quiz, at.spot, language) != typed:
            words = f"translate {at.spot.label}"
            self._desk.editor.do(edits.set_text, quiz_id, at.spot, typed, language, merge=merge, label=words)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, f"Texts in {names.name(self.language)}", "", _KINDS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{self._desk.quiz.name} {self.language}.csv")
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("po" if "po" in kind else "csv"))
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, f"Texts in {names.name(self.language)}", "", "Translated texts (*.csv *.tsv *.po)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.import_from(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _summary(found: strings.Strings) -> str:
    count = len(found.texts)
    words = f"{counted(count, 'text')} came in." if count else "Nothing new came in."
    if found.problems:
        listed = "; ".join(f"row {one.row}: {one.text}" for one in found.problems[:_LISTED])
        more = f"; and {len(found.problems) - _LISTED} more" if len(found.problems) > _LISTED else ""
        words += f" {len(found.problems)} left out: {listed}{more}"
    return words
