"""Two people write apart for a month, and meet: how long the merge takes, and what is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.flows.lesson import writing
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import wall_ms
from tests.benchmarks.people import serving, share_course
from tests.benchmarks.place import Place

MOST_S = 5.0
LESSONS, EDITS = 40, 2_000
QUICK_EDITS = 200


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Edit the same lessons on two laptops without a network, then sync both."""
    edits = QUICK_EDITS if quick else EDITS
    folder = place.new_folder("month")
    with (
        serving(place.new_folder("server")) as server,
        server.join(folder / "author", "author") as author,
        server.join(folder / "colleague", "colleague") as colleague,
    ):
        log = share_course(author, place.course(LESSONS))
        syncing.sync(author)
        syncing.sync(colleague)
        desks = [
            Desk(name, ws, author.courses.open(log).id) for name, ws in _by_name(author, colleague)
        ]
        written = set[str]().union(*(_write_apart(desk, edits) for desk in desks))
        desks[0].sync()
        took = wall_ms(desks[1].sync) / 1000
        overlaps = len(desks[1].overlaps())
        desks[0].sync()
        lost = len(written - desks[1].shown_words()) + len(written - desks[0].shown_words())
        assert overlaps, "they must have met somewhere"
        assert desks[0].everything()["texts"] == desks[1].everything()["texts"]
    also = f"0 words lost (lost {lost}; {overlaps} overlaps)"
    name = f"a month apart, {edits:,} edits a side: the round that merges them"
    yield line(name, took, "s", "no other tool was asked", Reach(MOST_S, None, also, lost == 0))


def _by_name(author: Workspace, colleague: Workspace) -> list[tuple[str, Workspace]]:
    return [("author", author), ("colleague", colleague)]


def _write_apart(desk: Desk, edits: int) -> set[str]:
    """Put words of one's own in lessons chosen by chance, each edit a revision; give the words."""
    chance = random.Random(desk.name)
    course = desk.course
    texts = {node.id: desk.text(node.id) for node in course.outline.lessons()}
    nodes: list[NodeId] = sorted(texts)
    put: set[str] = set()
    for number in range(edits):
        node = chance.choice(nodes)
        rows = texts[node].split("\n")
        at = chance.choice([n for n, row in enumerate(rows) if len(row) > 40])
        word = f"{desk.name}{number}"
        words = rows[at].split(" ")
        words.insert(chance.randint(1, len(words)), word)
        rows[at] = " ".join(words)
        texts[node] = "\n".join(rows)
        writing.edit(desk.ws, course, node, texts[node])
        put.add(word)
    return put
