"""A picture that the course does not have."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Check, Found
from editor.markdown.checks.mending import Mend, Scene, address_of, at_once, moved_address, nearest
from editor.markdown.told import told
from sync.model.language import mark, say

NAME = "dead-picture"
_ENDS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".ico")


def find(view: Around) -> Found:
    """Name each picture that the course does not have."""
    for mention in view.lesson.mentions:
        if mention.kind != "image" or mention.target.kind != "inside":
            continue
        if mention.target.value not in view.files:
            yield view.advice(
                NAME,
                mention.line,
                told(
                    mark("The picture “{address}” is not in this course."), address=mention.address
                ),
                told(mark("Bring the file into the course, or correct its name.")),
                (mention.start, mention.end),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Take the picture of the course that was most likely meant."""
    mention = scene.mention(check)
    if mention is None:
        return None
    pictures = (path for path in scene.view.files if path.lower().endswith(_ENDS))
    found = nearest(mention.target.value, pictures)
    if found is None:
        return None
    address = address_of(found, scene.view.lesson.path, mention.address)
    edit = moved_address(scene, mention, address)
    return at_once(say("Show {address}", address=address[-40:]), edit) if edit else None
