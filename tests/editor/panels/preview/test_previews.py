"""What both previews do: show, patch, mark, scroll, tell; and what neither lets through."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from editor.markdown.rendered import BlockId
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.preview.full import FullPreview
from editor.panels.preview.light import LightPreview
from editor.panels.preview.values import Placing, PreviewMark, PreviewMarkKind, Width
from tests.editor.panels.preview.conftest import Desk

LESSON = """# Title

Feedback works when it is **specific**, *timely* and about the work.[^1]

![The loop](loop.svg)

- one
- two

| a | b |
|---|---|
| c | d |

Formula $a^2$ and `code`.

[^1]: A note.
"""


def test_a_lesson_is_shown(desk: Desk) -> None:
    desk.show(LESSON)
    wanted = ("Title", "Feedbackworkswhenitisspecific,timely", "one", "cd", "code", "Anote.")
    desk.wait_for_text(lambda words: all(part in words for part in wanted))
    assert "**" not in desk.words()


def test_another_lesson_takes_its_place(desk: Desk) -> None:
    desk.show(LESSON)
    desk.show("# Other")
    desk.wait_for_text(lambda words: words.strip() == "Other")


def test_an_empty_lesson(desk: Desk) -> None:
    desk.show("")
    desk.edit(0, 1, ["first words"])
    desk.wait_for_text(lambda words: words == "firstwords")


def test_patches_equal_a_fresh_page(desk: Desk) -> None:
    """Random edits, each patched; in the end the words are those of a fresh fill."""
    seed = 11
    chance = random.Random(seed)
    pieces = [
        "# Head",
        "",
        "text *a*",
        "- item",
        "> said",
        "```",
        "| a | b |",
        "|---|---|",
        "[x]: y",
    ]
    lines = chance.choices(pieces, k=30)
    desk.show("\n".join(lines))
    for _ in range(60):
        start = chance.randint(0, len(lines))
        removed = min(chance.randint(0, 3), len(lines) - start)
        put = chance.choices(pieces, k=chance.randint(0, 3))
        lines[start : start + removed] = put
        desk.edit(start, removed, put)
    QApplication.processEvents()
    patched = _settled(desk)
    desk.show("\n".join(lines))
    fresh = _settled(desk)
    assert patched == fresh, seed


def _settled(desk: Desk) -> str:
    """Return the words once they stay the same for a while."""
    seen = ["?"] * 30

    def stays(words: str) -> bool:
        seen.append(words)
        return len(set(seen[-30:])) == 1

    desk.wait_for_text(stays)
    return seen[-1]


def test_other_blocks_of_a_patch_change_too(desk: Desk) -> None:
    desk.show("See [^b] and [^a].\n\nmiddle\n\n[^a]: A\n[^b]: B\n")
    desk.wait_for_text(lambda words: words.startswith("See1and2"))
    desk.edit(0, 1, ["See [^a] and [^b]."])
    desk.wait_for_text(lambda words: "1A" in words and "2B" in words)


def test_marks_are_found_and_told(desk: Desk, qtbot: QtBot) -> None:
    placed: list[list[Placing]] = []
    desk.preview.placed.connect(placed.append)
    desk.show(LESSON)
    kinds = PreviewMarkKind
    desk.preview.show_marks(
        [
            PreviewMark("1", kinds.COMMENT, 2, "is **specific**, *timely*", number=1),
            PreviewMark("2", kinds.SUGGESTION, 6, "two", "three"),
            PreviewMark("3", kinds.OVERLAP, 0, "not there"),
            PreviewMark("4", kinds.COMMENT, 12, "", active=True),
        ]
    )
    qtbot.waitUntil(lambda: bool(placed) and len(placed[-1]) == 4, timeout=8000)
    tops = {place.id: place.top for place in placed[-1]}
    assert tops["3"] < tops["1"] < tops["2"] < tops["4"]
    desk.preview.go_to_mark("4")
    desk.preview.go_to_mark("gone")
    desk.preview.show_marks([])


def test_marks_of_a_block_that_was_just_typed_find_it(desk: Desk, qtbot: QtBot) -> None:
    """A mark may come before the news of which lines the new block stands for."""
    desk.show("# One\n")
    desk.wait_for_text(lambda words: words == "One")
    places: list[list[Placing]] = []
    desk.preview.placed.connect(places.append)
    desk.preview.patch(desk.render.edit(1, 0, ["", *["More.", ""] * 6, "At the end."]))
    desk.preview.show_marks([PreviewMark("1", PreviewMarkKind.COMMENT, 14, "the end")])
    desk.wait_for_text(lambda words: words.endswith("Attheend."))
    desk.preview.show_ranges(desk.render.ranges())
    qtbot.waitUntil(lambda: bool(places) and places[-1][0].top > 150, timeout=8000)


def test_scrolling_to_a_line_is_not_told_back(desk: Desk, qtbot: QtBot) -> None:
    desk.show("\n\n".join(f"Paragraph {n} with some words." for n in range(200)))
    desk.wait_for_text(lambda words: "Paragraph199" in words)
    lines: list[float] = []
    desk.preview.line_scrolled.connect(lines.append)
    with qtbot.waitSignal(desk.preview.page_scrolled, timeout=8000) as told:
        desk.preview.scroll_to_line(200.5)
    assert told.args[0].top > 500
    qtbot.wait(300)
    assert lines == []
    _scroll_by_hand(desk, told.args[0].top + 700)
    qtbot.waitUntil(lambda: bool(lines), timeout=8000)
    assert lines[-1] > 201


def _scroll_by_hand(desk: Desk, top: float) -> None:
    if isinstance(desk.preview, FullPreview):
        desk.preview.page.runJavaScript(f"window.scrollTo(0, {top})", 1)
    else:
        desk.preview.findChildren(QTextBrowser)[0].verticalScrollBar().setValue(round(top))


def test_blocks_and_lines_find_each_other(desk: Desk) -> None:
    desk.show(LESSON)
    block, share = desk.preview.block_at(6.0) or (BlockId(0), -1.0)
    assert share == 0
    assert desk.preview.line_at(block, 0.5) == pytest.approx(6 + 0.5 * 3, abs=1)
    assert desk.preview.lines_of(block, block)[0] == 6
    assert desk.preview.line_at(99_999, 0) is None


def test_themes_and_widths_change_while_it_is_shown(desk: Desk, look: Look) -> None:
    desk.show(LESSON)
    for theme in (Theme.DARK, Theme.CONTRAST, Theme.LIGHT):
        look.set_theme(theme)
    for width in Width:
        desk.preview.set_width(width)
    desk.wait_for_text(lambda words: "Anote." in words)


HOSTILE = (
    "<script>document.body.dataset.ran = 'script'</script>"
    "<img src='x' onerror=\"document.body.dataset.ran = 'onerror'\">"
    "<img src='http://203.0.113.9/a.png'><img src='//203.0.113.9/b.png'>"
    "<img src='file:///etc/hostname'><img src='/etc/hostname'>"
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>"
    "<iframe src='file:///etc/hostname'></iframe><iframe srcdoc='<script>1</script>'></iframe>"
    "<object data='http://203.0.113.9/c'></object><embed src='http://203.0.113.9/d'>"
    "<link rel='stylesheet' href='http://203.0.113.9/e.css'>"
    "<style>@import url(http://203.0.113.9/f.css); body{background:url(file:///etc/passwd)}</style>"
    "<meta http-equiv='refresh' content='0; url=http://203.0.113.9/g'>"
    "<base href='http://203.0.113.9/'>"
    "<form action='http://203.0.113.9/h'><button autofocus>go</button></form>"
    "<svg onload=\"document.body.dataset.ran = 'svg'\"><image href='file:///etc/hostname'/></svg>"
    "<video src='http://203.0.113.9/i.webm' autoplay></video>"
    "<a href='javascript:document.body.dataset.ran=1' id='bad'>x</a>"
    "<table background='file:///etc/hostname'><tr><td>still here</td></tr></table>"
    "<p style='background-image:url(file:///etc/hostname)'>and here</p>"
)


def test_even_html_that_was_never_sanitised_does_nothing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The renderer lets none of it through; this is the wall behind that wall."""
    read: list[str] = []
    before = QTextBrowser.loadResource

    def reads(*given: object) -> object:
        read.append(str(given))
        return before(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(QTextBrowser, "loadResource", reads)
    heard: list[str] = []
    desk.preview.link_chosen.connect(heard.append)
    desk.preview.show_blocks([(BlockId(1), HOSTILE)], [(BlockId(1), 0, 1)])
    desk.wait_for_text(lambda words: "stillhere" in words)
    qtbot.wait(300)
    assert read == [], "Qt's own reader of files was asked"
    assert heard == [], "nobody clicked"
    if isinstance(desk.preview, FullPreview):
        page = desk.preview.page
        with qtbot.waitCallback() as seen:
            page.runJavaScript("document.body.dataset.ran || 'nothing ran'", 1, seen)
        assert seen.args == ["nothing ran"]
        assert page.url().toString() == "course://lesson/"
        assert "http" not in "".join(desk.preview.interceptor.stopped)
        with qtbot.waitCallback() as framed:
            page.runJavaScript("window.length", 1, framed)
        assert framed.args[0] in (0, 2, 2.0, 0.0)


def test_links_are_told_and_never_followed(desk: Desk, qtbot: QtBot) -> None:
    desk.show("[a](https://a.example/b) [c](other%20lesson.md#x)\n")
    desk.wait_for_text(lambda words: words == "ac")
    heard: list[str] = []
    desk.preview.link_chosen.connect(heard.append)
    if isinstance(desk.preview, FullPreview):
        script = "document.querySelectorAll('a').forEach((link) => link.click())"
        desk.preview.page.runJavaScript(script, 1)
    else:
        browser = desk.preview.findChildren(QTextBrowser)[0]
        for address in _anchors(browser.document().begin()):
            browser.anchorClicked.emit(address)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=8000)
    assert heard[0] == "https://a.example/b"
    assert heard[1] == "other%20lesson.md#h-x"


