"""One thing a choice says about products: what it names, how far that reaches, and the votes or the verdict."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from quizdesigner.quiz.document import Effect, Link, Target
from quizdesigner.views import tokens
from quizdesigner.views.builder.links.search import ICONS
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Figure, Number, column, icon_button, label, row
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.style import set_kind

_LOOKS: dict[Effect, tuple[str, str, str]] = {
    Effect.UPVOTE: ("thumbs-up", "Votes for", "+"),
    Effect.DOWNVOTE: ("thumbs-down", "Votes against", "−"),
    Effect.INCLUDE: ("pin", "Must show", "!"),
    Effect.EXCLUDE: ("ban", "Never show", "x"),
}
"""Icon, words and key of each effect."""

_VERDICTS = {Effect.INCLUDE: ("must show", "ok"), Effect.EXCLUDE: ("never show", "bad")}
_VOTES = (Effect.UPVOTE, Effect.DOWNVOTE)


class LinkRow(QWidget):
    """`changed` gives effect and weight, and whether that is one more step of a number; `removed` wants the row gone.

    With the keyboard on the row: + and − count up and down, past nought into votes against; digits set the number; ! is
    must show, x never show, Delete takes the row away, Up and Down (`walked`) go to the next row.
    """

    changed = Signal(object, int, bool)
    removed = Signal()
    walked = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.link = Link("none")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon = Figure("package")
        self._title = Elided()
        self._reach = Elided("hint")
        self.weight = Number("Votes", 1, 100)
        self.weight.setFixedWidth(58)
        self.weight.edited.connect(self._set_weight)
        self.weight.left.connect(self.left)
        self._verdict = label("")
        self.effect = icon_button("thumbs-up", "What it does", small=True)
        self.effect.clicked.connect(self._open_menu)
        self.remove = icon_button("x", "Take this off", small=True)
        self.remove.clicked.connect(self.removed)
        words = column(None, self._title, self._reach, None, gap=0)
        box = row(self._icon, words, self._verdict, self.weight, self.effect, self.remove, gap=4, margins=(6, 3, 0, 3))
        box.setStretch(1, 1)
        box.insertSpacing(1, 4)
        self.setLayout(box)

    def show_link(self, link: Link, name: str, reach: str) -> None:
        """Show what is said; `name` is what it is said of, `reach` how many products that is, in words."""
        self.link = link
        words = _LOOKS[link.effect][1]
        self._icon.show_icon(ICONS[link.by])
        self._title.setText(name)
        # The icon says which kind it is.
        self._reach.setText(reach.partition(", ")[2] or reach)
        self.setToolTip(plain_tip(f"{name}: {reach}"))
        votes = link.effect in _VOTES
        self.weight.setVisible(votes)
        self.weight.setPrefix("+" if link.effect is Effect.UPVOTE else "−")
        self.weight.setAccessibleName(f"{words} {name}")
        self.weight.show_number(link.weight)
        text, tone = _VERDICTS.get(link.effect, ("", "hint"))
        self._verdict.setText(text)
        self._verdict.setVisible(bool(text))
        set_kind(self._verdict, tone)
        self.effect.setIcon(icon(_LOOKS[link.effect][0], "bad" if link.effect is Effect.EXCLUDE else "text2"))
        self.effect.setAccessibleName(f"What it does to {name}: {words.lower()}")
        self.effect.setToolTip(plain_tip(words))
        self.remove.setAccessibleName(f"Take {name} off")
        said = f"{words}, {link.weight}" if votes else words
        self.setAccessibleName(f"{name}, {reach}: {said}")

    @property
    def target(self) -> Target:
        """What it is said of."""
        return Target(self.link.to, self.link.by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl and Alt belong to the window: Ctrl+4 is a place, not four votes.
        own = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        key, text = Qt.Key(event.key()), event.text() if own else ""
        if not own:
            super().keyPressEvent(event)
        elif text in ("+", "=", "-", "−"):
            self._count(-1 if text in ("-", "−") else 1)
        elif text == "!":
            self.changed.emit(Effect.INCLUDE, self.link.weight, False)
        elif text in ("x", "X"):
            self.changed.emit(Effect.EXCLUDE, self.link.weight, False)
        elif text.isdecimal() and text.isascii() and self.hasFocus():
            self._type(int(text))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.hasFocus():
            self.removed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.hasFocus():
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        # The window has letters of its own; on a row these mean the row.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.hasFocus()
            and not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            and event.text()
            and event.text() in "+-=−!xX0123456789"
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            colours = tokens.current()
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _count(self, step: int) -> None:
        """One vote more or less; between +1 and −1 there is nothing to say."""
        now = self.link.weight if self.link.effect is Effect.UPVOTE else -self.link.weight
        if self.link.effect not in _VOTES:
            now = 0
        new = now + step or step
        if abs(new) <= 100:
            self.changed.emit(Effect.UPVOTE if new > 0 else Effect.DOWNVOTE, abs(new), True)

    def _type(self, digit: int) -> None:
        """A number begins: the field takes the rest of it."""
        if digit:
            effect = self.link.effect if self.link.effect in _VOTES else Effect.UPVOTE
            self.changed.emit(effect, digit, True)
            self.weight.setFocus(Qt.FocusReason.OtherFocusReason)
            self.weight.lineEdit().setCursorPosition(len(self.weight.lineEdit().text()))

    def _set_weight(self, weight: int) -> None:
        self.changed.emit(self.link.effect, weight, True)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for effect, (sign, words, key) in _LOOKS.items():
            action = menu.addAction(icon(sign, "text2"), f"{words}\t{key}")
            action.setEnabled(effect is not self.link.effect)
            action.triggered.connect(partial(self._choose, effect))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.effect.mapToGlobal(QPoint(0, self.effect.height() + 2)))

    def _choose(self, effect: Effect, _checked: bool = False) -> None:
        # The number is kept with a verdict too, so that changing one's mind loses nothing.
        self.changed.emit(effect, self.link.weight, False)


class Elided(QLabel):
    """One line of words that ends in … where it is cut."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 1)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
