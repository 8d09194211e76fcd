"""What is shown for characters that Qt's text document would change, split or lose.

Measured on 6.11: `\\r`, U+2029, U+FDD0 and U+FDD1 become a new block; a leading U+FEFF is dropped
and a leading U+FFFE swaps the bytes of what follows; a lone surrogate cannot be read back. Each
is shown as one unit that people can see; the text itself stands in the shadow text, unchanged.
"""

from __future__ import annotations

import re

_SHOWN = {
    "\0": "\u2400",
    "\r": "\u240d",
    "\u2028": "\u21b5",
    "\u2029": "\u00b6",
    "\ufeff": "\u25e6",
    "\ufffe": "\ufffd",
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
    "\ufffc": "\ufffd",
}
_TABLE = str.maketrans(_SHOWN)
_NEEDED = re.compile("[\0\r\u2028\u2029\ufeff\ufffe\ufdd0\ufdd1\ufffc\ud800-\udfff]")
_LONE = re.compile("[\ud800-\udfff]")


def shown(text: str) -> str:
    """Return what the document holds for `text`: equally long in UTF-16 units."""
    if text.isascii() and "\0" not in text and "\r" not in text:
        return text
    if _NEEDED.search(text) is None:
        return text
    return _LONE.sub("\ufffd", text.translate(_TABLE))


def clean(text: str) -> str:
    """Make a text that came from outside (keys, clipboard) one that a lesson may hold.

    Line ends become LF, paragraph separators of Qt too; halves of pairs are replaced.
    """
    if text.isascii() and "\r" not in text:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return _LONE.sub("\ufffd", text)
