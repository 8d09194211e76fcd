"""A choice about the outline, a file or the description is one step, and taken back as one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from app.flows.acts.taking_acts_back import take_last_choice_back
from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging, unchecked, undoing
from app.flows.versions import publishing
from app.story.people import Desk
from sync.model.errors import Refused
from sync.model.kinds import payload_of
from sync.model.nodes import Node
from sync.model.payloads import FilePlaced, OverlapConfirmed, PlacedFile
from sync.model.replay import replay
from tests.journeys.conftest import Team

MODULES = ("Here", "There", "Over there")
LESSONS = ("Renamed", "Moved", "Gone and moved", "Gone and edited")


def node(desk: Desk, title: str) -> Node:
    return next(n for n in desk.course.outline.everything() if n.title == title)


def move(desk: Desk, title: str, module: str) -> None:
    there = node(desk, module).id
    outlining.move(desk.ws, desk.course, node(desk, title), there, None)


def disagree(team: Team, author: Desk, colleague: Desk) -> None:
    """Let two people disagree beside their texts in every way there is."""
    for module in MODULES:
        outlining.add(author.ws, author.course, "module", module)
    for title in LESSONS:
        outlining.add(author.ws, author.course, "lesson", title)
    team.sync_all()
    for desk, title, module in ((author, "Ways", "Here"), (colleague, "Walk", "There")):
        outlining.rename(desk.ws, desk.course, node(desk, "Renamed"), title)
        move(desk, "Moved", module)
        outlining.describe(desk.ws, desk.course, description=f"All about {module}")
        data = module.encode()
        placed = PlacedFile("media/notes.txt", desk.ws.store.media.put(data), len(data))
        desk.ws.ledger.write(desk.course.log, FilePlaced((placed,)))
    move(author, "Gone and moved", "Here")
    edited = node(author, "Gone and edited").id
    writing.edit(author.ws, author.course, edited, "# Gone and edited\n\nStill of use.\n")
    below = node(author, "Over there").id
    outlining.add(author.ws, author.course, "lesson", "Gone with its module", below)
    gone = [node(colleague, name) for name in ("Gone and moved", "Gone and edited", "Over there")]
    outlining.remove(colleague.ws, colleague.course, gone)
    move(author, "Here", "There")
    move(colleague, "There", "Here")
    team.sync_all()


def shown(desk: Desk) -> object:
    """Give what a person sees of a course beside the ids of revisions."""
    course = desk.course
    tree = [(n.title, n.parent, n.position) for n in course.outline.everything()]
    texts = {n.title: desk.text(n.id) for n in course.outline.lessons()}
    lists = sorted((v.id, v.kind, v.merged) for v in merging.overlaps(desk.ws, course))
    return tree, texts, lists, course.outline.found, course.facts.files_now(), course.facts.fields


def test_every_choice_beside_a_text_is_taken_back_as_one_step(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    disagree(team, author, colleague)
    views = [v for v in merging.overlaps(author.ws, author.course) if v.item is None]
    kinds = {view.kind for view in views}
    assert kinds == {
        "both-renamed", "both-moved", "removed-moved", "removed-edited", "removed-added", "circle",
        "file-apart", "described-apart",
    }  # fmt: skip
    hindering = [one.why for one in unchecked.open_in_draft(author.course, author.overlaps())]
    beside = [why for why in hindering if "of the outline" in why or "of the course's" in why]
    assert len(beside) == len(views), "each stands in the way of a release"
    before = shown(author)
    for number, ident in enumerate(view.id for view in views):
        for take in ("mine", "theirs", "merged"):
            view = next(v for v in merging.overlaps(author.ws, author.course) if v.id == ident)
            done = merging.confirm_side(author.ws, author.course, view, take)
            assert undoing.can_take_back(done)
            assert ident not in {v.id for v in merging.overlaps(author.ws, author.course)}, take
            if take == "mine":
                undone = undoing.take_back(author.ws, author.course, done)
            else:
                if number % 2:
                    team.sync_all()
                who = colleague if number % 2 else author
                undone = undoing.take_back_by_name(who.ws, ident[:16])[1]
                assert undoing.is_open_again(who.ws, who.course, undone)
                if number % 2:
                    team.sync_all()
            assert shown(author) == before, (view.kind, take)
    team.sync_all()
    assert author.everything() == colleague.everything()
    assert shown(colleague)[2:] == shown(author)[2:]  # type: ignore[index]
    facts = author.ws.store.log.facts(author.course.log)
    whole = replay(author.course.log, facts)
    assert replay(author.course.log, reversed(facts)).nodes == whole.nodes


def test_what_was_written_over_a_choice_stays_when_it_is_taken_back(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    for desk, title in ((author, "Ways"), (colleague, "Walk")):
        outlining.rename(desk.ws, desk.course, node(desk, "Practice"), title)
    team.sync_all()
    [view] = merging.overlaps(author.ws, author.course)
    merging.confirm_side(author.ws, author.course, view, "theirs")
    team.sync_all()
    outlining.rename(colleague.ws, colleague.course, node(colleague, "Walk"), "Work")
    team.sync_all()
    _, undone = undoing.take_back_by_name(author.ws, view.id)
    assert not undoing.is_open_again(author.ws, author.course, undone)
    team.sync_all()
    for desk in two:
        assert node(desk, "Work")
        assert merging.overlaps(desk.ws, desk.course) == []


def test_nobody_takes_back_by_it_what_a_lesson_began_with(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    second = node(author, "Second").id
    begun = author.course.facts.nodes[second].place.heads()[0].fact
    ws, log = author.ws, author.course.log
    for sha in ("0" * 64, ""):
        ws.ledger.write(log, OverlapConfirmed(second, ("x",), begun, sha))  # type: ignore[arg-type]
    team.sync_all()
    assert node(colleague, "Second").id == second
    assert colleague.everything() == author.everything()


def test_old_confirmations_keep_their_bytes(two: tuple[Desk, Desk]) -> None:
    author, _ = two
    second = node(author, "Second").id
    begun = author.course.facts.nodes[second].place.heads()[0].fact
    old = OverlapConfirmed(second, ("x",), begun, "0" * 64)  # type: ignore[arg-type]
    [fact] = author.ws.ledger.write(author.course.log, old)
    assert b"also" not in bytes(fact.payload)
    assert payload_of(fact).also == ()


def test_a_title_is_offered_the_same_in_the_outline_and_in_the_text(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    for desk, one, other in (
        (author, "Feedback for all", "Then"),
        (colleague, "Good Feedback", "Last"),
    ):
        for old, new in (("Feedback", one), ("Second", other)):
            outlining.rename(desk.ws, desk.course, node(desk, old), new)
    team.sync_all()
    views = merging.overlaps(author.ws, author.course)
    by_lesson: dict[str, list[merging.OverlapView]] = {}
    for view in views:
        by_lesson.setdefault(view.lesson, []).append(view)
    for heading, title in by_lesson.values():
        assert heading.merged == f"# {title.merged}\n"
    before = shown(author)
    for heading, title in by_lesson.values():
        merging.confirm(author.ws, author.course, heading, heading.theirs)
        assert node(author, heading.theirs.strip("# \n")).id == heading.lesson
        left = merging.overlaps(author.ws, author.course)
        assert not [view for view in left if view.lesson == heading.lesson], "one act settles both"
        undoing.take_back_by_name(author.ws, heading.id)
        assert shown(author) == before
        merging.confirm_side(author.ws, author.course, title, "merged")
        assert author.text(title.lesson).startswith(f"# {title.merged}\n")
        assert node(author, title.merged).id == title.lesson
        before = shown(author)
    team.sync_all()
    assert colleague.everything() == author.everything()
    assert merging.overlaps(colleague.ws, colleague.course) == []


def disagree_everywhere(team: Team, author: Desk, colleague: Desk) -> dict[str, set[str]]:
    """Let two people disagree in every way there is; give the wordings by id."""
    for desk, words in ((author, "what you heard, and when"), (colleague, "only what helps")):
        desk.replace(node(desk, "Feedback").id, "what you saw in the draft", words)
        desk.replace(node(desk, "Second").id, "Text", words)
    disagree(team, author, colleague)
    assert len(author.overlaps()) > 9
    return wordings(author)


def settle_all(desk: Desk, take: str, words: str = "") -> None:
    """Settle all that is listed: by a side, or what stands, or in a text by words of one's own."""
    for ident in wordings(desk):
        view = next((view for view in desk.overlaps() if view.id == ident), None)
        if view is None:
            continue  # a title is settled with its heading
        if view.item is None:
            done = merging.confirm_side(desk.ws, desk.course, view, take)
        else:
            wording = f"{words}\n" if words else merging.wording_taken(view, take)
            done = merging.confirm(desk.ws, desk.course, view, wording)
        undoing.keep_choice(desk.ws, done)


