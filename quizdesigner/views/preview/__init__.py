"""The Preview place: the real page in a locked browser, and beside it what the quiz makes of this shopper."""

from quizdesigner.views.preview.pane import PreviewPane

__all__ = ["PreviewPane"]
