"""Templates by command: begun with, kept, forgotten."""

from __future__ import annotations

from pathlib import Path

from tests.app.commands.conftest import Coursefolk

WHY = "01 Start/Why peers teach well"


def test_a_course_is_made_from_a_template_or_an_outline(
    coursefolk: Coursefolk, tmp_path: Path
) -> None:
    known = coursefolk("--json", "templates", "--kind", "course").json
    assert {one["kind"] for one in known} == {"course"}
    by_name = coursefolk("--json", "new", "Mine", "--template", known[0]["name"]).json["course"]
    by_id = coursefolk("--json", "new", "Mine", "--template", known[0]["id"]).json["course"]
    one, two = (coursefolk("--json", "show", each).json["outline"] for each in (by_name, by_id))
    assert [node["title"] for node in one] == [node["title"] for node in two] != []
    outline = b"Rope\n  The loop\n  The bend\nEnd\n"
    typed = coursefolk("--json", "new", "Knots", "--outline", "-", stdin=outline).json["course"]
    nodes = coursefolk("--json", "show", typed).json["outline"]
    assert [(node["kind"], node["title"]) for node in nodes] == [
        ("module", "Rope"),
        ("lesson", "The loop"),
        ("lesson", "The bend"),
        ("lesson", "End"),
    ]
    assert coursefolk("new", "Both", "--template", "x", "--outline", "-").code == 2


def test_what_is_kept_is_begun_with_and_forgotten(coursefolk: Coursefolk, course: str) -> None:
    kept = coursefolk("--json", "keep-lesson", course, WHY, "--name", "A reason").json["template"]
    coursefolk("add", course, "--lesson", "Why rope", "--template", "A reason")
    text = coursefolk("cat", course, "Why rope").text
    assert text.startswith("# Why rope\n") and "Peers remember what was hard." in text
    whole = coursefolk("--json", "keep-course", course, "--name", "A reason").json["template"]
    again = coursefolk("--json", "new", "Again", "--template", "A reason").json["course"]
    assert coursefolk("--json", "media", again).json["files"]
    snippet = coursefolk("keep-snippet", "--file", "-", "--name", "Note", stdin=b"Mind.\n")
    assert snippet.code == 0
    mine = {one["id"] for one in coursefolk("--json", "templates").json if one["own"]}
    assert {kept, whole} < mine and len(mine) == 3
    twice = coursefolk("--json", "forget-template", "A reason")
    assert twice.code == 1 and kept in twice.json["error"]["what"]
    assert coursefolk("--json", "forget-template", kept).json == {
        "template": kept,
        "name": "A reason",
    }
    assert coursefolk("add", course, "--lesson", "No", "--template", "A reason").code == 1


def test_what_comes_with_the_program_stays(coursefolk: Coursefolk) -> None:
    before = coursefolk("--json", "templates").json
    refused = coursefolk("--json", "forget-template", before[0]["name"])
    assert refused.code == 1
    assert "comes with the program" in refused.json["error"]["what"]
    assert coursefolk("--json", "templates").json == before
