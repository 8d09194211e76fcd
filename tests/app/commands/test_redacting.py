"""redact: shown first, struck out then, for good."""

from __future__ import annotations

from pathlib import Path

from tests.app.commands.conftest import Coursefolk
from tests.journeys.redacted import leaks

SECRET = "Tr0ub4dor & 3"


def test_words_are_shown_then_struck_out(coursefolk: Coursefolk, tmp_path: Path) -> None:
    folder, outside = tmp_path / "course", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    source = f"# Keys\r\n\r\nThe key: {SECRET}.\r\n\r\nLast.\n"
    (folder / "keys.md").write_bytes(source.encode())
    words = outside / "words.txt"
    words.write_text(SECRET + "\n")
    course = coursefolk("import", folder, "--json").json["course"]
    lesson = coursefolk("show", course, "--json").json["outline"][0]["id"]
    base = coursefolk("cat", course, lesson, "--json").json["state"]
    (folder / "keys.md").unlink()
    shown = coursefolk("redact", course, "--file", words, "--dry-run", "--json").json
    assert [(one["where"], one["lesson"]) for one in shown["places"]] == [("lesson", lesson)]
    assert shown["today"] == [lesson]
    assert coursefolk("redact", course, "--file", words).code != 0, "nobody said yes"
    assert leaks([tmp_path / "author"], SECRET)
    done = coursefolk("redact", course, "--file", words, "--why", "A key", "--yes", "--json").json
    assert (done["redacted"], done["finished"], done["left"]) == (1, True, [])
    words.unlink()
    assert not leaks([tmp_path], SECRET)
    blank = source.replace(SECRET, "█" * len(SECRET))
    assert coursefolk("cat", course, lesson).out == blank.encode(), "also its line ends"
    assert coursefolk("doctor").code == 0
    coursefolk("comment", course, lesson, "--quote", "Last.", "--text", "She is ill at home.")
    [thread] = coursefolk("threads", course, "--json").json
    assert thread["redacted"] is None
    assert coursefolk("redact", course, "--fact", thread["id"], "--yes").code == 0
    [thread] = coursefolk("threads", course, "--json").json
    assert set(thread["text"]) == {"█"}
    assert thread["redacted"]["by"] == "You"
    assert not leaks([tmp_path / "author"], "is ill at")
    new = outside / "new.md"
    new.write_text(blank.replace("\r\n", "\n").replace("Last.", "The last."))
    edited = coursefolk("edit", course, lesson, "--file", new, "--base", base, "--json")
    assert edited.json["changed"]
    assert "The last." in coursefolk("cat", course, lesson).text


def test_words_that_stand_nowhere_or_everywhere_are_not_taken(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    words = tmp_path / "words.txt"
    words.write_text("nowhere at all")
    refused = coursefolk("redact", course, "--file", words, "--yes")
    assert refused.code == 1
    assert "stand nowhere" in refused.err
    words.write_text("it")
    assert "too many places" in coursefolk("redact", course, "--file", words, "--yes").err
