"""The Theme place: how the page looks, the languages it speaks and its texts side by side, over the page itself."""

from quizdesigner.views.theme.pane import ThemePane

__all__ = ["ThemePane"]
