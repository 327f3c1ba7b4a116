"""One way from colours to looks: tokens -> palette and style sheet. A widget says by `kind` what it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from quizdesigner.views import tokens as shown
from quizdesigner.views.tokens import Tokens

HEIGHT = 32
"""Pixels of a button or field; `small` ones have 28."""


def apply(app: QApplication, tokens: Tokens) -> None:
    """Show the whole application in these colours."""
    shown.show(tokens)
    app.setPalette(palette(tokens))
    app.setStyleSheet(stylesheet(tokens))


def choose(theme: str) -> None:
    """Show the application light, dark, or (`system`) as the desktop around it is."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark if theme == "system" else theme == "dark"
    apply(app, shown.DARK if dark else shown.LIGHT)


def set_kind(widget: QWidget, kind: str) -> None:
    """Change what a widget is to the style sheet (`QLabel[kind="warn"]`) and show it so."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def palette(t: Tokens) -> QPalette:
    """Qt's own roles in our colours, for whatever the style sheet does not name."""
    made = QPalette()
    role = QPalette.ColorRole
    for one, colour in (
        (role.Window, t.window),
        (role.WindowText, t.text),
        (role.Base, t.surface),
        (role.AlternateBase, t.sunken),
        (role.Text, t.text),
        (role.PlaceholderText, t.text3),
        (role.Button, t.surface),
        (role.ButtonText, t.text),
        (role.ToolTipBase, t.surface),
        (role.ToolTipText, t.text),
        (role.Highlight, t.selection),
        (role.HighlightedText, t.text),
        (role.Accent, t.accent),
        (role.Link, t.accent_text),
    ):
        made.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(t.text3))
    return made


def stylesheet(t: Tokens) -> str:
    """The style sheet of the application."""
    return "".join(part.format(t=t) for part in (_BASE, _BUTTONS, _FIELDS))


