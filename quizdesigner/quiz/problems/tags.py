"""What counting shows of customer tags: values that are missing or one too many, and segments nobody is in."""

from __future__ import annotations

from collections.abc import Iterator, Set

from msgspec import Struct, field

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.coverage import Count, Coverage, GroupReach, Wanted
from quizdesigner.quiz.document import Options, Project, Quiz
from quizdesigner.quiz.flow_reach import all_named
from quizdesigner.quiz.phrases import shortened
from quizdesigner.quiz.segments import tags_of
from quizdesigner.quiz.shares import share
from quizdesigner.quiz.tags import group_of, uses


def groups(project: Project, quiz: Quiz, coverage: Coverage) -> Iterator[Finding]:
    """Groups of one value that some shoppers end with several of."""
    tags = _by_group(project)
    for name, told in coverage.groups.items():
        if isinstance(told, GroupReach) and told.several.sheets:
            givers = _named_givers(quiz, tags.get(name.casefold(), frozenset()))
            each = "both" if len(givers) == 2 else "each"
            why = f"{shortened(givers)} {each} give one" if len(givers) > 1 else f"{givers[0]} gives several"
            paths = share(told.several.sheets, coverage.sheets)
            text = f"{paths} of answer paths end with more than one {name}: tag: {why}."
            yield Finding("warning", text, group=name, wanted=Wanted("group_several", name))


def skipped(project: Project, quiz: Quiz, coverage: Coverage) -> Iterator[Finding]:
    """Rules that lead past a question which gives everybody else a tag of a group somebody counts on.

    Somebody does where the group is to have one value, or a segment asks for a tag of it. A question that is optional,
    under a condition, or with choices that give none is the author's own way to leave shoppers without.
    """
    counted_on, tags = _counted_on(project), _by_group(project)
    givers = _givers(quiz) if counted_on else {}
    names = all_named(quiz)
    passes = _passes(quiz, coverage) if counted_on else ()
    # Where the same rules lead past them, the same shoppers skip several questions.
    alike: dict[tuple[tuple[tuple[str, str], ...], str], _Missed] = {}
    for place, (question, told) in enumerate(zip(quiz.questions, coverage.questions, strict=True)):
        if not 0 < told.sheets < coverage.sheets or not question.needed or question.show_when is not None:
            continue
        by = tuple((owner, jump) for owner, jump, past in passes if place in past)
        skip = coverage.sheets - told.sheets if not coverage.stuck else 0
        for group, name in counted_on.items():
            if question.options and all(tags[group].intersection(choice.tags) for choice in question.options):
                alone = all(part == question.id or given.isdisjoint(tags[group]) for part, given in givers.items())
                reach = coverage.groups.get(name)
                none = reach.none.sheets if isinstance(reach, GroupReach) else None
                paths = none if none is not None else skip if alone else 0
                # A number may lie in none of the ranges, which is no skipping.
                sure = question.traits.options is not Options.RANGES or none == skip
                if paths and by and sure:
                    missed = alike.setdefault((by, "" if paths == skip else name), _Missed(paths))
                    missed.questions[question.id] = names[question.id]
                    missed.groups[name] = f"{name}:"
    for (((owner, jump), *_), _), missed in alike.items():
        group = next(iter(missed.groups))
        wanted = Wanted("group_none", group) if isinstance(coverage.groups.get(group), GroupReach) else None
        skipping = f"{share(missed.paths, coverage.sheets)} of answer paths skip"
        without = shortened(list(missed.groups.values()), word="or")
        text = f"{skipping} {shortened(list(missed.questions.values()))}, so they get no {without} tag."
        also = tuple(missed.questions)
        yield Finding("warning", text, owner, "rules", group=group, jump=jump, also=also, wanted=wanted)


