"""The steps back of my own edits, lesson by lesson: they outlast the window, and are never sent.

They are kept in the transaction that keeps what was typed, and speak of one text alone: of the
working text whose journal ends with `mark`, or, where that is empty, of the text of `state`. Where
the two do not fit together any more, or a row is not what was written, there are no steps.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection
from typing import Literal, TypeAlias

import msgspec

from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.store.connection import Connection
from sync.store.packing import seal
from sync.store.texts import Edit, written

Pile: TypeAlias = Literal["back", "forth"]
PILES: tuple[Pile, Pile] = ("back", "forth")
MOST_LESSONS = 300
"""In so many lessons steps are kept; those of the lesson written in longest ago go first."""


class Step(msgspec.Struct, frozen=True):
    """A change on a pile: mine, which takes one step, or what `arrived` over it."""

    edits: tuple[Edit, ...]
    mine: bool = True


class PileNews(msgspec.Struct, frozen=True):
    """What became of a pile: rows below `first` and from `start` on go, `steps` stand there."""

    first: int = 0
    start: int = 0
    steps: tuple[Step, ...] = ()

    @property
    def end(self) -> int:
        """The number that the next step will have."""
        return self.start + len(self.steps)


class StepsNews(msgspec.Struct, frozen=True):
    """What became of both piles since they were kept last, under the `key` of this history.

    With `anew` they are whole, and take the place of whatever was kept of the lesson.
    """

    key: str
    back: PileNews
    forth: PileNews
    anew: bool = False


class KeptSteps(msgspec.Struct, frozen=True):
    """The steps of one lesson; each pile is numbered from its `first` on."""

    key: str
    log: LogId
    state: TextState
    mark: str
    back: tuple[int, tuple[Step, ...]]
    forth: tuple[int, tuple[Step, ...]]


class Steps:
    """Steps back and forth by lesson."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(
        self, lesson: NodeId, log: LogId, state: TextState, mark: str, news: StepsNews
    ) -> bool:
        """Keep what is new; False if what was kept before was taken away meanwhile.

        Then its words were struck out, and whoever holds the rest in memory forgets it.
        """
        known = self._db.row("SELECT key FROM steps_kept WHERE lesson=?", (lesson,))
        if not news.anew and (known is None or known[0] != news.key):
            return False
        now = int(time.time() * 1000)
        with self._db.writing():
            if news.anew:
                self.forget(lesson)
            self._db.run(
                "INSERT INTO steps_kept (lesson, key, log, state, mark, saved, back, forth) "
                "VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (lesson) DO UPDATE SET log=excluded.log, "
                "state=excluded.state, mark=excluded.mark, saved=excluded.saved, "
                "back=excluded.back, forth=excluded.forth",
                (lesson, news.key, log, str(state), mark, now, news.back.end, news.forth.end),
            )
            self._put(lesson, "back", news.back)
            self._put(lesson, "forth", news.forth)
            if news.anew:
                self._prune()
        return True

    def stand_on(self, lesson: NodeId, before: str, state: TextState, mark: str = "") -> None:
        """Let steps go on from the text of a state: the working text was sealed into it.

        Those that did not lead from that working text, whose journal ended so, are forgotten.
        """
        with self._db.writing():
            changed = self._db.run(
                "UPDATE steps_kept SET state=?, mark=? WHERE lesson=? AND mark=?",
                (str(state), mark, lesson, before),
            )
            if not changed:
                self.forget(lesson)

    def of(self, lesson: NodeId) -> KeptSteps | None:
        """Read the steps of a lesson, None if there are none that are whole."""
        with self._db.reading():
            head = self._db.row(
                "SELECT key, log, state, mark, back, forth FROM steps_kept WHERE lesson=?",
                (lesson,),
            )
            if head is None:
                return None
            key, log, state, mark, *ends = head
            back, forth = (
                self._pile(lesson, pile, end) for pile, end in zip(PILES, ends, strict=True)
            )
        if back is None or forth is None:
            return None
        return KeptSteps(key, log, TextState.parse(state), mark, back, forth)

    def forget(self, lesson: NodeId) -> None:
        """Forget the steps of a lesson."""
        self._db.run("DELETE FROM steps_kept WHERE lesson=?", (lesson,))

    def forget_those_with(
        self, logs: Collection[LogId], named: Collection[NodeId], holds: Callable[[str], bool]
    ) -> list[NodeId]:
        """Forget the steps of lessons that are named, or whose steps hold what must not stay.

        Words may have gone sign by sign: all that one pile holds is looked at as one text, too,
        from the one end and from the other.
        """
        gone = []
        for lesson, log in self._db.rows("SELECT lesson, log FROM steps_kept"):
            if log in logs and (lesson in named or any(map(holds, self._texts(lesson)))):
                self.forget(lesson)
                gone.append(lesson)
        return gone

    def _texts(self, lesson: NodeId) -> list[str]:
        found = []
        for pile in PILES:
            rows = self._db.rows(
                "SELECT edits FROM steps WHERE lesson=? AND pile=? ORDER BY seq", (lesson, pile)
            )
            put = ["".join(edit[2] for edit in json.loads(row[0])) for row in rows]
            found += ["".join(put), "".join(reversed(put))]
        return found

    def _put(self, lesson: NodeId, pile: Pile, news: PileNews) -> None:
        self._db.run(
            "DELETE FROM steps WHERE lesson=? AND pile=? AND (seq<? OR seq>=?)",
            (lesson, pile, news.first, news.start),
        )
        rows = []
        for seq, step in enumerate(news.steps, news.start):
            edits = written(step.edits)
            sha = seal(edits, lesson, pile, str(seq), str(int(step.mine)))
            rows.append((lesson, pile, seq, int(step.mine), sha, edits))
        self._db.run_many(
            "INSERT INTO steps (lesson, pile, seq, mine, sha, edits) VALUES (?,?,?,?,?,?)", rows
        )

    def _pile(self, lesson: NodeId, pile: Pile, end: int) -> tuple[int, tuple[Step, ...]] | None:
        rows = self._db.rows(
            "SELECT seq, mine, sha, edits FROM steps WHERE lesson=? AND pile=? ORDER BY seq",
            (lesson, pile),
        )
        first = end - len(rows)
        steps = []
        for number, (seq, mine, sha, edits) in enumerate(rows, first):
            if seq != number or seal(str(edits), lesson, pile, str(seq), str(mine)) != sha:
                return None
            steps.append(Step(tuple(map(tuple, json.loads(edits))), bool(mine)))
        return first, tuple(steps)

    def _prune(self) -> None:
        self._db.run(
            "DELETE FROM steps_kept WHERE lesson IN "
            "(SELECT lesson FROM steps_kept ORDER BY saved DESC, lesson LIMIT -1 OFFSET ?)",
            (MOST_LESSONS,),
        )
