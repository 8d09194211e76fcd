"""Write in a lesson: read its text, take an edit in, keep what is being typed."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.changes import Changes, changed
from app.flows.permission import must_be_allowed
from sync.model.errors import BadInput
from sync.model.ids import NodeId, sha_of
from sync.model.language import say
from sync.model.limits import is_too_long
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.lessons import Today
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Edited:
    """What became of an edit."""

    changes: Changes
    today: Today

    @property
    def changed(self) -> bool:
        """Tell whether there was anything to write."""
        return bool(self.changes.facts)


def read(ws: Workspace, course: Course, lesson: NodeId) -> Today:
    """Read a lesson as it stands, with what a window holds and has not sealed."""
    return ws.lessons.seen_now(course.log, lesson)


def edit(
    ws: Workspace, course: Course, lesson: NodeId, text: str, base: TextState | None = None
) -> Edited:
    """Take a whole text in as an edit of `base`, today's text if not given.

    What others wrote since `base` is woven in; where both changed one place an overlap is shown.
    """
    must_be_allowed(course, "text.revised")
    check_text(text)
    if base is None:
        ws.lessons.seal(lesson)
        base = ws.lessons.today(course.log, lesson).state
    else:
        check_state(ws, course, lesson, base)
    fact = ws.lessons.revise(course.log, lesson, text, base)
    return Edited(changed(course.log, [fact]), ws.lessons.today(course.log, lesson))


def check_state(ws: Workspace, course: Course, lesson: NodeId, base: TextState) -> None:
    """Refuse a state that is not one of this lesson: an edit of it would garble the text."""
    same = sha_of(ws.lessons.text_at(course.log, lesson, base)) == base.sha
    if not same and not ws.lessons.is_struck(course.log, lesson):
        raise BadInput(
            say("That text state is not one of this lesson."),
            safe=say("Nothing was changed."),
            mend=say("Take the one that “coursefolk cat --json” printed."),
        )


def check_text(text: str) -> None:
    """Refuse what cannot be a lesson: carriage returns are the file's matter, not the text's."""
    try:
        too_long = is_too_long(text)
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput(
            say("This text holds half a character (a lone surrogate) and is not valid Unicode."),
            safe=say("Nothing was changed."),
            mend=say("Take that character out, or write it anew."),
        ) from error
    if too_long:
        raise BadInput(
            say("This text has {count:,} characters; a lesson can have 8 MB.", count=len(text)),
            safe=say("Nothing was changed."),
            mend=say("Split it into several lessons."),
        )
