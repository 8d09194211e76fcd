"""What can go wrong between a laptop and its server, put into words.

Interrupted      network, server, or damage on the way: tried again by itself
└── NotAServer   something else answers at the address: a portal, a proxy, another site
PersonCanMend    access, versions, certificate, address
├── AccessWithdrawn  the access was withdrawn
├── NotKnownThere    the server does not know this computer, which is no withdrawal
└── NotYourServer    another server than the one that is known answers at the address
SaidNo, Unproven within this room only: on their way to one of the above
"""

from __future__ import annotations

from sync.model.errors import BadInput, CoursefolkError, PersonCanMend, Refused, WillBeTriedAgain
from sync.model.ids import DeviceId
from sync.model.language import mark, say
from sync.model.server_words import words_of
from sync.wire.problems import KEPT, Problem

_AGAIN = mark("It will be tried again.")
_NOT_SENT = mark(
    "Nothing was sent and nothing was taken in. Everything is kept on this computer, and what "
    "waits goes on waiting."
)
_SENT = mark(
    "Nothing was taken in. Everything is kept on this computer, and what waits goes on waiting; "
    "this time it may have reached that server before it was known to be another."
)


class Interrupted(WillBeTriedAgain):
    """A round did not get through; `retry_after` is what the server asked to wait, in seconds."""

    def __init__(
        self, what: str, *, safe: str = "", mend: str = "", retry_after: float = 0.0
    ) -> None:
        super().__init__(what, safe=safe or say(KEPT), mend=mend or say(_AGAIN))
        self.retry_after = retry_after


class NotAServer(Interrupted):
    """Whatever answered does not speak this protocol."""


class NotYourServer(Refused):
    """Something speaks the protocol and is not the server that this workspace knows.

    `known` and `said` are device ids; `said` is "" where it proves nothing, as an old version
    does. `sent` tells whether it was spoken to before that was found out.
    """

    def __init__(self, host: str, known: DeviceId, said: DeviceId, *, sent: bool) -> None:
        other = mark("This may not be your server: {host} answers with another identity.")
        silent = mark("This may not be your server: {host} does not prove who it is.")
        super().__init__(
            say(other if said else silent, host=host),
            safe=say(_SENT if sent else _NOT_SENT),
            mend=say(
                "Ask the person who runs the server to read you its six words; it says now: "
                "{words}. Only if they are the same, connect with --server-words “{words}”.",
                words=" ".join(words_of(said)),
            )
            if said
            else say("Ask the person who runs the server whether it was set back or is old."),
        )
        self.known, self.said, self.sent = known, said, sent


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


class Unproven(CoursefolkError):
    """Carries that an answer is not of the server that is known; `sure` that another gave it."""

    retry_after = 0.0

    def __init__(self, host: str, known: DeviceId, said: DeviceId, *, sent: bool, sure: bool):
        super().__init__("an answer without the proof that was asked for")
        self._about = host, known, said
        self._sent = sent
        self.patient = not sure

    def as_failure(self) -> CoursefolkError:
        """Give what the caller of a sync gets to know."""
        return NotYourServer(*self._about, sent=self._sent)


class AccessWithdrawn(Refused):
    """The access of this computer was withdrawn; for a while it may still send suggestions."""


class NotKnownThere(Refused):
    """The server does not know this computer: it was set back, or set up anew, or is another."""


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
    "token-unknown": NotKnownThere,
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
