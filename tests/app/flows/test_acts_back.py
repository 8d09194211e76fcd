"""Each act beside typing is taken back as one, by its name, by a workspace opened anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.flows.acts.taking_acts_back import take_act_back, take_last_choice_back
from app.flows.courses import outlining
from app.flows.finding import replacing
from app.flows.finding.replacing import Chosen
from app.flows.overlaps import merging, undoing
from app.flows.review import deciding, suggesting
from app.flows.sharing.taking_back import take_back
from app.flows.versions import publishing, recovering
from app.shell.course.overlap_acts import settle
from sync.model.ids import LogId, NodeId
from sync.store import acts
from sync.store.acts import ActOver, KeptAct
from sync.workspace.opening import Workspace
from sync.workspace.sharing import share
from tests.app.flows.test_replacing import words
from tests.app.flows.test_taking_back import Two

Act = Callable[[], object]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def accept(two: Two) -> Act:
    for lesson, old in ((two.one, "effect"), (two.two, "Text.")):
        text = two.colleague.text(lesson).replace(old, "trace")
        suggesting.suggest(two.colleague.ws, two.colleague.course, lesson, text, "Better")
    two.meet()
    made = deciding.open_by(two.author.course, two.colleague.ws.identity.person)
    assert len(made) == 2
    return lambda: deciding.accept_all(two.author.ws, two.author.course, made)


def choose(two: Two) -> Act:
    two.writes(two.author, "effect", "outcome")
    two.writes(two.colleague, "effect", "trace")
    two.meet()
    [view] = merging.overlaps(two.author.ws, two.author.course)
    return lambda: settle(two.author.ws, two.post.log, view.id, "theirs", None)


def replace(two: Two) -> Act:
    ws, log = two.author.ws, two.post.log
    found = replacing.look_through(ws, log, (two.one, two.two), words("x", "Z"))
    chosen = [Chosen(one.lesson, one.text, one.edits) for one in found]
    return lambda: replacing.replace_in_course(ws, log, chosen)


def go_back(two: Two) -> Act:
    two.writes(two.colleague, "effect", "trace")
    two.writes(two.colleague, "Text.", "Other text.", two.two)
    batch = two.bring()
    return lambda: take_back(two.author.ws, batch)


def bring_back(two: Two) -> Act:
    ws, course = two.author.ws, two.author.course
    publishing.publish(ws, course)
    for lesson, old in ((two.one, "effect"), (two.two, "Text.")):
        two.writes(two.author, old, "trace", lesson)
    [version] = two.author.course.facts.versions.values()
    return lambda: recovering.restored(
        ws, two.author.course, lambda now: publishing.restore(ws, now, now.log, version), "Before"
    )


def texts(two: Two) -> tuple[str, str]:
    return two.author.text(two.one), two.author.text(two.two)


def over(two: Two) -> tuple[ActOver, ...]:
    return two.author.ws.store.acts.over(two.one)


@pytest.mark.parametrize("prepare", [accept, choose, replace, go_back, bring_back])
def test_an_act_goes_back_as_one_after_a_restart_and_what_came_since_stays(
    two: Two, prepare: Callable[[Two], Act]
) -> None:
    act = prepare(two)
    before, overlaps = texts(two), len(merging.overlaps(two.author.ws, two.author.course))
    act()
    assert texts(two) != before
    folder = two.author.ws.store.folder
    two.author.ws.close()
    two.author.ws = Workspace.open(folder)
    two.writes(two.colleague, "Thank the author", "Thank her")
    two.meet()
    [last] = over(two)
    undone = take_act_back(two.author.ws, last.ident)
    assert undone is not None
    assert texts(two) == (before[0].replace("Thank the author", "Thank her"), before[1])
    assert len(merging.overlaps(two.author.ws, two.author.course)) == overlaps
    assert over(two) == ()
    assert take_act_back(two.author.ws, last.ident) is None
    two.meet()
    assert two.colleague.text(two.one) == two.author.text(two.one)


@pytest.mark.parametrize("prepare", [choose, replace, go_back, bring_back])
def test_an_act_that_was_taken_back_another_way_is_none_any_more(
    two: Two, prepare: Callable[[Two], Act]
) -> None:
    """By `confirm --undo`, on the page of replacing, by the receipt, by `restore --undo`."""
    prepare(two)()
    [last] = over(two)
    ws = two.author.ws
    if prepare is choose:
        [body] = [b for said in two.author.course.facts.confirmations.values() for _, b in said]
        undoing.take_back_by_name(ws, body.overlaps[0])
    elif prepare is replace:
        done = replacing.last_replaced(ws, two.post.log)
        assert done is not None
        replacing.take_back(ws, done)
    elif prepare is bring_back:
        recovering.take_back(ws, two.author.course, recovering.last_restored(ws, two.author.course))
    else:
        take_back(ws, two.last())
    stood = texts(two)
    assert take_act_back(ws, last.ident) is None
    assert take_last_choice_back(ws, two.post.log) is None
    assert texts(two) == stood


def test_words_replaced_before_a_course_was_shared_go_back_in_the_shared_one(
    tmp_path: Path,
) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Course")
        [one] = outlining.add(ws, course, "lesson", "One", text="A colour.\n\nEnd.\n").nodes
        [found] = replacing.look_through(ws, course.log, [one], words("colour", "hue"))
        chosen = [Chosen(found.lesson, found.text, found.edits)]
        replacing.replace_in_course(ws, course.log, chosen)
        log = share(ws.store, ws.ledger, ws.lessons, ws.courses.open(course.log), None)
        today = ws.lessons.today(log, one)
        ws.lessons.revise(log, one, today.text.replace("End", "The end"), today.state)
        [last] = ws.store.acts.over(one)
        assert take_act_back(ws, last.ident) is not None
        assert ws.lessons.today(log, one).text == "A colour.\n\nThe end.\n"


def test_the_oldest_acts_go_and_one_that_the_disk_changed_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "MOST_ACTS", 2)
    lesson = NodeId("l")
    with Workspace.open(tmp_path / "ws") as ws:
        for name in "abc":
            ws.store.acts.keep(KeptAct(name, LogId("log"), "chosen", "[]"), [lesson])
        assert [one.ident for one in ws.store.acts.over(lesson)] == ["b", "c"]
        ws.store.connection.run("UPDATE acts SET act='[1]' WHERE ident='c'")
        assert ws.store.acts.get("c") is None
        assert take_act_back(ws, "c") is None
        assert [one.ident for one in ws.store.acts.over(lesson)] == ["b"]
