"""What came to a log since it was looked at last is told without reading the log again."""

from __future__ import annotations

import msgspec

from sync.model.ids import LogId
from sync.store.facts import FactLog
from sync.store.opening import Store
from tests.sync.store.facts_written import LOG, PRIVATE, SHARED, Author, filled


def test_nothing_since_is_nothing(store: Store) -> None:
    filled(store)
    seen = store.log.seen(LOG)
    store.log.add_log(SHARED)
    store.log.set_cursor(LOG, 9)
    assert store.log.kinds_since(LOG, seen) == set()


def test_the_kinds_of_what_came_are_told(store: Store) -> None:
    filled(store)
    seen = store.log.seen(LOG)
    author = Author()
    author.clock = 30
    store.log.add([author.revision("new\n"), author.place()])
    assert store.log.kinds_since(LOG, seen) == {"text.revised", "lesson.placed"}


def test_other_logs_do_not_count(store: Store) -> None:
    filled(store)
    seen = store.log.seen(LOG)
    other = LogId("7" * 32)
    store.log.add_log(msgspec.structs.replace(PRIVATE, log=other))
    store.log.add([Author(other).place()])
    assert store.log.kinds_since(LOG, seen) == set()


def test_a_fact_that_counts_no_longer_is_told(store: Store) -> None:
    author = Author()
    store.log.add_log(SHARED)
    placed, revised = author.place(), author.revision()
    store.log.add([placed, revised])
    seen = store.log.seen(LOG)
    store.log.refused({placed.id: "no"})
    assert store.log.kinds_since(LOG, seen) == {"lesson.placed"}


def test_a_fact_that_waited_and_counts_now_is_told(store: Store) -> None:
    log: FactLog = store.log
    author = Author()
    log.add_log(SHARED)
    thread = author.revision()
    reply = author.reply(thread)
    log.add([author.place(), reply])
    seen = log.seen(LOG)
    log.add([thread])
    assert log.kinds_since(LOG, seen) == {"text.revised", "comment.replied"}


def test_one_that_goes_as_another_comes_is_told(store: Store) -> None:
    """As many facts do not count as before, but others."""
    log: FactLog = store.log
    author = Author()
    log.add_log(SHARED)
    placed, thread = author.place(), author.revision()
    reply = author.reply(thread)
    log.add([placed, reply])
    seen = log.seen(LOG)
    log.add([thread])
    log.refused({placed.id: "no"})
    assert "lesson.placed" in log.kinds_since(LOG, seen)
