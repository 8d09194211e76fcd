"""The doctor: says that all is well only when it is, and names what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sync.model.ids import FactId
from sync.model.signing import Key
from sync.store.drafts import Draft
from sync.store.opening import Store
from sync.store.search_index import Entry
from tests.sync.store.facts_written import COURSE, LESSON, LOG, Author, filled, state_of


@pytest.fixture
def healthy(store: Store) -> Store:
    """Hold something of everything."""
    facts = filled(store)
    author = Author()
    author.clock = len(facts)
    store.log.add([author.revision(parents=facts[:1])])
    store.texts.begin(LOG, LESSON, state_of("text"), "text")
    store.texts.journal(LESSON, [(0, 0, "my ")])
    store.texts.keep(facts[0].id, "kept")
    store.drafts.put(Draft(LOG, LESSON, state_of("a draft"), 2, 0), "a draft", b"[]")
    store.search.put(Entry("lesson", LOG, COURSE, LESSON, LESSON, "Title", ""))
    store.search.refresh()
    store.receipts.write(b"{}", 1)
    store.media.put(b"picture")
    store.backups.make()
    return store


def test_a_healthy_workspace(healthy: Store) -> None:
    problems = healthy.problems()
    assert [problem.what for problem in problems] == ["in order"] * 9
    assert all(problem.ok for problem in problems)


def damage_media(store: Store) -> None:
    for sha in store.media.all():
        store.media.path(sha).write_bytes(b"Picture")


def damage_backup(store: Store) -> None:
    path = store.backups.list()[0].path
    path.write_bytes(path.read_bytes()[:5000])


def sql(statement: str) -> Callable[[Store], None]:
    def damage(store: Store) -> None:
        store.connection.run(statement)

    return damage


DAMAGES: dict[str, tuple[str, Callable[[Store], None]]] = {
    "payload": ("facts", sql("UPDATE facts SET payload=replace(payload, '2', '3')")),
    "clock": ("facts", sql("UPDATE facts SET clock=3 WHERE clock=2")),
    "person": ("facts", sql("UPDATE facts SET person='another' WHERE clock=2")),
    "subject": ("facts", sql("UPDATE facts SET subject='' WHERE clock=2")),
    "signature": ("facts", sql("UPDATE facts SET signature=zeroblob(64) WHERE clock=2")),
    "lost fact": ("causes", sql("DELETE FROM facts WHERE clock=1")),
    "top": ("causes", sql("UPDATE logs SET top=3")),
    "journal": ("working texts", sql("UPDATE journal SET edits='[]'")),
    "kept text": ("working texts", sql("UPDATE kept_texts SET text=x'00'")),
    "draft": ("drafts", sql("UPDATE draft_texts SET items='[1]'")),
    "index": ("search", sql("UPDATE search_entries SET doc=doc+1")),
    "receipt": ("receipts", sql("UPDATE receipts SET receipt='[]'")),
    "media": ("media", damage_media),
    "backup": ("backups", damage_backup),
}


@pytest.mark.parametrize(("check", "damage"), DAMAGES.values(), ids=DAMAGES)
def test_each_damage_is_named(healthy: Store, check: str, damage: Callable[[Store], None]) -> None:
    damage(healthy)
    bad = {problem.check: problem for problem in healthy.problems() if not problem.ok}
    assert list(bad) == [check]
    assert bad[check].what
    assert bad[check].mend


def test_signatures_are_checked(store: Store) -> None:
    key = Key(b"2" * 32)
    filled(store, 1)
    fact = msgspec.structs.replace(Author().revision("signed\n"), device=key.device)
    fact = key.sign(msgspec.structs.replace(fact, id=FactId(fact.digest.hex()[:32])))
    store.log.add([fact])
    store.backups.make()
    assert all(problem.ok for problem in store.problems())


def test_one_damage_does_not_hide_another(healthy: Store) -> None:
    healthy.connection.run("DROP TABLE receipts")
    damage_media(healthy)
    bad = {problem.check for problem in healthy.problems() if not problem.ok}
    assert bad == {"receipts", "media"}


def test_the_doctor_changes_nothing(healthy: Store, folder: Path) -> None:
    watching = Store.open(folder)
    healthy.connection.run("UPDATE facts SET payload='{}' WHERE clock=2")
    before = watching.data_version()
    assert not all(problem.ok for problem in healthy.problems())
    assert watching.data_version() == before
    watching.close()
