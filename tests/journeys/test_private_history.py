"""What was written before a course was shared stays on the laptop, whatever way the course goes."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from pathlib import Path

from app.flows.courses import outlining
from app.flows.files.exporting import write_out
from app.flows.lesson import writing
from app.flows.review import commenting, deciding, suggesting
from app.flows.sharing import review_files, syncing
from app.flows.versions import publishing
from app.story.people import Desk
from sync.model.payloads import FilePlaced, PlacedFile
from tests.journeys.conftest import TEXT, Team

SECRET = "xyzzy secret"
"""Words that stood in every place where words can stand, and in none any more."""


def private_course(desk: Desk) -> None:
    """Write a course whose history is full of what nobody else should read."""
    ws = desk.ws
    desk.title = outlining.begin(ws, "Feedback").id
    gone = outlining.add(ws, desk.course, "lesson", f"{SECRET} title", text=f"{SECRET} lesson\n")
    outlining.add(ws, desk.course, "lesson", "Feedback", text=TEXT)
    lesson = next(node.id for node in desk.lessons() if node.title == "Feedback")
    long = TEXT.replace("Say what effect", f"{SECRET} text. Say what effect")
    writing.edit(ws, desk.course, lesson, long)
    commenting.comment_on_quote(ws, desk.course, lesson, "Say what effect", "Which one?")
    commenting.comment_on_quote(ws, desk.course, lesson, f"{SECRET} text.", f"{SECRET} remark")
    [thread] = [t for t in desk.course.facts.threads.values() if SECRET in t.text]
    commenting.resolve(ws, desk.course, thread, "done", f"{SECRET} why")
    offered = long.replace("Thank the author", f"{SECRET} offer. Thank the author")
    suggesting.suggest(ws, desk.course, lesson, offered, f"{SECRET} reason")
    [made] = desk.course.facts.suggestions.values()
    deciding.reject_all(ws, desk.course, [made], f"{SECRET} no")
    publishing.publish(ws, desk.course, f"{SECRET} note")
    data = f"{SECRET} file".encode()
    sha = ws.store.media.put(data)
    for placed in (PlacedFile("a.txt", sha, len(data)), PlacedFile("a.txt", "", 0)):
        over = desk.course.facts.file_heads("a.txt")
        ws.ledger.write(
            desk.course.log, FilePlaced((PlacedFile(placed.path, placed.sha, placed.size, over),))
        )
    writing.edit(ws, desk.course, lesson, TEXT)
    node = desk.course.outline.nodes[gone.nodes[0]]
    outlining.rename(ws, desk.course, node, "Harmless")
    outlining.remove(ws, desk.course, [desk.course.outline.nodes[node.id]])


def holds(data: bytes) -> bool:
    return SECRET.encode() in data


def all_bytes(folder: Path) -> bytes:
    """All that is on a disk, with what is packed in it unpacked."""
    found = []
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        found.append(path.read_bytes())
        if path.suffix in (".db", ".sqlite3"):
            with sqlite3.connect(path) as db:
                for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type='table'"):
                    for row in db.execute(f"SELECT * FROM {table}"):
                        found += [_plain(cell) for cell in row]
    return b"\n".join(found)


def _plain(cell: object) -> bytes:
    raw = cell if isinstance(cell, bytes) else str(cell).encode()
    for way in (gzip.decompress, zlib.decompress):
        try:
            return raw + way(raw)
        except (OSError, EOFError, zlib.error):
            continue
    return raw


def test_a_server_and_all_who_sync_with_it_get_none_of_it(team: Team, tmp_path: Path) -> None:
    author, colleague = team.join("Author", "owner"), team.join("Colleague", "author")
    private_course(author)
    assert holds(all_bytes(tmp_path / "Author"))
    syncing.share(author.ws, author.course)
    colleague.title = author.title
    team.sync_all()
    assert colleague.text(colleague.lessons()[0].id) == TEXT
    assert [t.thread.text for t in colleague.threads()] == ["Which one?"]
    team.server.stop()
    server = all_bytes(tmp_path / "server")
    assert b"Say what effect" in server
    assert not holds(server)
    assert not holds(all_bytes(tmp_path / "Colleague"))
    team.restart()


def test_a_review_file_and_exports_hold_none_of_it(team: Team, tmp_path: Path) -> None:
    author = team.join("Author", "owner")
    private_course(author)
    out = tmp_path / "out.coursefolk"
    review_files.make(author.ws, author.course, out)
    from sync.wire.review_file import unpack

    read = unpack(out.read_bytes())
    said = b"".join(bytes(fact.payload) for fact in read.facts)
    media = b"".join(read.medium(sha) for sha in read.media)
    assert b"Which one?" in said
    assert not holds(said + media + out.read_bytes())
    for form in ("folder", "html"):
        write_out(author.ws, author.course, form, tmp_path / form, with_comments=True)
        assert b"Which one?" in all_bytes(tmp_path / form)
        assert not holds(all_bytes(tmp_path / form))


def test_all_of_it_goes_where_the_author_says_so(team: Team, tmp_path: Path) -> None:
    author, colleague = team.join("Author", "owner"), team.join("Colleague", "author")
    private_course(author)
    syncing.share(author.ws, author.course, with_history=True)
    colleague.title = author.title
    team.sync_all()
    assert author.everything() == colleague.everything()
    assert holds(all_bytes(tmp_path / "Colleague"))
    assert len(colleague.course.facts.versions) == 1
