"""A quote is found behind the words that lead to it; words that only come in, where these end."""

from __future__ import annotations

from editor.panels.preview.quotes import find_marked, find_quote

SHOWN = "Say what you saw. Say what it did."


def test_the_words_before_tell_one_of_several() -> None:
    assert find_quote(SHOWN, "what") == (4, 8)
    assert find_quote(SHOWN, "what", "you **saw**. Say ") == (22, 26)
    assert find_quote(SHOWN, "what", "not there ") == (4, 8), "better somewhere than nowhere"


def test_words_that_come_in_are_marked_by_the_sign_before_them() -> None:
    assert find_quote(SHOWN, "", "Say what ") == (9, 9), "behind the space, too"
    assert find_marked(SHOWN, "", "Say what ") == (8, 9)
    assert find_marked(SHOWN, "", "not there ") is None
    assert find_marked(SHOWN, "", "") is None


def test_signs_belong_to_what_is_quoted_with_them() -> None:
    assert find_quote(SHOWN, "Say **what it did**.") == (18, 34)
    assert find_quote(SHOWN, ".", "it did") == (33, 34)
    assert find_quote(SHOWN, " it", "Say what", " did") == (26, 29)
    assert find_quote("“One” two", "“", "", "One”") == (0, 1)


def test_words_come_in_before_those_that_follow_where_none_lead() -> None:
    assert find_quote(SHOWN, "", "", "Say what it") == (18, 18)
    assert find_quote(SHOWN, "", "", "") is None
    assert find_quote("one\ntwo", "", "one\n", "two") == (4, 4), "at its own line"
    assert find_marked(SHOWN, "", "", "Say what you") == (0, 0)
