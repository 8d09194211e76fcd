"""The one style sheet of the window, written from the tokens and the person's scale.

Widgets choose their dress by dynamic properties: `kind` on labels and buttons, `box` on frames,
`tone` on pills and boxes. The small widgets of this folder set them; panels need not.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.kit.fonts import Family, css_family
from editor.panels.kit.tokens import Theme, Tokens


@dataclass(frozen=True)
class _Pen:
    """What the rules are written with."""

    tokens: Tokens
    scale: float

    def px(self, pixels: float) -> str:
        return f"{max(1, round(pixels * self.scale))}px"

    @property
    def line(self) -> str:
        return f"{self.tokens.border}px solid {self.tokens.line}"

    @property
    def contrast(self) -> bool:
        return self.tokens.theme is Theme.CONTRAST


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Write the style sheet of the whole window."""
    pen = _Pen(tokens, scale)
    parts = (_base, _frames, _labels, _pills, _buttons, _fields, _lists, _editors, _menus, _bars)
    return "\n".join(part(pen, tokens) for part in parts)


def _base(pen: _Pen, t: Tokens) -> str:
    return f"""
* {{ font-family: {css_family(Family.SANS)}; font-size: {pen.px(14)}; color: {t.text}; outline: 0 }}
QMainWindow, QDialog, QWidget[box="window"] {{ background: {t.canvas} }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: {t.border}px solid {t.edge};
  padding: {pen.px(4)} {pen.px(7)} }}
QSplitter::handle {{ background: {t.line} }}
QScrollArea {{ background: transparent; border: 0 }}
QScrollArea > QWidget > QWidget {{ background: transparent }}
"""


def _frames(pen: _Pen, t: Tokens) -> str:
    info_edge = t.accent if pen.contrast else t.accent_soft
    info_fill = t.surface if pen.contrast else t.accent_soft
    ok_edge = t.ok if pen.contrast else t.ok_soft
    theirs_edge = t.theirs if pen.contrast else t.theirs_soft
    return f"""
QFrame[box="side"] {{ background: {t.side}; border: 0; border-right: {pen.line} }}
QFrame[box="side-right"] {{ background: {t.side}; border: 0; border-left: {pen.line} }}
QFrame[box="head"], QFrame[box="bar"] {{ background: {t.surface}; border: 0;
  border-bottom: {pen.line} }}
QFrame[box="foot"] {{ background: {t.surface}; border: 0; border-top: {pen.line} }}
QFrame[box="side-foot"] {{ background: {t.side}; border: 0; border-top: {pen.line} }}
QFrame[box="pane"] {{ background: {t.surface}; border: 0 }}
QFrame[box="canvas"] {{ background: {t.canvas}; border: 0 }}
QFrame[box="card"] {{ background: {t.surface}; border: {pen.line}; border-radius: 12px }}
QFrame[box="card"][active="true"] {{ border: 2px solid {t.accent} }}
QFrame[box="card"]:focus {{ border: 3px solid {t.accent} }}
QFrame[box="well"] {{ background: {t.sunken}; border: {pen.line}; border-radius: 10px }}
QFrame[box="dialog"] {{ background: {t.surface}; border: {pen.line}; border-radius: 16px }}
QFrame[box="hair"] {{ background: {t.line}; border: 0;
  max-height: {t.border}px; min-height: {t.border}px }}
QFrame[box="upright-hair"] {{ background: {t.line}; border: 0;
  max-width: {t.border}px; min-width: {t.border}px }}
QFrame[tone] {{ border-radius: 10px }}
QFrame[tone="warn"] {{ background: {t.warn_soft}; border: {t.border}px solid {t.warn_line} }}
QFrame[tone="bad"] {{ background: {t.bad_soft}; border: {t.border}px solid {t.bad} }}
QFrame[tone="info"] {{ background: {info_fill}; border: {t.border}px solid {info_edge} }}
QFrame[tone="ok"] {{ background: {t.ok_soft}; border: {t.border}px solid {ok_edge} }}
QFrame[tone="theirs"] {{ background: {t.theirs_soft}; border: {t.border}px solid {theirs_edge} }}
"""


