"""The flow map: the quiz as a graph one can read, pan, zoom and click."""

from quizdesigner.views.flow.pane import FlowPane

__all__ = ["FlowPane"]
