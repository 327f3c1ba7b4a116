"""The Connect place: where finished quizzes go, and exactly what is sent there."""

from quizdesigner.views.connect.pane import ConnectPane

__all__ = ["ConnectPane"]
