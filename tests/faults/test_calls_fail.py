"""Each write, sync or rename of a command fails, or is the command's last, one after the other.

Whatever was there before is there after; what a command called done is there too; and when the
trouble is over the same command does its work once.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.server import operations
from sync.server.serving import Embedded
from tests.faults.laptop import Laptop, LaptopHere, Said, surroundings

COURSE, LESSON = "Under strain", "One"
OLD, NEW = "# One\n\nAs it was.\n", "# One\n\nAs it is now.\n"
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir"
FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")


@dataclass(frozen=True)
class Deed:
    """A command, and how to see what became of it: 0 not done, 1 done, anything else is wrong."""

    ask: Callable[[Path], list[str]]
    done: Callable[[Laptop, Path], int]


def edited(laptop: Laptop, folder: Path) -> int:
    """Look whether the text is the new one."""
    return [OLD, NEW].index(laptop.do("cat", COURSE, LESSON).text)


def imported(laptop: Laptop, folder: Path) -> int:
    """Count the imported courses; one that is there is whole."""
    rows = [row for row in laptop.ask("list") if row["title"] == "Incoming"]
    for row in rows:
        assert row["lessons"] == 2
        assert laptop.do("cat", row["id"], "two").text == "# two\n\nSecond.\n"
    return len(rows)


def exported(laptop: Laptop, folder: Path) -> int:
    """Look whether the folder is there; if it is, it is whole."""
    out = folder / "out"
    if not out.exists():
        return 0
    [file] = [path for path in out.rglob("*") if path.is_file()]
    assert file.read_text() == OLD
    return 1


def synced(laptop: Laptop, folder: Path) -> int:
    """Look whether nothing waits any more."""
    return int(laptop.ask("status")["waiting"] == 0)


DEEDS = {
    "save": Deed(lambda f: ["edit", COURSE, LESSON, "--file", str(f / "new.md")], edited),
    "import": Deed(lambda f: ["import", str(f / "Incoming")], imported),
    "export": Deed(
        lambda f: ["export", COURSE, "--format", "folder", "--out", str(f / "out")], exported
    ),
    "sync": Deed(lambda f: ["sync"], synced),
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
        (folder / "new.md").write_text(NEW)
        (folder / "Incoming").mkdir()
        for name, text in (("one", "First."), ("two", "Second.")):
            (folder / "Incoming" / f"{name}.md").write_text(f"# {name}\n\n{text}\n")
        self.tries = 0

    def lay_out(self) -> LaptopHere:
        """Give a copy of the workspace as it was."""
        self.tries += 1
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        laptop = LaptopHere(self.folder / f"try-{self.tries}")
        shutil.copytree(self.made.folder, laptop.folder)
        return laptop

    def count(self, deed: Deed) -> dict[str, int]:
        """Count the calls that the command makes when nothing fails."""
        laptop = self.lay_out()
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
        laptop = self.lay_out()
        when = f"inject={call}:{fault}:when={number}"
        said, _ = self.traced(laptop, deed, ["-e", when])
        what = f"{call} {number} {fault}: exit {said.code}: {said.err}"
        killed = fault == "signal=SIGKILL"
        assert said.code in ((-signal.SIGKILL, 0) if killed else (0, 1, 3)), what
        assert "Traceback" not in said.err, what
        done = deed.done(laptop, self.folder)
        assert done in ((0, 1) if killed or said.code else (1,)), what
        if laptop.do("cat", COURSE, LESSON).text != NEW:
            assert laptop.do("cat", COURSE, LESSON).text == OLD, what
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


def test_a_save_whose_syncs_fail(strain: Strain) -> None:
    for call in strain.count(DEEDS["save"]):
        if "sync" in call:
            strain.fail(DEEDS["save"], call, 1, "error=EIO")


def test_a_sync_that_finds_no_room_for_a_folder(strain: Strain) -> None:
    strain.fail(DEEDS["sync"], "mkdir", 1, "error=ENOSPC")


@pytest.mark.soak
@pytest.mark.parametrize("deed", DEEDS)
def test_each_call_of_a_command_fails(strain: Strain, deed: str) -> None:
    print(deed, strain.count(DEEDS[deed]), strain.sweep(DEEDS[deed]), "tries")
