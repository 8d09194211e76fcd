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
_LIKE = 55
"""Per cent of likeness from which a heading is what was meant: they are worded anew."""
_SLIPS = 2
"""So many letters at most are wrong in the name of a file that was meant."""
_PLACE = re.compile(r"^\d+(?:\.\d+)*[-_. )]+(?=[^\W\d])")
_NUMBER = re.compile(r"\d+")
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


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """Find the file that was meant: but for case, in another folder, or with a slip in its name.

    Numbers are never a slip: `step-02.png` is not `step-01.png`. Two that fit are none.
    """
    end = posixpath.splitext(wanted)[1]
    if not end:
        return None
    names = [name for name in known if name != wanted][:_MOST]
    for key in (str.casefold, _last, _name):
        same = [name for name in names if key(name) == key(wanted)]
        if len(same) == 1:
            return same[0]
    # loaded late: who only checks mends nothing
    from rapidfuzz.distance import OSA

    meant = _name(wanted)
    most = min(_SLIPS, len(meant.rpartition(".")[0]) // 3)
    alike = {name: _name(name) for name in names if _ends(name, end)}
    near = {n: words for n, words in alike.items() if OSA.distance(words, meant) <= most}
    return likest(meant, near)


def likest(wanted: str, known: Mapping[str, str]) -> str | None:
    """Find what is clearly most alike, by the words that stand for each; numbers have to agree."""
    # loaded late: who only checks mends nothing
    from rapidfuzz import fuzz, process

    numbers = _NUMBER.findall(wanted)
    fit = {name: words for name, words in known.items() if _NUMBER.findall(words) == numbers}
    best = process.extract(wanted, fit, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][2]


def _ends(path: str, end: str) -> bool:
    return path.casefold().endswith(end.casefold())


def _last(path: str) -> str:
    return path.rsplit("/", 1)[-1].casefold()


def _name(path: str) -> str:
    """Give the last part without what numbers a lesson among others: `02-next.md`, `next.md`."""
    last = _last(path)
    return _PLACE.sub("", last) if last.endswith(".md") else last


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
