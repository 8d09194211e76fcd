"""Strike words out of facts: which texts of a payload hold words, and what stands there afterwards.

A redaction names places and never the words themselves. Each sign in them becomes one `█`, a line
end stays, so that every position in every other fact still means what it meant. To strike is
idempotent and commutes: what two owners struck apart is struck on every laptop alike.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from sync.model.ids import Sha, sha_of
from sync.model.payloads import Mark

STRUCK = "█"
REDACTED = "content.redacted"
"""The kind of fact that strikes words out of others."""

Range = tuple[int, int]
"""Where words stand in one text: start and length in code points."""
Place = tuple[int, int, int]
"""Where words stand in a payload: the number of the text in it, start and length."""

_EACH, _KEYS = "*", "@"
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_Path = tuple[str | int, ...]
_EARLIER: _Path = ("origin", "earlier", _EACH, "text")

WORDS: dict[str, tuple[_Path, ...]] = {
    "course.made": (("title",),),
    "course.described": (("fields", _EACH),),
    "lesson.placed": (("places", _EACH, "title"),),
    "lesson.renamed": (("title",),),
    "lesson.form": (("forms", _EACH, "path"),),
    "text.revised": (("text",), ("edits", _EACH, 2), ("why",)),
    "file.placed": (("files", _EACH, "path"),),
    "version.named": (
        ("note",),
        ("outline", _EACH, 3),
        ("unchecked", _EACH),
        ("files", _KEYS),
    ),
    "comment.made": (("quote",), ("before",), ("after",), ("text",), _EARLIER),
    "comment.replied": (("text",), _EARLIER),
    "comment.resolved": (("why",), _EARLIER),
    "suggestion.made": (("before",), ("after",), ("why",)),
    "suggestion.decided": (("why",),),
    "review.given": (("note",),),
    "comment.edited": (("text",),),
    "comment.reopened": (("why",), _EARLIER),
    "comment.confirmed": (("why",), _EARLIER),
    "comment.moved": (("quote",), ("before",), ("after",)),
    "suggestion.withdrawn": (("why",),),
    "overlap.given": (("why",),),
    "review.asked": (("note",), ("people", _EACH, "why"), ("checklist", _EACH)),
    "review.withdrawn": (("why",),),
    "review.done": (("note",), ("ticks", _EACH)),
    "policy.set": (("policy", "checklist", _EACH),),
    "course.shared": (("title",),),
    "clock.passed": (("why",),),
    "member.set": (("name",),),
    REDACTED: (("why",), ("folds", _EACH, "text")),
}
"""Where people's own words stand in each kind of fact; all else in it is left as it is.

The order of these paths numbers the texts of a payload: add to the end only.
"""


def masked(text: str, ranges: Iterable[Range]) -> str:
    """Put `█` in the place of each sign in these ranges, but for line ends."""
    signs = list(text)
    for start, length in ranges:
        for at in range(max(start, 0), min(start + length, len(signs))):
            if signs[at] not in "\n\r":
                signs[at] = STRUCK
    return "".join(signs)


def found_in(text: str, words: Collection[str]) -> list[Range]:
    """Find where words stand in a text, also where two of them touch or cover each other."""
    found: list[Range] = []
    for word in words:
        at = text.find(word) if word else -1
        while at >= 0:
            found.append((at, len(word)))
            at = text.find(word, at + 1)
    return joined(found)


def joined(ranges: Iterable[Range]) -> list[Range]:
    """Bring ranges into order and make one of those that touch."""
    out: list[Range] = []
    for start, length in sorted(ranges):
        if out and start <= out[-1][0] + out[-1][1]:
            first = out[-1][0]
            out[-1] = (first, max(out[-1][1], start + length - first))
        else:
            out.append((start, length))
    return out


def texts_of(kind: str, payload: bytes) -> list[str]:
    """List the texts in a payload that hold people's words, by number; [] if unreadable."""
    try:
        slots = _slots_of(kind, msgspec.json.decode(payload))
    except _UNREADABLE:
        return []
    return [name if key is None else holder[key] for holder, key, name in slots]


