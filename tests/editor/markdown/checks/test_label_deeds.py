"""Two notes or addresses under one label, and one that is written no more: each choice is whole."""

from __future__ import annotations

from collections.abc import Sequence

from editor.markdown.checks.breaking import Broken
from editor.markdown.checks.deed import Scene
from editor.markdown.checks.deeds import deeds_of
from editor.markdown.checks.finding import LessonText

BASE = "One.\n\nTwo.\n\nThree.\n"


def kept(rule: str, merged: str, sides: Sequence[str], base: str = BASE) -> list[str]:
    """Give the text of each choice; each is whole."""
    broken = Broken(merged)
    [check] = [one for one in broken.checks if one.rule == rule][:1]
    texts = [deed.text for deed in deeds_of(Scene(broken.lesson, check, sides, base))]
    assert not [one for text in texts for one in Broken(text).checks if one.rule == rule]
    return texts


def test_of_three_notes_under_one_label_one_keeps_it() -> None:
    words = ("One.", "Two.", "Three.")
    noted = [f"{word}[^a]\n\n[^a]: Of {word}\n    And more." for word in words]
    sides = [BASE.replace(word, note) for word, note in zip(words, noted, strict=True)]
    merged = "\n\n".join(noted)
    one, two, three = kept("doubled-note", merged + "\n", sides)
    assert "One.[^a]\n\n[^a]: Of One.\n    And more.\n\nTwo.[^a-2]\n\n[^a-2]: Of Two." in one
    assert "Two.[^a]\n\n[^a]: Of Two." in two
    assert "Three.[^a]\n\n[^a]: Of Three." in three


def test_what_nobody_led_to_by_a_note_of_their_own_goes_to_the_one_that_stays() -> None:
    base = "One.[^a]\n\nTwo.\n\nThree.\n"
    sides = [base.replace("Two.", "Two.\n\n[^a]: Second."), base + "\n[^a]: Third.\n"]
    merged = sides[0] + "\n[^a]: Third.\n"
    assert kept("doubled-note", merged, sides, base) == [sides[0] + "\n", sides[1]]


def test_brackets_that_are_their_own_words_keep_them() -> None:
    sides = [
        BASE.replace("One.", "One [a].\n\n[a]: first"),
        BASE.replace("Three.", "Three [a][] ![a] [b][A].\n\n[a]: <second> 'of all'"),
    ]
    merged = sides[0].replace("Three.", sides[1].split("Two.\n\n")[1].rstrip("\n"))
    first, second = kept("doubled-address", merged, sides)
    assert "Three [a][a-2] ![a][a-2] [b][a-2].\n\n[a-2]: <second> 'of all'\n" in first
    assert "One [a][a-2].\n\n[a-2]: first\n" in second


def test_an_address_comes_back_or_what_led_there_goes() -> None:
    base = BASE + "\n[a]: first\n"
    sides = [base.replace("One.", "One [b][a] ![c][a] [A][]."), BASE]
    merged = sides[0].replace("\n[a]: first\n", "")
    assert kept("missing-address", merged, sides, base) == [
        sides[0],
        merged.replace("[b][a] ![c][a] [A][].", "b  A."),
    ]


def test_brackets_that_never_led_anywhere_are_nothing_to_look_at() -> None:
    broken = Broken("One [x] of [y][z].\n")
    found = [one for one in broken.checks if one.rule == "missing-address"]
    assert len(found) == 2
    assert [deeds_of(Scene(broken.lesson, one, ["One.\n"], "")) for one in found] == [(), ()]


def test_code_and_escapes_hold_no_labels() -> None:
    text = (
        "`[^a]` \\[x] [^a] [a](b) [c]{#d}\n\n    [^a] [x][y]\n\n- [ ] task\n\n[( )] o\n\n[^a]: N.\n"
    )
    labels = LessonText("", "", text).labels
    assert [use.start for use in labels.uses] == [text.index(" [^a]") + 1]
    assert [use.label for use in labels.loose] in ([], ["x"])
    assert [(one.says, text[one.start : one.end]) for one in labels.written] == [("N.", "[^a]: N.")]


def test_words_that_were_a_link_before_are_not_taken() -> None:
    base = BASE.replace("One.", "One [a].") + "\n[a]: first\n"
    moved = "[a]: first\n\n" + BASE.replace("One.", "One [a].")
    one, two = moved.replace("Two.", "Two!"), BASE.replace("One.", "So one [a].")
    broken = Broken("[a]: first\n\n" + two)
    [check] = [found for found in broken.checks if found.rule == "taken-words"]
    assert deeds_of(Scene(broken.lesson, check, (one, two), base)) == ()
    [_, words] = deeds_of(Scene(broken.lesson, check, ("[a]: first\n\n" + BASE, two), BASE))
    assert "So one \\[a]." in words.text


def test_an_address_comes_back_out_of_code() -> None:
    base = "[b][a]\n\n```\nx\n```\n\n[a]: first\n"
    merged = "[b][a] more\n\n```\nx\n\n[a]: first\n"
    back, _ = kept("missing-address", merged, [base.replace("[b]", "[c]"), base], base)
    assert back.startswith("[a]: first\n\n[b][a] more\n")
