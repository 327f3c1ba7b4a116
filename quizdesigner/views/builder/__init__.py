"""The builder: the questions of a quiz, the page as the shopper sees it, and what the page cannot show."""

from quizdesigner.views.builder.pane import BuilderPane

__all__ = ["BuilderPane"]
