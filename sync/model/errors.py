"""The tree of errors: who must act?

CoursefolkError
├── PersonCanMend      the person can mend it: exit code 1
│   ├── NotFound           no such course, lesson, version, thread …
│   ├── Refused            a rule says no: role, open overlap, blocking check
│   ├── BadInput           a file, folder, name or value that cannot be taken
│   └── WorkspaceTrouble   the store cannot be used as it is
│       ├── DiskFull           there is no room to save
│       ├── MayNotWrite        the folder or the disk is read-only
│       ├── StoreDamaged       the file cannot be trusted; a backup can be brought back
│       └── OpenElsewhere      another window has it
├── WillBeTriedAgain   network or server: nothing is lost, it is tried again by itself: exit code 3
└── OurMistake         a broken promise of ours: exit code 70, with a crash report
"""

from __future__ import annotations


class CoursefolkError(Exception):
    """Say what happened, what is safe, and what to do, each in one plain sentence."""

    exit_code = 70

    def __init__(self, what: str, *, safe: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.mend = mend

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.mend) if part)


class PersonCanMend(CoursefolkError):
    """The person can mend it; the message says how."""

    exit_code = 1


class NotFound(PersonCanMend):
    """Nothing goes by that id, prefix or title, or several things do."""


class Refused(PersonCanMend):
    """A rule of the course or the space says no."""


class BadInput(PersonCanMend):
    """A file, folder, name or value that cannot be taken as it is."""


class WorkspaceTrouble(PersonCanMend):
    """The local store cannot be used as it is: damaged, full, read-only, newer, or in use."""


class DiskFull(WorkspaceTrouble):
    """The disk has no room; what could not be saved is still in the window."""


class MayNotWrite(WorkspaceTrouble):
    """The folder or the disk is read-only."""


class StoreDamaged(WorkspaceTrouble):
    """The file cannot be trusted; it is left untouched until a backup is brought back."""


class OpenElsewhere(WorkspaceTrouble):
    """Another window holds the workspace."""


class WillBeTriedAgain(CoursefolkError):
    """The network or the server failed; nothing is lost and it will be tried again."""

    exit_code = 3


class OurMistake(CoursefolkError):
    """We broke a promise of ours; the work is kept and a crash report is written."""

    exit_code = 70
