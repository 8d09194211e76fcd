"""Whole stories of two people who work apart and meet again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.overview.library import people
from app.flows.review import commenting, suggesting
from app.flows.sharing import syncing
from app.flows.versions import publishing, reviewing
from app.story.people import Desk
from sync.model.errors import Refused, WillBeTriedAgain
from sync.model.ids import NodeId
from sync.model.outline import ROOT
from sync.server import operations
from sync.server.serving import Embedded
from tests.journeys.conftest import Team

SENTENCE = "Say what effect it had on you."


def lesson(desk: Desk, title: str = "Feedback") -> NodeId:
    return next(n.id for n in desk.lessons() if n.title == title)


def test_the_same_sentence_is_shown_confirmed_by_one_and_closed_for_all(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    """One overlap with both texts; no release over it; a yes closes it for all (G3)."""
    author, colleague = two
    author.replace(lesson(author), SENTENCE, "Tell what it did to you.")
    colleague.replace(lesson(author), SENTENCE, "Name the effect on your work.")
    team.sync_all()
    assert author.everything() == colleague.everything()
    [mine], [theirs] = author.overlaps(), colleague.overlaps()
    assert mine.id == theirs.id
    assert (mine.mine, mine.theirs) == (theirs.theirs, theirs.mine)
    assert "Tell what it did" in mine.mine
    with pytest.raises(Refused, match="overlap"):
        publishing.publish(author.ws, author.course)
        version = author.course.facts.ordered_versions()[-1]
        publishing.release(author.ws, author.course, version)
    [hindrance] = publishing.what_hinders_release(author.ws, author.course)
    assert (hindrance.lesson, hindrance.goes_by) == (lesson(author), "checking")
    assert "coursefolk overlaps" in hindrance.mend, "the way to it"
    merging.confirm(colleague.ws, colleague.course, theirs, theirs.theirs)
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert "Tell what it did to you." in colleague.text(lesson(author))
    assert author.everything() == colleague.everything()


def test_confirmed_apart_with_different_choices_is_itself_an_overlap(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    author.replace(lesson(author), SENTENCE, "Tell what it did to you.")
    colleague.replace(lesson(author), SENTENCE, "Name the effect on your work.")
    team.sync_all()
    for desk in (author, colleague):
        [view] = desk.overlaps()
        merging.confirm(desk.ws, desk.course, view, view.mine)
        assert desk.overlaps() == []
    team.sync_all()
    assert author.overlaps(), "two people chose differently"
    assert author.everything() == colleague.everything()
    while views := author.overlaps():
        merging.confirm(author.ws, author.course, views[0], views[0].mine)
    team.sync_all()
    assert colleague.overlaps() == []


def test_a_removed_lesson_that_was_edited_meanwhile_is_found(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    node = author.course.outline.nodes[lesson(author, "Second")]
    outlining.remove(author.ws, author.course, [node])
    colleague.replace(node.id, "Text.", "Text that took an hour to write.")
    team.sync_all()
    assert author.course.outline.found == (node.id,)
    assert "took an hour" in author.text(node.id)
    [view] = author.overlaps()
    assert view.kind == "removed-edited"
    merging.confirm_outline(author.ws, author.course, view, "merged")
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert node.id in [n.id for n, _ in colleague.course.outline.walk()]


def test_a_removal_can_be_chosen_over_the_edit(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    node = author.course.outline.nodes[lesson(author, "Second")]
    outlining.remove(author.ws, author.course, [node])
    colleague.replace(node.id, "Text.", "Other text.")
    team.sync_all()
    [view] = colleague.overlaps()
    merging.confirm_outline(colleague.ws, colleague.course, view, "theirs")
    team.sync_all()
    assert author.course.outline.removed == (node.id,)
    assert author.overlaps() == colleague.overlaps() == []


def test_titles_given_apart_are_an_overlap(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    second = lesson(author, "Second")
    for desk, title in ((author, "Mine"), (colleague, "Theirs")):
        node = desk.course.outline.nodes[second]
        outlining.rename(desk.ws, desk.course, node, title)
    team.sync_all()
    views = [view for view in author.overlaps() if view.outline]
    assert [view.kind for view in views] == ["both-renamed"]
    assert (views[0].mine, views[0].theirs) == ("Mine", "Theirs")
    publishing.publish(author.ws, author.course)
    version = author.course.facts.ordered_versions()[-1]
    with pytest.raises(Refused, match="An overlap of the outline has not been checked: “"):
        publishing.release(author.ws, author.course, version)
    merging.confirm_outline(author.ws, author.course, views[0], "theirs")
    team.sync_all()
    assert colleague.course.outline.nodes[views[0].lesson].title == "Theirs"
    assert not [view for view in colleague.overlaps() if view.outline]


def test_a_reviewer_comments_and_suggests_and_cannot_write(team: Team) -> None:
    author, reviewer = team.join("Author", "owner"), team.join("Reviewer", "reviewer")
    course = outlining.begin(author.ws, "Course")
    author.title = reviewer.title = course.id
    outlining.add(author.ws, author.course, "lesson", "One", ROOT, text="# One\n\nA sentence.\n")
    syncing.share(author.ws, author.course)
    assert [one["role"] for one in people(author.ws, author.course)] == ["owner"]
    team.sync_all()
    assert {one["role"] for one in people(author.ws, author.course)} == {"owner", "reviewer"}
    one = lesson(author, "One")
    with pytest.raises(Refused, match="suggestion"):
        writing.edit(reviewer.ws, reviewer.course, one, "# Mine\n")
    commenting.comment_on_quote(reviewer.ws, reviewer.course, one, "A sentence.", "Which?")
    suggesting.suggest(reviewer.ws, reviewer.course, one, "# One\n\nA clear sentence.\n", "clear")
    publishing.publish(author.ws, author.course, "for review")
    team.sync_all()
    version = reviewing.version_to_review(reviewer.ws, reviewer.course, None)
    reviewing.review(reviewer.ws, reviewer.course, version, "approve")
    [wish] = author.course.facts.suggestions.values()
    suggesting.accept(author.ws, author.course, wish)
    team.sync_all()
    assert author.text(one) == reviewer.text(one) == "# One\n\nA clear sentence.\n"
    assert author.everything() == reviewer.everything()
    [now] = author.course.facts.ordered_versions()
    assert now.state == "approved"


def test_edits_made_after_the_role_was_withdrawn_become_suggestions(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    syncing.grant(author.ws, author.course, "Colleague", "reviewer")
    author.sync()
    colleague.replace(lesson(author), SENTENCE, "Say what it did to your work.")
    colleague.replace(lesson(author), "Thank the author for asking.", "Thank the author.")
    before = author.text(lesson(author))
    done = colleague.sync()
    assert done["refused"]
    assert done["suggested"] == 2
    assert colleague.text(lesson(author)) == before
    team.sync_all()
    wishes = list(author.course.facts.suggestions.values())
    assert {wish.after.strip() for wish in wishes} == {
        "Say what it did to your work.",
        "Thank the author.",
    }
    for wish in wishes:
        suggesting.accept(author.ws, author.course, wish)
    team.sync_all()
    assert "to your work" in colleague.text(lesson(author))
    assert author.everything() == colleague.everything()


def test_offline_is_not_an_error_and_nothing_is_lost(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    port = int(team.url.rsplit(":", 1)[1])
    team.server.stop()
    author.replace(lesson(author), SENTENCE, "Written on a train.")
    with pytest.raises(WillBeTriedAgain):
        author.sync()
    assert syncing.status(author.ws).waiting == 1
    assert "Written on a train." in author.text(lesson(author))
    from sync.server.serving import Embedded

    team.server = Embedded(team.folder / "server", port=port)
    team.server.start()
    author.sync()
    colleague.sync()
    assert "Written on a train." in colleague.text(lesson(author))


def test_idle_push_of_one_and_pull_of_one_are_one_request_each(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    assert author.sync()["requests"] == 1
    author.replace(lesson(author), SENTENCE, "One change.")
    assert author.sync()["requests"] == 1
    done = colleague.sync()
    assert (done["requests"], done["received"]) == (1, 1)


def test_receipts_account_for_what_came_and_went(team: Team, two: tuple[Desk, Desk]) -> None:
    """A receipt counts what came and went (G7)."""
    author, colleague = two
    author.replace(lesson(author), SENTENCE, "Tell what it did to you.")
    colleague.replace(lesson(author), SENTENCE, "Name the effect on your work.")
    author.sync()
    done = colleague.sync()
    [latest, *_] = syncing.receipts(colleague.ws)
    assert latest.id == done["receipt"]
    assert [entry.kind for entry in latest.received] == ["text.revised"]
    assert [entry.kind for entry in latest.sent] == ["text.revised"]
    assert list(latest.overlaps) == [view.id for view in colleague.overlaps()]
    idle = colleague.sync()
    assert idle["receipt"] == ""


def test_a_server_that_was_set_back_gets_everything_again(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    import shutil

    from sync.server import operations

    author, colleague = two
    team.server.stop()
    shutil.copytree(team.folder / "server", team.folder / "old")
    port = int(team.url.rsplit(":", 1)[1])
    from sync.server.serving import Embedded

    team.server = Embedded(team.folder / "server", port=port)
    team.server.start()
    author.replace(lesson(author), SENTENCE, "After the backup.")
    team.sync_all()
    team.server.stop()
    shutil.rmtree(team.folder / "server")
    (team.folder / "old").rename(team.folder / "server")
    operations.begin_epoch(team.folder / "server")
    team.server = Embedded(team.folder / "server", port=port)
    team.server.start()
    colleague.sync()
    team.sync_all()
    late = team.join("Late", "reader")
    late.title = author.title
    late.sync()
    assert "After the backup." in late.text(lesson(author))
    assert author.everything() == colleague.everything() == late.everything()


def test_a_comment_of_before_sharing_is_carried_over(team: Team) -> None:
    author = team.join("Author", "owner")
    course = outlining.begin(author.ws, "Course")
    author.title = course.id
    outlining.add(author.ws, author.course, "lesson", "One", ROOT, text="# One\n\nA sentence.\n")
    one = lesson(author, "One")
    commenting.comment_on_quote(author.ws, author.course, one, "A sentence.", "Which one?")
    publishing.publish(author.ws, author.course, "private")
    syncing.share(author.ws, author.course)
    [placed] = author.threads()
    assert placed.is_placed
    assert placed.thread.text == "Which one?"
    named, _ = publishing.publish(author.ws, author.course, "shared")
    assert named.number == 2
    with pytest.raises(Refused, match="already"):
        syncing.share(author.ws, author.course)


def test_a_server_is_followed_to_its_new_address(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    author.replace(lesson(author), SENTENCE, "Written before the move.")
    syncing.disconnect(author.ws)
    made = operations.invite(team.folder / "server", role="owner")
    moved = team.url.replace("127.0.0.1", "localhost")
    syncing.connect(author.ws, moved, made.invite, "Author")
    assert author.sync()["sent"] == 1
    colleague.sync()
    assert author.everything() == colleague.everything()


def test_another_server_gets_nothing_of_the_first(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author, colleague = two
    author.replace(lesson(author), SENTENCE, "For the first team alone.")
    syncing.disconnect(author.ws)
    other = Embedded(tmp_path / "other")
    url = other.start()
    try:
        made = operations.invite(tmp_path / "other", role="owner")
        syncing.connect(author.ws, url, made.invite, "Author")
        done = author.sync()
        assert (done["sent"], done["refused"], done["waiting"]) == (0, [], 0)
        syncing.disconnect(author.ws)
    finally:
        other.stop()
    made = operations.invite(team.folder / "server", role="owner")
    syncing.connect(author.ws, team.url, made.invite, "Author")
    assert author.sync()["sent"] == 1
    colleague.sync()
    assert author.everything() == colleague.everything()
