"""One changed lesson, edited, sent and fetched, in workspaces of 1,000 and 10,000 lessons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from app.flows.sharing import syncing
from sync.workspace.opening import Workspace
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import Measured, interleaved, medians, wall_ms
from tests.benchmarks.people import Author, Served, serving, share_course
from tests.benchmarks.place import LARGE, SMALL, Place

MOST_RATIO = 1.5


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Let an author edit and send, and a colleague fetch, in turn for both sizes.

    The workspaces stay open, as in a window: what is left is what one change costs.
    """
    with ExitStack() as undo:
        contestants: dict[str, Measured] = {}
        for lessons in (SMALL, LARGE):
            server = undo.enter_context(serving(place.new_folder("server")))
            author, colleague = _two_people(place, server, lessons)
            undo.callback(author.ws.close)
            undo.callback(colleague.close)
            contestants[str(lessons)] = partial(wall_ms, partial(_once, author, colleague))
        for warming in contestants.values():
            warming()
        found = medians(interleaved(contestants, 10 if quick else 40))
    small, large = found[str(SMALL)], found[str(LARGE)]
    reach = Reach(None, MOST_RATIO)
    yield line("one changed lesson, 10,000 against 1,000", large, "ms", small, reach)


def _two_people(place: Place, server: Served, lessons: int) -> tuple[Author, Workspace]:
    ws = server.join(place.new_folder("author") / "ws", "author")
    log = share_course(ws, place.course(lessons))
    syncing.sync(ws)
    colleague = server.join(place.new_folder("colleague") / "ws", "colleague")
    syncing.sync(colleague)
    syncing.sync(ws)
    return Author(ws, log), colleague


def _once(author: Author, colleague: Workspace) -> None:
    author.edit()
    sent, received = syncing.sync(author.ws), syncing.sync(colleague)
    assert (sent["sent"], received["received"]) == (1, 1)
    assert (sent["requests"], received["requests"]) == (1, 1)
