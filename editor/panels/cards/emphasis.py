"""Find bold, italic and code in a line of runs; marks that did not change are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from itertools import groupby

from editor.panels.cards.runs import Mark, Run

_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]*[^\s*_])\1(?![\w*_])")


class Face(Flag):
    """How some letters look."""

    PLAIN = 0
    BOLD = auto()
    ITALIC = auto()
    CODE = auto()
    HIDDEN = auto()


@dataclass(frozen=True)
class Piece:
    """Some letters of a line that look alike."""

    text: str
    kind: str = Mark.SAME.value
    face: Face = Face.PLAIN


def emphasised(runs: Sequence[Run]) -> list[Piece]:
    """Style a line of runs.

    What was taken out is styled apart from what stands: both together are no Markdown. A mark is
    hidden where it is the same on both sides, or came or went together with its words; a word
    that was only made bold shows its stars.
    """
    if not any(sign in run.text for run in runs for sign in "*_`"):
        return [Piece(run.text, run.kind) for run in runs if run.text]
    kinds = [run.kind for run in runs for _ in run.text]
    letters = "".join(run.text for run in runs)
    gone, same = Mark.GONE.value, Mark.SAME.value
    faces = [Face.PLAIN] * len(letters)
    _style(letters, kinds, faces, [n for n, kind in enumerate(kinds) if kind in (gone, same)])
    standing = [n for n, kind in enumerate(kinds) if kind != gone]
    for place in standing:
        faces[place] = Face.PLAIN
    _style(letters, kinds, faces, standing)
    return list(_grouped(letters, kinds, faces))


def _style(letters: str, kinds: list[str], faces: list[Face], places: Sequence[int]) -> None:
    text = "".join(letters[place] for place in places)
    for pattern, face in ((_CODE, Face.CODE), (_BOLD, Face.BOLD), (_ITALIC, Face.ITALIC)):
        for found in pattern.finditer(text):
            if Face.CODE in faces[places[found.start()]]:
                continue
            for at in range(*found.span(2)):
                faces[places[at]] |= face
            inside = {kinds[places[at]] for at in range(*found.span(2))}
            for at in (*range(*found.span(1)), *range(found.end(2), found.end())):
                if kinds[places[at]] == Mark.SAME.value or {kinds[places[at]]} == inside:
                    faces[places[at]] |= Face.HIDDEN


def _grouped(letters: str, kinds: list[str], faces: list[Face]) -> Iterator[Piece]:
    seen = [
        (letter, kind, face)
        for letter, kind, face in zip(letters, kinds, faces, strict=True)
        if Face.HIDDEN not in face
    ]
    for (kind, face), group in groupby(seen, key=lambda one: one[1:]):
        yield Piece("".join(letter for letter, _, _ in group), kind, face)
