"""What a server says no with, in the person's language; unknown words stay as they came."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from sync.client.failures import Interrupted, SaidNo
from sync.model.errors import CoursefolkError, Refused
from sync.model.language import speak
from sync.wire.problems import PROBLEMS, Problem, problem

_KNOWN = {
    "The access of this computer was withdrawn.": "Zugang entzogen.",
    PROBLEMS["token-withdrawn"].safe: "Alles bleibt hier.",
    PROBLEMS["token-withdrawn"].mend: "Um eine neue Einladung bitten.",
}


class German(NullTranslations):
    """Some texts of a catalogue; as in a real one, "" is its head."""

    def gettext(self, message: str) -> str:
        return _KNOWN.get(message, message) if message else "Content-Type: text/plain"


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    speak(German())
    yield
    speak(NullTranslations())


def _said(no: Problem) -> CoursefolkError:
    return SaidNo(no, 0.0).as_failure()


def test_a_problem_of_the_server_is_said_in_the_language_of_the_person() -> None:
    failure = _said(problem("token-withdrawn", "The access of this computer was withdrawn."))
    assert isinstance(failure, Refused)
    assert (failure.what, failure.safe, failure.mend) == tuple(_KNOWN.values())


def test_words_that_the_catalogue_lacks_stay_as_they_came() -> None:
    failure = _said(Problem("urn:coursefolk:problem:later", "Later", 503, what="A {new} reason."))
    assert isinstance(failure, Interrupted)
    assert failure.what == "A {new} reason."
    assert failure.safe == "Nothing is lost: all is kept on this computer."
    assert failure.mend == "It will be tried again."
