"""Say with tags what office programs and web editors say with styles; drop their scaffolding."""

from __future__ import annotations

import re

import nh3
from bs4 import BeautifulSoup, Tag

from editor.markdown.safety import target_of
from editor.markdown.text import words_of

_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^;]*:\s*[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all", re.IGNORECASE)
_CLASSES = {"MsoTitle": "h1", "MsoSubtitle": "h2", "MsoQuote": "blockquote"}
_STRUCTURE = re.compile(
    r"<(?:h[1-6]|ul|ol|li|table|a\s[^>]*href|b|strong|i|em|s|del|strike|img|pre|code|blockquote|sub"
    r"|sup|hr|kbd)\b|mso-list|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through"
    r"|MsoTitle|MsoHeading",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.I)
_CUT_OFF = (
    (re.compile(r"\s*(?:<col[^>]*>\s*)*<(?:tr|tbody|thead)\b", re.I), "<table>", "</table>"),
    (re.compile(r"\s*<t[dh]\b", re.I), "<table><tr>", "</tr></table>"),
    (re.compile(r"\s*<li\b", re.I), "<ul>", "</ul>"),
)
_CODE_EDITOR = re.compile(r"<(?:div|pre)[^>]*white-space:\s*pre\b(?!-)[^>]*>", re.IGNORECASE)
_CLEANER = nh3.Cleaner(
    tags=set(
        words_of(
            """
            a abbr b blockquote br caption code dd del div dl dt em figcaption figure font h1 h2 h3
            h4 h5 h6 hr i img kbd li ol p pre s samp section span strike strong sub sup table tbody
            td tfoot th thead tr u ul
            """
        )
    ),
    clean_content_tags=set(
        words_of("script style title template noscript iframe object svg math head xml")
    ),
    attributes={
        "*": {"style", "class"},
        "a": {"href"},
        "img": {"src", "alt"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
        "li": {"data-aria-level"},
    },
    link_rel=None,
    url_schemes={"http", "https", "mailto", "file", "data", "held"},
)


def fragment_of(html: str) -> str:
    """Give what was copied, without what the clipboard wraps around it."""
    found = _FRAGMENT.search(html)
    if found is None:
        return html
    for first, opening, closing in _CUT_OFF:
        if first.match(found[1]):  # sheets mark their rows alone
            return opening + found[1] + closing
    return found[1]


def clean(html: str) -> str:
    """Give well-formed HTML of what may be text: before anything else looks at it."""
    return str(_CLEANER.clean(html))


def has_structure(html: str) -> bool:
    """Say whether there is anything that plain text does not say as well."""
    if _CODE_EDITOR.search(html) and not re.search(r"<(?:table|img|ul|ol)\b", html, re.I):
        return False
    return bool(_STRUCTURE.search(html))


def tidy(soup: BeautifulSoup) -> None:
    """Tidy in place: what is hidden goes, styles become tags, lists and tables become whole."""
    for tag in soup.find_all(style=_HIDDEN):
        if not tag.decomposed:
            tag.decompose()
    for tag in soup.find_all(["b", "strong"], style=_NOT_BOLD):
        tag.unwrap()
    for tag in soup.find_all(["span", "font"], style=True):
        _say_style(soup, tag)
    for tag in soup.find_all("p", class_=list(_CLASSES)):
        name = next(_CLASSES[one] for one in tag.get_attribute_list("class") if one in _CLASSES)
        tag.name = name
    for tag in soup.find_all("a"):
        # What leads to a place of the other document, or where we do not go, is words here.
        if target_of(str(tag.get("href") or "")).kind != "outside":
            tag.unwrap()
    _put_lists_into_items(soup)
    for table in soup.find_all("table"):
        _square(soup, table)
    _drop_empty(soup)


def _say_style(soup: BeautifulSoup, span: Tag) -> None:
    style = str(span.get("style") or "")
    if not span.get_text(strip=True):
        return
    for pattern, name in ((_BOLD, "strong"), (_ITALIC, "em"), (_STRUCK, "s")):
        if pattern.search(style) and span.find_parent([name, "h1", "h2", "h3", "h4", "th"]) is None:
            span.wrap(soup.new_tag(name))


def _put_lists_into_items(soup: BeautifulSoup) -> None:
    """Put a list that stands right inside a list into the item before it."""
    for inner in soup.find_all(["ul", "ol"]):
        outer = inner.parent
        if outer is None or outer.name not in ("ul", "ol"):
            continue
        before = inner.find_previous_sibling("li")
        if before is None:
            before = soup.new_tag("li")
            inner.insert_before(before)
        before.append(inner.extract())
    for item in soup.find_all("li"):
        paragraphs = [
            child for child in item.children if isinstance(child, Tag) and child.name == "p"
        ]
        if len(paragraphs) == 1:
            paragraphs[0].unwrap()


def _square(soup: BeautifulSoup, table: Tag) -> None:
    """Give cells that span others empty neighbours, and keep each cell on one line."""
    below: dict[tuple[int, int], None] = {}
    for number, row in enumerate(table.find_all("tr")):
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while below.pop((number, column), 0) is None:
                cell.insert_before(soup.new_tag("td"))
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            below |= {(number + down, column): None for down in range(1, high)}
            for _ in range(1, wide):
                cell.insert_after(soup.new_tag("td"))
            del cell["colspan"]
            column += wide
            for block in cell.find_all(
                ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br"]
            ):
                block.insert_after(" ")
                if block.name == "br":
                    block.decompose()
                else:
                    block.unwrap()


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return min(50, max(1, int(value))) if value.isdecimal() else 1


def _drop_empty(soup: BeautifulSoup) -> None:
    """Drop paragraphs and marks around nothing."""
    for tag in soup.find_all(["p", "strong", "b", "em", "i", "s", "a", "h1", "h2", "h3", "h4"]):
        if tag.decomposed or tag.find(["img", "br", "hr", "table"]):
            continue
        words = tag.get_text()
        if not words.replace("\xa0", " ").strip():
            tag.replace_with(" " if words else "")
