"""What each writer did where notes or addresses do not go together, and how to keep just that.

Two who wrote under one label each meant their own: whichever keeps the label, the other goes on
under a new one, with the marks and links that its writer made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.markdown.checks.deed import Deed, Holds, Scene, shortened
from editor.markdown.checks.finding import LessonText
from editor.markdown.labels import Use, Written
from editor.markdown.told import done, told
from sync.merge.edits import Edit, apply, carry, line_edits
from sync.merge.wordings import stands_in
from sync.model.language import mark

_NOTED = (
    mark("You wrote the note “{label}”, “{says}”"),
    mark("{who} wrote the note “{label}”, “{says}”"),
)
_LED = (
    mark("You let “{label}” stand for {says}"),
    mark("{who} let “{label}” stand for {says}"),
)
_WORDS = (
    mark("You wrote “{words}”, and no link"),
    mark("{who} wrote “{words}”, and no link"),
)


# -- one label, written twice


def two_written(scene: Scene) -> Iterator[Deed]:
    """Each wrote a note, or an address, under one label: one of them keeps it."""
    place = (scene.check.start, scene.check.end)
    second = next((w for w in scene.lesson.labels.written if (w.start, w.end) == place), None)
    if second is None:
        return
    same = [
        one
        for one in scene.lesson.labels.written
        if (one.kind, one.key) == (second.kind, second.key)
    ]
    whose = _whose(scene, same)
    for number, kept in enumerate(same):
        text = _with_label(scene, same, number, whose)
        words = scene.text[kept.start : kept.end]
        you, they = _NOTED if kept.kind == "note" else _LED
        yield Deed(
            done(you, they, label=kept.label, says=shortened(kept.says)),
            told(mark("Let it keep “{label}”"), label=kept.label),
            _holds(words),
            text,
            words,
        )


def _holds(words: str) -> Holds:
    return lambda text: stands_in(text, words)


def _whose(scene: Scene, same: Sequence[Written]) -> dict[Use, int]:
    """Tell of each use which of those under one label its writer meant."""
    sides = [_Side(scene.text, side, scene.base) for side in scene.sides]
    uses = [
        use
        for use in scene.lesson.labels.uses
        if (use.kind, use.key) == (same[0].kind, same[0].key)
    ]
    owners = [[side for side in sides if side.means(scene, one)] for one in same]
    found: dict[Use, int] = {}
    for use in uses:
        whose = [n for n, those in enumerate(owners) if any(s.uses(scene, use) for s in those)]
        if len(whose) == 1:
            found[use] = whose[0]
    return found


@dataclass(frozen=True)
class _Side:
    """One of the texts that were merged, beside the text that came of it."""

    merged: str
    text: str
    base: str

    def means(self, scene: Scene, one: Written) -> bool:
        """Tell whether this is the text in which a note or an address was written."""
        return stands_in(self.text, scene.text[one.start : one.end])

    def uses(self, scene: Scene, use: Use) -> bool:
        """Tell whether a use stands here as well."""
        low, high, _ = carry(line_edits(self.merged, self.text), use.start, use.end)
        return scene.text[use.start : use.end] in self.text[low:high]


def _with_label(scene: Scene, same: Sequence[Written], kept: int, whose: dict[Use, int]) -> str:
    """Give the text where one of them keeps the label, and each other has one of its own.

    What nothing leads to by its own writer's hand goes.
    """
    label = same[kept].label
    labels = scene.lesson.labels
    taken = {one.label for one in labels.written}
    taken |= {one.label for one in (*labels.uses, *labels.loose)}
    edits: list[Edit] = []
    for number, one in enumerate(same):
        if number == kept:
            continue
        uses = [use for use, owner in whose.items() if owner == number]
        if not uses:
            edits.append(_without(scene.text, one))
            continue
        new = next(made for n in range(2, len(taken) + 3) if (made := f"{label}-{n}") not in taken)
        taken.add(new)
        edits.append(Edit(one.at, len(one.label), new))
        edits += [_renamed(scene.text, use, new) for use in uses]
    return apply(scene.text, sorted(edits, key=lambda edit: edit.start))


def _renamed(text: str, use: Use, new: str) -> Edit:
    """Let a use lead to another label; what stood for both words and label gets one beside it."""
    if use.kind == "note" or not use.short:
        return Edit(use.at, len(use.label), new)
    after = use.at + len(use.label) + 1
    return Edit(after, use.end - after, f"[{new}]")


def _without(text: str, one: Written) -> Edit:
    """Take a note or an address out, with the blank line that parted it from what follows."""
    end = one.end + 1 if text[one.end : one.end + 1] == "\n" else one.end
    before = text[: one.start]
    if text[end : end + 1] == "\n" and (not before or before.endswith("\n\n")):
        end += 1
    return Edit(one.start, end - one.start, "")


# -- a label that is written no more


def lost_address(scene: Scene) -> Iterator[Deed]:
    """One led a link to an address by its label, the other took the address out."""
    place = (scene.check.start, scene.check.end)
    use = next((one for one in scene.lesson.labels.loose if (one.start, one.end) == place), None)
    if use is None:
        return
    found = _written_in(scene.sides, use.key)
    if found is None:
        return
    side, address = found
    words = side[address.start : address.end]
    at = carry(line_edits(side, scene.text), address.start, address.end)[0]
    line = scene.text.split("\n")[use.line]
    yield Deed(
        done(
            mark("You linked by “{label}” to {address}"),
            mark("{who} linked by “{label}” to {address}"),
            label=use.label,
            address=shortened(address.says),
        ),
        told(mark("Bring the address back")),
        _links_by(use.key, line if any(stands_in(one, line) for one in scene.sides) else ""),
        _brought_back(scene, use, at, words),
        words,
    )
    yield Deed(
        done(
            mark("You took the address of “{label}” out"),
            mark("{who} took the address of “{label}” out"),
            label=use.label,
        ),
        told(mark("Leave the link out")),
        lambda text: _written_in([text], use.key) is None,
        _unlinked(scene, use.key),
        _unlinked_words(scene.text[use.start : use.end]),
    )


# -- words that a label took


def taken(scene: Scene) -> Iterator[Deed]:
    """One wrote words in brackets and meant no link, the other an address under their label."""
    place = (scene.check.start, scene.check.end)
    labels = scene.lesson.labels
    use = next((one for one in labels.uses if (one.start, one.end) == place), None)
    if use is None:
        return
    there = [side for side in scene.sides if _Side(scene.text, side, scene.base).uses(scene, use)]
    if not there or _written_in([scene.base, *there], use.key):
        return  # it was a link where it was written, or before
    address = next(one for one in labels.written if (one.kind, one.key) == ("address", use.key))
    source, line = scene.text[use.start : use.end], scene.text.split("\n")[use.line]
    link = f"[{use.label}][{use.label}]"
    escaped = source.replace("[", "\\[", 1)
    for words, (you, they), keep in (
        (link, _LED, told(mark("Let it be a link"))),
        (escaped, _WORDS, told(mark("Let it be words"))),
    ):
        text = apply(scene.text, [Edit(use.start, use.end - use.start, words)])
        led = words == link
        yield Deed(
            done(you, they, label=use.label, says=shortened(address.says))
            if led
            else done(you, they, words=source),
            keep,
            _holds(scene.text[address.start : address.end]) if led else _holds(line),
            text,
            text.split("\n")[use.line],
        )


def _brought_back(scene: Scene, use: Use, at: int, words: str) -> str:
    """Put an address where it would stand; if code took that place, before the link's block."""
    text = _put(scene.text, at, words)
    if _written_in([text], use.key):
        return text
    document = scene.lesson.document
    block = next((one for one in document.blocks if one.start <= use.line < one.end), None)
    return _put(scene.text, document.starts[block.start if block else use.line], words)


