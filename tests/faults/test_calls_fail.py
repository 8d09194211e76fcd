"""Each write, sync or rename of a command fails, or is the command's last, one after the other.

Whatever was there before is there after; what a command called done is there too; and when the
trouble is over the same command does its work once.
"""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.server import operations
from sync.server.serving import Embedded
from sync.store.schema import SCHEMA
from tests.faults.laptop import Laptop, LaptopHere, Said, surroundings
from tests.sync.store.test_migrations import FIRST_SEARCH

COURSE, LESSON = "Under strain", "One"
OLD, NEW = "# One\n\nAs it was.\n", "# One\n\nAs it is now.\n"
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir"
FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")


def nothing(laptop: Laptop, folder: Path) -> None:
    """Leave the workspace as it was laid out."""


@dataclass(frozen=True)
class Deed:
    """A command, and how to see what became of it: 0 not done, 1 done, anything else is wrong.

    `lay` makes of a workspace as all begin what this command works on.
    """

    ask: Callable[[Path], list[str]]
    done: Callable[[Laptop, Path], int]
    lay: Callable[[Laptop, Path], None] = nothing


def text_of(laptop: Laptop) -> str:
    """Read the lesson."""
    return laptop.do("cat", COURSE, LESSON).text


def edited(laptop: Laptop, folder: Path) -> int:
    """Look whether the text is the new one."""
    return [OLD, NEW].index(text_of(laptop))


def imported(laptop: Laptop, folder: Path) -> int:
    """Count the imported courses; one that is there is whole."""
    assert text_of(laptop) == OLD
    rows = [row for row in laptop.ask("list") if row["title"] == "Incoming"]
    for row in rows:
        assert row["lessons"] == 2
        assert laptop.do("cat", row["id"], "two").text == "# two\n\nSecond.\n"
    return len(rows)


def exported(laptop: Laptop, folder: Path) -> int:
    """Look whether the folder is there; if it is, it is whole."""
    assert text_of(laptop) == OLD
    out = folder / "out"
    if not out.exists():
        return 0
    [file] = [path for path in out.rglob("*") if path.is_file()]
    assert file.read_text() == OLD
    return 1


def synced(laptop: Laptop, folder: Path) -> int:
    """Look whether nothing waits any more."""
    assert text_of(laptop) == OLD
    return int(laptop.ask("status")["waiting"] == 0)


def write_apart(laptop: Laptop, folder: Path) -> None:
    """Write where a colleague wrote, too, whose words are on the server."""
    laptop.write(COURSE, LESSON, OLD.replace("As it was.", "As it was, says the author."))


def merged(laptop: Laptop, folder: Path) -> int:
    """Look whether the colleague's words came: both are there then, and the overlap is told."""
    shown = text_of(laptop) + str(laptop.ask("overlaps", COURSE))
    assert "says the author" in shown
    came = "says the colleague" in shown
    assert len(laptop.ask("overlaps", COURSE)) == came
    return int(came and laptop.ask("status")["waiting"] == 0)


def make_old(laptop: Laptop, folder: Path) -> None:
    """Make the workspace one of the first version."""
    with closing(sqlite3.connect(laptop.folder / "workspace.db")) as db:
        db.executescript(FIRST_SEARCH)


def migrated(laptop: Laptop, folder: Path) -> int:
    """Look at which version the workspace is; looking migrates it."""
    with closing(sqlite3.connect(laptop.folder / "workspace.db")) as db:
        [[version]] = db.execute("PRAGMA user_version")
    assert version in (1, SCHEMA), "never between the two"
    assert text_of(laptop) == OLD
    return int(version == SCHEMA)


def backed_up(laptop: Laptop, folder: Path) -> int:
    """Look whether the copy is there; if it is, it is whole, and it can be brought back."""
    assert text_of(laptop) == OLD
    out = folder / "copy.db"
    if not out.exists():
        return 0
    assert laptop.do("bring-back", COURSE, LESSON, "--from", out, "--json")
    assert text_of(laptop) == OLD
    return 1


