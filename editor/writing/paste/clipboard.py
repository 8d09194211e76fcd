"""Turn what the clipboard offers into Markdown, within bounds that it states.

Pure, and slow: about 2 s for 300 KB. Run it where nobody waits, with values that can be sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from bs4 import BeautifulSoup

from editor.markdown.words_in import from_html
from editor.writing.paste.pictures import Picture, PicturesTaken
from editor.writing.paste.tidying import clean, fragment_of, has_structure, tidy
from editor.writing.paste.word_lists import word_lists
from sync.model.language import say

LARGEST = 1_000_000
"""Larger HTML (signs, pictures not counted) is pasted as plain text, and that is said."""
DEEPEST = 100
"""So is HTML of deeper nesting than this."""

_SPACES = re.compile(r"[\u00a0\u202f]")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^<>]*)>")
_LONE = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "source"}
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """Markdown, the pictures that it names, and what people should know of it."""

    text: str
    pictures: tuple[Picture, ...] = ()
    remark: str = ""


def from_clipboard(html: str, plain: str) -> Pasted:
    """Give the Markdown of what was copied; plain text stays as it is."""
    taken = PicturesTaken()
    light = taken.lighten(fragment_of(html))
    if not light.strip() or not has_structure(light):
        return Pasted(as_plain(plain) if plain or not html else as_plain(_words(light)))
    if len(light) > LARGEST:
        return _as_words(
            light, plain, say("Its format was too large to keep: the words were put in, plain.")
        )
    light = clean(light)
    if _depth(light) > DEEPEST:
        return _as_words(
            light,
            plain,
            say("Its format was nested too deeply to keep: the words were put in, plain."),
        )
    soup = BeautifulSoup(light, "html.parser")
    word_lists(soup)
    taken.take(soup)
    tidy(soup)
    markdown = _SPACES.sub(" ", from_html(str(soup)))
    named = tuple(one for one in taken.pictures if (one.web or one.name) in markdown)
    return Pasted(markdown, named)


def _as_words(html: str, plain: str, remark: str) -> Pasted:
    return Pasted(as_plain(plain) or as_plain(_words(html)), remark=remark)


def as_plain(text: str) -> str:
    """Give plain text as lessons hold it: LF, no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _words(html: str) -> str:
    """Give the words of HTML without parsing it: a tag is a blank, a block a line end."""
    bare = re.sub(r"(?is)<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", "", html)
    bare = re.sub(r"(?i)</(?:p|div|li|tr|h[1-6])\s*>|<br\s*/?>", "\n", bare)
    return unescape(_TAG.sub("", bare)).strip()


def _depth(html: str) -> int:
    """Count how deep tags nest, by the tags alone."""
    open_tags: list[str] = []
    deepest = 0
    for closing, name, rest in _TAG.findall(html):
        name = name.lower()
        if name in _LONE or rest.endswith("/"):
            continue
        if not closing:
            open_tags.append(name)
            deepest = max(deepest, len(open_tags))
        elif name in open_tags[-20:]:
            while open_tags.pop() != name:
                pass
    return deepest
