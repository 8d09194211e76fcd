"""What no server has read keeps an approval as long as its revisions and files are the same."""

from __future__ import annotations

from sync.model.approvals import LessonPrints, kept
from sync.model.ids import FactId, NodeId, Sha, sha_of
from sync.model.payloads import VersionNamed
from sync.model.policy import unapproved_answers
from sync.model.states import TextState
from sync.server import verified as v

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
