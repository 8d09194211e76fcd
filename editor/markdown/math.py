"""Turn TeX formulas into sanitised MathML; one that cannot be read shows its source."""

from __future__ import annotations

import functools
from html import escape

import nh3

from editor.markdown.text import words_of

LONGEST = 4_000
"""Longer sources (signs) are shown as they are: a formula is no place for a book."""
_DEEPEST = 60
_LAYOUT = words_of(
    """
    math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom msub msup
    msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose
    """
)
_COMMON = words_of(
    """
    mathvariant displaystyle scriptlevel stretchy fence separator form accent accentunder lspace
    rspace minsize maxsize movablelimits linethickness columnalign rowalign columnspacing
    rowspacing columnlines rowlines width height depth notation dir
    """
)
# latex2mathml passes \text{<script>} and \href{javascript:} through alive.
_CLEANER = nh3.Cleaner(
    tags=_LAYOUT,
    clean_content_tags={"script", "style"},
    attributes=dict.fromkeys(_LAYOUT, _COMMON) | {"math": {"xmlns", "display", *_COMMON}},
    link_rel=None,
    url_schemes=set(),
)


def _depth(source: str) -> int:
    depth = deepest = 0
    for sign in source:
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    return deepest


def source_html(source: str, block: bool) -> str:
    """Show a formula's source, marked as not understood."""
    return f'<code class="math-source">{escape(source)}</code>'


@functools.lru_cache(maxsize=2_000)
def mathml(source: str, block: bool) -> str:
    """Convert one formula; what latex2mathml cannot read comes back as its source."""
    if len(source) > LONGEST or _depth(source) > _DEEPEST or source.count("\\") > LONGEST // 4:
        return source_html(source, block)
    # Loading the converter takes as long as a command may need in all.
    from latex2mathml.converter import convert

    try:
        made = convert(source, display="block" if block else "inline")
    except Exception:  # noqa: BLE001 - the converter raises whatever its tables run into
        return source_html(source, block)
    clean = _CLEANER.clean(made).translate({1: None, 2: None})
    return clean if clean.startswith("<math") else source_html(source, block)