def segments(project: Project, quiz: Quiz, coverage: Coverage | None) -> Iterator[Finding]:
    """Segments nobody is in, and those that ask for tags nothing gives.

    Where a segment asks for tags of the project's other quizzes, it is no wonder that nobody is in it by this one.
    """
    names = {tag.id: tag.name for tag in project.tags}
    used = uses(project) if project.segments else {}
    own = {tag for tags in _givers(quiz).values() for tag in tags}
    lost = {one.tag for one in coverage.tags if not one.reached.sheets} if coverage else set()
    for segment in project.segments:
        asked = tags_of(segment.rule)
        nothing = [tag for tag in asked if not used.get(tag)]
        on_none = shortened([names.get(tag, "a tag that is not there") for tag in nothing], "tags") if nothing else ""
        told = coverage.rules.get(segment.id) if coverage and coverage.sheets else None
        elsewhere = any(used.get(tag) and tag not in own for tag in asked)
        if isinstance(told, Count) and not told.sheets and asked and not elsewhere:
            unreached = [tag for tag in asked if tag in own and tag in lost]
            why = "no answer path gives what its rule asks for"
            if nothing:
                why = f"{on_none} {'is' if len(nothing) == 1 else 'are'} on no choice"
            elif unreached:
                why = f"nobody can get {shortened([names[tag] for tag in unreached], 'tags')}"
            text = f"Nobody is in “{segment.name}”: {why}."
            yield Finding("warning", text, tag=next(iter((*nothing, *unreached)), ""), segment=segment.id)
        elif nothing:
            text = f"“{segment.name}” asks for {on_none}, which {'is' if len(nothing) == 1 else 'are'} on no choice."
            yield Finding("warning", text, tag=nothing[0], segment=segment.id)


def _by_group(project: Project) -> dict[str, frozenset[str]]:
    """The tags (ids) of each group, by its name in small letters."""
    found: dict[str, set[str]] = {}
    for tag in project.tags:
        if group := group_of(tag.name):
            found.setdefault(group.casefold(), set()).add(tag.id)
    return {name: frozenset(tags) for name, tags in found.items()}


def _counted_on(project: Project) -> dict[str, str]:
    """The groups of one value and those segments ask for: their names, by the same in small letters."""
    asked = {tag for segment in project.segments for tag in tags_of(segment.rule)}
    found = {group_of(tag.name).casefold(): group_of(tag.name) for tag in project.tags if tag.id in asked}
    kept = {group.name.casefold(): group for group in project.tag_groups}
    found |= {name: group.name for name, group in kept.items() if name in found or group.single}
    used = _by_group(project)
    return {name: shown for name, shown in found.items() if name in used}


def _givers(quiz: Quiz) -> dict[str, frozenset[str]]:
    """The tags each question and results page gives (ids, by its id); those every taker gets by an empty one."""
    found = {"": frozenset(quiz.tags)}
    for question in quiz.questions:
        found[question.id] = frozenset(tag for choice in question.options for tag in choice.tags)
    return found | {page.id: frozenset(page.tags) for page in quiz.results}


def _named_givers(quiz: Quiz, tags: Set[str]) -> list[str]:
    names = all_named(quiz)
    return [names.get(part, "the quiz itself") for part, given in _givers(quiz).items() if given.intersection(tags)]


class _Missed(Struct):
    """Questions that so many answer paths skip and the groups they then lack, with their names in words."""

    paths: int
    questions: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)


def _passes(quiz: Quiz, coverage: Coverage) -> tuple[tuple[str, str, range], ...]:
    """The rules that lead some shopper on: question, rule, and the places they lead past. Those for most come first."""
    fired = {(one.question, jump.jump): jump.sheets for one in coverage.questions for jump in one.jumps}
    places = {part: place for place, part in enumerate(all_named(quiz))}
    found = [
        (question.id, jump.id, range(place + 1, places[jump.to]))
        for place, question in enumerate(quiz.questions)
        for jump in question.jumps
        if fired.get((question.id, jump.id))
    ]
    return tuple(sorted(found, key=lambda one: -fired[one[:2]]))
