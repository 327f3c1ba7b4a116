"""What changed about customer tags: what gives them now and no longer, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.compare.difference import Difference, Reach, Sort, cut, place_named, tags_in_rules
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.phrases import listed
from quizdesigner.quiz.recall import unanswered

_Giver = tuple[str, str]
"""Question and choice; a results page and nothing; or twice nothing for the quiz, which gives to everybody."""


def tags(before: Project, after: Project, old: Quiz, new: Quiz) -> Iterator[Difference]:
    """Tag by tag. What a new choice gives, or one that is gone, is said of that choice."""
    kept = _choices(old) & _choices(new)
    had, has = _givers(old, kept), _givers(new, kept)
    in_rules = tags_in_rules(old, new)
    names = {tag.id: tag.name for tag in (*before.tags, *after.tags)}
    for tag, name in names.items():
        was, now = had.get(tag, {}), has.get(tag, {})
        gained = [giver for giver in now if giver not in was]
        lost = [giver for giver in was if giver not in now]
        if not gained and not lost:
            continue
        sort: Sort = "changed" if gained and lost else "added" if gained else "removed"
        said = [f"on {_places(new, gained)}"] if gained else []
        said += [f"no longer on {_places(old, lost)}"] if lost else []
        reach: Reach = "everything" if tag in in_rules else "tags"
        yield Difference(sort, f"Tag {name}", ", ".join(said), "", reach, "", (tag,))
    olds = {tag.id: tag.name for tag in before.tags}
    for one in after.tags:
        if one.id in olds and olds[one.id] != one.name:
            yield Difference("changed", f"Tag {olds[one.id]}", f"is now called {one.name}", "", "crm", "", (one.id,))


def _choices(quiz: Quiz) -> set[_Giver]:
    return {(question.id, choice.id) for question in quiz.questions for choice in question.options}


def _givers(quiz: Quiz, kept: set[_Giver]) -> dict[str, dict[_Giver, None]]:
    """By tag: what gives it."""
    found: dict[str, dict[_Giver, None]] = {}
    for question in quiz.questions:
        for choice in question.options:
            if choice.tags and (question.id, choice.id) in kept:
                for tag in choice.tags:
                    found.setdefault(tag, {})[question.id, choice.id] = None
    for page in quiz.results:
        for tag in page.tags:
            found.setdefault(tag, {})[page.id, ""] = None
    for tag in quiz.tags:
        found.setdefault(tag, {})["", ""] = None
    return found


def _places(quiz: Quiz, givers: list[_Giver]) -> str:
    """What these are called; of many only how many there are."""
    return listed([_place(quiz, *giver) for giver in givers]) if len(givers) < 4 else f"{len(givers):,} places"


def _place(quiz: Quiz, part: str, choice: str) -> str:
    if not part:
        return "every shopper"
    for question in quiz.questions:
        if question.id == part:
            return next(place_named(quiz, question, one) for one in question.options if one.id == choice)
    title = next(cut(unanswered(page.title)) for page in quiz.results if page.id == part)
    return f"the results page “{title}”" if title else "the results page"
