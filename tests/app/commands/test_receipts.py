"""Receipts on the command line: what came is listed line by line, taken back, and put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server import operations
from sync.server.serving import Embedded
from tests.app.commands.conftest import Coursefolk

TEXT = b"# One\n\nSay what you saw.\n\nSay what it did.\n"


@pytest.fixture
def shared(tmp_path: Path, coursefolk: Coursefolk) -> Iterator[str]:
    """A course that an author and a colleague share."""
    server = Embedded(tmp_path / "server")
    url = server.start()
    for who, role in (("author", "owner"), ("colleague", "author")):
        made = operations.invite(tmp_path / "server", role=role, name=who)
        coursefolk("connect", url, "--invite", made.invite, "--name", who, who=who)
    course = str(coursefolk("new", "Peer learning", "--json").json["course"])
    coursefolk("add", course, "--lesson", "One", "--file", "-", stdin=TEXT)
    coursefolk("share", course)
    coursefolk("sync")
    coursefolk("sync", who="colleague")
    yield course
    server.stop()


def test_a_line_is_taken_back_and_put_back(coursefolk: Coursefolk, shared: str) -> None:
    other = TEXT.replace(b"saw", b"heard").replace(b"it did", b"it made")
    coursefolk("edit", shared, "One", "--file", "-", stdin=other, who="colleague")
    coursefolk("sync", who="colleague")
    done = coursefolk("sync", "--json").json
    [latest, *_] = coursefolk("receipts", "--json").json
    assert latest["id"] == done["receipt"]
    assert (len(latest["received"]), latest["taken_back"]) == (done["received"], False)
    assert latest["size"] >= done["bytes_in"] + done["bytes_out"]
    assert "touched" not in latest
    one = coursefolk("receipts", latest["id"][:8], "--json").json
    assert [line["people"] for line in one["lines"]] == [["colleague"], ["colleague"]]
    assert one["lines"][0]["before"].strip() == "Say what you saw."
    assert "colleague changed words in One" in coursefolk("receipts", latest["id"]).text
    first = one["lines"][0]["id"]
    back = coursefolk(
        "take-back", latest["id"][:8], "--only", first, "--why", "It was seen.", "--json"
    ).json
    assert (back["lines"], back["suggested"], back["overlaps"]) == ([first], 0, [])
    assert coursefolk("cat", shared, "One").out == TEXT.replace(b"it did", b"it made")
    assert coursefolk("receipts", latest["id"], "--json").json["lines"][0]["taken"]
    assert coursefolk("take-back", latest["id"], "--only", first).code == 1
    coursefolk("take-back", back["receipt"])
    assert coursefolk("cat", shared, "One").out == other
    assert coursefolk("take-back", "nothing").code == 1


def test_what_is_new_is_told_until_it_was_seen(coursefolk: Coursefolk, shared: str) -> None:
    [row] = coursefolk("since", shared, "--json", who="colleague").json
    assert (row["first"], row["count"]) == (True, 0)
    assert "new to you" in coursefolk("since", "--seen", who="colleague").text
    assert coursefolk("since", who="colleague").text == "Nothing is new.\n"
    coursefolk("edit", shared, "One", "--file", "-", stdin=TEXT.replace(b"saw", b"heard"))
    coursefolk("comment", shared, "One", "--quote", "heard", "--text", "Is it so?")
    coursefolk("sync")
    coursefolk("sync", who="colleague")
    [row] = coursefolk("since", "--json", who="colleague").json
    [lesson] = row["lessons"]
    assert (row["count"], lesson["title"], lesson["people"]) == (2, "One", ["author"])
    assert (lesson["before"], lesson["after"]) == (
        TEXT.decode(),
        TEXT.decode().replace("saw", "heard"),
    )
    assert [(said["how"], said["text"]) for said in lesson["said"]] == [("comment", "Is it so?")]
    told = coursefolk("since", shared, "--seen", who="colleague").text
    assert "author changed One" in told
    assert "author commented in One: Is it so?" in told
    assert coursefolk("since", who="colleague").text == "Nothing is new.\n"
    [again] = coursefolk("since", shared, "--not-seen", "--json", who="colleague").json
    assert again["lessons"] == row["lessons"]
    assert coursefolk("since", "--json").json[0]["count"] == 0, "own changes are left out"


def test_a_version_is_told_as_new_and_a_late_wish_for_changes_with_it(
    coursefolk: Coursefolk, shared: str
) -> None:
    coursefolk("since", shared, "--seen", who="colleague")
    coursefolk("publish", shared)
    coursefolk("release", shared, "1")
    coursefolk("sync")
    coursefolk("sync", who="colleague")
    told = coursefolk("since", shared, who="colleague").text
    assert "author named version 1" in told
    assert "author released version 1" in told
    coursefolk("review", shared, "--ask-changes", "--note", "Too late?", who="colleague")
    coursefolk("sync", who="colleague")
    coursefolk("sync")
    assert "colleague asked for changes in version 1" in coursefolk("since", shared).text
    assert "released" in coursefolk("versions", shared).text
    assert "(colleague asked for changes)" in coursefolk("versions", shared).text
    coursefolk("policy", shared, "--set", "approvals=2")
    assert "(released without what the policy asks for)" in coursefolk("versions", shared).text
