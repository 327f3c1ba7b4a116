"""What changed about questions: those that are new or gone, what answers they take, their rules and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.check import capital, label, numbers
from quizdesigner.quiz.compare.difference import (
    Difference,
    choice_named,
    named,
)
from quizdesigner.quiz.document import Choice, Chose, Jump, Project, Question, Quiz
from quizdesigner.quiz.phrases import listed
from quizdesigner.quiz.sentences import of_condition, of_range, of_target

_ANSWERING = (
    *("least", "most", "several", "shortest", "longest", "lowest", "highest", "step"),
    *("earliest", "latest", "country"),
)
_ELSEWHERE = ("kind", "required", "choices", "show_when", "jumps", "title", "key", *_ANSWERING)


def questions(before: Project, after: Project, old: Quiz, new: Quiz) -> Iterator[Difference]:
    """Question by question, in the order of the later version."""
    olds = {question.id: question for question in old.questions}
    news = {question.id: question for question in new.questions}
    for question in old.questions:
        if question.id not in news:
            name = capital(label(old, question))
            gone = (_all_tags(question.options), _all_products(before, question.options))
            yield Difference("removed", name, "is gone", "", "everything", question.id, *gone)
    for question in new.questions:
        earlier = olds.get(question.id)
        if earlier is None:
            name = capital(label(new, question))
            given = (_all_tags(question.options), _all_products(after, question.options))
            yield Difference("added", name, "is new", "", "everything", question.id, *given)
        elif earlier != question:
            yield from _answers(new, earlier, question)
            yield from _choices(before, after, old, new, earlier, question)
            yield from _rules(before, after, old, new, earlier, question)
            yield from _words(new, earlier, question)
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        yield Difference("changed", "Order of the questions", "is another", reach="everything")


def _answers(quiz: Quiz, old: Question, new: Question) -> Iterator[Difference]:
    name = named(quiz, new)
    if old.kind is not new.kind:
        text = f"is now: {new.traits.label.lower()}"
        yield Difference("changed", name, text, f"Before: {old.traits.label.lower()}.", "everything", new.id)
    if old.required != new.required:
        text = "must be answered now" if new.required else "may be skipped now"
        yield Difference("changed", name, text, "", "everything", new.id)
    if any(getattr(old, field) != getattr(new, field) for field in _ANSWERING):
        yield Difference("changed", name, "takes other answers", "", "everything", new.id)


def _choices(
    before: Project, after: Project, old_quiz: Quiz, quiz: Quiz, old: Question, new: Question
) -> Iterator[Difference]:
    olds = {choice.id: choice for choice in old.options}
    news = {choice.id: choice for choice in new.options}
    for choice in olds.values():
        if choice.id not in news:
            name = choice_named(old_quiz, old, choice)
            gone = (choice.tags, _all_products(before, (choice,)))
            yield Difference("removed", name, "can no longer be picked", "", "everything", new.id, *gone)
    for choice in news.values():
        earlier = olds.get(choice.id)
        if earlier is None:
            names = [tag.name for tag in after.tags if tag.id in choice.tags]
            text = f"is new and gives {listed(names)}" if names else "is new"
            given = (choice.tags, _all_products(after, (choice,)))
            yield Difference("added", choice_named(quiz, new, choice), text, "", "everything", new.id, *given)
        elif earlier != choice:
            yield from _choice(quiz, new, earlier, choice)
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        yield Difference("changed", named(quiz, new), "has its choices in another order", part=new.id)


def _choice(quiz: Quiz, question: Question, old: Choice, new: Choice) -> Iterator[Difference]:
    name = choice_named(quiz, question, new)
    if of_range(old) != of_range(new):
        effect = f"“{of_range(old)}” is now “{of_range(new)}”."
        yield Difference("changed", name, "has another range", effect, "everything", question.id)
    if old.role is not new.role:
        yield Difference("changed", name, f"is now: {new.role.value}", "", "everything", question.id)
    if old.title != new.title:
        effect = f"“{old.title}” is now “{new.title}”."
        yield Difference("changed", f"Text of {_small(name)}", "text only", effect, part=question.id)
    if old.picture != new.picture:
        yield Difference("changed", name, "has another picture", part=question.id)
    if old.translations != new.translations:
        yield Difference("changed", name, "is translated otherwise", part=question.id)


def _rules(
    before: Project, after: Project, old_quiz: Quiz, quiz: Quiz, old: Question, new: Question
) -> Iterator[Difference]:
    name = named(quiz, new)
    if old.show_when != new.show_when:
        was, now = _shown(before, old_quiz, old), _shown(after, quiz, new)
        yield Difference("changed", name, f"is now shown {now}", f"Before: {was}.", "everything", new.id)
    olds = {jump.id: jump for jump in old.jumps}
    news = {jump.id: jump for jump in new.jumps}
    for jump in old.jumps:
        if jump.id not in news:
            where = _jump(before, old_quiz, old, jump)
            yield Difference("removed", where[0], f"no longer goes to {where[1]}", "", "everything", new.id)
    for jump in new.jumps:
        earlier = olds.get(jump.id)
        if earlier == jump:
            continue
        where, effect = _jump(after, quiz, new, jump), ""
        if earlier is not None:
            who, to = _jump(before, old_quiz, old, earlier)
            effect = f"Before: {who} went to {to}." if who != where[0] else f"Before: to {to}."
        yield Difference("changed", where[0], f"now goes to {where[1]}", effect, "everything", new.id)
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        yield Difference("changed", name, "reads its rules in another order", "", "everything", new.id)


def _words(quiz: Quiz, old: Question, new: Question) -> Iterator[Difference]:
    name = named(quiz, new)
    if old.title != new.title:
        effect = f"“{old.title}” is now “{new.title}”."
        yield Difference("changed", f"Title of {_small(name)}", "text only", effect, part=new.id)
    same = {field: getattr(new, field) for field in _ELSEWHERE}
    if structs.replace(old, **same) != new:
        yield Difference("changed", name, "has other words, pictures or settings", part=new.id)


def _shown(project: Project, quiz: Quiz, question: Question) -> str:
    when = question.show_when
    return "to everybody who comes by" if when is None else f"only if {of_condition(project, quiz, when)}"


def _jump(project: Project, quiz: Quiz, question: Question, jump: Jump) -> tuple[str, str]:
    """Who a rule is about, and where it leads; a rule about one choice is about that choice."""
    number = numbers(quiz).get(jump.to)
    to = f"question {number}" if number else of_target(quiz, jump.to)
    if isinstance(jump.when, Chose) and jump.when.question == question.id:
        choice = next((one for one in question.options if one.id == jump.when.choice), None)
        if choice is not None:
            return choice_named(quiz, question, choice), to
    return named(quiz, question), f"{to} if {of_condition(project, quiz, jump.when, question.id)}"


def _all_tags(choices: Sequence[Choice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for choice in choices for tag in choice.tags))


def _all_products(project: Project, choices: Sequence[Choice]) -> tuple[str, ...]:
    catalogue = Catalogue(project)
    links = (link for choice in choices for link in choice.links)
    return tuple(dict.fromkeys(product.id for link in links for product in catalogue.matched(link)))


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
