"""Read a Markdown file's bytes as text and form, and write them back, byte for byte.

A text is Unicode with LF. What the file had besides (line ends, a byte order mark) is its form.
Lines end at LF, CRLF or CR only: U+2028, form feed and their kin are letters like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sync.merge.matching import patience
from sync.model.ids import NodeId, sha_of
from sync.model.payloads import Form

BOM = b"\xef\xbb\xbf"
Runs = tuple[tuple[str, int], ...]
_END = re.compile("\r\n|\n|\r")


@dataclass(frozen=True)
class TextFile:
    """A file's text, and its form: runs of line ends in order (none: all LF), and a mark."""

    text: str
    ends: Runs = ()
    bom: bool = False

    def form(self, lesson: NodeId, path: str) -> Form:
        """Name this form as the form of a lesson that stood at `path`."""
        return Form(lesson=lesson, path=path, sha=sha_of(self.text), ends=self.ends, bom=self.bom)


def decode(raw: bytes) -> TextFile | None:
    """Read bytes as text; None if they are not valid UTF-8, so that nothing is ever guessed.

    NUL and other control characters in valid UTF-8 are kept as they are.
    """
    bom = raw.startswith(BOM)
    try:
        text = raw[len(BOM) if bom else 0 :].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\r" not in text:
        return TextFile(text, (), bom)
    return TextFile(_END.sub("\n", text), _runs(_END.findall(text)), bom)


def encode(text: str, form: Form | None = None, imported: str | None = None) -> bytes:
    """Write a text in its recorded form.

    The text that the form was taken from gives the original bytes. In a text edited since,
    lines that also stand in `imported` keep their own ends, and others take the end of the
    lines around them. A final newline that the file lacked stays away while its last line is
    untouched: weaving works on whole lines and adds one.
    """
    if form is None:
        return _utf8(text, marked=False)
    if sha_of(text) == form.sha:
        ends = _ends(form.ends, text.count("\n"))
    elif imported is not None and sha_of(imported) == form.sha:
        ends = _carried_ends(text, imported, form.ends)
    else:
        ends = [_commonest(form.ends)] * text.count("\n")
    return _utf8(_with_ends(text, ends), marked=form.bom)


def encode_like(file: TextFile, text: str) -> bytes:
    """Write an edited text of a file that was just read, in that file's form."""
    return encode(text, file.form(NodeId(""), ""), file.text)


def _runs(ends: Iterable[str]) -> Runs:
    return tuple((end, sum(1 for _ in same)) for end, same in groupby(ends))


def _ends(runs: Runs, count: int) -> list[str]:
    """Lay runs out, one end for each line break; what is missing or odd in them is LF."""
    ends: list[str] = []
    for end, n in runs:
        if len(ends) >= count:
            break
        known = end if end in ("\r\n", "\r") else "\n"
        ends += [known] * min(n, count - len(ends))
    return ends + ["\n"] * (count - len(ends))


def _commonest(runs: Runs) -> str:
    counts: Counter[str] = Counter()
    for end, n in runs:
        counts[end] += n
    return counts.most_common(1)[0][0] if counts else "\n"


def _with_ends(text: str, ends: Sequence[str]) -> str:
    if all(end == "\n" for end in ends) and len(ends) == text.count("\n"):
        return text
    lines = text.split("\n")
    out: list[str] = []
    before = ""
    for line, end in zip(lines, ends, strict=False):
        # After a lone CR, an empty line that ends at LF would read as one CRLF.
        safe = "\r" if before == "\r" and not line and end == "\n" else end
        out += (line, safe)
        before = safe
    # One end too few is a final newline left away on purpose.
    return "".join(out) + "".join(lines[len(ends) :])


def _carried_ends(text: str, imported: str, runs: Runs) -> list[str]:
    """Give each line break of an edited text its end, from the lines that it kept."""
    old, new = _lines(imported), _lines(text)
    old_ends = _ends(runs, imported.count("\n"))
    carried: list[str] = [""] * len(new)
    last_is_kept = False
    for i, j, n in patience(old, new):
        kept = old_ends[i : i + n]
        carried[j : j + len(kept)] = kept
        last_is_kept |= (i + n, j + n) == (len(old), len(new))
    ends = _filled(carried, _commonest(runs))[: text.count("\n")]
    if text.endswith("\n") and last_is_kept and len(old_ends) < len(old):
        ends.pop()
    return ends


def _lines(text: str) -> list[str]:
    """Cut at LF; a final newline ends the last line and begins no other."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _filled(ends: list[str], commonest: str) -> list[str]:
    """Fill the empty places with the end on both sides of them, else with the commonest."""
    above = _last_seen(ends)
    below = _last_seen(ends[::-1])[::-1]
    return [
        end or _near(up, down, commonest) for end, up, down in zip(ends, above, below, strict=True)
    ]


def _near(up: str, down: str, commonest: str) -> str:
    if up and down:
        return up if up == down else commonest
    return up or down or commonest


def _last_seen(ends: Sequence[str]) -> list[str]:
    seen: list[str] = []
    latest = ""
    for end in ends:
        latest = end or latest
        seen.append(latest)
    return seen


def _utf8(text: str, *, marked: bool) -> bytes:
    """Write UTF-8; half a surrogate pair, which no file can hold, becomes the mark U+FFFD.

    A text that itself begins with a byte order mark gets one more, or reading would drop its own.
    """
    mark = BOM if marked or text.startswith("\ufeff") else b""
    try:
        return mark + text.encode("utf-8")
    except UnicodeEncodeError:
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return mark + whole.encode("utf-8")
