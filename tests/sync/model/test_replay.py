"""Replay: one table of kinds, order-free, damaged facts set aside."""

from __future__ import annotations

import random

import msgspec
import pytest

from sync.model.errors import BadInput
from sync.model.facts import Fact, make_fact
from sync.model.ids import CourseId, DeviceId, FactId, LogId, NodeId, PersonId, sha_of
from sync.model.kinds import KINDS, causes_of, may_write, name_of, payload_of
from sync.model.payloads import (
    CommentMade,
    CommentReplied,
    CommentResolved,
    CourseDescribed,
    CourseMade,
    CourseReleased,
    MemberSet,
    ReviewGiven,
    SuggestionDecided,
    SuggestionMade,
    TextRevised,
    VersionNamed,
)
from sync.model.people import ROLES
from sync.model.replay import replay
from sync.model.states import TextState

LOG = LogId("log")


def write(facts: list[Fact], payload: msgspec.Struct, person: str = "p") -> Fact:
    kind = name_of(payload)
    fact = make_fact(
        log=LOG,
        payload=payload,
        kind=kind,
        clock=len(facts) + 1,
        person=PersonId(person),
        device=DeviceId("d"),
        causes=causes_of(kind, payload),
        at=len(facts),
    )
    facts.append(fact)
    return fact


def story() -> list[Fact]:
    facts: list[Fact] = []
    write(facts, CourseMade(CourseId("c"), "Old title"))
    write(facts, CourseDescribed({"title": "Title", "language": "en"}))
    root = write(facts, TextRevised(NodeId("l"), (), sha_of("one two"), text="one two"))
    state = TextState((root.id,), sha_of("one two"))
    made = write(facts, CommentMade(NodeId("l"), state, 0, 3, "one", "", " two", "why one?"), "r")
    write(facts, CommentReplied(made.id, "because"))
    write(facts, CommentResolved(made.id, "done", "said"), "r")
    wish = write(facts, SuggestionMade(NodeId("l"), state, 0, 7, "one two", "1 2", "short"), "r")
    write(facts, SuggestionDecided(wish.id, "accept"))
    write(facts, SuggestionDecided(wish.id, "reject", "late"), "q")
    version = write(
        facts, VersionNamed(1, "first", {NodeId("l"): state}, (), sha_of(""), sha_of("c"))
    )
    write(facts, ReviewGiven(version.id, "approve"), "r")
    write(facts, CourseReleased(version.id))
    write(facts, MemberSet(PersonId("r"), "Reviewer", "reviewer"))
    return facts


def test_the_whole_story() -> None:
    course = replay(LOG, story())
    assert (course.course, course.title, course.fields["language"]) == ("c", "Title", "en")
    [thread] = course.threads.values()
    assert thread.replies[0].text == "because"
    assert thread.resolution is not None
    assert thread.resolution.verdict == "done"
    [wish] = course.suggestions.values()
    assert wish.stands == "accepted", "a later not-now of someone apart takes nothing out"
    [version] = course.ordered_versions()
    assert (version.state, version.released, course.next_number()) == ("released", True, 2)
    assert course.members[PersonId("r")].role == "reviewer"
    assert not course.aside


def test_order_and_doubling_change_nothing() -> None:
    facts = story()
    expected = replay(LOG, facts)
    for seed in range(20):
        shuffled = facts + facts[:4]
        random.Random(seed).shuffle(shuffled)
        assert replay(LOG, shuffled) == expected


def test_a_damaged_fact_is_set_aside_and_the_rest_is_whole() -> None:
    facts = story()
    broken = msgspec.structs.replace(facts[4], payload=msgspec.Raw(b'{"thread": 5}'))
    unknown = msgspec.structs.replace(facts[5], kind="weather.changed")
    course = replay(LOG, [*facts[:4], broken, unknown, *facts[6:]])
    assert set(course.aside) == {broken.id, unknown.id}
    assert course.title == "Title"
    with pytest.raises(BadInput, match="newer version"):
        payload_of(unknown)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_its_line(kind: str) -> None:
    line = KINDS[kind]
    assert line.payload.__doc__
    assert line.reduce.__doc__
    assert "owner" in line.roles, "an owner can do everything"
    assert may_write("owner", kind)
    assert not may_write("reader", kind)
    assert not may_write(None, kind)
    assert line.reduce.__name__ == kind.replace(".", "_")


def test_reviewers_comment_and_suggest_but_do_not_write() -> None:
    can = {kind for kind in KINDS if may_write("reviewer", kind)}
    assert can == {
        "comment.made",
        "comment.replied",
        "comment.resolved",
        "comment.edited",
        "comment.reopened",
        "comment.confirmed",
        "comment.moved",
        "suggestion.made",
        "suggestion.withdrawn",
        "review.given",
        "review.done",
        "clock.passed",
    }
    assert not may_write("owner", "weather.changed")
    assert ROLES[0] == "owner"


def test_unknown_targets_do_nothing() -> None:
    facts: list[Fact] = []
    write(facts, CommentReplied(FactId("none"), "hello"))
    write(facts, SuggestionDecided(FactId("none"), "accept"))
    write(facts, CourseReleased(FactId("none")))
    course = replay(LOG, facts)
    assert not course.threads
    assert not course.aside


def test_a_text_state_is_written_and_read() -> None:
    state = TextState((FactId("a" * 32), FactId("b" * 32)), sha_of("x"))
    assert TextState.parse(str(state)) == state
    assert TextState.parse(str(TextState((), sha_of("")))) == TextState((), sha_of(""))
    with pytest.raises(ValueError, match="text state"):
        TextState.parse("nonsense")
