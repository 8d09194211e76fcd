"""Find and replace over a course by command, and back again."""

from __future__ import annotations

from tests.app.commands.conftest import Coursefolk

WHY = "01 Start/Why peers teach well"


def test_words_are_replaced_everywhere_and_back(coursefolk: Coursefolk, course: str) -> None:
    before = coursefolk("cat", course, WHY).out
    shown = coursefolk("--json", "replace", course, "what", "that", "--look").json
    assert (shown["changed"], shown["left"]) == (0, 0)
    assert coursefolk("cat", course, WHY).out == before
    done = coursefolk("--json", "replace", course, "what", "that").json
    assert done == shown | {"changed": len(shown["places"])}
    assert done["places"][0] == {
        "lesson": WHY,
        "line": 3,
        "before": "Peers remember what was hard.",
        "after": "Peers remember that was hard.",
    }
    assert len({place["lesson"] for place in done["places"]}) == 2
    assert b"Peers remember that was hard.\r\n" in coursefolk("cat", course, WHY).out
    back = coursefolk("--json", "replace-back", course).json
    assert back == {"changed": done["changed"], "left": 0}
    assert coursefolk("cat", course, WHY).out == before


def test_only_the_lessons_named_change(coursefolk: Coursefolk, course: str) -> None:
    done = coursefolk("--json", "replace", course, "what", "that", "--lesson", WHY).json
    assert {place["lesson"] for place in done["places"]} == {WHY}
    assert "what you saw" in coursefolk("cat", course, "02 Go on/Useful feedback").text


def test_nothing_found_and_nothing_asked_change_nothing(
    coursefolk: Coursefolk, course: str
) -> None:
    nothing = {"places": [], "changed": 0, "left": 0}
    assert coursefolk("--json", "replace", course, "unicorn", "horse").json == nothing
    assert coursefolk("--json", "replace", course, "what", "what").json == nothing
    assert coursefolk("replace", course, "", "x").code == 1
    assert coursefolk("replace-back", course).code == 1
