"""A grid shows the table that learners see; a change of it leaves other cells' bytes alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editor.markdown.render import render
from editor.writing.change import Change, Selection, changed
from editor.writing.grid.changing import (
    add_column,
    add_row,
    move_column,
    move_row,
    remove_column,
    remove_row,
    set_align,
    set_cell,
)
from editor.writing.grid.rows import row_of
from editor.writing.grid.sorting import sort_rows
from editor.writing.grid.table import ALIGNS, LARGEST, Table, after, table_at
from tests.editor.writing.carets import hold

PLAIN = "Before.\n\n| a | b |\n|:--|--:|\n| c `x` | d \\| e |\n|  |\n\nAfter.\n"
BARE = "a | b\n--- | ---\nc | d\n"


def found(text: str, place: int | None = None) -> Table:
    """Give the table of a text, which must have one there."""
    table = table_at(text, text.index("|") if place is None else place)
    assert table is not None
    return table


def test_a_table_is_read() -> None:
    table = found(PLAIN)
    assert PLAIN[table.start : table.end].startswith("| a |")
    assert PLAIN[table.end :] == "\n\nAfter.\n"
    assert (table.rows, table.columns, table.aligns) == (3, 2, ("left", "right"))
    assert table.texts() == (("a", "b"), ("c `x`", "d | e"), ("", ""))
    cell = table.cell(1, 1)
    assert PLAIN[cell.start : cell.end] == "d \\| e"
    assert table.at(cell.start) == (1, 1)
    assert table.at(PLAIN.index("--:")) == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "no | table",
        "| a |\n| b |",
        "```\n| a |\n|---|\n```",
        "",
        "- | a |\n  |---|",
        "a\n---\nb | c",
    ],
)
def test_no_table(text: str) -> None:
    assert table_at(text, min(1, len(text))) is None


@pytest.mark.parametrize("prefix", ["> ", ">  ", "  ", "    ", "> > "])
def test_tables_in_other_blocks(prefix: str) -> None:
    text = "x\n\n" + "".join(f"{prefix}{line}\n" for line in ("| a |", "|---|", "| b |"))
    table = found(text)
    assert table.texts() == (("a",), ("b",))
    change = add_row(table, 2)
    assert changed(text, change) == text + f"{prefix}|  |\n"


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        (PLAIN, lambda t: set_cell(t, 1, 1, "f|g"), PLAIN.replace("d \\| e", "f\\|g")),
        (PLAIN, lambda t: set_cell(t, 2, 1, "x"), PLAIN.replace("|  |\n\n", "|  | x |\n\n")),
        (PLAIN, lambda t: set_cell(t, 0, 0, "two\nlines"), PLAIN.replace("| a", "| two lines")),
        (PLAIN, lambda t: add_row(t, 1), PLAIN.replace("| c", "|  |  |\n| c")),
        (PLAIN, lambda t: remove_row(t, 2), PLAIN.replace("\n|  |", "")),
        (PLAIN, lambda t: set_align(t, 1, "center"), PLAIN.replace("--:", ":-:")),
        (PLAIN, lambda t: add_column(t, 2),
         "Before.\n\n| a | b |  |\n|:--|--:| --- |\n| c `x` | d \\| e |  |\n|  |\n\nAfter.\n"),
        (BARE, lambda t: set_cell(t, 1, 0, "- e"), "a | b\n--- | ---\n| - e | d |\n"),
        (BARE, lambda t: set_cell(t, 0, 1, ""), "| a | |\n--- | ---\nc | d\n"),
        (BARE, lambda t: remove_column(t, 0), "| b |\n| --- |\n| d |\n"),
        (BARE, lambda t: move_row(t, 1, 1), None),
        (BARE, lambda t: remove_row(t, 0), None),
        (BARE, lambda t: move_column(t, 1, 1), None),
        (PLAIN, lambda t: set_align(t, 0, "left"), None),
        (PLAIN, lambda t: set_cell(t, 0, 0, " a "), None),
    ],
)  # fmt: skip
def test_changes(text: str, act: Callable[[Table], Change | None], expected: str | None) -> None:
    change = act(found(text))
    assert (None if change is None else changed(text, change)) == expected


CELL = st.lists(
    st.sampled_from(["a", "b c", "\\|", "`x`", "é", "😀", "\\", "-", "#", "*"]), max_size=3
).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Draw a table as people write them: with outer pipes or none, rows too short and too long."""
    columns = draw(st.integers(1, 4))
    frame = draw(st.booleans()) or columns == 1
    pad = draw(st.sampled_from(["", " ", "  "]))

    def line(cells: list[str]) -> str:
        inner = "|".join(pad + cell + pad for cell in cells)
        return f"|{inner}|" if frame else inner

    rows = [["h" + draw(CELL) for _ in range(columns)]]
    rows.append([draw(st.sampled_from(["---", ":--", "--:", ":-:"])) for _ in range(columns)])
    for _ in range(draw(st.integers(0, 3))):
        width = draw(st.integers(1 if frame else columns, columns + 1))
        rows.append(["x" + draw(CELL) for _ in range(width)])
    return "\n".join(map(line, rows))