def _labels(pen: _Pen, t: Tokens) -> str:
    serif = css_family(Family.SERIF)
    return f"""
QLabel {{ background: transparent; border: 0 }}
QLabel[kind="display"] {{ font-size: {pen.px(32)}; font-weight: 700 }}
QLabel[kind="page"] {{ font-size: {pen.px(24)}; font-weight: 700 }}
QLabel[kind="card"] {{ font-size: {pen.px(18)}; font-weight: 600 }}
QLabel[kind="row"] {{ font-size: {pen.px(15)}; font-weight: 600 }}
QLabel[kind="strong"] {{ font-weight: 600 }}
QLabel[kind="muted"] {{ color: {t.text2} }}
QLabel[kind="small"] {{ font-size: {pen.px(13)}; color: {t.text2} }}
QLabel[kind="small-text"] {{ font-size: {pen.px(13)} }}
QLabel[kind="small-strong"] {{ font-size: {pen.px(13)}; font-weight: 600 }}
QLabel[kind="note"] {{ font-size: {pen.px(12)}; color: {t.text3} }}
QLabel[kind="section"] {{ font-size: {pen.px(12)}; font-weight: 600; color: {t.text3} }}
QLabel[kind="number"] {{ font-size: {pen.px(30)}; font-weight: 600 }}
QLabel[kind="bad"] {{ font-size: {pen.px(13)}; color: {t.bad} }}
QLabel[kind="ok"] {{ font-size: {pen.px(13)}; font-weight: 600; color: {t.ok} }}
QLabel[kind="theirs"] {{ font-size: {pen.px(13)}; font-weight: 600; color: {t.theirs} }}
QLabel[kind="accent"] {{ font-size: {pen.px(13)}; font-weight: 600; color: {t.accent} }}
QLabel[kind="serif"] {{ font-family: {serif}; font-size: {pen.px(17)} }}
QLabel[kind="quote"] {{ font-family: {serif}; font-size: {pen.px(16)}; color: {t.text2} }}
QLabel[kind="welcome"] {{ font-family: {serif}; font-size: {pen.px(30)}; font-weight: 600 }}
QLabel[kind="key"] {{ font-size: {pen.px(11)}; color: {t.text2}; background: {t.sunken};
  border: 1px solid {t.line}; border-radius: 4px; padding: 0 5px }}
QLabel[kind="key-on-primary"] {{ font-size: {pen.px(11)}; color: {t.on_accent};
  background: transparent; border: 1px solid {t.on_accent}; border-radius: 4px; padding: 0 5px }}
"""


def _pills(pen: _Pen, t: Tokens) -> str:
    plain = t.surface if pen.contrast else t.hover
    edge = "1px solid #FFFFFF" if pen.contrast else "0"
    accent = t.on_soft if pen.contrast else t.accent
    return f"""
QLabel[pill] {{ border-radius: {pen.px(10)}; padding: 0 {pen.px(8)}; font-size: {pen.px(12)};
  font-weight: 600; border: {edge} }}
QLabel[pill="plain"] {{ background: {plain}; color: {t.text2} }}
QLabel[pill="warn"] {{ background: {t.warn_soft}; color: {t.warn} }}
QLabel[pill="ok"] {{ background: {t.ok_soft}; color: {t.ok} }}
QLabel[pill="accent"] {{ background: {t.accent_soft}; color: {accent} }}
QLabel[pill="bad"] {{ background: {t.bad_soft}; color: {t.bad} }}
QLabel[pill="theirs"] {{ background: {t.theirs_soft}; color: {t.theirs} }}
"""


