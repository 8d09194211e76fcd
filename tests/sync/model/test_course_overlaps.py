"""Files and descriptions written apart: the same overlaps on every laptop, whatever came first."""

from __future__ import annotations

import itertools

from sync.model.course_overlaps import course_overlaps
from sync.model.facts import Fact, make_fact
from sync.model.ids import CourseId, DeviceId, FactId, LogId, PersonId, Sha, sha_of
from sync.model.kinds import causes_of, name_of
from sync.model.payloads import CourseDescribed, CourseMade, FilePlaced, PlacedFile
from sync.model.replay import replay

LOG = LogId("log")
ONE, TWO, GONE = sha_of("one"), sha_of("two"), Sha("")


def fact(body: CourseMade | CourseDescribed | FilePlaced, clock: int, person: str) -> Fact:
    """Make a fact of one person, on a device of theirs."""
    kind = name_of(body)
    return make_fact(
        log=LOG,
        payload=body,
        kind=kind,
        clock=clock,
        person=PersonId(person),
        device=DeviceId(person),
        causes=causes_of(kind, body),
        at=clock,
    )


def placed(sha: Sha, clock: int, person: str, *over: Fact) -> Fact:
    """Put bytes at the one path of these stories."""
    file = PlacedFile("bee.png", sha, len(sha), tuple(FactId(one.id) for one in over))
    return fact(FilePlaced((file,)), clock, person)


def test_the_same_is_shown_in_any_order() -> None:
    first = placed(ONE, 1, "a")
    facts = [
        first,
        placed(TWO, 2, "b", first),
        placed(GONE, 2, "c", first),
        placed(sha_of("three"), 3, "d", first),
        placed(TWO, 4, "e", first),
    ]
    expected = course_overlaps(replay(LOG, facts))
    [overlap] = expected
    assert overlap.kind == "file-apart"
    assert overlap.was is not None
    assert overlap.was.file == PlacedFile("bee.png", ONE, 64)
    shown = {w.file.sha: w.people for w in overlap.wordings if w.file}
    assert shown == {GONE: ("c",), sha_of("three"): ("d",), TWO: ("b", "e")}
    assert overlap.standing.file is not None
    assert overlap.standing.file.sha == TWO, "the last in order"
    for order in itertools.permutations(facts):
        course = replay(LOG, order)
        assert course_overlaps(course) == expected
        assert course.file_now("bee.png") == TWO


def test_a_file_stands_while_its_removal_is_disputed_and_goes_when_nobody_minds() -> None:
    first = placed(ONE, 1, "a")
    gone, new = placed(GONE, 5, "b", first), placed(TWO, 2, "c", first)
    course = replay(LOG, [first, gone, new])
    [overlap] = course_overlaps(course)
    assert overlap.kind == "file-removed"
    assert list(course.files_now()) == ["bee.png"]
    course = replay(LOG, [first, gone, placed(GONE, 2, "c", first)])
    assert course_overlaps(course) == ()
    assert course.files_now() == {}


def test_a_settling_fact_closes_it_and_other_bytes_made_apart_open_it_again() -> None:
    one, two = placed(ONE, 1, "a"), placed(TWO, 1, "b")
    settled = placed(ONE, 2, "a", one, two)
    assert course_overlaps(replay(LOG, [one, two, settled])) == ()
    late = placed(sha_of("late"), 2, "b", one, two)
    [overlap] = course_overlaps(replay(LOG, [one, two, settled, late]))
    assert len(overlap.wordings) == 2


def test_fields_of_the_description_overlap_each_alone() -> None:
    made = fact(CourseMade(CourseId("c"), "Old"), 1, "a")
    over = (FactId(made.id),)
    mine = fact(CourseDescribed({"title": "Mine", "language": "en"}, over), 2, "a")
    theirs = fact(CourseDescribed({"title": "Theirs", "licence": "CC"}, over), 2, "b")
    course = replay(LOG, [made, mine, theirs])
    [overlap] = course_overlaps(course)
    assert (overlap.about, overlap.was and overlap.was.words) == ("title", "Old")
    assert {w.words for w in overlap.wordings} == {"Mine", "Theirs"}
    assert course.fields["language"] == "en"
    assert course.title == overlap.standing.words
    before = fact(CourseDescribed({"title": "As it was written once"}), 3, "b")
    course = replay(LOG, [made, mine, theirs, before])
    assert course_overlaps(course) == (), "it names nothing, and stands for all before it"
