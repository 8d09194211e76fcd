"""The permission table, walked: every role writes every kind, over HTTP, on a real server."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import msgspec
import pytest

from sync.model.facts import Fact
from sync.model.ids import CourseId, FactId, LogId, NodeId, fresh, sha_of
from sync.model.kinds import KINDS, payload_of
from sync.model.payloads import (
    ClockPassed,
    CommentMade,
    CommentReplied,
    CommentResolved,
    ContentRedacted,
    CourseDescribed,
    CourseMade,
    CourseReleased,
    CourseShared,
    FilePlaced,
    Form,
    LessonForm,
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    MemberSet,
    OverlapConfirmed,
    Place,
    PlacedFile,
    Removal,
    ReviewGiven,
    StruckFact,
    SuggestionDecided,
    SuggestionMade,
    TextRevised,
    VersionNamed,
)
from sync.model.people import ROLES, Role
from sync.model.round_payloads import (
    Asked,
    CommentConfirmed,
    CommentEdited,
    CommentMoved,
    CommentReopened,
    OverlapGiven,
    PolicySet,
    ReviewAsked,
    ReviewDone,
    ReviewWithdrawn,
    SuggestionWithdrawn,
)
from sync.model.states import TextState
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop

TEXT = "A bee flies.\n"


class Ground:
    """A course with one fact of everything that others can be built on, written by its owner."""

    def __init__(self, owner: Laptop) -> None:
        self.owner = owner
        self.log = owner.share_course(lessons=0)
        self.course = next(
            payload_of(f).course for f in owner.desk.facts.values() if f.kind == "course.made"
        )
        self.lesson = NodeId(fresh())
        self.placed = owner.write(
            self.log, LessonPlaced((Place(self.lesson, "", "0V", title="One"),))
        )
        self.revision = owner.write(self.log, TextRevised(self.lesson, (), sha_of(TEXT), text=TEXT))
        self.state = TextState((self.revision.id,), sha_of(TEXT))
        self.thread = owner.write(self.log, self.comment())
        self.closing = owner.write(self.log, CommentResolved(self.thread.id, "done", fresh()))
        self.suggestion = owner.write(self.log, self.suggest())
        self.version = owner.write(self.log, self.name_version())
        owner.sync()
        assert not owner.desk.unsent()

    def comment(self) -> CommentMade:
        """A remark on the first word."""
        return CommentMade(self.lesson, self.state, 0, 1, "A", "", " bee", fresh())

    def suggest(self) -> SuggestionMade:
        """A changed block."""
        return SuggestionMade(self.lesson, self.state, 0, 1, "A", "One", fresh())

    def name_version(self) -> VersionNamed:
        """A version of the one lesson."""
        return VersionNamed(
            1, fresh(), {self.lesson: self.state}, (), sha_of("outline"), sha_of("all")
        )


PAYLOADS: dict[str, Callable[[Ground], msgspec.Struct]] = {
    "course.made": lambda g: CourseMade(g.course, fresh()),
    "course.described": lambda g: CourseDescribed({"note": fresh()}),
    "lesson.placed": lambda g: LessonPlaced((Place(NodeId(fresh()), "", "1V", title="New"),)),
    "lesson.renamed": lambda g: LessonRenamed(g.lesson, fresh(), (g.placed.id,)),
    "lesson.removed": lambda g: LessonRemoved((Removal(g.lesson, (g.placed.id,)),)),
    "lesson.form": lambda g: LessonForm((Form(g.lesson, f"{fresh()}.md", sha_of(TEXT)),)),
    "text.revised": lambda g: TextRevised(
        g.lesson, (g.revision.id,), sha_of(TEXT), text=TEXT + fresh()
    ),
    "file.placed": lambda g: FilePlaced((PlacedFile("a.png", sha_of(fresh()), 3),)),
    "version.named": Ground.name_version,
    "course.released": lambda g: CourseReleased(g.version.id),
    "comment.made": Ground.comment,
    "comment.replied": lambda g: CommentReplied(g.thread.id, fresh()),
    "comment.resolved": lambda g: CommentResolved(g.thread.id, "done", fresh()),
    "comment.edited": lambda g: CommentEdited(g.thread.id, fresh()),
    "comment.reopened": lambda g: CommentReopened(g.thread.id, fresh(), (g.closing.id,)),
    "comment.confirmed": lambda g: CommentConfirmed(g.thread.id, g.closing.id, fresh()),
    "comment.moved": lambda g: CommentMoved(g.thread.id, g.lesson, g.state, 0, 1, "A", "", fresh()),
    "suggestion.made": Ground.suggest,
    "suggestion.withdrawn": lambda g: SuggestionWithdrawn(g.suggestion.id, fresh()),
    "suggestion.decided": lambda g: SuggestionDecided(g.suggestion.id, "accept", fresh()),
    "review.given": lambda g: ReviewGiven(g.version.id, "approve", fresh()),
    "overlap.confirmed": lambda g: OverlapConfirmed(
        g.lesson, (fresh(),), g.revision.id, sha_of(TEXT)
    ),
    "overlap.given": lambda g: OverlapGiven(g.lesson, (fresh(),)),
    "review.asked": lambda g: ReviewAsked(g.version.id, (Asked(g.owner.person, fresh()),)),
    "review.withdrawn": lambda g: ReviewWithdrawn(g.version.id, g.owner.person, why=fresh()),
    "review.done": lambda g: ReviewDone(g.version.id, note=fresh()),
    "policy.set": lambda g: PolicySet(over=(), policy=None),
    "course.shared": lambda g: CourseShared(CourseId(fresh()), LogId(fresh()), "Wasps"),
    "clock.passed": lambda g: ClockPassed(fresh()),
    "content.redacted": lambda g: ContentRedacted((StruckFact(FactId(fresh()), ((0, 1, 2),)),)),
    "member.set": lambda g: MemberSet(g.owner.person, "owner", "owner"),
}


@pytest.fixture(scope="module")
def ground(old_team: Team) -> Ground:
    """The course that all write into."""
    return Ground(old_team.owner())


@pytest.fixture(scope="module")
def people(old_team: Team, ground: Ground) -> dict[str, Laptop]:
    """One person for each role, and one whose access was taken."""
    everyone: dict[str, Laptop] = {role: old_team.member(role) for role in ROLES}
    everyone["none"] = old_team.member("author", "gone")
    ground.owner.sync()
    gone = everyone["none"]
    ground.owner.write(ground.owner.space, MemberSet(gone.person, "gone", "none"))
    ground.owner.sync()
    return everyone


def test_the_table_below_has_every_kind() -> None:
    assert PAYLOADS.keys() == KINDS.keys()
    assert set(ROLES) == set(get_args(Role))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("role", [*ROLES, "none"])
def test_a_role_may_write_what_the_table_says(
    role: str, kind: str, ground: Ground, people: dict[str, Laptop]
) -> None:
    writer = people[role]
    log = writer.space if KINDS[kind].scope == "space" else ground.log
    fact = writer.write(log, PAYLOADS[kind](ground), clock=1)
    writer.sync()
    # One who lost the right to write may still suggest for a while; see test_judging.
    may = role in KINDS[kind].roles or (role, kind) == ("none", "suggestion.made")
    may = may and kind != "course.made"  # a course begins once: who began it is believed
    assert (fact.id in writer.desk.numbers, fact.id in writer.desk.refused) == (may, not may)
    if not may:
        assert "here" in writer.desk.refused[fact.id]


@pytest.mark.parametrize("role", [*ROLES, "none"])
def test_roles_of_a_space_are_set_by_its_owners(
    role: str, ground: Ground, people: dict[str, Laptop]
) -> None:
    writer = people[role]
    fact = writer.write(writer.space, MemberSet(people["reader"].person, "r", "reader"))
    writer.sync()
    assert (fact.id in writer.desk.numbers) == (role == "owner")


def test_a_wrong_scope_is_refused(ground: Ground) -> None:
    owner = ground.owner
    into_space = owner.write(owner.space, TextRevised(NodeId("n"), (), sha_of("x"), text="x"))
    into_course = owner.write(ground.log, CourseShared(CourseId(fresh()), LogId(fresh()), "No"))
    owner.sync()
    assert _why(owner, into_space) == "A fact of this kind does not belong in a space."
    assert _why(owner, into_course) == "A fact of this kind does not belong in a course."


def _why(laptop: Laptop, fact: Fact) -> str:
    return laptop.desk.refused[fact.id]