_BASE = """
QWidget {{ font-family: "Inter"; font-size: 13px; color: {t.text}; }}
QMainWindow, QDialog, QWidget[kind="window"] {{ background: {t.window}; }}
QFrame[kind="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 10px; }}
QFrame[kind="panel"], QWidget[kind="panel"] {{ background: {t.surface}; border: none; }}
QFrame[kind="sunken"] {{ background: {t.sunken}; border: 1px solid {t.line}; border-radius: 7px; }}
QFrame[kind="side"] {{ background: {t.side}; border: none; }}
QWidget[kind="mark"] {{ background: {t.accent}; border-radius: 8px; }}
QFrame[kind="topbar"] {{ background: {t.surface}; border: none; }}
QFrame[kind="rule"] {{ background: {t.line}; border: none; }}
QFrame[kind="popup"] {{ background: {t.surface}; border: 1px solid {t.line_strong}; border-radius: 10px; }}
QFrame[kind="sheet"] {{ background: {t.surface}; border: none; border-bottom-left-radius: 14px;
  border-bottom-right-radius: 14px; }}

QLabel {{ background: transparent; }}
QLabel[kind="title"] {{ font-size: 20px; font-weight: 600; }}
QLabel[kind="heading"] {{ font-size: 16px; font-weight: 600; }}
QLabel[kind="section"] {{ font-size: 14px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="label"] {{ font-size: 12px; font-weight: 600; color: {t.text2}; }}
QLabel[kind="secondary"] {{ font-size: 12px; color: {t.text2}; }}
QLabel[kind="hint"] {{ font-size: 12px; color: {t.text3}; }}
QLabel[kind="placeholder"] {{ color: {t.text3}; }}
QLabel[kind="mono"] {{ font-family: "JetBrains Mono"; font-size: 12px; }}
QLabel[kind="ok"] {{ font-size: 12px; color: {t.ok}; }}
QLabel[kind="warn"] {{ font-size: 12px; color: {t.warn}; }}
QLabel[kind="bad"] {{ font-size: 12px; color: {t.bad}; }}
QLabel[kind="key"] {{ font-size: 11px; font-weight: 500; color: {t.text2}; background: {t.surface};
  border: 1px solid {t.line_strong}; border-radius: 4px; padding: 1px 4px; }}
QLabel[kind="number"] {{ font-size: 11px; font-weight: 600; color: {t.text2}; background: {t.active};
  border-radius: 6px; min-width: 20px; min-height: 20px; }}
QLabel[kind="badge"] {{ font-size: 11px; font-weight: 600; color: {t.text2}; background: {t.active};
  border-radius: 9px; padding: 2px 7px; }}
QLabel[kind="badge-ok"] {{ font-size: 11px; font-weight: 600; color: {t.ok}; background: {t.ok_ground};
  border-radius: 9px; padding: 2px 7px; }}
QLabel[kind="badge-warn"] {{ font-size: 11px; font-weight: 600; color: {t.warn}; background: {t.warn_ground};
  border-radius: 9px; padding: 2px 7px; }}
QLabel[kind="badge-bad"] {{ font-size: 11px; font-weight: 600; color: {t.bad}; background: {t.bad_ground};
  border-radius: 9px; padding: 2px 7px; }}
QFrame[kind="notice-ok"] {{ background: {t.ok_ground}; border: none; border-radius: 7px; }}
QFrame[kind="notice-warn"] {{ background: {t.warn_ground}; border: none; border-radius: 7px; }}
QFrame[kind="notice-bad"] {{ background: {t.bad_ground}; border: none; border-radius: 7px; }}
QFrame[kind="notice-float"] {{ background: {t.surface}; border: 1px solid {t.line_strong}; border-radius: 10px; }}
QFrame[kind="bar-warn"] {{ background: {t.warn_ground}; border: none; }}
QFrame[kind="notice-plain"] {{ background: {t.active}; border: none; border-radius: 7px; }}

QScrollArea, QScrollArea > QWidget > QWidget[kind="scrolled"] {{ background: transparent; border: none; }}
QAbstractItemView {{ background: transparent; border: none; outline: none; selection-background-color: {t.selection};
  selection-color: {t.text}; }}
QHeaderView::section {{ background: {t.surface}; color: {t.text2}; border: none; border-bottom: 1px solid {t.line};
  padding: 6px 8px; font-size: 12px; font-weight: 600; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {t.line_strong}; border-radius: 3px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {t.line}; }}

QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line_strong}; padding: 4px 6px; }}
QMenu {{ background: {t.surface}; border: 1px solid {t.line_strong}; padding: 5px; }}
QMenu::item {{ padding: 6px 28px 6px 10px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.selection}; }}
QMenu::item:disabled {{ color: {t.text3}; }}
QMenu::icon, QMenu::icon:checked {{ padding-left: 8px; background: transparent; border: none; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 5px 6px; }}
QMenu::right-arrow {{ width: 0; }}
"""

