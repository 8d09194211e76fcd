"""Look at everything that a workspace holds, and say what is not as it was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from sync.model.errors import CoursefolkError
from sync.model.ids import sha_of
from sync.store.backups import is_whole
from sync.store.fact_rows import BESIDE, CHANGED, FACT, subject_of, whole
from sync.store.parts import Parts

RECOVER = "Run “coursefolk recover”: it restores a backup and puts this file aside."
SYNC_AGAIN = "Sync: what the server holds comes again. Else run “coursefolk recover”."
MADE_ANEW = "It is made anew from the facts; nothing that anyone wrote is touched."
_SHOWN = 5


class Problem(msgspec.Struct, frozen=True):
    """One check; if it is not `ok`, `what` was found and `mend` is what to do."""

    check: str
    ok: bool
    what: str
    mend: str = ""


def examine(store: Parts) -> list[Problem]:
    """Make every check, each on its own, so that one damage does not hide another."""
    checks: tuple[tuple[str, Callable[[Parts], Sequence[str]], str], ...] = (
        ("structure", _structure, RECOVER),
        ("facts", _facts, SYNC_AGAIN),
        ("causes", _causes, SYNC_AGAIN),
        ("working texts", lambda store: store.texts.unreadable(), RECOVER),
        ("drafts", _drafts, MADE_ANEW),
        ("search", _search, MADE_ANEW),
        ("receipts", _receipts, RECOVER),
        ("media", _media, "Add these files again, or sync: others may have them."),
        ("backups", _backups, "Run “coursefolk backup”."),
    )
    return [_made(store, name, check, mend) for name, check, mend in checks]


def _made(store: Parts, name: str, check: Callable[[Parts], Sequence[str]], mend: str) -> Problem:
    try:
        found = check(store)
    except CoursefolkError as error:
        return Problem(name, False, error.what, error.mend or mend)
    except (TypeError, ValueError, AttributeError) as error:
        # a row holds what was never written to it
        return Problem(name, False, f"what is there cannot be read ({error})", mend)
    if not found:
        return Problem(name, True, "in order")
    more = f", and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return Problem(name, False, "; ".join(found[:_SHOWN]) + more, mend)


def _structure(store: Parts) -> list[str]:
    rows = store.connection.rows("PRAGMA integrity_check(20)")
    found = [row[0] for row in rows if row[0] != "ok"]
    strays = store.connection.rows("PRAGMA foreign_key_check")
    return found + [f"a row of {row[0]} has lost its {row[2]}" for row in strays]


def _facts(store: Parts) -> list[str]:
    """Hash every fact again, and check the signatures and what was worked out from them."""
    from sync.model.signing import is_signed

    found = []
    for row in store.connection.rows(f"SELECT {FACT}, state, why, subject FROM facts"):
        fact, (state, why, subject) = whole(row), row[BESIDE:]
        wrong = ""
        if state == "aside" or fact is None:
            wrong = why or CHANGED
        elif fact.signature and not is_signed(fact):
            wrong = "its signature is not its device's"
        elif subject != subject_of(bytes(fact.payload)):
            wrong = "it is filed under the wrong lesson"
        if wrong:
            found.append(f"fact {row[0][:12]}: {wrong}")
    return found


def _causes(store: Parts) -> list[str]:
    """Check that what counts builds only on what counts, and that the clocks agree."""
    lost = store.connection.rows(
        "SELECT f.id, c.value FROM facts AS f, json_each(f.causes) AS c "
        "LEFT JOIN facts AS g ON g.id = c.value AND g.state = 'kept' "
        "WHERE f.state = 'kept' AND g.id IS NULL"
    )
    late = store.connection.rows(
        "SELECT l.log FROM logs AS l WHERE l.top <> coalesce((SELECT max(clock) FROM facts "
        "WHERE log = l.log AND state = 'kept'), 0)"
    )
    return [f"fact {row[0][:12]} lacks its cause {str(row[1])[:12]}" for row in lost] + [
        f"the clock of log {row[0][:12]} is wrong" for row in late
    ]


def _drafts(store: Parts) -> list[str]:
    if store.gists.unreadable():
        # no fault to tell of: a power cut may tear what never waits for the disk, and nothing in
        # it was written by anyone
        store.gists.forget()
    return [f"draft of lesson {lesson[:12]}" for _, lesson in store.drafts.unreadable()]


def _search(store: Parts) -> list[str]:
    """Compare what the index says it holds with what can be found."""
    rows = store.connection.rows(
        "WITH should (doc) AS (SELECT doc FROM search_entries WHERE doc NOT IN "
        "(SELECT doc FROM search_changes) UNION SELECT doc FROM search_changes WHERE indexed), "
        "has (doc) AS (SELECT id FROM search_index_docsize) "
        "SELECT doc FROM should EXCEPT SELECT doc FROM has "
        "UNION ALL SELECT * FROM (SELECT doc FROM has EXCEPT SELECT doc FROM should)"
    )
    # this writes nothing, whatever it looks like: it is how FTS5 is asked
    store.connection.run("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
    return ["the index does not match the texts"] if rows else []


def _receipts(store: Parts) -> list[str]:
    rows = store.connection.rows("SELECT id, receipt, sha FROM receipts")
    return [f"receipt {row[0][:12]}" for row in rows if sha_of(row[1]) != row[2]]


def _media(store: Parts) -> list[str]:
    return [f"media file {sha[:12]} was changed on the disk" for sha in store.media.unreadable()]


def _backups(store: Parts) -> list[str]:
    if store.backups.due():
        return ["there is no recent backup"]
    return [f"{row.path.name} is damaged" for row in store.backups.list() if not is_whole(row.path)]
