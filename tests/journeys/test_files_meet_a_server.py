"""A course that was reviewed by files meets a server: everything is there, and nothing doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.overview.library import people
from app.flows.review import commenting
from app.flows.sharing import review_files, syncing
from app.flows.versions import reviewing
from app.story.people import Desk
from sync.model.errors import Refused
from sync.workspace.identity import rename_person
from sync.workspace.roles import not_checked
from tests.journeys.conftest import TEXT, Team

COUNTED = "Thank the author for asking."


def say_something(desk: Desk, text: str) -> None:
    lesson = desk.lessons()[0].id
    commenting.comment_on_quote(desk.ws, desk.course, lesson, COUNTED, text)


def by_file(giver: Desk, taker: Desk, path: Path) -> None:
    review_files.make(giver.ws, giver.course, path)
    taker.title = review_files.take(taker.ws, path).course


def guest(folder: Path, name: str) -> Desk:
    desk = Desk.sit_down(name, folder / name)
    rename_person(desk.ws.store.settings, name)
    return desk


def said(desk: Desk) -> list[str]:
    return sorted(one.thread.text for one in desk.threads())


def test_files_first_and_a_server_later(team: Team, tmp_path: Path) -> None:
    author, colleague, stranger = (guest(tmp_path, n) for n in ("Author", "Colleague", "Stranger"))
    team.desks += [author, colleague, stranger]
    course = outlining.begin(author.ws, "Feedback")
    author.title = course.id
    outlining.add(author.ws, author.course, "lesson", "Feedback", text=TEXT)
    for number, other in enumerate((colleague, stranger)):
        by_file(author, other, tmp_path / f"{number}.coursefolk")
        say_something(other, f"By {other.name}")
        version = reviewing.version_to_review(other.ws, other.course, None)
        reviewing.review(other.ws, other.course, version, "approve")
        by_file(other, author, tmp_path / f"{number} back.coursefolk")
    assert author.ws.store.log.waiting_count() == 0, "what goes by file waits for no server"

    for desk, role in ((author, "owner"), (colleague, "reviewer")):
        made = _invite(team, role)
        syncing.connect(desk.ws, team.url, made, desk.name)
    syncing.sync(author.ws)
    assert author.ws.store.log.waiting_count() == 0, "nothing is sent before it is shared"
    before = {fact.id for fact in author.ws.store.log.facts(author.course.log)}
    syncing.share(author.ws, author.course)
    for _ in range(2):
        syncing.sync(author.ws)
        syncing.sync(colleague.ws)
    after = {fact.id for fact in author.ws.store.log.facts(author.course.log)}
    assert before <= after, "the log goes on as it was"
    assert author.ws.store.log.waiting_count() == colleague.ws.store.log.waiting_count() == 0
    assert colleague.everything() == author.everything()
    assert said(colleague) == ["By Colleague", "By Stranger"], "each once"
    versions = colleague.course.facts.ordered_versions()
    assert [len(version.verdicts) for version in versions] == [2]

    say_something(stranger, "Later, by file")
    by_file(stranger, colleague, tmp_path / "later.coursefolk")
    say_something(colleague, "Later, by sync")
    for _ in range(2):
        syncing.sync(colleague.ws)
        syncing.sync(author.ws)
    assert said(author) == said(colleague)
    assert len(said(author)) == 4
    assert author.ws.store.log.waiting_count() == colleague.ws.store.log.waiting_count() == 0
    roles = {row["name"]: row["role"] for row in people(author.ws, author.course)}
    assert roles == {"Author": "owner", "Colleague": "reviewer", "Stranger": "reviewer"}


def test_a_stranger_whom_no_owner_knows_yet_holds_nobody_up(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author, colleague = two
    stranger = guest(tmp_path, "Stranger")
    team.desks.append(stranger)
    by_file(colleague, stranger, tmp_path / "out.coursefolk")
    say_something(stranger, "By a stranger")
    by_file(stranger, colleague, tmp_path / "back.coursefolk")
    say_something(colleague, "After that")
    for _ in range(2):
        colleague.sync()
        author.sync()
    assert said(author) == ["After that"]
    assert said(colleague) == ["After that", "By a stranger"], "kept, and waiting"
    by_file(stranger, author, tmp_path / "too.coursefolk")
    for _ in range(2):
        author.sync()
        colleague.sync()
    assert said(author) == said(colleague) == ["After that", "By a stranger"]
    assert colleague.ws.store.log.waiting_count() == 0


@pytest.mark.parametrize(
    ("began", "joined"), [("by another", "first"), ("by another", "last"), ("here", "first")]
)
def test_a_second_laptop_that_wrote_in_a_course_of_files_before(
    team: Team, tmp_path: Path, began: str, joined: str
) -> None:
    """What it wrote as somebody of its own stays theirs, and is taken by the server."""
    first = team.join("Colleague", "owner")
    author = team.join("Author", "owner")
    second = guest(tmp_path, "Colleague two")
    team.desks.append(second)
    other = second if began == "here" else author
    other.title = outlining.begin(other.ws, "Feedback").id
    outlining.add(other.ws, other.course, "lesson", "Feedback", text=TEXT)
    if other is author:
        by_file(author, second, tmp_path / "1.coursefolk")
        say_something(second, "Before I joined")
        by_file(second, author, tmp_path / "2.coursefolk")
    else:
        say_something(second, "Before I joined")
        by_file(second, author, tmp_path / "1.coursefolk")
        say_something(author, "From the author")
        by_file(author, second, tmp_path / "2.coursefolk")

    def join() -> None:
        syncing.connect(second.ws, team.url, syncing.add_laptop(first.ws).code, "")
        second.sync()

    def share() -> None:
        syncing.share(other.ws, other.course)

    for step in (join, share) if joined == "first" else (share, join):
        step()
    first.title = author.title
    for text in ("After I joined", ""):
        for _ in range(2):
            for desk in (second, author, first):
                desk.sync()
        if text:
            say_something(second, text)
    for desk in (first, author, second):
        assert desk.ws.store.log.waiting_count() == 0, desk.name
        assert not [one for one in desk.ws.store.log.not_kept() if one.state == "refused"]
        assert {"Before I joined", "After I joined"} <= set(said(desk)), desk.name
        assert desk.everything() == first.everything()


def _invite(team: Team, role: str) -> str:
    from sync.server import operations

    return operations.invite(team.folder / "server", role=role, name="").invite  # type: ignore[arg-type]


@pytest.mark.parametrize("synced", [True, False])
def test_colleagues_of_one_server_give_each_other_files_before_they_met(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path, synced: bool
) -> None:
    """The one wrote nothing yet; the other may not even know that they joined."""
    _, colleague = two
    third = team.join("Third", "author")
    third.title = colleague.title
    third.sync()
    if synced:
        colleague.sync()
    lesson = third.lessons()[0].id
    third.replace(lesson, "one change", "two changes")
    path = tmp_path / "by hand.coursefolk"
    review_files.make(third.ws, third.course, path)
    if not synced:
        before = colleague.everything()
        with pytest.raises(Refused) as told:
            review_files.take(colleague.ws, path)
        assert "sync both laptops once with the server" in str(told.value.mend)
        assert colleague.everything() == before
        colleague.sync()
    review_files.take(colleague.ws, path)
    assert "two changes" in colleague.text(lesson)
    assert not_checked(colleague.ws, colleague.course) == ()
