"""Turn a block's HTML into what a text browser can show: quizzes to be read, formulas as pictures.

A text browser knows neither `hidden` nor roles nor MathML. Nesting and length are bounded: it would
take seconds for thousands of divisions or cells, and for ever for a few dozen boxes in each other.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

from editor.panels.kit.tokens import Tokens
from sync.model.language import mark, say

FORMULA = "formula:"
_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)")
_MOST_OF_FORMULA, _MOST_OF_FORMULAS = 200, 450
"""What one formula and those of one block may cost to draw, in fifths of a millisecond."""
_LAST_LINE_END = re.compile(r"\n</code></pre>")
_DEEPEST, _DEEPEST_BOX = 40, 4
_MOST = 60_000
"""What one block may cost the text browser, in letters; a tag and a cell cost as much as …"""
_COSTS = {"td": 120, "th": 120}
_TAG_COSTS, _TAG_TOO_DEEP, _IN_HEADING, _LINE_COSTS = 40, 2, 6, 15
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_REST = mark("The rest of this part is too long for the light preview. Learners get all of it.")
_VOID = {"br", "hr", "img", "wbr", "col"}
_GONE = {"quiz-actions", "quiz-result", "quiz-move"}
_SIGNS = {"radio": "○", "checkbox": "☐", "option": "○"}
_KEPT = {
    *("a", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "s"),
    *("small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr"),
    *("tt", "u", "ul"),
}
_ATTRIBUTES = {"href", "src", "alt", "class", "start", "colspan", "rowspan", "align", "width"}
_MARKED = "<span class='mark'>{}</span>&nbsp; "


@dataclass(frozen=True)
class LightBlock:
    """A block for the text browser, and the formulas that it names, by their address."""

    html: str
    formulas: dict[str, str]


def light_block(html: str, tokens: Tokens) -> LightBlock:
    """Rewrite one block."""
    formulas: dict[str, str] = {}
    left: float = _MOST_OF_FORMULAS

    def name(found: re.Match[str]) -> str:
        nonlocal left
        address = FORMULA + hashlib.sha256(found[0].encode()).hexdigest()[:24]
        words = " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())
        cost = 0 if address in formulas else _cost_of(found[0])
        if cost > min(left, _MOST_OF_FORMULA):
            return f'<code class="math-source">{escape(words)}</code>'
        left -= cost
        formulas[address] = found[0]
        return f'<img src="{address}" alt="{escape(words[:200])}">'

    writer = _Writer(tokens)
    try:
        writer.feed(_LAST_LINE_END.sub("</code></pre>", _MATH.sub(name, html)))
        writer.close()
    except _Enough:
        return LightBlock(f"{writer.finished()}<p class='mark'>{escape(say(_REST))}</p>", formulas)
    return LightBlock(writer.finished(), formulas)


def _cost_of(mathml: str) -> float:
    """Foresee what drawing a formula costs: what is in a row is laid out twice, and so on inward.

    Sixty fractions in each other would take longer than anybody lives.
    """
    cost, times = 0.0, 1.0
    for closing, tag in _TAG.findall(mathml):
        if tag == "mrow":
            times = times / 2 if closing else times * 2
        elif not closing:
            cost += times
        if cost > _MOST_OF_FORMULA:
            break
    return cost


class _Enough(Exception):
    """A block is longer than can be shown at once."""


@dataclass
class _Open:
    """An element that is open: its tag, and what closes what was written for it."""

    tag: str
    closing: str


@dataclass
class _Writer(HTMLParser):
    tokens: Tokens
    _parts: list[str] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _silent: int = 0
    _spent: int = 0
    _boxes_open: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def finished(self) -> str:
        """Close what was left open and give the whole."""
        while self._open:
            self._parts.append(self._open.pop().closing)
        return "".join(self._parts)

    def handle_data(self, data: str) -> None:
        """Write text, unless it is in what must not be seen."""
        if not self._silent:
            cost = _IN_HEADING if any(found.tag in _HEADINGS for found in self._open) else 1
            whole = len(data) * cost + data.count("\n") * _LINE_COSTS
            left = _MOST - self._spent
            self._parts.append(escape(data if whole <= left else data[: len(data) * left // whole]))
            self._spend(whole)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element's beginning in the browser's words."""
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if self._silent or "hidden" in given or classes & _GONE:
            if tag not in _VOID:
                self._silent += 1
                self._open.append(_Open(tag, ""))
            return
        if tag in ("audio", "video"):
            self._player(tag, given)
            return
        opening, closing = self._written(tag, given, classes)
        is_box = opening.startswith("<table")
        too_deep = len(self._open) > _DEEPEST or (is_box and self._boxes_open >= _DEEPEST_BOX)
        if too_deep and tag not in _VOID:
            opening = closing = ""
        self._spend(_COSTS.get(tag, _TAG_COSTS) if opening else _TAG_TOO_DEEP)
        self._boxes_open += bool(closing) and is_box
        self._parts.append(opening)
        if tag not in _VOID:
            self._open.append(_Open(f"{tag}.note" if "note" in classes else tag, closing))

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and those that were left open in it."""
        named = (tag, f"{tag}.note")
        if not any(found.tag in named for found in self._open):
            return
        while self._open:
            found = self._open.pop()
            if self._silent:
                self._silent -= 1
            else:
                self._parts.append(found.closing)
                self._boxes_open -= found.closing.endswith("</table>")
            if found.tag in named:
                return

    def _spend(self, cost: int) -> None:
        self._spent += cost
        if self._spent > _MOST:
            raise _Enough

    def _written(self, tag: str, given: dict[str, str], classes: set[str]) -> tuple[str, str]:
        """Return what an element begins and ends with."""
        for name, (opening, closing) in self._boxes().items():
            if name in classes or name == tag:
                return opening, closing
        if tag == "p" and self._open and self._open[-1].tag == "aside.note":
            return "", "<br>"
        if "quiz-option" in classes or "quiz-mark" in classes:
            sign = _MARKED.format(_SIGNS.get(given.get("role", ""), "○"))
            return ("<p>" + sign, "</p>") if "quiz-option" in classes else (sign, "")
        if "quiz-entry" in classes:
            return "<p>" + "_" * 24, "</p>"
        if "quiz-label" in classes:
            return "", ""
        if tag == "summary":
            return "<p><b>", "</b></p>"
        if tag not in _KEPT:
            return "", ""
        anchor = f'<a name="{escape(given["id"])}"></a>' if given.get("id") else ""
        kept = self._attributes(tag, given, classes)
        return f"<{tag}{kept}>" + (anchor if tag not in _VOID else ""), f"</{tag}>"

    def _boxes(self) -> dict[str, tuple[str, str]]:
        look = self.tokens

        def box(fill: str, edge: str) -> tuple[str, str]:
            return (
                f'<table width="100%" cellpadding="10" cellspacing="0" border="1"'
                f' style="border-color:{edge}; border-style:solid; background-color:{fill}">'
                "<tr><td class='inside'>",
                "</td></tr></table>",
            )

        warning = box(look.warn_soft, look.warn_line)
        return {
            "quiz": box(look.surface, look.line),
            "quiz-question": ("<p><b>", "</b></p>"),
            "callout-warning": warning,
            "callout-caution": warning,
            "callout-danger": warning,
            "callout-title": ("<p><b>", "</b></p>"),
            "callout": box(look.surface, look.line),
            "note-number": ("<b class='mark'>", "</b>&nbsp; "),
            "note": ("<p class='note'>", "</p>"),
            "pre": (box(look.code, look.line)[0] + "<pre>", "</pre></td></tr></table>"),
            "blockquote": (
                '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
                f'<td width="3" style="background-color:{look.line}"></td>'
                "<td class='quote'>",
                "</td></tr></table>",
            ),
            "missing-media": (
                f"<span class='missing'>&nbsp;{escape(say('Not here: '))}",
                "&nbsp;</span>",
            ),
        }

    def _attributes(self, tag: str, given: dict[str, str], classes: set[str]) -> str:
        kept = {name: value for name, value in given.items() if name in _ATTRIBUTES}
        if tag in ("td", "th"):
            kept["class"] = "head" if tag == "th" else "cell"
        for side in ("left", "center", "right"):
            if f"align-{side}" in classes:
                kept["align"] = side
        return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())

    def _player(self, tag: str, given: dict[str, str]) -> None:
        """Offer a sound or film to the system's own player: a text browser has none."""
        name = given.get("aria-label")
        words = say("Play the film") if tag == "video" else say("Play the sound")
        if name:
            words = say("Play {name}", name=name)
        address = escape(given.get("src", ""))
        self._parts.append(f'<a href="{address}">▶ {escape(words)}</a>')
        self._open.append(_Open(tag, ""))
