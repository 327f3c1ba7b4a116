"""Where the arrow keys lead on the map: right and left along the ways, up and down to what lies beside them."""

from __future__ import annotations

from typing import Literal

from quizdesigner.quiz.flow import Point
from quizdesigner.quiz.flow_layout import WIDTH
from quizdesigner.views.flow.picture import Picture

Direction = Literal["right", "left", "up", "down", "first", "last"]


def neighbour(picture: Picture, part: str, direction: Direction) -> str:
    """The question or page one comes to from `part`; `part` itself where there is none that way."""
    places = picture.places
    if direction in ("first", "last") or part not in places:
        ends = list(places)
        return (ends[-1] if direction == "last" else ends[0]) if ends else part
    here = places[part]
    rooms = picture.layout.boxes
    if direction in ("up", "down"):
        sign = 1 if direction == "down" else -1
        found = [at for at in places.values() if (rooms[at].y - rooms[here].y) * sign > 0]
        # What stands in the same column comes before what is nearer in height.
        found = [at for at in found if abs(rooms[at].x - rooms[here].x) < 2 * WIDTH]
        key = {at: (abs(rooms[at].x - rooms[here].x), abs(rooms[at].y - rooms[here].y)) for at in found}
    else:
        found = _along(picture, here, back=direction == "left")
        key = {at: (abs(rooms[at].y - rooms[here].y), abs(rooms[at].x - rooms[here].x)) for at in found}
    return picture.flow.stops[min(found, key=lambda at: key[at])].part if found else part


def led_to(picture: Picture, part: str) -> tuple[str, ...]:
    """The names of the screens that can follow this one, in the order of the quiz."""
    ends = _along(picture, picture.places[part], back=False)
    return tuple(box.name for at in sorted(ends) if (box := picture.boxes[at]) is not None)


def _along(picture: Picture, here: int, *, back: bool) -> list[int]:
    """The screens at the other ends of the ways from (or to) this one, through gates."""
    near: dict[int, list[int]] = {}
    for edge in picture.flow.edges:
        one, other = (edge.end, edge.start) if back else (edge.start, edge.end)
        near.setdefault(one, []).append(other)
    found: dict[int, None] = {}
    open_ends = list(near.get(here, ()))
    passed: set[int] = set()
    while open_ends:
        at = open_ends.pop(0)
        if at in passed:
            continue
        passed.add(at)
        if picture.flow.stops[at].point is Point.GATE:
            open_ends += near.get(at, ())
        else:
            found[at] = None
    return list(found)
