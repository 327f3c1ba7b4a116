"""The section with every screen in order: what shoppers read, what each choice gives, and the rules."""

from __future__ import annotations

from html import escape

from quizdesigner.quiz.document import Choice, Question
from quizdesigner.quiz.sentences import of_jump, of_range
from quizdesigner.report.marks import bar, block, chips, line, listed, short, table, text
from quizdesigner.report.said import choice_of, condition, kind_of, links, numbered
from quizdesigner.report.subject import Facts


def questions(facts: Facts) -> str:
    """The section."""
    if not facts.quiz.questions:
        return "<p>The quiz has no question yet.</p>"
    return "".join(_question(facts, one) for one in facts.quiz.questions)


def _question(facts: Facts, question: Question) -> str:
    number = facts.numbers.get(question.id)
    reach = facts.questions.get(question.id)
    seen = f'<span class="seen">seen by {bar(reach.sheets, facts.walks)}</span>' if reach else ""
    title = f"{numbered(number) if number else ''}{line(facts.names, question.title, question.traits.label)}"
    head = (
        f'<header><p class="kind">{text(kind_of(question))} {seen}</p><h3 dir="auto">{title}</h3>'
        f"{block(facts.names, question.description)}</header>"
    )
    inner = f"{head}{_shown(facts, question)}{_choices(facts, question)}{_jumps(facts, question)}"
    return f'<article class="question{short(len(question.options))}">{inner}</article>'


def _choices(facts: Facts, question: Question) -> str:
    votes = any(choice.links for choice in question.options)
    heads = ["Choice" if question.traits.has_choices else "Answer", "Customer tags", *(["Products"] if votes else [])]
    rows = (
        [
            f'<span class="pick">{_picture(facts, choice)}<span>{_named(facts, choice)}</span></span>',
            chips(facts, choice.tags),
            *([links(facts, choice)] if votes else []),
        ]
        for choice in question.options
    )
    return table("choices wide" if votes else "choices", heads, rows)


def _named(facts: Facts, choice: Choice) -> str:
    """A choice; of a range with a text of its own, its ends too."""
    ends = of_range(choice) if choice.title.strip() else ""
    return f"{choice_of(facts, choice)}<small>{ends}</small>" if ends else choice_of(facts, choice)


def _picture(facts: Facts, choice: Choice) -> str:
    address = facts.pictures.get(choice.picture)
    return f'<img class="stamp" src="{escape(address)}" alt="">' if address else ""


def _shown(facts: Facts, question: Question) -> str:
    if question.show_when is None:
        return ""
    return f'<p class="rules"><b>Shown</b> when {condition(facts, question.show_when)}.</p>'


def _jumps(facts: Facts, question: Question) -> str:
    rules = []
    reach = facts.questions.get(question.id)
    taken = {one.jump: one.sheets for one in reach.jumps} if reach else {}
    for jump in question.jumps:
        how_often = f" {bar(taken[jump.id], facts.walks)}" if jump.id in taken else ""
        rules.append(f"<b>Then</b> {text(_small(of_jump(facts.project, facts.quiz, question, jump)))}.{how_often}")
    return listed(rules, "rules")


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
