"""Which keys do what, and what changing them may not do."""

from __future__ import annotations

import pytest

from app.shell.settings.keymap import FIXED, KEYED, Keymap, plain, shown, why_not


def test_the_usual_keys_hold_until_others_are_given() -> None:
    keymap = Keymap()
    assert keymap.keys("jump") == "Ctrl+K"
    keymap.give("jump", "Ctrl+J")
    assert (keymap.keys("jump"), keymap.changes) == ("Ctrl+J", {"jump": "Ctrl+J"})
    assert keymap.is_changed("jump")
    keymap.reset("jump")
    assert (keymap.keys("jump"), keymap.changes) == ("Ctrl+K", {})


def test_whichever_had_the_keys_is_left_without() -> None:
    keymap = Keymap()
    keymap.give("bold", "Ctrl+K")
    assert keymap.keys("bold") == "Ctrl+K"
    assert keymap.keys("jump") == ""
    assert keymap.changes == {"bold": "Ctrl+K", "jump": ""}
    keymap.reset("jump")
    assert (keymap.keys("jump"), keymap.keys("bold")) == ("Ctrl+K", "")


def test_the_other_that_has_keys_is_named_however_they_are_written() -> None:
    keymap = Keymap({"sync": "ctrl+j"})
    holder = keymap.holder("Ctrl+J", "bold")
    assert holder is not None
    assert holder.name == "sync"
    assert keymap.holder("Ctrl+J", "sync") is None
    assert keymap.holder("", "sync") is None


def test_all_that_was_changed_goes_back_at_once() -> None:
    keymap = Keymap({"sync": "F9", "jump": "", "bold": "Ctrl+K"})
    seen: list[bool] = []
    keymap.changed.connect(lambda: seen.append(True))
    keymap.reset_all()
    assert (keymap.changes, len(seen)) == ({}, 1)
    assert keymap.keys("bold") == "Ctrl+B"


def test_a_file_with_nonsense_changes_nothing() -> None:
    keymap = Keymap({"no such command": "Ctrl+J", "sync": "no keys at all ["})
    assert keymap.keys("sync") == "Ctrl+Shift+S"
    assert keymap.changes["no such command"] == "Ctrl+J", "a later version may know it"
    assert keymap.holder("Ctrl+J") is None


def test_names_are_given_once_and_the_usual_keys_too() -> None:
    names = [command.name for command in KEYED]
    assert len(names) == len(set(names))
    keys = [plain(command.usual) for command in KEYED if command.usual]
    assert all(keys)
    assert len(keys) == len(set(keys))
    assert not set(keys) & {plain(one) for one in FIXED}


@pytest.mark.parametrize("keys", ["Ctrl+J", "Alt+Shift+Right", "F5", "Shift+F12", "Meta+P"])
def test_keys_that_can_be_given(keys: str) -> None:
    assert why_not(keys) == ""


@pytest.mark.parametrize("keys", ["J", "Shift+J", "Space", "Return", "Shift+Tab", "7", "Del"])
def test_keys_that_are_for_typing_are_refused(keys: str) -> None:
    assert "alone is for typing" in why_not(keys)


def test_keys_of_every_field_are_refused_by_name() -> None:
    assert "Copy" in why_not("Ctrl+C")
    assert why_not("") != ""


def test_every_usual_key_could_be_given_by_a_person() -> None:
    assert [c.name for c in KEYED if c.usual and why_not(c.usual)] == []
    assert shown("Ctrl+Shift+Return") == "Ctrl+Shift+Enter"
