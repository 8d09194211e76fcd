"""First upload and first download of 1,000 lessons, in turn with git over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from app.flows.sharing import syncing
from sync.workspace.opening import Workspace
from tests.benchmarks.generated import REAL
from tests.benchmarks.git_over_http import Git, git_serving
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import Measured, interleaved, wall_ms
from tests.benchmarks.people import serving, share_course
from tests.benchmarks.place import SMALL, Place

MOST_RATIO = {"upload": 0.5, "download": 1.0}
MOST_REQUESTS = 4
NO_GIT = "git is not installed"


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Send a shared course whose facts wait, and fetch it into an empty workspace.

    git pushes what it has committed, and clones. Each server is a process of its own. Both sides
    of ours commit durably, and the fetched course is woven, listed and noted for the search.
    """
    ours = _Times()
    theirs = _Times()
    with ExitStack() as undo:
        contestants: dict[str, Measured] = {"ours": partial(_ours, place, ours)}
        if shutil.which("git"):
            git = undo.enter_context(git_serving(place.new_folder("git-server")))
            contestants["theirs"] = partial(_theirs, place, git, theirs)
        interleaved(contestants, 3 if quick else 7)
    for way, most in MOST_RATIO.items():
        took = max(ours.requests[way])
        also = f"<= {MOST_REQUESTS} requests (took {took})"
        reach = Reach(None, most, also, took <= MOST_REQUESTS)
        against = median(theirs.ms[way]) if theirs.ms[way] else NO_GIT
        yield line(f"first {way} of 1,000 lessons", median(ours.ms[way]), "ms", against, reach)


@dataclass
class _Times:
    ms: dict[str, list[float]] = field(default_factory=lambda: {way: [] for way in MOST_RATIO})
    requests: dict[str, list[int]] = field(default_factory=lambda: {way: [] for way in MOST_RATIO})


def _ours(place: Place, times: _Times) -> float:
    folder = place.new_folder("laptops")
    with serving(place.new_folder("server")) as server:
        with server.join(folder / "author", "author") as author:
            share_course(author, place.course(SMALL, REAL))
            sent = _timed(times, "upload", author)["sent"]
        with server.join(folder / "colleague", "colleague") as colleague:
            received = _timed(times, "download", colleague)["received"]
    assert sent >= SMALL <= received
    shutil.rmtree(folder)
    return 0.0


def _timed(times: _Times, way: str, ws: Workspace) -> dict[str, int]:
    done: dict[str, int] = {}
    times.ms[way].append(wall_ms(lambda: done.update(syncing.sync(ws))))
    times.requests[way].append(done["requests"])
    return done


def _theirs(place: Place, git: Git, times: _Times) -> float:
    folder = place.new_folder("repositories")
    address = git.new_repository()
    mine = Path(shutil.copytree(place.course(SMALL, REAL), folder / "mine"))
    git.commit_all(mine)
    times.ms["upload"].append(wall_ms(partial(git.push, mine, address)))
    times.ms["download"].append(wall_ms(partial(git.clone, address, folder / "theirs")))
    shutil.rmtree(folder)
    return 0.0
