"""What the report says of parts of a quiz in words: targets, links, questions, conditions, made-up shoppers."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale, UnknownLocaleError

from quizdesigner.quiz import segments
from quizdesigner.quiz.answers import millionths, plain
from quizdesigner.quiz.coverage import Sheet
from quizdesigner.quiz.document import (
    AnyCondition,
    By,
    Choice,
    Effect,
    HasTag,
    Kind,
    Link,
    Question,
    Target,
)
from quizdesigner.quiz.play import walk
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_condition, of_range
from quizdesigner.quiz.shares import grouped
from quizdesigner.report.marks import NOTHING, chip, line, text
from quizdesigner.report.subject import Facts

_GROUPS = {
    By.COLLECTION: "the collection",
    By.PRODUCT_TAG: "products tagged",
    By.VENDOR: "products by",
    By.TYPE: "products of type",
}
_EFFECTS = (
    (Effect.UPVOTE, "for"),
    (Effect.DOWNVOTE, "against"),
    (Effect.INCLUDE, "always shows"),
    (Effect.EXCLUDE, "never shows"),
)


def target(facts: Facts, target: Target) -> str:
    """The products a target means, as a mark: a product by its title, a group of them by what it is."""
    match target.by:
        case By.PRODUCT:
            product = facts.catalogue.product(target.to)
            return text(product.title) if product else "a product that is gone"
        case By.VARIANT:
            sold = facts.catalogue.variant(target.to)
            if sold is None:
                return "a variant that is gone"
            return text(f"{sold[0].title}, {sold[1].title}" if sold[1].title else sold[0].title)
        case By.COLLECTION:
            titles = (one.title for one in facts.project.collections if one.id == target.to)
            name = next(titles, None)
            return "a collection that is gone" if name is None else f"{_GROUPS[target.by]} {text(name)}"
        case _:
            return f"{_GROUPS[target.by]} {text(target.to)}"


def targets(facts: Facts, some: Iterable[Target]) -> str:
    """Several targets in a row."""
    return ", ".join(target(facts, one) for one in some)


def links(facts: Facts, choice: Choice) -> str:
    """What a choice says about products, by effect; a vote of more than one with its weight."""
    rows = ""
    for effect, word in _EFFECTS:
        some = [link for link in choice.links if link.effect is effect]
        if some:
            rows += f'<div class="says"><b>{word}</b> {", ".join(_link(facts, one) for one in some)}</div>'
    return rows or NOTHING


def called(facts: Facts, part_id: str) -> str:
    """A question or results page within a sentence: number and title."""
    part = facts.parts.get(part_id)
    if part is None:
        return "a screen that is not there"
    number = facts.numbers.get(part_id)
    title = line(facts.names, part.title, kind_of(part) if isinstance(part, Question) else "Results page")
    return f"{numbered(number)}{title}" if number else title


def numbered(number: int) -> str:
    """The number of a question before its words, on the same line as the first of them."""
    return f'<span class="no">{number}</span>\u00a0'


def choice_of(facts: Facts, choice: Choice) -> str:
    """A choice by what shoppers read, a range by its ends."""
    words = of_range(choice)
    return words if words and not choice.title.strip() else line(facts.names, choice.title, "a choice without text")


def condition(facts: Facts, when: AnyCondition, here: str = "") -> str:
    """A condition as a sentence, without a leading “if”."""
    return text(of_condition(facts.project, facts.quiz, when, here))


def rule(facts: Facts, when: AnyCondition) -> str:
    """A segment's rule, with its tags as chips."""
    marks = []
    for piece in segments.pieces(when):
        if isinstance(piece, HasTag):
            tag = facts.tags.get(piece.customer_tag)
            marks.append(chip(facts, tag) if tag else "a tag that is not there")
        elif isinstance(piece, str):
            marks.append(piece if piece in "()" else f"<em>{piece}</em>")
        else:
            marks.append("something that is not a tag")
    return f'<span class="rule">{" ".join(marks)}</span>'


def kind_of(question: Question) -> str:
    """What kind of question it is and what it takes: `Multiple choice, 1 to 3, optional`."""
    said = [question.traits.label, *_bounds(question)]
    if question.traits.takes_answer and not question.needed:
        said.append("optional")
    return ", ".join(said)


def shopper(facts: Facts, sheet: Sheet) -> str:
    """A made-up shopper by the answers that tell them from others: picks, numbers and the consent box."""
    walked = walk(facts.quiz, sheet)
    said = []
    for question in walked.route:
        answer = walked.answers.get(question.id)
        if isinstance(answer, tuple):
            words = ", ".join(choice_of(facts, one) for one in walked.known.picked[question.id])
        elif question.traits.is_number and isinstance(answer, str):
            words = text(f"{answer} {question.unit}".strip())
        elif answer is True:
            words = "ticked"
        else:
            continue
        said.append(f'<span class="said">{numbered(facts.numbers[question.id])}{words}</span>')
    return f'<span class="shopper">{" ".join(said)}</span>' if said else NOTHING


def language(name: str) -> str:
    """A language in English, the tag itself where nobody knows it."""
    try:
        return Locale.parse(name, sep="-").get_display_name("en") or name
    except (UnknownLocaleError, ValueError):
        return name


def plainly(typed: str, otherwise: str) -> str:
    """A title as whoever gave no answer reads it, for where marks cannot stand."""
    return unanswered(typed).strip() or otherwise


def _link(facts: Facts, link: Link) -> str:
    named = target(facts, link)
    votes = link.effect in (Effect.UPVOTE, Effect.DOWNVOTE) and link.weight > 1
    return f'{named} <span class="weight">×{grouped(link.weight)}</span>' if votes else named


def _bounds(question: Question) -> list[str]:
    if question.takes_several:
        least, most = question.least or (1 if question.needed else 0), question.most
        if most and least:
            return [f"{least} to {most} answers" if least != most else f"exactly {most} answers"]
        if most:
            return [f"up to {most} answers"]
        return [f"at least {least} answers"] if least > 1 else []
    if question.traits.is_number:
        lowest, highest, step = question.numbers
        ends = [None if one is None else plain(millionths(one)) for one in (lowest, highest)]
        unit = f" {question.unit}" if question.unit else ""
        steps = [] if step == 1 else [f"in steps of {plain(millionths(step))}"]
        match ends:
            case [str(low), str(high)]:
                return [f"{low} to {high}{unit}", *steps]
            case [str(low), None]:
                return [f"{low}{unit} or more", *steps]
            case [None, str(high)]:
                return [f"{high}{unit} or less", *steps]
        return steps
    if question.kind is Kind.DATE:
        ends = [
            f"from {question.earliest}" if question.earliest else "",
            f"to {question.latest}" if question.latest else "",
        ]
        return [" ".join(filter(None, ends))] if any(ends) else []
    return []
