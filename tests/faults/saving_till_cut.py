"""Save things and say so, for tests that cut the power: `ACK number` follows what must last.

Called with what saves (`edit`, `journal`, `work` or `server`), the folder whose disk loses its
power, and how often. `look` says of a folder as the cut has left it, with what was said until then,
whether all of that is there: nothing is printed if so.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from app.flows.courses import outlining
from app.flows.lesson import typing, writing
from app.flows.safety.keeping import examine
from app.flows.sharing import syncing
from sync.model.ids import NodeId
from sync.model.outline import ROOT
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.faults.laptop import Laptop, LaptopHere

COURSE, LESSON = "Kept", "One"


def say(number: int) -> None:
    """Tell the watching test at once, past every buffer."""
    os.write(1, f"\nACK {number}\n".encode())


def text_of(number: int) -> str:
    """Give the text that is saved at this number; each is some kilobytes and differs all over."""
    return "# One\n\n" + "".join(f"Line {n} of {number}.\n\n" for n in range(number, number + 99))


def edit(folder: Path, times: int) -> None:
    """Save whole texts by the command line."""
    laptop = Laptop(folder)
    laptop.do("new", COURSE)
    laptop.do("add", COURSE, "--lesson", LESSON)
    for number in range(1, times + 1):
        laptop.write(COURSE, LESSON, text_of(number))
        say(number)


def look_at_edits(folder: Path, saved: int) -> str:
    """The text is the one saved last, or the one that was on its way."""
    if not (folder / "workspace.db").exists() and not saved:
        return ""
    with Workspace.open(folder, create=False) as ws:
        course = ws.courses.at(COURSE) if saved else None
        if course is not None:
            text = writing.read(ws, course, ws.courses.lesson(course, LESSON).id).text
            if text not in (text_of(saved), text_of(saved + 1)):
                return f"the text is not that of {saved}"
    return _examined(folder)


def journal(folder: Path, times: int) -> None:
    """Type as a window does: each keystroke in the journal, now and then sealed."""
    with Workspace.open(folder) as ws:
        course = outlining.begin(ws, COURSE)
        lesson = outlining.add(ws, course, "lesson", LESSON, ROOT, text="").nodes[0]
        today = ws.lessons.today(course.log, lesson)
        shown, begun, state = today.text, today.text, today.state
        for number in range(1, times + 1):
            step = (len(shown), 0, f"{number} ")
            typing.keep(ws, typing.Typed(course.log, lesson, state, begun, (step,)))
            shown += step[2]
            say(number)
            if number % 40 == 0:
                sealed = typing.seal(ws, course.log, lesson, shown, state)
                shown = begun = sealed.today.text
                state = sealed.today.state


def look_at_journal(folder: Path, saved: int) -> str:
    """Every keystroke is there, in order, and at most one more."""
    if not (folder / "workspace.db").exists() and not saved:
        return ""
    with Workspace.open(folder, create=False) as ws:
        if saved:
            course = ws.courses.at(COURSE)
            lesson = ws.courses.lesson(course, LESSON)
            words = writing.read(ws, course, lesson.id).text.split()[-saved - 1 :]
            counted = [int(word) for word in words if word.isdigit()]
            if counted[-1:] not in ([saved], [saved + 1]):
                return f"{counted[-1:]} is the last keystroke, {saved} were saved"
            if counted != list(range(1, counted[-1] + 1)):
                return "keystrokes are missing between others"
    return _examined(folder)


def work(folder: Path, times: int) -> None:
    """Edit, comment, publish and sync in turn; the server lies elsewhere. Each is one number."""
    embedded = Embedded(folder.with_name(folder.name + "-server"))
    url = embedded.start()
    made = embedded.invitation
    assert made
    laptop = LaptopHere(folder)
    laptop.do("connect", url, "--invite", made.invite, "--name", "author")
    laptop.do("new", COURSE)
    laptop.do("add", COURSE, "--lesson", LESSON)
    laptop.do("share", COURSE)
    laptop.do("sync")
    for number in range(1, 4 * times, 4):
        laptop.write(COURSE, LESSON, text_of(number))
        say(number)
        laptop.do("comment", COURSE, LESSON, "--quote", "# One", "--text", f"about {number}")
        say(number + 1)
        laptop.do("publish", COURSE, "--note", f"after {number}")
        say(number + 2)
        laptop.do("sync")
        say(number + 3)
    embedded.stop()


def look_at_work(folder: Path, saved: int) -> str:
    """The text, the comments, the versions and what the server took are those told, or one more."""
    if not saved:
        return _examined(folder) if (folder / "workspace.db").exists() else ""
    laptop = LaptopHere(folder)
    edits, comments, versions, syncs = ((saved + 4 - part) // 4 for part in range(1, 5))
    text = laptop.do("cat", COURSE, LESSON).text
    if text not in (text_of(4 * edits - 3), text_of(4 * edits + 1)):
        return f"the text is not that of {saved}"
    told = [row["text"] for row in laptop.ask("threads", COURSE)]
    if sorted(told) != sorted(f"about {4 * n + 1}" for n in range(len(told))):
        return f"the comments are {told}"
    notes = [row["note"] for row in laptop.ask("versions", COURSE)]
    if sorted(notes) != sorted(f"after {4 * n + 1}" for n in range(len(notes))):
        return f"the versions are {notes}"
    if not comments <= len(told) <= comments + 1 or not versions <= len(notes) <= versions + 1:
        return f"{len(told)} comments and {len(notes)} versions of {saved}"
    if laptop.ask("status")["waiting"] > 3 * (saved + 1 - 4 * syncs):
        return "what the server took waits again"
    return _examined(folder)


def server(folder: Path, times: int) -> None:
    """Send edits and attachments to a server on this folder; the laptop lies elsewhere."""
    embedded = Embedded(folder)
    url = embedded.start()
    beside = folder.with_name(folder.name + "-laptop")
    with Workspace.open(beside) as ws:
        made = embedded.invitation or operations.invite(folder, role="owner")
        syncing.connect(ws, url, made.invite, "author")
        course = outlining.begin(ws, COURSE)
        lesson = outlining.add(ws, course, "lesson", LESSON, ROOT, text="").nodes[0]
        syncing.share(ws, ws.courses.open(course.log))
        for number in range(1, times + 1):
            _send(ws, lesson, number)
            say(number)
    embedded.stop()


def _send(ws: Workspace, lesson: NodeId, number: int) -> None:
    course = ws.courses.at(COURSE)
    writing.edit(ws, course, lesson, text_of(number))
    done = syncing.sync(ws)
    if done["waiting"] or ws.store.log.waiting_count():
        raise SystemExit(f"the server did not take everything: {done}")


def look_at_server(folder: Path, saved: int) -> str:
    """Every edit that was taken is there; the server starts and serves on it."""
    path = folder / "server.db"
    if not path.exists():
        return "" if not saved else "the database is gone"
    again = Embedded(folder)
    again.start()
    again.stop()
    with closing(sqlite3.connect(path)) as db:
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "the database is torn"
        asked = "SELECT count(*), count(DISTINCT id) FROM facts WHERE kind='text.revised'"
        count, distinct = db.execute(asked).fetchone()
        gaps = db.execute("SELECT count(*) FROM logs WHERE head < (SELECT max(number) FROM facts "
                          "WHERE facts.log = logs.log)").fetchone()  # fmt: skip
    if not saved <= count == distinct:
        return f"{count} edits are there, {saved} were taken"
    return "numbers were given that the log does not know" if gaps != (0,) else ""


def _examined(folder: Path) -> str:
    found = [problem for problem in examine(folder) if not problem.ok]
    return "; ".join(f"{problem.check}: {problem.what}" for problem in found)


SAVING = {"edit": edit, "journal": journal, "work": work, "server": server}
LOOKING = {
    "edit": look_at_edits,
    "journal": look_at_journal,
    "work": look_at_work,
    "server": look_at_server,
}


def look(what: str, folder: Path, told: bytes) -> str:
    """Look whether all is there that was said; an empty answer is a good one."""
    lines = told.decode("utf-8", "replace").split("\n")[:-1]
    said = [line.split() for line in lines if line.startswith("ACK ")]
    return LOOKING[what](folder, max((int(words[1]) for words in said), default=0))


if __name__ == "__main__":
    SAVING[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
