"""The consequences as plain figures: for everything shoppers meet and get, the answer sheets before and after."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.coverage import TooMany


class Both(Struct, frozen=True):
    """One number of both versions."""

    before: int
    after: int


class Shift(Struct, frozen=True):
    """On how many answer sheets something is in both versions: a question is met, a tag given, a product shown.

    None where the version does not have it. `name` is what it is called now, or was called last.
    """

    id: str
    name: str
    before: int | TooMany | None
    after: int | TooMany | None

    @property
    def exact(self) -> Both | None:
        """The numbers, 0 for what is not there; None when one is too large to count."""
        if isinstance(self.before, TooMany) or isinstance(self.after, TooMany):
            return None
        return Both(self.before or 0, self.after or 0)

    @property
    def gained(self) -> bool:
        """Whether nobody had it before, and somebody has it now."""
        both = self.exact
        return both is not None and not both.before and both.after > 0

    @property
    def lost(self) -> bool:
        """Whether somebody had it before, and nobody has it now."""
        both = self.exact
        return both is not None and both.before > 0 and not both.after


class RouteChange(Struct, frozen=True, tag_field="is", tag="routes"):
    """Routes (sequences of screens, the results page with them) of both versions; `gained` are those the earlier one
    does not have, `lost` those the later one does not.
    """

    before: int
    after: int
    gained: int
    lost: int


class Beaten(Struct, frozen=True):
    """That one product is beaten by another most often now, and was not before (ids)."""

    product: str
    by: str
    by_name: str


class Figures(Struct, frozen=True, tag_field="is", tag="figures"):
    """What coverage says of both versions, side by side.

    `sheets` are finished answer sheets, of which tags, groups, segments, pages, products and `empty` (sheets that are
    shown no product) are shares; `stuck` those that run into a dead end, by question in `dead_ends`. Questions are
    shares of `sheets` and `stuck` together. `groups` count sheets with any tag of a group; their ids are the tags of
    both versions, in `members`.
    """

    sheets: Both
    stuck: Both
    routes: RouteChange | TooMany
    questions: tuple[Shift, ...]
    dead_ends: tuple[Shift, ...]
    pages: tuple[Shift, ...]
    tags: tuple[Shift, ...]
    groups: tuple[Shift, ...]
    members: dict[str, tuple[str, ...]]
    segments: tuple[Shift, ...]
    segment_tags: dict[str, tuple[str, ...]]
    products: tuple[Shift, ...]
    beaten: tuple[Beaten, ...]
    empty: Shift


class Field(Struct, frozen=True):
    """A field a connection sends: its name there and the question it comes from (id)."""

    name: str
    question: str


class Renamed(Struct, frozen=True):
    """A tag's two names."""

    tag: str
    before: str
    after: str


class Received(Struct, frozen=True):
    """What the service of one connection gets that it did not get before, and no longer gets.

    `field` is where customer tags go. Tag values (id and name) count once somebody can get them; None when that is too
    much to count. What is `renamed` is neither new nor gone: profiles keep the old value beside the new one.
    """

    connection: str
    service: str
    field: str
    fields_new: tuple[Field, ...]
    fields_gone: tuple[Field, ...]
    values_new: dict[str, str] | None
    values_gone: dict[str, str] | None
    renamed: tuple[Renamed, ...]


class Consequences(Struct, frozen=True):
    """Everything one version of a quiz does to shoppers and CRMs that another did not."""

    figures: Figures | TooMany
    received: tuple[Received, ...]
