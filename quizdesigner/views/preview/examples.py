"""Preview one: from a figure over all answer paths to a shopper who shows it."""

from __future__ import annotations

from quizdesigner.quiz.coverage import Wanted
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand


class Examples:
    """Opens Preview with the shortest answer sheet of a count; asking for another gives the last one up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._errand = Errand(desk)

    def open(self, wanted: Wanted) -> None:
        """Find one of these shoppers, and go to them."""
        self._errand.run(self._open(wanted))

    async def _open(self, wanted: Wanted) -> None:
        quiz_id = self._desk.quiz_id
        sheet = await self._desk.forecast.example(wanted)
        if quiz_id != self._desk.quiz_id:
            return
        if sheet is None:
            self._desk.notify(
                "No such shopper was found: there is none any more, or they are too many to look through."
            )
        else:
            self._desk.preview_shopper(sheet)
