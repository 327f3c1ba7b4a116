"""The inspector's *answer*: what a typed answer, a number or a date must be."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from quizdesigner.page.numbers import MAX_STARS
from quizdesigner.quiz import phones
from quizdesigner.quiz.answers import MAX_LONG_TEXT, MAX_TEXT
from quizdesigner.quiz.document import Kind, Question
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.exact_fields import AmountField, DayField
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.kit import Field, Number, Select, column, label

_WIDE = 188
_NARROW = 96
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
_ENDED = (Kind.RATING, Kind.SLIDER)


class AnswerPart(Section):
    """Bounds, unit, words at the ends, country, example. Rows a kind has no use for are hidden, and so may all be."""

    def __init__(self, author: Author) -> None:
        super().__init__("Answer")
        self.fewest = Number("Fewest characters", 0, MAX_TEXT, zero="any")
        self.longest = Number("Most characters", 0, MAX_TEXT, zero="any")
        self.stars = Number("Stars", 2, MAX_STARS)
        self.lowest = AmountField("Lowest number", empty="any")
        self.highest = AmountField("Highest number", empty="any")
        self.step = AmountField("In steps of", least=0.000_001, most=1_000_000)
        self.unit = Field("Unit", hint="kg, years …")
        self.low = Field("Words at the low end", hint="not at all")
        self.high = Field("Words at the high end", hint="very much")
        self.earliest = DayField("Earliest day")
        self.latest = DayField("Latest day")
        self.country = Select("Country of the numbers", _countries())
        self.example = Field("Example in the field")
        self._hint = label("", "hint", wrap=True)
        for number in (self.fewest, self.longest, self.stars, self.lowest, self.highest, self.step):
            number.setFixedWidth(_NARROW)
        for field in (self.unit, self.low, self.high, self.earliest, self.latest, self.country, self.example):
            field.setFixedWidth(_WIDE)
        self._lines: dict[str, tuple[QWidget, tuple[Kind, ...]]] = {
            "fewest": (line("At least, characters", self.fewest), _TEXTS),
            "longest": (line("At most, characters", self.longest), _TEXTS),
            "stars": (line("Stars", self.stars), (Kind.RATING,)),
            "lowest": (line("Lowest", self.lowest), (Kind.SLIDER, Kind.NUMBER)),
            "highest": (line("Highest", self.highest), (Kind.SLIDER, Kind.NUMBER)),
            "step": (line("In steps of", self.step), (Kind.SLIDER, Kind.NUMBER)),
            "unit": (line("Unit", self.unit), (Kind.SLIDER, Kind.NUMBER)),
            "low": (line("Low end", self.low), _ENDED),
            "high": (line("High end", self.high), _ENDED),
            "earliest": (line("Earliest", self.earliest), (Kind.DATE,)),
            "latest": (line("Latest", self.latest), (Kind.DATE,)),
            "country": (line("Country", self.country), (Kind.PHONE,)),
            "example": (
                line("Example", self.example),
                (*_TEXTS, Kind.NUMBER, Kind.NAME, Kind.EMAIL, Kind.PHONE),
            ),
        }
        self.body.addLayout(column(*(part for part, _ in self._lines.values()), self._hint, gap=4))
        self._connect(author)

    def show_question(self, question: Question) -> None:
        """Show what this question's answers must be."""
        kind = question.kind
        for part, kinds in self._lines.values():
            part.setVisible(kind in kinds)
        self.setVisible(any(kind in kinds for _, kinds in self._lines.values()))
        most = MAX_LONG_TEXT if kind is Kind.LONG_TEXT else MAX_TEXT
        self._hint.setVisible(kind in _TEXTS)
        self._hint.setText(f"Never more than {most:,} characters.")
        if kind in _TEXTS:
            for number, shown in ((self.fewest, question.shortest), (self.longest, question.longest)):
                # More than a field takes would come back as another number.
                number.setMaximum(max(most, shown))
                number.show_number(shown)
        if kind is Kind.RATING:
            stars = round(question.numbers[1] or 0)
            self.stars.setRange(min(2, stars), max(MAX_STARS, stars))
            self.stars.show_number(stars)
        lowest, highest, step = question.numbers
        self.lowest.show_amount(question.lowest if kind is Kind.NUMBER else lowest)
        self.highest.show_amount(question.highest if kind is Kind.NUMBER else highest)
        self.step.show_amount(step)
        self.lowest.step = self.highest.step = step
        self.unit.show_text(question.unit)
        self.low.show_text(question.low_label)
        self.high.show_text(question.high_label)
        self.earliest.show_day(question.earliest)
        self.latest.show_day(question.latest)
        self.country.show_value(question.country)
        self.example.show_text(question.placeholder)

    def _connect(self, author: Author) -> None:
        numbers = ((self.fewest, "shortest"), (self.longest, "longest"), (self.stars, "highest"))
        for number, name in numbers:
            number.edited.connect(lambda value, name=name: author.write(name, value))
        for amount, name in ((self.lowest, "lowest"), (self.highest, "highest"), (self.step, "step")):
            amount.edited.connect(lambda value, name=name: author.write(name, value))
        for day, name in ((self.earliest, "earliest"), (self.latest, "latest")):
            day.edited.connect(lambda value, name=name: author.write(name, value))
        texts = ((self.unit, "unit"), (self.low, "low_label"), (self.high, "high_label"), (self.example, "placeholder"))
        for field, name in texts:
            field.textEdited.connect(lambda text, name=name: author.write(name, text))
        self.country.changed.connect(lambda country: author.change(country=country))
        for number, _ in numbers:
            number.left.connect(author.seal)
        for field in (self.lowest, self.highest, self.step, self.earliest, self.latest, *(one for one, _ in texts)):
            field.left.connect(author.seal)


def _countries() -> list[tuple[str, str]]:
    """Every country with a calling code, by its name."""
    named = [
        (code, f"{QLocale.territoryToString(QLocale.codeToTerritory(code)) or code} +{calling}")
        for code, calling in phones.countries()
    ]
    return sorted(named, key=lambda one: one[1].casefold())
