"""History: the steps of the project to go back to, and its published versions to compare with each other."""

from quizdesigner.views.history.pane import HistoryPane

__all__ = ["HistoryPane"]
