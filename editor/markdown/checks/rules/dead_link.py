"""A link to a lesson or file that the course does not have."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Check, Found
from editor.markdown.checks.mending import Mend, Scene, address_of, at_once, moved_address, nearest
from editor.markdown.mentions import Mention
from editor.markdown.told import told
from sync.model.language import mark, say

NAME = "dead-link"
_ONE = mark("The link “{words}” leads to “{address}”, which is not in this course.")
_MORE = mark(
    "The link “{words}” leads to “{address}”, which is not in this course. "
    "Links to it in this lesson: {count}."
)
_PAGES = (".html", ".htm")
_FRONTS = ("README.md", "readme.md", "index.md", "_index.md")


def find(view: Around) -> Found:
    """Name each address that the course does not have, once, at the first link to it."""
    dead: dict[str, list[Mention]] = {}
    for mention in view.lesson.mentions:
        if mention.kind != "link" or mention.target.kind != "inside":
            continue
        if mention.address in dead:
            dead[mention.address].append(mention)
        elif not _is_there(mention, view):
            dead[mention.address] = [mention]
    for address, links in dead.items():
        first = links[0]
        words = first.words or address
        yield view.advice(
            NAME,
            first.line,
            told(_ONE, words=words, address=address)
            if len(links) == 1
            else told(_MORE, words=words, address=address, count=len(links)),
            told(mark("Correct the address, or bring the file into the course.")),
            (first.start, first.end),
        )


def _is_there(mention: Mention, view: Around) -> bool:
    path = mention.target.value
    if not path or mention.address.partition("#")[0].partition("?")[0].endswith("/"):
        return True
    names = [path, f"{path}.md", *(f"{path}/{front}" for front in _FRONTS)]
    names += [path.removesuffix(end) + ".md" for end in _PAGES if path.endswith(end)]
    if any(name in view.lessons or name in view.files for name in names):
        return True
    folder = f"{path}/"
    return any(name.startswith(folder) for kept in (view.files, view.lessons) for name in kept)


def mend(scene: Scene, check: Check) -> Mend | None:
    """Lead all links to this address to the lesson or file that was most likely meant."""
    mention = scene.mention(check)
    if mention is None:
        return None
    wanted = mention.target.value
    for end in _PAGES:
        wanted = wanted.removesuffix(end) + (".md" if wanted.endswith(end) else "")
    found = nearest(wanted, [*scene.view.lessons, *scene.view.files])
    if found is None:
        return None
    address = address_of(found, scene.view.lesson.path, mention.address)
    edits = [
        moved_address(scene, one, address)
        for one in scene.view.lesson.mentions
        if one.kind == "link" and one.address == mention.address
    ]
    # links with a definition in common are corrected in one place
    made = sorted({edit for edit in edits if edit is not None}, key=lambda edit: edit.start)
    return at_once(say("Lead to {address}", address=address[-40:]), *made) if made else None
