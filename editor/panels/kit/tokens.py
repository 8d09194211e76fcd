"""The colours of the three themes, by the names that the whole product uses for them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Theme(StrEnum):
    """The looks that a person can choose; following the system is decided by the application."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tokens(NamedTuple):
    """All colours of one theme, as CSS colours; `border` is the width of a line in pixels."""

    theme: Theme
    canvas: str
    surface: str
    side: str
    sunken: str
    line: str
    edge: str
    button_edge: str
    text: str
    text2: str
    text3: str
    faint: str
    accent: str
    accent_hover: str
    accent_press: str
    accent_soft: str
    on_accent: str
    on_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    warn_line: str
    bad: str
    bad_soft: str
    theirs: str
    theirs_soft: str
    inserted: str
    inserted_text: str
    deleted: str
    deleted_text: str
    mark: str
    mark_line: str
    selection: str
    selection_text: str
    hover: str
    press: str
    code: str
    scrim: str
    trail: str
    border: int = 1

    def of(self, name: str) -> str:
        """Return the colour called `name`; a colour that is no token's name is given back."""
        return str(getattr(self, name)) if name in _NAMES else name


_NAMES = set(Tokens._fields) - {"theme", "border"}

LIGHT = Tokens(
    theme=Theme.LIGHT,
    canvas="#FAF9F6",
    surface="#FFFFFF",
    side="#F3F1EC",
    sunken="#F6F4F0",
    line="#E4E1D9",
    edge="#8A857A",
    button_edge="#D3CFC5",
    text="#1E2125",
    text2="#555A61",
    text3="#666A71",
    faint="#6E727A",
    accent="#2B50B8",
    accent_hover="#22429C",
    accent_press="#1B357F",
    accent_soft="#E7ECFA",
    on_accent="#FFFFFF",
    on_soft="#1E2125",
    ok="#1A7044",
    ok_soft="#E4F3EA",
    warn="#7F4F00",
    warn_soft="#FBEFD5",
    warn_line="#B67C12",
    bad="#B3261E",
    bad_soft="#FBE9E7",
    theirs="#86357F",
    theirs_soft="#F7EAF5",
    inserted="#D9F0E1",
    inserted_text="#0F5130",
    deleted="#FBE0DC",
    deleted_text="#8F1D16",
    mark="#FFEFB8",
    mark_line="#A87400",
    selection="#CFDCFB",
    selection_text="#1E2125",
    hover="#EAE7DF",
    press="#DFDBD1",
    code="#F3F1EC",
    scrim="rgba(36, 33, 28, 0.30)",
    trail="#C9C4B8",
)

DARK = Tokens(
    theme=Theme.DARK,
    canvas="#17181B",
    surface="#1D1F23",
    side="#121316",
    sunken="#191B1E",
    line="#2D3036",
    edge="#7A7F88",
    button_edge="#3C4047",
    text="#E8E6E1",
    text2="#B0B2B6",
    text3="#989BA2",
    faint="#8D9098",
    accent="#93B1FF",
    accent_hover="#AAC2FF",
    accent_press="#7FA0F5",
    accent_soft="#25304D",
    on_accent="#0D1732",
    on_soft="#E8E6E1",
    ok="#74CB9E",
    ok_soft="#17301F",
    warn="#E6B965",
    warn_soft="#362A12",
    warn_line="#B98A34",
    bad="#F59A91",
    bad_soft="#3A1B19",
    theirs="#E0A6DC",
    theirs_soft="#361F36",
    inserted="#1B3A29",
    inserted_text="#A9E6C3",
    deleted="#45211E",
    deleted_text="#F8B3AC",
    mark="#4A3D15",
    mark_line="#D9AE4B",
    selection="#34436B",
    selection_text="#E8E6E1",
    hover="#25282D",
    press="#2F3339",
    code="#26292E",
    scrim="rgba(0, 0, 0, 0.55)",
    trail="#7A7F88",
)

CONTRAST = Tokens(
    theme=Theme.CONTRAST,
    canvas="#000000",
    surface="#000000",
    side="#000000",
    sunken="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    button_edge="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#E6E6E6",
    faint="#D0D0D0",
    accent="#FFE45C",
    accent_hover="#FFF0A0",
    accent_press="#FFD400",
    accent_soft="#FFE45C",
    on_accent="#000000",
    on_soft="#000000",
    ok="#6CF2A5",
    ok_soft="#000000",
    warn="#FFC15C",
    warn_soft="#000000",
    warn_line="#FFC15C",
    bad="#FF9E94",
    bad_soft="#000000",
    theirs="#FFB3FA",
    theirs_soft="#000000",
    inserted="#003A1C",
    inserted_text="#8CFFC1",
    deleted="#4A0500",
    deleted_text="#FFC2BB",
    mark="#000000",
    mark_line="#FFE45C",
    selection="#FFE45C",
    selection_text="#000000",
    hover="#333333",
    press="#4D4D4D",
    code="#000000",
    scrim="rgba(0, 0, 0, 0.8)",
    trail="#FFFFFF",
    border=2,
)

TOKENS = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}


def css_variables(tokens: Tokens) -> dict[str, str]:
    """Name each colour as a CSS variable (`--accent-soft`), for pages drawn by the web engine."""
    found = {f"--{name.replace('_', '-')}": tokens.of(name) for name in sorted(_NAMES)}
    found["--border"] = f"{tokens.border}px"
    return found


def css_page(light: Tokens = LIGHT, dark: Tokens = DARK) -> str:
    """Write the variables as a style sheet that follows the reader's system: for exported pages."""
    day = "".join(f"  {name}: {value};\n" for name, value in css_variables(light).items())
    night = "".join(f"    {name}: {value};\n" for name, value in css_variables(dark).items())
    return (
        "/* Written from the tokens of the window; a test keeps the two equal. */\n"
        f":root {{\n  color-scheme: light dark;\n{day}}}\n"
        f"@media (prefers-color-scheme: dark) {{\n  :root {{\n{night}  }}\n}}\n"
    )
