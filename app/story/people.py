"""The two people of the story, each with a laptop of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.review import commenting
from app.flows.sharing import syncing
from sync.model.ids import NodeId
from sync.model.nodes import Node
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass
class Desk:
    """One person at a laptop: a workspace and the course in it."""

    name: str
    ws: Workspace
    title: str = ""

    @classmethod
    def sit_down(cls, name: str, folder: Path) -> Desk:
        """Open a workspace of one's own."""
        return cls(name, Workspace.open(folder))

    @property
    def course(self) -> Course:
        """The course as it is here now."""
        return self.ws.courses.at(self.title)

    def text(self, lesson: NodeId) -> str:
        """Read a lesson as it is here now."""
        return writing.read(self.ws, self.course, lesson).text

    def replace(self, lesson: NodeId, old: str, new: str) -> None:
        """Change words of a lesson, as an edit of its text of now."""
        text = self.text(lesson)
        assert text.count(old) == 1, "the story edits words that stand once"
        writing.edit(self.ws, self.course, lesson, text.replace(old, new))

    def sync(self) -> dict[str, object]:
        """Sync by hand."""
        return syncing.sync(self.ws)

    def overlaps(self) -> list[merging.OverlapView]:
        """List what is to be checked."""
        return merging.overlaps(self.ws, self.course)

    def threads(self) -> list[commenting.PlacedThread]:
        """List the comments and where they stand."""
        return commenting.threads(self.ws, self.course)

    def everything(self) -> dict[str, object]:
        """Give all that two laptops with the same facts must show alike."""
        course = self.course
        return {
            "outline": [(n.id, n.parent, n.title, d) for n, d in course.outline.walk()],
            "found": course.outline.found,
            "texts": {n.id: self.text(n.id) for n in course.outline.lessons()},
            "overlaps": sorted(view.id for view in self.overlaps()),
            "threads": [(p.thread.id, p.spot.start, p.spot.end) for p in self.threads()],
            "suggestions": sorted((i, s.stands) for i, s in course.facts.suggestions.items()),
            "versions": [(v.number, v.hash, v.state) for v in course.facts.ordered_versions()],
            "files": {path: f.sha for path, f in course.facts.files_now().items()},
        }

    def shown_words(self) -> set[str]:
        """Collect every word that stands in a lesson or is shown in an overlap."""
        words: set[str] = set()
        for node in self.course.outline.lessons():
            words |= words_of(self.text(node.id))
        for view in self.overlaps():
            for wording in view.wordings:
                words |= words_of(wording.text)
        return words

    def lessons(self) -> list[Node]:
        """List the lessons in reading order."""
        return self.course.outline.lessons()


def words_of(text: str) -> set[str]:
    """Cut a text into words: runs of letters and digits."""
    return set(re.findall(r"\w+", text))
