"""A course as its facts make it: everything but the lesson texts, which are woven."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.model.facts import Fact
from sync.model.ids import CourseId, FactId, LogId, NodeId, PersonId, Sha
from sync.model.payloads import (
    ContentRedacted,
    CourseShared,
    Form,
    MemberSet,
    NodeKind,
    OverlapConfirmed,
    Place,
    PlacedFile,
    TextRevised,
)
from sync.model.registers import Entry, Register
from sync.model.review import Suggestion, Thread, Verdict, Version
from sync.model.round_payloads import (
    OverlapGiven,
    Policy,
    ReviewAsked,
    ReviewDone,
    ReviewWithdrawn,
)
from sync.model.talk import Talk, Worded


@dataclass(frozen=True)
class Removed:
    """The value of a place register when the node was taken out."""

    heads: tuple[FactId, ...]
    titles: tuple[FactId, ...]


@dataclass(slots=True)
class NodeFacts:
    """All that was said about one module or lesson."""

    id: NodeId
    kind: NodeKind
    place: Register[Place | Removed] = field(default_factory=Register)
    title: Register[str] = field(default_factory=Register)

    @property
    def placed_once(self) -> bool:
        """Tell whether it was put somewhere and never moved or taken out: as nearly all are."""
        place = self.place
        if len(place.entries) != 1 or place.written_over:
            return False
        return not isinstance(next(iter(place.entries.values())).value, Removed)

    @property
    def removals(self) -> set[FactId]:
        """The removals among the heads of its place."""
        return {head.fact for head in self.place.heads() if isinstance(head.value, Removed)}

    @property
    def is_out(self) -> bool:
        """Tell whether everyone who placed it last took it out."""
        heads = self.place.heads()
        return bool(heads) and all(isinstance(head.value, Removed) for head in heads)


@dataclass
class CourseFacts:
    """The course of one log under replay; reducers write here, views read.

    Replay may be partial: feeding only some kinds of facts fills only their part.
    """

    log: LogId
    course: CourseId = CourseId("")
    made: Fact | None = None
    rules: int = 1
    described: dict[str, Register[str]] = field(default_factory=dict)
    nodes: dict[NodeId, NodeFacts] = field(default_factory=dict)
    of_two_kinds: set[NodeId] = field(default_factory=set)
    """Nodes placed as a module and as a lesson, which no application of ours does."""
    forms: dict[NodeId, Form] = field(default_factory=dict)
    files: dict[str, Register[PlacedFile]] = field(default_factory=dict)
    revisions: dict[NodeId, list[tuple[Fact, TextRevised]]] = field(default_factory=dict)
    versions: dict[FactId, Version] = field(default_factory=dict)
    threads: dict[FactId, Thread] = field(default_factory=dict)
    begun: dict[FactId, Thread] = field(default_factory=dict)
    """Threads as their comments began them; `threads` are what they are by all that was said."""
    talks: dict[FactId, Talk] = field(default_factory=dict)
    """What was said in each thread, and in answer to each suggestion."""
    said_in: dict[FactId, FactId] = field(default_factory=dict)
    """In which thread, or to which suggestion, each thing was said."""
    wordings: dict[FactId, Register[Worded]] = field(default_factory=dict)
    """What comments, replies and reasons say, where their writers wrote them anew."""
    suggestions: dict[FactId, Suggestion] = field(default_factory=dict)
    same_wish: dict[object, FactId] = field(default_factory=dict)
    """The first suggestion of each change by each writer, who signed it or had it passed on."""
    twins: dict[FactId, FactId] = field(default_factory=dict)
    """Suggestions that are another one once more, passed on by somebody or said by its writer."""
    verdicts: dict[FactId, list[Verdict]] = field(default_factory=dict)
    released: list[FactId] = field(default_factory=list)
    seen_at_release: dict[FactId, tuple[FactId, ...]] = field(default_factory=dict)
    """The verdicts that each released version was judged on, by its last release."""
    confirmations: dict[NodeId, list[tuple[Fact, OverlapConfirmed]]] = field(default_factory=dict)
    given: dict[str, list[tuple[Fact, OverlapGiven]]] = field(default_factory=dict)
    """Overlaps left for later or for a person, by lesson, node or path."""
    asked: dict[FactId, list[tuple[Fact, ReviewAsked]]] = field(default_factory=dict)
    """Who was asked to review each version."""
    taken_off: dict[FactId, list[tuple[Fact, ReviewWithdrawn]]] = field(default_factory=dict)
    done: dict[FactId, list[tuple[Fact, ReviewDone]]] = field(default_factory=dict)
    policy: Register[Policy | None] = field(default_factory=Register)
    members: dict[PersonId, MemberSet] = field(default_factory=dict)
    shared: dict[CourseId, tuple[Fact, CourseShared]] = field(default_factory=dict)
    redactions: list[tuple[Fact, ContentRedacted]] = field(default_factory=list)
    became: dict[str, str] = field(default_factory=dict)
    """Hashes of wordings and first texts, and what they are since words were struck out."""
    redacted: dict[FactId, Fact] = field(default_factory=dict)
    """Facts out of which words were struck, each with the redaction that did so last."""
    aside: dict[FactId, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """What the course's description says today; of several the last in order."""
        return {name: register.heads()[-1].value for name, register in self.described.items()}

    @property
    def title(self) -> str:
        """The course's title today."""
        heads = self.described["title"].heads() if "title" in self.described else ()
        return heads[-1].value if heads else ""

    @property
    def released_version(self) -> FactId | None:
        """The version that learners get, the last released in order."""
        return self.released[-1] if self.released else None

    def node(self, ident: NodeId, kind: NodeKind = "lesson") -> NodeFacts:
        """Find or begin the record of a node."""
        if ident not in self.nodes:
            self.nodes[ident] = NodeFacts(ident, kind)
        return self.nodes[ident]

    def file_now(self, path: str) -> Sha | None:
        """Tell which bytes stand at a path today, None if none do."""
        placed = _standing(self.files[path]) if path in self.files else None
        return placed.sha or None if placed else None

    def files_now(self) -> dict[str, PlacedFile]:
        """List the attachments of today by path; of two placed apart the last in order."""
        latest = {path: _standing(register) for path, register in self.files.items()}
        return {path: placed for path, placed in sorted(latest.items()) if placed.sha}

    def file_heads(self, path: str) -> tuple[FactId, ...]:
        """List what a fact about this path is written over."""
        return tuple(head.fact for head in self.files[path].heads()) if path in self.files else ()

    def ordered_versions(self) -> list[Version]:
        """List versions by number, then by id for two that were named apart."""
        return sorted(self.versions.values(), key=lambda v: (v.number, v.id))

    def meant_versions(self) -> list[Version]:
        """List those that somebody named, by number; not those that keep a draft of before."""
        return [version for version in self.ordered_versions() if not version.named.kept]

    def next_number(self) -> int:
        """1 + the highest version number known here."""
        return 1 + max((v.number for v in self.versions.values()), default=0)


def _standing(register: Register[PlacedFile]) -> PlacedFile:
    """Pick what stands at a path: a file rather than its removal, which someone apart wanted."""
    heads = register.heads()
    return next((h.value for h in reversed(heads) if h.value.sha), heads[-1].value)


PlaceEntry = Entry[Place | Removed]
