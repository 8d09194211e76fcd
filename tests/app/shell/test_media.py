"""Pictures in the real window: pasted, dropped, described, shrunk, replaced, taken out and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextBrowser

from editor.panels.media.values import Show
from sync.model.ids import Sha, sha_of
from sync.model.payloads import FilePlaced, PlacedFile
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.app.shell.conftest import TEXT, Window
from tests.editor.formats.media.samples import XMP, chunk, exif, png

CONTROL = Qt.KeyboardModifier.ControlModifier
PLACED = png(3, 2, chunk(b"eXIf", exif()), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP))
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
)
HARM = DRAWING.replace(b"<path", b"<script>alert(1)</script><path onclick='alert(1)'")


def image(width: int = 5, height: int = 4) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkGreen)
    return made


def bytes_of(picture: QImage, form: str = "PNG") -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, form, 95)
    return bytes(data.data())


def drop(window: Window, *files: Path, at: str = "") -> None:
    """Let files go over the text, before some words."""
    editor = window.editor
    if at:
        place = editor.text().index(at)
        editor.select(place, place)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(editor.cursorRect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.dropEvent(event)  # Qt delivers it to the target of a drag alone


def stored(window: Window, course: str) -> dict[str, bytes | None]:
    with Workspace.open(window.folder) as ws:
        files = ws.courses.at(course).facts.files_now()
        return {path: ws.store.media.get(file.sha) for path, file in files.items()}


def button(inside: object, words: str) -> QAbstractButton:
    """Find a button by what it says, or by its name where it shows a sign only."""
    found = inside.findChildren(QAbstractButton)  # type: ignore[attr-defined]
    named = (one for one in found if words in (one.text().strip(), one.accessibleName()))
    return next(one for one in named if not one.isHidden())


def shown(window: Window) -> str:
    return window.parts.preview.findChildren(QTextBrowser)[0].toHtml()


def open_page(window: Window) -> None:
    button(window.parts.page.foot, "Media of this course").click()
    window.until(lambda: window.parts.front.shown == "media")
    window.until(lambda: bool(window.parts.files.panel.rows))


def test_a_pasted_picture_is_kept_shown_and_described(window: Window, course: str) -> None:
    editor, asking = window.editor, window.parts.media.words.bar
    editor.setFocus()
    editor.select(len(TEXT), len(TEXT))
    QApplication.clipboard().setImage(image())
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    window.until(asking.isVisible)
    [(path, data)] = stored(window, course).items()
    assert editor.text() == f"{TEXT}![]({path})"
    assert QImage.fromData(data or b"") == image()
    assert asking.field.hasFocus()
    QTest.keyClicks(asking.field, "A [green] field")
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert editor.text() == rf"{TEXT}![A \[green\] field]({path})"
    assert not asking.isVisible()
    assert editor.hasFocus()
    window.until(lambda: "course://lesson/media/" in shown(window))
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.text() == TEXT, "the words, then the picture"


def test_a_picture_of_a_web_page_is_taken_without_fetching_it(window: Window, course: str) -> None:
    data = QMimeData()
    data.setImageData(image())
    data.setHtml('<meta charset="utf-8"><img src="https://x.example/gull.png">')
    data.setUrls([QUrl("https://x.example/gull.png")])
    window.editor.insertFromMimeData(data)
    window.until(window.parts.media.words.bar.isVisible)
    assert "x.example" not in window.editor.text()
    [picture] = stored(window, course).values()
    assert QImage.fromData(picture or b"") == image()


def test_dropped_files_are_taken_by_what_they_are(
    window: Window, course: str, tmp_path: Path
) -> None:
    place = tmp_path / "drop"
    place.mkdir()
    for name, data in {
        "gull.jpg": PLACED,
        "map\u202egnp.svg": HARM,
        "page.png": b"<html><script>alert(1)</script></html>",
        "bomb.png": png(60_000, 60_000),
        "tool.gif": b"MZ" + bytes(90) + b"PE\0\0",
        "table.csv": b"a,b\n",
    }.items():
        (place / name).write_bytes(data)
    drop(window, *sorted(place.iterdir()), place, at="Say what effect")
    banner, asking = window.parts.page.pane.banner, window.parts.media.words.bar
    window.until(asking.isVisible)
    told = banner.accessibleName() + banner.accessibleDescription()
    assert "4 files were not taken" in told
    assert "“bomb.png” says that it has 60,000 × 60,000 pixels" in told
    text = window.editor.text()
    before, _, after = TEXT.partition("Say what effect")
    assert text.startswith(before + "![](media/gull.png)\n\n![](media/mapgnp.svg)\n\n[table.csv](")
    assert text.endswith("\n\nSay what effect" + after)
    files = stored(window, course)
    assert set(files) == {"media/gull.png", "media/mapgnp.svg", "media/table.csv"}
    assert files["media/gull.png"] == png(3, 2)
    assert b"alert" not in (files["media/mapgnp.svg"] or b"")
    assert asking._told.accessibleName().startswith("It said where it was taken")
    QTest.keyClicks(asking.field, "A gull")
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert asking.isVisible(), "the drawing is asked for, too"
    QTest.keyClick(asking.field, Qt.Key.Key_Escape)
    assert not asking.isVisible()
    assert "![A gull](media/gull.png)\n\n![](media/mapgnp.svg)" in window.editor.text()
    assert (place / "gull.jpg").read_bytes() == PLACED, "one's own file is left alone"
    talk = place / "talk.mp4"
    talk.write_bytes(b"%PDF-1.4\n%%EOF\n")
    drop(window, talk, at="Say what effect")
    window.until(lambda: "“talk.mp4”: By its content it is a PDF" in banner.accessibleDescription())
    assert "the course calls it “talk.pdf”" in banner.accessibleDescription()


def test_what_is_typed_meanwhile_stays_where_it_is(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "gull.png"
    file.write_bytes(png())
    drop(window, file, at="Say what effect")
    window.editor.select(0, 0)
    window.editor.insert_text("New. ")
    window.until(window.parts.media.words.bar.isVisible)
    wanted = TEXT.replace("Say what effect", "![](media/gull.png)\n\nSay what effect")
    assert window.editor.text() == "New. " + wanted
    assert window.editor.selection() == (5, 5)


def test_a_large_picture_is_shrunk_when_one_says_so(
    window: Window, course: str, tmp_path: Path
) -> None:
    large = image(2600, 1300)
    painter = QPainter(large)
    for at in range(0, 2600, 7):
        painter.fillRect(at, at % 1300, 5, 900, Qt.GlobalColor(3 + at % 14))
    painter.end()
    file = tmp_path / "quay.bmp"
    file.write_bytes(bytes_of(large, "JPEG"))
    before = file.read_bytes() + bytes(0)
    drop(window, file, at="Say what effect")
    asking = window.parts.media.words.bar
    window.until(asking.isVisible)
    if asking.shrink.isHidden():
        pytest.fail(f"{len(before)} bytes were thought to be little")
    asking.shrink.click()
    window.until(asking.undo.isVisible)
    small = stored(window, course)["media/quay.jpg"] or b""
    assert QImage.fromData(small).width() == 2000
    assert len(small) < len(before)
    asking.undo.click()
    window.until(lambda: stored(window, course)["media/quay.jpg"] == before)


@pytest.fixture
def filled(window: Window, course: str) -> Window:
    """A course with a picture used twice, one not used, and one that is missing."""
    with Workspace.open(window.folder) as ws:
        from app.flows.courses import outlining
        from app.flows.lesson.writing import edit

        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        for name, data in (("gull.png", png(8, 8)), ("old.png", png(9, 9))):
            attach(ws, ws.courses.at(course), lesson, name, data)
        edit(ws, opened, lesson, TEXT + "\n![](media/gull.png)\n\n![Cranes](media/cranes.png)\n")
        outlining.add(ws, opened, "lesson", "Ships", text="# Ships\n\n![Sail](media/gull.png)\n")
    window.until(lambda: "media/gull.png" in window.editor.text())
    window.settled()
    return window


def test_the_page_lists_takes_out_and_brings_back(filled: Window, course: str) -> None:
    panel = filled.parts.files.panel
    open_page(filled)
    assert [row.name for row in panel.rows] == ["cranes.png", "gull.png", "old.png"]
    chips = [chip.accessibleName() for chip in panel.chips()]
    assert chips == ["All, 3", "Not used, 1", "Missing, 1", "Without words, 1"]
    panel.show_only(Show.UNUSED)
    button(panel, "Take 1 file out").click()
    filled.until(lambda: "media/old.png" not in stored(filled, course))
    filled.until(lambda: panel.can_undo)
    QTest.keyClick(panel, Qt.Key.Key_Z, CONTROL)
    filled.until(lambda: stored(filled, course).get("media/old.png") == png(9, 9))
    panel.choose("media/gull.png")
    button(panel, "Take out").click()
    filled.settled()
    assert "media/gull.png" in stored(filled, course), "what is used is not taken out"


def test_one_replacing_is_followed_in_all_lessons_and_the_window(
    filled: Window, course: str, tmp_path: Path
) -> None:
    panel, desk, before = filled.parts.files.panel, filled.parts.files, filled.editor.text()
    drawing = tmp_path / "drawing.svg"
    drawing.write_bytes(HARM)
    filled.editor.select(0, 0)
    filled.editor.insert_text("Typed. ")
    open_page(filled)
    desk.replace("media/gull.png", drawing)
    filled.until(lambda: "media/gull.svg" in filled.editor.text())
    assert filled.editor.text() == "Typed. " + before.replace("gull.png", "gull.svg")
    with Workspace.open(filled.folder) as ws:
        opened = ws.courses.at(course)
        ships = opened.outline.lessons()[1].id
        assert "![Sail](media/gull.svg)" in ws.lessons.today(opened.log, ships).text
    filled.until(lambda: panel.current == "media/gull.svg" and panel.can_undo)
    panel.undo()
    filled.until(lambda: filled.editor.text() == "Typed. " + before)
    assert "media/gull.png" in stored(filled, course)


def test_a_missing_file_is_named_and_brought_in(
    filled: Window, course: str, tmp_path: Path
) -> None:
    filled.until(lambda: "cranes.png" in shown(filled))
    file = tmp_path / "photo.png"
    file.write_bytes(png(7, 7))
    open_page(filled)
    filled.parts.files.bring("media/cranes.png", file)
    filled.until(lambda: stored(filled, course).get("media/cranes.png") == png(7, 7))
    filled.until(lambda: "cranes.png" not in shown(filled))


def test_words_are_written_on_the_page_and_one_goes_to_the_place(filled: Window) -> None:
    panel = filled.parts.files.panel
    open_page(filled)
    panel.choose("media/gull.png")
    field = next(one for one in panel.findChildren(QLineEdit) if not one.text())
    field.setFocus()
    QTest.keyClicks(field, "A gull on a post")
    QTest.keyClick(field, Qt.Key.Key_Return)
    filled.until(lambda: "![A gull on a post](media/gull.png)" in filled.editor.text())
    filled.until(lambda: "Without words, 1" not in [c.accessibleName() for c in panel.chips()])
    button(panel, "Go to it").click()
    filled.until(lambda: filled.parts.window.page == "course")
    line = filled.editor.text().split("\n").index("![A gull on a post](media/gull.png)")
    filled.until(lambda: filled.editor.textCursor().blockNumber() == line)


def test_publishing_takes_places_out_and_says_so(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        sha = ws.store.media.put(PLACED)  # as an import brings it
        placed = FilePlaced((PlacedFile("gull.png", sha, len(PLACED)),))
        ws.ledger.write(ws.courses.at(course).log, placed)
    window.parts.publishing.open(window.parts.course.log)
    window.settled()
    window.parts.publishing.dialog.published.emit("first", ())
    banner = window.parts.page.pane.banner
    window.until(banner.isVisible)
    assert "taken out of “gull.png”" in banner.accessibleDescription()
    with Workspace.open(window.folder) as ws:
        [version] = ws.courses.at(course).facts.ordered_versions()
        assert ws.store.media.get(Sha(version.named.files["gull.png"])) == png(3, 2)
        assert ws.store.media.get(sha) == PLACED, "what came is kept on this computer"


def test_a_picture_that_has_not_come_yet_shows_its_name(window: Window, course: str) -> None:
    from app.flows.lesson.writing import edit

    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        sha = sha_of(png(6, 6))
        placed = PlacedFile("late.png", sha, len(png(6, 6)))
        ws.ledger.write(opened.log, FilePlaced((placed,)))
        edit(ws, opened, opened.outline.lessons()[0].id, TEXT + "\n![A late one](late.png)\n")
    window.until(lambda: "late.png" in shown(window))
    assert str(sha) not in shown(window)
    with Workspace.open(window.folder) as ws:
        ws.store.media.put(png(6, 6))
    window.parts.session.arrived.emit()
    window.until(lambda: str(sha) in shown(window))