def damage(laptop: Laptop, folder: Path) -> None:
    """Make a backup, and write over the middle of the file."""
    laptop.do("backup")
    file = laptop.folder / "workspace.db"
    data = bytearray(file.read_bytes())
    data[: len(data) // 2] = b"\xff" * (len(data) // 2)
    file.write_bytes(data)


def recovered(laptop: Laptop, folder: Path) -> int:
    """Look whether the workspace works again; until then the damaged file is there."""
    said = laptop.call("cat", COURSE, LESSON)
    if said.code == 0:
        assert said.text == OLD
        return 1
    assert "damaged" in said.err, said.err
    return 0


def write_over(laptop: Laptop, folder: Path) -> None:
    """Make a backup, and write on."""
    laptop.do("backup", "--out", folder / "copy.db")
    laptop.write(COURSE, LESSON, NEW)


def brought_back(laptop: Laptop, folder: Path) -> int:
    """Look whether the old text is there again."""
    return [NEW, OLD].index(text_of(laptop))


DEEDS = {
    "save": Deed(lambda f: ["edit", COURSE, LESSON, "--file", str(f / "new.md")], edited),
    "import": Deed(lambda f: ["import", str(f / "Incoming")], imported),
    "export": Deed(
        lambda f: ["export", COURSE, "--format", "folder", "--out", str(f / "out")], exported
    ),
    "sync": Deed(lambda f: ["sync"], synced),
    "merge": Deed(lambda f: ["sync"], merged, write_apart),
    "migrate": Deed(lambda f: ["list"], migrated, make_old),
    "backup": Deed(lambda f: ["backup", "--out", str(f / "copy.db"), "--replace"], backed_up),
    "recover": Deed(lambda f: ["recover"], recovered, damage),
    "bring back": Deed(
        lambda f: ["bring-back", COURSE, LESSON, "--from", str(f / "copy.db")],
        brought_back,
        write_over,
    ),
}


class Strain:
    """A workspace that is laid out anew for each try, and a server it has joined."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Embedded(folder / "server")
        url = self.server.start()
        self.made = LaptopHere(folder / "made")
        self.made.do("new", COURSE)
        self.made.do("add", COURSE, "--lesson", LESSON)
        self.made.write(COURSE, LESSON, OLD)
        invite = operations.invite(folder / "server", role="owner").invite
        self.made.do("connect", url, "--invite", invite, "--name", "author")
        self.made.do("share", COURSE)
        colleague = LaptopHere(folder / "colleague")
        invite = operations.invite(folder / "server", role="author").invite
        colleague.do("connect", url, "--invite", invite, "--name", "colleague")
        self.colleague = colleague
        (folder / "new.md").write_text(NEW)
        (folder / "Incoming").mkdir()
        for name, text in (("one", "First."), ("two", "Second.")):
            (folder / "Incoming" / f"{name}.md").write_text(f"# {name}\n\n{text}\n")
        self.tries = 0

    def let_a_colleague_write(self) -> None:
        """Send the course, and let a colleague change the line that is changed here as well."""
        self.made.do("sync")
        self.colleague.settle()
        self.colleague.write(COURSE, LESSON, OLD.replace("was.", "was, says the colleague."))
        self.colleague.settle()

    def lay_out(self, deed: Deed) -> LaptopHere:
        """Give a copy of the workspace as it was, made ready for a command."""
        self.tries += 1
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        (self.folder / "copy.db").unlink(missing_ok=True)
        laptop = LaptopHere(self.folder / f"try-{self.tries}")
        shutil.copytree(self.made.folder, laptop.folder)
        deed.lay(laptop, self.folder)
        return laptop

    def count(self, deed: Deed) -> dict[str, int]:
        """Count the calls that the command makes when nothing fails."""
        laptop = self.lay_out(deed)
        said, calls = self.traced(laptop, deed, ["-y"])
        assert said.code == 0, said.err
        counted = dict.fromkeys(CALLS.split(","), 0)
        for line in calls.splitlines():
            name = line.split(None, 1)[-1].split("(", 1)[0]
            if name in counted:
                counted[name] += 1
        return {name: count for name, count in counted.items() if count}

    def traced(self, laptop: Laptop, deed: Deed, how: list[str]) -> tuple[Said, str]:
        """Run the command under strace; what it said, and its calls on our own folders."""
        trace = self.folder / "trace"
        command = Laptop(laptop.folder).command(*deed.ask(self.folder))
        watched = ["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={CALLS}", *how]
        done = subprocess.run(
            [*watched, *command], capture_output=True, timeout=60, check=False, env=surroundings()
        )
        said = Said(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
        return said, trace.read_text("utf-8", "replace")

    def fail(self, deed: Deed, call: str, number: int, fault: str) -> None:
        """Let one call fail, look, and do the same again with nothing in the way."""
        laptop = self.lay_out(deed)
        when = f"inject={call}:{fault}:when={number}"
        said, _ = self.traced(laptop, deed, ["-e", when])
        what = f"{call} {number} {fault}: exit {said.code}: {said.err}"
        killed = fault == "signal=SIGKILL"
        assert said.code in ((-signal.SIGKILL, 0) if killed else (0, 1, 3)), what
        assert "Traceback" not in said.err, what
        done = deed.done(laptop, self.folder)
        assert done in ((0, 1) if killed or said.code else (1,)), what
        if not done:
            again = laptop.call(*deed.ask(self.folder))
            assert again.code == 0, f"{what}\nagain: {again.err}"
            assert deed.done(laptop, self.folder) == 1, what
        laptop.check()
        shutil.rmtree(laptop.folder)

    def sweep(self, deed: Deed) -> int:
        """Let each sync, rename and the like fail in each way, each write in one of them in turn.

        Return how many tries that were.
        """
        before = self.tries
        for call, count in self.count(deed).items():
            for number in range(1, count + 1):
                turn = number % len(FAULTS)
                for fault in FAULTS[turn : turn + 1] if "write" in call else FAULTS:
                    self.fail(deed, call, number, fault)
        return self.tries - before


@pytest.fixture
def strain(tmp_path: Path) -> Iterator[Strain]:
    """A workspace, and a server, under strace."""
    if not shutil.which("strace"):
        pytest.skip("strace is not here")
    made = Strain(tmp_path)
    yield made
    made.server.stop()


@pytest.mark.parametrize("deed", sorted(DEEDS.keys() - {"save", "sync"}))
def test_one_call_of_a_command_fails(strain: Strain, deed: str) -> None:
    if deed == "merge":
        strain.let_a_colleague_write()
    counted = strain.count(DEEDS[deed])
    call = random.choice(sorted(counted))
    number = random.randint(1, counted[call])
    print(call, number)
    strain.fail(DEEDS[deed], call, number, random.choice(FAULTS))


def test_a_save_whose_syncs_fail(strain: Strain) -> None:
    for call in strain.count(DEEDS["save"]):
        if "sync" in call:
            strain.fail(DEEDS["save"], call, 1, "error=EIO")


def test_a_sync_that_finds_no_room_for_a_folder(strain: Strain) -> None:
    strain.fail(DEEDS["sync"], "mkdir", 1, "error=ENOSPC")


@pytest.mark.soak(row="the k-th call fails, k = 1 to 200 (commands)")
@pytest.mark.parametrize("deed", DEEDS)
def test_each_call_of_a_command_fails(strain: Strain, deed: str) -> None:
    if deed == "merge":
        strain.let_a_colleague_write()
    print(deed, strain.count(DEEDS[deed]), strain.sweep(DEEDS[deed]), "tries")
