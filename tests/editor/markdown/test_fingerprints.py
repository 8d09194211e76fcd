"""Blocks and what they are known by."""

from __future__ import annotations

import pytest

from editor.markdown.fingerprints import answer_digest, blocks, print_of

QUIZ = "Which?\n\n[( )] A\n[(X)] B"


def test_blocks_are_top_level_and_have_their_places() -> None:
    text = "---\nt: 1\n---\n\n# H\n\n- a\n\n- b\n\n| a |\n|---|\n| b |\n\n"
    text += "Which?\n\n[( )] 𝒜\n[(X)] B\n\nend\n"
    found = blocks(text)
    assert [block.kind for block in found] == [
        *("front_matter", "heading", "bullet_list", "table", "quiz", "paragraph")
    ]
    assert [(block.first_line, block.end_line) for block in found] == [
        *((0, 3), (4, 5), (6, 9), (10, 13), (14, 18), (19, 20))
    ]
    for block in found:
        assert text[block.start : block.end] == block.text
        assert block.text == "\n".join(text.split("\n")[block.first_line : block.end_line])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a  b\nc", "a b c"),
        ("| a | b |\n|---|---|\n| c | d |", "|a|b|\n| --- | --- |\n|c|d |"),
        (QUIZ, "Which?\n\n    [( )]  A\n    [(X)]  B"),
    ],
)
def test_spacing_does_not_count(one: str, two: str) -> None:
    if "---" in one:
        assert print_of(one) == print_of("|a|b|\n|---|---|\n|c|d|")
    else:
        assert print_of(one) == print_of(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("now here", "nowhere"),
        (QUIZ, "Which?\n\n[(X)] A\n[( )] B"),
        ("```\nif a:\n  b\n```", "```\nif a:\nb\n```"),
        ("[a]\n\n[a]: /one", "[a]\n\n[a]: /two"),
        ("# a", "## a"),
        ("a", "    a"),
    ],
)
def test_what_counts_is_seen(one: str, two: str) -> None:
    assert blocks(one)[0].fingerprint != blocks(two)[0].fingerprint


def test_the_bytes_of_a_picture_count() -> None:
    text = "![a](p.png)"
    first = print_of(text, path="m/l.md", media={"m/p.png": "1"}.get)
    assert first == print_of(text, path="m/l.md", media={"m/p.png": "1"}.get)
    assert first != print_of(text, path="m/l.md", media={"m/p.png": "2"}.get)


def test_a_reference_far_away_counts() -> None:
    one, two = blocks("see [a]\n\nb\n\n[a]: /x"), blocks("see [a]\n\nb\n\n[a]: /y")
    assert one[0].fingerprint != two[0].fingerprint
    assert one[1].fingerprint == two[1].fingerprint


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (QUIZ, "Which one?\n\n[( )] C\n[( )] A\n[(X)] B", True),
        (QUIZ, QUIZ + "\n[[?]] hint\n***\nS\n***", True),
        (QUIZ, "Which?\n\n[(X)] A\n[( )] B", False),
        (QUIZ, "Which?\n\n[( )] A\n[(X)] B changed", False),
        (QUIZ, '<!-- data-pass-mark="80" -->\n[( )] A\n[(X)] B', False),
        ("[[a]]", "[[b]]", False),
        ("[[1] [2]]\n[(X) ( )] a", "[[1] [2]]\n[( ) (X)] a", False),
        ("[[1] [2]]\n[(X) ( )] a\n[( ) (X)] b", "[[1] [2]]\n[( ) (X)] b\n[(X) ( )] a", True),
    ],
)
def test_the_digest_is_of_what_is_right(one: str, two: str, same: bool) -> None:
    assert (answer_digest(one) == answer_digest(two)) is same


def test_no_quiz_no_digest() -> None:
    assert answer_digest("text") == ""


ASKED = "Which one?\n\n[(X)] red\n      It is.\n[( )] pink\n[( )] green\n[[?]] Look again.\n"


def test_the_order_of_options_says_nothing() -> None:
    other = "Which one?\n\n[( )] green\n[(X)] red\n      It is.\n[( )] pink\n[[?]] Look again.\n"
    assert print_of(other) == print_of(ASKED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[(X)] red\n      It is.\n[( )] pink\n", "[( )] red\n      It is.\n[(X)] pink\n"),
        ("      It is.\n[( )] pink\n", "[( )] pink\n      It is.\n"),
        ("green", "grey"),
        ("Look again.", "Think again."),
        ("Which one?", "Which two?"),
    ],
)
def test_all_else_in_a_question_does(old: str, new: str) -> None:
    assert old in ASKED
    assert print_of(ASKED.replace(old, new)) != print_of(ASKED)
