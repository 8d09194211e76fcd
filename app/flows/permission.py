"""Say early what the server would refuse, so that nobody works for nothing."""

from __future__ import annotations

from typing import cast

from sync.model.errors import Refused
from sync.model.kinds import may_write
from sync.model.people import Role
from sync.workspace.courses import Course

_CAN = {
    "reader": "read",
    "reviewer": "comment, suggest and approve",
    "author": "write",
    "owner": "do everything",
}


def may(course: Course, kind: str) -> bool:
    """Tell whether this workspace's person may write this kind of fact in the course."""
    if course.row.standing == "private":
        return True
    if course.row.standing != "shared":
        return False
    return may_write(cast("Role", course.row.role), kind)


def must_be_allowed(course: Course, kind: str) -> None:
    """Raise Refused, in the person's words, where the permission table says no."""
    if may(course, kind):
        return
    if course.row.standing in ("readonly", "closed"):
        raise Refused(
            f"“{course.title}” can only be read here now.",
            safe="Everything you wrote in it is kept.",
            mend="Ask an owner of the space for access.",
        )
    can = _CAN.get(course.row.role, "read")
    mend = "Make a suggestion instead." if course.row.role == "reviewer" else "Ask an owner."
    raise Refused(
        f"In “{course.title}” you can {can}, not this.", safe="Nothing was changed.", mend=mend
    )
