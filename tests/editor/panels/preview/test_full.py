"""The full preview alone: media come from memory, nothing leads away, a crash is survived."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from editor.markdown.rendered import BlockId
from editor.panels.preview.full import FullPreview
from editor.panels.preview.values import PreviewMark, PreviewMarkKind, Selected
from tests.editor.panels.preview.conftest import Desk


def run(desk: Desk, qtbot: QtBot, script: str) -> object:
    """Run a script in our world; what it returns comes back through JSON."""
    assert isinstance(desk.preview, FullPreview)
    with qtbot.waitCallback(timeout=8000) as done:
        desk.preview.page.runJavaScript(
            f"JSON.stringify((() => {{ {script} }})() ?? null)", 1, done
        )
    return json.loads(str(done.args[0]))


def test_media_come_from_memory(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.show("![The loop](loop.svg)\n\n![Gone](gone.png)\n")
    full_desk.wait_for_text(lambda words: "gone.png" in words)
    qtbot.waitUntil(
        lambda: run(full_desk, qtbot, "return document.querySelector('img').naturalWidth") == 60,
        timeout=8000,
    )
    fetched = run(
        full_desk,
        qtbot,
        """const image = new Image(); image.src = 'course://lesson/media/' + '0'.repeat(64);
        document.body.append(image); return true""",
    )
    assert fetched is True
    assert isinstance(full_desk.preview, FullPreview)
    assert full_desk.preview.interceptor.stopped == []


def test_a_film_that_cannot_be_played_says_so(full_desk: Desk, qtbot: QtBot) -> None:
    """As a file that has not come yet, or whose format the local engine does not know."""
    address = "course://lesson/media/" + "0" * 64
    html = f'<p><video controls src="{address}"></video> <img src="{address}" alt="A map"></p>'
    full_desk.preview.show_blocks([(BlockId(1), html)], [(BlockId(1), 0, 1)])
    full_desk.wait_for_text(lambda words: "Thiscannotbeplayedhere" in words and "Amap" in words)


def test_a_sound_plays(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.show("![A tone](tone.wav)\n")
    script = """const sound = document.querySelector('audio');
        return [sound?.readyState > 0, Math.round(10 * (sound?.duration || 0))]"""
    qtbot.waitUntil(lambda: run(full_desk, qtbot, script) == [True, 5], timeout=8000)


def test_the_page_goes_nowhere(full_desk: Desk, qtbot: QtBot) -> None:
    heard: list[str] = []
    full_desk.preview.link_chosen.connect(heard.append)
    full_desk.show("here")
    for place in ("https://a.example/", "file:///etc/hostname", "course://lesson/media/x"):
        run(full_desk, qtbot, f"window.location.href = '{place}'; return 1")
    qtbot.wait(200)
    run(full_desk, qtbot, "window.open('https://a.example/'); return 1")
    assert isinstance(full_desk.preview, FullPreview)
    assert full_desk.preview.page.url().toString() == "course://lesson/"
    full_desk.wait_for_text(lambda words: words == "here")


def test_a_selection_is_told_with_its_lines(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.show("# Head\n\nsome **words** here\n\nmore\n")
    full_desk.wait_for_text(lambda words: "more" in words)
    with qtbot.waitSignal(full_desk.preview.selected, timeout=8000) as told:
        run(
            full_desk,
            qtbot,
            "getSelection().selectAllChildren(document.querySelector('.block p')); return 1",
        )
    selected: Selected = told.args[0]
    assert (selected.quote, selected.first_line, selected.end_line) == ("some words here", 2, 4)


def test_marks_and_dots_can_be_chosen(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.show("some words here\n")
    full_desk.preview.show_marks(
        [PreviewMark("c", PreviewMarkKind.COMMENT, 0, "words", number=3, label="Comment 3")]
    )
    qtbot.waitUntil(
        lambda: (
            run(full_desk, qtbot, "return document.querySelectorAll('#dots button').length") == 1
        ),
        timeout=8000,
    )
    with qtbot.waitSignal(full_desk.preview.mark_chosen, timeout=8000) as chosen:
        run(full_desk, qtbot, "document.querySelector('#dots button').click(); return 1")
    assert chosen.args == ["c"]
    edge = "return getComputedStyle(document.querySelector('.marked'), '::before').borderLeftStyle"
    for kind, style in ((PreviewMarkKind.OVERLAP, "dashed"), (PreviewMarkKind.COMMENT, "none")):
        full_desk.preview.show_marks([PreviewMark("o", kind, 0, "")])
        assert run(full_desk, qtbot, edge) == style, "an overlap is dashed, as everywhere"


def test_a_dead_process_is_started_again(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.show("still here")
    full_desk.wait_for_text(lambda words: words == "stillhere")
    assert isinstance(full_desk.preview, FullPreview)
    with qtbot.waitSignal(full_desk.preview.became_ready, timeout=20_000):
        full_desk.preview.page.renderProcessTerminated.emit(
            QWebEnginePage.RenderProcessTerminationStatus.CrashedTerminationStatus, 1
        )
    full_desk.wait_for_text(lambda words: words == "stillhere")


def test_the_keyboard_reaches_the_page(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.show("[a](https://a.example/)\n")
    full_desk.wait_for_text(lambda words: words == "a")
    full_desk.preview.setFocus()
    proxy = full_desk.preview.focusProxy()
    assert proxy is not None
    QTest.keyClick(proxy.focusProxy() or proxy, Qt.Key.Key_Tab)
    qtbot.waitUntil(
        lambda: run(full_desk, qtbot, "return document.activeElement.tagName") == "A", timeout=8000
    )


def test_known_attacks_do_nothing_even_unsanitised(
    full_desk: Desk, qtbot: QtBot, shared: Path
) -> None:
    """A script that opened a message would be logged as a warning, and fail this test."""
    vectors = json.loads((shared / "xss" / "vectors.json").read_text("utf-8"))
    blocks = [(BlockId(n), vector["payload"]) for n, vector in enumerate(vectors, 1)]
    assert isinstance(full_desk.preview, FullPreview)
    heard: list[str] = []
    full_desk.preview.link_chosen.connect(heard.append)
    for first in range(0, len(blocks), 100):
        part = [*blocks[first : first + 100], (BlockId(9999), "<p>the end of it</p>")]
        full_desk.preview.show_blocks(part, [])
        full_desk.wait_for_text(lambda words: "theendofit" in words)
    qtbot.wait(300)
    assert full_desk.preview.page.url().toString() == "course://lesson/"
    assert heard == []
    assert set(full_desk.preview.interceptor.stopped) <= {"data", "blob", "about"}


def test_blocks_keep_their_order_in_parts_that_stay_small(full_desk: Desk, qtbot: QtBot) -> None:
    """The browser looks after each part at every frame: there are few, and none is too long."""
    paragraphs = [line for n in range(100) for line in (f"p{n}", "")]
    full_desk.show("\n".join(paragraphs))
    edits = [
        (0, 0, [line for n in range(80) for line in (f"new{n}", "")]),
        (40, 130, []),
        (0, 60, ["first", ""]),
        (90, 2, ["one", "", "two", "", "three", ""]),
    ]
    for line, removed, lines in edits:
        full_desk.edit(line, removed, lines)
        parts = run(
            full_desk,
            qtbot,
            "return [...document.getElementById('lesson').children].map("
            "(part) => [...part.children].map((block) => Number(block.dataset.id)))",
        )
        assert isinstance(parts, list)
        assert all(0 < len(part) <= 60 for part in parts)
        assert [id_ for part in parts for id_ in part] == [
            id_ for id_, _ in full_desk.render.blocks()
        ]
    full_desk.edit(0, len(paragraphs) + 160, [""])
    left = run(full_desk, qtbot, "return document.getElementById('lesson').textContent.trim()")
    assert left == ""
