"""Turn HTML from the clipboard or a word processor into Markdown that means the same."""

from __future__ import annotations

import re

import nh3
from bs4 import Tag
from markdownify import MarkdownConverter

from editor.markdown.text import words_of

_TAGS = words_of(
    """
    a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr
    i img kbd li ol p pre s samp section span strong sub sup table tbody td tfoot th thead tr ul
    """
)
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(words_of("script style title template noscript iframe object svg math")),
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "code": {"class"},
        "pre": {"class"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
    },
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)
_LANGUAGE = re.compile(r"\b(?:language|lang|highlight-source)-([\w+#-]+)")
_FORMULA = re.compile(r"(?<!\\)\$")
_CONTAINER = re.compile(r"^([ \t]*):::", re.MULTILINE)
_NO_ADDRESS = re.compile(r"!\[([^\]]*)\]\(\)")
_BLANKS = re.compile(r"\n{3,}")


class _Converter(MarkdownConverter):
    """Escape what our Markdown has beyond the usual."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        # The class has this method to be overridden; its stub leaves it out.
        escaped = str(super().escape(text, parent_tags))  # type: ignore[misc]
        if escaped.count("$") > 1:
            escaped = _FORMULA.sub(r"\\$", escaped)
        return _CONTAINER.sub(r"\1\\:::", escaped)


def _language(element: Tag) -> str:
    for tag in (element, *element.find_all("code")):
        found = _LANGUAGE.search(" ".join(tag.get_attribute_list("class")))
        if found:
            return found[1]
    return ""


def from_html(html: str) -> str:
    """Convert a piece of HTML; it ends in one line end, or is empty.

    About a second for 300 KB: run it where nobody waits.
    """
    converter = _Converter(
        escape_misc=True,
        heading_style="ATX",
        bullets="-",
        table_infer_header=True,
        code_language_callback=_language,
    )
    text = _NO_ADDRESS.sub(r"\1", converter.convert(_CLEANER.clean(html)))
    text = _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n")))
    return text.strip("\n") + "\n" if text.strip() else ""
