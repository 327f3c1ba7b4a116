"""What changed about results pages: who ends there, which products their slots show, and what they say."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from quizdesigner.quiz.compare.difference import Difference, Reach, cut, page_named
from quizdesigner.quiz.document import AnyCondition, AnySection, Project, Quiz, ResultsPage, Slot
from quizdesigner.quiz.sentences import of_condition

_SAYS = ("heading", "reasons", "button", "empty", "translations")
"""What of a slot makes no difference to which products are in it."""


def results(before: Project, after: Project, old: Quiz, new: Quiz) -> Iterator[Difference]:
    """Page by page, in the order of the later version."""
    olds = {page.id: page for page in old.results}
    news = {page.id: page for page in new.results}
    for page in old.results:
        if page.id not in news:
            yield Difference("removed", page_named(page), "is gone", "", "everything", page.id, page.tags)
    for page in new.results:
        earlier = olds.get(page.id)
        if earlier is None:
            yield Difference("added", page_named(page), "is new", "", "everything", page.id, page.tags)
        elif earlier != page:
            yield from _page(before, after, old, new, earlier, page)
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        text = "is another: the first whose rule fits is shown"
        yield Difference("changed", "Order of the results pages", text, reach="everything")


def _page(
    before: Project, after: Project, old_quiz: Quiz, quiz: Quiz, old: ResultsPage, new: ResultsPage
) -> Iterator[Difference]:
    name = page_named(new)
    if old.show_when != new.show_when:
        now, was = _shown(after, quiz, new.show_when), _shown(before, old_quiz, old.show_when)
        yield Difference("changed", name, f"is now for {now}", f"Before: for {was}.", "everything", new.id)
    yield from _sections(name, old, new)
    same = {"show_when": new.show_when, "sections": new.sections, "tags": new.tags}
    if structs.replace(old, **same) != new:
        yield Difference("changed", name, "has other words or settings")


def _sections(name: str, old: ResultsPage, new: ResultsPage) -> Iterator[Difference]:
    olds = {section.id: section for section in old.sections}
    news = {section.id: section for section in new.sections}
    where = f"on the {name[:1].lower()}{name[1:]}"
    for section in old.sections:
        if section.id not in news:
            yield Difference("removed", _section(section), f"{where} is gone", reach=_reach(section))
    for section in new.sections:
        earlier = olds.get(section.id)
        if earlier is None:
            yield Difference("added", _section(section), f"{where} is new", reach=_reach(section))
        elif earlier != section:
            says = isinstance(section, Slot) and isinstance(earlier, Slot) and _same_products(earlier, section)
            if says or not isinstance(section, Slot):
                yield Difference("changed", _section(section), f"{where} looks or reads otherwise")
            else:
                yield Difference("changed", _section(section), f"{where} picks products otherwise", reach="products")
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        # A product stands in the first slot it fits, unless it may be repeated.
        yield Difference("changed", name, "has its parts in another order", reach="products")


def _reach(section: AnySection) -> Reach:
    return "products" if isinstance(section, Slot) else "looks"


def _same_products(old: Slot, new: Slot) -> bool:
    return structs.replace(old, **{field: getattr(new, field) for field in _SAYS}) == new


def _section(section: AnySection) -> str:
    kind = "Slot" if isinstance(section, Slot) else "Section"
    return f"{kind} “{cut(section.heading)}”" if section.heading else kind


def _shown(project: Project, quiz: Quiz, when: AnyCondition | None) -> str:
    return "everybody" if when is None else f"shoppers for whom {of_condition(project, quiz, when)}"
