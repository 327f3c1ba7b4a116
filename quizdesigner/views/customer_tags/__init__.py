"""The Customer Tags place: a tag next to each choice, typed and linked, and the library of all tags beside it."""

from quizdesigner.views.customer_tags.pane import CustomerTagsPane

__all__ = ["CustomerTagsPane"]