def cells_of(table: Table) -> list[list[str]]:
    """Give the cells of a table as they are written, without blanks."""
    return [[cell.strip() for cell in row.cells] for row in table.lines]


@settings(max_examples=150)
@given(tables(), st.data())
def test_a_cell_holds_any_text_and_no_other_is_touched(text: str, data: st.DataObject) -> None:
    lesson = f"x\n\n{text}\n\ny\n"
    table = table_at(lesson, 3)
    assume(table is not None)
    assert table is not None
    row = data.draw(st.integers(0, table.rows - 1))
    column = data.draw(st.integers(0, table.columns - 1))
    words = data.draw(st.text("ab |\\-#>é😀`*1.", max_size=8))
    change = set_cell(table, row, column, words)
    if change is None:
        assert table.cell(row, column).text == words.strip()
        return
    hold(lesson, Selection.at(0), change)
    new = changed(lesson, change)
    after = found(new, 3)
    expected = [list(one) for one in table.texts()]
    expected[row][column] = words.strip()
    assert [list(one) for one in after.texts()] == expected
    assert after.aligns == table.aligns
    for number, (old, fresh) in enumerate(zip(cells_of(table), cells_of(after), strict=True)):
        if number != table.line(row):
            assert old == fresh
        else:
            old += [""] * (len(fresh) - len(old))
            assert [c for n, c in enumerate(old) if n != column] == [
                c for n, c in enumerate(fresh) if n != column
            ]


@settings(max_examples=150)
@given(tables(), st.data())
def test_rows_and_columns_go_as_in_a_grid(text: str, data: st.DataObject) -> None:
    lesson = f"x\n\n{text}\n\ny\n"
    table = table_at(lesson, 3)
    assume(table is not None)
    assert table is not None
    grid = [list(row) for row in table.texts()]
    r, c = data.draw(st.integers(0, table.rows)), data.draw(st.integers(0, table.columns))
    by = data.draw(st.sampled_from([-1, 1]))
    last = len(grid[0]) == 1
    acts: list[Callable[[], tuple[Change | None, object]]] = [
        lambda: (add_row(table, max(1, r)), grid.insert(max(1, r), [""] * table.columns)),
        lambda: (remove_row(table, r), 0 < r < len(grid) and grid.pop(r)),
        lambda: (move_row(table, r, by), swap(grid, r, by, 1)),
        lambda: (add_column(table, c), [row.insert(c, "") for row in grid]),
        lambda: (remove_column(table, c), [row[c:] and row.pop(c) for row in grid if not last]),
        lambda: (move_column(table, c, by), [swap(row, c, by, 0) for row in grid]),
    ]
    change = data.draw(st.sampled_from(acts))()[0]
    if change is None:
        assert grid == [list(row) for row in table.texts()]
        return
    hold(lesson, Selection.at(0), change)
    new = found(changed(lesson, change), 3)
    assert [list(row) for row in new.texts()] == grid
    assert after(table, change) == new
    written = {cell for row in cells_of(table) for cell in row if "-" not in cell}
    assert {cell for row in cells_of(new) for cell in row if "-" not in cell} <= written | {""}


