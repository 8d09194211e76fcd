"""The families of the window, loaded from the bundled files, with honest stand-ins for each."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase


class Family(StrEnum):
    """What a text is for; which face carries it is decided here alone."""

    SANS = "Coursefolk Sans"
    SERIF = "Coursefolk Serif"
    MONO = "Coursefolk Mono"
    SOURCE = "Coursefolk Source"
    """The same face as MONO with tall lines: a plain text edit has no other way to give them."""


_STAND_INS: dict[Family, tuple[list[str], QFont.StyleHint]] = {
    Family.SANS: (["Inter", "Segoe UI", "Noto Sans", "DejaVu Sans"], QFont.StyleHint.SansSerif),
    Family.SERIF: (["Source Serif 4", "Georgia", "Noto Serif"], QFont.StyleHint.Serif),
    Family.MONO: (["JetBrains Mono", "Menlo", "Consolas"], QFont.StyleHint.Monospace),
    Family.SOURCE: (["JetBrains Mono", "Menlo", "Consolas"], QFont.StyleHint.Monospace),
}


@cache
def load_fonts(folder: Path) -> tuple[str, ...]:
    """Load every font file of `folder`; return the families found (none is not an error).

    Once a process: Qt keeps each file open, and would open it again for each look.
    """
    files = sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")])
    return tuple(name for file in files for name in _load(file))


def load_first(folder: Path, family: Family) -> None:
    """Load the files of one family, ahead of the others."""
    for file in folder.glob(f"{family.replace(' ', '')}-*.ttf"):
        _load(file)


@cache
def _load(file: Path) -> tuple[str, ...]:
    number = QFontDatabase.addApplicationFont(str(file))
    return tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()


def families(family: Family) -> list[str]:
    """List the names to try for `family`, best first."""
    return [family.value, *_STAND_INS[family][0]]


def css_family(family: Family) -> str:
    """Write the families as style sheets want them."""
    generic = {Family.SANS: "sans-serif", Family.SERIF: "serif"}.get(family, "monospace")
    return ", ".join([f'"{name}"' for name in families(family)] + [generic])


def make_font(family: Family, pixels: float, weight: int = 400, italic: bool = False) -> QFont:
    """Make a font of a size in pixels, not points; hinting is off, so that scaling is even."""
    font = QFont(families(family))
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setStyleHint(_STAND_INS[family][1])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
