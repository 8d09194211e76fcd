"""A course's review as a JSON file beside its Markdown: it leaves with the course, and comes back.

    format       1; a form that only adds fields keeps the number
    product      "coursefolk review"
    course       title, and `course_id`; `state` is "" for a draft, else "Version N"
    threads      comments: `file` and `lesson` where it stands, `about` what (words, block,
                 picture, option, lesson, course), `quote` with some text `before` and `after`
                 it, `start` and `end` in code points of the file's text with LF (null: its words
                 are gone), `state` (open, done, wont) with `why` and who `closed` it, and in
                 `said` the comment and its answers: id, person, author, at (milliseconds since
                 1970), text, in `earlier` what it said before, in `mentions` whom it speaks to;
                 in `deeds` who closed, reopened or confirmed it, in order: `over` are the deeds
                 that one answers, `place` how many of `said` came before it
    suggestions  its author, and who `passed_on` another's work and signed it, `before` and
                 `after` of a block, its place as in a comment, `why`, `state` (open, accepted,
                 rejected, withdrawn), in `decided` who decided what, in order and with what was
                 reopened, in `said` answers
    versions     number, note, hash, who named it, the `verdicts` on it, and in `round` who was
                 asked for a review, withdrawn or done, in order
    policy       what is enough for a review and for a release, null if the course has none
    overlaps     places that nobody has checked yet, with all `wordings` and whose they are

Ids are those of the workspace that wrote it. Other programs read it: nothing in it follows the
language of who exports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from sync.model.ids import CourseId, FactId, NodeId, PersonId

FORMAT = 1
PRODUCT = "coursefolk review"
FILE = "comments.review.json"
NOBODY = "Someone"
_MOST = 64 * 1024 * 1024


class Worded(msgspec.Struct, frozen=True):
    """What something said for a while."""

    at: int
    text: str


class Someone(msgspec.Struct, frozen=True):
    """A person by id and name."""

    person: PersonId
    author: str


class Voice(msgspec.Struct, frozen=True):
    """Something that a person said."""

    author: str
    at: int
    text: str
    id: FactId = FactId("")
    person: PersonId = PersonId("")
    earlier: tuple[Worded, ...] = ()
    mentions: tuple[Someone, ...] = ()


class Deed(msgspec.Struct, frozen=True):
    """What was done to a thread: it was closed, reopened, or its end confirmed by its writer."""

    how: Literal["done", "wont", "reopened", "confirmed"]
    said: Voice
    over: tuple[FactId, ...] = ()
    place: int = 0


class Thread(msgspec.Struct, frozen=True):
    """A comment and its answers; `said` begins with the comment."""

    file: str
    quote: str
    state: str
    why: str
    said: tuple[Voice, ...]
    id: FactId = FactId("")
    lesson: NodeId = NodeId("")
    about: str = "words"
    before: str = ""
    after: str = ""
    start: int | None = None
    end: int | None = None
    closed: Voice | None = None
    deeds: tuple[Deed, ...] = ()


class Decided(msgspec.Struct, frozen=True):
    """A yes or not now."""

    author: str
    at: int
    accepted: bool
    why: str
    person: PersonId = PersonId("")
    how: str = ""
    id: FactId = FactId("")


class Suggested(msgspec.Struct, frozen=True):
    """A changed block."""

    file: str
    before: str
    after: str
    why: str
    state: str
    author: str
    at: int
    id: FactId = FactId("")
    person: PersonId = PersonId("")
    lesson: NodeId = NodeId("")
    start: int | None = None
    end: int | None = None
    decided: tuple[Decided, ...] = ()
    said: tuple[Voice, ...] = ()
    passed_on: Someone | None = None


class Given(msgspec.Struct, frozen=True):
    """A verdict on a version."""

    author: str
    at: int
    verdict: str
    note: str
    id: FactId = FactId("")
    person: PersonId = PersonId("")


class Step(msgspec.Struct, frozen=True):
    """A step of a round of review: people asked, one withdrawn (`instead`), or one done."""

    how: Literal["asked", "withdrawn", "done", "cannot"]
    author: str
    at: int
    note: str
    id: FactId = FactId("")
    person: PersonId = PersonId("")
    people: tuple[Someone, ...] = ()
    whys: tuple[str, ...] = ()
    due: str = ""
    checklist: tuple[str, ...] = ()


class Rules(msgspec.Struct, frozen=True):
    """The course's own policy; `people` are those among whom its approvals must be."""

    approvals: int = 0
    people: tuple[Someone, ...] = ()
    review_gates: tuple[str, ...] = ()
    release_gates: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()
    days: int = 5


class Named(msgspec.Struct, frozen=True):
    """A version."""

    number: int
    note: str
    hash: str
    author: str
    at: int
    id: FactId = FactId("")
    person: PersonId = PersonId("")
    verdicts: tuple[Given, ...] = ()
    round: tuple[Step, ...] = ()


class OverlapWording(msgspec.Struct, frozen=True):
    """One wording of a place, and whose it is."""

    text: str
    people: tuple[str, ...]


class Open(msgspec.Struct, frozen=True):
    """A place that nobody has checked yet."""

    id: str
    file: str
    kind: str
    base: str
    wordings: tuple[OverlapWording, ...]


class Review(msgspec.Struct, frozen=True):
    """The whole review of a course."""

    course: str
    state: str = ""
    threads: tuple[Thread, ...] = ()
    suggestions: tuple[Suggested, ...] = ()
    versions: tuple[Named, ...] = ()
    overlaps: tuple[Open, ...] = ()
    course_id: CourseId = CourseId("")
    policy: Rules | None = None
    format: int = FORMAT
    product: str = PRODUCT


def review_json(review: Review, paths: Mapping[NodeId, str]) -> bytes:
    """Give a review as readable JSON, each part of it with the path of its lesson's file."""
    placed = msgspec.structs.replace(
        review,
        threads=tuple(_filed(one, paths) for one in review.threads),
        suggestions=tuple(
            msgspec.structs.replace(one, file=paths.get(one.lesson, ""))
            for one in review.suggestions
        ),
        overlaps=tuple(
            msgspec.structs.replace(one, file=paths.get(NodeId(one.file), one.file))
            for one in review.overlaps
        ),
    )
    return msgspec.json.format(msgspec.json.encode(placed), indent=2) + b"\n"


def _filed(thread: Thread, paths: Mapping[NodeId, str]) -> Thread:
    return msgspec.structs.replace(thread, file=paths.get(thread.lesson, ""))


def is_review(path: str) -> bool:
    """Tell by its name whether a file of a folder may be its review: at the top, as exported."""
    return "/" not in path and ".review" in path and path.endswith(".json")


def read_review(data: bytes) -> Review | None:
    """Read a review; None for what is another program's file, or none that can be read whole."""
    if len(data) > _MOST:
        return None
    try:
        found = msgspec.json.decode(data, type=Review)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        return None
    whole = found.product == PRODUCT and found.format <= FORMAT
    return found if whole and all(thread.said for thread in found.threads) else None
