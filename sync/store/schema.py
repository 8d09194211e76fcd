"""The tables of `workspace.db`, which `migrations` makes.

Open the file with the `sqlite3` tool while Coursefolk is closed or open; read as you like, write
nothing. Times are milliseconds since 1970, ids are text, JSON is readable text.

marker          one row: which product and which workspace this file is, and when it was made
logs            one row a log: of a course or of a space
    standing    private | shared | closed (a private log that a shared one continues) | readonly
    cursor      up to which of the server's numbers this log was taken in
    top         the highest clock among the facts that count
facts           what happened, for ever; `payload` is the JSON whose SHA-256 is `payload_sha`,
                `causes` a JSON list of fact ids, `signature` the device's Ed25519 signature
    id          first 32 hex digits of the hash of log, kind, clock, person, device, at, causes,
                payload_sha
    subject     the one lesson or node that the fact is about, else ''
    state       kept | waiting (its causes are not here; `why` held: for a person's yes)
                | refused (`why`) | aside (damaged: `why`)
    number      the server's number; NULL: not on the server yet
    struck      the SHA-256 of what stands in the payload's place, where words were struck out of
                it, else ''
    outgoing    1 if the log is on a server: such a fact without a number waits to be sent
strikes         which places redactions strike out of which facts, here or still to come (JSON:
                number of the text in the payload, start, length)
working         the text a person is writing, as it was last folded together; `state` is what it
                was begun on (head revisions @ SHA-256)
journal         edits made to it since, oldest first: JSON [[start, deleted, inserted], ...] in
                code points; `sha` is the SHA-256 of the row before's `sha` and these edits
    (elsewhere `sha` is that of the names a text is kept under and the text, a line each, so
    that no text passes for another's)
steps_kept      lessons with steps back of my own edits: they lead from the text of `state`, or,
                while `mark` is not empty, from the working text whose journal ends with it
steps           those steps, latest last: pile back (undo) or forth (redo), each the edits that
                take it; mine = 0: what came from others over it
acts            what I did beside typing and can take back, latest last: suggestions accepted,
                overlaps settled, words replaced, work taken back (JSON: ids, no words)
acts_over       the lessons that each is about: it came over the steps back of the history `key`
                that are numbered below `over`
kept_texts      whole texts of some revisions (zlib), only to save time
drafts          today's text of each lesson as its facts give it: state, words, open overlaps
draft_texts     the texts of the drafts, and the JSON of what they were woven from
receipts        what each sync brought and sent (JSON)
settings        names and values
search_entries  what can be found: courses, lessons (their text is in draft_texts), comments,
                replies, suggestions, notes of versions and reviews, people, files;
    person      who wrote it, else ''
search_changes  entries that the index does not hold as they are now, with what it holds (triggers)
search_words    every word the index ever held, for finding those that hold a part
search_index    the FTS5 index over folded titles and texts; it holds no text itself

    -- my lessons, with their text
    SELECT lesson, text FROM draft_texts;
    -- who did what, latest first
    SELECT datetime(at/1000,'unixepoch'), person, kind, subject FROM facts ORDER BY at DESC;
    -- what waits to be sent
    SELECT id, kind FROM facts WHERE outgoing = 1 AND number IS NULL AND state = 'kept';
    -- the comments on one lesson
    SELECT json_extract(payload, '$.text') FROM facts
     WHERE kind = 'comment.made' AND subject = 'LESSON';
"""

from __future__ import annotations

FILE = "workspace.db"
PRODUCT = "coursefolk"
APPLICATION_ID = 0x43464F4C
"""Stands in the file's header; the `file` tool and we know the file by it."""

