"""Colour code by classes, with pygments; an unknown language stays plain."""

from __future__ import annotations

import functools
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer

LONGEST = 20_000
"""Longer blocks (signs) stay plain: colours must not hold up the preview."""
_NAME = re.compile(r"[\w+#.\-]{1,30}")
_PLAIN = frozenset({"", "text", "txt", "plain", "none", "output", "ascii", "art"})


def language_of(info: str) -> str:
    """Read the language's name from a fence's info string: `python`, `{r}`, `rust,ignore`."""
    found = _NAME.search(info.partition(",")[0])
    return found[0].lower() if found else ""


@functools.cache
def _formatter() -> HtmlFormatter[str]:
    """Make it for the first code that is coloured: most windows open without any."""
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@functools.lru_cache(maxsize=200)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@functools.lru_cache(maxsize=500)
def coloured(source: str, language: str) -> str:
    """Give the HTML inside `<code>`: spans with pygments' short classes, or escaped text."""
    lexer = None if language in _PLAIN or len(source) > LONGEST else _lexer(language)
    if lexer is None:
        return escape(source)
    from pygments import highlight

    return highlight(source, lexer, _formatter())
