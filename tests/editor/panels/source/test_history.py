"""Undo takes back my edits only, whatever came in between."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.panels.source.history import History
from editor.panels.source.text_edits import Edits, inverse
from sync.merge.edits import Edit, apply
from tests.editor.panels.source.test_text_edits import edits_of


class Desk:
    """A text with a history, as the editor holds them."""

    def __init__(self, text: str) -> None:
        self.text, self.history, self.now = text, History(), 0.0

    def _apply(self, edits: Edits) -> Edits:
        removed = [self.text[edit.start : edit.end] for edit in edits]
        self.text = apply(self.text, edits)
        return inverse(edits, removed)

    def write(self, *edits: Edit) -> None:
        self.history.mine(self._apply(edits), typed=False, now=self.now)

    def type(self, place: int, words: str, pause: float = 0.1) -> None:
        for number, sign in enumerate(words):
            self.now += pause
            edit = Edit(place + number, 0, sign)
            self.history.mine(self._apply((edit,)), typed=True, now=self.now)

    def backspace(self, place: int, count: int) -> None:
        for number in range(count):
            edit = Edit(place - number - 1, 1, "")
            self.history.mine(self._apply((edit,)), typed=True, now=self.now)

    def arrive(self, *edits: Edit) -> None:
        self._apply(edits)
        self.history.arrived(edits)

    def undo(self) -> bool:
        edits = self.history.undo()
        if edits:
            self.history.undone(self._apply(edits))
        return bool(edits)

    def redo(self) -> bool:
        edits = self.history.redo()
        if edits:
            self.history.redone(self._apply(edits))
        return bool(edits)


def test_typing_is_taken_back_by_the_word() -> None:
    desk = Desk("")
    desk.type(0, "one")
    desk.history.break_here()
    desk.type(3, " two")
    desk.undo()
    assert desk.text == "one"
    desk.undo()
    assert (desk.text, desk.undo()) == ("", False)
    desk.redo()
    desk.redo()
    assert (desk.text, desk.redo()) == ("one two", False)


def test_a_pause_ends_a_step() -> None:
    desk = Desk("")
    desk.type(0, "ab")
    desk.type(2, "cd", pause=2)
    desk.undo()
    assert desk.text == "abc"


def test_deleting_joins_too() -> None:
    desk = Desk("hello")
    desk.backspace(5, 3)
    assert desk.text == "he"
    desk.undo()
    assert desk.text == "hello"


def test_what_arrived_stays() -> None:
    desk = Desk("one two three")
    desk.write(Edit(4, 3, "TWO"))
    desk.arrive(Edit(0, 3, "first"), Edit(13, 0, "!"))
    desk.undo()
    assert desk.text == "first two three!"
    desk.redo()
    assert desk.text == "first TWO three!"


def test_what_a_colleague_wrote_into_my_text_stays() -> None:
    desk = Desk("")
    desk.write(Edit(0, 0, "my long sentence"))
    desk.arrive(Edit(3, 4, "very short"))
    assert desk.text == "my very short sentence"
    desk.undo()
    assert desk.text == "very short"


def test_a_step_that_is_all_gone_is_passed_over() -> None:
    desk = Desk("ab")
    desk.write(Edit(0, 0, "x"))
    desk.write(Edit(3, 0, "y"))
    desk.arrive(Edit(3, 1, ""))
    assert (desk.text, desk.undo(), desk.text) == ("xab", True, "ab")


def test_undo_then_something_new_forgets_redo() -> None:
    desk = Desk("a")
    desk.write(Edit(1, 0, "b"))
    desk.undo()
    desk.write(Edit(1, 0, "c"))
    assert not desk.history.can_redo
    assert desk.history.can_undo


@settings(max_examples=200)
@given(st.data())
def test_undoing_all_leaves_what_others_wrote(data: st.DataObject) -> None:
    """My edits are of capitals and theirs of small letters that no text had before."""
    desk = Desk("0123456789")
    for _ in range(data.draw(st.integers(1, 8))):
        move = data.draw(st.sampled_from(["mine", "theirs", "undo", "redo"]))
        if move == "mine":
            edits = data.draw(edits_of(desk.text, "XYZ"))
            if edits:
                desk.write(*edits)
        elif move == "theirs":
            # Others only add here, so that every digit is mine to bring back.
            edits = tuple(
                Edit(edit.start, 0, edit.inserted)
                for edit in data.draw(edits_of(desk.text, "uvw"))
                if edit.inserted
            )
            if edits:
                desk.arrive(*edits)
        elif move == "undo":
            desk.undo()
        else:
            desk.redo()
    written = Counter(sign for sign in desk.text if sign in "uvw")
    while desk.undo():
        pass
    assert not set(desk.text) & set("XYZ"), "nothing of mine is left"
    assert "".join(sign for sign in desk.text if sign.isdigit()) == "0123456789"
    assert written <= Counter(desk.text), "what others wrote is all there"
    while desk.redo():
        pass


def test_a_change_that_goes_on_is_taken_back_with_the_step_before_it() -> None:
    desk = Desk("one two\n")
    desk.write(Edit(3, 0, "[^1]"), Edit(8, 0, "\n[^1]: \n"))
    for place, sign in enumerate("note", len(desk.text) - 1):
        desk.history.goes_on(desk._apply((Edit(place, 0, sign),)))
    assert desk.text == "one[^1] two\n\n[^1]: note\n"
    desk.undo()
    assert desk.text == "one two\n"
    desk.redo()
    assert desk.text == "one[^1] two\n\n[^1]: note\n"
