"""A whole round of review on the command line: two laptops, a server, and no network in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sync.server import operations
from sync.server.serving import Embedded
from tests.app.commands.conftest import Coursefolk

TEXT = "# Soldering\n\nHold it still.\n\nWhich is hot?\n\n[(X)] The iron\n[( )] The wire\n"
ASKED_OF_COLLEAGUE = (
    ("request-review", "Soldering", "Colleague"),
    ("publish", "Soldering", "--ask", "Colleague"),
    ("reviewer", "Soldering", "Author", "--instead", "Colleague"),
)
DAY = (date.today() + timedelta(days=4)).isoformat()
GOAL, ANSWERS = "The goal can be checked", "Right answers are right"


@pytest.fixture
def team(coursefolk: Coursefolk, tmp_path: Path) -> Iterator[Coursefolk]:
    """An author who shares a course with a reviewer, Colleague."""
    server = Embedded(tmp_path / "server")
    url = server.start()
    for name, role, who in (("Author", "owner", "author"), ("Colleague", "reviewer", "colleague")):
        made = operations.invite(tmp_path / "server", role=role, name=name)
        coursefolk("connect", url, "--invite", made.invite, "--name", name, who=who)
    coursefolk("new", "Soldering")
    coursefolk("add", "Soldering", "--lesson", "Joint", "--file", "-", stdin=TEXT.encode())
    coursefolk("share", "Soldering")
    coursefolk("sync")
    coursefolk("sync", who="colleague")
    yield coursefolk
    server.stop()


def test_a_round_from_the_request_to_the_release(team: Coursefolk) -> None:
    set_ = ("--set", "approvals=1", "--set", f"look-at={GOAL}", "--set", f"look-at={ANSWERS}")
    now = team("policy", "Soldering", *set_, "--set", "days=3", "--json").json
    assert (now["source"], now["approvals"], now["look_at"]) == ("course", 1, [GOAL, ANSWERS])
    past = team("request-review", "Soldering", "Colleague", "--due", "2026-01-31")
    assert (past.code, "2026-01-31 has passed." in past.err, "later day" in past.err) == (
        1,
        True,
        True,
    )
    [proposed] = team("request-review", "Soldering", "--json").json["proposals"]
    assert (proposed["name"], proposed["why"]) == ("Colleague", "new to it")
    made = team(
        "request-review", "Soldering", "Colleague", "--due", DAY, "--note", "Step 2?", "--json"
    ).json
    assert (made["version"], made["due"], made["checklist"]) == (1, DAY, [GOAL, ANSWERS])
    own = team("review", "Soldering", "--approve")
    assert "Your own approval does not count: you named this version." in own.text
    assert team("review", "Soldering", "--approve", "--json").json["counts"] is False
    told = team("reviews", "Soldering").text
    assert "Author: approved, 2 of 3 blocks; it does not count: they named this version" in told
    refused = team("release", "Soldering", "1", "--json")
    assert refused.code == 1
    assert any("own approval does not count" in r["mend"] for r in refused.json["refused"])
    assert any("own" in r["mend"] or "You wrote" in r["mend"] for r in refused.json["refused"])
    team("sync")
    team("sync", who="colleague")

    [round_] = team("reviews", "Soldering", "--json", who="colleague").json
    assert (round_["waits_for"], round_["note"]) == (["Colleague"], "Step 2?")
    early = team("review", "Soldering", "--done", who="colleague")
    assert (early.code, "verdict" in early.err) == (1, True)
    ticked = team("review", "Soldering", "--tick", GOAL, "--json", who="colleague").json
    assert ticked["ticks"] == [GOAL]
    done = team("review", "Soldering", "--approve", "--done", "--json", who="colleague").json
    assert done["blocks"]["approved"] == done["blocks"]["of"]
    team("sync", who="colleague")
    team("sync")

    [round_] = team("reviews", "Soldering", "--json").json
    [colleague, _] = round_["people"]
    assert (colleague["standing"], colleague["ticks"], round_["waits_for"]) == (
        "approved",
        [GOAL],
        [],
    )
    team("policy", "Soldering", "--set", "approvals=2")
    assert team("list", "--json").json[0]["approvals"] == "1 of 2 approvals"
    assert "1 of 2 approvals" in team("versions", "Soldering").text
    team("policy", "Soldering", "--set", "approvals=1")
    assert team("versions", "Soldering", "--json").json[0]["state"] == "approved"
    assert team("release", "Soldering", "1", "--json").json == {"number": 1, "refused": []}
    assert team("sync", "--json").json["refused"] == []
    flipped = TEXT.replace("(X)", "(x)").replace("( )", "(X)").replace("(x)", "( )")
    team("edit", "Soldering", "Joint", "--file", "-", stdin=flipped.encode())
    team("publish", "Soldering")
    [left] = team("reviews", "Soldering", "--version", "2", "--json").json[0]["answers"]
    assert (left["title"], left["answer"], left["own"]) == ("Joint", True, True)
    assert team("release", "Soldering", "2").code == 1


def test_another_person_is_asked_in_place_of_one_who_cannot(team: Coursefolk) -> None:
    team("request-review", "Soldering", "Colleague", "--due", "")
    assert team("reviewer", "Soldering", "Colleague").code == 2
    assert team("reviewer", "Soldering", "Author", "--withdraw").code == 1
    team(
        "reviewer",
        "Soldering",
        "Colleague",
        "--instead",
        "Author",
        "--why",
        "Colleague is on leave",
    )
    [round_] = team("reviews", "Soldering", "--json").json
    assert (round_["withdrawn"], round_["due"]) == (["Colleague"], None)
    assert [(one["name"], one["why"]) for one in round_["people"]] == [
        ("Author", "Colleague is on leave")
    ]
    team("review", "Soldering", "--cannot", "--note", "Too close to it")
    assert "cannot" in team("reviews", "Soldering").text

    assert team("policy", "Soldering", "--set", "approvals=1", who="colleague").code == 1
    assert team("policy", "--space", "team", "--set", "days=4", who="colleague").code == 1
    assert team("policy", "--space", "team", "--set", "days=4", "--json").json["days"] == 4
    assert team("policy", "Soldering", "--json").json["source"] == "space"
    of_space = ("policy", "--space", "team", "--set", "from=Colleague", "--json")
    assert (
        team(*of_space).json["from"],
        team("policy", "--space", "team").text.count("Colleague"),
    ) == (
        ["Colleague"],
        1,
    )
    assert team("policy", "Soldering", "--json").json["from"] == ["Colleague"]
    assert team("policy", "--space", "team", "--set", "from=Nobody").code == 1
    people = team(
        "policy", "Soldering", "--set", "from=Colleague", "--set", "release=answers", "--json"
    )
    assert (people.json["from"], people.json["release"]) == (["Colleague"], ["answers"])
    assert team("policy", "Soldering", "--by-space", "--json").json["source"] == "space"


def test_who_has_no_access_any_more_is_asked_for_nothing(team: Coursefolk) -> None:
    """What was asked of them before is told; whoever is asked sees the day without a window."""
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    team("request-review", "Soldering", "Colleague", "--due", tomorrow)
    for who in ("author", "colleague", "author"):
        team("sync", who=who)
    assert "Author asks for your review of version 1 of “Soldering”, due tomorrow." in (
        team("status", who="colleague").text
    )
    assert "due tomorrow" in team("since", who="colleague").text
    [asked] = team("status", "--json", who="colleague").json["asked"]
    assert (asked["version"], asked["due"], asked["days_left"]) == (1, tomorrow, 1)
    assert "asks for your review" not in team("status").text
    team("grant", "Soldering", "Colleague", "none")
    team("sync")
    for wrong in ASKED_OF_COLLEAGUE:
        refused = team(*wrong)
        assert refused.code == 1
        assert "no access" in refused.err or "not asked" in refused.err
    assert "Colleague has no access any more." in team("reviews", "Soldering").text
    [row] = team("reviews", "Soldering", "--json").json
    assert [one["access"] for one in row["people"]] == [False]
    assert "the review of version 1 waits for Colleague, who has no access" in team("status").text
    assert team("reviewer", "Soldering", "Colleague", "--withdraw", "--instead", "Author").code == 2
    assert team("reviewer", "Soldering", "Colleague", "--withdraw").code == 0
    assert "no access" not in team("status").text


def test_who_can_only_read_is_asked_for_no_verdict(team: Coursefolk) -> None:
    team("request-review", "Soldering", "Author", "--due", "")
    team("grant", "Soldering", "Colleague", "reader")
    team("sync")
    for wrong in ASKED_OF_COLLEAGUE:
        refused = team(*wrong)
        assert refused.code == 1
        assert "Colleague can only read “Soldering”, and can give no verdict on it" in refused.err
        assert "Nobody was asked." in refused.err
        assert "let an owner make Colleague a reviewer" in refused.err
    assert len(team("versions", "Soldering", "--json").json) == 1, "and nothing was named for it"
    assert team("request-review", "Soldering", "--json").json["proposals"] == []
    team("grant", "Soldering", "Colleague", "reviewer")
    assert team("publish", "Soldering", "--ask", "Colleague").code == 0


def test_of_two_versions_of_one_number_it_is_said_which_was_reviewed(team: Coursefolk) -> None:
    team("grant", "Soldering", "Colleague", "author")
    for who in ("author", "colleague"):
        team("sync", who=who)
        team("publish", "Soldering", who=who)
    team("sync", who="colleague")
    team("sync")
    asked = ("review", "Soldering", "--ask-changes")
    alone = team(*asked).text
    assert alone.startswith("Version 1 (") and ", by " in alone
    ident = team(*asked, "--json").json["id"]
    assert f"({ident[:8]}, by " in alone


def test_a_name_that_two_people_have_is_asked_about(team: Coursefolk, tmp_path: Path) -> None:
    url = team("status", "--json").json["server"]
    made = operations.invite(tmp_path / "server", role="reviewer", name="Colleague")
    team("connect", url, "--invite", made.invite, "--name", "Colleague", who="other colleague")
    team("sync")
    said = ("comment", "Soldering", "Joint", "--quote", "still", "--text")
    refused = team(*said, "How still, @Colleague?")
    both = [one["name"] for one in team("show", "Soldering", "--json").json["people"]]
    both = [name for name in both if name.startswith("Colleague (")]
    assert (refused.code, len(both)) == (1, 2)
    assert all(name in refused.err for name in both)
    assert team("threads", "Soldering", "--json").json == []
    assert team(*said, f"How still, @{both[1]}?").code == 0


def test_a_policy_has_limits_and_wrong_calls_say_so(coursefolk: Coursefolk) -> None:
    coursefolk("new", "Soldering")
    assert coursefolk("policy", "Soldering").text.startswith("No policy is set: peers decide.")
    for wrong in ("approvals", "approvals=x", "colour=red"):
        assert coursefolk("policy", "Soldering", "--set", wrong).code == 2
    assert coursefolk("policy", "Soldering", "--set", "release=none").code == 1
    assert coursefolk("policy").code == 2
    both = ("--by-space", "--set", "approvals=1")
    for wrong_call in (("policy", "Soldering", *both), ("since", "--seen", "--not-seen"),
                       ("held", "Soldering", "--take", "--undo")):  # fmt: skip
        assert coursefolk(*wrong_call).code == 2
    for wrong_review in (["--approve", "--ask-changes"], ["--cannot", "--done"], []):
        assert coursefolk("review", "Soldering", *wrong_review).code == 2