def _anchors(block: QTextBlock) -> list[str]:
    found: list[str] = []
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            address = part.fragment().charFormat().anchorHref()
            if address and address not in found:
                found.append(address)
            part += 1
        block = block.next()
    return found


def test_a_long_lesson_comes_in_pieces(desk: Desk) -> None:
    desk.show("\n\n".join(f"Paragraph {n}." for n in range(900)))
    desk.edit(1000, 1, ["edited while it grows"])
    desk.wait_for_text(lambda words: "Paragraph899." in words and "editedwhile" in words)


def test_real_lessons_show(desk: Desk, shared: Path) -> None:
    files = sorted((shared / "corpus" / "courses").rglob("*.md"))
    chosen = [file for file in files if 2_000 < file.stat().st_size < 40_000][::40][:8]
    assert chosen
    for file in chosen:
        text = file.read_text("utf-8", errors="replace")
        desk.show(text + "\n\nThe very last words\n")
        desk.wait_for_text(lambda words: "Theverylastwords" in words)


def test_a_suggestion_shows_what_would_stand_there(desk: Desk) -> None:
    desk.show("some words here\n")
    mark = PreviewMark("s", PreviewMarkKind.SUGGESTION, 0, "words", "signs")
    desk.preview.show_marks([mark])
    desk.wait_for_text(lambda words: words == "somewordssignshere")
    kind = PreviewMarkKind.SUGGESTION
    second = PreviewMark("s", kind, 0, "words", "signs", lead="some words here. Some **")
    desk.show("some words here. Some **words** there.\n")
    desk.preview.show_marks([second])
    desk.wait_for_text(lambda words: words == "somewordshere.Somewordssignsthere.")
    behind = PreviewMark("s", kind, 0, "", "More.", lead="some words here.")
    desk.preview.show_marks([behind])
    desk.wait_for_text(lambda words: words == "somewordshere.More.Somewordsthere.")
    desk.preview.show_marks([PreviewMark("s", kind, 0, "", "A paragraph")])
    desk.wait_for_text(lambda words: words.endswith("there.Aparagraph"))
    desk.preview.show_suggestions(False)
    desk.wait_for_text(lambda words: words == "somewordshere.Somewordsthere.")
    desk.preview.show_suggestions(True)
    desk.wait_for_text(lambda words: words.endswith("there.Aparagraph"))
    desk.edit(0, 1, ["some words here. Some **words** then."])
    desk.wait_for_text(lambda words: words.endswith("then.Aparagraph"))
    desk.preview.show_marks([])
    desk.wait_for_text(lambda words: words == "somewordshere.Somewordsthen.")


def test_what_is_selected_is_of_the_lesson_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.show("some words here\n")
    kind = PreviewMarkKind.SUGGESTION
    desk.preview.show_marks([PreviewMark("s", kind, 0, "words", "signs", lead="some ")])
    desk.wait_for_text(lambda words: words == "somewordssignshere")
    with qtbot.waitSignal(desk.preview.selected, timeout=8000) as told:
        if isinstance(desk.preview, FullPreview):
            one = "document.querySelector('.block p')"
            desk.preview.page.runJavaScript(f"document.getSelection().selectAllChildren({one})", 1)
        else:
            assert isinstance(desk.preview, LightPreview)
            desk.preview._browser.setTextCursor(desk.preview._lesson.cursor_of(0))
    assert told.args[0].quote.split() == ["some", "words", "here"]
