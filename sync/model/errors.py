"""The tree of errors: who must act?

CoursefolkError
├── PersonCanMend      the person can mend it: exit code 1
│   ├── NotFound           no such course, lesson, version, thread …
│   ├── Refused            a rule says no: role, open overlap, blocking check
│   ├── BadInput           a file, folder, name or value that cannot be taken
│   └── WorkspaceTrouble   the store is damaged, full, read-only, newer, or held by another window
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


class WillBeTriedAgain(CoursefolkError):
    """The network or the server failed; nothing is lost and it will be tried again."""

    exit_code = 3


class OurMistake(CoursefolkError):
    """We broke a promise of ours; the work is kept and a crash report is written."""

    exit_code = 70
