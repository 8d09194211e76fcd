"""How the light preview is set: the style sheet of its document, from the tokens."""

from __future__ import annotations

from editor.panels.kit.fonts import Family, css_family
from editor.panels.kit.look import Look

_CODE_INKS = {
    "accent": "k kc kd kn kr kt ow nt",
    "ok": "s s1 s2 sb sd se si sr na",
    "text3": "c c1 ch cm cp cpf gp",
    "warn": "m mi mf mh mb mo no bp",
    "theirs": "nf nc nd nb nn fm",
}


def heading_sizes(look: Look) -> dict[int, int]:
    """Return the size of each level of headings in pixels."""
    return {level: look.px(size) for level, size in enumerate((30, 20, 17, 15, 15, 15), 1)}


def light_style(look: Look) -> str:
    """Write the style sheet; a text browser understands a small part of CSS."""
    t, px = look.tokens, look.px
    sans, mono = css_family(Family.SANS), css_family(Family.MONO)
    rules = [
        f"h1 {{ font-family: {sans}; font-weight: 700 }}",
        f"h2 {{ font-family: {sans}; font-weight: 600 }}",
        f"h3, h4, h5, h6 {{ font-family: {sans}; font-weight: 600 }}",
        f"a {{ color: {t.accent} }}",
        f"code, pre, kbd, tt {{ font-family: {mono}; font-size: {px(14)}px;"
        f" background-color: {t.code} }}",
        "pre { white-space: pre-wrap; margin: 0 }",
        f"p {{ margin: 0 0 {px(8)}px 0; line-height: 140% }}",
        f"li {{ margin: 0 0 {px(4)}px 0; line-height: 140% }}",
        "b, strong { font-weight: 600 }",
        f".quote {{ padding-left: {px(14)}px; color: {t.text2}; font-style: italic;"
        f" font-size: {px(17)}px; font-family: {css_family(Family.SERIF)} }}",
        f".cell {{ padding: {px(6)}px {px(10)}px {px(6)}px 0; font-size: {px(14)}px;"
        f" font-family: {sans} }}",
        f".head {{ padding: {px(6)}px {px(10)}px {px(6)}px 0; font-size: {px(12)}px;"
        f" font-family: {sans}; color: {t.text3} }}",
        f".inside {{ font-size: {px(15)}px; font-family: {sans} }}",
        f".mark {{ color: {t.accent} }}",
        f".note {{ font-size: {px(14)}px; color: {t.text2} }}",
        f".missing {{ color: {t.text2}; background-color: {t.sunken} }}",
        f".math-source {{ color: {t.warn} }}",
        f".dead-link {{ color: {t.text2} }}",
    ]
    for ink, names in _CODE_INKS.items():
        rules += [f".{name} {{ color: {t.of(ink)} }}" for name in names.split()]
    return "\n".join(rules)
