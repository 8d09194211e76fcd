"""The server's tables, as SQLAlchemy Core; `migrations/` brings a database to this state.

meta       key, value: epoch, the server's signing seed, the secret that tokens are made with
accounts   people who joined here
devices    a person's laptops; `token_sha` is the SHA-256 of the token; the server has a row too
logs       one row a log: `head` is the number of its latest fact, `top_clock` and `refused_top`
           the highest clocks judged; a space is its own `space`; `course` is empty for a space
facts      the log itself; `body` is the fact's JSON as it is served; never removed, and changed
           only where a redaction strikes words out of it
strikes    which places (JSON) which redaction strikes out of which fact, here or still to come
refusals   what was judged and refused, so that the verdict stays the same
members    the role that the highest (clock, fact) gives a person in a log, "none" included;
           `number` is that fact's place; `former` and `ended` remember a lost right to write
invites    by SHA-256 of the code; used once; `person` is set where it lets in one more laptop of
           somebody who is here, and empty otherwise
media      attachments whose bytes are here
placed     which logs name which attachment; `held` once someone who may see the log had its bytes
seen       how far a person has seen a log (JSON), for their other laptops alone; each change has a
           `number` of that person's; `reset` is that of the last marking as not seen
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
accounts = Table(
    "accounts",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
)
devices = Table(
    "devices",
    metadata,
    Column("device", String(64), primary_key=True),
    Column("person", String(64), nullable=False, index=True),
    Column("token_sha", String(64), unique=True),
    Column("created", BigInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("revoked", BigInteger),
)
logs = Table(
    "logs",
    metadata,
    Column("log", String(64), primary_key=True),
    Column("scope", String(8), nullable=False),
    Column("space", String(64), nullable=False, index=True),
    Column("course", String(64), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("head", Integer, nullable=False),
    Column("top_clock", BigInteger, nullable=False),
    Column("refused_top", BigInteger, nullable=False),
)
facts = Table(
    "facts",
    metadata,
    Column("log", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("person", String(64), nullable=False),
    Column("clock", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
strikes = Table(
    "strikes",
    metadata,
    Column("fact", String(32), primary_key=True),
    Column("redaction", String(32), primary_key=True),
    Column("log", String(64), nullable=False, index=True),
    Column("places", Text, nullable=False),
)
refusals = Table(
    "refusals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("log", String(64), nullable=False),
    Column("why", Text, nullable=False),
    Column("clock", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)
members = Table(
    "members",
    metadata,
    Column("log", String(64), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("role", String(10), nullable=False),
    Column("clock", BigInteger, nullable=False),
    Column("fact", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("former", String(10), nullable=False),
    Column("ended", BigInteger, nullable=False),
    Index("members_by_person", "person"),
)
invites = Table(
    "invites",
    metadata,
    Column("code_sha", String(64), primary_key=True),
    Column("space", String(64), nullable=False),
    Column("role", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used_by", String(64), nullable=False),
    Column("person", String(64), nullable=False, server_default=""),
)
media = Table(
    "media",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
)
placed = Table(
    "placed",
    metadata,
    Column("log", String(64), primary_key=True),
    Column("sha", String(64), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("held", Boolean, nullable=False),
    Index("placed_by_sha", "sha"),
    Index("placed_not_held", "held", "log"),
)
seen = Table(
    "seen",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("log", String(64), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("reset", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
