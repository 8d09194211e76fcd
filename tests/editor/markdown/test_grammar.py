"""The parser is ready for several threads from the moment it can be asked for."""

from __future__ import annotations

import subprocess
import sys

_LISTED = """
import editor.markdown.grammar
from mdurl._decode import decode_cache
from mdurl._encode import encode_cache
print([len(one) for one in (*encode_cache.values(), *decode_cache.values())])
"""


def test_what_the_library_lists_at_first_use_is_listed_before_any_thread_parses() -> None:
    """Of a list that another thread was still filling, a sign was missing: `IndexError`."""
    told = subprocess.run([sys.executable, "-c", _LISTED], capture_output=True, check=True)
    assert told.stdout.decode().strip() == "[128, 128]"
