"""Starting the browser engine that shows the real page, on first sight: it costs a tenth of a second and processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.views.desk import Desk
from quizdesigner.views.preview import scheme

if TYPE_CHECKING:
    from quizdesigner.views.preview.browser import Browser


def start(desk: Desk) -> Browser | str:
    """A browser for the page, or in words why there is none on this computer."""
    user = os.geteuid() if hasattr(os, "geteuid") else None
    if refusal := scheme.refusal(user, os.environ):
        return refusal
    try:
        from quizdesigner.views.preview.browser import Browser
    except ImportError as error:
        return f"The preview needs a browser engine, and this computer lacks a part of it ({error})."
    return Browser(desk)


_OF_QUIZ = tuple(field for field in Quiz.__struct_fields__ if field != "shoppers")


def made_of(project: Project, quiz: Quiz | None) -> tuple[object, ...]:
    """What the page is made of: while all of it is equal, so is the page. Saving a shopper changes none of it."""
    of_quiz = (getattr(quiz, field, None) for field in _OF_QUIZ)
    return (*of_quiz, project.products, project.media, project.shop, project.currency, project.platform)