def _buttons(pen: _Pen, t: Tokens) -> str:
    return f"""
QPushButton {{ background: {t.surface}; border: {t.border}px solid {t.button_edge};
  border-radius: 8px; padding: 0 {pen.px(14)}; min-height: {pen.px(32)}; font-weight: 500 }}
QPushButton:hover {{ background: {t.sunken} }}
QPushButton:pressed {{ background: {t.press} }}
QPushButton:focus {{ border: 2px solid {t.accent} }}
QPushButton:disabled, QPushButton[away="true"] {{ color: {t.text3}; background: {t.sunken};
  border-color: {t.line} }}
QPushButton[away="true"]:focus {{ border: 2px solid {t.accent} }}
QPushButton[kind="primary"] {{ background: {t.accent}; border-color: {t.accent};
  color: {t.on_accent}; font-weight: 600 }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover} }}
QPushButton[kind="primary"]:pressed {{ background: {t.accent_press} }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text} }}
QPushButton[kind="primary"]:disabled, QPushButton[kind="primary"][away="true"] {{
  background: {t.press}; border-color: {t.press}; color: {t.text2} }}
QPushButton[kind="primary"][away="true"]:focus {{ border: 2px solid {t.accent} }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent;
  padding: 0 {pen.px(9)} }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover} }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent} }}
QPushButton[kind="link"] {{ background: transparent; border-color: transparent;
  color: {t.accent}; padding: 0 {pen.px(6)} }}
QPushButton[kind="link"]:hover {{ background: {t.hover} }}
QPushButton:checked, QPushButton[kind="quiet"]:checked {{ background: {t.accent_soft};
  border-color: {t.accent}; color: {t.on_soft} }}
QPushButton:checked:focus, QPushButton[kind="quiet"]:checked:focus {{
  border: 2px solid {t.text} }}
QPushButton[kind="field"] {{ background: {t.surface}; color: {t.text3}; text-align: left;
  border: {t.border}px solid {t.edge if pen.contrast else t.line}; font-weight: 400;
  padding: 0 {pen.px(9)} }}
QPushButton[kind="field"]:focus {{ border: 2px solid {t.accent} }}
QPushButton[kind="bad"] {{ color: {t.bad}; border-color: {t.bad} }}
QPushButton[small="true"] {{ min-height: {pen.px(26)}; padding: 0 {pen.px(10)};
  font-size: {pen.px(13)} }}
QPushButton[kind="link"][small="true"], QPushButton[kind="quiet"][small="true"] {{
  padding: 0 {pen.px(6)} }}
QPushButton[inset="true"][kind="link"][small="true"] {{ padding: 0 {pen.px(1)} }}
QPushButton[keyed="true"], QPushButton[keyed="true"][kind="quiet"][small="true"] {{
  text-align: left; padding-left: {pen.px(12)} }}
QPushButton::menu-indicator {{ image: none; width: 0 }}
QToolButton {{ background: transparent; border: {max(2, t.border)}px solid transparent;
  border-radius: 7px; padding: {pen.px(4)} }}
QToolButton:hover {{ background: {t.hover} }}
QToolButton:pressed {{ background: {t.press} }}
QToolButton:checked {{ background: {t.accent_soft} }}
QToolButton:focus {{ border-color: {t.accent} }}
QToolButton::menu-indicator {{ image: none; width: 0 }}
"""


