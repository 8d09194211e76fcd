"""Bringing back from a version: nothing newer is lost, and each bringing back can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.flows.changes import Changes
from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.overlaps.merging import overlaps
from app.flows.overview import library
from app.flows.versions import publishing, reviewing
from app.flows.versions.recovering import (
    Restored,
    bring_lesson,
    bring_quote,
    find_lesson,
    last_restored,
    restored,
    take_back,
)
from sync.model.errors import NotFound
from sync.model.ids import LogId, NodeId, PersonId, sha_of
from sync.model.payloads import FilePlaced, LessonPlaced, Place, PlacedFile
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.app.flows.post import Laptop, Post
from tests.sync.merge.writers import Writer, words

ONE = "# One\n\nThe first sentence. The second sentence.\n\nA paragraph.\n"
TWO = "# Two\n\nOther words.\n"


@dataclass
class Desk:
    """A workspace with one course of two lessons, named as version 1."""

    ws: Workspace
    log: LogId
    one: NodeId
    two: NodeId

    def now(self) -> Course:
        return self.ws.courses.open(self.log)

    def text(self, lesson: NodeId) -> str:
        return self.ws.lessons.today(self.log, lesson).text

    def titles(self) -> list[str]:
        return [node.title for node, _ in self.now().outline.walk()]

    def write(self, lesson: NodeId, text: str) -> None:
        edit(self.ws, self.now(), lesson, text)

    def first(self) -> tuple[LogId, Version]:
        return publishing.find_version(self.ws, self.now(), "1")

    def restored(
        self, bring: Callable[[Course], Changes], *, whole: bool = True
    ) -> tuple[Changes, Restored]:
        return restored(self.ws, self.now(), bring, "Before it came back", whole=whole)

    def versions(self) -> list[tuple[int, str]]:
        found = publishing.all_versions(self.ws, self.now())
        return [(version.number, version.named.note) for _, version in found]

    def held_by(self, number: int) -> str:
        """What the first lesson reads in a version."""
        found = publishing.find_version(self.ws, self.now(), str(number))
        return publishing.texts_of(self.ws, *found)[self.one]

    def quote(self, lesson: NodeId, words: str) -> Changes:
        return bring_quote(self.ws, self.now(), *self.first(), lesson, words)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Course")
        [one] = outlining.add(ws, course, "lesson", "One", text=ONE).nodes
        course = ws.courses.open(course.log)
        [two] = outlining.add(ws, course, "lesson", "Two", text=TWO).nodes
        publishing.publish(ws, ws.courses.open(course.log), "first")
        yield Desk(ws, course.log, one, two)


def test_a_sentence_comes_back_into_a_text_that_went_on(desk: Desk) -> None:
    desk.write(desk.one, ONE.replace("first sentence", "changed sentence") + "\nLater work.\n")
    _, done = desk.restored(lambda _: desk.quote(desk.one, "The first"), whole=False)
    assert desk.text(desk.one) == ONE + "\nLater work.\n"
    assert last_restored(desk.ws, desk.now()) == done
    take_back(desk.ws, desk.now(), done)
    with pytest.raises(NotFound):
        last_restored(desk.ws, desk.now())
    assert desk.text(desk.one).count("changed sentence") == 1
    assert "Later work." in desk.text(desk.one)


def test_taking_back_keeps_what_was_written_meanwhile(desk: Desk) -> None:
    desk.write(desk.one, ONE.replace("A paragraph.", "Another paragraph."))
    _, done = desk.restored(lambda _: desk.quote(desk.one, "A paragraph"), whole=False)
    desk.write(desk.one, desk.text(desk.one).replace("# One", "# Meanwhile"))
    take_back(desk.ws, desk.now(), done)
    assert desk.text(desk.one) == ONE.replace("A paragraph.", "Another paragraph.").replace(
        "# One", "# Meanwhile"
    )


def test_a_lesson_comes_back_with_its_title_and_its_place(desk: Desk) -> None:
    course = desk.now()
    outlining.rename(desk.ws, course, course.outline.nodes[desk.two], "Renamed")
    course = desk.now()
    outlining.remove(desk.ws, course, [course.outline.nodes[desk.two]])
    entry = find_lesson(desk.ws, desk.now(), desk.first()[1], "Two")
    _, done = desk.restored(
        lambda now: bring_lesson(desk.ws, now, *desk.first(), entry.node), whole=False
    )
    assert (desk.titles(), desk.text(desk.two)) == (["One", "Two"], TWO)
    take_back(desk.ws, desk.now(), done)
    assert desk.titles() == ["One"]
    assert desk.text(desk.two) == TWO.replace("Two", "Renamed")


def test_a_lesson_comes_back_to_its_place_among_its_neighbours(desk: Desk) -> None:
    """After the nearest earlier one that still stands, else before the nearest later one."""
    [three] = outlining.add(desk.ws, desk.now(), "lesson", "Three").nodes
    publishing.publish(desk.ws, desk.now(), "three of them")
    log, version = publishing.find_version(desk.ws, desk.now(), "2")

    def taken_out_and_back(*gone: NodeId, new_at_top: bool = False) -> list[str]:
        course = desk.now()
        outlining.remove(desk.ws, course, [course.outline.nodes[one] for one in gone])
        if new_at_top:
            [new] = outlining.add(desk.ws, desk.now(), "lesson", "New").nodes
            course = desk.now()
            outlining.move(desk.ws, course, course.outline.nodes[new], "", None)
        for one in gone:
            bring_lesson(desk.ws, desk.now(), log, version, one)
        return desk.titles()

    assert taken_out_and_back(desk.two) == ["One", "Two", "Three"]
    state = publishing.state_of_draft(desk.ws, desk.now())
    then = publishing.state_of_version(desk.ws, log, version)
    assert publishing.difference(then, state) == [], "nothing moved"
    assert taken_out_and_back(three, desk.two) == ["One", "Two", "Three"]
    in_front = taken_out_and_back(desk.one, desk.two, new_at_top=True)
    assert in_front == ["New", "One", "Two", "Three"], "lessons made since stay where they are"


def test_a_lesson_comes_back_behind_two_that_share_a_position(desk: Desk) -> None:
    """Two people who chose the same gap gave one position: there is no room between the two."""
    outlining.add(desk.ws, desk.now(), "lesson", "Three")
    publishing.publish(desk.ws, desk.now(), "three of them")
    log, version = publishing.find_version(desk.ws, desk.now(), "2")
    nodes = desk.now().outline.nodes
    outlining.remove(desk.ws, desk.now(), [nodes[desk.two]])
    twin = Place(NodeId("f" * 32), "", nodes[desk.one].position, (), "lesson", "Twin")
    desk.ws.ledger.write(log, LessonPlaced((twin,)))
    bring_lesson(desk.ws, desk.now(), log, version, desk.two)
    assert sorted(desk.titles()[:2]) == ["One", "Twin"]
    assert desk.titles()[2:] == ["Two", "Three"]


def test_a_whole_version_is_taken_back_with_the_outline(desk: Desk) -> None:
    desk.write(desk.one, "# One\n\nAll new.\n")
    outlining.add(desk.ws, desk.now(), "lesson", "Three", text="# Three\n")
    before = desk.titles(), desk.text(desk.one)
    _, done = desk.restored(lambda now: publishing.restore(desk.ws, now, *desk.first()))
    assert (desk.titles(), desk.text(desk.one)) == (["One", "Two"], ONE)
    outlining.add(desk.ws, desk.now(), "lesson", "Meanwhile")
    take_back(desk.ws, desk.now(), done)
    assert (sorted(desk.titles()), desk.text(desk.one)) == (
        sorted([*before[0], "Meanwhile"]),
        before[1],
    )


def test_overlaps_are_open_again_once_what_closed_them_is_taken_back(tmp_path: Path) -> None:
    """Of titles, places, files and texts; what somebody wrote since stays."""
    post = Post()
    author, colleague = here, there = [Laptop(tmp_path / name, post) for name in ("one", "two")]
    lessons = {"One": ONE, "Two": TWO, "Three": "# Three\n", "Four": "Four.\n"}
    one, two, three, four = post.share(here.ws, lessons)
    first, second = (
        outlining.add(here.ws, here.course, "module", name).nodes[0] for name in ("First", "Second")
    )
    for laptop in (here, here, there):
        laptop.sync()
    publishing.publish(here.ws, here.course, "all")
    for laptop, name, module in ((author, "Mine", first), (colleague, "Theirs", second)):
        for node in (first, two):
            outlining.rename(laptop.ws, laptop.course, laptop.course.outline.nodes[node], name)
        outlining.move_to_end(
            laptop.ws, laptop.course, laptop.course.outline.nodes[three], str(module)
        )
        placed = PlacedFile("media/a.txt", sha_of(name), 4, ())
        laptop.ws.ledger.write(post.log, FilePlaced((placed,)))
    outlining.rename(here.ws, here.course, here.course.outline.nodes[four], "Before")
    outlining.remove(here.ws, here.course, [here.course.outline.nodes[one]])
    state = there.ws.lessons.today(post.log, one).state
    for words_apart in ("\nTheir words.\n", "\nTheir words.\n\nAnd more.\n"):
        edit(there.ws, there.course, one, ONE + words_apart, state)
    for laptop in (here, there, here):
        laptop.sync()

    def listed(laptop: Laptop) -> list[tuple[str, list[str], str]]:
        course = laptop.course
        views = overlaps(laptop.ws, course)
        return sorted((v.kind, sorted(w.text for w in v.wordings), str(v.lesson)) for v in views)

    before = listed(here)
    [removed] = [texts for kind, texts, _ in before if kind == "removed-edited"]
    assert len(removed) == len(set(removed)), "what two edits made together is one wording"
    kinds = {kind for kind, _, _ in before}
    assert {"both-renamed", "both-moved", "removed-edited", "file-apart", "both-edited"} <= kinds
    log, version = publishing.find_version(here.ws, here.course, "1")
    _, done = restored(
        here.ws, here.course, lambda now: publishing.restore(here.ws, now, log, version), "Before"
    )
    assert listed(here) == []
    outlining.rename(here.ws, here.course, here.course.outline.nodes[four], "Since")
    take_back(here.ws, here.course, done)
    assert listed(here) == before
    here.sync()
    there.sync()
    assert listed(there) == before
    assert here.course.outline.nodes[four].title == "Since"
    for laptop in (here, there):
        laptop.ws.close()


def test_what_was_written_between_two_bringings_back_is_in_a_version(desk: Desk) -> None:
    """Each time the draft is named first; the second time nothing else would hold it."""

    def whole(now: Course) -> Changes:
        return publishing.restore(desk.ws, now, *desk.first())

    for number, written in ((2, "LATER1"), (3, "LATER2")):
        desk.write(desk.one, ONE + f"\n{written}\n")
        _, done = desk.restored(whole)
        assert desk.text(desk.one) == ONE
        assert done.kept_in == number
        assert written in desk.held_by(number)
    named = [(1, "first"), (2, "Before it came back"), (3, "Before it came back")]
    assert desk.versions() == named
    changes, done = desk.restored(whole)
    assert (changes.facts, done.kept_in) == ((), 0), "it stands like that"
    assert desk.versions() == named


def test_what_is_kept_by_itself_is_nobodys_to_review(desk: Desk) -> None:
    """A course in review stays so, and who reviews without a number does not get the old draft."""
    publishing.publish(desk.ws, desk.now(), "asked", [PersonId("c" * 32)])
    desk.write(desk.one, ONE + "\nLATER\n")
    desk.restored(lambda now: publishing.restore(desk.ws, now, *desk.first()))
    assert [number for number, _ in desk.versions()] == [1, 2, 3]
    assert reviewing.version_to_review(desk.ws, desk.now(), None).number == 2
    assert library.state_of(desk.ws, desk.now()) == "in review"


def test_no_version_is_named_where_one_holds_the_draft(desk: Desk) -> None:
    desk.write(desk.one, ONE.replace("first", "new").replace("A paragraph", "New words"))
    publishing.publish(desk.ws, desk.now(), "mine")
    _, done = desk.restored(lambda _: desk.quote(desk.one, "The first"), whole=False)
    _, again = desk.restored(lambda _: desk.quote(desk.one, "A paragraph"), whole=False)
    assert (done.kept_in, again.kept_in) == (2, 2), "nothing was written between"
    assert [number for number, _ in desk.versions()] == [1, 2]
    desk.write(desk.one, desk.text(desk.one).replace("A paragraph", "Newest words"))
    _, last = desk.restored(lambda _: desk.quote(desk.one, "A paragraph"), whole=False)
    assert "Newest words" in desk.held_by(last.kept_in)


def test_what_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(NotFound, match="not in that version"):
        desk.quote(desk.one, "never written")
    [new] = outlining.add(desk.ws, desk.now(), "lesson", "New").nodes
    with pytest.raises(NotFound, match="not in that version"):
        bring_lesson(desk.ws, desk.now(), *desk.first(), new)
    assert desk.quote(desk.one, "The first").facts == (), "it stands as it did"


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_every_word_of_today_can_still_be_named(desk: Desk, seed: int) -> None:
    """After any bringing back each word that stood is in today's text or in a text state."""
    writer = Writer(seed)
    publishing.publish(desk.ws, desk.now(), "now")
    then = desk.text(desk.one)
    desk.write(desk.one, writer.edits(then, 5) + "\n" + writer.line() + "\n")
    course = desk.now()
    log, version = publishing.all_versions(desk.ws, course)[-1]
    stood = words(desk.text(desk.one))
    sentence = writer.rng.choice([line for line in then.split("\n") if line.strip()])
    bring = writer.rng.choice(
        [
            lambda now: publishing.restore(desk.ws, now, log, version),
            lambda now: bring_lesson(desk.ws, now, log, version, desk.one),
            lambda now: bring_quote(desk.ws, now, log, version, desk.one, sentence),
        ]
    )
    _, done = desk.restored(bring)
    states = [done.before.texts[desk.one], done.after.texts[desk.one]]
    named = set[str]().union(
        *(words(desk.ws.lessons.text_at(log, desk.one, state)) for state in states)
    )
    assert stood <= named
    assert words(sentence) <= words(desk.text(desk.one))
    history = desk.ws.lessons.history(log, desk.one)
    assert history.has_seen(history.heads, states[0].heads[0]), "what stood is in the history"
