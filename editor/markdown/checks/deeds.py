"""What each writer did where two texts that were whole broke together, and how to keep just that.

For questions, ids, notes and places that a link names it is told in words; elsewhere each writer's
own passage is kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editor.markdown.checks.breakable import ONLY_MERGED
from editor.markdown.checks.deed import Deed, Holds, Scene, shortened
from editor.markdown.checks.finding import Check, LessonText
from editor.markdown.checks.heading_deeds import same_headings
from editor.markdown.checks.label_deeds import lost_address, taken, two_written
from editor.markdown.checks.mending import likest
from editor.markdown.checks.rules import (
    dead_anchor,
    doubled_address,
    doubled_note,
    duplicate_id,
    missing_address,
    missing_footnote,
    other_heading,
    taken_words,
    two_right_answers,
)
from editor.markdown.quizzes import Quiz
from editor.markdown.structure import Heading
from editor.markdown.told import done, told
from sync.merge.edits import Edit, apply, carry, line_edits
from sync.merge.wordings import stands_in
from sync.model.language import mark

_BOX = re.compile(r"[ \t>]*(?:[-+*][ \t]*)?(?P<box>\[\([ xX]\)\])")


def deeds_of(scene: Scene) -> tuple[Deed, ...]:
    """List what was done that does not go together, in the order of the text.

    Of what is broken only if it came by merging there may be nothing: then it did not.
    """
    finders = {
        two_right_answers.NAME: _right_answers,
        duplicate_id.NAME: _same_ids,
        dead_anchor.NAME: _lost_heading,
        missing_footnote.NAME: _lost_note,
        missing_address.NAME: lost_address,
        other_heading.NAME: same_headings,
        taken_words.NAME: taken,
        doubled_note.NAME: two_written,
        doubled_address.NAME: two_written,
    }
    finder = finders.get(scene.check.rule)
    found = tuple(finder(scene)) if finder is not None else ()
    if len(found) > 1:
        return found
    return () if scene.check.rule in ONLY_MERGED else tuple(_passages(scene))


# -- a question


def _right_answers(scene: Scene) -> Iterator[Deed]:
    """Each right answer of a single choice was marked by someone: one of them is kept."""
    quiz = next((one for one in scene.lesson.quizzes if one.line == scene.check.line), None)
    if quiz is None:
        return
    boxes = _boxes(scene.lesson, quiz)
    if len(boxes) != len(quiz.options):
        return
    for number, option in enumerate(quiz.options):
        if not option.right:
            continue
        others = [
            Edit(box, 5, "[( )]")
            for at, box in enumerate(boxes)
            if at != number and quiz.options[at].right
        ]
        answer, text = shortened(option.text), apply(scene.text, others)
        letter = chr(ord("A") + number) if number < 26 else str(number + 1)
        yield Deed(
            done(
                mark("You made {letter}, “{answer}”, a right answer"),
                mark("{who} made {letter}, “{answer}”, a right answer"),
                letter=letter,
                answer=answer,
            ),
            told(mark("Keep {letter}"), letter=letter),
            _marks_right(quiz, option.text),
            text,
            _lines_of(text, quiz.line, quiz.end),
        )


def _boxes(lesson: LessonText, quiz: Quiz) -> list[int]:
    """Find the brackets of a question's options."""
    document = lesson.document
    return [
        document.starts[line] + box.start("box")
        for line in range(quiz.line, min(quiz.end, len(document.lines)))
        if (box := _BOX.match(document.lines[line]))
    ]


def _marks_right(quiz: Quiz, option: str) -> Holds:
    """Tell of a text whether the same question has this right answer there."""
    options = {one.text for one in quiz.options}

    def holds(text: str) -> bool:
        if option not in text:
            return False
        found = LessonText("", "", text).quizzes
        same = [one for one in found if one.question == quiz.question]
        same = same or [one for one in found if 2 * len(options & _texts(one)) > len(options)]
        return any(one.right and option in {r.text for r in one.right} for one in same)

    return holds


