"""Receipts in words: names, titles, days, and overlaps that were checked since."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.shell.sharing.receipts_reading import day_of, news_of, read_receipts
from editor.panels.receipts.values import ReceiptLine
from sync.model.ids import CourseId, FactId, LogId, NodeId, PersonId
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Entry, Receipt, RefusedEntry

NOW = time.mktime((2026, 6, 17, 12, 0, 0, 0, 0, -1))  # a Wednesday
DAY = 86_400


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (0, "Today"),
        (1, "Yesterday"),
        (2, "Monday"),
        (5, "Friday"),
        (6, "11 June"),
        (400, "13 May 2025"),
        (-3, "20 June"),
    ],
)
def test_days_are_named_as_people_do(back: int, told: str) -> None:
    assert day_of(int((NOW - back * DAY) * 1000), NOW) == told


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((3, 1, 1), "From others: 3 in, 1 out. 1 to check."),
        ((3, 0, 0), "From others: 3 in."),
        ((1200, 4, 0), "From others: 1,200 in, 4 out."),
    ],
)
def test_a_sync_in_one_line(counts: tuple[int, int, int], told: str) -> None:
    assert news_of(*counts) == told


def kept(ws: Workspace, at: int, receipt: Receipt) -> str:
    with ws.store.writing():
        return ws.store.receipts.write(msgspec.json.encode(receipt), at)


def test_an_empty_workspace_has_none(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        read = read_receipts(ws)
        assert (read.rows, read.page) == ((), None)


def test_lines_name_people_lessons_and_what_was_not_taken(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Cranes")
        lesson = outlining.add(ws, course, "lesson", "Loads", text="# Loads\n").nodes[0]
        me, other = ws.identity.person, PersonId("someone")
        came = entry("text.revised", course.log, course.id, other, lesson)
        went = entry("comment.made", course.log, course.id, me, lesson)
        gone = entry("comment.made", LogId("x"), CourseId("not here"), other, NodeId("gone"))
        kept(ws, 1, Receipt("", 1, "https://team.example:8443/x", sent=(went,)))
        last = kept(
            ws,
            2000,
            Receipt(
                "", 2000, "https://team.example:8443/x", sent=(went,), received=(came, gone),
                refused=(RefusedEntry(FactId("f"), "text.revised", "You only read here."),),
            ),
        )  # fmt: skip
        read = read_receipts(ws)
        assert [row.told for row in read.rows] == ["2 in, 1 out, 1 not taken", "1 out"]
        assert [row.state for row in read.rows] == ["some-refused", "all-arrived"]
        page = read.page
        assert page is not None and page.id == last
        assert page.about == "with the server team.example:8443"
        assert page.came[0].title == "Name not known changed “Loads”"
        assert (page.came[0].lesson, page.came[1].lesson) == (lesson, "")
        assert page.went == (
            ReceiptLine("You wrote a comment", "Cranes: Loads", "message-square", lesson=lesson),
        )
        assert page.refused[0].detail == "You only read here."
        assert read.courses[lesson] == course.id
        first = read_receipts(ws, read.rows[1].id).page
        assert first is not None and first.came == ()


def test_an_overlap_leads_to_it_until_it_was_checked(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Cranes")
        lesson = outlining.add(ws, course, "lesson", "Loads", text="# Loads\n\nOne.\n").nodes[0]
        course = ws.courses.open(course.log)
        state = ws.lessons.today(course.log, lesson).state
        for text in ("# Loads\n\nTwo.\n", "# Loads\n\nThree.\n"):
            writing.edit(ws, course, lesson, text, state)
        [view] = merging.overlaps(ws, course)
        assert view.item is not None
        came = entry("text.revised", course.log, course.id, ws.identity.person, lesson)
        kept(ws, 1, Receipt("", 1, "u", received=(came,), overlaps=tuple(view.item.ids)))
        page = read_receipts(ws).page
        assert page is not None
        assert page.came[-1].overlap == view.id
        merging.confirm(ws, course, view, "Two.")
        page = read_receipts(ws).page
        assert page is not None
        assert page.came[-1].overlap == ""
        assert page.came[-1].detail.startswith("Checked since")


def entry(kind: str, log: LogId, course: CourseId, person: PersonId, lesson: NodeId) -> Entry:
    return Entry(FactId("f"), kind, log, course, person, 1, lesson)
