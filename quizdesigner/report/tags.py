"""The section on customer tags: by group, who gets each, from what, and whether groups of one value hold."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.coverage import GroupReach
from quizdesigner.quiz.document import Project, Tag, TagGroup
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.tags import group_of
from quizdesigner.report.marks import TOO_MANY, bar, chip, listed, note, short, table, text
from quizdesigner.report.said import called, choice_of, numbered, shopper
from quizdesigner.report.subject import Facts

_GIVERS = 16
"""What gives a tag is named so often in its row; the rest stands at its question."""


def tags(facts: Facts) -> str:
    """The section."""
    givers = _givers(facts)
    given = [tag for tag in facts.project.tags if tag.id in givers]
    if not given:
        return "<p>This quiz gives no customer tags.</p>"
    groups: dict[str, list[Tag]] = {}
    for tag in given:
        groups.setdefault(group_of(tag.name).casefold(), []).append(tag)
    # Plain tags come last, whenever the first of them was made.
    plain = groups.pop("", [])
    inner = "".join(_group(facts, group_of(some[0].name), some, givers) for some in groups.values())
    inner += _group(facts, "", plain, givers) if plain else ""
    others = len(facts.project.tags) - len(given)
    words = counted(others, "more tag of the project comes", "more tags of the project come")
    rest = f" {words} from elsewhere." if others else ""
    return f"<p>Shoppers are given {counted(len(given), 'customer tag')} by this quiz.{rest}</p>{inner}"


def _givers(facts: Facts) -> dict[str, list[str]]:
    """What gives each tag, as marks: the quiz itself, its results pages, its choices in their order."""
    found: dict[str, list[str]] = {}
    for tag in facts.quiz.tags:
        found.setdefault(tag, []).append("<b>every shopper</b>")
    for page in facts.quiz.results:
        for tag in page.tags:
            found.setdefault(tag, []).append(f"the results page {called(facts, page.id)}")
    for question in facts.quiz.questions:
        for choice in question.options:
            for tag in choice.tags:
                giver = f"{numbered(facts.numbers[question.id])}{choice_of(facts, choice)}"
                found.setdefault(tag, []).append(f'<span class="said">{giver}</span>')
    return found


def _group(facts: Facts, name: str, some: list[Tag], givers: dict[str, list[str]]) -> str:
    rows = ((chip(facts, tag), _from(givers[tag.id]), _who(facts, tag)) for tag in some)
    title = text(name) if name else "Without a group"
    body = table("tags", ("Tag", "Given by", "Who ends with it"), rows)
    return f'<section class="group{short(len(some))}"><h3>{title}</h3>{_single(facts, name)}{body}</section>'


def _from(givers: list[str]) -> str:
    more = len(givers) - _GIVERS
    rest = f" and {counted(more, 'more choice')} of section 2" if more > 0 else ""
    return f'<span class="givers">{" ".join(givers[:_GIVERS])}{rest}</span>'


def _who(facts: Facts, tag: Tag) -> str:
    reach = facts.reached.get(tag.id)
    return bar(reach.reached.sheets, facts.counted.sheets) if reach and facts.counted else ""


def _single(facts: Facts, name: str) -> str:
    """Whether a group of one value holds."""
    group = _kept(facts.project, name)
    if group is None or not group.single:
        return ""
    reach = facts.counted.groups.get(group.name) if facts.counted else None
    if not isinstance(reach, GroupReach) or facts.counted is None:
        return note("plain", f"One value only. Whether that holds is not known: {TOO_MANY}.")
    if not facts.counted.sheets:
        return note("plain", "One value only. No shopper gets to the end, so nobody has any.")
    if not reach.none.sheets and not reach.several.sheets:
        return note("ok", "<b>One value only, and it holds.</b> Every shopper ends with exactly one.")
    words = "<p><b>One value only</b>, but not for everybody:</p>"
    return f'<div class="note warn">{words}{listed(_faults(facts, reach))}</div>'


def _faults(facts: Facts, reach: GroupReach) -> Iterator[str]:
    whole = facts.counted.sheets if facts.counted else 0
    for count, words in ((reach.none, "end with none of these"), (reach.several, "end with several")):
        if count.sheets:
            example = f"<br>For example: {shopper(facts, count.example)}" if count.example else ""
            yield f"{bar(count.sheets, whole)} {words}.{example}"


def _kept(project: Project, name: str) -> TagGroup | None:
    key = name.casefold()
    return next((one for one in project.tag_groups if key and one.name.casefold() == key), None)
