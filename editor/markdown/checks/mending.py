"""What a mend is: a title for its button, and the edits that it makes of the text checked.

A mend that `asks` needs one line from the author; the others need nothing but a key.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from editor.markdown.checks.finding import Check, Lesson, View
from editor.markdown.mentions import Mention
from sync.merge.edits import Edit

Edits = tuple[Edit, ...]
_LIKE = 70
"""Per cent of likeness from which a name is what was meant."""
_MOST = 5_000
_UNSAFE = re.compile(r"[\s()<>%\\?#\"]")
"""Signs that end an address or mean something in it; letters of all scripts stay readable."""


@dataclass(frozen=True)
class Mend:
    """A way to mend one thing; `write` takes what was answered, empty where nothing `asks`."""

    title: str
    write: Callable[[str], Edits]
    asks: str = ""


@dataclass(frozen=True)
class Scene:
    """What a mend may look at: the lesson with its text, and the course's lessons by path."""

    view: View
    course: Mapping[str, Lesson]

    @property
    def text(self) -> str:
        """The text that was checked."""
        return self.view.document.text

    def mention(self, check: Check) -> Mention | None:
        """Give the link or picture that a check is about."""
        place = (check.start, check.end)
        found = (one for one in self.view.lesson.mentions if (one.start, one.end) == place)
        return next(found, None)

    def source(self, check: Check) -> str:
        """Give the part of the text that a check is about."""
        return self.text[check.start : check.end]


Mender = Callable[[Scene, Check], Mend | None]


def at_once(title: str, *edits: Edit) -> Mend:
    """Make a mend that asks nothing."""
    return Mend(title, lambda _: edits)


def nearest(wanted: str, known: Iterable[str], like: float = _LIKE) -> str | None:
    """Find the name that was most likely meant: but for case, by its last part, or by likeness."""
    names = [name for name in known if name != wanted][:_MOST]
    for key in (str.casefold, _last):
        same = [name for name in names if key(name) == key(wanted)]
        if len(same) == 1:
            return same[0]
    # loaded late: who only checks mends nothing
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(
        wanted, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=like
    )
    return best[0] if best else None


def _last(path: str) -> str:
    return path.rsplit("/", 1)[-1].casefold()


def moved_address(scene: Scene, mention: Mention, address: str) -> Edit | None:
    """Put another address in place of a mention's, in the link or where it is defined."""
    text = scene.text
    for spelling in dict.fromkeys((mention.address, unquote(mention.address))):
        at = text.rfind(spelling, mention.start, mention.end)
        if at >= 0:
            return Edit(at, len(spelling), address)
        defined = re.search(
            rf"^[ >]{{0,8}}\[[^\]\n]+\]:[ \t]*<?(?P<at>{re.escape(spelling)})(?=[>\s]|$)",
            text,
            re.M,
        )
        if defined:
            return Edit(defined.start("at"), len(spelling), address)
    return None


def address_of(path: str, lesson: str, like: str) -> str:
    """Write the address of a path in the course as a lesson would, rooted if `like` was."""
    rooted = like.startswith("/")
    written = "/" + path if rooted else posixpath.relpath(path, posixpath.dirname(lesson) or ".")
    _, sign, fragment = like.partition("#")
    return _UNSAFE.sub(lambda one: quote(one[0]), written) + sign + fragment