def take_all_back(desks: tuple[Desk, ...], idents: Iterable[str]) -> None:
    """Take a choice about each overlap back, by turns, and see it open again."""
    for number, ident in enumerate(sorted(idents)):
        desk = desks[number % len(desks)]
        if ident not in wordings(desk):  # nor is a title open again with its heading
            _, undone = undoing.take_back_by_name(desk.ws, ident)
            assert undoing.is_open_again(desk.ws, desk.course, undone), ident


def wordings(desk: Desk) -> dict[str, set[str]]:
    """List the texts that stand against each other in each overlap."""
    return {view.id: {w.text for w in view.wordings} for view in desk.overlaps()}


def assert_open(team: Team, desks: tuple[Desk, ...], first: dict[str, set[str]]) -> None:
    """All is open as at first, in sight everywhere and in the way of a release, for good."""
    team.sync_all()
    for desk in desks:
        assert wordings(desk) == first
        assert desk.everything() == desks[0].everything()
    author = desks[0]
    assert len(unchecked.open_in_draft(author.course, author.overlaps())) == len(first)
    for ident in first:
        with pytest.raises(Refused, match=r"taken back already[^“]*It is open"):
            undoing.take_back_by_name(author.ws, ident)
    publishing.publish(author.ws, author.course, "Ready?")
    version = author.course.facts.ordered_versions()[-1]
    with pytest.raises(Refused):
        publishing.release(author.ws, author.course, version)


