"""Modules moved, removed and renamed apart: shown to everyone alike, and settled by any side."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import run
from app.flows.courses import outlining
from app.flows.files.exporting import write_out
from app.flows.overlaps import merging
from app.flows.overview import library
from app.shell.versions.publish_desk import read_publication
from app.story.people import Desk
from sync.model.ids import NodeId
from tests.journeys.conftest import Team


def node(desk: Desk, title: str) -> NodeId:
    """Find a module or lesson by its title."""
    return next(i for i, n in desk.course.outline.nodes.items() if n.title == title)


def shown(desk: Desk) -> list[str]:
    """List the rows that a person sees, indented, with what was found marked."""
    rows = library.overview(desk.ws, desk.course).rows
    return [f"{'  ' * row.depth}{row.title}{' (found)' * row.found}" for row in rows]


def move(desk: Desk, title: str, parent: str) -> None:
    """Move a node to the end of a module, or of the course."""
    what = desk.course.outline.nodes[node(desk, title)]
    outlining.move_to_end(desk.ws, desk.course, what, node(desk, parent) if parent else "")


def settle(desk: Desk, take: str) -> None:
    """Settle the one overlap that there is."""
    [view] = desk.overlaps()
    merging.confirm_outline(desk.ws, desk.course, view, take)


@pytest.fixture
def apart(team: Team, two: tuple[Desk, Desk]) -> tuple[Desk, Desk]:
    """A second module beside the first."""
    author, colleague = two
    module = outlining.add(author.ws, author.course, "module", "Theory").nodes[0]
    outlining.add(author.ws, author.course, "lesson", "Why", module)
    team.sync_all()
    return author, colleague


def check_alike(team: Team, apart: tuple[Desk, Desk]) -> None:
    """Sync until all have everything; both must show the same."""
    team.sync_all()
    assert apart[0].everything() == apart[1].everything()


@pytest.mark.parametrize("take", ["mine", "theirs", "merged"])
def test_moves_into_each_other_are_settled_by_either(
    team: Team, apart: tuple[Desk, Desk], take: str
) -> None:
    author, colleague = apart
    move(author, "Practice", "Theory")
    move(colleague, "Theory", "Practice")
    check_alike(team, apart)
    [view] = author.overlaps()
    assert {view.mine, view.theirs} == {author.course.title, view.wordings[0].text}
    before = shown(author)
    settle(author, take)
    check_alike(team, apart)
    assert author.overlaps() == colleague.overlaps() == []
    if take == "merged":
        assert shown(author) == before
    else:
        inner = "Practice" if take == "mine" else "Theory"
        assert f"  {inner}" in shown(author)


@pytest.mark.parametrize("take", ["mine", "theirs"])
def test_what_is_added_to_a_removed_module_is_found_whole(
    team: Team,
    apart: tuple[Desk, Desk],
    take: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    author, colleague = apart
    inner = outlining.add(
        colleague.ws, colleague.course, "module", "Inner", node(colleague, "Theory")
    ).nodes[0]
    outlining.add(colleague.ws, colleague.course, "lesson", "Deep", inner, text="# Deep\n\nKept.\n")
    theory = author.course.outline.nodes[node(author, "Theory")]
    outlining.remove(author.ws, author.course, [theory])
    check_alike(team, apart)
    assert shown(author)[-2:] == ["Inner (found)", "  Deep (found)"]
    assert "Kept." in author.text(node(author, "Deep"))
    for form in ("folder", "html"):
        written = write_out(author.ws, author.course, form, tmp_path / f"{form} out")
        assert "Inner" in [one.file for one in written.warnings], "nothing is left out unsaid"
    told = [one.title for one in read_publication(author.ws, author.course.log).advice]
    assert "Inner" in told
    call = ["--workspace", str(author.ws.store.folder), "publish", author.course.id]
    for more in ([], ["--json"]):
        assert run([*call, *more]) == 0
        assert "Inner" in capsys.readouterr().out
    team.sync_all()
    [view] = author.overlaps()
    assert (view.mine, view.theirs) == ("removed", "Theory")
    settle(author, take)
    check_alike(team, apart)
    assert author.overlaps() == []
    assert ("  Deep" in shown(author)) == (take == "theirs")


@pytest.mark.parametrize("take", ["mine", "theirs"])
def test_a_module_that_was_removed_and_moved_comes_back_with_its_lessons(
    team: Team, apart: tuple[Desk, Desk], take: str
) -> None:
    author, colleague = apart
    practice = author.course.outline.nodes[node(author, "Practice")]
    outlining.remove(author.ws, author.course, [practice])
    move(colleague, "Practice", "Theory")
    check_alike(team, apart)
    settle(author, take)
    check_alike(team, apart)
    assert author.overlaps() == []
    assert ("    Feedback" in shown(colleague)) == (take == "theirs")


def test_while_a_removed_module_is_disputed_its_lessons_stay_in_sight(
    team: Team, apart: tuple[Desk, Desk]
) -> None:
    author, colleague = apart
    inner = outlining.add(
        author.ws, author.course, "module", "Inner", node(author, "Practice")
    ).nodes[0]
    outlining.add(author.ws, author.course, "lesson", "Deep", inner, text="# Deep\n\nKept.\n")
    check_alike(team, apart)
    before = [row for row in shown(author) if not row.startswith(("Theory", "  Why"))]
    practice = author.course.outline.nodes[node(author, "Practice")]
    second = author.course.outline.nodes[node(author, "Second")]
    outlining.remove(author.ws, author.course, [practice])
    outlining.remove(colleague.ws, colleague.course, [second])
    move(colleague, "Practice", "Theory")
    check_alike(team, apart)
    standing = shown(author)
    kept = [f"  {row}" for row in before if "Second" not in row]
    assert standing == ["Theory", "  Why", *kept], "what one alone took out is out"
    assert "Kept." in colleague.text(node(colleague, "Deep"))
    settle(colleague, "merged")
    check_alike(team, apart)
    assert shown(author) == standing
    assert author.overlaps() == []


def test_a_removed_module_that_got_a_new_title_is_found_with_its_lessons(
    team: Team, apart: tuple[Desk, Desk]
) -> None:
    author, colleague = apart
    practice = author.course.outline.nodes[node(author, "Practice")]
    outlining.remove(author.ws, author.course, [practice])
    outlining.rename(
        colleague.ws, colleague.course, colleague.course.outline.nodes[practice.id], "Exercises"
    )
    check_alike(team, apart)
    assert shown(author)[-3:] == ["Exercises (found)", "  Feedback (found)", "  Second (found)"]
    settle(author, "merged")
    check_alike(team, apart)
    assert shown(author)[-3:] == ["Exercises", "  Feedback", "  Second"]


def test_a_title_chosen_is_the_title_in_the_text_too(team: Team, apart: tuple[Desk, Desk]) -> None:
    author, colleague = apart
    for desk, name in ((author, "Why peers"), (colleague, "Why at all")):
        why = desk.course.outline.nodes[node(desk, "Why")]
        outlining.rename(desk.ws, desk.course, why, name)
    check_alike(team, apart)
    title = next(view for view in author.overlaps() if view.kind == "both-renamed")
    merging.confirm_outline(author.ws, author.course, title, "theirs")
    check_alike(team, apart)
    lesson = node(author, "Why at all")
    assert colleague.text(lesson) == "# Why at all\n"
    assert author.overlaps() == []
