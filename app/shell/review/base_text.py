"""The text that somebody has before their eyes, and the state that what they say of it is on."""

from __future__ import annotations

from dataclasses import dataclass

from app.shell.course.course_desk import CourseDesk
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState


@dataclass(frozen=True)
class BaseText:
    """A lesson's text as it is on show; `state` is None while what is typed is not sealed.

    `selection` are code points of it: where a selection was begun, and the caret.
    """

    log: LogId
    lesson: NodeId
    text: str
    state: TextState | None
    selection: tuple[int, int]


def base_text(course: CourseDesk) -> BaseText | None:
    """Tell what is on show: today's draft, or a version's text; None if that lacks the lesson."""
    writing, instead = course.writing, course.instead
    if instead is not None:
        read = instead.read
        if read is None or instead.lesson != course.lesson:
            return None
        text = read.today.text
        before = text.split("\n")[: course.preview.chosen_line]
        at = min(len(text), sum(len(line) + 1 for line in before))
        now = read.today.state
        return BaseText(read.course.log, instead.lesson, text, now, (at, at))
    log, lesson = writing.log, writing.lesson
    if log is None or lesson is None:
        return None
    editor = course.page.pane.editor
    return BaseText(log, lesson, editor.text(), writing.base(), editor.selection())
