"""What lines end in stays right for the lines that are known, whatever is changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.panels.source.line_states import LineStates

LINES = st.lists(st.integers(0, 9), min_size=1, max_size=8)


@given(LINES, st.integers(0, 8), st.data())
def test_a_change_leaves_what_stands_around_it(
    ends: list[int], known: int, data: st.DataObject
) -> None:
    states = LineStates(len(ends))
    for number, end in enumerate(ends[:known]):
        states.add(end)
        states.note(number, end, coloured=True)
    known = states.known
    first = data.draw(st.integers(0, len(ends) - 1))
    old_last = data.draw(st.integers(first, len(ends) - 1))
    new = data.draw(LINES)
    last, count = first + len(new) - 1, len(ends) - (old_last + 1 - first) + len(new)
    before = states.replace(first, last, count)
    wanted = ends[:first] + new + ends[old_last + 1 :]
    if old_last < known:
        assert before == ends[old_last]
        assert states.known == known + count - len(ends)
        still = [*range(first), *range(last + 1, states.known)]
        assert [states.end(n) for n in still] == [wanted[n] for n in still]
        assert states.waiting(0, states.known - 1) == list(range(first, last + 1))
    else:
        assert before is None
        assert states.known == min(known, first)
    assert states.waiting(states.known, count + 5) == list(range(states.known, count))
