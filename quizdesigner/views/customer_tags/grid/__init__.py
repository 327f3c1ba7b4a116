"""Customer Tags as a grid: choices down, tags across, a mark where they meet."""

from quizdesigner.views.customer_tags.grid.pane import TagGrid

__all__ = ["TagGrid"]
