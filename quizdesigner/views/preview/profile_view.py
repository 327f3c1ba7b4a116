"""The Profile tab: the shopper's tags, how each came, and the products with their votes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.phrases import counted
from quizdesigner.views.kit import Figure, SectionLabel, Square, button, column, label, row, rule, scrolled
from quizdesigner.views.kit.product_tile import Tile
from quizdesigner.views.preview.another import AnotherProduct
from quizdesigner.views.preview.chip_flow import ChipFlow
from quizdesigner.views.preview.profile import Named, Profile, Step
from quizdesigner.views.preview.recommended import Pick
from quizdesigner.views.preview.rows import Rows

_EDGE = (18, 14, 18, 16)
_GREY = "#8B857B"


class ProfileView(QWidget):
    """Shows a `Profile`."""

    def __init__(self) -> None:
        super().__init__()
        self.count = label("", "strong")
        self.chips = ChipFlow()
        self._none = label("Each choice with a customer tag adds it here.", "hint", wrap=True)
        self.segments = ChipFlow(dots=False)
        self._in_segments = SectionLabel("")
        self.ending = label("", "secondary", wrap=True)
        self.hidden: Rows[str] = Rows(_hidden, gap=4)
        self.steps: Rows[Step] = Rows(_step)
        self.products: Rows[Pick] = Rows(_pick)
        self._came = SectionLabel("How each tag came")
        self.heading = SectionLabel("")
        self._no_product = label("No choice made so far speaks for a product.", "hint", wrap=True)

        self.still_open = label("", "secondary")
        tags = column(row(self.count, None, self.still_open), self.chips, self._none, gap=8, margins=_EDGE)
        self._segments_part = QWidget()
        in_segments = column(self._in_segments, self.segments, gap=8, margins=_EDGE)
        self._segments_part.setLayout(column(rule(), in_segments, gap=0))
        self._steps_part = QWidget()
        self._steps_part.setLayout(column(rule(), column(self._came, self.steps, gap=12, margins=_EDGE), gap=0))
        self._products_part = QWidget()
        self.ask = button("Why not another?", "link", small=True)
        self.another = AnotherProduct()
        # Its words end where the column does.
        self.ask.setStyleSheet("padding: 0 2px;")
        self.ask.clicked.connect(self._ask)
        self.another.left.connect(self._ask)
        head = row(self.heading, None, self.ask)
        products = column(
            head, self.another, self.ending, self.hidden, self.products, self._no_product, gap=10, margins=_EDGE
        )
        self._products_part.setLayout(column(rule(), products, gap=0))
        inner = QWidget()
        self._box = column(tags, self._segments_part, self._steps_part, self._products_part, None, gap=0)
        inner.setLayout(self._box)
        self.setLayout(column(scrolled(inner), gap=0))

    def show_profile(self, profile: Profile) -> None:
        """Show this one."""
        number = len(profile.tags)
        self.count.setText(counted(number, "customer tag"))
        self.chips.show_chips(profile.tags)
        self.chips.setVisible(bool(profile.tags))
        self._none.setVisible(not profile.tags)
        self._show_segments(profile.segments)
        self.steps.show_values(profile.steps)
        self._steps_part.setVisible(bool(profile.steps))
        self.heading.setText(profile.heading)
        self.ending.setText(profile.ending)
        self.ending.setVisible(bool(profile.ending))
        self.hidden.show_values(profile.hidden)
        self.hidden.setVisible(bool(profile.hidden))
        self.products.show_values(profile.products)
        self.products.setVisible(bool(profile.products))
        self._no_product.setVisible(not profile.products)
        # At the end one looks at what is recommended; on the way, at the answers.
        self._box.insertWidget(2 if profile.ending else 3, self._products_part)

    def _ask(self) -> None:
        """Open the question for another product, or put it away."""
        if self.another.isHidden():
            self.another.open()
        else:
            self.another.hide()
            self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_segments(self, segments: tuple[str, ...] | None) -> None:
        self._segments_part.setVisible(segments is not None)
        names = segments or ()
        self._in_segments.setText(f"In {counted(len(names), 'segment')}" if names else "In no segment")
        self.segments.show_chips(tuple(Named(name, None) for name in names))
        self.segments.setVisible(bool(names))


def _step(step: Step) -> QWidget:
    number = label(step.number, "number")
    number.setAlignment(Qt.AlignmentFlag.AlignCenter)
    begin: QWidget = number
    if step.sign:
        begin = QWidget()
        begin.setFixedWidth(20)
        begin.setLayout(row(Figure(step.sign), margins=(2, 1, 2, 0)))
    words = column(label(step.question, "secondary", wrap=True), gap=3)
    if step.answer:
        words.addWidget(label(step.answer, "strong", wrap=True))
    if step.tags or step.hint:
        words.addSpacing(2)
        words.addWidget(ChipFlow(step.tags, step.hint, small=True))
    line = row(column(begin, None), gap=10)
    line.addLayout(words, 1)
    made = QWidget()
    made.setLayout(line)
    return made


def _hidden(words: str) -> QWidget:
    line = row(column(Figure("eye", "text3", 14), None, gap=0, margins=(0, 1, 0, 0)), gap=8)
    line.addWidget(label(words, "hint", wrap=True), 1)
    made = QWidget()
    made.setLayout(line)
    return made


def _tile(pick: Pick) -> QWidget:
    if pick.product is None or pick.picture is None or pick.excluded:
        return Square(pick.title, 36, _GREY if pick.excluded else "")
    tile = Tile(36)
    tile.show_product(pick.product, {pick.picture.id: pick.picture})
    return tile


def _pick(pick: Pick) -> QWidget:
    made = QWidget()
    square = _tile(pick)
    words = column(label(pick.title, "strong", wrap=True), label(pick.reason, "secondary", wrap=True), gap=2)
    if pick.aside:
        words.addWidget(label(pick.aside, "hint", wrap=True))
    if pick.excluded:
        end = column(label("excluded", "badge-bad"), None)
    else:
        word = label("vote" if abs(pick.votes) == 1 else "votes", "hint")
        number = label(str(pick.votes).replace("-", "−"), "bad" if pick.votes < 0 else "strong")
        end = column(row(None, number, word, gap=4), gap=4)
        if pick.must:
            end.addWidget(label("must show", "badge-ok"))
        end.addStretch(1)
    line = row(column(square, None, gap=0), gap=12)
    line.addLayout(words, 1)
    line.addLayout(end)
    made.setLayout(line)
    return made
