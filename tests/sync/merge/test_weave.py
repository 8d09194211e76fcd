"""Examples of the weave: what is silent, what is marked, and what is offered."""

from __future__ import annotations

import random

import pytest

from sync.merge import condense, words
from sync.merge import weave as weaving
from sync.merge.matching import Run
from sync.merge.weave import Woven, weave
from tests.sync.merge.writers import Writer

BASE = "alpha\n\nbeta\n\ngamma\n"


def kinds(woven: Woven) -> list[tuple[str, str]]:
    return [(overlap.kind, overlap.severity) for overlap in woven.overlaps]


def test_the_same_line_added_by_both_is_there_once() -> None:
    one, two = BASE.replace("alpha", "ALPHA") + "\nnew\n", BASE.replace("beta", "BETA") + "\nnew\n"
    assert weave(BASE, one, two).parts == ("ALPHA\n\nBETA\n\ngamma\n\nnew\n",)


def test_a_clash_holds_both_wordings_and_its_place() -> None:
    woven = weave(BASE, BASE.replace("beta", "one"), BASE.replace("beta", "two"))
    [clash] = woven.overlaps
    assert (clash.base, clash.one, clash.two) == ("beta\n", "one\n", "two\n")
    assert clash.offer in ("one\n", "two\n")
    [(start, end)] = woven.places
    assert woven.text[start:end] == clash.offer
    assert kinds(woven) == [("both-edited", "must")]


def test_edits_that_touch_are_one_place_and_both_are_offered() -> None:
    woven = weave("- a\n- b\n- c\n", "- A\n- b\n- c\n", "- a\n- B\n- c\n")
    assert kinds(woven) == [("both-edited", "may")]
    assert woven.text == "- A\n- B\n- c\n"


def test_what_stands_between_edits_keeps_them_apart() -> None:
    woven = weave("- a\n- b\n- c\n", "- A\n- b\n- c\n", "- a\n- b\n- C\n")
    assert woven.parts == ("- A\n- b\n- C\n",)


def test_a_deletion_against_an_edit_is_marked() -> None:
    woven = weave(BASE, BASE.replace("beta\n\n", ""), BASE.replace("beta", "beta two"))
    assert kinds(woven) == [("edited-deleted", "must")]


def test_a_paragraph_both_moved_apart_is_not_there_twice() -> None:
    lines = ["a paragraph that both sides move\n", "x\n", "y\n", "z\n", "v\n", "w\n"]
    one = lines[1:3] + lines[:1] + lines[3:]
    two = lines[1:5] + lines[:1] + lines[5:]
    woven = weave("".join(lines), "".join(one), "".join(two))
    assert ("moved-apart", "may") in kinds(woven)
    assert woven.text.count(lines[0]) == 1


def test_a_short_line_both_moved_apart_is_marked_too() -> None:
    lines = ["tea\n", "x\n", "y\n", "z\n", "v\n", "w\n"]
    one = lines[1:3] + lines[:1] + lines[3:]
    two = lines[1:5] + lines[:1] + lines[5:]
    assert weave("".join(lines), "".join(one), "".join(two)).overlaps


def test_a_long_line_each_put_somewhere_else_is_marked_once() -> None:
    new = "a sentence that is pasted twice\n"
    woven = weave("a\nb\nc\nd\ne\n", f"a\n{new}b\nc\nd\ne\n", f"a\nb\nc\nd\n{new}e\n")
    assert kinds(woven) == [("twice-added", "may")]
    assert woven.text.count(new) == 2


def test_a_line_that_stands_often_may_be_added_by_both() -> None:
    fence = "::: an often repeated mark of a note\n"
    base = f"{fence}a\nb\nc\nd\n{fence}e\n"
    assert not weave(base, base.replace("b\n", f"b\n{fence}"), base + fence).overlaps


def test_an_edit_follows_the_paragraph_that_the_other_moved() -> None:
    lines = ["a paragraph that one side moves\n", "x\n", "y\n", "z\n", "v\n"]
    one = lines[1:4] + lines[:1] + lines[4:]
    two = ["a paragraph that one side moves about\n", *lines[1:]]
    woven = weave("".join(lines), "".join(one), "".join(two))
    assert kinds(woven) == [("moved-edited", "may")]
    assert woven.text == "".join([*lines[1:4], two[0], lines[4]])


def test_the_side_that_renamed_a_term_all_through_leads_everywhere() -> None:
    base = "The tap.\n\nTurn the tap.\n\nOil the tap now.\n"
    one = base.replace("tap", "valve")
    two = base.replace("tap", "cock").replace("now", "at once and well")
    assert weave(base, one, two).text.count("cock") == 3


