"""Versions across sharing, restored with later work, and two that share a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files import exporting, importing
from app.flows.lesson.writing import edit
from app.flows.review import commenting, suggesting
from app.flows.sharing import syncing
from app.flows.versions import publishing
from app.flows.versions.comparing import authors_of, with_authors
from app.shell.versions.versions_reading import read_versions
from app.story.people import Desk
from editor.panels.versions.values import DRAFT
from sync.model.errors import NotFound, Refused
from tests.journeys.conftest import Team


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course on disk with a picture and odd line ends."""
    root = tmp_path / "Course"
    (root / "m").mkdir(parents=True)
    (root / "m" / "a.md").write_bytes(b"# A\r\n\r\nAlpha one.\r\n\r\n![p](p.png)\r\n")
    (root / "m" / "gone.md").write_bytes(b"# Gone\r\n\r\nGone text.")
    (root / "m" / "p.png").write_bytes(b"\x89PNG first")
    return root


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Read a folder whole."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def lesson(desk: Desk, title: str):  # type: ignore[no-untyped-def]
    """Find a lesson by its title."""
    return next(node for node in desk.lessons() if node.title == title)


@pytest.fixture
def author(team: Team, folder: Path) -> Desk:
    """An author who named a version, went on, and shared the course after that."""
    desk = team.join("Author", "owner")
    desk.title = importing.bring_in(desk.ws, folder, None, lambda d, o: None).course.id
    publishing.publish(desk.ws, desk.course, "before sharing")
    alpha = lesson(desk, "A").id
    edit(desk.ws, desk.course, alpha, "# A\n\nAlpha two.\n\n![p](p.png)\n")
    text = "# A\n\nAlpha three.\n\n![p](p.png)\n"
    suggesting.suggest(desk.ws, desk.course, alpha, text, "Three is better.")
    outlining.remove(desk.ws, desk.course, [lesson(desk, "Gone")])
    syncing.share(desk.ws, desk.course)
    desk.sync()
    return desk


def test_a_version_of_before_sharing_comes_back_whole(
    team: Team, author: Desk, folder: Path, tmp_path: Path
) -> None:
    colleague = team.join("Colleague", "author")
    colleague.title = author.title
    colleague.sync()
    log, first = publishing.find_version(author.ws, author.course, "1")
    with pytest.raises(Refused, match="before the course was shared"):
        publishing.may_be_released(author.course, log, first)
    exporting.write_out(author.ws, author.course, "folder", tmp_path / "v1", version="1")
    assert bytes_in(tmp_path / "v1") == bytes_in(folder)
    publishing.restore(author.ws, author.course, log, first)
    team.sync_all()
    assert [node.title for node in colleague.lessons()] == ["A", "Gone"]
    assert author.everything() == colleague.everything()
    exporting.write_out(colleague.ws, colleague.course, "folder", tmp_path / "there")
    assert bytes_in(tmp_path / "there") == bytes_in(folder)
    assert publishing.restore(author.ws, author.course, log, first).facts == ()


def test_suggestions_of_my_own_go_along_when_a_course_is_shared(author: Desk) -> None:
    [made] = author.course.facts.suggestions.values()
    assert made.why == "Three is better."
    suggesting.accept(author.ws, author.course, made)
    assert "Alpha three." in author.text(lesson(author, "A").id)


def test_later_work_survives_a_restore_of_the_other(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    feedback = lesson(author, "Feedback").id
    publishing.publish(author.ws, author.course)
    team.sync_all()
    author.replace(feedback, "Thank the author for asking.", "Later work of the author.")
    colleague.replace(feedback, "Say what you saw in the draft.", "Later work of the colleague.")
    commenting.comment_on_quote(colleague.ws, colleague.course, feedback, "Later work", "Mine.")
    publishing.restore(
        author.ws, author.course, *publishing.find_version(author.ws, author.course, "1")
    )
    team.sync_all()
    assert author.everything() == colleague.everything()
    text = author.text(feedback)
    assert "Later work of the colleague." in text, "it was written apart from the restore"
    assert "Thank the author for asking." in text
    [placed] = author.threads()
    assert placed.is_placed


def test_a_number_shared_by_two_versions_lists_both(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    author.replace(lesson(author, "Second").id, "Text.", "The author's text.")
    publishing.publish(author.ws, author.course, "author's")
    publishing.publish(colleague.ws, colleague.course, "colleague's")
    team.sync_all()
    with pytest.raises(NotFound, match=r"Author.*Colleague|Colleague.*Author"):
        publishing.find_version(author.ws, author.course, "1")
    for _, version in publishing.all_versions(author.ws, author.course):
        found = publishing.find_version(author.ws, author.course, version.hash[:10])[1]
        assert found.id == version.id
    named, _ = publishing.publish(colleague.ws, colleague.course)
    assert named.number == 2


def test_two_versions_that_hold_the_very_same_are_reached_by_their_hash(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    for desk in two:
        publishing.publish(desk.ws, desk.course)
    team.sync_all()
    author = two[0]
    versions = [v for _, v in publishing.all_versions(author.ws, author.course)]
    assert versions[0].hash == versions[1].hash
    log, found = publishing.find_version(author.ws, author.course, versions[0].hash[:8])
    assert found.id == versions[1].id
    publishing.release(author.ws, author.course, found)
    assert author.course.facts.versions[found.id].released
    assert log == author.course.log


def test_a_comparison_says_who_wrote_in_each_lesson(two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    feedback, second = (lesson(author, title).id for title in ("Feedback", "Second"))
    publishing.publish(author.ws, author.course, "first")
    author.replace(feedback, "Say what you saw", "Say what you read")
    colleague.replace(feedback, "Thank the author", "Thank them")
    colleague.replace(second, "Text.", "Words.")
    for desk in (colleague, author):
        desk.sync()
    read = read_versions(author.ws, author.course.log, "", DRAFT)
    people = authors_of(author.ws, author.course, read.shown, *read.sides)
    shown = with_authors(
        read.shown, people, author.ws.courses.names(author.course), author.ws.identity.person
    )
    wheres = {page.lesson: page.where for page in shown.pages}
    both, one = (wheres[node].split(" · changed by ")[1] for node in (feedback, second))
    assert (both, one) == ("you and Colleague", "Colleague")
