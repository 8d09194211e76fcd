"""Two people edit and sync against a running server; all three are killed again and again.

Afterwards nothing that was called saved is lost, nothing is there twice, and all see the same.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.faults import person_at_work
from tests.faults.account import WITHOUT_WINDOW, Account
from tests.faults.laptop import Laptop, LaptopHere, ServerProcess, surroundings
from tests.faults.person_at_work import CLASH, LINE, SHARED

NAMES = ("anna", "ben")
KILLED = "kill -9 while editing and syncing"
KILLS = 40
WORD = re.compile(r"\b(?:anna|ben)\d+x\d+\b")


class AtWork:
    """A person at work as a group of processes, and all that was said."""

    at_work = person_at_work.__name__

    def __init__(self, laptop: Laptop, course: str, name: str, told: Path) -> None:
        self.laptop = laptop
        self.course = course
        self.name = name
        self.told = told
        self.starts = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Let the person go on."""
        self.starts += 1
        asked = [str(self.laptop.folder), self.course, self.name, str(self.starts)]
        with self.told.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.at_work, *asked],
                stdout=out,
                env=surroundings(),
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill the person's loop with the command that runs just now."""
        if self.process is not None:
            with suppress(ProcessLookupError):  # it has ended by itself
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def said(self, what: str) -> list[tuple[str, str]]:
        """List the kinds and words of whole lines that begin so."""
        lines = [line.split() for line in self.told.read_text("utf-8").split("\n")[:-1]]
        return [(line[1], line[2]) for line in lines if line[0] == what]


def sit_down(folder: Path) -> tuple[ServerProcess, list[AtWork]]:
    """Let two people share a course of lessons of their own and of both."""
    server = ServerProcess(folder / "server")
    first: Laptop = LaptopHere(folder / NAMES[0])
    course = first.ask("new", "Apart and together")["course"]
    both = "# Both\n\n" + "".join(f"## {name}\n\n---\n\n" for name in NAMES)
    texts = {SHARED: both, CLASH: f"# Clash\n\n{LINE}start\n"}
    texts |= {name: f"# {name}\n" for name in NAMES}
    for lesson, text in texts.items():
        first.do("add", course, "--module", "Texts", "--lesson", lesson)
        first.write(course, lesson, text)
    first.do("add", course, "--module", "More")
    server.start()
    for name in NAMES:
        laptop = LaptopHere(folder / name)
        laptop.do("connect", server.url, "--invite", server.invite("owner"), "--name", name)
        if name == NAMES[0]:
            laptop.do("share", course)
        laptop.settle()
    return server, [
        AtWork(LaptopHere(folder / name), course, name, folder / f"{name}.told") for name in NAMES
    ]


def kill_all_over(server: ServerProcess, people: list[AtWork], kills: int, seed: int) -> None:
    """Kill one person, both, the server, or all, at random moments; each goes on at once."""
    rng = random.Random(seed)
    for person in people:
        person.start()
    done = 0
    while done < kills:
        time.sleep(rng.uniform(0.1, 3.0))
        hit = rng.choice([people[:1], people[1:], people[:1], people[1:], people, [server]])
        for one in hit:
            one.kill()
        done += len(hit)
        for one in hit:
            one.start()
        if done % 10 == 0:
            print(f"{done} kills, {sum(len(p.said('ACK')) for p in people)} saved", flush=True)
    for person in people:
        person.kill()


def count_words(seen: dict[str, Any]) -> dict[str, Counter[str]]:
    """Count each word by where it stands: texts, comments, versions, titles."""
    texts: Counter[str] = Counter()
    titles = {row["id"]: row["title"] for row in seen["outline"]}
    for lesson, body in seen["texts"].items():
        if titles[lesson] == CLASH:
            # what is offered for a clash may show a word in both wordings; it must be somewhere
            overlaps = [row for row in seen["overlaps"] if row["lesson"] == lesson]
            wordings = [one["text"] for row in overlaps for one in row["wordings"]]
            texts.update(set(WORD.findall(" ".join([body["text"], *wordings]))))
        else:
            texts.update(WORD.findall(body["text"]))
    return {
        "text": texts,
        "comment": Counter(row["text"] for row in seen["threads"]),
        "version": Counter(row["note"] for row in seen["versions"]),
        "lesson": Counter(title for title in titles.values() if WORD.fullmatch(title)),
    }


def check_all(server: ServerProcess, people: list[AtWork]) -> dict[str, int]:
    """Let everyone sync, and compare what is there with what was said."""
    for person in [*people, *people]:
        person.laptop.settle()
    newcomer = LaptopHere(server.data.parent / "newcomer")
    newcomer.do("connect", server.url, "--invite", server.invite("reader"), "--name", "late")
    newcomer.settle()
    course = people[0].course
    first, *others = (
        laptop.everything(course) for laptop in (*[p.laptop for p in people], newcomer)
    )
    for other in others:
        assert first == other
    found = count_words(first)
    for person in people:
        lines = person.told.read_text("utf-8").split("\n")
        assert [line for line in lines if line.startswith("BAD ")] == []
        tried = set(person.said("TRY"))
        for kind, word in person.said("ACK"):
            place = kind if kind in found else "text"
            assert found[place][word] == 1, f"{kind} {word}: {found[place][word]} times"
            tried.discard((kind, word))
        for kind, word in tried:
            assert found[kind if kind in found else "text"][word] <= 1, (kind, word)
    for laptop in (*[p.laptop for p in people], newcomer):
        laptop.check()
    server.stop()
    with closing(sqlite3.connect(server.data / "server.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return {
        "saved": sum(len(person.said("ACK")) for person in people),
        "tried": sum(len(person.said("TRY")) for person in people),
        "overlaps open": len(first["overlaps"]),
        "lessons": len(first["texts"]),
    }


def work_killed(folder: Path, kills: int, seed: int) -> dict[str, int]:
    server, people = sit_down(folder)
    try:
        kill_all_over(server, people, kills, seed)
        return check_all(server, people)
    finally:
        for one in (*people, server):
            one.kill()


def test_people_who_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    work_killed(tmp_path, kills=3, seed=5)


@pytest.mark.soak
def test_people_who_are_killed_eight_hundred_times(tmp_path: Path) -> None:
    for seed in Account(
        "people-killed", 20, row=KILLED, each=KILLS, minutes=8, rests_on=WITHOUT_WINDOW
    ):
        print(work_killed(tmp_path / str(seed), kills=KILLS, seed=seed))
