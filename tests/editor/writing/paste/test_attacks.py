"""Nothing dangerous survives the way from a clipboard to the page."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from editor.markdown.render import render
from editor.writing.paste.clipboard import from_clipboard
from tests.editor.markdown.judge import dangers
from tests.editor.markdown.test_xss import ATTACKS

LIVE = re.compile(
    r"(?<!\\)<(?:script|img|svg|iframe|object|a\s)"
    r"|(?<!\\)\]\(\s*<?(?:javascript|data|vbscript|file|smb|//|\\\\)",
    re.IGNORECASE,
)


def wrapped(payload: str) -> str:
    """Put an attack into what a browser copies."""
    return f"<!--StartFragment--><p><b>x</b></p>{payload}<!--EndFragment-->"


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_own_attacks(number: int) -> None:
    for html in (ATTACKS[number], wrapped(ATTACKS[number])):
        text = from_clipboard(html, "").text
        assert dangers(render(text)) == []
        if html != ATTACKS[number]:
            assert not LIVE.search(re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)), text


def test_shared_vectors(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("oracle", shared / "xss" / "oracle.py")
    assert spec is not None
    assert spec.loader is not None
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    vectors = json.loads((shared / "xss" / "vectors.json").read_text("utf-8"))
    assert len(vectors) >= 501
    for vector in vectors:
        for html in (vector["payload"], wrapped(vector["payload"])):
            pasted = from_clipboard(html, vector["payload"])
            found = oracle.dangers(render(pasted.text), remote_ok=False)
            assert found == [], vector["name"]
