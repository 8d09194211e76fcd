"""Plain prose goes past the rules; what comes out is what the rules make of it, token for token."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from editor.markdown import pieces
from editor.markdown.grammar import parser, rules
from editor.markdown.render import definitions
from editor.markdown.syntax.words import LONGEST, plain_words_of
from editor.markdown.text import lines_of

RESOURCES = Path(__file__).parents[3] / "resources"
PARTS = [
    *[
        "a",
        "word",
        "Ünï",
        "é",
        "中文",
        "1",
        "2)",
        "(x)",
        "“q",
        "—",
        "\u00a0",
        "\u2028",
        "\\",
        "&amp;",
    ],
    *[" ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\r", "- ", "* ", "1. ", "> ", "# ", "+ "],
    *[
        "=",
        "===",
        "---",
        "***",
        "|",
        "| a |",
        "|--|",
        "`",
        "```",
        "~~~",
        "$",
        "$$",
        ":::",
        "::: note",
    ],
    *["[", "]", "(", ")", "[^a]", "[^a]: x", "[a]: /u", "[(X)]", "[[ ]]", "[[", "]]", "![", "!"],
    *[
        "<b>",
        "<!--",
        "-->",
        "<details>",
        "</details>",
        "&",
        "_",
        "*",
        "**",
        "~~",
        "{#x}",
        "[!NOTE]",
    ],
    *["<http://a>", "https://e.org", "a@b.c", "a_b_c", "http:"],
]


@pytest.fixture(scope="module")
def slow() -> MarkdownIt:
    """Give the parser that asks every rule about everything."""

    def words(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.children = []
                if len(token.content) > LONGEST:
                    token.children.append(Token("text", "", 0, content=token.content))
                else:
                    state.md.inline.parse(token.content, state.md, state.env, token.children)

    md = rules()
    md.core.ruler.at("inline", words)
    return md


def _finish_slowly(md: MarkdownIt, tokens: list[Token], env: EnvType) -> list[Token]:
    state = StateCore("", md, env, tokens)
    for rule in pieces._rules_for_words(md):
        rule(state)
    return state.tokens


def _both(slow: MarkdownIt, text: str) -> tuple[object, object]:
    found = []
    for md, finish in ((parser(), pieces.finish), (slow, _finish_slowly)):
        cut = pieces.cut(md, lines_of(text))
        references, notes = definitions(cut)
        env = {"references": references, "notes": notes}
        found.append([(p.lines, p.used, p.notes, repr(finish(md, p.tokens, env))) for p in cut])
    return found[0], found[1]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_any_text_gives_the_tokens_of_the_rules(slow: MarkdownIt, text: str) -> None:
    one, two = _both(slow, text)
    assert one == two


def test_our_own_courses_give_the_tokens_of_the_rules(slow: MarkdownIt) -> None:
    lessons = sorted(RESOURCES.rglob("*.md"))
    assert lessons
    for lesson in lessons:
        one, two = _both(slow, lesson.read_text(encoding="utf-8"))
        assert one == two, lesson.name


def test_what_a_rule_may_look_at_is_left_to_it() -> None:
    assert plain_words_of("Plain words: 3 - 2, a/b, (x) #1.") is not None
    for mark in "$\\`~*_[<&":
        assert plain_words_of(f"one {mark} two") is None
    assert plain_words_of("a break here  \nand on") is None
    assert plain_words_of("a" * (LONGEST + 1)) is None
