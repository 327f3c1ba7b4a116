"""Find and replace in all texts of a quiz: the bar over the place one is in."""

from quizdesigner.views.find.bar import FindBar
from quizdesigner.views.find.texts import Texts

__all__ = ["FindBar", "Texts"]
