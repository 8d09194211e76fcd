"""Links: to files and places that are not there, or to where none may lead."""

from __future__ import annotations

from urllib.parse import unquote

from editor.markdown.checks.finding import Around, Found
from editor.markdown.mentions import Mention
from editor.markdown.safety import slug

_PAGES = (".html", ".htm")
_FRONTS = ("README.md", "readme.md", "index.md", "_index.md")


def dead_links(view: Around) -> Found:
    """Name each link to a lesson or file that the course does not have."""
    for mention in view.lesson.mentions:
        if (
            mention.kind == "link"
            and mention.target.kind == "inside"
            and not _is_there(mention, view)
        ):
            yield view.advice(
                "dead-link",
                mention.line,
                f"The link “{mention.words or mention.address}” leads to “{mention.address}”,"
                " which is not in this course.",
                "Correct the address, or bring the file into the course.",
            )


def _is_there(mention: Mention, view: Around) -> bool:
    path = mention.target.value
    if not path or mention.address.partition("#")[0].partition("?")[0].endswith("/"):
        return True
    names = [path, f"{path}.md", *(f"{path}/{front}" for front in _FRONTS)]
    names += [path.removesuffix(end) + ".md" for end in _PAGES if path.endswith(end)]
    return any(name in view.lessons or name in view.files for name in names)


def refused_addresses(view: Around) -> Found:
    """Name each address that may not be followed."""
    for mention in view.lesson.mentions:
        if mention.target.kind == "refused":
            yield view.advice(
                "address",
                mention.line,
                f"“{mention.address[:80]}” is not an address that a lesson may lead to;"
                " it is shown without a link.",
                "Use https, http or mailto, or a path inside the course.",
            )


def empty_links(view: Around) -> Found:
    """Name each link that leads nowhere, or that nobody could read."""
    for mention in view.lesson.mentions:
        if mention.kind != "link":
            continue
        if not mention.address.strip():
            yield view.advice(
                "empty-link",
                mention.line,
                f"The link “{mention.words}” has no address.",
                "Write where it leads to, between the round brackets.",
            )


def dead_anchors(view: Around) -> Found:
    """Name each link to a heading of the same lesson that it does not have."""
    wanted = [
        mention
        for mention in view.lesson.mentions
        if mention.kind == "link" and mention.target.kind == "anchor" and mention.target.fragment
    ]
    known = view.lesson.anchors if wanted else frozenset()
    for mention in wanted:
        if not has_anchor(known, mention.target.fragment):
            yield view.advice(
                "dead-anchor",
                mention.line,
                f"The link “{mention.words}” leads to “#{mention.target.fragment}”,"
                " but no heading here has these words.",
                "Take the words of the heading in small letters, with hyphens for spaces.",
            )


def has_anchor(known: frozenset[str], fragment: str) -> bool:
    """Say whether a fragment names one of the places, however it is written."""
    plain = unquote(fragment)
    return plain in known or slug(plain) in known
