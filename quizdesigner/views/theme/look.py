"""The tab Look: colours with their contrast, type and shape, logo and background."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from quizdesigner.page.theme import Pair, palette, report
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Theme
from quizdesigner.quiz.wire import MEDIA
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Figure, Notice, Segmented, Select, Switch, button, column, label, row, rule
from quizdesigner.views.kit.picture_field import PictureField
from quizdesigner.views.style import set_kind
from quizdesigner.views.theme.colour_field import ColourField
from quizdesigner.views.theme.colour_picker import ColourPicker

_COLOURS = (
    ("brand", "Brand"),
    ("on_brand", "Text on brand"),
    ("ground", "Page"),
    ("ink", "Text"),
    ("quiet", "Quiet text"),
)
_OPEN = frozenset({"on_brand", "ink", "quiet"})
_HARD = {
    "brand": "The brand colour is hard to see on the page.",
    "on_brand": "Text on the brand colour is hard to read.",
    "ink": "Text is hard to read on the page.",
    "quiet": "Quiet text is hard to read on the page.",
}
_TYPEFACES = (
    ("sans", "System"),
    ("serif", "Serif of the device"),
    ("rounded", "Rounded"),
    ("mono", "Monospaced"),
)
_CORNERS = (("0", "Square"), ("6", "Soft"), ("12", "Round"))
_LOGO, _BACKGROUND = 800, 2_000
"""The longer side pictures are fitted to, in pixels."""


class LookTab(QWidget):
    """Everything of the theme that is chosen and not typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: Pair | None = None
        picker = ColourPicker(self)
        self.colours = {name: ColourField(title, picker, optional=name in _OPEN) for name, title in _COLOURS}
        self.ratios = {name: Ratio() for name, _ in _COLOURS}
        for name, field in self.colours.items():
            field.changed.connect(lambda colour, name=name: self._set(name, colour, typing=True))
            field.left.connect(desk.editor.seal)
        self.use = button("Use it", "link", small=True)
        self.use.clicked.connect(self._use_nearest)
        self.warning = Notice(action=self.use)
        self.headings = Select("Headings", _TYPEFACES)
        self.body = Select("Body", _TYPEFACES)
        self.corners = Segmented("Corners", _CORNERS, "12")
        self.progress = Switch("Progress bar")
        self.headings.changed.connect(lambda face: self._set("headings", face))
        self.body.changed.connect(lambda face: self._set("body", face))
        self.corners.changed.connect(lambda corners: self._set("corners", int(corners)))
        self.progress.clicked.connect(lambda on: self._set("progress", on))
        self.logo = self._picture("logo", "Logo", _LOGO)
        self.background = self._picture("background", "Background picture", _BACKGROUND)
        self._lay_out()
        self.show_theme()

    def show_theme(self) -> None:
        """Show the look of the desk's quiz."""
        look = self._desk.quiz.theme
        used = palette(look)
        pairs = {pair.field: pair for pair in report(look)}
        for name, field in self.colours.items():
            field.show_colour(getattr(look, name), getattr(used, name))
            # What the page's ground is worth shows in the text that stands on it.
            self.ratios[name].show_pair(pairs["ink" if name == "ground" else name])
        self._wanted = next((pair for pair in pairs.values() if not pair.holds), None)
        self.warning.say(_words(self._wanted), "warn")
        self.headings.show_value(look.headings)
        self.body.show_value(look.body)
        self.corners.show_value(min(("0", "6", "12"), key=lambda one: abs(int(one) - look.corners)))
        self.progress.show_on(look.progress)
        self._show_pictures(look)

    def _show_pictures(self, look: Theme) -> None:
        files = {f"{MEDIA}{file.id}": file for file in self._desk.project.media}
        self.logo.show_value(look.logo, files.get(look.logo))
        self.background.show_value(look.background, files.get(look.background))

    def _picture(self, name: str, title: str, longest: int) -> PictureField:
        editor, merge = self._desk.editor, f"theme:{name}:picture"
        made = PictureField(
            title,
            self._desk.spawn,
            lambda file: editor.do(edits.store_media, file, merge=merge, label=f"choose {title.lower()}"),
            longest=longest,
        )

        def put(value: str) -> None:
            words = f"choose {title.lower()}" if value else f"remove {title.lower()}"
            if editor.do(edits.change_theme, self._desk.quiz_id, merge=merge, label=words, **{name: value}):
                editor.do(edits.drop_unused_media, merge=merge, label=words)
            editor.seal()

        made.changed.connect(put)
        return made

    def _set(self, name: str, value: object, *, typing: bool = False) -> None:
        quiz_id = self._desk.quiz_id
        merge = f"theme:{quiz_id}:{name}" if typing else None
        words = f"change {name.replace('_', ' ')}"
        self._desk.editor.do(edits.change_theme, quiz_id, merge=merge, label=words, **{name: value})

    def _use_nearest(self) -> None:
        if self._wanted is not None:
            mended = self.colours[self._wanted.field]
            if self.use.hasFocus():
                # The button goes with what it mends.
                mended.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._set(self._wanted.field, self._wanted.nearest)

    def _lay_out(self) -> None:
        lines = [
            row(_named(title), self.ratios[name], self.colours[name], gap=8, margins=(0, 1, 0, 1))
            for name, title in _COLOURS
        ]
        for select in (self.headings, self.body):
            select.setFixedWidth(196)
        self.setLayout(
            column(
                label("Colours", "strong"),
                2,
                *lines,
                4,
                self.warning,
                *_section("Type and shape"),
                row(label("Headings"), None, self.headings),
                row(label("Body"), None, self.body),
                row(label("Corners"), None, self.corners),
                row(label("Progress bar"), None, self.progress),
                *_section("Logo"),
                self.logo,
                *_section("Background picture"),
                label("Shown behind every screen, under a wash of the page's colour.", "hint", wrap=True),
                self.background,
                None,
                gap=6,
                margins=(18, 4, 18, 18),
            )
        )


class Ratio(QWidget):
    """A contrast ratio with a sign that says whether it is enough."""

    def __init__(self) -> None:
        super().__init__()
        self._figure = Figure("check", "ok", 14)
        self.words = label("", "ok")
        self.setFixedWidth(74)
        self.setLayout(row(self._figure, self.words, None, gap=4))

    def show_pair(self, pair: Pair) -> None:
        """Show how this pair can be read."""
        tone = "ok" if pair.holds else "warn"
        self._figure.show_icon("check" if pair.holds else "triangle-alert", tone)
        # Never rounded up to a ratio that would be enough.
        self.words.setText(f"{int(pair.ratio * 10) / 10:.1f} : 1")
        set_kind(self.words, tone)
        how = "can be read well" if pair.holds else "is hard to read"
        self.words.setAccessibleName(f"{pair.name}: contrast {self.words.text()}, {how}")


def _words(pair: Pair | None) -> str:
    if pair is None:
        return ""
    return f"{_HARD[pair.field]} {pair.nearest} is the nearest that works, and shoppers see that."


def _named(title: str) -> QLabel:
    made = label(title)
    made.setMinimumWidth(92)
    return made


def _section(title: str) -> tuple[QWidget | int, ...]:
    return 8, rule(), 8, label(title, "strong"), 2
