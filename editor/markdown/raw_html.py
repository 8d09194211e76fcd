"""Keep the harmless part of HTML that stands in a lesson: nh3's parser and our allow-lists.

Real courses use `<img>`, `<div align>`, `<kbd>`, `<sub>`, `<details>`, tables, anchors. Comments
never show. Scripts, styles, forms and frames go, with what is in them; a frame or film leaves a
link that names its address. A tag that HTML does not know (`Vec<T>`) is text that someone wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape

import nh3
from markdown_it.token import Token

from editor.markdown.media import media_html
from editor.markdown.place import Place
from editor.markdown.safety import ANCHOR, DEEPEST, Target, anchor_id, plain_address, target_of
from editor.markdown.text import words_of

_INLINE = words_of(
    """
    a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong
    sub sup time u var
    """
)
_VOID = words_of("br img wbr")
_EMPTY = _VOID | words_of("col hr")
_BLOCK = (
    _INLINE
    | _VOID
    | words_of(
        """
        address article aside blockquote caption center col colgroup dd details div dl dt
        figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary
        table tbody td tfoot th thead tr ul
        """
    )
)
_GONE_WITH_CONTENT = words_of(
    """
    script style iframe noscript template textarea title svg math object select frameset noembed
    noframes xmp plaintext applet form button dialog
    """
)
_KNOWN = (
    _BLOCK
    | _GONE_WITH_CONTENT
    | words_of(
        """
        area audio base basefont big body canvas data datalist embed fieldset font frame head html
        input label legend link map marquee menu meta meter nobr optgroup option output param
        picture progress search slot source strike tt track video
        """
    )
)
_ATTRIBUTES = {tag: {"title", "lang", "dir", "id"} for tag in _BLOCK}
for _tags, _more in (
    ("a", {"href", "name"}),
    ("img", {"src", "alt", "width", "height", "align"}),
    ("p div h1 h2 h3 h4 h5 h6 table tr figure", {"align"}),
    ("td th", {"align", "valign", "colspan", "rowspan", "scope"}),
    ("ol", {"start", "type", "reversed"}),
    ("li", {"value"}),
    ("details", {"open"}),
    ("col colgroup", {"span"}),
    ("time", {"datetime"}),
):
    for _tag in _tags.split():
        _ATTRIBUTES[_tag] |= _more


def _cleaner(tags: frozenset[str] | set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(_GONE_WITH_CONTENT),
        attributes={tag: _ATTRIBUTES[tag] for tag in tags},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        id_prefix=ANCHOR,
    )


_BLOCK_CLEANER = _cleaner(_BLOCK)
_INLINE_CLEANER = _cleaner(_INLINE | _VOID)
_WORDS_CLEANER = _cleaner(frozenset())
# nh3 writes tags in one form only: every value in double quotes, with `"`, `<` and `>` escaped.
_OURS = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ELSEWHERE = re.compile(
    r"<(?:iframe|video|audio|embed|source|object)\b[^<>]{0,400}?\s(?:src|data)\s*=\s*"
    r"(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})'|([^\s\"'<>]{1,2000}))",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^<>]*>")
MOST_OPEN = 2_000
"""With more open tags at once only words are shown: sanitising grows with the square of them."""
_UNUSED = {1: None, 2: None}


def clean_block(html: str, place: Place) -> str:
    """Sanitise a block of HTML as a whole: open tags are closed, deep nesting loses its tags."""
    if _most_open(html) > MOST_OPEN:
        cleaned = escape(unescape(_ANY_TAG.sub(" ", html)), quote=False)
    else:
        cleaned = _BLOCK_CLEANER.clean(html)
    if _depth(cleaned) > DEEPEST:
        cleaned = _WORDS_CLEANER.clean(html)
    shown = _finish(cleaned, place)
    elsewhere = [
        _elsewhere(unescape(next(filter(None, found)))) for found in _ELSEWHERE.findall(html)
    ]
    text = "\n".join(part for part in (shown.strip("\n"), *elsewhere) if part.strip())
    return text + "\n" if text else ""


def loses_tags(html: str) -> bool:
    """Say whether a block of HTML is shown without its tags: too many of them stand in others."""
    most = _most_open(html)
    return most > MOST_OPEN or (most > DEEPEST and _depth(_BLOCK_CLEANER.clean(html)) > DEEPEST)


def _most_open(html: str) -> int:
    """Count how many tags are open at once at most, before anything is closed by itself."""
    open_now: Counter[str] = Counter()
    total = most = 0
    for closes, written in _TAG.findall(html):
        name = written.lower()
        if not closes and name not in _EMPTY:
            open_now[name] += 1
            total += 1
            most = max(most, total)
        elif closes and open_now[name]:
            open_now[name] -= 1
            total -= 1
    return most


def _depth(cleaned: str) -> int:
    depth = deepest = 0
    for closes, name in _TAG.findall(cleaned):
        if closes:
            depth -= 1
        elif name not in _EMPTY:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _elsewhere(address: str) -> str:
    url = "https:" + address if address.startswith("//") else address
    if target_of(url).kind != "outside":
        return ""
    shown = escape(url)
    return f'<p class="elsewhere"><a href="{shown}" rel="noopener noreferrer">{shown}</a></p>'


def _finish(cleaned: str, place: Place) -> str:
    return _OURS.sub(lambda found: _own_tag(found, place), cleaned.translate(_UNUSED))


def _own_tag(found: re.Match[str], place: Place) -> str:
    values = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[2])}
    if found[1] == "img":
        extra = {k: values[k] for k in ("title", "width", "height", "align") if values.get(k)}
        return media_html(
            values.get("src", ""), values.get("alt", ""), place, extra=extra, linked=True
        )
    kept = "".join(f' {k}="{escape(values[k])}"' for k in ("title", "lang", "dir") if k in values)
    if "id" in values or "name" in values:
        name = values["id"].removeprefix(ANCHOR) if "id" in values else values["name"]
        kept += f' id="{escape(anchor_id(name))}"'
    if "href" not in values:
        return f"<a{kept}>"
    return link_open(values["href"], place, kept)


def link_open(href: str, place: Place, more: str = "") -> str:
    """Open a link; one that must not or cannot be followed is marked and leads nowhere."""
    target = target_of(href, place.path)
    if target.kind == "outside":
        return f'<a href="{escape(target.value)}" rel="noopener noreferrer"{more}>'
    if target.kind == "anchor":
        to = f"#{anchor_id(target.fragment)}" if target.fragment else "#"
        return f'<a href="{escape(to)}"{more}>'
    url = _inside(target, href, place) if target.kind == "inside" else None
    if url is None:
        title = "" if " title=" in more else f' title="{escape(href)}"'
        return f'<a class="dead-link"{title}{more}>'
    return f'<a href="{escape(url)}"{more}>'


def _inside(target: Target, href: str, place: Place) -> str | None:
    if place.link is None:
        written = plain_address(href).partition("#")[0]
        # Without anyone to ask, a path from the root would leave the course on disk.
        url = None if written.startswith(("/", "\\")) else written
    else:
        url = place.link(target.value)
    if url is None or not target.fragment:
        return url
    return f"{url}#{anchor_id(target.fragment)}"


class InlineHtml:
    """Balance the tags inside one stretch of text, so that none leaks into the next block."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._open: list[str] = []
        self._swallowing = ""

    @property
    def swallows(self) -> bool:
        """Say whether the text now stands inside a script or the like, which is not shown."""
        return bool(self._swallowing)

    def feed(self, token: Token) -> str:
        """Give what is shown of one tag, comment or instruction."""
        found = _TAG.match(token.content)
        name = found[2].lower() if found else ""
        if self._swallowing:
            if found and found[1] and name == self._swallowing:
                self._swallowing = ""
            return ""
        if not found:
            return ""
        if found[1]:
            return self._close(name, token.content)
        if name in _INLINE or name in _VOID:
            return self._start(name, token.content)
        if name in _GONE_WITH_CONTENT:
            self._swallowing = name
            return ""
        return "" if name in _KNOWN else escape(token.content)

    def _start(self, name: str, tag: str) -> str:
        opened = _finish(_INLINE_CLEANER.clean(tag), self._place).removesuffix(f"</{name}>")
        if name in _VOID or not opened:
            return opened
        if len(self._open) >= DEEPEST:
            return ""
        self._open.append(name)
        return opened

    def _close(self, name: str, tag: str) -> str:
        if name not in self._open:
            return "" if name in _KNOWN else escape(tag)
        closed = ""
        while self._open:
            last = self._open.pop()
            closed += f"</{last}>"
            if last == name:
                break
        return closed

    def end(self) -> str:
        """Close what is still open."""
        closed = "".join(f"</{name}>" for name in reversed(self._open))
        self._open.clear()
        return closed
