"""What people type: prefixes, slashes in titles, two of one name, words that are no text."""

from __future__ import annotations

import json

import pytest

from tests.app.commands.conftest import Coursefolk


@pytest.fixture
def course(coursefolk: Coursefolk) -> Coursefolk:
    """A course whose titles are hard to tell apart."""
    coursefolk("new", "Odd titles")
    coursefolk("add", "Odd titles", "--module", "A/B", "--lesson", "C")
    coursefolk("add", "Odd titles", "--module", "A", "--lesson", "B")
    coursefolk("add", "Odd titles", "--module", "Z", "--lesson", "B")
    coursefolk("add", "Odd titles", "--lesson", "tail/")
    return coursefolk


def test_words_that_are_no_text_are_refused_by_name(coursefolk: Coursefolk) -> None:
    refused = coursefolk("--json", "new", "bad\udcff")
    assert refused.code == 2
    assert "UTF-8" in refused.json["error"]["what"]
    assert coursefolk("--json", "list").json == []


def test_a_wrong_call_answers_with_one_json_document_too(coursefolk: Coursefolk) -> None:
    for wrong in (["bogus"], ["new"], ["review", "X"], ["edit", "X", "Y"]):
        refused = coursefolk("--json", *wrong)
        assert refused.code == 2
        assert set(refused.json["error"]) == {"what", "safe", "mend"}


def test_a_lesson_is_found_where_a_module_has_its_path(course: Coursefolk) -> None:
    assert course("cat", "Odd titles", "A/B").text == "# B\n"
    assert course("cat", "Odd titles", "A/B/C").text == "# C\n"
    assert course("cat", "Odd titles", "tail/").text == "# tail/\n"


def test_two_lessons_of_one_title_are_both_listed(course: Coursefolk) -> None:
    refused = course("cat", "Odd titles", "B")
    assert refused.code == 1
    assert "A/B" in refused.err
    assert "Z/B" in refused.err


def test_any_unique_beginning_of_an_id_will_do(course: Coursefolk) -> None:
    made = course("--json", "show", "Odd titles").json
    assert course("--json", "show", made["id"][:2]).json["id"] == made["id"]
    for row in made["outline"]:
        if row["kind"] == "lesson":
            others = [r["id"] for r in made["outline"] if r["id"] != row["id"]]
            length = next(
                n for n in range(1, 33) if not any(o[:n] == row["id"][:n] for o in others)
            )
            assert course("cat", made["id"][:4], row["id"][:length]).code == 0


def test_nothing_moves_under_a_lesson(course: Coursefolk) -> None:
    refused = course("move", "Odd titles", "tail/", "--module", "Z/B")
    assert refused.code == 1
    assert "module" in refused.err


def test_a_removed_module_comes_back_with_all_that_went_with_it(course: Coursefolk) -> None:
    course("remove", "Odd titles", "A/B/C")
    course("add", "Odd titles", "--module", "A/B", "--lesson", "D")
    before = course("--json", "show", "Odd titles").json["outline"]
    module = next(row for row in before if row["title"] == "A/B")["id"]
    course("remove", "Odd titles", module)
    course("move", "Odd titles", module, "--module", "")
    titles = [row["title"] for row in course("--json", "show", "Odd titles").json["outline"]]
    assert "D" in titles
    assert "C" not in titles, "it had been removed before, by itself"


def test_an_empty_reference_names_nothing(course: Coursefolk) -> None:
    course("comment", "Odd titles", "Z/B", "--quote", "B", "--text", "Which B?")
    thread = course("--json", "threads", "Odd titles").json[0]
    for empty in ("", "zz", "%"):
        assert course("reply", empty, "--text", "Yes.").code == 1
    assert course("reply", thread["id"][:3], "--text", "This one.").code == 0
    assert thread["author"] == "You"


def test_no_wording_goes_by_an_odd_digit(course: Coursefolk) -> None:
    base = course("--json", "cat", "Odd titles", "Z/B").json["state"]
    for text in ("# One\n", "# Two\n"):
        course("edit", "Odd titles", "Z/B", "--file", "-", "--base", base, stdin=text.encode())
    overlap = course("--json", "overlaps", "Odd titles").json[0]
    for odd in ("²", "0", "3", "ours"):
        assert course("confirm", overlap["id"], "--take", odd).code == 1
    assert course("confirm", overlap["id"], "--take", "2").code == 0
    shown = course("cat", "Odd titles", "Z/B").text
    assert shown == overlap["wordings"][1]["text"]


def test_one_verdict_is_given_at_a_time(course: Coursefolk) -> None:
    course("publish", "Odd titles")
    assert course("review", "Odd titles", "--approve", "--ask-changes").code == 2
    assert course("publish", "Odd titles", "--ask", "").code == 1


def test_a_role_is_given_only_in_a_shared_course(course: Coursefolk) -> None:
    refused = course("grant", "Odd titles", "You", "reader")
    assert refused.code == 1
    assert "share" in refused.err


def test_what_others_wrote_gives_a_terminal_no_orders(coursefolk: Coursefolk) -> None:
    coursefolk("new", "Plain")
    coursefolk("add", "Plain", "--lesson", "Clear\x1b[2Jscreen")
    shown = coursefolk("show", "Plain")
    assert b"\x1b" not in shown.out
    title = json.loads(coursefolk("--json", "show", "Plain").out)["outline"][0]["title"]
    assert title == "Clear\x1b[2Jscreen"


def test_commands_speak_english_whatever_language_is_set(
    coursefolk: Coursefolk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("COURSEFOLK_LANGUAGE", "LANGUAGE", "LANG"):
        monkeypatch.setenv(variable, "en-XA")
    refused = coursefolk("--json", "show", "Nothing")
    assert refused.code == 1
    assert refused.json["error"] == {
        "what": "There is no course “Nothing” in this workspace.",
        "safe": "Nothing was changed.",
        "mend": "“coursefolk list” shows the courses that are here.",
    }