def test_rows_are_sorted_as_people_look_things_up() -> None:
    cells = ["10", "", "9,5", "Zoo", "école", "eel", "-3"]
    text = "| a |\n|---|\n" + "\n".join(f"|  {cell} |" for cell in cells) + "\n"
    change = sort_rows(found(text), 0)
    assert change is not None
    rows = [row for (row,) in found(changed(text, change)).texts()[1:]]
    assert rows == ["-3", "9,5", "10", "école", "eel", "Zoo", ""]
    assert sort_rows(found(changed(text, change)), 0) is None
    back = sort_rows(found(changed(text, change)), 0, down=True)
    assert back is not None
    rows = [row for (row,) in found(changed(changed(text, change), back)).texts()[1:]]
    assert rows == ["Zoo", "eel", "école", "10", "9,5", "-3", ""]


def swap(things: list, at: int, by: int, least: int) -> None:  # type: ignore[type-arg]
    """Exchange two neighbours of a list, as a grid does."""
    first = min(at, at + by)
    if first >= least and first + 1 < len(things):
        things[first], things[first + 1] = things[first + 1], things[first]


@given(tables(), st.sampled_from(ALIGNS), st.integers(0, 3))
def test_alignment(text: str, align: str, column: int) -> None:
    table = table_at(text, 0)
    assume(table is not None and column < table.columns)
    assert table is not None
    change = set_align(table, column, align)
    new = changed(text, change) if change else text
    after = found(new, 0)
    assert after.aligns[column] == align
    assert after.texts() == table.texts()
    assert [a for n, a in enumerate(after.aligns) if n != column] == [
        a for n, a in enumerate(table.aligns) if n != column
    ]


def test_the_immense_is_no_grid() -> None:
    assert table_at("|a|\n|-|\n" + "|b|\n" * (LARGEST // 3), 0) is None


@given(tables())
def test_the_grid_is_what_learners_see(text: str) -> None:
    table = table_at(text, 0)
    html = render(text)
    assert (table is not None) == ("<table" in html)
    if table is None:
        return
    shown = [
        unescape(cell) for cell in re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", html, re.DOTALL)
    ]
    ours = [cell for row in table.texts() for cell in row]
    assert len(shown) == len(ours)
    for theirs, cell in zip(shown, ours, strict=True):
        assert re.sub(r"<[^>]*>|[\\`*]", "", theirs) == re.sub(r"[\\`*]", "", cell)


@given(st.text("| \\a>-", max_size=20))
def test_rows_come_together_as_they_were(line: str) -> None:
    assert row_of(line).written == line


def test_tables_of_shared_courses(shared: Path) -> None:
    seen = 0
    for path in sorted((shared / "corpus" / "courses").rglob("*.md")):
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n")
        for rule in re.finditer(r"^[ >]*\|?[ :-]*-[ :-]*\|[ :|-]*$", text, re.MULTILINE):
            table = table_at(text, rule.start())
            if table is None or seen > 150:
                continue
            seen += 1
            assert "\n".join(row.written for row in table.lines) == text[table.start : table.end]
            change = set_cell(table, table.rows - 1, table.columns - 1, "new | one")
            assert change is not None
            after = found(changed(text, change), table.start)
            assert after.texts()[:-1] == table.texts()[:-1]
            assert after.texts()[-1][:-1] == table.texts()[-1][:-1]
    assert seen > 20