def _texts(quiz: Quiz) -> set[str]:
    return {one.text for one in quiz.options}


# -- ids, notes, headings


def _same_ids(scene: Scene) -> Iterator[Deed]:
    """Two places got one id: one of them keeps it, the other gets a number."""
    name = scene.text[scene.check.start : scene.check.end]
    document = scene.lesson.document
    second = scene.check.start
    said = next((v for k, v in scene.check.finding.values if k == "line"), 0)
    first_line = int(said) - 1
    first = scene.text.find(name, document.starts[first_line]) if first_line >= 0 else -1
    if not name or first < 0 or first >= second:
        return
    taken = scene.lesson.anchors
    new = next(made for n in range(2, len(taken) + 4) if (made := f"{name}-{n}") not in taken)
    for kept, other in ((first, second), (second, first)):
        line = scene.text.count("\n", 0, kept)
        words = document.lines[line]
        yield Deed(
            done(
                mark("You gave the id “{name}” to “{words}”"),
                mark("{who} gave the id “{name}” to “{words}”"),
                name=name,
                words=shortened(words),
            ),
            told(mark("Keep it there")),
            _holds_line(words),
            apply(scene.text, [Edit(other, len(name), new)]),
            words,
        )


def _holds_line(line: str) -> Holds:
    return lambda text: stands_in(text, line)


def _lost_heading(scene: Scene) -> Iterator[Deed]:
    """One linked to a heading, the other named it anew or took it out."""
    mention = next(
        (m for m in scene.lesson.mentions if (m.start, m.end) == _span(scene.check)), None
    )
    if mention is None or mention.target.kind != "anchor":
        return
    fragment = mention.target.fragment
    old = _heading_in(scene.sides, fragment)
    if old is None:
        return
    side, heading = old
    back, stands = _put_back(scene.text, side, heading.line)
    yield Deed(
        done(
            mark("You linked to “{heading}”"),
            mark("{who} linked to “{heading}”"),
            heading=shortened(heading.words),
        ),
        told(mark("Call it “{heading}” again"), heading=shortened(heading.words))
        if stands
        else told(mark("Bring “{heading}” back"), heading=shortened(heading.words)),
        lambda text: f"#{fragment}" in text,
        back,
        side.split("\n")[heading.line],
    )
    new = stands.lstrip("# ").strip() if stands.startswith("#") else ""
    yield Deed(
        done(
            mark("You named this heading “{new}”"),
            mark("{who} named this heading “{new}”"),
            new=shortened(new),
        )
        if new
        else done(mark("You took the heading out"), mark("{who} took the heading out")),
        told(mark("Lead the link to “{new}”"), new=shortened(new))
        if new
        else told(mark("Leave the link out")),
        lambda text: not keeps_anchor(text, fragment),
        _led(scene, new, mention.words),
        mention.words,
    )


def _heading_in(sides: Sequence[str], fragment: str) -> tuple[str, Heading] | None:
    for side in sides:
        for heading in LessonText("", "", side).headings:
            if dead_anchor.has_anchor({heading.anchor}, fragment):
                return side, heading
    return None


def keeps_anchor(text: str, fragment: str) -> bool:
    """Tell whether a lesson's text has the place that a link names after `#`."""
    return dead_anchor.has_anchor(LessonText("", "", text).anchors, fragment)


def heading_put_back(text: str, sides: Sequence[str], fragment: str) -> tuple[str, str] | None:
    """Give a lesson's text with a heading that one of `sides` has again, and its words."""
    old = _heading_in(sides, fragment)
    if old is None:
        return None
    side, heading = old
    return _put_back(text, side, heading.line)[0], shortened(heading.words)


def _put_back(text: str, side: str, line: int) -> tuple[str, str]:
    """Put a side's line where it would stand in a text; give also the line that stood there."""
    lines = side.split("\n")
    start = sum(len(one) + 1 for one in lines[:line])
    low, high, _ = carry(line_edits(side, text), start, start + len(lines[line]) + 1)
    stood = text[low:high].strip()
    if not stood.startswith("#"):
        return f"{text[:low]}{lines[line]}\n\n{text[low:]}", ""
    return f"{text[:low]}{lines[line]}\n{text[high:]}", stood


