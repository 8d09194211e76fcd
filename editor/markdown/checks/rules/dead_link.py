"""A link to a lesson or file that the course does not have."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Check, Found
from editor.markdown.checks.mending import Mend, Scene, address_of, at_once, moved_address, nearest
from editor.markdown.mentions import Mention
from editor.markdown.told import told
from sync.model.language import mark, say

NAME = "dead-link"
_PAGES = (".html", ".htm")
_FRONTS = ("README.md", "readme.md", "index.md", "_index.md")


def find(view: Around) -> Found:
    """Name each link to a lesson or file that the course does not have."""
    for mention in view.lesson.mentions:
        if (
            mention.kind == "link"
            and mention.target.kind == "inside"
            and not _is_there(mention, view)
        ):
            yield view.advice(
                NAME,
                mention.line,
                told(
                    mark("The link “{words}” leads to “{address}”, which is not in this course."),
                    words=mention.words or mention.address,
                    address=mention.address,
                ),
                told(mark("Correct the address, or bring the file into the course.")),
                (mention.start, mention.end),
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
    """Lead to the lesson or file that was most likely meant."""
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
    edit = moved_address(scene, mention, address)
    return at_once(say("Lead to {address}", address=address[-40:]), edit) if edit else None
