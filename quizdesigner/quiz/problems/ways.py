"""What counting shows of the ways through a quiz: dead ends, what nobody reaches or picks, rules that never decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec.structs import replace

from quizdesigner.quiz.check import Finding, Part, numbers, titled
from quizdesigner.quiz.coverage import Coverage, JumpReach, QuestionReach
from quizdesigner.quiz.document import All, Choice, Project, Question, Quiz
from quizdesigner.quiz.flow import flow
from quizdesigner.quiz.flow_reach import Fault, all_named, faults, reach
from quizdesigner.quiz.phrases import shortened
from quizdesigner.quiz.sentences import of_range
from quizdesigner.quiz.shares import share


def ways(project: Project, quiz: Quiz, coverage: Coverage, said: Sequence[Finding]) -> Iterator[Finding]:
    """All of them; `said` are the findings of `check`, of which none is said again.

    Tags nobody can get for the sake of a finding stand in it.
    """
    yield from _with_tags(project, quiz, coverage, tuple(_ways(project, quiz, coverage, said)))


def _ways(project: Project, quiz: Quiz, coverage: Coverage, said: Sequence[Finding]) -> Iterator[Finding]:
    blocked = {one.question for one in said if one.level == "error" and one.part in ("", "choices") and not one.choice}
    broken = {one.jump for one in said if one.jump}
    numbered = numbers(quiz)
    for question, told in zip(quiz.questions, coverage.questions, strict=True):
        name = titled(question, numbered.get(question.id))
        if told.stuck and question.id not in blocked:
            yield _dead_end(name, question, told, coverage)
        # Nothing is to be said of choices and rules where nobody comes or nobody goes on.
        if told.sheets > told.stuck:
            if question.id not in blocked:
                yield from _choices(name, question, told)
            yield from _jumps(name, question, told, broken)
    if any(not one.sheets for one in coverage.questions) or any(not one.reached.sheets for one in coverage.pages):
        refused = {one.question or one.page for one in said if one.level == "error" and one.part == "show_when"}
        yield from _unreached(project, quiz, coverage, refused)


def _dead_end(name: str, question: Question, told: QuestionReach, coverage: Coverage) -> Finding:
    every = coverage.sheets + coverage.stuck
    many = "Everybody gets stuck" if told.stuck == every else f"{share(told.stuck, every)} of answer paths end"
    text = f"{many} at {name}: it must be answered, and there is nothing to answer it with."
    return Finding("error", text, question.id)


def _choices(name: str, question: Question, told: QuestionReach) -> Iterator[Finding]:
    for choice, reached in zip(question.options, told.choices, strict=True):
        if reached.sheets or _backwards(choice):
            continue
        if question.traits.is_number:
            text = f"No answer to {name} lies in “{choice.title or of_range(choice)}”."
        else:
            text = f"Nobody can pick “{choice.title}” at {name}."
        yield Finding("warning", text, question.id, "choices", choice.id)


def _backwards(choice: Choice) -> bool:
    """Whether no number can lie in the range, which `check` says."""
    return choice.least is not None and choice.most is not None and choice.least > choice.most


def _jumps(name: str, question: Question, told: QuestionReach, broken: Iterable[str]) -> Iterator[Finding]:
    for number, jump in enumerate(question.jumps):
        if told.jumps[number].sheets or jump.id in broken:
            continue
        which = f"Rule {number + 1}" if len(question.jumps) > 1 else "The rule"
        why = _why_never(question, told.jumps[:number], told.sheets - told.stuck)
        yield Finding("warning", f"{which} of {name} is never used: {why}.", question.id, "rules", jump=jump.id)


def _why_never(question: Question, earlier: Sequence[JumpReach], paths: int) -> str:
    when = question.jumps[len(earlier)].when
    if sum(one.sheets for one in earlier) == paths:
        return "a rule before it always fits" if len(earlier) == 1 else "the rules before it fit everybody"
    if any(jump.when in (when, All(())) for jump in question.jumps[: len(earlier)]):
        return "a rule before it has the same condition"
    return "its condition never holds where no rule before it fits" if earlier else "its condition never holds"


def _unreached(project: Project, quiz: Quiz, coverage: Coverage, refused: Set[str]) -> Iterator[Finding]:
    """What nobody reaches, once for each cause. What comes after a dead end is no news, nor is what has a condition
    that was `refused` (ids).
    """
    counted = reach(coverage)
    causes: dict[tuple[str, tuple[str, ...], bool], tuple[Fault, list[str]]] = {}
    for part, fault in faults(project, quiz, flow(quiz), counted).items():
        if fault.jumps or (fault.at not in refused if fault.show_when else not counted.stuck.get(fault.at)):
            causes.setdefault((fault.at, fault.jumps, fault.show_when), (fault, []))[1].append(part)
    names = all_named(quiz)
    pages = {page.id for page in quiz.results}
    for fault, parts in causes.values():
        text = f"Nobody can reach {shortened([names[part] for part in parts], 'screens')}. {fault.text}"
        about: Part = "rules" if fault.jumps else "show_when" if fault.show_when else ""
        question, page = ("", fault.at) if fault.at in pages else (fault.at, "")
        jump = next((one for one in fault.jumps if counted.jumps.get(one)), "")
        yield Finding("warning", text, question, about, page=page, jump=jump, also=tuple(parts))


def _with_tags(project: Project, quiz: Quiz, coverage: Coverage, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, each with the tags nobody can get for its sake; what no finding explains is one more."""
    names = {tag.id: tag.name for tag in project.tags}
    left = [one.tag for one in coverage.tags if one.givers and not one.reached.sheets and one.tag in names]
    given: dict[str, set[str]] = {page.id: set(page.tags) for page in quiz.results}
    for question in quiz.questions if left else ():
        given[question.id] = {tag for choice in question.options for tag in choice.tags}
        given |= {f"{question.id} {choice.id}": set(choice.tags) for choice in question.options}
    for one in found:
        parts = (f"{one.question} {one.choice}",) if one.choice else one.also
        tags = [tag for tag in left if any(tag in given.get(part, ()) for part in parts)]
        left = [tag for tag in left if tag not in tags]
        text = f"{one.text} So nobody can get {shortened([names[tag] for tag in tags], 'tags')}." if tags else one.text
        yield replace(one, text=text, tag="".join(tags[:1]), also=(*one.also, *tags[1:]))
    if left and not coverage.stuck:
        text = f"No answer path gives {shortened([names[tag] for tag in left], 'tags')}."
        yield Finding("warning", text, tag=left[0], also=tuple(left[1:]))
