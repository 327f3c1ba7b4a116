"""The style of what stands on a results page alone: headings of sections, cards, codes, buttons."""

from __future__ import annotations

from quizdesigner.page.theme import palette
from quizdesigner.quiz.document import Theme
from quizdesigner.views.tokens import Tokens

CORNER = 12
"""Pixels by which the edge around a section is rounded."""


def results_sheet(theme: Theme, tokens: Tokens) -> str:
    """Styles by `page`, as in `look.sheet`, which holds for the rest of the page."""
    p = palette(theme)
    inner = max(4, min(theme.corners, 16))
    return f"""
QPlainTextEdit[page="heading"] {{ color: {p.brand_ink}; font-size: 14px; font-weight: 600; }}
QPlainTextEdit[page="text"] {{ color: {p.ink}; font-size: 14px; }}
QPlainTextEdit[page="empty"] {{ color: {p.quiet}; font-size: 13px; }}
QPlainTextEdit[page="code"] {{ background: {p.surface}; color: {p.ink}; border: 2px dashed {p.edge};
  border-radius: {inner}px; font-family: "JetBrains Mono"; font-size: 15px; font-weight: 600; }}
QPlainTextEdit[page="code"]:focus {{ border: 2px solid {tokens.accent}; }}
QPlainTextEdit[page="pill"], QPlainTextEdit[page="pill"]:hover {{ background: {p.brand}; color: {p.on_brand};
  border: 2px solid {p.brand}; border-radius: 17px; font-size: 13px; font-weight: 600; }}
QPlainTextEdit[page="pill"]:focus {{ border: 2px solid {tokens.accent}; }}
QLabel[page="main"] {{ background: {p.brand}; color: {p.on_brand}; border-radius: 21px; font-weight: 600;
  min-height: 42px; padding: 0 18px; }}
QLabel[page="second"] {{ color: {p.ink}; border: 1px solid {p.edge}; border-radius: 21px; font-weight: 500;
  min-height: 40px; padding: 0 16px; }}
QLabel[page="buy"] {{ background: {p.brand}; color: {p.on_brand}; border-radius: 15px; font-size: 12px;
  font-weight: 600; min-height: 30px; padding: 0 10px; }}
QLabel[page="details"] {{ color: {p.ink}; border: 1px solid {p.edge}; border-radius: 15px; font-size: 12px;
  min-height: 28px; padding: 0 10px; }}
QLabel[page="because"] {{ color: {p.quiet}; font-size: 12px; }}
QLabel[page="price"] {{ color: {p.ink}; font-weight: 600; font-size: 13px; }}
QLabel[page="aside"] {{ color: {p.quiet}; font-size: 12px; }}
QLabel[page="rule"] {{ background: {p.tile}; color: {p.ink}; border-radius: 6px; font-size: 11px; font-weight: 500;
  padding: 2px 7px; }}
QLabel[page="hidden"] {{ background: transparent; color: {p.ink}; border: 1px dashed {p.edge}; border-radius: 6px;
  font-size: 11px; font-weight: 500; padding: 2px 7px; }}
"""
