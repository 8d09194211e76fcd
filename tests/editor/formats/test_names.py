"""No recorded path leads outside, and no two things ever get one place."""

from __future__ import annotations

import posixpath
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.names import Taken, folded, natural_key, safe_path, slug_of, what_is_wrong

HOSTILE = [
    "",
    "/etc/passwd",
    "..",
    "../x.md",
    "a/../../x.md",
    "a/./b.md",
    "a//b.md",
    "a/",
    "..\\..\\x.md",
    "a\\b.md",
    "C:/Windows/win.ini",
    "c:x.md",
    "\\\\server\\share\\x",
    "a\x00.md",
    "a\nb.md",
    "a\x7f.md",
    "half \ud83d pair.md",
    ".git/hooks/post-checkout",
    ".GIT/config",
    "sub/.git/config",
    ".git./config",
    ".git /config",
    ".g\u200cit/config",
    "git~1/config",
    ".git::$INDEX_ALLOCATION/config",
    ".hg/hgrc",
    "x" * 256 + ".md",
    "名" * 100 + ".md",
]
HARMLESS = [
    "a.md",
    "dir with spaces/名前 (1) & co #2.md",
    ".hidden.md",
    "..md",
    "...",
    "a..b/c",
    ".github/x.md",
    ".gitignore",
    "מדריך\u200f.md",
    "what? 100% <really> *yes*: \"so\" | 'it' is.md",
    "con.md",
    " leading and trailing ",
    "é.md",
    "e\u0301.md",
]
PARTS = st.text(
    st.characters(codec=None, exclude_categories=()) | st.sampled_from("./\\:\x00 ~$"),
    max_size=12,
)
PATHS = st.lists(PARTS | st.sampled_from(["..", ".git", "con", "C:"]), max_size=5).map("/".join)


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_path_is_never_written(path: str) -> None:
    assert what_is_wrong(path, windows=False)
    assert what_is_wrong(path, windows=True)


@pytest.mark.parametrize("path", HARMLESS)
def test_an_odd_name_is_kept(path: str) -> None:
    assert not what_is_wrong(path, windows=False)


@pytest.mark.parametrize(
    "path", ["con.md", "a/AUX", "nul.tar.gz", "com1", "lpt9.md", "a?.md", "a:b.md", "x ", "y."]
)
def test_what_windows_cannot_hold_is_known(path: str) -> None:
    assert what_is_wrong(path, windows=True)
    assert not what_is_wrong(safe_path(path), windows=True)


@given(PATHS)
def test_a_path_made_safe_may_be_written_everywhere(path: str) -> None:
    safe = safe_path(path)
    assert not what_is_wrong(safe, windows=True)
    assert not posixpath.normpath(safe).startswith((".." + "/", "/"))
    assert safe_path(safe) == safe


@given(PATHS)
def test_no_path_that_may_be_written_leads_outside(path: str) -> None:
    if not what_is_wrong(path, windows=False):
        assert not posixpath.isabs(path)
        assert not posixpath.normpath(path).startswith("..") or path.startswith("..")
        assert posixpath.normpath("/top/" + path).startswith("/top/")


@given(st.text(max_size=200))
def test_a_slug_is_one_safe_short_name(title: str) -> None:
    slug = slug_of(title)
    assert not what_is_wrong(slug, windows=True)
    assert "/" not in slug and len(slug) <= 65


def test_slugs_keep_the_letters_of_every_script() -> None:
    assert slug_of("  Why peers teach well!  ") == "why-peers-teach-well"
    assert slug_of("名前 (1)") == "名前-1"
    assert slug_of("Über Öl") == "über-öl"
    assert slug_of("???") == "untitled"
    assert slug_of("CON") == "_con"


def test_people_count_2_before_10() -> None:
    names = ["10-b", "2-a", "1", "a10", "A2", "b"]
    assert sorted(names, key=natural_key) == ["1", "2-a", "10-b", "A2", "a10", "b"]


@given(st.lists(st.sampled_from(["a.md", "A.md", "a", "a/b.md", "A/B.md", "a/b.md/c", "é", "É"])))
def test_no_two_things_get_one_place(paths: list[str]) -> None:
    taken = Taken()
    given_away = [taken.take(path) for path in paths]
    keys = [folded(path) for path in given_away]
    assert len(set(keys)) == len(keys)
    for key in keys:
        assert not any(other.startswith(key + "/") for other in keys)


def test_case_twins_stand_where_the_disk_tells_case() -> None:
    telling, lenient = Taken(tells_case=True), Taken(tells_case=False)
    assert [telling.take(p, as_recorded=True) for p in ("A.md", "a.md")] == ["A.md", "a.md"]
    assert [lenient.take(p, as_recorded=True) for p in ("A.md", "a.md")] == ["A.md", "a 2.md"]
    assert telling.take("a.MD") == "a 2.MD"


def test_a_number_goes_before_the_suffix() -> None:
    taken = Taken()
    for path in ("x/a.md", ".hidden", "x.y/none"):
        taken.take(path)
        assert re.fullmatch(r"x/a 2\.md|\.hidden 2|x\.y/none 2", taken.take(path))
