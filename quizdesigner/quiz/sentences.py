"""Rules as sentences: the words the inspector, the flow and the checks use for a condition."""

from __future__ import annotations

from quizdesigner.quiz.answers import millionths, plain
from quizdesigner.quiz.check import label
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Choice,
    Chose,
    Compare,
    HasTag,
    Jump,
    Kind,
    Not,
    Project,
    Question,
    Quiz,
    Role,
)
from quizdesigner.quiz.recall import unanswered

_SIGNS = {"<": "less than", "<=": "at most", "=": "exactly", ">=": "at least", ">": "more than"}


def of_condition(project: Project, quiz: Quiz, condition: AnyCondition, here: str = "") -> str:
    """The condition in words, without a leading “if”. `here` is the question whose answer is called “the answer”."""
    match condition:
        case Chose(question, choice):
            return f"{_answer(quiz, question, here)} is “{_choice(quiz, question, choice)}”"
        case Answered(question):
            return f"{_question(quiz, question, here)} is {answered(_find(quiz, question))}"
        case Compare(question, sign, value):
            return f"{_answer(quiz, question, here)} is {_SIGNS[sign]} {number(value)}"
        case HasTag(tag):
            return f"the shopper has {_tag(project, tag)}"
        case Not(Chose(question, choice)):
            return f"{_answer(quiz, question, here)} is not “{_choice(quiz, question, choice)}”"
        case Not(Answered(question)):
            return f"{_question(quiz, question, here)} is not {answered(_find(quiz, question))}"
        case Not(HasTag(tag)):
            return f"the shopper does not have {_tag(project, tag)}"
        case Not(part):
            return f"not ({of_condition(project, quiz, part, here)})"
        case All(()):
            return "always"
        case Any(()):
            return "never"
        case All(parts) | Any(parts):
            word = " and " if isinstance(condition, All) else " or "
            return word.join(
                f"({of_condition(project, quiz, part, here)})"
                if isinstance(part, All | Any) and len(part.of) > 1 and type(part) is not type(condition)
                else of_condition(project, quiz, part, here)
                for part in parts
            )


def of_target(quiz: Quiz, to: str) -> str:
    """Where a jump leads, in words."""
    question = _find(quiz, to)
    if question is not None:
        return label(quiz, question)
    page = next((page for page in quiz.results if page.id == to), None)
    if page is None:
        return "a question that is not there"
    return (
        f"the results page “{unanswered(page.title)[:40]}”"
        if page.title and len(quiz.results) > 1
        else "the results page"
    )


def of_jump(project: Project, quiz: Quiz, question: Question, jump: Jump) -> str:
    """A *then go to* rule as a sentence."""
    return f"If {of_condition(project, quiz, jump.when, question.id)}, go to {of_target(quiz, jump.to)}"


def _find(quiz: Quiz, question: str) -> Question | None:
    return next((one for one in quiz.questions if one.id == question), None)


def _answer(quiz: Quiz, question: str, here: str) -> str:
    return "the answer" if question == here else f"the answer to {_question(quiz, question, here)}"


def _question(quiz: Quiz, question: str, here: str) -> str:
    found = _find(quiz, question)
    if question == here:
        return "this question"
    return label(quiz, found) if found else "a question that is not there"


def _choice(quiz: Quiz, question: str, choice: str) -> str:
    found = _find(quiz, question)
    titles = {one.id: one.title or of_range(one) for one in found.options} if found else {}
    return titles.get(choice, "a choice that is not there") or "a choice without text"


def _tag(project: Project, tag: str) -> str:
    return next((one.name for one in project.tags if one.id == tag), "a tag that is not there")


def answered(question: Question | None) -> str:
    """What a question is once it has an answer; a box without its tick has none."""
    return "ticked" if question is not None and question.kind is Kind.CONSENT else "answered"


def of_range(choice: Choice) -> str:
    """A range in words: `18 to 24`, `65 or more`; “any answer” for the one choice of a question that has no choices."""
    if choice.role is Role.ANSWER:
        return "any answer"
    if choice.role is not Role.RANGE:
        return ""
    least, most = (None if end is None else number(end) for end in (choice.least, choice.most))
    if least is None:
        return "any number" if most is None else f"{most} or less"
    if most is None:
        return f"{least} or more"
    return least if least == most else f"{least} to {most}"


def number(value: float) -> str:
    """A number with all its figures, which `:g` cuts to six."""
    return plain(millionths(value))
