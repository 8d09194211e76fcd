"""A whole review by files: no server, any order, taken twice, passed on, tampered with."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.overview.library import people
from app.flows.review import commenting, suggesting
from app.flows.sharing import review_files, syncing
from app.flows.versions import reviewing
from app.story.people import Desk
from sync.model.errors import BadInput, DiskFull, NotFound, Refused
from sync.model.ids import NodeId, PersonId, sha_of
from sync.model.limits import FARTHEST
from sync.model.payloads import CommentMade, FilePlaced, MemberSet, PlacedFile, TextRevised
from sync.model.signing import Key
from sync.wire.review_file import FACTS, MEDIA, Someone, pack, unpack
from sync.workspace.identity import rename_person
from sync.workspace.review_files import contents

TEXT = "# Water\n\nDrink a glass every hour.\n\nWalk a little after lunch.\n\nSleep by ten.\n"
SECRET = "Nobody should ever read this sentence of mine."
Sit = Callable[[str], Desk]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Lets people sit down, each at a laptop of their own."""
    desks: list[Desk] = []

    def down(name: str) -> Desk:
        desk = Desk.sit_down(name, tmp_path / f"laptop {len(desks)}")
        rename_person(desk.ws.store.settings, name)
        desks.append(desk)
        return desk

    yield down
    for desk in desks:
        desk.ws.close()


@pytest.fixture
def author(sit: Sit) -> Desk:
    """An author with a private course, out of which a sentence was taken again."""
    desk = sit("Author")
    course = outlining.begin(desk.ws, "Health")
    desk.title = course.id
    outlining.add(desk.ws, desk.course, "lesson", "Water", text=TEXT + SECRET + "\n")
    lesson = desk.lessons()[0].id
    commenting.comment_on_quote(desk.ws, desk.course, lesson, "Sleep by ten.", "Too early?")
    writing.edit(desk.ws, desk.course, lesson, TEXT)
    picture = b"a picture, almost"
    placed = PlacedFile("glass.bin", desk.ws.store.media.put(picture), len(picture))
    desk.ws.ledger.write(desk.course.log, FilePlaced((placed,)))
    return desk


def make(desk: Desk, path: Path) -> Path:
    return review_files.make(desk.ws, desk.course, path).path


def take(desk: Desk, path: Path) -> review_files.FromFile:
    came = review_files.take(desk.ws, path)
    desk.title = came.course
    return came