def _fields(pen: _Pen, t: Tokens) -> str:
    quiet = t.edge if pen.contrast else t.line
    return f"""
QLineEdit, QTextEdit[field="true"], QPlainTextEdit[field="true"], QDateEdit, QComboBox, QSpinBox {{
  background: {t.surface}; border: {t.border}px solid {t.edge}; border-radius: 8px;
  padding: 0 {pen.px(9)}; min-height: {pen.px(32)}; color: {t.text};
  selection-background-color: {t.selection}; selection-color: {t.selection_text};
  placeholder-text-color: {t.text3} }}
QTextEdit[field="true"], QPlainTextEdit[field="true"] {{ padding: {pen.px(6)} }}
QTextEdit[mono="true"], QPlainTextEdit[mono="true"] {{
  font-family: {css_family(Family.MONO)} }}
QLineEdit:focus, QTextEdit[field="true"]:focus, QPlainTextEdit[field="true"]:focus,
QDateEdit:focus, QComboBox:focus, QSpinBox:focus {{ border: 2px solid {t.accent} }}
QLineEdit[wrong="true"], QTextEdit[wrong="true"] {{ border: 2px solid {t.bad} }}
QLineEdit[quiet="true"] {{ border: {t.border}px solid {quiet} }}
QLineEdit[quiet="true"]:focus {{ border: 2px solid {t.accent} }}
QLineEdit[small="true"] {{ min-height: {pen.px(26)}; font-size: {pen.px(13)} }}
QComboBox::drop-down {{ border: 0; width: {pen.px(24)} }}
"""


def _lists(pen: _Pen, t: Tokens) -> str:
    return f"""
QTreeView, QListView, QTableView {{ background: transparent; border: 0;
  selection-background-color: transparent }}
QTreeView::branch {{ background: transparent; image: none; border: 0 }}
QTreeView::item, QTreeView::item:selected, QTreeView::item:hover {{ background: transparent }}
QLineEdit[inplace="true"] {{ min-height: 0; padding: 0 {pen.px(4)}; border-radius: 5px }}
QHeaderView::section {{ background: {t.surface}; color: {t.text3}; border: 0;
  border-bottom: {pen.line}; font-size: {pen.px(12)}; font-weight: 600; padding: {pen.px(6)} }}
"""


def _editors(pen: _Pen, t: Tokens) -> str:
    selection = f"selection-background-color: {t.selection}; selection-color: {t.selection_text}"
    return f"""
QPlainTextEdit[source="true"] {{ background: {t.surface}; border: 0; color: {t.text};
  font-family: {css_family(Family.SOURCE)}; font-size: {pen.px(14.5)}; {selection} }}
QTextBrowser {{ background: {t.canvas}; border: 2px solid {t.canvas}; color: {t.text};
  {selection} }}
QTextBrowser:focus {{ border-color: {t.accent} }}
QTextBrowser[reading="true"] {{ font-family: {css_family(Family.SERIF)}; font-size: {pen.px(17)} }}
"""


def _menus(pen: _Pen, t: Tokens) -> str:
    return f"""
QMenu {{ background: {t.surface}; border: {t.border}px solid {t.button_edge}; border-radius: 8px;
  padding: {pen.px(5)} }}
QMenu::item {{ padding: {pen.px(6)} {pen.px(22)} {pen.px(6)} {pen.px(10)}; border-radius: 6px;
  background: transparent }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.on_soft} }}
QMenu::item:disabled {{ color: {t.text3} }}
QMenu::icon {{ padding-left: {pen.px(8)} }}
QListWidget[box="menu"] {{ background: {t.surface}; border: {t.border}px solid {t.button_edge};
  border-radius: 8px; padding: {pen.px(4)} }}
QListWidget[box="menu"]::item {{ padding: {pen.px(4)} {pen.px(8)}; border-radius: 6px;
  background: transparent }}
QListWidget[box="menu"]::item:selected {{ background: {t.accent_soft}; color: {t.on_soft} }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {pen.px(5)} {pen.px(8)} }}
"""


def _bars(pen: _Pen, t: Tokens) -> str:
    handle = t.text3 if pen.contrast else t.press
    return f"""
QScrollBar:vertical {{ background: transparent; width: {pen.px(11)}; margin: 2px }}
QScrollBar:horizontal {{ background: transparent; height: {pen.px(11)}; margin: 2px }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px }}
QScrollBar::handle:hover {{ background: {t.edge} }}
QScrollBar::handle:disabled {{ background: transparent }}
QScrollBar::handle:vertical {{ min-height: {pen.px(40)} }}
QScrollBar::handle:horizontal {{ min-width: {pen.px(40)} }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent }}
"""
