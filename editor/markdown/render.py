"""Render a lesson's Markdown to safe HTML.

Nothing in the result runs, and nothing in it is fetched from outside the course. It is made of
markdown-it's tags, those that `raw_html.py` lets through, and these classes, which a style sheet
may target:

callout       `aside` or `details.callout.callout-NAME` > `.callout-title`
code          `pre.code` > `code.language-NAME` > `span` with pygments' short classes
math          `span.math`, `div.math.math-block` > `math`; `code.math-source` if not understood
notes         `sup.note-ref`; `aside.note` > `.note-number`
tables        `.align-left`, `.align-center`, `.align-right` on cells
tasks         `li.task` > `.task-box`
media         `.missing-media`, `.remote-media`, `p.elsewhere`
links         `a.dead-link`: refused, or not in the course; it leads nowhere
quizzes       `section.quiz.quiz-KIND`, see below

Ids of headings and anchors begin with `h-`, those of footnotes with `note-`.

A quiz carries `data-quiz` (its kind), `data-score`, `data-tries`, `data-pass` (per cent),
`data-shuffle`, `data-scripted` (it has a check of its own, which is not run) and `data-key`:
Base64 of JSON, `{"right": [option, …]}`, `{"text": [answer, …]}`, or `{"rows": [[column, …], …]}`
for pairs and orders. In it, in this order:

`.quiz-question`; `.quiz-options` with, for each kind,
  single, multiple, select   `.quiz-option[role][data-option]` > `.quiz-label`
  text                       `.quiz-entry[data-entry=text]`, empty: the player puts its field there
  match                      a table: `tr.quiz-row[data-row]` > `.quiz-mark[role][data-column]`
  order                      `li.quiz-item[data-row]` > `.quiz-label`, `.quiz-move[data-move=-1|1]`
and `.quiz-feedback[data-for]`; `.quiz-actions` > `.quiz-button[data-do=check|hint|solution]`;
`.quiz-result[role=status]`; `.quiz-hint[data-hint]`; `.quiz-solution`. What waits to be shown is
`hidden`. The player sets `aria-checked` (`aria-selected` in a select) and the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt

from editor.markdown.grammar import parser
from editor.markdown.math import mathml
from editor.markdown.pieces import Piece, Reference, cut, finish
from editor.markdown.place import Place, Resolve, not_here
from editor.markdown.slots import Numbering, fill, slots_in
from editor.markdown.text import lines_of


def render(
    text: str,
    *,
    path: str = "",
    resolve: Resolve = not_here,
    link: Resolve | None = None,
    formula: Callable[[str, bool], str] = mathml,
) -> str:
    """Render a lesson that stands at `path` in its course.

    `resolve` gives the address to show for a course file (its path from the course's root, no
    `..` in it), or None: then the file's name is shown. `link` does so for files to go to;
    without it, links inside the course keep their relative address.
    """
    return "".join(render_pieces(parser(), lines_of(text), Place(path, resolve, link, formula)))


def render_pieces(md: MarkdownIt, lines: Sequence[str], place: Place) -> list[str]:
    """Render the top-level blocks of a lesson, each by itself."""
    pieces = cut(md, lines)
    references, notes = definitions(pieces)
    made = [render_piece(md, piece, place, references, notes) for piece in pieces]
    slots = [slots_in(html) for html in made]
    numbering = Numbering()
    numbering.note(slots)
    return [
        fill(html, asked, numbering.values(asked)) if asked else html
        for html, asked in zip(made, slots, strict=True)
    ]


def definitions(pieces: Sequence[Piece]) -> tuple[dict[str, Reference], frozenset[str]]:
    """Collect what links and footnotes refer to; the first of a name counts."""
    references: dict[str, Reference] = {}
    notes: set[str] = set()
    for piece in pieces:
        for label, reference in piece.references.items():
            references.setdefault(label, reference)
        notes.update(piece.notes)
    return references, frozenset(notes)


def render_piece(
    md: MarkdownIt,
    piece: Piece,
    place: Place,
    references: dict[str, Reference],
    notes: frozenset[str],
) -> str:
    """Render one block, with its slots still open."""
    env = {"place": place, "references": references, "notes": notes}
    tokens = finish(md, piece.tokens, env)
    return str(md.renderer.render(tokens, md.options, env))