def rows(desk: Desk) -> list[object]:
    """Everything in the store, to the letter."""
    tables = ("logs", "facts", "drafts", "draft_texts", "receipts", "settings", "strikes")
    db = desk.ws.store.connection
    return [db.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


def facts_in(path: Path) -> str:
    """All that a review file says, unpacked."""
    from tests.sync.wire.test_review_file import members

    found = members(path.read_bytes())
    return gzip.decompress(found.pop(FACTS)).decode() + "".join(map(str, found.values()))


def test_a_whole_round_goes_by_files_alone(author: Desk, sit: Sit, tmp_path: Path) -> None:
    """One file: a version, its threads and the verdict, with no server (G8)."""
    out = make(author, tmp_path / "to.coursefolk")
    reviewer = sit("Reviewer")
    came = take(reviewer, out)
    assert (came.taken.is_new, came.number, came.name) == (True, 1, "Author")
    assert reviewer.everything() == author.everything()
    lesson = reviewer.lessons()[0].id
    commenting.comment_on_quote(reviewer.ws, reviewer.course, lesson, "every hour", "Why?")
    suggesting.suggest(
        reviewer.ws, reviewer.course, lesson, TEXT.replace("a glass", "two glasses"), "More."
    )
    version = reviewing.version_to_review(reviewer.ws, reviewer.course, None)
    reviewing.review(reviewer.ws, reviewer.course, version, "ask-changes", "See above.")
    with pytest.raises(Refused, match="comment, suggest"):
        writing.edit(reviewer.ws, reviewer.course, lesson, "Mine now.\n")
    back = take(author, make(reviewer, tmp_path / "back.coursefolk"))
    assert (back.name, back.taken.is_new, len(back.taken.facts)) == ("Reviewer", False, 3)
    assert author.everything() == reviewer.everything()
    assert author.course.facts.ordered_versions()[0].state == "changes asked"
    assert {t.thread.text for t in author.threads()} == {"Too early?", "Why?"}
    receipt = syncing.receipts(author.ws)[0]
    assert (receipt.file, len(receipt.received)) == ("back.coursefolk", 3)


def test_taken_twice_it_changes_nothing(author: Desk, sit: Sit, tmp_path: Path) -> None:
    """After the second time the store is as after the first (G8)."""
    out = make(author, tmp_path / "to.coursefolk")
    reviewer = sit("Reviewer")
    take(reviewer, out)
    before = rows(reviewer)
    assert not take(reviewer, out).taken.changed
    assert not take(author, out).taken.changed, "what I made myself brings nothing"
    assert rows(reviewer) == before


def test_the_same_state_makes_the_same_bytes(author: Desk, tmp_path: Path) -> None:
    first, second = make(author, tmp_path / "1"), make(author, tmp_path / "2")
    assert first.read_bytes() == second.read_bytes()
    assert len(author.course.facts.versions) == 1, "no version is named where nothing is new"


def test_what_stood_only_in_the_private_history_stays_there(
    author: Desk, sit: Sit, tmp_path: Path
) -> None:
    out = make(author, tmp_path / "to.coursefolk")
    assert SECRET[:20] not in facts_in(out)
    reviewer = sit("Reviewer")
    take(reviewer, out)
    assert SECRET[:20] not in str(rows(reviewer))


def test_with_its_history_where_the_author_says_so(author: Desk, sit: Sit, tmp_path: Path) -> None:
    out = tmp_path / "to.coursefolk"
    review_files.make(author.ws, author.course, out, with_history=True)
    assert SECRET in facts_in(out)
    reviewer = sit("Reviewer")
    take(reviewer, out)
    assert reviewer.everything() == author.everything()


def test_a_flipped_bit_is_refused_and_nothing_is_changed(
    author: Desk, sit: Sit, tmp_path: Path
) -> None:
    """Tampered with, it is refused (G8)."""
    out = make(author, tmp_path / "to.coursefolk")
    reviewer, whole = sit("Reviewer"), out.read_bytes()
    before = rows(reviewer)
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    bad = tmp_path / "bad.coursefolk"
    for _ in range(25):
        changed = bytearray(whole)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        bad.write_bytes(changed)
        with pytest.raises(BadInput) as told:
            take(reviewer, bad)
        assert told.value.safe and told.value.mend, f"seed {seed}"
    assert rows(reviewer) == before
    assert not list(reviewer.ws.store.media.all())


def _crafted(
    desk: Desk, path: Path, body: msgspec.Struct, person: PersonId, key: Key, *, ahead: int = 1
) -> Path:
    """Write a file, whole and signed, with one more fact that honest software would not write."""
    ws = desk.ws
    what = contents(ws, desk.course, 0, next(iter(desk.course.facts.versions)))
    clock = ahead + ws.store.log.top_clock(desk.course.log)
    fact = ws.ledger.draw_up(desk.course.log, body, clock)
    from sync.model.facts import make_fact

    made = make_fact(
        log=fact.log, payload=body, kind=fact.kind, clock=clock, person=person,
        device=key.device, causes=fact.causes,
    )  # fmt: skip
    facts = (*what.facts, key.sign(made))
    told = (*what.manifest.people, Someone(person, "Me", "owner", (key.device,)))
    manifest = msgspec.structs.replace(
        what.manifest, facts=len(facts), device=key.device, maker=person, people=told
    )
    path.write_bytes(b"".join(pack(manifest, facts, (), lambda _: b"", key)))
    return path


def test_who_may_only_review_cannot_bring_texts_or_roles_by_file(
    author: Desk, sit: Sit, tmp_path: Path
) -> None:
    out = make(author, tmp_path / "to.coursefolk")
    bystander, stranger = sit("Bystander"), Key.fresh()
    take(bystander, out)
    lesson = author.lessons()[0].id
    heads = author.ws.lessons.today(author.course.log, lesson).state.heads
    text = TextRevised(lesson, heads, sha_of("Mine.\n"), text="Mine.\n")
    me, owner = PersonId("7" * 32), author.ws.identity.person
    for desk in (author, bystander):
        before = rows(desk)
        for body, person in (
            (text, me),
            (text, owner),  # in the owner's name, with another key
            (MemberSet(me, "Me", "owner"), me),
            (MemberSet(me, "Me", "owner"), owner),
        ):
            with pytest.raises((Refused, BadInput)):
                take(desk, _crafted(author, tmp_path / "bad", body, person, stranger))
        assert rows(desk) == before
    state = author.ws.lessons.today(author.course.log, lesson).state
    body = CommentMade(lesson, state, 2, 7, "Water", "", "", "Let me in.")
    for desk in (author, bystander):
        before = rows(desk)
        with pytest.raises(Refused, match="another key"):  # not even a remark in another's name
            take(desk, _crafted(author, tmp_path / "bad", body, owner, stranger))
        assert rows(desk) == before
    came = take(author, _crafted(author, tmp_path / "good", body, me, stranger))
    assert came.maker in came.not_checked
    assert [p["checked"] for p in people(author.ws, author.course) if p["id"] == me] == [False]
    for body in (text, CommentMade(lesson, state, 2, 7, "Water", "", "", "Second.")):
        with pytest.raises(Refused):  # a file that was taken opens no door for the next
            take(author, _crafted(author, tmp_path / "again", body, me, Key.fresh()))
    with pytest.raises(Refused, match="may not make"):
        take(author, _crafted(author, tmp_path / "again", text, me, stranger))
    body = CommentMade(lesson, state, 2, 7, "Water", "", "", "Third.")
    before = rows(author)  # what servers refused leaves clocks empty, as many as a store lets pass
    with pytest.raises(BadInput):
        take(author, _crafted(author, tmp_path / "far", body, me, stranger, ahead=FARTHEST + 1))
    assert rows(author) == before
    take(author, _crafted(author, tmp_path / "near", body, me, stranger, ahead=FARTHEST))
    taken = author.ws.store.log.facts(author.course.log, kinds={"comment.made"})
    assert b"Third." in bytes(taken[-1].payload)


def test_who_was_made_an_author_writes_by_file(author: Desk, sit: Sit, tmp_path: Path) -> None:
    colleague, third = sit("Colleague"), sit("Third")
    out = make(author, tmp_path / "1")
    take(colleague, out), take(third, out)
    take(author, make(colleague, tmp_path / "2"))
    syncing.grant(author.ws, author.course, "Colleague", "author")
    take(colleague, make(author, tmp_path / "3"))
    lesson = colleague.lessons()[0].id
    colleague.replace(lesson, "every hour", "every two hours")
    written = make(colleague, tmp_path / "4")
    for desk in (third, author):
        take(desk, written)
        assert desk.everything() == colleague.everything()
    assert "two hours" in author.text(lesson)


def test_what_was_written_apart_is_checked_by_files_alone(
    author: Desk, sit: Sit, tmp_path: Path
) -> None:
    colleague, third = sit("Colleague"), sit("Third")
    out = make(author, tmp_path / "1")
    take(colleague, out), take(third, out)
    take(author, make(colleague, tmp_path / "2"))
    syncing.grant(author.ws, author.course, "Colleague", "author")
    take(colleague, make(author, tmp_path / "3"))
    lesson = author.lessons()[0].id
    for desk, words in ((author, "Rest by ten."), (colleague, "Sleep by nine.")):
        desk.replace(lesson, "Sleep by ten.", words)
        outlining.rename(desk.ws, desk.course, desk.course.outline.nodes[lesson], words)
    files = [make(author, tmp_path / "mine"), make(colleague, tmp_path / "theirs")]
    for desk in (author, colleague, third):
        for path in files if desk is third else files[::-1]:
            take(desk, path)
    listed = [[(one.id, one.kind) for one in desk.overlaps()] for desk in (author, colleague)]
    assert listed[0] == listed[1] == [(one.id, one.kind) for one in third.overlaps()]
    assert {kind for _, kind in listed[0]} == {"both-edited", "both-renamed"}
    while views := colleague.overlaps():
        if views[0].item is None:
            merging.confirm_side(colleague.ws, colleague.course, views[0], "mine")
        else:
            merging.confirm(colleague.ws, colleague.course, views[0], views[0].mine)
    checked = make(colleague, tmp_path / "checked")
    for desk in (third, author):
        take(desk, checked)
        assert merging.overlaps(desk.ws, desk.course, settled=True) == [], "closed for everyone"
        assert desk.everything() == colleague.everything()
    assert "Sleep by nine." in author.text(lesson)


def test_people_of_one_name_are_told_apart(author: Desk, sit: Sit, tmp_path: Path) -> None:
    out = make(author, tmp_path / "1")
    for number in range(2):
        other = sit("Lead  Author" if number else "lead author")
        take(other, out)
        lesson = other.lessons()[0].id
        commenting.comment_on_quote(other.ws, other.course, lesson, "Walk", f"By {number}")
        take(author, make(other, tmp_path / f"back {number}"))
    names = [row["name"] for row in people(author.ws, author.course) if row["name"] != "Author"]
    assert len(set(names)) == 2
    assert all("(" in name for name in names), names
    for wanted in ("Lead Author", "lead author"):
        with pytest.raises(NotFound) as told:
            syncing.grant(author.ws, author.course, wanted, "author")
        assert all(name in str(told.value) for name in names)
    syncing.grant(author.ws, author.course, names[0], "author")


@pytest.mark.parametrize("laptops", [4])
def test_files_passed_around_in_any_order_make_all_laptops_equal(
    author: Desk, sit: Sit, tmp_path: Path, laptops: int
) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    out = make(author, tmp_path / "0")
    desks = [author, *(sit(f"Person {number}") for number in range(1, laptops))]
    files = [out]
    for desk in desks[1:]:
        take(desk, chance.choice(files))
        files.append(make(desk, tmp_path / f"first {len(files)}"))
    for step in range(30):
        desk = chance.choice(desks)
        _do_something(desk, chance, step)
        if chance.random() < 0.5:
            files.append(make(desk, tmp_path / f"file {step}"))
        if chance.random() < 0.5:
            take(desk, chance.choice(files))
    last = [make(desk, tmp_path / f"last {number}") for number, desk in enumerate(desks)]
    for desk in desks:
        for path in chance.sample(last, len(last)):
            take(desk, path)
    first = desks[0].everything()
    facts = {fact.id for fact in author.ws.store.log.facts(author.course.log)}
    for desk in desks[1:]:
        assert desk.everything() == first, f"seed {seed}"
        assert {f.id for f in desk.ws.store.log.facts(desk.course.log)} == facts, f"seed {seed}"


def _do_something(desk: Desk, chance: random.Random, step: int) -> None:
    lesson: NodeId = desk.lessons()[0].id
    text = desk.text(lesson)
    what = chance.randrange(4)
    if what == 0:
        at = chance.randrange(len(text) - 6)
        commenting.comment(desk.ws, desk.course, lesson, at, at + 5, f"Remark {step}")
    elif what == 1 and desk.course.row.role != "owner":
        suggested = text.replace("lunch", f"lunch {step}")
        suggesting.suggest(desk.ws, desk.course, lesson, suggested, f"Why {step}")
    elif what == 2 and desk.course.row.role == "owner":
        writing.edit(desk.ws, desk.course, lesson, text + f"\nLine {step}.\n")
    else:
        version = desk.course.facts.ordered_versions()[-1]
        reviewing.review(desk.ws, desk.course, version, "approve", f"Note {step}")


def test_a_full_disk_leaves_the_file_that_was_there(
    author: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = make(author, tmp_path / "to.coursefolk")
    before = out.read_bytes()
    author.replace(author.lessons()[0].id, "Sleep by ten.", "Sleep by eleven.")
    author.ws.lessons.seal_all()

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("sync.store.durable.os.fsync", full)
    with pytest.raises(DiskFull, match="no room"):
        make(author, out)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.coursefolk")] == ["to.coursefolk"]
    assert not list(tmp_path.glob(".new-*"))


def test_a_place_that_cannot_be_written_is_named(author: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadInput, match="written"):
        make(author, tmp_path / "file" / "to.coursefolk")


def test_media_that_no_fact_names_are_not_taken(author: Desk, sit: Sit, tmp_path: Path) -> None:
    out = make(author, tmp_path / "to.coursefolk")
    reviewer, key = sit("Reviewer"), author.ws.identity.key
    read = unpack(out.read_bytes())
    more = b"#!/bin/sh"
    path = tmp_path / "more.coursefolk"
    shas = (*read.media, sha_of(more))
    pieces = pack(
        read.manifest, read.facts, shas, lambda s: more if s == shas[-1] else read.medium(s), key
    )
    path.write_bytes(b"".join(pieces))
    assert MEDIA + sha_of(more) in str(unpack(path.read_bytes()).manifest.members)
    with pytest.raises(BadInput):
        take(reviewer, path)
    assert not list(reviewer.ws.store.media.all())
