"""Write to a store until killed; say of each commit, after it, what must be there from then on.

Called with the workspace's folder, a seed, and the size beyond which no file may grow, or nothing.
"""

from __future__ import annotations

import os
import random
import resource
import sys
from pathlib import Path

from sync.model.errors import PersonCanMend
from sync.model.ids import NodeId, sha_of
from sync.store.drafts import Draft
from sync.store.opening import Store
from tests.sync.store.facts_written import LESSON, LOG, SHARED, Author, state_of


def say(*words: str) -> None:
    """Tell the watching test at once, past every buffer."""
    os.write(1, (" ".join(words) + "\n").encode())


def write(folder: Path, rng: random.Random) -> None:
    """Make commits of every sort, without end."""
    store = Store.open(folder)
    author = Author()
    if store.log.log(LOG) is None:
        store.log.add_log(SHARED)
    kept = store.log.facts(LOG)[-1:]
    author.clock = store.log.top_clock(LOG)
    working = store.texts.working(LESSON)
    text = working.text if working else ""
    if working is None:
        store.texts.begin(LOG, LESSON, state_of(""), "")
    say("open")
    while True:
        sort = rng.randrange(8)
        if sort < 3:
            facts = [author.revision("word " * rng.randrange(900), kept) for _ in range(2)]
            with store.writing():
                store.log.add(facts)
            kept = facts[-1:]
            say("fact", facts[0].id)
            say("fact", facts[1].id)
        elif sort < 6:
            start = rng.randrange(len(text) + 1)
            text = text[:start] + "é" + text[start:]
            store.texts.journal(LESSON, [(start, 0, "é")])
            say("typed", str(len(text)))
        elif sort == 6:
            drafted = "draft " * rng.randrange(900)
            lesson = NodeId(str(rng.randrange(9)))
            store.drafts.put(Draft(LOG, lesson, state_of(drafted), 1, 0), drafted, b"[]")
            store.search.refresh(limit=3)
            say("draft", lesson)
        else:
            say("media", store.media.put(sha_of(str(rng.random())).encode() * 50))


if __name__ == "__main__":
    if sys.argv[3]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    try:
        write(Path(sys.argv[1]), random.Random(int(sys.argv[2])))
    except PersonCanMend as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
