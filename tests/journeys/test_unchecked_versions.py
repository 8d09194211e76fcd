"""A version is judged by what it shows itself, also when its places were checked after it."""

from __future__ import annotations

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.versions import publishing
from app.story.people import Desk
from sync.model.errors import Refused
from sync.model.ids import NodeId
from sync.model.review import Version
from tests.app.flows.attached import attach
from tests.journeys.conftest import Team

SENTENCE = "Say what effect it had on you."
BEE = "01-practice/media/bee.dat"


def lesson(desk: Desk, title: str = "Feedback") -> NodeId:
    """Find a lesson by its title."""
    return next(node.id for node in desk.lessons() if node.title == title)


def clash(team: Team, two: tuple[Desk, Desk]) -> None:
    """Let both change one sentence apart, and meet."""
    author, colleague = two
    author.replace(lesson(author), SENTENCE, "Tell what it did to you.")
    colleague.replace(lesson(author), SENTENCE, "Name the effect on your work.")
    team.sync_all()


def latest(desk: Desk) -> Version:
    """Find the version named last."""
    return desk.course.facts.ordered_versions()[-1]


def test_a_version_is_judged_by_what_it_shows_itself(team: Team, two: tuple[Desk, Desk]) -> None:
    author, _ = two
    clash(team, two)
    publishing.publish(author.ws, author.course)
    shown = latest(author)
    [view] = author.overlaps()
    other = view.theirs if view.mine == view.merged else view.mine
    merging.confirm(author.ws, author.course, view, other)
    assert author.overlaps() == []
    with pytest.raises(Refused, match=r"In version 1, 1 overlap had.*Publish a new version"):
        publishing.release(author.ws, author.course, shown)
    publishing.publish(author.ws, author.course)
    publishing.release(author.ws, author.course, latest(author))
    assert author.course.facts.released_version == latest(author).id
    with pytest.raises(Refused, match="In version 1"):
        publishing.release(author.ws, author.course, shown)


def test_a_version_that_shows_just_what_was_confirmed_later_is_released(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    clash(team, two)
    publishing.publish(author.ws, author.course)
    [view] = colleague.overlaps()
    merging.confirm(colleague.ws, colleague.course, view, view.merged)
    team.sync_all()
    publishing.release(author.ws, author.course, latest(author))
    assert author.course.facts.released_version == latest(author).id


def test_a_version_of_before_a_clash_that_nobody_kept_is_judged_all_the_same(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, _ = two
    clash(team, two)
    publishing.publish(author.ws, author.course)
    shown = latest(author)
    feedback = lesson(author)
    text = author.text(feedback)
    writing.edit(author.ws, author.course, feedback, text.split("\n\n")[0] + "\n\nAll anew.\n")
    assert author.overlaps() == [], "settled by later writing"
    with pytest.raises(Refused, match="In version 1"):
        publishing.release(author.ws, author.course, shown)
    publishing.publish(author.ws, author.course)
    hindrances = publishing.what_hinders_release(author.ws, author.course, latest(author))
    assert hindrances == []


def test_a_version_with_an_open_title_or_file_is_judged_by_what_it_shows(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    second = author.course.outline.nodes[lesson(author, "Second")]
    outlining.rename(author.ws, author.course, second, "Mine")
    outlining.rename(colleague.ws, colleague.course, second, "Theirs")
    for desk, data in ((author, b"one"), (colleague, b"two")):
        attach(desk.ws, desk.course, lesson(desk), "bee.dat", data)
    team.sync_all()
    publishing.publish(author.ws, author.course)
    shown = latest(author)
    standing = author.course.outline.nodes[second.id].title
    views = {view.kind: view for view in author.overlaps()}
    text = next(view for view in author.overlaps() if view.item)
    titles = views["both-renamed"]
    other = "theirs" if titles.mine == standing else "mine"
    merging.confirm(author.ws, author.course, text, text.merged)
    merging.confirm_side(author.ws, author.course, titles, other)
    views = {view.kind: view for view in author.overlaps()}
    file = views["file-apart"]
    now = author.course.facts.file_now(BEE)
    assert file.course is not None
    number = [w.file.sha != now for w in file.course.wordings if w.file].index(True) + 1
    merging.confirm_side(author.ws, author.course, file, str(number))
    assert [view for view in author.overlaps() if view.item is None] == []
    found = publishing.what_hinders_release(author.ws, author.course, shown)
    told = [one.why for one in found if one.why.startswith("In version 1")]
    assert any("bee.dat" in why for why in told)
    assert any(author.course.outline.nodes[second.id].title in why for why in told)


def test_writing_elsewhere_in_the_lesson_does_not_check_a_place(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    clash(team, two)
    colleague.replace(lesson(author), "Thank the author for asking.", "Thank the author.")
    team.sync_all()
    publishing.publish(colleague.ws, colleague.course)
    shown = latest(colleague)
    assert len(shown.named.texts[lesson(author)].heads) == 1
    team.sync_all()
    [view] = author.overlaps()
    other = view.theirs if view.mine == view.merged else view.mine
    merging.confirm(author.ws, author.course, view, other)
    with pytest.raises(Refused, match="In version 1, 1 overlap had"):
        publishing.release(author.ws, author.course, latest(author))
