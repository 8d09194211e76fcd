"""A release is refused for a course's text just where a strict check says so, and for the same."""

from __future__ import annotations

from pathlib import Path

from editor.markdown.checks import rules
from tests.app.commands.conftest import Coursefolk
from tests.editor.markdown.checks.test_rules import LESSON_CASES

BLOCKING = {case[0]: (case[3], case[4]) for case in LESSON_CASES if case[1] == "blocks"}


def refused(coursefolk: Coursefolk, text: str) -> bool:
    """Tell whether today's draft would be refused; a strict check and a release say the same."""
    assert coursefolk("edit", "A", "L", "--file", "-", stdin=text.encode()).code == 0
    checked = coursefolk("check", "A", "--strict", "--json")
    blocking = [row["what"] for row in checked.json if row["level"] == "blocks"]
    number = str(coursefolk("publish", "A", "--json").json["number"])
    released = coursefolk("release", "A", number, "--json")
    told = [one["why"] for one in released.json["refused"]]
    assert [why.partition(": ")[2] for why in told] == blocking
    assert checked.code == released.code == int(bool(blocking))
    return bool(blocking)


def test_for_every_rule_that_blocks_a_strict_check_and_a_release_agree(
    coursefolk: Coursefolk,
) -> None:
    coursefolk("new", "A")
    coursefolk("add", "A", "--lesson", "L")
    folder = Path(str(rules.__file__)).parent
    known = {p.stem.replace("_", "-") for p in folder.glob("*.py") if ".blocks(" in p.read_text()}
    assert known == set(BLOCKING), "each rule that blocks is tried here"
    for rule, (wrong, fine) in BLOCKING.items():
        assert refused(coursefolk, wrong), rule
        assert not refused(coursefolk, fine), rule


def test_half_written_text_keeps_no_earlier_version_from_learners(coursefolk: Coursefolk) -> None:
    coursefolk("new", "A")
    coursefolk("add", "A", "--lesson", "L")
    assert not refused(coursefolk, "# L\n\nWhole.\n")
    coursefolk("edit", "A", "L", "--file", "-", stdin=b"# L\n\nWhich?\n\n[( )] a\n[( )] b\n")
    assert coursefolk("check", "A", "--strict").code == 1
    assert coursefolk("release", "A", "1").code == 0, "what learners would get of it is whole"
    assert coursefolk("publish", "A").code == 0
    coursefolk("edit", "A", "L", "--file", "-", stdin=b"# L\n\nWhole again.\n")
    assert coursefolk("check", "A", "--strict").code == 0
    answer = coursefolk("release", "A", "2", "--json")
    assert answer.code == 1
    assert "Publish a new version" in answer.json["refused"][0]["mend"]