def _led(scene: Scene, new: str, words: str) -> str:
    """Lead a link to the heading's new name, or leave its words alone."""
    start, end = _span(scene.check)
    source = scene.text[start:end]
    anchors = {h.anchor: h.words for h in scene.lesson.headings}
    wanted = next((a for a, said in anchors.items() if new and said.strip() == new), None)
    wanted = wanted or (likest(new, anchors) if new else None)
    at = source.rfind("#")
    if wanted is None or at < 0:
        return scene.text[:start] + words + scene.text[end:]
    tail = re.sub(r"^#[^)\s\"'>]*", f"#{wanted}", source[at:])
    return scene.text[:start] + source[:at] + tail + scene.text[end:]


def _lost_note(scene: Scene) -> Iterator[Deed]:
    """One named a note, the other took it out."""
    label = str(dict(scene.check.finding.values).get("label", ""))
    sign = f"[^{label}]"
    written = re.compile(rf"^{re.escape(sign)}:.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*", re.M)
    side = next((one for one in scene.sides if written.search(one)), None)
    note = written.search(side) if side is not None else None
    if side is None or note is None:
        return
    named = re.compile(rf"{re.escape(sign)}(?!:)")
    at = carry(line_edits(side, scene.text), note.start(), note.end())[0]
    gap = "" if at == 0 or scene.text[:at].endswith("\n\n") else "\n"
    yield Deed(
        done(
            mark("You named the note “{label}” in the text"),
            mark("{who} named the note “{label}” in the text"),
            label=label,
        ),
        told(mark("Bring the note back")),
        lambda text: bool(named.search(text)),
        f"{scene.text[:at]}{gap}{note[0]}\n{gap}{scene.text[at:]}",
        note[0],
    )
    yield Deed(
        done(
            mark("You took the note “{label}” out"),
            mark("{who} took the note “{label}” out"),
            label=label,
        ),
        told(mark("Leave the note out")),
        lambda text: not written.search(text),
        named.sub("", scene.text),
    )


def _span(check: Check) -> tuple[int, int]:
    return check.start, check.end


# -- anything else: each writer's own passage


def _passages(scene: Scene) -> Iterator[Deed]:
    """Each side's own wording of the block that is broken; a side that left it alone has none."""
    start, end = _block(scene)
    seen: set[str] = {_part(scene.base, scene.text, start, end)}
    for side in scene.sides:
        passage = _part(side, scene.text, start, end)
        if passage in seen:
            continue
        seen.add(passage)
        yield Deed(
            done(mark("You wrote it so"), mark("{who} wrote it so")),
            told(mark("Keep this")),
            _holds_passage(passage, side),
            _with(scene.text, start, end, passage),
            passage.strip("\n"),
        )


def _block(scene: Scene) -> tuple[int, int]:
    """Find the lines of the block that a finding stands in."""
    document = scene.lesson.document
    for block in document.blocks:
        if block.kind != "blank" and block.start <= scene.check.line < block.end:
            return document.starts[block.start], min(document.starts[block.end], len(scene.text))
    line = min(scene.check.line, len(document.lines) - 1)
    return document.starts[line], min(document.starts[line + 1], len(scene.text))


def _part(side: str, text: str, start: int, end: int) -> str:
    low, high, _ = carry(line_edits(text, side), start, end)
    return side[low:high]


def _with(text: str, start: int, end: int, passage: str) -> str:
    if passage and not passage.endswith("\n") and end < len(text):
        passage += "\n"
    return text[:start] + passage + text[end:]


def _holds_passage(passage: str, side: str) -> Holds:
    """Tell whether a text holds a passage; of one that was taken out, whether it is the side's."""
    if passage.strip():
        return lambda text: stands_in(text, passage.strip("\n"))
    return lambda text: text == side


def _lines_of(text: str, first: int, after: int) -> str:
    return "\n".join(text.split("\n")[first:after]).strip("\n")
