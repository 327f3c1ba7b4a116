"""What the coverage of a quiz says: plain numbers, each with a shopper who shows it.

A number of answer sheets is an exact integer, however large. Where a number would take too many steps, `TooMany` stands
in its place; nothing is ever estimated.
"""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.answers import Answer

Sheet = dict[str, Answer]
"""A complete answer sheet: the answers on one route by question id, skipped questions left out."""


class TooMany(Struct, frozen=True, tag_field="is", tag="too_many"):
    """There are too many combinations to count exactly: more than `budget` steps would be needed."""

    budget: int


class Count(Struct, frozen=True, tag_field="is", tag="count"):
    """How many finished answer sheets are so, and the shortest of them: fewest screens, then fewest answers.

    `example` is None when there is none, or when finding the shortest would take more steps than the budget.
    """

    sheets: int
    example: Sheet | None = None


class ChoiceReach(Struct, frozen=True):
    """In how many answer sheets this choice is picked."""

    choice: str
    sheets: int


class JumpReach(Struct, frozen=True):
    """In how many answer sheets this *then go to* rule decides where the shopper goes on."""

    jump: str
    sheets: int


class QuestionReach(Struct, frozen=True):
    """In how many answer sheets this question is on the route; 0 means no shopper ever sees it.

    `stuck` of them end here, because nothing the shopper can do is an answer: a dead end.
    """

    question: str
    sheets: int
    stuck: int
    choices: tuple[ChoiceReach, ...] = ()
    jumps: tuple[JumpReach, ...] = ()


class PageReach(Struct, frozen=True):
    """Answer sheets that end on this results page."""

    page: str
    reached: Count


class TagReach(Struct, frozen=True):
    """Answer sheets that end with this customer tag, which `givers` of the quiz give: choices, results pages, and the
    quiz itself where every taker gets it.

    With givers and no sheet, no shopper can get it.
    """

    tag: str
    givers: int
    reached: Count


class GroupReach(Struct, frozen=True, tag_field="is", tag="group"):
    """How many different tags of a set answer sheets end with: none, exactly one, or several."""

    none: Count
    one: Count
    several: Count


class Placing(Struct, frozen=True, tag_field="is", tag="placing"):
    """How a product fares against the others.

    `shown`: it is in a slot of the results page; `first`: it is the first product there; `beaten`: its votes are above
    nought or a choice includes it, nothing excludes it, and yet it is not shown. `tied`: a slot had room for only some
    of several products with as many votes, this one among them, so that the slot's rule for ties decided. `beaten_by`
    is the product that most often fits, in the sheets in which it is beaten, a slot that takes this one too (of equals
    the first in the catalogue), in `beaten_in` of them; empty when none does. `never_with` are products that are never
    shown to anybody who is shown this one: the ids of the three shown most often, where there are so many.
    """

    shown: Count
    first: Count
    beaten: Count
    tied: Count
    beaten_by: str = ""
    beaten_in: int = 0
    never_with: tuple[str, ...] = ()


class Alone(Struct, frozen=True, tag_field="is", tag="alone"):
    """What is exact about a product where the contest of all products is too large to count.

    `eligible`: it would be shown if it were the only product of the catalogue. With the others there it is shown in
    these sheets at most; at 0 it is never shown.
    """

    eligible: Count


class ProductReach(Struct, frozen=True):
    """A published product that some choice speaks of, or that a slot falls back to.

    `voted` counts sheets with a vote for it, `downvoted` with one against it, `included` where a choice includes it,
    and `excluded` where it is excluded (by its variants: all of them); a sheet may be in all of them.
    """

    product: str
    voted: Count
    downvoted: Count
    included: Count
    excluded: Count | TooMany
    placing: Placing | Alone | TooMany


class SlotReach(Struct, frozen=True):
    """How a slot of a results page is filled in the answer sheets that are `shown` it.

    `filled` has, by number from nought to the slot's count, the sheets in which so many products fit. Where none does,
    `fallback` has those that are shown the slot's fallback and `empty` those that are shown nothing. `tied` are sheets
    in which the rule for ties decided, and `ties` the products (ids, in catalogue order) it decided between.
    """

    page: str
    slot: str
    shown: Count
    filled: tuple[Count, ...]
    fallback: Count
    empty: Count
    tied: Count
    ties: tuple[str, ...] = ()


class Coverage(Struct, frozen=True, tag_field="is", tag="coverage"):
    """Everything about one quiz, over all answer sheets a shopper can give.

    `sheets` are those that reach the end; `stuck` those that run into a dead end, which count at questions, choices and
    rules alone. `routes` are the different sequences of questions that reach the end. `empty` are finished sheets that
    are shown no product.
    """

    sheets: int
    stuck: int
    routes: int | TooMany
    questions: tuple[QuestionReach, ...]
    pages: tuple[PageReach, ...]
    tags: tuple[TagReach, ...]
    rules: dict[str, Count | TooMany]
    groups: dict[str, GroupReach | TooMany]
    products: tuple[ProductReach, ...]
    empty: Count | TooMany
    slots: tuple[SlotReach, ...] | TooMany
