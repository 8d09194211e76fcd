"""Make lists of Word's paragraphs that only look like lists (`mso-list:l0 level1 lfo1`)."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

_STYLE = re.compile(r"mso-list:\s*l(\d+)\s+level(\d+)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:(\d{1,6})|[a-zA-Z]{1,4})[.)]")
_DEEPEST = 9


def word_lists(soup: BeautifulSoup) -> None:
    """Turn each run of such paragraphs into nested lists."""
    _from_the_web(soup)
    done: set[int] = set()
    for first in soup.find_all(["p", "h1", "h2", "h3"], style=_STYLE):
        if id(first) in done:
            continue
        run = [first]
        while (following := _next_item(run[-1])) is not None:
            run.append(following)
        done |= {id(paragraph) for paragraph in run}
        _make(soup, run)


def _from_the_web(soup: BeautifulSoup) -> None:
    """Say with Word's paragraphs what its web edition says with a list of one item each."""
    for holder in soup.find_all("div", class_="ListContainerWrapper"):
        for item in holder.find_all("li"):
            level = str(item.get("data-aria-level") or "1")
            numbered = item.parent is not None and item.parent.name == "ol"
            start = str(item.parent.get("start") or "1") if item.parent is not None else "1"
            paragraph = soup.new_tag("p", style=f"mso-list:l0 level{level}")
            marker = soup.new_tag("span", style="mso-list:ignore")
            marker.string = f"{start}." if numbered and start.isdecimal() else "·"
            paragraph.append(marker)
            for child in list(item.contents):
                paragraph.append(child.extract())
            for inner in paragraph.find_all("p"):
                inner.unwrap()
            holder.insert_before(paragraph)
        holder.decompose()


def _next_item(paragraph: Tag) -> Tag | None:
    following = paragraph.next_sibling
    while following is not None and not isinstance(following, Tag) and not str(following).strip():
        following = following.next_sibling
    if isinstance(following, Tag) and _STYLE.search(str(following.get("style") or "")):
        return following
    return None


def _make(soup: BeautifulSoup, run: list[Tag]) -> None:
    place = soup.new_tag("div")
    run[0].insert_before(place)
    open_lists: list[tuple[int, Tag]] = []
    for paragraph in run:
        found = _STYLE.search(str(paragraph.get("style")))
        level = min(_DEEPEST, int(found[2])) if found else 1
        marker = _take_marker(paragraph)
        numbered = _NUMBER.fullmatch(marker)
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        kind = "ol" if numbered else "ul"
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].name != kind:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            made = soup.new_tag(kind)
            if numbered and numbered[1] and numbered[1] != "1":
                made["start"] = numbered[1]
            _last_item(open_lists[-1][1] if open_lists else place).append(made)
            open_lists.append((level, made))
        item = soup.new_tag("li")
        for child in list(paragraph.contents):
            item.append(child.extract())
        open_lists[-1][1].append(item)
        paragraph.decompose()


def _last_item(holder: Tag) -> Tag:
    items = [child for child in holder.children if isinstance(child, Tag) and child.name == "li"]
    return items[-1] if items else holder


def _take_marker(paragraph: Tag) -> str:
    """Take out the bullet or number that Word wrote as text."""
    words: list[str] = []
    for span in paragraph.find_all("span", style=_IGNORED):
        words.append(span.get_text())
        span.decompose()
    return "".join(words).replace("\xa0", " ").strip()
