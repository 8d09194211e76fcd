"""What no server has read keeps an approval as long as its revisions and files are the same."""

from __future__ import annotations

import pytest

from sync.model.approvals import LessonPrints, kept
from sync.model.facts import make_fact
from sync.model.ids import DeviceId, FactId, LogId, NodeId, PersonId, Sha, sha_of
from sync.model.payloads import CourseMade, VersionNamed
from sync.model.policy import unapproved_answers
from sync.model.states import TextState
from sync.server import verified as v
from sync.server.reading_ahead import NotYetRead, ReadAhead

A, B = NodeId("a"), NodeId("b")
OLD, NEW = FactId("old"), FactId("new")


def named(heads: dict[NodeId, str], prints: str, **files: str) -> VersionNamed:
    texts = {node: TextState((FactId(head),), sha_of("said")) for node, head in heads.items()}
    shas = {path: Sha(sha) for path, sha in files.items()}
    return VersionNamed(
        1, "", texts, (), sha_of(""), sha_of(""), files=shas, prints=dict.fromkeys(texts, prints)
    )


def carried(old: VersionNamed, new: VersionNamed, read: v.Read | None = None) -> list[bool]:
    found = v.verified({OLD: old, NEW: new}, read or {})
    return kept(found[OLD], found[NEW])[A]


def test_what_a_version_says_of_itself_carries_no_approval_to_another_text() -> None:
    old = named({A: "r1"}, "1 -")
    assert carried(old, named({A: "r1"}, "1 -")) == [True] * 3
    assert carried(old, named({A: "r2"}, "1 -")) == [False] * 3
    assert carried(old, named({A: "r2"}, "- -")) == [False] * 3
    assert carried(old, named({A: "r2"}, "")) == [False]
    assert carried(old, named({A: "r1"}, "1 -", picture="x")) == [False] * 3
    found = v.verified({NEW: named({A: "r2"}, "")}, {})
    assert unapproved_answers(found[NEW], []) == ((A, 0),)  # it may ask something


def test_a_lesson_goes_by_what_was_read_only_if_it_was_in_each_version() -> None:
    old, new = named({A: "r1"}, "lie"), named({A: "r2"}, "lie")
    here = {A: LessonPrints(("1",))}
    assert carried(old, new, {OLD: here, NEW: here}) == [True]
    assert carried(old, new, {NEW: here}) == [False] * 2


def test_in_a_long_course_only_what_differs_is_read() -> None:
    many = {NodeId(f"n{number}"): "r" for number in range(v.MOST_READ)}
    assert v.lessons_to_read([named({A: "r1", B: "r"}, "1")]) == {A, B}
    long = [named({A: "r1", B: "r", **many}, "1"), named({A: "r2", B: "r", **many}, "1")]
    assert v.lessons_to_read(long) == {A}
    assert len(v.lessons_to_read(long[:1])) == len(many) + 2


def test_what_was_read_ahead_holds_for_the_very_same_facts_alone() -> None:
    read: list[v.ToRead] = []

    def reader(wanted: v.ToRead) -> v.Read:
        read.append(wanted)
        return {NEW: {A: LessonPrints(("1",))}}

    log, version = LogId("log"), named({A: "r1"}, "1")
    made = make_fact(log=log, payload=CourseMade("c", "T"), kind="course.made", clock=1,  # type: ignore[arg-type]
                     person=PersonId("p"), device=DeviceId("d"))  # fmt: skip
    wanted = v.ToRead(log, {NEW: version}, frozenset({A}), ())
    later = v.ToRead(log, {NEW: version}, frozenset({A}), (made,))
    ahead = ReadAhead(reader)
    with pytest.raises(NotYetRead):
        ahead.known(wanted)
    ahead.read(wanted)
    assert ahead.known(v.ToRead(log, {NEW: version}, frozenset({A}), [])) == reader(wanted)
    with pytest.raises(NotYetRead) as missing:
        ahead.known(later)
    assert missing.value.wanted is later