TABLES = """
CREATE TABLE marker (
    workspace TEXT PRIMARY KEY NOT NULL, product TEXT NOT NULL, made INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE logs (
    log TEXT PRIMARY KEY NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('course', 'space')),
    course TEXT NOT NULL, space TEXT,
    standing TEXT NOT NULL CHECK (standing IN ('private', 'shared', 'closed', 'readonly')),
    server TEXT NOT NULL, cursor INTEGER NOT NULL, role TEXT NOT NULL, continued_by TEXT,
    top INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE facts (
    id TEXT PRIMARY KEY NOT NULL,
    log TEXT NOT NULL REFERENCES logs (log) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL, clock INTEGER NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL,
    at INTEGER NOT NULL, subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('kept', 'waiting', 'refused', 'aside')),
    number INTEGER, outgoing INTEGER NOT NULL, why TEXT NOT NULL DEFAULT '',
    signature BLOB NOT NULL, payload_sha TEXT NOT NULL, causes TEXT NOT NULL, payload TEXT NOT NULL
) STRICT;
CREATE INDEX facts_by_kind ON facts (log, kind, clock, id) WHERE state = 'kept';
CREATE INDEX facts_by_subject ON facts (log, subject, clock, id)
    WHERE state = 'kept' AND subject <> '';
CREATE INDEX outbox ON facts (outgoing)
    WHERE outgoing = 1 AND number IS NULL AND state = 'kept';
CREATE INDEX facts_not_kept ON facts (state, log, clock, id) WHERE state <> 'kept';

CREATE TABLE working (
    lesson TEXT PRIMARY KEY NOT NULL, log TEXT NOT NULL, state TEXT NOT NULL,
    since INTEGER NOT NULL, saved INTEGER NOT NULL, length INTEGER NOT NULL,
    sha TEXT NOT NULL, text BLOB NOT NULL
) STRICT;
CREATE TABLE journal (
    lesson TEXT NOT NULL REFERENCES working (lesson) ON DELETE CASCADE,
    seq INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL,
    sha TEXT NOT NULL, edits TEXT NOT NULL,
    PRIMARY KEY (lesson, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_texts (
    revision TEXT PRIMARY KEY NOT NULL, sha TEXT NOT NULL, text BLOB NOT NULL
) STRICT;

CREATE TABLE drafts (
    log TEXT NOT NULL, lesson TEXT NOT NULL, words INTEGER NOT NULL, overlaps INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (log, lesson)
) STRICT, WITHOUT ROWID;
CREATE INDEX drafts_with_overlaps ON drafts (log, lesson) WHERE overlaps > 0;
CREATE TABLE draft_texts (
    id INTEGER PRIMARY KEY, log TEXT NOT NULL, lesson TEXT NOT NULL, sha TEXT NOT NULL,
    items_sha TEXT NOT NULL, items TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE (log, lesson)
) STRICT;

CREATE TABLE receipts (
    id TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL, sha TEXT NOT NULL, receipt TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_by_time ON receipts (at);
CREATE TABLE settings (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

SEARCH_INDEX = """CREATE VIRTUAL TABLE search_index USING fts5 (
    title, text, course, content='', tokenize='ascii', prefix='1 2 3'
)"""

# no OR IGNORE in triggers: the statement that fires them would overrule it
SEARCH = """
CREATE TABLE search_entries (
    doc INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    log TEXT NOT NULL, course TEXT NOT NULL, ident TEXT NOT NULL, lesson TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, person TEXT NOT NULL DEFAULT '',
    UNIQUE (log, ident)
) STRICT;
CREATE TABLE search_words (
    id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE search_changes (
    doc INTEGER PRIMARY KEY, indexed INTEGER NOT NULL, course TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TRIGGER search_entry_new AFTER INSERT ON search_entries BEGIN
    INSERT INTO search_changes VALUES (NEW.doc, 0, '', '', '');
END;
CREATE TRIGGER search_entry_changed BEFORE UPDATE OF title, text, course ON search_entries
WHEN (OLD.title <> NEW.title OR OLD.text <> NEW.text OR OLD.course <> NEW.course)
 AND NOT EXISTS (SELECT 1 FROM search_changes WHERE doc = OLD.doc) BEGIN
    INSERT INTO search_changes VALUES (OLD.doc, 1, OLD.course, OLD.title, coalesce(
        (SELECT text FROM draft_texts WHERE log = OLD.log AND lesson = OLD.ident), OLD.text));
END;
CREATE TRIGGER search_entry_gone BEFORE DELETE ON search_entries
WHEN NOT EXISTS (SELECT 1 FROM search_changes WHERE doc = OLD.doc) BEGIN
    INSERT INTO search_changes VALUES (OLD.doc, 1, OLD.course, OLD.title, coalesce(
        (SELECT text FROM draft_texts WHERE log = OLD.log AND lesson = OLD.ident), OLD.text));
END;
CREATE TRIGGER search_draft_new BEFORE INSERT ON draft_texts BEGIN
    INSERT INTO search_changes SELECT doc, 1, course, title, text FROM search_entries AS e
        WHERE log = NEW.log AND ident = NEW.lesson
          AND NOT EXISTS (SELECT 1 FROM search_changes WHERE doc = e.doc);
    INSERT INTO search_entries (kind, log, course, ident, lesson, title, text)
        SELECT 'lesson', NEW.log, coalesce((SELECT course FROM logs WHERE log = NEW.log), ''),
               NEW.lesson, NEW.lesson, '', ''
        WHERE NOT EXISTS
            (SELECT 1 FROM search_entries WHERE log = NEW.log AND ident = NEW.lesson);
END;
CREATE TRIGGER search_draft_changed BEFORE UPDATE OF text ON draft_texts
WHEN OLD.text <> NEW.text BEGIN
    INSERT INTO search_changes SELECT doc, 1, course, title, OLD.text FROM search_entries AS e
        WHERE log = OLD.log AND ident = OLD.lesson
          AND NOT EXISTS (SELECT 1 FROM search_changes WHERE doc = e.doc);
END;
CREATE TRIGGER search_draft_gone BEFORE DELETE ON draft_texts BEGIN
    INSERT INTO search_changes SELECT doc, 1, course, title, OLD.text FROM search_entries AS e
        WHERE log = OLD.log AND ident = OLD.lesson
          AND NOT EXISTS (SELECT 1 FROM search_changes WHERE doc = e.doc);
END;
"""

SCHEMA = 5
"""Number of the newest migration; it stands in the file as `PRAGMA user_version`."""
