"""CommonMark's own examples, through our grammar and markdown-it's plain renderer."""

from __future__ import annotations

import json
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from editor.markdown.grammar import parser

# 218, 239 and 240 differ by a line end in an empty block quote, as in markdown-it itself;
# 559, `[[*foo* bar]]` alone on a line, is a question to us.
KNOWN = {218, 239, 240, 559}


def test_commonmark_is_kept(shared: Path) -> None:
    found = (shared / "corpus" / "conformance" / "commonmark-0.31.2.json").read_text("utf-8")
    examples = json.loads(found)
    assert len(examples) == 652
    md = parser()
    plain, options = RendererHTML(md), MarkdownIt("commonmark").options
    other = {
        example["example"]
        for example in examples
        if plain.render(md.parse(example["markdown"], {}), options, {}) != example["html"]
    }
    assert other == KNOWN
