"""Different files at one path, and two titles: an overlap until someone chooses, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.mirror.mirroring import mirror_once
from app.flows.overlaps import merging
from app.flows.sharing import syncing
from app.flows.versions import publishing
from app.shell.course import overlap_acts, overlap_reading
from app.story.people import Desk
from editor.panels.overlaps.outline_sentences import outline_sentence, stands_in_outline
from editor.panels.overlaps.sentences import keep, question, use
from sync.model.errors import Refused
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.payloads import FilePlaced, PlacedFile
from tests.app.flows.attached import attach
from tests.journeys.conftest import Team

BEE = "01-practice/media/bee.dat"
BEE_TOO = "01-practice/media/bee (2).dat"


def lesson(desk: Desk, title: str = "Feedback") -> NodeId:
    """Find a lesson by its title."""
    return next(node.id for node in desk.lessons() if node.title == title)


def place(desk: Desk, path: str, data: bytes) -> None:
    """Put bytes at a path, as a mirrored folder does; none take the file out."""
    course = desk.course
    sha = desk.ws.store.media.put(data) if data else Sha("")
    placed = PlacedFile(path, sha, len(data), course.facts.file_heads(path))
    desk.ws.ledger.write(course.log, FilePlaced((placed,)))


def bytes_at(desk: Desk) -> dict[str, bytes | None]:
    """Read every file of the course."""
    files = desk.course.facts.files_now()
    return {path: desk.ws.store.media.get(file.sha) for path, file in files.items()}


@pytest.mark.parametrize("take", ["mine", "theirs", "1", "both", "merged"])
def test_different_bytes_at_one_path_are_an_overlap_until_someone_chooses(
    team: Team, two: tuple[Desk, Desk], take: str
) -> None:
    author, colleague = two
    feedback = lesson(author)
    for desk, data in ((author, b"\x89PNG mine"), (colleague, b"\x89PNG the other")):
        address, _ = attach(desk.ws, desk.course, feedback, "bee.dat", data)
        assert address == "media/bee.dat"
    author.sync()
    colleague.sync()
    [receipt, *_] = syncing.receipts(colleague.ws)
    team.sync_all()
    assert author.everything() == colleague.everything()
    [view] = author.overlaps()
    assert receipt.overlaps == (view.id,)
    assert (view.kind, view.about, view.base) == ("file-apart", BEE, "")
    assert f"{BEE}: 9 bytes" in view.mine
    assert "by Author" in view.mine
    assert f"{BEE}: 14 bytes" in view.theirs
    assert "by Colleague" in view.theirs
    assert BEE_TOO in view.merged
    assert author.ws.courses.open(author.course.log).facts.file_now(BEE)
    publishing.publish(author.ws, author.course)
    version = author.course.facts.ordered_versions()[-1]
    with pytest.raises(Refused, match=r"bee\.dat"):
        publishing.release(author.ws, author.course, version)
    merging.confirm_side(author.ws, author.course, view, take)
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert author.everything() == colleague.everything()
    files = bytes_at(colleague)
    if take in ("both", "merged"):
        assert sorted(files) == [BEE_TOO, BEE]
        assert set(files.values()) == {b"\x89PNG mine", b"\x89PNG the other"}
    else:
        number = {"mine": b"\x89PNG mine", "theirs": b"\x89PNG the other"}
        assert list(files) == [BEE]
        if take in number:
            assert files[BEE] == number[take]
    for desk in two:
        for data in (b"\x89PNG mine", b"\x89PNG the other"):
            assert desk.ws.store.media.get(sha_of(data)) == data, "no bytes are lost"


def test_the_same_bytes_placed_twice_are_no_overlap(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    for desk in two:
        attach(desk.ws, desk.course, lesson(desk), "bee.dat", b"same")
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert bytes_at(author) == bytes_at(colleague) == {BEE: b"same"}


@pytest.mark.parametrize("take", ["mine", "theirs", "merged"])
def test_a_file_removed_here_and_changed_there_stays_until_someone_chooses(
    team: Team, two: tuple[Desk, Desk], take: str
) -> None:
    author, colleague = two
    place(author, "media/bee.dat", b"old")
    team.sync_all()
    place(author, "media/bee.dat", b"")
    place(colleague, "media/bee.dat", b"new")
    team.sync_all()
    assert author.everything() == colleague.everything()
    [view] = author.overlaps()
    assert (view.kind, view.mine) == ("file-removed", "media/bee.dat: taken out by Author")
    assert "3 bytes" in view.base
    assert bytes_at(author) == {"media/bee.dat": b"new"}
    merging.confirm_side(author.ws, author.course, view, take)
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    kept = {} if take == "mine" else {"media/bee.dat": b"new"}
    assert bytes_at(author) == bytes_at(colleague) == kept
    place(author, "media/bee.dat", b"again")
    team.sync_all()
    assert author.overlaps() == [], "written with the removal in view"


def test_files_chosen_apart_are_shown_again(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    for desk, data in ((author, b"one"), (colleague, b"two")):
        attach(desk.ws, desk.course, lesson(desk), "bee.dat", data)
    team.sync_all()
    for desk in two:
        [view] = desk.overlaps()
        merging.confirm_side(desk.ws, desk.course, view, "mine")
    team.sync_all()
    [view] = author.overlaps()
    assert author.everything() == colleague.everything()
    merging.confirm_side(author.ws, author.course, view, "both")
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert set(bytes_at(colleague).values()) == {b"one", b"two"}


def test_two_titles_of_the_course_are_an_overlap(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    outlining.describe(author.ws, author.course, title="Learning together")
    outlining.describe(colleague.ws, colleague.course, title="Peers", language="en")
    team.sync_all()
    assert author.course.title == colleague.course.title
    [view] = author.overlaps()
    assert (view.kind, view.base) == ("described-apart", "Peer learning")
    assert (view.mine, view.theirs) == ("Learning together", "Peers")
    merging.confirm_side(author.ws, author.course, view, "mine")
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert colleague.course.title == "Learning together"
    assert colleague.course.facts.fields["language"] == "en"


def test_the_window_shows_files_apart_with_a_choice(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    for desk, data in ((author, b"one"), (colleague, b"two!")):
        attach(desk.ws, desk.course, lesson(desk), "bee.dat", data)
    team.sync_all()
    read = overlap_reading.read_overlaps(author.ws, author.course.log)
    [item] = read.items
    assert question(item) == f"Different files at one place: “{BEE}”"
    assert outline_sentence(item).startswith(f"You put a file at “{BEE}”; Colleague put another")
    assert (use(item, item.wordings[0]), keep(item)) == ("Use mine", "Keep both")
    assert BEE_TOO in stands_in_outline(item)
    overlap_acts.settle(author.ws, author.course.log, item.id, "merged", None)
    assert author.overlaps() == []
    assert sorted(bytes_at(author)) == [BEE_TOO, BEE]


def test_a_file_of_a_mirrored_folder_never_writes_over_what_came_meanwhile(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author, colleague = two
    folder = tmp_path / "folder"
    place(author, "bee.dat", b"first")
    team.sync_all()
    mirror_once(author.ws, author.course, folder)
    (folder / "bee.dat").write_bytes(b"in the folder")
    place(colleague, "bee.dat", b"of the colleague")
    team.sync_all()
    assert mirror_once(author.ws, author.course, folder).overlaps == 1
    [view] = author.overlaps()
    assert (view.kind, view.about) == ("file-apart", "bee.dat")
    merging.confirm_side(author.ws, author.course, view, "both")
    mirror_once(author.ws, author.course, folder)
    held = {path.read_bytes() for path in folder.glob("bee*.dat")}
    assert held == {b"in the folder", b"of the colleague"}
    (folder / "bee.dat").write_bytes(b"once more")
    assert mirror_once(author.ws, author.course, folder).overlaps == 0, "written on what it had"
    assert bytes_at(author)["bee.dat"] == b"once more"