_BUTTONS = """
QPushButton {{ border-radius: 7px; padding: 0 11px; min-height: 30px; border: 1px solid transparent;
  font-weight: 500; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 10px; min-height: 28px; }}
QPushButton[small="true"] {{ min-height: 26px; padding: 0 8px; font-size: 12px; }}
QPushButton[small="true"]:focus {{ min-height: 24px; padding: 0 7px; }}
QPushButton[tall="true"] {{ min-height: 36px; }}
QPushButton[tall="true"]:focus {{ min-height: 34px; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; font-weight: 600;
  border-color: {t.accent}; }}
QPushButton[kind="primary"]:hover {{ border-color: {t.accent_text}; }}
QPushButton[kind="primary"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.active}; color: {t.text3}; border-color: {t.active}; }}
QPushButton[kind="plain"] {{ background: {t.surface}; border-color: {t.line_strong}; font-weight: 600; }}
QPushButton[kind="plain"]:hover {{ background: {t.hover}; }}
QPushButton[kind="plain"]:pressed {{ background: {t.active}; }}
QPushButton[kind="plain"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="ghost"] {{ background: transparent; color: {t.text2}; }}
QPushButton[kind="ghost"]:hover {{ background: {t.active}; color: {t.text}; }}
QPushButton[kind="ghost"]:pressed, QPushButton[kind="ghost"]:checked {{ background: {t.active}; }}
QPushButton[align="left"] {{ text-align: left; padding-left: 12px; }}
QPushButton[kind="link"] {{ background: transparent; color: {t.accent_text}; padding: 0 4px; }}
QPushButton[kind="link"]:focus {{ padding: 0 3px; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="danger"] {{ background: transparent; color: {t.bad}; font-weight: 600; }}
QPushButton[kind="danger"]:hover {{ background: {t.bad_ground}; }}
QPushButton[kind="plain"]:disabled, QPushButton[kind="ghost"]:disabled, QPushButton[kind="danger"]:disabled,
QPushButton[kind="link"]:disabled {{ color: {t.text3}; }}
QPushButton[kind="search"] {{ background: {t.sunken}; border-color: {t.line_strong}; }}
QPushButton[kind="search"]:hover {{ border-color: {t.edge}; }}
QPushButton[kind="search"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="switcher"] {{ background: transparent; text-align: left; padding: 0 26px 0 7px; }}
QPushButton[kind="switcher"]:focus {{ padding: 0 25px 0 6px; }}
QPushButton[kind="switcher"][strong="true"] {{ font-weight: 600; }}
QPushButton[kind="switcher"]:hover {{ background: {t.hover}; }}
QPushButton[kind="status"] {{ background: transparent; min-height: 20px; padding: 0 7px; font-size: 12px;
  font-weight: 400; color: {t.text2}; }}
QPushButton[kind="status"]:hover {{ background: {t.active}; }}
QPushButton[kind="status"]:focus {{ min-height: 18px; padding: 0 6px; }}
QPushButton::menu-indicator {{ width: 0; }}
QPushButton[square="true"] {{ padding: 0; }}
QPushButton[kind="tab"] {{ border-radius: 0; border: none; border-bottom: 2px solid transparent; color: {t.text2};
  padding: 0 2px; }}
QPushButton[kind="tab"]:checked {{ border-bottom-color: {t.accent}; color: {t.text}; font-weight: 600; }}
QPushButton[kind="tab"]:focus {{ background: {t.accent_soft}; }}

QFrame[kind="segmented"] {{ background: {t.active}; border: none; border-radius: 7px; }}
QPushButton[kind="segment"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
  color: {t.text2}; min-height: 26px; padding: 0 11px; }}
QPushButton[kind="segment"]:hover {{ color: {t.text}; }}
QPushButton[kind="segment"]:checked {{ background: {t.surface}; color: {t.text}; font-weight: 600; }}
QPushButton[kind="segment"]:focus {{ border: 2px solid {t.accent}; min-height: 24px; padding: 0 10px; }}

QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; }}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ background: {t.surface};
  border: 1px solid {t.line_strong}; border-radius: 7px; padding: 0 9px; selection-background-color: {t.accent};
  selection-color: {t.on_accent}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 30px; }}
QPlainTextEdit, QTextEdit {{ padding: 5px 6px; }}
QLineEdit[kind="mono"], QPlainTextEdit[kind="code"], QTextEdit[kind="code"] {{
  font-family: "JetBrains Mono"; font-size: 12px; }}
QPlainTextEdit[kind="code"], QTextEdit[kind="code"] {{ background: {t.sunken}; border-color: {t.line}; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {{ border-color: {t.edge}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {t.accent}; padding: 0 8px;
  min-height: 28px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.accent}; padding: 4px 5px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
  background: {t.sunken}; color: {t.text3}; border-color: {t.line}; }}
QLineEdit[kind="bare"] {{ background: transparent; border: none; padding: 0; }}
QLineEdit[tall="true"] {{ min-height: 42px; }}
QLineEdit[small="true"], QComboBox[small="true"] {{ min-height: 26px; font-size: 12px; }}
QLineEdit[small="true"]:focus, QComboBox[small="true"]:focus {{ min-height: 24px; }}
QLineEdit[bad="true"], QPlainTextEdit[bad="true"] {{ border-color: {t.bad}; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0; background: transparent;
  min-height: 26px; }}
QAbstractSpinBox {{ min-height: 26px; padding: 2px 9px; }}
QAbstractSpinBox:focus {{ min-height: 26px; padding: 1px 8px; }}
QComboBox {{ font-weight: 500; padding-right: 26px; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line_strong}; padding: 4px; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; border-radius: 6px; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.selection}; color: {t.text}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QProgressBar {{ background: {t.active}; border: none; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
"""
