"""History: the steps of the project to go back to, and its published versions to hold against each other."""

from quizdesigner.views.history.pane import HistoryPane

__all__ = ["HistoryPane"]
