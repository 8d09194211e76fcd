"""Suggestions as both previews draw them: today's words without what comes, and no more struck."""

from __future__ import annotations

import json
import random

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from app.shell.faces import preview_marks
from app.shell.tracked_marks import marks_of_changes
from editor.panels.kit.look import Look
from editor.panels.preview.full import FullPreview
from editor.panels.preview.light import LightPreview
from editor.panels.preview.light_insertions import GAP, words_without
from editor.panels.preview.values import PreviewMark
from editor.panels.source.marks import Mark, MarkKind
from editor.writing.tracked import Change
from sync.merge.edits import edits
from tests.app.shell.block_pairs import random_pair
from tests.app.shell.test_tracked_marks import one_spaced, read
from tests.editor.panels.preview.conftest import FULL_IS_HERE, Desk, desk_of

OWN = [
    ("Suggest one change, with an example.\n", "Propose a single thing.\n"),
    ("Say what you saw.\n", "Please Say what you saw.\n"),
    ("Thank the author 🙂 for asking.\n", "Thank the 🙂 author.\n"),
    ("Bold **words** here.\n", "Bold **words** and more here!\n"),
    ("All of it goes.\n", ""),
]
ASKED = """JSON.stringify([...document.querySelectorAll('.block')].map((block) => {
  const gone = [...(CSS.highlights.get('suggestion') || [])];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let [today, wanted] = ['', ''];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const comes = node.parentElement.closest('ins.suggested');
    for (let at = 0; at < node.length; at += 1) {
      const goes = !comes && gone.some((range) => range.comparePoint(node, at) === 0
        && range.comparePoint(node, at + 1) === 0);
      if (!comes) today += node.data[at];
      if (!goes) wanted += node.data[at];
    }
  }
  return [today, wanted, block.className];
}))"""


@pytest.fixture(params=["full", "light"])
def desk(request: pytest.FixtureRequest, look: Look, qtbot: QtBot) -> Desk:
    """A preview, shown, with the renderer that feeds it."""
    if request.param == "full" and not FULL_IS_HERE:
        pytest.skip("the web engine is not installed")
    return desk_of(look, qtbot, full=request.param == "full")


def drawn(desk: Desk, qtbot: QtBot) -> list[tuple[str, str]]:
    """Read each block without what comes, and without what goes."""
    preview = desk.preview
    if isinstance(preview, FullPreview):
        with qtbot.waitCallback() as asked:
            preview.page.runJavaScript(ASKED, 1, asked)
        found = [(today, wanted) for today, wanted, _ in json.loads(asked.args[0])]
    else:
        assert isinstance(preview, LightPreview)
        found = [_drawn_light(preview, number) for number in range(len(preview._lesson))]
    return [(one_spaced(today), one_spaced(wanted)) for today, wanted in found if today.strip()]


def _drawn_light(preview: LightPreview, number: int) -> tuple[str, str]:
    cursor = preview._lesson.cursor_of(number)
    gone = [
        (one.cursor.selectionStart(), one.cursor.selectionEnd())
        for one in preview._browser.extraSelections()
        if one.format.fontStrikeOut()
    ]
    signs = preview._lesson.signs(cursor)
    places = range(cursor.selectionStart(), cursor.selectionEnd())
    kept = [
        sign
        for place, sign in zip(places, signs, strict=True)
        if sign != GAP and not any(start <= place < end for start, end in gone)
    ]
    whole = "".join(kept).encode("utf-16", "surrogatepass").decode("utf-16")
    return words_without(QTextCursor(cursor)), whole


def test_word_by_word_inside_their_blocks(desk: Desk, qtbot: QtBot) -> None:
    chance = random.Random(8)
    pairs = OWN + [random_pair(chance) for _ in range(16)]
    text, marks, starts = "\n".join(before for before, _ in pairs), [], 0
    for number, (before, after) in enumerate(pairs):
        changes = [
            Change(starts + one.start, starts + one.end, one.inserted)
            for one in edits(before, after)
        ]
        marks += marks_of_changes(f"s{number}", text, changes)
        starts += len(before) + 1
    desk.show(text)
    desk.wait_for_text(lambda words: "".join(read(pairs[-1][0]).split()) in words)
    desk.preview.show_marks(marks)
    last = next(one.instead.strip() for one in reversed(marks) if one.instead.strip())
    desk.wait_for_text(lambda words: "".join(last.split()) in words)
    for (today, wanted), (before, after) in zip(drawn(desk, qtbot), pairs, strict=True):
        assert today == one_spaced(read(before))
        assert wanted == one_spaced(read(after)), before
    desk.preview.show_marks([])
    whole = "".join(read(text).split())
    desk.wait_for_text(lambda words: words == whole)


def test_words_come_into_the_option_that_they_begin(look: Look, qtbot: QtBot) -> None:
    if not FULL_IS_HERE:
        pytest.skip("the web engine is not installed")
    desk = desk_of(look, qtbot, full=True)
    text = "Which?\n\n[( )] Nice!\n[(X)] Step 2\n"
    place = text.index("Step")
    desk.show(text)
    desk.wait_for_text(lambda words: "Step2" in words)
    desk.preview.show_marks(marks_of_changes("s", text, [Change(place, place, "The ")]))
    desk.wait_for_text(lambda words: "TheStep2" in words)
    assert isinstance(desk.preview, FullPreview)
    beside = "document.querySelector('ins.suggested').nextSibling.data"
    with qtbot.waitCallback() as asked:
        desk.preview.page.runJavaScript(beside, 1, asked)
    assert str(asked.args[0]).startswith("Step 2")


def test_what_was_written_anew_since_is_noted_and_not_struck(desk: Desk, qtbot: QtBot) -> None:
    text = "Say it.\n\nSuggest three changes.\n"
    start = text.index("Suggest")
    noted = preview_marks(text, [Mark("s", MarkKind.SUGGESTION, start, len(text), "Why")])
    assert noted[0].quote == "Suggest three changes."
    desk.show(text)
    desk.wait_for_text(lambda words: words.endswith("changes."))
    with qtbot.waitSignal(desk.preview.placed, timeout=8000):
        desk.preview.show_marks(noted)
    assert drawn(desk, qtbot) == [("Say it.",) * 2, ("Suggest three changes.",) * 2]
    assert marked(desk, qtbot, noted[0]) == "Suggest three changes."


def test_a_comment_on_a_block_marks_its_last_sign(desk: Desk, qtbot: QtBot) -> None:
    text = "# Head\n\nSay it.\n\n[( )] No\n[(X)] Step 2: which?\n"
    for words in ("Say it.\n", "[(X)] Step 2: which?"):
        start = text.index(words)
        (mark,) = preview_marks(
            text, [Mark("c", MarkKind.COMMENT, start, start + len(words), "Thought")]
        )
        desk.show(text)
        desk.wait_for_text(lambda words: "which" in words)
        with qtbot.waitSignal(desk.preview.placed, timeout=8000):
            desk.preview.show_marks([mark])
        assert marked(desk, qtbot, mark) == words.strip().removeprefix("[(X)] ")


def marked(desk: Desk, qtbot: QtBot, mark: PreviewMark) -> str:
    """Read the words that are marked."""
    if isinstance(desk.preview, FullPreview):
        ranges = f"[...CSS.highlights.get('{mark.kind.value}')].join('|')"
        with qtbot.waitCallback() as asked:
            desk.preview.page.runJavaScript(ranges, 1, asked)
        return str(asked.args[0])
    assert isinstance(desk.preview, LightPreview)
    shown = desk.preview._browser.extraSelections()
    return "|".join(one.cursor.selectedText() for one in shown)
