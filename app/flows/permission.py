"""Say early what the server would refuse, so that nobody works for nothing."""

from __future__ import annotations

from typing import cast

from sync.model.errors import Refused
from sync.model.kinds import may_write
from sync.model.language import mark, say
from sync.model.limits import WEAVING_RULES
from sync.model.people import Role
from sync.workspace.courses import Course

_CAN = {
    "reader": mark("In “{title}” you can read, not this."),
    "reviewer": mark("In “{title}” you can comment, suggest and approve, not this."),
    "author": mark("In “{title}” you can write, not this."),
    "owner": mark("In “{title}” you can do everything, not this."),
}


def may(course: Course, kind: str) -> bool:
    """Tell whether this workspace's person may write this kind of fact in the course."""
    if is_of_newer(course):
        return False
    if course.row.standing == "private":
        return True
    if course.row.standing != "shared":
        return False
    return may_write(cast("Role", course.row.role), kind)


def is_only_looked_at(course: Course) -> bool:
    """Tell whether a course is read where nothing can be written: it was withdrawn by no server."""
    return course.row.standing == "readonly" and not course.row.server


def is_of_newer(course: Course) -> bool:
    """Tell whether a course follows rules of weaving that only a newer application knows."""
    return course.facts.rules > WEAVING_RULES


def must_be_allowed(course: Course, kind: str) -> None:
    """Raise Refused, in the person's words, where the permission table says no."""
    if may(course, kind):
        return
    if is_of_newer(course):
        raise Refused(
            say(
                "“{title}” was made with a newer Coursefolk: it can only be read.",
                title=course.title,
            ),
            safe=say("It is as it was, and what its people write goes on coming."),
            mend=say("Install the newest Coursefolk to write in it."),
        )
    if is_only_looked_at(course):
        raise Refused(
            say("You only look at “{title}” here, so it cannot be changed.", title=course.title),
            safe=say("It is as it was."),
            mend=say("Open it where it may be written."),
        )
    if course.row.standing in ("readonly", "closed"):
        raise Refused(
            say("“{title}” can only be read here now.", title=course.title),
            safe=say("Everything you wrote in it is kept."),
            mend=say("Ask an owner of the space for access."),
        )
    is_reviewer = course.row.role == "reviewer"
    raise Refused(
        say(_CAN.get(course.row.role, _CAN["reader"]), title=course.title),
        safe=say("Nothing was changed."),
        mend=say("Make a suggestion instead.") if is_reviewer else say("Ask an owner."),
    )