@pytest.mark.parametrize("how", ["differ", "anew", "same"])
def test_one_of_two_choices_made_apart_is_taken_back(
    team: Team, two: tuple[Desk, Desk], how: str
) -> None:
    """Each takes back what they chose themselves, and the other's choice closes nothing."""
    author, colleague = two
    first = disagree_everywhere(team, author, colleague)
    settle_all(author, "2" if how == "same" else "1", "Mine." if how == "anew" else "")
    settle_all(colleague, "2", "Theirs." if how == "anew" else "")
    team.sync_all()
    assert bool(author.overlaps()) == (how != "same")
    if how == "anew":
        while take_last_choice_back(author.ws, author.course.log):
            pass  # as the window does
    else:
        take_all_back(two, first)
    assert_open(team, two, first)
    assert (how == "anew") == ("Theirs." in author.text(node(author, "Feedback").id))
    assert not any(take_last_choice_back(desk.ws, desk.course.log) for desk in two)
    settle_all(colleague, "merged")
    team.sync_all()
    assert not author.overlaps()


def test_what_a_third_settled_is_taken_back_by_either_name(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    """First the last choice, of whomever; then one's own, and no choice of others that differ."""
    author, colleague = two
    third = team.join("Third", "author")
    first = disagree_everywhere(team, author, colleague)
    settle_all(author, "1")
    settle_all(colleague, "2")
    team.sync_all()
    third.title = author.title
    apart = wordings(third)
    assert apart.keys().isdisjoint(first)
    settle_all(third, "merged")
    team.sync_all()
    assert not author.overlaps()
    for number, ident in enumerate(ident for ident in first if first[ident] != {"Ways", "Walk"}):
        undoing.take_back_by_name((third, colleague)[number % 2].ws, ident)
    team.sync_all()
    assert [wordings(desk) for desk in (*two, third)] == [apart] * 3, "with its heading, a title"
    for ident in (*first, *apart):
        with pytest.raises(Refused, match="Others chose apart"):
            undoing.take_back_by_name(third.ws, ident)
    for ident in apart:
        if ident in wordings(author):
            undoing.take_back_by_name(author.ws, ident)
    assert_open(team, (*two, third), first)
