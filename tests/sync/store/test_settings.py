"""Settings of a workspace."""

from __future__ import annotations

from sync.store.opening import Store


def test_settings_are_set_changed_and_taken_out(store: Store) -> None:
    assert store.settings.get("a") is None
    store.settings.set("a", '{"x": 1}')
    store.settings.set("a", "2")
    assert store.settings.get("a") == "2"
    store.settings.set("a", None)
    assert store.settings.get("a") is None


def test_all_by_the_beginning_of_the_name(store: Store) -> None:
    for name in ("window.size", "window.place", "window%", "look"):
        store.settings.set(name, name)
    assert store.settings.all("window.") == {
        "window.place": "window.place",
        "window.size": "window.size",
    }
    assert store.settings.all("window%") == {"window%": "window%"}
    assert len(store.settings.all("")) == 4


def test_the_first_to_settle_a_value_is_right(store: Store) -> None:
    assert store.settings.settle("person", "one") == "one"
    assert store.settings.settle("person", "two") == "one"
    assert store.settings.get("person") == "one"
