"""Two people, two real windows and a server: apart, together, settled, restored, released."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.sharing import syncing
from app.shell.course.outline_rows import FOUND
from editor.panels.comments.overlap_card import OverlapNoteCard
from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from editor.panels.versions.values import DRAFT
from sync.model.ids import NodeId
from sync.model.payloads import FilePlaced, NodeKind, PlacedFile
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LESSON = (
    "# Feedback\n\nSay what you saw in the draft.\n\nSay what effect it had on you.\n\n"
    "Suggest one change, with an example.\n\nThank the author for asking.\n"
)
QUESTION = "\nWhat helps?\n\n[( )] Praise\n[( )] An example\n"
PNG = b"\x89PNG\r\n\x1a\n"
Picture = Callable[[Window, str], None]


def no_picture(window: Window, name: str) -> None:
    """Take none."""


@dataclass
class Pair:
    """An author and a colleague, each at a window of their own, on one shared course."""

    author: Window
    colleague: Window
    course: str
    lesson: NodeId
    second: NodeId
    module: NodeId
    take_picture: Picture = no_picture

    def both(self) -> tuple[Window, Window]:
        return self.author, self.colleague

    def sync(self) -> None:
        """Let each sync, until both have everything."""
        for window in (*self.both(), self.author):
            window.parts.sync_by_hand()
            window.settled()
            window.until(lambda window=window: self.idle(window))
        for window in self.both():
            window.until(lambda window=window: texts(window, self) == texts(self.author, self))

    def idle(self, window: Window) -> bool:
        with Workspace.open(window.folder) as ws:
            return window.parts.session.network.is_idle and syncing.status(ws).waiting == 0

    def read(self, window: Window, look: Callable[[Workspace, Course], object]) -> object:
        with Workspace.open(window.folder) as ws:
            return look(ws, ws.courses.at(self.course))


def texts(window: Window, pair: Pair) -> object:
    return pair.read(
        window,
        lambda ws, c: {n.id: ws.lessons.seen_now(c.log, n.id).text for n in c.outline.lessons()},
    )


def prepare(folder: Path, url: str, invites: dict[str, str]) -> tuple[str, NodeId, NodeId, NodeId]:
    """Let both join, and the author share a course of a module with two lessons."""
    with Workspace.open(folder / "author") as ws, Workspace.open(folder / "colleague") as other:
        syncing.connect(ws, url, invites["Author"], "Author")
        title = outlining.begin(ws, "Peer learning").id

        def add(kind: NodeKind, name: str, parent: str = "", text: str = "") -> NodeId:
            return outlining.add(ws, ws.courses.at(title), kind, name, parent, text=text).nodes[0]

        module = add("module", "Practice")
        lesson = add("lesson", "Feedback", module, LESSON)
        second = add("lesson", "Second", module, "# Second\n\nWhat comes after feedback.\n")
        add("lesson", "Roles", "", "# Roles\n\nWho does what.\n")
        syncing.share(ws, ws.courses.at(title))
        syncing.sync(ws)
        syncing.connect(other, url, invites["Colleague"], "Colleague")
        syncing.sync(other)
    return title, lesson, second, module


@pytest.fixture
def pair(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Pair]:
    """Two windows on the shared course, with the same lesson open."""
    server = Embedded(tmp_path / "server")
    url = server.start()
    invites = {
        name: operations.invite(tmp_path / "server", role=role, name=name).invite
        for name, role in (("Author", "owner"), ("Colleague", "author"))
    }
    made = prepare(tmp_path, url, invites)
    windows = [Window(tmp_path / name, look, qtbot) for name in ("author", "colleague")]
    for window in windows:
        window.start(made[0])
        window.until(lambda window=window: window.editor.text() == LESSON)
    yield Pair(windows[0], windows[1], *made)
    for window in windows:
        window.close()
    server.stop()


def press(
    window: Window, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    window.parts.window.activateWindow()
    QTest.keyClick(focused(window), key, modifiers)


def focused(window: Window) -> QWidget:
    widget = window.parts.window.focusWidget()
    assert widget is not None
    return widget


def write(window: Window, before: str, words: str) -> None:
    """Type words before others, as a person does."""
    window.parts.window.activateWindow()
    window.editor.setFocus()
    place = window.editor.text().index(before)
    window.editor.select(place, place)
    QTest.keyClicks(window.editor, words)


def buttons(inside: QWidget, words: str) -> list[Button]:
    """Find the buttons that are on show, by their words."""
    shown = [one for one in inside.findChildren(Button) if one.isVisible()]
    return [one for one in shown if words in one.text() or words in one.accessibleName()]


def click(window: Window, inside: QWidget, words: str) -> None:
    """Click a button once it is there."""
    window.until(lambda: bool(buttons(inside, words)))
    buttons(inside, words)[0].click()


def overlaps(window: Window) -> list[OverlapNoteCard]:
    cards = window.parts.page.learner.comments.cards.values()
    return [card for card in cards if isinstance(card, OverlapNoteCard)]


def settle_the_same_sentences(pair: Pair) -> None:
    """Both change three sentences apart; one settles each in another way, for both."""
    author, colleague = pair.both()
    for window, words in ((author, "Mine: "), (colleague, "Theirs: ")):
        for sentence in ("Say what you saw", "Suggest one change", "Thank the author"):
            write(window, sentence, words)
    pair.sync()
    for window in pair.both():
        window.until(lambda window=window: len(overlaps(window)) == 3)
    pair.take_picture(author, "overlaps-beside")
    panel = author.parts.page.overlaps
    click(author, overlaps(author)[0], "Check it")
    author.until(lambda: author.parts.page.page == "overlaps" and panel.current != "")
    pair.take_picture(author, "overlap")
    for number, key in enumerate((Key.Key_1, Key.Key_2, Key.Key_Return)):
        at = panel.current
        panel.focus_card()
        press(author, key)
        author.until(lambda at=at: panel.current != at)
        if number == 0:
            pair.take_picture(author, "overlap-next")
    pair.take_picture(author, "overlaps-none")
    author.parts.course.show_page("Write")
    pair.sync()
    for window in pair.both():
        window.until(lambda window=window: overlaps(window) == [])
        text = window.editor.text()
        assert "Mine: Say what you saw" in text
        assert "Theirs: Say" not in text
        assert "Theirs: Suggest one change" in text
        assert "Mine: Suggest" not in text
    author.until(lambda: author.editor.text() == colleague.editor.text())


def rows(window: Window) -> dict[NodeId, NodeId | None]:
    return {row.id: row.parent for row in window.parts.page.outline.tree.model().rows}  # type: ignore[attr-defined]


def remove_here_edit_there(pair: Pair) -> None:
    """One takes a module out while the other writes in it: it comes back, and is put back."""
    author, colleague = pair.both()
    author.parts.page.outline.tree.setFocus()
    author.parts.page.outline.tree._set_current(pair.module)
    press(author, Key.Key_Delete)
    author.until(lambda: pair.module not in rows(author))
    pair.take_picture(author, "module-removed")
    write(colleague, "Say what effect", "Always: ")
    pair.sync()
    for window in pair.both():
        window.until(lambda window=window: rows(window).get(pair.lesson) == FOUND)
    pair.take_picture(author, "found")
    author.parts.course.show_overlap("")
    author.until(lambda: author.parts.page.overlaps.current != "")
    pair.take_picture(author, "found-overlap")
    author.parts.page.overlaps.focus_card()
    press(author, Key.Key_Return)
    author.until(lambda: rows(author).get(pair.lesson, FOUND) is None)
    pair.take_picture(author, "put-back")
    author.parts.course.open_lesson(pair.lesson)
    pair.sync()
    for window in pair.both():
        window.until(lambda window=window: rows(window).get(pair.lesson, FOUND) is None)
        window.until(lambda window=window: "Always: Say what effect" in window.editor.text())


def place_file(window: Window, pair: Pair, data: bytes) -> None:
    """Put a file at one path, as a command or a mirrored folder does beside the window."""

    def put(ws: Workspace, course: Course) -> object:
        sha = ws.store.media.put(data)
        placed = PlacedFile("media/plan.png", sha, len(data), ())
        return ws.ledger.write(course.log, FilePlaced((placed,)))

    pair.read(window, put)


def files(window: Window, pair: Pair) -> object:
    return pair.read(window, lambda ws, c: {p: f.sha for p, f in c.facts.files_now().items()})


def keep_both_files(pair: Pair) -> None:
    """Each puts another file at one path: the colleague keeps both, for both."""
    author, colleague = pair.both()
    place_file(author, pair, PNG)
    place_file(colleague, pair, PNG + b"other")
    pair.sync()
    panel = colleague.parts.page.overlaps
    colleague.parts.do("next-open")
    colleague.until(lambda: panel.current != "")
    pair.take_picture(colleague, "files-apart")
    click(colleague, panel, "both")
    colleague.until(lambda: panel.current == "")
    colleague.parts.course.show_page("Write")
    pair.sync()
    assert len(files(author, pair)) == 2  # type: ignore[arg-type]
    assert files(author, pair) == files(colleague, pair)


def publish(window: Window, note: str) -> None:
    """Publish by key, with a note."""
    window.parts.window.activateWindow()
    window.parts.do("publish")
    dialog = window.parts.publishing.dialog
    window.until(dialog.isVisible)
    QTest.keyClicks(focused(window), note)
    press(window, Key.Key_Return, CONTROL)
    window.until(lambda: not dialog.isVisible())
    window.settled()


def release_what_was_mended(pair: Pair) -> None:
    """A release is refused with its reasons; each leads to its place; mended, it goes out."""
    author, colleague = pair.both()
    author.editor.insert_text(QUESTION, len(author.editor.text()))
    write(author, "Always", "Ours. ")
    write(colleague, "Always", "Theirs. ")
    pair.sync()
    publish(author, "For a first look")
    pair.take_picture(author, "published")
    author.parts.course.show_page("Versions")
    page = author.parts.page.versions
    author.until(page._list.isVisible)
    author.until(lambda: page._shown.after == DRAFT and page._shown.before != DRAFT)
    pair.take_picture(author, "version")
    click(author, page, "Release version 1")
    author.until(lambda: len(ways_to(page)) == 2)
    pair.take_picture(author, "refused")
    told = [way.accessibleName() for way in ways_to(page)]
    assert "overlap" in told[0]
    assert "right answer" in told[1]
    ways_to(page)[0].click()
    settle_the_overlap_on_show(author)
    author.parts.course.show_page("Versions")
    author.until(page._list.isVisible)
    click(author, page, "Release version 1")
    author.until(lambda: len(ways_to(page)) == 1)
    pair.take_picture(author, "refused-anew")
    ways_to(page)[0].click()
    author.until(lambda: author.editor.isVisible() and "Praise" in line_at_caret(author))
    pair.take_picture(author, "gone-to")
    place = author.editor.text().index("[( )] An example")
    author.editor.select(place + 2, place + 3)
    QTest.keyClicks(author.editor, "x")
    author.settled()
    publish(author, "Without the plan")
    author.parts.course.show_page("Versions")
    author.until(lambda: page._list.isVisible() and len(page._versions) == 3)
    click(author, page, "Release version 2")
    author.until(lambda: page._versions[1].state == "released")
    pair.take_picture(author, "released")
    assert "version 2" in author.parts.receipts.news.words


def ways_to(page: QWidget) -> list[Button]:
    """Find the ways to what stands in the way."""
    return [one for one in page.findChildren(Button) if "Go to it" in one.accessibleName()]


def line_at_caret(window: Window) -> str:
    return window.editor.textCursor().block().text()


def settle_the_overlap_on_show(window: Window) -> None:
    """Keep what stands in the lesson."""
    panel = window.parts.page.overlaps
    window.until(lambda: panel.current != "")
    panel.focus_card()
    press(window, Key.Key_Return)
    window.until(lambda: panel.current == "")
    window.until(lambda: "to check" not in window.parts.receipts.news.words)
    window.parts.course.show_page("Write")


def restore_the_first(pair: Pair) -> None:
    """One brings version 1 back: the draft reads as it did, what was written since is kept."""
    author = pair.author
    write(author, "Thank the author", "Later work. ")
    author.parts.writing.seal()
    author.settled()
    publish(author, "With later work")
    author.parts.course.show_page("Versions")
    page = author.parts.page.versions
    author.until(lambda: page._list.isVisible() and len(page._versions) == 4)
    first = page._versions[-1].id
    page.compare.emit(first, DRAFT)
    author.until(lambda: page._shown.before == first)
    author.until(lambda: any(one.people for one in page._shown.changes))
    since = author.parts.page.timeline._since
    author.until(lambda: since.get(first) == len(page._shown.changes))
    bring_a_sentence_back(author)
    click(author, page, "Restore version 1")
    pair.take_picture(author, "restore-asked")
    click(author, page, "Restore version 1")
    author.until(lambda: "reads as version 1" in author.parts.receipts.news.words)
    author.settled()
    pair.take_picture(author, "restored")
    author.parts.course.show_page("Write")
    author.until(lambda: "Later work." not in author.editor.text())
    assert "[( )] An example" in author.editor.text(), "as it was in version 1"
    pair.sync()
    pair.colleague.until(lambda: "Later work." not in pair.colleague.editor.text())
    kept = pair.read(
        pair.colleague,
        lambda ws, c: [
            ws.lessons.text_at(c.log, pair.lesson, v.named.texts[pair.lesson])
            for v in c.facts.ordered_versions()
        ],
    )
    assert "Later work." in kept[-1]  # type: ignore[index]


def bring_a_sentence_back(author: Window) -> None:
    """One change goes back as it was in version 1, the rest stays; then that is taken back."""
    page, news = author.parts.page.versions, author.parts.receipts.news
    at = next(n for n, one in enumerate(page._shown.changes) if one.kind == "answer")
    changes, title = len(page._shown.changes), page._shown.changes[at].title
    page._go_to(at)
    click(author, page, "Bring this right answer back")
    author.until(lambda: "of version 1 again" in news.words)
    author.until(lambda: title not in {one.title for one in page._shown.changes})
    assert page._shown.changes, "all else is as it was"
    click(author, news, "Undo")
    author.until(lambda: len(page._shown.changes) == changes)


def journey(pair: Pair) -> None:
    """All of it, in the order in which two people meet it."""
    settle_the_same_sentences(pair)
    remove_here_edit_there(pair)
    keep_both_files(pair)
    release_what_was_mended(pair)
    restore_the_first(pair)


def test_two_people_at_two_windows(pair: Pair) -> None:
    journey(pair)
