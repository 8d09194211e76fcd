"""Undo takes back my edits only, whatever came in between."""

from __future__ import annotations

from editor.panels.source.arriving import arriving
from editor.panels.source.history import History
from editor.panels.source.text_edits import Edits, inverse
from sync.merge.edits import Edit, apply


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
        before = self.text
        self._apply(edits)
        self.history.arrived(edits, before)

    def undo(self) -> bool:
        edits = self.history.undo(self.text)
        if edits:
            self.history.undone(self._apply(edits))
        return bool(edits)

    def redo(self) -> bool:
        edits = self.history.redo(self.text)
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


def test_a_step_that_a_colleague_wrote_into_is_passed_over() -> None:
    desk = Desk("")
    desk.write(Edit(0, 0, "my long sentence"))
    desk.arrive(Edit(3, 4, "very short"))
    assert (desk.undo(), desk.history.passed_over) == (False, 1)
    assert desk.text == "my very short sentence"


def test_a_step_beside_what_a_colleague_wrote_is_undone() -> None:
    desk = Desk("one three")
    desk.write(Edit(3, 0, " two"))
    desk.arrive(Edit(4, 0, "and "), Edit(7, 0, ","))
    assert desk.text == "one and two, three"
    desk.undo()
    assert desk.text == "one and, three"
    desk.redo()
    assert desk.text == "one and two, three"


def test_the_steps_below_a_void_one_go_on() -> None:
    desk = Desk("")
    for word in ("alpha. ", "beta ", "gamma"):
        desk.write(Edit(len(desk.text), 0, word))
    desk.arrive(Edit(12, 5, "theirs"))
    assert desk.text == "alpha. beta theirs"
    desk.undo()
    assert (desk.text, desk.history.passed_over) == ("beta theirs", 2)
    desk.redo()
    assert desk.text == "alpha. beta theirs"


def test_words_in_place_of_others_go_back_whole_or_not_at_all() -> None:
    desk = Desk("Say what effect it had on you. Stop.")
    desk.write(Edit(0, 22, "Tell how it moved"))
    theirs = "Name each effect it had. Stop."
    mine = desk.text
    desk.arrive(*arriving(mine, theirs))
    assert (desk.undo(), desk.text) == (False, theirs)

    desk = Desk("Say what effect it had on you. Stop.")
    desk.write(Edit(0, 22, "Tell how it moved"))
    desk.arrive(*arriving(mine, theirs))
    desk.arrive(*arriving(theirs, mine))  # it came and went: nothing was changed
    assert (desk.undo(), desk.text) == (True, "Say what effect it had on you. Stop.")


def test_a_sentence_rewritten_word_by_word_is_rewritten() -> None:
    desk = Desk("Stay. ")
    for word in ("The ", "queen ", "of ", "the ", "hive ", "lays ", "in ", "the ", "cells."):
        desk.write(Edit(len(desk.text), 0, word))
    for old, new in (("queen", "dark"), ("hive", "night"), ("lays", "sleeps"), ("cells", "bark")):
        desk.arrive(*arriving(desk.text, desk.text.replace(old, new)))
    theirs = "Stay. The dark of the night sleeps in the bark."
    assert (desk.undo(), desk.text, desk.history.passed_over) == (False, theirs, 9)


def test_what_came_back_by_others_is_not_put_there_twice() -> None:
    desk = Desk("Stay. The quick fox ran. Go.")
    desk.write(Edit(6, 19, ""))
    theirs = "Stay. The very quick fox slept. Go."
    desk.arrive(*arriving(desk.text, theirs))
    assert (desk.undo(), desk.text) == (False, theirs)


def test_no_words_and_no_lines_come_together() -> None:
    for typed, theirs in ((" ", "one uno"), ("\n\n", "one\n\nuno")):
        desk = Desk("onetwo")
        desk.write(Edit(3, 0, typed))
        desk.arrive(*arriving(desk.text, theirs))
        assert (desk.undo(), desk.text) == (False, theirs)


def test_places_of_words_replaced_stand_for_themselves_and_moved_words_do_not() -> None:
    desk = Desk("the cat and the cat sat. The cat ran.")
    desk.write(Edit(4, 3, "dog"), Edit(16, 3, "dog"), Edit(29, 3, "dog"))
    desk.arrive(*arriving(desk.text, desk.text.replace("the dog sat", "the mouse sat")))
    desk.undo()
    assert desk.text == "the cat and the mouse sat. The cat ran."
    assert desk.history.passed_over == 1
    desk = Desk("One here. Two here, too. Three is the last.")
    desk.write(Edit(0, 10, ""), Edit(25, 0, "One here. "))
    desk.arrive(*arriving(desk.text, desk.text.replace("One here", "Theirs")))
    assert (desk.undo(), desk.text) == (False, "Two here, too. Theirs. Three is the last.")


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
