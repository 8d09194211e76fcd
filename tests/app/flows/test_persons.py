"""Whoever is named is found by the name that lists show, oneself among them."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.persons import find_person
from app.flows.versions import requests
from app.shell.review.asking_desk import read_asking
from sync.model.errors import NotFound, Refused
from sync.model.ids import PersonId
from sync.model.language import speak
from sync.model.payloads import MemberSet
from sync.workspace.courses import Course
from sync.workspace.identity import rename_person
from sync.workspace.opening import Workspace


class German(NullTranslations):
    """One word of a translation."""

    def gettext(self, message: str) -> str:
        return {"You": "Sie"}.get(message, message)


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[tuple[Workspace, Course]]:
    """Somebody with no name yet, and a course of theirs."""
    with Workspace.open(tmp_path) as ws:
        yield ws, ws.courses.at(outlining.begin(ws, "Food").id)
    speak(NullTranslations())


@pytest.mark.parametrize("name", ["", "Author"])
def test_one_is_found_as_lists_call_one(alone: tuple[Workspace, Course], name: str) -> None:
    ws, course = alone
    me = ws.identity.person
    rename_person(ws.store.settings, name)
    for wanted in ("You", " you ", name or "You", me):
        assert find_person(ws, course, wanted) == me
    with pytest.raises(NotFound):
        find_person(ws, course, "Sie")
    speak(German())
    assert find_person(ws, course, "Sie") == find_person(ws, course, "You") == me
    with pytest.raises(NotFound, match="nobody “Nobody”") as told:
        find_person(ws, course, "Nobody")
    assert (name or "Sie") in told.value.mend


def test_who_only_reads_a_course_of_no_server_is_not_proposed_as_a_reviewer(
    alone: tuple[Workspace, Course],
) -> None:
    ws, course = alone
    other = PersonId("abcd" * 8)
    for role, names in (("reviewer", ["Colleague"]), ("reader", [])):
        ws.ledger.write(course.log, MemberSet(other, "Colleague", role))  # type: ignore[arg-type]
        course = ws.courses.open(course.log)
        assert [one.name for one in requests.proposals(ws, course)] == names
        assert [one.face.name for one in read_asking(ws, course.log).candidates] == names
    with pytest.raises(Refused, match="Colleague can only read"):
        requests.request_of(ws, course, [other])


def test_who_has_that_for_a_name_is_told_apart(alone: tuple[Workspace, Course]) -> None:
    ws, course = alone
    other = PersonId("abcd" * 8)
    ws.ledger.write(course.log, MemberSet(other, "You", "author"))
    with pytest.raises(NotFound, match="may be each of these"):
        find_person(ws, ws.courses.open(course.log), "You")
    assert find_person(ws, ws.courses.open(course.log), "You (abcd)") == other
    rename_person(ws.store.settings, "Author")
    assert find_person(ws, ws.courses.open(course.log), "You") == other, "it is their name"
