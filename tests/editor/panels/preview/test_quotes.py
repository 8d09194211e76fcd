"""A quote is found behind the words that lead to it; words that only come in, where these end."""

from __future__ import annotations

from editor.panels.preview.quotes import find_marked, find_quote

SHOWN = "Say what you saw. Say what it did."


def test_the_words_before_tell_one_of_several() -> None:
    assert find_quote(SHOWN, "what") == (4, 8)
    assert find_quote(SHOWN, "what", "you **saw**. Say ") == (22, 26)
    assert find_quote(SHOWN, "what", "not there ") == (4, 8), "better somewhere than nowhere"


def test_words_that_come_in_are_marked_by_the_sign_before_them() -> None:
    assert find_quote(SHOWN, "", "Say what ") == (8, 8)
    assert find_marked(SHOWN, "", "Say what ") == (7, 8)
    assert find_marked(SHOWN, "", "not there ") is None
    assert find_marked(SHOWN, "", "") is None
