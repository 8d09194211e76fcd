"""What can go wrong between a laptop and its server, put into words.

Interrupted      network, server, or damage on the way: tried again by itself
└── NotAServer   something else answers at the address: a portal, a proxy, another site
PersonCanMend    access, versions, certificate, address
SaidNo           within this room only: a problem of the server, on its way to one of the above
"""

from __future__ import annotations

from sync.model.errors import BadInput, CoursefolkError, PersonCanMend, Refused, WillBeTriedAgain
from sync.model.language import mark, say
from sync.wire.problems import KEPT, Problem

_AGAIN = mark("It will be tried again.")


class Interrupted(WillBeTriedAgain):
    """A round did not get through; `retry_after` is what the server asked to wait, in seconds."""

    def __init__(
        self, what: str, *, safe: str = "", mend: str = "", retry_after: float = 0.0
    ) -> None:
        super().__init__(what, safe=safe or say(KEPT), mend=mend or say(_AGAIN))
        self.retry_after = retry_after


class NotAServer(Interrupted):
    """Whatever answered does not speak this protocol."""


class SaidNo(CoursefolkError):
    """Carries a problem of the server; `patient` tells whether asking again may help at once."""

    def __init__(self, problem: Problem, retry_after: float) -> None:
        super().__init__(problem.what)
        self.problem = problem
        self.retry_after = retry_after

    @property
    def patient(self) -> bool:
        """Tell whether a flipped bit or a bad moment may be behind this."""
        return self.problem.name in _WORTH_A_TRY and self.retry_after < 3

    def as_failure(self) -> CoursefolkError:
        """Give what the caller of a sync gets to know.

        A server speaks English; what its words hold no values in is said in the person's language.
        """
        what, safe, mend = (say(text) for text in self.problem.parts)
        kind = _FOR_PEOPLE.get(self.problem.name)
        if kind is None:
            return Interrupted(what, safe=safe, mend=mend, retry_after=self.retry_after)
        return kind(what, safe=safe, mend=mend)


class AccessWithdrawn(Refused):
    """The access of this computer was withdrawn; for a while it may still send suggestions."""


_WORTH_A_TRY = frozenset(
    {
        "damaged",
        "not-understood",
        "no-token",
        "token-withdrawn",
        "token-unknown",
        "not-proven",
        "nothing-here",
        "not-so",
        "too-slow",
        "our-mistake",
        "busy",
    }
)
_FOR_PEOPLE: dict[str, type[PersonCanMend]] = {
    "server-too-old": PersonCanMend,
    "client-too-old": PersonCanMend,
    "no-token": Refused,
    "token-withdrawn": AccessWithdrawn,
    "token-unknown": Refused,
    "not-yours": Refused,
    "no-name": BadInput,
    "wrong-invite": BadInput,
    "used-invite": BadInput,
    "old-invite": BadInput,
    "not-proven": BadInput,
    "name-taken": Refused,
    "too-large": Refused,
    "not-understood": PersonCanMend,
}


def unreachable(host: str, error: Exception) -> CoursefolkError:
    """Put a failure below HTTP into words."""
    words = str(error).lower()
    if "certificate" in words and "verify" in words:
        return BadInput(
            say("The certificate of {host} is not trusted on this computer.", host=host),
            safe=say(KEPT),
            mend=say(
                "Check the date of this computer; a company's own certificate can be named "
                "in the settings."
            ),
        )
    if "timed out" in words:
        return Interrupted(say("{host} did not answer in time.", host=host))
    if "refused" in words:
        return Interrupted(say("Nothing answers at {host}: the server may be down.", host=host))
    if "resolve" in words or "name or service" in words or "getaddrinfo" in words:
        return Interrupted(say("{host} cannot be found: there may be no network.", host=host))
    return Interrupted(say("The connection to {host} broke.", host=host))


def not_a_server(host: str, status: int) -> NotAServer:
    """Say that something else answered."""
    return NotAServer(
        say(
            "What answers at {host} is not a Coursefolk server (status {status}): "
            "perhaps a sign-in page of the network, or another address.",
            host=host,
            status=status,
        ),
        mend=say("Check the network and the address; it will be tried again."),
    )
