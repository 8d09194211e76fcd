"""Every kind of place that people can change apart: three laptops, any order, the same list on all.

The kinds are those that teams with poor networks have met for years.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.overlaps.broken import broken_now
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.model.ids import NodeId
from sync.model.outline import ROOT
from tests.journeys.conftest import Team

PARTS = (
    "First of all, look at the work with both eyes.",
    "Then say what you saw, and where you saw it.",
    "After that, ask what it was meant to be.",
    "At last, thank them for asking you.",
)
TEXT = "# Steps\n\n" + "\n\n".join(PARTS) + "\n"
QUIZ = "# Quiz\n\nWhich?\n\n" + "\n".join(
    f"[( )] {n}" for n in ("one", "two", "three", "four", "five")
)
Deed = Callable[[Desk, str], None]


def replaced(old: str, new: str) -> Deed:
    def do(desk: Desk, title: str) -> None:
        node = lesson(desk, title)
        writing.edit(desk.ws, desk.course, node, desk.text(node).replace(old, new))

    return do


def put(*parts: str) -> Deed:
    def do(desk: Desk, title: str) -> None:
        text = "# Steps\n\n" + "\n\n".join(parts) + "\n"
        writing.edit(desk.ws, desk.course, lesson(desk, title), text)

    return do


def renamed(title: str) -> Deed:
    def do(desk: Desk, old: str) -> None:
        node = desk.course.outline.nodes[lesson(desk, old)]
        outlining.rename(desk.ws, desk.course, node, title)

    return do


def moved(module: str) -> Deed:
    def do(desk: Desk, title: str) -> None:
        course = desk.course
        where = next(n.id for n, _ in course.outline.walk() if n.title == module)
        node = course.outline.nodes[lesson(desk, title)]
        outlining.move(desk.ws, course, node, where, None)

    return do


def removed(desk: Desk, title: str) -> None:
    node = desk.course.outline.nodes[lesson(desk, title)]
    outlining.remove(desk.ws, desk.course, [node])


def lesson(desk: Desk, title: str) -> NodeId:
    return next(n.id for n in desk.lessons() if n.title == title)


one, two, three, four = PARTS
FOUND, OPEN = replaced("saw it", "found it"), replaced("both eyes", "open eyes")
KINDS: dict[str, tuple[tuple[Deed, ...], set[str]]] = {
    "both edited": (
        (replaced("both eyes", "your eyes"), replaced("both eyes", "open eyes")), {"both-edited"},
    ),
    "three edited": (
        (
            replaced("both eyes", "your eyes"),
            replaced("both eyes", "open eyes"),
            replaced("both eyes", "fresh eyes"),
        ),
        {"both-edited"},
    ),
    "removed and edited": ((put(one, three, four), FOUND), {"edited-deleted"}),
    "moved and edited": ((put(one, three, four, two), FOUND), {"moved-edited"}),
    "both reordered": (
        (put(two, one, three, four), put(one, three, two, four)),
        {"both-reordered"},
    ),
    "inserted at one place": (
        (put(one, "Be kind in all of it.", two, three, four),
         put(one, "Take all the time it needs.", two, three, four)),
        {"both-added"},
    ),
    "the same at different places": (
        (put(one, "Be kind in all of it, always and to everyone.", two, three, four),
         put(one, two, three, "Be kind in all of it, always and to everyone.", four)),
        {"twice-added"},
    ),
    "different paragraphs": ((OPEN, replaced("thank", "praise")), set()),
    "the same edit": ((OPEN,) * 2, set()),
    "both removed": ((put(one, three, four),) * 2, set()),
    "lesson removed and edited": ((removed, FOUND), {"removed-edited"}),
    "lesson moved and edited": ((moved("Left"), FOUND), set()),
    "lesson moved and removed": ((moved("Left"), removed), {"removed-moved"}),
    "moved to two places": ((moved("Left"), moved("Right")), {"both-moved"}),
    "both renamed": ((renamed("Ways"), renamed("Walk")), {"both-renamed", "both-edited"}),
}  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_every_laptop_lists_the_same_whatever_came_first(
    team: Team, order: tuple[int, int, int]
) -> None:
    desks = [team.join(name, "author" if n else "owner") for n, name in enumerate(("A", "B", "C"))]
    course = outlining.begin(desks[0].ws, "Kinds")
    for desk in desks:
        desk.title = course.id
    for module in ("Left", "Right"):
        outlining.add(desks[0].ws, desks[0].course, "module", module, ROOT)
    for title in KINDS:
        text = TEXT.replace("Steps", title) if title == "both renamed" else TEXT
        outlining.add(desks[0].ws, desks[0].course, "lesson", title, ROOT, text=text)
    outlining.add(desks[0].ws, desks[0].course, "lesson", "Quiz", ROOT, text=QUIZ)
    syncing.share(desks[0].ws, desks[0].course)
    team.sync_all()
    for title, (deeds, _) in KINDS.items():
        for desk, deed in zip(desks, deeds, strict=False):
            deed(desk, title)
    for desk, option in zip(desks, ("one", "five"), strict=False):
        replaced(f"[( )] {option}", f"[(X)] {option}")(desk, "Quiz")
    nodes = {title: lesson(desks[2], title) for title in KINDS}
    for _ in range(3):
        for number in order:
            desks[number].sync()
    everything = [desk.everything() for desk in desks]
    assert everything[0] == everything[1] == everything[2]
    listed = [
        [(v.id, v.lesson, v.kind, len(v.wordings)) for v in merging.overlaps(d.ws, d.course)]
        for d in desks
    ]
    assert listed[0] == listed[1] == listed[2]
    found = {
        title: {kind for _, node, kind, _ in listed[0] if node == nodes[title]} for title in KINDS
    }
    expected = {title: kinds for title, (_, kinds) in KINDS.items()}
    assert found == expected
    [wordings] = [n for _, node, _, n in listed[0] if node == nodes["three edited"]]
    assert wordings == 3, "more than two wordings at one place are one item with all of them"
    broken = [broken_now(desk.ws, desk.course) for desk in desks]
    assert broken[0] == broken[1] == broken[2]
    assert [one.rule for one in broken[0]] == ["two-right-answers"]
    settle_all(desks[order[0]])
    for _ in range(2):
        for number in order:
            desks[number].sync()
    assert [desk.overlaps() for desk in desks] == [[], [], []], "closed for everyone"
    assert desks[0].everything() == desks[1].everything() == desks[2].everything()


def settle_all(desk: Desk) -> None:
    while views := desk.overlaps():
        view = views[0]
        if view.item is None:
            merging.confirm_side(desk.ws, desk.course, view, "merged")
        else:
            merging.confirm(desk.ws, desk.course, view, view.merged)
