"""The Products place: the catalogue, its import, and which choices vote for what."""

from quizdesigner.views.products.pane import ProductsPane

__all__ = ["ProductsPane"]
