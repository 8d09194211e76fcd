"""Addresses within an exported site are those that any tool would write."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from editor.formats.site_paths import relative

PATHS = st.lists(st.sampled_from(["a", "b", "ä c", "lessons", "1%.html"]), min_size=1, max_size=4)


@given(PATHS.map("/".join), PATHS.map("/".join))
def test_an_address_leads_from_one_file_to_another(origin: str, to: str) -> None:
    expected = posixpath.relpath(to, posixpath.dirname(origin) or ".")
    assert relative(origin, to) == quote(expected)
