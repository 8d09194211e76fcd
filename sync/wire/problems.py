"""Problems that a server can answer with (RFC 9457), as one table that both sides read.

A server speaks English, and the name of a problem is stable; a laptop says it in its language.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from sync.model.language import mark

PROBLEM_JSON = "application/problem+json"
BASE = "urn:coursefolk:problem:"


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body of an answer that says no: `detail` for people, and its three parts apart."""

    type: str
    title: str
    status: int
    detail: str = ""
    what: str = ""
    safe: str = ""
    mend: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """What happened, what is safe, what to do: in English, as a server says it."""
        return self.what, self.safe, self.mend

    @property
    def name(self) -> str:
        """The name in the table below, empty for a stranger's problem."""
        return self.type.removeprefix(BASE) if self.type.startswith(BASE) else ""


@dataclass(frozen=True)
class ProblemKind:
    """One kind of problem: status, title, what is safe and what to do."""

    status: int
    title: str
    safe: str
    mend: str


KEPT = mark("Nothing is lost: all is kept on this computer.")

PROBLEMS: dict[str, ProblemKind] = {
    "damaged": ProblemKind(400, "Damaged on the way", KEPT, mark("It will be sent again.")),
    "not-understood": ProblemKind(
        400, "Not understood", KEPT, mark("Update Coursefolk on this computer or on the server.")
    ),
    "server-too-old": ProblemKind(
        400, "The server is too old", KEPT, mark("Ask whoever runs the server to update it.")
    ),
    "client-too-old": ProblemKind(
        426, "This Coursefolk is too old", KEPT, mark("Update Coursefolk on this computer.")
    ),
    "no-token": ProblemKind(401, "Not signed in", KEPT, mark("Connect with an invite.")),
    "token-withdrawn": ProblemKind(
        401,
        "Access withdrawn",
        mark("Everything on this computer stays here and can be read, edited and exported."),
        mark("Ask an owner of the space for a new invite and connect again."),
    ),
    "token-unknown": ProblemKind(
        401,
        "Not known here",
        mark("Nothing was taken in. Your words wait here, and the courses stay as they are."),
        mark("Ask whoever runs the server, or connect again with a new invite."),
    ),
    "not-yours": ProblemKind(403, "Not allowed", KEPT, mark("Ask an owner of the space.")),
    "wrong-invite": ProblemKind(
        403,
        "Not an invite of this server",
        mark("Nothing was changed."),
        mark("Copy the whole invite again, or ask for a new one."),
    ),
    "used-invite": ProblemKind(
        403,
        "Invite used",
        mark("Nothing was changed."),
        mark("Ask an owner of the space for a new invite."),
    ),
    "old-invite": ProblemKind(
        403,
        "Invite expired",
        mark("Nothing was changed."),
        mark("Ask an owner of the space for a new invite."),
    ),
    "not-proven": ProblemKind(
        403,
        "Not proven",
        mark("Nothing was changed."),
        mark("Connect again from the computer that asked."),
    ),
    "no-name": ProblemKind(
        400,
        "No name",
        mark("Nothing was changed."),
        mark("Give the name that colleagues know."),
    ),
    "name-taken": ProblemKind(
        409,
        "Signed in elsewhere",
        mark("Nothing was changed."),
        mark("Use the workspace that signed in first, or begin with a new workspace."),
    ),
    "nothing-here": ProblemKind(
        404, "Nothing here", KEPT, mark("Check the address of the server.")
    ),
    "not-so": ProblemKind(405, "Not so", KEPT, mark("Update Coursefolk on this computer.")),
    "other-offset": ProblemKind(
        409, "Another offset", KEPT, mark("It goes on from there by itself.")
    ),
    "too-large": ProblemKind(413, "Too large", KEPT, mark("Make it smaller, or split it.")),
    "other-bytes": ProblemKind(422, "Other bytes than named", KEPT, mark("It will be sent again.")),
    "too-often": ProblemKind(429, "Too often", KEPT, mark("Wait a little; it goes on by itself.")),
    "too-slow": ProblemKind(408, "Too slow", KEPT, mark("It will be tried again.")),
    "our-mistake": ProblemKind(
        500, "A mistake of the server", KEPT, mark("It will be tried again; the server noted it.")
    ),
    "busy": ProblemKind(503, "The server is busy", KEPT, mark("It will be tried again.")),
    "disk-trouble": ProblemKind(
        507,
        "The server cannot store",
        KEPT,
        mark("Tell whoever runs the server; it is tried again."),
    ),
}


def problem(name: str, what: str) -> Problem:
    """Build a problem of the table; `what` says in one sentence what happened."""
    kind = PROBLEMS[name]
    detail = " ".join((what, kind.safe, kind.mend))
    return Problem(BASE + name, kind.title, kind.status, detail, what, kind.safe, kind.mend)
