"""Judge HTML as a browser reads it, with a reader that is not the product's."""

from __future__ import annotations

import re
from urllib.parse import unquote

import html5lib

from editor.markdown.text import words_of

_NEVER = words_of(
    """
    script iframe object embed applet base meta link form frame frameset svg style template noscript
    xmp plaintext input button textarea select dialog marquee title body html image video audio
    source track portal
    """
)
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"}
)
_ALLOWED = frozenset({"http", "https", "mailto", "course"})


def _scheme(value: str) -> str | None:
    plain = re.sub(r"[\t\n\r]", "", value).lstrip("".join(map(chr, range(33))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return found[1].lower() if found else None


def _of_tag(tag: str, attributes: dict[str, str]) -> list[str]:
    found = [f"tag {tag}"] if tag in _NEVER else []
    for name, value in attributes.items():
        lower = str(name).lower()
        if lower.startswith("on") or lower in ("style", "srcdoc", "contenteditable", "autofocus"):
            found.append(f"attribute {lower}")
        if lower in _ADDRESSES:
            scheme = _scheme(value)
            if scheme and scheme not in _ALLOWED:
                found.append(f"scheme {scheme}")
            if re.match(r"\s*[/\\]{2}", value):
                found.append("network path")
            if ".." in unquote(value).split("#")[0].split("/") and scheme is None:
                found.append("climbs")
            if tag == "img" and scheme in ("http", "https"):
                found.append("remote picture")
        if lower == "id" and not value.startswith(("h-", "note-")):
            found.append(f"id {value}")
    return found


def dangers(html: str) -> list[str]:
    """Name what is dangerous in HTML, read as a browser reads it, and read once more."""
    found: list[str] = []
    for _ in range(2):
        tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                found.append("comment")
                continue
            tag = element.tag.rpartition("}")[2].lower()
            found += _of_tag(tag, dict(element.attrib))
        html = html5lib.serialize(
            tree, tree="etree", quote_attr_values="always", omit_optional_tags=False
        )
    return sorted(set(found))


def words_in(html: str) -> str:
    """Give the words of HTML."""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return " ".join("".join(tree.itertext()).split())
