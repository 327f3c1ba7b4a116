"""What changed about the quiz as a whole that no answer depends on: theme, languages, names, the shop."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.compare.difference import Difference
from quizdesigner.quiz.document import Project, Quiz


def looks(before: Project, after: Project, old: Quiz, new: Quiz) -> Iterator[Difference]:
    """Theme and words, languages, names, the shop, pictures."""
    if old.theme != new.theme:
        yield Difference("changed", "Theme", "the quiz looks different")
    if old.words != new.words:
        yield Difference("changed", "Words of buttons and messages", "text only")
    for language in new.languages:
        if language not in old.languages:
            yield Difference("added", f"Language {language}", "shoppers who read it get the quiz in it")
    for language in old.languages:
        if language not in new.languages:
            yield Difference("removed", f"Language {language}", f"its readers get the quiz in {new.language}")
    if old.language != new.language:
        yield Difference("changed", "Language of the quiz", f"is {new.language} instead of {old.language}")
    if old.translations != new.translations:
        yield Difference("changed", "Translations of the quiz's name and buttons", "text only")
    if old.name != new.name:
        yield Difference("changed", "Name of the quiz", f"is now “{new.name}”")
    if before.name != after.name:
        yield Difference("changed", "Name of the project", f"is now “{after.name}”")
    if (before.shop, before.platform, before.currency) != (after.shop, after.platform, after.currency):
        yield Difference("changed", "Shop", "its address, kind or currency is another: links to products change")