def _put(text: str, at: int, words: str) -> str:
    """Put lines into a text as a block of their own."""
    head, tail = text[:at], text[at:]
    before = "" if not head or head.endswith("\n\n") else "\n" if head.endswith("\n") else "\n\n"
    after = "\n" if not tail.strip() or tail.startswith("\n") else "\n\n"
    return f"{head}{before}{words}{after}{tail}"


def _written_in(texts: Sequence[str], key: str) -> tuple[str, Written] | None:
    for text in texts:
        for one in LessonText("", "", text).labels.written:
            if one.kind == "address" and one.key == key:
                return text, one
    return None


def _links_by(key: str, line: str) -> Holds:
    """Tell whether a link by a label stands in a text, in this line if it is known whole."""
    if line:
        return lambda text: stands_in(text, line)

    def holds(text: str) -> bool:
        labels = LessonText("", "", text).labels
        return any(one.key == key for one in (*labels.uses, *labels.loose))

    return holds


def _unlinked(scene: Scene, key: str) -> str:
    """Leave the words of each link by a label alone."""
    edits = []
    for use in (one for one in scene.lesson.labels.loose if one.key == key):
        shows = scene.text[use.start - 1 : use.start] == "!"  # a picture has no words of its own
        words = "" if shows else _unlinked_words(scene.text[use.start : use.end])
        start = use.start - 1 if shows else use.start
        edits.append(Edit(start, use.end - start, words))
    return apply(scene.text, edits)


def _unlinked_words(source: str) -> str:
    found = re.match(r"\[((?:\\.|[^\[\]\\])+)\]", source)
    return found[1] if found else source
