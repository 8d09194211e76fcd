"""Draw the ways through an exported site: the outline, the trail, before and next."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from editor.formats.site_paths import relative
from editor.formats.values import CourseOut, NodeOut
from sync.model.ids import NodeId
from sync.model.language import say, say_many

WHOLE_UP_TO = 60
"""A course of more lessons shows each page only what is near it, else pages grow with it."""
NEARBY = 20
INDEX = "index.html"


class Outline:
    """The outline of one course, as links between the pages given by lesson."""

    def __init__(self, course: CourseOut, pages: Mapping[NodeId, str]) -> None:
        self._course = course
        self._pages = pages
        self._nodes = {node.id: node for node in course.nodes}
        self._numbers = {node.id: n for n, node in enumerate(course.lessons)}
        self._modules = {
            node.id: f"m-{n}"
            for n, node in enumerate(node for node in course.nodes if node.kind == "module")
        }
        self._below: dict[str, list[NodeOut]] = {}
        for node in course.nodes:
            self._below.setdefault(node.parent, []).append(node)

    def number(self, lesson: NodeOut) -> int:
        """Count from 1 in reading order."""
        return self._numbers[lesson.id] + 1

    def trail(self, lesson: NodeOut) -> str:
        """List the modules above a lesson, the outermost first."""
        page = self._pages[lesson.id]
        steps = [
            f'<a href="{relative(page, INDEX)}#{self._modules[module.id]}" dir="auto">'
            f"{escape(module.title)}</a>"
            for module in self._above(lesson)
        ]
        return ' <span aria-hidden="true">›</span> '.join(steps)

    def whole(self, page: str, here: NodeOut | None = None) -> str:
        """Draw all of it, as seen from a page."""
        rows: list[str] = ["<ol>"]
        depth = [""]
        for node in self._course.nodes:
            while len(depth) > 1 and depth[-1] != node.parent:
                depth.pop()
                rows.append("</ol></li>")
            if node.kind == "module":
                anchor = f' id="{self._modules[node.id]}"' if here is None else ""
                rows.append(
                    f'<li class="module"{anchor}><span dir="auto">{escape(node.title)}</span>'
                )
                rows.append("<ol>")
                depth.append(node.id)
            else:
                rows.append(self._row(node, page, here))
        rows.append("</ol></li>" * (len(depth) - 1) + "</ol>")
        return "\n".join(rows)

    def nearby(self, lesson: NodeOut) -> str:
        """Draw the outline of a page: all of a small course, else the lessons around this one."""
        page = self._pages[lesson.id]
        lessons = self._course.lessons
        if len(lessons) <= WHOLE_UP_TO:
            return self.whole(page, lesson)
        at = self._numbers[lesson.id]
        near = [
            node
            for node in lessons[max(0, at - NEARBY) : at + NEARBY + 1]
            if node.parent == lesson.parent
        ]
        rows = "\n".join(self._row(node, page, lesson) for node in near)
        words = escape(say_many("The {count} lesson", "All {count} lessons", len(lessons)))
        whole = f'<p><a href="{relative(page, INDEX)}">{words}</a></p>'
        return f"<ol>\n{rows}\n</ol>\n{whole}"

    def onward(self, lesson: NodeOut) -> str:
        """Link to the lesson before and the next; after the last, to the index."""
        page = self._pages[lesson.id]
        at = self._numbers[lesson.id]
        lessons = self._course.lessons
        parts = []
        if at > 0:
            parts.append(self._step(page, lessons[at - 1], "prev", say("Before")))
        if at + 1 < len(lessons):
            parts.append(self._step(page, lessons[at + 1], "next", say("Next")))
        else:
            to = relative(page, INDEX)
            end, every = escape(say("The end")), escape(say("All lessons"))
            parts.append(f'<a class="next" href="{to}"><span>{end}</span>{every}</a>')
        return "\n".join(parts)

    def _step(self, page: str, to: NodeOut, rel: str, words: str) -> str:
        href = relative(page, self._pages[to.id])
        return (
            f'<a class="{rel}" rel="{rel}" href="{href}"><span>{escape(words)}</span>'
            f"<bdi>{escape(to.title)}</bdi></a>"
        )

    def _row(self, node: NodeOut, page: str, here: NodeOut | None) -> str:
        current = ' aria-current="page"' if here is not None and node.id == here.id else ""
        href = relative(page, self._pages[node.id])
        return f'<li><a href="{href}"{current} dir="auto">{escape(node.title)}</a></li>'

    def _above(self, lesson: NodeOut) -> list[NodeOut]:
        above: list[NodeOut] = []
        at = lesson.parent
        while at in self._nodes and len(above) < len(self._nodes):
            above.append(self._nodes[NodeId(at)])
            at = above[-1].parent
        return above[::-1]
