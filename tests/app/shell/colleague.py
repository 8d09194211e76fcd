"""A colleague beside the window: another laptop whose facts come in as a sync would bring them."""

from __future__ import annotations

from pathlib import Path

from app.flows.lesson import writing
from sync.model.ids import LogId, NodeId
from sync.model.payloads import MemberSet
from sync.workspace.courses import Course
from sync.workspace.gate import Gate
from sync.workspace.opening import Workspace


class Colleague:
    """Somebody else with the same course; what they wrote comes to the laptop by `arrive`."""

    def __init__(self, laptop: Path, mine: Path, course: str) -> None:
        self._laptop, self._mine = laptop, mine
        with Workspace.open(mine) as me, Workspace.open(laptop) as other:
            opened = me.courses.at(course)
            self.log: LogId = opened.log
            other.store.log.add_log(opened.row)
            name = MemberSet(other.identity.person, "Colleague", "author")
            me.ledger.write(self.log, name)
        self.hear()

    def hear(self) -> None:
        """Take in all that the laptop of the window holds."""
        with Workspace.open(self._mine) as me, Workspace.open(self._laptop) as other:
            other.ledger.take(self.log, [stored.fact for stored in me.store.log.every(self.log)])

    def open(self) -> Workspace:
        """Sit down at the colleague's laptop."""
        return Workspace.open(self._laptop)

    def course(self, ws: Workspace) -> Course:
        """Open the course there."""
        return ws.courses.open(self.log)

    def replace(self, lesson: NodeId, old: str, new: str) -> None:
        """Write other words in a lesson."""
        with self.open() as ws:
            text = ws.lessons.today(self.log, lesson).text
            assert old in text
            writing.edit(ws, self.course(ws), lesson, text.replace(old, new))

    def arrive(self) -> None:
        """Let it all come to the laptop of the window, through the gate."""
        with Workspace.open(self._mine) as me, self.open() as other:
            facts = [stored.fact for stored in other.store.log.every(self.log)]
            gate = Gate(me)
            with me.store.writing():
                gate.expect(self.log, facts)
                new = me.store.log.add(facts)
                me.ledger.announce(self.log, new)
                gate.weigh(self.log, new)
