"""Two versions of a quiz: what changed, as sentences an author reads before publishing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, structs

from quizdesigner.quiz.check import label
from quizdesigner.quiz.document import Choice, Connection, Project, Question, Quiz
from quizdesigner.quiz.keys import keys
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_range

Sort = Literal["added", "removed", "changed"]


class Difference(Struct, frozen=True):
    """One thing that changed: `text` names it, `effect` says what that means for shoppers or the CRM, or is empty."""

    sort: Sort
    text: str
    effect: str = ""


def differences(before: Project | None, after: Project, quiz_id: str) -> tuple[Difference, ...]:
    """What publishing `after` changes against `before`, the biggest for shoppers first.

    Both are bundles (`wire.bundle`) of one quiz; `before` is None when nothing is live yet.
    """
    if before is None:
        quiz = after.quiz(quiz_id)
        asked = _counted(sum(question.traits.takes_answer for question in quiz.questions), "question")
        return (
            Difference(
                "added", "First version", f"Live from now on: {asked}, {_counted(len(after.tags), 'customer tag')}."
            ),
        )
    old, new = before.quiz(quiz_id), after.quiz(quiz_id)
    found = (
        *_questions(before, after, old, new),
        *_results(old, new),
        *_fields(old, new),
        *_connections(before, after),
        *_products(before, after),
        *_names(before, after, old, new),
    )
    # The order of a choice's tags, say: the digest differs, and the author is told that it is nothing to worry about.
    return found if found or before == after else (Difference("changed", "Details", "Nothing shoppers notice."),)


def _questions(before: Project, after: Project, old: Quiz, new: Quiz) -> Iterator[Difference]:
    olds = {question.id: question for question in old.questions}
    news = {question.id: question for question in new.questions}
    for question in old.questions:
        if question.id not in news:
            yield Difference("removed", _capital(label(old, question)), "Shoppers no longer see it.")
    for question in new.questions:
        earlier = olds.get(question.id)
        if earlier is None:
            yield Difference("added", _capital(label(new, question)), "Shoppers see a new screen.")
        elif earlier != question:
            yield from _question(before, after, new, earlier, question)
    kept_before = [question.id for question in old.questions if question.id in news]
    kept_after = [question.id for question in new.questions if question.id in olds]
    if kept_before != kept_after:
        yield Difference("changed", "Order of the questions", "Shoppers meet the questions in another order.")


def _question(before: Project, after: Project, quiz: Quiz, old: Question, new: Question) -> Iterator[Difference]:
    name = _capital(label(quiz, new))
    olds = {choice.id: choice for choice in old.choices}
    news = {choice.id: choice for choice in new.choices}
    for choice in old.choices:
        if choice.id not in news:
            yield Difference("removed", f"{name}: choice “{_title(choice)}”", "Nobody can pick it any more.")
    for choice in new.choices:
        if choice.id not in olds:
            yield Difference("added", f"{name}: choice “{_title(choice)}”", _gives(after, choice))
        elif olds[choice.id] != choice:
            yield from _choice(before, after, name, olds[choice.id], choice)
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        yield Difference("changed", f"{name}: order of the choices")
    if (old.show_when, old.jumps) != (new.show_when, new.jumps):
        yield Difference("changed", f"{name}: rules", "Some shoppers take another route.")
    if old.required != new.required:
        yield Difference("changed", f"{name}: {'must be answered' if new.required else 'may be skipped'}")
    blank = {"choices": (), "show_when": None, "jumps": (), "required": True, "key": ""}
    if structs.replace(old, **blank) != structs.replace(new, **blank):
        words = f"“{old.title}” is now “{new.title}”." if old.title != new.title else ""
        yield Difference("changed", f"{name}: wording or settings", words)


def _choice(before: Project, after: Project, name: str, old: Choice, new: Choice) -> Iterator[Difference]:
    had, has = _tag_names(before, old), _tag_names(after, new)
    gained, lost = [tag for tag in has if tag not in had], [tag for tag in had if tag not in has]
    called = f"{name}: “{_title(new)}”"
    if gained:
        yield Difference("changed", called, f"Shoppers who pick it now get {_list(gained)}.")
    if lost:
        yield Difference("changed", called, f"Shoppers who pick it no longer get {_list(lost)}.")
    if old.links != new.links:
        yield Difference("changed", called, "It votes for other products.")
    if of_range(old) != of_range(new):
        yield Difference("changed", f"{name}: range", f"“{of_range(old)}” is now “{of_range(new)}”.")
    if old.title != new.title:
        yield Difference("changed", f"{name}: choice text", f"“{old.title}” is now “{new.title}”.")
    if old.picture != new.picture:
        yield Difference("changed", f"{name}: picture of “{_title(new)}”")
    if (old.role, old.translations) != (new.role, new.translations):
        yield Difference("changed", f"{name}: settings of “{_title(new)}”")


def _results(old: Quiz, new: Quiz) -> Iterator[Difference]:
    olds = {page.id: page for page in old.results}
    news = {page.id: page for page in new.results}
    for page in old.results:
        if page.id not in news:
            yield Difference("removed", f"Results page “{unanswered(page.title)}”", "Nobody ends there any more.")
    for page in new.results:
        if page.id not in olds:
            yield Difference("added", f"Results page “{unanswered(page.title)}”", "Some shoppers may end there.")
        elif olds[page.id] != page:
            yield Difference(
                "changed", f"Results page “{unanswered(page.title)}”" if page.title else "Results page", "It changes."
            )
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        yield Difference("changed", "Order of the results pages", "The first whose rule fits is shown.")
    if old.theme != new.theme or old.words != new.words:
        yield Difference("changed", "Theme", "The quiz looks different.")
    for language in new.languages:
        if language not in old.languages:
            yield Difference("added", f"Language {language}", "Shoppers who read it get the quiz in it.")
    for language in old.languages:
        if language not in new.languages:
            yield Difference("removed", f"Language {language}", f"Its readers get the quiz in {new.language}.")
    if (old.language, old.translations) != (new.language, new.translations):
        yield Difference("changed", "Language of the quiz")


def _fields(old: Quiz, new: Quiz) -> Iterator[Difference]:
    known = keys(old)
    fresh = [key for question, key in keys(new).items() if question not in known]
    if fresh:
        noun = "field is" if len(fresh) == 1 else "fields are"
        yield Difference("added", f"{len(fresh)} CRM {noun} new", f"{_list(fresh)}.")


def _connections(before: Project, after: Project) -> Iterator[Difference]:
    olds = {connection.id: connection for connection in before.connections}
    news = {connection.id: connection for connection in after.connections}
    for connection in before.connections:
        if connection.id not in news:
            yield Difference("removed", f"Connection to {_service(connection)}", "Nothing is sent there any more.")
    for connection in after.connections:
        if connection.id not in olds:
            yield Difference("added", f"Connection to {_service(connection)}", "Finished quizzes are sent there.")
        elif olds[connection.id] != connection:
            yield Difference("changed", f"Connection to {_service(connection)}")


def _products(before: Project, after: Project) -> Iterator[Difference]:
    olds = {product.id: product for product in before.products}
    news = {product.id: product for product in after.products}
    counts: tuple[tuple[Sort, int], ...] = (
        ("added", len(news.keys() - olds.keys())),
        ("removed", len(olds.keys() - news.keys())),
        ("changed", sum(olds[one] != news[one] for one in olds.keys() & news.keys())),
    )
    for sort, count in counts:
        if count:
            yield Difference(sort, f"{_counted(count, 'product')} {sort}")


def _names(before: Project, after: Project, old: Quiz, new: Quiz) -> Iterator[Difference]:
    olds = {tag.id: tag.name for tag in before.tags}
    for tag in after.tags:
        if tag.id in olds and olds[tag.id] != tag.name:
            yield Difference("changed", f"Customer tag {olds[tag.id]}", f"It is now called {tag.name}.")
    if (old.name, before.name) != (new.name, after.name):
        yield Difference("changed", "Name of the quiz or the project")
    if (before.shop, before.platform, before.currency) != (after.shop, after.platform, after.currency):
        yield Difference("changed", "Address, kind or currency of the shop", "Links to products change.")


def _tag_names(project: Project, choice: Choice) -> list[str]:
    names = {tag.id: tag.name for tag in project.tags}
    return [names[tag] for tag in choice.tags if tag in names]


def _gives(project: Project, choice: Choice) -> str:
    names = _tag_names(project, choice)
    return f"It gives {_list(names)}." if names else "It gives no tag."


def _title(choice: Choice) -> str:
    return choice.title or of_range(choice)


def _service(connection: Connection) -> str:
    return connection.service.value.capitalize()


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
