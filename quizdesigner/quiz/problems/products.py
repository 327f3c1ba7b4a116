"""What counting shows of products: those nobody is shown and what beats them, idle slots, ends without a product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from quizdesigner.quiz import check
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.coverage import Alone, Count, Coverage, Placing, ProductReach, SlotReach, Wanted
from quizdesigner.quiz.document import By, Effect, Project, Quiz, ResultsPage, Slot
from quizdesigner.quiz.flow_reach import named
from quizdesigner.quiz.phrases import shortened
from quizdesigner.quiz.shares import share


def shelves(project: Project, quiz: Quiz, coverage: Coverage, said: Sequence[Finding]) -> Iterator[Finding]:
    """All of it; `said` are the findings so far, of which none is said again."""
    # Without any vote or slot there is one thing to say, which `check` says.
    if not coverage.sheets or not check.votes(quiz) or not any(page.slots for page in quiz.results):
        return
    slots = {f"{one.page}/{one.slot}": one for one in coverage.slots} if isinstance(coverage.slots, tuple) else {}
    reached = {one.page: one.reached.sheets for one in coverage.pages}
    broken = {(one.page, one.slot) for one in said if one.slot}
    idle = [
        found
        for page in quiz.results
        for slot in page.slots
        if reached[page.id] and (page.id, slot.id) not in broken and (told := slots.get(f"{page.id}/{slot.id}"))
        for found in _idle(page, slot, told)
    ]
    yield from idle
    # Where no slot works, no product can be blamed.
    broken.update((one.page, one.slot) for one in idle)
    working = [page for page in quiz.results if reached[page.id] and _works(page, broken)]
    if working:
        yield from _never_shown(project, quiz, coverage)
    yield from _without(quiz, coverage, reached, slots, working)


def _works(page: ResultsPage, broken: Set[tuple[str, str]]) -> bool:
    """Whether a slot of the page is not `broken` (ids of pages and slots)."""
    return any((page.id, slot.id) not in broken for slot in page.slots)


def _never_shown(project: Project, quiz: Quiz, coverage: Coverage) -> Iterator[Finding]:
    """Products a choice votes for by name that nobody is shown, together where the reason is the same.

    That some of a collection lose is what slots are for.
    """
    titles = {product.id: product.title for product in project.products}
    by_name = _by_name(Catalogue(project), quiz)
    never: dict[tuple[str, str], list[ProductReach]] = {}
    for told in coverage.products:
        if told.product in by_name and (told.voted.sheets or told.included.sheets):
            why = _why_never(told, coverage, titles)
            if why is not None:
                never.setdefault(why, []).append(told)
    for (why_one, why_many), some in never.items():
        first = some[0]
        names = shortened([titles[one.product] for one in some], "products")
        beaten = first.placing.beaten.sheets if isinstance(first.placing, Placing) else 0
        excluded = first.excluded.sheets if isinstance(first.excluded, Count) else 0
        votes = f", though {share(beaten, coverage.sheets)} of answer paths vote for it" if beaten else ""
        text = f"{names} are never shown: {why_many}." if some[1:] else f"{names} is never shown{votes}: {why_one}."
        yield Finding(
            "warning",
            text,
            product=first.product,
            also=tuple(one.product for one in some[1:]),
            wanted=Wanted("beaten" if beaten else "excluded", first.product) if beaten or excluded else None,
        )


def _why_never(told: ProductReach, coverage: Coverage, titles: Mapping[str, str]) -> tuple[str, str] | None:
    """Why it is never shown, for one product and for several; None where it is shown or nobody knows."""
    placing = told.placing
    if isinstance(placing, Alone) and not placing.eligible.sheets:
        return "no answer path brings it into a slot", "no answer path brings them into a slot"
    if not isinstance(placing, Placing) or placing.shown.sheets:
        return None
    if isinstance(told.excluded, Count) and told.excluded.sheets == coverage.sheets:
        return "every answer path excludes it", "every answer path excludes them"
    if not placing.beaten.sheets:
        return (
            "wherever a choice votes for it, others exclude it or vote it down",
            "wherever a choice votes for them, others exclude them or vote them down",
        )
    if placing.beaten_by:
        winner = titles.get(placing.beaten_by, "another product")
        return f"{winner} beats it", f"{winner} beats them"
    return "no slot takes it", "no slot takes them"


def _by_name(catalogue: Catalogue, quiz: Quiz) -> set[str]:
    """The products (ids) that some choice votes for or includes by their own name or a variant's."""
    return {
        product.id
        for question in quiz.questions
        for choice in question.options
        for link in choice.links
        if link.effect in (Effect.UPVOTE, Effect.INCLUDE) and link.by in (By.PRODUCT, By.VARIANT)
        for product in catalogue.matched(link)
    }


def _idle(page: ResultsPage, slot: Slot, told: SlotReach) -> Iterator[Finding]:
    """A slot that is of no use. One that is empty for some is left out for them, which is the author's to want."""
    name = f"{f'“{slot.heading}”' if slot.heading.strip() else 'A slot'} on {named(page, None)}"
    if not told.shown.sheets:
        yield Finding("warning", f"{name} is never shown: its condition never holds.", page=page.id, slot=slot.id)
    elif told.empty.sheets == told.shown.sheets:
        text = f"{name} never has a product: no answer path brings one into it."
        wanted = Wanted("slot_empty", f"{page.id}/{slot.id}")
        yield Finding("warning", text, page=page.id, slot=slot.id, wanted=wanted)


def _without(
    quiz: Quiz,
    coverage: Coverage,
    reached: Mapping[str, int],
    slots: Mapping[str, SlotReach],
    working: Sequence[ResultsPage],
) -> Iterator[Finding]:
    """Answer paths that end without any product and without a word about it, on pages with a slot that works.

    A page without a slot, and a slot that says something when it is empty, are the author's own answer to that.
    """
    if not isinstance(coverage.empty, Count):
        return
    by_will = sum(reached[page.id] for page in quiz.results if not page.slots)
    paths = coverage.empty.sheets - by_will
    bare = [page for page in working if _may_be_bare(page, reached, slots)]
    if paths and bare:
        text = f"{share(paths, coverage.sheets)} of answer paths end without a product."
        page, slot = (bare[0].id, bare[0].slots[0].id) if len(bare) == 1 else ("", "")
        wanted = None if by_will else Wanted("empty")
        advice = "Give a slot something to fall back on."
        yield Finding("warning", f"{text} {advice}", page=page, slot=slot, wanted=wanted)


def _may_be_bare(page: ResultsPage, reached: Mapping[str, int], slots: Mapping[str, SlotReach]) -> bool:
    """Whether a shopper can end here with neither a product nor a word for want of one, as far as is known."""
    if any(slot.empty.strip() and slot.show_when is None for slot in page.slots):
        return False
    known = filter(None, (slots.get(f"{page.id}/{slot.id}") for slot in page.slots))
    return all(one.empty.sheets or one.shown.sheets < reached[page.id] for one in known)