def test_the_second_matcher_finds_what_patience_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience anchors on the one line that stands once, and sees no removal of the others."""
    base, one, two = "wash\nwash\ndry\n", "dry\nrest\nwash\nwash\n", "dry\n"
    assert weave(base, one, two).overlaps
    monkeypatch.setattr(weaving, "watched", lambda chunks, *_: chunks)
    assert weave(base, one, two).parts == (one,), "else this shows nothing"


@pytest.mark.parametrize(
    ("base", "one", "two", "expected"),
    [
        ("a\nb", "a\nb\nc", "a\nb", "a\nb\nc"),
        ("a\nb", "a\nb\nc", "A\nb", "A\nb\nc"),
        ("a\nb\nc", "a\nb\nC", "A\nb\nc", "A\nb\nC"),
        ("a\nb\nc", "a\nb\nc\n", "A\nb\nc", "A\nb\nc\n"),
        ("a\nb\nc\n", "a\nb\nc", "A\nb\nc\n", "A\nb\nc"),
        ("a\nb\nc", "a\nb", "A\nb\nc", "A\nb"),
        ("", "a", "a", "a"),
        ("a", "", "a", ""),
        ("a\n", "a", "a\n", "a"),
    ],
)
def test_the_end_of_the_text_keeps_its_newline_or_its_lack(
    base: str, one: str, two: str, expected: str
) -> None:
    assert weave(base, one, two).text == weave(base, two, one).text == expected


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r", "\x1c"])
def test_only_lf_ends_a_line(odd: str) -> None:
    base = f"one{odd}two\nstays\nthree\n"
    woven = weave(base, base.replace("one", "ONE"), base.replace("three", "THREE"))
    assert woven.parts == (f"ONE{odd}two\nstays\nTHREE\n",)
    clash = weave(base, base.replace("one", "1"), base.replace("two", "2"))
    assert [(o.base, o.offer) for o in clash.overlaps] == [(f"one{odd}two\n", f"1{odd}2\n")]


def test_odd_characters_come_through() -> None:
    base = "nul \0 and bell \a\n\n\ufeffmark\n\nlone \ud800 surrogate\n"
    woven = weave(base, base.replace("bell", "BELL"), base.replace("lone", "LONE"))
    assert woven.parts == (base.replace("bell", "BELL").replace("lone", "LONE"),)


def test_words_stay_whole_in_every_script() -> None:
    woven = weave("蒸汽是湿的\n", "蒸汽是干的\n", "水蒸汽是湿的\n")
    assert woven.text in ("蒸汽是干的\n", "水蒸汽是湿的\n")


def test_a_picture_on_one_line_is_not_compared_by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of 300 kB: comparing its words would take seconds."""
    rng = random.Random(4)
    line = " ".join(f"{rng.getrandbits(40):x}" for _ in range(30_000))
    one, two = line.replace(" ", " x ", 3000), line.replace(" ", " y ", 6000)
    compared: list[int] = []
    real = words.patience

    def patience(a: list[str], b: list[str]) -> list[Run]:
        compared.append(max(len(a), len(b)))
        return real(a, b)

    monkeypatch.setattr(words, "patience", patience)
    woven = weave(f"a\n\n{line}\n\nb\n", f"a\n\n{one}\n\nb\n", f"a\n\n{two}\n\nb\n")
    assert [overlap.offer.strip() for overlap in woven.overlaps] == [two]
    assert max(compared, default=0) <= words.MOST_TOKENS


def test_untouched_paragraphs_are_left_in_one_piece_with_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    woven: list[list[Woven]] = []
    for fewest in (0, 10**9):
        monkeypatch.setattr(condense, "FEWEST", fewest)
        woven.append([])
        for seed in range(60):
            writer = Writer(seed)
            base = "\n\n".join(writer.line() for _ in range(50)) + "\n"
            one, two = writer.edits(base, 4), writer.edits(base, 4)
            woven[-1].append(weave(base, one, two))
    assert woven[0] == woven[1]


def test_cutting_a_long_text_loses_nothing() -> None:
    for seed in range(30):
        writer = Writer(seed)
        base = "\n\n".join(writer.line() for _ in range(60))
        texts = base, writer.edits(base, 5), writer.edits(base, 5) + "\n\n\n"
        for text, lines in zip(texts, condense.cut_lines(*texts), strict=True):
            assert "\n".join(lines) == text
            assert len(lines) < text.count("\n")


def test_megabytes_against_each_other_are_one_overlap_that_holds_both() -> None:
    """Comparing them took five seconds and, in lines of a letter, fourteen."""
    pair = [f"{sign * 19} {sign}\n" * 95_000 for sign in "ab"]
    for base in ("", "c\n" * 1_200_000):
        woven = weave(f"top\n{base}end\n", *(f"top\n{own}end\n" for own in pair))
        assert woven.text.startswith("top\n") and woven.text.endswith("\nend\n")
        [found] = woven.overlaps
        assert [found.one, found.two] == pair and found.severity == "must"
        other = weave(f"top\n{base}end\n", *(f"top\n{own}end\n" for own in pair[::-1]))
        assert (other.text, other.overlaps[0].clash) == (woven.text, found.clash)
    few = "".join(f"line {n} of a long lesson\n\n" for n in range(70_000))
    one, two = few.replace("line 9 ", "row 9 "), few.replace("line 60000 ", "row 60000 ")
    assert weave(few, one, two).text == one.replace("line 60000 ", "row 60000 ")
