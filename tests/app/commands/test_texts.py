"""cat and edit: byte for byte, and woven where two edits were made apart."""

from __future__ import annotations

from pathlib import Path

from tests.app.commands.conftest import Coursefolk

WHY = "01 Start/Why peers teach well"


def test_cat_is_byte_for_byte(coursefolk: Coursefolk, course: str, course_folder: Path) -> None:
    original = (course_folder / "01 Start" / "01-why.md").read_bytes()
    assert coursefolk("cat", course, WHY).out == original
    bom = (course_folder / "02 Go on" / "02-feedback.md").read_bytes()
    assert coursefolk("cat", course, "02 Go on/Useful feedback").out == bom


def test_an_edit_keeps_the_ends_of_untouched_lines(coursefolk: Coursefolk, course: str) -> None:
    shown = coursefolk("cat", course, WHY, "--json").json
    assert "\r" not in shown["text"]
    text = shown["text"].replace("was hard", "was hard for them")
    done = coursefolk("edit", course, WHY, "--file", "-", "--json", stdin=text.encode()).json
    assert (done["changed"], done["saved"], done["overlaps"]) == (True, True, [])
    out = coursefolk("cat", course, WHY).out
    assert b"was hard for them.\r\n" in out
    assert out.count(b"\r\n") == out.count(b"\n")


def test_blocks_are_listed_with_ids_that_stay(coursefolk: Coursefolk, course: str) -> None:
    shown = coursefolk("cat", course, WHY, "--blocks", "--json").json
    before = {block["kind"]: block for block in shown["blocks"]}
    assert [block["line"] for block in shown["blocks"]] == [1, 3, 5, 7]
    text = "Something before.\n\n" + shown["text"].replace("was hard", "was hard for them")
    coursefolk("edit", course, WHY, "--file", "-", stdin=text.encode())
    after = coursefolk("cat", course, WHY, "--blocks", "--json").json
    assert after["text"] == text
    assert [block["line"] for block in after["blocks"]] == [1, 3, 5, 7, 9]
    heading = next(block for block in after["blocks"] if block["kind"] == "heading")
    assert heading == before["heading"] | {"line": 3}
    assert {one["id"] for one in shown["blocks"]} < {one["id"] for one in after["blocks"]}
    listed = coursefolk("cat", course, WHY, "--blocks").text.splitlines()
    assert listed[1].split() == [heading["id"], "3", "heading"]


def test_the_same_text_again_changes_nothing(coursefolk: Coursefolk, course: str) -> None:
    text = coursefolk("cat", course, WHY).out
    done = coursefolk("edit", course, WHY, "--file", "-", "--json", stdin=text).json
    assert done["changed"] is False


def test_two_edits_of_one_state_are_woven(coursefolk: Coursefolk, course: str) -> None:
    first = coursefolk("cat", course, WHY, "--json").json
    one = first["text"].replace("Peers remember", "Good peers remember")
    two = first["text"].replace("that helped", "that really helped")
    coursefolk("edit", course, WHY, "--file", "-", stdin=one.encode())
    done = coursefolk(
        "edit", course, WHY, "--file", "-", "--base", first["state"], "--json", stdin=two.encode()
    ).json
    assert done["overlaps"] == []
    woven = coursefolk("cat", course, WHY, "--json").json["text"]
    assert "Good peers remember" in woven
    assert "that really helped" in woven


def test_the_same_sentence_twice_is_an_overlap_until_confirmed(
    coursefolk: Coursefolk, course: str
) -> None:
    first = coursefolk("cat", course, WHY, "--json").json
    old = "Peers remember what was hard."
    one = first["text"].replace(old, "Peers recall everything that hurt.")
    two = first["text"].replace(old, "Colleagues know the difficult corners.")
    coursefolk("edit", course, WHY, "--file", "-", stdin=one.encode())
    done = coursefolk(
        "edit", course, WHY, "--file", "-", "--base", first["state"], "--json", stdin=two.encode()
    ).json
    [ident] = done["overlaps"]
    [shown] = coursefolk("overlaps", course, "--json").json
    assert shown["id"] == ident
    assert shown["base"].strip() == old
    assert {w["text"].strip() for w in shown["wordings"]} == {
        "Peers recall everything that hurt.",
        "Colleagues know the difficult corners.",
    }
    number = coursefolk("publish", course, "--json").json["number"]
    refused = coursefolk("release", course, str(number), "--json")
    assert refused.code == 1
    assert any("confirm" in row["mend"] for row in refused.json["refused"])
    assert coursefolk("check", course, "--strict").code == 1
    both = b"Peers recall the difficult corners.\n"
    assert coursefolk("confirm", ident, "--file", "-", stdin=both).code == 0
    assert coursefolk("overlaps", course, "--json").json == []
    text = coursefolk("cat", course, WHY, "--json").json["text"]
    assert "Peers recall the difficult corners.\n" in text
    assert old not in text
    number = coursefolk("publish", course, "--json").json["number"]
    assert coursefolk("release", course, str(number)).code == 0


def test_a_wrong_state_is_refused_and_nothing_lost(coursefolk: Coursefolk, course: str) -> None:
    before = coursefolk("cat", course, WHY).out
    for state in ("nonsense", "a" * 32 + "@" + "b" * 64):
        answer = coursefolk("edit", course, WHY, "--file", "-", "--base", state, stdin=b"# gone\n")
        assert answer.code == 1
        assert "Nothing was changed" in answer.err
    assert coursefolk("cat", course, WHY).out == before


def test_a_file_that_is_no_text_is_refused_by_name(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    odd = tmp_path / "latin 名.md"
    odd.write_bytes(b"caf\xe9\n")
    answer = coursefolk("edit", course, WHY, "--file", odd)
    assert answer.code == 1
    assert "latin 名.md" in answer.err
    assert coursefolk("edit", course, WHY, "--file", tmp_path / "none.md").code == 1


def test_a_file_with_its_own_line_ends_comes_back_as_it_is(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.md"
    file.write_bytes(b"\xef\xbb\xbf# Own\r\rOld Mac.\r\nWindows.\nUnix")
    coursefolk("add", course, "--lesson", "Own", "--file", file)
    assert coursefolk("cat", course, "Own").out == file.read_bytes()
    file.write_bytes(b"# Own\r\n\r\nAll of one kind.\r\n")
    done = coursefolk("edit", course, "Own", "--file", file, "--json").json
    assert done["changed"] is True
    assert coursefolk("cat", course, "Own").out == file.read_bytes()
    assert coursefolk("edit", course, "Own", "--file", file, "--json").json["changed"] is False
    out = tmp_path / "out"
    coursefolk("export", course, "--format", "folder", "--out", out)
    assert file.read_bytes() in [path.read_bytes() for path in out.rglob("*.md")]
