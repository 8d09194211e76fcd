"""The one table of fact kinds: what each carries, who may write it, what it does.

Adding a kind is adding a line here, a payload in `payloads` and a function in `reducers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec

from sync.model import payloads as p
from sync.model import reducers as r
from sync.model import round_payloads as rp
from sync.model import round_reducers as rr
from sync.model.course import CourseFacts
from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId
from sync.model.language import say
from sync.model.people import OWNERS, REVIEWERS, WRITERS, Role
from sync.model.redaction import REDACTED


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its payload, the roles that may write it, its reducer.

    `causes` lists the facts that a payload names and cannot do without; `scope` tells whether
    it belongs in the log of a course, of a space, or in both.
    """

    name: str
    payload: type[msgspec.Struct]
    roles: frozenset[Role]
    reduce: Callable[[CourseFacts, Fact, Any], None]
    causes: Callable[[Any], Sequence[FactId]]
    scope: Literal["course", "space", "both"] = "course"


def _nothing(_: msgspec.Struct) -> Sequence[FactId]:
    return ()


def _overs(items: Sequence[p.Place | p.Removal | p.PlacedFile]) -> Sequence[FactId]:
    return [fact for item in items for fact in item.over]


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("course.made", p.CourseMade, WRITERS, r.course_made, _nothing),
        Kind(
            "course.described",
            p.CourseDescribed,
            WRITERS,
            r.course_described,
            lambda b: b.over or (),
        ),
        Kind("lesson.placed", p.LessonPlaced, WRITERS, r.lesson_placed, lambda b: _overs(b.places)),
        Kind("lesson.renamed", p.LessonRenamed, WRITERS, r.lesson_renamed, lambda b: b.over),
        Kind(
            "lesson.removed",
            p.LessonRemoved,
            WRITERS,
            r.lesson_removed,
            lambda b: [*_overs(b.nodes), *(f for n in b.nodes for f in (*n.heads, *n.titles))],
        ),
        Kind("lesson.form", p.LessonForm, WRITERS, r.lesson_form, _nothing),
        Kind("text.revised", p.TextRevised, WRITERS, r.text_revised, lambda b: b.parents),
        Kind("file.placed", p.FilePlaced, WRITERS, r.file_placed, lambda b: _overs(b.files)),
        Kind(
            "version.named",
            p.VersionNamed,
            WRITERS,
            r.version_named,
            lambda b: sorted({head for state in b.texts.values() for head in state.heads}),
        ),
        Kind(
            "course.released",
            p.CourseReleased,
            WRITERS,
            r.course_released,
            lambda b: [b.version, *b.seen],
        ),
        Kind("comment.made", p.CommentMade, REVIEWERS, r.comment_made, lambda b: b.state.heads),
        Kind(
            "comment.replied", p.CommentReplied, REVIEWERS, r.comment_replied, lambda b: [b.thread]
        ),
        Kind(
            "comment.resolved",
            p.CommentResolved,
            REVIEWERS,
            r.comment_resolved,
            lambda b: [b.thread, *b.over],
        ),
        Kind(
            "suggestion.made",
            p.SuggestionMade,
            REVIEWERS,
            r.suggestion_made,
            lambda b: b.state.heads,
        ),
        Kind(
            "suggestion.decided",
            p.SuggestionDecided,
            WRITERS,
            r.suggestion_decided,
            lambda b: [b.suggestion],
        ),
        Kind("review.given", p.ReviewGiven, REVIEWERS, r.review_given, lambda b: [b.version]),
        Kind(
            "overlap.confirmed",
            p.OverlapConfirmed,
            WRITERS,
            r.overlap_confirmed,
            lambda b: [b.revision, *b.also],
        ),
        Kind(
            "comment.edited", rp.CommentEdited, REVIEWERS, rr.comment_edited, lambda b: [b.comment]
        ),
        Kind(
            "comment.reopened",
            rp.CommentReopened,
            REVIEWERS,
            rr.comment_reopened,
            lambda b: [b.thread, *b.over],
        ),
        Kind(
            "comment.confirmed",
            rp.CommentConfirmed,
            REVIEWERS,
            rr.comment_confirmed,
            lambda b: [b.thread, b.resolution],
        ),
        Kind(
            "comment.moved",
            rp.CommentMoved,
            REVIEWERS,
            rr.comment_moved,
            lambda b: [b.thread, *b.state.heads, *b.over],
        ),
        Kind(
            "suggestion.withdrawn",
            rp.SuggestionWithdrawn,
            REVIEWERS,
            rr.suggestion_withdrawn,
            lambda b: [b.suggestion],
        ),
        Kind("overlap.given", rp.OverlapGiven, WRITERS, rr.overlap_given, lambda b: b.over),
        Kind("review.asked", rp.ReviewAsked, WRITERS, rr.review_asked, lambda b: [b.version]),
        Kind(
            "review.withdrawn",
            rp.ReviewWithdrawn,
            WRITERS,
            rr.review_withdrawn,
            lambda b: [b.version],
        ),
        Kind("review.done", rp.ReviewDone, REVIEWERS, rr.review_done, lambda b: [b.version]),
        Kind("policy.set", rp.PolicySet, OWNERS, rr.policy_set, lambda b: b.over, scope="both"),
        Kind("course.shared", p.CourseShared, WRITERS, r.course_shared, _nothing, scope="space"),
        Kind(REDACTED, p.ContentRedacted, OWNERS, r.content_redacted, _nothing, scope="both"),
        Kind("clock.passed", p.ClockPassed, REVIEWERS, r.clock_passed, _nothing, scope="both"),
        Kind("member.set", p.MemberSet, OWNERS, r.member_set, _nothing, scope="both"),
    )
}


def may_write(role: Role | None, kind: str) -> bool:
    """Tell whether a role may write a kind of fact. The server asks once for each fact."""
    return role is not None and kind in KINDS and role in KINDS[kind].roles


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(KINDS[kind].payload)


def payload_of(fact: Fact) -> Any:
    """Decode a fact's payload as its kind's struct; raise BadInput if it is not one."""
    if fact.kind not in KINDS:
        raise BadInput(
            say("This application does not know facts of the kind “{kind}”.", kind=fact.kind[:40]),
            safe=say("It is kept, untouched."),
            mend=say("A newer version of Coursefolk will read it."),
        )
    try:
        return _decoder(fact.kind).decode(fact.payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            say("A fact of the kind “{kind}” is damaged: {error}.", kind=fact.kind, error=error),
            safe=say("It is set aside, untouched; everything else is whole."),
            mend=say("Sync: what the server holds comes again."),
        ) from error


def causes_of(kind: str, payload: msgspec.Struct) -> tuple[FactId, ...]:
    """List the facts that this payload makes no sense without, in the order it names them."""
    return tuple(dict.fromkeys(KINDS[kind].causes(payload)))


def named_by(facts: Iterable[Fact]) -> list[FactId]:
    """List the facts out of which the redactions among these strike words."""
    found: dict[FactId, None] = {}
    for fact in facts:
        if fact.kind == REDACTED:
            with suppress(BadInput):  # it is set aside, and shown
                found.update(dict.fromkeys(one.fact for one in payload_of(fact).facts))
    return list(found)


def name_of(payload: msgspec.Struct) -> str:
    """Find the kind that carries this payload."""
    return _BY_PAYLOAD[type(payload)]


_BY_PAYLOAD: dict[type[msgspec.Struct], str] = {k.payload: k.name for k in KINDS.values()}
