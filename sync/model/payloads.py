"""What each kind of fact carries.

Facts about many nodes are plural, so that one act (an import, a module removed) is one fact and
atomic. `over` names the facts of the same register that the writer had before them: what it does
not name was written apart.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from sync.model.ids import CourseId, DeviceId, FactId, LogId, NodeId, PersonId, Sha
from sync.model.people import Role
from sync.model.right_answers import RightAnswer
from sync.model.states import TextState

NodeKind = Literal["module", "lesson"]
Named = Annotated[NodeId, msgspec.Meta(min_length=1)]
"""A node's id; the empty one stands for the top of a course, which nobody can place."""
About = Literal["words", "block", "picture", "option", "lesson", "course"]


class CourseMade(msgspec.Struct, frozen=True, omit_defaults=True):
    """A course begins; `rules` is the number of the weaving rules of this log."""

    course: CourseId
    title: str
    rules: int = 1


class CourseDescribed(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some fields of the course's description get a value, each alone.

    `over` names the facts that gave these fields their values before; None, in what was written
    first or by older versions, stands for all of them.
    """

    fields: dict[str, str]
    over: tuple[FactId, ...] | None = None


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A node stands here; the first place of a node makes it and gives its title."""

    node: Named
    parent: str
    position: str
    over: tuple[FactId, ...] = ()
    kind: NodeKind = "lesson"
    title: str = ""


class LessonPlaced(msgspec.Struct, frozen=True):
    """Modules and lessons are made or moved, in this order."""

    places: tuple[Place, ...]


class LessonRenamed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A node gets another title; `known` is as in `LessonRemoved`."""

    node: Named
    title: str
    over: tuple[FactId, ...]
    known: dict[str, int] = {}


class Removal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One node taken out, with what its remover had seen of it."""

    node: Named
    over: tuple[FactId, ...]
    heads: tuple[FactId, ...] = ()
    titles: tuple[FactId, ...] = ()


class LessonRemoved(msgspec.Struct, frozen=True, omit_defaults=True):
    """Nodes are taken out together: a lesson, or a module with all that is in it.

    `known` is the last clock of each other device that the writer had: whether a link to what was
    taken out was in view then is told by it.
    """

    nodes: tuple[Removal, ...]
    known: dict[str, int] = {}


class Form(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a lesson's text stood in its file, enough to write the same bytes again.

    `ends` are runs of line ends in order, as (end, count), for the text with SHA-256 `sha`;
    `bom` is a byte order mark at the start.
    """

    lesson: Named
    path: str
    sha: Sha
    ends: tuple[tuple[str, int], ...] = ()
    bom: bool = False


class LessonForm(msgspec.Struct, frozen=True):
    """The file forms of lessons."""

    forms: tuple[Form, ...]


class TextRevised(msgspec.Struct, frozen=True, omit_defaults=True):
    """A lesson's text became this, after exactly these earlier revisions.

    With `base`, the text is that parent's text with `edits` applied, each (start, deleted,
    inserted) in code points of the base, in rising order; without, `text` holds it whole.
    `restores` are the revisions whose words it puts back, which are not its writer's own; `why`
    is the reason given for that.
    """

    lesson: Named
    parents: tuple[FactId, ...]
    sha: Sha
    base: FactId | None = None
    edits: tuple[tuple[int, int, str], ...] = ()
    text: str | None = None
    restores: tuple[FactId, ...] = ()
    why: str = ""


class PlacedFile(msgspec.Struct, frozen=True):
    """An attachment of the course; an empty SHA-256 takes it out."""

    path: str
    sha: Sha
    size: int
    over: tuple[FactId, ...] = ()


class FilePlaced(msgspec.Struct, frozen=True, omit_defaults=True):
    """Attachments stand at these paths; their bytes travel apart, by SHA-256.

    `known` is as in `LessonRemoved`.
    """

    files: tuple[PlacedFile, ...]
    known: dict[str, int] = {}


class OutlineEntry(msgspec.Struct, frozen=True, array_like=True):
    """One row of a version's outline, in reading order."""

    node: Named
    kind: NodeKind
    parent: str
    title: str


class VersionNamed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A numbered, immutable state of the whole course.

    `prints` and `answers` are fingerprints of each lesson's blocks and digests of its right
    answers, so that a server which knows no Markdown can judge; laptops compute them anew.
    `unchecked` are the overlaps of outline, files and description that were open then, each with
    its node, path or field; those of texts are told by the text states. `rights` are the questions
    of each lesson that asks any, with who wrote what is right. One that is `kept` was named by the
    program, to keep a draft over which something was brought back: nobody means it for a review.
    """

    number: int
    note: str
    texts: dict[NodeId, TextState]
    outline: tuple[OutlineEntry, ...]
    outline_hash: Sha
    content_hash: Sha
    files: dict[str, Sha] = {}
    prints: dict[NodeId, str] = {}
    answers: dict[NodeId, str] = {}
    unchecked: dict[str, str] = {}
    rights: dict[NodeId, tuple[RightAnswer, ...]] = {}
    ask: tuple[PersonId, ...] = ()
    kept: bool = False


class CourseReleased(msgspec.Struct, frozen=True, omit_defaults=True):
    """Learners get this version from now on.

    `seen` are the verdicts that its writer had, and `policy` the facts whose policy they met: a
    release is judged by these, and what comes later warns.
    """

    version: FactId
    seen: tuple[FactId, ...] = ()
    policy: tuple[FactId, ...] = ()


class Worded(msgspec.Struct, frozen=True):
    """What a remark said for a while, from a time on (milliseconds since 1970)."""

    at: int
    text: str


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a remark was before it left with its course and came back in files: whose, and when.

    `earlier` is what it said before its writer wrote it anew, the first wording first.
    """

    id: FactId
    person: PersonId
    at: int
    earlier: tuple[Worded, ...] = ()


class CommentMade(msgspec.Struct, frozen=True, omit_defaults=True):
    """A remark on a stretch of a text state; positions are code points of that state's text.

    `about` tells what was meant by the stretch. A remark on a whole lesson or course has an empty
    stretch; one on the course names no lesson, and the state of no text. `overlaps` are the ids
    of the overlap it asks about, `mentions` the people it speaks to. `origin` counts where whoever
    began the course brought it in.
    """

    lesson: NodeId
    state: TextState
    start: int
    end: int
    quote: str
    before: str
    after: str
    text: str
    about: About = "words"
    mentions: tuple[PersonId, ...] = ()
    overlaps: tuple[str, ...] = ()
    origin: Origin | None = None


class CommentReplied(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer in the thread that a comment began, or to a suggestion."""

    thread: FactId
    text: str
    mentions: tuple[PersonId, ...] = ()
    origin: Origin | None = None


class CommentResolved(msgspec.Struct, frozen=True, omit_defaults=True):
    """A thread is closed, as done or as will not be done, with the reason.

    `over` are the reopenings that its writer had seen: one written apart keeps the thread open.
    """

    thread: FactId
    verdict: Literal["done", "wont"]
    why: str
    over: tuple[FactId, ...] = ()
    origin: Origin | None = None


class SuggestionMade(msgspec.Struct, frozen=True, omit_defaults=True):
    """A changed block that waits for the author's yes; positions as in a comment.

    `by` is who wrote it, where whoever signs it only passes it on, as no server takes the writer's
    own work: the word of whoever passed it on.
    """

    lesson: NodeId
    state: TextState
    start: int
    end: int
    before: str
    after: str
    why: str
    origin: Origin | None = None
    by: PersonId = PersonId("")


class SuggestionDecided(msgspec.Struct, frozen=True):
    """The author's yes or not now.

    An accepted suggestion is its suggester's revision on the text state it was made on, from
    then on and for good: a later "not now" of someone apart does not take it out again. "reopen"
    takes back what the same person said of "not now" before; others' words on it stay.
    """

    suggestion: FactId
    decision: Literal["accept", "reject", "reopen"]
    why: str = ""
    origin: Origin | msgspec.UnsetType = msgspec.UNSET


class ReviewGiven(msgspec.Struct, frozen=True):
    """A reviewer's verdict on one version."""

    version: FactId
    verdict: Literal["approve", "ask-changes"]
    note: str = ""


class OverlapConfirmed(msgspec.Struct, frozen=True, omit_defaults=True):
    """Someone checked a place that two changed apart, and chose.

    `revision` is the other half of the pair: the fact that saw all heads and holds the choice
    (a text revision, or for the outline a place, a title or a removal). `sha` is the hash of
    what was chosen; empty, the choice that its writer had in view is taken back: of an outline,
    of files or of a description, the one that `revision` holds. `also` names what else was
    written with it as one act, to be taken back with it; of one that takes back, the other halves
    of the choices made apart from that one: nobody has decided any more.
    """

    node: NodeId
    overlaps: tuple[str, ...]
    revision: FactId
    sha: Sha
    also: tuple[FactId, ...] = ()


class CourseShared(msgspec.Struct, frozen=True):
    """A course is in this space from now on, in a log of its own."""

    course: CourseId
    log: LogId
    title: str


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """What tells a struck word again where it comes back: its length and a salted SHA-256.

    It tells the word to none but those who can guess it, as the hash of the fact itself would.
    """

    length: int
    salt: str
    sha: Sha


class StruckFact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Places in one fact: the number of the text in its payload, start and length.

    `within` are places in the text that a revision or suggestion gave, where what it left
    standing and what it wrote make the words together.
    """

    fact: FactId
    places: tuple[tuple[int, int, int], ...] = ()
    within: tuple[tuple[int, int], ...] = ()


class StruckFold(msgspec.Struct, frozen=True):
    """The text of some heads, where the words that are gone had decided how it was woven."""

    lesson: NodeId
    heads: tuple[FactId, ...]
    text: str


class ContentRedacted(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words are struck out of facts of this log, for good; places are named, never the words.

    `blobs` are attachments whose bytes go. `became` gives the ids of overlaps, and the hashes of
    wordings and of first texts, that change with their texts. `marks` tell the words again if
    someone who had not heard of it yet sends them once more.
    """

    facts: tuple[StruckFact, ...]
    blobs: tuple[Sha, ...] = ()
    marks: tuple[Mark, ...] = ()
    became: dict[str, str] = {}
    folds: tuple[StruckFold, ...] = ()
    why: str = ""


class ClockPassed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A clock of this log passes empty: its fact stays on a laptop, as no server would take it.

    What was written after it can be judged then, as nothing before it is missing any more.
    """

    why: str = ""


class MemberSet(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person has this role in the space, or in one course; "none" takes access away.

    `devices` are the keys by which an owner knows someone who came by review file: of a person
    without an account a server knows none. `known` is the last clock of each device that the
    writer had: where no server judges, it tells what was written before a right was taken away.
    """

    person: PersonId
    name: str
    role: Role | Literal["none"]
    devices: tuple[DeviceId, ...] = ()
    known: dict[str, int] = {}
