"""Texts come out of files and go back into them byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.formats.text_file import TextFile, decode, encode, encode_like
from sync.model.ids import NodeId

# Every sign that some program takes for a line end, and some that hide.
SIGNS = st.sampled_from(
    [*"ab #\n\r\v\f\x00\x1b", "\r\n", "\x85", "\u2028", "\u2029", "\ufeff", "\u00a0", "名", "😀"]
)
TEXTS = st.lists(SIGNS, max_size=40).map("".join)


def read(raw: bytes) -> TextFile:
    file = decode(raw)
    assert file is not None
    return file


@given(TEXTS, st.booleans())
@example("\r\n\r", False)
@example("\ufeff", True)
@example("", True)
def test_unedited_bytes_come_back(text: str, bom: bool) -> None:
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    file = read(raw)
    assert "\r" not in file.text
    assert encode(file.text, file.form(NodeId("a"), "a.md")) == raw
    assert encode(file.text, file.form(NodeId("a"), "a.md"), file.text) == raw


@given(TEXTS, TEXTS)
@example("a\rb\n", "a\n\nb\n")
@example("a\r\n\r", "\n\n\n")
@example("", "\ufeff\ufeff")
def test_an_edited_text_reads_back_as_it_was_edited(before: str, after: str) -> None:
    file = read(before.encode())
    edited = read(after.encode()).text
    again = read(encode_like(file, edited))
    # Only a final newline may be left away, where the file had none.
    assert again.text in (edited, edited.removesuffix("\n"))
    assert again.text == edited or not before.endswith(("\n", "\r"))


@given(st.lists(st.tuples(st.text("abcdefgh ", max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))))
def test_lines_that_stay_keep_their_own_ends(lines: list[tuple[str, str]]) -> None:
    named = [(f"{at} {line}", end) for at, (line, end) in enumerate(lines)]
    file = read("".join(line + end for line, end in named).encode())
    edited = "new first\n" + file.text + "new last\n"
    written = encode_like(file, edited).decode()
    assert written.partition(named[0][0] if named else "new last")[0].startswith("new first")
    for line, end in named:
        assert line + end in written


def test_only_lf_crlf_and_cr_end_lines() -> None:
    raw = "CR\rLF\nCRLF\r\nVT\vFF\fNEL\x85LS\u2028PS\u2029end".encode()
    file = read(raw)
    assert file.text == "CR\nLF\nCRLF\nVT\vFF\fNEL\x85LS\u2028PS\u2029end"
    assert file.ends == (("\r", 1), ("\n", 1), ("\r\n", 1))
    assert encode_like(file, file.text) == raw


def test_a_new_line_takes_the_end_of_the_lines_around_it() -> None:
    file = read(b"one\r\ntwo\r\nthree\nfour\nfive\nsix\n")
    assert encode_like(file, "one\nnew\ntwo\nthree\nfour\nfive\nsix\n") == (
        b"one\r\nnew\r\ntwo\r\nthree\nfour\nfive\nsix\n"
    )
    # Between lines that disagree: the commonest end of the file.
    assert encode_like(file, "one\ntwo\nnew\nthree\nfour\nfive\nsix\n") == (
        b"one\r\ntwo\r\nnew\nthree\nfour\nfive\nsix\n"
    )


def test_all_new_text_takes_the_files_commonest_end() -> None:
    file = read(b"one\r\ntwo\r\nthree\n")
    assert encode_like(file, "x\ny\n") == b"x\r\ny\r\n"
    form = file.form(NodeId("a"), "a.md")
    assert encode("x\ny\n", form) == b"x\r\ny\r\n"
    assert encode("x\ny\n", form, "not what the form was taken from") == b"x\r\ny\r\n"


def test_a_missing_final_newline_stays_away_while_the_last_line_is_untouched() -> None:
    file = read(b"one\ntwo\nlast")
    assert encode_like(file, "one\nTWO\nlast\n") == b"one\nTWO\nlast"
    assert encode_like(file, "one\nTWO\nlast") == b"one\nTWO\nlast"
    assert encode_like(file, "one\ntwo\nchanged\n") == b"one\ntwo\nchanged\n"
    assert encode_like(file, "one\ntwo\nlast\nmore\n") == b"one\ntwo\nlast\nmore\n"


def test_a_byte_order_mark_is_form_and_a_second_one_is_text() -> None:
    file = read(b"\xef\xbb\xbf\xef\xbb\xbfx\n")
    assert file.bom and file.text == "\ufeffx\n"
    assert encode_like(file, "\ufeffy\n") == b"\xef\xbb\xbf\xef\xbb\xbfy\n"


@pytest.mark.parametrize(
    "raw",
    [
        "ünïcode".encode("utf-16"),
        "caf\xe9".encode("latin-1"),
        b"\x80",
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xf5\x80\x80\x80",
        b"\xe4\xb8",
        bytes(range(256)),
    ],
)
def test_what_is_not_utf_8_is_never_guessed(raw: bytes) -> None:
    assert decode(raw) is None


def test_nul_and_control_signs_are_text() -> None:
    raw = b"# NUL \x00 bell \x07 esc \x1b[31m del \x7f\n"
    assert encode_like(read(raw), read(raw).text) == raw


def test_a_lesson_that_never_was_a_file_is_plain_utf_8() -> None:
    assert encode("ä\n") == "ä\n".encode()


def test_half_a_surrogate_pair_becomes_the_mark_for_it() -> None:
    assert encode("a\ud83db\n") == "a\ufffdb\n".encode()


def test_many_mixed_ends_are_kept_in_little_room() -> None:
    file = read(b"a\r\n" * 50_000 + b"b\n")
    assert file.ends == (("\r\n", 50_000), ("\n", 1))
    edited = file.text.replace("a\n", "A\n", 1)
    assert encode_like(file, edited) == b"A\r\n" + b"a\r\n" * 49_999 + b"b\n"
