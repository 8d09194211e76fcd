"""Styles of a drawing: what would be fetched from elsewhere is taken out, the rest stays."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_AT_RULE = re.compile(r"@(?:import|namespace|charset)\b[^;{}]*;?", re.IGNORECASE)
_URL = re.compile(r"url\(\s*(\"[^\"]*\"|'[^']*'|[^)]*)\s*\)?", re.IGNORECASE)
_CARRIED = re.compile(
    r"data:(?:image/(?:png|jpe?g|gif|webp)|(?:font|application)/(?:x-)?(?:font-)?"
    r"(?:woff2?|ttf|otf|truetype|opentype|sfnt))(?:;charset=[\w-]+)?;base64,[A-Za-z0-9+/=\s]*",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?:https?|file|ftp|javascript|vbscript|data|about|blob)\s*:|//|expression\s*\(|-moz-binding"
    r"|behavior\s*:|(?:-webkit-)?image-set\s*\(|\b(?:src|image|attr)\s*\(",
    re.IGNORECASE,
)


def clean_css(css: str) -> tuple[str, bool]:
    """Take out what leads elsewhere; tell whether anything was. Carried pictures and fonts stay."""
    plain = _COMMENT.sub(" ", css)
    if "\\" in plain:
        plain = _ESCAPE.sub(_letter, plain)
    carried: list[str] = []
    changed = "@import" in plain.lower()
    plain = _AT_RULE.sub("", plain)

    def judged(found: re.Match[str]) -> str:
        nonlocal changed
        address = found[1].strip().strip("\"'").strip()
        if re.fullmatch(r"#[\w.:-]+", address):
            return f"url(#{address[1:]})"
        if _CARRIED.fullmatch(address):
            carried.append(re.sub(r"\s", "", address))
            return f"url(carried-{len(carried) - 1}.)"
        changed = True
        return "none"

    plain = _URL.sub(judged, plain)
    if _LEFT.search(plain):
        plain, changed = _without_declarations(plain), True
    for number, address in enumerate(carried):
        plain = plain.replace(f"url(carried-{number}.)", f"url({address})")
    return plain, changed


def _without_declarations(css: str) -> str:
    """Drop each declaration that still leads elsewhere; everything if that is not enough."""
    kept = re.sub(r"[^{};]+", lambda found: "" if _LEFT.search(found[0]) else found[0], css)
    return "" if _LEFT.search(kept) else kept


def _letter(found: re.Match[str]) -> str:
    if found[2] is not None:
        return "" if found[2] == "\n" else found[2]
    value = int(found[1], 16)
    return chr(value) if 0 < value < 0x110000 and not 0xD800 <= value < 0xE000 else "\ufffd"
