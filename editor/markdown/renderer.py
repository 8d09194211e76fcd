"""Write the HTML of parsed blocks: markdown-it's renderer, with addresses and tags judged.

The environment brings `place` (`Place`), `notes` (labels of defined footnotes) and `references`.
Two things depend on the whole lesson, the number of a footnote and the id of a heading that
another heading shares its words with: they are written as slots, which `slots.py` fills.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.common.utils import unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from editor.markdown import quiz_html
from editor.markdown.code import coloured, language_of
from editor.markdown.media import media_html
from editor.markdown.place import Place
from editor.markdown.plain import plain_words
from editor.markdown.raw_html import InlineHtml, clean_block, link_open
from editor.markdown.safety import DEEPEST, anchor_id, slug
from editor.markdown.slots import heading_slot, note_slot

_ALIGNED = {
    "text-align:left": "align-left",
    "text-align:center": "align-center",
    "text-align:right": "align-right",
}
_TOWARDS_READER = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th"}
)
_WORDS = frozenset({"text", "softbreak"})


def _place(env: EnvType) -> Place:
    place = env.get("place")
    return place if isinstance(place, Place) else Place()


class LessonRenderer(RendererHTML):
    """Render tokens; a public method is named after the type of token that it writes."""

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Write one stretch of text; tags in it are balanced and bounded, links are counted."""
        if all(token.type in _WORDS for token in tokens):  # most have no mark in them
            written = (
                self.rules[one.type](tokens, at, options, env) for at, one in enumerate(tokens)
            )
            return "".join(written)
        html = InlineHtml(_place(env))
        out: list[str] = []
        links = depth = 0
        for at, token in enumerate(tokens):
            if token.type == "html_inline":
                out.append(html.feed(token))
                continue
            if html.swallows:
                continue
            depth += max(token.nesting, 0)
            too_deep = token.nesting and depth > DEEPEST
            depth += min(token.nesting, 0)
            if too_deep:
                continue
            if token.type in ("link_open", "link_close"):
                links += token.nesting
            elif token.type == "image":
                token.meta["linked"] = links > 0
            rule = self.rules.get(token.type)
            out.append(
                rule(tokens, at, options, env)
                if rule
                else self.renderToken(tokens, at, options, env)
            )
        out.append(html.end())
        return "".join(out)

    def renderToken(  # noqa: N802
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write a tag as markdown-it does; blocks of prose take the direction of their letters."""
        token = tokens[idx]
        if token.type in quiz_html.RULES:
            return quiz_html.RULES[token.type](tokens, idx, options, env)
        if token.nesting == 1 and token.tag in _TOWARDS_READER and not token.attrGet("dir"):
            token.attrSet("dir", "auto")
        aligned = _ALIGNED.get(str(token.attrs.pop("style", "")))
        if aligned:
            token.attrSet("class", aligned)
        return super().renderToken(tokens, idx, options, env)

    def list_item_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write a list item; a task shows its box as text, not as a form's."""
        return self.renderToken(tokens, idx, options, env)

    def task_box(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write the box of a task."""
        done = tokens[idx].meta["done"]
        name, sign = ("done", "\u2611") if done else ("to do", "\u2610")
        return f'<span class="task-box" role="img" aria-label="{name}">{sign}</span> '

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write a heading with its anchor."""
        given = tokens[idx].meta.get("anchor")
        words = plain_words(tokens[idx + 1].children or [])
        name = escape(anchor_id(given)) if given else heading_slot(slug(words))
        return f'<{tokens[idx].tag} id="{name}" dir="auto">'

    def named_span_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Open a stretch of text that a link may lead to."""
        name = tokens[idx].meta["anchor"]
        return f'<span id="{escape(anchor_id(name))}">' if name else "<span>"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Write a picture, or what stands for it."""
        token = tokens[idx]
        given = token.meta.get("attributes", {})
        alt = plain_words(token.children or []) or given.get("alt", "")
        extra = {name: given[name] for name in ("width", "height") if name in given}
        title = token.attrGet("title")
        if title:
            extra["title"] = str(title)
        source = str(token.attrGet("src") or "")
        linked = bool(token.meta.get("linked"))
        return media_html(source, alt, _place(env), extra=extra, linked=linked)

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Open a link, if it may be one."""
        title = tokens[idx].attrGet("title")
        more = f' title="{escape(str(title))}"' if title else ""
        return link_open(str(tokens[idx].attrGet("href") or ""), _place(env), more)

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write the harmless part of a block of HTML."""
        return clean_block(tokens[idx].content, _place(env))

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Show a tag that nobody balanced as text."""
        return escape(tokens[idx].content)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Write a block of code in colour; `math` is a formula."""
        token = tokens[idx]
        language = language_of(unescapeAll(token.info))
        if language == "math":
            return self._formula(token.content.strip(), env)
        named = f' class="language-{escape(language)}"' if language else ""
        return f'<pre class="code"><code{named}>{coloured(token.content, language)}</code></pre>\n'

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write indented code, which names no language."""
        return f'<pre class="code"><code>{escape(tokens[idx].content)}</code></pre>\n'

    def math_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write a formula on lines of its own."""
        return self._formula(tokens[idx].content, env)

    def math_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write a formula in a line; `$$` in a line stands on its own."""
        block = tokens[idx].markup == "$$"
        made = _place(env).formula(tokens[idx].content, block)
        return f'<span class="math{" math-block" if block else ""}">{made}</span>'

    def _formula(self, source: str, env: EnvType) -> str:
        return f'<div class="math math-block">{_place(env).formula(source, True)}</div>\n'

    def note_reference(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write the number of a footnote, leading to it."""
        label = tokens[idx].meta["label"]
        return f'<sup class="note-ref"><a href="#{_note_id(label)}">{note_slot(label)}</a></sup>'

    def footnote_reference_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Open a footnote, at the place where it is written."""
        label = tokens[idx].meta["label"]
        number = note_slot(label, defines=True)
        return (
            f'<aside class="note" role="note" id="{_note_id(label)}">'
            f'<span class="note-number">{number}</span>\n'
        )

    def footnote_reference_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Close a footnote."""
        return "</aside>\n"


def _note_id(label: str) -> str:
    return escape("note-" + "".join(sign if sign.isalnum() else "-" for sign in label))
