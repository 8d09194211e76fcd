"""Let `make soak` end by the clock, go on where it stopped, and print what it reached as a table.

A long test says in which row of the table it counts: `@pytest.mark.soak(row=…, each=…)`, and is not
run again once it went well on the same code; or, without a row, by the `Account` that it plays.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass

import pytest

from tests.faults.account import CODE, FOLDER, UNTIL, Account, Kept


@dataclass
class Row:
    """A line of the table: how many of what is asked were reached."""

    asked: int = 0
    reached: int = 0
    earlier: int = 0


class Soaking:
    """The part of a test run that `make soak` adds."""

    def __init__(self) -> None:
        self.passed = Kept(FOLDER / "tests.json", CODE)
        self.items: list[pytest.Item] = []
        self.failed: Counter[str] = Counter()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note which long tests this run is about."""
        self.items = [item for item in items if item.get_closest_marker("soak")]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Leave what went well before, and what there is no time for any more."""
        mark = item.get_closest_marker("soak")
        if mark is None or "row" not in mark.kwargs:
            return
        if item.nodeid in self.passed.done:
            pytest.skip("It went well on this state of the code.")
        if time.monotonic() > UNTIL:
            pytest.skip("The time is over: the next run goes on here.")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note how a long test went."""
        report = yield
        mark = item.get_closest_marker("soak")
        if mark is not None:
            if report.failed:
                self.failed[item.nodeid] += 1
            elif report.when == "call" and report.passed and "row" in mark.kwargs:
                self.passed.keep(item.nodeid, f"{call.duration:.1f} s")
        return report

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table."""
        rows = self.table()
        if not rows:
            return
        terminalreporter.section("what was reached on this state of the code")
        wide = max(len(name) for name in rows)
        for name, row in sorted(rows.items()):
            before = f"   and {row.earlier:,} on earlier code" if row.earlier else ""
            terminalreporter.line(f"{name:{wide}}  {row.reached:>7,} of {row.asked:>7,}{before}")
        terminalreporter.line(f"{sum(self.failed.values())} failed")

    def table(self) -> dict[str, Row]:
        """Sum up accounts and tests by the row that they count in."""
        rows: dict[str, Row] = {}
        for account in Account.opened:
            row = rows.setdefault(account.row, Row())
            row.asked += account.wanted * account.each
            row.reached += len(account.done) * account.each
            row.earlier += len(account.earlier) * account.each
        for item in self.items:
            mark = item.get_closest_marker("soak")
            if mark is None or "row" not in mark.kwargs:
                continue
            each = mark.kwargs.get("each", 1)
            row = rows.setdefault(mark.kwargs["row"], Row())
            row.asked += each
            row.reached += each * (item.nodeid in self.passed.done)
            row.earlier += each * (item.nodeid in self.passed.earlier)
        return rows
