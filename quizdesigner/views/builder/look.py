"""The page's colours, shapes and type as a style sheet for the fields of the canvas."""

from __future__ import annotations

from functools import lru_cache

from quizdesigner.page.theme import Palette, palette
from quizdesigner.quiz.document import Theme, Typeface
from quizdesigner.views.tokens import Tokens

_FAMILIES: dict[Typeface, str] = {
    "sans": "Inter",
    "serif": "Fraunces",
    "rounded": "Quicksand, Nunito, Varela Round, Inter",
    "mono": "JetBrains Mono",
}
"""What stands on the canvas for the typefaces of the page, which are those of the shopper's own system."""


def families(typeface: Typeface) -> list[str]:
    """The fonts to draw a typeface in, best first."""
    return _FAMILIES[typeface].split(", ")


@lru_cache(maxsize=16)
def colours(theme: Theme) -> Palette:
    """The page's colours; each keystroke asks for them several times, and to find them takes milliseconds."""
    return palette(theme)


def sheet(theme: Theme, tokens: Tokens, *, wide: bool) -> str:
    """Styles for widgets that say by `page` what they are to the shopper: title, about, choice, input, button ..."""
    p = colours(theme)
    family, words = (_quoted(one) for one in (theme.headings, theme.body))
    title = 27 if wide else 24
    inner = max(4, min(theme.corners, 16))
    return f"""
QFrame[page="sheet"] {{ background: {p.ground}; border: 1px solid {tokens.line}; border-radius: 20px; }}
QPlainTextEdit, QLineEdit, QLabel {{ font-family: {words}; }}
QPlainTextEdit {{ background: transparent; border: 2px solid transparent; border-radius: 9px; padding: 0;
  color: {p.ink}; selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
QPlainTextEdit:hover {{ border-color: {p.line}; }}
QPlainTextEdit:focus {{ border: 2px solid {tokens.accent}; padding: 0; }}
QPlainTextEdit[bad="true"], QPlainTextEdit[bad="true"]:focus {{ border-color: {tokens.bad}; }}
QPlainTextEdit[page="title"] {{ font-family: {family}; font-size: {title}px; font-weight: 600; }}
QPlainTextEdit[page="about"] {{ font-size: 14px; color: {p.quiet}; }}
QPlainTextEdit[page="wording"] {{ font-size: 14px; }}
QPlainTextEdit[page="choice"], QPlainTextEdit[page="choice"]:focus, QPlainTextEdit[page="choice"]:hover {{
  font-size: 14px; font-weight: 500; border: none; }}
QPlainTextEdit[page="choice"][bad="true"] {{ border: 2px solid {tokens.bad}; }}
QLineEdit[page="input"] {{ background: {p.surface}; border: 1px solid {p.edge}; border-radius: {inner}px;
  color: {p.quiet}; font-size: 14px; min-height: 46px; padding: 0 13px; }}
QLineEdit[page="input"]:focus {{ border: 2px solid {tokens.accent}; padding: 0 12px; min-height: 44px; }}
QLineEdit[page="area"] {{ background: {p.surface}; border: 1px solid {p.edge}; border-radius: {inner}px;
  color: {p.quiet}; font-size: 14px; min-height: 112px; padding: 10px 13px; }}
QLineEdit[page="area"]:focus {{ border: 2px solid {tokens.accent}; padding: 9px 12px; min-height: 112px; }}
QLineEdit[page="unit"] {{ background: transparent; border: 2px solid transparent; border-radius: 7px; color: {p.ink};
  font-size: 14px; padding: 0 5px; min-height: 30px; placeholder-text-color: {p.quiet}; }}
QLineEdit[page="end"] {{ background: transparent; border: 2px solid transparent; border-radius: 7px; color: {p.quiet};
  font-size: 13px; padding: 0 3px; min-height: 26px; placeholder-text-color: {p.quiet}; }}
QLineEdit[page="unit"]:hover, QLineEdit[page="end"]:hover {{ border-color: {p.line}; }}
QLineEdit[page="unit"]:focus {{ border: 2px solid {tokens.accent}; padding: 0 5px; min-height: 30px; }}
QLineEdit[page="end"]:focus {{ border: 2px solid {tokens.accent}; padding: 0 3px; min-height: 26px; }}
QLabel[page="country"] {{ background: {p.surface}; border: 1px solid {p.edge}; border-radius: {inner}px; color: {p.ink};
  font-size: 14px; min-height: 46px; padding: 0 13px; }}
QLineEdit[page="button"] {{ background: {p.brand}; border: 2px solid {p.brand}; border-radius: 24px;
  color: {p.on_brand}; font-size: 14px; font-weight: 600; min-height: 44px; padding: 0 18px;
  placeholder-text-color: {p.on_brand}; }}
QLineEdit[page="button"]:focus {{ border: 2px solid {tokens.accent}; min-height: 44px; padding: 0 18px; }}
QLineEdit[page="heading"] {{ background: transparent; border: 2px solid transparent; border-radius: 7px;
  color: {p.brand_ink}; font-weight: 600; padding: 0 3px; min-height: 26px; placeholder-text-color: {p.quiet}; }}
QLineEdit[page="heading"]:hover {{ border-color: {p.line}; }}
QLineEdit[page="heading"]:focus {{ border: 2px solid {tokens.accent}; min-height: 26px; padding: 0 3px; }}
QLabel[page="note"] {{ color: {p.quiet}; font-size: 12px; }}
QLabel[page="strong"] {{ color: {p.ink}; font-weight: 600; }}
QLabel[page="price"] {{ color: {p.ink}; font-weight: 600; font-size: 12px; }}
QLabel[page="link"] {{ color: {p.brand_ink}; font-weight: 600; font-size: 12px; }}
QLabel[page="again"] {{ color: {p.ink}; text-decoration: underline; }}
QFrame[page="card"] {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {inner}px; }}
QPushButton[page="add"] {{ background: transparent; border: 1px dashed {p.edge}; border-radius: {inner}px;
  color: {p.quiet}; font-weight: 500; min-height: 46px; }}
QPushButton[page="add"]:hover {{ background: {p.soft}; color: {p.ink}; }}
QPushButton[page="add"]:focus {{ border: 2px solid {tokens.accent}; color: {p.ink}; }}
"""


def _quoted(typeface: Typeface) -> str:
    return ", ".join(f'"{family}"' for family in families(typeface))