def places_in(kind: str, payload: bytes, words: Collection[str]) -> tuple[Place, ...]:
    """Find where words stand in a payload."""
    return tuple(
        (n, start, length)
        for n, text in enumerate(texts_of(kind, payload))
        for start, length in found_in(text, words)
    )


def every_place(kind: str, payload: bytes) -> tuple[Place, ...]:
    """Name all words of a payload."""
    return tuple((n, 0, len(text)) for n, text in enumerate(texts_of(kind, payload)) if text)


def struck(kind: str, payload: bytes, places: Iterable[Place]) -> bytes:
    """Strike places out of a payload; one that names no text of it changes nothing."""
    by_text: dict[int, list[Range]] = {}
    for n, start, length in places:
        by_text.setdefault(n, []).append((start, length))
    try:
        body = msgspec.json.decode(payload)
    except _UNREADABLE:
        return payload
    changed = False
    for n, (holder, key, name) in enumerate(_slots_of(kind, body)):
        if n not in by_text:
            continue
        before = name if key is None else holder[key]
        after = masked(before, by_text[n])
        if after != before:
            changed = True
            _put(holder, key, before, after)
    return msgspec.json.encode(body) if changed else payload


def is_struck(kind: str, payload: bytes, places: Iterable[Place]) -> bool:
    """Tell whether a payload that came from elsewhere holds no word any more in these places."""
    texts = texts_of(kind, payload)
    return bool(texts) and all(
        n < len(texts) and set(texts[n][start : start + length]) <= {STRUCK, "\n", "\r"}
        for n, start, length in places
    )


def words_at(kind: str, payload: bytes, places: Iterable[Place]) -> set[str]:
    """Read what stands in places, before it is struck out; what is struck already is no word."""
    texts = texts_of(kind, payload)
    found = {texts[n][start : start + length] for n, start, length in places if n < len(texts)}
    return {word for word in found if word and STRUCK not in word}


def mark_of(word: str) -> Mark:
    """Make the mark by which a word is known again where it comes back; it does not tell it."""
    salt = secrets.token_hex(8)
    return Mark(len(word), salt, _known_by(salt, word))


def marked_in(text: str, marks: Collection[Mark]) -> list[Range]:
    """Find where marked words stand in a text: 1 µs a sign and mark."""
    found: list[Range] = []
    for mark in marks:
        salt = hashlib.sha256(mark.salt.encode())
        for at in range(len(text) - mark.length + 1):
            digest = salt.copy()
            digest.update(text[at : at + mark.length].encode("utf-8", "surrogatepass"))
            if digest.hexdigest() == mark.sha:
                found.append((at, mark.length))
    return joined(found)


def _known_by(salt: str, word: str) -> Sha:
    return sha_of(salt.encode() + word.encode("utf-8", "surrogatepass"))


_Slot = tuple[Any, Any, str]
"""What holds a text, by which key, and the text itself where it is a key."""


def _slots_of(kind: str, body: Any) -> list[_Slot]:
    return [slot for path in WORDS.get(kind, ()) for slot in _walk(body, path)]


def _walk(holder: Any, path: _Path) -> Sequence[_Slot]:
    step, rest = path[0], path[1:]
    if step == _KEYS:
        return [(holder, None, key) for key in holder] if isinstance(holder, dict) else []
    if not isinstance(holder, dict | list):
        return []  # of another form than its kind: it is set aside whole
    if step == _EACH:
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
    elif isinstance(holder, dict):
        keys = [step] if step in holder else []
    else:
        keys = [step] if isinstance(step, int) and step < len(holder) else []
    if not rest:
        return [(holder, key, "") for key in keys if isinstance(holder[key], str)]
    return [slot for key in keys for slot in _walk(holder[key], rest)]


def _put(holder: Any, key: Any, before: str, after: str) -> None:
    if key is not None:
        holder[key] = after
        return
    entries = [(after if name == before else name, value) for name, value in holder.items()]
    holder.clear()
    holder.update(entries)
